"""Whatever is done to records, references and pages: a French sentence, no trace, no hang.

Mutants of real files, the same at each run. `CATALOGUE_FUZZ=600` tries new ones for ten minutes.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path
from random import Random

import pytest

from support.command import catalogue
from support.miniature import copy_all
from support.places import MINIATURE

SECONDS = float(os.environ.get("CATALOGUE_FUZZ", "0"))
LONGEST = 30
"""Seconds of work that no command may take."""
VALIDATED, BUILT = 30, 3
"""How many mutants a plain run of the tests tries."""

SIGNS = [
    "\0", "\x1b[31m", "\u202e", "\ufeff", "\u2028", "\r", "\t", "é", "e\u0301", "😀", "«", "'", '"',
    "{{", "{%", "}}", "{#", "<script>", "</html>", "@@CONTENU@@", "&#0;", "---\n", "...\n", "- ",
    ": ", "[", "]", "{", "}", "*a", "&a ", "!!python/object ", "|", ">-", "# ", "%", "\\", "null",
    "~", "true", "1e999", "-0", "0x1F", "9" * 40, "2019-02-30", "constructor", "__proto__", "con",
    "../../x", "javascript:alert(1)", "[a](b)", "![x](y)", "```", "a" * 5000, "\n" * 50,
]  # fmt: skip
NUMBER = re.compile(r"\d+")


def mutated(text: str, other: str, random: Random) -> str:
    """Return a text with a few changes, some taken from another text."""
    for _ in range(random.randint(1, 4)):
        lines = text.split("\n")
        at = random.randrange(len(lines))
        place = random.randint(0, len(text))
        match random.randrange(10):
            case 0:
                del lines[at]
            case 1:
                lines.insert(at, lines[random.randrange(len(lines))])
            case 2:
                lines[at] = "  " * random.randrange(4) + lines[at].strip()
            case 3:
                theirs = other.split("\n")
                lines[at] = theirs[random.randrange(len(theirs))]
            case 4:
                key = lines[at].partition(":")[0]
                lines[at] = f"{key}: {random.choice(SIGNS)}"
            case 5:
                wild = random.choice(["0", "-1", "1e400", "99999999999999999999", "3.5"])
                lines[at] = NUMBER.sub(wild, lines[at])
            case 6:
                lines = text[:place].split("\n")
            case 7:
                lines = (text[:place] + text[place + random.randint(1, 9) :]).split("\n")
            case _:
                lines = (text[:place] + random.choice(SIGNS) + text[place:]).split("\n")
        text = "\n".join(lines)
    return text


def files_of(root: Path) -> list[Path]:
    """Return what may be changed, in order."""
    folders = (root / "projects", root / "reference", root / "docs")
    found = (p for f in folders for p in f.rglob("*") if p.suffix in {".yml", ".md", ".json"})
    return sorted(found)


def spoiled(root: Path, random: Random) -> None:
    """Change a few files of a repository, in words or in bytes."""
    files = files_of(root)
    for path in random.sample(files, random.randint(1, 3)):
        other = random.choice(files).read_text(encoding="utf-8", errors="replace")
        text = path.read_text(encoding="utf-8", errors="replace")
        content = mutated(text, other, random).encode("utf-8", "surrogatepass")
        if random.random() < 0.1:
            cut = random.randint(0, len(content))
            content = content[:cut] + random.randbytes(3) + content[cut:]
        path.write_bytes(content)


def judged(seed: int, folder: Path, *command: object) -> None:
    """Run a command on the mutant of a seed, and check how it ended."""
    root = copy_all(folder / "depot")
    spoiled(root, Random(seed))
    begun = time.process_time()  # Its own: others may keep the machine busy.
    outcome = catalogue("--root", root, *command)
    took = time.process_time() - begun
    shutil.rmtree(root)
    assert outcome.code in (0, 1, 2), f"seed {seed}"
    assert "Traceback" not in outcome.err, f"seed {seed}: {outcome.err}"
    assert outcome.code == 0 or (outcome.err + outcome.out).strip(), f"seed {seed}"
    assert took < LONGEST, f"seed {seed}"


@pytest.mark.parametrize("seed", range(VALIDATED))
def test_validate_finit_toujours_par_une_phrase(tmp_path: Path, seed: int) -> None:
    judged(seed, tmp_path, "validate")


@pytest.mark.parametrize("seed", range(BUILT))
def test_build_keep_going_finit_toujours_par_une_phrase(tmp_path: Path, seed: int) -> None:
    judged(seed, tmp_path, "build", "--keep-going", "--out", tmp_path / "site")


@pytest.mark.skipif(not SECONDS, reason="CATALOGUE_FUZZ says for how many seconds")
def test_de_nouveaux_mutants_finissent_aussi_par_une_phrase(tmp_path: Path) -> None:
    end, seed = time.monotonic() + SECONDS, int(time.time()) * 1000
    while time.monotonic() < end:
        judged(seed, tmp_path, "validate")
        judged(seed + 1, tmp_path, "build", "--keep-going", "--out", tmp_path / "site")
        seed += 2


def test_les_mutants_different_vraiment(tmp_path: Path) -> None:
    root = copy_all(tmp_path / "depot")
    spoiled(root, Random(0))
    names = [path.relative_to(root) for path in files_of(root)]
    assert any((root / name).read_bytes() != (MINIATURE / name).read_bytes() for name in names)
