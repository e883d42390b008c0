"""The facets that the schema asks for: the records of each choice; choices as a tree, as sets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from catalogue.records.corpus import Corpus, collation
from catalogue.records.types import Project, Term
from catalogue.schema.fields import SchemaFaultError, Spec, Step, fields_where, values_at
from catalogue.site.addresses import folder_of
from catalogue.site.evidence import PRESENCES, RUBRIC, documented
from catalogue.site.views import Facet, FacetValue

FIRST_CHOICES = 12
"""How many choices of a facet that has hundreds stand in the page."""
SHORT = 6
"""Up to how many choices in use a facet shows them at first."""
PACK = 64
"""How many choices stand in a pack, each with those under it."""


def by_parent(values: Iterable[FacetValue]) -> dict[str | None, list[FacetValue]]:
    """Return choices by the id of the one above them; None holds those that have none above.

    A choice with nothing under it has an empty list.
    """
    under: dict[str | None, list[FacetValue]] = defaultdict(list)
    for value in values:
        under[value.parent].append(value)
    return under


def packs(facet: Facet) -> list[list[FacetValue]]:
    """Return the choices by packs in the order of their ids, each followed by those under it.

    Who asks for one choice of hundreds reads its pack alone.
    """
    under = by_parent(facet.valeurs)
    roots = sorted(under[None], key=lambda value: value.id)
    return [
        [found for root in roots[start : start + PACK] for found in (root, *under[root.id])]
        for start in range(0, len(roots), PACK)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetBlock:
    """A facet as the catalogue page writes it: its choices by family, each with those under it."""

    facette: Facet
    groupes: tuple[tuple[str, tuple[tuple[FacetValue, tuple[FacetValue, ...]], ...]], ...]
    """Label of the family, or the empty string, and its choices, each with those under it."""
    vide: bool
    """No choice has a record."""
    reste: int
    """How many choices are left out, which the data file has."""
    ouverte: bool
    """It shows its choices at first: it is short, or the first one."""
    paquets: tuple[str, ...]
    """The first id of each pack of the choices, where there are hundreds."""


def blocks(facets: Sequence[Facet]) -> list[FacetBlock]:
    """Return what the catalogue page writes of its facets."""
    found: list[FacetBlock] = []
    for facet in facets:
        under = by_parent(facet.valeurs)
        shown = under[None][:FIRST_CHOICES] if facet.nombreuse else under[None]
        trees = [(v, () if facet.nombreuse else tuple(under[v.id])) for v in shown]
        families = (*facet.familles, ("", ""))
        groups = ((word, tuple(t for t in trees if t[0].famille == id_)) for id_, word in families)
        used = sum(bool(value.fiches) for value in facet.valeurs)
        is_short = used <= SHORT and not facet.secondaire and not facet.nombreuse
        block = FacetBlock(
            facette=facet,
            groupes=tuple((label, members) for label, members in groups if members),
            vide=not used,
            reste=len(under[None]) - len(shown),
            ouverte=is_short or not found,
            paquets=tuple(pack[0].id for pack in packs(facet)) if facet.nombreuse else (),
        )
        found.append(block)
    return found


def mask(positions: Iterable[int]) -> int:
    """Return the mask of the records at positions of the catalogue's order: a bit for each."""
    # A position that came twice would carry into the next bit.
    return sum(1 << position for position in set(positions))


def shared(one: int, other: int) -> int:
    """Return how many records two masks have in common."""
    return (one & other).bit_count()


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskedChoice:
    """A choice of a facet with the mask of its records."""

    parametre: str
    reference: str
    valeur: FacetValue
    fiches: int


def choices_of(facets: Sequence[Facet], references: Sequence[str]) -> tuple[MaskedChoice, ...]:
    """Return the choices of some facets, by the sets they come from, in the facets' order."""
    return tuple(
        MaskedChoice(
            parametre=facet.parametre,
            reference=facet.reference,
            valeur=value,
            fiches=mask(value.fiches),
        )
        for facet in facets
        if facet.reference in references
        for value in facet.valeurs
    )


