"""The site as an archive that is read from a folder, by a double click: the last step of a build.

From a folder, browsers refuse modules, requests and workers, and show the files of a folder that a
link leads to. So pages lose their scripts, say what that takes away, and lead to files; one page
searches, by a plain script and an index that is a script too.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape, unescape
from pathlib import Path
from posixpath import basename, dirname, join, normpath, relpath
from urllib.parse import unquote
from zipfile import ZipFile

from catalogue.build.house import NOT_FOUND
from catalogue.build.open_data import archive_entry
from catalogue.build.search import FOLDER, Fragment, all_fragments
from catalogue.build.shell import stamp
from catalogue.build.whole_site import RECORD, House, Outcome, Progress, outcome_of, write_site
from catalogue.issues import StopError
from catalogue.pipeline import Loaded
from catalogue.site import policy
from catalogue.site.catalogue_data import DATA_FOLDER, catalogue_facets, compact, gaps
from catalogue.site.environment import fill
from catalogue.site.facets import blocks
from catalogue.site.kinds.table import WHOLE_LIST
from catalogue.site.page import Identity, Page, base_of
from catalogue.site.sheet_data import NAME as SHEET
from catalogue.site.site_view import SiteView
from catalogue.text.inspection import inspect
from catalogue.text.letters import bare, folded
from catalogue.text.swap import check_archive, files_ending, workshop

SEARCH = "chercher"
"""The folder of the page that only the archive has."""
SCRIPT = "assets/js/archive/chercher.js"
INDEX = "assets/recherche.js"
READ_ME = "LISEZ-MOI.txt"
PLACE = "territoire"

UNREAD = (
    f"{FOLDER}/", "assets/js/", DATA_FOLDER, "exports/lots/", NOT_FOUND, policy.FILE, "sitemap.xml",
)  # fmt: skip
"""What only scripts, servers and search engines read, by the beginning of its name."""

_tag = re.compile(r'<([a-z]\w*)((?:[^<>"]++|"[^"]*+")*+)>').sub
_address = re.compile(r'(?<=\s)(href|src|action)="([^"]*)"').sub
_refresh = re.compile(r'(?<=content="0; url=)[^"]*').sub
_loaded = re.compile(
    # The two scripts of the archive itself are deferred, those of the site are not.
    r'<script\b(?![^>]* defer)[^>]*></script>\n?|<link rel="(?:module)?preload"[^>]*>\n?'
).sub
_policy = re.compile(r'http-equiv="Content-Security-Policy" content="[^"]*').sub
_without = re.compile(r'<noscript>(.*?)</noscript>|(?=<p class="sans-js">)', re.DOTALL).sub
_main = re.compile(r"<main\b[^>]*>\n?").sub
_is_whole = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|$", re.IGNORECASE).match
_words = re.compile(r"[^\W_]+").findall


class ArchiveError(StopError):
    """A name that the archive needs is taken."""


def build_archive(loaded: Loaded, path: Path, say: Progress, *, drafts: bool = False) -> Outcome:
    """Write the archive of the whole site; return its number of pages, or what stopped it.

    It takes its name once it is whole. `drafts` is as for `build_site`.
    """

    def build() -> int:
        check_archive(path)
        with workshop(path) as fresh:
            site, packed = fresh / "site", fresh / "archive.zip"
            site.mkdir()
            view, house, _ = write_site(loaded, site, say, drafts=drafts)
            say("Archive")
            count = 0
            with packed.open("wb") as file:
                with ZipFile(file, "w") as archive:
                    for name, content in archive_files(view, house, site):
                        count += name.endswith(".html")
                        archive.writestr(archive_entry(name), content)
                file.flush()
                os.fsync(file.fileno())
            inspect(packed)
            packed.replace(path)
        return count

    return outcome_of(build, path)


def archive_files(view: SiteView, house: House, site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the archive of a built site, by name, in order."""
    kept = [
        name
        for name in files_ending(site, "")
        # What is of use without scripts, server or search engine.
        if not name.startswith(UNREAD) and basename(name) not in (RECORD, SHEET)
    ]
    found = all_fragments(site / FOLDER)
    made: dict[str, Callable[[], str]] = {
        f"{SEARCH}/index.html": lambda: _search_page(view, house),
        INDEX: lambda: _index(view, found),
        SCRIPT: lambda: (site / SCRIPT).read_text("utf-8"),
        READ_ME: lambda: unescape(fill("lisez-moi.txt.j2", "", site=house.site.identite)),
    }
    if taken := {folded(name) for name in kept} & {folded(name) for name in made}:
        raise ArchiveError(f"l’archive a besoin de ce nom, déjà pris : {min(taken)}")
    names = frozenset({*kept, *made})
    for name in sorted(names):
        text = made[name]() if name in made else None
        content = (site / name).read_bytes() if text is None else text.encode()
        if name.endswith(".html"):
            content = CopiedPage(name, names, house.site.identite).html(content.decode()).encode()
        yield name, content


