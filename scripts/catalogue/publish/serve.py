"""The site on this machine: rebuilt when a file changes, and the open pages reloaded."""

from __future__ import annotations

import gc
import queue
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from catalogue.derive.site import SiteView
from catalogue.issues import StopError
from catalogue.publish.again import Again
from catalogue.publish.compiled import keep_compiled
from catalogue.publish.documents import write_documents
from catalogue.publish.editions import Editions
from catalogue.publish.export import write_data
from catalogue.publish.fault_pages import fault_pages
from catalogue.publish.folder import copy_tree, write
from catalogue.publish.house import HouseError
from catalogue.publish.search import FOLDER
from catalogue.publish.site import House, Progress, make_house, write_index
from catalogue.publish.watch import stamps
from catalogue.read.system import told
from catalogue.report import as_line, counted
from catalogue.triage import triage
from catalogue.workspace import Workspace

RELOAD_SCRIPT = "__recharge.js"
RELOAD_STATE = "__version"
PERIOD = 0.1
"""Seconds between two looks at the files: no watcher works everywhere, and a look costs little."""

REST = 1.0
"""Seconds without a change after which the open pages have been asked for again."""

SCRIPT = Path(__file__).with_name("recharge.js")


class Workshop:
    """A served folder kept up to date with the workspace; a fault leaves it as it is."""

    def __init__(
        self, workspace: Workspace, folder: Path, clock: Callable[[], str], say: Progress
    ) -> None:
        self.workspace, self.folder, self.clock, self.say = workspace, folder, clock, say
        self.house: House | None = None
        self.house_is_stale = True
        self.texts: dict[str, str] = {}
        self.again = Again(workspace)
        self.version = 0
        self.rested = True
        self.indexer = Indexer(workspace, folder, say)

    def refresh(self, house_changed: bool) -> None:
        """Bring the folder up to date, or say why it stays as it is."""
        begun = time.monotonic()
        self.house_is_stale |= house_changed
        try:
            changed = self._update()
        except HouseError as error:
            self._keep("\n".join(as_line(issue) for issue in error.issues))
        except (StopError, OSError) as error:
            self._keep(told(error))
        else:
            self.version += 1
            files = counted(changed, "fichier mis", "fichiers mis")
            self.say(f"{files} à jour en {time.monotonic() - begun:.1f} s")
        self.rested = False

    def rest(self) -> None:
        """Do, once after a change, what can wait until the open pages have been asked for again."""
        if not self.rested:
            self.rested = True
            # The collector does not run by itself (see `uncollected`), and stops every thread.
            gc.collect()

    def _keep(self, reason: str) -> None:
        self.say(f"{reason}\nLe site montré reste le précédent.")

    def _update(self) -> int:
        loaded = self.again.load()
        issues = loaded.issues(self.clock())
        parted = triage(loaded, issues, self.clock())
        if parted is None:
            raise HouseError(issues)
        for issue in issues:
            self.say(as_line(issue))
        if parted.aside:
            self.say("Les fichiers en défaut sont laissés de côté : leur page montre leurs fautes.")
        with tempfile.TemporaryDirectory(dir=self.folder.parent) as name:
            fresh = Path(name)
            if self.house_is_stale or self.house is None:
                self.house = make_house(self.workspace, fresh)
            # Everything is made before anything is written: what is shown is never half new.
            view = self.again.view(parted.sound, self.house)
            texts = self.again.texts(view, self.house) | dict(fault_pages(self.house, parted.aside))
            # Its pages are written with their blocks.
            copy_tree(fresh, self.folder, left={".html"})
        self.house_is_stale = False
        changed = self._write(texts)
        self.indexer.ask(view)
        return changed

    def _write(self, texts: dict[str, str]) -> int:
        changed = [name for name, text in texts.items() if self.texts.get(name) != text]
        for name in changed:
            write(self.folder / name, texts[name])
        for name in self.texts.keys() - texts.keys():
            (self.folder / name).unlink(missing_ok=True)
        self.texts = texts
        return len(changed)


