"""A folder of somebody else's, given by --root: its data and its pages, our program."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.build.settings import SettingsError, own_settings, publisher_of
from catalogue.workspace import Workspace
from support.command import catalogue
from support.miniature import copy_all, copy_without_editions
from support.places import ROOT

OWN = """
site_name: Le catalogue d’une autre région
site_url: https://exemple.org/catalogue/
theme:
  name: material
  custom_dir: absent
plugins:
  - search
  - macros:
      module_name: scripts/catalogue/publish/macros
markdown_extensions:
  - attr_list
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
nav:
  - Accueil: index.md
  - Le programme:
      - Présentation: programme.md
"""
"""What a folder may say of itself, beside what a copy of our settings says of the program."""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with its own settings, and no program, theme, shell, asset or schema."""
    root = copy_without_editions(tmp_path_factory.mktemp("ailleurs") / "depot")
    (root / "mkdocs.yml").write_text(OWN, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site(elsewhere: Path) -> Path:
    """Return the site of that folder."""
    outcome = catalogue("--root", elsewhere, "build")
    assert outcome.code == 0, outcome.err
    return elsewhere / "build/site"


def test_le_site_porte_le_nom_et_le_menu_du_dossier(site: Path) -> None:
    html = (site / "index.html").read_text(encoding="utf-8")
    assert "Le catalogue d’une autre région" in html
    assert "Le programme" in html


def test_le_site_a_le_gabarit_et_les_feuilles_du_programme(site: Path) -> None:
    assert 'class="site-entete"' in (site / "index.html").read_text(encoding="utf-8")
    ours = (ROOT / "docs/assets/js/commun/theme.js").read_bytes()
    assert (site / "assets/js/commun/theme.js").read_bytes() == ours
    assert list((site / "assets/stylesheets").glob("main.*.css"))


@pytest.mark.parametrize("command", [["validate"], ["export"], ["schema"]])
def test_aucune_commande_ne_finit_par_une_trace(command: list[str], elsewhere: Path) -> None:
    outcome = catalogue("--root", elsewhere, *command)
    assert outcome.code == (2 if command == ["schema"] else 0), outcome.err
    assert "Traceback" not in outcome.err


def test_le_bilan_de_ce_dossier_s_ecrit(tmp_path: Path) -> None:
    root = copy_all(tmp_path / "depot")
    (root / "mkdocs.yml").write_text(OWN, encoding="utf-8")
    outcome = catalogue("--root", root, "bilan", "2019")
    assert (outcome.code, "Traceback" in outcome.err) == (0, False), outcome.err


def test_le_serveur_local_montre_ce_dossier(elsewhere: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "catalogue", "--root", elsewhere, "serve", "--port", "0"],
        stderr=subprocess.PIPE, text=True, encoding="utf-8",
    ) as served:  # fmt: skip
        assert served.stderr is not None
        said = next((line for line in served.stderr if "Site visible" in line), "")
        served.terminate()
    assert "http://127.0.0.1:" in said


def test_ce_que_le_dossier_met_a_la_place_du_programme_n_est_pas_lu(
    elsewhere: Path, tmp_path: Path
) -> None:
    root = tmp_path / "depot"
    shutil.copytree(elsewhere, root, ignore=shutil.ignore_patterns("build"))
    for name in ("theme/main.html", "assets/js/commun/theme.js", "coquille/fiche.md"):
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("{{ cycler.__init__.__globals__ }}", encoding="utf-8")
    assert catalogue("--root", root, "build").code == 0
    ours = (ROOT / "docs/assets/js/commun/theme.js").read_bytes()
    assert (root / "build/site/assets/js/commun/theme.js").read_bytes() == ours


def test_ce_qu_un_dossier_laisse_de_cote_n_est_jamais_au_programme(
    elsewhere: Path, tmp_path: Path
) -> None:
    root = tmp_path / "depot"
    shutil.copytree(elsewhere, root, ignore=shutil.ignore_patterns("build"))
    left = "exclude_docs: |\n  /assets/\n  /coquille/\n  *.js\n"
    (root / "mkdocs.yml").write_text(left, encoding="utf-8")
    assert catalogue("--root", root, "build").code == 0
    assert (root / "build/site/assets/js/commun/theme.js").is_file()


def test_un_dossier_sans_page_d_accueil_n_est_pas_publie(elsewhere: Path, tmp_path: Path) -> None:
    root = tmp_path / "depot"
    shutil.copytree(elsewhere, root, ignore=shutil.ignore_patterns("build"))
    (root / "mkdocs.yml").write_text('exclude_docs: "*"\n', encoding="utf-8")
    outcome = catalogue("--root", root, "build")
    assert outcome.code == 1
    assert "docs/index.md:1:1" in outcome.err
    assert not (root / "build/site").exists()


