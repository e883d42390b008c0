"""Whatever stands among the records: one run ends, soon and without a trace, and says it all."""

from __future__ import annotations

import json
import os
import resource
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.pipeline import load
from catalogue.workspace import Workspace
from support.command import catalogue
from support.miniature import copy_records
from support.places import DAY, INVALID

UNCITED = "  - id: s2\n    document: Autre note imaginaire\n"
SOUND = (INVALID / "source-inutilisee.yml").read_text(encoding="utf-8").replace(UNCITED, "")
PATIENCE = 300
"""Seconds for what takes two: a hang takes for ever."""
MEMORY = 2 << 30
"""Bytes of addresses that the command may use; a bomb asks for more than any machine has."""


def _elsewhere(region: str) -> str:
    """Return the sound record in a region of its own: records alike in one place are told."""
    return SOUND.replace("region: ges", f"region: {region}")


def _bomb() -> str:
    """Nine levels of ten aliases each: a billion values, for who follows them."""
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(lines)


TEXTS: dict[str, tuple[str | bytes, str]] = {
    "tabulations": (SOUND.replace("  - organisme", "\t- organisme"), "yaml-syntaxe"),
    "utf-16": (SOUND.encode("utf-16"), "encodage"),
    "latin-1": (
        SOUND.replace("’", "'").replace("Fiche", "Résidence").encode("latin-1"),
        "encodage",
    ),
    "nul": (SOUND.replace("Note", "No\0te"), "caractere-interdit"),
    "vide": ("", "fichier-vide"),
    "liste": ("- un\n- deux\n", "type"),
    "deux-documents": (f"{SOUND}---\ntitre: x\n", "yaml-document-unique"),
    "bombe": (_bomb(), "yaml-alias"),
    "balise": (f"!!python/object/apply:os.system ['true']\n{SOUND}", "yaml-balise"),
    "champ-double": (f"{SOUND}titre: Encore une fois\n", "yaml-cle-double"),
    "cent-mille-niveaux": ("[" * 100_000, "yaml-trop-profond"),
    "cent-mille-champs": ("a: {" * 100_000, "yaml-trop-profond"),
    "cinquante-megaoctets": ("# rien\n" * 7_500_000, "fichier-trop-gros"),
    "mot-no": (SOUND.replace("publics: [impayes]", "publics: no"), "type"),
    "date-impossible": (f'{SOUND}verifie_le: "2024-02-30"\n', "date-possible"),
    "guillemets-courbes": (f"{SOUND}verifie_le: “2024-02-01”\n", "forme"),
    "insecables-en-retrait": (f"{SOUND}\u00a0\u00a0resume: x\n", "champ-inconnu"),
    "insecable-de-champ": (f"{SOUND}statut\u00a0: en-cours\n", "caractere-interdit"),
    "accents-decomposes": (
        f"{SOUND}statut: terminé\n".replace("é", "e\u0301"),
        "reference-inconnue",
    ),
    "droite-a-gauche": (SOUND.replace("Note", "\u202eetoN"), "caractere-interdit"),
}
"""File name → what it holds, and the rule that must speak of it."""
SOUND_TEXTS = {
    "marque-d-ordre": ("\ufeff" + _elsewhere("cvl")).encode(),
    "fins-de-ligne-windows": _elsewhere("cor").replace("\n", "\r\n").encode(),
    "heure-et-code": (_elsewhere("re") + "besoin:\n  texte: 12:30\n  source: s1\n").encode(),
}
"""File name → what looks odd and is right."""


def _link_outside(path: Path) -> None:
    outside = path.parents[2] / "ailleurs.yml"
    outside.write_text(SOUND, encoding="utf-8")
    path.symlink_to(outside)


def _socket(path: Path) -> None:
    # A path of a socket is short: bound from its own folder.
    here = Path.cwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(path.name)
    os.chdir(here)


def _write_sound(path: Path) -> None:
    path.write_text(SOUND, encoding="utf-8")


