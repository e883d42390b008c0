"""Print what the validator finds of every kind of mistake: `make mutations`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from mutations.herd import outcomes, table

with tempfile.TemporaryDirectory() as folder:
    print(*table(outcomes(Path(folder) / "depot")), sep="\n")
