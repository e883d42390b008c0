"""A call in words: newest first, what was read and what was not, and nothing on what day it is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalogue.records.assemble import call
from catalogue.site.call_views import call_state, calls_from_newest, regional_calls
from catalogue.site.site_view import SiteView
from support.drawing import view_of
from support.miniature import copy_records, issues_of, read_yaml, write_yaml
from support.places import ROOT

MODEL = re.compile(r"```yaml\n(# yaml-language-server.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def view() -> SiteView:
    """Return everything that the real pages show."""
    return view_of(ROOT)


def _windows(*steps: tuple[str, str], sessions: Any = ()) -> list[list[str]]:
    """Return what the browser is given of a call with some dated steps."""
    data: dict[str, Any] = {"nom": "Appel", "instrument": "x", "sources": ["s"]}
    data["calendrier"] = [{"etape": e, "date": d, "source": "s"} for e, d in steps]
    data["sessions"] = [
        {
            "id": "x",
            "nom": "x",
            "calendrier": [{"etape": "cloture", "date": d, "source": "s"}] if d else [],
        }
        for d in sessions
    ]
    found: list[list[str]] = json.loads(call_state(call("a.yml", data)).fenetres)
    return found


def test_les_appels_vont_du_plus_recent_au_plus_ancien(view: SiteView) -> None:
    ids = [c.id for c in calls_from_newest(view.corpus)]
    assert ids[:2] == ["fnavdl-martinique-2025", "fnavdl-nouvelle-aquitaine-2025"]
    years = [c.annee or 0 for c in calls_from_newest(view.corpus)]
    assert years == sorted(years, reverse=True)


def test_un_appel_sans_annee_vient_apres_les_autres(view: SiteView) -> None:
    assert calls_from_newest(view.corpus)[-1].annee is None


def test_une_region_liste_les_appels_de_ses_departements(view: SiteView) -> None:
    found = {region.libelle: lines for region, lines in regional_calls(view.corpus)}
    named = {line.lien.libelle for line in found["Auvergne-Rhône-Alpes"]}
    assert "Appel FNAVDL du département de l’Isère" in named
    assert found["Occitanie"] == []


def test_une_date_au_mois_vaut_du_premier_au_dernier_jour() -> None:
    assert _windows(("ouverture", "2027-02"), ("cloture", "2027-04-30")) == [
        ["2027-02-01", "2027-02-31", "2027-04-30", "2027-04-30", ""]
    ]


def test_une_annee_seule_vaut_toute_l_annee() -> None:
    assert _windows(("cloture", "2027")) == [["", "", "2027-01-01", "2027-12-31", ""]]


def _of_year(year: int | None, *steps: tuple[str, str]) -> tuple[str, str]:
    """Return the last day before a call of a year is closed, and the words for it."""
    data: dict[str, Any] = {"nom": "Appel", "instrument": "x", "sources": ["s"]}
    data |= {"annee": year} if year else {}
    data["calendrier"] = [{"etape": e, "date": d, "source": "s"} for e, d in steps]
    state = call_state(call("a.yml", data))
    return json.loads(state.fenetres)[0][-1], state.mots["clos"]


def test_un_vieil_appel_sans_cloture_est_sans_doute_clos_et_dit_pourquoi() -> None:
    told = "Sans doute clos : appel de 2022, clôture non lue"
    assert _of_year(2022) == ("2023-12-31", told)
    assert _of_year(2022, ("ouverture", "2022-04")) == ("2023-12-31", told)


def test_rien_ne_clot_un_appel_sans_annee_ni_date() -> None:
    assert _of_year(None) == ("", "")


def test_ce_qui_est_lu_l_emporte_sur_l_annee() -> None:
    assert _of_year(2022, ("cloture", "2022-06-13"))[0] == ""
    assert _of_year(2022, ("bilan", "2024-07-18")) == ("2024-07-18", "Clos : la suite est publiée")


def test_une_etape_d_apres_dit_qu_il_est_clos() -> None:
    assert _windows(("bilan", "2024-07-18"), ("comite", "2024-03")) == [
        ["", "", "", "", "2024-03-31"]
    ]


def test_une_reunion_d_information_ne_dit_pas_qu_il_est_clos() -> None:
    assert _windows(("information", "2024-07-18")) == [["", "", "", "", ""]]


def test_chaque_session_a_sa_cloture() -> None:
    windows = _windows(("ouverture", "2027-01-01"), sessions=["2027-02-01", "2027-09-01"])
    assert [w[3] for w in windows] == ["2027-02-01", "2027-09-01"]
    assert {w[0] for w in windows} == {"2027-01-01"}


def test_une_session_sans_date_a_celles_de_l_appel() -> None:
    (window,) = _windows(("cloture", "2027-03-01"), sessions=[""])
    assert window[3] == "2027-03-01"


def test_une_rubrique_que_rien_ne_remplit_est_la_et_vide(view: SiteView) -> None:
    shown = next(c for c in view.calls if c.id == "fnavdl-normandie-2022")
    rubrics = {r.id: r.dit for r in shown.rubriques}
    assert list(rubrics) == list(view.schemas.spec("call").properties["regles"].properties)
    assert rubrics["pieces"] == ()
    assert rubrics["porteurs"] != ()


def test_un_chiffre_qui_est_une_regle_se_lit_sous_sa_rubrique(view: SiteView) -> None:
    shown = next(c for c in view.calls if c.id == "aap-2016")
    limit = next(r for r in shown.rubriques if r.id == "plafond")
    assert [d.texte for d in limit.dit] == [
        "Subvention la plus haute possible pour un projet\u00a0: au plus 200\u00a0000\u00a0euros"
    ]


def test_deux_regles_contradictoires_sont_gardees(view: SiteView) -> None:
    shown = next(c for c in view.calls if c.id == "fnavdl-paca-2020")
    share = next(r for r in shown.rubriques if r.id == "part_bailleurs")
    assert len({d.source.adresse for d in share.dit}) == 2


def _with_steps(root: Path, *steps: tuple[str, str]) -> list[str]:
    """Return the rules that a call of the miniature repository breaks, its calendar another."""
    path = root / "reference/calls/appel-2016.yml"
    data = read_yaml(path)
    data["annee"] = 2016
    data["calendrier"] = [{"etape": e, "date": d, "source": "bulletin-2019"} for e, d in steps]
    write_yaml(path, data)
    return [i.rule for i in issues_of(root, "reference/calls/appel-2016.yml")]


@pytest.mark.parametrize(
    ("steps", "rules"),
    [
        ([("ouverture", "2016-02"), ("cloture", "2016-01")], ["dates-en-ordre"]),
        ([("ouverture", "2016-02"), ("cloture", "2016-02-15")], []),
        ([("cloture", "2016-02"), ("ouverture", "2016-03")], ["dates-en-ordre"]),
        ([("cloture", "2016-02-15"), ("cloture", "2016-01-15")], []),
        ([("comite", "2016-02-15"), ("instruction", "2016-03-15")], []),
        ([("reponse", "2016-02-15"), ("comite", "2016-02-16")], ["dates-en-ordre"]),
        ([("reponse", "2016-02-16"), ("comite", "2016-02-16")], []),
    ],
)
def test_une_etape_ne_precede_pas_celle_qu_elle_suit(
    tmp_path: Path, steps: list[tuple[str, str]], rules: list[str]
) -> None:
    assert _with_steps(copy_records(tmp_path), *steps) == rules


def test_le_modele_de_la_page_a_tous_les_champs_et_passe_le_controle(view: SiteView) -> None:
    page = (ROOT / "docs/contribuer/ajouter-un-appel.md").read_text(encoding="utf-8")
    found = MODEL.search(page)
    assert found is not None
    data = yaml.load(found[1].replace("document-de-l-appel", "aef-appel-2016"), yaml.SafeLoader)
    spec = view.schemas.spec("call")
    assert list(spec.properties) == sorted(data, key=list(spec.properties).index)
    assert set(spec.properties["regles"].properties) == set(data["regles"])
    assert view.schemas.is_valid("call", data)
