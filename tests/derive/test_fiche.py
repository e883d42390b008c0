"""The sheet of a record: what it asks, what it answers, what it says is not known."""

from __future__ import annotations

import copy
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from catalogue.schema.fields import Spec
from catalogue.site.nodes import Course, Sheet
from catalogue.site.sheet import questions
from catalogue.site.site_view import SiteView
from catalogue.site.wording import inner_quotes, share
from support.drawing import view_of, with_project
from support.places import MINIATURE

COMPLETE = "projects/essai-complet.yml"
S = "\u00a0"


@cache
def sound() -> SiteView:
    """Return the miniature repository."""
    return view_of(MINIATURE)


def record(file: str = COMPLETE) -> dict[str, Any]:
    """Return a record of the miniature repository, to be changed."""
    (project,) = (p for p in sound().corpus.projects if p.file == file)
    return copy.deepcopy(dict(project.data))


def sheet_of(data: dict[str, Any]) -> Sheet:
    """Return the sheet of a record that stands for the complete one."""
    view = with_project(sound(), COMPLETE, data)
    (project,) = (p for p in view.corpus.projects if p.file == COMPLETE)
    return view.sheet(project)


def answers(sheet: Sheet) -> dict[str, tuple[str, ...]]:
    """Return the fields that answer each question."""
    return {q.id: tuple(f.nom for f in q.champs) for q in sheet.en_bref}


def figures(data: dict[str, Any]) -> list[Any]:
    """Return the results of a record as its sheet shows them."""
    (section,) = (s for s in sheet_of(data).sections if s.id == "moyens")
    (part,) = (p for p in section.parties if p.nom == "resultats")
    return [node.valeur for node in part.noeud.valeur]  # type: ignore[attr-defined]


def course_of(elements: list[dict[str, Any]], form: str = "etapes") -> Course:
    """Return the course of a record with these elements."""
    data = record() | {"deroulement": {"forme": form, "elements": elements}}
    (section,) = (s for s in sheet_of(data).sections if s.id == "deroulement")
    node = next(p.noeud for p in section.parties if p.nom == "deroulement")
    assert isinstance(node.valeur, Course)
    return node.valeur


def test_l_en_bref_repond_aux_questions_dans_leur_ordre() -> None:
    assert list(answers(sheet_of(record()))) == [
        "qui", "ou", "pour-qui", "combien", "duree", "appel", "argent", "etat", "fraicheur",
        "pour-quoi", "comment",
    ]  # fmt: skip


def test_menages_et_logements_repondent_a_part() -> None:
    assert answers(sheet_of(record()))["combien"] == ("menages", "logements")


def test_une_question_sans_reponse_ne_donne_aucun_champ() -> None:
    data = {k: v for k, v in record().items() if k not in ("menages", "logements")}
    assert answers(sheet_of(data))["combien"] == ()


@pytest.mark.parametrize(
    ("missing", "unsaid"),
    [
        (("logements",), set()),
        (("menages",), set()),
        (("menages", "logements"), {"combien"}),
        (("debut",), {"début"}),
        (("finalites",), {"pour quoi"}),
        (("fin",), set()),
        (("verifie_le",), set()),
    ],
)
def test_ce_que_l_en_bref_tait_tient_en_une_ligne(
    missing: tuple[str, ...], unsaid: set[str]
) -> None:
    data = {k: v for k, v in record().items() if k not in missing}
    before = set(sheet_of(record()).en_bref_tait)
    assert set(sheet_of(data).en_bref_tait) - before == unsaid


@pytest.mark.parametrize(("status", "asked"), [("apparentee", False), ("financee", True)])
def test_un_appel_ne_manque_que_la_ou_il_y_en_a_un(status: str, asked: bool) -> None:
    data = record() | {"financement": {"statut": status, "source": "s1"}}
    assert ("appel à projets" in sheet_of(data).en_bref_tait) == asked


def test_un_financeur_sans_somme_repond_a_quel_argent() -> None:
    data = record() | {"financement": {"statut": "apparentee"}}
    data["organismes"] = [
        {"organisme": "association-essai", "roles": ["porteur", "financeur"]},
        {"organisme": "bailleur-essai", "roles": ["porteur"]},
    ]
    (field,) = next(q.champs for q in sheet_of(data).en_bref if q.id == "argent")
    assert [term.lien.adresse for term in field.noeud.valeur] == [  # type: ignore[attr-defined]
        "organismes/association-essai/"
    ]


@pytest.mark.parametrize(("status", "known"), [("inconnu", ()), ("en-cours", ("statut",))])
def test_un_etat_inconnu_n_est_pas_une_reponse(status: str, known: tuple[str, ...]) -> None:
    assert answers(sheet_of(record() | {"statut": status}))["etat"] == known


def test_un_seul_document_se_dit_une_fois_et_n_est_appele_nulle_part() -> None:
    data = record()
    data["sources"] = data["sources"][:1]
    sheet = sheet_of(data)
    assert sheet.source_unique is not None
    assert all(not f.noeud.sources for q in sheet.en_bref for f in q.champs)


def test_ce_qu_on_sait_d_un_terme_suit_ce_terme() -> None:
    data = record() | {"publics": ["impayes"]}
    data["attestations"] = [
        {"champ": "publics", "terme": "impayes", "precision": "Déduit du texte", "source": "s1"}
    ]
    (question,) = (q for q in sheet_of(data).en_bref if q.id == "pour-qui")
    (term,) = question.champs[0].noeud.valeur  # type: ignore[attr-defined]
    assert (term.note, question.champs[0].remarques) == ("Déduit du texte.", ())


