"""What a query may name: every choice of a facet, what has a page without a record, the glossary.

The catalogue page reads it with the text index, to offer the filter or the page that words name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from catalogue.records.corpus import Corpus
from catalogue.records.types import CALL_TERMS, Call, Intention, IntentionLink
from catalogue.site.addresses import glossary_address, member_address, sort_address, term_link
from catalogue.site.call_views import calls_from_newest, windows_of
from catalogue.site.facets import FacetField
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
    """An intention with all that answers it."""

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
    for one in corpus.intentions:
        yield Answer(
            id=one.id,
            titre=one.titre,
            mots=one.mots,
            liens=one.liens,
            reponse=one.reponse,
            choix=one.choix,
            appels=one.appels,
            ouverts=one.ouverts,
            dits=tuple(_quoted(corpus, one, about)),
        )


def about_calls(corpus: Corpus, parameters: Mapping[str, str]) -> dict[str, Choices]:
    """Return what each call is about, from the parameter of each set: where, and what it names."""
    return {call.id: tuple(_about(call, parameters)) for call in corpus.calls.values()}


def _about(call: Call, parameters: Mapping[str, str]) -> Iterator[str]:
    named = {name: [cited.terme for cited in getattr(call, name)] for name in CALL_TERMS}
    for reference, ids in {"territoires": call.territoires, **named}.items():
        if reference in parameters:
            yield from (f"{parameters[reference]}={id_}" for id_ in ids)


def _quoted(
    corpus: Corpus, intention: Intention, about: Mapping[str, Choices]
) -> Iterator[QuotedRule]:
    """Yield what the calls say of an intention's rules, the newest call first."""
    for call in calls_from_newest(corpus):
        for text, source in _rules(corpus, call, intention.regles):
            yield QuotedRule(
                appel=call.nom,
                adresse=member_address("appels", call.id),
                texte=text,
                source=replace(source_link(corpus, source), definition=""),
                autour=about.get(call.id, ()),
            )


def _rules(corpus: Corpus, call: Call, rubrics: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what is said of some rubrics: figures and sentences, each with its document."""
    figures = [*call.chiffres, *(figure for s in call.sessions for figure in s.chiffres)]
    for rubric in rubrics:
        for figure in figures:
            if figure.regle == rubric:
                yield f"{figure.libelle} : {figure_view(corpus, figure).valeur}.", figure.source
        for said in call.regles.get(rubric, ()):
            yield said.texte, said.source


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


def site_names(corpus: Corpus, facets: Iterable[tuple[FacetField, Facet]]) -> tuple[Name, ...]:
    """Return the names of a site, the choices of the facets first."""
    paired = tuple(facets)
    offered = {field.reference for field, _ in paired}
    return (
        *_choices(corpus, paired), *_pages(corpus, offered), *_sorts(corpus), *_glossary(corpus),
    )  # fmt: skip


def _choices(corpus: Corpus, facets: Sequence[tuple[FacetField, Facet]]) -> Iterator[Name]:
    about = about_calls(corpus, {field.reference: facet.parametre for field, facet in facets})
    for field, facet in facets:
        terms = corpus.current(field.reference)
        for value in facet.valeurs:
            # What is documented is computed, not listed. « Porteur » is not a name of each
            # organisation that carries a project.
            if not terms or value.id in terms:
                choice = Name(
                    libelle=value.libelle,
                    autres=_others(value.libelle, value.alias),
                    mots=value.mots,
                    fiches=len(value.fiches),
                    parametre=facet.parametre,
                    id=value.id,
                    adresse=value.adresse,
                    parent=value.parent,
                    famille=value.famille,
                )
                yield _call(corpus, choice, about) if field.reference == CALLS else choice


def _call(corpus: Corpus, choice: Name, about: Mapping[str, Choices]) -> Name:
    """Return the choice of a call with what it is about, and when it may be open."""
    windows = tuple(tuple(days) for days in windows_of(corpus.calls[choice.id]))
    return replace(choice, autour=about.get(choice.id, ()), fenetres=windows)


def _pages(corpus: Corpus, offered: Set[str]) -> Iterator[Name]:
    """Yield what has a page and is no choice of a facet."""
    for reference, heading in HEADINGS.items():
        if reference not in offered:
            for term in corpus.references[reference].values():
                link = term_link(corpus, reference, term.id)
                yield Name(
                    libelle=link.libelle,
                    autres=_others(link.libelle, term.alias),
                    mots=term.mots,
                    rubrique=heading,
                    adresse=link.adresse,
                )


def _sorts(corpus: Corpus) -> Iterator[Name]:
    """Yield the sorts of organisation: each has its table on the page that lists them."""
    for term in corpus.current("types-organisme").values():
        if any(o.type == term.id for o in corpus.organisations.values()):
            yield Name(
                libelle=term.libelle,
                autres=_others(term.libelle, term.alias),
                mots=term.mots,
                rubrique="Organismes",
                adresse=sort_address(term.id),
            )


def _others(label: str, alias: Iterable[str]) -> tuple[str, ...]:
    """Return the other names of a term, its label without brackets among them."""
    found = dict.fromkeys((IN_BRACKETS.sub("", label), *alias))
    return tuple(name for name in found if name != label)


def _glossary(corpus: Corpus) -> Iterator[Name]:
    for entry in corpus.glossary:
        yield Name(
            libelle=entry.developpe or entry.terme,
            autres=(entry.terme,) if entry.developpe else (),
            rubrique="Glossaire",
            adresse=glossary_address(entry.id),
        )
