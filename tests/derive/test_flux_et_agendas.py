"""Feeds and calendars, read back by libraries that are not ours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import feedparser
import pytest
from icalendar import Calendar

from catalogue.data.agenda import agenda_files, call_dates, count_vague
from catalogue.data.feeds import LACKING, MOST, feed_files
from catalogue.data.package import UNNAMED
from catalogue.data.pages import addition
from catalogue.records.types import CallStep
from catalogue.site.changes import Change
from catalogue.site.histories import ChangedDay, Histories
from catalogue.site.page import FOLLOWED, Identity
from catalogue.site.site_view import SiteView
from support.drawing import view_of
from support.places import MINIATURE

SITE = Identity(nom="Essais & Cie", adresse="https://exemple.test/c/")
ID = "essai-corse"


def _day(day: str, *, first: bool = False, before: str = "a", after: str = "b") -> ChangedDay:
    change = Change(chemin=("resume",), champ="Résumé", avant=before, apres=after)
    changes = () if first else (change,)
    return ChangedDay(jour=day, instant=f"{day}T10:00:00Z", premier=first, changements=changes)


def _view(*days: ChangedDay) -> SiteView:
    return replace(view_of(MINIATURE), histories=Histories("", {ID: days}, {}))


def _feed(view: SiteView, address: str, site: Identity = SITE) -> feedparser.FeedParserDict:
    found = feedparser.parse(dict(feed_files(view, site))[address].encode())
    assert not found.bozo
    return found


def test_une_fiche_nouvelle_et_une_fiche_modifiee_ont_chacune_leur_flux() -> None:
    view = _view(_day("2024-02-01"), _day("2024-01-01", first=True))
    (new,) = _feed(view, "flux/fiches.xml").entries
    (changed,) = (e for e in _feed(view, "flux/changements.xml").entries if "modifiée" in e.title)
    assert (new.link, new.updated) == (
        f"https://exemple.test/c/projets/{ID}/",
        "2024-01-01T10:00:00Z",
    )
    assert changed.link == f"https://exemple.test/c/projets/{ID}/#historique"
    assert "Résumé" in changed.content[0].value and "au lieu de" in changed.content[0].value


def test_la_date_d_un_flux_est_celle_de_ce_qu_il_a_de_plus_recent() -> None:
    view = _view(_day("2024-02-01"), _day("2024-01-01", first=True))
    assert _feed(view, "flux/fiches.xml").feed.updated == "2024-01-01T10:00:00Z"


def test_un_flux_et_ses_articles_gardent_leur_nom_quand_le_site_demenage() -> None:
    view = _view(_day("2024-02-01"), _day("2024-01-01", first=True))
    here = _feed(view, "flux/fiches.xml")
    there = _feed(view, "flux/fiches.xml", Identity(nom="Ailleurs"))
    assert (here.feed.id, here.entries[0].id) == (there.feed.id, there.entries[0].id)
    assert here.entries[0].link != there.entries[0].link
    assert there.entries[0].link == f"../projets/{ID}/"
    assert len({here.feed.id, *(e.id for e in here.entries)}) == 1 + len(here.entries)


@pytest.mark.parametrize(("days", "held"), [(MOST, MOST), (MOST + 1, MOST)])
def test_un_flux_garde_les_plus_recents(days: int, held: int) -> None:
    told = [_day(f"2024-{m:02}-{d:02}") for m in (12, 11, 10) for d in range(28, 0, -1)][:days]
    entries = _feed(_view(*told), "flux/changements.xml").entries
    changed = [e.updated for e in entries if "modifiée" in e.title]
    assert changed == [day.instant for day in told][:held]


def test_ce_que_dit_une_fiche_reste_du_texte_dans_un_flux() -> None:
    hostile = _day("2024-02-01", after="<script>x</script> & \x0b]]>")
    (entry,) = (
        e for e in _feed(_view(hostile), "flux/changements.xml").entries if "modifiée" in e.title
    )
    assert "<script>" not in entry.content[0].value


def test_chaque_page_suivie_qui_a_des_fiches_a_son_flux() -> None:
    view = _view(_day("2024-01-01", first=True))
    addresses = {name for name, _ in feed_files(view, SITE) if not name.startswith("flux/")}
    terms = {
        f"{kind.address(term.id)}flux.xml"
        for kind, found in view.terms_by_kind.items()
        for term in found
        if kind.reference in FOLLOWED and term.cartes
    }
    calls = {f"{c.adresse}flux.xml" for c in view.calls if c.id in view.cards_by_call}
    assert addresses == terms | calls and terms and calls
    assert {name.split("/")[0] for name in terms} >= {"publics", "outils", "territoires"}


def test_le_flux_d_une_page_n_a_que_ses_fiches() -> None:
    view = _view(_day("2024-01-01", first=True))
    project = next(p for p in view.corpus.projects if p.id == ID)
    own = f"publics/{project.publics[0]}/flux.xml"
    new = [e.link for e in _feed(view, own).entries if e.title.startswith("Nouvelle")]
    assert new == [f"{SITE.adresse}projets/{ID}/"]
    others = [
        name
        for name, _ in feed_files(view, SITE)
        if name.startswith("publics/") and name.split("/")[1] not in project.publics
    ]
    told = [e.title for name in others for e in _feed(view, name).entries]
    assert others and not [title for title in told if title.startswith("Nouvelle")]


def test_sans_historique_un_flux_le_dit_et_reste_valide() -> None:
    view = replace(view_of(MINIATURE), histories=Histories("copie incomplète"))
    found = _feed(view, "flux/fiches.xml")
    assert (found.feed.subtitle, found.entries) == (LACKING, [])
    assert found.feed.updated


@pytest.mark.parametrize("lacking", ["", "copie incomplète"])
def test_les_pages_ne_promettent_que_ce_que_le_site_a(lacking: str) -> None:
    view = replace(view_of(MINIATURE), histories=Histories(lacking))
    blocks = addition(view, UNNAMED).blocks
    data, follow = str(blocks["donnees_fichiers"]("")), str(blocks["suivre"](""))
    assert ("dit chaque changement d’un champ" in data) == (not lacking)
    assert ("un jour passé garde une adresse" in data) == (not lacking)
    new, *_, editions = re.findall("<li>(.*flux/.*)</li>", follow)
    assert ("n’a pas l’historique" in new) == bool(lacking)
    assert ("rien pour l’instant" in new) == (not lacking)
    assert "historique" not in editions


def _calendar(view: SiteView, address: str, site: Identity = SITE) -> Calendar:
    return Calendar.from_ical(dict(agenda_files(view, site))[address])


def _with_steps(*steps: CallStep, places: tuple[str, ...] = ()) -> SiteView:
    view = view_of(MINIATURE)
    call = replace(
        next(iter(view.corpus.calls.values())), calendrier=steps, sessions=(), territoires=places
    )
    return replace(view, corpus=replace(view.corpus, calls={call.id: call}))


def _step(day: str, end: str = "", kind: str = "cloture", note: str = "") -> CallStep:
    return CallStep(etape=kind, date=day, source="x", fin=end, precision=note)


def test_une_date_d_appel_est_un_jour_entier() -> None:
    view = _with_steps(_step("2025-06-30", note="À midi ; l’heure compte, dit-on."))
    (event,) = _calendar(view, "appels/agenda.ics").walk("VEVENT")
    (call,) = view.corpus.calls.values()
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (
        date(2025, 6, 30),
        date(2025, 7, 1),
    )
    assert str(event["url"]) == f"{SITE.adresse}appels/{call.id}/"
    assert call.nom in event["summary"]
    assert event["description"].startswith("À midi ; l’heure compte, dit-on.")


def test_une_etape_qui_dure_va_jusqu_a_son_dernier_jour() -> None:
    view = _with_steps(_step("2025-06-30", "2025-07-04"))
    (event,) = _calendar(view, "appels/agenda.ics").walk("VEVENT")
    assert event.decoded("dtend") == date(2025, 7, 5)


def test_ce_dont_on_ne_sait_pas_le_jour_n_est_pas_dans_l_agenda() -> None:
    view = _with_steps(
        _step("2025-06"), _step("2025", kind="comite"), _step("2025-05-01", kind="ouverture")
    )
    assert [one.etape.etape for one in call_dates(view.corpus)] == ["ouverture"]
    assert count_vague(view.corpus) == 2


def test_de_deux_documents_sur_une_etape_le_premier_parle() -> None:
    view = _with_steps(
        _step("2025-06-30"),
        _step("2025-07-01"),
        _step("2025-07-10", kind="comite"),
        _step("2025-07", kind="comite"),
    )
    events = _calendar(view, "appels/agenda.ics").walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2025, 6, 30), date(2025, 7, 10)]
    assert count_vague(view.corpus) == 0


def test_une_etape_qui_revient_a_ses_deux_dates() -> None:
    view = _with_steps(
        _step("2024-07-18", kind="bilan"), _step("2025-03", kind="bilan"), _step("2025-05-02")
    )
    assert [one.etape.date for one in call_dates(view.corpus)] == ["2024-07-18", "2025-05-02"]
    assert count_vague(view.corpus) == 1
    view = _with_steps(_step("2024-07-18", kind="bilan"), _step("2025-03-02", kind="bilan"))
    events = _calendar(view, "appels/agenda.ics").walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2024, 7, 18), date(2025, 3, 2)]
    assert events[0]["uid"] != events[1]["uid"]


@pytest.mark.parametrize(
    ("places", "there", "elsewhere"), [((), 1, 1), (("cor",), 1, 0), (("2a",), 1, 0)]
)
def test_l_agenda_d_une_region_a_ses_appels_et_ceux_de_tous(
    places: tuple[str, ...], there: int, elsewhere: int
) -> None:
    view = _with_steps(_step("2025-06-30"), places=places)
    counts = [
        len(_calendar(view, f"territoires/{region}/agenda.ics").walk("VEVENT"))
        for region in ("cor", "cvl")
    ]
    assert counts == [there, elsewhere]


def test_les_lignes_d_un_agenda_ne_depassent_pas_75_octets() -> None:
    note = "é" * 200
    text = dict(agenda_files(_with_steps(_step("2025-06-30", note=note)), SITE))[
        "appels/agenda.ics"
    ]
    assert max(len(line.encode()) for line in text.split("\r\n")) == 75
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert note in event["description"]


def test_une_date_garde_son_nom_quand_elle_change() -> None:
    uids = [
        str(_calendar(_with_steps(_step(day)), "appels/agenda.ics").walk("VEVENT")[0]["uid"])
        for day in ("2025-06-30", "2025-07-15")
    ]
    assert uids[0] == uids[1]
