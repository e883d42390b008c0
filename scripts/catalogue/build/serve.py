"""The site on this machine: made again where a file changes; a file set aside shows its faults."""

from __future__ import annotations

import errno
import fcntl
import gc
import os
import queue
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import NoReturn

from catalogue.bilan.published_editions import Editions
from catalogue.build.house import NOT_FOUND, HouseError
from catalogue.build.open_data import write_data, write_documents
from catalogue.build.search import FOLDER
from catalogue.build.shell import stamp
from catalogue.build.whole_site import (
    House,
    Made,
    Progress,
    all_kinds,
    check_landing_pages,
    make_house,
    site_texts,
    without_repeats,
    write_index,
)
from catalogue.issues import LEVELS, StopError, as_line, counted
from catalogue.pipeline import PAGE_KINDS, Loaded, Memory, SetAside, load, triage
from catalogue.site import policy
from catalogue.site.environment import fill
from catalogue.site.kinds.table import WHOLE_LIST
from catalogue.site.page import Page, base_of
from catalogue.site.site_view import Kept, SiteView
from catalogue.text.decoding import lines_of
from catalogue.text.disk import read_bytes, told, why
from catalogue.text.swap import below, copy_tree, write
from catalogue.text.typography import typeset
from catalogue.workspace import KINDS, SINGLE_FILES, Workspace


class Again:
    """What is kept of one making for the next: readings, cards, pages."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.memory = Memory()
        self.basis: tuple[object, ...] = ()
        self.kept, self.made = Kept(), Made()

    def load(self) -> Loaded:
        """Read the files that changed, and take the others as they were."""
        return load(self.workspace, memory=self.memory)

    def view(self, loaded: Loaded, house: House) -> SiteView:
        """Return what the pages show; all is forgotten when what every page rests on changed."""
        basis = (loaded.basis, house)
        if basis != self.basis:
            self.basis, self.kept, self.made = basis, Kept(), Made()
        return SiteView(loaded.corpus, loaded.schemas, self.kept)

    def texts(self, view: SiteView, house: House) -> dict[str, str]:
        """Return every text of the site by name.

        CountError where two claim one address, HouseError where a landing page is missing.
        """
        editions = Editions(self.workspace, view)
        check_landing_pages(self.workspace, all_kinds(view, editions), lambda _: None)
        texts = site_texts(self.workspace, house, view, self.made, editions)
        return dict(without_repeats(texts))


_AROUND = 1
"""Lines shown before and after the one that has a fault."""
_WIDTH = 160


def excerpt(lines: Sequence[str], line: int, column: int) -> str:
    """Return the lines around a place, numbered, with a mark under its column."""
    shown: list[str] = []
    for number in range(max(1, line - _AROUND), min(len(lines), line + _AROUND) + 1):
        shown.append(f"{number:>5} │ {lines[number - 1][:_WIDTH]}".rstrip())
        if number == line and column <= _WIDTH:
            shown.append(f"      │ {' ' * (column - 1)}^")
    return "\n".join(shown)


BY_FILE_KIND = {kind.file_kind: kind for kind in PAGE_KINDS if kind.file_kind}


def fault_pages(house: House, aside: Sequence[SetAside]) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of the page of each file that is set aside, if it has one.

    It shows its faults, or the files whose faults it leads to.
    """
    causes = [one.file for one in aside if one.issues]
    for one in aside:
        kind = BY_FILE_KIND.get(one.reading.kind)
        if kind is None:
            continue
        content = read_bytes(one.reading.path, one.file)
        # As well as they can be read.
        lines = lines_of(content.decode(errors="replace")) if isinstance(content, bytes) else []
        faults = [
            (i, LEVELS[i.level], typeset(i.message), excerpt(lines, i.place.line, i.place.column))
            for i in one.issues
        ]
        address, title = kind.address(one.reading.path.stem), f"À corriger : {one.file}"
        page = Page(
            address=address,
            shell=WHOLE_LIST.shell,
            title=title,
            description=title,
            html=fill(
                "faute.html.j2", base_of(address), fichier=one.file, fautes=faults, causes=causes
            ),
            source=one.file,
        )
        yield f"{address}index.html", stamp(house.shells[page.shell], page)


Stamps = dict[str, tuple[int, int]]
"""The path of a file → its time and its size."""


def stamps(workspace: Workspace) -> tuple[Stamps, Stamps]:
    """Return the stamps of the files that the records come from, and of those of the house."""
    records = (*map(workspace.path, (*SINGLE_FILES, *KINDS)), workspace.schemas)
    return _stamps(records), _stamps((workspace.mkdocs, workspace.docs, workspace.assets))


def _stamps(paths: Iterable[Path]) -> Stamps:
    found: Stamps = {}
    # In a folder of thousands, an entry of `scandir` takes a fifth of the time of a path.
    waiting: list[Path | os.DirEntry[str]] = list(paths)
    while waiting:
        one = waiting.pop()
        with suppress(OSError):
            if not one.is_dir():
                state = one.stat()
                found[os.fspath(one)] = state.st_mtime_ns, state.st_size
            elif not one.is_symlink():
                with os.scandir(one) as entries:
                    waiting += entries
    return found


