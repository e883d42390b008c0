"""The command line, run in this process as a person would run it."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest.mock import patch

from catalogue.cli.main import run


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit code."""

    code: object
    out: str
    err: str


def catalogue(*arguments: object) -> Outcome:
    """Run `catalogue` with arguments."""
    words = ["catalogue", *map(str, arguments)]
    out, err = _stream(), _stream()
    with patch.object(sys, "argv", words), redirect_stdout(out), redirect_stderr(err):
        try:
            run()
        except SystemExit as ended:
            return Outcome(ended.code, _text(out), _text(err))
    raise AssertionError("run() always ends in an exit code")


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
