"""What a paste leaves around a record is told once, where it shows; a sound text is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.text.document import read_document, read_text
from catalogue.text.refusals import MANY

Found = list[tuple[str, int]]
TABLE = "| a | b |\n|---|---|\n"


def _said(text: str) -> Found:
    """Return the first words and the line of everything that is said of a text."""
    return [(issue.message[:20], issue.place.line) for issue in read_text(text, "x.yml")[1]]


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\nc: e\n>>>>>>> f\n", "deux versions du fic", 2),
        ("a: b\n=======\nc: e\n", "deux versions du fic", 2),
        ("> a: b\n> c: d\n", "le texte vient d’une", 1),
        ("Bonjour\n\n> > a: b\n> >   - c: d\n", "le texte vient d’une", 3),
        ("+a: b\n+c: d\n", "le texte montre des ", 1),
        ("@@ -1,2 +1,2 @@\n a: b\n", "le texte montre des ", 1),
        ("1 a: b\n2 c: d\n3 e:\n", "des numéros de ligne", 1),
        ("10: a: b\n11: c:\n12:   - d\n13:\n", "des numéros de ligne", 1),
        ("```yaml\na: b\n```\n", "supprimez les lignes", 1),
        (f"a: b\n{TABLE}", "un tableau collé ne ", 2),
        ("a: accompagnÃ©\n", "les accents du texte", 1),
        ("a: b\nc: =C3=A0 Gap\n", "les accents du texte", 2),
        ("<p>a: b</p>\n<p>c</p>\n", "le texte est le code", 1),
        ("a:\n  - [x] b\n  - [ ] c\n", "les cases « [x] » ne", 2),
        ("**a**: b\n", "supprimez les astéri", 1),
        ("**a :** b\n", "supprimez les astéri", 1),
        ("Bonjour,\n\na: b\n", "cette ligne vient d’", 1),
        ("a: b\n-- \nL’équipe\n", "cette ligne vient d’", 2),
        ("a: b\n----------\nc: d\n", "cette ligne de trait", 2),
        ("a: b\n——\nc: d\n", "cette ligne de trait", 2),
    ],
)
def test_un_collage_est_dit_une_fois(text: str, words: str, line: int) -> None:
    assert _said(text) == [(words, line)]


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n  | b | c |\n  |---|---|\n",
        "a: |\n  ```\n  b\n  ```\n",
        "a: |\n  <<<<<<< HEAD\n  =======\n",
        "a: >-\n  > b: c\n  > d: e\n",
        "a: |\n  1 un\n  2 deux\n  3 trois\n",
        "- a: b\n- c: d\n",
        "a: SÃO PAULO, ÂGE\n",
        "a: https://exemple.fr/?b=C3\n",
        "a: >-\n  **b** : c\n  ----------\n  Bonjour, d\n",
        "a: |\n  <p>\n  </p>\n",
        "- [x]\n- []\n",
    ],
)
def test_les_memes_signes_dans_un_texte_qui_se_lit_ne_disent_rien(text: str) -> None:
    assert _said(text) == []


@pytest.mark.parametrize("text", ["> a: b\nc: d\n", "+a: b\nc: d\n", "1 a: b\n2 c: d\n"])
def test_une_ligne_de_moins_n_est_pas_un_collage(text: str) -> None:
    assert not [words for words, _ in _said(text) if words.startswith(("le texte", "des num"))]


def test_une_seconde_fiche_est_dite_une_fois_et_deux_champs_restent_des_doubles() -> None:
    fields = [f"c{rank}: x\n" for rank in range(MANY)]
    assert _said("".join(fields * 2)) == [("un second texte comm", MANY + 1)]
    twice = "".join([*fields, *fields[1:]])
    assert [words for words, _ in _said(twice)] == ["le champ « c1 » est ", "le champ « c2 » est "]


@pytest.mark.parametrize(
    "head", [b"PK\x03\x04", b"%PDF-1.7", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1", b"\x89PNG\r"]
)
def test_un_fichier_d_une_autre_sorte_est_nomme(tmp_path: Path, head: bytes) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(head + bytes(range(256)))
    [issue] = read_document(path, "x.yml")[1]
    assert (issue.rule, issue.place.line) == ("fichier-illisible", 1)
    assert "et non du texte" in issue.message
