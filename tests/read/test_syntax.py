"""Mistakes that people make in YAML: said in French, where they were made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from catalogue.text.document import read_text
from catalogue.text.refusals import DIAGNOSES

# The text, what the message must say, the line and column.
MISTAKES: list[tuple[str, str, int, int]] = [
    ("a:\n\tb: c", "tabulation", 2, 1),
    ("a: b\n\tc: d", "tabulation", 2, 1),
    ("a: >-\n\tb", "tabulation", 2, 1),
    ("titre: Bail : glissant", "ce texte contient « : »", 1, 13),
    ("titre : Bail : glissant", "ce texte contient « : »", 1, 14),
    ("a: b\n  c: d", "deux-points inattendus", 2, 4),
    ("resume: Le bailleur\n  propose ceci\n  note : cela", "deux-points inattendus", 3, 8),
    ("titre\nresume: x", "il manque « : »", 1, 1),
    ("a: b\ntitre\n\n  \nresume: x", "il manque « : »", 2, 1),
    ("a:\n  titre\n  resume: x", "il manque « : »", 2, 3),
    ("a:\n  titre\n\n  resume: x", "il manque « : »", 2, 3),
    ("a: b\nhttp://x.fr/y", "il manque « : » après", 2, 1),
    ("resume: x\ntitre", "il manque « : » après « titre »", 2, 1),
    ("a: b\nSuite, voir http://x.fr fin", "il manque « : » après « Suite", 2, 1),
    ("a:b\nc: d", "il manque une espace", 1, 1),
    ("a: b\nc:d", "il manque une espace", 2, 1),
    ('titre: "Bail', 'le signe « " » ouvert ici', 1, 8),
    ("a: b\ntitre: 'Bail\nc: d", "le signe « ' » ouvert ici", 2, 8),
    ('titre: "Bail\nresume: "autre"\nx: y', 'le signe « " » ouvert ici', 1, 8),
    ('a: "b\n---\nc', 'le signe « " » ouvert ici', 1, 4),
    ('titre: "Le bail" glissant', "du texte suit le guillemet", 1, 18),
    ('a: "b\n  c "d" e"', "du texte suit le guillemet", 2, 6),
    ("titre: 'L'association'", "du texte suit l’apostrophe", 1, 11),
    ("a:\n  b: c\n d: e", "alignez cette ligne", 3, 2),
    ("a: b\n- c", "un tiret n’est pas attendu", 2, 1),
    ("- a\nb: c", "un tiret « - » est attendu", 2, 1),
    ("- a: b\n c: d", "un tiret « - » est attendu", 2, 2),
    ("a: - b", "ce tiret n’est pas à sa place", 1, 4),
    ("  a: b\nc: d", "n’est rattachée à rien", 2, 1),
    ("a: @b", "commencer par « @ »", 1, 4),
    ("```yaml\ntitre: x\n```", "supprimez les lignes « ``` »", 1, 1),
    ("publics:\n• jeunes\noutils: x", "« • » ne fait pas une liste", 2, 1),
    ("publics:\n– jeunes\n– autres\noutils: x", "« – » ne fait pas une liste", 2, 1),
    ("menages:\nAnnée\tNombre\n2018\t25\noutils: x", "un tableau collé", 2, 1),
    ("a: `b", "commencer par « ` »", 1, 4),
    ("a: %b", "commencer par « % »", 1, 4),
    ("% de ménages\na: b", "commencer par « % »", 1, 1),
    ("- **gras**", "commencer par « * »", 1, 3),
    ("a: & b", "commencer par « & »", 1, 4),
    ("a: !e!x b", "commencer par « ! »", 1, 4),
    ('a: "C:\\Users"', "barre oblique inverse", 1, 9),
    ('a: "\\q"', "barre oblique inverse", 1, 5),
    ('a: "\\ud800"', "barre oblique inverse", 1, 7),
    ("a: [b, c\nd: e", "après « [ »", 1, 4),
    ("a: [b, c}", "après « [ »", 1, 9),
    ("a: {b: c", "après « { »", 1, 4),
    ("a: [b,, c]", "une valeur est attendue avant « , »", 1, 7),
    ("a: ]", "une valeur est attendue avant « ] »", 1, 4),
    ("a: b\n: c", "le nom du champ manque", 2, 1),
    ("{: a}", "le nom du champ manque", 1, 2),
    ("a: | b", "rien ne peut suivre", 1, 6),
    ("a: |0\n b", "rien ne peut suivre", 1, 5),
    ("a: ? b", "« ? » n’est pas à sa place", 1, 4),
]


@pytest.mark.parametrize(("text", "said", "line", "column"), MISTAKES)
def test_une_faute_de_syntaxe_est_dite_la_ou_elle_est(
    text: str, said: str, line: int, column: int
) -> None:
    (issue,) = read_text(text, "x.yml")[1]
    assert issue.rule == "yaml-syntaxe"
    assert said in issue.message
    assert (issue.place.line, issue.place.column) == (line, column)


def test_aucun_message_anglais_de_libyaml_n_est_oublie() -> None:
    library = Path(str(yaml.__path__[0])).glob("_yaml*")
    spoken = {
        text.decode()
        for path in library
        for text in re.findall(
            rb"(?<=\0)(?:did not find|found|could not find|mapping \w+ are|block "
            rb"sequence entries are)[ -~]+(?=\0)",
            path.read_bytes(),
        )
    }
    # Those of PyYAML's composer, which is not used, and one that our own text cannot cause.
    never = {"found undefined alias", "found duplicate anchor; first occurrence"}
    assert spoken - never - set(DIAGNOSES) <= {"did not find expected <stream-start>"}
