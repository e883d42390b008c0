"""Is a seal still the one that was committed? Git remembers what a fingerprint cannot prove."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from catalogue.issues import Issue, Place
from catalogue.read.limits import MAX_SEAL_BYTES
from catalogue.read.revision import versions_of
from catalogue.render.seal import fingerprint

RULE: Final = "sceau-change"
TOLD_ELSEWHERE: Final = frozenset(
    {
        "sha256-ac1042a5b84b0eb7356c5dfb0d48a99842d395f09848c71b14b7d2cecd0ee693",
        "sha256-ecb92d38010f1b101c88b9b6f68d9151aa72d5aa26f16bc15ae2eb5c31d16b61",
        "sha256-62533c4e7abcb7477862ae233f60ed8b830da98251f768c1a90b3905044a43eb",
        "sha256-f69ba74fdf1f7e13d1a6050802d45faaf3730748c97039512e1894b0f55a8c5a",
    }
)
"""The whole of each seal that was written again before a seal could say why (CHANGELOG.md does)."""
CHANGED: Final = (
    "ce bilan scellé n’est plus celui qui a été enregistré dans git (version {commit}), et ne dit"
    " pas pourquoi. Reprenez celui-là (git checkout {commit} -- {file}) ; un changement voulu se"
    ' fait par « catalogue bilan {year} --reseal --why "…" »'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """What a version of a seal says, its words apart."""

    empreinte: str
    fiches: str
    reasons: tuple[tuple[str, str, str], ...]
    """Date, reason and fingerprint replaced of each time that it was sealed again."""

    def follows(self, before: _State) -> bool:
        """Tell whether this says why it replaced the other."""
        known = len(before.reasons)
        added = self.reasons[known:]
        same = self.reasons[:known] == before.reasons
        return same and bool(added) and added[0][2] == before.empreinte


def unexplained(root: Path, file: str, text: str) -> Iterator[Issue]:
    """Yield the issue of a sound seal that is not what its history in git leads to.

    Nothing where there is no history, or only a part of it: then nobody can know.
    """
    now, reached, commit = _state(text), list[_State](), ""
    if now is None or _is_told_elsewhere(text):
        return
    for version, content in versions_of(root, file, MAX_SEAL_BYTES):
        found = content.decode(errors="replace")
        state = _state(found)
        if state is None:
            continue
        if not reached or _is_told_elsewhere(found) or _follows(state, reached):
            reached.append(state)
            commit = version
    if not reached or _follows(now, reached):
        return
    year = file.rpartition("/")[2].removesuffix(".json")
    message = CHANGED.format(commit=commit[:10], file=file, year=year)
    yield Issue(Place(file).at(1, 1), RULE, message)


def _follows(state: _State, reached: list[_State]) -> bool:
    # The same reasons were given for one state alone: another has none of its own.
    if any(state.reasons == before.reasons for before in reached):
        return state in reached
    return any(state.follows(before) for before in reached)


def _state(text: str) -> _State | None:
    """Return what a version of a seal says; None for what is no seal, which explains nothing."""
    try:
        held: Any = json.loads(text)
        reseals = held.get("rescellements", [])
        return _State(
            empreinte=str(held["empreinte"]),
            fiches=json.dumps(held["fiches"], sort_keys=True),
            reasons=tuple((r["date"], r["motif"], r["remplace"]) for r in reseals),
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _is_told_elsewhere(text: str) -> bool:
    return fingerprint(text.replace("\r\n", "\n")) in TOLD_ELSEWHERE
