"""The open data as others read them: only the published files, and libraries that are not ours."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import rdflib
from jsonschema import Draft202012Validator
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS
from referencing import Registry, Resource

from catalogue.build import whole_site
from catalogue.build.whole_site import build_site
from catalogue.data import linked
from catalogue.data.integrity import data_faults
from catalogue.data.package import FOLDER, UNNAMED
from catalogue.records.corpus import Corpus
from catalogue.text.swap import MANIFEST
from support.drawing import view_of
from support.html import parse
from support.miniature import loaded
from support.places import MINIATURE, ROOT

SCHEMA = rdflib.Namespace("https://schema.org/")
SITE = "https://exemple.test/"
"""Where the linked data say that they were taken from, when they name no site."""


@pytest.fixture(scope="module", params=["mini_site", "real_site"])
def site(request: pytest.FixtureRequest) -> Path:
    """Return a built site: that of the miniature, which uses every field, and the real one."""
    return Path(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def folder(site: Path) -> Path:
    """Return the folder of its open data."""
    return site / FOLDER


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _graph(path: Path) -> rdflib.Graph:
    with warnings.catch_warnings():
        # Its reader of JSON-LD uses classes that it says are deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        text, address = path.read_text("utf-8"), f"{SITE}{FOLDER}{path.name}"
        return rdflib.Graph().parse(data=text, format="json-ld", publicID=address)


# Each format, read by a library


def _validated(folder: Path) -> Any:
    from frictionless import Package  # noqa: PLC0415  # As pandas below: slow, and read by no other.

    return Package(str(folder / "datapackage.json")).validate()


def test_frictionless_ne_trouve_rien_a_redire_aux_tableaux(folder: Path) -> None:
    report = _validated(folder)
    found = [f"{task.name} : {error.message}" for task in report.tasks for error in task.errors]
    assert (report.valid, found) == (True, [])


def test_frictionless_voit_un_renvoi_casse(mini_site: Path, tmp_path: Path) -> None:
    shutil.copytree(mini_site / FOLDER, tmp_path / "v1")
    _replace(tmp_path / "v1/fiches-organismes.csv", "autre-bailleur", "bailleur-inconnu")
    assert not _validated(tmp_path / "v1").valid


def test_chaque_fiche_a_la_forme_des_schemas_publies(folder: Path) -> None:
    schemas = {path.name: _json(path) for path in (folder / "schemas").iterdir()}
    registry = Registry().with_resources(
        (name, Resource.from_contents(text)) for name, text in schemas.items()
    )
    validator = Draft202012Validator(schemas["project.schema.json"], registry=registry)
    files = sorted((folder / "projets").glob("*.json"))
    assert files
    assert not [path.name for path in files if not validator.is_valid(_json(path))]


def test_chaque_json_a_la_forme_que_l_openapi_annonce(folder: Path) -> None:
    api = _json(folder / "openapi.json")
    forms, shaped = api["components"]["schemas"], 0
    for path, one in api["paths"].items():
        (held,) = one["get"]["responses"]["200"]["content"].values()
        name = held.get("schema", {}).get("$ref", "/").rpartition("/")[2]
        if name and not name.startswith("Fiche"):
            pattern = path.removeprefix(f"/{FOLDER}").replace("{id}", "*").replace("{date}", "*")
            for file in folder.glob(pattern):
                Draft202012Validator(forms[name]).validate(_json(file))
                shaped += 1
    assert shaped >= len({"references.json", "datapackage.json"})


def test_les_references_n_ont_que_les_cles_que_l_openapi_annonce(folder: Path) -> None:
    shape = _json(folder / "openapi.json")["components"]["schemas"]["References"]
    held = _json(folder / "references.json")
    for name, one in shape["properties"].items():
        if "items" in one:
            keys = {key for entry in held[name] for key in entry}
            assert keys <= one["items"]["properties"].keys()


def test_le_classeur_a_les_lignes_des_tableaux(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "tableaux.xlsx", read_only=True)
    sheets = [sheet for sheet in book if sheet.title not in ("Notice", "Colonnes")]
    resources = _json(folder / "datapackage.json")["resources"]
    rows = [sum(1 for _ in sheet.rows) - 1 for sheet in sheets]
    assert rows == [one["lignes"] for one in resources]
    assert rows == [len(_rows(folder / one["path"])) for one in resources]


VOICE = re.compile(
    r"\b(vous|votre|vos|tu)\b|\b\w{3,}ez\b|entre guillemets|\[s1|À donner", re.IGNORECASE
)


def test_chaque_colonne_est_expliquee_a_qui_lit_les_donnees(folder: Path) -> None:
    resources = _json(folder / "datapackage.json")["resources"]
    columns = [(r["name"], f) for r in resources for f in r["schema"]["fields"]]
    assert not [(name, f["name"]) for name, f in columns if not f.get("description")]
    assert not [(name, f) for name, f in columns if VOICE.search(f["description"])]


def test_chaque_champ_est_explique_a_qui_lit_les_donnees(folder: Path) -> None:
    fields = [(row["id"], row["description"]) for row in _rows(folder / "champs.csv")]
    assert not [name for name, told in fields if not told or VOICE.search(told)]


def test_chaque_colonne_de_codes_dit_la_liste_qui_les_explique(folder: Path) -> None:
    resources = _json(folder / "datapackage.json")["resources"]
    terms = _rows(folder / "termes.csv")
    fields = [field for one in resources for field in one["schema"]["fields"]]
    coded = [field for field in fields if "enum" in field.get("constraints", {})]
    assert coded
    for field in coded:
        list_ = field.get("renvoi", {}).get("vocabulaire")
        if list_ is None:
            # What no list holds is told in the description itself.
            told = field["description"].lower()
            assert all(one in told for one in field["constraints"]["enum"]), field["name"]
        else:
            known = {one["id"] for one in terms if one["vocabulaire"] == list_}
            assert known == set(field["constraints"]["enum"])


def test_aucune_cellule_du_classeur_n_est_une_formule(mini_site: Path) -> None:
    book = openpyxl.load_workbook(mini_site / FOLDER / "tableaux.xlsx")
    cells = [cell for sheet in book for row in sheet.rows for cell in row]
    assert "=1+1" in {cell.value for cell in cells}
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]


def test_pandas_lit_les_memes_familles_que_le_json(folder: Path) -> None:
    import pandas  # noqa: PLC0415

    table = pandas.read_csv(folder / "fiches.csv", dtype=str)
    book = pandas.read_excel(folder / "tableaux.xlsx", sheet_name="Fiches", dtype=str)
    records = _json(folder / "fiches.json")["fiches"]
    wanted = Counter(one["financement"]["statut"] for one in records)
    assert table["financement.statut"].value_counts().to_dict() == wanted
    terms = _rows(folder / "termes.csv")
    labels = {t["id"]: t["libelle"] for t in terms if t["vocabulaire"] == "statuts-financement"}
    named = Counter({labels[id_]: count for id_, count in wanted.items()})
    assert book["Financement – Par rapport au programme"].value_counts().to_dict() == named


def test_rdflib_trouve_autant_de_fiches_que_les_tableaux(folder: Path) -> None:
    graph = _graph(folder / "fiches.jsonld")
    found = {str(one) for one, _ in graph.subject_objects(SCHEMA.about)}
    assert found == {f"{SITE}{row['page']}" for row in _rows(folder / "fiches.csv")}
    members = len(list(graph.subject_objects(SCHEMA.roleName)))
    assert members == len(_rows(folder / "fiches-organismes.csv"))


def test_chaque_fiche_liee_dit_son_lien_avec_le_programme(folder: Path) -> None:
    graph = _graph(folder / "fiches.jsonld")
    start = f"{SITE}{linked.VOCABULARIES}#statuts-financement/"
    found = Counter(
        str(term).removeprefix(start)
        for term in graph.objects(None, SCHEMA.keywords)
        if str(term).startswith(start)
    )
    assert found == Counter(row["financement.statut"] for row in _rows(folder / "fiches.csv"))


def test_chaque_terme_est_un_concept_dans_une_liste_qui_existe(folder: Path) -> None:
    graph = _graph(folder / "vocabulaires.jsonld")
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    terms, places = _rows(folder / "termes.csv"), _rows(folder / "territoires.csv")
    assert len(concepts) == len(terms) + len(places)
    assert {scheme for _, scheme in graph.subject_objects(SKOS.inScheme)} == schemes
    assert set(graph.objects(None, SKOS.broader)) <= concepts
    assert set(graph.objects(None, SKOS.member)) <= concepts
    for one in concepts:
        labels = {label.language: str(label) for label in graph.objects(one, SKOS.prefLabel)}
        assert "" not in labels.values()
        assert labels.keys() in ({"fr"}, {"fr", "en"})


def test_un_terme_a_un_nom_par_langue_que_quelqu_un_a_ecrite() -> None:
    corpus = view_of(MINIATURE).corpus
    publics = corpus.vocabularies["publics"]
    plain, id_ = list(publics.termes)[:2]
    named = {**publics.termes, id_: replace(publics.termes[id_], label_en="An English name")}
    vocabularies = {**corpus.vocabularies, "publics": replace(publics, termes=named)}
    graph = linked.vocabularies_graph(replace(corpus, vocabularies=vocabularies), UNNAMED)
    names = {node["@id"]: node["skos:prefLabel"] for node in graph["@graph"]}
    french, english = names[linked.concept(UNNAMED, "publics", id_)]
    assert (french["@language"], english["@language"]) == ("fr", "en")
    assert english["@value"] == "An English name"
    assert names[linked.concept(UNNAMED, "publics", plain)]["@language"] == "fr"


def test_chaque_date_d_un_appel_ou_d_une_session_a_sa_ligne(mini_site: Path) -> None:
    rows = _rows(mini_site / FOLDER / "appels-calendrier.csv")
    found = Counter((row["appel"], row["session"], row["etape"], row["date"]) for row in rows)
    calls = view_of(MINIATURE).corpus.calls.values()
    whole = [(call.id, "", step) for call in calls for step in call.calendrier]
    parts = [
        (call.id, one.id, s) for call in calls for one in call.sessions for s in one.calendrier
    ]
    assert whole
    assert parts
    assert found == Counter((id_, part, step.etape, step.date) for id_, part, step in whole + parts)


def test_un_portail_trouve_ce_que_dcat_ap_exige(folder: Path) -> None:
    graph = _graph(folder / "dcat.jsonld")
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    (dataset,) = graph.objects(catalogue, DCAT.dataset)
    for one in (catalogue, dataset):
        assert all(list(graph.objects(one, word)) for word in (DCTERMS.title, DCTERMS.description))
    forms = list(graph.objects(dataset, DCAT.distribution))
    files = {str(address) for form in forms for address in graph.objects(form, DCAT.downloadURL)}
    beside = {"schemas", "projets"}
    there = {path.name for path in folder.iterdir()} - beside
    assert {address.rpartition("/")[2] for address in files} == there
    assert all(list(graph.objects(form, DCAT.accessURL)) for form in forms)


def test_un_editeur_connu_est_nomme_un_inconnu_ne_l_est_pas(
    built_synthetic: Path, mini_site: Path
) -> None:
    named, unnamed = (_graph(s / FOLDER / "dcat.jsonld") for s in (built_synthetic, mini_site))
    assert [str(name) for name in named.objects(None, FOAF.name)] == ["Un éditeur"]
    assert not list(unnamed.objects(None, DCTERMS.publisher))


# The formats agree, and what is absent is absent


def test_les_cases_du_tableau_sont_les_valeurs_du_json(folder: Path) -> None:
    records = {one["id"]: one for one in _json(folder / "fiches.json")["fiches"]}
    for row in _rows(folder / "fiches.csv"):
        for name, cell in row.items():
            if name != "page":
                assert cell == _written(_at(records[row["id"]], name.split("."))), (row["id"], name)


def _at(held: Any, path: list[str]) -> Any:
    for step in path:
        held = held.get(step) if isinstance(held, dict) else None
    return held


def _written(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_chaque_fiche_seule_est_celle_du_fichier_entier(folder: Path) -> None:
    whole = _json(folder / "fiches.json")["fiches"]
    assert {one["id"]: one for one in whole} == {
        path.stem: _json(path) for path in (folder / "projets").glob("*.json")
    }


def test_les_listes_d_une_fiche_ont_une_ligne_par_valeur(folder: Path) -> None:
    records = _json(folder / "fiches.json")["fiches"]
    numbers = Counter((r["fiche"], r["champ"]) for r in _rows(folder / "fiches-chiffres.csv"))
    terms = Counter((r["fiche"], r["champ"]) for r in _rows(folder / "fiches-termes.csv"))
    sources = Counter(r["fiche"] for r in _rows(folder / "fiches-sources.csv"))
    for one in records:
        assert numbers[one["id"], "menages"] == len(one.get("menages", []))
        assert terms[one["id"], "publics"] == len(one["publics"])
        assert sources[one["id"]] == len(one["sources"])


def test_ce_que_les_sources_ne_disent_pas_n_est_jamais_zero(folder: Path) -> None:
    silent = {r["id"] for r in _json(folder / "fiches.json")["fiches"] if "menages" not in r}
    assert silent
    rows = _rows(folder / "fiches-chiffres.csv")
    assert not [r for r in rows if r["champ"] == "menages" and r["fiche"] in silent]
    import pandas  # noqa: PLC0415

    table = pandas.read_csv(folder / "fiches-chiffres.csv", dtype=str)
    without = [r for r in rows if not r["valeur"]]
    assert int(table["valeur"].isna().sum()) == len(without)


def test_la_region_deduite_ne_se_fait_pas_passer_pour_ecrite(mini_site: Path) -> None:
    rows = _rows(mini_site / FOLDER / "fiches-territoires.csv")
    told = {(r["departement"], r["region"], r["region_calculee"]) for r in rows}
    assert ("2a", "", "cor") in told
    assert ("", "cvl", "cvl") in told


def test_une_etape_dit_celle_qui_la_contient(mini_site: Path) -> None:
    rows = _rows(mini_site / FOLDER / "fiches-deroulement.csv")
    assert [(r["rang"], r["dans"], r["titre"]) for r in rows] == [
        ("1", "", "Hébergement dans le logement"),
        ("2", "1", "Première visite"),
        ("3", "", "Bail au nom du ménage"),
    ]


# A broken reference


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="")


def _drop(path: Path, start: str) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith(start)]
    assert len(kept) < len(lines)
    path.write_text("".join(kept), encoding="utf-8", newline="")


Break = Callable[[Path], object]
BREAKS: dict[str, tuple[Break, str]] = {
    "organisme inconnu": (
        lambda v1: _replace(v1 / "fiches-organismes.csv", "autre-bailleur", "bailleur-inconnu"),
        "fiches-organismes.csv : organisme « bailleur-inconnu » ne mène à rien dans organismes.csv",
    ),
    "organisme retiré": (
        lambda v1: _drop(v1 / "organismes.csv", "fonds-essai,"),
        "ne mène à rien dans organismes.csv",
    ),
    "ligne perdue": (
        lambda v1: _drop(v1 / "fiches-termes.csv", "essai-corse,publics,"),
        "fiches-termes.csv : 26 lignes au lieu de 27",
    ),
    "terme inconnu dans une liste": (
        lambda v1: _replace(v1 / "fiches.csv", "impayes|familles", "impayes|famille"),
        "fiches.csv : id « essai-outre-mer », publics « famille » ne mène à rien dans termes",
    ),
    "terme inconnu": (
        lambda v1: _replace(v1 / "fiches.csv", ",apparentee,", ",apparente,"),
        "fiches.csv : financement.statut ne peut pas valoir « apparente »",
    ),
    "document que la fiche ne cite pas": (
        lambda v1: _replace(v1 / "fiches-territoires.csv", "s1|s2", "s1|s9"),
        "fiches-territoires.csv : fiche « essai-complet », source « s9 » ne mène à rien",
    ),
    "deux lignes de même clé": (
        lambda v1: _replace(v1 / "fiches-attestations.csv", "essai-complet,2", "essai-complet,1"),
        "fiches-attestations.csv : deux lignes ont la même clé (fiche, rang)",
    ),
    "colonne d’un autre nom": (
        lambda v1: _replace(v1 / "appels.csv", "cloture", "fermeture"),
        "appels.csv : les colonnes ne sont pas celles que la description annonce",
    ),
    "fiche sans son fichier": (
        lambda v1: (v1 / "projets/essai-corse.json").unlink(),
        "projets/ : « essai-corse »",
    ),
    "fiche sous un autre nom": (
        lambda v1: _replace(v1 / "fiches.json", '"id":"essai-corse"', '"id":"essai-corsee"'),
        "fiches.json : « essai-corse »",
    ),
    "session que l’appel n’a pas": (
        lambda v1: _replace(v1 / "fiches.csv", ",2014-2,", ",2014-9,"),
        "financement.appel « appel-2014 », financement.session « 2014-9 » ne mène à rien",
    ),
    "document d’un appel retiré": (
        lambda v1: _drop(v1 / "sources.csv", "bulletin-2019,"),
        "ne mène à rien dans sources.csv",
    ),
    "terme plus large d’une autre liste": (
        lambda v1: _replace(v1 / "termes.csv", ",familles,,Selon le m", ",menages,,Selon le m"),
        "parent « menages » ne mène à rien dans termes.csv",
    ),
    "champ inconnu": (
        lambda v1: _drop(v1 / "champs.csv", "publics,"),
        "fiches-termes.csv : champ « publics » ne mène à rien dans champs.csv",
    ),
    "page d’un organisme qui n’existe pas": (
        lambda v1: _replace(v1 / "organismes.csv", "organismes/fonds-essai/", "organismes/fonds/"),
        "organismes.csv : page « organismes/fonds/ » ne mène à rien",
    ),
    "page qui n’existe pas": (
        lambda v1: _replace(v1 / "fiches.jsonld", "organismes/fonds-essai/", "organismes/fonds/"),
        "fiches.jsonld : « ../../organismes/fonds/ » ne mène à rien",
    ),
    "terme lié qui n’existe pas": (
        lambda v1: _replace(v1 / "fiches.jsonld", "#publics/impayes", "#publics/impaye"),
        "fiches.jsonld : « ../../donnees/v1/vocabulaires.jsonld#publics/impaye » ne mène à rien",
    ),
    "fichier annoncé aux portails": (
        lambda v1: _replace(v1 / "dcat.jsonld", "v1/fiches.csv", "v1/fiche.csv"),
        "dcat.jsonld : « ../../donnees/v1/fiche.csv » ne mène à rien",
    ),
    "adresse de l’OpenAPI": (
        lambda v1: _replace(v1 / "openapi.json", "/v1/fiches.csv", "/v1/fiche.csv"),
        "openapi.json : « /donnees/v1/fiche.csv » ne mène à rien",
    ),
}


@pytest.fixture(scope="module")
def copied(mini_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the miniature site, whose open data may be broken and put back."""
    return shutil.copytree(mini_site, tmp_path_factory.mktemp("copie") / "site")


