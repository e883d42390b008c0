"""The printed edition of the bilan: a PDF for everyone (PDF/UA-1) and for good (PDF/A-2a).

Typst reads the edition's JSON and its charts from a folder that holds nothing else, with the fonts
that it brings along: the same bytes on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from catalogue.issues import StopError
from catalogue.text.swap import below, write, write_bytes

TEMPLATE = Path(__file__).with_name("typst") / "bilan.typ"
MISSING = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
LAST_PLAIN = 0x7E
SHEET = """#set document(title: "lettres", date: datetime(year: 2000, month: 1, day: 1))
#set text(lang: "fr", font: "Libertinus Serif")
#sys.inputs.lettres
"""
"""A page of letters: Typst says the first that its fonts lack."""
CONTEXT = 30
"""Characters shown on each side of a letter that cannot be printed."""


class UnprintableError(StopError):
    """An edition holds what cannot be printed; the message says in French what and where."""


def printed(text: str, charts: Mapping[str, str], site_url: str) -> bytes:
    """Return the PDF of an edition's JSON, with the drawing of each chart, by its id."""
    missing = missing_letters(text)
    if missing:
        told = []
        for letter in missing:
            # The words around it, without the marks of JSON.
            before, after = text.split(letter, 1)
            start = before.rpartition('"')[2][-CONTEXT:]
            words = start + letter + after.partition('"')[0][:CONTEXT]
            told.append(f"« {letter} » dans « {words} »")
        listed = " ; ".join(told)
        message = f"le PDF ne peut pas écrire certains caractères : {listed}"
        raise UnprintableError(f"{message}. Remplacez-les dans la fiche ou dans le texte du bilan.")
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "edition.json", text)
        write_bytes(folder / TEMPLATE.name, TEMPLATE.read_bytes())
        for id_, drawing in charts.items():
            write(below(folder, f"{id_}.svg"), drawing)
        try:
            return _compiled(str(folder / TEMPLATE.name), {"site": site_url})
        except typst.TypstError as error:
            raise _uncomposed(error) from error


def _uncomposed(error: typst.TypstError) -> UnprintableError:
    return UnprintableError(f"le PDF n’a pas pu être composé : {error.message}")


def missing_letters(text: str) -> list[str]:
    """Return the letters of a text that the fonts brought along do not have, in order.

    PDF/UA refuses a page with a missing letter, and Typst names only the first.
    """
    letters = sorted({c for c in text if not c.isspace() and ord(c) > LAST_PLAIN})
    missing: list[str] = []
    with TemporaryDirectory() as name:
        sheet = Path(name) / "lettres.typ"
        write(sheet, SHEET)
        while letters:
            try:
                _compiled(str(sheet), {"lettres": " ".join(letters)})
            except typst.TypstError as error:
                found = MISSING.search(error.message)
                lost = [c for c in letters if found and c in found.group(1)]
                if not lost:
                    raise _uncomposed(error) from error
                missing += lost
                letters = [c for c in letters if c not in lost]
            else:
                break
    return missing


def _compiled(template: str, inputs: dict[str, str]) -> bytes:
    made = typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards=["ua-1", "a-2a"],
        sys_inputs=inputs,
    )
    assert isinstance(made, bytes)
    return made
