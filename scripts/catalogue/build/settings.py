"""What a folder's own `mkdocs.yml` may say: names, addresses, the menu. The rest is the program's.

A `mkdocs.yml` can name plug-ins, hooks and templates, which are programs. Ours does, and is
reviewed as code; that of a folder given by --root is read as data, by our own rules, and laid over
ours.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from catalogue.issues import Issue, Place
from catalogue.site.page import Publisher
from catalogue.site.page_code import OPENERS
from catalogue.text.decoding import decode
from catalogue.text.disk import read_bytes
from catalogue.text.letters import suggestion
from catalogue.text.refusals import translate
from catalogue.text.scalars import LimitError, check_depth, parse, spot_of
from catalogue.workspace import HOME, Workspace

Settings = dict[str, Any]

PAGE: Final = re.compile(r"\w[\w ./-]*")
LINK: Final = re.compile(r"https?://[^\s\"'<>{}]+")
CONTACT: Final = re.compile(
    r"(?:[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}|https://[\w.-]+(?:/[\w./~?=&%+-]*(?:#[\w-]*)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_web = re.compile(r"(?:https?://[\w.:-]+(?:/[\w./~%+-]*)?)?", re.ASCII).fullmatch
_part = re.compile(r"[\w./?&=+-]*", re.ASCII).fullmatch


def _is_plain(text: str) -> bool:
    """Tell whether a text holds nothing that a page would take for code."""
    return "<" not in text and not any(sign in text for sign in OPENERS)


Kind = tuple[Callable[[str], object], str]
"""What tells whether a text is sound, and what it is to be."""
TEXT: Final[Kind] = (_is_plain, "un texte sans accolades ni « < »")
ADDRESS: Final[Kind] = (_web, "une adresse qui commence par https://")
FILES: Final[Kind] = (lambda _: True, "des noms de fichiers")
PATTERNS: Final = ("not_in_nav", "exclude_docs")
"""Lists of files, a line each, added to the program's."""
VALUES: Final[dict[str, Kind]] = {
    **dict.fromkeys(
        ("site_name", "site_description", "site_author", "copyright", "repo_name"), TEXT
    ),
    "site_url": ADDRESS,
    "repo_url": ADDRESS,
    "edit_uri": (_part, "une fin d’adresse, par exemple edit/main/docs/"),
    **dict.fromkeys(PATTERNS, FILES),
}
"""Setting whose value is a text → what it is to be."""
PUBLISHER: Final[dict[str, Kind]] = {
    "editeur": (_is_plain, "un nom, sans accolades ni « < »"),
    "contact": (
        lambda text: CONTACT.fullmatch(text.strip()),
        "une seule adresse électronique, sans nom autour, ou une adresse https://",
    ),
    "hebergeur": (
        _is_plain,
        "un nom, une adresse et un téléphone, sans accolades ni « < »",
    ),
}
"""What `extra` may say of who publishes the site, and what each of them is."""
OURS: Final = frozenset(
    {"INHERIT", "dev_addr", "docs_dir", "draft_docs", "edit_uri_template", "extra"}
    | {"markdown_extensions", "remote_branch", "remote_name", "site_dir", "strict", "theme"}
    | {"use_directory_urls", "validation", "watch"}
)
"""Settings that are the program's: a copy of ours may say them, and they are not read."""
PROGRAMS: Final = frozenset({"hooks", "extra_javascript", "extra_css", "extra_templates"})
"""Settings that would have a program run or published: whoever wrote one counts on it."""
PLUGINS: Final = frozenset({"macros", "search", "material/search"})
"""Plug-ins that a copy of ours, or of Material's example, names: the program has its own."""
ENVIRONMENT: Final = re.compile(r"CATALOGUE_\w+")
"""Variables that may reach the site: another may hold a secret."""
KNOWN: Final = sorted({*VALUES, *OURS, *PROGRAMS, "nav", "plugins"})