THINGS: dict[str, tuple[Callable[[Path], None], str]] = {
    "lien-dehors.yml": (_link_outside, "lien-hors-dossier"),
    "lien-en-boucle.yml": (lambda path: path.symlink_to(path), "fichier-illisible"),
    "lien-rompu.yml": (
        lambda path: path.symlink_to(path.parent / "absent.yml"),
        "fichier-illisible",
    ),
    "lien-peripherique.yml": (lambda path: path.symlink_to("/dev/zero"), "lien-hors-dossier"),
    "dossier.yml": (lambda path: path.mkdir(), "nom-de-fichier"),
    "tube.yml": (os.mkfifo, "fichier-illisible"),
    "prise.yml": (_socket, "fichier-illisible"),
    "avec des espaces.yml": (_write_sound, "nom-de-fichier"),
    "été.yml": (_write_sound, "nom-de-fichier"),
    "e\u0301te\u0301-de\u0301compose\u0301.yml": (_write_sound, "nom-de-fichier"),
    os.fsdecode(b"\xe9t\xe9.yml"): (_write_sound, "nom-de-fichier"),
    "Majuscules.YML": (_write_sound, "nom-de-fichier"),
}
"""Name → what stands there, and the rule that must speak of it."""

Said = dict[str, set[str]]


def _fill(root: Path) -> None:
    projects = root / "projects"
    for name, (text, _) in TEXTS.items():
        content = text if isinstance(text, bytes) else text.encode()
        (projects / f"{name}.yml").write_bytes(content)
    for name, content in SOUND_TEXTS.items():
        (projects / f"{name}.yml").write_bytes(content)
    for name, (make, _) in THINGS.items():
        make(projects / name)


def _run(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "catalogue", "--root", str(root), "validate", "--format", "json"],
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """Return the one run on everything at once."""
    root = copy_records(tmp_path_factory.mktemp("tout") / "depot")
    _fill(root)
    return _run(root)


@pytest.fixture(scope="module")
def said(done: subprocess.CompletedProcess[str]) -> Said:
    """Return the rules that spoke of each file, by its shown name."""
    found: Said = {}
    for issue in json.loads(done.stdout)["issues"]:
        found.setdefault(issue["file"], set()).add(issue["rule"])
    return found


def _shown(name: str) -> str:
    return f"projects/{''.join(c if c.isprintable() else chr(0xFFFD) for c in name)}"


def test_la_commande_finit_par_1(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == 1


def test_la_commande_ne_dit_rien_d_autre_que_ses_fautes(
    done: subprocess.CompletedProcess[str],
) -> None:
    assert done.stderr == ""


@pytest.mark.parametrize("name", TEXTS)
def test_chaque_contenu_est_refuse_par_sa_regle(name: str, said: Said) -> None:
    assert TEXTS[name][1] in said[f"projects/{name}.yml"]


@pytest.mark.parametrize("name", THINGS)
def test_chaque_chose_est_refusee_par_sa_regle(name: str, said: Said) -> None:
    assert THINGS[name][1] in said[_shown(name)]


@pytest.mark.parametrize("name", SOUND_TEXTS)
def test_ce_qui_est_juste_sous_un_air_etrange_est_accepte(name: str, said: Said) -> None:
    assert f"projects/{name}.yml" not in said


def test_les_autres_fiches_sont_verifiees(said: Said) -> None:
    assert said["projects/essai-minimal.yml"] == {"source-inutilisee"}


def _refusing(path: Path, error: OSError) -> Callable[..., Any]:
    opened = os.open

    def refuse(asked: Any, *more: Any, **named: Any) -> int:
        if os.fspath(asked) == os.fspath(path):
            raise error
        return opened(asked, *more, **named)

    return refuse


@pytest.fixture
def denied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield a repository one record of which the system refuses to open."""
    root = copy_records(tmp_path / "depot")
    path = root / "projects/essai-corse.yml"
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", _refusing(path, PermissionError(13, "Permission denied")))
        yield root


def test_une_fiche_sans_droit_de_lecture_est_dite_et_les_autres_verifiees(denied: Path) -> None:
    out = catalogue("--root", denied, "validate").out
    assert ("essai-corse.yml:1:1: erreur" in out, "essai-hostile.yml:3:8" in out) == (True, True)


def test_une_fiche_effacee_pendant_la_lecture_est_dite(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_records(tmp_path / "depot")
    path = root / "projects/essai-corse.yml"
    gone = FileNotFoundError(2, "No such file or directory")
    monkeypatch.setattr(os, "open", _refusing(path, gone))
    assert "le fichier est introuvable" in catalogue("--root", root, "validate").out


def test_une_fiche_effacee_entre_la_lecture_et_le_compte_rendu_est_dite(tmp_path: Path) -> None:
    root = copy_records(tmp_path / "depot")
    path = root / "projects/faute.yml"
    path.write_bytes((INVALID / "type.yml").read_bytes())
    loaded = load(Workspace(root))
    path.unlink()
    (issue,) = [i for i in loaded.issues(DAY) if i.place.file == "projects/faute.yml"]
    assert (issue.rule, issue.place.line) == ("type", 1)
