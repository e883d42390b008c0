"""Rules that are rows of data: each threshold has an example on each side of it."""

from __future__ import annotations

from typing import Any

import pytest

import catalogue.rules  # noqa: F401  # registers the rules
from catalogue.pipeline import ALL_KINDS
from catalogue.records.assemble import assemble
from catalogue.rules.registry import RULES, Context, subject_of
from catalogue.schema.fields import Schemas
from catalogue.text.document import Document
from support.places import ROOT

DAY = "2026-12-01"
SCHEMAS = Schemas(ROOT / "schemas", ALL_KINDS)
CONTEXT = Context(corpus=assemble((), ()), documents=(), known={}, broken=frozenset(), au=DAY)


def _figure(**values: Any) -> dict[str, Any]:
    return {"menages": [{"source": "s1", **values}]}


def _paid(grant: dict[str, Any], cost: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"financement": {"montants": [grant], "cout_total": cost, **more}}


def _place(**values: Any) -> dict[str, Any]:
    return {"territoires": [values]}


def _source(**values: Any) -> dict[str, Any]:
    return {"sources": [{"id": "s1", **values}]}


def _text(text: str) -> dict[str, Any]:
    return {"limites": [{"texte": text}]}


WRONG_AND_RIGHT: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("fourchette", _figure(valeur=25, valeur_max=25), _figure(valeur=25, valeur_max=26)),
    ("chiffre-source", {"menages": [{"valeur": 1}]}, _figure(valeur=1)),
    ("chiffre-source", {"menages": [{"valeur": 1}]}, {"menages": [{"unite": "menages"}]}),
    (
        "resultat-plausible",
        {"resultats": [{"valeur": 26, "denominateur": 25}]},
        {"resultats": [{"valeur": 25, "denominateur": 25}]},
    ),
    (
        "resultat-plausible",
        {"resultats": [{"valeur": 100.5, "unite": "%"}]},
        {"resultats": [{"valeur": 100, "unite": "%"}]},
    ),
    (
        "resultat-plausible",
        {"resultats": [{"valeur": 101, "unite": "%"}]},
        {"resultats": [{"valeur": 101, "unite": "baux"}]},
    ),
    (
        "montant-et-cout",
        _paid({"valeur": 11}, {"valeur": 10}),
        _paid({"valeur": 10}, {"valeur": 10}),
    ),
    (
        "montant-et-cout",
        _paid({"valeur": 11, "annee": 2019}, {"valeur": 10}),
        _paid({"valeur": 11, "annee": 2019}, {"valeur": 10, "annee": 2020}),
    ),
    (
        "montant-et-cout",
        _paid({"valeur": 11, "nature": "prevu"}, {"valeur": 10, "nature": "prevu"}),
        _paid({"valeur": 11, "nature": "prevu"}, {"valeur": 10, "nature": "realise"}),
    ),
    (
        "montant-et-cout",
        _paid({"valeur": 11}, {"valeur": 10}),
        _paid({"valeur": 11, "qualificatif": "environ"}, {"valeur": 10}),
    ),
    (
        "montant-et-cout",
        _paid({"valeur": 11}, {"valeur": 10}),
        _paid({"valeur": 11}, {"valeur": 10, "qualificatif": "environ"}),
    ),
    ("territoire-vide", _place(quartier="Nord"), _place(commune="Reims")),
    ("territoire-vide", _place(qpv=True), _place(intercommunalite="Grand Lyon")),
    ("territoire-vide", _place(qpv=True), _place(region="ges")),
    ("territoire-vide", _place(qpv=True), _place(departement="51")),
    (
        "dates-en-ordre",
        {"debut": "2019-02", "fin": "2019-01"},
        {"debut": "2019-02", "fin": "2019-02"},
    ),
    # At the precision that both have: a year neither precedes nor follows its own months.
    ("dates-en-ordre", {"debut": "2019-02", "fin": "2018"}, {"debut": "2019-02", "fin": "2019"}),
    (
        "dates-en-ordre",
        _source(date="2019-05-04", consulte_le="2019-05-03"),
        _source(date="2019-05-04", consulte_le="2019-05-04"),
    ),
    ("date-passee", {"verifie_le": "2026-12-02"}, {"verifie_le": DAY}),
    ("date-passee", _source(consulte_le="2027"), _source(consulte_le="2026")),
    ("date-passee", _source(date="2026-12-02"), _source(date=DAY)),
    (
        "date-passee",
        _figure(valeur=1, nature="realise", date="2027"),
        _figure(valeur=1, nature="prevu", date="2027"),
    ),
    (
        "etat-et-dates",
        {"statut": "en-cours", "debut": "2026-12-02"},
        {"statut": "en-cours", "debut": DAY},
    ),
    (
        "etat-et-dates",
        {"statut": "en-cours", "debut": "2031"},
        {"statut": "inconnu", "debut": "2031"},
    ),
    ("etat-et-dates", {"statut": "terminee", "fin": "2027"}, {"statut": "terminee", "fin": "2026"}),
    ("etat-et-dates", {"statut": "terminee", "fin": "2027"}, {"statut": "en-cours", "fin": "2027"}),
    ("fin-passee", {"statut": "en-cours", "fin": "2026-11-30"}, {"statut": "en-cours", "fin": DAY}),
    ("fin-passee", {"statut": "en-cours", "fin": "2019"}, {"statut": "terminee", "fin": "2019"}),
    (
        "famille-et-appel",
        {"financement": {"statut": "apparentee", "appel": "aap-2018"}},
        {"financement": {"statut": "candidate", "appel": "aap-2018"}},
    ),
    (
        "famille-et-appel",
        {"financement": {"statut": "citee", "appel": "aap-2018"}},
        {"financement": {"statut": "citee"}},
    ),
    (
        "commune-du-departement",
        _place(commune="Gap", departement="75"),
        _place(commune="Gap", departement="05"),
    ),
    (
        "commune-du-departement",
        _place(commune="Bastia", departement="2a"),
        _place(commune="Bastia", departement="2b"),
    ),
    (
        "commune-du-departement",
        _place(commune="Reims 8e", departement="69"),
        _place(commune="Lyon 8e", departement="69"),
    ),
    (
        "commune-du-departement",
        _place(commune="St-Denis", departement="51"),
        _place(commune="St-Denis", departement="93"),
    ),
    # Since 2024 a part of another commune; people still give its name.
    (
        "commune-du-departement",
        _place(commune="Oullins", departement="38"),
        _place(commune="Oullins", departement="69"),
    ),
    ("pas-de-html", _text("Un <b>texte</b>"), _text("Moins de 5 < 6 et 7 > 6")),
    (
        "donnee-personnelle",
        _text("Écrire : jo.durand {a} exemple.fr"),
        _text("Écrire : jo.durand {b} exemple.fr"),
    ),
    ("texte-vide", _text(" \u00a0\n"), _text("")),
    ("texte-a-remplacer", _text("À remplacer."), _text("Le bail reste à remplacer par un autre.")),
    ("texte-a-remplacer", _text("à compléter"), _text("Il reste un dossier à compléter.")),
    ("texte-a-remplacer", _text("Montant : [à préciser]."), _text("Le montant est à préciser.")),
    ("texte-a-remplacer", _text("N/A"), _text("Natation et arts plastiques")),
    ("texte-a-remplacer", _text("Non renseigné"), _text("Un dossier non renseigné est rendu.")),
    ("texte-a-remplacer", _text("Combien ???"), _text("Combien ? Vingt.")),
    ("texte-a-remplacer", _text("xxx ménages"), _text("Le XXe arrondissement")),
    ("texte-a-remplacer", _text("TODO"), _text("Méthodologie")),
    ("texte-a-remplacer", _text("..."), _text("Visites, ateliers…")),
    (
        "texte-a-remplacer",
        _source(url="https://www.example.org/a"),
        _source(url="https://example.test/a"),
    ),
]


def _told(rule: str, record: dict[str, Any]) -> list[str]:
    subject = subject_of(Document("projects/x.yml", record), "project", SCHEMAS.spec("project"))
    check = RULES[rule].check
    return [found.message for found in check(CONTEXT, subject)] if check else []


@pytest.mark.parametrize(("rule", "wrong", "right"), WRONG_AND_RIGHT)
def test_la_regle_refuse_l_un_et_laisse_passer_l_autre(
    rule: str, wrong: dict[str, Any], right: dict[str, Any]
) -> None:
    assert len(_told(rule, wrong)) == 1
    assert _told(rule, right) == []


@pytest.mark.parametrize("text", ["À remplacer", "xxx", "À compléter", "…"])
def test_un_texte_d_attente_d_un_vocabulaire_n_est_pas_une_faute(text: str) -> None:
    document = Document("reference/vocabularies/x.yml", {"termes": [{"id": "a", "libelle": text}]})
    subject = subject_of(document, "vocabulary", SCHEMAS.spec("vocabulary"))
    check = RULES["texte-a-remplacer"].check
    assert check and list(check(CONTEXT, subject)) == []
