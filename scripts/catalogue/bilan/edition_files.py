"""The files of an edition of the bilan: every form is written from its JSON and nothing else.

A new form is one more line of WRITERS; a reader is offered those that have a Form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from catalogue.bilan.charts import chart_svg, themed
from catalogue.bilan.edition_json import Edited, modern_text, read_edition
from catalogue.bilan.edition_pages import Beside, Form, edition_pages
from catalogue.bilan.edition_tables import edition_tables
from catalogue.bilan.printed import printed
from catalogue.bilan.workbook import workbook
from catalogue.site import policy
from catalogue.site.environment import fill
from catalogue.site.page import Page
from catalogue.text.inspection import inspect
from catalogue.text.swap import below, write, write_bytes

CHARTS = "graphiques"


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What a writer is given: the JSON, the same as objects, a folder, the site's own address."""

    text: str
    edition: Edited
    folder: Path
    site_url: str = ""
    """Empty where the site does not know where it is published."""

    def path(self, extension: str) -> Path:
        """Return where the edition stands in one file of a kind: « bilan-2019.json »."""
        return below(self.folder, f"bilan-{self.edition.annee}.{extension}")


def write_json(output: Output) -> Iterator[Path]:
    """Write the JSON as it is."""
    write(output.path("json"), output.text)
    yield output.path("json")


def write_csv(output: Output) -> Iterator[Path]:
    """Write each table as a CSV file."""
    for name, text in edition_tables(output.edition):
        path = below(output.folder, f"tableaux/{name}")
        write(path, text)
        yield path


def write_charts(output: Output) -> Iterator[Path]:
    """Write each chart as a drawing for paper."""
    for chart in output.edition.graphiques:
        path = below(output.folder, f"{CHARTS}/{chart.id}.svg")
        write(path, chart_svg(chart))
        yield path


def write_xlsx(output: Output) -> Iterator[Path]:
    """Write the tables as one workbook."""
    write_bytes(output.path("xlsx"), workbook(output.edition))
    yield output.path("xlsx")


def write_pdf(output: Output) -> Iterator[Path]:
    """Write the printed edition, with the charts that stand in the folder."""
    made = printed(modern_text(output.text), output.folder / CHARTS, output.site_url)
    write_bytes(output.path("pdf"), made)
    yield output.path("pdf")


Writer = Callable[[Output], Iterator[Path]]
"""Writes a form of an edition and yields the path of each file that it wrote."""
WRITERS: dict[str, Writer] = {
    "JSON": write_json,
    "CSV": write_csv,
    "graphiques": write_charts,
    "XLSX": write_xlsx,
    "PDF": write_pdf,
}
"""Every form of an edition but its page, by the name that people know it under."""


def beside(edition: Edited) -> Beside:
    """Return what an edition's page may offer and show of those files."""
    return Beside(
        formes=(
            Form(nom="PDF", titre="À imprimer", fichier=f"bilan-{edition.annee}.pdf"),
            Form(nom="XLSX", titre="Classeur", fichier=f"bilan-{edition.annee}.xlsx"),
            Form(nom="JSON", titre="Données", fichier=f"bilan-{edition.annee}.json"),
            Form(nom="CSV", titre="Chiffres publiés", fichier="tableaux/chiffres-publies.csv"),
            Form(nom="CSV", titre="Listes de fiches", fichier="tableaux/listes.csv"),
        ),
        dessins={chart.id: themed(chart_svg(chart)) for chart in edition.graphiques},
    )


def write_edition(
    text: str, folder: Path, say: Callable[[str], None], site_url: str = ""
) -> Iterator[Path]:
    """Write every form of an edition, saying each in turn, and yield the files."""
    output = Output(text=text, edition=read_edition(text), folder=folder, site_url=site_url)
    for name, writer in WRITERS.items():
        say(f"Bilan {output.edition.annee} : {name}")
        for path in writer(output):
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
        path = below(folder, f"{address}index.html")
        write(path, _alone(page, address))
        yield path
    for sheet in (*SHEETS, "impression"):
        path = folder / "assets" / "css" / f"{sheet}.css"
        write_bytes(path, (assets / "css" / f"{sheet}.css").read_bytes())
        yield path


def _alone(page: Page, address: str) -> str:
    up = "../" * address.count("/")
    text = str(
        fill(
            "bilan_seul.html.j2",
            "",
            page=page,
            haut=up,
            feuilles=SHEETS,
            politique=policy.text(policy.ON_DISK),
        )
    )
    return TO_FOLDER.sub(r"\1index.html", text)
