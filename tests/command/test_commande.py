"""The command line: exit codes, French sentences, and never a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.cli import terminal
from catalogue.cli.main import COMMANDS
from support.command import catalogue
from support.miniature import copy_records
from support.places import DAY, INVALID, MINIATURE

RECORD = MINIATURE / "projects" / "essai-corse.yml"
BAD = INVALID / "reference-inconnue.yml"


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "today", lambda: DAY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the miniature repository's records."""
    return copy_records(tmp_path / "depot")


def test_valider_un_corpus_qui_n_a_que_des_avertissements_finit_par_0() -> None:
    assert catalogue("--root", MINIATURE, "validate").code == 0


def test_valider_un_corpus_en_faute_finit_par_1(root: Path) -> None:
    (root / "projects/faute.yml").write_bytes(BAD.read_bytes())
    assert catalogue("--root", root, "validate").code == 1


HEAVY = ("mkdocs", "jinja2", "jsonschema", "nh3", "catalogue.site.site_view")


def test_la_ligne_de_commande_ne_charge_pas_ce_que_verifier_n_emploie_pas() -> None:
    look = f"import catalogue.cli, sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


WRONG_USES = {
    "option inconnue": (["--racine", "."], "Option inconnue : --racine"),
    "commande inconnue": (["valider"], "Commande inconnue. Commandes : bilan"),
    "commande absente": ([], "Commande incomplète"),
    "format inconnu": (
        ["validate", "--format", "xml"],
        "Valeur refusée pour --format (choix : text",
    ),
    "fichier absent": (["validate", "absent.yml"], "fichier introuvable : absent.yml"),
    "version de départ absente": (["brief"], "Il manque --base"),
    "année absente": (["bilan"], "Il manque ANNÉE"),
    "option sans sa valeur": (["build", "--out"], "--out attend une valeur"),
    "valeur de trop": (["build", "--keep-going=3"], "--keep-going n’attend pas de valeur"),
    "dossier qui est un fichier": (
        ["export", "--out", str(RECORD)],
        f"Valeur refusée pour --out : {RECORD} est un fichier, pas un dossier",
    ),
    "dossier du site qui est un fichier": (
        ["build", "--out", str(RECORD)],
        f"Valeur refusée pour --out : {RECORD} est un fichier, pas un dossier",
    ),
    "dossier placé dans un fichier": (
        ["build", "--out", str(RECORD / "site" / "ici")],
        f"Valeur refusée pour --out : {RECORD} est un fichier, pas un dossier",
    ),
    "fichier placé dans un fichier": (
        ["brief", "--base", "HEAD", "--out", str(RECORD / "note.md")],
        f"Valeur refusée pour --out : {RECORD} est un fichier, pas un dossier",
    ),
    "note qui est un dossier": (
        ["brief", "--base", "HEAD", "--out", str(MINIATURE)],
        f"Valeur refusée pour --out : {MINIATURE} est un dossier, pas un fichier",
    ),
    "exports parmi les fiches": (
        ["export", "--out", str(RECORD.parent)],
        f"{RECORD.parent} est dans {RECORD.parent}, que le catalogue lit : écrivez ailleurs",
    ),
    "site dans un dossier lu": (
        ["build", "--out", str(RECORD.parent / "site")],
        f"est dans {RECORD.parent}, que le catalogue lit",
    ),
    "bilan dans un dossier lu": (
        ["bilan", "2019", "--out", str(MINIATURE / "reference" / "bilan")],
        f"est dans {MINIATURE / 'reference'}, que le catalogue lit",
    ),
    "note à la place d’une fiche": (
        ["brief", "--base", "HEAD", "--out", str(RECORD)],
        f"{RECORD} est dans {RECORD.parent}, que le catalogue lit",
    ),
    "dossier au nom vide": (["export", "--out", ""], "Valeur refusée pour --out : le nom est vide"),
    "dossier au nom trop long": (["export", "--out", "a" * 300], "aa : le nom est trop long"),
    "mot de trop": (["build", "site"], "Il y a un mot de trop : catalogue"),
    "nom de fiche refusé avant les questions": (
        ["new", "--id", "../x"],
        "Un nom de fichier s’écrit en minuscules",
    ),
    "fichier au nom trop long": (["validate", f"{'a' * 300}.yml"], "fichier introuvable : aaa"),
    "fichier au nom vide": (["validate", ""], "Valeur refusée pour [FICHIER…] : le nom est vide"),
    "année qui n’en est pas une": (["bilan", "../x"], "« ../x » n’est pas une année"),
    "autre année qui n’en est pas une": (
        ["bilan", "2021", "--compare", "hier"],
        "« hier » n’est pas une année",
    ),
    "port qui n’est pas un nombre": (["serve", "--port", "abc"], "Valeur refusée pour --port"),
}


