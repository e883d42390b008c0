"""The whole site: the house, the slots filled, the pages stamped, the data, the text index."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any

from catalogue.derive.addresses import address_of
from catalogue.derive.site import SiteView
from catalogue.issues import Issue, StopError
from catalogue.model.records import Project
from catalogue.placing import below
from catalogue.publish import search
from catalogue.publish.documents import write_documents
from catalogue.publish.editions import Editions
from catalogue.publish.export import write_data
from catalogue.publish.folder import MANIFEST, files_ending, write
from catalogue.publish.house import NOT_FOUND, HouseError, build_house
from catalogue.publish.inspection import inspect_site
from catalogue.publish.joined import join_assets
from catalogue.publish.macros import SLOT
from catalogue.publish.shell import FOLDER, NAMES, Shell, ShellError, cut, stamp
from catalogue.publish.site_map import write_site_map
from catalogue.render import policy
from catalogue.render.arguments import BadArgumentError, issue_of
from catalogue.render.blocks import DATA_FOLDER, Blocks
from catalogue.render.catalogue_data import catalogue_data, compact
from catalogue.render.explanation import glossary_data
from catalogue.render.moves import moved_pages
from catalogue.render.page import Identity, base_of
from catalogue.render.pages import Draft, drafts
from catalogue.render.paging import count_pages
from catalogue.render.search_data import search_files
from catalogue.render.sheet_data import NAME as SHEET
from catalogue.render.sheet_data import moved_data
from catalogue.workspace import Workspace

RECORD = "fiche.json"
"""The values of a record, beside its page: a stable address, read by the form."""
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True, eq=False)
class House:
    """What MkDocs rendered: the hand-written pages with their slots, and the shells, cut."""

    pages: dict[str, str]
    shells: dict[str, Shell]
    site_url: str
    name: str = ""

    @property
    def identity(self) -> Identity:
        """Return the site's name and address, as its pages are cited."""
        return Identity(nom=self.name, adresse=self.site_url)


class CountError(StopError):
    """The site holds fewer pages than it should."""


def make_house(workspace: Workspace, out: Path) -> House:
    """Let MkDocs render into a folder, and take the shells out of it."""
    config = build_house(workspace, out)
    join_assets(out / "assets")
    shells = {
        path.parent.name: cut(path.parent.name, path.read_text(encoding="utf-8"))
        for path in sorted((out / FOLDER).glob("*/index.html"))
    }
    missing = [f"docs/{FOLDER}/{name}.md" for name in NAMES if name not in shells]
    if missing:
        raise ShellError(f"il manque {', '.join(missing)}")
    shutil.rmtree(out / FOLDER)
    pages = {
        path.relative_to(out).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(out.rglob("*.html"))
    }
    return House(pages, shells, config.site_url or "", config.site_name)


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
    for draft in chain(drafts(view, house.identity), editions.drafts()):  # Never all at once.
        if made is None:
            yield from _stamped(house, draft)
            continue
        known = made.get(draft.address)
        if known is None or known[0] != draft.rests_on:
            known = made[draft.address] = (draft.rests_on, tuple(_stamped(house, draft)))
        yield from known[1]
    for address, html in moved_pages(view, house.identity):
        yield f"{address}index.html", html
    for move in view.corpus.moves:
        yield f"{address_of(move.ancien)}{SHEET}", compact(moved_data(move.nouveau))
    for name, text in catalogue_data(view):
        yield f"{DATA_FOLDER}{name}", text
    yield f"{DATA_FOLDER}glossaire.json", compact(glossary_data(view))


def _stamped(house: House, draft: Draft) -> Iterator[tuple[str, str]]:
    for page in draft.make():
        yield f"{page.address}index.html", stamp(house.shells[page.shell], page)
        if page.donnees:
            yield f"{page.address}{RECORD}", page.donnees
            yield f"{page.address}{SHEET}", page.vue


def filled_pages(
    workspace: Workspace, house: House, view: SiteView, editions: Editions
) -> Iterator[tuple[str, str]]:
    """Yield the hand-written pages with their slots filled; HouseError lists the bad ones."""
    blocks = Blocks(view, editions.shown)
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


def expected_pages(view: SiteView) -> int:
    """Return how many pages the records must give, counted from the corpus."""
    listed = [len(term.cartes) for _, term in view.terms]
    listed += [organisation.lignes for organisation in view.organisations]
    listed += [len(view.cards_of_call(call.id)) for call in view.calls]
    # The first page of the whole list is the catalogue page, which is written by hand.
    listed_whole = count_pages(len(view.cards)) - 1
    single = len(view.corpus.projects) + len(view.corpus.moves)
    return single + sum(map(count_pages, listed)) + listed_whole


def write_site(workspace: Workspace, view: SiteView, out: Path, say: Progress) -> int:
    """Write the whole site into an empty folder and return its number of pages."""
    editions = Editions(workspace, view)
    # First: a seal that is refused is told before MkDocs has worked for nothing.
    expected = expected_pages(view) + editions.count()
    say("Pages rédigées")
    house = make_house(workspace, out)
    say(f"Fiches, listes et bilans ({expected} pages)")
    texts = without_repeats(site_texts(workspace, house, view, editions=editions))
    write_data(view, out, _written(view, out, texts))
    editions.write(out, house.site_url, say)
    write_documents(view, out)
    total = len(house.pages) + expected
    written = files_ending(out, ".html")
    _check_count(total, len(written))
    moved = {address_of(move.ancien) for move in view.corpus.moves}
    write_site_map(out, written, house.site_url, moved)
    write(out / policy.FILE, policy.headers_file((out / NOT_FOUND).read_text("utf-8")))
    write(out / MANIFEST, compact({"version": 1, "pages": total, "fiches": len(view.cards)}))
    say("Index de recherche")
    write_index(view, out, out / search.FOLDER)
    inspect_site(out)
    return total


def _written(
    view: SiteView, out: Path, texts: Iterable[tuple[str, str]]
) -> Iterator[tuple[Project, str]]:
    """Write the files of a site, and yield each record with its JSON when it is written.

    The exports follow the pages, so that the values of a record are unfolded once for both.
    """
    records = iter(view.corpus.projects)
    for name, text in texts:
        write(below(out, name), text)
        if name.endswith(f"/{RECORD}"):
            yield next(records), text


def without_repeats(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the files of a site; CountError where two things claim one address."""
    seen: set[str] = set()
    for name, text in texts:
        if name in seen:
            address = name.removesuffix("index.html")
            raise CountError(f"deux pages ont la même adresse : /{address}")
        seen.add(name)
        yield name, text


def _check_count(expected: int, written: int) -> None:
    if written != expected:
        raise CountError(f"{written} pages écrites au lieu de {expected}")


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
