"""An edition is sealed again in one way, which says why; git tells the others."""

from __future__ import annotations

import json
import re
import resource
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bilan.lies import at, lie
from catalogue.bilan.edition_json import json_text
from catalogue.bilan.seals import seal_issues
from catalogue.workspace import Workspace
from support.command import Outcome, catalogue
from support.history import commit_all, git

SEAL = "reference/seals/2020.json"
WHY = "Un chiffre mal recopié"


pytestmark = pytest.mark.usefixtures("few_forms")


@pytest.fixture(scope="module")
def committed_once(sealed_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sealed repository under git; to be copied."""
    copied = Path(shutil.copytree(sealed_once, tmp_path_factory.mktemp("rescelle") / "depot"))
    commit_all(copied)
    return copied


@pytest.fixture
def root(committed_once: Path, tmp_path: Path) -> Path:
    """Return a copy of the miniature repository under git, its edition of 2020 sealed."""
    return Path(shutil.copytree(committed_once, tmp_path / "depot"))


def _bilan(root: Path, *more: object) -> Outcome:
    return catalogue("--root", root, "bilan", "2020", *more)


def _corrected(root: Path, by: str = "91") -> None:
    path = root / "reference/figures.yml"
    text = path.read_text(encoding="utf-8")
    changed = re.sub("valeur: 9[0-9]", f"valeur: {by}", text)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


def _seal(root: Path) -> dict[str, Any]:
    return dict(json.loads((root / SEAL).read_text(encoding="utf-8")))


def _touched(root: Path) -> None:
    text = (root / SEAL).read_text(encoding="utf-8")
    (root / SEAL).write_text(lie(text, at("titre")("Un autre titre")), encoding="utf-8")


UNEXPLAINED = "n’est plus celui qui a été enregistré dans git"


def _said(root: Path) -> bool:
    """Tell whether a seal is said to have changed without a word, and nothing else."""
    found = [issue.message for issue in seal_issues(Workspace(root), [root / SEAL])]
    assert all(UNEXPLAINED in message for message in found), found
    return bool(found)


def _verified(root: Path) -> bool:
    """Tell the same from what the command says."""
    outcome = catalogue("--root", root, "validate", root / SEAL)
    said = UNEXPLAINED in outcome.out
    assert said == (outcome.code == 1)
    return said


def test_resceller_garde_le_motif_le_jour_et_ce_qui_est_remplace(root: Path) -> None:
    before = _seal(root)
    _corrected(root)
    assert _bilan(root, "--reseal", "--why", f"  {WHY} ").code == 0
    after = _seal(root)
    (entry,) = after["rescellements"]
    assert (entry["motif"], entry["remplace"]) == (WHY, before["empreinte"])
    assert len(entry["date"]) == 10
    assert after["empreinte"] != before["empreinte"]


def test_resceller_deux_fois_garde_les_deux_motifs_et_une_fois_de_trop_est_refusee(
    root: Path,
) -> None:
    for why, by in (("Le premier motif", "91"), ("Le second motif", "92")):
        _corrected(root, by)
        assert _bilan(root, "--reseal", "--why", why).code == 0
    before = (root / SEAL).read_bytes()
    outcome = _bilan(root, "--reseal", "--why", "Un troisième motif")
    assert (outcome.code, "rien à sceller à nouveau" in outcome.err) == (1, True)
    assert (root / SEAL).read_bytes() == before
    kept = [r["motif"] for r in _seal(root)["rescellements"]]
    assert kept == ["Le premier motif", "Le second motif"]


def test_un_scelle_de_la_premiere_version_se_lit_et_se_rescelle(root: Path) -> None:
    seal = _seal(root)
    seal["version"] = 1
    del seal["rescellements"]
    (root / SEAL).write_text(json_text(seal), encoding="utf-8")
    assert _bilan(root, "--replay", "--out", root / "ecrit").code == 0
    assert _bilan(root, "--reseal", "--why", WHY).code == 1, "l’édition dit la même chose"
    _corrected(root)
    assert _bilan(root, "--reseal", "--why", WHY).code == 0
    assert (_seal(root)["version"], len(_seal(root)["rescellements"])) == (2, 1)


def test_un_scelle_d_une_autre_version_de_l_edition_se_rescelle(root: Path) -> None:
    text = (root / SEAL).read_text(encoding="utf-8")
    (root / SEAL).write_text(lie(text, at("version")("0.9")), encoding="utf-8")
    assert _bilan(root, "--reseal", "--why", WHY).code == 0
    assert _bilan(root, "--replay", "--out", root / "ecrit").code == 0


def test_un_scelle_touche_ne_se_rescelle_pas(root: Path) -> None:
    text = (root / SEAL).read_text(encoding="utf-8")
    (root / SEAL).write_text(text.replace('"1 sur 4"', '"2 sur 4"'), encoding="utf-8")
    outcome = _bilan(root, "--reseal", "--why", WHY)
    assert (outcome.code, "a été modifié depuis" in outcome.err) == (1, True)


@pytest.mark.parametrize(
    "words",
    [
        ("--reseal",),
        ("--reseal", "--why", "  "),
        ("--reseal", "--why", "x"),
        ("--reseal", "--why", "1 - 2 ... 3"),
        ("--reseal", "--why", "Une faute"),
        ("--reseal", "--why", "un motif " * 44 + "de trop !"),
        ("--reseal", "--why", "un motif a\u202eb"),
        ("--why", WHY),
        ("--seal", "--why", WHY),
        ("--seal", "--reseal", "--why", WHY),
    ],
)
def test_resceller_demande_un_motif_et_lui_seul(root: Path, words: tuple[str, ...]) -> None:
    before = (root / SEAL).read_bytes()
    assert _bilan(root, *words).code == 2
    assert (root / SEAL).read_bytes() == before


def test_un_motif_de_quatre_cents_signes_est_garde(root: Path) -> None:
    _corrected(root)
    assert _bilan(root, "--reseal", "--why", "un motif " * 44 + "long").code == 0


def test_on_ne_rescelle_pas_ce_qui_n_est_pas_scelle(root: Path) -> None:
    outcome = catalogue("--root", root, "bilan", "2019", "--reseal", "--why", WHY)
    assert (outcome.code, "n’est pas scellé" in outcome.err) == (1, True)


def test_sceller_ce_qui_l_est_dit_ce_qui_changerait_et_comment_faire(root: Path) -> None:
    _corrected(root)
    outcome = _bilan(root, "--seal")
    assert outcome.code == 1
    told = outcome.err.partition("déjà scellé")[2].splitlines()
    assert told[1:3] == [
        "Chiffres publiés : 1\u00a0chiffre changé",
        "    Dossiers retenus : 90\u00a0dossiers → 91\u00a0dossiers (Rapport imaginaire, 2020)",
    ]
    assert told[-2:] == [
        "Le détail : catalogue bilan 2020 --compare 2020",
        'Pour sceller à nouveau : catalogue bilan 2020 --reseal --why "le motif"',
    ]


def test_des_mots_changes_sont_dits_par_partie(root: Path) -> None:
    path = root / "reference/reports/2020.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("se place là", "se met là"), encoding="utf-8")
    told = _bilan(root, "--seal").err
    assert "Des mots changent dans : «\u00a0Les appels à projets\u00a0»." in told
    assert "Le détail" not in told, "aucun nombre ne change"
    assert "Les appels à projets" in _bilan(root, "--compare", "2020", "--out", root / "e").out


def test_sceller_ce_qui_dirait_la_meme_chose_le_dit(root: Path) -> None:
    outcome = _bilan(root, "--seal")
    assert (outcome.code, "disent la même chose" in outcome.err) == (1, True)


def test_un_scelle_intact_ne_fait_rien_dire(root: Path) -> None:
    assert not _verified(root)


@pytest.mark.parametrize("committed", [False, True])
def test_un_scelle_change_sans_le_dire_est_vu_avant_et_apres_son_enregistrement(
    root: Path, committed: bool
) -> None:
    _touched(root)
    if committed:
        commit_all(root)
    assert _verified(root)


def test_un_scelle_supprime_puis_scelle_a_nouveau_est_vu(root: Path) -> None:
    (root / SEAL).unlink()
    commit_all(root)
    _corrected(root)
    _bilan(root, "--seal")
    commit_all(root)
    assert _said(root)


@pytest.mark.parametrize("committed", [False, True])
def test_un_scelle_qui_dit_pourquoi_il_a_change_ne_fait_rien_dire(
    root: Path, committed: bool
) -> None:
    _corrected(root)
    _bilan(root, "--reseal", "--why", WHY)
    if committed:
        commit_all(root)
    assert not _said(root)


def test_un_scelle_touche_apres_avoir_ete_rescelle_est_vu(root: Path) -> None:
    _corrected(root)
    _bilan(root, "--reseal", "--why", WHY)
    commit_all(root)
    _touched(root)
    assert _said(root)


def test_un_scelle_touche_puis_rescelle_est_encore_vu(root: Path) -> None:
    _touched(root)
    commit_all(root)
    _bilan(root, "--reseal", "--why", WHY)
    assert _said(root)


def test_un_scelle_touche_puis_remis_ne_fait_rien_dire(root: Path) -> None:
    before = (root / SEAL).read_bytes()
    _touched(root)
    commit_all(root)
    (root / SEAL).write_bytes(before)
    commit_all(root)
    assert not _said(root)


@pytest.mark.parametrize("kind", ["incomplete", "sans git", "jamais enregistré", "ailleurs"])
def test_sans_histoire_entiere_rien_n_est_dit(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    _touched(root)
    commit_all(root)
    if kind == "incomplete":
        git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", str(tmp_path / "clone"))
        root = tmp_path / "clone"
    elif kind == "sans git":
        monkeypatch.setenv("PATH", str(tmp_path))
    elif kind == "jamais enregistré":
        git(root, "update-ref", "-d", "HEAD")
    else:
        (root / ".git").rename(tmp_path / "ailleurs")
    assert not _said(root)


@contextmanager
def _files_up_to(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond a size: Python then has an error, and no signal."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("sealed", [False, True])
def test_un_disque_plein_ne_laisse_ni_un_debut_de_scelle_ni_un_autre(
    root: Path, sealed: bool
) -> None:
    before = (root / SEAL).read_bytes()
    words = ["--reseal", "--why", WHY] if sealed else ["--seal"]
    if sealed:
        _corrected(root)
    else:
        (root / SEAL).unlink()
    folder = {p.name for p in (root / SEAL).parent.iterdir()}
    with _files_up_to(len(before) // 2):
        outcome = _bilan(root, *words)
    told = outcome.err
    assert (outcome.code, "Traceback" in told) == (1, False)
    assert f"{SEAL} (le fichier serait trop gros)" in told
    assert {p.name for p in (root / SEAL).parent.iterdir()} == folder
    assert not sealed or (root / SEAL).read_bytes() == before


def test_un_nom_qui_n_est_pas_une_annee_est_refuse(root: Path) -> None:
    (root / "reference/seals/copie.json").write_text("{}", encoding="utf-8")
    outcome = catalogue("--root", root, "validate")
    assert (outcome.code, "se nomme par son année" in outcome.out) == (1, True)


def test_reparer_ne_touche_pas_a_un_scelle(root: Path) -> None:
    before = (root / SEAL).read_bytes()
    assert catalogue("--root", root, "validate", "--fix", root / SEAL).code == 0
    assert (root / SEAL).read_bytes() == before