@pytest.mark.parametrize("case", WRONG_USES)
def test_un_mauvais_usage_finit_par_2(case: str) -> None:
    assert catalogue("--root", MINIATURE, *WRONG_USES[case][0]).code == 2


@pytest.mark.parametrize("case", WRONG_USES)
def test_un_mauvais_usage_est_dit_en_francais(case: str) -> None:
    arguments, expected = WRONG_USES[case]
    assert expected in catalogue("--root", MINIATURE, *arguments).err


def test_un_dossier_absent_finit_par_2(tmp_path: Path) -> None:
    assert catalogue("--root", tmp_path / "absent", "validate").code == 2


def test_un_dossier_sans_fiches_finit_par_2(tmp_path: Path) -> None:
    outcome = catalogue("--root", tmp_path, "validate")
    assert (outcome.code, "n’a pas de dossier « projects »" in outcome.err) == (2, True)


def test_un_dossier_de_fiches_vide_est_valide(tmp_path: Path) -> None:
    (tmp_path / "projects").mkdir()
    assert catalogue("--root", tmp_path, "validate").code == 0


def test_un_fichier_donne_pour_dossier_finit_par_2() -> None:
    assert catalogue("--root", BAD, "validate").code == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_chaque_commande_explique_ce_qu_elle_fait_en_francais(command: str) -> None:
    outcome = catalogue("--root", MINIATURE, command, "--help")
    assert (outcome.code, "Affiche cette aide." in outcome.out) == (0, True)
    assert not re.search(r"Commands|Usage:|Options:|OPTIONS|required|default", outcome.out)


def test_un_dossier_donne_pour_fiche_est_refuse_sans_trace() -> None:
    outcome = catalogue("--root", MINIATURE, "validate", MINIATURE / "docs")
    assert (outcome.code, "[fichier-illisible]" in outcome.out) == (1, True)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256)), b"\0"])
def test_un_fichier_binaire_est_refuse_sans_trace(content: bytes, root: Path) -> None:
    (root / "projects/image.yml").write_bytes(content)
    outcome = catalogue("--root", root, "validate", root / "projects/image.yml")
    assert (outcome.code, "projects/image.yml:1:" in outcome.out) == (1, True)


def test_une_fiche_d_un_autre_dossier_est_verifiee_sous_le_nom_donne(tmp_path: Path) -> None:
    path = tmp_path / "ailleurs.yml"
    path.write_bytes(BAD.read_bytes())
    outcome = catalogue("--root", MINIATURE, "validate", path)
    assert f"{path}:4:10: erreur" in outcome.out


def test_une_fiche_d_un_autre_dossier_prend_la_place_de_celle_qui_a_son_nom(tmp_path: Path) -> None:
    path = tmp_path / "essai-minimal.yml"
    path.write_bytes((MINIATURE / "projects/essai-minimal.yml").read_bytes())
    assert catalogue("--root", MINIATURE, "validate", path).code == 0


def test_seules_les_fautes_des_fichiers_donnes_sont_dites(root: Path) -> None:
    (root / "projects/faute.yml").write_bytes(BAD.read_bytes())
    outcome = catalogue("--root", root, "validate", root / "projects/essai-corse.yml")
    assert (outcome.code, outcome.out) == (0, "1 fichier vérifié : tout est valide.\n")


def test_un_lien_rompu_est_une_faute_sans_trace(root: Path) -> None:
    (root / "projects/lien.yml").symlink_to(root / "absent.yml")
    outcome = catalogue("--root", root, "validate")
    assert (outcome.code, "projects/lien.yml:1:1: erreur" in outcome.out) == (1, True)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_un_dossier_illisible_est_une_faute_sans_trace(root: Path) -> None:
    (root / "projects").chmod(0)
    outcome = catalogue("--root", root, "validate")
    (root / "projects").chmod(0o755)
    assert (outcome.code, "[fichier-illisible]" in outcome.out) == (1, True)


