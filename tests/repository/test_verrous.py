"""What is installed: two lock files that agree, every package by its hash, nothing else."""

from __future__ import annotations

import re
import tomllib

import pytest
import yaml

from support.places import ROOT

SMALL, LARGE, UV = "requirements.lock", "requirements-dev.lock", ".ci/uv.txt"
RENOVATE = {
    "--universal", "--python-version", "--generate-hashes", "--constraints", "--extra",
    "--output-file",
}  # fmt: skip
"""The options of uv that Renovate knows, each with its « = »: with another, it gives up."""

Pins = dict[str, frozenset[str]]


def _pins(name: str) -> Pins:
    """Return each pinned package, with its version and conditions, and its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = (line for line in text.splitlines() if line and not line.lstrip().startswith("#"))
    return {line.split(" --hash")[0].strip(): frozenset(_hashes(line)) for line in lines}


def _hashes(line: str) -> list[str]:
    return re.findall(r"--hash=sha256:[0-9a-f]{64}(?= |$)", line)


@pytest.mark.parametrize("name", [SMALL, LARGE, UV])
def test_chaque_paquet_a_sa_version_et_ses_empreintes(name: str) -> None:
    pins = _pins(name)
    assert pins
    assert [pin for pin, hashes in pins.items() if "==" not in pin or not hashes] == []


def test_ce_que_le_site_demande_est_le_meme_pour_les_tests() -> None:
    # A condition on Python's version may be looser where a test tool asks for the package too.
    small, large = (
        {pin.split(" ;")[0]: hashes for pin, hashes in _pins(name).items()}
        for name in (SMALL, LARGE)
    )
    assert {pin: hashes for pin, hashes in small.items() if large.get(pin) != hashes} == {}


def test_aucun_outil_de_test_n_est_installe_pour_le_site() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tools = {re.split("[>=<]", tool)[0] for tool in project["optional-dependencies"]["dev"]}
    named = {pin.split("==")[0] for pin in _pins(SMALL)}
    assert (named & tools, len(tools) > 10) == (set(), True)


@pytest.mark.parametrize("name", [SMALL, LARGE])
def test_l_en_tete_d_un_verrou_est_une_commande_que_renovate_connait(name: str) -> None:
    head = (ROOT / name).read_text(encoding="utf-8").splitlines()[1]
    assert head.startswith("#    uv pip compile ")
    words = head.removeprefix("#    uv pip compile ").split()
    assert {word.split("=")[0] for word in words if word.startswith("-")} <= RENOVATE
    assert (f"--output-file={name}" in words, words[-1]) == (True, "pyproject.toml")


def test_rien_n_est_installe_hors_des_verrous() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [
        line for line in makefile.splitlines() if re.search(r"\$\(PIP\)|pip install .*-r", line)
    ]
    loose = [line for line in installs if "--require-hashes" not in line]
    assert [
        line for line in loose if "--no-deps --no-build-isolation --editable ." not in line
    ] == []
    assert len(installs) == 4


def test_les_crochets_offerts_n_installent_que_le_verrou() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["language"] for hook in hooks} == {"script"}
    programs = {hook["entry"].split()[0] for hook in hooks}
    assert programs == {".ci/catalogue"}
    assert (ROOT / ".ci/catalogue").stat().st_mode & 0o111
