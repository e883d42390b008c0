"""The whole site: the house, what it may lack, the slots, the pages, the data, the index."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from jinja2 import TemplateNotFound
from mkdocs.utils import markdown_extensions

from catalogue.bilan import edition_blocks
from catalogue.bilan.published_editions import Editions
from catalogue.build import search
from catalogue.build.house import NOT_FOUND, OUR_DOCS, HouseError, build_house
from catalogue.build.joined import join_assets
from catalogue.build.open_data import past_of, write_data, write_documents
from catalogue.build.shell import FOLDER, Shell, ShellError, cut, stamp
from catalogue.candidature import pages as candidature_pages
from catalogue.contribute import form as contribute_pages
from catalogue.data import pages as data_pages
from catalogue.data.integrity import inspect_data
from catalogue.data.package import DataSite
from catalogue.issues import Issue, Place, StopError
from catalogue.pipeline import PAGE_KINDS, Loaded
from catalogue.site import policy
from catalogue.site.addresses import address_of
from catalogue.site.arguments import BadArgumentError, issue_of
from catalogue.site.blocks import Blocks
from catalogue.site.catalogue_data import (
    DATA_FOLDER,
    catalogue_data,
    compact,
    glossary_data,
    search_files,
)
from catalogue.site.kinds.made import MadeKind, made_kinds, moved_pages, withdrawn
from catalogue.site.macros import SLOT
from catalogue.site.page import Draft, Identity, base_of
from catalogue.site.sheet_data import NAME as SHEET
from catalogue.site.sheet_data import moved_data
from catalogue.site.site_view import SiteView
from catalogue.text.disk import named, told
from catalogue.text.inspection import inspect_site
from catalogue.text.letters import folded
from catalogue.text.revision import last_change
from catalogue.text.swap import (
    MANIFEST,
    below,
    check_replaceable,
    files_ending,
    replacement,
    write,
    write_bytes,
)
from catalogue.workspace import Workspace

PAGE_NAMES = ("{}", "{}/index", "{}/README")
"""Names, without suffix, of the file of docs/ that gives the page at an address."""


def check_shells_exist(there: Iterable[str] | None = None) -> None:
    """Raise ShellError where the shell of a kind of page is not written, or not among some."""
    written = (path.stem for path in (OUR_DOCS / FOLDER).glob("*.md")) if there is None else there
    missing = sorted({name for kind in PAGE_KINDS for name in kind.shells} - {*written})
    if missing:
        files = ", ".join(f"docs/{FOLDER}/{name}.md" for name in missing)
        raise ShellError(f"il manque {files} : écrivez-la, sur le modèle de docs/{FOLDER}/terme.md")


def check_shells(shells: Mapping[str, Shell]) -> None:
    """Raise ShellError where MkDocs left a shell out, or one contradicts the table on the index."""
    check_shells_exist(shells)
    for kind in PAGE_KINDS:
        for name in kind.shells:
            html = "".join(shells[name].parts).encode()
            if bool(search.is_searched(html)) != kind.searched:
                raise ShellError(
                    f"docs/{FOLDER}/{name}.md dit de l’index de recherche le contraire d’une sorte"
                    " de page qui l’emploie : son en-tête a « recherche: false » quand la ligne de"
                    " la sorte a « searched=False » (site/kinds/table.py), et seulement alors ;"
                    " sinon, donnez une autre coquille à cette sorte"
                )


def check_folders(kinds: Iterable[MadeKind]) -> None:
    """Raise CountError where two kinds of page would have the same folder."""
    seen: dict[str, str] = {}
    for kind in (made.kind for made in kinds):
        other = seen.setdefault(kind.folder, kind.title)
        if other != kind.title:
            raise CountError(
                f"le dossier /{kind.folder}/ est pris par « {other} » : donnez-en un autre à"
                f" « {kind.title} » (site/kinds/table.py)"
            )


def check_landing_pages(
    workspace: Workspace, kinds: Iterable[MadeKind], say: Callable[[str], None]
) -> None:
    """Raise HouseError where pages have no landing page: their breadcrumb would lead nowhere.

    A folder without schemas of its own did not choose its facets: there, what is missing is told.
    """
    issues: dict[str, Issue] = {}
    for made in kinds:
        kind, page = made.kind, workspace.docs / f"{made.kind.landing_page}.md"
        names = (form.format(kind.landing_page) for form in PAGE_NAMES)
        files = (workspace.docs / f"{name}{end}" for name in names for end in markdown_extensions)
        if any(True for _ in made.drafts()) and not any(file.is_file() for file in files):
            message = (
                f"cette page manque, et celles de /{kind.folder}/ (« {kind.title} ») y mènent :"
                " écrivez-la, sur le modèle de docs/publics.md"
            )
            place = Place(workspace.name(page), line=1, column=1)
            issues[kind.landing_page] = Issue(place, "page-manquante", message)
    if issues and (workspace.root / "schemas").is_dir():
        raise HouseError(list(issues.values()))
    if issues:
        told = ", ".join(issue.place.file for issue in issues.values())
        say(f"Des fils d’Ariane mènent à des pages qui manquent : {told}")


def write_site_map(out: Path, written: Iterable[str], site_url: str, moved: set[str]) -> None:
    """Write sitemap.xml where the site's own address is known, for it must hold whole addresses.

    Addresses that only lead elsewhere are left out.
    """
    if not site_url:
        return
    pages = (name for name in written if f"/{name}".endswith("/index.html"))
    addresses = (name.removesuffix("index.html") for name in pages)
    urls = (f"<url><loc>{escape(site_url + a)}</loc></url>" for a in addresses if a not in moved)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    write(out / "sitemap.xml", "\n".join([head, *urls, "</urlset>\n"]))


RECORD = "fiche.json"
"""The values of a record, beside its page: a stable address, read by the form."""
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class House:
    """What MkDocs rendered: the hand-written pages with their slots, and the shells, cut."""

    pages: dict[str, str]
    shells: dict[str, Shell]
    site: DataSite
    """What the settings say of the site."""


DATA_SOURCES = ("projects", "reference")
"""The folders whose last change is that of the data."""
DATA_PAGE = "donnees/"


class CountError(StopError):
    """The site holds fewer pages than it should."""


def make_house(workspace: Workspace, out: Path) -> House:
    """Let MkDocs render into a folder, and take the shells out of it."""
    check_shells_exist()
    config = build_house(workspace, out)
    join_assets(out / "assets")
    shells = {
        path.parent.name: cut(path.parent.name, path.read_text(encoding="utf-8"))
        for path in sorted((out / FOLDER).glob("*/index.html"))
    }
    check_shells(shells)
    shutil.rmtree(out / FOLDER)
    pages = {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(out.rglob("*.html"))
    }
    if "index.html" not in pages:
        place = Place(workspace.name(workspace.docs / "index.md")).at(1, 1)
        message = "la page d’accueil manque : écrivez-la, et ne la laissez pas de côté"
        raise HouseError([Issue(place, "mkdocs", message)])
    site = DataSite(
        identite=Identity(nom=config.site_name, adresse=config.site_url or ""),
        editeur=config.extra["publication"],
        depot=config.repo_url or "",
        page=DATA_PAGE if f"{DATA_PAGE}index.html" in pages else "",
        change=last_change(workspace.root, DATA_SOURCES),
    )
    return House(pages, shells, site)


Texts = tuple[tuple[str, str], ...]
Made = dict[str, tuple[tuple[object, ...], Texts]]
"""Pages made before, by the address of their draft, with what they rest on."""


def site_texts(
    workspace: Workspace,
    house: House,
    view: SiteView,
    made: Made | None = None,
    editions: Editions | None = None,
) -> Iterator[tuple[str, str]]:
    """Yield every text file of the site that depends on the records, by name.

    With the pages made before, those that rest on the same are not made again.
    """
    editions = editions or Editions(workspace, view)
    yield from filled_pages(workspace, house, view, editions)
    for draft in drafts(all_kinds(view, editions)):  # Never all at once.
        if made is None:
            yield from _stamped(house, draft)
            continue
        known, grounds = made.get(draft.address), draft.rests_on()
        if known is None or known[0] != grounds:
            known = made[draft.address] = (grounds, tuple(_stamped(house, draft)))
        yield from known[1]
    for address, html in moved_pages(view, house.site.identite):
        yield f"{address}index.html", html
    for move in view.corpus.moves:
        yield f"{address_of(move.ancien)}{SHEET}", compact(moved_data(move.nouveau))
    for name, text in catalogue_data(view):
        yield f"{DATA_FOLDER}{name}", text
    yield from candidature_pages.data_files(view)
    yield f"{DATA_FOLDER}glossaire.json", compact(glossary_data(view))


def all_kinds(view: SiteView, editions: Editions) -> tuple[MadeKind, ...]:
    """Return every kind of page, of every room, with its drafts."""
    return (*made_kinds(view), *editions.kinds)


def drafts(kinds: Iterable[MadeKind]) -> Iterator[Draft]:
    """Yield what every page is made from: one that rests on nothing new need not be made again."""
    for made in kinds:
        yield from made.drafts()


def _stamped(house: House, draft: Draft) -> Iterator[tuple[str, str]]:
    try:
        for page in draft.make(house.site.identite):
            yield f"{page.address}index.html", stamp(house.shells[page.shell], page)
            if page.donnees:
                yield f"{page.address}{RECORD}", page.donnees
                yield f"{page.address}{SHEET}", page.vue
    except TemplateNotFound as error:
        raise StopError(f"il manque le gabarit {error.name} : écrivez-le") from error


def filled_pages(
    workspace: Workspace, house: House, view: SiteView, editions: Editions
) -> Iterator[tuple[str, str]]:
    """Yield the hand-written pages with their slots filled; HouseError lists the bad ones."""
    bilan = edition_blocks.addition(view, editions.shown, editions.kinds, editions.reports)
    contribute = contribute_pages.addition(view, house.site.editeur)
    data = data_pages.addition(view, house.site)
    added = (bilan, contribute, candidature_pages.addition(view), data)
    blocks = Blocks(view, added)
    issues: list[Issue] = []
    for name, html in house.pages.items():
        base = base_of(name)

        def fill(match: re.Match[str], base: str = base, name: str = name) -> str:
            try:
                return str(blocks.html(base, *called(match.group(3))))
            except BadArgumentError as error:
                issues.append(_issue(workspace, name, error))
                return ""

        yield name, SLOT.sub(fill, html)
    if issues:
        raise HouseError(issues)


def called(attribute: str) -> list[Any]:
    """Return the name and arguments that a slot holds; BadArgumentError when it holds neither."""
    try:
        call = json.loads(unescape(attribute))
    except json.JSONDecodeError:
        call = None
    if not isinstance(call, list) or not call or not isinstance(call[0], str):
        raise BadArgumentError("data-slot", "« data-slot » n’est pas à écrire à la main")
    return call


def _issue(workspace: Workspace, name: str, error: BadArgumentError) -> Issue:
    stem = name.removesuffix("index.html").strip("/") or "index"
    candidates = (workspace.docs / f"{stem}.md", workspace.docs / stem / "index.md")
    source = next((path for path in candidates if path.exists()), workspace.docs)
    text = source.read_text(encoding="utf-8") if source.is_file() else ""
    return issue_of(error, workspace.name(source), text)


def write_site(
    loaded: Loaded, out: Path, say: Progress, *, drafts: bool
) -> tuple[SiteView, House, int]:
    """Write the whole site into an empty folder; return its view, its house and how many pages.

    With `drafts`, the editions of the bilan that are not published yet are there, marked.
    """
    workspace = loaded.workspace
    # What the records were on earlier days, beside what the view shows.
    histories, states = past_of(loaded)
    if histories.lacking:
        say(f"Historique absent du site : {histories.lacking}")
    view = SiteView(loaded.corpus, loaded.schemas, histories=histories)
    editions = Editions(workspace, view, drafts=drafts)
    # First: a module or a landing page that lacks is told before MkDocs has worked for nothing.
    kinds = all_kinds(view, editions)
    check_folders(kinds)
    check_landing_pages(workspace, kinds, say)
    # Counted from the corpus: a page that is not made for it is missed.
    expected = sum(draft.count() for kind in kinds for draft in kind.drafts())
    expected += len(view.corpus.moves) + len(withdrawn(view))
    say("Pages rédigées")
    house = make_house(workspace, out)
    address = house.site.identite.adresse
    if missing := house.site.editeur.missing:
        say(f"Avertissement : {missing}")
    say(f"Fiches, listes et bilans ({expected} pages)")
    for name, text in without_repeats(site_texts(workspace, house, view, editions=editions)):
        write(below(out, name), text)
    write_data(view, out, house.site)
    for name, content in states:
        write_bytes(below(out, name), content)
    editions.write(out, address, say)
    write_documents(view, out)
    total, written = len(house.pages) + expected, files_ending(out, ".html")
    if len(written) != total:
        raise CountError(f"{len(written)} pages écrites au lieu de {total}")
    moved = {old for old, _ in moved_pages(view, house.site.identite)}
    write_site_map(out, written, address, moved)
    write(out / policy.FILE, policy.headers_file((out / NOT_FOUND).read_text("utf-8")))
    write(out / MANIFEST, compact({"version": 1, "pages": total, "fiches": len(view.cards)}))
    say("Index de recherche")
    write_index(view, out, out / search.FOLDER)
    inspect_site(out)
    inspect_data(out, address)
    return view, house, total


def without_repeats(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the files of a site; CountError where two things claim one address."""
    seen: set[str] = set()
    for name, text in texts:
        if folded(name) in seen:
            address = name.removesuffix("index.html")
            raise CountError(f"deux pages ont la même adresse : /{address}")
        seen.add(folded(name))
        yield name, text


