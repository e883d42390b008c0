"""The contribution form, field by field, as the schema describes a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from catalogue.records.corpus import Corpus
from catalogue.records.types import Term
from catalogue.schema.fields import Spec, section_of
from catalogue.site.environment import environment, tools
from catalogue.site.site_view import SiteView


@dataclass(frozen=True, slots=True, kw_only=True)
class FormChoice:
    """A term that a field may take."""

    id: str
    libelle: str
    definition: str


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
    familles: tuple[Family, ...] = ()
    nombreux: bool = False
    """Choices too many to be all in view: each family folds."""
    en_liste: bool = False
    """One choice among many, or inside what repeats: a list that unfolds takes less room."""
    champs: tuple[FormField, ...] = ()
    element: FormField | None = None
    ajouter: str = ""
    vide: str = ""
    """What a list says where nothing is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A part of the form: what it must hold, then what is welcome if known."""

    id: str
    numero: int
    titre: str
    aide: str
    requis: tuple[FormField, ...]
    facultatifs: tuple[FormField, ...]


SHORT: Final = 160
"""A longer text is written on several lines."""
IN_VIEW: Final = 8
"""More choices than this fold by family, or unfold from a list."""
ORGANISATION: Final = ("nom", "sigle", "type", "famille", "url")
"""What the form asks of an organisation that the catalogue does not know yet."""
INNER: Final = "_"
"""What begins the ids inside what repeats; a script puts the item's id in place of the list's."""
NEW: Final = "_nouveau"
"""What begins the ids of a new organisation's fields."""
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
    fields = [
        _field(view.corpus, spec, "champ")
        for section in given["sections"]
        for spec in view.spec.properties.values()
        if section_of(spec) == section
    ]
    return FormPart(
        id=given["id"],
        numero=rank,
        titre=given["titre"],
        aide=given["aide"],
        requis=tuple(field for field in fields if field.obligatoire),
        facultatifs=tuple(field for field in fields if not field.obligatoire),
    )


def _field(corpus: Corpus, spec: Spec, around: str, *, needed: bool = True) -> FormField:
    """Return a field; it is said to be required where what holds it is `needed` too."""
    genre, id_ = _genre(spec, around), f"{around}-{spec.name.replace('_', '-')}"
    repeated = genre == "liste" and spec.items is not None
    families = _families(corpus, spec) if genre in {"choix", "choix-multiple"} else ()
    many = sum(len(family.choix) for family in families) > IN_VIEW
    limit = spec.schema.get("maxLength", 0)
    needed = needed and spec.required
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
        familles=families,
        nombreux=many,
        en_liste=many or around.startswith(INNER),
        champs=tuple(_field(corpus, s, id_, needed=needed) for s in spec.properties.values()),
        element=_item(corpus, spec.items, f"{INNER}{id_}", needed=needed)
        if repeated and spec.items
        else None,
        ajouter=spec.note("ajouter", ""),
        vide=_worded(spec, "vide", CHOOSE if spec.required else UNKNOWN),
    )


def _item(corpus: Corpus, spec: Spec, id_: str, *, needed: bool) -> FormField:
    """Return the group of fields that a list repeats."""
    fields = tuple(_field(corpus, child, id_, needed=needed) for child in spec.properties.values())
    return FormField(
        nom="", id=id_, genre="groupe", titre=spec.title, aide="", exemple="", obligatoire=True,
        maximum=0, unite="", champs=fields,
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
        Family(libelle=family, choix=tuple(_choices(item.reference, terms)))
        for family, terms in corpus.families(item.reference, item.note("type"))
    )


def _choices(reference: str, terms: list[Term]) -> Iterator[FormChoice]:
    for term in terms:
        code = (
            f" ({term.id.upper()})" if reference == "territoires" and term.id[0].isdigit() else ""
        )
        yield FormChoice(id=term.id, libelle=f"{term.libelle}{code}", definition=term.definition)


def form_html(view: SiteView, base: str, data: str) -> Markup:
    """Return the form of a record; `data` is the address of its data file in the site."""
    template = environment().get_template("formulaire.html.j2").make_module(tools(base))
    made = template.formulaire(form_parts(view), organisation_fields(view), data)  # type: ignore[attr-defined]  # Jinja adds the macros
    return Markup(made)
