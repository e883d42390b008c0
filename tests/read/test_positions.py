"""Where each value of a text stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.issues import Path as Steps
from catalogue.text.document import locate, locate_file

RECORD = """\
# fiche
titre: Bail glissant
sources:
  - id: bilan
    url:
  - id: dossier
publics: [jeunes, {a: b}]
resume: >-
  Texte
double: 1
double: 2
12: non
"""


def value(path: Steps, text: str = RECORD) -> tuple[int, int]:
    """Return where the value at a path is."""
    return locate(text, [(path, False)])[0]


def key(path: Steps, text: str = RECORD) -> tuple[int, int]:
    """Return where the key at a path is."""
    return locate(text, [(path, True)])[0]


@pytest.mark.parametrize(
    ("path", "spot"),
    [
        (("titre",), (2, 8)),
        (("sources",), (4, 3)),
        (("sources", 0), (4, 5)),
        (("sources", 1, "id"), (6, 9)),
        (("publics", 0), (7, 11)),
        (("publics", 1, "a"), (7, 23)),
        (("resume",), (8, 9)),
    ],
)
def test_une_valeur_est_trouvee(path: Steps, spot: tuple[int, int]) -> None:
    assert value(path) == spot


@pytest.mark.parametrize(
    ("path", "spot"), [(("titre",), (2, 1)), (("sources", 1, "id"), (6, 5)), (("resume",), (8, 1))]
)
def test_un_nom_de_champ_est_trouve(path: Steps, spot: tuple[int, int]) -> None:
    assert key(path) == spot


def test_une_valeur_vide_est_apres_les_deux_points() -> None:
    assert value(("sources", 0, "url")) == (5, 9)


def test_le_nom_d_un_element_de_liste_est_l_element() -> None:
    assert key(("sources", 1)) == (6, 5)


def test_un_champ_absent_est_montre_au_nom_de_ce_qui_le_contient() -> None:
    assert value(("publics", "absent")) == (7, 1)


def test_un_champ_absent_d_un_element_est_montre_a_l_element() -> None:
    assert value(("sources", 1, "url")) == (6, 5)


def test_un_element_absent_est_montre_au_nom_de_la_liste() -> None:
    assert value(("sources", 9, "a", 0)) == (3, 1)


@pytest.mark.parametrize("path", [(), ("absent",), ("absent", 0, "x"), (0,)])
def test_la_racine_est_le_premier_champ(path: Steps) -> None:
    assert value(path) == (2, 1)


def test_un_champ_double_est_le_premier_comme_dans_le_document() -> None:
    assert value(("double",)) == (10, 9)


def test_un_champ_sans_nom_de_texte_n_a_pas_de_chemin() -> None:
    assert value(("12",)) == (2, 1)


def test_une_liste_pour_nom_de_champ_ne_decale_pas_la_suite() -> None:
    assert value(("b",), "? [x, y]\n: 1\nb: 2") == (3, 4)


def test_les_places_sont_rendues_dans_l_ordre_demande() -> None:
    assert locate(RECORD, [(("resume",), True), (("titre",), True)]) == [(8, 1), (2, 1)]


@pytest.mark.parametrize("text", ["", "# rien", "\x00", "\ud800", "*a", "a: \x00", "x" * 600_000])
def test_un_texte_sans_document_est_montre_au_debut(text: str) -> None:
    assert value(("absent",), text) == (1, 1)


def test_ce_qui_precede_une_faute_est_trouve() -> None:
    assert value(("b",), "a: 1\nb: 2\nc: [") == (2, 4)


def test_une_profondeur_de_cent_mille_ne_plante_pas() -> None:
    assert value(("a",), "a: " + "[" * 100_000) == (1, 4)


def test_la_marque_d_ordre_des_octets_ne_decale_rien() -> None:
    assert value(("a",), "\ufeffa: b") == (1, 4)


def test_les_fins_de_ligne_de_windows_comptent_pour_une() -> None:
    assert value(("b",), "a: 1\r\nb: 2\r\n") == (2, 4)


def test_un_fichier_donne_les_memes_places(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text(RECORD, encoding="utf-8")
    assert locate_file(tmp_path / "x.yml", [(("sources", 1, "id"), False)]) == [(6, 9)]


@pytest.mark.parametrize("content", [None, b"a: \xff", b"a\0:\0"])
def test_un_fichier_illisible_est_montre_au_debut(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "x.yml").write_bytes(content)
    assert locate_file(tmp_path / "x.yml", [(("a",), False)]) == [(1, 1)]
