"""A « # » that cuts a text is told; a remark is left alone."""

from __future__ import annotations

import pytest

from catalogue.text.document import read_text


def warnings(text: str) -> list[tuple[str, str, int, int]]:
    """Return the level, rule, line and column of every issue of a text."""
    issues = read_text(text, "x.yml")[1]
    return [(i.level, i.rule, i.place.line, i.place.column) for i in issues]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("titre: Convention n° #12", 22),
        ("titre: Le lot #3 de la rue", 15),
        ("titre: Le lot\t#3", 15),
        ("titre: #12 de la rue", 8),
        ("publics: [lot #3\n  ]", 15),
        ("- Voir #mieux-vivre", 8),
    ],
)
def test_un_texte_coupe_par_un_diese_est_signale_au_diese(text: str, column: int) -> None:
    assert warnings(text) == [("warning", "texte-coupe", 1, column)]


def test_la_derniere_ligne_d_un_texte_de_plusieurs_lignes_est_regardee() -> None:
    assert warnings("titre: Le bail\n  du lot #3\n") == [("warning", "texte-coupe", 2, 10)]


@pytest.mark.parametrize(
    "text",
    [
        "organisme: habitat-eurelien # à remplacer",
        "valeur: 20 # 2 sources disent 25",
        'titre: "Le lot #3 de la rue"',
        "titre: 'Le lot #3'",
        'titre: "Le lot" #3',
        "titre: >-\n  Le lot #3 de la rue\n",
        "url: https://a.test/page#3",
        "publics: [impayes] #3",
        "#titre: Autre\ntitre: Un\n  #resume: x\n",
        "publics:\n  #- impayes\n  - expulses\n",
        "titre: Un bail #",
    ],
)
def test_une_remarque_ou_un_diese_lu_ne_dit_rien(text: str) -> None:
    assert warnings(text) == []


def test_le_texte_garde_ce_que_yaml_en_lit() -> None:
    document, _ = read_text("titre: Le lot #3", "x.yml")
    assert document is not None
    assert document.data == {"titre": "Le lot"}
