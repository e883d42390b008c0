"""The commands of the workflows, taken from them and run as the forge would."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
import yaml

from support.history import commit_all, git
from support.miniature import copy_without_editions
from support.places import ROOT
from workflows.workflow import GITHUB, GITLAB, command, read, script, steps

PROPOSAL = ROOT / ".github/workflows/proposition.yml"
CHECK, NOTE = "Contrôler les fiches", "Écrire la note de relecture"
LONG = ("make .venv/.ready", "make publishable", "make test")
"""What a workflow asks of the Makefile: `make test` cannot run itself."""
PREVIEW = ".venv/bin/catalogue build --keep-going --archive --drafts"
"""It exits with 1 where records are left aside, and has written the site of the others."""
UNPACK = ".venv/bin/python -m zipfile -e build/catalogue-hors-ligne.zip build/apercu"


@pytest.fixture(scope="module")
def proposal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what a forge checks out: a faulty proposal merged into its base, and the base."""
    root = copy_without_editions(tmp_path_factory.mktemp("flux") / "depot")
    commit_all(root)
    git(root, "checkout", "--quiet", "-b", "proposition")
    path = root / "projects/essai-minimal.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("titre:", "titrre:"), encoding="utf-8")
    commit_all(root)
    git(root, "checkout", "--quiet", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "Fusion", "proposition")
    copy = root.with_name("copie")
    git(root, "clone", "--quiet", "--depth=2", f"file://{root}", str(copy))
    (copy / ".venv").symlink_to(ROOT / ".venv")
    return copy


def _run(folder: Path, commands: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run commands as GitHub's runner does."""
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", commands]
    kept = {**os.environ, **environment}
    return subprocess.run(shell, cwd=folder, env=kept, capture_output=True, text=True, check=False)


def test_le_controle_annote_la_ligne_fautive(proposal: Path) -> None:
    done = _run(proposal, command(PROPOSAL, CHECK))
    assert (done.returncode, "::error file=projects/essai-minimal.yml,line=" in done.stdout) == (
        1,
        True,
    )


def test_la_note_va_au_resume_du_passage(proposal: Path, tmp_path: Path) -> None:
    summary = tmp_path / "resume.md"
    done = _run(proposal, command(PROPOSAL, NOTE), GITHUB_STEP_SUMMARY=str(summary))
    assert done.returncode == 0, done.stderr
    assert "champ inconnu « titrre »" in summary.read_text(encoding="utf-8")


def test_la_note_gardee_est_celle_que_le_flux_ecrit() -> None:
    (kept,) = (s for s in steps(PROPOSAL) if s.name == "Garder la note de relecture")
    assert kept.data["with"]["path"] in command(PROPOSAL, NOTE)


def test_gitlab_recoit_chaque_faute_a_sa_ligne(proposal: Path) -> None:
    done = _run(proposal, script("fiches").replace(LONG[0], ":"))
    report = read(GITLAB)["fiches"]["artifacts"]["reports"]["codequality"]
    found = json.loads((proposal / report).read_text(encoding="utf-8"))
    where = {(f["location"]["path"], f["location"]["lines"]["begin"] > 0) for f in found}
    assert (done.returncode, ("projects/essai-minimal.yml", True) in where) == (1, True)


def test_l_apercu_laisse_de_cote_la_fiche_fautive(proposal: Path) -> None:
    done = _run(proposal, PREVIEW)
    assert _run(proposal, UNPACK).returncode == 0
    made = proposal / "build/apercu/projets"
    assert (done.returncode, sorted(p.name for p in made.iterdir())) == (
        1,
        ["essai-ancien", "essai-complet", "essai-corse", "essai-hostile", "essai-outre-mer"],
    )


def test_l_apercu_garde_s_ouvre_depuis_un_dossier() -> None:
    (kept,) = (s for s in steps(PROPOSAL) if s.name.startswith("Garder le site"))
    gitlab = read(GITLAB)["apercu"]
    assert kept.data["with"]["path"] == UNPACK.rsplit(maxsplit=1)[1]
    assert gitlab["artifacts"]["paths"] == ["build/apercu/"]
    assert gitlab["after_script"] == [UNPACK]


@pytest.mark.parametrize("file", [".pre-commit-hooks.yaml", ".pre-commit-config.yaml"])
def test_chaque_crochet_refuse_une_fiche_fautive(proposal: Path, file: str) -> None:
    hooks = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
    if "repos" in hooks:
        (hooks,) = (repository["hooks"] for repository in hooks["repos"])
    for hook in hooks:
        # The program of .ci/ goes to where its environment is: here.
        program = hook["entry"].replace(".ci/catalogue", f"{ROOT}/.ci/catalogue")
        done = _run(proposal, program)
        assert (done.returncode, "titrre" in done.stdout) == (1, True)


def test_gitlab_garde_la_note_qu_il_ecrit(proposal: Path) -> None:
    base = git(proposal, "rev-parse", "HEAD^1").strip()
    commands = script("note").replace(LONG[0], ":")
    done = _run(proposal, commands, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    (kept,) = read(GITLAB)["note"]["artifacts"]["paths"]
    assert (done.returncode, (proposal / kept).exists()) == (0, True)


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_les_autres_commandes_de_github_sont_celles_du_makefile(path: Path) -> None:
    others = {s.run for s in steps(path) if s.run and s.name not in (CHECK, NOTE)}
    assert others <= {*LONG, PREVIEW, UNPACK}


@pytest.mark.parametrize(
    ("job", "wanted"),
    [
        ("tests", "make test"),
        ("apercu", f"{LONG[0]}\n{PREVIEW}"),
        ("pages", "make publishable\nmv build/site public"),
    ],
)
def test_les_autres_commandes_de_gitlab_sont_celles_du_makefile(job: str, wanted: str) -> None:
    assert script(job) == wanted


@pytest.mark.parametrize("path", [*GITHUB, GITLAB], ids=lambda path: path.name)
def test_ce_qui_publie_refuse_un_site_sans_contact_et_rien_d_autre_ne_publie(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    publishes = "upload-pages-artifact" in text or "pages: true" in text
    assert ("make publishable" in text) == publishes
    assert "make site" not in text


@pytest.mark.parametrize("wanted", LONG)
def test_chaque_commande_longue_existe(wanted: str) -> None:
    done = subprocess.run(
        [*wanted.split(), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
