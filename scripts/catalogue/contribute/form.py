"""What the contribution pages show: the form field by field, the reference of the fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final, NamedTuple

from markupsafe import Markup

from catalogue.contribute import form_data
from catalogue.contribute.guide import guide_html
from catalogue.records.corpus import Corpus
from catalogue.records.types import Term
from catalogue.schema.fields import Spec, section_of
from catalogue.site.addresses import folder_of
from catalogue.site.blocks import Addition, filled_block
from catalogue.site.catalogue_data import DATA_FOLDER
from catalogue.site.environment import environment, tools
from catalogue.site.page import Publisher
from catalogue.site.site_view import SiteView
from catalogue.site.views import Link

TYPE_WORDS = {
    "string": ("texte", "textes"),
    "integer": ("nombre entier", "nombres entiers"),
    "number": ("nombre", "nombres"),
    "boolean": ("oui ou non (true, false)", "oui ou non (true, false)"),
    "object": ("groupe de champs", "groupes de champs"),
}
"""JSON type → its name for a reader, singular and plural."""


class FieldView(NamedTuple):
    """A field as the reference page explains it."""

    chemin: str
    spec: Spec
    type: str
    vocabulaire: Link | None
    valeurs: tuple[Term, ...]


def field_sections(view: SiteView) -> list[tuple[str, list[FieldView]]]:
    """Return every field of a record by section of the sheet, inner fields after their group."""
    fields = view.spec.properties.values()
    titles = dict(view.schemas.sections)
    placed = [s for s in fields if s.note("fiche", True)]
    apart = [s for s in fields if not s.note("fiche", True)]
    groups = [(titles[id_], [s for s in placed if section_of(s) == id_]) for id_ in titles]
    named = [("Identité", apart), *groups]
    return [(title, [f for s in specs for f in _fields(view, s, s.name)]) for title, specs in named]


def _fields(view: SiteView, spec: Spec, path: str) -> Iterator[FieldView]:
    """Yield a field, then those that it holds."""
    inner = spec.items or spec
    if spec.items is not None:
        type_ = "choix multiple" if inner.reference else f"liste de {TYPE_WORDS[inner.type][1]}"
    elif spec.note("vue") == "date":
        type_ = "date"
    else:
        type_ = "choix unique" if spec.reference else TYPE_WORDS[spec.type][0]
    reference = spec.reference or inner.reference
    listed = reference if reference in view.corpus.vocabularies else ""
    terms = tuple(view.corpus.current(listed).values())
    yield FieldView(path, spec, type_, _reference_link(view, reference), terms)
    for name, child in inner.properties.items():
        yield from _fields(view, child, f"{path}.{name}")


def _reference_link(view: SiteView, reference: str) -> Link | None:
    if reference in {"organismes", "appels", "territoires"}:
        known = " connus" if reference != "territoires" else ""
        return Link(libelle=f"{reference}{known}", adresse=f"{reference}/")
    vocabulary = view.corpus.vocabularies.get(reference)
    if vocabulary is None:
        return Link(libelle="sources de la fiche") if reference == "sources-fiche" else None
    address = f"{vocabulary.adresse}/" if vocabulary.adresse else None
    return Link(libelle=f"vocabulaire « {vocabulary.libelle_pluriel} »", adresse=address)


def addition(view: SiteView, publisher: Publisher) -> Addition:
    """Return what the contribution pages add to the hand-written ones."""
    return Addition(
        blocks={
            "champs": lambda base: filled_block("champs", base, field_sections(view)),
            "formulaire": partial(form_html, view, publisher),
            "ou_ecrire": lambda base: contribution_block("ou_ecrire", publisher, base),
            "qui_publie": lambda base: contribution_block("qui_publie", publisher, base),
            "guide_entretien": partial(guide_html, view),
        }
    )


class FormChoice(NamedTuple):
    """A term that a field may take."""

    id: str
    libelle: str
    sigle: str = ""
    """What the initials in its label stand for."""


Families = tuple[tuple[str, tuple[FormChoice, ...]], ...]
"""Choices that go together, under the name of their family if the list has any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of the form.

    `genre` names the macro that shows it and what reads it: texte, long, nombre, date, adresse,
    choix, choix-multiple, oui-non, source, organisme, identifiant, cle, groupe, liste.
    """

    spec: Spec
    id: str
    """Its id in the page; inside what repeats it begins with « _ », which stands for the item's."""
    genre: str
    titre: str
    aide: str
    exemple: str
    obligatoire: bool
    maximum: int
    """How many characters it may hold, 0 where no counter is needed."""
    familles: Families
    liste: str
    """The address of the page that defines every choice, if there is one."""
    nombreux: bool
    """Choices too many to be all in view: each family folds."""
    en_liste: bool
    """One choice among many, or inside what repeats: a list that unfolds takes less room."""
    champs: tuple[FormField, ...]
    """The fields in view of a group, or of what a list repeats."""
    replies: tuple[FormField, ...]
    """Those that fold: few initiatives need them."""
    vide: str
    """What a list says where nothing is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A part of the form: what is in view, then what is welcome if known."""

    mots: Mapping[str, str]
    """Its id, its title and its help, as the schema has them."""
    en_vue: tuple[FormField, ...]
    facultatifs: tuple[FormField, ...]
    reglages: tuple[FormField, ...]
    """What a machine fills in, out of the way."""


