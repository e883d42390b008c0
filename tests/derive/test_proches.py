"""Records like another: for what few share, with the reason; nothing where nothing is shared."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any

from catalogue.records import assemble as build
from catalogue.records.corpus import Corpus
from catalogue.records.types import Project
from catalogue.site import appraisal as similar
from catalogue.site.appraisal import Alike, Neighbours
from catalogue.text.document import Document
from support.drawing import view_of
from support.places import MINIATURE, ROOT

NBSP = "\u00a0"


def _record(id_: str, publics: list[str], outils: list[str], **more: Any) -> Project:
    data = {
        "titre": id_,
        "publics": publics,
        "partenariats": ["p"],
        "outils": outils,
        "organismes": [{"organisme": "o", "roles": ["porteur"]}],
        "sources": [{"id": "s1", "document": "Note"}],
        **more,
    }
    return build.project(Document(f"projects/{id_}.yml", data))


def _corpus(*projects: Project) -> Corpus:
    real = view_of(ROOT).corpus
    return Corpus(
        projects=projects,
        organisations={},
        calls={},
        vocabularies=real.vocabularies,
        territories=real.territories,
        sources={},
        figures=(),
        glossary=(),
    )


def _positions(corpus: Corpus, position: int = 0) -> list[int]:
    return [other for other, _ in Neighbours(corpus).of(position)]


def _reason(one: Project, other: Project) -> str:
    ((_, said),) = Neighbours(_corpus(one, other)).of(0)
    return said


def test_ce_que_peu_partagent_compte_plus_que_ce_que_tous_partagent() -> None:
    rare, common = ["rare"], ["commun"]
    corpus = _corpus(
        _record("a", ["x"], rare + common),
        _record("b", ["y"], common),
        _record("c", ["z"], common),
        _record("d", ["w"], rare),
    )
    assert _positions(corpus)[0] == 3


def test_sans_public_ni_outil_commun_rien_n_est_proche() -> None:
    assert _positions(_corpus(_record("a", ["x"], ["i"]), _record("b", ["y"], ["j"]))) == []


def test_une_fiche_seule_n_a_pas_de_proche() -> None:
    assert _positions(_corpus(_record("a", ["x"], ["i"]))) == []


def test_une_fiche_n_est_pas_proche_d_elle_meme() -> None:
    corpus = _corpus(*(_record(id_, ["x"], ["i"]) for id_ in "abcdefgh"))
    for position in range(8):
        assert position not in _positions(corpus, position)


def test_il_y_a_quatre_proches_au_plus() -> None:
    corpus = _corpus(*(_record(id_, ["x"], ["i"]) for id_ in "abcdefgh"))
    assert _positions(corpus) == [1, 2, 3, 4]


def test_la_raison_nomme_ce_qui_est_partage() -> None:
    one = _record("a", ["heberges"], ["bail-glissant", "mutation"])
    other = _record("b", ["heberges"], ["mutation", "bail-glissant"])
    assert _reason(one, other) == (
        f"Même public{NBSP}: ménages hébergés ou sortant d’hébergement ou d’hôtel."
        f" Mêmes outils{NBSP}: mutation, bail glissant. Même partenariat{NBSP}: p."
    )


def test_un_sigle_garde_ses_capitales_dans_la_raison() -> None:
    one, other = (
        _record("a", ["x"], ["plai-adaptation-offre"]),
        _record("b", ["y"], ["plai-adaptation-offre"]),
    )
    label = view_of(ROOT).corpus.label("outils", "plai-adaptation-offre")
    assert label[1].isupper() and label in _reason(one, other)


def test_la_raison_ne_nomme_que_trois_outils() -> None:
    tools = ["i", "j", "k", "l", "m"]
    assert "2 autres." in _reason(_record("a", ["x"], tools), _record("b", ["y"], tools))


def _placed(id_: str, **place: str) -> Project:
    return _record(id_, ["x"], ["i"], territoires=[place])


def test_la_raison_dit_si_le_departement_est_le_meme() -> None:
    found = _reason(_placed("a", departement="51"), _placed("b", departement="51"))
    assert found.endswith("Même département.")


def test_la_raison_dit_si_la_region_est_la_meme() -> None:
    found = _reason(_placed("a", departement="51"), _placed("b", region="ges"))
    assert found.endswith("Même région.")


def test_la_raison_dit_si_le_territoire_est_autre() -> None:
    found = _reason(_placed("a", departement="51"), _placed("b", departement="28"))
    assert found.endswith("Autre territoire.")


def test_un_territoire_inconnu_n_est_pas_dit_autre() -> None:
    found = _reason(_placed("a", departement="51"), _record("b", ["x"], ["i"]))
    assert found.endswith(": p.")


def _drawn(count: int) -> Corpus:
    """Return records whose terms are drawn with a seed, some far rarer than others."""
    chance = random.Random(7)

    def some(kind: str, total: int, most: int) -> list[str]:
        drawn = (int(total * chance.random() ** 2) for _ in range(chance.randint(1, most)))
        return sorted({f"{kind}{number}" for number in drawn})

    records = (_record(f"r{i:04}", some("p", 18, 3), some("o", 40, 6)) for i in range(count))
    return _corpus(*records)


def _best(found: Neighbours, position: int) -> float:
    """Return the likeness of the four best, every record looked at."""
    own = found.sets[position]
    every = (p for p in range(len(found.sets)) if p != position)
    return sum(sorted((_score(found, own, p) for p in every), reverse=True)[:4])


def _score(found: Neighbours, own: set[int], other: int) -> float:
    shared = own & found.sets[other]
    return found.weight(shared) * found.norms[other] if shared & found.needed else 0.0


def _ratios(found: Neighbours, positions: Sequence[int]) -> Iterator[float]:
    for position in positions:
        own = found.sets[position]
        got = sum(_score(found, own, other) for other, _ in found.of(position))
        yield got / _best(found, position)


def test_sans_tout_comparer_on_trouve_presque_aussi_proche() -> None:
    found = Neighbours(_drawn(1500))
    ratios = list(_ratios(found, range(0, 1500, 15)))
    assert sum(ratios) / len(ratios) > 0.9


def test_le_nombre_de_fiches_regardees_ne_suit_pas_celui_des_fiches() -> None:
    for count in (200, 1600):
        found = Neighbours(_drawn(count))
        most = max(len(list(found.candidates(position))) for position in range(count))
        assert most <= similar.LOOKED_AT + similar.WINDOW


def test_les_proches_sont_les_memes_a_chaque_fois() -> None:
    first, second = (Neighbours(_drawn(300)) for _ in range(2))
    assert [first.of(p) for p in range(300)] == [second.of(p) for p in range(300)]


def _alike(id_: str) -> list[Alike]:
    view = view_of(MINIATURE)
    (project,) = (p for p in view.corpus.projects if p.id == id_)
    return list(view.appraiser.alike(project))


def test_chaque_proche_a_sa_page_et_sa_raison() -> None:
    (found,) = _alike("essai-complet")
    assert found.carte.adresse == "projets/essai-corse/"
    assert found.raison.startswith(f"Même public{NBSP}: sortants d’hébergement.")
