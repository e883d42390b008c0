"""The programs that build a site of the same records, and how each is run."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rig.front import SITE_URL
from rig.measure import Cost, run
from rig.pages import Pages, look
from rig.peers import Peer

HERE = Path(__file__).resolve().parents[1]
OURS, CHECKING, PAGEFIND = "ours", "checking", "pagefind"
HUGO = "hugo"
MKDOCS, MKDOCS_SEARCH = "mkdocs", "mkdocs-search"

Command = Callable[[Path, Path], Sequence[str]]


def inherited() -> dict[str, str]:
    """Return our own environment, where Python may keep compiled modules as it does by default."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A program: the sources it reads, its command for a set's folder and an output folder."""

    name: str
    label: str
    command: Command
    sources: str = ""
    """The folder of its own sources in a set, or the empty string: it reads the records."""
    only: tuple[int, ...] = ()
    """The sets that it is run on, or none: all."""
    once: bool = False
    """It is too slow for more than one round."""
    environment: Mapping[str, str] = field(default_factory=dict)

    def is_for(self, size: int) -> bool:
        """Tell whether the program is run on a set."""
        return not self.only or size in self.only

    def run(self, folder: Path) -> tuple[Cost, Pages]:
        """Build the site of a set into a folder that does not exist yet; return its pages too."""
        out = folder / "out" / self.name
        # Pagefind reads what ours has just written; nothing else is needed any more.
        shutil.rmtree(out if self.name == PAGEFIND else folder / "out", ignore_errors=True)
        where = folder / self.sources if self.sources else HERE
        cost = run(self.command(folder, out), where, {**inherited(), **self.environment})
        return cost, look(out)


def _ours(folder: Path, out: Path) -> Sequence[str]:
    return [sys.executable, "-m", "rig.ours", str(folder / "root"), str(out)]


def _checking(folder: Path, _: Path) -> Sequence[str]:
    return [sys.executable, "-m", "rig.ours", str(folder / "root")]


def _pagefind(folder: Path, out: Path) -> Sequence[str]:
    """Return the call that our build makes, on the site that ours has just written."""
    site = folder / "out" / OURS
    return [
        sys.executable, "-m", "pagefind_bin", "--site", str(site), "--output-path", str(out),
        "--force-language", "fr", "--quiet",
    ]  # fmt: skip


def _hugo(peer: Peer) -> Command:
    def command(_: Path, out: Path) -> Sequence[str]:
        return [*peer.command, "--noBuildLock", "--destination", str(out)]

    return command


def _mkdocs(configuration: str) -> Command:
    def command(_: Path, out: Path) -> Sequence[str]:
        call = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        return [*call, "-f", configuration, "-d", str(out)]

    return command


def programs(peers: Mapping[str, Peer], sizes_of_peers: tuple[int, ...]) -> list[Program]:
    """Return the programs in the order of a round: ours, then each peer that can be had."""
    here = {"CATALOGUE_SITE_URL": SITE_URL}
    found = [
        Program(name=OURS, label="ours, validation included", command=_ours, environment=here),
        Program(name=PAGEFIND, label="… Pagefind on ours", command=_pagefind, only=sizes_of_peers),
        Program(
            name=CHECKING,
            label="… reading and validation alone",
            command=_checking,
            only=sizes_of_peers,
        ),
    ]
    if peer := peers.get(HUGO):
        found.append(
            Program(
                name=HUGO,
                label="Hugo, Markdown",
                command=_hugo(peer),
                sources=HUGO,
                only=sizes_of_peers,
            )
        )
    configurations = (
        (MKDOCS, "MkDocs + Material + macros", "mkdocs.yml"),
        (MKDOCS_SEARCH, "… with its search plug-in", "mkdocs-search.yml"),
    )
    return found + [
        Program(
            name=name,
            label=label,
            command=_mkdocs(file),
            sources=MKDOCS,
            only=sizes_of_peers,
            once=True,
        )
        for name, label, file in configurations
    ]
