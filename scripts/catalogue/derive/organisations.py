"""Organisations: their records by role, and whom they work with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from catalogue.derive.addresses import term_link
from catalogue.derive.figures import source_link
from catalogue.derive.views import Card, Link, OrganisationView
from catalogue.model.corpus import Corpus, collation
from catalogue.model.records import Organisation, Project


def organisation_views(corpus: Corpus, cards: Mapping[str, Card]) -> list[OrganisationView]:
    """Return every organisation in alphabetical order."""
    projects: dict[str, list[Project]] = defaultdict(list)
    for project in corpus.projects:
        for id_ in dict.fromkeys(p.organisme for p in project.organismes):
            projects[id_].append(project)
    ordered = sorted(corpus.organisations.values(), key=lambda o: collation(o.nom))
    return [_view(corpus, cards, o, projects[o.id]) for o in ordered]


def _view(
    corpus: Corpus, cards: Mapping[str, Card], organisation: Organisation, projects: list[Project]
) -> OrganisationView:
    return OrganisationView(
        id=organisation.id,
        nom=organisation.full_name,
        adresse=f"organismes/{organisation.id}/",
        type=corpus.label("types-organisme", organisation.type),
        famille=corpus.label("familles-organisme", organisation.famille)
        if organisation.famille
        else "",
        alias=", ".join(organisation.alias),
        territoires=tuple(term_link(corpus, "territoires", t) for t in organisation.territoires),
        description=organisation.description,
        url=organisation.url,
        sources=tuple(source_link(corpus, s) for s in organisation.sources),
        roles=_by_role(corpus, cards, organisation.id, projects),
        partenaires=_partners(corpus, organisation.id, projects),
        fiches=len(projects),
    )


def _by_role(
    corpus: Corpus, cards: Mapping[str, Card], id_: str, projects: list[Project]
) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    found: dict[str, list[Card]] = defaultdict(list)
    for project in projects:
        for role in _roles(project, id_):
            found[role].append(cards[project.id])
    order = list(corpus.references.get("roles", {}))
    ranked = sorted(found, key=lambda role: order.index(role) if role in order else len(order))
    return tuple((corpus.label("roles", role), tuple(found[role])) for role in ranked)


def _roles(project: Project, id_: str) -> list[str]:
    roles = (role for p in project.organismes if p.organisme == id_ for role in p.roles)
    return list(dict.fromkeys(roles))


def _partners(corpus: Corpus, id_: str, projects: list[Project]) -> tuple[tuple[Link, int], ...]:
    counts = Counter(
        other
        for project in projects
        for other in {p.organisme for p in project.organismes}
        if other != id_
    )
    ranked = sorted(counts, key=lambda o: (-counts[o], collation(corpus.label("organismes", o)), o))
    return tuple((term_link(corpus, "organismes", o), counts[o]) for o in ranked)
