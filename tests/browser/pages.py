"""One address for each kind of page of the real site."""

from __future__ import annotations

from playwright.sync_api import Page

from browser import listing
from browser.rig import Site

STEPS = "projets/eure-et-loir-parcours-sur-mesure/"
STRANDS = "projets/reims-eviter-expulsion/"
GRADUATED = "projets/isere-logement-toujours/"

THREE = ",".join(address.split("/")[1] for address in (STEPS, STRANDS, GRADUATED))
"""The ids of these records, as an address lists them."""

PAGES: dict[str, str] = {
    "accueil": "",
    "catalogue": "catalogue/",
    "catalogue-filtre": "catalogue/?public=heberges&public=monoparentales&finalite=acces",
    "catalogue-mots": "catalogue/?q=bail+glissant",
    "catalogue-vide": "catalogue/?q=hébrgement&territoire=51",
    "catalogue-sans-fiche": "catalogue/?q=MNA",
    "catalogue-corrige": "catalogue/?q=convention+tripatite",
    "fiche-etapes": STEPS,
    "fiche-volets": STRANDS,
    "fiche-actions-graduees": GRADUATED,
    "vocabulaire": "outils/",
    "terme": "publics/heberges/",
    "terme-sans-fiche": "publics/dalo/",
    "outil": "outils/bail-glissant/",
    "partenariat": "partenariats/inter-bailleurs/",
    "territoires": "territoires/",
    "lacunes": "lacunes/",
    "region": "territoires/ges/",
    "departement": "territoires/28/",
    "organismes": "organismes/",
    "organisme": "organismes/habitat-eurelien/",
    "instance": "organismes/ccapex/",
    "appels": "appels/",
    "appel": "appels/aap-2014/",
    "programme": "programme/",
    "bilans": "bilans/",
    "bilan": "bilans/2019/",
    "bilan-liste": "bilans/2019/listes/public-impayes-expulsion/",
    "preparer-un-bilan": "contribuer/preparer-un-bilan/",
    "preuves": "preuves/",
    "glossaire": "glossaire/",
    "contribuer": "contribuer/",
    "champs": "contribuer/champs/",
    "guide": "contribuer/guide-entretien/",
    "regles": "contribuer/regles/",
    "mentions": "mentions-legales/",
    "accessibilite": "accessibilite/",
    "plan": "plan-du-site/",
    "selection-vide": "selection/",
    "selection-partagee": f"selection/?fiches={THREE}",
    "comparer-vide": "comparer/",
    "comparer-trois": f"comparer/?fiches={THREE}",
    "candidature": "candidature/",
    "candidature-choix": f"candidature/?region=34&publics=violences&fiches={THREE}",
    "inconnue": "une/adresse/inconnue/",
}
"""Kind of page → its address under the site's own."""

UNKNOWN = "inconnue"

CATALOGUE_ASKED = [kind for kind in PAGES if kind.startswith("catalogue-")]
ARRIVALS: dict[str, str] = dict.fromkeys(CATALOGUE_ASKED, "#resultats-titre") | {
    "selection-partagee": "#partage-titre",
    "comparer-trois": "#comparaison-titre",
    "candidature-choix": "#projet-titre",
}
"""Kind of page that opens with something chosen → what tells it, where the focus is put."""


def visit(page: Page, site: Site, kind: str) -> None:
    """Load a page and wait until it has done what it does by itself."""
    address = site.url + PAGES[kind]
    if kind.startswith("catalogue"):
        listing.go(page, address)
    else:
        page.goto(address)
    if kind == "contribuer":
        page.wait_for_selector("#formulaire[data-pret]", state="attached")
    if kind.startswith(("selection", "comparer", "candidature")):
        ready = "#selection[data-pret], #comparer[data-pret], #candidature[data-pret]"
        page.wait_for_selector(ready, state="attached")


def visit_without_javascript(page: Page, site: Site, kind: str) -> None:
    """Load a page as it is written."""
    page.goto(site.url + PAGES[kind])


def visit_to_the_end(page: Page, site: Site, kind: str) -> None:
    """Load a page and wait until it asks for nothing more."""
    visit(page, site, kind)
    if kind.startswith("catalogue"):
        page.wait_for_load_state("networkidle")
    else:
        # Where nothing moves any more, a browser without a window may not call that idle.
        page.evaluate("() => new Promise((fin) => requestIdleCallback(fin, { timeout: 1000 }))")
