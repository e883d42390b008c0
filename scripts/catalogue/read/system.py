"""Why the system refuses to read or to write, in French."""

from __future__ import annotations

import errno
import os
from typing import Final

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
