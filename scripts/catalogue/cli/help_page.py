"""The help of the command line with click's own words in French."""

from __future__ import annotations

from collections.abc import Iterable

import click

WORDS = {
    "Commands": "Commandes",
    "[OPTIONS]": "[options]",
    "[required]": "[obligatoire]",
    "[default: ": "[par défaut : ",
}
"""What click writes of itself → what we write."""


def _french(text: str) -> str:
    for word, ours in WORDS.items():
        text = text.replace(word, ours)
    return text


class FrenchFormatter(click.HelpFormatter):
    """Lays a help out as click does, and says its few words in French."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, _french(args), prefix or "Usage : ")

    def write_heading(self, heading: str) -> None:
        """Write the name of a section."""
        self.write(f"{'':>{self.current_indent}}{_french(heading)} :\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write the options or the commands, each with what it does."""
        super().write_dl([(name, _french(words)) for name, words in rows], col_max, col_spacing)


class FrenchContext(click.Context):
    """A command's context, whose help is in French."""

    formatter_class = FrenchFormatter
