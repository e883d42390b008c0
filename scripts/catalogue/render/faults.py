"""The page that stands, on this machine, in the place of one whose file has faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.issues import LEVELS, Issue
from catalogue.render.environment import fill
from catalogue.render.page import Page, base_of
from catalogue.write.typography import typeset

SHELL = "liste"
_AROUND = 1
"""Lines shown before and after the one that has a fault."""
_WIDTH = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
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
    return Page(
        address=address, shell=SHELL, title=title, description=title, html=html, source=file
    )


def _fault(issue: Issue, lines: Sequence[str]) -> Fault:
    return Fault(
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
