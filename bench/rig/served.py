"""`catalogue serve` under the stopwatch: from a file written to its new text served."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

HOST = "127.0.0.1"
PATIENCE = 600
"""Seconds before a wait is given up."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One change: seconds until it was served, and CPU seconds of the server meanwhile."""

    clock: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Server:
    """A running `catalogue serve`."""

    pid: int
    port: int

    def text(self, address: str) -> str:
        """Return what an address gives, or the empty string."""
        try:
            with urllib.request.urlopen(f"http://{HOST}:{self.port}/{address}") as answer:
                return str(answer.read().decode())
        except (urllib.error.URLError, ConnectionError):
            return ""

    def cpu(self) -> float:
        """Return the CPU seconds of the server itself; Pagefind is a child and not in it."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
        user, system = fields.split()[11:13]
        return (int(user) + int(system)) / TICKS

    def wait_for(self, address: str, text: str, pause: float = 0.02) -> None:
        """Ask for an address until it holds a text."""
        end = time.monotonic() + PATIENCE
        while text not in self.text(address):
            if time.monotonic() > end:
                raise TimeoutError(f"« {text} » never came at {address}")
            time.sleep(pause)

    def wait_for_index(self) -> None:
        """Wait until Pagefind, which runs in the background, is done."""
        end = time.monotonic() + PATIENCE
        quiet = 0
        while quiet < 5 and time.monotonic() < end:
            quiet = 0 if self._has_child() or not self.text("pagefind/pagefind.js") else quiet + 1
            time.sleep(0.2)

    def _has_child(self) -> bool:
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return any((task / "children").read_text(encoding="utf-8") for task in tasks)

    def change(self, record: Path, address: str, before: str, after: str) -> Shown:
        """Write a text in place of another in a record, and wait until its page says it."""
        text = record.read_text(encoding="utf-8").replace(before, after)
        cpu, begin = self.cpu(), time.perf_counter()
        record.write_text(text, encoding="utf-8")
        self.wait_for(address, after)
        return Shown(clock=time.perf_counter() - begin, cpu=self.cpu() - cpu)


@contextmanager
def serving(root: Path) -> Iterator[Server]:
    """Serve a root's site, and stop at the end."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "catalogue", "--root", str(root), "serve", "--port", str(port)]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Server(child.pid, port)
    finally:
        child.send_signal(signal.SIGINT)
        child.wait(60)
