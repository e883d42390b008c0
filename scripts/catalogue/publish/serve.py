"""The site on this machine: rebuilt when a file changes, and the open pages reloaded."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from catalogue.derive.site import SiteView
from catalogue.pipeline import load
from catalogue.publish.folder import write
from catalogue.publish.house import HouseError
from catalogue.publish.search import SearchError
from catalogue.publish.shell import ShellError
from catalogue.publish.site import (
    CountError,
    House,
    Progress,
    make_house,
    site_texts,
    write_index,
)
from catalogue.report import as_text
from catalogue.workspace import KINDS, SINGLE_FILES, Workspace

RELOAD_SCRIPT = "__recharge.js"
RELOAD_STATE = "__version"
PERIOD = 0.3
"""Seconds between two looks at the files: no watcher works everywhere, and a look costs little."""

SCRIPT = Path(__file__).with_name("recharge.js")

Stamps = dict[Path, tuple[int, int]]


class Workshop:
    """A served folder kept up to date with the workspace."""

    def __init__(
        self, workspace: Workspace, folder: Path, clock: Callable[[], str], say: Progress
    ) -> None:
        self.workspace, self.folder, self.clock, self.say = workspace, folder, clock, say
        self.house: House | None = None
        self.texts: dict[str, str] = {}
        self.version = 0

    def refresh(self, house_changed: bool) -> bool:
        """Bring the folder up to date; False, with the reasons said, when something is wrong."""
        begun = time.monotonic()
        loaded = load(self.workspace)
        issues = loaded.issues(self.clock())
        if issues:
            self.say(as_text(issues, len(loaded.readings)))
        if any(issue.level == "error" for issue in issues):
            return self._keep("Le site montré reste le précédent.")
        view = SiteView(loaded.corpus, loaded.schemas)
        try:
            if house_changed or self.house is None:
                self.house = self._new_house()
            changed = self._write(dict(site_texts(self.workspace, self.house, view)))
        except HouseError as error:
            return self._keep(as_text(error.issues, len(loaded.readings)))
        except (ShellError, CountError) as error:
            return self._keep(str(error))
        self.version += 1
        self.say(f"{changed} fichiers mis à jour en {time.monotonic() - begun:.1f} s")
        self._index(view)
        return True

    def _keep(self, reason: str) -> bool:
        self.say(reason)
        return False

    def _new_house(self) -> House:
        fresh = self.folder.with_name(self.folder.name + ".maison")
        shutil.rmtree(fresh, ignore_errors=True)
        house = make_house(self.workspace, fresh)
        shutil.copytree(fresh, self.folder, dirs_exist_ok=True)
        shutil.rmtree(fresh)
        # The copy has put pages with empty slots back: they are to be written again.
        self.texts = {}
        return house

    def _write(self, texts: dict[str, str]) -> int:
        changed = [name for name, text in texts.items() if self.texts.get(name) != text]
        for name in changed:
            write(self.folder / name, texts[name])
        for name in self.texts.keys() - texts.keys():
            (self.folder / name).unlink(missing_ok=True)
        self.texts = texts
        return len(changed)

    def _index(self, view: SiteView) -> None:
        """Make the text index again in the background: it is slow, and pages do not wait."""

        def work() -> None:
            try:
                write_index(view, self.folder)
            except (SearchError, CountError) as error:
                self.say(str(error))

        threading.Thread(target=work, daemon=True).start()


def watched(workspace: Workspace) -> Iterator[tuple[Path, bool]]:
    """Yield every file that the site is made from, and whether it belongs to the house."""
    for folder in KINDS:
        yield from ((path, False) for path in workspace.path(folder).glob("*"))
    yield from ((workspace.path(name), False) for name in SINGLE_FILES)
    yield from ((path, False) for path in workspace.schemas.glob("*.json"))
    yield workspace.mkdocs, True
    for folder_path in {workspace.docs, workspace.assets}:
        yield from ((path, True) for path in folder_path.rglob("*") if path.is_file())


def stamps(workspace: Workspace) -> tuple[Stamps, Stamps]:
    """Return the size and time of the files of the records, and of the house."""
    found: tuple[Stamps, Stamps] = ({}, {})
    for path, of_house in watched(workspace):
        try:
            state = path.stat()
        except OSError:
            continue
        found[of_house][path] = (state.st_mtime_ns, state.st_size)
    return found


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
            script = f'<script type="module" src="/{RELOAD_SCRIPT}"></script></body>'
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
    folder = workspace.build / "serve"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    workshop = Workshop(workspace, folder, clock, say)
    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, workshop=workshop))
    except OSError as error:
        say(f"le port {port} n’est pas libre ({error.strerror}) : essayez --port {port + 1}")
        return 1
    seen = stamps(workspace)
    workshop.refresh(house_changed=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"Site visible à l’adresse http://127.0.0.1:{server.server_port}/ (Ctrl+C pour arrêter)")
    try:
        while True:
            time.sleep(PERIOD)
            now = stamps(workspace)
            if now != seen:
                house_changed, seen = now[1] != seen[1], now
                workshop.refresh(house_changed)
    except KeyboardInterrupt:
        say("Arrêté.")
    finally:
        server.shutdown()
    return 0
