"""The reviewer's note of what a folder changes since a revision: git and the records, joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from catalogue.issues import UNSAFE, Issue
from catalogue.pipeline import Loaded
from catalogue.records.assemble import file_id
from catalogue.records.assemble import project as project_of
from catalogue.records.types import Project
from catalogue.rules import privacy
from catalogue.schema.fields import Spec, section_of
from catalogue.schema.shape import check_shape
from catalogue.site.appraisal import Neighbours
from catalogue.site.changes import Change, Comparison
from catalogue.site.editorial import MOST_BYTES, is_prose, may_be_prose
from catalogue.site.environment import TEMPLATES
from catalogue.site.evidence import judgements
from catalogue.site.wording import NOT_GIVEN, listing, plural
from catalogue.text.disk import is_inside
from catalogue.text.document import Document
from catalogue.text.revision import Changed, changed_since, document_at, start_of
from catalogue.workspace import KINDS, SINGLE_FILES

NONE_YET = "—"


def filled_rows(
    record: Spec, sections: Sequence[tuple[str, str]], before: dict[Any, Any], after: dict[Any, Any]
) -> tuple[tuple[str, str, str], ...]:
    """Return the sections of the sheet that a change fills or empties, then the whole record.

    Each with how many of its fields are filled, before and after. A record that is gone has none.
    """
    if not after:
        return ()

    def row(title: str, specs: list[Spec]) -> tuple[str, str, str]:
        return title, _filled(specs, before), _filled(specs, after)

    counted = [spec for spec in record.properties.values() if spec.name != "id"]
    rows = [row(title, [s for s in counted if section_of(s) == id_]) for id_, title in sections]
    changed = (counts for counts in rows if counts[1] != counts[2])
    return (*changed, row("Toute la fiche", counted))


def _filled(specs: list[Spec], given: dict[Any, Any]) -> str:
    """Return how many fields are filled, of how many; a dash where there was no record."""
    return f"{sum(s.name in given for s in specs)} sur {len(specs)}" if given else NONE_YET


def evidence_rows(
    before: Project | None, after: Project | None
) -> tuple[tuple[str, str, str, str], ...]:
    """Return what a record documents in two versions; none where the new one cannot be judged.

    Each dimension with its level before, its level after, and what would raise it.
    """
    if after is None:
        return ()
    old = {j.id: j.niveau_libelle for j in judgements(before)} if before is not None else {}
    rows: list[tuple[str, str, str, str]] = []
    for judged in judgements(after):
        level = judged.niveau_libelle
        wanted = listing(judged.manque) if judged.suivant or level == NOT_GIVEN else ""
        rows.append((judged.libelle, old.get(judged.id, NONE_YET), level, wanted))
    return tuple(rows)


MOST_CHANGES = 40
"""How many changes of one file are told: more are not read."""
NAMES = ("titre", "nom", "libelle")
"""The fields that name a document, whatever its kind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A file at one moment: its document if it could be read, and whether its shape is right."""

    document: Document | None
    sound: bool

    @property
    def data(self) -> dict[Any, Any] | None:
        """Return its fields, None where it holds something else."""
        data = self.document.data if self.document is not None else None
        return data if isinstance(data, dict) else None

    @property
    def project(self) -> Project | None:
        """Return its typed record, where its shape is right."""
        return project_of(self.document) if self.document is not None and self.sound else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReview:
    """What a reviewer reads of a file."""

    fichier: str
    titre: str
    fiche: bool
    sort: str
    """`A` added, `M` modified, `D` deleted, `R` renamed."""
    evenement: str
    remarques: tuple[str, ...]
    changements: tuple[Change, ...]
    encore: int
    """How many changes are not told."""
    sections: tuple[tuple[str, str, str], ...]
    preuves: tuple[tuple[str, str, str, str], ...]
    proches: tuple[tuple[str, str, str], ...]
    """Title and file of each record to set beside it, and what the two share."""
    issues: tuple[Issue, ...]

    @property
    def erreurs(self) -> tuple[Issue, ...]:
        """Return what keeps the file from being published."""
        return tuple(issue for issue in self.issues if issue.level == "error")

    @property
    def avertissements(self) -> tuple[Issue, ...]:
        """Return what deserves a look."""
        return tuple(issue for issue in self.issues if issue.level == "warning")


class Reviewer:
    """Reviews the files that changed since a commit, in the corpus as it is after the change."""

    def __init__(self, loaded: Loaded, commit: str, issues: Sequence[Issue]) -> None:
        self.loaded, self.commit, self.corpus = loaded, commit, loaded.corpus
        self.comparison = Comparison(self.corpus)
        self.neighbours = Neighbours(self.corpus)
        self.positions = {project.file: rank for rank, project in enumerate(self.corpus.projects)}
        self.readings = {loaded.workspace.name(r.path): r for r in loaded.readings}
        self.issues: dict[str, list[Issue]] = {}
        for issue in issues:
            self.issues.setdefault(issue.place.file, []).append(issue)

    def review(self, change: Changed, kind: str) -> FileReview:
        """Return what to read of a file of data."""
        before = self._before(change.ancien, kind) if change.ancien else None
        after = self._after(change.fichier) if change.sort != "D" else None
        old, new = (version.data if version else None for version in (before, after))
        record, spec = kind == "project", self.loaded.schemas.spec(kind)
        changes: list[Change] = []
        # Of a former version that cannot be read, the remarks tell: all would pass for new.
        if new is not None and (before is None or old):
            changes = self.comparison.changes(spec, old or {}, new)
        words = EVENTS[change.sort, record]
        named = (data[key] for data in (new, old) if data for key in NAMES if key in data)
        sections = self.loaded.schemas.sections
        was, now = (version.project if version and record else None for version in (before, after))
        return FileReview(
            fichier=change.fichier,
            titre=next((name for name in named if isinstance(name, str) and name), change.fichier),
            fiche=record,
            sort=change.sort,
            evenement=f"{words} {change.ancien}" if change.sort == "R" else words,
            remarques=(*_remarks(before, after), *self._lost_address(change, record)),
            changements=tuple(changes[:MOST_CHANGES]),
            encore=max(0, len(changes) - MOST_CHANGES),
            sections=filled_rows(spec, sections, old or {}, new or {}) if record else (),
            preuves=evidence_rows(was, now),
            proches=tuple(self._alike(change.fichier)) if record and change.sort == "A" else (),
            issues=tuple(self.issues.get(change.fichier, ())),
        )

    def _before(self, name: str, kind: str) -> Version:
        document, issues = document_at(self.loaded.workspace.root, self.commit, name)
        if document is not None:
            issues = [*issues, *check_shape(document, kind, self.loaded.schemas)]
        return Version(document=document, sound=not any(issue.level == "error" for issue in issues))

    def _after(self, name: str) -> Version:
        reading = self.readings.get(name)
        sound = reading is not None and reading.valid
        return Version(document=reading.document if reading else None, sound=sound)

    def _lost_address(self, change: Changed, record: bool) -> Iterator[str]:
        """Yield that the page of a record that moved, or is gone, is found no more."""
        old = file_id(change.ancien) if change.ancien and record else ""
        new = file_id(change.fichier) if change.sort != "D" else ""
        if old and old != new and old not in {move.ancien for move in self.corpus.moves}:
            yield (
                f"L’ancienne adresse /projets/{old}/ ne mène plus à rien :"
                " une ligne est à ajouter dans reference/redirections.yml."
            )

    def _alike(self, file: str) -> Iterator[tuple[str, str, str]]:
        position = self.positions.get(file)
        for rank, reason in self.neighbours.of(position) if position is not None else ():
            other = self.corpus.projects[rank]
            yield other.titre, other.file, reason


def _remarks(before: Version | None, after: Version | None) -> Iterator[str]:
    if before is not None and not before.data:
        yield (
            "La version de départ ne se lit pas : rien à comparer."
            " Relisez le fichier entier, comme s’il était nouveau."
        )
    elif before is not None and not before.sound:
        yield "La version de départ avait des fautes de forme : la comparaison est à confirmer."
    if after is not None and not after.sound:
        yield (
            "La version proposée a des fautes de forme : ce qui suit est à confirmer"
            " une fois qu’elles seront corrigées."
        )


EVENTS = {
    ("A", True): "nouvelle fiche",
    ("M", True): "fiche modifiée",
    ("D", True): "fiche supprimée",
    ("R", True): "fiche renommée, auparavant",
    ("A", False): "nouveau fichier de référence",
    ("M", False): "fichier de référence modifié",
    ("D", False): "fichier de référence supprimé",
    ("R", False): "fichier de référence renommé, auparavant",
}
"""What happened to a file, and whether it is a record → in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Everything that a change touches: the files of data, and the names of the others."""

    fiches: tuple[FileReview, ...]
    references: tuple[FileReview, ...]
    autres: tuple[OtherFile, ...]
    ailleurs: tuple[Issue, ...]
    """Errors in files that the change does not touch: what they point to may have gone."""

    @property
    def files(self) -> tuple[FileReview, ...]:
        """Return the files of data."""
        return (*self.fiches, *self.references)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFile:
    """A changed file that holds no data: its name, what happened to it, how to read it."""

    fichier: str
    evenement: str
    nature: str
    """`PROGRAM` where it is executed: reviewed as code."""
    issues: tuple[Issue, ...] = ()
    """What is wrong with it: it looks like data, and nothing reads it where it stands."""


Test = Callable[[Reviewed], bool]
"""Whether a change calls for a point to be checked."""


def _records(test: Callable[[FileReview], object]) -> Test:
    return lambda change: any(map(test, change.fiches))


def _touched(*names: str) -> Test:
    """Return whether a record now says something of one of these fields."""
    return _records(lambda f: any(set(names) & set(c.chemin) for c in f.changements if c.apres))


_written = _records(lambda f: f.sort != "D" and (f.changements or f.remarques))


def _faulty(change: Reviewed) -> bool:
    told = (*change.ailleurs, *(issue for other in change.autres for issue in other.issues))
    return bool(told) or any(f.erreurs for f in change.files)


FIGURES = ("menages", "logements", "moyens", "resultats", "financement")
"""Fields that hold numbers that a source must say."""
MUST: Sequence[tuple[str, Test]] = (
    ("Les erreurs du contrôle sont corrigées.", _faulty),
    (
        "Chaque alerte de vie privée est levée : la donnée est retirée, ou n’en est pas une.",
        lambda change: any(i.rule in privacy.GUARDS for f in change.files for i in f.issues),
    ),
    ("Chaque fait ajouté ou changé se retrouve dans la source qu’il cite.", _written),
    ("Le texte est dans nos mots : aucune phrase n’est copiée du document.", _written),
    (
        "Personne ne peut être reconnu : ni nom, ni coordonnées, ni situation d’un ménage.",
        _written,
    ),
    (
        "Chaque chiffre est celui de la source, avec sa nuance (« près de »), sa date,"
        " et s’il est prévu ou réalisé.",
        _touched(*FIGURES),
    ),
    ("Ménages et logements ne sont pas confondus.", _touched("menages", "logements")),
    ("Le contact est un organisme et une fonction, pas une personne.", _touched("contact")),
    (
        "Ce n’est pas un doublon d’une des fiches proches.",
        _records(lambda f: f.sort == "A" and f.proches),
    ),
    (
        "Le nouvel organisme n’est pas déjà là sous un autre nom.",
        lambda change: any(
            f.sort == "A" and f.fichier.startswith("reference/organisations/")
            for f in change.references
        ),
    ),
    (
        "La suppression est voulue : une initiative abandonnée garde sa fiche, qui le dit.",
        _records(lambda f: f.sort == "D"),
    ),
    (
        "Ce que le fichier de référence change vaut pour toutes les fiches qui s’en servent.",
        lambda change: bool(change.references),
    ),
    (
        "Le programme est relu ligne à ligne par quelqu’un qui sait le lire, avant d’être accepté.",
        lambda change: any(f.nature == PROGRAM for f in change.autres),
    ),
)
SHOULD: Sequence[tuple[str, Test]] = (
    (
        "Les avertissements sont compris, et corrigés s’il y a lieu.",
        lambda change: any(f.avertissements for f in change.files),
    ),
    (
        "Le titre et le résumé se comprennent seuls, sans jargon ni publicité.",
        _touched("titre", "resume"),
    ),
    ("Le lien de chaque document s’ouvre.", _touched("sources")),
    ("Ce qui n’a pas marché est dit, si la source en parle.", _written),
    ("La date de vérification est celle de cette relecture.", _written),
    (
        "Ce qui manque pour mieux documenter la fiche est demandé au contributeur.",
        lambda change: any(wanted for f in change.files for *_, wanted in f.preuves),
    ),
)


MOST = 400
"""How many signs of one value are shown."""
SIGNS = re.compile(r"([\\`*_\[\]|~$])")
BREAK = "\u2060"
"""Takes no room and keeps a name from being called, a number from being taken for an issue's."""
CALLED = re.compile(r"([@#!~%&:])(?=[\w:])")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
ADDRESS = re.compile(r"https?://[A-Za-z0-9./_~?=%+,;-]+")


