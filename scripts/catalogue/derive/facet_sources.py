"""Where the choices of a facet come from: fields of the record, or a derivation with a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalogue.derive.evidence import documented
from catalogue.derive.rubric import RUBRIC
from catalogue.model.corpus import Corpus, collation
from catalogue.model.records import Project, Term
from catalogue.read.schema import Step
from catalogue.read.walk import values_at

Values = Callable[[Corpus, Project], Iterable[str]]
Terms = Callable[[Corpus, str], list[Term]]
Page = Callable[[Term], str]


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


def _own_page(term: Term) -> str:
    return term.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """How a record's choices are read, which choices there are, and in what order."""

    values: Values
    terms: Terms = terms_in_order
    page: Page = _own_page
    """Whose page a choice leads to."""
    many: bool = False
    """Hundreds of choices: the most frequent first, in a data file of their own."""


def from_fields(paths: Sequence[Step]) -> Source:
    """Return the source of what fields of the record hold."""

    def values(corpus: Corpus, project: Project) -> Iterator[str]:
        data = project.data
        for path in paths:
            for value in values_at(data, path):
                yield str(value)

    return Source(values=values)


def _year_of_call(corpus: Corpus, project: Project) -> Iterator[str]:
    call = corpus.calls.get(project.appel)
    if call is not None and call.annee is not None:
        yield str(call.annee)


def _newest_first(corpus: Corpus, reference: str) -> list[Term]:
    return sorted(corpus.references[reference].values(), key=lambda t: t.id, reverse=True)


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


def _organisation_page(term: Term) -> str:
    return term.parent or term.id


def _evidence(corpus: Corpus, project: Project) -> Iterable[str]:
    return documented(project)


def _dimensions(corpus: Corpus, reference: str) -> list[Term]:
    return [Term(id=d.id, libelle=d.choix, definition=d.question) for d in RUBRIC]


DERIVATIONS: dict[str, Source] = {
    "annee-de-l-appel": Source(values=_year_of_call, terms=_newest_first),
    "organisme-et-role": Source(
        values=_organisations, terms=_organisations_by_role, page=_organisation_page, many=True
    ),
    "preuve": Source(values=_evidence, terms=_dimensions),
}
"""What the schema's `x-facettes-calculees` may name."""
