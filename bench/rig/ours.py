"""Our HTML build, validation included and text index apart: `python -m rig.ours ROOT [OUT]`.

It is `catalogue build` itself, with only the step that calls Pagefind taken out;
without OUT it is `catalogue validate`, which the build begins with.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from unittest.mock import patch

from catalogue.pipeline import load
from catalogue.publish import site
from catalogue.publish.build import build_site
from catalogue.workspace import Workspace


def build(root: Path, out: Path | None) -> int:
    """Validate the records of a root, build their site if asked, and return its pages."""
    loaded = load(Workspace(root))
    errors = [issue for issue in loaded.issues(date.today().isoformat()) if issue.level == "error"]
    if errors:
        raise SystemExit(f"{len(errors)} errors, the first one: {errors[0]}")
    if out is None:
        return 0
    with patch.object(site, "write_index", lambda *_: None):
        result = build_site(loaded, out, lambda _: None)
    if not isinstance(result, int):
        raise SystemExit(f"no site: {result}")
    return result


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