def in_markdown(value: object) -> Markup:
    """Return a value as it stands inside a line of Markdown; what a template made is left alone."""
    return value if isinstance(value, Markup) else Markup(escaped(str(value)))


def escaped(value: str) -> str:
    """Return a text whose signs mean nothing to Markdown; a whole web address stays a link."""
    text = clipped(" ".join(UNSAFE.sub(" ", value).split()))
    if ADDRESS.fullmatch(text):
        return f"<{text}>"
    text = CALLED.sub(rf"\1{BREAK}", text)
    text = "".join(ENTITIES.get(sign, sign) for sign in text)
    return SIGNS.sub(r"\\\1", text)


def clipped(text: str) -> str:
    """Return a text that is not longer than a reader wants of one value."""
    return text if len(text) <= MOST else f"{text[:MOST].rstrip()} […]"


MOST_FILES = 20
"""How many files are told in full; forges cut a page that is too long."""
MOST_ROWS = 200
"""How many lines a table or a list has."""


def review_note(change: Reviewed) -> str:
    """Return the reviewer's note of a change: every value is escaped for Markdown."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=in_markdown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    rows = tuple(_rows(change))
    told = [issue for file in change.files for issue in file.issues]
    # Of changed files that nothing reads where they stand.
    unread = [issue for other in change.autres for issue in other.issues]
    text = environment.get_template("relecture.md.j2").render(
        bilan=_summary(change, [*change.ailleurs, *told, *unread]),
        vie_privee=[i for i in told if i.rule in privacy.GUARDS][:MOST_ROWS],
        ailleurs=change.ailleurs[:MOST_ROWS],
        egares=unread[:MOST_ROWS],
        lignes=rows[:MOST_ROWS],
        tues=_left_out(len(rows), len(change.files)),
        imperatifs=[words for words, applies in MUST if applies(change)],
        conseils=[words for words, applies in SHOULD if applies(change)],
        fichiers=change.files[:MOST_FILES],
    )
    # Blocks that are not there leave their blank lines; no value holds a line end.
    return re.sub(r"\n{3,}", "\n\n", text)


def _rows(change: Reviewed) -> Iterator[tuple[str, ...]]:
    """Yield each file: what happened to it, how many changes, errors and warnings."""
    for f in change.files:
        counts = (len(f.changements) + f.encore, len(f.erreurs), len(f.avertissements))
        yield (f.fichier, f.evenement, *map(str, counts))
    for other in change.autres:
        said = f"{other.evenement} ({other.nature})"
        yield (other.fichier, said, "", str(len(other.issues) or ""), "")


def _summary(change: Reviewed, issues: Sequence[Issue]) -> str:
    """Return what the change is in one sentence."""
    private = sum(issue.rule in privacy.GUARDS for issue in issues)
    errors = sum(issue.level == "error" for issue in issues)
    counted = (
        (len(change.fiches), "fiche", "fiches"),
        (len(change.references), "fichier de référence", "fichiers de référence"),
        (len(change.autres), "autre fichier", "autres fichiers"),
        (errors, "erreur", "erreurs"),
        (len(issues) - errors, "avertissement", "avertissements"),
    )
    words = [plural(count, one, many) for count, one, many in counted if count]
    guarded = f", dont {plural(private, 'alerte', 'alertes')} de vie privée" if private else ""
    return f"{listing(words)}{guarded}." if words else "rien ne change dans ce dossier."


def _left_out(rows: int, files: int) -> str:
    parts = [f"{rows - MOST_ROWS} fichiers ne sont pas dans ce tableau"] if rows > MOST_ROWS else []
    more = files - MOST_FILES
    parts += [f"{more} ne sont pas détaillés plus bas"] if more > 0 else []
    return f"Pour rester lisible, {listing(parts)}." if parts else ""


FATES = {"A": "ajouté", "M": "modifié", "D": "supprimé", "R": "renommé"}
PROGRAM = "programme"


def reviewed(loaded: Loaded, revision: str, issues: Sequence[Issue]) -> str:
    """Return the reviewer's note of everything that differs from a revision."""
    root = loaded.workspace.root
    commit = start_of(root, revision)
    changed = [part for change in changed_since(root, commit) for part in _parts(change)]
    reviewer = Reviewer(loaded, commit, issues)
    kinds = [(change, _kind(change.fichier)) for change in changed]
    held = [reviewer.review(change, kind) for change, kind in kinds if kind]
    names = {change.fichier for change in changed}
    errors = [issue for issue in issues if issue.level == "error"]
    return review_note(
        Reviewed(
            fiches=tuple(file for file in held if file.fiche),
            references=tuple(file for file in held if not file.fiche),
            autres=tuple(
                _other(root, change, [i for i in errors if i.place.file == change.fichier])
                for change, kind in kinds
                if not kind
            ),
            ailleurs=tuple(issue for issue in errors if issue.place.file not in names),
        )
    )


