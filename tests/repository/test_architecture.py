"""The folder is the capability: imports only go down, the core is pure."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from support.places import PACKAGE, ROOT

ORDER = (
    "issues", "workspace", "text", "schema", "writing", "records", "rules", "site", "bilan",
    "pipeline", "contribute", "review", "candidature", "data", "build", "cli", "__main__",
)  # fmt: skip
"""Every room and module of the package: each may import itself and what stands before it."""

PURE = (
    "schema", "records", "rules", "site", "bilan", "contribute", "review", "candidature", "data",
)  # fmt: skip
"""Rooms without clock, environment or disk, their edges excepted."""
EDGES = {
    "schema/fields.py": "reads the schemas, once",
    "rules/people.py": "reads its list of first names, once",
    "rules/references.py": "reads its list of communes, once",
    "site/editorial.py": "looks at the files of docs/ before MkDocs does",
    "bilan/seals.py": "the sealed editions on disk, and their history in git",
    "bilan/printed.py": "gives Typst a folder of the system",
    "bilan/edition_files.py": "writes an edition in every form",
    "bilan/published_editions.py": "writes them beside their pages",
    "contribute/interview.py": "a conversation in a terminal",
    "review/note.py": "the files that a change touches",
    "data/integrity.py": "reads back the files that were published",
}
"""Modules of these rooms that meet the disk or another program, and for what."""

PURE_MODULES = frozenset(
    {
        "__future__", "abc", "base64", "bisect", "calendar", "collections", "copy", "csv",
        "dataclasses", "decimal", "enum", "functools", "hashlib",
        "html", "inspect", "io", "itertools", "json", "math", "operator", "re",
        "textwrap", "types", "typing", "unicodedata", "weakref", "xml",
        "jinja2", "markdown", "markupsafe", "nh3",
        "catalogue",
    }
)  # fmt: skip
IMPURE_NAMES = {
    ("data/agenda.py", "datetime.date"): "the day after another",
    ("data/agenda.py", "datetime.timedelta"): "the same",
    ("data/feeds.py", "uuid.UUID"): "a name, given",
    ("data/feeds.py", "uuid.uuid5"): "a name drawn from another, never from the machine",
    ("rules/content.py", "datetime.date"): "the calendar: is it a day? (never today)",
    ("bilan/charts.py", "altair"): "declares charts; reads and draws nothing",
    ("bilan/charts.py", "datetime.date"): "how far one day is from another (never today)",
    ("bilan/charts.py", "vl_convert"): "a specification becomes a drawing; no address is read",
    (
        "bilan/workbook.py",
        "datetime.datetime",
    ): "the day in its JSON, never now",
    ("bilan/workbook.py", "xlsxwriter"): "writes into memory",
    ("site/kinds/made.py", "importlib.import_module"): "the module that a row of the table names",
    ("site/kinds/made.py", "importlib.util.find_spec"): "the same: is it written?",
    ("site/environment.py", "pathlib.Path"): "where our own templates are; Jinja reads them once",
}
"""Imports that are allowed in one module alone, and why."""

IMPURE_CALLS = frozenset(
    {
        "open", "input", "print", "exec", "eval", "today", "now", "utcnow", "fromtimestamp", "time",
        "monotonic", "getenv", "read_text", "write_text", "read_bytes", "write_bytes", "iterdir",
        "glob", "rglob", "exists", "is_file", "is_dir", "mkdir", "unlink", "resolve", "absolute",
        "cwd", "home",
    }
)  # fmt: skip
ALLOWED_CALLS = {("site/environment.py", "glob")}


NAMED = [path.relative_to(PACKAGE).as_posix() for path in sorted(PACKAGE.rglob("*.py"))]


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text("utf-8"))


def _imports(tree: ast.Module) -> Iterator[str]:
    """Yield the dotted name of everything that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _stage(module: str) -> str:
    return module.split("/", maxsplit=1)[0].removesuffix(".py")


def _modules() -> list[str]:
    return [module for module in NAMED if module != "__init__.py"]


def test_les_imports_ne_regardent_qu_en_arriere() -> None:
    for module in _modules():
        own = ORDER.index(_stage(module))
        for name in _imports(_tree(module)):
            if name.startswith("catalogue."):
                imported = name.split(".")[1]
                assert ORDER.index(imported) <= own, f"{module} imports {name}"