class Indexer:
    """Makes the text index and the exports in the background, and again when asked meanwhile."""

    def __init__(self, workspace: Workspace, folder: Path, say: Progress) -> None:
        self.workspace, self.folder, self.say = workspace, folder, say
        self.written: dict[str, str] = {}
        self.asked: queue.SimpleQueue[SiteView] = queue.SimpleQueue()
        threading.Thread(target=self._work, daemon=True).start()

    def ask(self, view: SiteView) -> None:
        """Ask for the index of the pages as they are now."""
        self.asked.put(view)

    def _work(self) -> None:
        while True:
            view = self.asked.get()
            while not self.asked.empty():
                view = self.asked.get()
            try:
                self._index(view)
            except (StopError, OSError, ValueError) as error:
                self.say(f"la recherche reste la précédente : {told(error)}")

    def _index(self, view: SiteView) -> None:
        fresh, old = self.folder.with_name("index.neuf"), self.folder.with_name("index.ancien")
        write_data(view, self.folder)
        write_index(view, self.folder, fresh)
        shutil.rmtree(old, ignore_errors=True)
        current = self.folder / FOLDER
        if current.exists():
            current.rename(old)
        fresh.rename(current)
        write_documents(view, self.folder)
        editions = Editions(self.workspace, view)
        editions.write(self.folder, "", lambda message: None, self.written)


class Handler(SimpleHTTPRequestHandler):
    """Serves the folder; pages get one more script, which asks for the version and reloads."""

    def __init__(self, *args: object, workshop: Workshop, **kwargs: object) -> None:
        self.workshop = workshop
        super().__init__(*args, directory=str(workshop.folder), **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer the reload script and its state; else a page with the script, or a file."""
        path = self.path.split("?", 1)[0].split("#", 1)[0]
        if path == f"/{RELOAD_SCRIPT}":
            self._text(SCRIPT.read_text(encoding="utf-8"), "text/javascript")
        elif path == f"/{RELOAD_STATE}":
            self._text(str(self.workshop.version), "text/plain")
        elif (
            path.endswith("/")
            and (page := Path(self.translate_path(path)) / "index.html").is_file()
        ):
            # Before the page is read: one that changes meanwhile is reloaded, not missed.
            address = f"/{RELOAD_SCRIPT}?{self.workshop.version}"
            script = f'<script type="module" src="{address}"></script></body>'
            self._text(page.read_text(encoding="utf-8").replace("</body>", script), "text/html")
        else:
            super().do_GET()

    def _text(self, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def serve_site(workspace: Workspace, port: int, clock: Callable[[], str], say: Progress) -> int:
    """Serve until interrupted; return the exit code."""
    keep_compiled()
    workspace.build.mkdir(parents=True, exist_ok=True)
    # Pagefind may still be writing there when the server is stopped.
    with tempfile.TemporaryDirectory(
        prefix="serve-", dir=workspace.build, ignore_cleanup_errors=True
    ) as name:
        folder = Path(name) / "site"
        folder.mkdir()
        workshop = Workshop(workspace, folder, clock, say)
        try:
            server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, workshop=workshop))
        except OSError:
            say(f"le port {port} n’est pas libre : choisissez-en un autre avec --port")
            return 1
        with server:
            return _serve(server, workshop, say)


def _serve(server: ThreadingHTTPServer, workshop: Workshop, say: Progress) -> int:
    # A shell that starts a program in the background has it ignore interruptions.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # From the first instant: an interruption may come while the first pages are made.
    try:
        seen = stamps(workshop.workspace)
        workshop.refresh(house_changed=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        say(f"Site visible à l’adresse http://127.0.0.1:{server.server_port}/ (Ctrl+C : arrêter)")
        quiet = 0.0
        while True:
            time.sleep(PERIOD)
            now = stamps(workshop.workspace)
            if now != seen:
                house_changed, seen, quiet = now[1] != seen[1], now, 0.0
                workshop.refresh(house_changed)
            elif (quiet := quiet + PERIOD) >= REST:
                workshop.rest()
    except KeyboardInterrupt:
        say("Arrêté.")
        return 0
