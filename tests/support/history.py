"""A miniature repository under git, to change after its first commit."""

from __future__ import annotations

import subprocess
from pathlib import Path

IDENTITY = ("-c", "user.name=Essai", "-c", "user.email=essai@exemple.test")


def git(root: Path, *words: str) -> str:
    """Run git in a folder, apart from what the machine's own settings say."""
    command = ["git", "-C", str(root), *IDENTITY, "-c", "commit.gpgsign=false", *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def commit_all(root: Path, message: str = "Essai") -> None:
    """Put everything of a folder into a commit, in a repository made on the first call."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", message)
