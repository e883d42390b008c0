"""A disk that fills, a program that is stopped: nothing broken is published, and it is said why."""

from __future__ import annotations

import errno
import gzip
import resource
import shutil
import signal
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from mkdocs import utils

from catalogue.build import search
from catalogue.build.search import SearchError, index, searched_pages, why_ended
from catalogue.build.whole_site import build_site
from catalogue.issues import StopError
from catalogue.text.disk import told
from catalogue.text.inspection import SIGNATURE, InspectionError, inspect, inspect_site
from catalogue.text.swap import MANIFEST, NotOursError, check_replaceable, write_bytes
from disk import contents
from support.command import catalogue
from support.miniature import loaded
from support.places import MINIATURE, ROOT
from support.sites import plain_environment

PAGE = '<html lang="fr"><body><article class="a" data-pagefind-body>Mot{0}</article></body></html>'
REAL = search.get_executable()


def small_site(folder: Path, numbers: range) -> Path:
    """Write a few pages, in an order."""
    for number in numbers:
        page = folder / f"page-{number}" / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(PAGE.format(number), encoding="utf-8")
    return folder


def stand_in(folder: Path, script: str) -> Callable[[], Path]:
    """Return what finds a program of ours in the place of Pagefind."""
    program = folder / "pagefind-essai"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return lambda: program


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a site of a few pages."""
    return small_site(tmp_path / "site", range(12))


# --- The order of the disk


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="no disk that keeps the order of writing")
def test_l_index_ne_depend_pas_de_l_ordre_des_fichiers_sur_le_disque() -> None:
    made = []
    for name, numbers in (("a", range(60)), ("b", range(59, -1, -1))):
        folder = Path("/dev/shm", f"catalogue-essai-{name}")
        shutil.rmtree(folder, ignore_errors=True)
        try:
            site = small_site(folder / "site", numbers)
            index(site, site / "pagefind")
            made.append(contents(site))
        finally:
            shutil.rmtree(folder)
    assert made[0] == made[1]


def test_l_index_ne_depend_pas_des_reglages_de_pagefind_sur_la_machine(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    index(small, tmp_path / "un")
    (small / "pagefind.yml").write_text("force_language: en\n", encoding="utf-8")
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "de")
    monkeypatch.chdir(small)
    index(small, tmp_path / "deux")
    assert contents(tmp_path / "un") == contents(tmp_path / "deux")


@pytest.mark.parametrize("name", ["a[b]", "a{b,c}", "a*", "a?", "a$b", "a(b)", "é à", "a<b>:c"])
def test_une_page_est_indexee_quel_que_soit_son_nom(small: Path, name: str) -> None:
    (small / name).mkdir()
    (small / name / "index.html").write_text(PAGE.format(99), encoding="utf-8")
    index(small, small / "pagefind")
    assert len(list(small.glob("pagefind/fragment/*"))) == 13


def test_une_page_qui_parle_de_pagefind_n_est_pas_indexee_pour_autant(small: Path) -> None:
    page = small / "page-0" / "index.html"
    text = "<article>écrivez <code>&lt;article data-pagefind-body&gt;</code></article>"
    page.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    assert "page-0/index.html" not in searched_pages(small)


# --- Pagefind stopped, or short of room


@pytest.mark.parametrize(
    ("name", "said"),
    [("KILL", "la mémoire manquait"), ("ABRT", "la mémoire manquait"), ("XFSZ", "ulimit -f"),
     ("TERM", "l’a arrêté")],
)  # fmt: skip
def test_pagefind_arrete_est_dit_avec_la_raison_probable(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setattr(search, "get_executable", stand_in(tmp_path, f"kill -s {name} $$"))
    with pytest.raises(SearchError) as stopped:
        index(small, small / "pagefind")
    assert f"Pagefind a été arrêté par le système (signal SIG{name})" in str(stopped.value)
    assert said in str(stopped.value)


@pytest.mark.parametrize(
    "answer",
    ["pas de la base 64", "é", "", "null", "[]", "{}", '{"payload": 1}', '{"payload": []}',
     '{"payload": {"type": "Fait"}}', '{"payload": {"type": "Error"}}', '{"payload": {"page'],
)  # fmt: skip
def test_pagefind_qui_repond_autre_chose_est_dit(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    coded = answer if answer.isalnum() else b64encode(answer.encode()).decode()
    script = f"while :; do printf '%s,' '{coded}'; sleep 0.1; done"
    monkeypatch.setattr(search, "get_executable", stand_in(tmp_path, script))
    with pytest.raises(SearchError):
        index(small, small / "pagefind")


@pytest.mark.parametrize("said", [b"{}", b"null", b'{"url": "/"}', b"[", b"\xff"])
def test_un_extrait_de_pagefind_qui_ne_dit_rien_est_refuse(tmp_path: Path, said: bytes) -> None:
    path = tmp_path / "fragment/x.pf_fragment"
    path.parent.mkdir()
    path.write_bytes(gzip.compress(SIGNATURE + said))
    with pytest.raises(InspectionError, match=r"x\.pf_fragment n’a pas été écrit"):
        search.fragments(tmp_path, ["/"])


def test_pagefind_qui_finit_sans_un_mot_est_dit(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "get_executable", stand_in(tmp_path, "exit 3"))
    with pytest.raises(SearchError, match=r"code 3.*il n’a pas dit pourquoi"):
        index(small, small / "pagefind")


def test_ce_que_le_systeme_refuse_a_pagefind_est_dit_en_francais() -> None:
    said = "called `Result::unwrap()` on an `Err` value: Os { code: 28, kind: StorageFull }"
    assert why_ended(101, said) == "Pagefind n’a pas pu écrire l’index (le disque est plein)"


@pytest.mark.parametrize("blocks", [0, 1, 2, 8, 40, 64, 88, 96, 120, 134, 140])
@pytest.mark.parametrize("ignored", [True, False])
def test_pagefind_qui_ne_peut_tout_ecrire_ne_fait_pas_d_index(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, blocks: int, ignored: bool
) -> None:
    # Blocks of 512 bytes; the largest file that is kept has 72 KiB. Ignored, the signal leaves
    # Pagefind a refusal, as a full disk does.
    trap = "trap '' XFSZ; " if ignored else ""
    script = f'{trap}ulimit -f {blocks}; exec {REAL} "$@"'
    monkeypatch.setattr(search, "get_executable", stand_in(tmp_path, script))
    with pytest.raises(StopError):
        index(small, small / "pagefind")


@pytest.mark.parametrize("keep", [0, 1, 100])
@pytest.mark.parametrize(
    "pattern",
    ["pagefind.js", "pagefind-worker.js", "wasm.fr.pagefind", "wasm.unknown.pagefind",
     "pagefind-entry.json", "*.pf_meta", "index/*", "fragment/*"],
)  # fmt: skip
def test_un_fichier_de_pagefind_coupe_arrete_la_construction(
    small: Path, monkeypatch: pytest.MonkeyPatch, pattern: str, keep: int
) -> None:
    out = small / "pagefind"
    check = search._check_whole

    def spoiled(*arguments: object) -> None:
        path = sorted(out.glob(pattern))[0]
        path.write_bytes(path.read_bytes()[:keep])
        check(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(search, "_check_whole", spoiled)
    with pytest.raises(InspectionError):
        index(small, out)
        search.fragments(out, [f"page-{number}/" for number in range(12)])


@pytest.mark.parametrize("pattern", ["index/*", "fragment/*"])
def test_un_fichier_de_pagefind_absent_arrete_la_construction(
    small: Path, monkeypatch: pytest.MonkeyPatch, pattern: str
) -> None:
    out = small / "pagefind"
    check = search._check_whole

    def spoiled(*arguments: object) -> None:
        sorted(out.glob(pattern))[0].unlink()
        check(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(search, "_check_whole", spoiled)
    with pytest.raises(SearchError, match="il manque 1 fichiers"):
        index(small, out)


# --- Every file of the site


def _document(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("a.xml", "<a/>" * 50)


WHOLE: dict[str, bytes] = {
    "page.html": b"<html><body>texte</body></html>\n",
    "donnees.json": b'{"a": [1, 2, 3]}',
    "bilan.pdf": b"%PDF-1.7\n" + b"x" * 500 + b"\n%%EOF\n",
    "dessin.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>',
    "image.png": b"\x89PNG\r\n\x1a\n" + b"x" * 500 + b"\0\0\0\0IEND\xaeB`\x82",
    "police.woff2": b"wOF2\0\1\0\0\0\0\0\x10" + b"abcd",
}


@pytest.mark.parametrize("name", [*WHOLE, "classeur.xlsx"])
def test_un_fichier_entier_passe_et_le_meme_coupe_est_refuse(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(WHOLE.get(name, b""))
    if name not in WHOLE:
        _document(path)
    inspect(path)
    content = path.read_bytes()
    for keep in (0, 1, len(content) // 2, len(content) - 3):
        path.write_bytes(content[:keep])
        with pytest.raises(InspectionError, match=name):
            inspect(path)


def test_un_grand_json_est_regarde_a_ses_deux_bouts(tmp_path: Path) -> None:
    path = tmp_path / "grand.json"
    path.write_text("[" + "1," * 600_000 + "1]", encoding="utf-8")
    inspect(path)
    path.write_text("[" + "1," * 600_000, encoding="utf-8")
    with pytest.raises(InspectionError):
        inspect(path)


def test_un_site_construit_est_entier(mini_site: Path) -> None:
    inspect_site(mini_site)


def test_un_fichier_vide_du_site_est_refuse(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("let a;", encoding="utf-8")
    inspect_site(tmp_path)
    (tmp_path / "b.js").touch()
    with pytest.raises(InspectionError, match=r"b\.js"):
        inspect_site(tmp_path)


# --- What could not be written is named


def _full(*_: object) -> int:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_le_fichier_qui_n_a_pas_pu_etre_ecrit_est_nomme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "write_bytes", _full)
    with pytest.raises(OSError) as refused:
        write_bytes(tmp_path / "a.html", b"x")
    assert told(refused.value) == f"écriture impossible : {tmp_path}/a.html (le disque est plein)"


def test_d_une_copie_c_est_le_fichier_a_ecrire_qui_est_nomme() -> None:
    error = OSError(errno.ENOSPC, "No space left on device", "material/bundle.js", None, "a/b.js")
    assert told(error) == "écriture impossible : a/b.js (le disque est plein)"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EXDEV, errno.ENOENT])
def test_un_refus_qui_n_est_pas_d_ecrire_seulement_ne_l_affirme_pas(number: int) -> None:
    assert told(OSError(number, "", "a")).startswith("lecture ou écriture impossible : a (")


def test_la_page_que_mkdocs_n_a_pas_pu_ecrire_est_nommee(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(content: bytes, output_path: str) -> None:
        path = Path(output_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content[:10])
        if path.parent.name == "programme":
            _full()

    monkeypatch.setattr(utils, "write_file", cut)
    result = build_site(loaded(MINIATURE), tmp_path / "site", lambda _: None)
    named = tmp_path / ".site.neuf" / "programme" / "index.html"
    assert result == f"écriture impossible : {named} (le disque est plein)"


# --- The whole build


def _limited(limit: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


@pytest.mark.parametrize("kib", [0, 30, 300])
def test_une_construction_sans_place_laisse_le_site_precedent(tmp_path: Path, kib: int) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / MANIFEST).write_text('{"version":1,"pages":1,"fiches":0}', encoding="utf-8")
    before = contents(out)
    done = subprocess.run(
        [sys.executable, "-m", "catalogue", "--root", MINIATURE, "build", "--out", out],
        capture_output=True, text=True, check=False, cwd=ROOT, env=plain_environment(),
        preexec_fn=_limited(kib * 1024),
    )  # fmt: skip
    assert (done.returncode, contents(out)) == (1, before)
    assert done.stderr.strip().splitlines()[-1].startswith("écriture impossible : "), done.stderr
    assert "Traceback" not in done.stderr


def test_le_disque_plein_au_moment_de_l_echange_laisse_le_site_precedent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    out.mkdir()
    (out / MANIFEST).write_text('{"version":1,"pages":1,"fiches":0}', encoding="utf-8")
    before = contents(out)
    real = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path.name == ".site.neuf":
            raise OSError(errno.ENOSPC, "No space left on device", str(path), None, str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    result = build_site(loaded(MINIATURE), out, lambda _: None)
    assert result == f"écriture impossible : {out} (le disque est plein)"
    assert contents(out) == before


def test_le_signal_de_chaque_raison_existe() -> None:
    assert all(isinstance(number, signal.Signals) for number in search._STOPPED)


def test_un_disque_monte_n_est_pas_remplace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda path: path == tmp_path)
    with pytest.raises(NotOursError, match="est un disque monté"):
        check_replaceable(tmp_path)
    check_replaceable(tmp_path / "site")


def test_pagefind_absent_est_dit(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> Path:
        raise FileNotFoundError("Could not find any of []")

    monkeypatch.setattr(search, "get_executable", absent)
    with pytest.raises(SearchError, match="Pagefind est introuvable"):
        index(small, small / "pagefind")


def test_une_memoire_pleine_est_dite(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("catalogue.cli.main.main", full)
    outcome = catalogue("--root", MINIATURE, "validate")
    assert (outcome.code, "La mémoire est pleine" in outcome.err) == (1, True)
