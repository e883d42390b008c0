"""Words of the glossary are explained once a page, where they stand, without a word more."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from markupsafe import Markup

from catalogue.records.types import GlossaryEntry
from catalogue.site.lexicon import Explainer, Lexicon
from support.html import parse

LEXICON = Lexicon(
    [
        GlossaryEntry(id="fsl", terme="FSL", definition="Un fonds."),
        GlossaryEntry(id="bail", terme="Bail glissant", definition="Un bail."),
    ]
)
FSL = '<a class="glose" href="../../glossaire/#fsl">FSL</a>'
GLOSS = re.compile(r'<a class="glose" href="[^"]*">([^<]*)</a>')


def explained(*texts: str) -> list[Markup]:
    """Return the HTML of the texts of one page."""
    explain = Explainer(LEXICON.found("\n".join(texts)), "../../")
    return [explain(text) for text in texts]


def test_le_premier_emploi_mene_a_sa_definition() -> None:
    assert explained("Le FSL aide ; le FSL prête.") == [f"<p>Le {FSL} aide ; le FSL prête.</p>"]


def test_un_terme_explique_plus_haut_ne_l_est_plus() -> None:
    assert explained("Le FSL aide.", "Le FSL prête.")[1] == "<p>Le FSL prête.</p>"


def test_une_autre_page_explique_a_nouveau() -> None:
    assert explained("Le FSL aide.") == explained("Le FSL aide.")


@pytest.mark.parametrize(
    "text",
    ["Le FSLX aide.", "Le XFSL aide.", "Le fsl aide.", "Un bail glissante.", "Des FSL2."],
)
def test_un_morceau_de_mot_n_est_pas_un_terme(text: str) -> None:
    assert "glose" not in explained(text)[0]


def test_le_texte_d_un_lien_n_est_pas_un_lien_de_plus() -> None:
    (html,) = explained("Voir [le FSL](https://exemple.test/FSL), puis le FSL.")
    assert html == (f'<p>Voir <a href="https://exemple.test/FSL">le FSL</a>, puis le {FSL}.</p>')


def test_un_terme_est_explique_meme_en_gras() -> None:
    assert explained("Le **FSL** aide.") == [f"<p>Le <strong>{FSL}</strong> aide.</p>"]


def test_une_ligne_sans_balise_est_echappee_et_expliquee() -> None:
    explain = Explainer(LEXICON.found("FSL"), "../../")
    assert explain.line("<b> & FSL") == f"&lt;b&gt; &amp; {FSL}"


@pytest.mark.parametrize(
    "text",
    [
        "Le FSL et le bail glissant.",
        "- le *FSL*\n- un bail glissant\n",
        "<script>FSL</script> &amp; « FSL »",
    ],
)
def test_les_mots_de_la_page_sont_ceux_du_texte(text: str) -> None:
    plain = Explainer((), "../../")(text)
    (html,) = explained(text)
    assert html != plain
    assert GLOSS.sub(r"\1", html) == plain


def test_chaque_explication_d_une_page_a_son_entree_au_glossaire(real_site: Path) -> None:
    pages = sorted((real_site / "projets").glob("*/index.html"))
    entries = parse((real_site / "glossaire/index.html").read_text(encoding="utf-8")).ids
    found = [
        e.attributes["href"]
        for path in pages
        for e in parse(path.read_text(encoding="utf-8")).all("a")
        if e.attributes.get("class") == "glose"
    ]
    assert len(found) > 5
    assert {href.removeprefix("../../glossaire/#") for href in found} <= set(entries)


def test_une_page_n_explique_un_terme_qu_une_fois(real_site: Path) -> None:
    explained_in = 0
    for path in sorted(real_site.rglob("*.html")):
        html = path.read_text(encoding="utf-8")
        links = parse(html).all("a") if "glose" in html else []
        found = [e.attributes["href"] for e in links if e.attributes.get("class") == "glose"]
        assert len(found) == len(set(found)), path
        explained_in += bool(found)
    assert explained_in > 1


def test_les_donnees_du_glossaire_disent_chaque_terme_en_texte(real_site: Path) -> None:
    data = json.loads((real_site / "assets/donnees/glossaire.json").read_text(encoding="utf-8"))
    assert data["ccapex"][:2] == [
        "CCAPEX",
        "Commission de coordination des actions de prévention des expulsions locatives",
    ]
    assert not [id_ for id_, entry in data.items() if "<" in entry[2] or "&" in entry[2]]
