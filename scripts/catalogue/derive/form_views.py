"""What the template of the contribution form is given: parts, fields, choices."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A term that a field may take."""

    id: str
    libelle: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Choices that go together, under the name of their family if the list has any."""

    libelle: str
    choix: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """A field of the form.

    `genre` names the macro that shows it and what reads it: texte, long, nombre, date, adresse,
    choix, choix-multiple, oui-non, source, organisme, identifiant, cle, groupe, liste.
    """

    nom: str
    id: str
    """Its id in the page; inside what repeats it begins with « _ », which stands for the item's."""
    genre: str
    titre: str
    aide: str
    exemple: str
    obligatoire: bool
    maximum: int
    """How many characters it may hold, 0 where no counter is needed."""
    unite: str
    familles: tuple[Family, ...] = ()
    nombreux: bool = False
    """Choices too many to be all in view: each family folds."""
    en_liste: bool = False
    """One choice among many, or inside what repeats: a list that unfolds takes less room."""
    champs: tuple[FormField, ...] = ()
    element: FormField | None = None
    ajouter: str = ""
    vide: str = ""
    """What a list says where nothing is chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPart:
    """A part of the form: what it must hold, then what is welcome if known."""

    id: str
    numero: int
    titre: str
    aide: str
    requis: tuple[FormField, ...]
    facultatifs: tuple[FormField, ...]
