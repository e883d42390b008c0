"""What somebody could write in a sealed edition, its fingerprint computed again each time."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from catalogue.bilan.edition_json import json_text
from catalogue.bilan.seal_text import fingerprint

Change = Callable[[dict[str, Any]], None]
"""Changes a seal in place."""


def resealed(seal: dict[str, Any]) -> str:
    """Return the text of a seal whose fingerprint is right again."""
    seal["empreinte"] = fingerprint(json_text(seal["edition"]))
    return json_text(seal)


def lie(text: str, change: Change) -> str:
    """Return a sound seal's text after a change, with the fingerprint of what it became."""
    seal = json.loads(text)
    change(seal)
    return resealed(seal)


def at(*path: str | int) -> Callable[[object], Change]:
    """Return what puts a value at a path of the edition."""

    def to(value: object) -> Change:
        def change(seal: dict[str, Any]) -> None:
            held: Any = seal["edition"]
            for step in path[:-1]:
                held = held[step]
            held[path[-1]] = value

        return change

    return to


def without(*path: str | int) -> Change:
    """Return what takes a field of the seal away."""

    def change(seal: dict[str, Any]) -> None:
        held: Any = seal
        for step in path[:-1]:
            held = held[step]
        del held[path[-1]]

    return change


def of_seal(field: str, value: object) -> Change:
    """Return what puts a value in a field of the seal itself."""

    def change(seal: dict[str, Any]) -> None:
        seal[field] = value

    return change


def _twice(name: str) -> Change:
    def change(seal: dict[str, Any]) -> None:
        seal["edition"][name].append(seal["edition"][name][0])

    return change


def _short_row(seal: dict[str, Any]) -> None:
    seal["edition"]["tableaux"][0]["lignes"][0]["cellules"].pop()


def _piece_to(address: str) -> Change:
    """Return what makes the first piece of a paragraph lead to an address."""

    def change(seal: dict[str, Any]) -> None:
        blocks = (b for section in seal["edition"]["sections"] for b in section["contenus"])
        next(b for b in blocks if b["morceaux"])["morceaux"][0]["adresse"] = address

    return change


def _other_year(seal: dict[str, Any]) -> None:
    text = json.dumps(seal["edition"]).replace("bilans/2020/", "bilans/2019/")
    seal["edition"] = {**json.loads(text), "annee": 2019}


CELL = ("tableaux", 0, "lignes", 0, "cellules", 0, "valeurs", 0)
FAR = "../../../../../x"
EMPTY: dict[str, Any] = {
    "id": "vide", "numero": 1, "titre": "", "description": "", "genre": "frise",
    "tableau": "publics", "axe": "", "unite": "", "notes": [],
}  # fmt: skip
POINT: dict[str, Any] = {"categorie": "", "serie": "", "valeur": None, "texte": "", "fin": ""}

