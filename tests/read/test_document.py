"""What a text becomes, and what is said of a text that cannot become a document."""

from __future__ import annotations

import pytest

from catalogue.issues import Issue
from catalogue.text.document import Document, read_text
from catalogue.text.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES
from catalogue.text.reading_faults import RULES

Found = tuple[str, int, int]


def data(text: str) -> object:
    """Return what a text without fault says."""
    document, issues = read_text(text, "x.yml")
    assert issues == []
    assert document is not None
    return document.data


def faults(text: str) -> list[Found]:
    """Return the rule, line and column of every issue of a text."""
    return [(i.rule, i.place.line, i.place.column) for i in read_text(text, "x.yml")[1]]


def only(text: str) -> Issue:
    """Return the only issue of a text."""
    (issue,) = read_text(text, "x.yml")[1]
    return issue


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("yaml-alias", f"a: [{', '.join(['*x'] * 1000)}]\n"),
        ("texte-coupe", "".join(f"a{n}: b #c\n" for n in range(1000))),
        ("yaml-balise", "".join(f"a{n}: !t b\n" for n in range(1000))),
    ],
)
def test_une_faute_faite_mille_fois_est_dite_deux_cents_fois_et_comptee(
    rule: str, text: str
) -> None:
    told = read_text(text, "x.yml")[1]
    assert [issue.rule for issue in told] == [rule] * 200
    assert told[-1].message.endswith("(et 800 autres fautes pareilles plus bas dans ce fichier)")


def test_un_document_garde_le_nom_montre_du_fichier() -> None:
    assert read_text("a: b", "projects/x.yml")[0] == Document("projects/x.yml", {"a": "b"})


def test_listes_et_champs_s_emboitent() -> None:
    assert data("a:\n- b\n- c: [d, {e: f}]\n") == {"a": ["b", {"c": ["d", {"e": "f"}]}]}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("123456789012345", 123456789012345),
        ("1.5", 1.5),
        ("-0.25", -0.25),
    ],
)
def test_une_valeur_nue_est_celle_de_yaml_1_2(written: str, value: object) -> None:
    found = data(f"a: {written}")
    assert found == {"a": value}
    assert isinstance(found, dict)
    assert type(found["a"]) is type(value)


TEXTS = """
no yes on off True NULL 12:30 01001 2018-12-31 0x1F 1_000 .inf .5 5. +1 1e5 1,5 -x -- 1.2.3
1234567890123456 1.5e300 0o17 ٣ ½ é
"""


@pytest.mark.parametrize("written", TEXTS.split())
def test_toute_autre_valeur_nue_reste_du_texte(written: str) -> None:
    assert data(f"a: {written}") == {"a": written}


@pytest.mark.parametrize("written", ['"12"', "'true'", '"null"', "|-\n  12", ">-\n  12"])
def test_une_valeur_entre_guillemets_ou_en_bloc_est_du_texte(written: str) -> None:
    found = data(f"a: {written}")
    assert isinstance(found, dict)
    assert isinstance(found["a"], str)


def test_une_racine_qui_est_une_liste_est_laissee_au_schema() -> None:
    assert data("- a\n- b") == ["a", "b"]


@pytest.mark.parametrize(
    "text", ["\ufeffa: b", "a: b\r\n", "---\na: b\n...\n", "a: b # c", "a : b"]
)
def test_la_forme_du_fichier_est_libre(text: str) -> None:
    assert data(text) == {"a": "b"}


@pytest.mark.parametrize("text", ["", "\n\n", "# seulement un commentaire\n", "---\n", "~", "null"])
def test_un_fichier_vide_est_signale(text: str) -> None:
    assert faults(text) == [("fichier-vide", 1, 1)]


def test_une_ancre_est_signalee_a_sa_place() -> None:
    assert faults("a: b\nc: &ici d") == [("yaml-ancre", 2, 4)]


def test_un_alias_est_signale_a_sa_place() -> None:
    assert faults("a: &ici b\nc:\n  - *ici") == [("yaml-ancre", 1, 4), ("yaml-alias", 3, 5)]


