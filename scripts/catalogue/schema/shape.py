"""Does a document have the shape that its schema asks for? Every fault, worded in French."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from catalogue.issues import MOST_ALIKE, Advice, Issue, Path, Place
from catalogue.schema.fields import Schemas, Spec, field_at, main_type
from catalogue.text.document import Document
from catalogue.text.letters import fold, nearest, quoted, suggestion_or_choices
from catalogue.text.scalars import plain
from catalogue.workspace import WHAT

SENTENCES: Final[dict[str, str]] = {
    "champ-inconnu": "champ inconnu « {champ} »{suite}",
    "champ-manquant": "il manque le champ « {champ} » : ajoutez {modele}",
    "type/vide": "« {champ} » est vide : complétez la ligne{suite}, ou supprimez-la",
    "type/vide-element": (
        "un élément de « {champ} » est vide : complétez la ligne{suite}, ou supprimez-la"
    ),
    "type/guillemets": 'on attend du texte : écrivez "{texte}" entre guillemets',
    "type/nombre": "« {champ} » attend {attendu} seul : écrivez {nombre}",
    "type/nombre-et-reste": (
        "« {champ} » attend {attendu} seul : écrivez {nombre} ; le reste va dans {reste}"
    ),
    "type/nombre-sans-reste": (
        "« {champ} » attend {attendu} seul : écrivez {nombre}, sans « {reste} »"
    ),
    "type/fourchette": (
        "« {champ} » attend {attendu} seul : écrivez-y {bas}, et {haut} dans « {max} »"
    ),
    "type/incertain": (
        "« {champ} » attend {attendu} seul : remplacez « {valeur} » par un seul nombre, en chiffres"
    ),
    "type/entier": (
        "« {champ} » attend un nombre entier, sans point ni virgule : 1250, et non 1.250"
    ),
    "type/fichier": "ce texte n’est pas {objet} : on attend des lignes « nom: valeur »",
    "type/chiffres": (
        "« {champ} » attend {attendu} : écrivez-le en chiffres, sans guillemets{suite}"
    ),
    "type/liste-puces": (
        "« {signe} » n’est pas le tiret d’une liste : dans « {champ} », commencez chaque ligne par"
        " un tiret « - » suivi d’une espace ordinaire"
    ),
    "type/groupe": (
        "« {champ} » attend un groupe de champs, pas du texte : écrivez « {premier}: {texte} »"
        "{aussi}"
    ),
    "type/liste-groupes": (
        "« {champ} » attend une liste : écrivez à la ligne, en retrait, « - {premier}: {texte} »"
        "{aussi}"
    ),
    "type/corse": (
        'la Corse a deux départements : écrivez "2a" (Corse-du-Sud) ou "2b" (Haute-Corse), entre'
        " guillemets"
    ),
    "type/liste": "« {champ} » attend {attendu}{suite}",
    "type": "« {champ} » attend {attendu}, pas {recu}{suite}",
    "forme": "« {valeur} » n’a pas la forme attendue : {attendu}",
    "forme/choix": "« {valeur} » n’est pas un des choix possibles{suite}",
    "forme/inconnue": "valeur refusée par le schéma ({mot})",
    "forme/fichier": "ce fichier n’a pas la forme attendue par le schéma",
    "longueur/vide": "« {champ} » est vide : complétez-le{suite}, ou supprimez le champ",
    "longueur/court": (
        "« {champ} » est trop court : {limite} caractères au moins, pas {taille}{suite}"
    ),
    "longueur/long": "« {champ} » est trop long : {limite} caractères au plus, pas {taille}",
    "longueur/peu": "« {champ} » demande au moins {limite} éléments",
    "longueur/beaucoup": "« {champ} » accepte au plus {limite} éléments",
    "doublon": "« {valeur} » est déjà dans la liste : gardez-le une fois",
    "bornes/bas": "{valeur} est hors bornes : au moins {limite}{suite}",
    "bornes/haut": "{valeur} est hors bornes : au plus {limite}{suite}",
    "suite/voisin": " — vouliez-vous dire « {voisin} » ?",
    "suite/champs": " ; champs possibles : {liste}",
    "suite/aussi": ", et ajoutez {liste}",
    "suite/exemple": ", par exemple « {exemple} »",
    "modele/liste": "« {champ}: » suivi d’une ligne « {exemple} »",
    "modele/ligne": "une ligne « {champ}: {exemple} »",
    "attendu/forme": "une valeur de la forme {forme}",
    "attendu/string": "du texte",
    "attendu/integer": "un nombre entier",
    "attendu/number": "un nombre",
    "attendu/boolean": "true (oui) ou false (non)",
    "attendu/array": "une liste (une ligne « - … » par élément)",
    "attendu/object": "un groupe de champs",
    "recu/boolean": "oui/non",
    "recu/string": "du texte",
    "recu/integer": "un nombre entier",
    "recu/number": "un nombre à virgule",
    "recu/array": "une liste",
    "recu/object": "un groupe de champs",
    "recu": "cette valeur",
}
"""Name of the rule, and after a slash which of its sentences, or a part of one → the words."""


def tell(name: str, **blanks: object) -> str:
    """Return a sentence with its blanks filled in."""
    return SENTENCES[name].format(**blanks)


def example_of(field: Spec) -> str:
    """Return an example of a field, or nothing; of a group, its first field, a needed one first."""
    group = (field.items or field).properties.values()
    ready = [inner for inner in group if inner.examples]
    first = min(ready, key=lambda inner: not inner.required, default=None)
    shown = f"{first.name}: {written(first.examples[0])}" if first else ""
    shown = written(field.examples[0]) if field.examples else shown
    return f"- {shown}" if shown and field.type == "array" else shown


def model_of(key: str, field: Spec | None) -> str:
    """Return what to write for a field that is missing."""
    if field is not None and field.type == "array":
        return tell("modele/liste", champ=key, exemple=example_of(field) or "- …")
    if field is not None and field.type == "object":
        first = next((f"{name}: …" for name, f in field.properties.items() if f.required), "…")
        return tell("modele/liste", champ=key, exemple=example_of(field) or first)
    examples = field.examples if field else ()
    example = json.dumps(examples[0], ensure_ascii=False) if examples else "…"
    return tell("modele/ligne", champ=key, exemple=example)


def written(example: object) -> str:
    """Return an example as it is written in a file: between quotes when it would not stay text."""
    is_plain = isinstance(example, str) and plain(example) == example and not example[:1].isdigit()
    return str(example) if is_plain else json.dumps(example, ensure_ascii=False)


def _replaces(known: Mapping[str, str], group: Mapping[str, Any], new: str, missing: str) -> bool:
    """Tell whether an unknown field stands in the place of a missing one, and has its type.

    « nom » between « id » and « editeur » is « document » under another name; elsewhere in the
    group, nothing says so, and each is a fault of its own. A name made of digits has no place: an
    object of JavaScript, where the form judges the same record, puts it first.
    """
    order, names = list(known), list(group)
    in_place = all(
        (names.index(key) < names.index(new)) == (order.index(key) < order.index(missing))
        for key in names
        if key in known
    )
    digits = new.isascii() and new.isdecimal()
    sure = known[missing] in {"string", "array", "object"}
    return in_place and not digits and sure and _KINDS.get(type(group[new])) == known[missing]


WEB: Final = "^https?://"
NUMBERS: Final = frozenset({"integer", "number"})
CORSICA: Final = "20"
"""The code that Corsica had before it had two départements."""
REMAINDERS: Final = ("qualificatif", "unite", "precision")
"""The fields that take what is written beside a number, where it stands with them."""
UNSURE: Final = frozenset(
    {
        "an", "ans", "annee", "annees", "demi", "e", "jour", "jours", "k", "m", "md", "mille",
        "millier", "milliers", "million", "millions", "milliard", "milliards", "quart", "semaine",
        "semaines", "semestre", "semestres", "sur", "tiers", "trimestre", "trimestres", "x",
    }
)  # fmt: skip
"""Words beside which a number is not the one that is meant: « 3 ans », « 12 k€ », « 2 sur 3 »."""
UNSURE_SIGNS: Final = "[%‰/×½¼¾]"
RANGE: Final = "^[^0-9]*([0-9]+) *(?:à|a|et|ou|-|–) *([0-9]+)[^0-9]*$"
"""Two numbers, of which one field takes the lowest, and another the highest."""
BULLETED: Final = re.compile("^([-–—•●▪◦‣·])")
"""A text that was meant as a list: its bullet is not YAML's, or is glued to what follows."""

