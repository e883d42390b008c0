"""« Préparer ma candidature »: outlines, block, data of its script, blank documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from catalogue.records.corpus import Corpus
from catalogue.records.types import (
    BlankTable,
    Call,
    Figure,
    FileModel,
    FileSection,
    Outline,
    OutlineSection,
    Said,
    TransferFamily,
)
from catalogue.schema.fields import BRIEF, Schemas, Spec, section_of
from catalogue.site.blocks import Addition
from catalogue.site.call_views import CallView
from catalogue.site.catalogue_data import DATA_FOLDER, compact
from catalogue.site.environment import docx, fill
from catalogue.site.figure_views import figure_view, source_link
from catalogue.site.site_view import SiteView
from catalogue.site.views import Link

CALL_TERM_TITLES: Final = {"publics": "Publics visés", "partenariats": "Partenariats cités"}
"""A field of a call whose terms a section shows → its title."""
CHOSEN: Final = ("publics", "outils", "partenariats")
"""The fields of a call that the reader's choices are compared with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedLine:
    """What a document says, in our words, with its entry in the bibliography and its address."""

    texte: str
    source: Link
    url: str
    appel: str = ""
    """The id of the call that it is said of, if it is said of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPoint:
    """A point to check in a call: what is known of it, call by call."""

    titre: str
    lignes: tuple[SourcedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section of an outline; `cles` begin the keys of the rows to quote in a record's sheet."""

    id: str
    titre: str
    detail: bool
    demandes: tuple[SourcedLine, ...]
    non_lu: tuple[SourcedLine, ...]
    points: tuple[CallPoint, ...]
    questions: tuple[str, ...]
    tableau: BlankTable | None
    indicateurs: tuple[SourcedLine, ...]
    cles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineView:
    """The outline of a family of calls, with the calls that follow it, the newest first."""

    id: str
    nom: str
    description: str
    a_savoir: str
    sources: tuple[Link, ...]
    rubriques: tuple[SectionView, ...]
    appels: tuple[CallView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferView:
    """« Puis-je le transposer ? »: its words, its sources, and the keys of the rows that answer."""

    texte: str
    sources: tuple[Link, ...]
    familles: tuple[TransferFamily, ...]
    cles: tuple[str, ...]
    mecanisme: tuple[str, ...]
    adaptable: tuple[str, ...]


def outline_views(view: SiteView) -> tuple[OutlineView, ...]:
    """Return every outline; none where the sections of a file are not described."""
    model = view.corpus.file_model
    if model is None:
        return ()
    maker = _Maker(view, model)
    return tuple(maker.outline(outline) for outline in view.corpus.outlines.values())


def transfer_view(view: SiteView, model: FileModel) -> TransferView:
    """Return the grid of the transfer."""
    grid = model.transfert
    return TransferView(
        texte=grid.texte,
        sources=tuple(source_link(view.corpus, s) for s in grid.sources),
        familles=grid.familles,
        cles=keys_of(view.schemas, grid.cles),
        mecanisme=keys_of(view.schemas, grid.mecanisme),
        adaptable=keys_of(view.schemas, grid.adaptable),
    )


def advice(view: SiteView, model: FileModel) -> tuple[SourcedLine, ...]:
    """Return the points of attention, which are no rule of any call."""
    return tuple(_line(view.corpus, one) for one in model.conseils)


def keys_of(schemas: Schemas, fields: Iterable[str]) -> tuple[str, ...]:
    """Return what the keys of some fields begin with in a sheet's data (site/sheet_data.py)."""
    found = (key for field in fields for key in _keys(schemas.spec("project"), field))
    return tuple(dict.fromkeys(found))


def _keys(record: Spec, path: str) -> Iterator[str]:
    name, _, inner = path.partition(".")
    spec = record.properties[name]  # The schema of the file lists the fields there are.
    if section_of(spec) != BRIEF:
        # A criterion's key is its title: it is a row of its own.
        titled = inner and spec.note("vue") == "criteres"
        last = spec.properties[inner].title if titled else inner
        yield "/".join(filter(None, (section_of(spec), name, last)))
        return
    for question in record.note("en-bref", ()):
        if path in question["champs"]:
            # Alone to be answered, a field takes the question's own key.
            yield f"{BRIEF}/{question['id']}/{path.rpartition('.')[2]}"
            yield f"{BRIEF}/{question['id']}="


class _Maker:
    """Makes the views: the corpus knows the documents, the schemas the words of fields."""

    def __init__(self, view: SiteView, model: FileModel) -> None:
        self.view = view
        self.corpus = view.corpus
        self.model = model
        self.sections = {section.id: section for section in model.rubriques}
        rules = view.schemas.spec("call").properties["regles"].properties
        self.rule_titles = {name: spec.title for name, spec in rules.items()}

    def outline(self, outline: Outline) -> OutlineView:
        """Return an outline with the calls of its family, the newest first."""
        known = self.corpus.calls
        calls = tuple(
            call for call in self.view.calls if known[call.id].instrument in outline.instruments
        )
        of_family = [known[call.id] for call in calls]
        return OutlineView(
            id=outline.id,
            nom=outline.nom,
            description=outline.description,
            a_savoir=outline.a_savoir,
            sources=tuple(source_link(self.corpus, s) for s in outline.sources),
            rubriques=tuple(
                self._section(self.sections[part.rubrique], part, of_family)
                for part in outline.rubriques
            ),
            appels=calls,
        )

    def _section(
        self, section: FileSection, part: OutlineSection, calls: list[Call]
    ) -> SectionView:
        return SectionView(
            id=section.id,
            titre=section.titre,
            detail=section.detail,
            demandes=tuple(_line(self.corpus, asked) for asked in part.demandes),
            non_lu=tuple(_line(self.corpus, asked) for asked in part.non_lu),
            points=tuple(self._points(section, calls)),
            questions=section.questions,
            tableau=section.tableau,
            indicateurs=tuple(self._indicators()) if section.indicateurs else (),
            cles=keys_of(self.view.schemas, section.champs),
        )

    def _points(self, section: FileSection, calls: list[Call]) -> Iterator[CallPoint]:
        if section.termes:
            lines = [line for call in calls for line in self._terms(call, section.termes)]
            yield CallPoint(titre=CALL_TERM_TITLES[section.termes], lignes=tuple(lines))
        for rule in section.regles:
            lines = [line for call in calls for line in self._rule(call, rule)]
            yield CallPoint(titre=self.rule_titles[rule], lignes=tuple(lines))

    def _terms(self, call: Call, field: str) -> Iterator[SourcedLine]:
        """Yield the terms that a call names, those of one document together."""
        by_source: dict[str, list[str]] = {}
        for cited in getattr(call, field):
            note = f" ({cited.precision.rstrip('.')})" if cited.precision else ""
            label = self.corpus.label(field, cited.terme)
            by_source.setdefault(cited.source, []).append(f"{label}{note}")
        for source, labels in by_source.items():
            yield self._said(call, f"{' ; '.join(labels)}.", source)

    def _rule(self, call: Call, rule: str) -> Iterator[SourcedLine]:
        """Yield what documents say of a rubric of a call, in sentences and in figures."""
        for said in call.regles.get(rule, ()):
            yield self._said(
                call, " ".join(filter(None, (said.texte, said.precision))), said.source
            )
        for figure in (*call.chiffres, *(f for s in call.sessions for f in s.chiffres)):
            if figure.regle == rule:
                yield self._figure(call, figure)

    def _figure(self, call: Call, figure: Figure) -> SourcedLine:
        shown = figure_view(self.corpus, figure)
        text = f"{shown.libelle} : {shown.valeur}{f' ({shown.date})' if shown.date else ''}."
        return self._said(call, " ".join(filter(None, (text, shown.precision))), figure.source)

    def _said(self, call: Call, text: str, source: str) -> SourcedLine:
        return _line(self.corpus, Said(texte=text, source=source), call.id)

    def _indicators(self) -> Iterator[SourcedLine]:
        for one in self.model.indicateurs:
            text = ". ".join(filter(None, (one.libelle, one.precision)))
            yield _line(self.corpus, Said(texte=text, source=one.source))


def _line(corpus: Corpus, asked: Said, call: str = "") -> SourcedLine:
    source = corpus.sources.get(asked.source)
    return SourcedLine(
        texte=asked.texte,
        source=source_link(corpus, asked.source),
        url=source.url if source else "",
        appel=call,
    )


def outline_data(view: SiteView) -> dict[str, Any]:
    """Return what the page's script puts together, ready for JSON."""
    model = view.corpus.file_model
    if model is None:
        return {"version": 1, "trames": []}
    grid = transfer_view(view, model)
    return {
        "version": 1,
        "trames": [_outline_json(outline) for outline in outline_views(view)],
        "appels": {call.id: _call_json(view.corpus, call) for call in view.calls},
        "parents": {t.id: t.parent for t in view.corpus.territories.values() if t.parent},
        "guichets": {code: list(_desks(view, code)) for code in _regions(view.corpus)},
        "conseils": [_block(line) for line in advice(view, model)],
        "transfert": {
            "texte": grid.texte,
            "sources": [_source_run(link) for link in grid.sources],
            "familles": [
                {"id": f.id, "titre": f.titre, "questions": f.questions} for f in grid.familles
            ],
            "cles": grid.cles,
            "mecanisme": grid.mecanisme,
            "adaptable": grid.adaptable,
        },
    }


def _regions(corpus: Corpus) -> Iterator[str]:
    return (t.id for t in corpus.territories.values() if t.type == "region")


def _desks(view: SiteView, region: str) -> Iterator[Mapping[str, Any]]:
    """Yield, by role, whom to ask in a region, and what."""
    for desks in view.ways.desks((region,)):
        named = [
            Link(libelle=service.nom, adresse=service.url or name.adresse)
            for service, name, _ in desks.services
        ]
        names = [run for link in named for run in (", ", _source_run(link))][1:]
        bold = {"t": f"{desks.fonction.libelle} : ", "gras": True}
        yield {"p": [bold, *names, f". {desks.fonction.a_demander}"]}


def _outline_json(outline: OutlineView) -> dict[str, Any]:
    return {
        "id": outline.id,
        "nom": outline.nom,
        "description": outline.description,
        "a_savoir": outline.a_savoir,
        "appels": [call.id for call in outline.appels],
        "rubriques": [_section_json(section) for section in outline.rubriques],
    }


def _section_json(section: SectionView) -> dict[str, Any]:
    table = section.tableau
    found: dict[str, Any] = {
        "id": section.id,
        "titre": section.titre,
        "detail": section.detail,
        "demandes": [_block(line) for line in section.demandes],
        "non_lu": [_block(line) for line in section.non_lu],
        "points": [
            {"titre": p.titre, "lignes": [{"appel": x.appel, **_block(x)} for x in p.lignes]}
            for p in section.points
        ],
        "questions": section.questions,
        "indicateurs": [_block(line) for line in section.indicateurs],
        "cles": section.cles,
    }
    if table:
        found["tableau"] = {
            "colonnes": table.colonnes,
            "lignes": [*table.lignes, *[""] * table.vides],
        }
    return found


def _call_json(corpus: Corpus, call: CallView) -> dict[str, Any]:
    known = corpus.calls[call.id]
    return {
        "nom": call.nom,
        "adresse": call.adresse,
        "dates": [f"{step.nom} : {step.date}" for step in call.etapes],
        "territoires": known.territoires,
        **{name: [cited.terme for cited in getattr(known, name)] for name in CHOSEN},
        "non_lus": [
            {"p": [f"{d.document}. {d.manque} ", {"t": d.url, "lien": d.url}]}
            for d in known.non_lus
        ],
    }


def _block(line: SourcedLine) -> Mapping[str, Any]:
    """Return a line as a block of a sheet's data: its words, then its document."""
    shown = Link(libelle=line.source.libelle, adresse=line.url or line.source.adresse)
    return {"p": [f"{line.texte} (", _source_run(shown), ")"]}


def _source_run(link: Link) -> Mapping[str, str] | str:
    return {"t": link.libelle, "lien": link.adresse} if link.adresse else link.libelle


PAGE: Final = "candidature/"
DATA: Final = "candidature.json"
TERMS: Final = (
    ("publics", "Publics"),
    ("outils", "Outils"),
    ("partenariats", "Partenariats"),
)
"""The vocabularies that a file may name, by their parameter in the page's address."""


def addition(view: SiteView) -> Addition:
    """Return what the room adds to the hand-written pages."""
    return Addition(blocks={"candidature": partial(_page, view)})


def _page(view: SiteView, base: str) -> Markup:
    corpus, model = view.corpus, view.corpus.file_model
    outlines = outline_views(view)
    return fill(
        "candidature.html.j2",
        base,
        trames=[(outline, file_of(outline)) for outline in outlines],
        noms={call.id: call.nom for call in view.calls},
        regions=[t for t in corpus.territories.values() if t.type == "region"],
        listes=[(name, title, corpus.families(name)) for name, title in TERMS],
        transfert=transfer_view(view, model) if model else None,
        conseils=advice(view, model) if model else (),
        donnees=f"{DATA_FOLDER}{DATA}",
        dossier=DATA_FOLDER,
    )


def file_of(outline: OutlineView) -> str:
    """Return the address of the blank document of an outline."""
    return f"{PAGE}trame-{outline.id}.docx"


def data_files(view: SiteView) -> Iterator[tuple[str, str]]:
    """Yield the data of the page's script, by name."""
    yield f"{DATA_FOLDER}{DATA}", compact(outline_data(view))


def documents(view: SiteView) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Yield the blank documents: their address and the parts of their package."""
    model = view.corpus.file_model
    for outline in outline_views(view):
        parts = docx(
            f"Dossier de candidature – {outline.nom}",
            "candidature.docx.xml.j2",
            trame=outline,
            noms={call.id: call.nom for call in outline.appels},
            transfert=transfer_view(view, model) if model else None,
        )
        yield file_of(outline), parts
