"""The archive, opened by a double click: what is read, searched and printed without any network."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from browser import oracle
from browser.rig import REPOSITORY, OpenPage, follow, watch


def test_l_archive_se_parcourt_depuis_un_dossier_sans_reseau(
    real_archive: Path, open_page: OpenPage
) -> None:
    page = open_page(offline=True)
    log = watch(page)
    page.goto((real_archive / "index.html").as_uri())
    page.get_by_role("searchbox").fill("bail GLISSANTS")
    follow(page.get_by_role("button", name="Chercher"))
    cards = page.locator(".carte-titre a")
    expect(cards.first).to_be_visible()
    whole = set(cards.evaluate_all("(liens) => liens.map((lien) => lien.href)"))
    assert any("bail-glissant" in address for address in whole)
    expect(page.locator("#ailleurs")).to_contain_text("Bail glissant")

    page.locator(".facette summary").first.click()
    box = page.locator(".choix input").first
    box.check()
    chosen = set(cards.evaluate_all("(liens) => liens.map((lien) => lien.href)"))
    expect(page.locator("#compte")).to_contain_text(f"{len(chosen)}")
    assert set() < chosen < whole
    page.get_by_role("searchbox", name="Mots cherchés").fill("")
    parameter, id_ = (str(box.get_attribute(name)) for name in ("name", "value"))
    expected = oracle.results(oracle.read_records(REPOSITORY), {parameter: [id_]})
    expect(page.locator("#compte")).to_contain_text(f"{len(expected)}")
    assert "q=" not in page.url

    follow(cards.first)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.pdf().startswith(b"%PDF-")
    assert log.console == []
    assert [address for address in log.requests if not address.startswith("file:")] == []
