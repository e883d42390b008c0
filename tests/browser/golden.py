"""The golden queries: what the catalogue page shows for each, and the rank of what it should."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import yaml
from playwright.sync_api import Page

from browser import listing
from browser.rig import REPOSITORY, Site

SUMMARY = "requêtes de référence"
"""The property under which a test's report keeps what the run says of them when it ends."""

FILE = REPOSITORY / "tests" / "search" / "golden.yml"

READ_LINKS = """() => [...document.querySelectorAll(
  '#messages a, #vide:not([hidden]) a, #ailleurs:not([hidden]) a')].map((lien) => lien.href)"""
# The other pages come after the list: they are waited for where one is expected.
ELSEWHERE = "#catalogue[data-ailleurs]"


@dataclass(frozen=True, slots=True)
class Query:
    """Words, and what they should lead to, by kind."""

    words: str
    records: tuple[str, ...] = ()
    only: bool = False
    others: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """filtre, correction, page or rien → the answers of which one must be proposed."""

    def is_answered(self, found: list[str]) -> bool:
        """Tell whether the records that are expected are there, and others may be."""
        return not self.only and {*self.records} <= {*found}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page answered: records, then its links by kind, each in order."""

    records: tuple[str, ...]
    links: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Score:
    """One thing expected of one query: its rank, None when it is not there, and what is wrong."""

    words: str
    kind: str
    rank: int | None
    fault: str = ""

    @property
    def reciprocal(self) -> float:
        """Return 1 for the first rank, 1/2 for the second… and 0 for nothing."""
        return 1 / self.rank if self.rank else 0.0


def read_queries(path: Path = FILE) -> tuple[Query, ...]:
    """Return the golden queries of a file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(_query(item, data["fiches"]) for item in data["requetes"])


def _query(item: dict[str, Any], ids: dict[str, str]) -> Query:
    named = item.get("seules") or item.get("fiches") or ()
    proposed = [kind for kind in ("filtre", "correction", "page") if kind in item]
    others = {kind: _several(item[kind]) for kind in proposed}
    if item.get("rien"):
        others["rien"] = ("contribuer/",)
    return Query(item["q"], tuple(ids[key] for key in named), "seules" in item, others)


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def ask(
    page: Page, site: Site, words: str, enough: Callable[[list[str]], bool] = lambda _: False
) -> Shown:
    """Ask the catalogue page for words and read all it shows, or the records that are enough."""
    listing.visit(page, f"{site.url}catalogue/?{urlencode({'q': words})}")
    page.wait_for_selector(ELSEWHERE, state="attached")
    links: dict[str, list[str]] = {"filtre": [], "correction": [], "page": []}
    for href in page.evaluate(READ_LINKS):
        kind, answer = _read_link(href, site)
        links[kind].append(answer)
    # The list has pages: what is found is on all of them.
    found = tuple(listing.all_ids(page, enough))
    return Shown(found, {kind: tuple(hrefs) for kind, hrefs in links.items()})


def _read_link(href: str, site: Site) -> tuple[str, str]:
    """Return the kind of a link and what it proposes."""
    parts = urlsplit(href)
    address = href.split("?", maxsplit=1)[0].split("#", maxsplit=1)[0].removeprefix(site.url)
    if address != "catalogue/":
        return "page", address
    asked = dict(parse_qsl(parts.query))
    if "q" in asked:
        return "correction", asked["q"]
    return "filtre", parts.query


def scores(query: Query, shown: Shown) -> Iterator[Score]:
    """Yield a score for each thing that a query should lead to."""
    if query.records:
        rank = _rank(shown.records, query.records)
        yield Score(query.words, "fiches", rank, _fault(query, shown))
    for kind, answers in query.others.items():
        if kind == "rien":
            door = _rank(shown.links["page"], answers)
            yield Score(query.words, kind, None if shown.records else door)
        else:
            yield Score(query.words, kind, _rank(shown.links[kind], answers))


def _rank(found: tuple[str, ...], expected: tuple[str, ...]) -> int | None:
    wanted = {plain(text) for text in expected}
    return next((i for i, text in enumerate(found, start=1) if plain(text) in wanted), None)


def _fault(query: Query, shown: Shown) -> str:
    missing = sorted(set(query.records) - set(shown.records))
    extra = sorted(set(shown.records) - set(query.records)) if query.only else []
    return ", ".join([*(f"manque {id_}" for id_ in missing), *(f"en trop {id_}" for id_ in extra)])


def plain(text: str) -> str:
    """Return a text in lower case, its hyphens as spaces: what two spellings have in common."""
    return text.lower().replace("-", " ")


def mean_reciprocal_rank(found: list[Score]) -> float:
    """Return the mean over all scores."""
    return sum(score.reciprocal for score in found) / len(found)


def table(found: list[Score]) -> str:
    """Return one line a score, the worst first."""
    ordered = sorted(found, key=lambda score: (score.reciprocal, not score.fault))
    return "\n".join(
        f"{score.rank or '–':>3}  {score.kind:<10}  {score.words}"
        + (f"  ({score.fault})" if score.fault else "")
        for score in ordered
    )
