"""Where pages lead on: no page of a term, a place, an organisation or a call is a wall."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from catalogue.site.kinds import call, organisation, term
from catalogue.site.page import Identity, Page
from catalogue.site.site_view import SiteView
from catalogue.site.ways import NO_CALL_FOR_PUBLIC, NO_CALL_HERE, Origin, WaysView
from support.drawing import view_of
from support.places import MINIATURE, ROOT

SITE = Identity(nom="Site")
SERVICES = ("etat-region", "hlm-region")


@pytest.fixture(scope="module")
def real() -> SiteView:
    """Return everything that the real pages show."""
    return view_of(ROOT)


def _alone(view: SiteView, id_: str) -> SiteView:
    """Return the same site with one record."""
    kept = tuple(p for p in view.corpus.projects if p.id == id_)
    return SiteView(replace(view.corpus, projects=kept), view.schemas)


def _pages(view: SiteView) -> Iterator[tuple[Page, WaysView]]:
    """Yield the first page of each term, place, organisation and call, and its ways on."""
    modules = {m.__name__: m for m in (call, organisation, term)}
    for kind in view.kinds:
        if kind.module in modules:
            for draft in modules[kind.module].drafts(view, kind):
                page = next(iter(draft.make(SITE)))
                yield page, view.ways.made[kind.reference, page.address.split("/")[1]]


@pytest.mark.parametrize("kept", ["", "haute-savoie-emil"])
def test_aucune_page_n_est_un_mur(real: SiteView, kept: str) -> None:
    view = _alone(real, kept) if kept else real
    seen = set()
    for page, ways in _pages(view):
        seen.add(page.shell)
        assert ways.appels, page.address
        assert ways.guichets, page.address
        assert all(desk.fonction.a_demander for desk in ways.guichets), page.address
        assert any(desk.services for desk in ways.guichets), page.address
        assert ways.questions, page.address
        assert ways.proposer.startswith("contribuer/"), page.address
        assert 'id="suites"' in page.html, page.address
        # Where the page lists every record there is, no other is left to be near.
        listed = {c.adresse for c in view.cards if f'projets/{c.id}/"' in page.html}
        assert len(listed) == len(view.cards) or ways.proches, page.address
    assert seen == {"appel", "organisme", "terme", "territoire"}


def test_aucun_terme_sans_fiche_n_est_propose_comme_voisin(real: SiteView) -> None:
    named = [count for _, view in real.terms for _, count in view.voisins]
    assert named
    assert all(named)


def _ways(view: SiteView, reference: str, id_: str) -> WaysView:
    """Return the ways on from a term or a place of a site."""
    kind = next(k for k in view.kinds if k.reference == reference)
    found = next(t for t in view.terms_by_kind[kind] if t.id == id_)
    places = (id_,) if reference == "territoires" else ()
    return view.ways.of(
        Origin(reference=reference, id=id_, cartes=found.cartes, territoires=places)
    )


def _called(ways: WaysView) -> set[str]:
    return {(line.lien.adresse or "").split("/")[1] for line in ways.appels}


def test_un_public_mene_aux_appels_qui_le_citent(real: SiteView) -> None:
    ways = _ways(real, "publics", "violences")
    assert {"fnavdl-nouvelle-aquitaine-2025", "fnavdl-hauts-de-france-2023"} <= _called(ways)
    assert "fnavdl-martinique-2025" not in _called(ways)
    assert ways.appels_raison == ""


def test_un_public_qu_aucun_appel_ne_cite_mene_a_ceux_qui_visent_tous(real: SiteView) -> None:
    ways = _ways(real, "publics", "personnes-agees")
    assert ways.appels_raison == NO_CALL_FOR_PUBLIC
    assert "fnavdl-normandie-2022" in _called(ways)


def test_un_departement_a_les_appels_de_sa_region(real: SiteView) -> None:
    assert _called(_ways(real, "territoires", "33")) == {
        "fnavdl-nouvelle-aquitaine-2025",
        "fnavdl-nouvelle-aquitaine-2022",
    }


def test_une_region_a_les_appels_de_ses_departements(real: SiteView) -> None:
    assert _called(_ways(real, "territoires", "ara")) == {"fnavdl-rhone", "fnavdl-isere"}


def test_un_lieu_sans_appel_le_dit_et_mene_ailleurs(real: SiteView) -> None:
    ways = _ways(real, "territoires", "34")
    assert ways.appels_raison == NO_CALL_HERE
    assert len(_called(ways)) == 3


def test_chaque_lieu_a_son_service_de_l_etat(real: SiteView) -> None:
    for id_ in real.corpus.territories:
        desks = {d.fonction.libelle: d.services for d in _ways(real, "territoires", id_).guichets}
        assert desks["Service de l’État dans la région"], id_


def test_un_lieu_n_a_pas_les_services_d_une_autre_region(real: SiteView) -> None:
    ways = _ways(real, "territoires", "34")
    names = {s.nom for d in ways.guichets for s, _, _ in d.services}
    assert "DREETS Occitanie" in names
    assert "DREETS Bretagne" not in names


def test_un_lieu_nomme_ses_organismes_et_ceux_de_ce_qui_le_contient() -> None:
    view = view_of(MINIATURE)
    assert [link.libelle for link, _ in _ways(view, "territoires", "cvl").organismes] == [
        "Bailleur d’essai (BE)"
    ]
    assert [link.libelle for link, _ in _ways(view, "territoires", "75").organismes] == [
        "Autre bailleur"
    ]


def test_un_departement_sans_fiche_montre_celles_de_ses_voisins(real: SiteView) -> None:
    reasons = {near.raison for near in _ways(real, "territoires", "48").proches}
    assert "Même région\u00a0: Occitanie." in reasons


def test_une_initiative_proche_partage_un_outil_et_sert_un_autre_public(real: SiteView) -> None:
    ways = _ways(real, "publics", "violences")
    assert ways.proches
    for near in ways.proches:
        assert near.raison.startswith(("Même outil", "Même partenariat"))
        assert "pour un autre public" in near.raison
        assert "violences" not in {(p.adresse or "").split("/")[1] for p in near.carte.publics}


def test_ce_que_personne_ne_dit_se_demande_d_abord(real: SiteView) -> None:
    said = [note for _, note in _ways(real, "publics", "violences").questions]
    assert said[0] == "aucune fiche d’ici ne le dit"
    assert len(set(said)) > 1


def test_la_proposition_a_deja_son_sujet(real: SiteView) -> None:
    assert _ways(real, "outils", "bail-glissant").proposer == "contribuer/?outil=bail-glissant"


def test_un_organisme_que_nulle_fiche_ne_nomme_mene_a_ce_qu_il_a_publie(real: SiteView) -> None:
    ways = real.ways.of(Origin(reference="organismes", id="pluricite", cartes=()))
    assert any("programme/#source-" in (link.adresse or "") for _, link in ways.publie)
