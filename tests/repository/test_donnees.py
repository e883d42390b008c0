"""The catalogue's own data: where every source, definition and record comes from."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from support.places import ROOT

REFERENCE = ROOT / "reference"
RECORDS = sorted((ROOT / "projects").glob("*.yml"))
FIRST = ("antin-alfi", "eure-et-loir", "isere-logement", "reims-eviter", "toit-et-joie")
UNREAD = {
    "dreal-paca-2020",
    "ansa-bilan-fnavdl-2021",
    "urhlm-nouvelle-aquitaine-2025",
    "outremers360-2025",
}
"""Pages read before 2026-11 that the look of that month did not find again."""
FALSE_NAMES = {
    ("publics", "refugies"): ("migrants", "exilés", "asile", "CPH"),
    ("publics", "rue"): ("squat", "campement"),
    ("publics", "addictions"): ("CSAPA", "CAARUD"),
    ("publics", "sortants-prison"): ("SPIP", "bracelet électronique"),
    ("publics", "dalo"): ("mal-logés",),
    ("outils", "alt"): ("hébergement temporaire",),
    ("outils", "mutation"): ("parcours résidentiel",),
    ("outils", "gestion-locative-adaptee"): ("gestion sociale", "veille"),
    ("outils", "protocole-cohesion-sociale"): ("protocole Borloo", "protocole d’accord"),
    ("finalites", "acces"): ("Logement d’abord",),
    ("statuts-occupation", "bail-resilie"): ("occupant sans titre", "sans droit ni titre"),
}


@cache
def _read(path: str) -> Any:
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))


def test_une_source_qui_a_une_adresse_dit_quand_elle_a_ete_consultee() -> None:
    sources = _read("reference/sources.yml")["sources"]
    silent = {s["id"] for s in sources if "url" in s and "consulte_le" not in s}
    assert silent == UNREAD


def test_une_definition_du_glossaire_cite_sa_source_ou_dit_qu_elle_n_en_a_pas() -> None:
    terms = _read("reference/glossary.yml")["termes"]
    assert [t["id"] for t in terms if bool(t.get("sources")) == bool(t.get("a_relire"))] == []


@pytest.mark.parametrize(("place", "words"), FALSE_NAMES.items(), ids="-".join)
def test_un_mot_de_recherche_n_est_pas_montre_comme_un_autre_nom(
    place: tuple[str, str], words: tuple[str, ...]
) -> None:
    vocabulary, id_ = place
    terms = _read(f"reference/vocabularies/{vocabulary}.yml")["termes"]
    shown = next(t for t in terms if t["id"] == id_).get("alias", [])
    assert set(shown).isdisjoint(words)


def test_un_nom_montre_n_est_pas_aussi_un_mot_de_recherche() -> None:
    twice = [
        (path.stem, term["id"], word)
        for path in sorted((REFERENCE / "vocabularies").glob("*.yml"))
        for term in _read(path.relative_to(ROOT).as_posix())["termes"]
        for word in set(term.get("alias", [])) & set(term.get("mots_de_recherche", []))
    ]
    assert twice == []


@pytest.mark.parametrize("path", [p for p in RECORDS if p.name.startswith(FIRST)], ids=str)
def test_une_des_cinq_premieres_fiches_mene_a_son_article(path: Any) -> None:
    record = _read(path.relative_to(ROOT).as_posix())
    assert record["financement"]["statut"] == "citee"
    assert all("url" in source for source in record["sources"])


def test_un_chiffre_hors_du_programme_est_dit_de_contexte() -> None:
    figures = _read("reference/figures.yml")["chiffres"]
    told = {f["id"] for f in figures if f.get("contexte")}
    assert told == {f["id"] for f in figures if f["source"] == "areli-logement-dabord-2020"}


def test_chaque_region_a_son_code_insee_et_aucun_departement_n_en_ecrit() -> None:
    places = _read("reference/territories.yml")["territoires"]
    codes = {p["id"]: p.get("code_insee", "") for p in places if p["type"] == "region"}
    assert len(set(codes.values()) - {""}) == len(codes) == 18
    assert (codes["idf"], codes["cor"], codes["yt"]) == ("11", "94", "06")
    assert not [p["id"] for p in places if p["type"] != "region" and "code_insee" in p]
