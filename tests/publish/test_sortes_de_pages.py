"""A kind of page is one row of a table; what it lacks stops the build, which names the file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from catalogue.bilan.published_editions import Editions
from catalogue.build import whole_site
from catalogue.build.house import HouseError
from catalogue.build.shell import Shell, ShellError
from catalogue.build.whole_site import House, all_kinds, check_landing_pages, check_shells
from catalogue.pipeline import PAGE_KINDS
from catalogue.rules.identity import RESERVED
from catalogue.site.kinds.table import KINDS, TERM, kinds_of
from catalogue.site.page import Identity
from catalogue.site.site_view import SiteView
from catalogue.workspace import Workspace
from support.drawing import view_of
from support.html import parse
from support.miniature import copy_all, copy_records, issues_of, read_yaml, write_yaml
from support.places import MINIATURE, ROOT
from support.sites import plain_environment

ROW = """
FUNDER = PageKind(
    folder="financeurs",
    title="Financeurs",
    shells=("organisme",),
    module=f"{_MADE_HERE}funder",
    rank=6,
)
"""
MODULE = '''"""The page of an organisation that pays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from catalogue.records.types import Project
from catalogue.site.environment import fill
from catalogue.site.kinds.table import PageKind
from catalogue.site.page import Draft, Identity, Page, base_of, landing_link
from catalogue.site.site_view import SiteView
from catalogue.site.views import Link


def drafts(view: SiteView, kind: PageKind) -> Iterator[Draft]:
    """Yield the draft of each organisation that pays for a record."""
    paid: dict[str, list[Project]] = {}
    for project in view.corpus.projects:
        for part in project.organismes:
            if "financeur" in part.roles:
                paid.setdefault(part.organisme, []).append(project)
    for id_, projects in paid.items():
        yield Draft(
            address=kind.address(id_),
            title=view.corpus.organisations[id_].full_name,
            rests_on=partial(tuple, projects),
            make=partial(_pages, view, kind, id_, projects),
        )


def _pages(
    view: SiteView, kind: PageKind, id_: str, projects: list[Project], site: object
) -> Iterator[Page]:
    name, address = view.corpus.organisations[id_].full_name, kind.address(id_)
    cards = [view.cards_by_id[project.id] for project in projects]
    trail = (landing_link(kind), Link(libelle=name))
    html = fill("financeur.html.j2", base_of(address), nom=name, cartes=cards, fil=trail)
    yield Page(address=address, shell=kind.shell, title=name, description=name, html=html)
'''
TEMPLATE = """<article class="organisme" data-pagefind-body>
<h1>{{ nom }}</h1>
<p class="fil"><a href="{{ lien(fil[0].adresse) }}">{{ fil[0].libelle }}</a></p>
{% for c in cartes %}
{{ carte(c) }}
{% endfor %}
</article>
"""
MAP = """---
render_macros: true
---

# Plan

{{ plan_du_site() }}
"""
PROGRAM = "scripts/catalogue"
PIECES = {
    "module": f"{PROGRAM}/site/kinds/funder.py",
    "gabarit": f"{PROGRAM}/site/templates/financeur.html.j2",
    "page d’accueil": "docs/financeurs.md",
}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with this program, the miniature's records, and a kind of page more."""
    root = copy_all(tmp_path_factory.mktemp("sortes") / "depot")
    for name in ("scripts", "schemas"):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for name in ("assets", "coquille", "theme"):
        shutil.copytree(ROOT / "docs" / name, root / "docs" / name)
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    landings = {kind.landing_page for kind in view_of(MINIATURE).kinds}
    for name in (*landings, "glossaire", "candidature", "contribuer/index"):
        if not (root / f"docs/{name}.md").exists():
            _write(root / f"docs/{name}.md", f"# {name}\n")
    _write(
        root / "docs/plan-du-site.md",
        "---\nrender_macros: true\n---\n\n# Plan\n\n{{ plan_du_site() }}\n",
    )
    table = root / PROGRAM / "site/kinds/table.py"
    text = table.read_text(encoding="utf-8").replace("\nKINDS = (", f"{ROW}\nKINDS = (FUNDER, ")
    _write(table, text)
    _write(root / PIECES["module"], MODULE)
    _write(root / PIECES["gabarit"], TEMPLATE)
    _write(root / PIECES["page d’accueil"], "# Financeurs\n")
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _build(root: Path) -> subprocess.CompletedProcess[str]:
    """Build a repository by its own program."""
    environment = plain_environment() | {"PYTHONPATH": os.fspath(root / "scripts")}
    command = [sys.executable, "-m", "catalogue", "build"]
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


def test_une_sorte_de_page_est_une_ligne_un_module_un_gabarit_et_une_page_d_accueil(
    repository: Path,
) -> None:
    done = _build(repository)
    assert done.returncode == 0, done.stderr
    site = repository / "build/site"
    page = parse((site / "financeurs/fonds-essai/index.html").read_text(encoding="utf-8"))
    links = {link.attributes.get("href") for link in page.all("a")}
    assert "../../financeurs/" in links
    assert "../../projets/essai-complet/" in links
    plan = parse((site / "plan-du-site/index.html").read_text(encoding="utf-8"))
    assert "../financeurs/fonds-essai/" in {a.attributes.get("href") for a in plan.all("a")}


@pytest.mark.parametrize("piece", PIECES)
def test_ce_qui_manque_a_une_sorte_de_page_arrete_la_construction(
    repository: Path, piece: str
) -> None:
    path = repository / PIECES[piece]
    aside = path.rename(path.with_suffix(".mis-de-cote"))
    done = _build(repository)
    aside.rename(path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert Path(PIECES[piece]).name in done.stderr


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
    with pytest.raises(ShellError, match=rf"docs/coquille/{name}\.md : .*« recherche: false »"):
        check_shells({**mini_house.shells, name: changed})


def test_chaque_sorte_de_page_a_son_module_sa_coquille_et_son_dossier() -> None:
    for kind in KINDS:
        assert callable(import_module(kind.module).drafts)
    folders = [kind.folder for kind in PAGE_KINDS]
    assert len(set(folders)) == len(folders)


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
