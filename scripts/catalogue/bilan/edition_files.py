"""The files of an edition of the bilan: every form is written from its JSON and nothing else.

A new form is one more row of FORMS; a reader is offered those that `beside` lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from catalogue.bilan.charts import chart_svg, themed
from catalogue.bilan.edition_json import modern_text, read_edition
from catalogue.bilan.edition_pages import Beside, edition_pages
from catalogue.bilan.edition_tables import edition_tables
from catalogue.bilan.edition_views import Edition
from catalogue.bilan.printed import printed
from catalogue.bilan.workbook import workbook
from catalogue.site import policy
from catalogue.site.environment import fill
from catalogue.text.inspection import inspect
from catalogue.text.swap import below, write, write_bytes

Files = Iterator[tuple[str, str | bytes]]
"""The files of a form: each its path in the folder of the edition, and what it holds."""
Form = Callable[[str, Edition, str], Files]
"""Makes a form of an edition from its JSON, the same as objects, and the site's own address.

The address is empty where the site does not know where it is published.
"""


def json_form(text: str, edition: Edition, site_url: str) -> Files:
    """Yield the JSON as it is."""
    yield f"bilan-{edition.annee}.json", text


def csv_form(text: str, edition: Edition, site_url: str) -> Files:
    """Yield each table as a CSV file."""
    yield from ((f"tableaux/{name}", table) for name, table in edition_tables(edition))


def svg_form(text: str, edition: Edition, site_url: str) -> Files:
    """Yield each chart as a drawing for paper."""
    yield from ((f"graphiques/{chart.id}.svg", chart_svg(chart)) for chart in edition.graphiques)


def xlsx_form(text: str, edition: Edition, site_url: str) -> Files:
    """Yield the tables as one workbook."""
    yield f"bilan-{edition.annee}.xlsx", workbook(edition)


def pdf_form(text: str, edition: Edition, site_url: str) -> Files:
    """Yield the printed edition."""
    charts = {chart.id: chart_svg(chart) for chart in edition.graphiques}
    yield f"bilan-{edition.annee}.pdf", printed(modern_text(text), charts, site_url)


FORMS: dict[str, Form] = {
    "JSON": json_form,
    "CSV": csv_form,
    "graphiques": svg_form,
    "XLSX": xlsx_form,
    "PDF": pdf_form,
}
"""Every form of an edition but its page, by the name that people know it under."""


def beside(edition: Edition) -> Beside:
    """Return what an edition's page may offer and show of those files."""
    name = f"bilan-{edition.annee}"
    return Beside(
        formes=(
            ("PDF", "À imprimer", f"{name}.pdf"),
            ("XLSX", "Classeur", f"{name}.xlsx"),
            ("JSON", "Données", f"{name}.json"),
            ("CSV", "Chiffres publiés", "tableaux/chiffres-publies.csv"),
            ("CSV", "Listes de fiches", "tableaux/listes.csv"),
        ),
        dessins={chart.id: themed(chart_svg(chart)) for chart in edition.graphiques},
    )


def write_edition(
    text: str, folder: Path, say: Callable[[str], None], site_url: str = ""
) -> Iterator[Path]:
    """Write every form of an edition, saying each in turn, and yield the files."""
    edition = read_edition(text)
    for name, form in FORMS.items():
        say(f"Bilan {edition.annee} : {name}")
        for file, content in form(text, edition, site_url):
            path = below(folder, file)
            write_bytes(path, content.encode() if isinstance(content, str) else content)
            inspect(path)
            yield path


SHEETS = ("jetons", "site", "contenu", "tableaux", "fiche", "bilan")
TO_FOLDER = re.compile(r'(href="[^":?#]*/)(?=["?#])')
"""A link to a folder: a browser that reads files does not look for the page inside."""


def write_pages(text: str, folder: Path, assets: Path) -> Iterator[Path]:
    """Write the page of an edition and its lists; `assets` holds the site's style sheets."""
    edition = read_edition(text)
    for page in edition_pages(edition, beside(edition)):
        address = page.address.removeprefix(edition.adresse)
        html = fill(
            "bilan_seul.html.j2",
            "",
            page=page,
            haut="../" * address.count("/"),
            feuilles=SHEETS,
            politique=policy.text(policy.ON_DISK),
        )
        path = below(folder, f"{address}index.html")
        # As a plain text: Markup escapes what is put into it.
        write(path, TO_FOLDER.sub(r"\1index.html", str(html)))
        yield path
    for sheet in (*SHEETS, "impression"):
        path = folder / "assets" / "css" / f"{sheet}.css"
        write_bytes(path, (assets / "css" / f"{sheet}.css").read_bytes())
        yield path
