"""What the search answers to a question that names no record, and what the calls say of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from catalogue.records.corpus import Corpus
from catalogue.records.types import CALL_TERMS, Call, Intention, IntentionLink
from catalogue.site.addresses import member_address
from catalogue.site.call_views import calls_from_newest
from catalogue.site.figure_views import figure_view, source_link
from catalogue.site.views import Link

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
