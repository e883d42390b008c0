"""The bytes of a file that may be anything, and why the system refuses, in French."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Final

from catalogue.issues import Issue
from catalogue.text.limits import MAX_BYTES
from catalogue.text.reading_faults import fault

# O_NONBLOCK: a pipe without a writer must not stop the build. O_NOFOLLOW: links are resolved
# and checked first. Windows lacks both, and O_BINARY is its own.
_FLAGS: Final = os.O_RDONLY | sum(
    getattr(os, name, 0) for name in ("O_CLOEXEC", "O_NONBLOCK", "O_NOFOLLOW", "O_BINARY")
)
_NOT_A_FILE: Final = "ce n’est pas un fichier ordinaire (dossier, tube…) : mettez ici un fichier"


def read_bytes(
    path: Path, file: str, inside: Path | None = None, most: int = MAX_BYTES
) -> bytes | Issue:
    """Return the content of a regular file that really is inside the folder, or the issue."""
    try:
        if not is_inside(path, path.parent if inside is None else inside):
            return outside(file)
        real = os.path.realpath(path)  # Path.open, unlike this, has no opener.
        with open(real, "rb", opener=lambda name, _: os.open(name, _FLAGS)) as content:
            if not stat.S_ISREG(os.fstat(content.fileno()).st_mode):
                return fault(file, "fichier-illisible", _NOT_A_FILE)
            # One byte more than is allowed is enough to know.
            data = content.read(most + 1)
    except (OSError, ValueError) as error:
        return unreadable(file, error)
    return data if len(data) <= most else too_big(file, most)


def is_inside(path: Path, folder: Path) -> bool:
    """Tell whether the real path, links resolved, is in the folder (or is the folder)."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def outside(file: str) -> Issue:
    """Return the issue of a link that leads out of the catalogue."""
    message = "ce lien mène hors du dossier du catalogue : remplacez-le par ce qu’il désigne"
    return fault(file, "lien-hors-dossier", message)


def too_big(file: str, most: int = MAX_BYTES) -> Issue:
    """Return the issue of a file, or a text, over a limit in bytes."""
    message = (
        f"le fichier dépasse {most // 1024} Kio : ne gardez que le texte, et"
        " donnez l’adresse des documents"
    )
    return fault(file, "fichier-trop-gros", message)


def unreadable(file: str, error: OSError | ValueError) -> Issue:
    """Return the issue of what the system refuses to open: why, and what to do."""
    match error:
        case FileNotFoundError():
            message = "le fichier est introuvable : vérifiez son nom et son dossier"
        case IsADirectoryError():
            message = _NOT_A_FILE
        case PermissionError():
            message = "la lecture n’est pas autorisée : donnez le droit de lire le fichier"
        case _:
            message = (
                "l’ouverture est impossible : enregistrez le fichier à nouveau, sous un nom simple"
            )
    return fault(file, "fichier-illisible", message)


_REASONS: Final = {
    errno.EACCES: "l’accès n’est pas autorisé",
    errno.EPERM: "l’accès n’est pas autorisé",
    errno.EEXIST: "un fichier de ce nom existe déjà",
    errno.ENOENT: "le fichier ou son dossier est introuvable",
    errno.ENOTDIR: "une partie du chemin est un fichier, pas un dossier",
    errno.EISDIR: "c’est un dossier, pas un fichier",
    errno.ENOTEMPTY: "le dossier n’est pas vide",
    errno.EBUSY: "un autre programme s’en sert",
    errno.ENAMETOOLONG: "le nom est trop long",
    errno.ELOOP: "des liens symboliques tournent en rond",
    errno.EROFS: "le disque est en lecture seule",
    errno.ENOSPC: "le disque est plein",
    errno.EDQUOT: "la place accordée sur le disque est épuisée",
    errno.EFBIG: "le fichier serait trop gros",
    errno.EMFILE: "trop de fichiers sont ouverts",
    errno.ENFILE: "trop de fichiers sont ouverts",
    errno.ENOMEM: "la mémoire est pleine",
    errno.EIO: "le disque est en panne",
}


_OF_WRITING: Final = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EEXIST, errno.ENOTEMPTY}
)
"""What the system refuses to those who write, and to them alone."""


def told(error: Exception) -> str:
    """Return an error as a sentence: what the system refuses, and why, or the words of ours."""
    if not isinstance(error, OSError):
        return str(error)
    # Of two names, that of a copy or a renaming, the second is the one that could not be made.
    name = error.filename2 or error.filename
    where = f" : {os.fsdecode(name)}" if isinstance(name, str | bytes | os.PathLike) else ""
    what = "écriture" if error.errno in _OF_WRITING else "lecture ou écriture"
    return f"{what} impossible{where} ({why(error)})"


def why(error: OSError) -> str:
    """Return the reason of a refusal, or its number where we have no words for it."""
    return reason(error.errno or 0)


def reason(number: int) -> str:
    """Return what an error number of the system means."""
    return _REASONS.get(number, f"erreur {number} du système")


def named(error: OSError, path: str | os.PathLike[str]) -> OSError:
    """Return a refusal with the name of the file, which the system only gives when it opens one."""
    if error.filename is None:
        error.filename = os.fspath(path)
    return error