class SettingsError(Exception):
    """The settings cannot be taken; `issues` says why."""

    def __init__(self, issues: list[Issue]) -> None:
        super().__init__("mkdocs.yml")
        self.issues = issues


def own_settings(workspace: Workspace) -> Settings:
    """Return what a folder's own settings lay over the program's; SettingsError says what is wrong.

    Those of the repository itself are the program's: they are looked at for their form alone.
    """
    file, root = _read_settings(workspace)
    if workspace.mkdocs.parent.samefile(HOME):
        return {}
    reader = _SettingsReader(file)
    settings = {key: value for key, value in reader.settings(root) if value is not None}
    if reader.issues:
        raise SettingsError(reader.issues)
    return settings


def publisher_of(workspace: Workspace) -> Publisher:
    """Return what the settings say of who publishes the site; SettingsError where it is wrong."""
    file, root = _read_settings(workspace)
    reader = _SettingsReader(file)
    found = reader.publisher(root)
    if reader.issues:
        raise SettingsError(reader.issues)
    return found


def _read_settings(workspace: Workspace) -> tuple[str, yaml.MappingNode]:
    """Return the name of the file of settings, and what it holds, not yet looked at."""
    file = workspace.name(workspace.mkdocs)
    content = read_bytes(workspace.mkdocs, file)
    text = decode(content, file) if isinstance(content, bytes) else content
    if isinstance(text, Issue):
        raise SettingsError([text])
    if issues := list(_form_issues(text, file)):
        raise SettingsError(issues)
    root = yaml.compose(text, yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise SettingsError([_at(file, root, "un réglage s’écrit « nom: valeur »")])
    return file, root


def _form_issues(text: str, file: str) -> Iterator[Issue]:
    """Yield what keeps a text from being read by any loader without danger."""
    depth = 0
    try:
        for event in parse(text):
            depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
            depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
            check_depth(event, depth)
            if isinstance(event, AliasEvent):
                message = "un renvoi (« *nom ») n’est pas permis ici : écrivez la valeur"
                yield Issue(Place(file).at(*spot_of(event)), "yaml-alias", message)
                return
    except LimitError as error:
        yield Issue(Place(file).at(*error.spot), error.rule, error.message)
    except (yaml.YAMLError, UnicodeError) as error:
        yield translate(error, text, file)


class _SettingsReader:
    """Reads the settings that are data, and keeps what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.issues: list[Issue] = []

    def settings(self, root: yaml.MappingNode) -> Iterator[tuple[str, Any]]:
        """Yield each setting that may be laid over ours, None where it says nothing."""
        seen: set[str] = set()
        for key_node, node in root.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            if key in seen:
                self._refuse(key_node, f"« {key} » est écrit deux fois : gardez-en un")
            seen.add(key)
            yield key, self._value(key, key_node, node)

    def publisher(self, root: yaml.MappingNode) -> Publisher:
        """Return what `extra` says of who publishes the site."""
        extra = [n for name, n in _named(root) if name == "extra"]
        given = dict(pair for node in extra for pair in _named(node))
        said = {
            key: (self._checked(f"extra: {key}", given[key], kind) or "").strip()
            for key, kind in PUBLISHER.items()
            if key in given
        }
        return Publisher(**said)

    def _value(self, key: str, key_node: yaml.Node, node: yaml.Node) -> Any:
        if key in VALUES:
            return self._checked(key, node, VALUES[key])
        if key == "nav":
            return self._menu(node)
        if key == "plugins":
            self._plugins(node)
        elif key in PROGRAMS:
            message = f"« {key} » ferait entrer un programme dans le site : retirez ce réglage"
            self._refuse(key_node, message)
        elif key not in OURS:
            hint = suggestion(key, KNOWN) or " : retirez-le"
            self._refuse(key_node, f"le réglage « {key[:60]} » n’existe pas{hint}")
        return None

    def _checked(self, key: str, node: yaml.Node, kind: Kind) -> str | None:
        """Return a text, or what `!ENV [NAME, default]` stands for; None where it is not sound."""
        is_sound, wanted = kind
        text: str | None = None
        if node.tag == "!ENV":
            text = self._from_environment(node)
        elif isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null":
            text = str(node.value)
        if text is not None and is_sound(text):
            return text
        if text is not None or not isinstance(node, yaml.ScalarNode):
            self._refuse(node, f"« {key} » attend {wanted}")
        return None

    def _from_environment(self, node: yaml.Node) -> str | None:
        parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
        words = [part.value for part in parts if isinstance(part, yaml.ScalarNode)]
        *names, default = words if len(words) > 1 else [*words, ""]
        for name in names:
            if not ENVIRONMENT.fullmatch(name):
                message = f"la variable « {name[:60]} » n’est pas lue : son nom doit commencer par"
                self._refuse(node, f"{message} CATALOGUE_")
                return None
        # A workflow gives an empty text for a variable that nobody set.
        return next((os.environ[name] for name in names if os.environ.get(name)), default)

    def _menu(self, node: yaml.Node) -> list[Any] | None:
        if not isinstance(node, yaml.SequenceNode):
            self._refuse(node, "« nav » attend une liste : « - Accueil: index.md »")
            return None
        return [entry for child in node.value if (entry := self._entry(child)) is not None]

    def _entry(self, node: yaml.Node) -> Any:
        """Return an entry of the menu: a page, or a title with a page or a list of entries."""
        if isinstance(node, yaml.ScalarNode):
            return self._target(node)
        if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
            self._refuse(node, "une entrée du menu s’écrit « - Accueil: index.md »")
            return None
        title, child = node.value[0]
        if not isinstance(title, yaml.ScalarNode) or not _is_plain(title.value):
            self._refuse(title, "le titre d’une entrée du menu est un texte sans accolade ni « < »")
            return None
        inner = self._menu(child) if isinstance(child, yaml.SequenceNode) else self._target(child)
        if inner == []:
            self._refuse(child, "cette partie du menu est vide : retirez-la")
        return {title.value: inner} if inner else None

    def _target(self, node: yaml.Node) -> str | None:
        text = node.value if isinstance(node, yaml.ScalarNode) else None
        if isinstance(text, str) and (PAGE.fullmatch(text) or LINK.fullmatch(text)):
            return text
        self._refuse(
            node, "une entrée du menu mène à une page (« x.md ») ou à une adresse https://"
        )
        return None

    def _plugins(self, node: yaml.Node) -> None:
        entries = node.value if isinstance(node, yaml.SequenceNode | yaml.MappingNode) else []
        for entry in entries:
            # An item of a list stands alone or with its options, one of a mapping is a pair.
            name = entry[0] if isinstance(entry, tuple) else entry
            if isinstance(name, yaml.MappingNode) and name.value:
                name = name.value[0][0]
            if name.value not in PLUGINS:
                hint = suggestion(str(name.value), PLUGINS) or " : retirez-le"
                message = f"le module « {str(name.value)[:60]} » n’existe pas pour ce site"
                self._refuse(name, f"{message}{hint}")

    def _refuse(self, node: yaml.Node, message: str) -> None:
        self.issues.append(_at(self.file, node, message))


def _named(node: yaml.Node) -> list[tuple[str, yaml.Node]]:
    """Return the entries of a mapping that have a plain name."""
    entries = node.value if isinstance(node, yaml.MappingNode) else []
    return [(str(key.value), n) for key, n in entries if isinstance(key, yaml.ScalarNode)]


def _at(file: str, node: yaml.Node | None, message: str) -> Issue:
    spot = (node.start_mark.line + 1, node.start_mark.column + 1) if node is not None else (1, 1)
    return Issue(Place(file).at(*spot), "mkdocs", message)
