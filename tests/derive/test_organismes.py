"""The page of an organisation: its records by role, and whom it works with."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from catalogue.site.organisations import PARAMETER, OrganisationView
from catalogue.site.site_view import SiteView
from support.drawing import view_of, with_project
from support.places import MINIATURE


@pytest.fixture(scope="module")
def view() -> SiteView:
    """Return the view of the miniature corpus."""
    return view_of(MINIATURE)


def _pages(view: SiteView) -> dict[str, OrganisationView]:
    return {o.id: view.organisation_maker.view(o) for o in view.organisations}


@pytest.fixture(scope="module")
def pages(view: SiteView) -> dict[str, OrganisationView]:
    """Return the organisations by id."""
    return _pages(view)


def _with_two_roles(view: SiteView) -> SiteView:
    """Return the corpus where an organisation carries and funds the same record."""
    project = next(p for p in view.corpus.projects if p.id == "essai-corse")
    data: dict[str, Any] = copy.deepcopy(dict(project.data))
    data["organismes"] = [
        {"organisme": "bailleur-essai", "roles": ["financeur", "porteur"]},
        {"organisme": "association-essai", "roles": ["porteur"]},
    ]
    return with_project(view, project.file, data)


def test_les_fiches_d_un_organisme_sont_rangees_par_role(
    pages: dict[str, OrganisationView],
) -> None:
    groups = {r.id: {card.id for card in r.cartes} for r in pages["association-essai"].ensembles}
    assert [link.libelle for link, _ in pages["association-essai"].roles] == [
        "Porteur",
        "Accompagnement",
    ]
    assert any("essai-outre-mer" in cards for id_, cards in groups.items() if id_ != "porteur")


def test_une_fiche_ou_il_a_deux_roles_n_y_est_qu_une_fois(view: SiteView) -> None:
    page = _pages(_with_two_roles(view))["bailleur-essai"]
    assert [(r.id, len(r.cartes)) for r in page.ensembles] == [
        ("porteur", 1),
        ("porteur-financeur", 1),
    ]
    assert [count for _, count in page.roles] == ["2\u00a0fiches", "1\u00a0fiche"]
    assert (page.entree.fiches, page.entree.roles) == (2, "Porteur, financeur")


def test_chaque_role_mene_au_catalogue_filtre(pages: dict[str, OrganisationView]) -> None:
    addresses = [role.adresse for role, _ in pages["bailleur-essai"].roles]
    assert addresses == [f"catalogue/?{PARAMETER}=bailleur-essai.porteur"]


def test_un_partenaire_dit_ses_roles_et_dans_combien_de_fiches(
    pages: dict[str, OrganisationView],
) -> None:
    partners = {p.lien.adresse: (p.fiches, p.roles) for p in pages["bailleur-essai"].partenaires}
    assert partners["organismes/association-essai/"] == (1, "porteur et accompagnement")


def test_un_role_tenu_dans_une_partie_des_fiches_dit_combien(view: SiteView) -> None:
    page = _pages(_with_two_roles(view))["bailleur-essai"]
    partner = next(p for p in page.partenaires if p.lien.adresse == "organismes/association-essai/")
    assert (partner.fiches, partner.roles) == (2, "porteur et accompagnement (1)")


def test_un_organisme_n_est_pas_son_propre_partenaire(pages: dict[str, OrganisationView]) -> None:
    for id_, page in pages.items():
        assert f"organismes/{id_}/" not in {p.lien.adresse for p in page.partenaires}


def test_ses_publics_et_ses_outils_menent_aux_fiches_qui_les_citent(
    pages: dict[str, OrganisationView],
) -> None:
    shares = {share.titre: share.liens for share in pages["bailleur-essai"].partages}
    link, count = shares["Publics"][0]
    assert count == "2\u00a0fiches"
    assert link.adresse == "catalogue/?organisme=bailleur-essai&public=sortants-d-hebergement"
    assert set(shares) == {"Publics", "Outils", "Lieux"}


def test_un_organisme_sans_fiche_a_sa_page(view: SiteView) -> None:
    entries = {entry.id: entry for entry in view.organisations}
    assert set(entries) == set(view.corpus.organisations)
    pages = _pages(view)
    for id_, entry in entries.items():
        assert bool(pages[id_].roles) == bool(entry.fiches)
