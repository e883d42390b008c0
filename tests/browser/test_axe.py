"""Accessibility: axe finds no violation on any kind of page, in light and in dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browser.axe import in_light_and_dark
from browser.pages import PAGES, visit
from browser.rig import DESK, NARROW, OpenPage, Site

TWINS = {
    "fiche-volets": "fiche-actions-graduees", "partenariat": "outil", "departement": "region",
    "instance": "organisme", "mentions": "regles", "accessibilite": "regles",
    "catalogue-corrige": "catalogue-sans-fiche", "catalogue-mots": "catalogue",
}  # fmt: skip
"""Kind of page → one made of the same parts, that is judged for both."""
ON_A_PHONE = (
    "accueil", "catalogue-filtre", "catalogue-vide", "fiche-volets", "terme", "organisme",
    "contribuer",
)  # fmt: skip


@pytest.fixture(scope="module")
def page(open_shared_page: OpenPage) -> Page:
    """One wide page; axe is a script that the site's own policy would refuse."""
    return open_shared_page(**DESK, bypass_csp=True)


@pytest.fixture(scope="module")
def phone(open_shared_page: OpenPage) -> Page:
    """One page of 320 pixels."""
    return open_shared_page(**NARROW, bypass_csp=True)


@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind not in TWINS])
def test_axe_ne_trouve_rien_ni_en_clair_ni_en_sombre(site: Site, page: Page, kind: str) -> None:
    visit(page, site, kind)
    assert in_light_and_dark(page) == []


@pytest.mark.parametrize("kind", ON_A_PHONE)
def test_axe_ne_trouve_rien_a_320_pixels_menu_ouvert(site: Site, phone: Page, kind: str) -> None:
    visit(phone, site, kind)
    phone.get_by_role("button", name="Menu").click()
    expect(phone.locator("#menu")).to_be_visible()
    assert in_light_and_dark(phone) == []


def test_axe_ne_trouve_rien_a_320_pixels_filtres_ouverts(site: Site, phone: Page) -> None:
    visit(phone, site, "catalogue-filtre")
    phone.locator(".filtres-bouton").click()
    expect(phone.locator(".facette").first).to_be_visible()
    assert in_light_and_dark(phone) == []


def test_axe_voit_une_faute_d_apres_les_couleurs_sombres(page: Page) -> None:
    page.set_content(
        '<html lang="fr"><title>Essai</title><style>p { color: #000; background: #fff }'
        "@media (prefers-color-scheme: dark) { p { background: #222 } }</style>"
        "<main><h1>Essai</h1><img src='x'><p>Noir</p></main></html>"
    )
    found = " ".join(in_light_and_dark(page))
    assert ("image-alt" in found, "color-contrast" in found) == (True, True)


def test_axe_voit_un_mot_trop_pale_parmi_cinquante_pareils(page: Page) -> None:
    rows = "".join(f"<li>Une ligne <a href='#{i}'>comme une autre</a></li>" for i in range(50))
    pale = rows.replace("'#30'", "'#30' style='color: #ccc'", 1)
    for list_, faults in ((rows, 0), (pale, 1)):
        page.set_content(
            "<html lang='fr'><title>Essai</title><style>:root { color-scheme: light }"
            " body { background: #fff } a { color: #00c }</style>"
            f"<main><h1>Essai</h1><ul>{list_}</ul></main></html>"
        )
        found = [line for line in in_light_and_dark(page) if line.startswith("color-contrast")]
        # In light, then in dark: this page has the same colours.
        assert len(found) == 2 * faults


@pytest.mark.parametrize(
    ("rule", "sound", "faulty"),
    [
        # Words alone and a link alone are of the same looks, but for standing together.
        (
            "link-in-text-block",
            "<ul><li>Des mots</li><li><a href='#a'>Un lien</a></li></ul>",
            "<ul><li>Voir <a href='#a'>ce lien</a> ici</li></ul>",
        ),
        ("color-contrast", "<button disabled>Envoyer</button>", "<button>Envoyer</button>"),
        (
            "color-contrast",
            "<p style='font-size: 24px'>Un mot</p>",
            "<p style='font-size: 17px'>Un mot</p>",
        ),
        (
            "color-contrast",
            "<p style='font-size: 24px'>Un mot</p>",
            "<p style='font-size: 23px'>Un mot</p>",
        ),
        (
            "color-contrast",
            "<p style='font-size: 20px; font-weight: 700'>Un mot</p>",
            "<p style='font-size: 20px'>Un mot</p>",
        ),
        (
            "color-contrast",
            "<details><summary>Plus</summary><p>Un mot</p></details>",
            "<details open><summary>Plus</summary><p>Un mot</p></details>",
        ),
    ],
    ids=["lien parmi des mots", "désactivé", "petit", "moins grand", "moins gras", "replié"],
)
def test_axe_voit_ce_qui_n_a_pas_le_droit_de_ce_qui_vient_d_etre_juge(
    page: Page, rule: str, sound: str, faulty: str
) -> None:
    """What looks the same is judged once: these look the same, and one of them may."""
    for html, faults in ((sound, 0), (faulty, 1)):
        page.set_content(
            "<html lang='fr'><title>Essai</title><style>:root { color-scheme: light }"
            " body { background: #fff; color: #000 } a { color: #222; text-decoration: none }"
            " p { color: #8a8a8a } button, button:disabled { background: #fff; color: #ccc }"
            f"</style><main><h1>Essai</h1>{html}</main></html>"
        )
        found = {one.partition(":")[0] for one in in_light_and_dark(page)}
        assert (rule in found) == bool(faults)
