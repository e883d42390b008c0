"""Each named repair, seen at work; and what no repair may touch."""

from __future__ import annotations

import pytest

from catalogue.pipeline import ALL_KINDS
from catalogue.schema.fields import Schemas
from catalogue.writing.edits import account
from catalogue.writing.mend import REPAIRS, Mender, legible
from support.places import ROOT, TESTS

MENDER = Mender(Schemas(ROOT / "schemas", ALL_KINDS), "project")
CASES = TESTS / "repair" / "cas"
NBSP = "\u00a0"

PROSE = "besoin:\n  texte: |-\n"

REPAIRED = [
    ("guillemets-courbes", "titre: “Un essai”\n", 'titre: "Un essai"\n'),
    ("guillemets-courbes", "statut: « en-cours »\n", 'statut: "en-cours"\n'),
    ("nombre", "moyens:\n  - valeur: 1 250,5\n", "moyens:\n  - valeur: 1250.5\n"),
    ("nombre", "menages:\n  - valeur: '12'\n", "menages:\n  - valeur: 12\n"),
    ("oui-non", "territoires:\n  - qpv: Non\n", "territoires:\n  - qpv: false\n"),
    ("date", "debut: 31/12/2018\n", 'debut: "2018-12-31"\n'),
    ("date", "debut: 1er août 2018 # juste\n", 'debut: "2018-08-01" # juste\n'),
    ("date", "debut: 12/2018\n", 'debut: "2018-12"\n'),
    ("bords", 'titre: " Un essai "\n', 'titre: "Un essai"\n'),
    ("accents", "titre: E\u0301te\u0301\n", "titre: Été\n"),
    ("puces", f"{PROSE}    • un\n    •{NBSP}deux\n", f"{PROSE}    - un\n    - deux\n"),
    ("puces", f"{PROSE}    A\n\n    – un\n    – de\n", f"{PROSE}    A\n\n    - un\n    - de\n"),
    ("tirets", "publics:\n  • a\n  • b # c\n", "publics:\n  - a\n  - b # c\n"),
    ("tirets", "publics:\n• a\n• b\nlimites: []\n", "publics:\n- a\n- b\nlimites: []\n"),
    (
        "tirets",
        "organismes:\n– organisme: a\n  roles:\n    ▪  b\n– organisme: c\n",
        "organismes:\n- organisme: a\n  roles:\n    -  b\n- organisme: c\n",
    ),
    ("typographie", "titre: L'un ; 12 %\n", f"titre: L’un{NBSP}; 12{NBSP}%\n"),
    ("typographie", "titre: Un «oui» net\n", f"titre: Un «{NBSP}oui{NBSP}» net\n"),
    ("typographie", "resume: >-\n  Un\n  : deux et\n", f"resume: >-\n  Un{NBSP}:\n  deux et\n"),
    ("guillemets", "territoires:\n  - departement: 01\n", 'territoires:\n  - departement: "01"\n'),
    ("guillemets", "debut: 2019\n", 'debut: "2019"\n'),
    ("guillemets", "titre: 'Un essai'\n", 'titre: "Un essai"\n'),
    ("guillemets", "titre: Essai : le vrai\n", f'titre: "Essai{NBSP}: le vrai"\n'),
    ("espaces-finales", "titre: Un essai  \n", "titre: Un essai\n"),
    ("fin-de-fichier", "titre: Un essai", "titre: Un essai\n"),
    ("fin-de-fichier", "titre: Un essai\n\n\n", "titre: Un essai\n"),
    ("ordre", "titre: Un essai\nid: essai\n", "id: essai\ntitre: Un essai\n"),
    ("ordre", "menages: [{unite: m, valeur: 3}]\n", "menages: [{valeur: 3, unite: m}]\n"),
    ("tabulations", "besoin:\n\ttexte: Un essai\n", "besoin:\n  texte: Un essai\n"),
    ("invisibles", "titre: Un es\u00adsai\u200b\n", "titre: Un essai\n"),
    ("invisibles", "titre: L\x92essai\x0bd\u2028ici\n", "titre: L’essai d ici\n"),
    ("invisibles", "publics:\n  \uf0b7 a\n  \uf0b7 b\n", "publics:\n  - a\n  - b\n"),
    ("espaces", f"id: a\ntitre:{NBSP}Un essai\n", "id: a\ntitre: Un essai\n"),
    ("espaces", f"publics:\n  -{NBSP}a\n  -{NBSP}b\n", "publics:\n  - a\n  - b\n"),
    ("termes", "publics:\n  - Impayés-expulsion\n", "publics:\n  - impayes-expulsion\n"),
    ("termes", "menages: [{unite: ménages}]\n", "menages: [{unite: menages}]\n"),
    ("retrait", f"publics:\n{NBSP} - a\n{NBSP} - b\n", "publics:\n  - a\n  - b\n"),
]  # fmt: skip