def _parts(change: Changed) -> list[Changed]:
    """Return a change as it touches the data: a file moved out of their folders is lost to them."""
    if change.sort != "R" or not _kind(change.ancien) or _kind(change.fichier):
        return [change]
    return [
        replace(change, fichier=change.ancien, sort="D"),
        replace(change, ancien="", sort="A"),
    ]


def _kind(name: str) -> str:
    """Return the kind of a file of data, or the empty string for any other."""
    folder, _, file = name.rpartition("/")
    held = KINDS.get(folder, "") if file.endswith((".yml", ".yaml")) else ""
    return SINGLE_FILES.get(name) or held


def _is_for_editor(root: Path, change: Changed) -> bool:
    """Tell whether a file of `docs/` is clean prose or an image; one that is gone, by its name."""
    path = root / change.fichier
    if change.sort == "D" or not may_be_prose(change.fichier):
        return may_be_prose(change.fichier)
    if path.is_symlink() or not path.is_file() or not is_inside(path, root):
        return False
    with path.open("rb") as file:
        return is_prose(change.fichier, file.read(MOST_BYTES + 1))


def _other(root: Path, change: Changed, errors: Sequence[Issue]) -> OtherFile:
    name = change.fichier
    if errors:
        nature = "rien ne le lit à cette place"
    elif name.startswith("docs/"):
        nature = "page du site" if _is_for_editor(root, change) else PROGRAM
    else:
        nature = "texte du dépôt" if name.endswith(".md") else PROGRAM
    return OtherFile(
        fichier=name, evenement=FATES[change.sort], nature=nature, issues=tuple(errors)
    )
