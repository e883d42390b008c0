"""One build: into a fresh folder, swapped in only when it is complete."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from catalogue.derive.site import SiteView
from catalogue.issues import Issue, StopError
from catalogue.pipeline import Loaded
from catalogue.publish.compiled import keep_compiled
from catalogue.publish.folder import check_replaceable, replacement
from catalogue.publish.house import HouseError
from catalogue.publish.site import Progress, write_site
from catalogue.read.system import named, told


def build_site(loaded: Loaded, out: Path, say: Progress) -> int | Sequence[Issue] | str:
    """Build the site; return its number of pages, or what stopped it and left `out` untouched."""
    keep_compiled()
    try:
        check_replaceable(out)
        with replacement(out) as fresh:
            return write_site(loaded.workspace, SiteView(loaded.corpus, loaded.schemas), fresh, say)
    except HouseError as error:
        return error.issues
    except StopError as error:
        return str(error)
    except OSError as error:
        return told(named(error, out))
