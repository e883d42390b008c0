"""On this machine, the address of a record with a fault shows the fault."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.build.shell import stamp
from catalogue.build.whole_site import House
from catalogue.issues import LEVELS, Issue
from catalogue.pipeline import PAGE_KINDS, SetAside
from catalogue.site.environment import fill
from catalogue.site.kinds.table import WHOLE_LIST
from catalogue.site.page import Page, base_of
from catalogue.text.decoding import lines_of
from catalogue.text.disk import read_bytes
from catalogue.text.typography import typeset

_AROUND = 1
"""Lines shown before and after the one that has a fault."""
_WIDTH = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFault:
    """One fault as the page shows it."""

    ligne: int
    colonne: int
    niveau: str
    message: str
    regle: str
    extrait: str


def fault_page(
    address: str, file: str, lines: Sequence[str], issues: Sequence[Issue], causes: Sequence[str]
) -> Page:
    """Return the page of a file that is not published: its faults, or those that it leads to."""
    title = f"À corriger : {file}"
    faults = [_fault(issue, lines) for issue in issues]
    html = fill("faute.html.j2", base_of(address), fichier=file, fautes=faults, causes=causes)
    shell = WHOLE_LIST.shell
    return Page(
        address=address, shell=shell, title=title, description=title, html=html, source=file
    )


def _fault(issue: Issue, lines: Sequence[str]) -> ShownFault:
    return ShownFault(
        ligne=issue.place.line,
        colonne=issue.place.column,
        niveau=LEVELS[issue.level],
        message=typeset(issue.message),
        regle=issue.rule,
        extrait=excerpt(lines, issue.place.line, issue.place.column),
    )


def excerpt(lines: Sequence[str], line: int, column: int) -> str:
    """Return the lines around a place, numbered, with a mark under its column."""
    shown: list[str] = []
    for number in range(max(1, line - _AROUND), min(len(lines), line + _AROUND) + 1):
        shown.append(f"{number:>5} │ {lines[number - 1][:_WIDTH]}".rstrip())
        if number == line and column <= _WIDTH:
            shown.append(f"      │ {' ' * (column - 1)}^")
    return "\n".join(shown)


BY_FILE_KIND = {kind.file_kind: kind for kind in PAGE_KINDS if kind.file_kind}


def fault_pages(house: House, aside: Sequence[SetAside]) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of the page of each file that is set aside, if it has one."""
    causes = [one.file for one in aside if one.issues]
    for one in aside:
        if kind := BY_FILE_KIND.get(one.reading.kind):
            address = kind.address(one.reading.path.stem)
            page = fault_page(address, one.file, _lines(one), one.issues, causes)
            yield f"{address}index.html", stamp(house.shells[page.shell], page)


def _lines(one: SetAside) -> list[str]:
    """Return the lines of a file as well as they can be read."""
    content = read_bytes(one.reading.path, one.file)
    return lines_of(content.decode(errors="replace")) if isinstance(content, bytes) else []
