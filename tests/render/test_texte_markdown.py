"""A text inside Markdown shows as it is, whatever signs it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from catalogue.review.note import BREAK, MOST, escaped
from support.html import parse

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[clic](javascript:alert(1))",
    "![image](https://exemple.test/x.png)",
    "`code` **gras** _souligné_ ~~barré~~",
    "| une | colonne |",
    "a\n# Titre\n- [x] fait",
    "a\n::set-output name=a::b",
    "&lt;b&gt; &#64;equipe",
    "\u202eetxet",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_un_texte_hostile_ne_fait_qu_un_paragraphe_de_texte(text: str) -> None:
    page = parse(markdown(f"Valeur : {escaped(text)}", extensions=["tables"]))
    assert [element.tag for element in page.elements] == ["p"]


def test_un_texte_tient_sur_une_ligne() -> None:
    assert "\n" not in escaped("a\nb\r\nc\u2028d\x85e")


@pytest.mark.parametrize("text", ["@equipe", "#12", "!12", "~label", "GH-1 @a", "&lt;"])
def test_rien_n_appelle_une_personne_ni_une_demande(text: str) -> None:
    assert BREAK in escaped(text)


@pytest.mark.parametrize("text", ["::set-output name=a::b", "##[add-mask]x", "a ::warning::b"])
def test_rien_n_est_une_commande_du_robot(text: str) -> None:
    assert not {"::", "##["} & {escaped(text)[i : i + n] for i in range(99) for n in (2, 3)}


def test_une_adresse_reste_un_lien() -> None:
    assert escaped("https://exemple.test/a_b?c=d") == "<https://exemple.test/a_b?c=d>"


def test_une_adresse_qui_cache_autre_chose_n_est_pas_un_lien() -> None:
    assert "<" not in escaped("https://exemple.test/>[clic](javascript:alert(1))")


def test_un_texte_trop_long_est_coupe_et_le_dit() -> None:
    assert escaped("a" * (MOST + 1)) == "a" * MOST + " \\[…\\]"


@given(st.text(alphabet="<>[]()!`*_|~#@:/\\&;$ \n\r\tab1", max_size=60))
def test_aucun_assemblage_de_signes_ne_fait_de_balise(text: str) -> None:
    page = parse(markdown(f"Valeur : {escaped(text)}", extensions=["tables"]))
    assert {element.tag for element in page.elements} <= {"p"}