def test_un_alias_sans_ancre_est_un_alias() -> None:
    assert faults("a: *ailleurs") == [("yaml-alias", 1, 4)]


@pytest.mark.parametrize("value", ["!x b", "!!str b", "! b", "!<tag:x> b", "!!python/none b"])
def test_une_balise_est_signalee_a_sa_place(value: str) -> None:
    assert faults(f"a: {value}") == [("yaml-balise", 1, 4)]


def test_une_balise_aux_octets_faux_est_une_balise() -> None:
    assert faults("# !\na: !%ED%A0%80 b") == [("yaml-balise", 2, 4)]


def test_une_balise_de_collection_est_signalee() -> None:
    assert faults("a: !x\n  b: c\nd: !y [e]") == [("yaml-balise", 1, 4), ("yaml-balise", 3, 4)]


def test_une_balise_de_texte_garde_le_texte() -> None:
    assert read_text("a: !!str 12", "x.yml")[0] == Document("x.yml", {"a": "12"})


def test_un_alias_de_fusion_est_signale() -> None:
    assert faults("<<: *base") == [("yaml-alias", 1, 5)]


def test_un_alias_pour_nom_de_champ_n_est_signale_qu_une_fois() -> None:
    assert faults("*a : b") == [("yaml-alias", 1, 1)]


def test_chaque_champ_double_est_signale() -> None:
    text = "a: 1\nb: 2\na: 3\n'a': 4\nc:\n  d: 5\n  d: 6"
    assert [found[1:] for found in faults(text)] == [(3, 1), (4, 1), (7, 3)]


def test_un_champ_double_nomme_la_ligne_du_premier() -> None:
    assert "ligne 2" in only("# fiche\na: 1\nb: 2\na: 3").message


def test_un_nom_tres_long_est_abrege() -> None:
    assert f"« {'a' * 39}… »" in only(f"{'a' * 60}: 1\n{'a' * 60}: 2").message


def test_un_champ_double_garde_sa_premiere_valeur() -> None:
    document, _ = read_text("a: 1\na: 2", "x.yml")
    assert document == Document("x.yml", {"a": 1})


@pytest.mark.parametrize("name", ["12", "1.5", "true", "null", "~", "[a, b]", "{a: b}", "? [a]\n"])
def test_un_nom_de_champ_qui_n_est_pas_un_texte_est_signale(name: str) -> None:
    assert faults(f"{name}: x") == [("yaml-cle-texte", 1, 3 if name.startswith("?") else 1)]


def test_un_nom_de_champ_absent_est_signale() -> None:
    assert faults("a: b\n?\n: c") == [("yaml-cle-texte", 2, 2)]


def test_un_champ_double_dans_un_nom_de_champ_est_signale() -> None:
    assert ("yaml-cle-double", 1, 10) in faults("? {a: 1, a: 2}\n: b")


def test_une_espace_insecable_dans_un_nom_de_champ_est_signalee() -> None:
    assert faults("a: b\n  \n\u00a0titre: c") == [("caractere-interdit", 3, 1)]


def test_toutes_les_fautes_d_un_fichier_sont_signalees_dans_l_ordre() -> None:
    text = "a: &x 1\nb: !t 2\nc: *x\na: 3\n4: d"
    rules = ["yaml-ancre", "yaml-balise", "yaml-alias", "yaml-cle-double", "yaml-cle-texte"]
    assert [rule for rule, _, _ in faults(text)] == rules


def test_une_faute_de_champ_passe_avant_celles_de_sa_valeur() -> None:
    assert faults("a: 1\na: &x 2") == [("yaml-cle-double", 2, 1), ("yaml-ancre", 2, 4)]


def test_les_fautes_placees_avant_une_balise_aux_octets_faux_sont_signalees() -> None:
    assert faults("a: &x 1\nb: !%ED%A0%80 c") == [("yaml-ancre", 1, 4), ("yaml-balise", 2, 4)]


