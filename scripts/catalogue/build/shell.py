"""The shell: a page that MkDocs rendered once with markers, into which others are stamped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import escape

from catalogue.issues import StopError
from catalogue.site.page import Page, base_of

TITLE, DESCRIPTION, SUMMARY = "@@TITRE@@", "@@DESCRIPTION@@", "@@SOMMAIRE@@"
FEED = "@@FLUX@@"
FEED_TYPE = "application/atom+xml"
CONTENT = "<p>@@CONTENU@@</p>"
FOLDER = "coquille"
DEPTH = 2
"""How many folders deep the shells stand; `../../` leads from them to the site's root."""


class ShellError(StopError):
    """A shell lacks a marker, so that pages stamped into it would lose something."""


@dataclass(frozen=True, slots=True, eq=False)
class Shell:
    """A rendered shell, cut at its markers: text, marker, text, marker, … text."""

    name: str
    parts: tuple[str, ...]

    @property
    def source(self) -> str:
        """Return what stands for the file that a page is made from."""
        return f"docs/{FOLDER}/{self.name}.md"

    @property
    def address(self) -> str:
        """Return what stands for a page's address."""
        return f"{FOLDER}/{self.name}/"


def cut(name: str, html: str) -> Shell:
    """Return a shell cut at its markers; ShellError when the content or the title has no place.

    The title and the description have several: those of the page, those of its sharing.
    """
    whole = Shell(name, (html,))
    markers = (TITLE, DESCRIPTION, CONTENT, SUMMARY, FEED, whole.source, whole.address)
    parts = re.split(f"({'|'.join(map(re.escape, markers))})", html)
    for marker in (TITLE, DESCRIPTION, CONTENT):
        if marker not in parts:
            raise ShellError(f"docs/{FOLDER}/{name}.md : le repère {marker} n’y est pas")
    if parts.count(CONTENT) > 1:
        raise ShellError(f"docs/{FOLDER}/{name}.md : le repère {CONTENT} y est deux fois")
    return Shell(name, tuple(parts))


def stamp(shell: Shell, page: Page) -> str:
    """Return the page that MkDocs would have made of this title, description and content."""
    feed = ""
    if page.flux is not None:
        # The line of the head that announces what is new on the page.
        address, title = f"{base_of(page.address)}{page.flux.adresse}", escape(page.flux.libelle)
        feed = f'<link rel="alternate" type="{FEED_TYPE}" title="{title}" href="{address}">'
    values = {
        TITLE: str(escape(page.title)),
        DESCRIPTION: str(escape(page.description)),
        CONTENT: page.html,
        SUMMARY: "\n".join(
            f'<li><a href="#{escape(anchor)}">{escape(title)}</a></li>'
            for anchor, title in page.summary
        ),
        FEED: feed,
        shell.source: page.source,
        shell.address: page.address,
    }
    parts = _at_depth(shell, page.address.count("/"))
    return "".join([values[part] if i % 2 else part for i, part in enumerate(parts)])


@lru_cache(maxsize=64)
def _at_depth(shell: Shell, depth: int) -> tuple[str, ...]:
    """Return the parts of a shell with the links of a page that many folders deep."""
    if depth == DEPTH:
        return shell.parts
    up = f'="{"/".join([".."] * depth)}'
    return tuple(
        part if i % 2 else re.sub(r'="\.\./\.\.(?=[/"])', up, part)
        for i, part in enumerate(shell.parts)
    )
