"""The file of an edition to come, made from the edition before: what to write, and what is new.

What a machine knows is proposed (dates, scope, figures that the edition before showed); what it
cannot know says « À REMPLACER », and what may help stands in comments.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from catalogue.bilan.edition_doubts import half_a_year_after
from catalogue.bilan.published_figures import published
from catalogue.bilan.scope import edition_corpus, last_day
from catalogue.records.report import Report, Scope
from catalogue.records.types import Call
from catalogue.site.site_view import SiteView
from catalogue.site.wording import listing
from catalogue.writing.record_text import fields

TO_WRITE = "À REMPLACER"
"""What begins a text that the editor must write: the rules of texts know it as a placeholder."""
GUIDE = "docs/contribuer/preparer-un-bilan.md"
NO_CALL = "Aucun appel nouveau"
NO_RECORD = "Aucune initiative n’est décrite pour la première fois"
NO_FIGURE = "Aucun chiffre publié nouveau"
NO_DOCUMENT = "Aucun document paru"
FIRST_TEXTS = ("avant_propos",)
"""The texts to write where there is no edition before."""


def next_year(view: SiteView) -> str:
    """Return the year after the last edition that has a file; the last call's where none has."""
    years = [report.annee for report in view.corpus.reports.values()]
    years += [] if years else [(call.annee or 0) - 1 for call in view.corpus.calls.values()]
    return str(max(years, default=1999) + 1)


def followed(view: SiteView, year: str) -> Report | None:
    """Return the edition that a new one goes on from: the last before it, published or not.

    A draft knows calls and records that no published edition has yet.
    """
    earlier = (r for r in view.corpus.reports.values() if r.annee < int(year))
    return max(earlier, key=lambda r: r.annee, default=None)


def new_edition(view: SiteView, year: str, au: str, written: str = "") -> str:
    """Return the text of the file of an edition that has none; `au` is the day, ISO.

    `written` is the text of the file of the edition before, for what it says in comments.
    """
    end = f"{year}-12-31"
    before = followed(view, year)
    covered = before.perimetre.appels if before else ()
    # The calls of the edition before, then those that had opened by then.
    opening = ((call.id, opened(call)) for call in view.corpus.calls.values())
    new = (id_ for id_, since in opening if id_ not in covered and since and since <= year)
    wanted = Report(
        id=year,
        file=f"reference/reports/{year}.yml",
        annee=int(year),
        titre="",
        statut="brouillon",
        arrete_au=end,
        etabli_le=au,
        retrospective=au > half_a_year_after(end),
        perimetre=Scope(phrase="", appels=(*covered, *new)),
        chiffres_admis=before.chiffres_admis if before else (),
    )
    return "\n".join(_Draft(view, wanted, before, written).lines()) + "\n"


def opened(call: Call) -> str:
    """Return the year of a call, that of its first dated step, or the empty string."""
    dates = sorted(step.date[:4] for step in call.calendrier if step.date)
    return str(call.annee) if call.annee else next(iter(dates), "")


def _comment(lines: Iterable[str], indent: str = "") -> list[str]:
    return [f"{indent}# {line.removeprefix(indent)}".rstrip() for line in lines]


def _item(id_: str, note: str = "") -> str:
    return f"    - {id_}" + (f"  # {' '.join(note.split())}" if note else "")


