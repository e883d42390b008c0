"""What a query may name: every choice of a facet, what has a page without a record, the glossary.

The catalogue page reads it with the text index, to offer the filter or the page that words name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace

from catalogue.records.corpus import Corpus
from catalogue.records.types import CALL_TERMS, Intention, IntentionLink, Term
from catalogue.site.addresses import glossary_address, member_address, sort_address, term_link
from catalogue.site.call_views import calls_from_newest, windows_of
from catalogue.site.figure_views import figure_view, source_link
from catalogue.site.views import Facet, Link

Choices = tuple[str, ...]
"""Choices of facets, as an address writes them: « public=rue »."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedRule:
    """What a document says of a rule of a call, and the choices that the call is about."""

    appel: str
    adresse: str
    texte: str
    source: Link
    autour: Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An intention with all that answers it; `intentions.json` has these fields in this order."""

    id: str
    titre: str
    mots: tuple[str, ...]
    liens: tuple[IntentionLink, ...]
    reponse: str
    choix: str
    appels: bool
    ouverts: bool
    dits: tuple[QuotedRule, ...]


def answers(corpus: Corpus, about: Mapping[str, Choices]) -> Iterator[Answer]:
    """Yield the answers of the site, from what each call is about, by its id."""
    for intention in corpus.intentions:
        own = {f.name: getattr(intention, f.name) for f in fields(Answer) if f.name != "dits"}
        yield Answer(**own, dits=tuple(_quoted(corpus, intention, about)))


def about_calls(corpus: Corpus, facets: Iterable[Facet]) -> dict[str, Choices]:
    """Return what each call is about, as choices of facets: where, and what it names."""
    parameters = {facet.reference: facet.parametre for facet in facets}
    sets = {name: parameters[name] for name in ("territoires", *CALL_TERMS) if name in parameters}
    found = {}
    for call in corpus.calls.values():
        ids = {name: [cited.terme for cited in getattr(call, name)] for name in CALL_TERMS}
        ids["territoires"] = list(call.territoires)
        found[call.id] = tuple(f"{sets[name]}={id_}" for name in sets for id_ in ids[name])
    return found


def _quoted(
    corpus: Corpus, intention: Intention, about: Mapping[str, Choices]
) -> Iterator[QuotedRule]:
    """Yield what the calls say of an intention's rules, figures first, the newest call first."""
    for call in calls_from_newest(corpus):
        figures = [*call.chiffres, *(figure for s in call.sessions for figure in s.chiffres)]
        said: list[tuple[str, str]] = []
        for rubric in intention.regles:
            said += (
                (f"{figure.libelle} : {figure_view(corpus, figure).valeur}.", figure.source)
                for figure in figures
                if figure.regle == rubric
            )
            said += ((one.texte, one.source) for one in call.regles.get(rubric, ()))
        for text, source in said:
            yield QuotedRule(
                appel=call.nom,
                adresse=member_address("appels", call.id),
                texte=text,
                source=replace(source_link(corpus, source), definition=""),
                autour=about.get(call.id, ()),
            )


CALLS = "appels"
HEADINGS = {"organismes": "Organisme", CALLS: "Appel"}
"""Sets whose members have a page, be they choices of a facet or not."""
IN_BRACKETS = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A thing by all that it is called; without a `parametre` it is not a choice of a facet."""

    libelle: str
    autres: tuple[str, ...]
    mots: tuple[str, ...] = ()
    """What leads to it in a search without being its name."""
    fiches: int = 0
    parametre: str = ""
    id: str = ""
    rubrique: str = ""
    """What the page says before the name of what is no choice."""
    adresse: str | None = None
    parent: str | None = None
    famille: str = ""
    autour: tuple[str, ...] = ()
    """The choices that it is about, for a call: « territoire=occ »."""
    fenetres: tuple[tuple[str, ...], ...] = ()
    """When it may be open, for a call."""


def site_names(corpus: Corpus, facets: Sequence[Facet]) -> tuple[Name, ...]:
    """Return the names of a site, the choices of the facets first."""
    glossary = (
        Name(
            libelle=entry.developpe or entry.terme,
            autres=(entry.terme,) if entry.developpe else (),
            rubrique="Glossaire",
            adresse=glossary_address(entry.id),
        )
        for entry in corpus.glossary
    )
    offered = {facet.reference for facet in facets}
    return (*_choices(corpus, facets), *_pages(corpus, offered), *glossary)


def _choices(corpus: Corpus, facets: Sequence[Facet]) -> Iterator[Name]:
    about = about_calls(corpus, facets)
    for facet in facets:
        terms = corpus.current(facet.reference)
        for value in facet.valeurs:
            # What is documented is computed, not listed. « Porteur » is not a name of each
            # organisation that carries a project.
            if not terms or value.id in terms:
                is_call = facet.reference == CALLS
                yield Name(
                    libelle=value.libelle,
                    autres=_others(value.libelle, value.alias),
                    mots=value.mots,
                    fiches=len(value.fiches),
                    parametre=facet.parametre,
                    id=value.id,
                    adresse=value.adresse,
                    parent=value.parent,
                    famille=value.famille,
                    autour=about.get(value.id, ()) if is_call else (),
                    fenetres=tuple(map(tuple, windows_of(corpus.calls[value.id])))
                    if is_call
                    else (),
                )


def _pages(corpus: Corpus, offered: Set[str]) -> Iterator[Name]:
    """Yield what has a page, or a table of one, and is no choice of a facet."""
    for reference, heading in HEADINGS.items():
        if reference not in offered:
            for term in corpus.references[reference].values():
                link = term_link(corpus, reference, term.id)
                yield _page(term, link.libelle, heading, link.adresse)
    for term in corpus.current("types-organisme").values():
        if any(o.type == term.id for o in corpus.organisations.values()):
            yield _page(term, term.libelle, "Organismes", sort_address(term.id))


def _page(term: Term, label: str, heading: str, address: str | None) -> Name:
    return Name(
        libelle=label,
        autres=_others(label, term.alias),
        mots=term.mots,
        rubrique=heading,
        adresse=address,
    )


def _others(label: str, alias: Iterable[str]) -> tuple[str, ...]:
    """Return the other names of a term, its label without brackets among them."""
    found = dict.fromkeys((IN_BRACKETS.sub("", label), *alias))
    return tuple(name for name in found if name != label)
