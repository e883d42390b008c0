"""The text index: Pagefind over the built pages, and which of its results is which record."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Any, Final

from pagefind_bin import get_executable  # type: ignore[import-untyped]  # It has no types.

from catalogue.issues import StopError
from catalogue.text.disk import reason
from catalogue.text.inspection import cut_short, unpacked

FOLDER = "pagefind"
UNSAID = (
    *(f".{page} {part}" for page in ("fiche", "terme", "organisme", "appel") for part in (
        "dt", "caption", "thead", ".hors-ecran", ".repere-nom", ".non-renseigne",
    )),
    *(f".{page} h2" for page in ("fiche", "terme", "organisme")),
    # A heading with an address of its own is the sheet’s; the others are titles of the record.
    ".fiche h3[id]", ".fiche .valeur-nom", ".fiche .valeurs-inconnues", ".fiche .parcours-forme",
    ".fiche .engagement h4", ".fiche .criteres th", ".fiche .criteres-note",
    ".fiche .source-details", ".fiche .issue-statut", ".appel-source",
    ".fiche .champ--fraicheur", ".fiche .champ--verifie_le", ".appel #chiffres", ".appel #sources",
)  # fmt: skip
"""What the site writes beside what a page says (headings, labels, dates), by selectors."""
UNUSED = ("*-ui.*", "pagefind-highlight.js")
"""What Pagefind writes for interfaces that are not ours."""
SAMPLE = 400
"""From about how many records the words that a query can be corrected to are taken."""

is_searched = re.compile(rb"<article\b[^>]*\sdata-pagefind-body").search
"""How the theme marks a page that the search answers with."""
_special = re.compile(r"([?*$:<>()\[\]{},\\])")
"""What has a meaning in a pattern of Pagefind."""
_system_error = re.compile(r"Os \{ code: (\d+)")
"""How Pagefind says what the system refused."""
_indexed = re.compile(rb"fr_[0-9a-f]+")
"""How the index's own list names its parts, whose files have these names."""

_STOPPED: Final = {
    signal.SIGKILL: "le plus souvent, la mémoire manquait (il en faut environ 500 Kio par fiche) :"
    " fermez d’autres programmes, ou construisez sur une machine qui en a plus",
    signal.SIGABRT: "le plus souvent, la mémoire manquait",
    signal.SIGXFSZ: "la taille des fichiers est limitée ici (ulimit -f)",
    signal.SIGXCPU: "le temps de calcul est limité ici (ulimit -t)",
    signal.SIGBUS: "le disque ou la mémoire est en panne, ou plein",
}
"""Why a program may have been stopped by a signal."""


class SearchError(StopError):
    """Pagefind did not make its index."""


def index(site: Path, out: Path) -> None:
    """Write the text index of a site's pages into a new folder.

    Raise SearchError when Pagefind fails, InspectionError when what it wrote is not whole.
    """
    # Pagefind adds to what is there: an older index would stay and answer too.
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    pages = searched_pages(site)
    with _service(out) as pagefind:
        pagefind.ask("NewIndex", config={"force_language": "fr", "exclude_selectors": UNSAID})
        # One by one and sorted: in the order of the disk, which is its own on each machine, the
        # same pages would give other bytes. And none is missed in silence.
        above = PurePath(os.path.relpath(site, out)).as_posix()
        for page in pages:
            glob = _special.sub(r"\\\1", page)
            if pagefind.ask("AddDir", index_id=0, path=above, glob=glob)["page_count"] != 1:
                raise SearchError(f"Pagefind n’a pas pu lire la page {page}")
        pagefind.ask("WriteFiles", index_id=0, output_path=".")
        same_for_all = pagefind.own_files()
    _check_whole(out, len(pages), same_for_all)
    for pattern in UNUSED:
        for path in list(out.glob(pattern)):
            path.unlink()


def searched_pages(site: Path) -> list[str]:
    """Return the name, from the site on, of each page to index, in order."""
    return sorted(
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if is_searched(path.read_bytes())
    )