class _Draft:
    """The lines of the file, in the order of the schema."""

    def __init__(self, view: SiteView, report: Report, before: Report | None, written: str) -> None:
        self.view = view
        above = re.findall(r"((?:^    #.*\n)+)    - ([a-z0-9-]+)\s*(?:#|$)", written, re.MULTILINE)
        self.noted = {id_: comments.splitlines() for comments, id_ in above}
        """The comments that stand above items of the file before, by the id of the item."""
        self.report = report
        self.before = before
        self.since = f"depuis l’édition {before.annee}" if before else "dans cette première édition"
        self.corpus = edition_corpus(view.corpus, report)
        self.figures = published(self.corpus, report)

    def lines(self) -> Iterator[str]:
        """Yield every line."""
        year, before = self.report.annee, self.before
        origin = f", d’après l’édition {before.annee}" if before else ""
        origin += ", qui est encore un brouillon" if before and not before.publie else ""
        yield from _comment(
            [
                f"L’édition {year} du bilan, en projet. Elle ne contient aucun nombre : ils sont"
                f" calculés (catalogue bilan {year}).",
                f"Ce fichier a été préparé par « catalogue bilan {year} --new »{origin}.",
                f"Ce qui dit « {TO_WRITE} » est à écrire. Les lignes qui commencent par « # » sont"
                " là pour aider : effacez-les à la fin.",
                f"Pas à pas : {GUIDE}",
            ]
        )
        yield f"annee: {year}"
        yield from self._was("titre", before.titre if before else "")
        yield from fields({"titre": f"{TO_WRITE} : Bilan {year}, et ce qu’il montre"}, "")
        if before and before.sous_titre:
            yield from fields({"sous_titre": before.sous_titre}, "")
        yield "statut: brouillon"
        yield "# Le dernier jour que l’édition connaît. Proposé : la fin de l’année."
        yield f'arrete_au: "{self.report.arrete_au}"'
        yield "# Le jour où elle est écrite : à changer, s’il ne vient pas après la date d’arrêt."
        yield f'etabli_le: "{self.report.etabli_le}"'
        if self.report.retrospective:
            yield "# Plus de six mois après la date d’arrêt : dites-le aussi dans l’avant-propos."
            yield "retrospective: true"
        yield from self._scope()
        yield from self._figures()
        yield from self._texts()
        yield from self._highlights()
        yield from self._sources()

    def _was(self, name: str, text: str, indent: str = "") -> list[str]:
        """Return what the edition before said there, as comments."""
        if not text or self.before is None or TO_WRITE in text:
            return []
        head = f"{indent}# En {self.before.annee} :"
        return [head, *_comment(fields({name: text}, indent), indent)]

    def _scope(self) -> Iterator[str]:
        before, calls = self.before, self.view.corpus.calls
        yield "perimetre:"
        yield from self._was("phrase", before.perimetre.phrase if before else "", "  ")
        yield from fields({"phrase": f"{TO_WRITE} : ce que l’édition couvre, en une phrase"}, "  ")
        covered = before.perimetre.appels if before else ()
        yield "  appels:"
        undated = [id_ for id_ in self.report.perimetre.appels if not opened(calls[id_])]
        for id_ in self.report.perimetre.appels:
            if id_ in self.noted:
                yield from self.noted[id_]
            elif id_ in undated[:1] and self.noted.keys().isdisjoint(undated):
                yield "    # Sans date : gardez ceux qui étaient connus à la date d’arrêt."
            yield _item(id_, "" if id_ in covered else f"nouveau {self.since} : {calls[id_].nom}")
        yield from self._none(set(self.report.perimetre.appels) - {*covered}, NO_CALL, "    ")
        others = [call for call in calls.values() if call.id not in self.report.perimetre.appels]
        if others:
            yield "    # D’autres appels du catalogue, sans date ou d’après cette année :"
            yield from _comment((_item(call.id, call.nom) for call in others), "    ")
        yield from self._records()

    def _none(self, new: Collection[object], told: str, indent: str = "") -> Iterator[str]:
        """Yield that nothing is new, where nothing is: silence could be an oversight."""
        if self.before and not new:
            yield f"{indent}# {told} {self.since}."

    def _records(self) -> Iterator[str]:
        """Yield the records that were known, and those that only an editor can admit."""
        had = edition_corpus(self.view.corpus, self.before).projects if self.before else ()
        old = {project.id for project in had}
        kept = {project.id for project in self.corpus.projects}
        undated = [
            project
            for project in self.view.corpus.projects
            if project.id not in kept
            and self.view.corpus.is_counted(project)
            and not any(source.date for source in project.sources)
        ]
        # Named by the edition before, or read in time: somebody has seen the document.
        end = self.report.arrete_au
        days = {p.id: [s.consulte_le for s in p.sources if s.consulte_le] for p in undated}
        read = [
            p for p in undated if p.id in old or any(last_day(day) <= end for day in days[p.id])
        ]
        shown = [*self.corpus.projects, *read]
        yield "  fiches:" if shown else "  fiches: []"
        for project in shown:
            note = "" if project.id in old else f"nouvelle {self.since} : {project.titre}"
            yield _item(project.id, note)
        yield from self._none([p for p in shown if p.id not in old], NO_RECORD, "    ")
        left = [project for project in undated if project not in read]
        if left:
            yield "    # Aucun document daté : gardez celles qui étaient connues à la date d’arrêt."
            yield from _comment((_item(p.id, p.titre) for p in left), "    ")

    def _figures(self) -> Iterator[str]:
        before = self.before
        known = {figure.id for figure in self.figures}
        had = edition_corpus(self.view.corpus, before) if before else None
        old = {figure.id for figure in published(had, before)} if before and had else set()
        keys = [id_ for id_ in before.chiffres_cles if id_ in known] if before else []
        yield from fields({"chiffres_cles": keys}, "") if keys else ("# chiffres_cles:",)
        new = [figure for figure in self.figures if figure.id not in old]
        yield from self._none(new, NO_FIGURE)
        if new:
            yield f"  # Chiffres publiés nouveaux {self.since} ; gardez ceux à montrer en tête."
            said = (f"  - {f.id}  # {f.libelle} : {f.texte} ({f.source_mots})" for f in new)
            yield from _comment(said, "  ")
        chiffres = [id_ for id_ in before.progression.chiffres if id_ in known] if before else []
        if before and chiffres:
            yield "# Les chiffres qui comptent depuis le début du programme."
            progress = {"objectif": before.progression.objectif, "chiffres": chiffres}
            yield from fields({"progression": progress}, "")
        admitted = [
            {"chiffre": one.chiffre, "raison": one.raison}
            for one in self.report.chiffres_admis
            if one.chiffre in known
        ]
        if admitted:
            yield from fields({"chiffres_admis": admitted}, "")

    def _texts(self) -> Iterator[str]:
        parts = self.view.schemas.spec("report").properties["textes"].properties
        texts = self.before.textes if self.before else {}
        wanted = [name for name in parts if name in texts or name in FIRST_TEXTS]
        yield "textes:"
        for name in wanted:
            yield from self._was(name, texts.get(name, ""), "  ")
            told = f"{TO_WRITE} : le texte de « {parts[name].title} », ou effacez cette ligne"
            yield from fields({name: told}, "  ")
        others = [name for name in parts if name not in wanted]
        if others:
            yield f"  # Un texte est possible aussi pour : {listing(others)}."

    def _highlights(self) -> Iterator[str]:
        chosen = self.before.mises_en_avant if self.before else ()
        if self.before and chosen:
            yield f"# En {self.before.annee}, les initiatives mises en avant :"
            items = [
                {"fiche": one.fiche, **({"texte": one.texte} if one.texte else {})}
                for one in chosen
            ]
            yield from _comment(fields({"mises_en_avant": items}, ""))
        for name in ("graphiques", "essentiel"):
            chosen_charts = getattr(self.before, name, ())
            if chosen_charts:
                yield from fields({name: list(chosen_charts)}, "")

    def _sources(self) -> Iterator[str]:
        before, listed = self.before, self.view.corpus.sources.values()
        if before and before.sources:
            yield f"# En {before.annee}, les documents dont venaient les faits des textes :"
            yield from _comment(fields({"sources": list(before.sources)}, ""))
        since = before.arrete_au if before else ""
        new = [s for s in listed if s.date and since < last_day(s.date) <= self.report.arrete_au]
        yield from self._none(new, NO_DOCUMENT)
        if before and new:
            yield f"# Documents parus {self.since} :"
            yield from _comment(f"  - {s.id}  # {s.document}" for s in new)
