"""Whatever stands under the known keys of a file, verification reports and never raises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.pipeline import Loaded, Memory, read_file
from catalogue.schema.fields import Schemas, Spec
from support.miniature import loaded, write_yaml
from support.places import DAY, MINIATURE, ROOT

PLACES = {
    "project": "projects/hasard.yml",
    "vocabulary": "reference/vocabularies/publics.yml",
    "call": "reference/calls/appel-2014.yml",
    "organisation": "reference/organisations/bailleur-essai.yml",
    "glossary": "reference/glossary.yml",
    "territories": "reference/territories.yml",
    "sources": "reference/sources.yml",
    "redirections": "reference/redirections.yml",
    "figures": "reference/figures.yml",
}
"""Kind of file → the file that chance writes, in place of the good one."""

OTHERS = (
    *(f"projects/essai-{name}.yml" for name in ("complet", "corse", "hostile", "outre-mer")),
    "reference/redirections.yml",
    *(f"reference/reports/{path.name}" for path in (MINIATURE / "reference/reports").iterdir()),
)
"""Records that are left out, for they would only take time, and what leads to them."""

SCHEMAS = Schemas(ROOT / "schemas")

LIKELY = (
    "", " ", "s1", "28", "51", "idf", "impayes", "expulses", "bail-glissant", "appel-2014",
    "2014-1", "2019", "2019-02-30", "2019-13", "2999-01-01", "2019-01-01", "bailleur-essai",
    "bulletin-2019", "<b>", "a@b.fr", "01 23 45 67 89", "https://a.test", "é", "\u00a0", "hasard",
    "x" * 200,
)  # fmt: skip
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3000)
    | st.floats(allow_nan=False, allow_infinity=False, width=16)
    | st.sampled_from(LIKELY)
    | st.text(max_size=8)
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(LIKELY), inner, max_size=3)
    ),
    max_leaves=6,
)


def _good(spec: Spec) -> st.SearchStrategy[Any]:
    """Return values that have the shape of a field, or nearly."""
    if spec.properties:
        fields = {name: _near(child) for name, child in spec.properties.items()}
        return st.fixed_dictionaries({}, optional=fields)
    if spec.items is not None:
        return st.lists(_near(spec.items), max_size=3)
    if spec.type == "string":
        return st.sampled_from((*LIKELY, *map(str, spec.examples)))
    return st.integers(-3, 3000) | st.booleans()


@cache
def _cached(kind: str) -> st.SearchStrategy[Any]:
    return _good(SCHEMAS.spec(kind))


def _near(spec: Spec) -> st.SearchStrategy[Any]:
    """Return values of a field: four times of five of its shape, else anything."""
    good = _good(spec)
    return st.integers(0, 4).flatmap(lambda n: good if n else ANYTHING)


@cache
def _sound() -> Loaded:
    return loaded(MINIATURE)


def _with(path: Path, kind: str) -> Loaded:
    """Return the miniature repository, read once, with a file more or another in its place."""
    workspace = _sound().workspace
    reading = read_file(workspace, _sound().schemas, path, kind)
    kept = [r for r in _sound().readings if workspace.name(r.path) not in (PLACES[kind], *OTHERS)]
    return Loaded(
        workspace=workspace,
        schemas=_sound().schemas,
        readings=(*kept, reading),
        folder_issues=(),
        memory=Memory(),
    )


Check = Callable[[str, Any], list[str]]


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """Return what writes data as a file of a kind and gives the messages."""
    folder = tmp_path_factory.mktemp("hasard")

    def messages(kind: str, data: Any) -> list[str]:
        path = folder / Path(PLACES[kind]).name
        write_yaml(path, data)
        return [issue.message for issue in _with(path, kind).issues(DAY)]

    return messages


def _runs(examples: int) -> Callable[[Any], Any]:
    return settings(
        max_examples=examples,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@_runs(120)
@given(data=st.data())
def test_aucune_fiche_ne_fait_echouer_la_verification(check: Check, data: st.DataObject) -> None:
    check("project", data.draw(_cached("project")))


@pytest.mark.parametrize("kind", [kind for kind in PLACES if kind != "project"])
@_runs(25)
@given(data=st.data())
def test_aucun_fichier_de_reference_ne_fait_echouer_la_verification(
    kind: str, check: Check, data: st.DataObject
) -> None:
    check(kind, data.draw(_cached(kind)))


@_runs(40)
@given(data=ANYTHING)
def test_n_importe_quelle_donnee_est_refusee_sans_echec(check: Check, data: Any) -> None:
    assert check("project", data)


def test_une_fiche_juste_passe_par_le_meme_chemin_sans_faute(check: Check) -> None:
    project = next(p for p in _sound().corpus.projects if p.id == "essai-corse")
    sound = check("project", {**project.data, "id": "hasard"})
    assert not [message for message in sound if "n’est citée nulle part" not in message]


@pytest.mark.parametrize("day", ["2024-02-29", date.max.isoformat()])
def test_une_date_possible_n_est_pas_refusee(day: str, check: Check) -> None:
    assert f"le jour « {day} » n’existe pas dans le calendrier" not in check(
        "project", {"debut": day}
    )
