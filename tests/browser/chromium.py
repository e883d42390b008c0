"""Finds a Chromium and opens a page with it; run as a program, installs what is missing for that.

A test tool's own browser download is not used: it fetches an unpinned binary from elsewhere.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass

SHELL = "chromium-headless-shell"
"""The same Chromium without its window: no toolbar, no autofill; pages load in half the time."""

NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
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

PATIENCE = 90
"""Seconds that a first page may take: a machine just started reads everything from its disk."""

BROWSER = (SHELL, "fonts-liberation")
"""Debian's packages of a browser, without what it only recommends (a sandbox, a printer…)."""

WITH_WINDOW = ("chromium", "fonts-liberation")
"""The same where no package holds the browser without its window: an older Debian, Ubuntu."""

NO_BROWSER = (
    "The browser tests need a Chromium and none was found: install one (Debian: sudo apt-get "
    f"install {SHELL} fonts-liberation; Fedora: sudo dnf install chromium; macOS: brew install "
    "--cask chromium), or name one with make test CHROMIUM=/path/to/chromium-or-chrome."
)

_unloaded = re.compile(r"(\S+): error while loading shared libraries: (\S+?):").search


@dataclass(frozen=True, slots=True)
class Trial:
    """What was tried on this machine: with which Chromium, and what kept a page from opening."""

    asked: str | None
    """What CHROMIUM names."""
    path: str | None
    """The Chromium that was found."""
    said: str | None = None
    """What Playwright and the browser said, None once a page was opened."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Why no browser test can start: a sentence, and Debian's packages that would do."""

    sentence: str
    packages: tuple[str, ...] = ()


def named() -> str | None:
    """Return what the environment asks for; an empty text asks for nothing."""
    return os.environ.get("CHROMIUM") or None


def find() -> str | None:
    """Return the path of a Chromium: the one CHROMIUM names, or one in the usual places."""
    if asked := named():
        return shutil.which(asked)
    found = (shutil.which(name) for name in (*NAMES, MAC))
    return next((path for path in found if path), None)


def lack(trial: Trial) -> Lack | None:
    """Return what keeps a browser test from starting, or None where a page was opened."""
    if trial.path is None:
        # Who names a program wants that one: another must not be installed in its place.
        if trial.asked:
            return Lack(f"CHROMIUM names « {trial.asked} », which is no program here. {NO_BROWSER}")
        return Lack(NO_BROWSER, BROWSER)
    if trial.said is None:
        return None
    if found := _unloaded(trial.said):
        program, library = found.groups()
        package = package_of(library)
        return Lack(
            f"The browser tests cannot start: {program} needs the library {library}, "
            f"which is not installed (Debian: sudo apt-get install {package}).",
            (package,),
        )
    told = [line.strip() for line in trial.said.splitlines() if line.strip()]
    reason = told[-1] if told else "nothing was said of why"
    return Lack(f"The browser tests cannot start: no page opens with {trial.path} ({reason}).")


def package_of(library: str) -> str:
    """Return the Debian package of a shared library, named as Debian's policy (8.1) asks for."""
    name, _, version = library.lower().partition(".so")
    number = version.lstrip(".").split(".")[0]
    return f"{name}-{number}" if number and name[-1].isdigit() else name + number


def tried() -> Trial:
    """Look for a Chromium and open a page with it, in another process whose words are kept."""
    path = find()
    if path is None:
        return Trial(named(), None)
    command = [sys.executable, __file__, "--open", path]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Trial(named(), path, f"it took more than {PATIENCE} seconds")
    return Trial(named(), path, (done.stdout + done.stderr) if done.returncode else None)


def open_page(path: str) -> None:
    """Open a page as the tests do; whatever Playwright raises where it cannot."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  # Slow, and perhaps broken.

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        browser.new_page().set_content("<p>Hlm")
        browser.close()


def installer() -> list[str] | None:
    """Return what runs apt-get with the rights to install, or None where we have none."""
    if not shutil.which("apt-get"):
        return None
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    if os.geteuid() == 0:
        return quiet
    sudo = ["sudo", "--non-interactive"]
    if (
        not shutil.which("sudo")
        or subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode
    ):
        return None
    return [*sudo, *quiet]


def install(packages: tuple[str, ...]) -> bool:
    """Install packages of Debian where we may; tell whether they were."""
    apt = installer()
    if apt is None:
        return False
    print(f"Installing for the browser tests: {' '.join(packages)}", file=sys.stderr)
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, check=False)
    asked = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    return subprocess.run(asked, stdout=subprocess.DEVNULL, check=False).returncode == 0


def main() -> int:
    """Print the path of a Chromium that opens a page; 1, and why in a sentence, without one."""
    installed: set[str] = set()
    while (missing := lack(trial := tried())) is not None:
        # What was installed and did not do is not installed again.
        new = missing.packages and not installed.issuperset(missing.packages)
        choices = [missing.packages, *([WITH_WINDOW] if missing.packages == BROWSER else [])]
        if not new or not any(map(install, choices)):
            print(missing.sentence, file=sys.stderr)
            return 1
        installed.update(missing.packages)
    print(trial.path)
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--open"]:
        open_page(sys.argv[2])
    else:
        sys.exit(main())
