"""What the browser tests stand on: a static server, and pages that remember what happened."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from catalogue.site import policy

REPOSITORY = Path(__file__).resolve().parents[2]

OpenPage = Callable[..., Page]
"""Opens a page in a context of its own, made with the given options of Playwright."""

PHONE: dict[str, Any] = {
    "viewport": {"width": 375, "height": 667},
    "has_touch": True,
    "is_mobile": True,
}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}}
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 640}}


@dataclass(frozen=True, slots=True)
class Site:
    """A built site and the address where it is served, which ends with a slash."""

    folder: Path
    url: str

    @property
    def origin(self) -> str:
        """Return the scheme, host and port, which every request must keep to."""
        return "/".join(self.url.split("/")[:3]) + "/"


def asked_headers(file: Path) -> dict[str, str]:
    """Return the headers that a site asks its host for, by name: those for every address."""
    lines = file.read_text(encoding="utf-8").splitlines()[1:] if file.is_file() else []
    return dict(line.strip().split(": ", 1) for line in lines)


class StaticHandler(SimpleHTTPRequestHandler):
    """Serves a folder as any static host does: an unknown address gets the site's 404.html."""

    protocol_version = "HTTP/1.1"
    # A header and its body are two writes: without this the second waits for the first's receipt.
    disable_nagle_algorithm = True

    def __init__(self, *request: Any, missing: Path, **settings: Any) -> None:
        """Keep the page of unknown addresses; what comes next answers the request."""
        self.missing = missing
        super().__init__(*request, **settings)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer an unknown address with the site's own page."""
        if code != 404 or not self.missing.is_file():
            super().send_error(code, message, explain)
            return
        body = self.missing.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Send the headers that the site asks its host for."""
        for name, value in asked_headers(self.missing.with_name(policy.FILE)).items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


class StaticServer(ThreadingHTTPServer):
    """Serves many pages at once, to browsers that leave before they have read everything."""

    daemon_threads = True
    # A browser asks for all the modules of a page together, and several pages at a time.
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that closed its page: anything else is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def served(folder: Path, at: str = "") -> Iterator[str]:
    """Serve a folder on a free port; give the address of the folder `at` in it."""
    handler = partial(StaticHandler, directory=str(folder), missing=folder / at / "404.html")
    with StaticServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/{at}"
        finally:
            server.shutdown()


def follow(link: Locator) -> None:
    """Click on what leads to another page, and wait until that page is whole."""
    with link.page.expect_navigation():
        link.click()


@dataclass(slots=True)
class Log:
    """What happened on a page since it is watched."""

    requests: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)


LISTENERS: dict[Page, list[tuple[str, Callable[[Any], None]]]] = {}
"""Page → the events that are listened to, and by what."""


def watch(page: Page) -> Log:
    """Keep note of a page's requests, failures, and errors or warnings of the console."""
    log = Log()

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            log.console.append(message.text)

    def receive(response: Response) -> None:
        if response.status >= 400:
            log.failures.append(f"{response.status} {response.url}")

    listeners: list[tuple[str, Callable[[Any], None]]] = [
        ("console", hear),
        ("pageerror", lambda error: log.console.append(str(error))),
        ("request", lambda request: log.requests.append(request.url)),
        ("response", receive),
    ]
    for event, listener in listeners:
        page.on(event, listener)  # type: ignore[call-overload]
    LISTENERS.setdefault(page, []).extend(listeners)
    return log


def unwatch(page: Page) -> None:
    """Take no more note of anything on a page."""
    for event, listener in LISTENERS.pop(page, []):
        page.remove_listener(event, listener)
