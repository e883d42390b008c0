"""How well a record documents what it says: computed from its fields by the rubric, never typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.records.types import Project
from catalogue.site.wording import listing, plural

Raw = Mapping[str, Any]
Test = Callable[[Raw], bool]
"""Whether a record, or a piece of one, holds what is looked for."""


def groups(data: Any, *paths: str) -> list[Any]:
    """Return what dotted keys lead to, each item of the lists on the way and at the end.

    The empty path leads to the data themselves.
    """
    found = []
    for path in paths:
        held = [data]
        for key in filter(None, path.split(".")):
            values = [group[key] for group in held if key in group]
            held = [one for v in values for one in (v if isinstance(v, list) else [v])]
        found += held
    return found


def _has(*fields: str, within: Sequence[str] = ("",), least: int = 1) -> Test:
    """Return whether so many of the groups that some paths lead to have all of these fields."""
    return lambda data: (
        sum(all(field in group for field in fields) for group in groups(data, *within)) >= least
    )


def _is(field: str, value: str) -> Test:
    return lambda data: data.get(field) == value


def _any(*tests: Test) -> Test:
    return lambda data: any(test(data) for test in tests)


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
    pieces: str
    """The list of what to judge, where the best counts; the empty string for the whole record."""
    comptes: Sequence[tuple[Sequence[str], str, str]]
    """What the record gives: where to count it, the words for one and for several; nothing is
    « non renseigné », and without words for several, only that it is there is said."""
    premier: str
    """What to add where the record says nothing."""
    besoins: tuple[Need, ...]

    def compte(self, data: Raw) -> str:
        """Return what the record gives, in words."""
        counts = ((len(groups(data, *paths)), one, many) for paths, one, many in self.comptes)
        return ", ".join(plural(n, one, many) if many else one for n, one, many in counts if n)


SHARES = ["financement.montants"]
TOTAL = _has("cout_total", within=["financement"])
STEPS = ["deroulement.elements", "deroulement.elements.detail.elements"]
"""The elements of the course, and those inside others."""

RESULTS = Dimension(
    id="resultats",
    libelle="Les résultats",
    question="Que sait-on de ce que l’initiative a produit ?",
    choix="Des résultats documentés",
    pieces="resultats",
    comptes=[(["resultats"], "résultat cité", "résultats cités")],
    premier="un nombre de ménages sortis avec un bail, sa date et sa source",
    besoins=(
        Need("mentionne", "Un résultat est cité, même sans nombre.", "", _has()),
        Need("documente", "Il est chiffré.", "un nombre", _has("valeur")),
        Need("documente", "La source du nombre est donnée.", "sa source", _has("source")),
        Need(
            "documente", "Le nombre est un constat.", "un fait constaté", _is("nature", "realise")
        ),
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
    choix="Une source datée, de première main",
    pieces="sources",
    comptes=[(["sources"], "document cité", "documents cités")],
    premier="le document d’où vient ce que dit la fiche",
    besoins=(
        Need("mentionne", "Un document est cité.", "", _has()),
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
    choix="Des coûts documentés",
    pieces="",
    comptes=[
        (["moyens"], "moyen cité", "moyens cités"),
        (SHARES, "montant donné", "montants donnés"),
        (["financement.cout_total"], "coût total donné", ""),
    ],
    premier="les moyens employés (postes, locaux), puis un coût total, son année et sa source",
    besoins=(
        Need("mentionne", "Un moyen ou un montant est cité.", "", _has()),
        Need(
            "documente",
            "Un montant est donné, avec sa source : un coût total ou l’apport d’un financeur.",
            "un montant et sa source",
            _any(TOTAL, _has("source", within=SHARES)),
        ),
        Need("verifiable", "Le coût total est donné.", "le coût total", TOTAL),
        Need(
            "verifiable",
            "L’apport d’un financeur au moins est donné, avec son année.",
            "ce qu’apporte chaque financeur, et en quelle année",
            _has("annee", within=SHARES),
        ),
    ),
)
COURSE = Dimension(
    id="deroulement",
    libelle="Le détail du déroulement",
    question="En sait-on assez pour refaire ?",
    choix="Un déroulement documenté",
    pieces="",
    comptes=[
        (STEPS, "élément du déroulement", "éléments du déroulement"),
        (["accompagnement"], "un accompagnement", ""),
    ],
    premier="les étapes, chacune avec une description et sa source",
    besoins=(
        Need("mentionne", "Le déroulement ou l’accompagnement est évoqué.", "", _has()),
        Need(
            "documente",
            "Deux éléments du déroulement au moins sont décrits, avec leur source.",
            "deux éléments décrits, avec leur source",
            _has("description", "source", within=STEPS, least=2),
        ),
        Need(
            "documente",
            "L’accompagnement est décrit, avec sa source.",
            "l’accompagnement décrit, avec sa source",
            _has("description", "source", within=["accompagnement"]),
        ),
        Need(
            "verifiable",
            "Une durée est donnée.",
            "une durée",
            _any(
                _has("duree_max_mois", within=["accompagnement"]),
                _has("duree_mois", within=STEPS),
            ),
        ),
        Need(
            "verifiable",
            "Le statut d’occupation du ménage est dit.",
            "le statut d’occupation du ménage",
            _any(
                _has("statuts_occupation", within=["logement"]),
                _has("statut_occupation", within=STEPS),
            ),
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


@dataclass(frozen=True, slots=True)
class Presence:
    """What a record gives or not: worth filtering on, however well it is documented."""

    id: str
    choix: str
    question: str
    test: Test


FIGURES = Presence(
    "chiffres",
    "Des résultats en chiffres",
    "La fiche donne-t-elle au moins un résultat chiffré ?",
    _has("valeur", within=["resultats"]),
)
FAILURES = Presence(
    "limites",
    "Ce qui n’a pas marché",
    "La fiche dit-elle ce qui a manqué, échoué ou coûté ?",
    _has("limites"),
)
PRESENCES = (FIGURES, FAILURES)


def criteria(dimension: Dimension) -> list[tuple[str, list[str]]]:
    """Return the criteria of a dimension by level, in words: what the site prints."""
    return [
        (words, said)
        for id_, (words, _) in GRADES.items()
        if (said := [need.critere for need in dimension.besoins if need.niveau == id_])
    ]


ORDER = tuple(GRADES)
ENOUGH = ORDER.index("documente")
"""The level from which a part of a record is worth filtering on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The level that a record reaches in one dimension, why, and what would raise it."""

    id: str
    libelle: str
    niveau: str
    niveau_libelle: str
    compte: str
    """How much the record gives, or the empty string."""
    raisons: tuple[str, ...]
    """What it holds that counted."""
    suivant: str
    """The words of the next level, or the empty string at the highest."""
    manque: tuple[str, ...]
    """What the next level still asks for."""
    constat: str
    """What counted: « 2 documents cités, dont un avec son éditeur et sa date. »."""

    @property
    def pour_monter(self) -> str:
        """Return what the next level still asks for, in words."""
        return listing(self.manque)


def documented(project: Project) -> frozenset[str]:
    """Return the ids of what a record documents well enough, or gives, to filter on."""
    data = project.data
    met = (dimension.id for dimension in RUBRIC if _best(dimension, data)[0] >= ENOUGH)
    given = (presence.id for presence in PRESENCES if presence.test(data))
    return frozenset((*met, *given))


def found_in(project: Project) -> tuple[str, ...]:
    """Return what a record is worth opening for, in words; its source is judged on its sheet."""
    there = documented(project) - {SOURCE.id}
    if RESULTS.id in there:
        there -= {FIGURES.id}
    kinds = (RESULTS, FIGURES, FAILURES, COSTS, COURSE)
    return tuple(kind.choix for kind in kinds if kind.id in there)


def worth(project: Project) -> int:
    """Return how well a record is documented: the levels that it reaches, added up."""
    return sum(_best(dimension, project.data)[0] for dimension in RUBRIC)


def _best(dimension: Dimension, data: Raw) -> tuple[int, list[Need]]:
    """Return the rank of the level that the best piece reaches, and the needs that it meets."""
    # Where the record says nothing, there is no piece to judge.
    whole = [data] if dimension.compte(data) else []
    found = []
    for piece in data.get(dimension.pieces, ()) if dimension.pieces else whole:
        met = [need for need in dimension.besoins if need.test(piece)]
        # A level asks for its own needs and for those before it.
        lacking = (ORDER.index(need.niveau) for need in dimension.besoins if need not in met)
        found.append((min(lacking, default=len(ORDER)) - 1, met))
    # Of pieces of the same level, the fullest; of those, the first.
    return max(found, key=lambda one: (one[0], len(one[1])), default=(0, []))


def judgements(project: Project) -> tuple[Judgement, ...]:
    """Return what a record's fields say of it, dimension by dimension."""
    found = []
    for dimension in RUBRIC:
        rank, met = _best(dimension, project.data)
        following = ORDER[rank + 1] if rank + 1 < len(ORDER) else ""
        wanted = tuple(n.nom for n in dimension.besoins if n.niveau == following and n not in met)
        count = dimension.compte(project.data) if rank else ""
        reasons = tuple(need.nom for need in met if need.nom)
        one_of = dimension.pieces and not count.startswith("1\u00a0")
        why = f", {'dont un avec' if one_of else 'avec'} {listing(reasons)}" if reasons else ""
        judgement = Judgement(
            id=dimension.id,
            libelle=dimension.libelle,
            niveau=ORDER[rank],
            niveau_libelle=GRADES[ORDER[rank]][0],
            compte=count,
            raisons=reasons,
            suivant=GRADES[following][0] if following else "",
            manque=wanted if rank else (dimension.premier,),
            constat=f"{count}{why}." if count else "",
        )
        found.append(judgement)
    return tuple(found)
