"""How well a record documents what it says: computed from its fields by the rubric, never typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.records.types import Project
from catalogue.site.wording import listing, plural

Raw = Mapping[str, Any]
Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """Where to look in a record, by the keys that lead there, and the fields to find together."""

    path: Keys
    """Lists on the way add no key; no key at all is the record itself."""
    fields: frozenset[str] = frozenset()


def look(path: Keys, *fields: str) -> Look:
    """Return where to look in a record, and the fields to find there together."""
    return Look(path, frozenset(fields))


@dataclass(frozen=True, slots=True)
class Test:
    """Whether a record holds what is looked for: in so many places at least, together."""

    looks: tuple[Look, ...]
    least: int = 1
    value: str = ""
    """What the one field must say, where it is not enough that it is there."""

    def passes(self, data: Raw) -> bool:
        """Tell whether a record, or a piece of one, holds it."""
        places = [(group, look) for look in self.looks for group in groups(data, look.path)]
        return sum(self._is_met(group, look) for group, look in places) >= self.least

    def _is_met(self, group: Raw, look: Look) -> bool:
        if self.value:
            return all(group.get(field) == self.value for field in look.fields)
        return all(field in group for field in look.fields)


@dataclass(frozen=True, slots=True)
class Tally:
    """A count in words of what some paths lead to; without a plural, only that it is there."""

    paths: tuple[Keys, ...]
    un: str
    plusieurs: str = ""

    def words(self, data: Raw) -> str:
        """Return « 2 moyens cités », or the empty string where there is none."""
        count = sum(len(groups(data, path)) for path in self.paths)
        if not count or not self.plusieurs:
            return self.un if count else ""
        return plural(count, self.un, self.plusieurs)


def groups(data: Any, path: Keys) -> list[Any]:
    """Return what keys lead to, each item of the lists on the way and at the end."""
    found = [data]
    for key in path:
        held = [group[key] for group in found if key in group]
        if not held:
            return held
        found = held if type(held[0]) is not list else [item for items in held for item in items]
    return found


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
    pieces: str
    """The list of what to judge, where the best counts; the empty string for the whole record."""
    comptes: tuple[Tally, ...]
    """What the record gives, in words; nothing is « non renseigné »."""
    premier: str
    """What to add where the record says nothing."""
    besoins: tuple[Need, ...]

    def compte(self, data: Raw) -> str:
        """Return what the record gives, in words."""
        return ", ".join(filter(None, (tally.words(data) for tally in self.comptes)))

    def judged(self, data: Raw) -> Sequence[Raw]:
        """Return the pieces to judge; none where the record says nothing."""
        if self.pieces:
            found: Sequence[Raw] = data.get(self.pieces, ())
            return found
        return (data,) if self.compte(data) else ()


def _any(*looks: Look) -> Test:
    return Test(looks)


def _has(key: str) -> Test:
    return Test((look((), key),))


def _is(key: str, value: str) -> Test:
    return Test((look((), key),), value=value)


ALWAYS = Test((Look(()),))
SHARES: Keys = ("financement", "montants")
TOTAL = look(("financement",), "cout_total")
STEPS: tuple[Keys, ...] = (
    ("deroulement", "elements"),
    ("deroulement", "elements", "detail", "elements"),
)
"""The elements of the course, and those inside others."""

RESULTS = Dimension(
    id="resultats",
    libelle="Les résultats",
    question="Que sait-on de ce que l’initiative a produit ?",
    choix="Des résultats documentés",
    pieces="resultats",
    comptes=(Tally((("resultats",),), "résultat cité", "résultats cités"),),
    premier="un nombre de ménages sortis avec un bail, sa date et sa source",
    besoins=(
        Need("mentionne", "Un résultat est cité, même sans nombre.", "", ALWAYS),
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
    comptes=(Tally((("sources",),), "document cité", "documents cités"),),
    premier="le document d’où vient ce que dit la fiche",
    besoins=(
        Need("mentionne", "Un document est cité.", "", ALWAYS),
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
    comptes=(
        Tally((("moyens",),), "moyen cité", "moyens cités"),
        Tally((SHARES,), "montant donné", "montants donnés"),
        Tally((("financement", "cout_total"),), "coût total donné"),
    ),
    premier="les moyens employés (postes, locaux), puis un coût total, son année et sa source",
    besoins=(
        Need("mentionne", "Un moyen ou un montant est cité.", "", ALWAYS),
        Need(
            "documente",
            "Un montant est donné, avec sa source : un coût total ou l’apport d’un financeur.",
            "un montant et sa source",
            _any(TOTAL, look(SHARES, "source")),
        ),
        Need("verifiable", "Le coût total est donné.", "le coût total", _any(TOTAL)),
        Need(
            "verifiable",
            "L’apport d’un financeur au moins est donné, avec son année.",
            "ce qu’apporte chaque financeur, et en quelle année",
            _any(look(SHARES, "annee")),
        ),
    ),
)
COURSE = Dimension(
    id="deroulement",
    libelle="Le détail du déroulement",
    question="En sait-on assez pour refaire ?",
    choix="Un déroulement documenté",
    pieces="",
    comptes=(
        Tally(STEPS, "élément du déroulement", "éléments du déroulement"),
        Tally((("accompagnement",),), "un accompagnement"),
    ),
    premier="les étapes, chacune avec une description et sa source",
    besoins=(
        Need("mentionne", "Le déroulement ou l’accompagnement est évoqué.", "", ALWAYS),
        Need(
            "documente",
            "Deux éléments du déroulement au moins sont décrits, avec leur source.",
            "deux éléments décrits, avec leur source",
            Test(tuple(look(steps, "description", "source") for steps in STEPS), least=2),
        ),
        Need(
            "documente",
            "L’accompagnement est décrit, avec sa source.",
            "l’accompagnement décrit, avec sa source",
            _any(look(("accompagnement",), "description", "source")),
        ),
        Need(
            "verifiable",
            "Une durée est donnée.",
            "une durée",
            _any(
                look(("accompagnement",), "duree_max_mois"),
                *(look(steps, "duree_mois") for steps in STEPS),
            ),
        ),
        Need(
            "verifiable",
            "Le statut d’occupation du ménage est dit.",
            "le statut d’occupation du ménage",
            _any(
                look(("logement",), "statuts_occupation"),
                *(look(steps, "statut_occupation") for steps in STEPS),
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
    _any(look(("resultats",), "valeur")),
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
    levels = ((id_, words) for id_, (words, _) in GRADES.items())
    found = [
        (words, [n.critere for n in dimension.besoins if n.niveau == i]) for i, words in levels
    ]
    return [row for row in found if row[1]]


ORDER = tuple(GRADES)
ENOUGH = ORDER.index(DOCUMENTED)


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

    @property
    def constat(self) -> str:
        """Return what counted: « 2 documents cités, dont un avec son éditeur et sa date. »."""
        if not self.compte or not self.raisons:
            return f"{self.compte}." if self.compte else ""
        one_of = BY_ID[self.id].pieces and not self.compte.startswith("1\u00a0")
        return f"{self.compte}, {'dont un avec' if one_of else 'avec'} {listing(self.raisons)}."

    @property
    def pour_monter(self) -> str:
        """Return what the next level still asks for, in words."""
        return listing(self.manque)


def documented(project: Project) -> frozenset[str]:
    """Return the ids of what a record documents well enough, or gives, to filter on."""
    data = project.data
    met = (dimension.id for dimension in RUBRIC if _best(dimension, data)[0] >= ENOUGH)
    given = (presence.id for presence in PRESENCES if presence.test.passes(data))
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


Held = list[tuple[Need, bool]]
"""Each need of a dimension, and whether it is met."""


def _best(dimension: Dimension, data: Raw) -> tuple[int, Held]:
    """Return the rank of the level that the best piece reaches, and the needs that it meets."""
    pieces = dimension.judged(data)
    looked = [[(need, need.test.passes(p)) for need in dimension.besoins] for p in pieces]
    ranked = [(_rank(held), held) for held in looked]
    nothing = (0, [(need, False) for need in dimension.besoins])
    # Of pieces of the same level, the fullest; of those, the first.
    return max(ranked, key=lambda one: (one[0], sum(met for _, met in one[1])), default=nothing)


def _rank(held: Held) -> int:
    """Return how many levels are reached: each asks for its own needs and those before it."""
    lacking = (ORDER.index(need.niveau) for need, met in held if not met)
    return min(lacking, default=len(ORDER)) - 1


def judgements(project: Project) -> tuple[Judgement, ...]:
    """Return what a record's fields say of it, dimension by dimension."""
    return tuple(_judgement(dimension, project.data) for dimension in RUBRIC)


def _judgement(dimension: Dimension, data: Raw) -> Judgement:
    rank, held = _best(dimension, data)
    following = ORDER[rank + 1] if rank + 1 < len(ORDER) else ""
    wanted = tuple(n.nom for n, met in held if n.niveau == following and not met)
    return Judgement(
        id=dimension.id,
        libelle=dimension.libelle,
        niveau=ORDER[rank],
        niveau_libelle=GRADES[ORDER[rank]][0],
        compte=dimension.compte(data) if rank else "",
        raisons=tuple(need.nom for need, met in held if met and need.nom),
        suivant=GRADES[following][0] if following else "",
        manque=wanted if rank else (dimension.premier,),
    )


BY_ID = {dimension.id: dimension for dimension in RUBRIC}
