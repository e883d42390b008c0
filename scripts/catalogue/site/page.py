"""A page to stamp, what the making of every page shares, and who publishes the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any, Generic, TypeVar

from catalogue.site.environment import fill
from catalogue.site.kinds.table import WHOLE_LIST, PageKind
from catalogue.site.lexicon import Mention
from catalogue.site.views import Link
from catalogue.site.wording import listing
from catalogue.text.web import is_mail, web_address

DESCRIPTION_LENGTH = 160


def landing_link(kind: PageKind) -> Link:
    """Return the first step of a breadcrumb: the page that lists those of a kind."""
    return Link(libelle=kind.title, adresse=f"{kind.landing_page}/")


CATALOGUE = landing_link(WHOLE_LIST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to stamp: its address, the shell it goes in, its words, its HTML."""

    address: str
    shell: str
    title: str
    description: str
    html: str = ""
    summary: tuple[tuple[str, str], ...] = ()
    """Anchors and titles of its sections."""
    source: str = ""
    """The file to edit to correct it."""
    donnees: str = ""
    """Of a record alone: its values as JSON, in a file beside the page; the form corrects them."""
    vue: str = ""
    """Its sheet as JSON, likewise: what the browser compares, prints and carries away."""
    flux: Link | None = None
    """The feed of what is new on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The site's own name and address, as it is cited; the address may not be known."""

    nom: str
    adresse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The pages of a member of a kind, to be made; nothing of it is computed until it is asked."""

    address: str
    title: str
    """What the site map calls it."""
    rests_on: Callable[[], tuple[object, ...]]
    """Gives what its pages rest on, besides the references and the site."""
    make: Callable[[Identity], Iterable[Page]]
    """Makes its pages for a site of this name and address."""
    count: Callable[[], int] = lambda: 1
    """Gives how many pages it must give, counted from the corpus."""


FOLLOWED = frozenset({"publics", "partenariats", "outils", "territoires"})
"""The sets of terms whose pages have a feed each, where they have records; calls do as well."""
AGENDA = "agenda.ics"
"""The calendar that stands beside the page of a region."""


def feed_of(page: str, title: str) -> Link:
    """Return the feed of what is new on a page."""
    return Link(libelle=title, adresse=f"{page}flux.xml")


def base_of(address: str) -> str:
    """Return what leads from a page to the site's root: `../` for each folder of its address."""
    return "../" * address.count("/")


def shortened(text: str, rank: int = 1) -> str:
    """Return a text cut at a word to the length of a search engine's description.

    The next pages of a list say which they are: two pages must not be described alike.
    """
    if rank > 1:
        text = f"Page {rank}. {text}"
    if len(text) <= DESCRIPTION_LENGTH:
        return text
    return text[: DESCRIPTION_LENGTH - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


CARDS_PER_PAGE = 50
NEIGHBOURS = 2
"""How many pages before and after this one have a link, beside the first and the last."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Generic[T]):
    """A page of a list: its rank from 1, its address, its cards, and links (None: a gap)."""

    rank: int
    address: str
    cards: Sequence[T]
    links: tuple[Link | None, ...]


def count_pages(count: int) -> int:
    """Return how many pages a number of cards fills; an empty list has one."""
    return max(1, ceil(count / CARDS_PER_PAGE))


def list_pages(address: str, cards: Sequence[T], numbers: str = "") -> Iterator[ListPage[T]]:
    """Yield the pages of a list; `numbers` is the folder, under its address, of the next ones."""
    last = count_pages(len(cards))
    addresses = {1: address, **{n: f"{address}{numbers}{n}/" for n in range(2, last + 1)}}
    for rank, own in addresses.items():
        near = range(max(1, rank - NEIGHBOURS), min(last, rank + NEIGHBOURS) + 1)
        links: list[Link | None] = []
        previous = 0
        for other in sorted({1, last, *near}):
            if other > previous + 1:
                links.append(None)
            leads = None if other == rank else addresses[other]
            links.append(Link(libelle=str(other), adresse=leads))
            previous = other
        begin = (rank - 1) * CARDS_PER_PAGE
        yield ListPage(
            rank=rank,
            address=own,
            cards=cards[begin : begin + CARDS_PER_PAGE],
            links=tuple(links),
        )


def rank_words(page: ListPage[Any]) -> str:
    """Return what tells the title of a list's next page from that of the first."""
    return f" (page {page.rank})" if page.rank > 1 else ""


def member_pages(
    model: Page, cards: Sequence[Any], template: str, mentions: Sequence[Mention], **values: Any
) -> Iterator[Page]:
    """Yield the pages of a list after a model, the first one without its HTML, told apart by rank.

    `mentions` are the words of the glossary in its texts; the template has `values` besides the
    feed of the model (`flux`) and a page of the list (`page`).
    """
    for page in list_pages(model.address, cards):
        base = base_of(page.address)
        yield replace(
            model,
            address=page.address,
            title=f"{model.title}{rank_words(page)}",
            description=shortened(model.description, page.rank),
            html=fill(template, base, mentions, page=page, flux=model.flux, **values),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """What the law and contributors ask of a published site; what is not known is empty."""

    editeur: str = ""
    contact: str = ""
    """An e-mail address, or that of a page where one can write."""
    hebergeur: str = ""

    @property
    def adresse(self) -> str:
        """Return what a link to the contact leads to; UnsafeAddressError where it is neither."""
        if self.courriel:
            return f"mailto:{self.courriel}"
        return web_address(self.contact) if self.contact else ""

    @property
    def courriel(self) -> str:
        """Return the contact if one writes to it by e-mail."""
        return self.contact if is_mail(self.contact) else ""

    @property
    def missing(self) -> str:
        """Return in one sentence what the site does not say of itself, or the empty string."""
        wanted = {
            "qui le publie (editeur)": self.editeur,
            "à qui écrire (contact)": self.contact,
            "qui l’héberge (hebergeur)": self.hebergeur,
        }
        unsaid = [words for words, given in wanted.items() if not given]
        settings = (
            "mkdocs.yml, sous « extra », ou variables CATALOGUE_EDITEUR, CATALOGUE_CONTACT et"
            " CATALOGUE_HEBERGEUR"
        )
        return f"le site ne dit pas {listing(unsaid)} : réglages de {settings}" if unsaid else ""


NOBODY = Publisher()
