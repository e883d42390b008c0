"""A kind of page is one row of a table; what it lacks stops the build, which names the file."""

from __future__ import annotations

import shutil
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from catalogue.bilan.published_editions import Editions
from catalogue.build import whole_site
from catalogue.build.house import HouseError
from catalogue.build.shell import Shell, ShellError
from catalogue.build.whole_site import (
    CountError,
    House,
    all_kinds,
    check_folders,
    check_landing_pages,
    check_shells,
)
from catalogue.pipeline import PAGE_KINDS
from catalogue.rules.identity import RESERVED
from catalogue.site.kinds.made import made_kinds
from catalogue.site.kinds.table import KINDS, TERM, kinds_of
from catalogue.site.page import Identity
from catalogue.site.site_view import SiteView
from catalogue.workspace import Workspace
from support.drawing import view_of
from support.miniature import copy_all, copy_records, issues_of, read_yaml, write_yaml
from support.places import MINIATURE, ROOT


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_une_coquille_qui_manque_arrete_la_construction(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = replace(KINDS[0], shells=("financeur",))
    monkeypatch.setattr(whole_site, "PAGE_KINDS", (*PAGE_KINDS, kind))
    with pytest.raises(ShellError, match=r"il manque docs/coquille/financeur\.md"):
        whole_site.check_shells_exist()


def _landing(root: Path) -> list[str]:
    """Return the landing pages that a repository must have, and has not."""
    view, workspace, said = view_of(root), Workspace(root), list[str]()
    try:
        check_landing_pages(workspace, all_kinds(view, Editions(workspace, view)), said.append)
    except HouseError as error:
        return [issue.place.file for issue in error.issues]
    assert not said
    return []


def _landings(view: SiteView) -> list[str]:
    return sorted({kind.landing_page for kind in view.kinds} | {"bilans"})


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with its own schemas and every landing page."""
    root = copy_all(tmp_path_factory.mktemp("complet") / "depot")
    shutil.copytree(ROOT / "schemas", root / "schemas")
    for name in _landings(view_of(MINIATURE)):
        _write(root / f"docs/{name}.md", "# Titre\n")
    return root


def test_rien_ne_manque_a_un_depot_complet(complete: Path) -> None:
    assert _landing(complete) == []


@pytest.mark.parametrize("name", _landings(view_of(MINIATURE)))
def test_chaque_page_d_accueil_qui_manque_est_nommee(complete: Path, name: str) -> None:
    path = complete / f"docs/{name}.md"
    aside = path.rename(path.with_suffix(".txt"))
    found = _landing(complete)
    aside.rename(path)
    assert found == [f"docs/{name}.md"]


@pytest.mark.parametrize("other", ["outils/index.md", "outils.markdown", "outils/README.md"])
def test_une_page_d_accueil_a_tout_nom_que_mkdocs_lui_connait(complete: Path, other: str) -> None:
    path = complete / "docs/outils.md"
    (complete / "docs/outils").mkdir(exist_ok=True)
    named = path.rename(complete / "docs" / other)
    found = _landing(complete)
    named.rename(path)
    assert found == []


def test_une_facette_sans_page_d_accueil_est_nommee(complete: Path, tmp_path: Path) -> None:
    root = tmp_path / "depot"
    shutil.copytree(complete, root)
    path = root / "reference/vocabularies/natures-logement.yml"
    write_yaml(path, read_yaml(path) | {"adresse": "natures-logement"})
    schema = root / "schemas/project.schema.json"
    text = schema.read_text(encoding="utf-8")
    field = '"x-referentiel": "natures-logement"'
    facet = f'{field}, "x-facette": {{"parametre": "nature", "libelle": "Nature"}}'
    marked = text.replace(field, facet, 1)
    assert marked != text
    schema.write_text(marked, encoding="utf-8")
    assert _landing(root) == ["docs/natures-logement.md"]


def test_un_dossier_sans_schemas_apprend_ce_qui_manque_et_se_construit() -> None:
    view, said = view_of(MINIATURE), list[str]()
    workspace = Workspace(MINIATURE)
    check_landing_pages(workspace, all_kinds(view, Editions(workspace, view)), said.append)
    (told,) = said
    assert "docs/organismes.md" in told and "docs/catalogue.md" not in told


def _index(shell: Shell) -> Shell:
    """Return a shell that says the contrary of what it said of the text index."""
    mark = " data-pagefind-body"
    html = "".join(shell.parts)
    with_mark = html.replace("<article", f"<article{mark}", 1)
    return replace(shell, parts=(html.replace(mark, "") if mark in html else with_mark,))


def test_les_coquilles_disent_de_l_index_ce_que_dit_le_tableau(mini_house: House) -> None:
    check_shells(mini_house.shells)


@pytest.mark.parametrize("name", ["fiche", "liste", "bilan-liste"])
def test_une_coquille_qui_dit_le_contraire_du_tableau_est_refusee(
    mini_house: House, name: str
) -> None:
    changed = _index(mini_house.shells[name])
    with pytest.raises(ShellError, match=rf"docs/coquille/{name}\.md .*« recherche: false »"):
        check_shells({**mini_house.shells, name: changed})


def test_chaque_sorte_de_page_a_son_module_sa_coquille_et_son_dossier() -> None:
    for kind in KINDS:
        assert callable(import_module(kind.module).drafts)
    folders = [kind.folder for kind in PAGE_KINDS]
    assert len(set(folders)) == len(folders)


def test_deux_sortes_de_pages_n_ont_pas_un_dossier() -> None:
    made = made_kinds(view_of(MINIATURE))
    check_folders(made)
    one, other = made[0], replace(made[1], kind=replace(made[1].kind, folder=made[0].kind.folder))
    with pytest.raises(CountError, match=f"/{one.kind.folder}/ est pris par « {one.kind.title} »"):
        check_folders([one, other])


def test_un_dossier_d_une_sorte_de_page_ne_peut_pas_etre_un_vocabulaire(tmp_path: Path) -> None:
    taken = [kind.folder for kind in PAGE_KINDS if kind is not TERM]
    root = copy_records(tmp_path)
    model = read_yaml(root / "reference/vocabularies/modalites.yml")
    for name in taken:
        path = root / f"reference/vocabularies/{name}.yml"
        write_yaml(path, model | {"id": name, "adresse": name})
    refused = {i.place.file for i in issues_of(root) if i.rule == "adresse-du-vocabulaire"}
    assert refused == {f"reference/vocabularies/{name}.yml" for name in taken}


def test_chaque_page_redigee_qui_n_est_pas_un_accueil_a_un_nom_reserve() -> None:
    landings = {kind.landing_page for kind in (*PAGE_KINDS, *view_of(ROOT).kinds)}
    hidden = {"index", "decisions", "architecture"}
    written = {p.stem for p in (ROOT / "docs").glob("*.md")} - hidden
    assert written - landings <= RESERVED


def test_ce_qu_un_plan_et_un_compte_lisent_d_une_sorte_de_page_est_ce_qu_elle_fait() -> None:
    view = view_of(MINIATURE)
    for made in all_kinds(view, Editions(Workspace(MINIATURE), view)):
        for draft in made.drafts():
            pages = list(draft.make(Identity(nom="Essai")))
            assert len(pages) == draft.count()
            assert all(page.address.startswith(draft.address) for page in pages)
            assert {page.shell for page in pages} <= set(made.kind.shells)


def test_une_sorte_de_terme_n_est_la_qu_avec_sa_facette() -> None:
    view = view_of(MINIATURE)
    with_all = {kind.folder for kind in view.kinds}
    without = {kind.folder for kind in kinds_of(view.corpus, ["outils"])}
    assert "territoires" in with_all and "territoires" not in without
    assert {"projets", "organismes", "appels", "catalogue", "journal", "outils"} == without
