"""Files as people write them: values in every style of YAML, then pasted over and mangled.

Unlike `mutations`, where each mistake is one of a table and must be found, nothing here is known to
be right or wrong: what counts is that two readers say the same of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

UNSEEN = (
    "\u00a0\u00ad\u034f\u061c\u115f\u180e\u2000\u2009\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u202f\u2060\u2066"
    "\u3000\u3164\ufe0f\ufeff\ufff9\ufffc\U000e0020\x00\x07\x0b\x0c\x1b\x7f\x85\x92"
)
"""Signs that nobody sees: spaces of every kind, marks, controls."""
SIGNS = "-?:,[]{}#&*!|>'\"%@`\\=~.<+;/_$^() \t\n“”‘’«»–—…•éÉœ0😀"
SNIPPETS = [
    piece.replace("⍽", "\u00a0").replace("⇥", "\t").split("\n")
    for piece in Path(__file__).with_suffix(".txt").read_text("utf-8").rstrip("\n").split("\n%%\n")
]
"""What gets pasted among the fields, as lines; ⍽ is a no-break space, ⇥ a tab."""


def scribbles(records: list[dict[str, Any]], count: int, seed: int) -> Iterator[str]:
    """Yield so many texts: a part of a record in somebody's style, with none to four mishaps."""
    chance = random.Random(seed)
    for _ in range(count):
        text = _written(_part(chance.choice(records), chance), chance)
        for _ in range(chance.choice((0, 0, 1, 1, 1, 1, 2, 2, 3, 4))):
            text = chance.choice(MISHAPS)(text, chance)
        yield text


