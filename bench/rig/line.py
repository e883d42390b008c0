"""A static server at the end of a slow line, which every request of a page shares.

The line is slowed here and not by Chromium, whose own throttling does not reach web workers:
Pagefind and Material's search both read their index in one. Texts are gzipped, as hosts do.
"""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

RATE = 1_600_000 / 8
"""Bytes a second: 1.6 Mbit/s."""
LATENCY = 0.15
"""Seconds from a question to the first byte of its answer."""
SLICE = 2048
TEXTS = {".html", ".js", ".mjs", ".json", ".css", ".svg", ".xml"}


class Line:
    """What all connections share: one rate, and the count of what went through."""

    def __init__(self, rate: float, latency: float) -> None:
        self.rate, self.latency = rate, latency
        self.bytes = self.requests = 0
        self._lock = threading.Lock()
        self._free = 0.0

    def reset(self) -> None:
        """Count from nothing again."""
        with self._lock:
            self.bytes = self.requests = 0

    def ask(self) -> None:
        """Wait as long as a question takes to be heard and answered."""
        with self._lock:
            self.requests += 1
        time.sleep(self.latency)

    def carry(self, size: int) -> None:
        """Wait until a slice has gone through."""
        with self._lock:
            now = time.monotonic()
            self._free = max(self._free, now) + size / self.rate
            self.bytes += size
            wait = self._free - now
        time.sleep(wait)


@lru_cache(maxsize=2000)
def packed(path: Path) -> tuple[bytes, bool]:
    """Return the bytes of a file as a host sends them, and whether they are gzipped."""
    content = path.read_bytes()
    is_text = path.suffix in TEXTS
    return (gzip.compress(content, 6), True) if is_text else (content, False)


class Handler(SimpleHTTPRequestHandler):
    """Answers from a folder, through a line."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, line: Line, directory: str, **kwargs: object) -> None:
        self.line = line
        super().__init__(*args, directory=directory, **kwargs)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Send a file, slice by slice."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        self.line.ask()
        if not path.is_file():
            self.send_error(404)
            return
        body, is_packed = packed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        for start in range(0, len(body), SLICE):
            part = body[start : start + SLICE]
            self.line.carry(len(part))
            self.wfile.write(part)

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""


class Server(ThreadingHTTPServer):
    """A server whose visitors may leave in the middle of an answer."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that was closed."""


@contextmanager
def served(
    folder: Path, rate: float = RATE, latency: float = LATENCY
) -> Iterator[tuple[str, Line]]:
    """Serve a folder; give its address and its line."""
    line = Line(rate, latency)
    handler = partial(Handler, line=line, directory=str(folder))
    server = Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", line
    finally:
        server.shutdown()
        server.server_close()
