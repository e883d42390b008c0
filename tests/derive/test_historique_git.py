"""The past of a folder as git tells it, from small repositories."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.build.open_data import past_of
from catalogue.data.history import FOLDERS
from catalogue.text.revision import RevisionError, contents_of, steps_of
from support.history import commit_all, git
from support.miniature import copy_records, loaded

CORSE = "projects/essai-corse.yml"
STATES = "donnees/v1/projets/"


def _edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a miniature repository with one commit."""
    root = copy_records(tmp_path / "depot")
    commit_all(root, when="2024-05-01T12:00:00Z")
    return root


def test_une_fiche_a_la_date_et_l_etat_de_chaque_commit(root: Path) -> None:
    _edit(root / CORSE, "avec une lettre", "avec une lettre et un chiffre")
    commit_all(root, when="2024-06-02T12:00:00Z")
    histories, states = past_of(loaded(root))
    assert [day.jour for day in histories.fiches["essai-corse"]] == ["2024-06-02", "2024-05-01"]
    named = [name for name, _ in states if "/essai-corse/" in name]
    assert named == [f"{STATES}essai-corse/{day}.json" for day in ("2024-05-01", "2024-06-02")]
    assert (histories.lacking, set(histories.appels)) == ("", {"appel-2014", "appel-2016"})


def test_deux_lectures_d_un_commit_disent_la_meme_chose(root: Path) -> None:
    assert past_of(loaded(root)) == past_of(loaded(root))


def test_ce_qui_n_est_pas_enregistre_n_est_pas_de_l_historique(root: Path) -> None:
    before = past_of(loaded(root))
    _edit(root / CORSE, "avec une lettre", "avec une lettre et un chiffre")
    assert past_of(loaded(root)) == before


def test_des_noms_et_des_dates_hostiles_ne_changent_rien_aux_autres(root: Path) -> None:
    for rank, name in enumerate(["a\nb", "é « ' \" $(x) ;", "-x", "\x01:000 A", "%s\t"]):
        (root / "projects" / f"{name}.yml").write_text(f"titre: {rank}\n", encoding="utf-8")
    commit_all(root, when="@0 +0000")
    commit_all_empty = ("commit", "--quiet", "--allow-empty", "--message", "Vide")
    git(root, *commit_all_empty, when="@4102444800 +1400")
    for path in (root / "projects").iterdir():
        if not path.name.startswith("essai-"):
            path.unlink()
    commit_all(root, when="2024-05-03T12:00:00Z")
    histories, states = past_of(loaded(root))
    assert set(histories.fiches) == {p.stem for p in (root / "projects").iterdir()}
    assert all(name.startswith(f"{STATES}essai-") for name, _ in states)


def test_une_date_d_apres_le_dernier_commit_est_ramenee_a_la_sienne(root: Path) -> None:
    _edit(root / CORSE, "avec une lettre", "avec une lettre et un chiffre")
    commit_all(root, when="@4102444800 +0000")
    _edit(root / CORSE, "un chiffre", "deux chiffres")
    commit_all(root, when="2024-05-03T12:00:00Z")
    days = [day.jour for day in past_of(loaded(root))[0].fiches["essai-corse"]]
    assert days == ["2024-05-03", "2024-05-01"]


def test_une_fiche_renommee_se_suit_et_deux_fiches_qui_se_ressemblent_non(root: Path) -> None:
    (root / CORSE).rename(root / "projects/essai-de-corse.yml")
    _edit(root / "projects/essai-de-corse.yml", "id: essai-corse", "id: essai-de-corse")
    old, new = root / "projects/essai-minimal.yml", root / "projects/essai-second.yml"
    text = old.read_text(encoding="utf-8").replace("Le strict minimum", "Un second essai")
    new.write_text(f"{text}# {'Tout autre chose. ' * 10}\n", encoding="utf-8")
    old.unlink()
    commit_all(root, when="2024-05-02T12:00:00Z")
    # More alike than git asks by itself, for records resemble one another.
    told = git(root, "show", "--name-status", "--find-renames=50%", "--format=", "HEAD")
    assert told.count("\nR") + told.startswith("R") == 2
    steps = [step for step in steps_of(root, FOLDERS) if step.jour == "2024-05-02"]
    assert {(s.sort, s.ancien, s.fichier) for s in steps} == {
        ("R", CORSE, "projects/essai-de-corse.yml"),
        ("D", "projects/essai-minimal.yml", "projects/essai-minimal.yml"),
        ("A", "", "projects/essai-second.yml"),
    }


def test_ce_qui_fut_corrige_avant_d_etre_publie_ne_l_est_jamais(root: Path) -> None:
    git(root, "switch", "--quiet", "--create", "proposition")
    _edit(root / CORSE, "avec une lettre", "avec une lettre (écrit par Jeanne Durand)")
    commit_all(root, when="2024-06-01T12:00:00Z")
    _edit(root / CORSE, " (écrit par Jeanne Durand)", " et un chiffre")
    commit_all(root, when="2024-06-02T12:00:00Z")
    git(root, "switch", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "proposition", when="2024-06-03T12:00:00Z")
    days = past_of(loaded(root))[0].fiches["essai-corse"]
    assert [day.jour for day in days] == ["2024-06-03", "2024-05-01"]


def test_une_copie_incomplete_n_a_pas_d_historique(root: Path, tmp_path: Path) -> None:
    _edit(root / CORSE, "avec une lettre", "avec une lettre et un chiffre")
    commit_all(root)
    copy = tmp_path / "copie"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", str(copy))
    histories, states = past_of(loaded(copy))
    assert ("incomplète" in histories.lacking, histories.fiches["essai-corse"], states) == (
        True,
        (),
        [],
    )


def test_un_dossier_sans_depot_ou_au_dedans_d_un_autre_n_a_pas_d_historique(
    root: Path, tmp_path: Path
) -> None:
    alone = copy_records(tmp_path / "ailleurs")
    assert "n’est pas suivi par git" in past_of(loaded(alone))[0].lacking
    inside = copy_records(root / "dedans")
    commit_all(root)
    assert "à l’intérieur d’un dépôt" in past_of(loaded(inside))[0].lacking


def test_un_depot_sans_commit_le_dit(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    with pytest.raises(RevisionError, match="ne donne pas l’historique"):
        steps_of(tmp_path, FOLDERS)


def test_les_contenus_viennent_avec_leur_nom_et_les_trop_gros_manquent(root: Path) -> None:
    (root / "projects/gros.yml").write_bytes(b"#" * 2_000_000)
    (root / "projects/petit.yml").write_bytes(b"fin sans saut de ligne")
    (root / "projects/vide.yml").write_bytes(b"")
    commit_all(root)
    names = ["projects/gros.yml", "projects/petit.yml", "projects/vide.yml"]
    ids = [git(root, "rev-parse", f"HEAD:{name}").strip() for name in names]
    found = dict(contents_of(root, [*ids, "0" * 40]))
    assert found == {ids[1]: b"fin sans saut de ligne", ids[2]: b""}
