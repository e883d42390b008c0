"""Under its policy, what readers use does its work, and the policy has nothing to refuse.

That no page asks for what its policy refuses, `test_requetes` says: the console would tell it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser import listing
from browser.form import downloaded, open_form, paste, verdict
from browser.keeping import A, B
from browser.rig import OpenPage, Site

LISTEN = """addEventListener('securitypolicyviolation', (e) => {
  (window.__refus ??= []).push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`);
});"""
REFUSED = "() => window.__refus ?? []"
DOORS = {
    "innerHTML": "document.createElement('div').innerHTML = '<b>x</b>'",
    "insertAdjacentHTML": "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
    "DOMParser": "new DOMParser().parseFromString('<b>x</b>', 'text/html')",
    "worker": "new Worker('/assets/js/commun/theme.js')",
    "worker-ailleurs": "new Worker('https://e.example/x.js')",
    "script": "document.createElement('script').src = '/assets/js/commun/theme.js'",
    "srcdoc": "document.createElement('iframe').srcdoc = 'x'",
    "eval": "eval('1')",
    "autre-politique": "trustedTypes.createPolicy('autre', {})",
    "meme-politique": "trustedTypes.createPolicy('default', {})",
}


@pytest.fixture
def page(open_lone_page: OpenPage) -> Page:
    """A page that keeps note of what its policy refuses."""
    page = open_lone_page(accept_downloads=True)
    page.add_init_script(LISTEN)
    return page


def assert_nothing_refused(page: Page) -> None:
    """Assert that the policy of the page had nothing to refuse."""
    assert page.evaluate(REFUSED) == []


def searched(page: Page, site: Site) -> None:
    """Words are searched, and a facet chosen: Pagefind has its worker."""
    listing.go(page, f"{site.url}catalogue/?q=bail+glissant")
    assert listing.ids(page)
    assert [worker.url for worker in page.workers] == [f"{site.url}pagefind/pagefind-worker.js"]
    listing.go(page, f"{site.url}catalogue/?public=heberges&q=bail")


def carried_away(page: Page, site: Site) -> None:
    """A selection is compared, printed, and taken as a document and a table."""
    page.goto(f"{site.url}comparer/?fiches={A},{B}")
    page.wait_for_selector("#comparer[data-pret]")
    assert_nothing_refused(page)
    page.goto(f"{site.url}selection/?fiches={A},{B}")
    page.wait_for_selector("#selection[data-pret]")
    page.evaluate("() => { window.print = () => {}; }")
    page.locator("[data-action=imprimer]").click()
    for action in ("document", "tableau"):
        with page.expect_download():
            page.locator(f"[data-action={action}]").click()


def contributed(page: Page, site: Site) -> None:
    """A record is imported, judged, shown, downloaded, and its draft found again."""
    open_form(page, site, f"?fiche={A}")
    _, text = downloaded(page)
    open_form(page, site)
    paste(page, text)
    verdict(page)
    page.get_by_role("button", name="Voir la fiche").click()
    expect(page.locator("#apercu")).to_be_focused()
    assert_nothing_refused(page)
    page.reload()
    page.wait_for_selector("#formulaire[data-pret]")


def explained(page: Page, site: Site) -> None:
    """A word of the glossary explains itself."""
    page.goto(f"{site.url}projets/{A}/")
    page.locator("a.glose").first.click()
    expect(page.locator("#glose-bulle")).to_be_visible()


@pytest.mark.parametrize(
    "use", [searched, carried_away, contributed, explained], ids=lambda use: use.__name__
)
def test_rien_n_est_refuse_a_qui_se_sert_du_site(
    site: Site, page: Page, use: Callable[[Page, Site], None]
) -> None:
    use(page, site)
    assert_nothing_refused(page)


def test_la_politique_refuse_ce_qui_fait_du_html_ou_du_code_d_une_chaine(
    site: Site, page: Page
) -> None:
    listing.go(page, f"{site.url}catalogue/?q=bail")
    tries = [f"try {{ {door}; passe('{name}'); }} catch {{}}" for name, door in DOORS.items()]
    opened = "(window.__passes ??= []).push(nom)"
    script = "\n".join([f"const passe = (nom) => {opened};", "passe('temoin');", *tries])
    # In a file of the site: what the tests evaluate themselves, the browser does not judge.
    page.route("**/essai.js", lambda r: r.fulfill(body=script, content_type="text/javascript"))
    page.evaluate("() => import('/essai.js')")
    assert page.evaluate("window.__passes") == ["temoin"]
