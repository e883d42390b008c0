"""Our HTML build, validation included and text index apart: `python -m rig.ours ROOT [OUT]`.

It is the command `catalogue build` itself, with only the step that calls Pagefind taken out;
without OUT it is `catalogue validate`, which the build begins with.
"""

from __future__ import annotations

import sys
from pathlib import Path

from catalogue.build import whole_site as site
from catalogue.cli.main import main


def run(root: Path, out: Path | None) -> int:
    """Validate the records of a root, build their site if asked, and return the exit code."""
    command = ["validate"] if out is None else ["build", "--out", str(out)]
    site.write_index = lambda *_: None
    try:
        main(["--root", str(root), *command], prog_name="catalogue")
    except SystemExit as end:
        return int(end.code or 0)
    return 0


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
