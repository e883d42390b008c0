"""What a query may name, and the words that it can be corrected to."""

from __future__ import annotations

import pytest

from catalogue.site.catalogue_data import MOST, known_words
from catalogue.site.names import Name
from catalogue.site.site_view import SiteView
from support.miniature import loaded
from support.places import MINIATURE, ROOT


@pytest.fixture(scope="module")
def view() -> SiteView:
    """The real records."""
    found = loaded(ROOT)
    return SiteView(found.corpus, found.schemas)


def named(view: SiteView, words: str) -> list[Name]:
    """Return what bears exactly a name."""
    return [name for name in view.names if words in (name.libelle, *name.autres)]


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("PACA", "pac"),
        ("IML", "intermediation-locative"),
        ("Intermédiation locative", "intermediation-locative"),
    ],
)
def test_un_sigle_un_autre_nom_nomment(view: SiteView, words: str, id_: str) -> None:
    assert id_ in [name.id for name in named(view, words)]


@pytest.mark.parametrize(
    ("words", "id_"),
    [("51", "51"), ("Grenoble", "38"), ("idf", "idf"), ("locataire", "bail-direct")],
)
def test_un_code_un_chef_lieu_un_mot_menent_sans_nommer(
    view: SiteView, words: str, id_: str
) -> None:
    assert id_ in [name.id for name in view.names if words in name.mots]
    assert id_ not in [name.id for name in named(view, words)]


def test_un_appel_dit_ou_il_vaut_et_pour_qui(view: SiteView) -> None:
    [call] = [n for n in view.names if n.id == "fnavdl-paca-2020"]
    assert {"territoire=pac", "public=violences"} <= set(call.autour)
    assert {n.parametre for n in view.names if n.autour} == {"appel"}


def test_une_sorte_d_organisme_mene_a_sa_liste(view: SiteView) -> None:
    assert [n.adresse for n in named(view, "Bailleur social")] == ["organismes/#bailleur"]


def test_un_nom_dit_combien_de_fiches_et_ce_qui_est_plus_large(view: SiteView) -> None:
    (marne,) = named(view, "Marne")
    assert (marne.parametre, marne.fiches, marne.parent) == ("territoire", 1, "ges")


def test_le_glossaire_se_nomme_par_le_sigle_et_le_developpe(view: SiteView) -> None:
    entry = next(name for name in named(view, "AVDL") if name.rubrique == "Glossaire")
    assert entry.libelle == "Accompagnement vers et dans le logement"
    assert (entry.parametre, entry.adresse) == ("", "glossaire/#avdl")


def test_un_terme_remplace_ne_se_propose_plus() -> None:
    found = loaded(MINIATURE)
    names = SiteView(found.corpus, found.schemas).names
    retired = [
        term.id
        for vocabulary in found.corpus.vocabularies.values()
        for term in vocabulary.termes.values()
        if term.remplace_par
    ]
    assert retired
    assert not {name.id for name in names} & set(retired)


def test_les_mots_viennent_par_frequence_dans_leur_graphie_la_plus_courante() -> None:
    texts = ["Expulsion, expulsion ; hébergement", "hebergement hébergement EXPULSION"]
    assert known_words([*texts, "expulsion"]) == ["expulsion", "hébergement"]


def test_ni_les_nombres_ni_les_mots_courts_ne_corrigent() -> None:
    assert known_words(["le bail de 2014 court 24 mo à Reims"]) == ["bail", "court", "reims"]


def test_une_ligature_et_ses_deux_lettres_sont_un_seul_mot() -> None:
    assert known_words(["œuvre œuvre oeuvre"]) == ["œuvre"]


def test_la_liste_des_mots_a_une_fin() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    many = [f"mot{a}{b}{c}{d}" for a in letters for b in letters for c in letters for d in "abc"]
    assert len(many) > MOST
    assert len(known_words(many)) == MOST
