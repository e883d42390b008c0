"""An edition as JSON: the one text that every form of it is made from.

One that an older program sealed is shown in the shape of today's, and says so. Nothing is counted
again: what it lacks stays empty, what can no longer be drawn is left out. Its own JSON is published
as it was sealed.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import Any

from catalogue.bilan.edition_views import Edition
from catalogue.records.assemble import made_of

WIDTH = 120
compact = partial(json.dumps, ensure_ascii=False)


def edition_json(edition: Edition) -> str:
    """Return an edition's JSON, which obeys schemas/bilan.schema.json."""
    return json_text(asdict(edition))


def json_text(value: Any) -> str:
    """Return data as JSON; what fits on a line stands on one, so that differences are short."""
    return _text(value, "") + "\n"


def _text(value: Any, margin: str) -> str:
    whole = compact(value)
    if not isinstance(value, dict | list | tuple) or len(margin) + len(whole) <= WIDTH:
        return whole
    inside = margin + " "
    if isinstance(value, dict):
        lines = [f"{compact(key)}: {_text(item, inside)}" for key, item in value.items()]
        return "{\n" + ",\n".join(inside + line for line in lines) + f"\n{margin}}}"
    lines = [_text(item, inside) for item in value]
    return "[\n" + ",\n".join(inside + line for line in lines) + f"\n{margin}]"


def read_edition(text: str) -> Edition:
    """Return the edition that a JSON holds; one of an older version has the shape of today's."""
    return made_of(Edition, json.loads(modern_text(text)))


def modern_text(text: str) -> str:
    """Return the JSON of an edition in the shape of today's: its own text, where that is so."""
    data = json.loads(text)
    modern = of_today(data)
    return text if modern is data else json_text(modern)


Data = dict[str, Any]


def of_today(edition: Data) -> Data:
    """Return an edition, or a piece of one, in the shape of today's: itself, where it has it."""
    return _from_1_1(copy.deepcopy(edition)) if edition.get("version") == "1.1" else edition


ANNEXES = ("chiffres", "methode", "glossaire", "sources")
"""The sections of version 1.1 that stand in the annexes since 2.0."""
TOLD = (
    "Cette édition a été scellée par une version antérieure du programme. Elle montre ce qu’elle"
    " disait alors, sans les graphiques qui ne sont plus dessinés de la même façon."
)


def _from_1_1(edition: Data) -> Data:
    """Return an edition of version 1.1 as one of 2.0: three places, charts that are still drawn."""
    charts = list(_drawn(edition["graphiques"]))
    ids = {chart["id"] for chart in charts}
    for value in _values(edition):
        value |= {"quoi": "", "precision": ""}
    for figure in edition["chiffres"]:
        figure |= {"couvre_du": "", "couvre_au": "", "couvre_mots": "", "hors_programme": False}
    essential: Data = {"id": "essentiel", "titre": "L’essentiel", "contenus": []}
    body, annexes = list[Data](), list[Data]()
    for section in edition["sections"]:
        section["contenus"] = [
            block
            for block in section["contenus"]
            if block["genre"] != "graphique" or block["id"] in ids
        ]
        if section["id"] == "chiffres-cles":
            essential["contenus"] = section["contenus"]
        else:
            (annexes if section["id"] in ANNEXES else body).append(section)
    if edition["fiches"]:
        # What stands behind each number was printed by itself, and no section of the edition.
        behind = [_block("fiches"), _block("listes")]
        lists = {"id": "listes", "titre": "Ce qui est derrière chaque nombre", "contenus": behind}
        annexes.insert(0, lists)
    run = {"texte": TOLD, "style": "", "adresse": "", "chiffre": "", "liste": ""}
    essential["contenus"].append(_block("paragraphe", run))
    sections = [essential | {"place": "essentiel", "numero": ""}]
    sections += [s | {"place": "corps", "numero": str(n)} for n, s in enumerate(body, start=1)]
    sections += [s | {"place": "annexe", "numero": chr(65 + n)} for n, s in enumerate(annexes)]
    return edition | {"version": "2.0", "sections": sections, "graphiques": charts}


def _block(genre: str, *runs: Data) -> Data:
    return {"genre": genre, "id": "", "morceaux": list(runs), "elements": []}


def _drawn(charts: list[Data]) -> Iterator[Data]:
    """Yield the charts of kinds that are still drawn, each with a date at every point of time."""
    for chart in charts:
        del chart["repere"]
        chart["notes"] = []
        if chart["genre"] == "frise":
            chart["donnees"] = [point for point in chart["donnees"] if point["date"]]
        if chart["genre"] in {"barres", "frise"} and chart["donnees"]:
            yield chart


def _values(edition: Data) -> Iterator[Data]:
    """Yield every value of the tables and the lessons, the conflict of its cell made words."""
    for table in edition["tableaux"]:
        for cell in (cell for line in table["lignes"] for cell in line["cellules"]):
            cell["conflit"] = "Les sources diffèrent" if cell["conflit"] else ""
            yield from cell["valeurs"]
    yield from (lessons["nombre"] for lessons in edition["enseignements"])
