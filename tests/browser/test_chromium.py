"""`make test` proves that a browser test can start, and says else in a sentence what is missing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from browser import chromium
from browser.chromium import Lack, Trial

NODE = (
    "/v/playwright/driver/node: error while loading shared libraries: libatomic.so.1: cannot open"
)
BROWSER = "[pid=7][err] /usr/lib/chromium: error while loading shared libraries: libnss3.so: cannot"


def _lack(trial: Trial) -> Lack:
    found = chromium.lack(trial)
    assert found is not None
    return found


def test_une_page_ouverte_ne_laisse_rien_a_installer() -> None:
    assert chromium.lack(Trial(None, "/usr/bin/chromium")) is None


def test_sans_chromium_on_dit_quel_paquet_installer() -> None:
    found = _lack(Trial(None, None))
    assert found.packages == ("chromium-headless-shell", "fonts-liberation")
    assert "sudo apt-get install chromium-headless-shell" in found.sentence


@pytest.mark.parametrize(
    ("present", "found"),
    [
        ({"chromium", "chromium-headless-shell"}, "chromium-headless-shell"),
        ({"google-chrome", "chromium"}, "chromium"),
        (set(), None),
    ],
)
def test_le_chromium_sans_fenetre_est_pris_avant_les_autres(
    monkeypatch: pytest.MonkeyPatch, present: set[str], found: str | None
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium.shutil, "which", lambda name: name if name in present else None)
    assert chromium.find() == found


def test_un_chromium_nomme_qui_n_existe_pas_est_dit_et_n_est_pas_remplace() -> None:
    found = _lack(Trial("/nulle/part/chromium", None))
    assert found.packages == ()
    assert "CHROMIUM names « /nulle/part/chromium »" in found.sentence


@pytest.mark.parametrize(
    ("said", "program", "package"),
    [(NODE, "/v/playwright/driver/node", "libatomic1"), (BROWSER, "/usr/lib/chromium", "libnss3")],
)
def test_une_bibliotheque_absente_est_nommee_avec_son_paquet(
    said: str, program: str, package: str
) -> None:
    found = _lack(Trial(None, "/usr/bin/chromium", f"Traceback\n{said} shared object file\nError"))
    assert found.packages == (package,)
    assert f"{program} needs the library" in found.sentence
    assert f"apt-get install {package})" in found.sentence


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libatomic.so.1", "libatomic1"),
        ("libX11.so.6", "libx11-6"),
        ("libnss3.so", "libnss3"),
        ("libgobject-2.0.so.0", "libgobject-2.0-0"),
        ("libasound.so.2.0.0", "libasound2"),
    ],
)
def test_le_paquet_d_une_bibliotheque_suit_la_regle_de_debian(library: str, package: str) -> None:
    assert chromium.package_of(library) == package


@pytest.mark.parametrize(
    ("said", "reason"),
    [("Traceback\nError: it crashed\n\n", "Error: it crashed"), ("", "nothing was said")],
)
def test_un_chromium_qui_ne_demarre_pas_est_dit_avec_ses_derniers_mots(
    said: str, reason: str
) -> None:
    found = _lack(Trial(None, "/usr/bin/chromium", said))
    assert found.packages == ()
    assert "no page opens with /usr/bin/chromium" in found.sentence
    assert reason in found.sentence


def _program(path: Path, body: str) -> str:
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_un_programme_qui_n_est_pas_un_navigateur_est_essaye_pour_de_bon(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    fake = _program(
        tmp_path / "chromium", f"echo '{BROWSER} open shared object file' >&2; exit 127"
    )
    monkeypatch.setenv("CHROMIUM", fake)
    assert _lack(chromium.tried()).packages == ("libnss3",)


def test_un_navigateur_qui_se_tait_n_est_pas_attendu_sans_fin(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHROMIUM", _program(tmp_path / "chromium", "exec sleep 30"))
    monkeypatch.setattr(chromium, "PATIENCE", 2)
    assert "more than 2 seconds" in _lack(chromium.tried()).sentence


def test_le_chromium_de_cette_machine_ouvre_une_page() -> None:
    assert chromium.tried().said is None


Trials = Callable[..., list[str]]


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Trials:
    """Makes a machine where these trials come one after the other; gives what is installed."""

    def make(*trials: Trial, allowed: bool = True) -> list[str]:
        coming, installed = iter(trials), list[str]()

        def install(packages: tuple[str, ...]) -> bool:
            installed.extend(packages if allowed else ())
            return allowed

        monkeypatch.setattr(chromium, "tried", lambda: next(coming))
        monkeypatch.setattr(chromium, "install", install)
        return installed

    return make


def test_ce_qui_manque_est_installe_une_chose_apres_l_autre(machine: Trials) -> None:
    path = "/usr/bin/chromium"
    installed = machine(Trial(None, None), Trial(None, path, NODE), Trial(None, path))
    assert chromium.main() == 0
    assert installed == [*chromium.BROWSER, "libatomic1"]


def test_sans_paquet_du_chromium_sans_fenetre_celui_qui_en_a_une_est_installe(
    machine: Trials, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine(Trial(None, None), Trial(None, "/usr/bin/chromium"))
    asked: list[tuple[str, ...]] = []

    def install(packages: tuple[str, ...]) -> bool:
        asked.append(packages)
        return chromium.SHELL not in packages

    monkeypatch.setattr(chromium, "install", install)
    assert (chromium.main(), asked) == (0, [chromium.BROWSER, chromium.WITH_WINDOW])


def test_sans_droit_d_installer_une_phrase_dit_ce_qui_manque(
    machine: Trials, capsys: pytest.CaptureFixture[str]
) -> None:
    installed = machine(Trial(None, "/usr/bin/chromium", NODE), allowed=False)
    assert (chromium.main(), installed) == (1, [])
    told = capsys.readouterr().err
    assert (told.count("\n"), "libatomic1" in told) == (1, True)


def test_un_paquet_qui_n_a_pas_suffi_n_est_pas_installe_deux_fois(machine: Trials) -> None:
    broken = Trial(None, "/usr/bin/chromium", NODE)
    installed = machine(broken, broken)
    assert (chromium.main(), installed) == (1, ["libatomic1"])


@pytest.mark.parametrize(
    ("uid", "programs", "sudo", "command"),
    [
        (0, {"apt-get"}, 1, "env DEBIAN_FRONTEND=noninteractive apt-get"),
        (
            1000,
            {"apt-get", "sudo"},
            0,
            "sudo --non-interactive env DEBIAN_FRONTEND=noninteractive apt-get",
        ),
        (1000, {"apt-get", "sudo"}, 1, None),
        (1000, {"apt-get"}, 0, None),
        (0, {"dnf"}, 0, None),
    ],
)
def test_on_n_installe_qu_avec_le_droit_de_le_faire(
    monkeypatch: pytest.MonkeyPatch, uid: int, programs: set[str], sudo: int, command: str | None
) -> None:
    monkeypatch.setattr(chromium.os, "geteuid", lambda: uid)
    monkeypatch.setattr(chromium.shutil, "which", lambda name: name if name in programs else None)
    done = subprocess.CompletedProcess([], sudo)
    monkeypatch.setattr(chromium.subprocess, "run", lambda *_, **__: done)
    assert chromium.installer() == (command and command.split())


def test_lance_comme_programme_sans_navigateur_il_finit_par_1(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, chromium.__file__],
        env={"CHROMIUM": str(tmp_path / "absent")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr.count("\n"), "Traceback" in done.stderr) == (1, 1, False)
