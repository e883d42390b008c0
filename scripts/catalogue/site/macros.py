"""The macros of the editorial pages: each leaves a place that the build fills from the records.

MkDocs never sees a record: a macro writes only its own name and arguments into the page, so no
text of a record can become Markdown or a template (docs/decisions.md).
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any, Protocol

INLINE = ("chiffre", "nombre_de_fiches")

BLOCKS = (
    "recherche",
    "chiffres_cles",
    "tableau_chiffres",
    "chronologie",
    "tableau_appels",
    "dernieres_fiches",
    "catalogue",
    "vocabulaire",
    "guides",
    "liste_organismes",
    "carte_de_france",
    "liste_territoires",
    "croisement",
    "glossaire",
    "bibliographie",
    "champs",
    "regles",
    "plan_du_site",
    "niveaux_de_preuve",
    "grille_de_preuve",
    "ages_de_fiche",
    "selection",
    "comparaison",
    "liste_bilans",
    "prochain_bilan",
    "tableau",
    "graphique",
    "fiche",
    "liste",
    "formulaire",
    "ou_ecrire",
    "qui_publie",
    "guide_entretien",
    "candidature",
    "donnees_etat",
    "donnees_citer",
    "donnees_fichiers",
    "donnees_colonnes",
    "donnees_exemple",
    "journal",
    "suivre",
)


SLOT = re.compile(r'(<p>)?<(div|span) data-slot="([^"]*)"></\2>(?(1)</p>)')
"""A slot in a rendered page, with the paragraph that Markdown puts around one that stands alone."""


class MacroEnvironment(Protocol):
    """What mkdocs-macros hands over."""

    def macro(self, function: Any, name: str) -> Any:
        """Register a macro under a name."""


def define_env(env: MacroEnvironment) -> None:
    """Register the macros; mkdocs-macros calls this by name."""
    for name in INLINE:
        env.macro(_slot_maker(name, "span"), name)
    for name in BLOCKS:
        env.macro(_slot_maker(name, "div"), name)


def _slot_maker(name: str, element: str) -> Any:
    """Return a macro that leaves the empty element which stands for it until the build."""

    def leave_slot(*arguments: Any, **named: Any) -> str:
        held = [name, *arguments, *([named] if named else [])]
        call = escape(json.dumps(held, ensure_ascii=False), quote=True)
        return f'<{element} data-slot="{call}"></{element}>'

    return leave_slot
