"""The ways on: where the page of a term, a place, an organisation or a call leads, always.

One block for all of them, made by one function: the calls that name it, what was published of it,
the records nearest by what they do, whom to ask, what to ask a peer. What nothing says is said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

from catalogue.records.corpus import Corpus, collation
from catalogue.records.types import CALL_TERMS, Call, Service, ServiceRole
from catalogue.site.addresses import contribution_address, member_address, term_link
from catalogue.site.appraisal import Alike
from catalogue.site.call_views import CallLine, call_line, calls_from_newest
from catalogue.site.facets import MaskedChoice, choices_of, mask, most_shared
from catalogue.site.figure_views import BIBLIOGRAPHY, figure_view, source_link
from catalogue.site.map import neighbours
from catalogue.site.views import Card, Facet, Link
from catalogue.site.wording import NBSP, date_words, lower_first, plural
from catalogue.text.letters import bare

ALL_PUBLICS = "tous-publics-fragiles"
"""The public of calls that name none in particular."""
MOST_CALLS, MOST_PUBLISHED, MOST_NEAR, MOST_ASKED, MOST_LISTED = 6, 6, 6, 4, 40
LATEST_CALLS = LATEST_RECORDS = 3
MOST_BESIDE = 2
"""How many records of one place beside another: the nearest are not all of one."""
MANY_PIVOTS = 8
SHORT_NAME = 6
"""A name of fewer letters stands in texts that speak of something else."""

NO_CALL_FOR_PUBLIC = (
    "Aucun appel connu ne cite ce public. Ceux-ci visent tous les ménages fragiles."
)
NO_CALL_HERE = (
    "Aucun appel connu n’a été lancé ici. Demandez au service de l’État, plus bas, s’il en prévoit"
    " un. Voici les derniers connus ailleurs."
)
NO_OTHER_CALL = "Aucun autre appel n’est connu ici. Voici les derniers connus ailleurs."
NO_CALL = "Aucun appel connu n’en parle. Voici les derniers connus, d’où qu’ils viennent."

PIVOTS = {"publics": ("outils", "partenariats"), "outils": ("publics",)}
"""What makes records near those of a term: how they work for a public, for whom for a tool."""
PIVOTS_OF_OTHERS = ("publics", "outils")
SAME = {
    "publics": "Même public",
    "outils": "Même outil",
    "partenariats": "Même partenariat",
}
"""What it is called to share a member of a set."""
DIFFERS = {
    "publics": "pour un autre public",
    "outils": "avec un autre outil",
    "partenariats": "dans un autre partenariat",
    "territoires": "ailleurs",
    "organismes": "chez d’autres",
}
"""What differs of the records near those of a page, by the set that the page is of."""
CITED = {
    "publics": "Public que l’appel cite",
    "outils": "Outil que l’appel cite",
    "partenariats": "Partenariat que l’appel cite",
}

NONE_NEAR = "Aucune fiche n’en est proche. Pour commencer, voici les dernières vérifiées."

TAKEN = (*CALL_TERMS, "territoires", "appels", "modalites", "domaines")
"""The sets of which an address may choose a member in the form; an organisation needs its role."""

QUESTIONS = (
    ("limites", "Qu’est-ce qui n’a pas marché, et qu’avez-vous changé ?"),
    ("moyens", "Combien cela demande-t-il d’argent et de temps de travail, par ménage et par an ?"),
    ("resultats", "Que sont devenus les ménages, un an après ?"),
    ("engagements", "Qui a signé avec qui, et qui paie si le loyer ne l’est pas ?"),
    ("transferabilite", "Que faut-il garder pour le refaire ailleurs, et que peut-on changer ?"),
    ("conditions_reussite", "Sans quoi cela n’aurait-il pas tenu ?"),
    ("gouvernance", "Qui décide, et à quel rythme vous réunissez-vous ?"),
    ("calendrier", "Combien de temps entre l’idée et le premier ménage logé ?"),
)
"""What to ask a peer: the field of a record that would say it, and the question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What a page is about: a member of a set, its records, where it takes place."""

    reference: str
    id: str
    cartes: tuple[Card, ...]
    territoires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DesksView:
    """The services that have one role, and what to ask of them, each with its documents."""

    fonction: ServiceRole
    sources: tuple[Link, ...]
    services: tuple[tuple[Service, Link, tuple[Link, ...]], ...]
    """Each service, its name with its page, and its documents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysView:
    """Where a page leads on; `appels_raison` says why these calls, where none names its subject."""

    appels: tuple[CallLine, ...]
    appels_raison: str
    publie: tuple[tuple[str, Link], ...]
    """What was published of it, and where that stands."""
    proches: tuple[Alike, ...]
    proches_raison: str
    """Why these records, where none is near; each says its own otherwise."""
    organismes: tuple[tuple[Link, str], ...]
    guichets: tuple[DesksView, ...]
    regions: tuple[Link, ...]
    """Where to find the services of a region, where the page is of none."""
    questions: tuple[tuple[str, str], ...]
    """Each question, and how many of the records at hand say something of it."""
    proposer: str


