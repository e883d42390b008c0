"""The shell: a page that MkDocs rendered once with markers, into which others are stamped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import escape

from catalogue.render.pages import Page

TITLE, DESCRIPTION, SUMMARY = "@@TITRE@@", "@@DESCRIPTION@@", "@@SOMMAIRE@@"
CONTENT = "<p>@@CONTENU@@</p>"
FOLDER = "coquille"
NAMES = ("appel", "fiche", "organisme", "terme", "territoire")
DEPTH = 2
"""How many folders deep the shells stand; `../../` leads from them to the site's root."""

_MARKERS = re.compile("|".join(map(re.escape, (TITLE, DESCRIPTION, CONTENT, SUMMARY))))


class ShellError(Exception):
    """A shell lacks a marker, so that pages stamped into it would lose something."""


@dataclass(frozen=True, slots=True)
class Shell:
    """A rendered shell, cut at its markers: text, marker, text, marker, … text."""

    name: str
    parts: tuple[str, ...]


def cut(name: str, html: str) -> Shell:
    """Return a shell cut at its markers; ShellError when the content or the title has no place."""
    parts: list[str] = []
    end = 0
    for match in _MARKERS.finditer(html):
        parts += [html[end : match.start()], match.group()]
        end = match.end()
    parts.append(html[end:])
    for marker in (TITLE, DESCRIPTION, CONTENT):
        if parts.count(marker) != 1:
            raise ShellError(
                f"docs/{FOLDER}/{name}.md : le repère {marker} n’y est pas exactement une fois"
            )
    return Shell(name, tuple(parts))


def stamp(shell: Shell, page: Page) -> str:
    """Return the page that MkDocs would have made of this title, description and content."""
    values = {
        TITLE: str(escape(page.title)),
        DESCRIPTION: str(escape(page.description)),
        CONTENT: page.html,
        SUMMARY: "\n".join(_entry(anchor, title) for anchor, title in page.summary),
    }
    text = (
        _framed(shell, page, part) if i % 2 == 0 else values[part]
        for i, part in enumerate(shell.parts)
    )
    return "".join(text)


def _entry(anchor: str, title: str) -> str:
    return f'<li><a href="#{escape(anchor)}">{escape(title)}</a></li>'


def _framed(shell: Shell, page: Page, part: str) -> str:
    """Return a part of the shell with its own address, source and depth made the page's."""
    part = part.replace(f"docs/{FOLDER}/{shell.name}.md", page.source)
    part = part.replace(f"{FOLDER}/{shell.name}/", page.address)
    depth = page.address.count("/")
    return (
        part
        if depth == DEPTH
        else re.sub(r'="\.\./\.\.(?=[/"])', f'="{"/".join([".."] * depth)}', part)
    )
