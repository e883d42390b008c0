"""The reviewer's note of a change, in Markdown for the page of a merge request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from catalogue.derive.checklist import MUST, SHOULD, Reviewed, checklist
from catalogue.derive.review import FileReview
from catalogue.derive.wording import listing, plural
from catalogue.issues import Issue
from catalogue.render.environment import TEMPLATES
from catalogue.render.markdown_text import in_markdown

MOST_FILES = 20
"""How many files are told in full; forges cut a page that is too long."""
MOST_ROWS = 200
"""How many lines a table or a list has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A line of the table of files."""

    fichier: str
    evenement: str
    changements: str
    erreurs: str
    avertissements: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Everything that the note says, in its order."""

    bilan: str
    vie_privee: tuple[Issue, ...]
    ailleurs: tuple[Issue, ...]
    lignes: tuple[Row, ...]
    tues: str
    """What the table and the details leave out, or the empty string."""
    imperatifs: tuple[str, ...]
    conseils: tuple[str, ...]
    fichiers: tuple[FileReview, ...]


@cache
def _environment() -> Environment:
    """Return the environment of Markdown templates: every value is escaped for Markdown."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=in_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def review_note(change: Reviewed) -> str:
    """Return the reviewer's note of a change."""
    text = _environment().get_template("relecture.md.j2").render(r=_note(change))
    # Blocks that are not there leave their blank lines; no value holds a line end.
    return re.sub(r"\n{3,}", "\n\n", text)


def _note(change: Reviewed) -> Note:
    rows = tuple(_rows(change))
    return Note(
        bilan=_summary(change),
        vie_privee=tuple(i for f in change.files for i in f.issues if i.rule in change.vie_privee)[
            :MOST_ROWS
        ],
        ailleurs=change.ailleurs[:MOST_ROWS],
        lignes=rows[:MOST_ROWS],
        tues=_left_out(len(rows), len(change.files)),
        imperatifs=tuple(checklist(MUST, change)),
        conseils=tuple(checklist(SHOULD, change)),
        fichiers=change.files[:MOST_FILES],
    )


def _rows(change: Reviewed) -> Iterator[Row]:
    for f in change.files:
        yield Row(
            fichier=f.fichier,
            evenement=f.evenement,
            changements=str(len(f.changements) + f.encore),
            erreurs=str(len(f.erreurs)),
            avertissements=str(len(f.avertissements)),
        )
    for other in change.autres:
        said = f"{other.evenement} ({other.nature})"
        yield Row(
            fichier=other.fichier, evenement=said, changements="", erreurs="", avertissements=""
        )


def _summary(change: Reviewed) -> str:
    """Return what the change is in one sentence."""
    issues = [*change.ailleurs, *(issue for file in change.files for issue in file.issues)]
    private = sum(issue.rule in change.vie_privee for issue in issues)
    errors = sum(issue.level == "error" for issue in issues)
    counted = (
        (len(change.fiches), "fiche", "fiches"),
        (len(change.references), "fichier de référence", "fichiers de référence"),
        (len(change.autres), "autre fichier", "autres fichiers"),
        (errors, "erreur", "erreurs"),
        (len(issues) - errors, "avertissement", "avertissements"),
    )
    words = [plural(count, one, many) for count, one, many in counted if count]
    guarded = f", dont {plural(private, 'alerte', 'alertes')} de vie privée" if private else ""
    return f"{listing(words)}{guarded}." if words else "rien ne change dans ce dossier."


def _left_out(rows: int, files: int) -> str:
    parts = [f"{rows - MOST_ROWS} fichiers ne sont pas dans ce tableau"] if rows > MOST_ROWS else []
    more = files - MOST_FILES
    parts += [f"{more} ne sont pas détaillés plus bas"] if more > 0 else []
    return f"Pour rester lisible, {listing(parts)}." if parts else ""
