"""Without JavaScript: everything can be read, listed and reached."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser import oracle
from browser.pages import PAGES, visit_without_javascript
from browser.rig import NARROW, REPOSITORY, OpenPage, Site, follow
from support.html import parse
from support.places import ROOT

RECORD_IDS = """(liens) => liens.map((lien) => lien.href.replace(/\\/$/, '').split('/').pop())"""
CHOICES = """(lignes) => lignes.map((ligne) => ({
  parametre: ligne.closest('.facette').dataset.parametre,
  id: ligne.closest('.choix').dataset.valeur,
  href: ligne.querySelector('a')?.href ?? null,
}))"""


@pytest.fixture(scope="module")
def page(open_shared_page: OpenPage) -> Page:
    """A page that runs no script."""
    return open_shared_page(java_script_enabled=False)


@pytest.fixture(scope="module")
def phone(open_shared_page: OpenPage) -> Page:
    """A narrow page that runs no script."""
    return open_shared_page(**NARROW, java_script_enabled=False)


def cards(page: Page) -> list[str]:
    """Return the ids of the records whose cards are shown."""
    found: list[str] = page.locator(".carte-titre a:visible").evaluate_all(RECORD_IDS)
    return found


def all_cards(page: Page) -> list[str]:
    """Return the ids of the records listed from this page of a list to the last."""
    found = cards(page)
    following = page.locator(".pagination [aria-current=page] >> xpath=../following-sibling::li/a")
    while following.count():
        follow(following.first)
        found += cards(page)
    return found


def choices(page: Page) -> list[dict[str, str | None]]:
    """Return the choices that the catalogue page offers, with their addresses."""
    found: list[dict[str, str | None]] = page.locator(
        ".choix:not([hidden]) > .choix-ligne"
    ).evaluate_all(CHOICES)
    return found


@pytest.mark.parametrize("kind", PAGES)
def test_chaque_sorte_de_page_se_lit(site: Site, page: Page, kind: str) -> None:
    visit_without_javascript(page, site, kind)
    assert page.locator("h1:visible").count() == 1
    assert len(page.locator("main").inner_text()) > 100
    assert page.locator(".avec-js:visible").count() == 0


def test_le_catalogue_liste_tout_de_page_en_page(
    synthetic_site: Site, synthetic_root: Path, page: Page
) -> None:
    page.goto(f"{synthetic_site.url}catalogue/")
    assert len(cards(page)) == 50
    assert all_cards(page) == oracle.results(oracle.read_records(synthetic_root), {})


def written_cards(site: Site, address: str) -> set[str]:
    """Return the ids of the records whose cards stand in the HTML of a page."""
    found = parse((site.folder / address / "index.html").read_text(encoding="utf-8")).elements
    titles = [i for i, e in enumerate(found) if e.attributes.get("class") == "carte-titre"]
    links = [next(e for e in found[i:] if e.tag == "a").attributes["href"] for i in titles]
    assert links, address
    return {link.rstrip("/").rsplit("/", 1)[1] for link in links}


def test_chaque_choix_mene_a_la_page_qui_liste_exactement_ses_fiches(
    site: Site, page: Page
) -> None:
    records = oracle.read_records(REPOSITORY)
    page.goto(f"{site.url}catalogue/")
    offered = choices(page)
    counted = {(c["parametre"], c["id"]) for c in offered if c["parametre"] in oracle.COUNTED}
    assert counted == set(oracle.counts(records, {}))
    seen: set[str] = set()
    for choice in (c for c in offered if c["parametre"] in oracle.PARAMETERS):
        parameter, id_, address = (str(choice[key]) for key in ("parametre", "id", "href"))
        expected = oracle.results(records, {parameter: [id_]})
        if parameter in seen:
            assert written_cards(site, address.removeprefix(site.url)) == set(expected), choice
            continue
        # Of each facet, one page is looked at: its cards are not only written, they are shown.
        seen.add(parameter)
        page.goto(address, wait_until="domcontentloaded")
        # The page of an organisation lists a record once for each role.
        assert sorted(set(cards(page))) == sorted(expected), choice


def test_ce_qui_est_documente_mene_a_autant_de_fiches_qu_annonce(site: Site, page: Page) -> None:
    page.goto(f"{site.url}catalogue/")
    page.locator(".facette[data-parametre=preuve] summary").click()
    announced = [
        (row.locator("a").get_attribute("href"), int(row.locator(".choix-compte").inner_text()))
        for row in page.locator(".facette[data-parametre=preuve] .choix:not([hidden])").all()
    ]
    assert announced
    for address, count in announced:
        page.goto(f"{site.url}catalogue/{address}")
        assert len(cards(page)) == count


def test_un_choix_a_beaucoup_de_fiches_les_liste_de_page_en_page(
    synthetic_site: Site, synthetic_root: Path, page: Page
) -> None:
    records = oracle.read_records(synthetic_root)
    counts = oracle.counts(records, {})
    page.goto(f"{synthetic_site.url}catalogue/")
    offered = {(str(c["parametre"]), str(c["id"])): c["href"] for c in choices(page)}
    parameter, id_ = max(counts, key=lambda key: counts[key])
    assert counts[parameter, id_] > 50
    page.goto(str(offered[parameter, id_]))
    assert all_cards(page) == oracle.results(records, {parameter: [id_]})


def test_la_recherche_mene_a_une_page_qui_dit_ce_qu_elle_ne_peut_pas(
    site: Site, page: Page
) -> None:
    page.goto(site.url)
    page.get_by_role("searchbox").fill("bail glissant")
    follow(page.get_by_role("button", name="Chercher"))
    expect(page.locator("noscript p")).to_be_visible()
    expect(page.locator("noscript p")).to_contain_text("demandent JavaScript")
    assert set(cards(page)) == {path.stem for path in (ROOT / "projects").glob("*.yml")}


def test_le_menu_s_atteint_sur_un_ecran_etroit(site: Site, phone: Page) -> None:
    phone.goto(site.url)
    phone.locator("#menu").get_by_role("link", name="Glossaire").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Glossaire")


def test_le_sommaire_d_une_fiche_s_ouvre_et_mene_a_sa_section(site: Site, phone: Page) -> None:
    visit_without_javascript(phone, site, "fiche-etapes")
    phone.locator(".sommaire summary").click()
    link = phone.locator(".sommaire a").last
    follow(link)
    assert phone.url.endswith(str(link.get_attribute("href")))


def test_un_nom_de_famille_ne_se_montre_pas_sans_choix_sous_lui(site: Site, page: Page) -> None:
    page.goto(f"{site.url}catalogue/")
    page.locator("details").evaluate_all("(plis) => plis.forEach((pli) => { pli.open = true; })")
    families = page.locator(".famille:visible")
    assert families.count() > 1
    assert [f.inner_text() for f in families.all() if not f.locator(".choix:visible").count()] == []
