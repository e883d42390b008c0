"""A record's sheet as data beside its page: it says what the page says, and holds no HTML."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.site.nodes import Group, Node, SheetField, SourceMark
from catalogue.site.page import Identity
from catalogue.site.sheet_data import ESSENTIAL, NAME, VIEWS, blocks_of, sheet_data
from support.drawing import view_of
from support.html import parse
from support.places import PACKAGE, ROOT

VIEW = view_of(ROOT)
MARKS = (SourceMark(numero=2, ancre="source-s2", document="Un document", bref="2019"),)
CALL = {"t": "2", "lien": "#source-s2", "appel": True}
WORDS = re.compile(r"\w+")


def _texts(value: Any, key: str = "") -> Iterator[str]:
    """Yield the texts of a sheet that a reader sees."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, name)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner, key)
    elif isinstance(value, str) and key not in {"lien", "genre", "cle", "id", "adresse"}:
        yield value


def _page(site: Path, id_: str) -> str:
    """Return what a record's page says, the words of neighbouring elements apart."""
    page = parse((site / f"projets/{id_}/index.html").read_text(encoding="utf-8"))
    return " ".join((page.text, *(element.text for element in page.elements)))


@pytest.mark.parametrize("project", VIEW.corpus.projects, ids=lambda p: p.id)
def test_la_fiche_en_donnees_ne_dit_que_ce_que_dit_sa_page(real_site: Path, project: Any) -> None:
    said = set(WORDS.findall(_page(real_site, project.id)))
    data = json.loads((real_site / f"projets/{project.id}/{NAME}").read_text(encoding="utf-8"))
    words = {word for text in _texts(data) for word in WORDS.findall(text)}
    assert words - said == set()


@pytest.mark.parametrize("project", VIEW.corpus.projects, ids=lambda p: p.id)
def test_chaque_texte_de_la_fiche_est_dans_ses_donnees(project: Any) -> None:
    data = sheet_data(VIEW.sheet(project), Identity(nom="Le site"))
    words = {word for text in _texts(data) for word in WORDS.findall(text)}
    prose = {
        word
        for text in _texts(project.data)
        if len(text) > 60 and not text.startswith("http")
        for word in WORDS.findall(re.sub(r"\]\([^)]*\)", "]", text))
    }
    assert prose
    assert prose - words == set()


def test_chaque_vue_des_gabarits_a_ses_donnees() -> None:
    template = (PACKAGE / "site" / "templates" / "vues.html.j2").read_text(encoding="utf-8")
    shown = set(re.findall(r'vue == "(\w+)"', template)) - {"issue "}
    # Criteria are rows of their section, never blocks of a row.
    assert shown - set(VIEWS) == {"criteres"}


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("Un  mot\nsur deux lignes", [{"p": ["Un mot sur deux lignes", CALL]}]),
        (
            "**fort** et *doux*",
            [{"p": [{"t": "fort", "gras": True}, " et ", {"t": "doux", "ital": True}, CALL]}],
        ),
        (
            "[ici](https://e.example/x)",
            [{"p": [{"t": "ici", "lien": "https://e.example/x"}, CALL]}],
        ),
        ("[ici](javascript:x)", [{"p": ["[ici](javascript:x)", CALL]}]),
        ("<b>x</b> &lt;", [{"p": ["<b>x</b> &lt;", CALL]}]),
        (
            "Deux :\n\n- un\n- [*x*](https://e.example/)",
            [
                {"p": ["Deux :"]},
                {
                    "ul": [
                        [{"p": ["un"]}],
                        [{"p": [{"t": "x", "lien": "https://e.example/", "ital": True}]}],
                    ],
                    "genre": "liste",
                },
                {"p": [CALL]},
            ],
        ),
        (
            "1. un\n    - dedans\n2. deux",
            [
                {
                    "ol": [
                        [{"p": ["un"]}, {"ul": [[{"p": ["dedans"]}]], "genre": "liste"}],
                        [{"p": ["deux"]}],
                    ],
                    "genre": "liste",
                },
                {"p": [CALL]},
            ],
        ),
    ],
)
def test_une_prose_devient_des_blocs(text: str, blocks: list[Any]) -> None:
    def squeezed(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: squeezed(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [inner for one in value if (inner := squeezed(one)) not in ("", " ")]
        return value.rstrip("\n ") if isinstance(value, str) and value.endswith("\n") else value

    assert squeezed(blocks_of(Node("prose", text, MARKS))) == blocks


def test_un_groupe_dans_une_liste_nomme_ses_champs() -> None:
    field = SheetField("poste", "Poste", Node("texte", "un mi-temps"))
    name = {"t": "Poste\u00a0: ", "gras": True}
    assert blocks_of(Node("objet", Group(None, (field,)))) == [{"p": [name, "un mi-temps"]}]


def test_l_ancienne_adresse_d_une_fiche_dit_la_nouvelle(mini_site: Path) -> None:
    text = (mini_site / "projets/essai-ancien" / NAME).read_text(encoding="utf-8")
    assert json.loads(text) == {"version": 1, "deplacee": "essai-complet"}


def test_ce_qu_une_comparaison_montre_d_abord_est_dans_les_fiches() -> None:
    keys = {
        "/".join(row["cle"].split("/")[:2])
        for project in VIEW.corpus.projects
        for section in sheet_data(VIEW.sheet(project), Identity(nom="Le site"))["sections"]
        for row in section["rubriques"]
    }
    assert [key for key in ESSENTIAL if key not in keys] == []
    assert len(set(ESSENTIAL)) == len(ESSENTIAL) > 10


@pytest.mark.parametrize("project", VIEW.corpus.projects, ids=lambda p: p.id)
def test_une_source_a_un_lien_par_section(real_site: Path, project: Any) -> None:
    html = (real_site / f"projets/{project.id}/index.html").read_text(encoding="utf-8")
    for section in html.split('<section class="bloc')[1:]:
        calls = re.findall(r'<sup class="appel-source">(.*?)</sup>', section)
        links = [call for call in calls if call.startswith("<a ")]
        assert len(links) == len(set(links))
        # The others say the same number, as text; each source that is called is linked.
        numbers = {re.sub("<.*?>| source ", "", call) for call in calls}
        assert numbers == {re.sub("<.*?>", "", link) for link in links}


@pytest.mark.parametrize("call", sorted(VIEW.corpus.calls))
def test_dans_un_appel_une_source_a_un_lien_par_section(real_site: Path, call: str) -> None:
    html = (real_site / f"appels/{call}/index.html").read_text(encoding="utf-8")
    sections = re.findall(r'<h2 id="(?:vise|regles|suite)">.*?(?=<h2 )', html, re.DOTALL)
    assert sections
    for section in sections:
        links = re.findall(r'href="([^"]*#source-[^"]*)"', section)
        assert len(links) == len(set(links))