def _part(record: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return some fields of a record in some order: few enough for a mishap to matter."""
    names = chance.sample([*record], min(len(record), chance.randrange(2, 9)))
    return {name: record[name] for name in (names if chance.random() < 0.5 else sorted(names))}


def _written(data: dict[str, Any], chance: random.Random) -> str:
    """Return values as text, the style of each chosen at random."""
    step = " " * chance.choice((1, 2, 2, 2, 3, 4))
    lines = list(_group(data, "", step, chance))
    if chance.random() < 0.1:
        lines.insert(0, chance.choice(("---", "# une fiche", "\ufeff", "", "--- # fiche")))
    return "\n".join(lines) + chance.choice(("\n", "\n", "\n", "", "\n\n", "\n...\n"))


def _group(data: dict[str, Any], indent: str, step: str, chance: random.Random) -> Iterator[str]:
    for name, value in data.items():
        if chance.random() < 0.05:
            yield chance.choice(("", "", f"{indent}# remarque", "# remarque") * 4 + (" ", "\t"))
        key = chance.choice((name,) * 18 + (f'"{name}"', f"'{name}' ", f"{name} "))
        yield from _value(f"{indent}{key}:", value, indent, step, chance)


def _value(start: str, value: Any, indent: str, step: str, chance: random.Random) -> Iterator[str]:
    if isinstance(value, dict | list) and value and chance.random() < 0.85:
        yield start + chance.choice(("",) * 12 + (" ", " # remarque"))
        if isinstance(value, dict):
            yield from _group(value, indent + step, step, chance)
        else:
            yield from _items(value, indent + chance.choice((step, step, "")), step, chance)
    elif isinstance(value, dict | list):
        yield f"{start} {_flow(value, chance)}"
    else:
        yield from _scalar(start, value, indent + step, chance)


def _items(values: list[Any], indent: str, step: str, chance: random.Random) -> Iterator[str]:
    for value in values:
        if isinstance(value, dict) and value:
            lines = list(_group(value, f"{indent}  ", step, chance))
            first = next((n for n, line in enumerate(lines) if line.strip(" \t#remaqu")), 0)
            yield from lines[:first]
            yield f"{indent}- {lines[first][len(indent) + 2 :]}"
            yield from lines[first + 1 :]
        else:
            yield from _value(f"{indent}-", value, indent, step, chance)


def _flow(value: Any, chance: random.Random) -> str:
    comma = chance.choice((", ", ", ", ",", " , ", ",\n      "))
    if isinstance(value, dict):
        colon = chance.choice((": ", ": ", ":  ", " : "))
        inner = (f"{name}{colon}{_flow(child, chance)}" for name, child in value.items())
        return "{" + comma.join(inner) + chance.choice(("}", " }", ",}"))
    if isinstance(value, list):
        return (
            "[" + comma.join(_flow(child, chance) for child in value) + chance.choice(("]", ", ]"))
        )
    text = _bare(value)
    safe = not set(text) & set(",[]{}:#")
    return text if safe and chance.random() < 0.8 else f'"{text}"'


def _bare(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool | None) else str(value)


def _scalar(start: str, value: Any, inner: str, chance: random.Random) -> Iterator[str]:
    text = _bare(value)
    style = chance.randrange(12)
    if style < 6 and (": " in text or " #" in text) and chance.random() < 0.9:
        style = 7
    words = text.split(" ")
    half = len(words) // 2
    folded = [" ".join(words[:half]), " ".join(words[half:])] if half else [text]
    if style < 6 and "\n" not in text:
        yield f"{start} {text}" + chance.choice(("",) * 9 + (" ", "  # remarque", " #collé"))
    elif style == 6:
        yield f'{start} "{text}"' + chance.choice(("", "", " # remarque", " #collé", "# collé"))
    elif style == 7:
        yield f"{start} '{text.replace(chr(39), chr(39) * 2)}'"
    elif style == 8:
        sign = chance.choice("\"'") if chance.random() < 0.5 else ""
        yield f"{start} {sign}{folded[0]}"
        yield from ([f"{inner}{line}" for line in folded[1:-1]])
        yield f"{inner}{folded[-1]}{sign}" if len(folded) > 1 else f"{inner}{sign}"
    else:
        sign = chance.choice("|>") + chance.choice(("-", "", "+") * 4 + ("2", "1-"))
        yield f"{start} {sign}" + chance.choice(("",) * 9 + (" # remarque", "# collé"))
        for line in [*text.split("\n"), *folded[1:]]:
            yield inner + chance.choice(("",) * 40 + (" ", "\t")) + line


Mishap = Callable[[str, random.Random], str]


def _spot(text: str, chance: random.Random) -> int:
    """Return a place of a text: one in three next to a sign of YAML, where it matters most."""
    if chance.random() < 0.4:
        marks = [at for at, sign in enumerate(text) if sign in "-:#'\"[]{},\n|>"]
        if marks:
            return chance.choice(marks) + chance.randrange(2)
    return chance.randrange(len(text) + 1)


def _line(text: str, chance: random.Random) -> tuple[list[str], int]:
    lines = text.split("\n")
    return lines, chance.randrange(len(lines))


def _insert(pieces: str) -> Mishap:
    def mishap(text: str, chance: random.Random) -> str:
        at = _spot(text, chance)
        return text[:at] + chance.choice(pieces) + text[at:]

    return mishap


def _erase(text: str, chance: random.Random) -> str:
    at = _spot(text, chance)
    return text[:at] + text[at + chance.choice((1, 1, 1, 2, 10)) :]


def _unspaced(text: str, chance: random.Random) -> str:
    """Put a no-break space where an ordinary one was, or nothing."""
    spaces = [at for at, sign in enumerate(text) if sign == " "]
    at = chance.choice(spaces) if spaces else 0
    return text[:at] + chance.choice(("\u00a0", "\u202f", "", "\t", "  ")) + text[at + 1 :]


def _pasted(text: str, chance: random.Random) -> str:
    lines, row = _line(text, chance)
    indent = lines[row][: len(lines[row]) - len(lines[row].lstrip())]
    piece = chance.choice(SNIPPETS)
    lines[row:row] = [(indent if chance.random() < 0.6 else "") + line for line in piece]
    return "\n".join(lines)


def _shifted(text: str, chance: random.Random) -> str:
    lines, row = _line(text, chance)
    for at in range(row, min(len(lines), row + chance.choice((1, 1, 2, 5)))):
        lines[at] = chance.choice(
            (f" {lines[at]}", f"  {lines[at]}", lines[at][1:], f"\t{lines[at]}")
        )
    return "\n".join(lines)


def _moved(text: str, chance: random.Random) -> str:
    lines, row = _line(text, chance)
    lines.insert(chance.randrange(len(lines)), lines.pop(row))
    return "\n".join(lines)


def _repeated(text: str, chance: random.Random) -> str:
    lines, row = _line(text, chance)
    return "\n".join(
        [*lines[: row + 1], *lines[row : row + chance.choice((1, 1, 3))], *lines[row + 1 :]]
    )


def _joined(text: str, chance: random.Random) -> str:
    lines, row = _line(text, chance)
    return "\n".join([*lines[:row], *[" ".join(lines[row : row + 2])], *lines[row + 2 :]])


def _whole(text: str, chance: random.Random) -> str:
    """Do to every line what a tool or a copy does to a whole file."""
    prefix = chance.choice(("> ", "+", "- ", "  ", "    ", "\t", "\u00a0"))
    lines = text.split("\n")
    return chance.choice(
        (
            text.replace("\n", chance.choice(("\r\n", "\r"))),
            f"{text}---\n{text}",
            f"{text}\n{text}",
            text[: chance.randrange(len(text) + 1)],
            text.replace('"', chance.choice("“”«")).replace("'", "’"),
            "\n".join(f"{n} {line}" for n, line in enumerate(lines, 1)),
            "\n".join(prefix + line for line in lines),
        )
    )


MISHAPS: tuple[Mishap, ...] = (
    _insert(SIGNS), _insert(SIGNS), _insert(UNSEEN), _erase, _erase, _unspaced, _unspaced, _pasted,
    _pasted, _pasted, _shifted, _shifted, _moved, _repeated, _joined, _whole,
)  # fmt: skip