def test_un_dossier_sans_reglages_a_les_notres_et_les_pages_qu_il_a(tmp_path: Path) -> None:
    root = copy_without_editions(tmp_path / "depot")
    (root / "mkdocs.yml").unlink()
    assert catalogue("--root", root, "build").code == 0
    html = (root / "build/site/index.html").read_text(encoding="utf-8")
    assert "Logements Hlm accompagnés" in html


WHO = "extra:\n  editeur: Les Voisins\n  hebergeur: Un hébergeur, 1 rue X\n  contact: {}\n"


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("ecrire@exemple.org", "mailto:ecrire@exemple.org"),
        ("https://exemple.org/contact", "https://exemple.org/contact"),
        ('"https://exemple.org/contact#formulaire "', "https://exemple.org/contact#formulaire"),
        ('" Equipe@Exemple.FR"', "mailto:Equipe@Exemple.FR"),
        ("!ENV [CATALOGUE_CONTACT, a@exemple.org]", "mailto:a@exemple.org"),
    ],
)
def test_un_dossier_dit_qui_le_publie_et_a_qui_ecrire(
    contact: str, address: str, tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_text(WHO.format(contact), encoding="utf-8")
    publisher = publisher_of(Workspace(tmp_path))
    assert (publisher.adresse, publisher.editeur, publisher.missing) == (address, "Les Voisins", "")


@pytest.mark.parametrize(
    "contact",
    ["exemple.org", "x@y", "http://exemple.org/", "mailto:a@b.org", "javascript:x@a.org", "[a]",
     "'a@b.org?cc=c@d.org'"],
)  # fmt: skip
def test_un_contact_ou_l_on_ne_peut_pas_ecrire_est_refuse(contact: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(WHO.format(contact), encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        publisher_of(Workspace(tmp_path))
    (issue,) = refused.value.issues
    assert (issue.place.line, "« extra: contact » attend" in issue.message) == (4, True)


def test_un_contact_vide_dans_l_environnement_laisse_celui_du_fichier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CATALOGUE_CONTACT", "")
    given = WHO.format("!ENV [CATALOGUE_CONTACT, a@exemple.org]")
    (tmp_path / "mkdocs.yml").write_text(given, encoding="utf-8")
    assert publisher_of(Workspace(tmp_path)).contact == "a@exemple.org"


@pytest.mark.parametrize("missing", ["editeur", "contact", "hebergeur"])
def test_un_site_qui_ne_dit_pas_tout_de_lui_n_est_pas_publiable(
    missing: str, elsewhere: Path, tmp_path: Path
) -> None:
    root = tmp_path / "depot"
    shutil.copytree(elsewhere, root, ignore=shutil.ignore_patterns("build"))
    lines = WHO.format("a@exemple.org").splitlines(keepends=True)
    kept = [line for line in lines if missing not in line]
    (root / "mkdocs.yml").write_text("".join(kept), encoding="utf-8")
    outcome = catalogue("--root", root, "build", "--publishable")
    assert (outcome.code, f"({missing})" in outcome.err) == (1, True)
    assert not (root / "build/site").exists()


def test_un_site_qui_dit_tout_de_lui_se_construit_et_le_montre(
    elsewhere: Path, tmp_path: Path
) -> None:
    root = tmp_path / "depot"
    shutil.copytree(elsewhere, root, ignore=shutil.ignore_patterns("build"))
    (root / "mkdocs.yml").write_text(WHO.format("a@exemple.org"), encoding="utf-8")
    outcome = catalogue("--root", root, "build", "--publishable")
    assert (outcome.code, "ne dit pas" in outcome.err) == (0, False)
    home = (root / "build/site/index.html").read_text(encoding="utf-8")
    assert '<a href="mailto:a@exemple.org">Nous écrire</a>' in home


def test_la_construction_avertit_d_un_site_sans_contact(site: Path, elsewhere: Path) -> None:
    outcome = catalogue("--root", elsewhere, "build")
    assert "Avertissement : le site ne dit pas qui le publie" in outcome.err


REFUSED = {
    "crochet": ("site_name: [a", "1:12", "il manque une virgule"),
    "tabulation": ("nav:\n\t- index.md", "2:1", "tabulation"),
    "texte": ("bonjour", "1:1", "nom: valeur"),
    "vide": ("", "1:1", "nom: valeur"),
    "renvoi": ("site_name: &a x\nsite_author: *a", "2:14", "renvoi"),
    "profondeur": ("nav: " + "[" * 5000, "1:55", "niveaux emboîtés"),
    "clé double": ("site_name: a\nsite_name: b", "2:1", "deux fois"),
    "faute de frappe": ("site_nam: a", "1:1", "vouliez-vous dire « site_name »"),
    "module inconnu": ("plugins:\n  - macross", "2:5", "le module « macross » n’existe pas"),
    "module avec réglages": ("plugins:\n  - exec: {a: 1}", "2:5", "le module « exec »"),
    "crochets de MkDocs": ("hooks:\n  - x.py", "1:1", "ferait entrer un programme"),
    "script": ("extra_javascript: [x.js]", "1:1", "ferait entrer un programme"),
    "feuille": ("extra_css: [x.css]", "1:1", "ferait entrer un programme"),
    "gabarit": ("extra_templates: [x.html]", "1:1", "ferait entrer un programme"),
    "secret": ("site_name: !ENV [HOME, x]", "1:12", "« HOME » n’est pas lue"),
    "nom appelé": ('site_name: "{{ x }}"', "1:12", "« site_name » attend un texte"),
    "adresse qui agit": ("repo_url: javascript://x/%0aalert(1)", "1:11", "https://"),
    "adresse du site": ("site_url: ftp://exemple.org", "1:11", "https://"),
    "fin d’adresse": ('edit_uri: "javascript:x/"', "1:11", "edit/main/docs/"),
    "titre appelé": ('nav:\n  - "{{ x }}": index.md', "2:5", "le titre d’une entrée du menu"),
    "menu qui agit": ("nav:\n  - X: javascript:alert(1)", "2:8", "mène à une page"),
    "menu vide": ("nav:\n  - X: []", "2:8", "est vide"),
    "menu qui n’est pas une liste": ("nav: index.md", "1:6", "une liste"),
    "nom en liste": ("site_name: [a]", "1:12", "« site_name » attend un texte"),
}
"""Settings of a folder that are refused → where, and a part of what is said."""


@pytest.mark.parametrize("case", REFUSED)
def test_un_reglage_refuse_est_dit_a_sa_ligne(case: str, tmp_path: Path) -> None:
    text, spot, said = REFUSED[case]
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        own_settings(Workspace(tmp_path))
    issue = refused.value.issues[0]
    assert f"{issue.place.file}:{issue.place.line}:{issue.place.column}" == f"mkdocs.yml:{spot}"
    assert said in issue.message


Spoil = Callable[[Path], object]
BROKEN: dict[str, tuple[Spoil, str]] = {
    "réglages mal écrits": (
        lambda root: (root / "mkdocs.yml").write_text("site_name: [a", encoding="utf-8"),
        "mkdocs.yml:1:12: erreur :",
    ),
    "réglages en Latin-1": (
        lambda root: (root / "mkdocs.yml").write_bytes(b"site_name: \xe9t\xe9"),
        "mkdocs.yml:1:12: erreur :",
    ),
    "réglages dans un dossier": (
        lambda root: ((root / "mkdocs.yml").unlink(), (root / "mkdocs.yml").mkdir()),
        "mkdocs.yml:1:1: erreur :",
    ),
    "page du menu absente": (
        lambda root: (root / "mkdocs.yml").write_text("nav: [absente.md]", encoding="utf-8"),
        "mkdocs.yml:1:7: erreur : le menu (« nav ») nomme « absente.md »",
    ),
    "pages par un lien": (
        lambda root: ((root / "docs").rename(root / "pages"), (root / "docs").symlink_to("pages")),
        "docs:1:1: erreur : un lien n’a pas sa place ici",
    ),
    "pages dans un fichier": (
        lambda root: (shutil.rmtree(root / "docs"), (root / "docs").write_text("x")),
        "docs",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
@pytest.mark.parametrize("command", ["validate", "build", "export", "bilan"])
def test_un_dossier_abime_ne_finit_jamais_par_une_trace(
    command: str, case: str, tmp_path: Path
) -> None:
    root = copy_all(tmp_path / "depot")
    spoil, said = BROKEN[case]
    spoil(root)
    outcome = catalogue("--root", root, command, *(["2019"] if command == "bilan" else []))
    assert "Traceback" not in outcome.err
    assert outcome.code == (1 if command == "build" else 0)
    assert said in outcome.err or command != "build"
