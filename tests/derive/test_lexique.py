"""The words of the glossary are found in texts as people write them."""

from __future__ import annotations

import time

import pytest

from catalogue.records.types import GlossaryEntry
from catalogue.site.lexicon import Lexicon, plural_of
from support.drawing import view_of
from support.places import ROOT


def entry(id_: str, term: str, *alias: str) -> GlossaryEntry:
    """Return an entry of a glossary."""
    return GlossaryEntry(id=id_, terme=term, definition="Une définition.", alias=alias)


LEXICON = Lexicon(
    [
        entry("ccapex", "CCAPEX"),
        entry("bail", "Bail glissant", "baux glissants"),
        entry("pension", "Pension de famille"),
        entry("plai", "PLAI / PLAI adapté", "PLAI"),
    ]
)


@pytest.mark.parametrize(
    ("form", "many"),
    [
        ("Bail glissant", "Bails glissants"),
        ("pension de famille", "pensions de famille"),
        ("plan d’apurement", "plans d’apurement"),
        ("résidence sociale", "résidences sociales"),
        ("tiers extérieur", "tiers extérieurs"),
        ("sous-location", "sous-locations"),
        ("protocole de cohésion sociale", "protocoles de cohésion sociale"),
    ],
)
def test_le_pluriel_d_un_terme_suit_le_francais(form: str, many: str) -> None:
    assert plural_of(form) == many


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La CCAPEX valide.", {("ccapex", "CCAPEX")}),
        ("Un bail glissant, puis un bail.", {("bail", "bail glissant")}),
        ("Bail glissant d’un an.", {("bail", "Bail glissant")}),
        ("Des baux glissants.", {("bail", "baux glissants")}),
        ("Deux pensions de famille.", {("pension", "pensions de famille")}),
        ("Un logement en PLAI.", {("plai", "PLAI")}),
        ("Ni la ccapex, ni un bail.", set()),
        ("LACCAPEXION", set()),
    ],
)
def test_un_terme_se_reconnait_au_singulier_au_pluriel_et_en_tete_de_phrase(
    text: str, found: set[tuple[str, str]]
) -> None:
    assert {(m.entree, m.forme) for m in LEXICON.found(text)} == found


def test_chaque_terme_du_glossaire_se_reconnait_dans_une_phrase() -> None:
    glossary = view_of(ROOT).corpus.glossary
    lexicon = Lexicon(glossary)
    for known in glossary:
        for form in (known.terme, *known.alias):
            entries = {m.entree for m in lexicon.found(f"On parle de {form}, ici.")}
            assert known.id in entries, form


def test_deux_termes_n_ont_pas_la_meme_forme() -> None:
    glossary = view_of(ROOT).corpus.glossary
    forms = [form.lower() for known in glossary for form in {known.terme, *known.alias}]
    assert sorted(forms) == sorted(set(forms))


def test_un_texte_dix_fois_plus_long_ne_coute_pas_cent_fois_plus() -> None:
    lexicon = Lexicon(view_of(ROOT).corpus.glossary)

    def cost(text: str) -> float:
        def once() -> float:
            begun = time.process_time()
            for _ in range(20):
                lexicon.found(text)
            return time.process_time() - begun

        return min(once() for _ in range(3))

    hard = "ésidence social bail glissan CCAPE " * 200
    assert cost(hard * 10) < 40 * max(cost(hard), 1e-5)