RELOAD_SCRIPT = "__recharge.js"
RELOAD_STATE = "__version"
PATIENCE = 30
"""Seconds that a step of the index may take before its server ends without it."""
PERIOD = 0.1
"""Seconds between two looks at the files: no watcher works everywhere, and a look costs little."""

SCRIPT = Path(__file__).with_name("recharge.js")
PREFIX, HELD = "serve-", ".serveur"
"""How the folder of a server is named, and the file in it that the server locks."""
HTTP_PORT = 80
"""The port that an address need not name."""
REFUSALS = {
    HTTPStatus.NOT_FOUND: "Cette page n’existe pas.",
    HTTPStatus.MISDIRECTED_REQUEST: "Ce serveur ne répond qu’à cette machine, sous les noms"
    " 127.0.0.1 et localhost.",
    HTTPStatus.NOT_IMPLEMENTED: "Ce serveur ne fait que montrer des pages (GET et HEAD).",
    HTTPStatus.REQUEST_URI_TOO_LONG: "Cette adresse est trop longue.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "Cette demande est trop longue.",
    HTTPStatus.HTTP_VERSION_NOT_SUPPORTED: "Cette version de HTTP n’est pas connue ici.",
}
"""What is said of a request that is not answered."""


class Workshop:
    """A served folder kept up to date with the workspace; a fault leaves it as it is."""

    def __init__(
        self, workspace: Workspace, folder: Path, clock: Callable[[], str], say: Progress
    ) -> None:
        self.workspace, self.folder, self.clock, self.say = workspace, folder, clock, say
        self.house: House | None = None
        self.headers = policy.headers("")
        self.house_is_stale = True
        self.texts: dict[str, str] = {}
        self.again = Again(workspace)
        self.version = 0
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
        self.headers = policy.headers(self.house.pages.get(NOT_FOUND, ""))
        changed = [name for name, text in texts.items() if self.texts.get(name) != text]
        for name in changed:
            write(below(self.folder, name), texts[name])
        for name in self.texts.keys() - texts.keys():
            below(self.folder, name).unlink(missing_ok=True)
        self.texts = texts
        self.indexer.ask(view)
        return len(changed)


class Indexer:
    """Makes the text index and the exports in the background, and again when asked meanwhile."""

    def __init__(self, workspace: Workspace, folder: Path, say: Progress) -> None:
        self.workspace, self.folder, self.say = workspace, folder, say
        self.written: dict[str, str] = {}
        self.asked: queue.SimpleQueue[SiteView | None] = queue.SimpleQueue()
        self.thread = threading.Thread(target=self._work, daemon=True)
        self.thread.start()

    def ask(self, view: SiteView) -> None:
        """Ask for the index of the pages as they are now."""
        self.asked.put(view)

    def end(self) -> None:
        """Write no more: what is removed next is not written again behind its back."""
        self.say = lambda _: None
        self.asked.put(None)
        # A file in the folder's place makes the next write fail: what is under way need not be
        # waited for to its end.
        with suppress(FileNotFoundError):
            for rank in count():
                self.folder.rename(self.folder.with_name(f"site.{rank}"))
                with suppress(FileExistsError):  # It was written again meanwhile.
                    self.folder.touch(exist_ok=False)
                    break
        self.thread.join(PATIENCE)

    def _work(self) -> None:
        while True:
            view = self.asked.get()
            while view is not None and not self.asked.empty():
                view = self.asked.get()
            if view is None:
                return
            try:
                self._index(view)
            except (StopError, OSError, ValueError) as error:
                self.say(f"la recherche reste la précédente : {told(error)}")
            # The collector does not run by itself (see `uncollected`), and stops every thread: by
            # now, the open pages have been asked for again.
            gc.collect()

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


class LocalServer(ThreadingHTTPServer):
    """Listens on this machine alone; a client that leaves, or a fault, ends its own answer only."""

    def __init__(self, port: int, workshop: Workshop) -> None:
        super().__init__(("127.0.0.1", port), partial(Handler, workshop=workshop))
        self.say = workshop.say
        # A page elsewhere may give its own name this machine's address, to read drafts: what the
        # browser was asked for is in « Host ».
        ends = (f":{self.server_port}", *([""] if self.server_port == HTTP_PORT else []))
        self.hosts = [[name + end] for name in ("127.0.0.1", "localhost", "[::1]") for end in ends]

    def handle_error(self, request: object, client_address: object) -> None:
        """Say in a line what went wrong with an answer; nothing where the client only left."""
        error = sys.exc_info()[1]
        if isinstance(error, Exception) and not isinstance(error, ConnectionError | TimeoutError):
            self.say(f"une demande n’a pas eu de réponse : {told(error)}")


