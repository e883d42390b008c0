"""The local server: what it answers, to whom, and what it leaves behind it."""

from __future__ import annotations

import fcntl
import shutil
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from catalogue.build import serve
from catalogue.build.serve import HELD, LocalServer, Workshop
from catalogue.site import policy
from catalogue.text.swap import write
from catalogue.workspace import Workspace
from support.drawing import view_of
from support.miniature import copy_without_editions
from support.places import MINIATURE, ROOT
from support.sites import plain_environment

PATIENCE = 120


@dataclass
class Local:
    """A running server on a small folder, and what it said."""

    port: int
    said: list[str]

    def raw(self, request: bytes) -> bytes:
        """Send bytes and return the whole answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as client:
            client.sendall(request)
            client.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: client.recv(65536), b""))

    def ask(self, path: str, method: str = "GET", host: str = "") -> tuple[int, str, str]:
        """Return the status, the headers and the body of an answer."""
        host = host or f"127.0.0.1:{self.port}"
        request = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\n\r\n"
        head, _, body = self.raw(request.encode("latin-1")).partition(b"\r\n\r\n")
        return int(head.split()[1]), head.decode("latin-1"), body.decode()


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Local]:
    """Return a server on a folder with two pages, a folder without one, and a file."""
    folder = tmp_path_factory.mktemp("servi")
    (folder / "index.html").write_text("<body>Accueil</body>", encoding="utf-8")
    (folder / "404.html").write_text("<body>Page perdue</body>", encoding="utf-8")
    (folder / "assets").mkdir()
    (folder / "assets" / "gros.js").write_text("x" * 3_000_000, encoding="utf-8")
    said: list[str] = []
    workshop = SimpleNamespace(
        folder=folder, version=3, say=said.append, headers=policy.headers("")
    )
    with LocalServer(0, cast("Workshop", workshop)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield Local(server.server_port, said)
        server.shutdown()
        thread.join()


def test_une_page_est_montree_avec_ce_qui_la_recharge(local: Local) -> None:
    status, head, body = local.ask("/")
    assert (status, "__recharge.js?3" in body, "Accueil" in body) == (200, True, True)
    for guard in ("X-Content-Type-Options: nosniff", "frame-ancestors 'none'", "Referrer-Policy"):
        assert guard in head


@pytest.mark.parametrize("path", ["/", "/__version", "/__recharge.js", "/assets/gros.js", "/rien"])
def test_head_dit_ce_que_get_donne_sans_le_donner(local: Local, path: str) -> None:
    got, asked = local.ask(path), local.ask(path, "HEAD")
    lengths = [next(x for x in a[1].splitlines() if "Content-Length" in x) for a in (got, asked)]
    assert (asked[0], asked[2], lengths[1]) == (got[0], "", lengths[0])


WRONG = [
    "/rien", "/%00", "/a%00b/", "/%", "/%zz", "//", "///etc/passwd", "/..%2f..%2fetc/passwd",
    "/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%ff%fe", "/%ED%A0%80", "/%ED%A0%80/",
    f"/{'a' * 300}", f"/{'a' * 5000}/", f"/{'a/' * 4000}", "/assets", "/assets/",
    "/assets/gros.js/",
    "//[", "/[", "/con", "/\xe9", "/index.html/x",
]  # fmt: skip


@pytest.mark.parametrize("path", WRONG)
def test_une_adresse_sans_page_donne_celle_du_site_ou_un_renvoi(local: Local, path: str) -> None:
    before = len(local.said)
    status, head, body = local.ask(path)
    assert status in (200, 301, 404)
    if status == 404:
        assert "Page perdue" in body
    if status == 301:
        assert f"Location: {path}/" in head
    assert (local.said[before:], "Directory listing" in body, "root:" in body) == ([], False, False)


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LocalHost", "[::1]"])
def test_les_noms_de_cette_machine_sont_acceptes(local: Local, name: str) -> None:
    assert local.ask("/", host=f"{name}:{local.port}")[0] == 200


@pytest.mark.parametrize(
    "host",
    ["pirate.example", "pirate.example:{port}", "127.0.0.1", "127.0.0.1:1", "127.0.0.2:{port}",
     "127.0.0.1.pirate.example:{port}", "localhost.pirate.example:{port}", "127.0.0.1:{port}, x",
     "[::1]", "0.0.0.0:{port}", "localhost:{port}@pirate.example"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/__version", "/rien"])
def test_un_autre_nom_est_refuse_en_francais(local: Local, host: str, path: str) -> None:
    status, _, body = local.ask(path, host=host.format(port=local.port))
    assert (status, "ne répond qu’à cette machine" in body) == (421, True)


def test_deux_noms_ou_aucun_sont_refuses(local: Local) -> None:
    mine = f"Host: 127.0.0.1:{local.port}\r\n"
    for hosts in ("", mine + "Host: pirate.example\r\n", mine * 2):
        answer = local.raw(f"GET / HTTP/1.1\r\n{hosts}\r\n".encode())
        assert answer.split()[1] == b"421"


@pytest.mark.parametrize(
    "request_",
    [b"\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTP/1.1\r\n\r\n",
     b"\0\xff\r\n\r\n",
     b"GET / / HTTP/1.1\r\n\r\n", b"POST / HTTP/1.1\r\n\r\n", b"x" * 70_000 + b"\r\n\r\n",
     b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n", b"\x16\x03\x01\x02\x00\x01\x00\r\n",
     b"GET / HTTP/1.1\r\na: " + b"x" * 70_000 + b"\r\n\r\n", b"GET /\r\n"],
)  # fmt: skip
def test_une_demande_mal_ecrite_n_a_de_reponse_qu_en_francais(
    local: Local, request_: bytes
) -> None:
    before = len(local.said)
    answer = local.raw(request_).decode()
    assert local.said[before:] == []
    assert not any(word in answer for word in ("Bad request", "Error", "Unsupported", "<p>"))
    assert local.ask("/")[0] == 200


def test_un_lecteur_qui_part_ne_laisse_rien_dire(local: Local) -> None:
    before = len(local.said)
    for _ in range(5):
        with socket.create_connection(("127.0.0.1", local.port)) as client:
            client.sendall(
                f"GET /assets/gros.js HTTP/1.1\r\nHost: 127.0.0.1:{local.port}\r\n\r\n".encode()
            )
            client.recv(10)
            # Closed at once, with what was not read thrown away.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    time.sleep(0.2)
    assert (local.said[before:], local.ask("/")[0]) == ([], 200)


@pytest.mark.parametrize("error", [BrokenPipeError, ConnectionResetError, TimeoutError])
def test_un_depart_n_est_pas_une_faute(
    local: Local, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
    error: type[OSError],
) -> None:  # fmt: skip
    _failing(monkeypatch, error())
    before = len(local.said)
    local.raw(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{local.port}\r\n\r\n".encode())
    assert (local.said[before:], capfd.readouterr().err) == ([], "")


def test_une_faute_du_serveur_est_dite_en_une_ligne(
    local: Local, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    _failing(monkeypatch, RuntimeError("essai"))
    local.raw(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{local.port}\r\n\r\n".encode())
    assert local.said[-1] == "une demande n’a pas eu de réponse : essai"
    assert capfd.readouterr().err == ""


def _failing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("catalogue.build.serve.Handler._page", fail)


# --- What it leaves behind


@dataclass
class Running:
    """The program itself, serving a folder of records."""

    root: Path
    processes: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self) -> subprocess.Popen[str]:
        """Start the program and wait until its first pages are there."""
        process = subprocess.Popen(
            [sys.executable, "-m", "catalogue", "--root", self.root, "serve", "--port", "0"],
            stderr=subprocess.PIPE, text=True, cwd=ROOT, env=plain_environment(),
        )  # fmt: skip
        self.processes.append(process)
        assert process.stderr
        assert any("http://" in line for line in process.stderr)
        return process

    @property
    def left(self) -> list[str]:
        """The folders of servers."""
        return sorted(path.name for path in (self.root / "build").glob("serve-*"))


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """Return the program, ended after the test however it went."""
    found = Running(copy_without_editions(tmp_path))
    yield found
    for process in found.processes:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_un_signal_arrete_le_serveur_et_son_dossier_part(running: Running, name: str) -> None:
    process = running.start()
    process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said.strip().splitlines()[-1:], running.left) == (
        0, ["Arrêté."], [],
    )  # fmt: skip


def test_un_index_en_cours_n_ecrit_plus_rien_dans_le_dossier_retire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()

    def write_on(_: object, folder: Path) -> None:
        for rank in count():
            write(folder / str(rank) / "essai.txt", "")
            begun.set()

    monkeypatch.setattr(serve, "write_data", write_on)
    own, said = tmp_path / "own", list[str]()
    (own / "site").mkdir(parents=True)
    indexer = serve.Indexer(Workspace(MINIATURE), own / "site", said.append)
    indexer.ask(view_of(MINIATURE))
    assert begun.wait(PATIENCE)
    indexer.end()
    shutil.rmtree(own)
    assert (indexer.thread.is_alive(), own.exists(), said) == (False, False, [])


def test_le_depart_suivant_retire_ce_qu_un_serveur_tue_a_laisse_et_rien_d_autre(
    running: Running,
) -> None:
    killed = running.start()
    killed.kill()
    killed.wait()
    stale = running.left
    mine, lent = (running.root / "build" / f"serve-{name}" for name in ("photos", "voisin"))
    for folder in (mine, lent):
        folder.mkdir()
    with (lent / HELD).open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        running.start()
        left = {*running.left} - {mine.name, lent.name}
        assert (mine.is_dir(), lent.is_dir()) == (True, True)
    assert (len(stale), len(left), set(stale) & left) == (1, 1, set())


def test_un_port_refuse_est_dit_avec_sa_raison(running: Running) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done: Any = subprocess.run(
            [sys.executable, "-m", "catalogue", "--root", running.root,
             "serve", "--port", str(port)],
            capture_output=True, text=True, cwd=ROOT, env=plain_environment(), check=False,
        )  # fmt: skip
    assert (done.returncode, f"le port {port} n’est pas libre" in done.stderr) == (1, True)
    assert running.left == []
