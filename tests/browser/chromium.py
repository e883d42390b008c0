"""Finds a Chromium for the browser tests; run as a program, installs Debian's where it may.

A test tool's own browser download is not used: it fetches an unpinned binary from elsewhere.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""What keeps a headless Chromium from asking anything of the network."""

ADVICE = """The browser tests need a Chromium. Any of these will do:
  Debian or Ubuntu:  sudo apt-get install chromium
  Fedora:            sudo dnf install chromium
  macOS:             brew install --cask chromium
  elsewhere:         make test CHROMIUM=/path/to/chromium-or-chrome"""


def named() -> str | None:
    """Return what the environment asks for; an empty text asks for nothing."""
    return os.environ.get("CHROMIUM") or None


def find() -> str | None:
    """Return the path of a Chromium: the one CHROMIUM names, or one in the usual places."""
    if asked := named():
        return shutil.which(asked)
    found = (shutil.which(name) for name in (*NAMES, MAC))
    return next((path for path in found if path), None)


def install() -> None:
    """Install Debian's Chromium where this is Debian and we are root; else do nothing."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def advice() -> str:
    """Return why there is no Chromium, and how to get one."""
    if asked := named():
        return f"CHROMIUM names « {asked} », which is no program here. {ADVICE}"
    return f"No Chromium was found, and it could not be installed here. {ADVICE}"


def main() -> int:
    """Print the path of a Chromium, installing one if needed; 1 when there is none to be had."""
    # Who names a program wants that one: another must not be installed in its place.
    if find() is None and not named():
        install()
    path = find()
    print(path or advice(), file=sys.stdout if path else sys.stderr)
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