@pytest.fixture
def breakable(copied: Path, mini_site: Path) -> Iterator[Path]:
    """Return the copy, whole again for each test."""
    shutil.rmtree(copied / FOLDER)
    shutil.copytree(mini_site / FOLDER, copied / FOLDER)
    return copied


def test_les_sites_construits_n_ont_pas_de_renvoi_casse(site: Path) -> None:
    assert not list(data_faults(site))


@pytest.mark.parametrize("case", BREAKS)
def test_un_renvoi_casse_a_la_main_est_vu(case: str, breakable: Path) -> None:
    damage, told = BREAKS[case]
    damage(breakable / FOLDER)
    found = list(data_faults(breakable))
    assert any(told in fault for fault in found), found


def test_un_renvoi_casse_arrete_la_construction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linked, "member_address", lambda _, id_: f"organismes/{id_}-perdu/")
    monkeypatch.setattr(whole_site, "write_index", lambda *_: None)  # Nothing searches here.
    told = build_site(loaded(MINIATURE), tmp_path / "site", lambda _: None)
    assert isinstance(told, str)
    assert "-perdu/ » ne mène à rien : rien n’est publié" in told
    assert not (tmp_path / "site" / MANIFEST).exists()


# The page


@pytest.fixture(scope="module")
def programs(real_site: Path) -> dict[str, str]:
    """Return the programs that the page shows, by a word of each, over the built files."""
    page = parse((real_site / "donnees/index.html").read_text("utf-8"))
    texts = [e.text for e in page.all("code") if "ADRESSE" in e.text.upper() and "\n" in e.text]
    names = {"urlopen": "python", "pandas": "pandas", "read.csv": "r"}
    address = f"{(real_site / FOLDER).as_uri()}/"
    unknown = f"https://ADRESSE-DU-SITE/{FOLDER}"
    assert all(unknown in text for text in texts)
    return {
        name: next(text for text in texts if word in text).replace(unknown, address)
        for word, name in names.items()
    }


