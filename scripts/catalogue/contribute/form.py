"""What the contribution pages show: the form field by field, the reference of the fields."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

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


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldView:
    """A field as the reference page explains it."""

    chemin: str
    niveau: int
    titre: str
    description: str
    type: str
    obligatoire: bool
    vocabulaire: Link | None
    valeurs: tuple[tuple[str, str], ...]
    facette: str
    exemple: str


def field_sections(view: SiteView) -> list[tuple[str, list[FieldView]]]:
    """Return every field of a record by section of the sheet, inner fields after their group."""
    fields = view.spec.properties.values()
    titles = dict(view.schemas.sections)
    placed = [s for s in fields if s.note("fiche", True)]
    apart = [s for s in fields if not s.note("fiche", True)]
    groups = [(titles[id_], [s for s in placed if section_of(s) == id_]) for id_ in titles]
    named = [("Identité", apart), *groups]
    return [
        (title, [f for s in specs for f in _fields(view, s, (s.name,))]) for title, specs in named
    ]


def _fields(view: SiteView, spec: Spec, path: tuple[str, ...]) -> Iterator[FieldView]:
    yield _field_row(view, spec, path)
    inner = spec.items if spec.items is not None else spec
    for name, child in inner.properties.items():
        yield from _fields(view, child, (*path, name))


def _field_row(view: SiteView, spec: Spec, path: tuple[str, ...]) -> FieldView:
    item = spec.items
    reference = spec.reference or (item.reference if item else "")
    listed = reference if reference in view.corpus.vocabularies else ""
    facet = spec.note("facette")
    return FieldView(
        chemin=".".join(path),
        niveau=len(path),
        titre=spec.title,
        description=spec.description,
        type=_type_words(spec),
        obligatoire=spec.required,
        vocabulaire=_reference_link(view, reference),
        valeurs=tuple((t.id, t.libelle) for t in view.corpus.current(listed).values()),
        facette=facet["libelle"] if facet else "",
        exemple="" if not spec.examples else str(spec.examples[0]),
    )


def _type_words(spec: Spec) -> str:
    item = spec.items
    if item is not None:
        return "choix multiple" if item.reference else f"liste de {TYPE_WORDS[item.type][1]}"
    if spec.note("vue") == "date":
        return "date"
    return "choix unique" if spec.reference else TYPE_WORDS[spec.type][0]


def _reference_link(view: SiteView, reference: str) -> Link | None:
    names = {
        "organismes": "organismes connus",
        "appels": "appels connus",
        "territoires": "territoires",
    }
    if reference in names:
        return Link(libelle=names[reference], adresse=f"{reference}/")
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
            "formulaire": partial(_form, view, publisher),
            "ou_ecrire": lambda base: contribution_block("ou_ecrire", publisher, base),
            "qui_publie": lambda base: contribution_block("qui_publie", publisher, base),
            "guide_entretien": lambda base: guide_html(view, base),
        }
    )


def _form(view: SiteView, publisher: Publisher, base: str) -> Markup:
    return form_html(view, publisher, base, f"{DATA_FOLDER}{form_data.OPENING}")


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoice:
    """A term that a field may take."""

    id: str
    libelle: str
    sigle: str = ""
    """What the initials in its label stand for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Choices that go together, under the name of their family if the list has any."""

    libelle: str
    choix: tuple[FormChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of the form.

    `genre` names the macro that shows it and what reads it: texte, long, nombre, date, adresse,
    choix, choix-multiple, oui-non, source, organisme, identifiant, cle, groupe, liste.
    """

    nom: str
    id: str
    """Its id in the page; inside what repeats it begins with « _ », which stands for the item's."""
    genre: str
    titre: str
    aide: str
    exemple: str
    obligatoire: bool
    maximum: int
    """How many characters it may hold, 0 where no counter is needed."""
    unite: str
    langue: str = ""
    """What it is written in, where that is not French: browsers correct spelling by it."""
    familles: tuple[Family, ...] = ()
    ensemble: str = ""
    """The set that it chooses from, whose definitions a script shows."""
    liste: str = ""
    """The address of the page that defines every choice, if there is one."""
    nombreux: bool = False
    """Choices too many to be all in view: each family folds."""
    en_liste: bool = False
    """One choice among many, or inside what repeats: a list that unfolds takes less room."""
    champs: tuple[FormField, ...] = ()
    """The fields of a group that are in view."""
    replies: tuple[FormField, ...] = ()
    """Those that fold: few initiatives need them."""
    element: FormField | None = None
    ajouter: str = ""
    vide: str = ""
    """What a list says where nothing is chosen."""

    @property
    def tous(self) -> tuple[FormField, ...]:
        """Return every field of a group."""
        return (*self.champs, *self.replies)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A part of the form: what is in view, then what is welcome if known."""

    id: str
    numero: int
    titre: str
    aide: str
    en_vue: tuple[FormField, ...]
    facultatifs: tuple[FormField, ...]
    reglages: tuple[FormField, ...]
    """What a machine fills in, out of the way."""

    @property
    def tous(self) -> tuple[FormField, ...]:
        """Return every field of the part."""
        return (*self.en_vue, *self.facultatifs, *self.reglages)


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
    return tuple(
        _part(view, rank, given) for rank, given in enumerate(view.spec.note("formulaire"), start=1)
    )


def organisation_fields(view: SiteView) -> tuple[FormField, ...]:
    """Return what the form asks of an organisation that is new to the catalogue."""
    properties = view.schemas.spec("organisation").properties
    return tuple(_field(view.corpus, properties[name], NEW) for name in ORGANISATION)


def _part(view: SiteView, rank: int, given: Mapping[str, str]) -> FormPart:
    specs = [
        spec
        for section in given["sections"]
        for spec in view.spec.properties.values()
        if section_of(spec) == section
    ]
    shown = sorted((s for s in specs if _in_view(s)), key=lambda s: s.note("devant", len(specs)))
    others = [spec for spec in specs if not _in_view(spec)]

    def fields(of: Iterable[Spec], *, brief: bool = False) -> tuple[FormField, ...]:
        return tuple(_field(view.corpus, spec, "champ", brief=brief) for spec in of)

    return FormPart(
        id=given["id"],
        numero=rank,
        titre=given["titre"],
        aide=given["aide"],
        en_vue=fields(shown, brief=True),
        facultatifs=fields(s for s in others if not s.note("reglage", False)),
        reglages=fields(s for s in others if s.note("reglage", False)),
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
    repeated = genre == "liste" and spec.items is not None
    families = _families(corpus, spec) if genre in {"choix", "choix-multiple"} else ()
    choices = sum(len(family.choix) for family in families)
    many = choices > IN_VIEW
    limit = spec.schema.get("maxLength", 0)
    needed = needed and spec.required
    shown, folded = _inner(corpus, spec, id_, needed=needed, brief=brief)
    reference = spec.reference or (spec.items.reference if spec.items else "")
    return FormField(
        nom=spec.name,
        id=id_,
        genre=genre,
        titre=_worded(spec, "titre", spec.title),
        aide=_worded(spec, "aide", spec.description),
        exemple=_worded(spec, "exemple", _example(spec, genre)),
        obligatoire=needed,
        maximum=limit if genre in {"texte", "long"} else 0,
        unite=spec.note("unite", ""),
        langue=spec.note("langue", ""),
        familles=families,
        ensemble=reference if families else "",
        liste=folder_of(corpus, reference) if families else "",
        nombreux=choices > (ASKED_IN_VIEW if brief else IN_VIEW),
        en_liste=many or around.startswith(INNER),
        champs=shown,
        replies=folded,
        element=_item(corpus, spec.items, f"{INNER}{id_}", needed=needed, brief=brief)
        if repeated and spec.items
        else None,
        ajouter=spec.note("ajouter", ""),
        vide=_worded(spec, "vide", CHOOSE if spec.required else UNKNOWN),
    )


def _inner(
    corpus: Corpus, spec: Spec, id_: str, *, needed: bool, brief: bool
) -> tuple[tuple[FormField, ...], tuple[FormField, ...]]:
    """Return the fields of a group that are in view, and those that fold."""

    def is_shown(field: Spec) -> bool:
        return _in_view(field) or not (brief or field.note("entretien", True) is False)

    specs = list(spec.properties.values())
    shown = [s for s in specs if is_shown(s)]
    folded = [s for s in specs if not is_shown(s)]
    if len(folded) < FOLDED or not [s for s in shown if s.name != "id"]:
        shown, folded = specs, []

    def fields(of: list[Spec], *, brief: bool) -> tuple[FormField, ...]:
        return tuple(_field(corpus, s, id_, needed=needed, brief=brief) for s in of)

    return fields(shown, brief=brief), fields(folded, brief=False)


def _item(corpus: Corpus, spec: Spec, id_: str, *, needed: bool, brief: bool) -> FormField:
    """Return the group of fields that a list repeats."""
    shown, folded = _inner(corpus, spec, id_, needed=needed, brief=brief)
    return FormField(
        nom="", id=id_, genre="groupe", titre=spec.title, aide="", exemple="", obligatoire=True,
        maximum=0, unite="", champs=shown, replies=folded,
    )  # fmt: skip


def _genre(spec: Spec, around: str) -> str:
    if spec.name == "id":
        return "cle" if around.startswith(INNER) else "identifiant"
    if spec.type == "array":
        return "choix-multiple" if spec.items and spec.items.reference else "liste"
    if spec.reference:
        return REFERENCES.get(spec.reference, "choix")
    known = TYPES.get(spec.type) or VIEWS.get(spec.note("vue", ""))
    return known or ("long" if spec.schema.get("maxLength", 0) > SHORT else "texte")


def _worded(spec: Spec, part: str, otherwise: str) -> str:
    """Return the words of a field for who fills it in, where its own speak of lines of a file."""
    return str(spec.note("saisie", {}).get(part, otherwise))


def _example(spec: Spec, genre: str) -> str:
    """Return an example of what to write, where one writes rather than chooses."""
    written = genre in {"texte", "long", "nombre", "date", "adresse"}
    return str(spec.examples[0]) if written and spec.examples else ""


def _families(corpus: Corpus, spec: Spec) -> tuple[Family, ...]:
    """Return what a field may take, by family."""
    item = spec.items or spec
    return tuple(
        Family(libelle=family, choix=tuple(_choices(corpus, item.reference, terms)))
        for family, terms in corpus.families(item.reference, item.note("type"))
    )


def _choices(corpus: Corpus, reference: str, terms: list[Term]) -> Iterator[FormChoice]:
    for term in terms:
        code = (
            f" ({term.id.upper()})" if reference == "territoires" and term.id[0].isdigit() else ""
        )
        said = "" if code else _initials(corpus, term.libelle)
        yield FormChoice(id=term.id, libelle=f"{term.libelle}{code}", sigle=said)


def _initials(corpus: Corpus, label: str) -> str:
    """Return what the initials of a label stand for, as the glossary says, where it does not."""
    known = {
        name: entry.developpe
        for entry in corpus.glossary
        for name in (entry.terme, *entry.alias)
        if entry.developpe
    }
    # « Intermédiation locative (IML) » says it already.
    words = [w for w in WORD.findall(label) if w in known and f"({w})" not in label]
    return " ; ".join(f"{w} : {known[w]}" for w in words)


def form_html(view: SiteView, publisher: Publisher, base: str, data: str) -> Markup:
    """Return the form of a record; `data` is the address of its data file in the site."""
    parts, organisation = form_parts(view), organisation_fields(view)
    return contribution_block("formulaire", publisher, base, parts, organisation, data)


def contribution_block(name: str, publisher: Publisher, base: str, *values: object) -> Markup:
    """Return what a macro of the form's template makes of who publishes the site, and of values."""
    template = environment().get_template("formulaire.html.j2").make_module(tools(base))
    return Markup(getattr(template, name)(publisher, *values))
