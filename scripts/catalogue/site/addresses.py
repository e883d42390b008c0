"""Where things have their page: addresses relative to the site, kept for good."""

from __future__ import annotations

from catalogue.records.corpus import Corpus
from catalogue.site.kinds.table import FOLDERS, RECORD, WHOLE_LIST
from catalogue.site.views import Link

GLOSSARY = "glossaire/"
"""The page where each entry of the glossary has its id as an anchor."""


def address_of(id_: str) -> str:
    """Return the address of the record that has an id, or had it."""
    return RECORD.address(id_)


def member_address(reference: str, id_: str) -> str:
    """Return the address of a member of one of the sets in `FOLDERS`."""
    return f"{FOLDERS[reference]}/{id_}/"


def glossary_address(id_: str) -> str:
    """Return the address of an entry of the glossary."""
    return f"{GLOSSARY}#{id_}"


def sort_address(id_: str) -> str:
    """Return where the organisations of one sort are listed."""
    return f"{FOLDERS['organismes']}/#{id_}"


def folder_of(corpus: Corpus, reference: str) -> str:
    """Return the folder where a set's members have their pages, or the empty string."""
    vocabulary = corpus.vocabularies.get(reference)
    return vocabulary.adresse if vocabulary else FOLDERS.get(reference, "")


def term_link(corpus: Corpus, reference: str, id_: str) -> Link:
    """Return the label of a member of a set, its page if it has one, and its definition."""
    term = corpus.term(reference, id_)
    if term is None:
        return Link(libelle=id_)
    folder = folder_of(corpus, reference)
    return Link(
        libelle=term.libelle,
        adresse=f"{folder}/{id_}/" if folder else None,
        definition=term.definition,
    )


def catalogue_address(*choices: tuple[str, str]) -> str:
    """Return the address of the catalogue filtered by choices, given as (parameter, id)."""
    return _asked(f"{WHOLE_LIST.folder}/", choices)


def contribution_address(*choices: tuple[str, str]) -> str:
    """Return the address of the contribution page with choices, (parameter, id), already made."""
    return _asked("contribuer/", choices)


def _asked(page: str, choices: tuple[tuple[str, str], ...]) -> str:
    # Parameters and ids are made of letters, digits and hyphens: nothing to escape.
    query = "&".join(f"{parameter}={id_}" for parameter, id_ in choices)
    return f"{page}?{query}" if query else page
