"""Modules and style sheets joined: a page asks for few files, however it is written.

Each file costs a slow line a wait of its own. The sources stay one idea a file, and work as they
are; the site gets them joined. Only the forms of `import` and `export` that ours use are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import dirname, normpath, relpath
from posixpath import join as join_path

from catalogue.issues import StopError
from catalogue.text.swap import write

ENTRIES: Mapping[str, str | None] = {
    "catalogue/catalogue": None,
    "catalogue/recherche": "catalogue/catalogue",
    "formulaire/page": None,
    "formulaire/apercu": "formulaire/page",
    "formulaire/controle": "formulaire/page",
    "formulaire/lecture": "formulaire/page",
    "formulaire/signaler": "formulaire/page",
}
"""Module written with all that it imports → the entry that loads it and has some of it already.

What an entry asks for later shares modules with it, and is an entry too: a module read twice would
know in one place what it was told in the other.
"""

CLASSIC = ("archive/chercher",)
"""Modules written with all that they import as plain scripts, for pages opened from a folder."""

IMPORT = re.compile(r"^import \{([^}]*)\} from '(\.\.?/[\w./-]+)\.js';\n", re.MULTILINE)
PLACED = re.compile(r"\bimport\.meta\b|\bimport\(")
"""What depends on the folder that a module stands in."""
EXPORT = re.compile(r"^export (?=(?:async function|function\*?|class|const) (\w+))", re.MULTILINE)
EXPORT_LIST = re.compile(r"^export \{([^}]*)\};\n", re.MULTILINE)
OTHER = re.compile(r"^(?:import|export)\b(?!\().*$", re.MULTILINE)
SHEET = re.compile(r'^@import url\("([\w-]+\.css)"\);\n', re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*(?:/\*.*?\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL)


class JoinError(StopError):
    """A module is written in a way that cannot be joined."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module taken apart: what it imports from which, its own code, and what it gives.

    Its name is its path in the folder of all modules, without its ending.
    """

    name: str
    imports: tuple[tuple[str, str], ...]
    code: str
    exports: tuple[str, ...]

    @property
    def wrapped(self) -> str:
        """Return the module as a value: its names stay its own."""
        given = "".join(
            f"const {{ {names.replace(' as ', ': ')} }} = {variable(source)};\n"
            for source, names in self.imports
        )
        return (
            f"const {variable(self.name)} = (() => {{\n{given}{self.code}"
            f"return {{ {', '.join(self.exports)} }};\n}})();\n"
        )


def variable(name: str) -> str:
    """Return the name under which a module stands in a joined file."""
    return "$" + re.sub(r"\W", "_", name)


def take_apart(name: str, text: str) -> Module:
    """Take a module apart; JoinError where it imports or exports in another form."""
    code = COMMENT.sub("", text)
    imports: list[tuple[str, str]] = []
    for names, source in IMPORT.findall(code):
        beside = normpath(join_path(dirname(name), source))
        if beside.startswith("../"):
            raise JoinError(
                f"{name}.js ne peut pas être réuni à un fichier d’un autre dossier : {source}"
            )
        imports.append((beside, _listed(names)))
    lists = "".join(f"{names}," for names in EXPORT_LIST.findall(code))
    exports = (*EXPORT.findall(code), *filter(None, _listed(lists).split(", ")))
    code = EXPORT.sub("", EXPORT_LIST.sub("", IMPORT.sub("", code)))
    if other := OTHER.search(code):
        raise JoinError(f"{name}.js ne peut pas être réuni à d’autres modules : {other[0]}")
    return Module(name, tuple(imports), code, exports)


def _listed(names: str) -> str:
    return ", ".join(name.strip() for name in names.split(",") if name.strip())


def in_order(name: str, folder: Path, known: dict[str, Module]) -> Iterator[Module]:
    """Yield a module of a folder and all it imports, each after what it needs."""
    if name in known:
        return
    known[name] = module = take_apart(name, (folder / f"{name}.js").read_text(encoding="utf-8"))
    for source, _ in module.imports:
        yield from in_order(source, folder, known)
    yield module


def join(name: str, base: str | None, folder: Path) -> str:
    """Return an entry with all it imports; what its base holds is taken from there."""
    held: dict[str, Module] = {}
    if base:
        list(in_order(base, folder, held))
    modules = list(in_order(name, folder, dict(held)))
    for module in modules:
        if dirname(module.name) != dirname(name) and PLACED.search(module.code):
            raise JoinError(f"{module.name}.js dépend de son dossier : {name}.js est dans un autre")
    own = {module.name for module in modules}
    needed = {source for module in modules for source, _ in module.imports}
    taken = sorted(variable(source) for source in needed - own)
    way = f"./{relpath(base or name, dirname(name) or '.')}.js"
    head = f"import {{ {', '.join(taken)} }} from '{way}';\n" if taken else ""
    inside = ", ".join(variable(module.name) for module in modules[:-1])
    given = ", ".join(modules[-1].exports)
    tail = f"export const {{ {given} }} = {variable(name)};\n" if given else ""
    tail += f"export {{ {inside} }};\n" if inside else ""
    return f"/* Réuni par la construction du site. */\n{head}" + "".join(
        [*(module.wrapped for module in modules), tail]
    )


def classic(name: str, folder: Path) -> str:
    """Return an entry with all it imports, as a script whose names stay its own."""
    modules = "".join(module.wrapped for module in in_order(name, folder, {}))
    return f"/* Réuni par la construction du site. */\n(() => {{\n'use strict';\n{modules}}})();\n"


def joined_sheet(path: Path) -> str:
    """Return a style sheet with those of its folder that it imports."""
    text = COMMENT.sub("", path.read_text(encoding="utf-8"))
    return SHEET.sub(lambda imported: joined_sheet(path.with_name(imported[1])), text)


def join_assets(folder: Path) -> None:
    """Write the entries and the style sheets of the assets with what they import.

    JoinError where a module cannot be joined.
    """
    modules = {
        folder / "js" / f"{name}.js": join(name, base, folder / "js")
        for name, base in ENTRIES.items()
    }
    modules |= {folder / "js" / f"{name}.js": classic(name, folder / "js") for name in CLASSIC}
    sheets = {path: joined_sheet(path) for path in (folder / "css").glob("*.css")}
    for path, text in (modules | sheets).items():
        write(path, text)