RULES: Final = {
    "champ-inconnu": "Une fiche ne contient que les champs prévus par le schéma.",
    "champ-manquant": "Les champs obligatoires sont présents.",
    "type": "Chaque valeur est du type attendu : texte, nombre, liste, oui ou non.",
    "forme": "Dates, codes, identifiants et adresses web ont la forme attendue.",
    "longueur": "Textes et listes ne sont ni vides ni trop longs.",
    "doublon": "Une liste ne répète pas deux fois la même valeur.",
    "bornes": "Les nombres restent dans les bornes prévues.",
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """An error of jsonschema with the field that it is about."""

    error: Any
    """A jsonschema ValidationError, whose stubs give every attribute as possibly unset."""
    file: str
    path: Path
    spec: Spec | None
    siblings: Mapping[str, Spec]
    """The fields that its group may have."""
    what: str
    """What the whole file is, in a sentence."""

    @property
    def name(self) -> str:
        """Return the name of the field, or of the list that it is in."""
        steps = (step for step in reversed(self.path) if isinstance(step, str))
        return next(steps, "le fichier")

    @property
    def example(self) -> str:
        """Return an example of the field as it is written in a file, or nothing."""
        return example_of(self.spec) if self.spec else ""

    @property
    def tail(self) -> str:
        """Return the end of a sentence that gives the example, if there is one."""
        return tell("suite/exemple", exemple=self.example) if self.example else ""

    @property
    def meant_keys(self) -> dict[str, str]:
        """Return the unknown fields of a group, each with the known one that it stands for.

        Or with nothing, where no name is near and it is not in the place of a missing one.
        """
        schema, group = self.error.schema, self.error.instance
        known = self.spec.properties if self.spec else {}
        keys = schema["properties"]
        types = {key: known[key].type if key in known else "" for key in keys}
        names = {key: known[key].note("autres-noms", ()) if key in known else () for key in keys}
        found = {key: nearest(key[:80], names) or "" for key in group if key not in keys}
        nameless = [key for key, near in found.items() if not near]
        taken = {*group, *found.values()}
        missing = [key for key in schema.get("required", ()) if key not in taken]
        alone = len(nameless) == len(missing) == 1
        if alone and _replaces(types, group, nameless[0], missing[0]):
            found[nameless[0]] = missing[0]
        return found

    def fault(self, rule: str, message: str) -> Issue:
        """Return the fault of a rule, with the example of the field."""
        place = Place(self.file, self.path)
        return Issue(place, rule, message, advice=Advice(example=self.example))


def check_shape(document: Document, kind: str, schemas: Schemas) -> Iterator[Issue]:
    """Yield an issue for every way in which a document departs from the schema of its kind."""
    data = document.data
    if schemas.is_valid(kind, data):
        return
    errors = schemas.validator(kind).iter_errors(data)
    what = WHAT.get(kind, "ce qui est attendu")
    root = schemas.spec(kind)
    found = (fault for error in errors for fault in _faults(error, root, what, document.file))
    unworded = Issue(Place(document.file), "forme", tell("forme/fichier"))
    # Without repeats: jsonschema yields one error per missing key, and each names them all.
    yield from dict.fromkeys(islice(found, MOST_ALIKE)) or (unworded,)


def _faults(error: Any, root: Spec, what: str, file: str) -> Iterator[Issue]:
    path: Path = tuple(error.absolute_path)
    beside = field_at(root, path[:-1]) if path and isinstance(path[-1], str) else None
    siblings = beside.properties if beside else {}
    wrong = Wrong(error, file, path, field_at(root, path), siblings, what)
    if error.validator in WORDINGS:
        yield from WORDINGS[error.validator](wrong)
    else:
        yield wrong.fault("forme", tell("forme/inconnue", mot=error.validator))


def _unknown_keys(wrong: Wrong) -> Iterator[Issue]:
    allowed = list(wrong.error.schema["properties"])
    for key, near in wrong.meant_keys.items():
        tail = tell("suite/voisin", voisin=near) if near else ""
        tail = tail or tell("suite/champs", liste=", ".join(allowed))
        message = tell("champ-inconnu", champ=key, suite=tail)
        advice = Advice(suggestion=near, allowed=tuple(allowed))
        place = Place(wrong.file, (*wrong.path, key), on_key=True)
        yield Issue(place, "champ-inconnu", message, advice=advice)


def _missing_key(wrong: Wrong) -> Iterator[Issue]:
    taken = wrong.meant_keys.values()
    for key in wrong.error.validator_value:
        # A field that is there under a wrong name is one fault, told once.
        if key not in wrong.error.instance and key not in taken:
            field = wrong.spec.properties[key] if wrong.spec else None
            message = tell("champ-manquant", champ=key, modele=model_of(key, field))
            advice = Advice(example=example_of(field) if field else "")
            place = Place(wrong.file, wrong.path)
            yield Issue(place, "champ-manquant", message, advice=advice)


def _type(wrong: Wrong) -> Iterator[Issue]:
    value, wanted = wrong.error.instance, main_type({"type": wrong.error.validator_value})
    blanks = {
        "champ": wrong.name,
        "attendu": SENTENCES.get(f"attendu/{wanted}", wanted),
        "suite": wrong.tail,
    }
    if not wrong.path:
        message = tell("type/fichier", objet=wrong.what)
    elif value is None:
        in_list = bool(wrong.path) and isinstance(wrong.path[-1], int)
        message = tell("type/vide-element" if in_list else "type/vide", **blanks)
    elif wanted == "string" and isinstance(value, int | float):
        message = _text_wanted(value, wrong.spec)
    elif wanted == "integer" and type(value) is float:
        message = tell("type/entier", **blanks)
    elif wanted in NUMBERS and isinstance(value, str):
        message = _number_wanted(value, wanted, blanks, wrong.siblings)
    elif isinstance(value, str) and wanted in {"array", "object"}:
        message = _many_wanted(value, wanted, blanks, wrong.spec)
    elif wanted == "array":
        message = tell("type/liste", **blanks)
    else:
        message = tell("type", recu=_kind(value), **blanks)
    yield wrong.fault("type", message)


def _text_wanted(value: float, spec: Spec | None) -> str:
    """Return how to write as a text a number or a truth: « 01 » is a code, 1 is none."""
    text = str(value).lower() if isinstance(value, bool) else str(value)
    pattern = spec.schema.get("pattern") if spec else None
    if spec and pattern and spec.note("attendu") and not re.search(pattern, text):
        return tell("forme", valeur=text, attendu=spec.note("attendu"))
    if spec is None or spec.reference != "territoires":
        return tell("type/guillemets", texte=text)
    return tell("type/corse") if text == CORSICA else tell("type/guillemets", texte=text.zfill(2))


def _many_wanted(text: str, wanted: str, blanks: dict[str, str], spec: Spec | None) -> str:
    """Return how to write as a list, or as fields, what is written as one text."""
    if wanted == "array" and (bullet := BULLETED.match(text)):
        return tell("type/liste-puces", signe=bullet[1], **blanks)
    group = spec.items if spec and wanted == "array" else spec
    fields = list(group.properties.values()) if group else []
    if re.match(WEB, text):
        fields = [field for field in fields if field.note("vue") == "url"] or fields
    # An id is the program's to give: a text is rather the next field that must be there.
    first = min(fields, key=lambda f: (not f.required, f.name == "id"), default=None)
    if group is None or first is None:
        name = "type/liste" if wanted == "array" else "type"
        return tell(name, recu=_kind(text), **blanks)
    name = "type/liste-groupes" if wanted == "array" else "type/groupe"
    # The first alone would be refused in its turn.
    others = [f.name for f in group.properties.values() if f.required and f is not first]
    also = tell("suite/aussi", liste=", ".join(map(quoted, others))) if others else ""
    return tell(name, premier=first.name, texte=_short(text), aussi=also, **blanks)


def _number_wanted(text: str, wanted: str, blanks: dict[str, str], siblings: Iterable[str]) -> str:
    """Return how to write the number that a text seems to hold.

    What is written around it may make another number of it.
    """
    digits = re.sub("(?<=[0-9])[ \t\u00a0\u202f](?=[0-9]{3}(?![0-9]))", "", text)
    highest = f"{blanks['champ']}_max"
    if highest in siblings and (ends := re.match(RANGE, digits)):
        return tell("type/fourchette", bas=ends[1], haut=ends[2], max=highest, **blanks)
    found = re.search("[0-9]+(?:[.,][0-9]+)?", digits)
    around = digits.replace(found.group(), " ", 1) if found else ""
    signs = re.search(f"[0-9]|{UNSURE_SIGNS}", around)
    if not found or signs or not UNSURE.isdisjoint(fold(around).split("-")):
        name = "type/incertain" if found else "type/chiffres"
        return tell(name, valeur=_short(text), **blanks)
    if wanted == "integer" and not found.group().isdecimal():
        return tell("type/entier", **blanks)
    number = found.group().replace(",", ".")
    if digits.strip() == found.group():
        return tell("type/nombre", nombre=number, **blanks)
    if fields := [name for name in REMAINDERS if name in siblings]:
        *firsts, last = (f"« {name} »" for name in fields)
        listed = " ou ".join([", ".join(firsts), last] if firsts else [last])
        return tell("type/nombre-et-reste", nombre=number, reste=listed, **blanks)
    rest = _short(" ".join(around.split()))
    return tell("type/nombre-sans-reste", nombre=number, reste=rest, **blanks)


_KINDS: Final[dict[type, str]] = {
    bool: "boolean",
    str: "string",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
}


def _kind(value: object) -> str:
    return tell(f"recu/{_KINDS[type(value)]}" if type(value) in _KINDS else "recu")


def _pattern(wrong: Wrong) -> Iterator[Issue]:
    form = tell("attendu/forme", forme=wrong.error.validator_value)
    # The field's own words win over those of the definition that it refers to.
    wanted = (wrong.spec.note("attendu") if wrong.spec else None) or form
    yield wrong.fault("forme", tell("forme", valeur=_short(wrong.error.instance), attendu=wanted))


def _choice(wrong: Wrong) -> Iterator[Issue]:
    known = [str(value) for value in wrong.error.validator_value]
    value = _short(wrong.error.instance)
    suite = suggestion_or_choices(value, known)
    yield wrong.fault("forme", tell("forme/choix", valeur=value, suite=suite))


def _length(wrong: Wrong) -> Iterator[Issue]:
    limit, size = wrong.error.validator_value, len(wrong.error.instance)
    names = {
        "minLength": "longueur/court" if size else "longueur/vide",
        "maxLength": "longueur/long",
        "minItems": "longueur/vide" if limit == 1 else "longueur/peu",
        "maxItems": "longueur/beaucoup",
    }
    blanks = {"champ": wrong.name, "taille": size, "limite": limit, "suite": wrong.tail}
    yield wrong.fault("longueur", tell(names[str(wrong.error.validator)], **blanks))


def _duplicate(wrong: Wrong) -> Iterator[Issue]:
    seen: list[object] = []
    for index, item in enumerate(wrong.error.instance):
        if item in seen:
            place = Place(wrong.file, (*wrong.path, index))
            yield Issue(place, "doublon", tell("doublon", valeur=_short(item)))
        seen.append(item)


def _bounds(wrong: Wrong) -> Iterator[Issue]:
    side = "bas" if wrong.error.validator == "minimum" else "haut"
    blanks = {"valeur": wrong.error.instance, "limite": wrong.error.validator_value}
    yield wrong.fault("bornes", tell(f"bornes/{side}", suite=wrong.tail, **blanks))


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else text[:57] + "…"


WORDINGS: dict[str, Callable[[Wrong], Iterator[Issue]]] = {
    "additionalProperties": _unknown_keys,
    "required": _missing_key,
    "type": _type,
    "pattern": _pattern,
    "enum": _choice,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _length,
    "maxItems": _length,
    "uniqueItems": _duplicate,
    "minimum": _bounds,
    "maximum": _bounds,
}
