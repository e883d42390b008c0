"""The fast verdict on a document's shape is the one of the validator that words the faults."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.pipeline import ALL_KINDS
from catalogue.schema.fields import Schemas
from support.miniature import loaded
from support.places import MINIATURE, ROOT

SCHEMAS = Schemas(ROOT / "schemas")
LINE_END = "\n"
OF_MINIATURE = [r for r in loaded(MINIATURE).readings if r.document is not None]
# The miniature has no outline of a file: the real ones stand for their kind.
READINGS = OF_MINIATURE + [
    r
    for r in loaded(ROOT).readings
    if r.document is not None and r.kind not in {of.kind for of in OF_MINIATURE}
]
JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 3000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(
        ["", " ", "x", "é" * 161, "2019-09", "2019-13", "http://x", "a-b", "A b", "x\n"]
    ),
    st.text(max_size=8),
    st.lists(st.sampled_from(["a", "b", 1]), max_size=3),
    st.dictionaries(st.sampled_from(["id", "titre", "x"]), st.just("a"), max_size=2),
)


def _spots(value: Any) -> list[tuple[Any, Any]]:
    """Return every place of a document, as the thing that holds it and its key."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    held = [(value, key) for key in keys]
    inner = [v for _, key in held if isinstance(v := value[key], dict | list)]
    return held + [spot for v in inner for spot in _spots(v)]


@st.composite
def spoilt(draw: st.DrawFn) -> tuple[str, Any]:
    """Return the kind and content of a sound document in which one to four things were changed."""
    reading = draw(st.sampled_from(READINGS))
    assert reading.document is not None
    data: Any = copy.deepcopy(reading.document.data)
    for _ in range(draw(st.integers(1, 4))):
        spots = _spots(data)
        if spots:
            holder, key = draw(st.sampled_from(spots))
            change = draw(st.sampled_from(["replace", "remove", "end", "repeat"]))
            _change(holder, key, change, draw(JUNK))
    return reading.kind, data


def _change(holder: Any, key: Any, change: str, junk: Any) -> None:
    if change == "remove":
        del holder[key]
    elif change == "end" and isinstance(holder[key], str):
        holder[key] += LINE_END
    elif change == "repeat" and isinstance(holder, list):
        holder.append(holder[key])
    else:
        holder[key] = junk


@settings(max_examples=400)
@given(spoilt())
def test_les_deux_verdicts_sont_toujours_le_meme(document: tuple[str, Any]) -> None:
    kind, data = document
    assert SCHEMAS.is_valid(kind, data) is SCHEMAS.validator(kind).is_valid(data)


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_chaque_sorte_de_fichier_est_dans_le_tirage(kind: str) -> None:
    assert kind in {reading.kind for reading in READINGS}


def test_une_date_suivie_d_une_fin_de_ligne_n_est_pas_une_date() -> None:
    document = {"sources": [{"id": "s1", "document": "x", "date": "2019-09-13\n"}]}
    verdicts = (
        SCHEMAS.is_valid("sources", document),
        SCHEMAS.validator("sources").is_valid(document),
    )
    assert verdicts == (False, False)
