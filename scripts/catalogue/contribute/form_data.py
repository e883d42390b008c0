"""The data files of the contribution form: what opening it needs, then what judging asks for.

Scripts hold no label, rule table or sentence of their own: they take them from here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from types import ModuleType
from typing import Any, Final

from catalogue.contribute.interview import MAX_ID, STOP_WORDS
from catalogue.issues import MOST_ALIKE
from catalogue.records.types import Term
from catalogue.rules import content, figures, identity, people, privacy, references, rows
from catalogue.rules.identity import key_of, shelf_of
from catalogue.rules.people import first_names
from catalogue.rules.references import communes_of
from catalogue.rules.registry import MOST, RULES, SENTENCES, SHOWN
from catalogue.rules.rows import Row, Search
from catalogue.schema import shape
from catalogue.schema.fields import Spec, Step, fields_where
from catalogue.schema.shape import example_of, model_of, tell
from catalogue.site.addresses import folder_of
from catalogue.site.catalogue_data import compact
from catalogue.site.site_view import SiteView
from catalogue.text import decoding, document, letters, limits, reading_faults, refusals
from catalogue.text.decoding import UNSEEN
from catalogue.text.french_numbers import MONTHS
from catalogue.text.limits import MAX_BYTES
from catalogue.text.typography import KEPT, REPLACEMENTS
from catalogue.workspace import WHAT

NO_FIELD = "type/fichier"
"""The sentence on a file that holds no field: the form reads records alone."""


def _rules_data() -> dict[str, Any]:
    """Return every sentence, pattern, threshold and pair of fields, ready for JSON.

    Patterns are for `RegExp(…, "u")`. How each is used is said where Python defines it.
    """
    return {
        "rules": {r.id: {"phrase": r.phrase, "level": r.level} for r in RULES.values()},
        "data": {
            id_: {
                "rows": [asdict(one) for one in made if isinstance(one, Row)],
                "searches": _searches(one for one in made if isinstance(one, Search)),
            }
            for id_, made in rows.DATA.items()
        },
        "messages": SENTENCES,
        "shape": _constants(
            shape,
            "RULES SENTENCES NUMBERS CORSICA REMAINDERS RANGE UNSURE UNSURE_SIGNS WEB BULLETED",
        )
        | {
            "most": MOST_ALIKE,
            "sentences": shape.SENTENCES | {NO_FIELD: tell(NO_FIELD, objet=WHAT["project"])},
        },
        "most": MOST,
        "shown": SHOWN,
        "dates": {"day": content.DAY.pattern, "form": rows.DATE},
        "figures": _constants(figures, "DONE HOUSEHOLDS DWELLINGS"),
        "durations": _constants(figures, "LONG_SUPPORT"),
        "references": _constants(references, "PLACES ATTESTED LISTED FIRST_COMMUNE SAINT ARTICLES")
        | {"sure": letters.SURE},
        "lists_with_ids": identity.LISTS_WITH_IDS,
        "privacy": {
            "house": _searches([privacy.HOUSE]),
            "refuge": _searches(privacy.REFUGE),
            "reached": _searches([privacy.REACHED]),
            **_constants(
                privacy,
                "SHELTERED VIOLENCE PUBLISHED TOLD_FIRST COUNTED HOUSEHOLDS FEW MINIMUM FEW_PEOPLE"
                " SENTENCE DETAILS TELLING",
            ),
        },
        "people": _constants(
            people,
            "TOKEN WORD CAPITAL INITIALS PLACE SIGNS CLASSES CAPITAL_ONLY SMALL_ONLY NOT_SHOUTED"
            " LONG MOST_INITIALS BODIES WEAK HONOURED BLANKS PATTERNS",
        ),
        "mentions": _constants(content, "TOOLS NOT_SAID NO_LETTER"),
        "twins": _constants(identity, "SHARED COMPARED"),
    }


def _constants(module: ModuleType, names: str) -> dict[str, Any]:
    """Return constants of a module by their names in small letters, ready for JSON."""
    return {name.lower(): _ready(getattr(module, name)) for name in names.split()}


def _ready(value: Any) -> Any:
    match value:
        case re.Pattern():
            return value.pattern
        case frozenset():
            return sorted(value)
        case dict():
            return {key: _ready(inner) for key, inner in value.items()}
        case _:
            return value


def _searches(searches: Iterable[Search]) -> list[dict[str, Any]]:
    return [{"message": s.message, "exact": s.exact.pattern} for s in searches]


def _reading_data() -> dict[str, Any]:
    """Return what the form reads a file by: its sentences, what stops it, what was pasted."""
    return {
        "phrases": reading_faults.SENTENCES,
        "avertissements": sorted(reading_faults.WARNINGS),
        "locales": sorted(document.HARMLESS),
        "sortes": reading_faults.NAME_KINDS,
        "autres_sortes": reading_faults.OTHER_KINDS,
        "diagnostics": refusals.DIAGNOSES,
        "espace_cachee": decoding.HIDDEN_SPACE,
        "niveaux": limits.MAX_DEPTH,
        "elements": limits.MAX_NODES,
        "evenements": limits.MAX_EVENTS,
        "colles": [
            {
                "nom": kind.name,
                "motif": kind.pattern,
                "lignes": kind.lines,
                "toutes": kind.all_lines,
                "meme_lu": kind.even_read,
                "regle": kind.rule,
            }
            for kind in refusals.PASTED
        ],
        "seconde_fiche": refusals.MANY,
    }


FOLDER: Final = "formulaire/"
NAMES: Final = 250
"""How many names stand in a file, in their order."""
NAME: Final = "formulaire.json"
OPENING: Final = "formulaire-ouvrir.json"
"""What the form needs to open, keep a draft and write a file; the rest is read as one writes."""
TYPOGRAPHY: Final = {"gardes": KEPT, "remplacements": [[r.pattern, r.by] for r in REPLACEMENTS]}
KINDS: Final = ("project", "organisation")
NAMING: Final = ("types-territoire",)
"""Sets whose terms a sentence names, though no field of the form chooses from them."""
KEYWORDS: Final = (
    "type", "pattern", "minLength", "maxLength", "minItems", "uniqueItems", "minimum", "maximum",
    "required",
)  # fmt: skip
PLAIN: Final = ("type", "pattern")
PLAIN_NOTES: Final = ("vue", "unite", "libre", "prose")
NOTES: Final = (
    "vue", "section", "type", "unite", "attendu", "prose", "libre", "autres-noms", "langue",
)  # fmt: skip

IN_THE_FORM: Final = {
    "champ-manquant": "ce champ est obligatoire : complétez-le",
    "chiffre-source": "ce chiffre n’a pas de source : choisissez le document d’où il vient",
    "chiffre-sans-date": (
        "ce chiffre réalisé n’est pas daté, et son document non plus : donnez l’une des deux dates"
    ),
    "source-inutilisee": (
        "rien ne s’appuie sur ce document : choisissez-le comme source de ce qu’il dit, ou"
        " retirez-le"
    ),
    "forme": "« {valeur} » n’est pas compris : donnez {attendu}",
    "type/integer": (
        "« {valeur} » n’est pas un nombre entier seul : écrivez par exemple 30 ou 1 250 ;"
        " « environ » et l’unité se choisissent à côté"
    ),
    "type/number": (
        "« {valeur} » n’est pas un nombre seul : écrivez par exemple 1 250 ou 12,5 ;"
        " « environ » et l’unité se choisissent à côté"
    ),
    "longueur/string": "il faut ici de {moins} à {plus} caractères, pas {taille}",
    "texte-vide": "ce texte ne contient que des espaces : complétez-le ou videz-le",
}
"""Rule, and after a slash the type of its field → its sentence where one fills in a field.

