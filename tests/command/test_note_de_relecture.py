"""`catalogue brief`: what a reviewer reads of a proposed change."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from catalogue.rules import privacy
from support.command import Outcome, catalogue
from support.history import commit_all, git
from support.miniature import copy_records, read_yaml, write_yaml

COMPLETE = "projects/essai-complet.yml"
NEW = "projects/essai-nouveau.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a miniature repository with one commit."""
    root = copy_records(tmp_path / "depot")
    commit_all(root)
    return root


def _brief(root: Path, base: str = "HEAD") -> Outcome:
    return catalogue("--root", root, "brief", "--base", base)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _new_record(root: Path, **changes: object) -> Path:
    record = read_yaml(root / "projects/essai-minimal.yml")
    record.pop("id", None)
    write_yaml(root / NEW, {**record, **changes})
    return root / NEW


def test_sans_changement_la_note_le_dit(root: Path) -> None:
    assert "rien ne change dans ce dossier" in _brief(root).out


def test_une_valeur_changee_est_dite_avant_et_apres(root: Path) -> None:
    _replace(root / COMPLETE, "valeur: 1250", "valeur: 1300")
    said = "- **Ménages, nombre** : « 1 250 » devient « 1 300 »"
    assert said in _brief(root).out.replace("\u00a0", " ")


def test_une_fiche_nouvelle_qui_n_est_pas_encore_suivie_est_relue(root: Path) -> None:
    _new_record(root)
    assert f"Fichier {NEW} : nouvelle fiche." in _brief(root).out


def test_une_fiche_nouvelle_est_mise_a_cote_de_ses_proches(root: Path) -> None:
    shutil.copy(root / COMPLETE, root / NEW)
    _replace(root / NEW, "id: essai-complet", "id: essai-nouveau")
    note = _brief(root).out
    assert f"({COMPLETE}). Même" in note


def test_le_remplissage_est_compte_avant_et_apres(root: Path) -> None:
    record = read_yaml(root / "projects/essai-minimal.yml")
    write_yaml(root / "projects/essai-minimal.yml", {**record, "besoin": {"texte": "Un besoin."}})
    assert "| Le besoin de départ | 0 sur 1 | 1 sur 1 |" in _brief(root).out


def test_ce_que_la_fiche_documente_est_compare(root: Path) -> None:
    record = read_yaml(root / "projects/essai-minimal.yml")
    write_yaml(
        root / "projects/essai-minimal.yml", {**record, "resultats": [{"libelle": "Des baux"}]}
    )
    assert "| Les résultats | non renseigné | mentionné |" in _brief(root).out


def test_une_alerte_de_vie_privee_vient_avant_tout(root: Path) -> None:
    _new_record(root, resume="Appelez le 06 12 34 56 78 pour en savoir plus.")
    note = _brief(root).out
    assert note.index("## Vie privée") < note.index("## Les fichiers touchés")


def test_une_fiche_supprimee_sans_redirection_est_signalee(root: Path) -> None:
    (root / "projects/essai-corse.yml").unlink()
    assert "L’ancienne adresse /projets/essai-corse/ ne mène plus à rien" in _brief(root).out


def test_une_fiche_renommee_est_comparee_a_l_ancienne(root: Path) -> None:
    git(root, "mv", "projects/essai-corse.yml", NEW)
    assert "fiche renommée, auparavant projects/essai-corse.yml." in _brief(root).out


def test_une_fiche_sortie_du_dossier_est_dite_supprimee(root: Path) -> None:
    (root / "docs").mkdir()
    git(root, "mv", "projects/essai-corse.yml", "docs/essai-corse.yml")
    assert "| projects/essai-corse.yml | fiche supprimée |" in _brief(root).out


def test_une_erreur_causee_ailleurs_est_dite(root: Path) -> None:
    (root / "reference/organisations/autre-bailleur.yml").unlink()
    note = _brief(root).out
    assert "## Erreurs dans des fichiers que la proposition ne touche pas" in note


def test_une_fiche_illisible_n_empeche_pas_la_note(root: Path) -> None:
    (root / COMPLETE).write_text("titre: [", encoding="utf-8")
    outcome = _brief(root)
    assert (outcome.code, "(yaml-syntaxe)" in outcome.out) == (0, True)


