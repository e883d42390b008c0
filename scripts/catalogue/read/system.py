"""Why the system refuses to read or to write, in French."""

from __future__ import annotations

import errno
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


def told(error: Exception) -> str:
    """Return an error as a sentence: what the system refuses, and why, or the words of ours."""
    if not isinstance(error, OSError):
        return str(error)
    where = f" : {error.filename}" if error.filename else ""
    return f"lecture ou écriture impossible{where} ({why(error)})"


def why(error: OSError) -> str:
    """Return the reason of a refusal, or its number where we have no words for it."""
    return _REASONS.get(error.errno or 0, f"erreur {error.errno} du système")
