"""Whatever the bytes: never an exception, always a French message at a line and a column."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from catalogue.issues import Issue
from catalogue.issues import Path as Steps
from catalogue.text.decoding import find_unseen
from catalogue.text.document import Document, locate, read_document, read_text
from catalogue.text.reading_faults import RULES
from catalogue.text.refusals import DIAGNOSES
from catalogue.text.scalars import plain

fuzz = settings(
    max_examples=500,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

YAMLISH = "-:[]{}&*!|>'\"#%@,?\n\t a1é"
PIECES = [
    *YAMLISH, "\n  ", "- ", ": ", "---\n", "...\n", "a: ", "é: b\n", "<<: *a", "!%ED%A0%80 ",
    "!!str ", "&a ", "*a ", "%TAG ! a\n", "%YAML 1.1\n", "\\x", "\\0", "\r\n", "\u00a0", "\ufeff",
    "\u2028", "\x00", "\ud800", "12", "null", "|1\n", "? ", "'", '"',
]  # fmt: skip
yamlish = st.text(YAMLISH, max_size=60) | st.lists(st.sampled_from(PIECES), max_size=30).map(
    "".join
)


def kept(text: str) -> bool:
    """Tell whether a text comes back from YAML as it is: PyYAML quotes by other rules than ours."""
    return isinstance(plain(text), str) and not find_unseen(text)


any_text = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
texts = (any_text | st.text("a1é \n\t:-#'\"", max_size=20)).filter(kept)
leaves = texts | st.integers(-(10**15) + 1, 10**15 - 1) | st.booleans() | st.none()
values = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcé -_1", min_size=1).filter(kept), inner, max_size=4)
    ),
    max_leaves=8,
)


def in_order(document: Document | None, issues: list[Issue]) -> None:
    """Check that a reading ended as every reading must."""
    assert document is not None or issues
    for issue in issues:
        assert issue.rule in RULES
        assert issue.place.file == "x.yml"
        assert issue.place.line >= 1
        assert issue.place.column >= 1
        assert " : " in issue.message
        assert not any(english in issue.message for english in DIAGNOSES)
        issue.message.encode()
    if document is not None:
        json.dumps(document.data, allow_nan=False)


def paths(data: object, path: Steps = ()) -> Iterator[Steps]:
    """Yield the path of every value."""
    yield path
    if isinstance(data, dict):
        for name, value in data.items():
            yield from paths(value, (*path, name))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from paths(value, (*path, index))


@fuzz
@given(content=st.binary(max_size=200))
@example(content=b"\xff\xfea\0")
@example(content=b"\0")
def test_n_importe_quels_octets_se_lisent_sans_exception(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.yml"
    path.write_bytes(content)
    in_order(*read_document(path, "x.yml"))


@fuzz
@given(text=st.text(st.characters(), max_size=100))
def test_n_importe_quel_texte_se_lit_sans_exception(text: str) -> None:
    in_order(*read_text(text, "x.yml"))


@fuzz
@given(text=yamlish)
@example(text="a: !%ED%A0%80 b")
@example(text="%TAG ! %FF\n--- !a b")
def test_un_texte_qui_ressemble_a_du_yaml_se_lit_sans_exception(text: str) -> None:
    in_order(*read_text(text, "x.yml"))


@fuzz
@given(text=yamlish, path=st.lists(st.sampled_from(["a", "é", "1", 0, 1]), max_size=3))
def test_n_importe_quelle_place_se_cherche_sans_exception(text: str, path: list[str | int]) -> None:
    ((line, column),) = locate(text, [(tuple(path), False)])
    assert min(line, column) >= 1


STROKES = re.compile(r"[—–_=*~…]+")


@fuzz
@given(data=values)
def test_ce_que_yaml_ecrit_se_relit_a_l_identique(data: object) -> None:
    # A file that is one line of strokes is told as what a paste left, on purpose.
    assume(not isinstance(data, str) or not STROKES.fullmatch(data))
    written = yaml.safe_dump(json.loads(json.dumps(data)), allow_unicode=True)
    document, issues = read_text(written, "x.yml")
    # « Ã© » is well written, and damaged all the same.
    assume(all(issue.rule != "encodage" for issue in issues))
    assert (document.data if document else None) == data


def same(ours: object, theirs: object) -> bool:
    """Tell whether two readings agree, theirs keeping every scalar as text."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return [*ours] == [*theirs] and all(same(ours[name], theirs[name]) for name in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    return ours == theirs or (isinstance(theirs, str) and plain(theirs) == ours)


@fuzz
@given(text=yamlish)
def test_un_texte_sans_faute_dit_ce_que_pyyaml_y_lit(text: str) -> None:
    document, issues = read_text(text, "x.yml")
    if document is not None and not issues:
        assert same(document.data, yaml.load(text, Loader=yaml.CBaseLoader))


def marks(node: yaml.Node | None, path: Steps = ()) -> Iterator[tuple[Steps, tuple[int, int]]]:
    """Yield where PyYAML's composer sees each value."""
    assert node is not None
    yield path, (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from marks(value, (*path, name.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from marks(value, (*path, index))


@fuzz
@given(data=values)
def test_chaque_valeur_est_trouvee_la_ou_pyyaml_la_voit(data: object) -> None:
    text = yaml.safe_dump(json.loads(json.dumps(data)), allow_unicode=True)
    node = yaml.compose(text, Loader=yaml.CBaseLoader)
    expected = dict(marks(node))
    wanted = list(paths(data))
    assert locate(text, [(path, False) for path in wanted]) == [expected[p] for p in wanted]
