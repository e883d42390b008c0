"""Nothing leaves the site's own address, nothing is kept, and nothing goes wrong in silence."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Page

from browser import listing
from browser.pages import PAGES, UNKNOWN, visit_to_the_end
from browser.rig import Log, OpenPage, Site, watch
from support.places import ROOT


def used(page: Page, site: Site, kind: str) -> Log:
    """Load a page to its end, and use its search if it is the catalogue."""
    log = watch(page)
    visit_to_the_end(page, site, kind)
    if kind == "catalogue":
        listing.type_query(page, "accompagnement")
        listing.after(page, page.locator(".choix input[type=checkbox]:visible").first.click)
        page.wait_for_load_state("networkidle")
    return log


@pytest.mark.parametrize("kind", PAGES)
def test_la_page_ne_demande_rien_a_un_tiers_ne_garde_rien_et_ne_se_plaint_de_rien(
    site: Site, open_page: OpenPage, kind: str
) -> None:
    page = open_page()
    log = used(page, site, kind)
    if kind == UNKNOWN:
        # The browser itself reports the status of the address that was asked.
        assert len(log.failures) == 1
        log.failures.clear()
        log.console.remove(next(text for text in log.console if "404" in text))
    assert [url for url in log.requests if not url.startswith((site.origin, "data:"))] == []
    assert log.failures == []
    assert log.console == []
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_la_politique_de_securite_refuse_une_image_d_ailleurs(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(site.url)
    with page.expect_console_message(lambda said: "Content Security Policy" in said.text):
        page.evaluate("() => { new Image().src = 'http://ailleurs.invalid/image.png'; }")


def test_la_politique_de_securite_refuse_un_script_dans_la_page(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(site.url)
    # Trusted types refuse the text itself, before the policy of scripts has to refuse to run it.
    with pytest.raises(Error, match="TrustedScript"):
        page.evaluate(
            """() => {
              const script = document.createElement('script');
              script.textContent = 'window.__pwned = 1';
              document.head.append(script);
            }"""
        )
    assert page.evaluate("window.__pwned") is None


def test_sans_le_moteur_la_recherche_porte_sur_les_titres_et_le_dit(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    listing.go(page, f"{site.url}catalogue/?q=equipe+mobile+psychologues")
    assert listing.ids(page) == ["toit-et-joie-equipe-mobile"]
    assert "titres" in page.locator("#messages").inner_text()


def test_sans_les_donnees_la_liste_ecrite_dans_la_page_reste(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.route("**/facettes.json", lambda route: route.abort())
    page.goto(f"{site.url}catalogue/")
    page.wait_for_function("!document.documentElement.classList.contains('js')")
    written = {path.stem for path in (ROOT / "projects").glob("*.yml")}
    assert set(listing.ids(page)) == written
    assert page.locator(".choix a:visible").count() > 0
