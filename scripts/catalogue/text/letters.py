"""Words compared by their letters, quoted, made into ids; the nearest known one to a mistyped."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final
from unicodedata import normalize

ID: Final = "^(?!(?:aux|con|nul|prn|com[0-9]|lpt[0-9])$)[a-z0-9]+(-[a-z0-9]+)*$"
"""The pattern of every id, as the schemas have it; names that Windows keeps for itself are out.

https://learn.microsoft.com/windows/win32/fileio/naming-a-file
"""
_is_kept = re.compile(
    r"(?:aux|con|nul|prn|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?", re.IGNORECASE
).fullmatch
_is_id = re.compile(ID.removesuffix("$")).fullmatch


def is_id(text: str) -> bool:
    """Tell whether a text can be an id."""
    return _is_id(text) is not None


def is_portable(name: str) -> bool:
    """Tell whether a file or folder of this name can be checked out on every system."""
    return not name.endswith((".", " ")) and _is_kept(name) is None


def folded(name: str) -> str:
    """Return what two names share that some systems take for one: case and forms of accents."""
    return normalize("NFC", normalize("NFC", name).casefold())


def free_id(text: str) -> str:
    """Return an id as it is, or followed by « -1 » where a system keeps that name for itself."""
    return f"{text}-1" if not is_id(text) and is_id(f"{text}-1") else text


_WIDTH: Final = 40


def clean(text: str) -> str:
    """Return the text with every unprintable character made visible, so that it can be printed."""
    return "".join(
        character if character.isprintable() else " " if character.isspace() else "\ufffd"
        for character in text
    )


def quoted(text: str) -> str:
    """Return the text between French quotes, shortened when it is long."""
    short = text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
    return f"« {clean(short)} »"


MARKS: Final = re.compile("[\u0300-\u036f]")
"""The accents of letters, once they stand apart."""


def bare(text: str) -> str:
    """Return a text in lower case, its ligatures in two letters, its accents taken off."""
    lower = text.lower().replace("œ", "oe").replace("æ", "ae")
    return MARKS.sub("", unicodedata.normalize("NFKD", lower))


MOST_LISTED = 20
"""How many words a message lists when none is near."""


def fold(text: str) -> str:
    """Return the text in lower case, without accents, its separators as single hyphens."""
    kept = (c if c.isalnum() else "-" for c in bare(text))
    return "-".join(part for part in "".join(kept).split("-") if part)


SLIP: Final = 0.8
"""How near in letters a word must be to be the same word, mistyped: « status », « statut »."""
SURE: Final = 0.85
"""How near where a wrong guess would be a false fact: another organisation, another call."""
EMPTY_WORDS: Final = frozenset(
    {
        "a", "au", "aux", "avec", "ce", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le",
        "les", "ou", "par", "personne", "pour", "sur", "un", "une",
    }
)  # fmt: skip
"""Words that say nothing of what is meant, without the mark of their plural."""


def nearest(
    word: str, known: Iterable[str] | Mapping[str, Iterable[str]], cutoff: float = SLIP
) -> str | None:
    """Return the known id that a word means, or None: nothing is better than nonsense.

    It is one of its names, or has the words of one of its names and of no other id's, or is nearly
    written like one. Near letters are not near meanings: « propriétaire » is no « partenaire ».
    """
    names = known if isinstance(known, Mapping) else dict.fromkeys(known, ())
    by_name = {fold(name): id_ for id_, others in names.items() for name in (*others, id_)}
    wanted = fold(word)
    if wanted in by_name:
        return by_name[wanted]
    # By its words is a guess too: it is left out where a wrong one would be a false fact.
    if cutoff < SURE and (found := _by_words(wanted, by_name)):
        return found
    close = difflib.get_close_matches(wanted, by_name, n=1, cutoff=cutoff)
    return by_name[close[0]] if close else None


def _by_words(wanted: str, by_name: Mapping[str, str]) -> str | None:
    """Return the one id that has the same words in a name; else more, or less, and no other id."""
    own = _meaning(wanted)
    others = {name: _meaning(name) for name in by_name} if own else {}
    same = {by_name[name] for name, words in others.items() if words == own}
    near = {
        by_name[name] for name, words in others.items() if words and (words < own or own < words)
    }
    found = same or near
    return found.pop() if len(found) == 1 else None


def _meaning(folded: str) -> frozenset[str]:
    """Return the words of a folded text that say something, without the mark of their plural."""
    words = (
        word[:-1] if len(word) > 3 and word[-1] in "sx" else word for word in folded.split("-")
    )
    return frozenset(words) - EMPTY_WORDS - {""}


def suggestion(
    word: str, known: Iterable[str] | Mapping[str, Iterable[str]], cutoff: float = SLIP
) -> str:
    """Return « — vouliez-vous dire « x » ? » or the empty string."""
    found = nearest(word[:80], known, cutoff)
    return f" — vouliez-vous dire « {found} » ?" if found else ""


def suggestion_or_choices(word: str, known: Iterable[str]) -> str:
    """Return the nearest known word as a question, or else the first of all the known ones."""
    found = list(known)
    return suggestion(word, found) or f" (choix : {', '.join(found[:MOST_LISTED])})"
