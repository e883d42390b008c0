"""Where and how files are written: below a folder, and a folder replaced at once when complete."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import shutil
import stat
import tempfile
import zlib
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from catalogue.issues import StopError
from catalogue.text.disk import is_inside, named
from catalogue.text.letters import quoted

_STEP = r"(?!\.\.?(?:/|\Z))[^/\\:\x00-\x1f\x7f]+"
_is_below = re.compile(rf"{_STEP}(?:/{_STEP})*").fullmatch
"""A name whose text stays below: no root, no drive, no « .. », no backslash, no empty step."""


class MisplacedError(StopError):
    """A name that leads out of the folder where its file belongs."""


def below(folder: Path, name: str) -> Path:
    """Return the path of a name below a folder; MisplacedError where it leads elsewhere.

    The name's steps are joined by « / ». The text is looked at first, then the links on the disk.
    """
    path = folder / name if _is_below(name) else None
    if path is None or not is_inside(path, folder):
        raise MisplacedError(f"{quoted(name)} mènerait hors de {folder} : rien n’est écrit")
    return path


def put(path: Path, content: str | bytes, *, new: bool = False) -> None:
    """Put a content in the place of a file, with its rights, at once; OSError if it cannot be.

    The content is written aside and reaches the disk first, so that whatever happens, the name
    leads to the file of before (or to none) or to the whole of the new one. A link is followed;
    a pipe or a device is written to. With `new`, FileExistsError where the name is taken.
    """
    data = content.encode() if isinstance(content, str) else content
    target = path if new else Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if new:
            target.open("xb").close()
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)  # A pipe, a device: nothing can take its place.
        else:
            _put(target, data)
    except BaseException as error:
        if new and not isinstance(error, FileExistsError):
            with suppress(OSError):
                target.unlink()
        if isinstance(error, OSError):
            # What the system refuses is told with the name that people know.
            raise OSError(error.errno, error.strerror, str(path)) from error
        raise


@contextmanager
def placed(folder: Path) -> Iterator[Path]:
    """Give a fresh folder to fill; what it holds is then put in its place in `folder`, by name.

    Nothing of `folder` changes unless everything could be written.
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    try:
        # Inside, for a file is only put in place at once on the disk where it already is.
        with tempfile.TemporaryDirectory(prefix=".neuf-", dir=folder) as name:
            fresh = Path(name)
            yield fresh
            written = sorted(path for path in fresh.rglob("*") if path.is_file())
            places = [below(folder, path.relative_to(fresh).as_posix()) for path in written]
            for path in written:
                with path.open("rb") as file:
                    os.fsync(file.fileno())
            for path, place in zip(written, places, strict=True):
                place.parent.mkdir(parents=True, exist_ok=True)
                path.replace(place)
    finally:
        if made:
            with suppress(OSError):
                folder.rmdir()  # Refused, as it should be, unless the folder stayed empty.


def _put(path: Path, data: bytes) -> None:
    """Put data in the place of a file, with its rights, or those that a new one has here."""
    try:
        rights = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        # Those that a new file has here; the mask can only be read by changing it.
        mask = os.umask(0o077)
        os.umask(mask)
        rights = 0o666 & ~mask
    else:
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, "", str(path))
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(rights)
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


MANIFEST = "catalogue.json"
"""The file that says that a folder was made by us, so that we may replace it."""
MADE = {"version", "pages", "fiches"}
"""What it holds: others have files of that name."""


class BusyError(StopError):
    """Another build is replacing the same folder."""


class NotOursError(StopError):
    """The folder to replace holds something that this program did not make."""


