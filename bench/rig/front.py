"""What the peers are told beside a record's text: its card, its terms; and the sets of terms."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from synth.yaml_text import dump

from catalogue.derive.site import SiteView
from catalogue.derive.views import Card
from catalogue.model.records import Project
from catalogue.pipeline import load
from catalogue.read.schema import Spec, Step
from catalogue.read.walk import fields_where, values_at
from catalogue.workspace import Workspace
from rig.appraised import appraised
from rig.sheet import SheetWriter

MACRO_LINE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
SITE_URL = "https://exemple.test/"
LISTED = ((("organismes", "organisme"), "organismes"), (("financement", "appel"), "appels"))
"""Beside the facets: the keys that lead to what a record is listed under, and the set."""

Front = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPage:
    """A term that has a page: in which folder, and what the page says of it."""

    folder: str
    id: str
    title: str
    definition: str
    alias: str
    family: str


class Sources:
    """A set of records as the peers get them."""

    def __init__(self, root: Path) -> None:
        self.workspace = Workspace(root)
        loaded = load(self.workspace)
        self.view = SiteView(loaded.corpus, loaded.schemas)
        self.corpus = loaded.corpus
        self.folders = {
            "organismes": "organismes",
            "appels": "appels",
            "territoires": "territoires",
        }
        # Hugo takes /statuts-occupation/ for a term of /statuts/: one folder has another name here.
        self.folders |= {
            v.id: v.adresse.replace("statuts-occupation", "occupations")
            for v in self.corpus.vocabularies.values()
            if v.adresse
        }
        self.writer = SheetWriter(self.corpus, loaded.schemas, self.folders)
        self.paths = [*LISTED, *_facet_paths(loaded.schemas.spec("project"))]

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
        return front | self.terms(project)

    def terms(self, project: Project) -> dict[str, list[str]]:
        """Return the terms that a record is listed under, by folder, and the broader ones."""
        found: dict[str, dict[str, None]] = {}
        for path, reference in self.paths:
            if reference not in self.folders:
                continue
            terms = found.setdefault(self.folders[reference], {})
            for id_ in values_at(project.data, path):
                for term in self.corpus.lineage(reference, id_):
                    if reference != "territoires" or term.type in ("departement", "region"):
                        terms[term.id] = None
        return {folder: list(terms) for folder, terms in found.items() if terms}

    def term_pages(self) -> Iterator[TermPage]:
        """Yield every term that has a page of ours."""
        for reference, folder in self.folders.items():
            for term in self.corpus.references[reference].values():
                if reference == "territoires" and term.type not in ("departement", "region"):
                    continue
                yield TermPage(
                    folder=folder,
                    id=term.id,
                    title=term.libelle,
                    definition=term.definition,
                    alias=", ".join(term.alias),
                    family=term.famille,
                )

    def folder_names(self) -> dict[str, str]:
        """Return the title of each folder of terms."""
        own = {"organismes": "Organismes", "appels": "Appels", "territoires": "Territoires"}
        names = {v.id: v.libelle_pluriel for v in self.corpus.vocabularies.values()} | own
        return {folder: names[reference] for reference, folder in self.folders.items()}

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


def _facet_paths(spec: Spec) -> Iterator[tuple[Step, str]]:
    """Yield the keys that lead to each facet's values, and the set that these belong to."""
    for path, field in fields_where(spec, lambda s: isinstance(s.note("facette"), dict)):
        yield path, field.reference or (field.items.reference if field.items else "")


def with_front(front: Front, body: str) -> str:
    """Return a page: its front matter as YAML, then its text."""
    kept = {key: value for key, value in front.items() if value != ""}
    return f"---\n{dump(kept)}---\n\n{body}"
