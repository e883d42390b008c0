"""A stamped page has the bytes that MkDocs itself would have given it.

MkDocs renders each generated page from a Markdown file of its own: same title, description and
front matter as the page's shell. A plug-in that exists only here gives the page its content (which
our templates make, in both cases), its table of contents and its edit link. Two things of the theme
are changed for MkDocs: `partials/sommaire.html` writes a marker for the pages that have
`coquille: true`, and here it must write the summary itself, by the lines it uses for every other
page; `main.html` writes one for the feed of the page, which is given here. Everything else (head,
header, menu, summary, footer, relative links, escaping) is compared.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup, escape
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from catalogue.bilan.published_editions import Editions
from catalogue.build.shell import stamp
from catalogue.build.whole_site import House, drafts, make_house
from catalogue.site import policy
from catalogue.site.kinds.made import made_kinds
from catalogue.site.page import Identity, Page, feed_of
from catalogue.workspace import Workspace
from support.drawing import view_of
from support.miniature import copy_all
from support.places import MINIATURE, ROOT

DEEP = Page(
    address="publics/impayes/2/",
    shell="terme",
    title="Une page plus profonde & <autre>",
    description='Avec "guillemets" & <balises>',
    html=Markup('<div><h1>x</h1><a href="../../../">a</a></div>'),
    flux=feed_of("publics/impayes/", "Impayés & <autre>"),
)
"""Terms with more records than a page holds have pages three folders deep."""

LIST = replace(DEEP, address="liste/page/2/", shell="liste", source="docs/catalogue.md")
"""The whole list has pages where there are more than fifty records. They stand under `catalogue/`,
to which MkDocs would write « ../../ » and we « ../../../catalogue/ »: here they stand elsewhere."""

SETTINGS = {
    "CATALOGUE_SITE_URL": "https://exemple.test/hlm/",
    "CATALOGUE_REPO_URL": "https://forge.test/hlm",
    "CATALOGUE_EDIT_URI": "edit/main/docs/",
}


@cache
def _pages() -> dict[str, Page]:
    """Return the pages that are compared, by address."""
    view = view_of(MINIATURE)
    site = Identity(nom="Essai")
    own = (page for draft in drafts(made_kinds(view)) for page in draft.make(site))
    published = Editions(Workspace(MINIATURE), view).drafts()
    # The three pages of each edition, and its first list: two hundred more are alike. As LIST, they
    # stand elsewhere than under the page that lists them.
    editions = (
        replace(page, address=page.address.replace("bilans/", "editions/"))
        for draft in published
        for page in islice(draft.make(site), 4)
    )
    return {page.address: page for page in (*own, *editions, DEEP, LIST)}


NATIVE = f"""
INHERIT: {ROOT}/mkdocs.yml
theme:
  custom_dir: theme
plugins:
  - macros:
      module_name: {ROOT}/scripts/catalogue/site/macros
      render_by_default: false
exclude_docs: /coquille/
"""
"""Our settings, as MkDocs alone would take them with another theme."""


class Native(BasePlugin):  # type: ignore[type-arg]  # it has no settings
    """What stands in for Markdown: the content of each page, given."""

    def on_page_content(self, html: str, page: MkDocsPage, **_: Any) -> str | None:
        """Return the content of a generated page, and give it its table of contents."""
        generated = _pages().get(page.url)
        if generated is None:
            return None
        page.toc = TableOfContents([AnchorLink(str(escape(t)), a, 2) for a, t in generated.summary])
        if page.edit_url:
            page.edit_url = page.edit_url.replace(f"docs/{page.file.src_uri}", generated.source)
        return str(generated.html)


def _front_matter(page: Page) -> str:
    shell = (ROOT / "docs/coquille" / f"{page.shell}.md").read_text(encoding="utf-8")
    words = {"@@TITRE@@": page.title, "@@DESCRIPTION@@": page.description}
    for marker, value in words.items():
        shell = shell.replace(f'"{marker}"', json.dumps(value, ensure_ascii=False))
    feed = json.dumps(_feed(page), ensure_ascii=False)
    return shell.replace("coquille: true", f"coquille: true\nflux_annonce: {feed}")


def _feed(page: Page) -> str:
    """Return the line of the head that announces the feed of a page."""
    if page.flux is None:
        return ""
    href = "../" * page.address.count("/") + str(page.flux.adresse)
    title = escape(page.flux.libelle)
    return f'<link rel="alternate" type="application/atom+xml" title="{title}" href="{href}">'


def _native_theme(root: Path) -> None:
    """Copy the theme, where the summary is written and not left to the stamping."""
    shutil.copytree(ROOT / "docs/theme", root / "theme")
    partial = root / "theme/partials/sommaire.html"
    text = partial.read_text(encoding="utf-8")
    condition = "{% if meta.coquille -%}"
    assert text.count(condition) == 1
    partial.write_text(text.replace(condition, "{% if false -%}"), encoding="utf-8")
    main = root / "theme/main.html"
    text = main.read_text(encoding="utf-8")
    assert text.count("@@FLUX@@") == 1
    main.write_text(text.replace("@@FLUX@@", "{{ meta.flux_annonce }}"), encoding="utf-8")
    menu = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"{NATIVE}\n{menu}", encoding="utf-8")


def _native_site(root: Path, out: Path) -> Path:
    """Let MkDocs render every generated page from a Markdown file of its own."""
    _native_theme(copy_all(root))
    for page in _pages().values():
        path = root / "docs" / f"{page.address.rstrip('/')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_front_matter(page), encoding="utf-8")
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(out), strict=False)
    config.extra["politique"] = policy.text(policy.SITE)
    config.plugins["native"] = Native()
    build(config)
    return out


Both = tuple[Path, House]


@pytest.fixture(scope="module", params=["adresse inconnue", "adresse connue"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """Return MkDocs' own pages and the shells, with and without a known address."""
    folder = tmp_path_factory.mktemp("octets")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SETTINGS.items() if request.param == "adresse connue" else ():
            patch.setenv(name, value)
        native = _native_site(folder / "depot", folder / "natif")
        return native, make_house(Workspace(MINIATURE), folder / "maison")


def test_les_pages_estampees_ont_les_octets_de_celles_de_mkdocs(both: Both) -> None:
    native, house = both
    for address, page in _pages().items():
        own = (native / address / "index.html").read_bytes()
        assert stamp(house.shells[page.shell], page).encode() == own, address


def test_chaque_coquille_est_comparee() -> None:
    shells = {path.stem for path in (ROOT / "docs/coquille").iterdir()}
    assert {page.shell for page in _pages().values()} == shells
