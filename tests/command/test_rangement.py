"""A file is put below its folder and nowhere else, whole or not at all."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from catalogue.text.swap import MisplacedError, below, placed, put

OUT = (
    "", ".", "..", "../x", "a/../x", "a/..", "/x", "//x", "a//x", "a/", "./x", "a/./x", "a\\x",
    "..\\x", "C:x", "C:/x", "a\x00x", "a\nx", "a\x7f",
)  # fmt: skip
INSIDE = ("x", "a/x", "..x", "x..", ".x", "a/.x/y", "…/é à.html")


@pytest.mark.parametrize("name", OUT)
def test_un_nom_qui_mene_ailleurs_est_refuse(tmp_path: Path, name: str) -> None:
    with pytest.raises(MisplacedError):
        below(tmp_path, name)


@pytest.mark.parametrize("name", INSIDE)
def test_un_nom_qui_reste_dessous_est_joint(tmp_path: Path, name: str) -> None:
    assert below(tmp_path, name) == tmp_path / name


@pytest.mark.parametrize("name", ["lien", "lien/x"])
def test_un_lien_qui_mene_ailleurs_est_refuse(tmp_path: Path, name: str) -> None:
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "lien").symlink_to(tmp_path)
    with pytest.raises(MisplacedError):
        below(tmp_path / "dossier", name)


def test_un_lien_qui_reste_dessous_est_suivi(tmp_path: Path) -> None:
    (tmp_path / "vrai").mkdir()
    (tmp_path / "lien").symlink_to(tmp_path / "vrai")
    assert below(tmp_path, "lien/x") == tmp_path / "lien" / "x"


def test_un_fichier_range_garde_ses_droits(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("avant")
    path.chmod(0o640)
    put(path, "après")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("après", 0o640)


def test_un_fichier_nouveau_a_les_droits_de_tous_les_autres(tmp_path: Path) -> None:
    put(tmp_path / "a" / "x", b"un")
    (tmp_path / "y").write_text("deux")
    rights = [(tmp_path / name).stat().st_mode for name in ("a/x", "y")]
    assert rights[0] == rights[1]


def test_ce_qui_est_nouveau_ne_remplace_rien(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("avant")
    with pytest.raises(FileExistsError):
        put(tmp_path / "x", "après", new=True)
    assert (tmp_path / "x").read_text() == "avant"


def test_un_tube_est_ecrit_et_non_remplace(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    reader = os.open(tmp_path / "tube", os.O_RDONLY | os.O_NONBLOCK)
    put(tmp_path / "tube", "dit")
    assert os.read(reader, 10) == b"dit"
    os.close(reader)


FAILING = ("write", "fsync", "replace")


def _failing(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    if step == "replace":
        monkeypatch.setattr(Path, "replace", full)
    elif step == "fsync":
        monkeypatch.setattr(os, "fsync", full)
    else:
        monkeypatch.setattr(os, "fdopen", full)


@pytest.mark.parametrize("step", FAILING)
@pytest.mark.parametrize("new", [False, True])
def test_un_echec_laisse_ce_qui_etait_et_nomme_le_fichier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, new: bool
) -> None:
    path = tmp_path / "x"
    if not new:
        path.write_text("avant")
    before = sorted(tmp_path.iterdir())
    _failing(monkeypatch, step)
    with pytest.raises(OSError, match="x") as refused:
        put(path, "après", new=new)
    assert refused.value.filename == str(path)
    assert sorted(tmp_path.iterdir()) == before
    assert new or path.read_text() == "avant"


def test_un_dossier_ne_change_que_si_tout_a_pu_etre_ecrit(tmp_path: Path) -> None:
    folder = tmp_path / "dossier"
    put(folder / "a", "avant")
    with pytest.raises(ValueError, match="assez"), placed(folder) as fresh:
        (fresh / "a").write_text("après")
        raise ValueError("assez")
    assert {p.name: p.read_text() for p in folder.iterdir()} == {"a": "avant"}


def test_un_dossier_recoit_tout_d_un_coup_et_garde_le_reste(tmp_path: Path) -> None:
    put(tmp_path / "garde", "là")
    with placed(tmp_path) as fresh:
        put(fresh / "b" / "a", "neuf")
    found = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*")}
    assert found == {"garde", "b", "b/a"}


def test_un_dossier_dont_un_lien_mene_ailleurs_ne_recoit_rien(tmp_path: Path) -> None:
    (tmp_path / "dehors").mkdir()
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "b").symlink_to(tmp_path / "dehors")
    with pytest.raises(MisplacedError), placed(tmp_path / "dossier") as fresh:
        put(fresh / "a", "neuf")
        put(fresh / "b" / "x", "neuf")
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["b", "dehors", "dossier"]


LIMITED = """
import resource, sys
from pathlib import Path
from catalogue.text.swap import put
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    put(Path(sys.argv[1]), "x" * int(sys.argv[2]))
except OSError as error:
    sys.exit(f"{error.errno} {error.filename}")
"""


@pytest.mark.parametrize(("size", "code"), [(1000, 0), (1001, 1)])
def test_une_limite_de_taille_ne_laisse_jamais_un_debut(
    tmp_path: Path, size: int, code: int
) -> None:
    path = tmp_path / "x"
    command = [sys.executable, "-c", LIMITED, str(path), str(size)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, [p.name for p in tmp_path.iterdir()]) == (code, [] if code else ["x"])
    assert done.stderr.strip() == (f"27 {path}" if code else "")