def _run(program: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout.splitlines()


def _parts(printed: list[str], *starts: str) -> list[list[str]]:
    """Return what a program printed, cut before each line that begins so."""
    cuts = [next(at for at, one in enumerate(printed) if one.startswith(s)) for s in starts]
    return [printed[a:b] for a, b in pairwise([0, *cuts, len(printed)])]


def test_le_programme_de_la_page_repond_aux_questions(
    programs: dict[str, str], real_site: Path
) -> None:
    since = re.findall(r'DEPUIS = "([^"]*)"', programs["python"])
    starts = ("Avec ", *(["Depuis "] if since else []))
    funded, around, *changed = _parts(_run(programs["python"]), *starts)
    corpus = loaded(ROOT).corpus
    wanted: Counter[tuple[str, str]] = Counter()
    for project in corpus.projects:
        if project.lien == "financee":
            codes = {place.region or place.departement for place in project.territoires}
            regions = {corpus.lineage("territoires", code)[-1].libelle for code in codes}
            labels = {corpus.label("publics", id_) for id_ in project.publics}
            wanted.update((region, public) for region in regions for public in labels)
    assert wanted
    assert funded == [f"{r} ; {p} ; {n}" for (r, p), n in sorted(wanted.items())]
    (landlord,) = re.findall(r'BAILLEUR = "([^"]*)"', programs["python"])
    assert around == _with_whom(corpus, landlord)
    assert changed == ([_changed_since(real_site / FOLDER, *since)] if since else [])


def _with_whom(corpus: Corpus, landlord: str) -> list[str]:
    """Return who takes part in the records of a landlord, and what each does there."""
    roles: dict[str, set[str]] = {}
    for project in corpus.projects:
        if landlord in {one.organisme for one in project.organismes}:
            for one in project.organismes:
                name = corpus.organisations[one.organisme].nom
                roles.setdefault(name, set()).update(corpus.label("roles", r) for r in one.roles)
    roles.pop(corpus.organisations[landlord].nom)
    assert roles
    told = [f"- {name} : {', '.join(sorted(held))}" for name, held in sorted(roles.items())]
    return [f"Avec {corpus.organisations[landlord].nom} :", *told]


def _changed_since(folder: Path, day: str) -> list[str]:
    changes = _json(folder / "changements.json")["changements"]
    found = [f"{c['date']} ; {c['page']} ; {c['phrase']}" for c in changes if c["date"] >= day]
    assert found
    return [f"Depuis le {day} :", *found]


def test_le_programme_de_pandas_compte_les_outils(programs: dict[str, str]) -> None:
    corpus = loaded(ROOT).corpus
    wanted = Counter(
        (project.lien, corpus.label("outils", id_))
        for project in corpus.projects
        for id_ in project.outils
    )
    counts = [int(line.rsplit(maxsplit=1)[1]) for line in _run(programs["pandas"])[1:]]
    assert counts == [wanted[key] for key in sorted(wanted)]


def test_le_programme_r_ne_nomme_que_ce_qui_existe(
    programs: dict[str, str], real_site: Path
) -> None:
    files = re.findall(r'lire\("([^"]*)"\)', programs["r"])
    columns = {name for file in files for name in _rows(real_site / FOLDER / file)[0]}
    used = set(re.findall(r"\$([a-z_.]+)", programs["r"])) - {"libelle"}
    assert len(files) == 2
    assert {*used, "libelle", "fiche", "id"} <= columns


def test_la_page_mene_a_chaque_fichier_et_explique_chaque_colonne(real_site: Path) -> None:
    folder = real_site / FOLDER
    page = parse((real_site / "donnees/index.html").read_text("utf-8"))
    links = {e.attributes.get("href", "").removeprefix("v1/") for e in page.all("a")}
    links = {link.rpartition(FOLDER)[2] for link in links}
    assert {path.name for path in folder.iterdir() if path.is_file()} <= links
    named = {e.text for e in page.all("code")}
    for resource in _json(folder / "datapackage.json")["resources"]:
        fields = resource["schema"]["fields"]
        assert {field["name"] for field in fields} <= named
        lists = {field.get("renvoi", {}).get("vocabulaire", "publics") for field in fields}
        assert not [one for one in lists if f"Liste\u00a0: {one}" not in page.text]
