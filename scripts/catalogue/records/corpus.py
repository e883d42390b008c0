"""The corpus: every typed record, linked and indexed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from catalogue.records.report import CHARTS, STATUSES, Report
from catalogue.records.types import (
    BaseMap,
    Call,
    Figure,
    FileModel,
    GlossaryEntry,
    Intention,
    Milestone,
    Move,
    Organisation,
    Outline,
    Project,
    Service,
    ServiceRole,
    Source,
    Term,
    Vocabulary,
    Withdrawal,
)
from catalogue.text.letters import bare


# The same labels are put in order on many pages, and the same titles after each change.
@lru_cache(maxsize=4096)
def collation(text: str) -> str:
    """Return a key that sorts French text as a dictionary does: accents, case and marks aside."""
    return "".join(c for c in bare(text) if c.isalnum() or c == " ") + "\0" + text


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """Everything that was read and has the right shape; projects stand in catalogue order."""

    projects: tuple[Project, ...]
    organisations: Mapping[str, Organisation]
    calls: Mapping[str, Call]
    vocabularies: Mapping[str, Vocabulary]
    territories: Mapping[str, Term]
    sources: Mapping[str, Source]
    figures: tuple[Figure, ...]
    glossary: tuple[GlossaryEntry, ...]
    intentions: tuple[Intention, ...] = ()
    base_map: BaseMap | None = None
    moves: tuple[Move, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    service_roles: tuple[ServiceRole, ...] = ()
    services: tuple[Service, ...] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)
    outlines: Mapping[str, Outline] = field(default_factory=dict)
    file_model: FileModel | None = None

    @cached_property
    def references(self) -> Mapping[str, Mapping[str, Term]]:
        """Return, by the name that schemas give it, each set of things a value may point to."""
        sets: dict[str, Mapping[str, Term]] = {v.id: v.termes for v in self.vocabularies.values()}
        sets["territoires"] = self.territories
        sets["organismes"] = {o.id: _organisation_term(o) for o in self.organisations.values()}
        sets["appels"] = {c.id: Term(id=c.id, libelle=c.nom) for c in self.calls.values()}
        sets["annees"] = _years(self.calls.values())
        sets["fiches"] = {p.id: Term(id=p.id, libelle=p.titre) for p in self.projects}
        sets["chiffres"] = {
            id_: Term(id=id_, libelle=figure.libelle) for id_, figure in self.all_figures.items()
        }
        sections = self.file_model.rubriques if self.file_model else ()
        sets["rubriques-de-dossier"] = {s.id: Term(id=s.id, libelle=s.titre) for s in sections}
        sets["fonctions-service"] = {
            r.id: Term(id=r.id, libelle=r.libelle) for r in self.service_roles
        }
        sets["graphiques-bilan"] = {id_: Term(id=id_, libelle=id_) for id_ in CHARTS}
        sets["statuts-edition"] = {id_: Term(id=id_, libelle=id_) for id_ in STATUSES}
        sets["sources"] = {s.id: Term(id=s.id, libelle=s.document) for s in self.sources.values()}
        return sets

    @cached_property
    def retired(self) -> Mapping[str, Mapping[str, str]]:
        """Return the terms that another replaces, each with its successor, by their set."""
        found = {
            name: {id_: term.remplace_par for id_, term in terms.items() if term.remplace_par}
            for name, terms in self.references.items()
        }
        return {name: terms for name, terms in found.items() if terms}

    def current(self, reference: str) -> dict[str, Term]:
        """Return the terms of a set that may still be chosen, by id: those that none replaces."""
        terms = self.references.get(reference, {})
        return {id_: term for id_, term in terms.items() if not term.remplace_par}

    def families(self, reference: str, type_: str | None = None) -> list[tuple[str, list[Term]]]:
        """Return the current terms of a set, or those of one type, under the name of their family.

        Those without a family come first, under the empty string; the others as the vocabulary has
        them.
        """
        vocabulary = self.vocabularies.get(reference)
        names = dict(vocabulary.familles) if vocabulary else {}
        by_family: dict[str, list[Term]] = {id_: [] for id_ in ("", *names)}
        for term in self.current(reference).values():
            if type_ in (None, term.type):
                by_family[term.famille if term.famille in names else ""].append(term)
        return [(names.get(id_, ""), terms) for id_, terms in by_family.items() if terms]

    def successors(self, reference: str) -> dict[str, str]:
        """Return the retired terms of a set, each with the current one that it leads to at last."""
        steps = self.retired.get(reference, {})
        found = dict(steps)
        # A rule refuses loops: in as many steps as there are terms, each has reached its end.
        for _ in steps:
            found = {old: steps.get(new, new) for old, new in found.items()}
        return found

    @cached_property
    def all_figures(self) -> Mapping[str, Figure]:
        """Return every published figure by id: the programme's, the calls', the sessions'."""
        found = [*self.figures]
        for call in self.calls.values():
            found += [*call.chiffres, *(f for s in call.sessions for f in s.chiffres)]
        return {figure.id: figure for figure in found}

    def is_counted(self, project: Project) -> bool:
        """Tell whether the programme's counts take a record: a source ties it to the programme."""
        link = self.term(LINKS, project.lien)
        return link is not None and link.famille == PROGRAMME

    def term(self, reference: str, id_: str) -> Term | None:
        """Return what an id points to in a set, or None."""
        return self.references.get(reference, {}).get(id_)

    def lineage(self, reference: str, id_: str) -> tuple[Term, ...]:
        """Return a term and the broader ones, nearest first; a loop among them ends the walk."""
        found: dict[str, Term] = {}
        term = self.term(reference, id_)
        while term is not None and term.id not in found:
            found[term.id] = term
            term = self.term(reference, term.parent) if term.parent else None
        return tuple(found.values())

    def label(self, reference: str, id_: str) -> str:
        """Return the words for an id of a set, or the id itself where nothing is known of it.

        No words for the empty string: what a record may leave out needs no look beforehand.
        """
        term = self.term(reference, id_)
        return term.libelle if term else id_


def _years(calls: Iterable[Call]) -> dict[str, Term]:
    """Return the years in which a call was opened, each with the names of its calls."""
    names: dict[str, list[str]] = {}
    for call in calls:
        if call.annee is not None:
            names.setdefault(str(call.annee), []).append(call.nom)
    lead = "Initiatives retenues par un appel à projets de"
    return {
        year: Term(id=year, libelle=year, definition=f"{lead} {year} : {' ; '.join(found)}.")
        for year, found in names.items()
    }


def _organisation_term(organisation: Organisation) -> Term:
    names = (organisation.nom, organisation.sigle, *organisation.alias)
    return Term(
        id=organisation.id,
        libelle=organisation.full_name,
        definition=organisation.description,
        alias=tuple(name for name in names if name),
        type=organisation.type,
    )


LINKS, PROGRAMME = "statuts-financement", "programme"
"""The vocabulary of what a record is to the programme, and the family that its counts take."""


def in_catalogue_order(
    projects: Iterable[Project], vocabularies: Mapping[str, Vocabulary]
) -> tuple[Project, ...]:
    """Return the projects: the programme's own first, each group by title, then by id.

    Titles are sorted as in a French dictionary.
    """
    links = vocabularies[LINKS].termes if LINKS in vocabularies else {}
    counted = {id_ for id_, term in links.items() if term.famille == PROGRAMME}
    return tuple(sorted(projects, key=lambda p: (p.lien not in counted, collation(p.titre), p.id)))
