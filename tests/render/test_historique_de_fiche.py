"""What a record's page shows of its past, and how a page announces its feed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogue.build.shell import CONTENT, DESCRIPTION, FEED, TITLE, cut, stamp
from catalogue.site.changes import Change
from catalogue.site.environment import environment, tools
from catalogue.site.histories import ChangedDay, Histories, RecordPast, record_past
from catalogue.site.page import Page as Stamped
from catalogue.site.page import feed_of
from support.drawing import view_of
from support.html import Page, parse
from support.places import MINIATURE

STATE = "donnees/v1/projets/x/2024-02-01.json"
CHANGE = Change(chemin=("resume",), champ="Résumé", avant="<b>Avant</b>", apres="Après « ici »")
DAY = ChangedDay(
    jour="2024-02-01",
    instant="2024-02-01T10:00:00Z",
    premier=False,
    changements=(CHANGE,),
    champs=("Résumé",),
    etat=STATE,
)
NOTHING = RecordPast(jours=(), manque=False, venues=(), retrait=None)


def _shown(past: RecordPast) -> Page:
    module = environment().get_template("historique.html.j2").module
    link = tools("../../")["lien"]
    return parse(str(module.passe(past, link)))  # type: ignore[attr-defined]


def test_un_jour_dit_ce_qui_a_change_et_mene_a_son_etat() -> None:
    page = _shown(replace(NOTHING, jours=(DAY,)))
    assert page.one("summary").text == "Le 1er février 2024\u00a0: résumé"
    assert "«\u00a0Après “ici”\u00a0» au lieu de «\u00a0<b>Avant</b>\u00a0»" in page.text
    assert f"../../{STATE}" in [e.attributes["href"] for e in page.all("a")]
    assert not page.all("b")


def test_ce_qui_est_tu_n_est_pas_detaille() -> None:
    hidden = replace(DAY, changements=(), champs=(), tu=True, etat="")
    page = _shown(replace(NOTHING, jours=(hidden,)))
    assert "Le détail n’est pas montré" in page.text
    assert STATE not in repr(page)


@pytest.mark.parametrize(
    ("past", "said"),
    [
        (replace(NOTHING, manque=True), "construit sans l’historique"),
        (NOTHING, "n’est pas encore dans l’historique"),
        (replace(NOTHING, retrait=("2 mai 2024", "À sa demande.")), "avant le 2 mai 2024"),
    ],
)
def test_sans_jour_la_page_dit_pourquoi(past: RecordPast, said: str) -> None:
    assert said in _shown(past).text


def test_une_fiche_dit_qui_l_a_rejointe() -> None:
    corpus = view_of(MINIATURE).corpus
    page = _shown(record_past(corpus, Histories(), "essai-complet"))
    assert "l’ancienne adresse /projets/essai-ancien/ mène ici" in page.text
    assert corpus.moves[0].motif in page.text
    assert "ancienne adresse" not in _shown(record_past(corpus, Histories(), "essai-corse")).text


def test_la_version_a_citer_est_la_derniere_si_elle_est_publiee() -> None:
    assert replace(NOTHING, jours=(DAY,)).version == DAY
    assert replace(NOTHING, jours=(replace(DAY, etat=""), DAY)).version is None
    assert NOTHING.version is None


@pytest.mark.parametrize(
    ("address", "base"), [("publics/x/", "../../"), ("publics/x/2/", "../../../")]
)
def test_une_page_suivie_annonce_son_flux_et_les_autres_rien(address: str, base: str) -> None:
    html = f"<head>{FEED}</head><body>{TITLE}{DESCRIPTION}{CONTENT}</body>"
    page = Stamped(address=address, shell="x", title="X", description="x", html="")
    told = replace(page, flux=feed_of("publics/x/", "Jeunes & Cie"))
    (link,) = parse(stamp(cut("x", html), told)).all("link")
    assert link.attributes["href"] == f"{base}publics/x/flux.xml"
    assert (link.attributes["type"], link.attributes["title"]) == (
        "application/atom+xml",
        "Jeunes & Cie",
    )
    assert not parse(stamp(cut("x", html), page)).all("link")
