"""Where the program starts: `catalogue`, which is `python -m catalogue`.

It imports what Python has imported already: until `run` is called, an interruption is Python's to
tell, and it tells it with a traceback.
"""

from __future__ import annotations

import os
import signal
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn


def leave(*_: object) -> NoReturn:
    """End at once, as the command line does when somebody interrupts it."""
    # Nothing was begun, so that nothing is to be put away; an exception could be lost in an import.
    os.write(2, b"Interrompu.\n")
    os._exit(2)


def names_in_utf8() -> None:
    """Start again with names of files in UTF-8, where the locale would have them in less.

    Under LC_ALL=C, a folder with an accent is half characters, which neither print nor join with
    what is read. The three streams keep the encoding of the terminal.
    """
    if sys.getfilesystemencoding() == "utf-8" or not sys.executable:
        return
    words = getattr(sys.stdout, "encoding", None) or "utf-8"
    environment = {"PYTHONIOENCODING": words, **os.environ, "PYTHONUTF8": "1"}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)


def run() -> NoReturn:
    """Run the command line; an interruption is answered from the first import to the last word."""
    names_in_utf8()
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heard:
        signal.signal(signal.SIGINT, leave)
    from catalogue.cli import main as cli

    try:
        if heard:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        cli.run()
    except KeyboardInterrupt:
        leave()
    finally:
        if heard:
            # What Python puts away at its end is no work of ours: no trace of it is wanted.
            signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":
    run()
