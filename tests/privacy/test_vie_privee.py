"""The privacy guard finds every poisoned sentence, and leaves every clean one alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import yaml

import catalogue.rules  # noqa: F401  # registers the rules
from catalogue.pipeline import ALL_KINDS
from catalogue.records.assemble import assemble
from catalogue.rules.registry import RULES, Context, Finding, subject_of
from catalogue.schema.fields import Schemas
from catalogue.text.document import Document
from support.miniature import issues_of
from support.places import DAY, ROOT

HERE = Path(__file__).parent
GUARD = (
    "donnee-personnelle",
    "personne-nommee",
    "adresse-de-refuge",
    "adresse-postale",
    "groupe-reconnaissable",
    "petit-groupe",
)
SCHEMAS = Schemas(ROOT / "schemas", ALL_KINDS)
NOBODY = Context(corpus=assemble((), ()), documents=(), known={}, broken=frozenset(), au=DAY)


def _read(name: str) -> Any:
    return yaml.load((HERE / name).read_text(encoding="utf-8"), yaml.BaseLoader)


POISON: list[tuple[str, str]] = [
    (rule, text) for rule, texts in _read("poison.yml").items() for text in texts
]
CLEAN: list[str] = _read("clean.yml")
PLACES = ("besoin", "limites", "moyens", "innovation")
"""Fields that may hold any sentence: each poison is tried in all."""


def _record(text: str, place: str, **more: object) -> dict[str, object]:
    inside: dict[str, object] = {
        "besoin": {"texte": text},
        "limites": [{"texte": "Rien d’autre."}, {"texte": text}],
        "moyens": [{"libelle": text}],
        "innovation": {"adhesion": {"texte": text}},
    }
    return {"titre": "Fiche d’essai", "publics": ["tous"], place: inside[place], **more}


@dataclass(frozen=True)
class Found:
    """What the guard says of a record, by rule."""

    by_rule: dict[str, list[Finding]]

    @property
    def rules(self) -> set[str]:
        """Return the rules that found something."""
        return {rule for rule, found in self.by_rule.items() if found}


def guard(record: dict[str, object], context: Context = NOBODY) -> Found:
    """Run the privacy rules on a record."""
    subject = subject_of(Document("projects/x.yml", record), "project", SCHEMAS.spec("project"))
    checks = {rule: RULES[rule].check for rule in GUARD}
    return Found({rule: list(check(context, subject)) for rule, check in checks.items() if check})


@pytest.mark.parametrize("place", PLACES)
def test_chaque_phrase_qui_trahit_est_trouvee_par_sa_regle(place: str) -> None:
    for rule, text in POISON:
        assert guard(_record(text, place)).rules == {rule}, text


def test_aucune_phrase_innocente_n_est_arretee() -> None:
    for text in CLEAN:
        assert guard(_record(text, "besoin")).rules == set(), text


def test_les_phrases_innocentes_le_restent_ensemble() -> None:
    # Some name streets and others violence: together they are what the refuge's rule is for.
    assert guard(_record(" ".join(CLEAN), "besoin")).rules == {"adresse-de-refuge"}


@pytest.mark.parametrize("rule", GUARD[:-1])
def test_une_phrase_qui_trahit_est_trouvee_entre_deux_innocentes(rule: str) -> None:
    text = next(text for own, text in POISON if own == rule)
    assert guard(_record(f"{CLEAN[0]} {text} {CLEAN[4]}", "besoin")).rules == {rule}


@pytest.mark.parametrize("text", [text for rule, text in POISON if rule == "adresse-postale"])
def test_une_adresse_est_une_erreur_quand_le_public_fuit_des_violences(text: str) -> None:
    found = guard(_record(text, "besoin", publics=["violences"]))
    assert found.rules == {"adresse-de-refuge"}


@pytest.mark.parametrize("function", ["Marie Durand", "Paul Martin, chargé de mission"])
def test_un_nom_a_la_place_d_une_fonction_est_refuse_une_fois(function: str) -> None:
    record = _record("Rien.", "besoin", contact={"organisme": "x", "fonction": function})
    assert len(guard(record).by_rule["personne-nommee"]) == 1


@pytest.mark.parametrize(
    "function", ["Direction Habitat Social", "Pôle Louise Michel Sud", "Résidence Louise Michel"]
)
def test_le_nom_d_un_service_n_est_pas_celui_d_une_personne(function: str) -> None:
    record = _record("Rien.", "besoin", contact={"organisme": "x", "fonction": function})
    assert guard(record).rules == set()


def test_l_adresse_du_siege_d_un_editeur_n_est_pas_signalee() -> None:
    source = {"id": "s1", "document": "Rapport", "editeur": "Bailleur, 12 rue des Lilas"}
    assert guard(_record("Rien.", "besoin", sources=[source])).rules == set()


def test_l_adresse_dans_une_source_est_refusee_quand_le_public_fuit_des_violences() -> None:
    source = {"id": "s1", "document": "Rapport", "precision": "Lu au foyer, 12 rue des Lilas"}
    record = _record("Rien.", "besoin", publics=["violences"], sources=[source])
    assert guard(record).rules == {"adresse-de-refuge"}


def test_l_auteur_d_un_document_public_n_est_pas_signale() -> None:
    source = {"id": "s1", "document": "Rapport de Mme Durand, présidente de la commission"}
    assert guard(_record("Rien.", "besoin", sources=[source])).rules == set()


FEW = {"valeur": 3, "unite": "menages", "precision": "Familles de nationalité malienne"}


def test_un_petit_nombre_avec_un_detail_est_refuse() -> None:
    assert guard(_record("Rien.", "besoin", menages=[FEW])).rules == {"groupe-reconnaissable"}


@pytest.mark.parametrize("number", [5, 25])
def test_un_nombre_suffisant_avec_un_detail_est_permis(number: int) -> None:
    assert guard(_record("Rien.", "besoin", menages=[{**FEW, "valeur": number}])).rules == set()


def test_un_petit_nombre_dans_une_commune_est_questionne() -> None:
    figure = {"valeur": 3, "unite": "menages"}
    record = _record("Rien.", "besoin", menages=[figure], territoires=[{"commune": "Reims"}])
    assert guard(record).rules == {"petit-groupe"}


@pytest.mark.parametrize(
    "more",
    [
        {"qualificatif": "au-moins"},
        {"valeur": 4, "qualificatif": "plus-de"},
        {"valeur_max": 5},
        {"valeur": 5},
    ],
)
def test_ce_qui_n_est_pas_moins_de_cinq_n_est_pas_questionne(more: dict[str, object]) -> None:
    figure = {"valeur": 3, "unite": "menages", **more}
    record = _record("Rien.", "besoin", menages=[figure], territoires=[{"commune": "Reims"}])
    assert guard(record).rules == set()


@pytest.mark.parametrize("more", [{"qualificatif": "environ"}, {"valeur_max": 4}, {"valeur": 4}])
def test_ce_qui_est_moins_de_cinq_est_questionne(more: dict[str, object]) -> None:
    figure = {"valeur": 3, "unite": "menages", **more}
    record = _record("Rien.", "besoin", menages=[figure], territoires=[{"commune": "Reims"}])
    assert guard(record).rules == {"petit-groupe"}


def test_la_faute_cite_le_nom_entier_et_lui_seul() -> None:
    (fault,) = guard(_record("Contact : Sophie Marchand, au siège.", "besoin")).by_rule[
        "personne-nommee"
    ]
    assert "« Sophie Marchand »" in fault.message


def test_un_nom_d_organisme_du_catalogue_ne_nomme_personne() -> None:
    text = "Le bail est porté par Elvire Montcalm."
    body = Document(
        "reference/organisations/em.yml",
        {"nom": "Association Elvire Montcalm", "type": "association"},
    )
    known = replace(NOBODY, corpus=assemble((), [("organisation", body)]))
    assert guard(_record(text, "besoin")).rules == {"personne-nommee"}
    assert guard(_record(text, "besoin"), known).rules == set()


def test_un_petit_nombre_dans_un_departement_est_permis() -> None:
    figure = {"valeur": 3, "unite": "menages"}
    record = _record("Rien.", "besoin", menages=[figure], territoires=[{"departement": "51"}])
    assert guard(record).rules == set()


def test_les_fiches_publiees_ne_declenchent_aucune_alerte() -> None:
    assert not [issue for issue in issues_of(ROOT) if issue.rule in GUARD]


def test_le_corpus_empoisonne_couvre_chaque_regle_de_texte() -> None:
    assert {rule for rule, _ in POISON} == set(GUARD[:-1])


def _right(name: str) -> dict[str, list[bool]]:
    """Return whether each sentence of a corpus is judged rightly, by what is expected of it."""
    read = _read(name)
    return {
        side: [bool(guard(_record(one["texte"], "besoin")).rules) is wanted for one in read[side]]
        for side, wanted in (("refuser", True), ("laisser", False))
    }


LEAST = {"refuser": 54, "laisser": 59}
"""How many of the sixty sentences of a reader must be judged rightly, on each side."""


@pytest.mark.parametrize("name", sorted(path.name for path in HERE.glob("aveugle-*.yml")))
def test_les_phrases_des_lecteurs_sont_bien_jugees_presque_toutes(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    right = _right(name)
    with capsys.disabled():
        said = ", ".join(f"{side} {sum(all_)} sur {len(all_)}" for side, all_ in right.items())
        print(f"\n{name} : {said}")
    assert [len(all_) for all_ in right.values()] == [60, 60]
    assert {side: sum(all_) for side, all_ in right.items() if sum(all_) < LEAST[side]} == {}


def test_les_phrases_ecrites_avec_les_regles_sont_toutes_bien_jugees() -> None:
    assert all(map(all, _right("mise-au-point.yml").values()))
