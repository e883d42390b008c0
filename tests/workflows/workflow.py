"""The workflows of both forges, as data: their jobs, and the commands that each runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from support.places import ROOT

GITHUB = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB = ROOT / ".gitlab-ci.yml"


@dataclass(frozen=True)
class Step:
    """A step of a job: the name of both, and what it says."""

    job: str
    name: str
    data: dict[str, Any]

    @property
    def run(self) -> str:
        """Return the commands, or the empty string for an action."""
        return str(self.data.get("run", ""))


def read(path: Path) -> dict[Any, Any]:
    """Return a workflow; in YAML 1.1, which PyYAML reads, its key `on` is `true`."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def steps(path: Path) -> Iterator[Step]:
    """Yield every step of a GitHub workflow."""
    for job, data in read(path)["jobs"].items():
        for step in data["steps"]:
            yield Step(job, step["name"], step)


def command(path: Path, name: str) -> str:
    """Return the commands of the step that has a name."""
    (found,) = {step.run for step in steps(path) if step.name == name}
    return found


def script(job: str) -> str:
    """Return the commands of a GitLab job."""
    return "\n".join(read(GITLAB)[job]["script"])
