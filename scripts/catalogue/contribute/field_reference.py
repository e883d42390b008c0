"""The reference of a record's fields, as the schema describes them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.schema.fields import Spec, section_of
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
    yield _field(view, spec, path)
    inner = spec.items if spec.items is not None else spec
    for name, child in inner.properties.items():
        yield from _fields(view, child, (*path, name))


def _field(view: SiteView, spec: Spec, path: tuple[str, ...]) -> FieldView:
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