def write_index(view: SiteView, site: Path, out: Path) -> None:
    """Write the text index of a site into a new folder, with what leads from results to records."""
    search.index(site, out)
    found = search.fragments(out, [card.adresse for card in view.cards])
    missing = [card.id for card, fragment in zip(view.cards, found, strict=True) if not fragment]
    if missing:
        raise CountError(f"fiches absentes de l’index de recherche : {', '.join(missing[:5])}")
    kept = [fragment for fragment in found if fragment]
    for name, text in search_files(view, [f.id for f in kept], [f.text for f in kept]):
        write(below(out, name), text)


Outcome = int | Sequence[Issue] | str
"""The number of pages of a site, or what stopped its building."""


def build_site(loaded: Loaded, out: Path, say: Progress, *, drafts: bool = False) -> Outcome:
    """Build the site; return its number of pages, or what stopped it and left `out` untouched.

    With `drafts`, the editions of the bilan that are not published yet are there, marked.
    """

    def build() -> int:
        check_replaceable(out)
        with replacement(out) as fresh:
            return write_site(loaded, fresh, say, drafts=drafts)[2]

    return outcome_of(build, out)


def outcome_of(build: Callable[[], int], out: Path) -> Outcome:
    """Return what a building gives, or what stopped it."""
    try:
        return build()
    except HouseError as error:
        return error.issues
    except StopError as error:
        return str(error)
    except OSError as error:
        return told(named(error, out))