class Handler(SimpleHTTPRequestHandler):
    """Serves the folder; pages get one more script, which asks for the version and reloads."""

    server: LocalServer
    server_version, sys_version = "catalogue", ""

    def __init__(self, *args: object, workshop: Workshop, **kwargs: object) -> None:
        self.workshop = workshop
        super().__init__(*args, directory=str(workshop.folder), **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer the reload script and its state; else a page with the script, or a file."""
        if [host.lower() for host in self.headers.get_all("Host", [])] not in self.server.hosts:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        try:
            self._answer(self.path.split("?", 1)[0].split("#", 1)[0])
        except ConnectionError:
            raise
        except (OSError, ValueError):
            # No file can have this name: too long, with a zero byte, in no encoding.
            self.send_error(HTTPStatus.NOT_FOUND)

    def do_HEAD(self) -> None:
        """Answer what GET answers, without its body."""
        self.do_GET()

    def _answer(self, path: str) -> None:
        if path == f"/{RELOAD_SCRIPT}":
            self._text(SCRIPT.read_text(encoding="utf-8"), "text/javascript")
        elif path == f"/{RELOAD_STATE}":
            self._text(str(self.workshop.version), "text/plain")
        elif (
            path.endswith("/")
            and (page := Path(self.translate_path(path)) / "index.html").is_file()
        ):
            self._page(page)
        elif (file := self.send_head()) is not None:
            with file:
                if self.command != "HEAD":
                    self.copyfile(file, self.wfile)

    def _page(self, page: Path, status: HTTPStatus = HTTPStatus.OK) -> None:
        # Before the page is read: one that changes meanwhile is reloaded, not missed.
        address = f"/{RELOAD_SCRIPT}?{self.workshop.version}"
        script = f'<script type="module" src="{address}"></script></body>'
        text = page.read_text(encoding="utf-8").replace("</body>", script)
        self._text(text, "text/html", status)

    def _text(self, text: str, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Add to every answer the headers that a published site has."""
        for name, value in self.workshop.headers.items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """Answer that there is no such page: a folder shows its own page, or nothing."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page where nothing is found, else with a French sentence."""
        status = HTTPStatus(code)
        self.close_connection = True
        missing = self.workshop.folder / NOT_FOUND
        if status == HTTPStatus.NOT_FOUND and missing.is_file():
            self._page(missing, status)
        else:
            told = REFUSALS.get(status, "Cette demande n’est pas comprise.")
            self._text(f"{told}\n", "text/plain", status)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


def serve_site(workspace: Workspace, port: int, clock: Callable[[], str], say: Progress) -> int:
    """Serve until interrupted, or asked to end by a signal; return the exit code."""
    try:
        # Every signal that asks the program to end ends it as Ctrl-C does, so that it tidies. A
        # shell that starts a program in the background has it ignore interruptions.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:  # As `nohup` asks.
                signal.signal(number, signal.default_int_handler)
        with _own_folder(workspace.build) as own:
            folder = own / "site"
            folder.mkdir()
            workshop = Workshop(workspace, folder, clock, say)
            try:
                server = LocalServer(port, workshop)
            except OSError as error:
                taken = error.errno == errno.EADDRINUSE
                reason = "n’est pas libre" if taken else f"ne peut pas être ouvert ({why(error)})"
                say(f"le port {port} {reason} : choisissez-en un autre avec --port")
                return 1
            with server:
                try:
                    _watch(server, workshop, say)
                finally:
                    _hear_no_more()
                    workshop.indexer.end()
    except KeyboardInterrupt:
        say("Arrêté.")
        return 0


@contextmanager
def _own_folder(build: Path) -> Iterator[Path]:
    """Give a folder for what is served, removed at the end, or at the next start if it is killed.

    A lock tells whose server still runs: the system gives it back however the program ends.
    """
    build.mkdir(parents=True, exist_ok=True)
    with (build / ".serve.verrou").open("wb") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)  # Nobody tidies a folder that is not yet locked.
        # The folders of servers that were killed, and nothing that is not one of ours.
        for mark in build.glob(f"{PREFIX}*/{HELD}"):
            with suppress(OSError), mark.open("r+b") as held:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(mark.parent, ignore_errors=True)
        own = Path(tempfile.mkdtemp(prefix=PREFIX, dir=build))
        lock = (own / HELD).open("wb")
        fcntl.flock(lock, fcntl.LOCK_EX)
    with lock:
        try:
            yield own
        finally:
            _hear_no_more()
            shutil.rmtree(own, ignore_errors=True)


def _hear_no_more() -> None:
    """Ignore the signals that ask the program to end: once is enough, what follows is short."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _watch(server: LocalServer, workshop: Workshop, say: Progress) -> NoReturn:
    """Serve, and bring the folder up to date at each change, until interrupted."""
    seen = stamps(workshop.workspace)
    workshop.refresh(house_changed=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say(f"Site visible à l’adresse http://127.0.0.1:{server.server_port}/ (Ctrl+C : arrêter)")
    while True:
        time.sleep(PERIOD)
        now = stamps(workshop.workspace)
        if now != seen:
            house_changed, seen = now[1] != seen[1], now
            workshop.refresh(house_changed)