SHORT: Final = 160
"""A longer text is written on several lines."""
IN_VIEW: Final = 8
"""More choices than this fold by family, or unfold from a list."""
ASKED_IN_VIEW: Final = 24
"""Likewise, where everybody is asked."""
FOLDED: Final = 2
"""Fewer fields than this are not worth a fold."""
ORGANISATION: Final = ("nom", "sigle", "type", "famille", "url")
"""What the form asks of an organisation that the catalogue does not know yet."""
INNER: Final = "_"
"""What begins the ids inside what repeats; a script puts the item's id in place of the list's."""
NEW: Final = "_nouveau"
"""What begins the ids of a new organisation's fields."""
WORD: Final = re.compile(r"\w+")
CHOOSE: Final = "Choisir"
UNKNOWN: Final = "Je ne sais pas"

TYPES: Final[Mapping[str, str]] = {
    "boolean": "oui-non",
    "integer": "nombre",
    "number": "nombre",
    "object": "groupe",
}
VIEWS: Final[Mapping[str, str]] = {"date": "date", "url": "adresse"}
REFERENCES: Final[Mapping[str, str]] = {"sources-fiche": "source", "organismes": "organisme"}


def form_parts(view: SiteView) -> tuple[FormPart, ...]:
    """Return the parts of the form, in the order of the sheet."""
    return tuple(_part(view, given) for given in view.spec.note("formulaire"))


def _part(view: SiteView, given: Mapping[str, str]) -> FormPart:
    fields = view.spec.properties.values()
    specs = [s for section in given["sections"] for s in fields if section_of(s) == section]
    shown = sorted((s for s in specs if _in_view(s)), key=lambda s: s.note("devant", len(specs)))
    others = [spec for spec in specs if not _in_view(spec)]
    made = [_field(view.corpus, spec, "champ") for spec in others]
    return FormPart(
        mots=given,
        en_vue=tuple(_field(view.corpus, spec, "champ", brief=True) for spec in shown),
        facultatifs=tuple(f for f in made if not f.spec.note("reglage", False)),
        reglages=tuple(f for f in made if f.spec.note("reglage", False)),
    )


def _in_view(spec: Spec) -> bool:
    """Tell whether a field is asked of everybody."""
    return spec.required or bool(spec.note("devant", 0))