LIES: dict[str, Change] = {
    "graphique hors du dossier": at("graphiques", 0, "id")(FAR),
    "graphique à la racine": at("graphiques", 0, "id")("/tmp/x"),
    "tableau hors du dossier": at("tableaux", 0, "id")(FAR),
    "liste hors du dossier": at("listes", 0, "adresse")(f"bilans/2020/{FAR}/"),
    "liste ailleurs dans le site": at("listes", 0, "adresse")("projets/essai-complet/"),
    "clé hors du dossier": at("listes", 0, "cle")(FAR),
    "clé à barre inverse": at("listes", 0, "cle")("..\\..\\x"),
    "clé à deux lignes": at("listes", 0, "cle")("toutes\n"),
    "édition hors du dossier": at("adresse")("../../../x/"),
    "année hors du dossier": at("annee")(FAR),
    "adresse javascript": at("documents", 0, "url")("javascript:alert(1)"),
    "adresse data": at("documents", 0, "url")("data:text/html,<script>alert(1)</script>"),
    "adresse vbscript": at("documents", 0, "url")("vbscript:x"),
    "adresse en capitales": at("documents", 0, "url")("JaVaScRiPt:alert(1)"),
    "adresse coupée": at("documents", 0, "url")("java\tscript:alert(1)"),
    "adresse à mot de passe": at("documents", 0, "url")("https://a:b@c.test/"),
    "adresse à espace": at("documents", 0, "url")("https://c.test/a b"),
    "mot vers javascript": _piece_to("javascript:alert(1)"),
    "mot vers un autre hôte": _piece_to("//c.test/x"),
    "mot vers http mal écrit": _piece_to("http:javascript"),
    "case vers un autre hôte": at(*CELL, "adresse")("\\\\c.test\\x"),
    "fiche vers javascript": at("fiches", 0, "adresse")("javascript:alert(1)"),
    "une liste pour un groupe": of_seal("edition", []),
    "un texte pour un groupe": at("tableaux", 0)("tableau"),
    "un groupe pour une liste": at("graphiques")({}),
    "rien pour un texte": at("titre")(None),
    "un nombre pour un texte": at("titre")(1),
    "un oui pour un nombre": at("nombre_de_fiches")(True),
    "des fiches en liste": of_seal("fiches", []),
    "une empreinte de fiche fausse": of_seal("fiches", {"essai-complet": "../x"}),
    "un champ inconnu": of_seal("__class__", {}),
    "un champ inconnu dedans": at("constructor")({}),
    "sans version": without("version"),
    "sans essentiel": at("sections", 0, "place")("corps"),
    "deux essentiels": at("sections", 1, "place")("essentiel"),
    "sans graphiques": without("edition", "graphiques"),
    "sans genre": without("edition", "tableaux", 0, "lignes", 0, "genre"),
    "une version à venir": of_seal("version", 99),
    "une version qui dit oui": of_seal("version", True),
    "une édition à venir": at("version")("9.9"),
    "une liste deux fois": _twice("listes"),
    "un graphique deux fois": _twice("graphiques"),
    "une fiche deux fois": _twice("fiches"),
    "une ligne trop courte": _short_row,
    "une fiche inconnue": at("listes", 0, "fiches", 0)("inconnue"),
    "un chiffre inconnu": at("chiffres_cles")(
        [{"libelle": "x", "contexte": "", "chiffres": ["inconnu"], "conflit": False}]
    ),
    "un tableau inconnu": at("graphiques", 0, "tableau")("inconnu"),
    "une liste inconnue": at(*CELL, "liste")("inconnue"),
    "un nombre démesuré": at(*CELL, "nombre")(1e300),
    "un jour qui n’existe pas": at("etabli_le")("2026-02-31"),
    "une date fausse": at("etabli_le")("aujourd’hui"),
    "une autre année": _other_year,
    "un brouillon": at("statut")("brouillon"),
    "une case vide": at("tableaux", 0, "lignes", 0, "cellules", 0, "valeurs")([]),
    "une frise vide": at("graphiques", 0)({**EMPTY, "donnees": []}),
    "un graphique sans date": at("graphiques", 0)(
        {**EMPTY, "donnees": [{**POINT, "date": "2019"}, {**POINT, "date": ""}]}
    ),
}  # fmt: skip
"""What is wrong in a seal whose fingerprint is right → the change."""

TEXTS: dict[str, Callable[[str], bytes]] = {
    "vide": lambda text: b"",
    "un début": lambda text: text.encode()[: len(text) // 2],
    "pas de l’UTF-8": lambda text: text.replace("é", "e").encode("utf-8") + b"\xe9",
    "de l’UTF-16": lambda text: text.encode("utf-16"),
    "un octet nul": lambda text: b"\0" + text.encode(),
    "pas un nombre": lambda text: text.replace('"numero": 1,', '"numero": NaN,', 1).encode(),
    "un nombre infini": lambda text: text.replace('"numero": 1,', '"numero": 1e999,', 1).encode(),
    "cinq mille chiffres": lambda text: text.replace(
        '"annee": 2020', f'"annee": {"2" * 5000}', 1
    ).encode(),
    "un champ deux fois": lambda text: text.replace(
        '"annee": 2020', '"annee": 2020, "annee": 2020', 1
    ).encode(),
    "une moitié de lettre": lambda text: text.replace(
        '"titre": "', '"titre": "\\ud800', 1
    ).encode(),
    "un signe nul caché": lambda text: text.replace('"titre": "', '"titre": "\\u0000', 1).encode(),
    "un sens d’écriture caché": lambda text: text.replace(
        '"titre": "', '"titre": "\\u202e', 1
    ).encode(),
    "deux mille niveaux": lambda text: text.replace(
        '"edition": {', f'"edition": {"[" * 2000}{"]" * 2000}, "x": {{', 1
    ).encode(),
    "cent mille niveaux": lambda text: b"[" * 100_000,
    "un nombre seul": lambda text: b"1",
    "trop gros": lambda text: text.encode() + b" " * 64 * 1024 * 1024,
}  # fmt: skip
"""What keeps a file from being a seal → its bytes, from the text of a sound one."""
