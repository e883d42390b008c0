"""What the peers are told beside a record's text: its card, its terms; and the sets of terms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from synth.yaml_text import dump

from catalogue.pipeline import load
from catalogue.records.types import Project
from catalogue.site.site_view import SiteView
from catalogue.site.terms import TermView
from catalogue.site.views import Card
from catalogue.workspace import Workspace
from rig.appraised import appraised
from rig.sheet import SheetWriter

MACRO_LINE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
SITE_URL = "https://exemple.test/"
NAMED = {"organismes": "Organismes", "appels": "Appels", "territoires": "Territoires"}
"""The sets with pages that are no vocabulary."""

Front = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPage:
    """A term that has a page: in which folder, and what the page says of it."""

    folder: str
    id: str
    title: str
    text: str
    alias: str
    family: str


class Sources:
    """A set of records as the peers get them."""

    def __init__(self, root: Path) -> None:
        self.workspace = Workspace(root)
        loaded = load(self.workspace)
        self.view = SiteView(loaded.corpus, loaded.schemas)
        self.corpus = loaded.corpus
        self.folders = {name: name for name in NAMED}
        self.folders |= {v.id: renamed(v.adresse) for v in self.corpus.vocabularies.values()}
        self.folders = {reference: folder for reference, folder in self.folders.items() if folder}
        self.writer = SheetWriter(self.corpus, loaded.schemas, self.folders)
        self.listed = self._listed()

    def _listed(self) -> dict[str, dict[str, list[str]]]:
        """Return the terms that each record is listed under, by folder."""
        found: dict[str, dict[str, list[str]]] = {p.id: {} for p in self.corpus.projects}
        for address, term in self.view.terms:
            folder, id_ = renamed(address).strip("/").split("/")
            for card in term.cartes:
                found[card.id].setdefault(folder, []).append(id_)
        for project in self.corpus.projects:
            part = dict.fromkeys(p.organisme for p in project.organismes)
            found[project.id] |= {"organismes": list(part)}
            if project.appel:
                found[project.id]["appels"] = [project.appel]
        return found

    def records(self) -> Iterator[tuple[str, Front, str]]:
        """Yield each record: its id, its front matter, its text."""
        for project, card in zip(self.corpus.projects, self.view.cards, strict=True):
            body = self.writer.body(dict(project.data))
            more = appraised(self.view, project, SITE_URL)
            yield project.id, self.front(project, card), body + more

    def front(self, project: Project, card: Card) -> Front:
        """Return the front matter of a record: its card, and its terms by set."""
        front: Front = {"title": project.titre, "description": project.resume or project.titre}
        front |= {"resume": project.resume, "lieu": card.lieu, "avec": card.organismes}
        front |= {"combien": card.menages, "verifie_le": project.verifie_le}
        return front | self.listed[project.id]

    def term_pages(self) -> Iterator[TermPage]:
        """Yield every term, organisation and call, for each has a page of ours."""
        for address, term in self.view.terms:
            folder, id_ = renamed(address).strip("/").split("/")
            yield TermPage(
                folder=folder,
                id=id_,
                title=term.libelle,
                text="\n\n".join(filter(None, _said(term))),
                alias=term.alias,
                family=term.famille,
            )
        for folder in ("organismes", "appels"):
            for entry in self.corpus.references[folder].values():
                yield TermPage(
                    folder=folder,
                    id=entry.id,
                    title=entry.libelle,
                    text=entry.definition,
                    alias=", ".join(entry.alias),
                    family=entry.famille,
                )

    def folder_names(self) -> dict[str, str]:
        """Return the title of each folder of terms."""
        found = {renamed(a).split("/")[0]: t.vocabulaire.libelle for a, t in self.view.terms}
        return found | NAMED

    def lists(self) -> str:
        """Return, as JSON, what a record is listed under without naming it: a computed facet."""
        computed = ("annees", "preuves")
        kept = {
            id_: {folder: found.get(folder, []) for folder in computed}
            for id_, found in self.listed.items()
        }
        return json.dumps(kept)

    def labels(self) -> str:
        """Return, as JSON, the label and address of every value of every set, and who is shown."""
        found: dict[str, dict[str, dict[str, str]]] = {}
        for reference, terms in self.corpus.references.items():
            folder = self.folders.get(reference)
            found[reference] = {
                id_: {"l": term.libelle, "t": term.type}
                | ({"a": f"/{folder}/{id_}/", "p": term.parent or ""} if folder else {})
                for id_, term in terms.items()
            }
        return json.dumps(found, ensure_ascii=False)

    def hand_written(self) -> Iterator[tuple[str, str]]:
        """Yield the hand-written pages that readers see, macros taken out."""
        docs = self.workspace.docs
        for path in sorted([*docs.glob("*.md"), *(docs / "contribuer").glob("*.md")]):
            if path.name != "decisions.md":
                text = path.read_text(encoding="utf-8")
                yield path.relative_to(docs).as_posix(), MACRO_LINE.sub("", text)

    @property
    def assets(self) -> Path:
        """Return the style sheets, scripts and images."""
        return self.workspace.assets


def renamed(address: str) -> str:
    """Return an address of ours as the peers have it.

    Hugo takes /statuts-occupation/ for a term of /statuts/: that folder has another name there.
    """
    return address.replace("statuts-occupation", "occupations")


def _said(term: TermView) -> Iterator[str]:
    """Yield what a term's page says before its records."""
    yield term.definition
    for part in term.guide:
        yield from (text for text, _ in part.enonces)
    yield term.fonctionnement
    for title, links in (
        ("Souvent associés", [(link, count) for link, _, count in term.associes]),
        ("Termes voisins", term.voisins),
    ):
        if links:
            named = (f"[{k.libelle}](/{renamed(k.adresse or '')}) ({count})" for k, count in links)
            yield f"{title} : {', '.join(named)}"


def with_front(front: Front, body: str) -> str:
    """Return a page: its front matter as YAML, then its text."""
    kept = {key: value for key, value in front.items() if value != ""}
    return f"---\n{dump(kept)}---\n\n{body}"
