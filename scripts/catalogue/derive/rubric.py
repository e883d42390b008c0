"""What it takes to call a part of a record documented: one table, which the site prints too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.derive.held import Keys, Look, Raw, Tally, Test, look

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
    choix="Résultats documentés",
    pieces="resultats",
    comptes=(Tally((("resultats",),), "résultat cité", "résultats cités"),),
    premier="un nombre de ménages sortis avec un bail, sa date et sa source",
    besoins=(
        Need("mentionne", "Un résultat est cité, même sans nombre.", "", ALWAYS),
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
    choix="Coûts documentés",
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
    choix="Déroulement documenté",
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


def criteria(dimension: Dimension) -> list[tuple[str, list[str]]]:
    """Return the criteria of a dimension by level, in words: what the site prints."""
    levels = ((id_, words) for id_, (words, _) in GRADES.items())
    found = [
        (words, [n.critere for n in dimension.besoins if n.niveau == i]) for i, words in levels
    ]
    return [row for row in found if row[1]]
