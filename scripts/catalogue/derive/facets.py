"""The facets that the schema's annotations ask for, and the records behind each choice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue.derive.addresses import folder_of
from catalogue.derive.views import Facet, FacetValue
from catalogue.model.corpus import Corpus, collation
from catalogue.model.records import Project, Term
from catalogue.read.schema import SchemaFaultError, Spec, Step, fields_where, values_at


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetField:
    """A facet as the schema declares it: its words, its set, and the fields it is read from."""

    parametre: str
    libelle: str
    secondaire: bool
    reference: str
    paths: tuple[Step, ...]


def facet_fields(spec: Spec) -> tuple[FacetField, ...]:
    """Return the facets of the schema in its order, the secondary ones last."""
    paths: dict[str, list[Step]] = defaultdict(list)
    first: dict[str, Spec] = {}
    references: dict[str, str] = {}
    for path, field in fields_where(spec, lambda s: isinstance(s.note("facette"), dict)):
        name = field.note("facette")["parametre"]
        paths[name].append(path)
        first.setdefault(name, field)
        references[name] = _set_of(name, field, references.get(name))
    facets = [
        FacetField(
            parametre=name,
            libelle=field.note("facette")["libelle"],
            secondaire=bool(field.note("facette").get("secondaire")),
            reference=references[name],
            paths=tuple(paths[name]),
        )
        for name, field in first.items()
    ]
    return tuple(sorted(facets, key=lambda facet: facet.secondaire))


def _set_of(name: str, field: Spec, known: str | None) -> str:
    """Return the set that a facet's field takes its values from; SchemaFaultError if none."""
    found = field.reference or (field.items.reference if field.items else "")
    if not found or known not in (None, found):
        raise SchemaFaultError(
            f"schéma : la facette « {name} » ({field.name}) doit venir d’un seul vocabulaire"
        )
    return found


def values_of(corpus: Corpus, field: FacetField, project: Project) -> set[str]:
    """Return the choices of a facet that a record answers to, broader terms included."""
    found = {str(v) for path in field.paths for v in values_at(project.data, path)}
    return {term.id for id_ in found for term in corpus.lineage(field.reference, id_)}


def facets(corpus: Corpus, fields: Iterable[FacetField]) -> tuple[Facet, ...]:
    """Return every facet with every value; records are positions in the corpus's order."""
    return tuple(_facet(corpus, field) for field in fields)


def _facet(corpus: Corpus, field: FacetField) -> Facet:
    records: dict[str, list[int]] = defaultdict(list)
    for position, project in enumerate(corpus.projects):
        for id_ in values_of(corpus, field, project):
            records[id_].append(position)
    vocabulary = corpus.vocabularies.get(field.reference)
    folder = folder_of(corpus, field.reference)
    return Facet(
        parametre=field.parametre,
        libelle=field.libelle,
        secondaire=field.secondaire,
        familles=vocabulary.familles if vocabulary else (),
        valeurs=tuple(
            _value(term, folder, tuple(records[term.id]))
            for term in _in_order(corpus, field.reference)
        ),
    )


def choices(corpus: Corpus, field: FacetField, facet: Facet) -> Facet:
    """Return a facet with the values worth offering: a vocabulary's current terms, what is used."""
    closed = field.reference in corpus.vocabularies
    terms = corpus.references.get(field.reference, {})
    kept = (v for v in facet.valeurs if v.fiches or (closed and not terms[v.id].remplace_par))
    return replace(facet, valeurs=tuple(kept))


def _value(term: Term, folder: str, records: tuple[int, ...]) -> FacetValue:
    return FacetValue(
        id=term.id,
        libelle=term.libelle,
        adresse=f"{folder}/{term.id}/" if folder else None,
        definition=term.definition,
        alias=term.alias,
        famille=term.famille,
        parent=term.parent,
        fiches=records,
    )


def _in_order(corpus: Corpus, reference: str) -> list[Term]:
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
