"""On this machine, the address of a record with a fault shows the fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catalogue.publish.shell import stamp
from catalogue.publish.site import House
from catalogue.read.disk import read_bytes
from catalogue.read.text import lines_of
from catalogue.render.faults import fault_page
from catalogue.triage import Aside

FOLDERS = {"project": "projets", "organisation": "organismes", "call": "appels"}
"""Kind of file → the folder of its page."""


def fault_pages(house: House, aside: Sequence[Aside]) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of the page of each file that is set aside, if it has one."""
    causes = [one.file for one in aside if one.issues]
    for one in aside:
        if one.reading.kind in FOLDERS:
            address = f"{FOLDERS[one.reading.kind]}/{one.reading.path.stem}/"
            page = fault_page(address, one.file, _lines(one), one.issues, causes)
            yield f"{address}index.html", stamp(house.shells[page.shell], page)


def _lines(one: Aside) -> list[str]:
    """Return the lines of a file as well as they can be read."""
    content = read_bytes(one.reading.path, one.file)
    return lines_of(content.decode(errors="replace")) if isinstance(content, bytes) else []
