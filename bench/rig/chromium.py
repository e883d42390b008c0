"""The browser tests' Chromium: found as they find it."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))
from browser.chromium import ARGUMENTS, find

__all__ = ["ARGUMENTS", "find"]
