"""The table of the kinds of page: what the build, the addresses, the rules and the site map read.

A kind is one row. It says in which module its pages are made, and that module is imported only when
they are: `validate` reads the folders of this table, and makes no page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from catalogue.records.corpus import Corpus


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """A kind of page: one for each record, each organisation, each term of a vocabulary…"""

    folder: str
    """Its pages stand under `/<folder>/`, an address kept for good."""
    title: str
    """What its pages are called together, in their breadcrumb and in the site map."""
    shells: tuple[str, ...]
    """The pages that they are stamped into, `docs/coquille/<shell>.md`: the first is its own."""
    module: str = ""
    """Where its pages are made (see `made.py`); empty where another room hands its drafts over."""
    landing: str = ""
    """The page of docs/ that lists its pages; that of its folder unless it is said."""
    rank: int = 0
    """Its place among the groups of the site map; 0: not in it."""
    counted: tuple[str, str] = ("", "")
    """Words for one and for several, where the site map names only the landing page of too many."""
    searched: bool = True
    """Whether the text index has its pages."""
    reference: str = ""
    """The set whose members have these pages."""
    file_kind: str = ""
    """The kind of file that has one of these pages each."""
    source: str = ""
    """The file where all its members are written, where they have not one each."""

    @property
    def shell(self) -> str:
        """Return the shell of its own pages."""
        return self.shells[0]

    @property
    def landing_page(self) -> str:
        """Return the page of docs/ that its breadcrumbs lead to, without its suffix."""
        return self.landing or self.folder

    def address(self, id_: str) -> str:
        """Return the address of the page of a member."""
        return f"{self.folder}/{id_}/"


_MADE_HERE = "catalogue.site.kinds."

WHOLE_LIST = PageKind(
    folder="catalogue",
    title="Catalogue",
    shells=("liste",),
    module=f"{_MADE_HERE}whole_list",
    searched=False,
)
RECORD = PageKind(
    folder="projets",
    title="Initiatives",
    shells=("fiche",),
    module=f"{_MADE_HERE}record",
    landing=WHOLE_LIST.folder,
    rank=1,
    counted=("initiative", "initiatives"),
    file_kind="project",
)
CALL = PageKind(
    folder="appels",
    title="Appels à projets",
    shells=("appel",),
    module=f"{_MADE_HERE}call",
    rank=2,
    reference="appels",
    file_kind="call",
)
TERM = PageKind(
    folder="",
    title="",
    shells=("terme",),
    module=f"{_MADE_HERE}term",
    rank=4,
)
"""Stands for each vocabulary that a facet filters by, which gives its folder and its title."""
TERRITORY = replace(
    TERM,
    folder="territoires",
    title="Territoires",
    shells=("territoire",),
    reference="territoires",
    source="reference/territories.yml",
)
YEAR = replace(
    TERM,
    folder="annees",
    title="Années des appels",
    reference="annees",
    source="docs/annees.md",
)
EVIDENCE = replace(
    TERM,
    folder="preuves",
    title="Ce qui est documenté",
    reference="preuves",
    source="docs/preuves.md",
)
ORGANISATION = PageKind(
    folder="organismes",
    title="Organismes",
    shells=("organisme",),
    module=f"{_MADE_HERE}organisation",
    rank=5,
    reference="organismes",
    file_kind="organisation",
)
JOURNAL = PageKind(
    folder="journal",
    title="Journal des données",
    shells=("liste",),
    module=f"{_MADE_HERE}journal",
    searched=False,
)

KINDS = (RECORD, WHOLE_LIST, CALL, TERM, TERRITORY, YEAR, EVIDENCE, ORGANISATION, JOURNAL)

FOLDERS = {kind.reference: kind.folder for kind in KINDS if kind.reference}
"""The sets that are not vocabularies and have pages → their folder."""


def kinds_of(corpus: Corpus, references: Iterable[str]) -> tuple[PageKind, ...]:
    """Return the kinds of page of a site whose facets take their choices from these sets."""
    found = [kind for kind in KINDS if kind.module != TERM.module]
    others = {kind.reference: kind for kind in KINDS if kind.module == TERM.module}
    for reference in dict.fromkeys(references):
        vocabulary = corpus.vocabularies.get(reference)
        if vocabulary and vocabulary.adresse:
            kind = replace(
                TERM,
                folder=vocabulary.adresse,
                title=vocabulary.libelle_pluriel,
                reference=reference,
                source=f"reference/vocabularies/{reference}.yml",
            )
            found.append(kind)
        elif not vocabulary and reference in others:
            found.append(others[reference])
    return tuple(found)
