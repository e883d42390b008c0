"""What a page says of itself elsewhere: its description, its image, its data, its address."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.build.sharing import FOLDER, images
from support.html import Page, parse
from support.places import ROOT
from support.schema_org import faults

SHORTEST, LONGEST = 40, 200
"""Of a description: less says nothing, and search engines cut it near 160 characters."""
MARKS = re.compile(r"\]\(|\*\*|^- |<\w")
"""What Markdown leaves where it was not rendered."""


@pytest.fixture(scope="module")
def pages(real_site: Path) -> dict[str, Page]:
    """Return the pages of this repository's site, those that only lead on left out."""
    parsed = {
        path.relative_to(real_site).as_posix(): parse(path.read_text(encoding="utf-8"))
        for path in sorted(real_site.rglob("*.html"))
    }
    return {name: page for name, page in parsed.items() if not page.leads_on}


def description_of(page: Page) -> str:
    """Return what the head of a page says that it is about."""
    return page.meta("name", "description")


def poor(descriptions: Iterable[str]) -> list[str]:
    """Return the descriptions that are too short, too long, unclean or not of one page alone."""
    counts = Counter(descriptions)
    return [
        text
        for text, count in counts.items()
        if count > 1 or not SHORTEST <= len(text) <= LONGEST or MARKS.search(text)
    ]


@pytest.mark.parametrize(
    ("descriptions", "number"),
    [
        (["é" * SHORTEST, "è" * LONGEST], 0),
        (["é" * (SHORTEST - 1)], 1),
        (["é" * (LONGEST + 1)], 1),
        (["Une même phrase pour deux pages, qui ne dit rien de chacune."] * 2, 1),
        (["Une définition dont [le lien](https://exemple.test) est resté écrit."], 1),
        ([""], 1),
    ],
)
def test_une_description_pauvre_est_vue(descriptions: list[str], number: int) -> None:
    assert len(poor(descriptions)) == number


def test_chaque_page_a_une_description_a_elle_ni_trop_courte_ni_trop_longue(
    pages: dict[str, Page],
) -> None:
    assert poor(description_of(page) for name, page in pages.items() if name != "404.html") == []


def _linked_data(page: Page) -> Iterator[dict[str, Any]]:
    for script in page.all("script"):
        if script.attributes.get("type") == "application/ld+json":
            yield json.loads(script.text)


def _breadcrumb(html: Page) -> dict[str, Any]:
    """Return the breadcrumb of a page as its microdata say it."""
    steps: list[dict[str, Any]] = []
    for element in html.elements:
        what = element.attributes.get("itemprop")
        if what == "itemListElement":
            steps.append({"@type": element.attributes["itemtype"].rpartition("/")[2]})
        elif what == "item":
            steps[-1]["item"] = {"@type": "Thing", "url": element.attributes["href"]}
        elif what == "name":
            steps[-1]["name"] = element.text
        elif what == "position":
            steps[-1]["position"] = int(element.attributes["content"])
    (list_,) = (e for e in html.elements if e.attributes.get("itemtype", "").endswith("List"))
    return {"@type": list_.attributes["itemtype"].rpartition("/")[2], "itemListElement": steps}


def test_ce_que_les_pages_disent_aux_moteurs_est_dans_les_mots_de_schema_org(
    pages: dict[str, Page],
) -> None:
    said = {name: list(_linked_data(page)) for name, page in pages.items()}
    assert {name: f for name, data in said.items() for d in data for f in faults(d)} == {}
    kinds = Counter((name.split("/")[0], d["@type"]) for name, data in said.items() for d in data)
    records = len(list(ROOT.glob("projects/*.yml")))
    assert kinds == {
        ("index.html", "WebSite"): 1,
        ("donnees", "Dataset"): 1,
        ("projets", "Article"): records,
    }


def test_chaque_page_dit_son_chemin_depuis_l_accueil(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        if name in ("index.html", "404.html"):
            continue
        trail = _breadcrumb(page)
        steps = trail["itemListElement"]
        assert list(faults(trail)) == [], name
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1)), name
        # The last is the page itself.
        assert ["item" in step for step in steps] == [True] * (len(steps) - 1) + [False], name
        assert len(steps) > 1, name


WRONG = [
    ({"@type": "Maison"}, "unknown type"),
    ({"@type": "Article", "titre": "Un titre"}, "unknown property"),
    ({"@type": "WebSite", "distribution": []}, "not of this type"),
    ({"@type": "Article", "spatialCoverage": "Lille"}, "words where a thing"),
    ({"@type": "Article", "dateModified": "hier"}, "no date"),
    ({"@type": "Article", "headline": " "}, "empty"),
    ({"@type": "Article", "isAccessibleForFree": "oui"}, "words where"),
    ({"@type": "Dataset", "distribution": [{"@type": "Place"}]}, "is none of"),
    ({"@type": "Dataset", "distribution": [{"@type": "DataDownload", "nom": ""}]}, "unknown"),
]


@pytest.mark.parametrize(("node", "words"), WRONG)
def test_une_donnee_mal_dite_est_vue(node: dict[str, Any], words: str) -> None:
    (fault,) = faults(node)
    assert words in fault


def test_une_donnee_bien_dite_passe() -> None:
    node = {
        "@type": "Article",
        "headline": "Un titre",
        "dateModified": "2026-11",
        "spatialCoverage": {"@type": "Country", "name": "France"},
        "keywords": ["un", "deux"],
    }
    assert list(faults(node)) == []


def test_les_images_de_partage_sont_celles_que_le_programme_dessine() -> None:
    kept = {path.name: path.read_bytes() for path in FOLDER.iterdir()}
    assert kept == dict(images()), "run `make partage`, and look at them"
