"""What it takes to call a part of a record documented: one table, which the site prints too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.derive.wording import plural

Raw = Mapping[str, Any]
Test = Callable[[Raw], bool]

GRADES: dict[str, tuple[str, str]] = {
    "non-renseigne": (
        "non renseigné",
        "Les sources de la fiche n’en disent rien. Ce n’est pas un mauvais point : on ne sait pas.",
    ),
    "mentionne": ("mentionné", "La fiche en parle, sans encore le chiffrer ou le décrire."),
    "documente": ("documenté", "La fiche le chiffre ou le décrit, et dit d’où elle le tient."),
    "verifiable": ("vérifiable", "La fiche en dit assez pour qu’une autre personne le contrôle."),
}
"""The levels from the lowest: their words, and what they mean."""

DOCUMENTED = "documente"
"""The level from which a part of a record is worth filtering on."""


@dataclass(frozen=True, slots=True)
class Need:
    """A thing that a level asks for, the same thing once it is there, and how to see that it is."""

    niveau: str
    critere: str
    nom: str
    """In words: named as a reason when it is there, as what is missing when it is not."""
    test: Test


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A part of a record to judge: what there is to look at, and what each level asks of it."""

    id: str
    libelle: str
    question: str
    choix: str
    """The words of the catalogue's choice « this is documented »."""
    pieces: Callable[[Raw], Sequence[Raw]]
    """What the record gives to judge: the best piece counts, and none is « non renseigné »."""
    compte: Callable[[Raw], str]
    """What the record gives, in words."""
    premier: str
    """What to add where the record says nothing."""
    besoins: tuple[Need, ...]


def _has(key: str) -> Test:
    return lambda piece: key in piece


def _is(key: str, value: str) -> Test:
    return lambda piece: piece.get(key) == value


def _always(_: Raw) -> bool:
    return True


def _listed(data: Raw, group: str, key: str) -> Sequence[Raw]:
    found: Sequence[Raw] = data.get(group, {}).get(key, ())
    return found


def _shares(data: Raw) -> Sequence[Raw]:
    return _listed(data, "financement", "montants")


def _total(data: Raw) -> bool:
    return "cout_total" in data.get("financement", {})


def _cost_count(data: Raw) -> str:
    means, shares = len(data.get("moyens", ())), len(_shares(data))
    parts = [plural(means, "moyen cité", "moyens cités")] if means else []
    parts += [plural(shares, "montant donné", "montants donnés")] if shares else []
    parts += ["coût total donné"] if _total(data) else []
    return ", ".join(parts)


def _steps(data: Raw) -> Iterator[Raw]:
    """Yield the elements of the course, those inside others included."""
    for step in _listed(data, "deroulement", "elements"):
        yield step
        yield from _listed(step, "detail", "elements")


def _course_count(data: Raw) -> str:
    steps = sum(1 for _ in _steps(data))
    parts = [plural(steps, "élément du déroulement", "éléments du déroulement")] if steps else []
    parts += ["un accompagnement"] if "accompagnement" in data else []
    return ", ".join(parts)


def _two_steps(data: Raw) -> bool:
    return sum("description" in step and "source" in step for step in _steps(data)) > 1


def _support(data: Raw) -> bool:
    support = data.get("accompagnement", {})
    return "description" in support and "source" in support


def _lasts(data: Raw) -> bool:
    support = data.get("accompagnement", {})
    return "duree_max_mois" in support or any("duree_mois" in step for step in _steps(data))


def _occupies(data: Raw) -> bool:
    home = data.get("logement", {})
    return "statuts_occupation" in home or any("statut_occupation" in s for s in _steps(data))


