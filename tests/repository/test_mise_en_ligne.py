"""The page for whoever hosts the site: what it names is there."""

from __future__ import annotations

import re

import yaml

from support.places import ROOT

PAGE = (ROOT / "docs/contribuer/mettre-en-ligne.md").read_text(encoding="utf-8")
FLOWS = {
    name: (ROOT / name).read_text(encoding="utf-8")
    for name in (".github/workflows/publication.yml", ".gitlab-ci.yml", "mkdocs.yml")
}
NAMED = set(re.findall(r"CATALOGUE_[A-Z_]+", PAGE))


def test_chaque_reglage_nomme_est_lu_et_aucun_n_est_tu() -> None:
    read = set(re.findall(r"CATALOGUE_[A-Z_]+", FLOWS["mkdocs.yml"]))
    assert read == NAMED


def test_ce_que_la_construction_ecrit_sans_historique_est_cite_tel_quel() -> None:
    (quoted,) = re.findall(r"Historique absent du site.*", PAGE)
    start, reason = quoted.split(": ", 1)
    program = ROOT / "scripts/catalogue"
    assert start.replace("\u00a0", " ") in (program / "build/whole_site.py").read_text("utf-8")
    assert f'"{reason}"' in (program / "text/revision.py").read_text("utf-8")


def test_les_forges_donnent_chaque_reglage_a_la_construction() -> None:
    given = FLOWS[".github/workflows/publication.yml"]
    assert {name for name in NAMED if f"{name}: ${{{{" not in given} == {"CATALOGUE_EDIT_URI"}
    assert "CATALOGUE_SITE_URL: $CI_PAGES_URL/" in FLOWS[".gitlab-ci.yml"]


def test_chaque_commande_make_existe() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    asked = set(re.findall(r"(?:^|`)make ([a-z]+)", PAGE, re.MULTILINE))
    assert asked
    assert asked <= targets


def test_les_noms_des_controles_sont_ceux_des_forges() -> None:
    publication = yaml.safe_load(FLOWS[".github/workflows/publication.yml"])
    proposal = yaml.safe_load((ROOT / ".github/workflows/proposition.yml").read_text("utf-8"))
    assert f"«\u00a0{publication['name']}\u00a0»" in PAGE
    assert f"«\u00a0{proposal['jobs']['apercu']['name']}\u00a0»" in PAGE
    artifact = proposal["jobs"]["apercu"]["steps"][-1]["with"]["name"]
    assert f"`{artifact}`" in PAGE
    preview = yaml.safe_load(FLOWS[".gitlab-ci.yml"])["apercu"]["artifacts"]["expose_as"]
    assert f"«\u00a0{preview}\u00a0»" in PAGE


def test_le_bouton_de_gitlab_ouvre_un_fichier_qui_est_garde() -> None:
    job = yaml.safe_load(FLOWS[".gitlab-ci.yml"])["apercu"]
    (kept,) = job["artifacts"]["paths"]
    assert job["environment"]["url"] == f"$CI_JOB_URL/artifacts/file/{kept}index.html"


def test_la_branche_qui_publie_est_celle_que_la_page_nomme() -> None:
    # « on » is a word of YAML 1.1.
    publication = yaml.load(FLOWS[".github/workflows/publication.yml"], yaml.BaseLoader)
    (branch,) = publication["on"]["push"]["branches"]
    assert f"`{branch}`" in PAGE
