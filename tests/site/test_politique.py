"""What pages may load and run: a policy on each, the headers of the host, no HTML from strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilan.editions import text_of
from catalogue.bilan.edition_files import write_pages
from catalogue.build.whole_site import House
from catalogue.site import policy
from support.drawing import view_of
from support.html import parse
from support.places import MINIATURE, ROOT

META = "http-equiv"
NOTHING = "'none'"
HASH = re.compile(r"'sha256-[\w+/]{43}='")
UNSAFE = re.compile(r"'unsafe-inline'|'unsafe-eval'|'unsafe-hashes'|'strict-dynamic'|\*|https?:")
SCRIPTS = [
    *(ROOT / "docs/assets/js").rglob("*.js"),
    *(ROOT / "docs/theme").rglob("*.html"),
    *(ROOT / "scripts").rglob("*.js"),
    *(ROOT / "scripts").rglob("*.j2"),
]
FORBIDDEN = (
    r"\b(?:inner|outer)HTML\b(?!Text)",
    r"\binsertAdjacentHTML\b",
    r"\bdocument\.write(?:ln)?\b",
    r"\bDOMParser\b|\bparseFromString\b|\bXSLTProcessor\b",
    r"\bcreateContextualFragment\b|\bsetHTML(?:Unsafe)?\b|\bparseHTMLUnsafe\b",
    r"\bsrcdoc\b",
    r"setAttribute(?:NS)?\(\s*(?:null,\s*)?['\"`]on",
    r"\.on[a-z]+\s*=(?!=)",
    r"<[a-z][^>]*\son[a-z]+\s*=",
    r"javascript:",
    r"(?<![-\w.])eval\(|\bnew Function\b|\bFunction\(",
    r"\bset(?:Timeout|Interval)\(\s*['\"`]",
    r"\bimportScripts\b|\bnew (?:Shared)?Worker\b",
)
"""What makes HTML, or a script, from a string."""


def _policy_of(html: str) -> dict[str, str]:
    """Return the directives of a page's only policy, which stands in its head."""
    head, _, body = html.partition("</head>")
    assert META not in body.lower()
    metas = [e for e in parse(head).all("meta") if META in e.attributes]
    (found,) = (
        e.attributes["content"]
        for e in metas
        if e.attributes[META].lower() == "content-security-policy"
    )
    return _directives(found)


def _directives(text: str) -> dict[str, str]:
    return dict(part.strip().split(" ", 1) for part in text.split(";"))


def _faults(html: str) -> Iterator[str]:
    """Yield what is wrong with the policy of a page."""
    found = _policy_of(html)
    for name in ("default-src", "object-src", "base-uri"):
        if found.get(name) != NOTHING:
            yield name
    if found.get("require-trusted-types-for") != "'script'" or "trusted-types" not in found:
        yield "trusted-types"
    if "form-action" not in found:
        yield "form-action"
    yield from (name for name, sources in found.items() if UNSAFE.search(sources))
    before = html[: html.index("Content-Security-Policy")]
    if re.search(r"<(?:script|style|link|img)\b", before):
        yield "la politique ne vient pas en premier"


def _pages(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def pages(real_site: Path, mini_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every page that the program writes: two sites, and the pages of an edition on their own."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "reel").symlink_to(real_site)
    (folder / "miniature").symlink_to(mini_site)
    alone = folder / "seul"
    list(write_pages(text_of(view_of(MINIATURE), "2019"), alone, ROOT / "docs/assets"))
    return folder


@pytest.mark.parametrize("part", ["reel", "miniature", "seul"])
def test_chaque_page_a_une_politique_qui_part_de_rien(pages: Path, part: str) -> None:
    found = _pages(pages / part)
    assert found
    assert {name: wrong for name, html in found.items() if (wrong := list(_faults(html)))} == {}


def test_chaque_coquille_a_la_politique_du_site(mini_house: House) -> None:
    """A page that the local server makes of a faulty file is stamped into one."""
    shells = {name: "".join(shell.parts) for name, shell in mini_house.shells.items()}
    assert shells
    assert {n for n, html in shells.items() if _policy_of(html) != policy.SITE} == set()


def test_une_page_sans_politique_est_vue() -> None:
    with pytest.raises(ValueError, match="unpack"):
        list(_faults("<!doctype html><head><title>x</title></head>"))
    lax = policy.text({**policy.SITE, "script-src": "'self' 'unsafe-inline'"})
    html = f'<meta http-equiv="Content-Security-Policy" content="{lax}">'
    assert list(_faults(html)) == ["script-src"]


def test_la_page_d_une_adresse_deplacee_ne_lance_aucun_script(mini_site: Path) -> None:
    html = (mini_site / "projets/essai-ancien/index.html").read_text(encoding="utf-8")
    assert "script-src" not in _policy_of(html)


def test_les_en_tetes_permettent_ce_que_permet_chaque_page_et_rien_de_plus(
    real_site: Path,
) -> None:
    first, *lines = (real_site / policy.FILE).read_text(encoding="utf-8").splitlines()
    assert first == "/*"
    headers = dict(line.strip().split(": ", 1) for line in lines)
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    allowed = _directives(headers["Content-Security-Policy"])
    assert allowed.pop("frame-ancestors") == NOTHING
    asked: dict[str, set[str]] = {}
    for html in _pages(real_site).values():
        for name, sources in _policy_of(html).items():
            asked.setdefault(name, set()).update(set(sources.split()) - {NOTHING})
    given = {name: set(sources.split()) - {NOTHING} for name, sources in allowed.items()}
    assert given == asked


def test_une_ligne_des_en_tetes_tient_dans_ce_que_lisent_les_hebergeurs(real_site: Path) -> None:
    lines = (real_site / policy.FILE).read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) < 2000


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_aucun_script_ne_fait_du_html_ni_du_code_d_une_chaine(pattern: str) -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in SCRIPTS
        for match in re.finditer(pattern, path.read_text(encoding="utf-8"))
    }
    assert found == set()


@pytest.mark.parametrize(
    "line",
    [
        "sheet.innerHTML = preview(data);",
        "zone.insertAdjacentHTML('beforeend', html);",
        "document.write(html);",
        "new DOMParser().parseFromString(text, 'text/html');",
        "range.createContextualFragment(html);",
        "frame.srcdoc = html;",
        "link.setAttribute('onclick', code);",
        "image.onerror = code;",
        'const html = `<a onclick="${code}">`;',
        "link.href = 'javascript:x()';",
        "eval(code);",
        "new Function('x', code);",
        "setTimeout('x()', 10);",
        "new Worker(address);",
    ],
)
def test_une_ligne_qui_fait_du_html_d_une_chaine_est_vue(line: str) -> None:
    assert any(re.search(pattern, line) for pattern in FORBIDDEN)
