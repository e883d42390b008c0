"""A miniature repository under git, to change after its first commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

IDENTITY = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.test")


def git(root: Path, *words: str, when: str = "") -> str:
    """Run git in a folder, apart from what the machine's own settings say."""
    command = ["git", "-C", str(root), *IDENTITY, "-c", "commit.gpgsign=false", *words]
    dated = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when} if when else {}
    env = {**os.environ, **dated}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=env).stdout


def commit_all(root: Path, message: str = "Essai", when: str = "") -> None:
    """Put everything of a folder into a commit, in a repository made on the first call.

    `when` is a date that git understands: « 2024-05-01T12:00:00Z », « @0 +0000 ».
    """
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message, when=when)
