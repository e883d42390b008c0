"""Fields written under a name that the schema does not know: which one was meant?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from catalogue.read.nearest import nearest

_TYPES: Final[dict[str, type]] = {"string": str, "array": list, "object": dict}


def meant_keys(
    known: Mapping[str, str], required: Iterable[str], group: Mapping[str, Any]
) -> dict[str, str]:
    """Return each unknown field of a group with the known one that it stands for, or nothing.

    `known` gives the type of each field, in the order of the schema.
    """
    found = {key: nearest(key[:80], known.keys()) or "" for key in group if key not in known}
    nameless = [key for key, near in found.items() if not near]
    taken = {*group, *found.values()}
    missing = [key for key in required if key not in taken]
    if len(nameless) == len(missing) == 1 and _replaces(known, group, nameless[0], missing[0]):
        found[nameless[0]] = missing[0]
    return found


def _replaces(known: Mapping[str, str], group: Mapping[str, Any], new: str, missing: str) -> bool:
    """Tell whether an unknown field stands in the place of a missing one, and has its type.

    « nom » between « id » and « editeur » is « document » under another name; elsewhere in the
    group, nothing says so, and each is a fault of its own. A name made of digits has no place: an
    object of JavaScript, where the form judges the same record, puts it first.
    """
    ranks = {key: rank for rank, key in enumerate(known)}
    names = list(group)
    place = names.index(new)
    in_place = all(
        (at < place) == (ranks[key] < ranks[missing])
        for at, key in enumerate(names)
        if key in ranks
    )
    wanted = _TYPES.get(known[missing])
    digits = new.isascii() and new.isdecimal()
    return in_place and not digits and wanted is not None and type(group[new]) is wanted