def test_une_version_de_depart_illisible_est_dite(root: Path) -> None:
    good = (root / COMPLETE).read_text(encoding="utf-8")
    (root / COMPLETE).write_text("titre: [", encoding="utf-8")
    commit_all(root)
    (root / COMPLETE).write_text(good, encoding="utf-8")
    assert "La version de départ ne se lit pas" in _brief(root).out


def test_une_base_sans_dossier_de_fiches_rend_tout_nouveau(root: Path) -> None:
    git(root, "checkout", "--quiet", "--orphan", "vide")
    git(root, "rm", "-r", "--quiet", "--cached", ".")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "Vide")
    assert f"| {COMPLETE} | nouvelle fiche |" in _brief(root).out


def test_le_programme_change_demande_une_autre_relecture(root: Path) -> None:
    (root / "docs/theme").mkdir(parents=True)
    (root / "docs/theme/main.html").write_text("{{ config }}", encoding="utf-8")
    assert "- [ ] Le programme est relu ligne à ligne" in _brief(root).out


@pytest.mark.parametrize("name", ["essai-nouveau.yml", "project/essai.yml", "projects/essai.txt"])
def test_une_fiche_que_rien_ne_lit_n_est_pas_du_programme(root: Path, name: str) -> None:
    (root / name).parent.mkdir(exist_ok=True)
    _new_record(root).rename(root / name)
    said = _brief(root).out
    assert "## Fichiers que rien ne lit à cette place" in said
    assert f"| {name} | ajouté (rien ne le lit à cette place) |  | 1 |" in said
    assert "programme" not in said
    assert "- [ ] Les erreurs du contrôle sont corrigées." in said


def test_ce_que_la_base_a_recu_entre_temps_n_est_pas_compte(root: Path) -> None:
    git(root, "checkout", "--quiet", "-b", "proposition")
    _replace(root / COMPLETE, "valeur: 1250", "valeur: 1300")
    commit_all(root)
    git(root, "checkout", "--quiet", "main")
    (root / "projects/essai-corse.yml").unlink()
    commit_all(root)
    git(root, "checkout", "--quiet", "proposition")
    assert "essai-corse" not in _brief(root, "main").out


def test_une_copie_incomplete_est_expliquee(root: Path, tmp_path: Path) -> None:
    _replace(root / COMPLETE, "valeur: 1250", "valeur: 1300")
    commit_all(root)
    shallow = tmp_path / "copie"
    git(root, "clone", "--quiet", "--depth=1", f"file://{root}", str(shallow))
    outcome = _brief(shallow, "HEAD^1")
    assert (outcome.code, "qui est incomplète" in outcome.err) == (2, True)


def test_une_version_inconnue_est_expliquee(root: Path) -> None:
    outcome = _brief(root, "--output=ailleurs")
    assert (outcome.code, "n’existe pas ici" in outcome.err) == (2, True)


def test_un_dossier_sans_git_est_explique(tmp_path: Path) -> None:
    outcome = _brief(copy_records(tmp_path / "depot"))
    assert (outcome.code, "n’est pas suivi par git" in outcome.err) == (2, True)


def test_la_note_s_ecrit_dans_un_fichier(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "rapports" / "note.md"
    catalogue("--root", root, "brief", "--base", "HEAD", "--out", out)
    assert out.read_text(encoding="utf-8").startswith("# Note de relecture\n")


def test_un_texte_hostile_reste_du_texte(root: Path) -> None:
    _new_record(root, titre="<b>@equipe</b>\t[clic](javascript:alert(1)) ##[add-mask]x")
    note = _brief(root).out
    assert not [sign for sign in ("<b>", "@equipe", "[clic]", "##[") if sign in note]


def test_aucune_ligne_de_la_note_n_est_une_commande(root: Path) -> None:
    _new_record(root, titre="::set-output name=a::b", resume="/approve\n\n/close\n\n::add-mask::x")
    starts = ("::", "/", "##[")
    assert not [line for line in _brief(root).out.splitlines() if line.lstrip().startswith(starts)]


def test_chaque_regle_de_vie_privee_vient_avant_tout() -> None:
    source = Path(privacy.__file__).read_text(encoding="utf-8")
    declared = set(re.findall(r'^(?:@|data_)rule\(\s*"([a-z-]+)"', source, re.MULTILINE))
    assert {"donnee-personnelle", "personne-nommee", "petit-groupe"} <= declared
    assert declared == privacy.GUARDS
