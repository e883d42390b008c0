"""« Préparer ma candidature »: outlines, block, data of its script, blank documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from markupsafe import Markup

from catalogue.records.corpus import Corpus
from catalogue.records.types import Call, FileSection, Outline, Said
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
TERMS: Final = {"publics": "Publics", "outils": "Outils", "partenariats": "Partenariats"}
"""The fields of a call that the reader's choices are compared with → the title of their list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcedLine:
    """What a document says, in our words, with its entry in the bibliography and its address."""

    texte: str
    source: Link
    url: str
    appel: str = ""
    """The id of the call that it is said of, if it is said of one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """A section of an outline, with what documents say there."""

    rubrique: FileSection
    demandes: tuple[SourcedLine, ...]
    non_lu: tuple[SourcedLine, ...]
    points: tuple[tuple[str, tuple[SourcedLine, ...]], ...]
    """The title of each point to check in a call, and what is known of it, call by call."""
    indicateurs: tuple[SourcedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OutlineView:
    """The outline of a family of calls, with the calls that follow it, the newest first."""

    trame: Outline
    rubriques: tuple[SectionView, ...]
    appels: tuple[CallView, ...]


def outline_views(view: SiteView) -> tuple[OutlineView, ...]:
    """Return every outline; none where the sections of a file are not described."""
    corpus, model = view.corpus, view.corpus.file_model
    if model is None:
        return ()
    sections = {section.id: section for section in model.rubriques}
    indicators = tuple(
        _line(corpus, ". ".join(filter(None, (one.libelle, one.precision))), one.source)
        for one in model.indicateurs
    )

    def outlined(outline: Outline) -> OutlineView:
        shown = [c for c in view.calls if corpus.calls[c.id].instrument in outline.instruments]
        calls = [corpus.calls[call.id] for call in shown]
        rows = [(sections[part.rubrique], part) for part in outline.rubriques]
        return OutlineView(
            trame=outline,
            rubriques=tuple(
                SectionView(
                    rubrique=section,
                    demandes=_lines(corpus, part.demandes),
                    non_lu=_lines(corpus, part.non_lu),
                    points=tuple(_points(view, section, calls)),
                    indicateurs=indicators if section.indicateurs else (),
                )
                for section, part in rows
            ),
            appels=tuple(shown),
        )

    return tuple(outlined(outline) for outline in corpus.outlines.values())


def _points(
    view: SiteView, section: FileSection, calls: Sequence[Call]
) -> Iterator[tuple[str, tuple[SourcedLine, ...]]]:
    """Yield the points of a section: what calls name, then what they say of each rubric."""
    corpus = view.corpus
    if section.termes:
        named = (line for call in calls for line in _terms(corpus, call, section.termes))
        yield CALL_TERM_TITLES[section.termes], tuple(named)
    rubrics = view.schemas.spec("call").properties["regles"].properties
    for rule in section.regles:
        told = (line for call in calls for line in _rule(corpus, call, rule))
        yield rubrics[rule].title, tuple(told)


def _terms(corpus: Corpus, call: Call, field: str) -> Iterator[SourcedLine]:
    """Yield the terms that a call names, those of one document together."""
    by_source: dict[str, list[str]] = {}
    for cited in getattr(call, field):
        note = f" ({cited.precision.rstrip('.')})" if cited.precision else ""
        label = corpus.label(field, cited.terme)
        by_source.setdefault(cited.source, []).append(f"{label}{note}")
    for source, labels in by_source.items():
        yield _line(corpus, f"{' ; '.join(labels)}.", source, call.id)


def _rule(corpus: Corpus, call: Call, rule: str) -> Iterator[SourcedLine]:
    """Yield what documents say of a rubric of a call, in sentences and in figures."""
    for said in call.regles.get(rule, ()):
        text = " ".join(filter(None, (said.texte, said.precision)))
        yield _line(corpus, text, said.source, call.id)
    for figure in (*call.chiffres, *(f for s in call.sessions for f in s.chiffres)):
        if figure.regle == rule:
            shown = figure_view(corpus, figure)
            day = f" ({shown.date})" if shown.date else ""
            text = f"{shown.libelle} : {shown.valeur}{day}."
            text = " ".join(filter(None, (text, shown.precision)))
            yield _line(corpus, text, figure.source, call.id)


def _lines(corpus: Corpus, said: Iterable[Said]) -> tuple[SourcedLine, ...]:
    return tuple(_line(corpus, one.texte, one.source) for one in said)


def _line(corpus: Corpus, text: str, id_: str, call: str = "") -> SourcedLine:
    source = corpus.sources.get(id_)
    link = source_link(corpus, id_)
    return SourcedLine(texte=text, source=link, url=source.url if source else "", appel=call)


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


def outline_data(view: SiteView) -> dict[str, Any]:
    """Return what the page's script puts together, ready for JSON."""
    corpus, model = view.corpus, view.corpus.file_model
    if model is None:
        return {"version": 1, "trames": []}
    grid, places = model.transfert, corpus.territories.values()
    return {
        "version": 1,
        "trames": [
            {
                "id": outline.trame.id,
                "nom": outline.trame.nom,
                "description": outline.trame.description,
                "a_savoir": outline.trame.a_savoir,
                "appels": [call.id for call in outline.appels],
                "rubriques": [_section_json(view.schemas, s) for s in outline.rubriques],
            }
            for outline in outline_views(view)
        ],
        "appels": {call.id: _call_json(corpus.calls[call.id], call) for call in view.calls},
        "parents": {t.id: t.parent for t in places if t.parent},
        "guichets": {t.id: list(_desks(view, t.id)) for t in places if t.type == "region"},
        "conseils": _blocks(_lines(corpus, model.conseils)),
        "transfert": {
            "texte": grid.texte,
            "sources": [_source_run(source_link(corpus, s)) for s in grid.sources],
            "familles": [
                {"id": f.id, "titre": f.titre, "questions": f.questions} for f in grid.familles
            ],
            "cles": keys_of(view.schemas, grid.cles),
            "mecanisme": keys_of(view.schemas, grid.mecanisme),
            "adaptable": keys_of(view.schemas, grid.adaptable),
        },
    }