def most_shared(
    choices: Iterable[MaskedChoice], records: int, limit: int
) -> Iterator[tuple[MaskedChoice, int]]:
    """Yield the choices that share most records with a mask, and how many each shares."""
    counted = [(choice, shared(choice.fiches, records)) for choice in choices]
    ranked = sorted((pair for pair in counted if pair[1]), key=lambda pair: -pair[1])
    yield from ranked[:limit]


def terms_in_order(corpus: Corpus, reference: str) -> list[Term]:
    """Return a set's terms as the vocabulary has them; other sets by label, the broader first."""
    terms = corpus.references.get(reference, {})
    if reference in corpus.vocabularies:
        families = [id_ for id_, _ in corpus.vocabularies[reference].familles]
        ranks = {id_: rank for rank, id_ in enumerate(families)}
        return sorted(terms.values(), key=lambda t: ranks.get(t.famille, len(ranks)))

    def lineage(term: Term) -> tuple[str, ...]:
        upper = terms.get(term.parent or "")
        own = collation(term.libelle)
        return (collation(upper.libelle), "1", own) if upper else (own, "0", "")

    return sorted(terms.values(), key=lineage)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetSource:
    """How a record's choices are read, which choices there are, and in what order."""

    values: Callable[[Corpus, Project], Iterable[str]]
    terms: Callable[[Corpus, str], list[Term]] = terms_in_order
    page: Callable[[Term], str] = lambda term: term.id
    """Whose page a choice leads to."""
    many: bool = False
    """Hundreds of choices: the most frequent first, in a data file of their own."""


def _year_of_call(corpus: Corpus, project: Project) -> Iterator[str]:
    call = corpus.calls.get(project.appel)
    if call is not None and call.annee is not None:
        yield str(call.annee)


def _organisations(corpus: Corpus, project: Project) -> Iterator[str]:
    for part in project.organismes:
        yield part.organisme
        for role in part.roles:
            yield f"{part.organisme}.{role}"


def _organisations_by_role(corpus: Corpus, reference: str) -> list[Term]:
    """Return every organisation, each with the roles that it has in at least one record."""
    roles = corpus.references.get("roles", {})
    held = {choice for record in corpus.projects for choice in _organisations(corpus, record)}
    terms: list[Term] = []
    for organisation in corpus.references[reference].values():
        terms.append(organisation)
        terms += (
            Term(id=f"{organisation.id}.{role.id}", libelle=role.libelle, parent=organisation.id)
            for role in roles.values()
            if f"{organisation.id}.{role.id}" in held
        )
    return terms


