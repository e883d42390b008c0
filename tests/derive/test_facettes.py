"""Facets: the choices of each record, broader terms included, in the order of the vocabulary."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from catalogue.records.types import Count
from catalogue.schema.fields import SchemaFaultError
from catalogue.site.blocks import Blocks
from catalogue.site.cards import count_words
from catalogue.site.evidence import documented
from catalogue.site.facets import FIRST_CHOICES, SHORT, blocks, facet_fields
from catalogue.site.site_view import SiteView
from catalogue.site.views import Facet, FacetValue
from support.drawing import view_of
from support.places import MINIATURE


@pytest.fixture(scope="module")
def view() -> SiteView:
    """Return the view of the miniature corpus."""
    return view_of(MINIATURE)


def _facet(view: SiteView, name: str) -> Facet:
    return next(facet for facet in view.facets if facet.parametre == name)


def _value(view: SiteView, facet: str, id_: str) -> FacetValue:
    return next(value for value in _facet(view, facet).valeurs if value.id == id_)


def _records(view: SiteView, facet: str, id_: str) -> set[str]:
    return {view.corpus.projects[i].id for i in _value(view, facet, id_).fiches}


def test_un_terme_precis_compte_aussi_pour_le_terme_plus_large(view: SiteView) -> None:
    assert "essai-complet" in _records(view, "public", "familles")


def test_un_terme_large_ne_compte_pas_pour_le_terme_precis(view: SiteView) -> None:
    assert _records(view, "public", "familles-monoparentales") == {"essai-complet"}


def test_un_departement_compte_aussi_pour_sa_region(view: SiteView) -> None:
    assert _records(view, "territoire", "cvl") == {"essai-complet", "essai-corse"}


def test_une_region_ne_compte_pas_pour_ses_departements(view: SiteView) -> None:
    assert _records(view, "territoire", "28") == {"essai-complet"}


def test_un_terme_retire_sans_fiche_n_est_pas_propose(view: SiteView) -> None:
    assert "expulses" not in {value.id for value in _facet(view, "public").valeurs}


def test_un_terme_sans_fiche_reste_propose(view: SiteView) -> None:
    assert _value(view, "modalite", "collectif").fiches == ()


def test_un_territoire_sans_fiche_n_est_pas_propose(view: SiteView) -> None:
    assert "75" not in {value.id for value in _facet(view, "territoire").valeurs}


def test_les_choix_suivent_les_familles_du_vocabulaire(view: SiteView) -> None:
    families = [value.famille for value in _facet(view, "public").valeurs]
    assert families == ["logement", "logement", "menage", "menage"]


def test_chaque_departement_suit_sa_region(view: SiteView) -> None:
    codes = [value.id for value in _facet(view, "territoire").valeurs]
    assert codes == ["cvl", "28", "cor", "2a", "ges", "51", "idf", "re", "974"]


def test_les_facettes_secondaires_viennent_apres_les_autres(view: SiteView) -> None:
    flags = [facet.secondaire for facet in view.facets]
    assert flags == sorted(flags)


def test_une_facette_lue_dans_deux_champs_n_est_la_qu_une_fois(view: SiteView) -> None:
    names = [facet.parametre for facet in view.facets]
    assert len(names) == len(set(names))


def test_les_fiches_d_un_choix_sont_dans_l_ordre_du_catalogue(view: SiteView) -> None:
    for facet in view.facets:
        for value in facet.valeurs:
            assert list(value.fiches) == sorted(set(value.fiches))


def test_chaque_choix_d_une_fiche_est_compte_une_fois(view: SiteView) -> None:
    counted = sum(len(v.fiches) for v in _facet(view, "outil").valeurs)
    assert counted == sum(len(p.outils) for p in view.corpus.projects)


def test_un_territoire_sans_fiche_a_sa_page(view: SiteView) -> None:
    assert "territoires/75/" in {address for address, _ in view.terms}


def test_un_terme_retire_garde_sa_page_qui_mene_a_son_remplacant(view: SiteView) -> None:
    successor = dict(view.terms)["publics/expulses/"].remplace_par
    assert successor is not None and successor.adresse == "publics/impayes/"


def test_l_annee_d_une_fiche_est_celle_de_son_appel(view: SiteView) -> None:
    for value in _facet(view, "annee").valeurs:
        for position in value.fiches:
            call = view.corpus.calls[view.corpus.projects[position].appel]
            assert str(call.annee) == value.id
    with_call = [p for p in view.corpus.projects if p.appel]
    counted = sum(len(v.fiches) for v in _facet(view, "annee").valeurs)
    assert counted == len(with_call) > 0


def test_un_organisme_se_choisit_quel_que_soit_son_role_ou_dans_un_role(view: SiteView) -> None:
    (project,) = (p for p in view.corpus.projects if p.id == "essai-complet")
    part = project.organismes[0]
    assert project.id in _records(view, "organisme", part.organisme)
    for role in part.roles:
        assert project.id in _records(view, "organisme", f"{part.organisme}.{role}")


def test_les_organismes_vont_du_plus_au_moins_frequent_chacun_avant_ses_roles(
    view: SiteView,
) -> None:
    values = _facet(view, "organisme").valeurs
    counts = [len(v.fiches) for v in values if v.parent is None]
    assert counts == sorted(counts, reverse=True)
    for value, following in pairwise(values):
        if following.parent is not None:
            assert following.parent in (value.id, value.parent)


def test_un_role_mene_a_la_page_de_son_organisme(view: SiteView) -> None:
    for value in _facet(view, "organisme").valeurs:
        assert value.adresse == f"organismes/{value.parent or value.id}/"


def test_ce_qui_est_documente_est_ce_que_la_grille_dit(view: SiteView) -> None:
    for value in _facet(view, "preuve").valeurs:
        expected = {p.id for p in view.corpus.projects if value.id in documented(p)}
        assert _records(view, "preuve", value.id) == expected


def test_une_derivation_inconnue_est_refusee_par_son_nom() -> None:
    note = {"parametre": "x", "libelle": "X", "referentiel": "publics", "derivation": "magie"}
    spec = view_of(MINIATURE).spec
    with pytest.raises(SchemaFaultError, match="« x »"):
        facet_fields(replace(spec, schema={**spec.schema, "x-facettes-calculees": [note]}))


def test_la_page_ne_montre_que_quelques_choix_d_une_longue_facette(view: SiteView) -> None:
    value = _facet(view, "organisme").valeurs[0]
    many = tuple(replace(value, id=f"o{i}", parent=None) for i in range(600))
    [made] = blocks([replace(_facet(view, "organisme"), valeurs=many)])
    assert sum(len(members) for _, members in made.groupes) == FIRST_CHOICES
    assert made.reste == 600 - FIRST_CHOICES


def test_une_facette_est_ouverte_quand_elle_est_courte_ou_la_premiere(view: SiteView) -> None:
    value = replace(_facet(view, "outil").valeurs[0], fiches=(0,))

    def facet_of(used: int) -> Facet:
        unused = replace(value, id="sans-fiche", fiches=())
        values = tuple(replace(value, id=f"v{i}") for i in range(used))
        return replace(_facet(view, "outil"), valeurs=(*values, unused))

    made = blocks([facet_of(SHORT + 1), facet_of(SHORT), facet_of(SHORT + 1)])
    assert [facet.ouverte for facet in made] == [True, True, False]
    assert not blocks([facet_of(1), replace(facet_of(1), secondaire=True)])[1].ouverte


def test_chaque_facette_est_nommee_une_fois_dans_la_page(view: SiteView) -> None:
    page = Blocks(view).html("../", "catalogue")
    assert "<legend" not in page
    for facet in view.facets:
        assert page.count(f'id="facette-{facet.parametre}">{facet.libelle}<') == 1
        assert f'<fieldset aria-labelledby="facette-{facet.parametre}">' in page


def test_le_programme_vient_d_abord_puis_les_titres_comme_dans_un_dictionnaire(
    view: SiteView,
) -> None:
    assert [project.id for project in view.corpus.projects] == [
        "essai-corse",  # À l’essai…
        "essai-outre-mer",  # Œuvrer…
        "essai-complet",  # Un bail…
        "essai-hostile",  # Zone…
        "essai-minimal",  # Le strict minimum… : apparentée
    ]


def test_ce_qui_n_est_pas_renseigne_est_dit_et_non_compte_pour_zero(view: SiteView) -> None:
    assert view.cards_by_id["essai-minimal"].menages == "non renseigné"


@pytest.mark.parametrize(
    ("nature", "words"),
    [
        ("prevu", "8\u00a0ménages (prévu)"),
        ("realise", "8\u00a0ménages"),
        ("", "8\u00a0ménages"),
    ],
)
def test_une_carte_dit_qu_un_nombre_est_prevu(view: SiteView, nature: str, words: str) -> None:
    count = Count(valeur=8, unite="menages", nature=nature)
    assert count_words(view.corpus, count, "unites-menages") == words


def test_un_terme_retire_mene_a_celui_qui_est_employe(view: SiteView) -> None:
    assert view.corpus.successors("publics") == {"expulses": "impayes"}


def test_un_terme_retire_deux_fois_mene_au_dernier(view: SiteView) -> None:
    terms = {**view.corpus.vocabularies["publics"].termes}
    terms["plus-ancien"] = replace(terms["expulses"], id="plus-ancien", remplace_par="expulses")
    vocabulary = replace(view.corpus.vocabularies["publics"], termes=terms)
    corpus = replace(view.corpus, vocabularies={"publics": vocabulary})
    assert corpus.successors("publics") == {"expulses": "impayes", "plus-ancien": "impayes"}


def test_une_liste_sans_terme_retire_n_a_pas_de_successeur(view: SiteView) -> None:
    assert view.corpus.successors("outils") == {}
