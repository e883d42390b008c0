"""Organisations: their records by role, whom they work with, for whom, with which tools, where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from catalogue.records.corpus import Corpus, collation
from catalogue.records.types import Organisation, Project, Said, SourcedFigure
from catalogue.site.addresses import catalogue_address, member_address, term_link
from catalogue.site.facets import MaskedChoice
from catalogue.site.figure_views import source_link
from catalogue.site.views import Card, Link, SourcedWords
from catalogue.site.wording import (
    date_words,
    listing,
    lower_first,
    plural,
    quantity,
    upper_first,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationEntry:
    """An organisation in a list: its name, its page, its roles in words."""

    id: str
    nom: str
    adresse: str
    type: str
    roles: str
    fiches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleView:
    """The roles that an organisation has together, and the records where it has them."""

    id: str
    libelle: str
    nombre: str
    cartes: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView:
    """Whom an organisation works with: in how many records, in which roles (« gestionnaire »)."""

    lien: Link
    fiches: int
    roles: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareView:
    """What an organisation's records name most in one set, each with the number of records."""

    titre: str
    liens: tuple[tuple[Link, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    """An organisation: what is known of it, its records by role, whom it works with."""

    entree: OrganisationEntry
    famille: str
    alias: str
    territoires: tuple[Link, ...]
    description: str
    chiffres: tuple[SourcedWords, ...]
    """How large it is, by what sources count."""
    agrements: tuple[SourcedWords, ...]
    url: str
    sources: tuple[Link, ...]
    roles: tuple[tuple[Link, str], ...]
    """Each of its roles, which leads to its records, and how many they are."""
    ensembles: tuple[RoleView, ...]
    """Its records, each once, by the roles that it has there."""
    partenaires: tuple[PartnerView, ...]
    """The most frequent of them."""
    nombre_de_partenaires: int
    partages: tuple[ShareView, ...]


PARAMETER = "organisme"
"""The catalogue's parameter for an organisation; with a role, « organisme=id.role »."""
SHARED = {"publics": "Publics", "outils": "Outils", "territoires": "Lieux"}
"""What an organisation's page says of its records: the set, and its title there."""
MOST_PARTNERS = 30
MOST_SHARED = 10

Parts = dict[str, list[str]]
"""Organisation → its roles in one record."""


@dataclass(frozen=True)
class OrganisationMaker:
    """What every organisation's page needs."""

    corpus: Corpus
    cards: Sequence[Card]
    choices: Sequence[MaskedChoice]
    """The choices of the sets in SHARED."""

    def entries(self) -> Iterator[OrganisationEntry]:
        """Yield every organisation as lists name it, in alphabetical order."""
        for organisation in self._ordered:
            roles = self._records.get(organisation.id, {})
            yield OrganisationEntry(
                id=organisation.id,
                nom=organisation.full_name,
                adresse=member_address("organismes", organisation.id),
                type=self.corpus.label("types-organisme", organisation.type),
                roles=upper_first(", ".join(self._names(self._in_order(roles)))),
                fiches=len(_once(roles.values())),
            )

    def view(self, entry: OrganisationEntry) -> OrganisationView:
        """Return the page of an organisation, made when asked: together they would be large."""
        return self._view(self.corpus.organisations[entry.id], entry)

    def records_of(self, entry: OrganisationEntry) -> tuple[Project, ...]:
        """Return the records that name an organisation, in the catalogue's order."""
        positions = _once(self._records.get(entry.id, {}).values())
        return tuple(self.corpus.projects[position] for position in positions)

    @cached_property
    def _ordered(self) -> list[Organisation]:
        return sorted(self.corpus.organisations.values(), key=lambda o: collation(o.nom))

    @cached_property
    def _links(self) -> dict[str, tuple[int, Link]]:
        """Return every organisation's place in alphabetical order, and its link."""
        return {
            o.id: (rank, term_link(self.corpus, "organismes", o.id))
            for rank, o in enumerate(self._ordered)
        }

    @cached_property
    def _roles(self) -> dict[str, str]:
        """Return the words for each role, in the order of the vocabulary."""
        return {id_: term.libelle for id_, term in self.corpus.references.get("roles", {}).items()}

    @cached_property
    def _parts(self) -> list[Parts]:
        """Return the roles of each organisation in each record of the catalogue's order."""
        found: list[Parts] = []
        for project in self.corpus.projects:
            parts: Parts = {}
            for part in project.organismes:
                held = parts.setdefault(part.organisme, [])
                held += (r for r in part.roles if r not in held and r in self._roles)
            found.append(parts)
        return found

    @cached_property
    def _records(self) -> dict[str, dict[str, list[int]]]:
        """Return, by organisation and role, the positions of the records."""
        found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for position, parts in enumerate(self._parts):
            for id_, roles in parts.items():
                for role in roles:
                    found[id_][role].append(position)
        return found

    def _in_order(self, roles: dict[str, list[int]]) -> list[str]:
        return [role for role in self._roles if role in roles]

    def _view(self, organisation: Organisation, entry: OrganisationEntry) -> OrganisationView:
        records = _once(self._records.get(entry.id, {}).values())
        count, partners = self._partners(entry.id, records)
        return OrganisationView(
            entree=entry,
            famille=self.corpus.label("familles-organisme", organisation.famille),
            alias=", ".join(organisation.alias),
            territoires=tuple(
                term_link(self.corpus, "territoires", t) for t in organisation.territoires
            ),
            description=organisation.description,
            chiffres=tuple(self._figures(organisation)),
            agrements=tuple(
                self._sourced(approval.texte, approval) for approval in organisation.agrements
            ),
            url=organisation.url,
            sources=_told_apart([source_link(self.corpus, s) for s in organisation.sources]),
            roles=tuple(self._roles_of(entry.id)),
            ensembles=tuple(self._by_roles(entry.id)),
            partenaires=partners,
            nombre_de_partenaires=count,
            partages=tuple(self._shared(entry.id, records)),
        )

    def _figures(self, organisation: Organisation) -> Iterator[SourcedWords]:
        for figure in organisation.chiffres:
            qualifier = self.corpus.label("qualificatifs", figure.qualificatif)
            words = quantity(figure.valeur, figure.unite, qualifier, figure.valeur_max)
            yield self._sourced(f"{figure.libelle} : {words}", figure)

    def _sourced(self, text: str, said: SourcedFigure | Said) -> SourcedWords:
        day = date_words(said.date) if said.date else ""
        note = ", ".join(filter(None, (day, said.precision.rstrip("."))))
        return SourcedWords(texte=text, note=note, source=source_link(self.corpus, said.source))

    def _roles_of(self, id_: str) -> Iterator[tuple[Link, str]]:
        """Yield each role, where to filter its records, and how many they are."""
        roles = self._records.get(id_, {})
        for role in self._in_order(roles):
            address = catalogue_address((PARAMETER, f"{id_}.{role}"))
            link = Link(libelle=self._roles[role], adresse=address)
            yield link, plural(len(roles[role]), "fiche", "fiches")

    def _by_roles(self, id_: str) -> Iterator[RoleView]:
        """Yield the records by the roles held there, each record once."""
        order = list(self._roles)
        found: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for position in _once(self._records.get(id_, {}).values()):
            held = {order.index(role) for role in self._parts[position][id_] if role in order}
            found[tuple(sorted(held))].append(position)
        for ranks, positions in sorted(found.items()):
            roles = [order[rank] for rank in ranks]
            yield RoleView(
                id="-".join(roles),
                libelle=upper_first(listing(self._names(roles))),
                nombre=plural(len(positions), "fiche", "fiches"),
                cartes=tuple(self.cards[position] for position in positions),
            )

    def _names(self, roles: Iterable[str]) -> list[str]:
        return [lower_first(self._roles[role]) for role in roles]

    def _partners(self, id_: str, records: Sequence[int]) -> tuple[int, tuple[PartnerView, ...]]:
        """Return how many organisations the same records name, and those named most often."""
        together: Counter[str] = Counter()
        for position in records:
            together.update(self._parts[position].keys())
        del together[id_]
        known = (o for o in together if o in self._links)
        ranked = sorted(known, key=lambda o: (-together[o], self._links[o][0]))
        shown = ranked[:MOST_PARTNERS]
        roles: dict[str, Counter[str]] = {o: Counter() for o in shown}
        for position in records:
            parts = self._parts[position]
            for other in roles.keys() & parts.keys():
                roles[other].update(parts[other])
        return len(ranked), tuple(self._partner(o, together[o], roles[o]) for o in shown)

    def _partner(self, id_: str, count: int, roles: Counter[str]) -> PartnerView:
        names = [
            lower_first(self._roles[role]) + (f" ({roles[role]})" if roles[role] < count else "")
            for role in self._roles
            if role in roles
        ]
        return PartnerView(lien=self._links[id_][1], fiches=count, roles=listing(names))

    @cached_property
    def _named(self) -> dict[str, list[list[int]]]:
        """Return, by set, the ranks of the choices that each record answers to."""
        found: dict[str, list[list[int]]] = {
            reference: [[] for _ in self.cards]
            for reference in dict.fromkeys(choice.reference for choice in self.choices)
        }
        for rank, choice in enumerate(self.choices):
            named = found[choice.reference]
            for position in choice.valeur.fiches:
                named[position].append(rank)
        return found

    def _shared(self, id_: str, records: Sequence[int]) -> Iterator[ShareView]:
        """Yield the publics, tools and places that most of an organisation's records name."""
        for reference, title in SHARED.items():
            named = self._named.get(reference, [])
            counts = Counter(rank for position in records for rank in named[position])
            ranked = sorted(counts, key=lambda rank: (-counts[rank], rank))[:MOST_SHARED]
            links = tuple(
                (_filtered(id_, self.choices[rank]), plural(counts[rank], "fiche", "fiches"))
                for rank in ranked
            )
            if links:
                yield ShareView(titre=title, liens=links)


def _told_apart(links: Sequence[Link]) -> tuple[Link, ...]:
    """Return documents by who published them and when, or by title where that is not enough."""
    counts = Counter(link.libelle for link in links)
    return tuple(
        replace(link, libelle=link.definition)
        if counts[link.libelle] > 1 and link.definition
        else link
        for link in links
    )


def _once(lists: Iterable[list[int]]) -> list[int]:
    """Return the positions of some lists in order, each once."""
    return sorted({position for positions in lists for position in positions})


def _filtered(id_: str, choice: MaskedChoice) -> Link:
    address = catalogue_address((PARAMETER, id_), (choice.parametre, choice.valeur.id))
    return Link(libelle=choice.valeur.libelle, adresse=address)