def check_replaceable(out: Path) -> None:
    """Raise NotOursError unless the folder is absent, empty, or a site made by this program."""
    if out.exists() and not out.is_dir():
        raise NotOursError(f"{out} est un fichier, pas un dossier")
    if out.is_mount():
        # Its place on the disk cannot be given to another folder.
        raise NotOursError(f"{out} est un disque monté : choisissez un dossier à l’intérieur")
    try:
        made = is_manifest((out / MANIFEST).read_bytes())
    except OSError:
        made = False
    # A repository would lose its history.
    ours = made and not (out / ".git").exists()
    if out.is_dir() and any(out.iterdir()) and not ours:
        raise NotOursError(
            f"{out} contient autre chose qu’un site du catalogue : choisissez un autre dossier"
        )


def is_manifest(content: bytes) -> bool:
    """Tell whether a file named as ours is what we write."""
    try:
        made = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(made, dict) and made.keys() == MADE


def check_archive(path: Path) -> None:
    """Raise NotOursError unless the file is absent, or an archive that this program made."""
    if not os.path.lexists(path):
        return
    try:
        with ZipFile(path) as archive:
            ours = is_manifest(archive.read(MANIFEST))
    except (OSError, LookupError, EOFError, RuntimeError, BadZipFile, zlib.error):
        ours = False
    if not ours:
        raise NotOursError(
            f"{path} n’est pas une archive faite par le catalogue : choisissez un autre nom"
        )


@contextmanager
def workshop(out: Path) -> Iterator[Path]:
    """Give a fresh folder beside what will be replaced, on the same disk; it ends with the block.

    One build at a time is at it: BusyError for another.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    path, fresh = out.with_name(f".{out.name}.verrou"), out.with_name(f".{out.name}.neuf")
    with path.open("w", encoding="utf-8") as lock:
        try:
            # The system gives the lock back when its holder dies, however it dies.
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"une autre construction de {out} est en cours") from error
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            yield fresh
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
            path.unlink(missing_ok=True)


@contextmanager
def replacement(out: Path) -> Iterator[Path]:
    """Give a fresh folder to fill; on success it takes the place of `out`, else nothing changes.

    A link is followed: what it leads to is replaced. Where a build is killed in the instant
    between the two renames, the next one puts the previous folder back before anything else.
    """
    out = out.resolve()
    old = out.with_name(f".{out.name}.ancien")
    with workshop(out) as fresh:
        _restore(old, out)
        try:
            yield fresh
            if out.exists():
                out.rename(old)
            fresh.rename(out)
        finally:
            _restore(old, out)
            shutil.rmtree(old, ignore_errors=True)


def _restore(old: Path, out: Path) -> None:
    """Put the previous folder back where a build was killed between its two renames."""
    if old.exists() and not out.exists():
        old.rename(out)


def write(path: Path, text: str) -> None:
    """Write a text file, making its folder."""
    # As bytes, and the folder only where it lacks: half the time, twenty thousand times.
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file, making its folder; raise OSError, with the file's name, if not in whole."""
    try:
        path.write_bytes(content)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(path, content)
    except OSError as error:
        raise named(error, path) from error


def copy_tree(source: Path, target: Path, left: Container[str] = ()) -> None:
    """Copy the files of a folder into another, but those with an ending to leave.

    `shutil.copytree` would make of what the system refuses a list of English sentences.
    """
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.suffix not in left:
            write_bytes(target / path.relative_to(source), path.read_bytes())


def newest(folder: Path) -> Path:
    """Return the file of a folder that was written last, or the folder where there is none."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return max(files, key=lambda path: path.stat().st_mtime_ns, default=folder)


def files_ending(folder: Path, end: str) -> list[str]:
    """Return the name, from the folder on, of each file that ends so, however deep, in order."""
    # In one walk over plain text: as many objects as files would cost ten times more.
    start = len(f"{folder}/")
    return sorted(
        f"{here}/{name}"[start:]
        for here, _, names in os.walk(folder)
        for name in names
        if name.endswith(end)
    )


def append(path: Path, text: str) -> None:
    """Write a text at the end of a file, making both the folder and the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("a", encoding="utf-8", newline="") as file:
            file.write(text)
    except OSError as error:
        raise named(error, path) from error
