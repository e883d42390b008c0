"""The same values, written as people write them: any order, any quotes, comments anywhere."""

from __future__ import annotations

import json
import random
from typing import Any


class Rough:
    """A writer whose choices a seed decides; it counts the comments it leaves."""

    def __init__(self, seed: int) -> None:
        """Start with no comment written."""
        self._chance = random.Random(seed)
        self.comments: list[str] = []

    def text(self, data: dict[str, Any]) -> str:
        """Return a record as somebody could have written it."""
        head = "# L’en-tête du fichier reste en tête.\n\n"
        return head + "\n".join(self._fields(data, "")) + "\n" * self._chance.randint(0, 3)

    def _fields(self, data: dict[str, Any], indent: str) -> list[str]:
        names = list(data)
        self._chance.shuffle(names)
        lines: list[str] = []
        for name in names:
            lines += self._comment(indent, name)
            lines += self._entry(f"{indent}{name}:", data[name], indent)
        return lines

    def _comment(self, indent: str, name: str) -> list[str]:
        if self._chance.random() > 0.2:
            return []
        self.comments.append(f"# {len(self.comments)} au-dessus de {name}")
        return [indent + self.comments[-1]]

    def _entry(self, start: str, value: Any, indent: str) -> list[str]:
        if isinstance(value, dict):
            return [start, *self._fields(value, indent + self._chance.choice(["  ", "   "]))]
        if isinstance(value, list):
            return [start, *self._items(value, indent + self._chance.choice(["", "  "]))]
        return [
            f"{start} {self._scalar(value, indent + '  ')}{self._chance.choice(['', ' ', '  '])}"
        ]

    def _items(self, values: list[Any], indent: str) -> list[str]:
        lines: list[str] = []
        for value in values:
            if isinstance(value, dict):
                inner = self._fields(value, indent + "  ")
                alone = inner[0].lstrip().startswith("#")
                lines += [f"{indent}-"] if alone else []
                lines += inner if alone else [f"{indent}- {inner[0].lstrip()}", *inner[1:]]
            else:
                lines.append(f"{indent}- {self._scalar(value, indent + '  ')}")
        return lines

    def _scalar(self, value: Any, indent: str) -> str:
        if not isinstance(value, str):
            return json.dumps(value)
        rough = value.replace("’", self._chance.choice("’'"))
        rough = rough.replace("\u00a0", self._chance.choice([" ", "\u00a0"]))
        ways = [json.dumps(rough, ensure_ascii=False), "'" + rough.replace("'", "''") + "'"]
        if "\n" in rough:
            return ways[0]
        if rough == rough.strip() and len(rough) > 20:
            ways.append(">-\n" + "\n".join(indent + line for line in self._cut(rough)))
            ways.append("|-\n" + indent + rough)
        return self._chance.choice(ways)

    def _cut(self, text: str) -> list[str]:
        """Cut a text at some of its ordinary spaces."""
        lines = [""]
        for word in text.split(" "):
            if lines[-1] and self._chance.random() < 0.3:
                lines.append(word)
            else:
                lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
        return lines