def test_les_durees_du_deroulement_repondent_a_combien_de_temps() -> None:
    (question,) = (q for q in sheet_of(record()).en_bref if q.id == "duree")
    (field,) = (f for f in question.champs if f.nom == "deroulement")
    texts = [node.valeur for node in field.noeud.valeur]  # type: ignore[attr-defined]
    assert texts == [f"12{S}mois (étape 1)", f"1{S}mois (étape 1, action 1)"]


def test_un_champ_de_plus_dans_un_groupe_de_l_en_bref_y_vient_sous_son_titre() -> None:
    spec = sound().spec
    group = spec.properties["financement"]
    extra = replace(group.properties["session"], name="lot", title="Lot")
    grown = replace(group, properties={**group.properties, "lot": extra})
    record_spec: Spec = replace(spec, properties={**spec.properties, "financement": grown})
    own = [s for s in record_spec.properties.values() if s.note("section") == "en-bref"]
    assert [q.question for q in questions(record_spec, own)][-1] == "Lot"


def test_chaque_manque_n_est_nomme_qu_une_fois() -> None:
    data = record("projects/essai-minimal.yml")
    sheet = sheet_of(data | {"id": "essai-complet"})
    assert len(sheet.non_renseigne) == len(set(sheet.non_renseigne))
    named = {q.question for q in sheet.en_bref if not q.champs}
    assert not named & set(sheet.non_renseigne)


def test_une_section_vide_est_nommee_par_son_titre() -> None:
    data = {k: v for k, v in record().items() if k != "limites"}
    sheet = sheet_of(data)
    assert "Ce qui n’a pas marché" in sheet.non_renseigne
    assert not [s for s in sheet.sections if s.id == "limites" and s.parties]


def test_moyens_resultats_et_prix_ont_chacun_leur_titre() -> None:
    (section,) = (s for s in sheet_of(record()).sections if s.id == "moyens")
    assert [p.libelle for p in section.parties] == ["Moyens", "Résultats", "Prix et labels"]


@pytest.mark.parametrize(
    ("part", "total", "words"),
    [
        (18, 24, f"75{S}%"),
        (1, 3, f"33{S}%"),
        (0, 5, f"0{S}%"),
        (5, 5, f"100{S}%"),
        (1, 1000, f"moins de 1{S}%"),
        (999, 1000, f"plus de 99{S}%"),
        (6, 5, ""),
        (0, 0, ""),
    ],
)
def test_une_part_ne_se_calcule_que_si_elle_en_est_une(part: int, total: int, words: str) -> None:
    assert share(part, total) == words


def test_un_resultat_montre_son_nombre_et_son_total() -> None:
    (shown,) = figures(record())
    assert (shown.valeur, shown.part) == (f"18{S}ménages sur 25", f"72{S}%")


@pytest.mark.parametrize("missing", ["valeur", "denominateur"])
def test_sans_nombre_ou_sans_total_aucune_part(missing: str) -> None:
    data = record()
    del data["resultats"][0][missing]
    assert figures(data)[0].part == ""


def test_un_nombre_approche_ne_donne_pas_de_part() -> None:
    data = record()
    data["resultats"][0]["qualificatif"] = "pres-de"
    assert figures(data)[0].part == ""


def test_un_resultat_dit_ce_qui_lui_manque_pour_etre_juge() -> None:
    data = record()
    for key in ("denominateur", "date", "precision"):
        del data["resultats"][0][key]
    assert figures(data)[0].note == "réalisé, date non renseignée"


@pytest.mark.parametrize(
    ("precision", "note"),
    [("Date non affichée.", "réalisé"), ("En fin d’année", "réalisé, date non renseignée")],
)
def test_une_date_dont_la_precision_parle_n_est_pas_dite_absente(precision: str, note: str) -> None:
    data = record()
    del data["resultats"][0]["date"]
    data["resultats"][0]["precision"] = precision
    assert figures(data)[0].note == note


def test_une_precision_ne_se_glisse_pas_entre_la_nature_et_la_date() -> None:
    data = record()
    data["resultats"][0] |= {"date": "2017-10", "precision": "Par an"}
    shown = figures(data)[0]
    assert (shown.note, shown.precision) == ("réalisé, octobre 2017", "Par an.")


def test_la_bande_garde_sa_teinte_tant_que_le_statut_dure() -> None:
    status = ("heberge", "heberge", None, "locataire", "heberge")
    steps = [{"titre": "Pas", **({"statut_occupation": s} if s else {})} for s in status]
    course = course_of(steps)
    assert [e.teinte for e in course.elements] == [1, 1, 0, 2, 1]
    assert course.bande


def test_sans_statut_aucune_bande() -> None:
    assert not course_of([{"titre": "Un pas"}, {"titre": "Deux pas"}]).bande


@pytest.mark.parametrize(
    ("form", "count", "abreast"),
    [("etapes", 3, True), ("etapes", 1, False), ("etapes", 6, False), ("volets", 3, False)],
)
def test_seules_quelques_etapes_se_tiennent_de_front(form: str, count: int, abreast: bool) -> None:
    assert course_of([{"titre": "Pas"}] * count, form).de_front == abreast


def test_un_titre_entre_guillemets_se_cite_avec_d_autres() -> None:
    assert inner_quotes(f"«{S}Toujours{S}» en Isère") == "“Toujours” en Isère"


def test_seuls_les_criteres_dont_la_fiche_parle_sont_montres() -> None:
    data = record()
    del data["innovation"]["cofinancement"]
    (section,) = (s for s in sheet_of(data).sections if s.id == "innovation")
    node = section.parties[0].noeud
    rows: Any = node.valeur
    assert "Cofinancement" not in {row.libelle for row in rows}
    assert len(rows) == 5
