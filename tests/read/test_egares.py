"""A record that stands where nothing reads it is told, with where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalogue.pipeline import ALL_KINDS
from catalogue.schema.fields import Schemas
from catalogue.text.folder import LEAST, kind_told, stray_issues
from catalogue.workspace import KINDS, WHAT
from support.places import ROOT

SCHEMAS = Schemas(ROOT / "schemas", ALL_KINDS)
KNOWN = {kind: frozenset(SCHEMAS.spec(kind).properties) for kind in KINDS.values()}
RECORD = "titre: Un essai\npublics: [jeunes]\nterritoires:\n  - departement: '51'\nsources: []\n"
ORGANISATION = "id: x\nnom: Les Voisins\ntype: association\n"


def told(root: Path, name: str, content: bytes) -> list[str]:
    """Return what is said of the only file of a folder."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    found = list(stray_issues(root, KNOWN))
    assert {issue.level for issue in found} <= {"error"}
    return [f"{issue.place.file} {issue.message}" for issue in found]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("essai.yml", "projects/essai.yml"),
        ("ESSAI.YAML", "projects/essai.yml"),
        ("Essai d’été.yml.txt", "projects/essai-d-ete.yml"),
        ("essai.txt", "projects/essai.yml"),
        ("project/essai.yml", "projects/essai.yml"),
        ("docs/essai.yml", "projects/essai.yml"),
        ("docs/programme/essai.yaml", "projects/essai.yml"),
        ("reference/essai.yml", "projects/essai.yml"),
        ("projects/.zz.yml", "projects/zz.yml"),
        (".essai.yml", "projects/essai.yml"),
    ],
)
def test_une_fiche_hors_de_sa_place_est_dite_avec_sa_place(
    tmp_path: Path, name: str, place: str
) -> None:
    (said,) = told(tmp_path, name, RECORD.encode())
    assert said.startswith(f"{name} ce fichier est une fiche, et rien ne le lit ici")
    assert f"« {place} »" in said


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + RECORD.encode(),
        RECORD.encode("utf-16"),
        RECORD.replace("\n", "\r\n").encode(),
        RECORD.replace("titre", "Titre").replace("sources", '"sources"').encode("cp1252"),
        "".join(f"  {line}\n" for line in RECORD.splitlines()).encode(),
    ],
    ids=["marque", "utf-16", "fins-de-windows", "capitale-et-guillemets", "decalee"],
)
def test_une_fiche_est_reconnue_quelle_que_soit_son_ecriture(
    tmp_path: Path, content: bytes
) -> None:
    assert len(told(tmp_path, "essai.yml", content)) == 1


def test_un_organisme_hors_de_sa_place_est_dit_avec_la_sienne(tmp_path: Path) -> None:
    (said,) = told(tmp_path, "organisations/les-voisins.yml", ORGANISATION.encode())
    assert "« reference/organisations/les-voisins.yml »" in said


@pytest.mark.parametrize("kind", KINDS.values())
def test_un_fichier_de_chaque_sorte_est_nomme(tmp_path: Path, kind: str) -> None:
    others = [fields for other, fields in KNOWN.items() if other != kind]
    own = sorted(KNOWN[kind] - frozenset().union(*others)) + sorted(KNOWN[kind])
    text = "".join(f"{name}: x\n" for name in dict.fromkeys(own))
    (said,) = told(tmp_path, "essai.yml", text.encode())
    assert f"ce fichier est {WHAT[kind]}, et" in said


def test_un_nom_deja_pris_est_dit(tmp_path: Path) -> None:
    (tmp_path / "projects").mkdir()
    (tmp_path / "projects/essai.yml").write_text(RECORD)
    (said,) = told(tmp_path, "essai.yml", RECORD.encode())
    assert "existe déjà" in said


def test_un_fichier_de_reference_que_rien_ne_lit_est_dit_quoi_qu_il_contienne(
    tmp_path: Path,
) -> None:
    (said,) = told(tmp_path, "reference/sources2.yml", b"a: b\n")
    assert "rien ne lit ce fichier ici" in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("projects/essai.yml", RECORD.encode()),
        ("reference/sources.yml", RECORD.encode()),
        ("projects/sous-dossier/essai.yml", RECORD.encode()),  # Its folder is told already.
        ("tests/essai.yml", RECORD.encode()),
        ("build/essai.yml", RECORD.encode()),
        (".cache/essai.yml", RECORD.encode()),
        ("mkdocs.yml", RECORD.encode()),
        ("notes.md", RECORD.encode()),
        ("reference/maps/LICENCE.txt", b"Licence\n"),
        ("projects/.x.yml.swp", b"b0VIM\0\0" + RECORD.encode()),
        ("compose.yml", b"version: '3'\nservices:\n  web:\n    image: x\n"),
        ("_config.yml", b"titre: Un site\nauteur: x\ntheme: y\nlangue: fr\n"),
    ],
)
def test_le_reste_ne_l_est_pas(tmp_path: Path, name: str, content: bytes) -> None:
    assert told(tmp_path, name, content) == []


def test_une_copie_d_un_depot_n_est_pas_lue(tmp_path: Path) -> None:
    (tmp_path / "copie/.git").mkdir(parents=True)
    assert told(tmp_path, "copie/essai.yml", RECORD.encode()) == []


def test_ce_depot_n_a_rien_d_egare() -> None:
    assert list(stray_issues(ROOT, KNOWN)) == []


FIELDS = {"project": frozenset("abcde")}


@pytest.mark.parametrize(
    ("keys", "kind"),
    [
        ("abc", "project"),
        ("ab", ""),  # One field less than it takes.
        ("abcxy", "project"),
        ("abcxyz", ""),  # Half of its fields, not more.
    ],
)
def test_il_faut_assez_de_champs_et_plus_de_la_moitie(keys: str, kind: str) -> None:
    assert len("abc") == LEAST
    assert kind_told("".join(f"{key}: 1\n" for key in keys), FIELDS) == kind
