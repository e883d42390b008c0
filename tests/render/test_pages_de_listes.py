"""Long lists in pages: nothing is lost between two of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogue.site.kinds.call import call_pages
from catalogue.site.kinds.organisation import organisation_pages, role_groups
from catalogue.site.kinds.term import term_pages
from catalogue.site.organisations import RoleView
from catalogue.site.page import CARDS_PER_PAGE, ListPage, Page, count_pages, list_pages
from catalogue.site.site_view import SiteView
from catalogue.site.views import Card
from catalogue.site.ways import Origin, WaysView
from support.drawing import view_of
from support.html import parse
from support.places import MINIATURE


@pytest.fixture(scope="module")
def view() -> SiteView:
    """Return the view of the miniature corpus."""
    return view_of(MINIATURE)


def _ways(view: SiteView) -> WaysView:
    """Return ways on that name no record: those of the list alone are counted."""
    return replace(view.ways.of(Origin(reference="outils", id="x", cartes=())), proches=())


def _cards(view: SiteView, count: int) -> tuple[Card, ...]:
    card = view.cards[0]
    return tuple(replace(card, id=f"f{n}", adresse=f"projets/f{n}/") for n in range(count))


@pytest.mark.parametrize("count", [0, 1, 50, 51, 100, 120])
def test_les_pages_d_une_liste_la_contiennent_toute_dans_l_ordre(count: int) -> None:
    pages = list(list_pages("x/", range(count)))
    assert [n for page in pages for n in page.cards] == list(range(count))
    assert len(pages) == count_pages(count)
    assert all(len(page.cards) <= CARDS_PER_PAGE for page in pages)


def test_une_page_mene_a_la_premiere_a_la_derniere_et_a_ses_voisines() -> None:
    page = list(list_pages("x/", range(20 * CARDS_PER_PAGE)))[9]
    assert [link and link.libelle for link in page.links] == [
        "1", None, "8", "9", "10", "11", "12", None, "20",
    ]  # fmt: skip
    assert [link.adresse for link in page.links if link and link.libelle in ("1", "10")] == [
        "x/",
        None,
    ]


def _role(view: SiteView, id_: str, count: int) -> RoleView:
    return RoleView(id=id_, libelle=id_, nombre=str(count), cartes=_cards(view, count))


def test_un_role_commence_sur_une_page_d_avant_dit_qu_il_continue(view: SiteView) -> None:
    lines = [(r, c) for r in (_role(view, "a", 60), _role(view, "b", 5)) for c in r.cartes]
    pages: list[ListPage[tuple[RoleView, Card]]] = list(list_pages("x/", lines))
    shown = [[(r.id, on, len(cards)) for r, on, cards in role_groups(p)] for p in pages]
    assert shown == [[("a", False, 50)], [("a", True, 10), ("b", False, 5)]]


def _addresses(pages: list[Page]) -> list[str]:
    links = [e.attributes.get("href", "") for p in pages for e in parse(p.html).all("a")]
    return [link.rsplit("projets/", 1)[1] for link in links if "projets/" in link]


def test_un_organisme_a_beaucoup_de_fiches_les_liste_toutes(view: SiteView) -> None:
    entry = next(o for o in view.organisations if o.id == "bailleur-essai")
    found = view.organisation_maker.view(entry)
    pages = list(
        organisation_pages(
            replace(found, ensembles=(_role(view, "a", 120),)), _ways(view), view.lexicon
        )
    )
    assert [p.address for p in pages] == [
        f"organismes/bailleur-essai/{rank}" for rank in ("", "2/", "3/")
    ]
    assert _addresses(pages) == [f"f{n}/" for n in range(120)]
    assert pages[1].title == "Bailleur d’essai (BE) (page 2)"
    assert len({page.description for page in pages}) == 3


def test_un_terme_ne_se_definit_que_sur_sa_premiere_page(view: SiteView) -> None:
    term = replace(dict(view.terms)["outils/bail-glissant/"], cartes=_cards(view, 60))
    kind = next(kind for kind in view.kinds if kind.folder == "outils")
    first, second = term_pages(kind, term, _ways(view), view.lexicon)
    for said in ("En bref", "Dans le programme", "Sources"):
        assert (f">{said}</h2>" in first.html, f">{said}</h2>" in second.html) == (True, False)
    assert second.html.count("L’association loue") == 0
    assert second.description == f"Page 2. {first.description}"


@pytest.mark.parametrize(
    ("definition", "description"),
    [
        ("", "Bail glissant : 0 initiative, les organismes et les appels"),
        (
            "Un [bail](https://exemple.test)\n **court**, « A » & B.",
            "Un bail court, « A » & B. 0 initiative.",
        ),
    ],
)
def test_un_terme_se_decrit_en_texte_nu(view: SiteView, definition: str, description: str) -> None:
    found = dict(view.terms)["outils/bail-glissant/"]
    term = replace(found, definition=definition, cartes=())
    kind = next(kind for kind in view.kinds if kind.folder == "outils")
    (page,) = term_pages(kind, term, _ways(view), view.lexicon)
    assert page.description.startswith(description)


def test_un_appel_a_beaucoup_de_fiches_les_liste_toutes(view: SiteView) -> None:
    pages = list(call_pages(view.calls[0], _cards(view, 75), _ways(view), view.lexicon))
    assert _addresses(pages) == [f"f{n}/" for n in range(75)]
    assert len(pages) == 2
