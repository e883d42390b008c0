"""`catalogue new`: six questions, and a file that validates at once."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.cli.new_command import write_new
from catalogue.contribute.interview import proposed_id
from catalogue.text.document import read_text
from support.command import Outcome, catalogue
from support.miniature import copy_records, loaded

TITLE = "Un bail d'essai : à Chartres"
Answer = Callable[..., Outcome]
ANSWERS = (
    TITLE,
    "1, ménages en impayé",
    "28, corze",
    "oui",
    "Chartres",
    "Bailleur d'essai",
    "porteur",
    "Une association inventée",
    "oui",
    "1",
    "1",
    "",
    "apparentee",
    "Bilan d'essai",
    "Éditeur d'essai",
    "pas une date",
    "13/09/2019",
    "",
    "",
    "",
)
RECORD = "bail-essai-chartres"
EXAMPLES = re.compile(r"^# [^\n]*\(si vous savez\)[\s\S]*?^(# \w+:[\s\S]*?)(?:\n\n|\Z)", re.M)
"""The examples of the fields left as comments."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a miniature repository to add to."""
    return copy_records(tmp_path)


@pytest.fixture
def answer(root: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Return what runs the command with lines of answers on its input."""

    def run(*lines: str, options: tuple[str, ...] = ()) -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return catalogue("--root", root, "new", *options)

    return run


def _files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_six_questions_donnent_une_fiche_valide_et_un_organisme_nouveau(
    root: Path, answer: Answer
) -> None:
    before = _files(root)
    done = answer(*ANSWERS)
    assert done.code == 0, done.out + done.err
    new = {f"projects/{RECORD}.yml", "reference/organisations/une-association-inventee.yml"}
    assert _files(root) - before == new
    assert ": 0 erreur" in done.out and "Écrivez une année, un mois ou un jour" in done.out
    data = next(p for p in loaded(root).corpus.projects if p.id == RECORD).document.data
    assert data["titre"] == "Un bail d’essai\u00a0: à Chartres"
    assert data["territoires"] == [
        {"commune": "Chartres", "departement": "28"},
        {"region": "cor"},
    ]
    assert data["financement"] == {"statut": "apparentee"}
    assert "outils" not in data, "ce que nul n’atteste ne se devine pas"
    assert [one["organisme"] for one in data["organismes"]] == [
        "bailleur-essai",
        "une-association-inventee",
    ]
    assert data["sources"][0]["date"] == "2019-09-13" and "url" not in data["sources"][0]
    assert catalogue("--root", root, "validate", "--fix").out.startswith("Rien à réparer.")


@pytest.mark.parametrize("said", range(len(ANSWERS) - 1))
def test_une_entree_qui_s_arrete_ne_laisse_rien(said: int, root: Path, answer: Answer) -> None:
    before = _files(root)
    done = answer(*ANSWERS[:said])
    assert done.code == 2 and "aucun fichier n’a été écrit" in done.err
    assert _files(root) == before


def test_un_nom_de_fichier_pris_est_refuse_puis_redemande(root: Path, answer: Answer) -> None:
    taken = (root / "projects" / "essai-minimal.yml").read_bytes()
    done = answer(*ANSWERS[:-1], "essai-minimal", "Majuscule", "autre-nom")
    assert done.code == 0
    assert "« essai-minimal.yml » existe déjà" in done.out and "minuscules" in done.out
    assert (root / "projects" / "essai-minimal.yml").read_bytes() == taken
    assert (root / "projects" / "autre-nom.yml").is_file()


def test_ce_qui_est_donne_en_option_n_est_pas_demande(root: Path, answer: Answer) -> None:
    options = ("--titre", TITLE, "--publics", "impayes", "--partenariats", "1", "--outils", "2")
    options += ("--territoires", "28,Corse", "--lien", "citee", "--id", "essai-options")
    done = answer(*(one for one in ANSWERS[5:-1] if one != "apparentee"), options=options)
    assert done.code == 0 and "Publics." not in done.out
    text = (root / "projects" / "essai-options.yml").read_text(encoding="utf-8")
    for written in ("outils:\n  - ", 'departement: "28"', "region: cor", "statut: citee"):
        assert written in text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--publics", "inconnus"), "« inconnus » n’est pas dans la liste « publics »"),
        (("--titre", "Non"), "Écrivez entre 5 et 120 caractères"),
    ],
)
def test_une_option_fautive_est_refusee(
    options: tuple[str, ...], words: str, root: Path, answer: Answer
) -> None:
    before = _files(root)
    done = answer(options=options)
    assert done.code == 2 and words in done.err
    assert _files(root) == before


def test_un_dossier_sans_reference_est_refuse(tmp_path: Path) -> None:
    (tmp_path / "projects").mkdir()
    done = catalogue("--root", tmp_path, "new")
    assert done.code == 2 and "n’a pas de dossier « reference »" in done.err


def test_chaque_exemple_decommente_a_la_forme_attendue(root: Path, answer: Answer) -> None:
    answer(*ANSWERS)
    text = (root / "projects" / f"{RECORD}.yml").read_text(encoding="utf-8")
    blocks = re.findall(
        r"^# [^\n]*\(si vous savez\)[\s\S]*?^(# \w+:[\s\S]*?)(?:\n\n|\Z)", text, re.M
    )
    for block in blocks:
        text = text.replace(block, re.sub("^# ", "", block, flags=re.M))
    document, issues = read_text(text, "essai.yml")
    assert document is not None and issues == []
    schemas = loaded(root).schemas
    assert set(document.data) == set(schemas.spec("project").properties)
    assert schemas.is_valid("project", document.data)


def test_rien_ne_reste_quand_un_des_fichiers_ne_peut_pas_etre_ecrit(tmp_path: Path) -> None:
    taken = tmp_path / "b.yml"
    taken.write_text("déjà là", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_new({tmp_path / "a.yml": "un", taken: "deux"})
    assert [path.name for path in tmp_path.iterdir()] == ["b.yml"]
    assert taken.read_text(encoding="utf-8") == "déjà là"


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Éviter l’expulsion à Reims", "eviter-expulsion-reims"),
        ("Œuvrer", "oeuvrer"),
        ("À la", ""),
        ("mot " * 40, "-".join(["mot"] * 15)),
    ],
)  # fmt: skip
def test_le_nom_propose_garde_les_mots_qui_disent_quelque_chose(title: str, id_: str) -> None:
    assert proposed_id(title) == id_


def test_on_revient_a_la_question_d_avant(root: Path, answer: Answer) -> None:
    title, publics, *rest = ANSWERS
    done = answer("Un titre à changer", "retour", title, "2", "Retour", publics, *rest)
    assert done.code == 0, done.out + done.err
    data = next(p for p in loaded(root).corpus.projects if p.id == RECORD).document.data
    assert data["titre"] == "Un bail d’essai\u00a0: à Chartres"
    assert len(data["publics"]) == 2


def test_au_milieu_d_une_question_on_la_reprend(root: Path, answer: Answer) -> None:
    first, rest = ANSWERS[:7], ANSWERS[7:]
    done = answer(*first, "Une association inventée", "oui", "retour", *first[5:7], *rest)
    assert done.code == 0, done.out + done.err
    new = _files(root)
    assert "reference/organisations/une-association-inventee.yml" in new
    data = next(p for p in loaded(root).corpus.projects if p.id == RECORD).document.data
    assert [one["organisme"] for one in data["organismes"]] == [
        "bailleur-essai",
        "une-association-inventee",
    ]


def test_revenir_avant_la_premiere_question_la_pose_encore(root: Path, answer: Answer) -> None:
    assert answer("retour", *ANSWERS).code == 0