class _Pagefind:
    """Pagefind as a service: what its packages for Node and Python talk to, by the same words."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process

    def ask(self, action: str, **details: Any) -> dict[str, Any]:
        """Send one request and return its answer; SearchError where there is none, or a refusal."""
        request = json.dumps({"message_id": 0, "payload": {"type": action, **details}})
        assert self.process.stdin is not None and self.process.stdout is not None
        received = b""
        try:
            self.process.stdin.write(b64encode(request.encode()) + b",")
            self.process.stdin.flush()
            # It is the only answer under way, and ends with a comma.
            while not received.endswith(b","):
                piece = os.read(self.process.stdout.fileno(), 1 << 20)
                if not piece:
                    raise BrokenPipeError
                received += piece
        except BrokenPipeError:
            _, errors = self.process.communicate()
            said = errors.decode(errors="replace")
            raise SearchError(why_ended(self.process.returncode, said)) from None
        answer = json.loads(b64decode(received[:-1]))["payload"]
        if answer["type"] == "Error":
            raise SearchError(f"Pagefind n’a pas fait l’index : {answer['message']}")
        assert isinstance(answer, dict)
        return answer

    def own_files(self) -> dict[str, bytes]:
        """Return the files that are the same for every site in French, by name."""
        self.ask("NewIndex", config={"force_language": "fr"})
        self.ask("AddRecord", index_id=1, url="/", content="page", language="fr")
        files = self.ask("GetFiles", index_id=1)["files"]
        names = ("*.js", "*.pagefind")
        held = [f for f in files if any(PurePath(f["path"]).match(name) for name in names)]
        return {file["path"]: b64decode(file["content"]) for file in held}


@contextmanager
def _service(folder: Path) -> Iterator[_Pagefind]:
    """Give Pagefind, running in a folder without settings; it ends with the block."""
    try:
        program = get_executable()
    except FileNotFoundError:
        raise SearchError("Pagefind est introuvable : refaites l’installation (make)") from None
    # Settings of the environment, or of a file in the folder, would change the index.
    environment = {n: v for n, v in os.environ.items() if not n.startswith("PAGEFIND_")}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [program, "--service"],
        stdin=pipe, stdout=pipe, stderr=pipe, cwd=folder, env=environment,
    ) as process:  # fmt: skip
        try:
            yield _Pagefind(process)
        except (LookupError, TypeError, ValueError) as error:
            # Its answers are another program's: any of them may lack what is asked of it.
            message = "Pagefind ne répond pas comme prévu : refaites l’installation (make)"
            raise SearchError(message) from error
        finally:
            process.kill()


def why_ended(code: int, said: str) -> str:
    """Return why Pagefind ended, from its exit code (minus a signal) and its last words."""
    if found := _system_error.search(said):
        return f"Pagefind n’a pas pu écrire l’index ({reason(int(found[1]))})"
    if code < 0:
        stopped = signal.Signals(-code)
        why = _STOPPED.get(stopped, "un autre programme ou une personne l’a arrêté")
        return f"Pagefind a été arrêté par le système (signal {stopped.name}) : {why}"
    words = " ".join(said.split())[-500:] or "il n’a pas dit pourquoi"
    return f"Pagefind n’a pas fait l’index (code {code}) : {words}"


def _check_whole(out: Path, pages: int, same_for_all: dict[str, bytes]) -> None:
    """Raise InspectionError where a file is missing or cut short, SearchError where a page is.

    Pagefind ends well when the disk fills while it writes.
    """
    for name, content in same_for_all.items():
        if not (out / name).exists() or (out / name).read_bytes() != content:
            raise cut_short(out / name)
    entry = out / "pagefind-entry.json"
    try:
        held = json.loads(entry.read_bytes())["languages"]["fr"]
        indexed, name = held["page_count"], held["hash"]
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        raise cut_short(entry) from None
    if indexed != pages:
        raise SearchError(f"Pagefind a indexé {indexed} pages sur {pages}")
    named = set(_indexed.findall(unpacked(out / f"pagefind.{name}.pf_meta")))
    named.difference_update(path.stem.encode() for path in out.glob("fragment/*"))
    for path in out.glob("index/*"):
        unpacked(path)
        named.discard(path.stem.encode())
    if named:
        raise SearchError(f"il manque {len(named)} fichiers à l’index de recherche")


@dataclass(frozen=True, slots=True)
class Fragment:
    """What Pagefind kept of a page: the name of its results, and what it read."""

    id: str
    address: str
    """From the site's root on."""
    title: str
    text: str


def fragments(index_folder: Path, addresses: Sequence[str]) -> list[Fragment | None]:
    """Return the fragment of each address, or None where Pagefind made none.

    Without it, the page would have to download one file a result to know what was found.
    """
    places = {address.strip("/"): place for place, address in enumerate(addresses)}
    found: list[Fragment | None] = [None] * len(addresses)
    for fragment in all_fragments(index_folder):
        place = places.get(fragment.address.strip("/"))
        if place is not None:
            # The text of ten thousand pages would fill the memory: only a sample is kept.
            is_kept = place % max(1, len(addresses) // SAMPLE) == 0
            found[place] = fragment if is_kept else replace(fragment, text="")
    return found


def all_fragments(index_folder: Path) -> Iterator[Fragment]:
    """Yield what an index kept of each page; InspectionError where a file does not say it."""
    for path in sorted(index_folder.glob("fragment/*.pf_fragment")):
        try:
            data = json.loads(unpacked(path))
            address = str(data["url"]).removeprefix("/")
            title = str(data.get("meta", {}).get("title", ""))
            yield Fragment(path.stem, address, title, str(data["content"]))
        except (ValueError, LookupError, TypeError, AttributeError):
            raise cut_short(path) from None