DERIVATIONS: dict[str, FacetSource] = {
    "annee-de-l-appel": FacetSource(
        values=_year_of_call,
        # The newest first.
        terms=lambda corpus, reference: sorted(
            corpus.references[reference].values(), key=lambda term: term.id, reverse=True
        ),
    ),
    "organisme-et-role": FacetSource(
        values=_organisations,
        terms=_organisations_by_role,
        page=lambda term: term.parent or term.id,
        many=True,
    ),
    "preuve": FacetSource(
        values=lambda _, project: documented(project),
        terms=lambda *_: [
            Term(id=kind.id, libelle=kind.choix, definition=kind.question)
            for kind in (*PRESENCES, *RUBRIC)
        ],
    ),
}
"""What the schema's `x-facettes-calculees` may name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetField:
    """A facet as the schema declares it: its words, its set, and where its choices come from."""

    parametre: str
    libelle: str
    secondaire: bool
    reference: str
    source: FacetSource


def facet_fields(spec: Spec) -> tuple[FacetField, ...]:
    """Return the facets of the schema in its order, the computed ones after, the secondary last.

    SchemaFaultError where one comes from several sets, or nothing computes it.
    """
    found = list(_read_facets(spec))
    for note in spec.note("facettes-calculees", ()):
        if note["derivation"] not in DERIVATIONS:
            known = ", ".join(DERIVATIONS)
            raise SchemaFaultError(
                f"schéma : la facette « {note['parametre']} » ne peut être calculée que par :"
                f" {known}"
            )
        computed = FacetField(
            parametre=note["parametre"],
            libelle=note["libelle"],
            secondaire=bool(note.get("secondaire")),
            reference=note["referentiel"],
            source=DERIVATIONS[note["derivation"]],
        )
        found.append(computed)
    return tuple(sorted(found, key=lambda facet: facet.secondaire))


def _read_facets(spec: Spec) -> Iterator[FacetField]:
    """Yield the facets on fields; one that several fields share is read from all of them."""
    shared_by: dict[str, list[tuple[Step, Spec]]] = defaultdict(list)
    for path, field in fields_where(spec, lambda s: isinstance(s.note("facette"), dict)):
        shared_by[field.note("facette")["parametre"]].append((path, field))
    for name, found in shared_by.items():
        note = found[0][1].note("facette")
        reference = ""
        for _, field in found:
            own = field.reference or (field.items.reference if field.items else "")
            if not own or reference not in ("", own):
                raise SchemaFaultError(
                    f"schéma : la facette « {name} » ({field.name}) doit venir d’un seul"
                    " vocabulaire"
                )
            reference = own
        yield FacetField(
            parametre=name,
            libelle=note["libelle"],
            secondaire=bool(note.get("secondaire")),
            reference=reference,
            source=FacetSource(values=partial(_values, [path for path, _ in found])),
        )


def _values(paths: Sequence[Step], _: Corpus, project: Project) -> Iterator[str]:
    for path in paths:
        yield from map(str, values_at(project.data, path))


def facets(corpus: Corpus, fields: Iterable[FacetField]) -> tuple[Facet, ...]:
    """Return every facet with every value; records are positions in the corpus's order."""
    return tuple(_facet(corpus, field) for field in fields)


def _facet(corpus: Corpus, field: FacetField) -> Facet:
    terms = field.source.terms(corpus, field.reference)
    lineages = _lineages(terms)
    records: dict[str, list[int]] = defaultdict(list)
    for position, project in enumerate(corpus.projects):
        # A record answers to broader terms too.
        own = field.source.values(corpus, project)
        for id_ in {broader for value in own for broader in lineages.get(value, ())}:
            records[id_].append(position)
    folder = folder_of(corpus, field.reference)
    values = [
        FacetValue(
            id=term.id,
            libelle=term.libelle,
            adresse=f"{folder}/{field.source.page(term)}/" if folder else None,
            definition=term.definition,
            alias=term.alias,
            mots=(*term.mots, *term.villes),
            famille=term.famille,
            parent=term.parent,
            fiches=tuple(records[term.id]),
        )
        for term in terms
    ]
    if field.source.many:
        # The most frequent first, each followed by those under it.
        under = by_parent(values)
        for members in under.values():
            members.sort(key=lambda v: (-len(v.fiches), collation(v.libelle)))
        values = [found for value in under[None] for found in (value, *under[value.id])]
    vocabulary = corpus.vocabularies.get(field.reference)
    return Facet(
        parametre=field.parametre,
        libelle=field.libelle,
        reference=field.reference,
        secondaire=field.secondaire,
        adresse=f"{folder}/" if folder else None,
        nombreuse=field.source.many,
        familles=vocabulary.familles if vocabulary else (),
        valeurs=tuple(values),
    )


def _lineages(terms: Iterable[Term]) -> dict[str, tuple[str, ...]]:
    """Return each term's id with those of the broader ones; a loop among them ends the walk."""
    parents = {term.id: term.parent for term in terms}
    found: dict[str, tuple[str, ...]] = {}
    for id_ in parents:
        line: list[str] = []
        current: str | None = id_
        while current in parents and current not in line:
            line.append(current)
            current = parents[current]
        found[id_] = tuple(line)
    return found


def choices(corpus: Corpus, facet: Facet) -> Facet:
    """Return a facet with the values worth offering: a vocabulary's current terms, what is used."""
    closed = facet.reference in corpus.vocabularies
    offered = corpus.current(facet.reference) if closed else {}
    kept = (v for v in facet.valeurs if v.fiches or v.id in offered)
    return replace(facet, valeurs=tuple(kept))
