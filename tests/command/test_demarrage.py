"""The start of the program: interrupted, or under a locale that knows no accent."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from catalogue.cli import formats
from support.history import commit_all
from support.miniature import copy_records
from support.places import MINIATURE

POOR = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
"""What makes Python 3.11 take every name and text for ASCII."""


def _run(
    *words: object, root: Path = MINIATURE, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "catalogue", "--root", root, *words]
    kept = {**os.environ, **environment}
    return subprocess.run(list(map(str, command)), env=kept, capture_output=True, check=False)


HOOKED = """
import builtins, signal, time
# A shell starts what it puts behind without the signal: `make test &`.
signal.signal(signal.SIGINT, signal.default_int_handler)
real = builtins.__import__
def told(name, names=None, here=None, wanted=(), level=0):
    if name == {name!r}:
        builtins.__import__ = real
        print("!", flush=True)
        time.sleep({seconds})
    return real(name, names, here, wanted, level)
from catalogue.__main__ import run
builtins.__import__ = told
run()
"""
"""Says « ! » when a module is imported, then holds the import for some time."""


def _started(name: str, seconds: int) -> subprocess.Popen[bytes]:
    program = HOOKED.format(name=name, seconds=seconds)
    command = [sys.executable, "-c", program, "--root", str(MINIATURE), "validate"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("after", [0, 10, 40, 160, 500])
def test_une_interruption_au_demarrage_ne_montre_pas_de_trace(after: int) -> None:
    with _started("catalogue.cli", 0) as started:
        assert started.stdout and started.stdout.read(1) == b"!"
        time.sleep(after / 1000)
        started.send_signal(signal.SIGINT)
        told = started.communicate(timeout=60)[1].decode()
    # On a fast machine the last ones come when the work is done; -2: as Python puts things away.
    code = started.returncode
    assert (code in {0, 2, -signal.SIGINT}, "Traceback" in told) == (True, False), told
    if code == 2:
        assert told.strip() == "Interrompu."


def test_une_interruption_pendant_les_imports_finit_par_2() -> None:
    with _started("click", 60) as started:
        assert started.stdout and started.stdout.read(1) == b"!"
        started.send_signal(signal.SIGINT)
        told = started.communicate(timeout=60)[1]
    assert (started.returncode, told) == (2, b"Interrompu.\n")


@pytest.fixture
def accented(tmp_path: Path) -> Path:
    """Return a folder of records whose name has accents, with a faulty record and an emoji."""
    root = copy_records(tmp_path / "dépôt des œuvres")
    text = (root / "projects/essai-corse.yml").read_text(encoding="utf-8")
    (root / "projects/éclaté.yml").write_text(
        text.replace("titre:", "😀titre:", 1), encoding="utf-8"
    )
    return root


MACHINES = [style for style in formats.FORMATS if style != "text"]
OTHERS = {
    "c": {"LC_ALL": "C"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
}
"""Each is written the same way by all forms: one of them tells."""


@pytest.mark.parametrize(
    ("style", "environment"),
    [(style, POOR) for style in MACHINES] + [("json", other) for other in OTHERS.values()],
    ids=[f"c-sans-utf8-{style}" for style in MACHINES] + [*OTHERS],
)
def test_une_forme_pour_les_machines_est_en_utf8_partout(
    style: str, environment: dict[str, str], accented: Path
) -> None:
    done = _run("validate", "--format", style, root=accented, **environment)
    told = done.stdout.decode("utf-8")
    assert (done.returncode, "😀titre" in told) == (1, True)
    assert "Traceback" not in done.stderr.decode(errors="replace")
    if style != "github":
        assert json.loads(told)
    if style != "sarif":  # Whose addresses are quoted.
        assert "projects/éclaté.yml" in told


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16"])
def test_un_texte_pour_une_console_pauvre_est_rendu_sans_trace(
    encoding: str, accented: Path
) -> None:
    done = _run("validate", root=accented, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (1, b"")
    # Click takes ASCII for a setting that nobody meant, and writes UTF-8 instead.
    assert "titre" in done.stdout.decode("utf-8" if encoding == "ascii" else encoding)


def test_une_note_redirigee_est_en_utf8(accented: Path) -> None:
    commit_all(accented)
    (accented / "projects/éclaté.yml").unlink()
    done = _run("brief", "--base", "HEAD", root=accented, **POOR)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "projects/éclaté.yml" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("environment", [POOR, {"LC_ALL": "C"}], ids=["sans-utf8", "c"])
def test_un_dossier_accentue_s_exporte_sous_une_locale_sans_accent(
    environment: dict[str, str], accented: Path
) -> None:
    (accented / "projects/éclaté.yml").unlink()
    done = _run("export", "--out", accented / "sortie été", root=accented, **environment)
    assert (done.returncode, (accented / "sortie été" / "fiches.csv").exists()) == (0, True)
    assert b"Traceback" not in done.stderr


def test_un_nom_qui_n_est_pas_de_l_utf8_reste_du_json(accented: Path) -> None:
    (accented / "projects/éclaté.yml").unlink()
    wrong = os.fsencode(accented / "projects") + b"/caf\xe9.yml"
    shutil.copyfile(accented / "projects/essai-corse.yml", wrong)
    done = _run("validate", "--format", "json", root=accented)
    files = {issue["file"] for issue in json.loads(done.stdout.decode("utf-8"))["issues"]}
    assert (done.returncode, "projects/caf\udce9.yml" in files) == (1, True)


def test_ce_qui_demarre_n_importe_rien_que_python_n_ait_deja() -> None:
    look = "import re, signal, sys; had = set(sys.modules); import catalogue.__main__"
    told = f"{look}; print(*sorted(set(sys.modules) - had))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, check=True)
    assert done.stdout.split() == [b"__future__", b"catalogue", b"catalogue.__main__"]
