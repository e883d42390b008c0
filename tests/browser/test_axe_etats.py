"""Accessibility of the states that a reader brings about: axe finds no violation in any of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.axe import in_light_and_dark
from browser.form import open_form, verdict
from browser.keeping import A, B, give
from browser.pages import STEPS, visit
from browser.readers import forget
from browser.rig import DESK, NARROW, OpenPage, Site

FULL = 40
"""Records in a selection that takes no more."""

State = Callable[[Page, Site], None]


@pytest.fixture(scope="module")
def shared_page(open_shared_page: OpenPage) -> Page:
    """One page for all states."""
    return open_shared_page(**DESK, bypass_csp=True)


@pytest.fixture
def page(shared_page: Page) -> Page:
    """The shared page, wide, of a reader who has chosen and written nothing yet."""
    forget(shared_page)
    shared_page.set_viewport_size(DESK["viewport"])
    return shared_page


def skip_link(page: Page, site: Site) -> None:
    """The skip links are seen."""
    visit(page, site, "fiche-etapes")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_in_viewport(ratio=1)


def word_explained(page: Page, site: Site) -> None:
    """A word of the glossary is explained beside it."""
    visit(page, site, "fiche-volets")
    page.locator("a.glose").first.click()
    expect(page.locator("#glose-bulle")).to_be_visible()


def sheet_unfolded(page: Page, site: Site) -> None:
    """Everything that a sheet folds is open, and its reference was copied, or could not be."""
    visit(page, site, "fiche-etapes")
    unfold(page, ".fiche details")
    page.locator("[data-copie]").click()
    expect(page.locator(".citation-etat")).not_to_be_empty()


def unfold(page: Page, details: str) -> None:
    """Open all that a selector names."""
    page.locator(details).evaluate_all("(plis) => plis.forEach((pli) => { pli.open = true; })")


def table_sorted(page: Page, site: Site) -> None:
    """A table was sorted, and the list under it is open."""
    visit(page, site, "territoires")
    page.locator("th[data-tri] button").first.click()
    unfold(page, "main details")
    expect(page.locator("#tri-annonce")).to_contain_text("trié par")


def all_facets_open(page: Page, site: Site) -> None:
    """All facets are open, a région shows its départements, and a choice is looked for."""
    visit(page, site, "catalogue-filtre")
    if page.locator(".filtres-bouton").is_visible():
        page.locator(".filtres-bouton").click()
    unfold(page, ".facette")
    page.locator(".choix-deplier:visible").first.click()
    page.locator(".facette-recherche input:visible").first.fill("a")


def results_sorted(page: Page, site: Site) -> None:
    """The results are in another order, with the note on those that it cannot place."""
    visit(page, site, "catalogue")
    page.locator("#tri").select_option("menages")
    expect(page.locator("#tri-note")).to_be_visible()


def unknown_choice(page: Page, site: Site) -> None:
    """The address asked for what the catalogue does not know."""
    page.goto(f"{site.url}catalogue/?public=inconnu")
    expect(page.locator("#messages")).to_contain_text("ne connaît pas")


def no_result(page: Page, site: Site) -> None:
    """The choices have no result together."""
    page.goto(f"{site.url}catalogue/?public=monoparentales&territoire=38")
    expect(page.locator("#vide")).to_be_visible()


def selection_full(page: Page, site: Site) -> None:
    """The selection takes no more, and says so on the sheet."""
    give(page, site, *(f"fiche-{i}" for i in range(FULL)))
    page.goto(site.url + STEPS)
    button = page.locator(".fiche [data-selection]").first
    expect(button).to_contain_text("pleine")
    button.click(force=True)


def comparison_refused(page: Page, site: Site) -> None:
    """Too few records were chosen for a comparison."""
    give(page, site, A, B)
    visit(page, site, "comparer-vide")
    page.locator("#choix-liste button").click()
    expect(page.locator("#messages[role=status]")).to_contain_text("Il faut cocher")


def differences_only(page: Page, site: Site) -> None:
    """The comparison hides what is alike; what it folds is open."""
    visit(page, site, "comparer-trois")
    unfold(page, ".comparaison-pli")
    page.locator("#differences").check()
    expect(page.locator("#comparaison-etat")).to_contain_text("masquée")


def contribution_in_error(page: Page, site: Site) -> None:
    """A record, a choice more, a new organisation: its faults are told, all that it holds is open.

    What it does not hold has fields of the same kinds, folded.
    """
    open_form(page, site, "?fiche=isere-logement-toujours&outil=bail-glissant")
    expect(page.locator("#message")).to_contain_text("bail glissant", ignore_case=True)
    page.get_by_role("button", name="Ajouter un organisme").click()
    page.get_by_label("Organisme (obligatoire)").last.fill("Organisme imaginaire")
    page.get_by_label("Titre (obligatoire)").fill("")
    assert "à corriger" in verdict(page)
    unfold(page, "#formulaire details:has(:is(.fc-rempli, .fc-choisis):not(:empty))")


def contribution_previewed(page: Page, site: Site) -> None:
    """A record is being corrected, its preview and its text shown."""
    open_form(page, site, "?fiche=reims-eviter-expulsion")
    page.get_by_role("button", name="Voir la fiche").click()
    expect(page.locator("#apercu")).to_be_focused()
    unfold(page, "#apercu details, .fc-texte")


def page_to_correct(page: Page, site: Site) -> None:
    """A page other than a record is being corrected, its message shown."""
    page.goto(f"{site.url}contribuer/?page=outils/bail-glissant/")
    expect(page.locator("#corriger")).to_be_focused()
    page.locator("#corriger-copier").click()
    expect(page.locator("#corriger-etat")).not_to_be_empty()
    unfold(page, "#corriger details")


def file_unfolded(page: Page, site: Site) -> None:
    """Everything that an applicant's file folds is open, and a record was looked for."""
    visit(page, site, "candidature-choix")
    unfold(page, "#candidature details")
    page.locator("#mots").fill("Reims")
    page.keyboard.press("Enter")
    expect(page.locator("#trouvees-dit")).to_contain_text("Reims")


STATES: tuple[State, ...] = (
    skip_link, word_explained, sheet_unfolded, table_sorted, all_facets_open, results_sorted,
    unknown_choice, no_result, selection_full, comparison_refused, differences_only,
    contribution_in_error, contribution_previewed, page_to_correct, file_unfolded,
)  # fmt: skip

AGAIN_WHEN_NARROW = (skip_link, word_explained, all_facets_open)
"""The states that are brought about in another way on a narrow page, or lost when it narrows."""
NARROW_TOO = (
    *AGAIN_WHEN_NARROW, sheet_unfolded, differences_only, contribution_in_error, file_unfolded,
)  # fmt: skip
"""The states that a narrow page lays out otherwise; the others only have shorter lines there."""


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_ne_trouve_rien_dans_cet_etat_ni_en_clair_ni_en_sombre(
    site: Site, page: Page, state: State
) -> None:
    state(page, site)
    assert in_light_and_dark(page) == []


@pytest.mark.parametrize("state", NARROW_TOO, ids=lambda state: state.__name__)
def test_axe_ne_trouve_rien_dans_cet_etat_a_320_pixels(
    site: Site, page: Page, state: State
) -> None:
    if state not in AGAIN_WHEN_NARROW:
        state(page, site)
    page.set_viewport_size(NARROW["viewport"])
    if state in AGAIN_WHEN_NARROW:
        state(page, site)
    assert in_light_and_dark(page) == []
