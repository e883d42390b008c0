"""Organisations: their records by role, whom they work with, for whom, with which tools, where."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from catalogue.records.corpus import Corpus, collation
from catalogue.records.types import Organisation, Project, Said, SourcedFigure
from catalogue.site.addresses import catalogue_address, member_address, term_link
from catalogue.site.facets import MaskedChoice, mask, most_shared
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
    organisme: Organisation
    famille: str
    territoires: tuple[Link, ...]
    chiffres: tuple[SourcedWords, ...]
    """How large it is, by what sources count."""
    agrements: tuple[SourcedWords, ...]
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


@dataclass(frozen=True)
class OrganisationMaker:
    """What every organisation's page needs."""

    corpus: Corpus
    cards: Sequence[Card]
    choices: Sequence[MaskedChoice]
    """The choices of the sets in SHARED."""

    def entries(self) -> Iterator[OrganisationEntry]:
        """Yield every organisation as lists name it, in alphabetical order."""
        for organisation in sorted(self.corpus.organisations.values(), key=_rank):
            records = self._records.get(organisation.id, [])
            roles = self._counted_roles(organisation.id, records)
            yield OrganisationEntry(
                id=organisation.id,
                nom=organisation.full_name,
                adresse=member_address("organismes", organisation.id),
                type=self.corpus.label("types-organisme", organisation.type),
                roles=upper_first(", ".join(self._names(roles))),
                fiches=len(records),
            )

    def records_of(self, entry: OrganisationEntry) -> tuple[Project, ...]:
        """Return the records that name an organisation, in the catalogue's order."""
        return tuple(self.corpus.projects[p] for p in self._records.get(entry.id, ()))

    def view(self, entry: OrganisationEntry) -> OrganisationView:
        """Return the page of an organisation, made when asked: together they would be large."""
        organisation = self.corpus.organisations[entry.id]
        records = self._records.get(entry.id, [])
        count, partners = self._partners(entry.id, records)
        sources = [source_link(self.corpus, s) for s in organisation.sources]
        alike = Counter(link.libelle for link in sources)
        figures = []
        for figure in organisation.chiffres:
            qualifier = self.corpus.label("qualificatifs", figure.qualificatif)
            words = quantity(figure.valeur, figure.unite, qualifier, figure.valeur_max)
            figures.append(self._sourced(f"{figure.libelle} : {words}", figure))
        roles = []
        for role, number in self._counted_roles(entry.id, records).items():
            address = catalogue_address((PARAMETER, f"{entry.id}.{role}"))
            link = Link(libelle=self._roles[role], adresse=address)
            roles.append((link, plural(number, "fiche", "fiches")))
        return OrganisationView(
            entree=entry,
            organisme=organisation,
            famille=self.corpus.label("familles-organisme", organisation.famille),
            territoires=tuple(
                term_link(self.corpus, "territoires", t) for t in organisation.territoires
            ),
            chiffres=tuple(figures),
            agrements=tuple(self._sourced(said.texte, said) for said in organisation.agrements),
            # By who published them and when, or by title where that does not tell them apart.
            sources=tuple(
                replace(link, libelle=link.definition)
                if alike[link.libelle] > 1 and link.definition
                else link
                for link in sources
            ),
            roles=tuple(roles),
            ensembles=tuple(self._by_roles(entry.id, records)),
            partenaires=partners,
            nombre_de_partenaires=count,
            partages=tuple(self._shared(entry.id, records)),
        )

    @cached_property
    def _roles(self) -> dict[str, str]:
        """Return the words for each role, in the order of the vocabulary."""
        return {id_: term.libelle for id_, term in self.corpus.references.get("roles", {}).items()}

    @cached_property
    def _parts(self) -> list[dict[str, tuple[str, ...]]]:
        """Return the roles of each organisation in each record of the catalogue's order."""
        found = []
        for project in self.corpus.projects:
            held: dict[str, set[str]] = defaultdict(set)
            for part in project.organismes:
                held[part.organisme].update(part.roles)
            found.append({o: tuple(r for r in self._roles if r in held[o]) for o in held})
        return found

    @cached_property
    def _records(self) -> dict[str, list[int]]:
        """Return the positions of the records where each organisation has a role."""
        found: dict[str, list[int]] = defaultdict(list)
        for position, parts in enumerate(self._parts):
            for id_, roles in parts.items():
                if roles:
                    found[id_].append(position)
        return found

    def _counted_roles(self, id_: str, records: Iterable[int]) -> dict[str, int]:
        """Return in how many records an organisation has each of its roles, in their order."""
        counts = Counter(role for position in records for role in self._parts[position][id_])
        return {role: counts[role] for role in self._roles if role in counts}

    def _sourced(self, text: str, said: SourcedFigure | Said) -> SourcedWords:
        note = ", ".join(filter(None, (date_words(said.date), said.precision.rstrip("."))))
        return SourcedWords(texte=text, note=note, source=source_link(self.corpus, said.source))

    def _by_roles(self, id_: str, records: Iterable[int]) -> Iterator[RoleView]:
        """Yield the records by the roles held there, each record once."""
        order = list(self._roles)
        found: dict[tuple[str, ...], list[Card]] = defaultdict(list)
        for position in records:
            found[self._parts[position][id_]].append(self.cards[position])
        for roles in sorted(found, key=lambda held: list(map(order.index, held))):
            yield RoleView(
                id="-".join(roles),
                libelle=upper_first(listing(self._names(roles))),
                nombre=plural(len(found[roles]), "fiche", "fiches"),
                cartes=tuple(found[roles]),
            )

    def _names(self, roles: Iterable[str]) -> list[str]:
        return [lower_first(self._roles[role]) for role in roles]

    def _partners(self, id_: str, records: Iterable[int]) -> tuple[int, tuple[PartnerView, ...]]:
        """Return how many organisations the same records name, and those named most often."""
        together: Counter[str] = Counter()
        roles: dict[str, Counter[str]] = defaultdict(Counter)
        for position in records:
            for other, held in self._parts[position].items():
                together[other] += 1
                roles[other].update(held)
        known = self.corpus.organisations
        others = (known[other] for other in together if other in known and other != id_)
        ranked = sorted(others, key=lambda o: (-together[o.id], _rank(o)))
        partners = []
        for other in (organisation.id for organisation in ranked[:MOST_PARTNERS]):
            # A role that it has in some of these records alone says in how many.
            names = [
                lower_first(words)
                + (f" ({roles[other][role]})" if roles[other][role] < together[other] else "")
                for role, words in self._roles.items()
                if role in roles[other]
            ]
            link = term_link(self.corpus, "organismes", other)
            partners.append(PartnerView(lien=link, fiches=together[other], roles=listing(names)))
        return len(ranked), tuple(partners)

    def _shared(self, id_: str, records: Iterable[int]) -> Iterator[ShareView]:
        """Yield the publics, tools and places that most of an organisation's records name."""
        own = mask(records)
        for reference, title in SHARED.items():
            named = (choice for choice in self.choices if choice.reference == reference)
            links = []
            for choice, count in most_shared(named, own, MOST_SHARED):
                address = catalogue_address((PARAMETER, id_), (choice.parametre, choice.valeur.id))
                link = Link(libelle=choice.valeur.libelle, adresse=address)
                links.append((link, plural(count, "fiche", "fiches")))
            if links:
                yield ShareView(titre=title, liens=tuple(links))


def _rank(organisation: Organisation) -> str:
    return collation(organisation.nom)
