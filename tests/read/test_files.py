"""Whatever stands at the path of a file: it is read safely, or the reason why not is said."""

from __future__ import annotations

import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from catalogue.pipeline import ALL_KINDS, read_file
from catalogue.schema.fields import Schemas
from catalogue.text import disk
from catalogue.text.decoding import find_unseen
from catalogue.text.document import Document, read_document, read_text
from catalogue.text.json_text import read_json
from catalogue.text.limits import MAX_BYTES
from catalogue.workspace import KINDS, SINGLE_FILES, WHAT, Workspace, kind_named
from support.places import ROOT

SCHEMAS = Schemas(ROOT / "schemas", ALL_KINDS)
READ = """
import sys
from pathlib import Path
from catalogue.text.document import read_document, read_text
if sys.argv[1] == "file":
    issues = read_document(Path(sys.argv[2]), "x.yml")[1]
else:
    issues = read_text(eval(sys.argv[2]), "x.yml")[1]
print(*(issue.rule for issue in issues))
"""


PATIENCE = 120
"""Seconds, for what takes a tenth of one: a reading that hangs does so for ever."""


def read_apart(kind: str, what: str) -> str:
    """Return the rules of a reading done in another process, which must end well and soon."""
    arguments = [sys.executable, "-c", READ, kind, what]
    environment = {**os.environ, "PYTHONPATH": str(Path(disk.__file__).parents[2])}
    return subprocess.run(
        arguments, env=environment, timeout=PATIENCE, check=True, capture_output=True, text=True
    ).stdout.strip()


def rule(path: Path, inside: Path | None = None) -> str | None:
    """Return the rule of the only issue of a file, None when it is read without any."""
    document, issues = read_document(path, "x.yml", inside=inside)
    assert (document is None) == bool(issues)
    return issues[0].rule if issues else None


