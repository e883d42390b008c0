"""The workbook of an edition: a sheet a table, numbers as numbers, texts that stay texts."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from typing import Any

from bilan.editions import edited, edition, table
from catalogue.bilan.edition_tables import figure_rows, list_rows, table_rows
from catalogue.bilan.workbook import sheet_name, workbook

NS = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def opened(data: bytes) -> zipfile.ZipFile:
    """Return a workbook as the archive that it is."""
    return zipfile.ZipFile(io.BytesIO(data))


def sheets(data: bytes) -> list[str]:
    """Return the names of the sheets."""
    book = ET.fromstring(opened(data).read("xl/workbook.xml"))
    return [str(sheet.get("name")) for sheet in book.iter(f"{NS}sheet")]


def cells(data: bytes, number: int) -> list[Any]:
    """Return the cells of a sheet, by its number."""
    return list(ET.fromstring(opened(data).read(f"xl/worksheets/sheet{number}.xml")).iter(f"{NS}c"))


def test_une_feuille_par_tableau_apres_une_notice() -> None:
    found = edition("2020")
    names = [sheet_name(f"{table.numero}. {table.titre}") for table in found.tableaux]
    assert sheets(workbook(found)) == ["Notice", *names, "Chiffres publiés", "Listes"]


def test_ce_qui_est_compte_est_un_nombre() -> None:
    found = edition("2020")
    at = next(i for i, table in enumerate(found.tableaux) if table.id == "publics")
    numbers = [c.findtext(f"{NS}v") for c in cells(workbook(found), at + 2) if "t" not in c.attrib]
    counted = [value for value in numbers if value is not None]
    table = found.tableaux[at]
    assert counted == [
        str(int(part))
        for line in table.lignes
        for part in (line.cellules[1].valeurs[0].nombre, table.sur)
    ]


def test_un_nombre_approche_le_dit_a_cote() -> None:
    def approach(data: Any) -> None:
        one = next(table for table in data["tableaux"] if table["id"] == "publics")
        one["lignes"][0]["cellules"][1]["valeurs"][0]["note"] = "dont 1 nombre approché"

    one = table(edited("2020", approach), "publics")
    head, first, second = list(table_rows(one))[:3]
    assert (head[-1], second[-1]) == ("À savoir", "")
    assert "dont 1 nombre approché" in str(first[-1])


def test_un_chiffre_publie_se_lit_en_francais_et_ses_codes_sont_a_part() -> None:
    head, *rows = figure_rows(edition("2020"))
    said = {cell for row in rows for cell in row[: head.index("Code du chiffre")]}
    assert {"prévu", "près de", "Appel à projets d’essai 2014 · Première session"} <= said
    assert not said & {"prevu", "realise", "pres-de", "appel-2014"}


def test_une_liste_donne_une_ligne_par_fiche_avec_son_titre() -> None:
    found = edition("2020")
    rows = list(list_rows(found))[1:]
    assert len(rows) == sum(len(listed.fiches) for listed in found.listes)
    assert {row[2] for row in rows} == {record.titre for record in found.fiches}


def test_une_formule_dans_une_fiche_reste_un_texte() -> None:
    def calculate(data: Any) -> None:
        value = data["tableaux"][0]["lignes"][0]["cellules"][0]["valeurs"][0]
        value["texte"] = '=HYPERLINK("https://x.test")'

    data = workbook(edited("2020", calculate))
    assert not [c for c in cells(data, 2) if c.find(f"{NS}f") is not None]
    assert "=HYPERLINK" in opened(data).read("xl/sharedStrings.xml").decode()


def test_le_classeur_refait_a_les_memes_octets() -> None:
    assert workbook(edition("2020")) == workbook(edition("2020"))
