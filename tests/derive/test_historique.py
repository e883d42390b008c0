"""A record's past, from steps of git that are given: what is told, and what privacy keeps."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
import yaml

from catalogue.data.history import MOST_CHANGES, Historian
from catalogue.pipeline import Loaded, context_of
from catalogue.records.types import Move, Withdrawal
from catalogue.site.histories import MOVED, NEW, WITHDRAWN, ChangedDay, events, record_past
from catalogue.text.revision import Committed
from support.miniature import loaded, read_yaml
from support.places import DAY, MINIATURE

ID = "essai-corse"
FILE = f"projects/{ID}.yml"
STATES = f"donnees/v1/projets/{ID}/"


@pytest.fixture(scope="module")
def read() -> Loaded:
    """Return the miniature repository."""
    return loaded(MINIATURE)


def _record(**changes: Any) -> bytes:
    data = {**read_yaml(MINIATURE / FILE), **changes}
    return _written({key: value for key, value in data.items() if value is not None})


def _written(data: object) -> bytes:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode()


def _step(day: str, content: str, file: str = FILE, sort: str = "M", old: str = FILE) -> Committed:
    instant = day if "T" in day else f"{day}T10:00:00Z"
    return Committed(fichier=file, ancien=old, sort=sort, contenu=content, instant=instant)


class _Told:
    """What a history says, of these steps and these contents."""

    def __init__(
        self,
        read: Loaded,
        steps: Sequence[Committed],
        contents: Mapping[str, bytes],
        *,
        moves: tuple[Move, ...] = (),
        withdrawals: tuple[Withdrawal, ...] = (),
    ) -> None:
        context = context_of(read, DAY)
        corpus = replace(read.corpus, moves=moves, withdrawals=withdrawals)
        context = replace(context, corpus=corpus)
        # As if it was edited since: each content is that which git gives.
        historian = Historian(context, read.schemas.spec, {FILE})
        asked: list[str] = []

        def given(ids: Sequence[str]) -> list[tuple[str, bytes]]:
            asked.extend(ids)
            return [(id_, contents[id_]) for id_ in ids if id_ in contents]

        self.states = dict(historian.read(steps, given))
        self.corpus, self.histories, self.asked = corpus, historian.histories, asked
        self.days: tuple[ChangedDay, ...] = self.histories.fiches[ID]


def test_un_changement_est_dit_par_le_nom_du_champ_avant_et_apres(read: Loaded) -> None:
    contents = {"a": _record(resume="Un premier résumé."), "b": _record(resume="Un second.")}
    told = _Told(read, [_step("2024-01-01", "a", sort="A"), _step("2024-02-01", "b")], contents)
    newest, first = told.days
    assert (first.premier, first.changements) == (True, ())
    (change,) = newest.changements
    assert (change.champ, change.avant, change.apres) == (
        "Résumé",
        "Un premier résumé.",
        "Un second.",
    )


def test_chaque_etat_a_son_adresse_et_ses_valeurs_telles_qu_ecrites(read: Loaded) -> None:
    contents = {"a": _record(resume="Un premier."), "b": _record(champ_d_avant="Gardé.")}
    told = _Told(read, [_step("2024-01-01", "a", sort="A"), _step("2024-02-01", "b")], contents)
    assert list(told.states) == [f"{STATES}2024-01-01.json", f"{STATES}2024-02-01.json"]
    assert [day.etat for day in told.days] == list(told.states)[::-1]
    state = json.loads(told.states[f"{STATES}2024-02-01.json"])
    assert (state["id"], state["jour"]) == (ID, "2024-02-01")
    assert state["fiche"]["champ_d_avant"] == "Gardé."


def test_d_un_jour_seul_le_dernier_etat_compte(read: Loaded) -> None:
    contents = {name: _record(resume=f"Version {name}.") for name in "abc"}
    steps = [
        _step("2024-01-01", "a", sort="A"),
        _step("2024-01-02T09:00:00Z", "b"),
        _step("2024-01-02T18:00:00Z", "c"),
    ]
    told = _Told(read, steps, contents)
    assert [day.jour for day in told.days] == ["2024-01-02", "2024-01-01"]
    assert told.days[0].changements[0].apres == "Version c."
    assert told.asked == ["a", "c"]


def test_une_espace_corrigee_n_est_pas_un_changement(read: Loaded) -> None:
    contents = {
        "a": _record(resume="Pour qui ? Tous."),
        "b": _record(resume="Pour qui\u00a0? Tous."),
    }
    told = _Told(read, [_step("2024-01-01", "a", sort="A"), _step("2024-02-01", "b")], contents)
    assert [day.jour for day in told.days] == ["2024-01-01"]


def test_une_fiche_ajoutee_en_yaml_casse_est_publiee_quand_elle_se_lit(read: Loaded) -> None:
    contents = {"a": b"titre: [", "b": b"\xff\xfe", "c": b"- une liste", "d": _record()}
    steps = [_step(f"2024-01-0{n}", name) for n, name in enumerate("abcd", 1)]
    told = _Told(read, steps, contents)
    assert [(day.jour, day.premier) for day in told.days] == [("2024-01-04", True)]


@pytest.mark.parametrize(
    "private",
    [
        {"resume": "Écrire à jeanne.durand@exemple.fr pour en savoir plus."},
        {"resume": "Monsieur Paul Durand conduit le projet."},
        {"champ_d_avant": "Appeler Madame Jeanne Durand au 06 12 34 56 78."},
        {"champ_d_avant": [{"Madame Jeanne Durand": "oui"}]},
    ],
)
def test_ce_que_la_vie_privee_refuse_ne_revient_pas(read: Loaded, private: dict[str, Any]) -> None:
    contents = {"a": _record(), "b": _record(**private), "c": _record(resume="Après.")}
    steps = [_step(f"2024-01-0{n}", name) for n, name in enumerate("abc", 1)]
    told = _Told(read, steps, contents)
    newest, wrong, first = told.days
    assert (first.etat, newest.etat) == (f"{STATES}2024-01-01.json", f"{STATES}2024-01-03.json")
    assert (wrong.etat, wrong.tu, newest.tu) == ("", True, True)
    said = repr(told.days) + repr(told.states)
    assert "urand" not in said and "06 12" not in said


def test_une_alerte_que_la_fiche_a_encore_n_empeche_rien(read: Loaded) -> None:
    few = [{"valeur": 3, "unite": "menages", "source": "note"}]
    place = [{"commune": "Ajaccio", "departement": "2a"}]
    contents = {"a": _record(menages=few, territoires=place, resume="Avant."), "b": _record()}
    told = _Told(read, [_step("2024-01-01", "a", sort="A"), _step("2024-02-01", "b")], contents)
    # What the record of today does not count, its past does not either.
    assert [day.etat for day in told.days] == [f"{STATES}2024-02-01.json", ""]
    project = next(p for p in read.corpus.projects if p.id == ID)
    historian = Historian(context_of(read, DAY), read.schemas.spec)
    figure = replace(project.document, data=yaml.safe_load(contents["a"]))
    assert historian.may_be_told(figure, figure)
    assert not historian.may_be_told(figure, project.document)


def test_un_retrait_efface_ce_qui_precede_son_jour(read: Loaded) -> None:
    contents = {name: _record(resume=f"Version {name}.") for name in "abc"}
    steps = [_step(f"2024-01-0{n}", name) for n, name in enumerate("abc", 1)]
    cut = Withdrawal(fiche=ID, date="2024-01-02", motif="À la demande d’un organisme.")
    told = _Told(read, steps, contents, withdrawals=(cut,))
    assert list(told.states) == [f"{STATES}2024-01-02.json", f"{STATES}2024-01-03.json"]
    assert [(day.premier, day.tu) for day in told.days] == [(False, False), (False, True)]
    assert "Version a" not in repr(told.days)
    assert record_past(told.corpus, told.histories, ID).retrait == (
        "2 janvier 2024",
        "À la demande d’un organisme.",
    )


def test_un_fichier_supprime_puis_remis_recommence(read: Loaded) -> None:
    contents = {name: _record(resume=f"Version {name}.") for name in "ab"}
    steps = [
        _step("2024-01-01", "a", sort="A"),
        _step("2024-01-02", "", sort="D"),
        _step("2024-01-03", "b", sort="A"),
    ]
    told = _Told(read, steps, contents)
    assert [(day.jour, day.premier) for day in told.days] == [("2024-01-03", True)]
    assert list(told.states) == [f"{STATES}2024-01-03.json"]


def test_une_fiche_renommee_garde_son_passe_et_l_adresse_de_ses_etats(read: Loaded) -> None:
    contents = {name: _record(resume=f"Version {name}.") for name in "ab"}
    old = "projects/essai-autrefois.yml"
    steps = [
        _step("2024-01-01", "a", file=old, sort="A", old=""),
        _step("2024-01-02", "b", sort="R", old=old),
    ]
    told = _Told(read, steps, contents)
    assert list(told.states) == [
        "donnees/v1/projets/essai-autrefois/2024-01-01.json",
        f"{STATES}2024-01-02.json",
    ]
    assert [day.premier for day in told.days] == [False, True]


@pytest.mark.parametrize("name", ["projects/../x.yml", "projects/a b.yml", "ailleurs/x.yml"])
def test_un_ancien_nom_qui_n_est_pas_un_identifiant_n_a_pas_d_adresse(
    read: Loaded, name: str
) -> None:
    contents = {"a": _record(resume="Avant."), "b": _record()}
    steps = [
        _step("2024-01-01", "a", file=name, sort="A"),
        _step("2024-01-02", "b", sort="R", old=name),
    ]
    assert list(_Told(read, steps, contents).states) == [f"{STATES}2024-01-02.json"]


def test_une_fiche_fondue_dans_une_autre_garde_l_adresse_de_ses_etats(read: Loaded) -> None:
    contents = {"a": _record(resume="Fondue."), "b": _record()}
    gone = "projects/essai-ancien.yml"
    steps = [
        _step("2024-01-01", "a", file=gone, sort="A", old=""),
        _step("2024-01-01", "b", sort="A", old=""),
        _step("2024-01-02", "", file=gone, sort="D", old=gone),
    ]
    address = "donnees/v1/projets/essai-ancien/2024-01-01.json"
    move = Move(ancien="essai-ancien", nouveau=ID, date="2024-01-02", motif="La même action.")
    assert address in _Told(read, steps, contents, moves=(move,)).states
    cut = Withdrawal(fiche="essai-ancien", date="2024-01-02", motif="Retirée.")
    told = _Told(read, steps, contents, moves=(move,), withdrawals=(cut,))
    assert address not in told.states
    assert address not in _Told(read, steps, contents).states


def test_le_journal_a_les_fiches_les_deplacements_et_les_retraits(read: Loaded) -> None:
    move = Move(ancien="essai-ancien", nouveau=ID, date="2024-01-02", motif="La même action.")
    cut = Withdrawal(fiche="essai-parti", date="2024-01-03", motif="À la demande d’un organisme.")
    steps = [_step("2024-01-01", "a", sort="A")]
    told = _Told(read, steps, {"a": _record()}, moves=(move,), withdrawals=(cut,))
    found = [e for e in events(told.corpus, told.histories) if e.jour.startswith("2024")]
    assert [(e.genre, e.jour) for e in found] == [
        (WITHDRAWN, "2024-01-03"),
        (MOVED, "2024-01-02"),
        (NEW, "2024-01-01"),
    ]
    assert found[0].lien.libelle == "essai-parti"


def test_ce_qui_est_lu_deja_ne_l_est_pas_une_seconde_fois(read: Loaded) -> None:
    historian = Historian(context_of(read, DAY), read.schemas.spec)
    states = historian.read(
        [_step("2024-01-01", "a", sort="A")], lambda ids: pytest.fail(str(ids)) if ids else ()
    )
    assert json.loads(dict(states)[f"{STATES}2024-01-01.json"])["fiche"]["id"] == ID


@pytest.mark.parametrize(
    ("changed", "told", "left"),
    [(MOST_CHANGES, MOST_CHANGES, 0), (MOST_CHANGES + 1, MOST_CHANGES, 1)],
)
def test_un_jour_dit_ses_premiers_changements_et_combien_d_autres(
    read: Loaded, changed: int, told: int, left: int
) -> None:
    more = {f"champ_{rank:02}": "x" for rank in range(changed)}
    contents = {"a": _record(), "b": _record(**more)}
    said = _Told(read, [_step("2024-01-01", "a", sort="A"), _step("2024-02-01", "b")], contents)
    assert (len(said.days[0].changements), said.days[0].encore) == (told, left)


def test_un_jour_nomme_chaque_champ_de_la_fiche_une_fois(read: Loaded) -> None:
    sources = [{"id": "note", "document": "Note imaginaire, revue", "editeur": "Personne"}]
    contents = {"a": _record(), "b": _record(sources=sources, resume="Autre.", d_avant="x")}
    told = _Told(read, [_step("2024-01-01", "a", sort="A"), _step("2024-02-01", "b")], contents)
    assert len(told.days[0].changements) == 4
    assert told.days[0].champs == ("Résumé", "Sources", "Un champ qui n’existe plus")


def test_dans_un_groupe_un_jour_nomme_aussi_ce_qui_y_a_change(read: Loaded) -> None:
    held = read_yaml(MINIATURE / FILE)["financement"]
    cited = {**held, "statut": "citee", "d_avant": "x"}
    contents = {"a": _record(), "b": _record(financement=cited, duree={"mois": 4})}
    told = _Told(read, [_step("2024-01-01", "a", sort="A"), _step("2024-02-01", "b")], contents)
    link = "Financement (par rapport au programme, un champ qui n’existe plus)"
    assert told.days[0].champs == ("Durée de l’initiative", link)
