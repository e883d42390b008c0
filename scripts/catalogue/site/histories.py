"""What the history of the repository says of the data, as pages and feeds show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.records.corpus import Corpus
from catalogue.site.addresses import address_of, member_address
from catalogue.site.changes import Change
from catalogue.site.views import Link
from catalogue.site.wording import date_words

NEW, CHANGED, MOVED, WITHDRAWN = "fiche", "fiche-modifiee", "fiche-deplacee", "fiche-retiree"
NEW_CALL, CHANGED_CALL, NEW_EDITION = "appel", "appel-modifie", "bilan"
GENRES = {
    NEW: "Nouvelle fiche",
    CHANGED: "Fiche modifiée",
    MOVED: "Fiche déplacée",
    WITHDRAWN: "Fiche retirée",
    NEW_CALL: "Nouvel appel",
    CHANGED_CALL: "Appel modifié",
    NEW_EDITION: "Bilan établi",
}
"""What may happen to the data, in the reader's words."""
FROM_PAST = frozenset({NEW, CHANGED, NEW_CALL, CHANGED_CALL})
"""What only the history of the repository tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDay:
    """What one day changed in a file of data: its state at the end of it and at the one before."""

    jour: str
    instant: str
    """When its last commit was made, as « 2026-11-22T08:00:00Z »."""
    premier: bool
    """Whether the file was first published then, as far as the site may tell."""
    changements: tuple[Change, ...] = ()
    champs: tuple[str, ...] = ()
    """The fields of the file where something changed, each once."""
    encore: int = 0
    """How many changes are not told."""
    tu: bool = False
    """Whether what changed is not told, for the privacy of somebody."""
    etat: str = ""
    """The address of the state of that day, or the empty string where it is not published."""

    @property
    def date(self) -> str:
        """Return the day in words."""
        return date_words(self.jour)

    @property
    def silence(self) -> str:
        """Return what stands instead of changes that are not told."""
        return (
            "Le détail n’est pas montré\u00a0: un état d’avant disait ce qu’une fiche ne doit pas"
            " dire, ou a été retiré."
        )


@dataclass(frozen=True, slots=True)
class Histories:
    """The days of each record and call by id, from the newest; `lacking` says why they miss."""

    lacking: str = ""
    fiches: Mapping[str, tuple[ChangedDay, ...]] = field(default_factory=dict)
    appels: Mapping[str, tuple[ChangedDay, ...]] = field(default_factory=dict)


NOT_ASKED = Histories("il n’a pas été demandé")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPast:
    """What a record's page says of its past."""

    jours: tuple[ChangedDay, ...]
    manque: bool
    """Whether the site was made without the history of the repository."""
    venues: tuple[tuple[Link, str, str], ...]
    """The records that lead here: the old address, when, and why."""
    retrait: tuple[str, str] | None
    """Since when and why its earlier states are not told."""

    @property
    def version(self) -> ChangedDay | None:
        """Return the day whose state can be cited for what the record says now."""
        return self.jours[0] if self.jours and self.jours[0].etat else None


def record_past(corpus: Corpus, histories: Histories, id_: str) -> RecordPast:
    """Return the past of a record."""
    cut = next((one for one in corpus.withdrawals if one.fiche == id_), None)
    return RecordPast(
        jours=histories.fiches.get(id_, ()),
        manque=bool(histories.lacking),
        venues=tuple(
            (Link(libelle=m.ancien, adresse=address_of(m.ancien)), date_words(m.date), m.motif)
            for m in corpus.moves
            if id_ in {m.nouveau, *m.aussi}
        ),
        retrait=(date_words(cut.date), cut.motif) if cut else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to the data on a day."""

    genre: str
    """One of `GENRES`."""
    lien: Link
    jour: str
    instant: str
    mots: str = ""
    """Why, where people wrote it down."""
    change: ChangedDay | None = None

    @property
    def titre(self) -> str:
        """Return what happened, in words."""
        return GENRES[self.genre]

    @property
    def date(self) -> str:
        """Return the day in words."""
        return date_words(self.jour)


def events(corpus: Corpus, histories: Histories) -> list[Event]:
    """Return everything that happened to the data, the newest first."""
    records = {p.id: Link(libelle=p.titre, adresse=address_of(p.id)) for p in corpus.projects}
    calls = {
        c.id: Link(libelle=c.nom, adresse=member_address("appels", c.id))
        for c in corpus.calls.values()
    }
    found = [
        Event(
            genre=first if day.premier else then,
            lien=link,
            jour=day.jour,
            instant=day.instant,
            change=day,
        )
        for links, days, first, then in (
            (records, histories.fiches, NEW, CHANGED),
            (calls, histories.appels, NEW_CALL, CHANGED_CALL),
        )
        for id_, link in links.items()
        for day in days.get(id_, ())
    ]
    # What people wrote down with its day: moves, withdrawals, editions of the bilan.
    written = [(one.date, MOVED, records[one.nouveau], one.motif) for one in corpus.moves]
    for one in corpus.withdrawals:
        # The title of a record that is gone is not told again.
        gone = Link(libelle=one.fiche, adresse=address_of(one.fiche))
        written.append((one.date, WITHDRAWN, records.get(one.fiche, gone), one.motif))
    for report in corpus.reports.values():
        if report.publie:
            link = Link(libelle=report.titre, adresse=f"bilans/{report.id}/")
            written.append((report.etabli_le, NEW_EDITION, link, report.sous_titre))
    found += (
        Event(genre=genre, lien=link, jour=day, instant=f"{day}T00:00:00Z", mots=words)
        for day, genre, link, words in written
    )
    return sorted(found, key=lambda e: (e.instant, e.genre, e.lien.libelle), reverse=True)
