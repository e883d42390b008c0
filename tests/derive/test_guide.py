"""The interview guide is made from the schema: every field once, with the room it needs."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.contribute.guide import FEW, GuidePart, GuideQuestion, guide
from support.drawing import view_of
from support.places import MINIATURE, ROOT

VIEW = view_of(ROOT)
PARTS = guide(VIEW)
ESSENTIAL, MORE = PARTS


def _all(part: GuidePart) -> Iterator[GuideQuestion]:
    for _, questions in part.chapitres:
        for question in questions:
            yield from _with_inner(question)


def _with_inner(question: GuideQuestion) -> Iterator[GuideQuestion]:
    yield question
    for inner in question.questions:
        yield from _with_inner(inner)


def _top(part: GuidePart) -> list[str]:
    return [q.spec.title for _, questions in part.chapitres for q in questions]


def test_chaque_champ_est_demande_une_fois() -> None:
    fields = VIEW.spec.properties.values()
    wanted = sorted(spec.title for spec in fields if spec.note("entretien", True))
    assert sorted([*_top(ESSENTIAL), *_top(MORE)]) == wanted


def test_les_six_champs_obligatoires_sont_dans_l_essentiel() -> None:
    required = {spec.title for spec in VIEW.spec.properties.values() if spec.required}
    assert required <= set(_top(ESSENTIAL))


def test_les_chapitres_suivent_l_ordre_de_la_fiche() -> None:
    order = [title for _, title in VIEW.schemas.sections]
    for part in PARTS:
        ranks = [order.index(title) for title, _ in part.chapitres]
        assert ranks == sorted(ranks)


def test_chaque_terme_d_un_vocabulaire_a_sa_case() -> None:
    (asked,) = (q for q in _all(ESSENTIAL) if q.spec.title == "Outils")
    terms = VIEW.corpus.vocabularies["outils"].termes.values()
    wanted = sorted(term.libelle for term in terms if not term.remplace_par)
    assert sorted(t for _, terms in asked.choix for t in terms) == wanted


def test_un_terme_retire_n_est_pas_propose() -> None:
    view = view_of(MINIATURE)
    vocabulary = view.corpus.vocabularies["publics"]
    retired = {term.libelle for term in vocabulary.termes.values() if term.remplace_par}
    offered = {t for p in guide(view) for q in _all(p) for _, terms in q.choix for t in terms}
    assert (len(retired) > 0, retired & offered) == (True, set())


def test_chaque_question_a_la_place_de_repondre() -> None:
    bare = [
        q.spec.title
        for part in PARTS
        for q in _all(part)
        if not (q.lignes or q.choix or q.colonnes or q.questions)
    ]
    assert bare == []


def test_une_case_de_tableau_n_a_que_peu_de_termes() -> None:
    columns = [c for part in PARTS for q in _all(part) for c in q.colonnes]
    assert max(len(column.termes) for column in columns) <= FEW


def test_les_termes_trop_nombreux_d_une_colonne_sont_rappeles_dessous() -> None:
    (asked,) = (q for q in _all(ESSENTIAL) if q.spec.title == "Organismes")
    assert [title for title, _ in asked.rappels] == ["Rôles"]
