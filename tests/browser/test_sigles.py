"""An acronym and its expansion find the same records, whichever of the two a record writes."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from browser import golden, listing
from browser.rig import REPOSITORY, OpenPage, Site

REFERENCE = REPOSITORY / "reference"
LABEL = re.compile(r"^(.+) \(([^)]+)\)$")


def read(path: Path) -> Any:
    """Return what a YAML file holds."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def pairs() -> set[tuple[str, str]]:
    """Return every acronym with its expansion: vocabularies, glossary, organisations."""
    found = set()
    for path in (REFERENCE / "vocabularies").glob("*.yml"):
        labels = (LABEL.match(term["libelle"]) for term in read(path)["termes"])
        found |= {(label[2], label[1]) for label in labels if label and label[2].isupper()}
    for entry in read(REFERENCE / "glossary.yml")["termes"]:
        if entry.get("developpe") and entry["terme"].isalpha():
            found.add((entry["terme"], " ".join(entry["developpe"].split())))
    for path in (REFERENCE / "organisations").glob("*.yml"):
        organisation = read(path)
        if "sigle" in organisation:
            found.add((organisation["sigle"], organisation["nom"]))
    return found


@cache
def used_pairs() -> list[tuple[str, str]]:
    """Return the pairs of which a record writes one or the other."""
    records = (path.read_text(encoding="utf-8") for path in (REPOSITORY / "projects").glob("*.yml"))
    text = " ".join(" ".join(records).split())
    return sorted(
        (short, long)
        for short, long in pairs()
        if re.search(rf"\b{re.escape(short)}\b", text) or long.lower() in text.lower()
    )


@pytest.fixture(scope="module")
def page(site: Site, open_shared_page: OpenPage) -> Page:
    """One catalogue page for all the questions."""
    page = open_shared_page()
    listing.go(page, f"{site.url}catalogue/")
    # What is found is read, not looked at: nothing has to be laid out or painted.
    page.evaluate("document.body.style.display = 'none'")
    return page


@pytest.mark.parametrize(("short", "long"), used_pairs())
def test_un_sigle_et_son_developpe_trouvent_les_memes_fiches(
    site: Site, page: Page, short: str, long: str
) -> None:
    found = set(golden.ask(page, site, short).records)
    assert found
    assert set(golden.ask(page, site, long).records) == found


def test_des_sigles_sont_employes() -> None:
    assert {"CCAPEX", "FSL", "ALT", "PALDI"} <= {short for short, _ in used_pairs()}
