"""GitLab's issue templates, made from GitHub's forms; run as a program, writes them again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
FORMS = ROOT / ".github" / "ISSUE_TEMPLATE"
TEMPLATES = ROOT / ".gitlab" / "issue_templates"


def forms() -> dict[str, dict[str, Any]]:
    """Return the forms by the stem of their file."""
    paths = (path for path in sorted(FORMS.glob("*.yml")) if path.name != "config.yml")
    return {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}


def template_of(form: dict[str, Any]) -> str:
    """Return the Markdown that asks what a form asks, in the same order."""
    parts = [f"<!-- {form['description']} -->"]
    for field in form["body"]:
        parts += _part(field["type"], field["attributes"], field.get("validations", {}))
    return "\n\n".join(parts) + "\n"


def _part(kind: str, asked: dict[str, Any], rules: dict[str, Any]) -> Iterator[str]:
    if kind == "markdown":
        yield asked["value"].strip()
        return
    yield f"## {asked['label']}{' (obligatoire)' if rules.get('required') else ''}"
    if "description" in asked:
        yield f"<!-- {asked['description']} -->"
    if "options" in asked:
        options = (o if isinstance(o, str) else o["label"] for o in asked["options"])
        yield "\n".join(f"- [ ] {option}" for option in options)


if __name__ == "__main__":
    for stem, form in forms().items():
        (TEMPLATES / f"{stem}.md").write_text(template_of(form), encoding="utf-8")
