"""Where the program starts: `catalogue`, which is `python -m catalogue`."""

import os
import signal
from typing import NoReturn


def leave(*_: object) -> NoReturn:
    """End at once, as the command line does when somebody interrupts it."""
    # Nothing was begun, so that nothing is to be put away; an exception could be lost in an import.
    os.write(2, b"Interrompu.\n")
    os._exit(2)


def run() -> NoReturn:
    """Run the command line; an interruption is answered from the first import to the last word."""
    heard = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if heard:
        signal.signal(signal.SIGINT, leave)
    from catalogue import cli

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