def test_un_fichier_a_la_place_d_un_dossier_de_reference_est_une_faute(root: Path) -> None:
    for path in (root / "reference/calls").iterdir():
        path.unlink()
    (root / "reference/calls").rmdir()
    (root / "reference/calls").write_text("x", encoding="utf-8")
    outcome = catalogue("--root", root, "validate")
    assert (outcome.code, "reference/calls:1:1: erreur" in outcome.out) == (1, True)


def test_le_format_json_est_du_json(root: Path) -> None:
    (root / "projects/faute.yml").write_bytes(BAD.read_bytes())
    outcome = catalogue("--root", root, "validate", root / "projects/faute.yml", "--format", "json")
    (issue,) = json.loads(outcome.out)["issues"]
    assert (issue["rule"], issue["line"], issue["column"]) == ("reference-inconnue", 4, 10)


def test_le_format_github_annote_la_ligne(root: Path) -> None:
    (root / "projects/faute.yml").write_bytes(BAD.read_bytes())
    outcome = catalogue("--root", root, "validate", "--format", "github")
    assert "::error file=projects/faute.yml,line=4,col=10,title=reference-inconnue::" in outcome.out


def test_le_format_gitlab_distingue_deux_fautes_pareilles(root: Path) -> None:
    text = BAD.read_text(encoding="utf-8").replace("titre:", "titrre: x\ntitre:")
    for name in ("faute", "faute-bis"):
        (root / f"projects/{name}.yml").write_text(text, encoding="utf-8")
    outcome = catalogue("--root", root, "validate", "--format", "gitlab")
    marks = [entry["fingerprint"] for entry in json.loads(outcome.out)]
    assert len(set(marks)) == len(marks) > 2


def test_l_export_ecrit_les_tables(tmp_path: Path) -> None:
    catalogue("--root", MINIATURE, "export", "--out", tmp_path)
    assert {p.name for p in tmp_path.iterdir()} == {"fiches.csv", "fiches.json"}


def test_l_export_nomme_ce_qu_il_ecrit(tmp_path: Path) -> None:
    outcome = catalogue("--root", MINIATURE, "export", "--out", tmp_path)
    assert set(outcome.out.splitlines()) == {str(path) for path in tmp_path.iterdir()}


def test_une_racine_relative_se_construit_comme_une_autre(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(MINIATURE.parent)
    outcome = catalogue("--root", MINIATURE.name, "build", "--out", tmp_path / "site")
    assert (outcome.code, (tmp_path / "site/index.html").exists()) == (0, True)


def test_l_export_d_un_corpus_en_faute_n_ecrit_rien(root: Path, tmp_path: Path) -> None:
    (root / "projects/faute.yml").write_bytes(BAD.read_bytes())
    catalogue("--root", root, "export", "--out", tmp_path / "exports")
    assert not (tmp_path / "exports").exists()


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "catalogue", "--root", str(MINIATURE), *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_un_terminal_sans_accents_ne_fait_pas_echouer_la_commande() -> None:
    done = _run("validate", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("closed", "arguments", "code"),
    [(">&-", "validate", 0), ("2>&-", "validate --format=json", 0), ("<&-", "new", 2)],
)
def test_un_flux_ferme_ne_montre_pas_de_trace(closed: str, arguments: str, code: int) -> None:
    command = f"{sys.executable} -m catalogue --root {MINIATURE} {arguments} {closed}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)


@pytest.mark.parametrize("folder", ["calls", "organisations", "vocabularies"])
def test_un_dossier_qui_mene_ailleurs_est_dit_une_fois(folder: str, root: Path) -> None:
    (root / "reference" / folder).rename(root.parent / "ailleurs")
    (root / "reference" / folder).symlink_to("/")
    done = catalogue("--root", root, "validate", "--format", "json")
    errors = [i for i in json.loads(done.out)["issues"] if i["level"] == "error"]
    assert [(i["file"], i["rule"]) for i in errors] == [
        (f"reference/{folder}", "lien-hors-dossier")
    ]


def test_un_dossier_qui_mene_a_un_autre_du_depot_est_lu(root: Path) -> None:
    (root / "reference/calls").rename(root / "appels")
    (root / "reference/calls").symlink_to("../appels")
    assert catalogue("--root", root, "validate").code == 0


def test_un_fichier_donne_deux_fois_est_compte_une_fois() -> None:
    done = catalogue("--root", MINIATURE, "validate", RECORD, RECORD)
    assert done.out.startswith("1 fichier vérifié")


def test_un_lecteur_qui_s_en_va_ne_montre_pas_de_trace() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "catalogue", "--root", str(MINIATURE), "validate"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert b"Traceback" not in done.stderr