def test_les_fautes_placees_avant_une_faute_de_syntaxe_sont_signalees() -> None:
    assert faults("a: 1\na: 2\nb: [c") == [("yaml-cle-double", 2, 1), ("yaml-syntaxe", 3, 4)]


@pytest.mark.parametrize("text", ["a: *b", "a: [", "a: b\n---\nc: d", "a: \x00", "# vide"])
def test_un_fichier_illisible_ne_donne_pas_de_document(text: str) -> None:
    assert read_text(text, "x.yml")[0] is None


@pytest.mark.parametrize(
    ("text", "line"), [("a: b\n---\nc: d", 2), ("---\na: b\n---\n", 3), ("--- a\n--- b\n--- c", 2)]
)
def test_un_second_document_est_signale_une_fois(text: str, line: int) -> None:
    assert faults(text) == [("yaml-document-unique", line, 1)]


@pytest.mark.parametrize(
    "character",
    ["\x00", "\x07", "\x1b", "\x7f", "\x92", "\x85", "\u2028", "\ufeff", "\ufffe", "\ud800"],
)
def test_un_caractere_interdit_est_signale_a_sa_place(character: str) -> None:
    assert faults(f"a: b\nc: d{character}e") == [("caractere-interdit", 2, 5)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_chaque_fin_de_ligne_compte_pour_une(end: str) -> None:
    assert faults(f"a: b{end}c: d\0") == [("caractere-interdit", 2, 5)]


def test_chaque_sorte_de_caractere_interdit_est_signalee_une_fois() -> None:
    assert [f[1:] for f in faults("a\x00: b\x00\nc: \x07")] == [(1, 2), (2, 4)]


def test_un_caractere_interdit_ecrit_par_un_code_est_signale() -> None:
    assert faults('a: "b\\0"') == [("caractere-interdit", 1, 4)]


@pytest.mark.parametrize(
    "text", ["a: 👍\nb: *x", "é: œ\nb: *x", "# \u202f\nb: *x", "a: c\r\nb: *x"]
)
def test_les_colonnes_comptent_des_caracteres(text: str) -> None:
    assert faults(text) == [("yaml-alias", 2, 4)]


def test_un_texte_trop_gros_est_signale() -> None:
    assert faults("a" * (MAX_BYTES + 1)) == [("fichier-trop-gros", 1, 1)]


def nested(opening: str, depth: int) -> str:
    """Return a text that opens lists or mappings in one another."""
    lines = (f"{' ' * level}a:\n" for level in range(depth))
    return "".join(lines) if opening == "\n" else opening * depth


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "\n", "[{a: "])
def test_la_profondeur_est_limitee_a_cinquante(opening: str) -> None:
    levels = opening.count("[") + opening.count("{") or 1
    deepest = "yaml-trop-profond" in {rule for rule, _, _ in faults(nested(opening, 51))}
    allowed = nested(opening, MAX_DEPTH // levels)
    assert (deepest, "yaml-trop-profond" in {r for r, _, _ in faults(allowed)}) == (True, False)


def test_une_profondeur_est_signalee_la_ou_elle_depasse() -> None:
    assert faults("[" * 51) == [("yaml-trop-profond", 1, 51)]


def test_une_liste_sans_retrait_ne_compte_que_pour_un_niveau() -> None:
    assert data("a:\n- b:\n  - c") == {"a": [{"b": ["c"]}]}


def test_cinquante_mille_elements_sont_permis() -> None:
    assert data("- a\n" * (MAX_NODES - 1)) == ["a"] * (MAX_NODES - 1)


@pytest.mark.parametrize(
    ("item", "count"), [("- a\n", 2 * MAX_NODES), ("- []\n", MAX_NODES), ("- {}\n", MAX_NODES)]
)
def test_un_fichier_trop_long_est_signale(item: str, count: int) -> None:
    assert [rule for rule, _, _ in faults(item * count)] == ["yaml-trop-long"]


def test_chaque_regle_dit_une_phrase() -> None:
    assert all(phrase.endswith(".") and phrase[0].isupper() for phrase in RULES.values())