It stands for what the rule says of lines of a file elsewhere.
"""


def form_files(view: SiteView) -> Iterator[tuple[str, str]]:
    """Yield the two data files, then those that the form asks for when it needs them, by name."""
    # The records that may have a near-duplicate, by the place that names their file, then by what
    # near-duplicates have in common.
    shelves: dict[str, dict[str, list[list[Any]]]] = defaultdict(lambda: defaultdict(list))
    for project in view.corpus.projects:
        if project.territoires:
            organisations = sorted({own.organisme for own in project.organismes})
            told = [project.id, project.titre, organisations]
            shelves[shelf_of(project)][key_of(project)].append(told)
    titles = sorted((card.id, card.titre) for card in view.cards)
    territories = view.corpus.territories.items()
    departments = [id_ for id_, term in territories if term.type == "departement"]
    # What the form needs to know to ask for the right file, and for none that is not.
    listed = {
        "dossier": FOLDER,
        "lieux": sorted(shelves),
        "noms": [id_ for id_, _ in titles[::NAMES]],
        "departements": departments,
    }
    yield OPENING, compact(_opening_data(view, listed))
    yield NAME, compact(_form_data(view, listed))
    for place in sorted(shelves):
        yield f"{FOLDER}lieu-{place}.json", compact(shelves[place])
    for rank in range(0, len(titles), NAMES):
        yield f"{FOLDER}noms-{rank // NAMES}.json", compact(dict(titles[rank : rank + NAMES]))
    marked = (f"{name}{mark}" for name, mark in first_names().items())
    yield f"{FOLDER}prenoms.json", compact(" ".join(marked))
    for code in departments:
        yield f"{FOLDER}communes-{code}.json", compact(" ".join(sorted(communes_of(code))))


def _opening_data(view: SiteView, shelves: Mapping[str, Any]) -> dict[str, Any]:
    known = view.corpus.references["organismes"]
    return {
        "version": 1,
        "octets": MAX_BYTES,
        "champs": {kind: _plain_node(view.schemas.spec(kind)) for kind in KINDS},
        "organismes": {
            id_: _told({"libelle": term.libelle, "alias": term.other_names})
            for id_, term in known.items()
        },
        "parametres": _parameters(view.spec),
        "fiches": shelves,
        "invisibles": UNSEEN,
        "mois": MONTHS,
        "noms": {"longueur": MAX_ID, "vides": sorted(STOP_WORDS)},
        "typographie": TYPOGRAPHY,
    }


def _plain_node(spec: Spec, depth: int = 0) -> dict[str, Any]:
    """Return what it takes to put a field's value in order, and to name it if it is lost."""
    made: dict[str, Any] = {key: spec.schema[key] for key in PLAIN if key in spec.schema}
    made |= {name: spec.note(name) for name in PLAIN_NOTES if spec.note(name)}
    if depth == 1:
        made["titre"] = spec.title
    if spec.reference:
        made["referentiel"] = spec.reference
    if spec.properties:
        made["proprietes"] = {n: _plain_node(s, depth + 1) for n, s in spec.properties.items()}
    if spec.items is not None:
        made["element"] = _plain_node(spec.items, depth + 1)
    return made


