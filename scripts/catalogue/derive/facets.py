"""The facets that the schema's annotations ask for, and the records behind each choice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace

from catalogue.derive.addresses import folder_of
from catalogue.derive.choice_tree import by_parent
from catalogue.derive.facet_sources import DERIVATIONS, Source, from_fields
from catalogue.derive.views import Facet, FacetValue
from catalogue.model.corpus import Corpus, collation
from catalogue.model.records import Project, Term
from catalogue.read.schema import SchemaFaultError, Spec, Step
from catalogue.read.walk import fields_where


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetField:
    """A facet as the schema declares it: its words, its set, and where its choices come from."""

    parametre: str
    libelle: str
    secondaire: bool
    reference: str
    source: Source


def facet_fields(spec: Spec) -> tuple[FacetField, ...]:
    """Return the facets of the schema in its order, the computed ones after, the secondary last."""
    computed = map(_computed, spec.note("facettes-calculees", ()))
    found = [*_read_facets(spec), *computed]
    return tuple(sorted(found, key=lambda facet: facet.secondaire))


def _read_facets(spec: Spec) -> Iterator[FacetField]:
    """Yield the facets on fields; one that several fields share is read from all of them."""
    paths: dict[str, list[Step]] = defaultdict(list)
    first: dict[str, Spec] = {}
    references: dict[str, str] = {}
    for path, field in fields_where(spec, lambda s: isinstance(s.note("facette"), dict)):
        name = field.note("facette")["parametre"]
        paths[name].append(path)
        first.setdefault(name, field)
        references[name] = _set_of(name, field, references.get(name))
    for name, field in first.items():
        yield FacetField(
            parametre=name,
            libelle=field.note("facette")["libelle"],
            secondaire=bool(field.note("facette").get("secondaire")),
            reference=references[name],
            source=from_fields(paths[name]),
        )


def _set_of(name: str, field: Spec, known: str | None) -> str:
    """Return the set that a facet's field takes its values from; SchemaFaultError if none."""
    found = field.reference or (field.items.reference if field.items else "")
    if not found or known not in (None, found):
        raise SchemaFaultError(
            f"schéma : la facette « {name} » ({field.name}) doit venir d’un seul vocabulaire"
        )
    return found


def _computed(note: dict[str, str]) -> FacetField:
    """Return a facet that no field holds; SchemaFaultError where nothing computes it."""
    if note["derivation"] not in DERIVATIONS:
        known = ", ".join(DERIVATIONS)
        raise SchemaFaultError(
            f"schéma : la facette « {note['parametre']} » ne peut être calculée que par : {known}"
        )
    return FacetField(
        parametre=note["parametre"],
        libelle=note["libelle"],
        secondaire=bool(note.get("secondaire")),
        reference=note["referentiel"],
        source=DERIVATIONS[note["derivation"]],
    )


Found = MutableMapping[Project, tuple[frozenset[str], ...]]
"""What each facet finds in a record, in the order of the facets."""


def facets(
    corpus: Corpus, fields: Iterable[FacetField], known: Found | None = None
) -> tuple[Facet, ...]:
    """Return every facet with every value; records are positions in the corpus's order.

    What is known of a record is taken as it is, and what is found is added to it.
    """
    listed = [(field, field.source.terms(corpus, field.reference)) for field in fields]
    found = _records(corpus, listed, known)
    return tuple(
        _facet(corpus, field, terms, records)
        for (field, terms), records in zip(listed, found, strict=True)
    )


def _facet(
    corpus: Corpus, field: FacetField, terms: list[Term], records: dict[str, list[int]]
) -> Facet:
    vocabulary = corpus.vocabularies.get(field.reference)
    folder = folder_of(corpus, field.reference)
    values = [
        _value(term, f"{folder}/{field.source.page(term)}/" if folder else None, records[term.id])
        for term in terms
    ]
    return Facet(
        parametre=field.parametre,
        libelle=field.libelle,
        secondaire=field.secondaire,
        adresse=f"{folder}/" if folder else None,
        nombreuse=field.source.many,
        familles=vocabulary.familles if vocabulary else (),
        valeurs=tuple(_most_frequent_first(values) if field.source.many else values),
    )


def _records(
    corpus: Corpus, listed: list[tuple[FacetField, list[Term]]], known: Found | None
) -> list[dict[str, list[int]]]:
    """Return, for each facet, the positions of the records that answer to each of its terms.

    A record answers to broader terms too. All facets in one pass: each unfolds the record.
    """
    found: list[dict[str, list[int]]] = [defaultdict(list) for _ in listed]
    sources = [(field.source.values, _lineages(terms)) for field, terms in listed]
    for position, project in enumerate(corpus.projects):
        own = None if known is None else known.get(project)
        if own is None:
            own = tuple(
                frozenset(b for v in values(corpus, project) for b in lineages.get(v, ()))
                for values, lineages in sources
            )
            if known is not None:
                known[project] = own
        for records, ids in zip(found, own, strict=True):
            for id_ in ids:
                records[id_].append(position)
    return found


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


def _most_frequent_first(values: Sequence[FacetValue]) -> list[FacetValue]:
    """Return the values by falling number of records, each followed by those under it."""
    under = by_parent(values)
    for members in under.values():
        members.sort(key=lambda v: (-len(v.fiches), collation(v.libelle)))
    return [found for value in under[None] for found in (value, *under[value.id])]


def choices(corpus: Corpus, field: FacetField, facet: Facet) -> Facet:
    """Return a facet with the values worth offering: a vocabulary's current terms, what is used."""
    closed = field.reference in corpus.vocabularies
    offered = corpus.current(field.reference) if closed else {}
    kept = (v for v in facet.valeurs if v.fiches or v.id in offered)
    return replace(facet, valeurs=tuple(kept))


def _value(term: Term, address: str | None, records: Sequence[int]) -> FacetValue:
    return FacetValue(
        id=term.id,
        libelle=term.libelle,
        adresse=address,
        definition=term.definition,
        alias=term.alias,
        mots=term.mots,
        famille=term.famille,
        parent=term.parent,
        fiches=tuple(records),
    )
