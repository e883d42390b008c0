"""Texts that try to become code are shown as the text they are, wherever a record is shown.

A hostile record is compared with its harmless twin, the same record where each hostile text is a
run of letters as long: the pages must have the same elements, with the same attributes, and differ
only by the words.
"""

from __future__ import annotations

import copy
import csv
import io
import json
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, cast

import pytest

from catalogue.build.whole_site import House
from catalogue.schema.fields import Spec, visit
from catalogue.site.site_view import SiteView
from support.drawing import exports_of, texts_of, view_of, with_project
from support.html import Element, Page, parse
from support.places import MINIATURE

HOSTILE = (
    "{{ 7*7 }}",
    "{% for x in y %}",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    '--8<-- "README.md"',
    '"><img src=x onerror=alert(1)>',
    "&lt;b&gt;",
    "</script>",
    "<!--",
    "@@TITRE@@",
    "<p>@@CONTENU@@</p>",
)
TOGETHER = (
    '--8<-- "README.md" {{ 7*7 }} {% for x in y %}',
    '"><img src=x onerror=alert(1)> <script>alert(1)</script> &lt;b&gt;',
    "</script> <!-- [x](javascript:alert(1))",
    "@@TITRE@@ <p>@@CONTENU@@</p>",
)
"""The same, those of one kind in one text: a site is made for each."""
COMPLETE = "projects/essai-complet.yml"
RECORD = "projets/essai-complet/index.html"
TAIL = " et la suite, assez longue pour que la description de la page soit coupée" * 2


@cache
def _sound() -> SiteView:
    return view_of(MINIATURE)


def _free(spec: Spec) -> bool:
    """Tell whether a field takes any text."""
    return spec.type == "string" and not spec.reference and "pattern" not in spec.schema


def _filled(text: str) -> dict[str, Any]:
    """Return the complete record of the miniature repository, its free texts made of one text."""
    (project,) = (p for p in _sound().corpus.projects if p.file == COMPLETE)
    record: Any = copy.deepcopy(project.data)
    fields: list[tuple[tuple[str | int, ...], Spec]] = []
    visit(_sound().spec, record, lambda path, spec, _: fields.append((path, spec)))
    for path, spec in fields:
        if path and _free(spec):
            target = record
            for step in path[:-1]:
                target = target[step]
            target[path[-1]] = text + (TAIL if path == ("resume",) else " et la suite")
    record["titre"] = f"Zz {text}"  # Last in the catalogue, whatever the text.
    return cast("dict[str, Any]", record)


def test_chaque_texte_hostile_est_dans_un_des_textes_essayes() -> None:
    assert [text for text in HOSTILE if not any(text in one for one in TOGETHER)] == []


def _site(house: House, text: str) -> dict[str, str]:
    return texts_of(with_project(_sound(), COMPLETE, _filled(text)), house)


def _harmless(text: str) -> str:
    return "o" * len(text)


@dataclass(frozen=True)
class Twins:
    """A hostile text, the site that holds it and that of its harmless twin, and their pages."""

    text: str
    hostile: dict[str, str]
    harmless: dict[str, str]

    @cached_property
    def pages(self) -> list[tuple[str, Page, Page]]:
        """Return the name of each page that differs, and the two pages, parsed."""
        pages = (name for name in self.hostile if name.endswith(".html"))
        names = [name for name in pages if self.hostile[name] != self.harmless[name]]
        return [(n, parse(self.hostile[n]), parse(self.harmless[n])) for n in names]


@pytest.fixture(scope="module", params=TOGETHER)
def twins(request: pytest.FixtureRequest, mini_house: House) -> Twins:
    """Return a hostile record's site and its twin."""
    text: str = request.param
    return Twins(text, _site(mini_house, text), _site(mini_house, _harmless(text)))


def _seen(element: Element, text: str) -> tuple[str, dict[str, Any], Any]:
    """Return an element as a browser sees it, the hostile text made harmless."""
    attributes = {k: _replaced(v, text) for k, v in element.attributes.items()}
    words: Any = element.own_text
    if element.attributes.get("type") == "application/ld+json":
        words = json.loads(words)
    return element.tag, attributes, _replaced(words, text)