def write(path: Path, content: bytes = b"a: b") -> Path:
    """Write a file, its folders if need be, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_un_fichier_est_lu(tmp_path: Path) -> None:
    assert read_document(write(tmp_path / "x.yml"), "p/x.yml")[0] == Document("p/x.yml", {"a": "b"})


def test_un_fichier_absent_est_signale(tmp_path: Path) -> None:
    assert rule(tmp_path / "x.yml") == "fichier-illisible"


def test_un_dossier_nomme_comme_un_fichier_est_signale(tmp_path: Path) -> None:
    (tmp_path / "x.yml").mkdir()
    assert rule(tmp_path / "x.yml") == "fichier-illisible"


def test_un_chemin_qui_traverse_un_fichier_est_signale(tmp_path: Path) -> None:
    assert rule(write(tmp_path / "x.yml") / "y.yml") == "fichier-illisible"


@pytest.mark.parametrize("name", ["a\0b.yml", "\udc80.yml", "é" * 300, "a/../x.yml"])
def test_un_chemin_impossible_est_signale(tmp_path: Path, name: str) -> None:
    assert rule(tmp_path / name) == "fichier-illisible"


def test_un_refus_du_systeme_est_signale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError

    path = write(tmp_path / "x.yml")
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        _, (issue,) = read_document(path, "x.yml")
    assert "n’est pas autorisée" in issue.message


def test_une_panne_de_lecture_est_signalee() -> None:
    # An ordinary file that opens, and whose first bytes nobody can read: OSError 5, as a bad disk.
    assert rule(Path("/proc/self/mem")) == "fichier-illisible"


def test_un_tube_ne_bloque_pas(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.yml")
    assert read_apart("file", str(tmp_path / "x.yml")) == "fichier-illisible"


def test_un_peripherique_n_est_pas_lu() -> None:
    assert rule(Path("/dev/zero")) == "fichier-illisible"


def test_un_fichier_a_la_limite_est_lu(tmp_path: Path) -> None:
    assert rule(write(tmp_path / "x.yml", b"a: b\n#".ljust(MAX_BYTES, b"x"))) is None


def test_un_fichier_trop_gros_est_signale(tmp_path: Path) -> None:
    path = write(tmp_path / "x.yml", b"a: b\n#".ljust(MAX_BYTES + 1, b"x"))
    assert rule(path) == "fichier-trop-gros"


def test_un_fichier_geant_n_est_pas_lu_en_entier(tmp_path: Path) -> None:
    path = write(tmp_path / "x.yml")
    os.truncate(path, 10_000_000_000)
    tracemalloc.start()
    assert rule(path) == "fichier-trop-gros"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2 * MAX_BYTES


def test_un_lien_dans_le_dossier_est_suivi(tmp_path: Path) -> None:
    write(tmp_path / "y.yml")
    (tmp_path / "x.yml").symlink_to("y.yml")
    assert rule(tmp_path / "x.yml") is None


def test_un_lien_hors_du_dossier_est_signale(tmp_path: Path) -> None:
    target = write(tmp_path / "ailleurs" / "y.yml")
    write(tmp_path / "projects" / "z.yml")
    (tmp_path / "projects" / "x.yml").symlink_to(target)
    assert rule(tmp_path / "projects" / "x.yml") == "lien-hors-dossier"


def test_un_lien_est_permis_dans_le_dossier_donne(tmp_path: Path) -> None:
    target = write(tmp_path / "ailleurs" / "y.yml")
    write(tmp_path / "projects" / "z.yml")
    (tmp_path / "projects" / "x.yml").symlink_to(target)
    assert rule(tmp_path / "projects" / "x.yml", inside=tmp_path) is None


def test_un_dossier_qui_est_un_lien_vers_l_exterieur_est_signale(tmp_path: Path) -> None:
    write(tmp_path / "ailleurs" / "x.yml")
    (tmp_path / "depot").mkdir()
    (tmp_path / "depot" / "projects").symlink_to(tmp_path / "ailleurs")
    path = tmp_path / "depot" / "projects" / "x.yml"
    assert rule(path, inside=tmp_path / "depot") == "lien-hors-dossier"


def test_un_chemin_qui_remonte_hors_du_dossier_est_signale(tmp_path: Path) -> None:
    write(tmp_path / "ailleurs" / "x.yml")
    (tmp_path / "depot").mkdir()
    path = tmp_path / "depot" / ".." / "ailleurs" / "x.yml"
    assert rule(path, inside=tmp_path / "depot") == "lien-hors-dossier"


def test_un_chemin_relatif_est_compare_en_entier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "projects" / "x.yml")
    monkeypatch.chdir(tmp_path)
    assert rule(Path("projects/x.yml"), inside=tmp_path) is None


@pytest.mark.parametrize("target", ["x.yml", "absent.yml"])
def test_un_lien_qui_ne_mene_a_rien_est_signale(tmp_path: Path, target: str) -> None:
    (tmp_path / "x.yml").symlink_to(target)
    assert rule(tmp_path / "x.yml") == "fichier-illisible"


def test_aucun_descripteur_ne_reste_ouvert(tmp_path: Path) -> None:
    (tmp_path / "x.yml").mkdir()
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 — counted, not looked at.
    rule(tmp_path / "x.yml")
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


@pytest.mark.parametrize(
    ("content", "line", "column"),
    [
        ("a: é".encode("latin-1"), 1, 4),
        ("a: b\r\né: c: é\n".encode() + b"d: \xff", 3, 4),
        (b"\xef\xbb\xbfa: \xe9", 1, 4),
        ("a: é".encode()[:-1], 1, 4),
        (b"a: \xed\xa0\x80", 1, 4),
    ],
)
def test_un_octet_faux_est_signale_a_sa_place(
    tmp_path: Path, content: bytes, line: int, column: int
) -> None:
    (issue,) = read_document(write(tmp_path / "x.yml", content), "x.yml")[1]
    assert (issue.rule, issue.place.line, issue.place.column) == ("encodage", line, column)


def test_un_accent_de_windows_est_reconnu(tmp_path: Path) -> None:
    (issue,) = read_document(write(tmp_path / "x.yml", b"a: \xe9t\xe9"), "x.yml")[1]
    assert "sans doute « é »" in issue.message


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_un_encodage_large_est_nomme(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path / "x.yml", "a: b".encode(encoding))
    (issue,) = read_document(path, "x.yml")[1]
    assert encoding[:6].upper() in issue.message


def test_tout_caractere_permis_est_accepte_par_libyaml() -> None:
    allowed = "".join(c for c in map(chr, range(0x110000)) if not find_unseen(c))
    chunks = (allowed[start : start + 100_000] for start in range(0, len(allowed), 100_000))
    assert all(read_text(f"a: b\n#{chunk.strip()}", "x.yml")[1] == [] for chunk in chunks)


HOSTILE = r"""
"[" * 100_000
"- " * 100_000
"{a: " * 100_000
"? " * 100_000
"[{a: " * 50_000
"[a," * 100_000
"&a " * 100_000
"".join(" " * n + "a:\n" for n in range(1000))
"#" + "!" * 400_000 + "\na: !%ED%A0%80 x"
"a:\n  x\n   " + "- " * 200_000 + "\n  c: d"
"\"" + "a: \n" * 100_000 + "\"b"
"""


@pytest.mark.parametrize("text", HOSTILE.strip().splitlines())
def test_un_texte_fait_pour_nuire_est_refuse_vite(text: str) -> None:
    assert read_apart("text", text).startswith("yaml-")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "on y attend {}"),
        ("# rien\n", "on y attend {}"),
        ("- a\n- b\n", "ce texte n’est pas {} : "),
        ("a\n", "ce texte n’est pas {} : "),
        ("12\n", "ce texte n’est pas {} : "),
    ],
)
@pytest.mark.parametrize("name", [*(f"{f}/x.yml" for f in KINDS if f != "projects"), *SINGLE_FILES])
def test_un_fichier_sans_aucun_champ_est_nomme_pour_ce_qu_il_est(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    kind = kind_named(name)
    (issue,) = read_file(Workspace(tmp_path), SCHEMAS, path, kind).issues
    assert words.format(WHAT[kind]) in issue.message
    assert "fiche" not in issue.message


@pytest.mark.parametrize(("text", "empty"), [("", True), (" \n", True), ("{", False)])
def test_un_json_vide_est_dit_vide(text: str, empty: bool) -> None:
    [issue] = read_json(text, "x.json", "regle")[1]
    assert (issue.message == "le fichier est vide") == empty