class Ways:
    """Makes the ways on of any page; each is made once."""

    def __init__(self, corpus: Corpus, cards: Sequence[Card], facets: Sequence[Facet]) -> None:
        self.corpus, self.cards, self.facets = corpus, cards, facets
        self.made: dict[tuple[str, str], WaysView] = {}
        self.newest = calls_from_newest(corpus)
        self.positions = {card.id: position for position, card in enumerate(cards)}
        # The choices of each set that may bring records together.
        self.choices = {name: choices_of(facets, (name,)) for name in (*CALL_TERMS, "territoires")}
        # Each territory → those that touch it.
        base = corpus.base_map
        self.beside = neighbours(base, corpus.territories) if base else {}
        # Each figure of a call → the page of the call.
        self.figure_pages = {
            figure.id: member_address("appels", call.id)
            for call in corpus.calls.values()
            for figures in (call.chiffres, *(s.chiffres for s in call.sessions))
            for figure in figures
        }
        regions = [term for term in corpus.territories.values() if term.type == "region"]
        regions.sort(key=lambda term: collation(term.libelle))
        self.regions = tuple(
            Link(libelle=t.libelle, adresse=f"{member_address('territoires', t.id)}#a-qui-parler")
            for t in regions
        )

    def of(self, origin: Origin) -> WaysView:
        """Return the ways on from a page."""
        key = (origin.reference, origin.id)
        if key not in self.made:
            calls, reason = self._calls(origin)
            near, why = self._near(origin)
            taken = origin.reference if origin.reference in TAKEN else ""
            choices = [(f.parametre, origin.id) for f in self.facets if f.reference == taken]
            self.made[key] = WaysView(
                appels=tuple(call_line(self.corpus, call) for call in calls),
                appels_raison=reason,
                publie=tuple(self._published(origin))[:MOST_PUBLISHED],
                proches=near,
                proches_raison=why,
                organismes=self._organisations(origin),
                guichets=tuple(self.desks(origin.territoires)),
                regions=() if origin.territoires else self.regions,
                questions=self._questions(origin),
                proposer=contribution_address(*choices),
            )
        return self.made[key]

    # Calls

    def _calls(self, origin: Origin) -> tuple[list[Call], str]:
        """Return the calls that concern a page, newest first, or the nearest ones and why."""
        named = [call for call in self.newest if self._concerns(call, origin)]
        if named:
            return named[:MOST_CALLS], ""
        if origin.reference == "publics":
            wide = [c for c in self.newest if any(t.terme == ALL_PUBLICS for t in c.publics)]
            if wide:
                return wide[:MOST_CALLS], NO_CALL_FOR_PUBLIC
        if origin.reference == "appels":
            others = [call for call in self.newest if call.id != origin.id]
            return others[:LATEST_CALLS], NO_OTHER_CALL
        return self.newest[:LATEST_CALLS], NO_CALL_HERE if origin.territoires else NO_CALL

    def _concerns(self, call: Call, origin: Origin) -> bool:
        """Tell whether a call names the subject of a page, or takes place where it does."""
        if origin.reference == "appels":
            # Two calls of the whole country are of one place.
            nation = not call.territoires and not origin.territoires
            here = nation or self._same_place(call.territoires, origin.territoires)
            return call.id != origin.id and here
        if origin.reference in CALL_TERMS:
            return any(
                origin.id in self._lineage(origin.reference, cited.terme)
                for cited in getattr(call, origin.reference)
            )
        if origin.reference == "annees":
            return str(call.annee) == origin.id
        if origin.reference == "organismes" and origin.id in call.financeurs:
            return True
        return self._same_place(call.territoires, origin.territoires)

    def _lineage(self, reference: str, id_: str) -> set[str]:
        return {term.id for term in self.corpus.lineage(reference, id_)}

    def _same_place(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Tell whether one of some places holds one of others, or is it."""
        lines = [(place, self._lineage("territoires", place)) for place in others]
        return any(
            one in line or place in self._lineage("territoires", one)
            for one in some
            for place, line in lines
        )

    # What was published

    def _published(self, origin: Origin) -> Iterator[tuple[str, Link]]:
        """Yield the figures and the moments that name the subject, then what it published."""
        said = self._names(origin)
        for figure in self.corpus.all_figures.values():
            if said and said.search(bare(figure.libelle)) and not figure.contexte:
                view = figure_view(self.corpus, figure)
                day = f", {view.date}" if view.date else ""
                page = self.figure_pages.get(figure.id, "programme/chiffres/")
                address = f"{page}#chiffre-{figure.id}"
                link = Link(libelle=f"{view.source.libelle}{day}", adresse=address)
                yield f"{figure.libelle}{NBSP}: {view.valeur}", link
        for moment in self.corpus.milestones:
            own = origin.reference == "appels" and moment.appel == origin.id
            if own or (said and said.search(bare(f"{moment.titre} {moment.texte}"))):
                day = date_words(moment.date)
                yield moment.titre, Link(libelle=day, adresse="programme/histoire/")
        if origin.reference == "organismes" and said:
            for source in self.corpus.sources.values():
                if said.search(bare(source.editeur)):
                    day = date_words(source.date) or "sans date"
                    address = f"{BIBLIOGRAPHY}#source-{source.id}"
                    yield source.document, Link(libelle=day, adresse=address)

    def _names(self, origin: Origin) -> re.Pattern[str] | None:
        """Return what finds the subject in a text: its names as whole words."""
        term = self.corpus.term(origin.reference, origin.id)
        if term is None or origin.reference in {"appels", "annees", "preuves"}:
            return None
        # A word to search by is no name, unless it is an expression.
        said = (term.libelle, *term.alias, *(words for words in term.mots if " " in words))
        forms = {bare(name.split(" (")[0]) for name in said}
        long = sorted(form for form in forms if len(form) >= SHORT_NAME)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, long))})\b") if long else None

    # Records

    def _near(self, origin: Origin) -> tuple[tuple[Alike, ...], str]:
        """Return records near those of a page by what they do, each with why; or any, and why."""
        own = mask(self.positions[card.id] for card in origin.cartes)
        found: dict[int, str] = {}
        for position, reason in chain(
            self._cited(origin),
            self._around(origin),
            self._by_pivot(origin, own),
            self._of_family(origin),
        ):
            if len(found) < MOST_NEAR and not own >> position & 1:
                found.setdefault(position, reason)
        if found or own:
            return tuple(Alike(carte=self.cards[p], raison=r) for p, r in found.items()), ""
        latest = sorted(self.corpus.projects, key=lambda p: p.verifie_le, reverse=True)
        cards = (self.cards[self.positions[p.id]] for p in latest[:LATEST_RECORDS])
        return tuple(Alike(carte=card, raison="") for card in cards), NONE_NEAR

    def _around(self, origin: Origin) -> Iterator[tuple[int, str]]:
        """Yield the records of a place's region, then of the départements that touch it."""
        if origin.reference not in {"territoires", "organismes", "appels"}:
            return
        places = {c.valeur.id: c for c in self.choices["territoires"]}
        for place in origin.territoires:
            for wider in self.corpus.lineage("territoires", place)[1:]:
                yield from _each(places.get(wider.id), f"Même région : {wider.libelle}.")
            near = (
                "Département voisin" if self.corpus.territories[place].parent else "Région voisine"
            )
            for other in self.beside.get(place, ()):
                label = self.corpus.label("territoires", other)
                yield from _each(places.get(other), f"{near} : {label}.", MOST_BESIDE)

    def _cited(self, origin: Origin) -> Iterator[tuple[int, str]]:
        """Yield the records of the terms that a call names."""
        call = self.corpus.calls.get(origin.id) if origin.reference == "appels" else None
        for reference in CITED if call else ():
            cited = {c.terme for c in getattr(call, reference)} - {ALL_PUBLICS}
            for choice in self.choices[reference]:
                if choice.valeur.id in cited:
                    name = lower_first(choice.valeur.libelle)
                    yield from _each(choice, f"{CITED[reference]} : {name}.", 1)

    def _by_pivot(self, origin: Origin, own: int) -> Iterator[tuple[int, str]]:
        """Yield the records that share a mechanism with those of a page, one for each in turn.

        What they share is told, then what they have that the page's records have not.
        """
        total = len(self.cards) + 1  # One more: what every record has still weighs a little.
        for reference in PIVOTS.get(origin.reference, PIVOTS_OF_OTHERS):
            shared = most_shared(self.choices[reference], own, MANY_PIVOTS)
            # What few others have comes first: it says most of the records at hand.
            telling = sorted(shared, key=lambda c: -c[1] * log(total / c[0].fiches.bit_count()))
            for choice, _ in telling:
                same = f"{SAME[reference]} : {lower_first(choice.valeur.libelle)}"
                for position, words in _each(choice, same, 1, own):
                    card = self.cards[position]
                    # Named where the card shows it.
                    has = {"publics": card.publics, "outils": card.outils}.get(origin.reference)
                    named = f" : {lower_first(has[0].libelle)}" if has else ""
                    differs = DIFFERS.get(origin.reference, "")
                    yield position, f"{words}{f', {differs}{named}' if differs else ''}."

    def _of_family(self, origin: Origin) -> Iterator[tuple[int, str]]:
        """Yield the records of the terms that stand beside a term, where it has none of its own."""
        term = self.corpus.term(origin.reference, origin.id)
        if term is None or origin.cartes or origin.reference not in CALL_TERMS:
            return
        for choice in self.choices[origin.reference]:
            other = choice.valeur
            beside = term.famille and other.famille == term.famille
            kin = beside or term.id == other.parent or term.parent == other.id
            if kin and other.id != term.id:
                yield from _each(choice, f"Terme proche : {lower_first(other.libelle)}.", 1)

    # Places and people to ask

    def _organisations(self, origin: Origin) -> tuple[tuple[Link, str], ...]:
        """Return the organisations of a place, of what holds it and of what it holds."""
        if origin.reference != "territoires":
            return ()
        there = [
            o
            for o in self.corpus.organisations.values()
            if self._same_place(o.territoires, [origin.id])
        ]
        there.sort(key=lambda organisation: collation(organisation.full_name))
        return tuple(
            (
                term_link(self.corpus, "organismes", o.id),
                self.corpus.label("types-organisme", o.type),
            )
            for o in there[:MOST_LISTED]
        )

    def desks(self, places: Sequence[str]) -> Iterator[DesksView]:
        """Yield, by role, the services of some places and those that are everywhere."""
        for role in self.corpus.service_roles:
            services = []
            for service in self.corpus.services:
                everywhere = not service.territoires
                if service.fonction == role.id and (
                    everywhere or self._same_place(service.territoires, places)
                ):
                    known = service.organisme in self.corpus.organisations
                    address = member_address("organismes", service.organisme) if known else None
                    name = Link(libelle=service.nom, adresse=address)
                    services.append((service, name, self._documents(service.sources)))
            # On a page of no region the role is told: the regions lead to its services.
            if services or not places:
                yield DesksView(
                    fonction=role,
                    sources=self._documents(role.sources),
                    services=tuple(services),
                )

    def _documents(self, ids: Iterable[str]) -> tuple[Link, ...]:
        return tuple(source_link(self.corpus, id_) for id_ in ids)

    def _questions(self, origin: Origin) -> tuple[tuple[str, str], ...]:
        """Return what to ask a peer: first what the fewest of the records at hand say."""
        here = [self.corpus.projects[self.positions[card.id]] for card in origin.cartes]
        records = here or self.corpus.projects
        counts = [(sum(field in p.data for p in records), q) for field, q in QUESTIONS]
        counts.sort(key=lambda pair: pair[0])
        where, total = "d’ici" if here else "du catalogue", len(records)
        found = []
        for count, question in counts[:MOST_ASKED]:
            if count:
                told = "en parle" if count == 1 else "en parlent"
                said = f"{plural(count, 'fiche', 'fiches')} {where} sur {total} {told}"
            elif total > 1:
                said = f"aucune fiche {where} ne le dit"
            else:
                said = "la fiche ne le dit pas" if total else ""
            found.append((question, said))
        return tuple(found)


def _each(
    choice: MaskedChoice | None, reason: str, most: int = MOST_NEAR, but: int = 0
) -> Iterator[tuple[int, str]]:
    """Yield the first records of a choice that are not already there, with why."""
    if choice is not None:
        others = (p for p in choice.valeur.fiches if not but >> p & 1)
        for position, _ in zip(others, range(most), strict=False):
            yield position, reason
