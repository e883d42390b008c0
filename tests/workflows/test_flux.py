"""The workflows: valid for their forge, with the least rights, nothing of a stranger in a shell."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from support.owners import owners_of
from support.places import ROOT
from workflows.forms import FORMS, forms, template_of
from workflows.workflow import GITHUB, GITLAB, read, steps

PROPOSAL, PUBLICATION = (
    ROOT / ".github/workflows" / f"{n}.yml" for n in ("proposition", "publication")
)
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
SCHEMAS = {
    "vendor.github-workflows": GITHUB,
    "custom.github-workflows-require-timeout": GITHUB,
    "vendor.github-issue-forms": [path for path in FORMS.glob("*.yml") if path.stem != "config"],
    "vendor.github-issue-config": [FORMS / "config.yml"],
    "vendor.gitlab-ci": [GITLAB],
}
"""Schema of check-jsonschema's own copies → the files that obey it."""


def _checked(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    transform = ["--data-transform", "gitlab-ci"] if "gitlab" in schema else []
    command = [*program, *transform, *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("schema", SCHEMAS)
def test_chaque_fichier_suit_le_schema_de_sa_forge(schema: str) -> None:
    done = _checked(schema, *SCHEMAS[schema])
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("schema", "path", "old", "new"),
    [
        ("vendor.github-workflows", PROPOSAL, "runs-on:", "run-on:"),
        ("vendor.gitlab-ci", GITLAB, "  script:\n    - make test", "  script: 3"),
    ],
)
def test_le_schema_refuse_un_fichier_fautif(
    schema: str, path: Path, old: str, new: str, tmp_path: Path
) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    wrong = tmp_path / path.name
    wrong.write_text(text.replace(old, new), encoding="utf-8")
    assert _checked(schema, wrong).returncode == 1


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_un_flux_ne_fait_que_lire_sauf_exception(path: Path) -> None:
    assert read(path)["permissions"] == {"contents": "read"}


def test_seule_la_publication_ecrit_et_rien_que_sur_le_site() -> None:
    rights = {
        (path.stem, job): data["permissions"]
        for path in GITHUB
        for job, data in read(path)["jobs"].items()
        if "permissions" in data
    }
    assert rights == {
        ("publication", "site"): {"contents": "read", "pages": "read"},
        ("publication", "publication"): {"pages": "write", "id-token": "write"},
    }


def test_ce_qui_publie_n_execute_rien_du_depot() -> None:
    uses = [
        s.data.get("uses", "").split("@")[0] for s in steps(PUBLICATION) if s.job == "publication"
    ]
    assert uses == ["actions/deploy-pages"]


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_aucun_secret_n_est_donne(path: Path) -> None:
    assert not re.search(r"secrets|github\.token|GITHUB_TOKEN", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_le_code_d_un_inconnu_ne_tourne_jamais_avec_des_droits(path: Path) -> None:
    assert not {"pull_request_target", "workflow_run", "issue_comment"} & set(read(path)[True])


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_rien_de_la_proposition_n_est_colle_dans_une_commande(path: Path) -> None:
    assert not [step.name for step in steps(path) if "${{" in step.run]


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_chaque_action_est_fixee_a_un_commit(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    uses = [line.strip() for line in lines if "uses:" in line]
    assert [line for line in uses if not PINNED.match(line)] == []


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_le_droit_de_lire_le_depot_n_est_pas_laisse_a_la_suite(path: Path) -> None:
    kept = [s for s in steps(path) if "checkout@" in s.data.get("uses", "")]
    assert {step.data["with"]["persist-credentials"] for step in kept} == {False}


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.stem)
def test_deux_passages_ne_se_genent_pas(path: Path) -> None:
    assert "group" in read(path)["concurrency"]


def test_une_publication_commencee_va_a_son_terme() -> None:
    assert read(PUBLICATION)["concurrency"]["cancel-in-progress"] is False


@pytest.mark.parametrize("stem", forms())
def test_le_modele_de_gitlab_pose_les_questions_du_formulaire_de_github(stem: str) -> None:
    template = ROOT / ".gitlab" / "issue_templates" / f"{stem}.md"
    assert template.read_text(encoding="utf-8") == template_of(forms()[stem]), (
        "run: python tests/workflows/forms.py"
    )


def test_le_modele_de_proposition_est_le_meme_sur_les_deux_forges() -> None:
    github = ROOT / ".github/PULL_REQUEST_TEMPLATE.md"
    gitlab = ROOT / ".gitlab/merge_request_templates/Default.md"
    assert github.read_text(encoding="utf-8") == gitlab.read_text(encoding="utf-8")


def test_qui_demande_un_retrait_est_prevenu_que_c_est_public() -> None:
    first = forms()["retrait-donnee-personnelle"]["body"][0]
    assert "cette page est publique" in first["attributes"]["value"]


PROSE = (
    "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "LICENSE-DONNEES.md", "README.md",
    "docs/", "projects/", "reference/",
)  # fmt: skip
"""What no program runs or obeys; of docs/ and reference/, what is executed has lines of its own."""


def test_tout_ce_qui_s_execute_ou_le_regle_est_relu_par_qui_lit_le_programme() -> None:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True)
    files = done.stdout.decode("utf-8").split("\0")[:-1]
    rest = [file for file in files if not file.startswith(PROSE)]
    code = {file for file in files if file.endswith((".py", ".js", ".html", ".css", ".lock"))}
    seals = [file for file in files if file.startswith("reference/seals/")]
    assert seals
    unread = {f for f in {*rest, *code, *seals} if "@TECHNIQUE" not in owners_of(f)}
    assert sorted(unread) == []


@pytest.mark.parametrize(
    ("path", "roles"),
    [
        ("docs/index.md", "@USH"),
        ("docs/theme/main.html", "@TECHNIQUE"),
        ("reference/seals/2019.json", "@USH @TECHNIQUE"),
        ("Makefile.autre", ""),
    ],
)
def test_la_derniere_ligne_qui_convient_nomme_les_relecteurs(path: str, roles: str) -> None:
    assert owners_of(path) == tuple(roles.split())


def test_l_image_de_gitlab_est_fixee_par_son_empreinte() -> None:
    images = re.findall(r"^ *image: *(\S+)$", GITLAB.read_text(encoding="utf-8"), re.MULTILINE)
    assert images
    assert [i for i in images if not re.fullmatch(r"[\w./-]+:[\w.-]+@sha256:[0-9a-f]{64}", i)] == []


def test_renovate_suit_tout_ce_qui_est_fixe() -> None:
    settings = json.loads((ROOT / "renovate.json").read_text(encoding="utf-8"))
    patterns = [
        pattern.strip("/")
        for manager in ("pip-compile", "pip_requirements")
        for pattern in settings[manager]["managerFilePatterns"]
    ]
    pinned = ["requirements.lock", "requirements-dev.lock", ".ci/uv.txt"]
    assert [p for p in pinned if not any(re.search(known, p) for known in patterns)] == []
    assert {"github-actions", "gitlabci"} <= set(settings["enabledManagers"])
    assert settings["automerge"] is False


def test_aucun_relecteur_n_est_invente() -> None:
    lines = (ROOT / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line and not line.startswith("#")]


def test_chaque_dossier_nomme_parmi_les_relecteurs_existe() -> None:
    text = (ROOT / "CODEOWNERS").read_text(encoding="utf-8")
    paths = re.findall(r"^# (/[^\s*]+)(?=\s)", text, re.MULTILINE)
    assert [path for path in paths if not (ROOT / path.strip("/")).exists()] == []


BUILDS = re.compile(r"catalogue build|make publishable")


def test_ce_qui_construit_le_site_a_tout_l_historique() -> None:
    building = {(path, s.job) for path in GITHUB for s in steps(path) if BUILDS.search(s.run)}
    whole = {
        (path, s.job)
        for path in GITHUB
        for s in steps(path)
        if s.data.get("with", {}).get("fetch-depth") == 0
    }
    assert building and building <= whole
    jobs = {name: data for name, data in read(GITLAB).items() if "script" in data}
    building_there = [d for d in jobs.values() if BUILDS.search("\n".join(d["script"]))]
    assert [d.get("variables", {}).get("GIT_DEPTH") for d in building_there] == ["0", "0"]
