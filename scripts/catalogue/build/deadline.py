"""The time that a page may take: whoever writes one must not keep the machine busy for hours."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Final, NoReturn

SLOW: Final = "this page takes too long to render"
"""What is raised in the middle of a page; MkDocs tells it with the page's name."""


class SlowPageError(Exception):
    """A page took more than its time."""


class Deadline:
    """Stops what runs between `start` and `stop` once it has used the processor for too long.

    Markdown has no limit of its own, and no list of the texts that take it the square of their
    length is complete. The time is the processor's: a machine that does other things changes
    nothing. Only the main thread of a program can be stopped so: elsewhere, nothing is.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def start(self) -> None:
        """Start to count, from zero."""
        self._set(self.seconds)

    def stop(self) -> None:
        """Count no more; nothing where nothing was counted."""
        self._set(0)

    def _set(self, seconds: float) -> None:
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGVTALRM, _late)
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)


def _late(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SlowPageError(SLOW)