def test_chaque_dossier_et_module_du_paquet_a_son_rang() -> None:
    assert {_stage(module) for module in _modules()} == set(ORDER)


def test_aucun_import_n_est_relatif() -> None:
    for module in _modules():
        nodes = (n for n in ast.walk(_tree(module)) if isinstance(n, ast.ImportFrom))
        assert not [n for n in nodes if n.level], module


def _pure() -> list[str]:
    return [module for module in _modules() if _stage(module) in PURE and module not in EDGES]


def test_le_coeur_n_importe_ni_horloge_ni_environnement_ni_disque() -> None:
    for module in _pure():
        unusual = {n for n in _imports(_tree(module)) if n.split(".")[0] not in PURE_MODULES}
        allowed = {name for place, name in IMPURE_NAMES if place == module}
        assert unusual <= allowed, module


def test_le_coeur_ne_lit_ni_horloge_ni_environnement_ni_disque() -> None:
    for module in _pure():
        calls = (n.func for n in ast.walk(_tree(module)) if isinstance(n, ast.Call))
        names = {f.attr if isinstance(f, ast.Attribute) else getattr(f, "id", "") for f in calls}
        assert {(module, name) for name in names & IMPURE_CALLS} <= ALLOWED_CALLS


def test_chaque_exception_sert_encore() -> None:
    used = {(m, n) for m in _pure() for n in _imports(_tree(m))}
    assert set(IMPURE_NAMES) <= used


def test_l_horloge_n_est_lue_qu_en_un_endroit() -> None:
    readers = {
        module
        for module in _modules()
        for node in ast.walk(_tree(module))
        if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow"}
        if ast.unparse(node) != "terminal.today"
    }
    assert readers == {"cli/terminal.py"}


Function = ast.FunctionDef | ast.AsyncFunctionDef


OVERRIDDEN = frozenset(
    {
        "emit", "handle_starttag", "handle_endtag", "handle_data", "handle_comment", "handle_decl",
        "unknown_decl", "handle_pi",
    }
)  # fmt: skip
"""Methods of the standard library's logging and HTML parser: what they do is said there."""


def _public(tree: ast.Module) -> Iterator[Function]:
    """Yield the functions and methods that others may call."""
    for node in tree.body:
        methods = node.body if isinstance(node, ast.ClassDef) else [node]
        for item in methods:
            if isinstance(item, Function) and not item.name.startswith("_"):
                yield item


def test_chaque_fonction_publique_se_decrit() -> None:
    for module in NAMED:
        silent = {f.name for f in _public(_tree(module)) if not ast.get_docstring(f)}
        assert not silent - OVERRIDDEN, module


def test_chaque_module_se_decrit() -> None:
    assert not [module for module in NAMED if not ast.get_docstring(_tree(module))]


def test_aucun_gabarit_html_ne_desactive_l_echappement() -> None:
    templates = PACKAGE.rglob("templates/*.j2")
    risky = re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\(")
    assert not [path.name for path in templates if risky.search(path.read_text("utf-8"))]


def _map() -> set[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = readme.split("<!-- map -->")[1].split("<!-- /map -->")[0]
    lines = (line for line in block.splitlines() if line.strip() and not line.startswith("```"))
    return {line.split()[0] for line in lines}


def _folders(parent: Path) -> Iterator[str]:
    """Yield the folders of a folder that belong to the repository."""
    made = {"build", "__pycache__", "node_modules"}
    for path in parent.iterdir():
        name = path.name
        hidden = name.startswith(".") and name not in {".ci", ".github", ".gitlab"}
        if path.is_dir() and not hidden and name not in made and not name.endswith(".egg-info"):
            yield f"{path.relative_to(ROOT).as_posix()}/"


def test_chaque_dossier_de_la_carte_existe() -> None:
    assert not {name for name in _map() if not (ROOT / name).is_dir()}


def test_chaque_dossier_du_depot_est_sur_la_carte() -> None:
    assert {*_folders(ROOT), *_folders(PACKAGE)} <= _map()


def test_la_carte_n_a_que_des_dossiers() -> None:
    assert not {name for name in _map() if not name.endswith("/")}
