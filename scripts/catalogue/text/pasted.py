"""What comes with a text that was pasted: its marks, told once instead of what they break."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from catalogue.issues import Issue
from catalogue.text.reading_faults import fault, tell


class Pasted(NamedTuple):
    """A way of pasting, by the lines that show it; the pattern is common to Python and JavaScript.

    Enough lines tell it, or every line that is not blank. Some marks are also found in texts that
    read well: they are looked for where the reading fails.
    """

    name: str
    pattern: str
    lines: int
    all_lines: bool = False
    even_read: bool = False
    rule: str = "yaml-syntaxe"


PASTED: Final = (
    Pasted("conflit", r"^(?:<{7}|>{7})(?: |$)|^={7}$", 1),
    Pasted("differences", r"^(?:@@ -[0-9]|diff --git |\+\+\+ [ab]/|--- [ab]/)", 1),
    Pasted("differences", r"^\+ *(?:- +)?[\w-]+:(?: |$)", 2, even_read=True),
    Pasted("citation", r"^(?:> ?)+ *(?:- +)?[\w-]+:(?: |$)", 2, even_read=True),
    Pasted(
        "numeros", r"^ *[0-9]+(?:[ \t:|.)]+|$)(?:[^ \t0-9].*)?$", 3, all_lines=True, even_read=True
    ),
    Pasted(
        "accents",
        "Ã[\u00a0-\u00bf‚„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€ƒ]|â€[™œ¦“”˜]|Â[\u00a0«»°]|=C3=[89AB][0-9A-F]",
        1,
        even_read=True,
        rule="encodage",
    ),
    Pasted("page", r"^ *<[!/]?[A-Za-z][^>]*>|<br ?/?>$", 2),
    Pasted("cloture", r"^ *```", 1),
    Pasted("tableau", r"^ *\|.*\|[ \t]*$", 2),
    Pasted("cases", r"^ *- \[[ xX]\](?: |$)", 1),
    Pasted("gras", r"^(?:- +)?\*\*[\w-]+(?: ?:\*\*|\*\* ?:)", 1),
    Pasted(
        "courriel",
        r"^(?:-- ?$|-{2,}.*[Mm]essage.*-{2}|(?:De|From|Objet|Subject)[ \u00a0]?:"
        r"|(?:Bonjour|Madame|Monsieur|Merci|Cordialement|Bien cordialement)(?:[ ,.!]|$)"
        r"|Envoyé depuis |Envoyé de mon )",
        1,
    ),
    Pasted("traits", r"^(?:[—–_=*~…]+|-{4,}|\.{4,}) *$", 1),
)
"""The likeliest first."""

MANY: Final = 3
"""So many fields of the whole file written twice are a second record, not a slip."""


def pasted_fault(text: str, file: str, *, is_read: bool) -> Issue | None:
    """Return the fault of a text that something was pasted with, at the first line that shows it.

    `is_read` is whether the text reads, as fields or as a list.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    full = sum(bool(line.strip()) for line in lines)
    for kind in PASTED:
        if is_read and not kind.even_read:
            continue
        shows = re.compile(kind.pattern, re.ASCII).search
        marked = [number for number, line in enumerate(lines, 1) if shows(line)]
        if len(marked) >= kind.lines and (not kind.all_lines or len(marked) == full):
            return fault(file, kind.rule, tell(f"colle/{kind.name}"), marked[0])
    return None


def second_record(issues: Sequence[Issue], file: str) -> list[Issue]:
    """Return the faults of a text, its fields that are all written twice told as a second record.

    Those of the whole file start its lines.
    """
    twice = [i for i in issues if i.rule == "yaml-cle-double" and i.place.column == 1]
    if len(twice) < MANY:
        return [*issues]
    first = fault(file, "yaml-document-unique", tell("seconde-fiche"), twice[0].place.line)
    return sorted([*(i for i in issues if i not in twice), first], key=lambda issue: issue.order)
