"""What a reviewer checks by hand: a table of points, each with the changes that call for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.issues import Issue
from catalogue.review.file_review import FileReview

FIGURES = ("menages", "logements", "moyens", "resultats", "financement")
"""Fields that hold numbers that a source must say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """Everything that a change touches: the files of data, and the names of the others."""

    fiches: tuple[FileReview, ...]
    references: tuple[FileReview, ...]
    autres: tuple[OtherFile, ...]
    ailleurs: tuple[Issue, ...]
    """Errors in files that the change does not touch: what they point to may have gone."""
    vie_privee: frozenset[str]
    """The rules that guard people's privacy."""

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
    programme: bool
    """Whether it is executed: reviewed as code."""
    issues: tuple[Issue, ...] = ()
    """What is wrong with it: it looks like data, and nothing reads it where it stands."""


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """A thing to check: in words, and when."""

    phrase: str
    applies: Callable[[Reviewed], bool]


Test = Callable[[Reviewed], bool]


def _touched(*names: str) -> Test:
    """Return whether a record now says something of one of these fields."""
    return lambda change: any(
        set(names) & set(c.chemin) for f in change.fiches for c in f.changements if c.apres
    )


def _any(test: Callable[[FileReview], Any]) -> Test:
    return lambda change: any(map(test, change.files))


def _faulty(change: Reviewed) -> bool:
    told = (*change.ailleurs, *(issue for other in change.autres for issue in other.issues))
    return bool(told) or any(f.erreurs for f in change.files)


def _written(change: Reviewed) -> bool:
    return any(f.changements or f.remarques for f in change.fiches if f.sort != "D")


def _private(change: Reviewed) -> bool:
    return any(i.rule in change.vie_privee for f in change.files for i in f.issues)


def _new_organisation(change: Reviewed) -> bool:
    folder = "reference/organisations/"
    return any(f.sort == "A" and f.fichier.startswith(folder) for f in change.references)


def _new_among_others(change: Reviewed) -> bool:
    return any(f.sort == "A" and f.proches for f in change.fiches)


def _lost(change: Reviewed) -> bool:
    return any(f.sort == "D" for f in change.fiches)


def _executed(change: Reviewed) -> bool:
    return any(f.programme for f in change.autres)


MUST: Sequence[CheckPoint] = (
    CheckPoint("Les erreurs du contrôle sont corrigées.", _faulty),
    CheckPoint(
        "Chaque alerte de vie privée est levée : la donnée est retirée, ou n’en est pas une.",
        _private,
    ),
    CheckPoint("Chaque fait ajouté ou changé se retrouve dans la source qu’il cite.", _written),
    CheckPoint("Le texte est dans nos mots : aucune phrase n’est copiée du document.", _written),
    CheckPoint(
        "Personne ne peut être reconnu : ni nom, ni coordonnées, ni situation d’un ménage.",
        _written,
    ),
    CheckPoint(
        "Chaque chiffre est celui de la source, avec sa nuance (« près de »), sa date,"
        " et s’il est prévu ou réalisé.",
        _touched(*FIGURES),
    ),
    CheckPoint("Ménages et logements ne sont pas confondus.", _touched("menages", "logements")),
    CheckPoint(
        "Le contact est un organisme et une fonction, pas une personne.", _touched("contact")
    ),
    CheckPoint("Ce n’est pas un doublon d’une des fiches proches.", _new_among_others),
    CheckPoint("Le nouvel organisme n’est pas déjà là sous un autre nom.", _new_organisation),
    CheckPoint(
        "La suppression est voulue : une initiative abandonnée garde sa fiche, qui le dit.", _lost
    ),
    CheckPoint(
        "Ce que le fichier de référence change vaut pour toutes les fiches qui s’en servent.",
        lambda change: bool(change.references),
    ),
    CheckPoint(
        "Le programme est relu ligne à ligne par quelqu’un qui sait le lire, avant d’être accepté.",
        _executed,
    ),
)
SHOULD: Sequence[CheckPoint] = (
    CheckPoint(
        "Les avertissements sont compris, et corrigés s’il y a lieu.",
        _any(lambda f: f.avertissements),
    ),
    CheckPoint(
        "Le titre et le résumé se comprennent seuls, sans jargon ni publicité.",
        _touched("titre", "resume"),
    ),
    CheckPoint("Le lien de chaque document s’ouvre.", _touched("sources")),
    CheckPoint("Ce qui n’a pas marché est dit, si la source en parle.", _written),
    CheckPoint("La date de vérification est celle de cette relecture.", _written),
    CheckPoint(
        "Ce qui manque pour mieux documenter la fiche est demandé au contributeur.",
        _any(lambda f: any(p.manque for p in f.preuves)),
    ),
)


def checklist(points: Sequence[CheckPoint], change: Reviewed) -> Iterator[str]:
    """Yield the points that a change calls for."""
    return (point.phrase for point in points if point.applies(change))
