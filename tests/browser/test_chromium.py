"""Without a Chromium, `make test` says in plain words why, and how to get one."""

from __future__ import annotations

import pytest

from browser import chromium


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been installed: nothing is."""
    calls: list[str] = []
    monkeypatch.setattr(chromium, "install", lambda: calls.append("chromium"))
    return calls


def test_un_chromium_nomme_qui_n_existe_pas_est_dit_et_n_est_pas_remplace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], installed: list[str]
) -> None:
    monkeypatch.setenv("CHROMIUM", "/nulle/part/chromium")
    assert chromium.main() == 1
    told = capsys.readouterr().err
    assert "CHROMIUM names « /nulle/part/chromium »" in told
    assert "sudo apt-get install chromium" in told
    assert installed == []


def test_sans_chromium_on_essaie_d_en_installer_un_puis_on_dit_comment_l_avoir(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], installed: list[str]
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium.shutil, "which", lambda _: None)
    assert chromium.main() == 1
    assert "could not be installed here" in capsys.readouterr().err
    assert installed == ["chromium"]