RESULTS = Dimension(
    id="resultats",
    libelle="Les résultats",
    question="Que sait-on de ce que l’initiative a produit ?",
    choix="Résultats documentés",
    pieces=lambda data: data.get("resultats", ()),
    compte=lambda data: plural(len(data["resultats"]), "résultat cité", "résultats cités"),
    premier="un nombre de ménages sortis avec un bail, sa date et sa source",
    besoins=(
        Need("mentionne", "Un résultat est cité, même sans nombre.", "", _always),
        Need("documente", "Il est chiffré.", "un nombre", _has("valeur")),
        Need("documente", "La source du nombre est donnée.", "sa source", _has("source")),
        Need("documente", "Le nombre est un constat.", "un constat", _is("nature", "realise")),
        Need("verifiable", "Le nombre est daté.", "sa date", _has("date")),
        Need(
            "verifiable",
            "Le nombre est rapporté à un total.",
            "le total auquel le rapporter",
            _has("denominateur"),
        ),
    ),
)
SOURCE = Dimension(
    id="source",
    libelle="La solidité de la source",
    question="D’où vient ce que dit la fiche, et peut-on y retourner ?",
    choix="Source datée, de première main",
    pieces=lambda data: data["sources"],
    compte=lambda data: plural(len(data["sources"]), "document cité", "documents cités"),
    premier="le document d’où vient ce que dit la fiche",
    besoins=(
        Need("mentionne", "Un document est cité.", "", _always),
        Need("documente", "Qui l’a publié est dit.", "son éditeur", _has("editeur")),
        Need("documente", "Sa date est donnée.", "sa date", _has("date")),
        Need(
            "documente",
            "Il vient des porteurs du programme, de l’État ou du mouvement Hlm.",
            "une origine de première main",
            _is("fiabilite", "primaire"),
        ),
        Need("verifiable", "Chacun peut l’ouvrir.", "une adresse où le lire", _has("url")),
    ),
)
COSTS = Dimension(
    id="couts",
    libelle="Les moyens et les coûts",
    question="Que sait-on de l’argent et des moyens ?",
    choix="Coûts documentés",
    pieces=lambda data: (data,) if _cost_count(data) else (),
    compte=_cost_count,
    premier="les moyens employés (postes, locaux), puis un coût total, son année et sa source",
    besoins=(
        Need("mentionne", "Un moyen ou un montant est cité.", "", _always),
        Need(
            "documente",
            "Un montant est donné, avec sa source : un coût total ou l’apport d’un financeur.",
            "un montant et sa source",
            lambda data: _total(data) or any(map(_has("source"), _shares(data))),
        ),
        Need("verifiable", "Le coût total est donné.", "le coût total", _total),
        Need(
            "verifiable",
            "L’apport d’un financeur au moins est donné, avec son année.",
            "ce qu’apporte chaque financeur, et en quelle année",
            lambda data: any(map(_has("annee"), _shares(data))),
        ),
    ),
)
COURSE = Dimension(
    id="deroulement",
    libelle="Le détail du déroulement",
    question="En sait-on assez pour refaire ?",
    choix="Déroulement documenté",
    pieces=lambda data: (data,) if "deroulement" in data or "accompagnement" in data else (),
    compte=_course_count,
    premier="les étapes, chacune avec une description et sa source",
    besoins=(
        Need("mentionne", "Le déroulement ou l’accompagnement est évoqué.", "", _always),
        Need(
            "documente",
            "Deux éléments du déroulement au moins sont décrits, avec leur source.",
            "deux éléments décrits, avec leur source",
            _two_steps,
        ),
        Need(
            "documente",
            "L’accompagnement est décrit, avec sa source.",
            "l’accompagnement décrit, avec sa source",
            _support,
        ),
        Need("verifiable", "Une durée est donnée.", "une durée", _lasts),
        Need(
            "verifiable",
            "Le statut d’occupation du ménage est dit.",
            "le statut d’occupation du ménage",
            _occupies,
        ),
        Need(
            "verifiable",
            "Les façons d’en sortir sont dites.",
            "les issues possibles",
            _has("issues"),
        ),
    ),
)
RUBRIC = (RESULTS, SOURCE, COSTS, COURSE)
"""Every dimension, in the order of the sheet."""


def criteria(dimension: Dimension) -> list[tuple[str, list[str]]]:
    """Return the criteria of a dimension by level, in words: what the site prints."""
    levels = ((id_, words) for id_, (words, _) in GRADES.items())
    found = [
        (words, [n.critere for n in dimension.besoins if n.niveau == i]) for i, words in levels
    ]
    return [row for row in found if row[1]]