def _replaced(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {_replaced(k, text): _replaced(v, text) for k, v in value.items()}
    if isinstance(value, list):
        return [_replaced(v, text) for v in value]
    if not isinstance(value, str):
        return value
    # A key that compares places is folded: the text may stand there in lower case.
    return value.replace(text, _harmless(text)).replace(text.lower(), _harmless(text))


def test_les_pages_ont_les_elements_de_leur_jumelle_inoffensive(twins: Twins) -> None:
    for name, page, twin in twins.pages:
        assert page.skeleton == twin.skeleton, name


def test_les_pages_ont_les_mots_de_leur_jumelle_inoffensive(twins: Twins) -> None:
    for name, page, twin in twins.pages:
        assert page.skeleton == twin.skeleton, name
        for one, other in zip(page.elements, twin.elements, strict=True):
            if one.attributes != other.attributes or one.own_text != other.own_text:
                assert _seen(one, twins.text) == _seen(other, twins.text), name


def test_les_donnees_json_ont_les_mots_de_leur_jumelle_inoffensive(twins: Twins) -> None:
    for name in (n for n in twins.hostile if n.endswith(".json")):
        data = _replaced(json.loads(twins.hostile[name]), twins.text)
        assert data == _replaced(json.loads(twins.harmless[name]), twins.text), name


def _shown(page: Page) -> dict[str, str]:
    (description,) = (
        e.attributes["content"]
        for e in page.all("meta")
        if e.attributes.get("name") == "description"
    )
    return {
        "title": page.one("title").text,
        "h1": page.one("h1").text,
        "description": description,
        "text": page.text,
    }


@pytest.mark.parametrize("where", ["title", "h1", "description", "text"])
def test_le_texte_se_lit_tel_qu_il_est_ecrit(twins: Twins, where: str) -> None:
    assert twins.text in _shown(parse(twins.hostile[RECORD]))[where]


def test_les_pages_qui_citent_la_fiche_sont_toutes_comparees(twins: Twins) -> None:
    kinds = {name.split("/")[0] for name, page in twins.harmless.items() if "Zz ooo" in page}
    assert kinds >= {
        "projets", "publics", "partenariats", "outils", "finalites", "territoires", "organismes",
        "appels", "catalogue", "index.html", "listes", "assets", "exports",
    }  # fmt: skip


Built = list[tuple[str, Page]]


@pytest.fixture(scope="module")
def built_pages(mini_site: Path) -> Built:
    """Return the name of each page that was built, and the page, parsed."""
    return [
        (path.relative_to(mini_site).as_posix(), parse(path.read_text(encoding="utf-8")))
        for path in sorted(mini_site.rglob("*.html"))
    ]


WITHOUT_RECORDS = "404.html"
"""Holds no text of a record, and a script of its own that its policy allows by its hash."""


def test_aucune_page_construite_ne_porte_de_gestionnaire_d_evenement(built_pages: Built) -> None:
    for name, page in built_pages:
        assert not [a for e in page.elements for a in e.attributes if a.startswith("on")], name


def test_aucune_page_construite_n_a_de_script_dans_le_texte(built_pages: Built) -> None:
    for name, page in built_pages:
        # This page holds no record; its policy names its only script (see tests/site).
        if name == "404.html":
            continue
        inline = [e for e in page.all("script") if "src" not in e.attributes]
        kinds = {e.attributes.get("type") for e in inline}
        assert kinds <= {"application/ld+json"} or name == WITHOUT_RECORDS, name


def test_aucune_page_construite_n_a_de_lien_javascript(built_pages: Built) -> None:
    for name, page in built_pages:
        links = [e.attributes["href"] for e in page.with_attribute("href")]
        assert not [link for link in links if link.strip().lower().startswith("javascript")], name


@pytest.mark.parametrize("text", HOSTILE[:8])
def test_la_fiche_hostile_construite_montre_ses_textes(text: str, mini_site: Path) -> None:
    page = parse((mini_site / "projets/essai-hostile/index.html").read_text(encoding="utf-8"))
    assert text in page.text


def test_le_calcul_de_la_fiche_hostile_n_est_pas_fait(mini_site: Path) -> None:
    page = parse((mini_site / "projets/essai-hostile/index.html").read_text(encoding="utf-8"))
    assert "49" not in page.text


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t"])
def test_aucune_cellule_du_csv_ne_commence_une_formule(first: str) -> None:
    texts = exports_of(with_project(_sound(), COMPLETE, _filled(f"{first}1+1")))
    rows = list(csv.reader(io.StringIO(texts["exports/fiches.csv"]), delimiter=";"))
    cells = [cell for row in rows for cell in row]
    assert f"'{first}1+1 et la suite" in cells
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]
