"""The data files that the catalogue page reads: facets, names, orders, titles, cards, words."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

from catalogue.records.types import Project
from catalogue.site.evidence import worth
from catalogue.site.facets import by_parent, packs
from catalogue.site.names import Answer, Name
from catalogue.site.prose import plain
from catalogue.site.site_view import SiteView
from catalogue.site.views import Card, FacetValue
from catalogue.text.letters import bare

DATA_FOLDER = "assets/donnees/"
"""Where the site holds the data that its pages read."""
LOT = 20
"""How many neighbouring records stand in one file of cards, and in one file of the table."""
HOUSEHOLDS = ("menages", "familles")
"""The units that count households; persons and case files do not."""

TO_CONTRIBUTE = frozenset({"public", "finalite", "partenariat", "outil", "territoire"})
"""The facets whose choices an address brings to the contribution page."""

FIRST, DIGITS, HIGH = 35, 64, 27
"""A gap between positions is written in printable characters, from « # »: its last digit in base
64, after digits in base 27 where it is larger."""


compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Gives data as JSON without a needless space."""


def catalogue_data(view: SiteView) -> Iterator[tuple[str, str]]:
    """Yield the files that the catalogue page reads, by name."""
    yield "facettes.json", compact(catalogue_facets(view))
    apart: dict[str, dict[str, Any]] = defaultdict(dict)
    for facet in view.facets:
        if facet.fichier:
            apart[facet.fichier][facet.parametre] = _values(facet.valeurs)
        if facet.nombreuse:
            for rank, pack in enumerate(packs(facet)):
                yield facet.paquet(rank), compact({facet.parametre: _values(pack)})
    for name, values in apart.items():
        yield name, compact(values)
    for name, order in _orders(view.corpus.projects):
        yield f"ordre-{name}.json", compact(order)
    # What an address may choose for a new record, the choices that no record has included.
    labels = {
        facet.parametre: {value.id: value.libelle for value in facet.valeurs}
        for facet in view.all_facets
        if facet.parametre in TO_CONTRIBUTE
    }
    yield "libelles.json", compact(labels)
    yield "noms.json", compact([_said(name) for name in view.names])
    yield "intentions.json", compact([_said(one) for one in view.answers])
    titles = {
        "ids": [card.id for card in view.cards],
        "titres": [card.titre for card in view.cards],
        "lieux": [card.lieu for card in view.cards],
    }
    yield "titres.json", compact(titles)
    for rank in range(0, max(len(view.cards), 1), LOT):
        cards = [_card(card) for card in view.cards[rank : rank + LOT]]
        yield f"cartes-{rank // LOT}.json", compact(cards)


def _said(thing: Name | Answer) -> dict[str, Any]:
    return {key: value for key, value in asdict(thing).items() if value}


def catalogue_facets(view: SiteView, *, whole: bool = False) -> dict[str, Any]:
    """Return the facets; `whole`: with the choices that the site has in files of their own."""
    facets = []
    for facet in view.facets:
        told: dict[str, Any] = {"parametre": facet.parametre, "libelle": facet.libelle}
        if successors := view.corpus.successors(facet.reference):
            told["remplaces"] = successors
        is_here = whole or not facet.fichier
        told |= {"valeurs": _values(facet.valeurs)} if is_here else {"fichier": facet.fichier}
        if facet.nombreuse:
            told["longue"] = True
        facets.append(told)
    return {
        "version": 2,
        "n": len(view.cards),
        "lot": LOT,
        "facettes": facets,
        "ordres": list(ORDERS),
    }


def _values(values: Sequence[FacetValue]) -> list[dict[str, Any]]:
    """Return the choices; a broader one is told its own records alone, for the others add up."""
    under = by_parent(values)
    found = []
    for value in values:
        told = {position for child in under[value.id] for position in child.fiches}
        given = {
            "id": value.id,
            "libelle": value.libelle,
            "adresse": value.adresse,
            "famille": value.famille,
            "parent": value.parent,
            "alias": (*value.alias, *value.mots),
            "fiches": gaps(position for position in value.fiches if position not in told),
        }
        found.append({key: held for key, held in given.items() if held})
    return found


