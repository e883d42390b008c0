"""Where a file is put: below its folder and nowhere else, whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from catalogue.issues import StopError
from catalogue.text.disk import is_inside
from catalogue.text.quoting import quoted

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
        if _is_special(target):
            target.write_bytes(data)
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
            yield Path(name)
            _settle(Path(name), folder)
    finally:
        if made:
            with suppress(OSError):
                folder.rmdir()  # Refused, as it should be, unless the folder stayed empty.


def _settle(fresh: Path, folder: Path) -> None:
    written = sorted(path for path in fresh.rglob("*") if path.is_file())
    places = [below(folder, path.relative_to(fresh).as_posix()) for path in written]
    for path in written:
        with path.open("rb") as file:
            os.fsync(file.fileno())
    for path, place in zip(written, places, strict=True):
        place.parent.mkdir(parents=True, exist_ok=True)
        path.replace(place)


def _is_special(path: Path) -> bool:
    """Tell whether a name leads to something that is written to, and cannot be replaced."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _put(path: Path, data: bytes) -> None:
    rights = _rights(path)
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


def _rights(path: Path) -> int:
    """Return the rights of a file, or those that a new one has here."""
    try:
        rights = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0o077)
        os.umask(mask)
        return 0o666 & ~mask
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "", str(path))
    return rights
