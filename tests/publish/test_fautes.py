"""One bad record never blocks the others: it is set aside, with what points to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalogue.build.serve import excerpt, fault_pages
from catalogue.build.whole_site import House
from catalogue.pipeline import Triage, triage
from catalogue.site.site_view import SiteView
from support.command import catalogue
from support.drawing import texts_of
from support.html import main_of, parse
from support.miniature import copy_all, copy_records, loaded
from support.places import DAY

RECORD = "projects/essai-minimal.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a miniature repository to break."""
    return copy_records(tmp_path)


def _break(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _parted(root: Path) -> Triage:
    read = loaded(root)
    parted = triage(read, read.issues(DAY), DAY)
    assert parted is not None
    return parted


def test_sans_faute_rien_n_est_mis_de_cote(root: Path) -> None:
    parted = _parted(root)
    assert parted.whole and parted.aside == ()


def test_une_fiche_fautive_est_mise_de_cote_et_les_autres_restent(root: Path) -> None:
    _break(root, RECORD, "[impayes]", "[inconnus]")
    parted = _parted(root)
    assert [one.file for one in parted.aside] == [RECORD]
    assert [issue.rule for issue in parted.aside[0].issues] == ["reference-inconnue"]
    assert len(parted.sound.corpus.projects) == len(loaded(root).corpus.projects) - 1
    assert [i for i in parted.sound.issues(DAY) if i.level == "error"] == []


@pytest.mark.parametrize("broken", ["type: [", "type: inconnu"])
def test_ce_qui_renvoie_a_un_organisme_fautif_est_mis_de_cote(
    broken: str, root: Path, mini_house: House
) -> None:
    _break(root, "reference/organisations/autre-bailleur.yml", "type: bailleur", broken)
    parted = _parted(root)
    files = [one.file for one in parted.aside]
    assert files[0] == "reference/organisations/autre-bailleur.yml"
    assert sorted(files[1:]) == [RECORD, "projects/essai-outre-mer.yml"]
    assert [one.issues for one in parted.aside[1:]] == [(), ()]
    view = SiteView(parted.sound.corpus, parted.sound.schemas)
    gone = re.compile("organismes/autre-bailleur/|projets/essai-(minimal|outre-mer)/")
    assert [n for n, text in texts_of(view, mini_house).items() if gone.search(n + text)] == []


def test_une_redirection_vers_une_fiche_mise_de_cote_est_tue(root: Path) -> None:
    moves = (root / "reference/redirections.yml").read_text(encoding="utf-8")
    target = re.findall(r"nouveau: (.+)", moves)[0]
    path = root / f"projects/{target}.yml"
    path.write_text(path.read_text(encoding="utf-8") + "inconnu: oui\n", encoding="utf-8")
    parted = _parted(root)
    # So are the editions of the bilan that count this record.
    assert {one.reading.kind for one in parted.aside} == {"project", "report"}
    assert target not in {move.nouveau for move in parted.sound.corpus.moves}


def test_une_liste_commune_fautive_ne_se_met_pas_de_cote(root: Path) -> None:
    _break(root, "reference/vocabularies/publics.yml", "termes:", "termess:")
    read = loaded(root)
    assert triage(read, read.issues(DAY), DAY) is None


def test_un_nom_de_dossier_fautif_n_empeche_pas_la_suite(root: Path) -> None:
    (root / "projects" / "notes.txt").write_text("à ranger", encoding="utf-8")
    parted = _parted(root)
    assert not parted.whole and parted.aside == ()


def test_la_page_d_une_fiche_fautive_dit_ou_et_montre_le_fichier(
    root: Path, mini_house: House
) -> None:
    _break(root, RECORD, "publics: [impayes]", "publics: [<b>inconnus]")
    pages = dict(fault_pages(mini_house, _parted(root).aside))
    (name,) = pages
    page = parse(main_of(pages[name]))
    assert name == "projets/essai-minimal/index.html"
    assert RECORD in page.one("h1").text
    assert "Ligne 4, caractère 11" in page.one("li").text
    assert page.one("pre").text.splitlines()[1:3] == [
        "    4 │ publics: [<b>inconnus]",
        "      │           ^",
    ]


def test_la_page_d_une_fiche_sans_faute_nomme_le_fichier_qui_l_ecarte(
    root: Path, mini_house: House
) -> None:
    _break(root, "reference/organisations/autre-bailleur.yml", "type: bailleur", "type: x")
    pages = dict(fault_pages(mini_house, _parted(root).aside))
    page = parse(main_of(pages["projets/essai-minimal/index.html"]))
    assert [li.text for li in page.all("li")][-1:] != []
    assert "reference/organisations/autre-bailleur.yml" in page.text
    assert "organismes/autre-bailleur/index.html" in pages


def test_un_extrait_au_bord_du_fichier_ne_deborde_pas() -> None:
    assert excerpt(["seule"], 1, 1) == "    1 │ seule\n      │ ^"
    assert excerpt([], 3, 1) == ""


def test_la_construction_refuse_d_ordinaire_et_publie_le_reste_si_on_le_demande(
    tmp_path: Path,
) -> None:
    root = copy_all(tmp_path)
    _break(root, RECORD, "[impayes]", "[inconnus]")
    refused = catalogue("--root", root, "build")
    assert refused.code == 1 and "Rien n’a été publié" in refused.err
    assert not (root / "build" / "site").exists()
    kept = catalogue("--root", root, "build", "--keep-going")
    assert kept.code == 1 and "pages écrites" in kept.out
    assert f"{RECORD}:4:11: erreur" in kept.err
    assert f"1 fichier laissé de côté, absents du site :\n  {RECORD} : 1 erreur" in kept.err
    assert (root / "build/site/projets/essai-complet/index.html").is_file()
    assert not (root / "build/site/projets/essai-minimal").exists()
