"""What MkDocs complains of, in French: its frequent sentences reworded, the others framed."""

from __future__ import annotations

import re

from catalogue.publish.macros import BLOCKS, INLINE
from catalogue.read.nearest import suggestion

UNDEFINED = re.compile(r"'(\w+)' is undefined")
"""What MkDocs says of a macro that it does not know."""

_SENTENCES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"maximum recursion depth exceeded"),
        "des listes ou des citations s’y emboîtent trop : mettez-les à la suite",
    ),
    (
        re.compile(r"contains a link '([^']+)', but the target (?:'[^']+' )?is not found"),
        "le lien « {} » mène à une page qui n’existe pas : vérifiez son nom et son dossier",
    ),
    (
        re.compile(r"contains an (?:absolute|unrecognized relative) link '([^']+)'"),
        "le lien « {} » n’est pas compris : écrivez le chemin du fichier « .md » visé, depuis cette"
        " page",
    ),
    (
        re.compile(r"Encoding error"),
        "cette page n’est pas enregistrée en UTF-8 : enregistrez-la de nouveau dans cet encodage",
    ),
    (
        re.compile(r"reference to '([^']+)' is included in the 'nav'"),
        "le menu (« nav ») nomme « {} », qui n’existe pas",
    ),
)
"""A sentence of MkDocs → ours, with the name that it quotes in its place."""


def in_french(complaint: str) -> str:
    """Return a complaint of MkDocs in French, or as it stands under a French word of what it is."""
    if undefined := UNDEFINED.search(complaint):
        name = undefined[1]
        hint = suggestion(name, (*INLINE, *BLOCKS)) or " : vérifiez son orthographe"
        return f"« {name} » n’est pas un bloc connu{hint}"
    for pattern, sentence in _SENTENCES:
        if found := pattern.search(complaint):
            return sentence.format(*found.groups())
    return (
        f"MkDocs, l’outil qui assemble les pages, s’arrête ici. Ses mots, en anglais : {complaint}"
    )
