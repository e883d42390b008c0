"""The small Markdown of prose fields: what it knows, and that all else is text."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.site import prose as module
from catalogue.site.prose import may_be_marked, prose
from support.html import parse

KNOWN = {
    "un paragraphe": ("Un texte.", "<p>Un texte.</p>"),
    "deux paragraphes": ("Un.\n\nDeux.", "<p>Un.</p>\n<p>Deux.</p>"),
    "emphase": (
        "Un *mot* et **un autre**.",
        "<p>Un <em>mot</em> et <strong>un autre</strong>.</p>",
    ),
    "liste": ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    "liste numérotée": ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
    "lien": ("[x](https://a.test/?b=1&c=2)", '<p><a href="https://a.test/?b=1&amp;c=2">x</a></p>'),
    "lien http": ("[x](http://a.test)", '<p><a href="http://a.test">x</a></p>'),
}


@pytest.mark.parametrize("case", KNOWN)
def test_le_petit_markdown_connait(case: str) -> None:
    text, html = KNOWN[case]
    assert prose(text) == html


AS_TEXT = (
    "# Titre", "Titre\n=====", "> citation", "`code`", "---", "***", "![x](https://a.test/i.png)",
    "[x](javascript:alert(1))", "[x](JAVASCRIPT:alert(1))", "[x](java\tscript:alert(1))",
    "[x](data:text/html,x)", "[x](mailto:a)", "[x](//a.test)", "[x](../ailleurs)", "[x](#ici)",
    "[x][1]", "[x]", "<https://a.test>", "<b>gras</b>", "<script>alert(1)</script>",
    "<!-- caché -->", "&lt;b&gt;", "&eacute;", "&#60;", "&amp;", "AT&T", "a < b > c",
    "{{ 7*7 }}", "{% for x in y %}", '--8<-- "README.md"', '"><img src=x onerror=alert(1)>',
    "| a | b |", "~~~", "[^1]", "*[HTML]: x", "2 * 3 * 4", "a_b_c", "https://a.test",
)  # fmt: skip


@pytest.mark.parametrize("text", AS_TEXT)
def test_le_petit_markdown_laisse_comme_texte(text: str) -> None:
    assert " ".join(parse(prose(text)).text.split()) == " ".join(text.split())


@pytest.mark.parametrize("text", AS_TEXT)
def test_ce_qui_reste_du_texte_ne_fait_aucun_element(text: str) -> None:
    assert {e.tag for e in parse(prose(text)).elements} <= {"p", "br"}


@pytest.mark.parametrize("address", ["https://a.test", "http://a.test/b?c#d", "HTTPS://a.test"])
def test_un_lien_web_est_un_lien(address: str) -> None:
    assert parse(prose(f"[x]({address})")).one("a").attributes["href"] == address


def test_un_titre_de_lien_n_est_pas_garde() -> None:
    assert parse(prose('[x](https://a.test "titre")')).one("a").attributes.keys() == {"href"}


def test_les_balises_permises_sont_les_seules_possibles() -> None:
    html = prose("- *a* **b** [c](https://a.test)\n\n1. d\n\ne  \nf")
    assert {e.tag for e in parse(html).elements} <= module.TAGS


PLAIN = st.text(
    st.sampled_from("abcéœ’« »\n .,;:!?()<>&\"'#=|~{}%/@^$0123456789-+"), max_size=60
).filter(lambda text: not may_be_marked(text))


def _shape(html: str) -> list[tuple[str, str]]:
    return [(e.tag, " ".join(e.text.split())) for e in parse(html).elements]


@settings(max_examples=300)
@given(PLAIN)
def test_le_chemin_rapide_donne_ce_que_donne_le_chemin_lent(text: str) -> None:
    quick = prose(text)
    prose.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "may_be_marked", lambda _: True)
        slow = prose(text)
    prose.cache_clear()
    assert _shape(quick) == _shape(slow)


@settings(max_examples=300)
@given(st.text(st.sampled_from("ab *_[](){}<>!&;:/\\`#-+1.\n\"'=h"), max_size=60))
def test_aucun_texte_ne_fait_une_balise_qui_n_est_pas_permise(text: str) -> None:
    page = parse(prose(text))
    assert {(e.tag, *e.attributes) for e in page.elements} <= {(t,) for t in module.TAGS} | {
        ("a", "href")
    }


def test_une_entite_est_montree_comme_elle_est_ecrite() -> None:
    assert unescape(prose("*a* &lt;b&gt;")).startswith("<p><em>a</em> &lt;b&gt;")