def _form_data(view: SiteView, shelves: Mapping[str, Any]) -> dict[str, Any]:
    corpus = view.corpus
    specs = {kind: view.schemas.spec(kind) for kind in KINDS}
    # The sets that the fields of the form choose from, and those that name such sets.
    chosen = {
        field.reference
        for spec in specs.values()
        for _, field in fields_where(spec, lambda field: bool(field.reference))
    }
    sets = [name for name in corpus.references if name in chosen or name in NAMING]
    tools = corpus.references.get(content.TOOLS, {})
    return {
        "version": 1,
        "octets": MAX_BYTES,
        "sections": view.schemas.sections,
        "champs": {kind: _node(spec) for kind, spec in specs.items()},
        "ensembles": {
            name: {
                "dossier": folder_of(corpus, name),
                "termes": {id_: _term(term) for id_, term in corpus.references[name].items()},
            }
            for name in sets
        },
        "parametres": _parameters(view.spec),
        "sessions": {call.id: [s.id for s in call.sessions] for call in corpus.calls.values()},
        "fiches": shelves,
        # What begins the words of each tool's names: a text that has them speaks of it.
        "racines": {id_: content.stems_of(term) for id_, term in tools.items()},
        "au_formulaire": IN_THE_FORM,
        "regles": _rules_data(),
        "lecture": _reading_data(),
        "invisibles": UNSEEN,
        "mois": MONTHS,
        "typographie": TYPOGRAPHY,
    }


def _node(spec: Spec) -> dict[str, Any]:
    """Return a field and what it holds: its keywords of JSON Schema, then our annotations."""
    made: dict[str, Any] = {"titre": spec.title}
    made |= {key: spec.schema[key] for key in KEYWORDS if key in spec.schema}
    made |= {f"x-{n}" if n == "type" else n: spec.note(n) for n in NOTES if spec.note(n)}
    if wanted := spec.note("saisie", {}).get("attendu"):
        made["saisie"] = wanted
    if not spec.note("fiche", True):
        made["hors_fiche"] = True
    if example := example_of(spec):
        made["exemple"] = example
    if spec.reference:
        made["referentiel"] = spec.reference
    if spec.properties:
        needed = made.get("required", ())
        made["modeles"] = {key: model_of(key, spec.properties[key]) for key in needed}
        made["proprietes"] = {name: _node(child) for name, child in spec.properties.items()}
    if spec.items is not None:
        made["element"] = _node(spec.items)
    return made


def _parameters(spec: Spec) -> dict[str, Step]:
    """Return the field that each parameter of the catalogue's address filters by, as its path."""
    found = fields_where(spec, lambda field: isinstance(field.note("facette"), dict))
    return {field.note("facette")["parametre"]: path for path, field in found}


def _term(term: Term) -> dict[str, Any]:
    return _told(
        {
            "libelle": term.libelle,
            "alias": term.other_names,
            "definition": term.definition,
            "type": term.type,
            "parent": term.parent,
            "remplace_par": term.remplace_par,
        }
    )


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