class CopiedPage:
    """A page as the archive has it: its links lead to files, and it says what it lacks."""

    def __init__(self, name: str, names: frozenset[str], site: Identity) -> None:
        self.name, self.names, self.site = name, names, site
        self.address = name.removesuffix("index.html")

    def html(self, html: str) -> str:
        """Return the page of the archive made from that of the site."""
        allowed = escape(policy.text(policy.ARCHIVE), quote=False)
        allowed = f'http-equiv="Content-Security-Policy" content="{allowed}'
        html = _policy(lambda _: allowed, _loaded("", html))
        if "<noscript>" in html or 'class="sans-js"' in html:
            html = _without(partial(self._told), html)
        html = _main(lambda main: main[0] + self._said("bandeau"), html, count=1)
        return _tag(self._tag, html)

    def _told(self, noscript: re.Match[str]) -> str:
        """Return what is said of what needs a script; the catalogue has the page that searches."""
        if self.address == f"{WHOLE_LIST.folder}/":
            return self._said("catalogue")
        return self._said("sans_script") + (noscript[1] or "")

    def _said(self, what: str) -> str:
        # The same page on the site, where the catalogue searches.
        online = "catalogue/" if self.address == f"{SEARCH}/" else self.address
        return str(fill(
            "archive.html.j2", base_of(self.name), dit=what, chercher=f"{SEARCH}/",
            en_ligne=self.site.adresse and self.site.adresse + online,
        ))  # fmt: skip

    def _tag(self, tag: re.Match[str]) -> str:
        name, attributes = tag.groups()
        if name == "meta":
            return _refresh(lambda found: self._led(found[0]), tag[0])
        # The site has one kind of form, that of the search.
        search = f"{base_of(self.name)}{SEARCH}/index.html" if name == "form" else ""
        written = _address(lambda at: f'{at[1]}="{search or self._led(at[2])}"', attributes)
        return f"<{name}{written}>"

    def _led(self, written: str) -> str:
        """Return where a link leads in the archive; what the forms read leads to the site."""
        address = unescape(written)
        if _is_whole(address):
            return written
        path, _, anchor = address.partition("#")
        path, _, query = path.partition("?")
        target = normpath(join(dirname(self.name), unquote(path))) if path else dirname(self.name)
        folder = "" if target in (".", "") else f"{target}/"
        if f"{folder}index.html" not in self.names:
            return written
        if query and folder == f"{WHOLE_LIST.folder}/":
            return escape(f"{base_of(self.name)}{SEARCH}/index.html?{query}")
        if query and self.site.adresse:
            return escape(f"{self.site.adresse}{folder}?{query}")
        leads = relpath(f"{folder}index.html", dirname(self.name) or ".")
        return escape(f"{leads}#{anchor}" if anchor else leads)


def _search_page(view: SiteView, house: House) -> str:
    """Return the page that searches, as the site would have it."""
    # What the site has at its place: who reports a mistake, or shares the page, is led there.
    address, title = f"{WHOLE_LIST.folder}/", "Chercher une initiative"
    html = fill(
        "chercher.html.j2", base_of(f"{SEARCH}/"),
        facettes=blocks(view.facets), total=len(view.cards), index=INDEX, script=SCRIPT,
    )  # fmt: skip
    shell = WHOLE_LIST.shell
    source = "scripts/catalogue/build/templates/chercher.html.j2"
    page = Page(
        address=address, shell=shell, title=title, description=title, html=html, source=source
    )
    return stamp(house.shells[shell], page)


def _index(view: SiteView, found: Iterable[Fragment]) -> str:
    """Return the script that holds what is searched: records first, then other pages."""
    by_address = {fragment.address: fragment for fragment in found}
    records = [by_address.pop(card.adresse) for card in view.cards]
    others = sorted(by_address.values(), key=lambda fragment: fragment.address)
    held: dict[str, list[int]] = defaultdict(list)
    names = _names_of_choices(view)
    for position, fragment in enumerate([*records, *others]):
        texts = (fragment.title, fragment.text, *names[fragment.address])
        for word in sorted({word for text in texts for word in _words(bare(text))}):
            held[word].append(position)
    data = {
        **catalogue_facets(view, whole=True),
        "fiches": [[c.adresse, c.titre, c.lieu, c.lien, c.resume] for c in view.cards],
        "pages": [[fragment.address, fragment.title] for fragment in others],
        "mots": [[word, gaps(positions)] for word, positions in sorted(held.items())],
    }
    # In JSON, no text ends a script, and none starts a comment of HTML.
    return f"var CATALOGUE = {compact(data)};\n"


def _names_of_choices(view: SiteView) -> dict[str, list[str]]:
    """Return, by address of a page, the names of its choices, and what leads to them."""
    names: dict[str, list[str]] = defaultdict(list)
    for facet in view.facets:
        for value in facet.valeurs:
            names[value.adresse or ""] += (*value.alias, *value.mots)
            # The towns of a département are names of places, and words of no record.
            said = (value.libelle, *value.alias, *(() if facet.parametre == PLACE else value.mots))
            for position in value.fiches:
                names[view.cards[position].adresse] += said
    return names
