"""Small wrong changes of the program, one at a time: do the tests nearest to them notice?

    python -m mutants [--room rules] [--count 40] [--seed 1]

What is tried is the last commit; at most one in ten may survive. A survivor is either a test that
lacks, or a change that makes no difference: look at it. mutmut wants the package under `src/`, as
it is not here.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from support.places import ROOT

NEAREST = {
    "rules": ("check", "privacy", "people", "mutations", "expected_output"),
    "bilan": ("bilan", "report"),
    "site": ("derive", "render", "site"),
}
"""Room → the folders of tests that are nearest to it."""
SURVIVORS = 0.1
PATIENCE = 4
"""How many times longer than unchanged the tests may take; beyond, the change is told as a loop."""
OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip
CALLS = {"all": "any", "any": "all", "min": "max", "max": "min", "sorted": "list"}


@dataclass(frozen=True)
class Mutant:
    """A change of one expression of a file."""

    file: Path
    line: int
    start: int
    end: int
    before: str
    after: str

    @property
    def named(self) -> str:
        """Return where it is and what it changes, on one line."""
        told = " ".join(f"{self.before} → {self.after}".split())
        return f"{self.file.as_posix()}:{self.line}: {told}"

    def applied(self, source: bytes) -> bytes:
        """Return the file's bytes with the change."""
        return source[: self.start] + self.after.encode() + source[self.end :]


def changed(node: ast.AST) -> ast.AST | None:
    """Return an expression that says something else, or None where none is known."""
    other: ast.AST | None = None
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in OTHER:
            other = ast.Compare(left, [OTHER[type(op)]()], [right])  # type: ignore[list-item]
        case ast.BoolOp(op=op, values=values):
            other = ast.BoolOp(OTHER[type(op)](), values)  # type: ignore[arg-type]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            other = operand
        case ast.Constant(value=bool() as value):
            other = ast.Constant(not value)
        case ast.Constant(value=int() as value):
            other = ast.Constant(value + 1)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in CALLS:
            other = ast.Call(ast.Name(CALLS[name]), args, [])
    return other


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that run, and whose place is known: neither decorators nor types.

    Python 3.11 does not say where in an f-string an expression stands.
    """
    if isinstance(node, ast.JoinedStr):
        return
    for name, held in ast.iter_fields(node):
        if name in ("decorator_list", "annotation", "returns"):
            continue
        for child in held if isinstance(held, list) else [held]:
            if isinstance(child, ast.AST):
                if isinstance(child, ast.expr):
                    yield child
                yield from _expressions(child)


def mutants_of(file: Path, source: bytes) -> Iterator[Mutant]:
    """Yield every change that is known of a file."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in _expressions(ast.parse(source)):
        other = changed(node)
        if other is not None and node.end_lineno and node.end_col_offset is not None:
            start = starts[node.lineno - 1] + node.col_offset
            end = starts[node.end_lineno - 1] + node.end_col_offset
            after = f"({ast.unparse(ast.fix_missing_locations(other))})"
            yield Mutant(file, node.lineno, start, end, source[start:end].decode(), after)


def nearest_to(root: Path, room: str, file: Path) -> list[str]:
    """Return the nearest tests, those that name the module first."""
    found = [
        p for folder in NEAREST[room] for p in sorted((root / "tests" / folder).rglob("test_*.py"))
    ]
    named = f"{room}.{file.stem}"
    found.sort(key=lambda path: named not in path.read_text(encoding="utf-8"))
    return [os.fspath(path.relative_to(root)) for path in found]


def outcome(root: Path, tests: list[str], seconds: float | None = None) -> str:
    """Return what tests say of a copy of the repository: « survives », « noticed » or « loops »."""
    command = [sys.executable, "-m", "pytest", "-xq", "--numprocesses=2", "--dist=loadfile"]
    environment = os.environ | {"PYTHONPATH": os.fspath(root / "scripts")}
    try:
        ended = subprocess.run(
            [*command, "-p", "no:cacheprovider", *tests],
            cwd=root, env=environment, capture_output=True, timeout=seconds, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return "loops"
    return "noticed" if ended.returncode else "survives"


def tried(root: Path, room: str, mutant: Mutant, seconds: float) -> str:
    """Return what the nearest tests say of a copy of the repository with a change."""
    path = root / mutant.file
    source = path.read_bytes()
    path.write_bytes(mutant.applied(source))
    try:
        return outcome(root, nearest_to(root, room, mutant.file), seconds)
    finally:
        path.write_bytes(source)


def main() -> int:
    """Try the changes that were asked for, and print those that no test notices."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--room", choices=NEAREST, action="append")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = Counter[str]()
    rooms = asked.room or list(NEAREST)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "depot"
        subprocess.run(["git", "clone", "--quiet", ROOT, root], check=True)
        for room in rooms:
            files = sorted((root / "scripts/catalogue" / room).rglob("*.py"))
            begun = time.monotonic()
            if outcome(root, nearest_to(root, room, files[0])) != "survives":
                print(f"The tests of {room} fail before anything is changed.")
                return 2
            seconds = PATIENCE * (time.monotonic() - begun)
            known = [m for p in files for m in mutants_of(p.relative_to(root), p.read_bytes())]
            for mutant in Random(asked.seed).sample(known, min(asked.count, len(known))):
                said = tried(root, room, mutant, seconds)
                found[said] += 1
                print(f"{said:8}", mutant.named, flush=True)
    alive, total = found["survives"], found.total()
    print(f"{alive} of {total} survive, {found['loops']} loop; at most one in ten may survive.")
    return int(alive > SURVIVORS * total)


if __name__ == "__main__":
    sys.exit(main())