def _section_json(schemas: Schemas, view: SectionView) -> dict[str, Any]:
    section, table = view.rubrique, view.rubrique.tableau
    found: dict[str, Any] = {
        "id": section.id,
        "titre": section.titre,
        "detail": section.detail,
        "demandes": _blocks(view.demandes),
        "non_lu": _blocks(view.non_lu),
        "points": [
            {
                "titre": title,
                "lignes": [
                    {"appel": line.appel, **block}
                    for line, block in zip(lines, _blocks(lines), strict=True)
                ],
            }
            for title, lines in view.points
        ],
        "questions": section.questions,
        "indicateurs": _blocks(view.indicateurs),
        # What the keys of the rows to quote in a record's sheet begin with.
        "cles": keys_of(schemas, section.champs),
    }
    if table:
        rows = [*table.lignes, *[""] * table.vides]
        found["tableau"] = {"colonnes": table.colonnes, "lignes": rows}
    return found


def _call_json(call: Call, shown: CallView) -> dict[str, Any]:
    return {
        "nom": shown.nom,
        "adresse": shown.adresse,
        "dates": [f"{step.nom} : {step.date}" for step in shown.etapes],
        "territoires": call.territoires,
        **{name: [cited.terme for cited in getattr(call, name)] for name in TERMS},
        "non_lus": [
            {"p": [f"{d.document}. {d.manque} ", {"t": d.url, "lien": d.url}]} for d in call.non_lus
        ],
    }


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


def _blocks(lines: Iterable[SourcedLine]) -> list[dict[str, Any]]:
    """Return lines as blocks of a sheet's data: the words of each, then its document."""
    shown = (
        (line.texte, Link(libelle=line.source.libelle, adresse=line.url or line.source.adresse))
        for line in lines
    )
    return [{"p": [f"{text} (", _source_run(link), ")"]} for text, link in shown]


def _source_run(link: Link) -> Mapping[str, str] | str:
    return {"t": link.libelle, "lien": link.adresse} if link.adresse else link.libelle


def addition(view: SiteView) -> Addition:
    """Return what the room adds to the hand-written pages."""
    return Addition(blocks={"candidature": partial(_page, view)})


DATA: Final = f"{DATA_FOLDER}candidature.json"


def _page(view: SiteView, base: str) -> Markup:
    corpus, model = view.corpus, view.corpus.file_model
    return fill(
        "candidature.html.j2",
        base,
        trames=[(outline, file_of(outline)) for outline in outline_views(view)],
        noms={call.id: call.nom for call in view.calls},
        regions=[t for t in corpus.territories.values() if t.type == "region"],
        listes=[(name, title, corpus.families(name)) for name, title in TERMS.items()],
        source=partial(source_link, corpus),
        transfert=model.transfert if model else None,
        conseils=_lines(corpus, model.conseils) if model else (),
        donnees=DATA,
        dossier=DATA_FOLDER,
    )


def file_of(outline: OutlineView) -> str:
    """Return the address of the blank document of an outline."""
    return f"candidature/trame-{outline.trame.id}.docx"


def data_files(view: SiteView) -> Iterator[tuple[str, str]]:
    """Yield the data of the page's script, by name."""
    yield DATA, compact(outline_data(view))


def documents(view: SiteView) -> Iterator[tuple[str, Iterator[tuple[str, str]]]]:
    """Yield the blank documents: their address and the parts of their package."""
    model = view.corpus.file_model
    for outline in outline_views(view):
        parts = docx(
            f"Dossier de candidature – {outline.trame.nom}",
            "candidature.docx.xml.j2",
            trame=outline.trame,
            rubriques=outline.rubriques,
            noms={call.id: call.nom for call in outline.appels},
            transfert=model.transfert if model else None,
        )
        yield file_of(outline), parts
