"""The words of the glossary that an edition uses, and the documents that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalogue.derive.addresses import glossary_address
from catalogue.derive.figures import source_link
from catalogue.derive.lexicon import Lexicon
from catalogue.derive.report.views import Document, Entry
from catalogue.derive.wording import date_or_unknown
from catalogue.model.corpus import Corpus, collation
from catalogue.model.records import Source


def entries(corpus: Corpus, texts: Iterable[str]) -> tuple[Entry, ...]:
    """Return the entries of the glossary that texts name, in alphabetical order."""
    named = {mention.entree for mention in Lexicon(corpus.glossary).found("\n".join(texts))}
    found = [entry for entry in corpus.glossary if entry.id in named]
    return tuple(
        Entry(
            id=entry.id,
            terme=entry.terme,
            developpe=entry.developpe,
            definition=entry.definition,
            adresse=glossary_address(entry.id),
        )
        for entry in sorted(found, key=lambda entry: collation(entry.terme))
    )


def documents(corpus: Corpus, cited: Iterable[str]) -> tuple[Document, ...]:
    """Return the documents of the bibliography that are cited, then those of the records alone."""
    known = dict.fromkeys(cited)
    listed = [source for id_, source in corpus.sources.items() if id_ in known]
    found = [_document(corpus, source, source_link(corpus, source.id).adresse) for source in listed]
    named = {_identity(source) for source in listed}
    for source in _own(corpus):
        if _identity(source) not in named:
            named.add(_identity(source))
            found.append(_document(corpus, source, None))
    return tuple(found)


def _own(corpus: Corpus) -> Iterator[Source]:
    return (source for project in corpus.projects for source in project.sources)


def _identity(source: Source) -> tuple[str, str, str]:
    """Return what tells a document from another: each record has its own id for it."""
    return source.document, source.editeur, source.date


def _document(corpus: Corpus, source: Source, address: str | None) -> Document:
    return Document(
        id=source.id if address else "",
        document=source.document,
        editeur=source.editeur,
        date=source.date,
        date_mots=date_or_unknown(source.date),
        url=source.url,
        precision=source.precision,
        fiabilite=corpus.label("fiabilites", source.fiabilite),
        adresse=address or "",
    )