def gaps(positions: Iterable[int]) -> str:
    """Return rising positions as text: one character for most gaps, which packs well."""
    written: list[str] = []
    previous = -1
    for position in positions:
        high, low = divmod(position - previous - 1, DIGITS)
        digits = [low]
        while high:
            high, digit = divmod(high, HIGH)
            digits.append(DIGITS + digit)
        written += (chr(FIRST + digit) for digit in reversed(digits))
        previous = position
    return "".join(written)


ORDERS = {
    "recent": "date de vérification non renseignée",
    "menages": "nombre de ménages ou de familles non renseigné",
    "documente": "",
}
"""The orders that the page may ask for → what to say of the records that have no rank in them."""


def _orders(projects: tuple[Project, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the orders by name: all positions, those of unknown rank after the known ones."""
    # The first number of households that a record gives, or -1.
    counts = ([c.valeur for c in p.menages if c.unite in HOUSEHOLDS] for p in projects)
    households = [next(iter(given), -1) for given in counts]
    ranks: dict[str, tuple[list[Any], int]] = {
        "recent": ([p.verifie_le for p in projects], sum(bool(p.verifie_le) for p in projects)),
        "menages": (households, sum(number >= 0 for number in households)),
        "documente": ([worth(project) for project in projects], len(projects)),
    }
    for name, (keys, known) in ranks.items():
        # Those alike stay in the catalogue's order: a sort in reverse is stable too.
        positions = sorted(range(len(projects)), key=keys.__getitem__, reverse=True)
        yield name, {"positions": positions, "connus": known, "inconnu": ORDERS[name]}


def _card(card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "titre": card.titre,
        "lieu": card.lieu,
        "resume": card.resume,
        "lien": card.lien,
        "organismes": card.organismes,
        "publics": [link.libelle for link in card.publics],
        "outils": [link.libelle for link in card.outils],
        "menages": card.menages,
        "documente": [link.libelle for link in card.documente],
    }


def record_json(project: Project) -> str:
    """Return a record as it was written, with its id."""
    return compact({"id": project.id, **project.data})


WORD = re.compile(r"[^\W\d_]{4,30}")
"""Letters alone; shorter words are too near one another to be corrected."""
MOST = 20_000


def known_words(texts: Iterable[str]) -> list[str]:
    """Return the words of texts, the most frequent first, each in its most frequent spelling."""
    counts = Counter(word for text in texts for word in WORD.findall(text.lower()))
    total: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        folded = bare(word)
        spelling.setdefault(folded, word)
        total[folded] += count
    ordered = sorted(total, key=lambda folded: (-total[folded], folded))
    return [spelling[folded] for folded in ordered[:MOST]]


def search_files(
    view: SiteView, fragments: Iterable[str], texts: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield the files by name: `fragments` in the catalogue's order, `texts` of some records."""
    yield "fiches.json", compact({"fragments": list(fragments)})
    # What a sample of the records may miss: titles, places, organisations, terms used.
    read = [*texts]
    for card in view.cards:
        read += (card.titre, card.lieu, card.organismes)
    for name in view.names:
        if name.fiches:
            read += (name.libelle, *name.autres)
            # The towns of a département are names of places, and words of no record.
            if name.parametre != "territoire":
                read += name.mots
    yield "mots.json", compact({"mots": " ".join(known_words(read))})


def glossary_data(view: SiteView) -> dict[str, list[str]]:
    """Return, for each entry, its term, what its acronym stands for and its definition as text."""
    return {
        entry.id: [entry.terme, entry.developpe, plain(entry.definition)]
        for entry in view.corpus.glossary
    }