def _field(
    corpus: Corpus, spec: Spec, around: str, *, needed: bool = True, brief: bool = False
) -> FormField:
    """Return a field; it is said to be required where what holds it is `needed` too.

    A `brief` one folds all that is not asked of everybody: nobody asked to see it.
    """
    genre, id_ = _genre(spec, around), f"{around}-{spec.name.replace('_', '-')}"
    needed = needed and spec.required
    one = spec.items or spec
    families = _families(corpus, one) if genre in {"choix", "choix-multiple"} else ()
    choices = sum(len(choices) for _, choices in families)
    # One writes an example rather than chooses it.
    written = genre in {"texte", "long", "nombre", "date", "adresse"}
    example = str(spec.examples[0]) if written and spec.examples else ""
    # What stands for people who write lines of a file has other words here.
    words = spec.note("saisie", {})
    inside = f"{INNER}{id_}" if genre == "liste" else id_
    shown, folded = _inner(corpus, one, inside, needed=needed, brief=brief)
    return FormField(
        spec=spec,
        id=id_,
        genre=genre,
        titre=words.get("titre", spec.title),
        aide=words.get("aide", spec.description),
        exemple=words.get("exemple", example),
        obligatoire=needed,
        maximum=spec.schema.get("maxLength", 0) if genre in {"texte", "long"} else 0,
        familles=families,
        liste=folder_of(corpus, one.reference) if families else "",
        nombreux=choices > (ASKED_IN_VIEW if brief else IN_VIEW),
        en_liste=choices > IN_VIEW or around.startswith(INNER),
        champs=shown,
        replies=folded,
        vide=words.get("vide", CHOOSE if spec.required else UNKNOWN),
    )


def _inner(
    corpus: Corpus, spec: Spec, id_: str, *, needed: bool, brief: bool
) -> tuple[tuple[FormField, ...], tuple[FormField, ...]]:
    """Return the fields of a group that are in view, and those that fold."""
    shown: list[Spec] = []
    folded: list[Spec] = []
    for field in spec.properties.values():
        asked = _in_view(field) or not (brief or field.note("entretien", True) is False)
        (shown if asked else folded).append(field)
    if len(folded) < FOLDED or not [s for s in shown if s.name != "id"]:
        shown, folded = list(spec.properties.values()), []
    return (
        tuple(_field(corpus, s, id_, needed=needed, brief=brief) for s in shown),
        tuple(_field(corpus, s, id_, needed=needed) for s in folded),
    )


def _genre(spec: Spec, around: str) -> str:
    if spec.name == "id":
        return "cle" if around.startswith(INNER) else "identifiant"
    if spec.type == "array":
        return "choix-multiple" if spec.items and spec.items.reference else "liste"
    if spec.reference:
        return REFERENCES.get(spec.reference, "choix")
    known = TYPES.get(spec.type) or VIEWS.get(spec.note("vue", ""))
    return known or ("long" if spec.schema.get("maxLength", 0) > SHORT else "texte")


def _families(corpus: Corpus, spec: Spec) -> Families:
    """Return what a field may take, by family, with what the glossary says of initials."""
    known = {
        name: entry.developpe
        for entry in corpus.glossary
        for name in (entry.terme, *entry.alias)
        if entry.developpe
    }

    def choice(term: Term) -> FormChoice:
        if spec.reference == "territoires" and term.id[0].isdigit():
            return FormChoice(term.id, f"{term.libelle} ({term.id.upper()})")
        # « Intermédiation locative (IML) » says it already.
        found = [
            w for w in WORD.findall(term.libelle) if w in known and f"({w})" not in term.libelle
        ]
        return FormChoice(term.id, term.libelle, " ; ".join(f"{w} : {known[w]}" for w in found))

    families = corpus.families(spec.reference, spec.note("type"))
    return tuple((family, tuple(map(choice, terms))) for family, terms in families)


def form_html(view: SiteView, publisher: Publisher, base: str) -> Markup:
    """Return the form of a record, and of the organisations that it is the first to name."""
    asked = view.schemas.spec("organisation").properties
    organisation = tuple(_field(view.corpus, asked[name], NEW) for name in ORGANISATION)
    data = f"{DATA_FOLDER}{form_data.OPENING}"
    return contribution_block("formulaire", publisher, base, form_parts(view), organisation, data)


def contribution_block(name: str, publisher: Publisher, base: str, *values: object) -> Markup:
    """Return what a macro of the form's template makes of who publishes the site, and of values."""
    template = environment().get_template("formulaire.html.j2").make_module(tools(base))
    return Markup(getattr(template, name)(publisher, *values))
