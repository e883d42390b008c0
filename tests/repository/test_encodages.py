"""No text is read or written in the encoding of the machine: it is named, in the whole program."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from support.places import PACKAGE

OPENERS = {"open", "fdopen", "read_text", "write_text", "NamedTemporaryFile"}


def _unnamed(source: str) -> Iterator[int]:
    """Yield the line of each call that takes the machine's encoding."""
    for call in (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Call)):
        named = {word.arg for word in call.keywords}
        told = {word.arg for word in call.keywords if getattr(word.value, "value", 0) is True}
        if "encoding" in named:
            continue
        if told & {"text", "universal_newlines"} or _opens_text(call):
            yield call.lineno


def _opens_text(call: ast.Call) -> bool:
    if isinstance(call.func, ast.Attribute):
        name, of = call.func.attr, ast.unparse(call.func.value)
    else:
        name, of = getattr(call.func, "id", ""), ""
    if name not in OPENERS or of in {"os", "webbrowser", "zipfile", "pikepdf.Pdf", "pikepdf"}:
        return False
    if name == "read_text":
        return not call.args
    if name == "write_text":
        return len(call.args) < 2
    given = [*call.args, *(word.value for word in call.keywords if word.arg == "mode")]
    modes = [a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return not any("b" in mode for mode in modes)


def test_chaque_texte_du_programme_dit_son_encodage() -> None:
    paths = sorted(PACKAGE.rglob("*.py"))
    found = [(p, line) for p in paths for line in _unnamed(p.read_text(encoding="utf-8"))]
    assert [f"{path.relative_to(PACKAGE)}:{line}" for path, line in found] == []


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("path.read_text()", True),
        ("path.read_text('utf-8')", False),
        ("path.write_text(text)", True),
        ("open(path)", True),
        ("open(path, 'rb')", False),
        ("subprocess.run(x, text=True)", True),
        ("subprocess.run(x, text=True, encoding='utf-8')", False),
    ],
)
def test_un_texte_sans_encodage_est_vu(source: str, wrong: bool) -> None:
    assert bool(list(_unnamed(source))) == wrong
