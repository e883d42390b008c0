"""What the tests of the contribution form share: opening it, writing in it, taking its file."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Page, expect

from browser.rig import REPOSITORY, Site

READY = "#formulaire[data-pret]"
PUT = """(champ, texte) => {
  champ.value = texte;
  champ.dispatchEvent(new InputEvent('input', { bubbles: true }));
}"""


def open_form(page: Page, site: Site, query: str = "") -> None:
    """Load the contribution page and wait until the form can be filled."""
    page.goto(f"{site.url}contribuer/{query}")
    page.wait_for_selector(READY)


def paste(page: Page, text: str) -> None:
    """Open the text of a record in the form."""
    unfold_import(page)
    # Put there at once: Chromium takes two seconds to insert a record line after line.
    page.get_by_label("Ou le texte de la fiche").evaluate(PUT, text)
    page.get_by_role("button", name="Ouvrir dans le formulaire").click()
    expect(page.locator("#message")).to_be_focused()


def unfold_import(page: Page) -> None:
    """Show where a file or a text is given, wherever the last one left it."""
    if not page.get_by_label("Ou le texte de la fiche").is_visible():
        page.get_by_text("Corriger ou reprendre une fiche existante").click()


def downloaded(page: Page) -> tuple[str, str]:
    """Return the name and the text of the record's file, as the browser saves it."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger la fiche").click()
    return download.value.suggested_filename, Path(download.value.path()).read_text("utf-8")


def verdict(page: Page) -> str:
    """Check the record and return what is said of it."""
    page.get_by_role("button", name="Vérifier la fiche").click()
    told = page.locator("#verdict")
    expect(told).to_be_focused()
    return told.inner_text()


def root_with(folder: Path, files: dict[str, str]) -> Path:
    """Return a copy of the repository's records and references, with more files."""
    for name in ("projects", "reference"):
        shutil.copytree(REPOSITORY / name, folder / name)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder
