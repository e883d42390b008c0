"""The dates of the calls as calendars (RFC 5545): for each region, and for the whole country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from catalogue.data.feeds import stable_id
from catalogue.records.corpus import Corpus
from catalogue.records.types import Call, CallStep
from catalogue.site.addresses import member_address
from catalogue.site.call_views import calls_in_order, concerns
from catalogue.site.page import AGENDA, Identity
from catalogue.site.site_view import SiteView
from catalogue.site.wording import date_words

WHOLE: Final = f"appels/{AGENDA}"
"""The calendar of every call."""
ONCE: Final = frozenset({"ouverture", "cloture"})
"""The steps that a call has but once: two dates for one of them are two accounts of it."""
DAY: Final = len("2025-06-30")
LINE: Final = 75
"""How many bytes a line of a calendar may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallDate:
    """A step of a call, or of one of its sessions, whose day is known."""

    appel: Call
    session: str
    etape: CallStep
    fois: int
    """1 for the first step of its kind in its call or session, 2 for the next."""


def agenda_files(view: SiteView, site: Identity) -> Iterator[tuple[str, str]]:
    """Yield every calendar: its address and its text."""
    corpus, dates = view.corpus, call_dates(view.corpus)
    yield WHOLE, _calendar(corpus, "Appels à projets : toutes les dates", dates, site)
    for region in regions(corpus):
        held = (d for d in dates if not d.appel.territoires or concerns(corpus, d.appel, region))
        name = f"Appels à projets : {corpus.label('territoires', region)}"
        yield f"territoires/{region}/{AGENDA}", _calendar(corpus, name, held, site)


def regions(corpus: Corpus) -> list[str]:
    """Return the regions that have a page, and so a calendar."""
    return [term.id for term in corpus.territories.values() if term.type == "region"]


def call_dates(corpus: Corpus) -> list[CallDate]:
    """Return the steps whose day is known."""
    return [d for d in _every_date(corpus) if len(d.etape.date) == DAY]


def count_vague(corpus: Corpus) -> int:
    """Return how many steps have no known day: no calendar can hold them."""
    return sum(len(d.etape.date) < DAY for d in _every_date(corpus))


def _every_date(corpus: Corpus) -> Iterator[CallDate]:
    for call in calls_in_order(corpus):
        for part, name in ((call, ""), *((s, s.nom) for s in call.sessions)):
            # Of two documents that tell of one step, the first has the word.
            kept: list[CallStep] = []
            for step in part.calendrier:
                if any(_is_same(step, other) for other in kept):
                    continue
                kept.append(step)
                fois = sum(other.etape == step.etape for other in kept)
                yield CallDate(appel=call, session=name, etape=step, fois=fois)


def _is_same(one: CallStep, other: CallStep) -> bool:
    """Tell whether two accounts are of one step: a month and a day of it may be one date."""
    dates = one.date.startswith(other.date) or other.date.startswith(one.date)
    return one.etape == other.etape and (one.etape in ONCE or dates)


def _calendar(corpus: Corpus, name: str, dates: Iterable[CallDate], site: Identity) -> str:
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Logements Hlm accompagnés//Appels à projets//FR",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
        *(line for one in dates for line in _event(corpus, one, site)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(corpus: Corpus, one: CallDate, site: Identity) -> Iterator[str]:
    call, step = one.appel, one.etape
    again = (str(one.fois),) if one.fois > 1 else ()
    name = stable_id("agenda", call.id, one.session, step.etape, *again)
    sources = (corpus.sources.get(id_) for id_ in call.sources)
    days = (source.consulte_le for source in sources if source and source.consulte_le)
    # The last day when its documents were read; a month without a day stands for its first.
    read_on = max((f"{day}-01-01"[:DAY] for day in days), default=step.date)
    last = step.fin if len(step.fin) == DAY else step.date
    after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    session = f", {one.session}" if one.session else ""
    source = corpus.sources.get(step.source)
    end = f"Jusqu’en {date_words(step.fin)}." if step.fin and len(step.fin) < DAY else ""
    told = (step.precision, end, f"D’après : {source.document}" if source else "")
    yield "BEGIN:VEVENT"
    yield f"UID:{name.removeprefix('urn:uuid:')}"
    yield f"DTSTAMP:{_plain(read_on)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{_plain(step.date)}"
    yield f"DTEND;VALUE=DATE:{_plain(after)}"
    label = corpus.label("etapes-appel", step.etape)
    yield f"SUMMARY:{_escaped(f'{label} : {call.nom}{session}')}"
    yield f"DESCRIPTION:{_escaped(' '.join(filter(None, told)))}"
    if site.adresse:
        yield f"URL:{site.adresse}{member_address('appels', call.id)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _plain(day: str) -> str:
    return day.replace("-", "")


def _escaped(text: str) -> str:
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split("\n"))


def _folded(line: str) -> str:
    """Return a line cut where it is too long, never inside a letter."""
    parts, room = [b""], LINE
    for letter in line:
        held = letter.encode()
        if len(parts[-1]) + len(held) > room:
            parts.append(b"")
            room = LINE - 1  # A line that goes on begins with a space.
        parts[-1] += held
    return b"\r\n ".join(parts).decode()