UNTOUCHED = [
    'debut: "31/12/18"\n',
    'debut: "30/02/2018"\n',
    'menages:\n  - valeur: "1.250"\n',
    "besoin:\n  texte: |-\n    deux espaces  \n    en fin de ligne\n",
    "besoin:\n  texte: >-\n    Un paragraphe\n    replié court,\n    qui reste ainsi.\n",
    f"{PROSE}    Le lieu{NBSP}:\n    • ici\n",
    f"{PROSE}    – un aparté\n    qui continue\n",
    f"{PROSE}    – seul\n\n    – puis seul\n",
    f"{PROSE}    publics:\n    – a\n    – b\n".replace(" :", f"{NBSP}:"),
    "publics: a\n  • b\n",
    "titre: •\n",
    "contact:\n  organisme: ush\n  url: https://exemple.test/l'a?b=%20\n",
    "besoin:\n  texte: Voir [ici](https://exemple.test/l'a) et `l'a`.\n",
    "# Un commentaire d'auteur : il reste\ntitre: Un essai # l'autre aussi\n",
    "inconnu: l'un ; l'autre\n",
]

UNREADABLE = [
    "organismes:\n- roles:\n– b\n",
    "titre: [\n",
    "titre: a\ntitre: b\n",
    "titre: &a b\n",
    "titre: a\n---\ntitre: b\n",
    "besoin:\n  texte: |-\n    a\n\tb\n",
    "titre: a\u202eb l'un\n",
    "",
]


@pytest.mark.parametrize(("name", "before", "after"), REPAIRED)
def test_chaque_reparation_fait_ce_que_dit_son_nom(name: str, before: str, after: str) -> None:
    made = MENDER.mend(before)
    assert made is not None and made[0] == after
    assert name in {one.repair for one in made[1]}


def test_chaque_reparation_de_la_table_a_un_exemple() -> None:
    assert set(REPAIRS) <= {name for name, _, _ in REPAIRED}


@pytest.mark.parametrize("text", UNTOUCHED)
def test_ce_qui_est_juste_ou_incertain_ne_bouge_pas(text: str) -> None:
    assert MENDER.mend(text) == (text, [])


@pytest.mark.parametrize("text", UNREADABLE)
def test_un_texte_illisible_n_est_pas_touche(text: str) -> None:
    assert MENDER.mend(text) is None


def test_une_fiche_affreuse_est_reparee_et_chaque_reparation_est_dite() -> None:
    before = (CASES / "affreux.avant.yml").read_text(encoding="utf-8")
    made = MENDER.mend(before)
    assert made is not None
    assert made[0] == (CASES / "affreux.apres.yml").read_text(encoding="utf-8")
    told = account({"affreux.yml": made[1]})
    assert told == (CASES / "affreux.txt").read_text(encoding="utf-8").rstrip("\n")


TEXT = "titre: L’été à «\u00a0Reims, c’est l’été\u00a0»\u00a0: près de 12\u00a0€, été»\n"


@pytest.mark.parametrize(
    ("content", "repairs"),
    [
        (TEXT.encode(), []),
        (TEXT.encode("utf-8-sig"), ["encodage"]),
        (TEXT.encode("utf-16"), ["encodage"]),
        (TEXT.encode("utf-16-le"), ["encodage"]),
        (TEXT.encode("utf-16-be"), ["encodage"]),
        (TEXT.encode("utf-32"), ["encodage"]),
        (TEXT.encode("cp1252"), ["encodage"]),
        (TEXT.replace("\n", "\r\n").encode(), ["fins-de-ligne"]),
        (TEXT.replace("\n", "\r").encode("utf-16"), ["encodage", "fins-de-ligne"]),
    ],
)
def test_un_fichier_d_un_autre_encodage_devient_de_l_utf_8(
    content: bytes, repairs: list[str]
) -> None:
    found = legible(content)
    assert found is not None
    assert (found[0], [one.repair for one in found[1]]) == (TEXT, repairs)


def test_une_vraie_fiche_enregistree_en_latin_1_est_relue_a_l_identique() -> None:
    for path in sorted((ROOT / "projects").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        found = legible(text.encode("cp1252"))
        assert found is not None and found[0] == text, path


@pytest.mark.parametrize(
    "content",
    [
        "titre: été ".encode() + "été".encode("cp1252"),
        "titre: Łódź".encode("cp1250"),
        b"titre: \x00\x01\x02\xff",
        "titre: привет".encode("cp1251"),
    ],
    ids=["deux-encodages", "polonais", "binaire", "russe"],
)  # fmt: skip
def test_un_encodage_incertain_n_est_pas_devine(content: bytes) -> None:
    assert legible(content) is None


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "titre: x" + "{{" * 100_000 + "\n",
        "titre: " + "a" * 300_000 + "\n",
        "titre: x" + " " * 300_000 + "!\n",
        "titre: a : b\n" * 30_000,
        "besoin:\n" + "\ttexte: l'un : x\n" * 3_000,
        'titre: "' + "l'a : b " * 900 + '"\n',
        'titre: "x' + " '« ;" * 1_500 + '"\n',
    ],
    ids=[
        "crochets", "accolades", "lettres", "espaces", "deux-points", "tabulations", "apostrophes",
        "signes",
    ],
)  # fmt: skip
def test_un_texte_demesure_ne_retient_pas_la_reparation(text: str) -> None:
    """Each took minutes, or would, with a pattern or a parse that goes back on its steps."""
    made = MENDER.mend(text)
    assert made is None or MENDER.mend(made[0]) == (made[0], [])
