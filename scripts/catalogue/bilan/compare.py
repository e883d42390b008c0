"""What differs between two editions of the bilan, each as its JSON has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace

from catalogue.bilan.edition_views import Edition, ProofList
from catalogue.bilan.shapes import Chart, Table, Value
from catalogue.site.wording import NBSP, inner_quotes, listing, number, plural
from catalogue.text.csv_text import MARK, SEPARATOR, lines, neutral

NOTHING = "–"
MOST_NAMED = 5
RECORDS, FIGURES = "Fiches de l’édition", "Chiffres publiés"
"""The groups of the differences that are in no table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A number or a figure that two editions do not share, and the records that explain it."""

    groupe: str
    """Title of the table that it is in, or what sort of thing it is about."""
    nom: str
    """What it is about in its group, in short."""
    avant: str
    apres: str
    dit: str
    """The two in a sentence, without its full stop."""
    venues: tuple[str, ...] = ()
    """Titles of the records that the second counts and the first did not."""
    fiches: tuple[str, ...] = ()
    """Ids of all the records that either counts."""
    chiffre: str = ""
    """Id of the published figure that it is about."""
    parties: tuple[str, ...] = ()
    """Titles of the records that the first counted and the second does not."""
    changees: tuple[str, ...] = ()
    """Titles of the records that both count, and that are no longer what they were."""
    du_programme: bool = False
    """The data are the same: the program counts or says it in another way."""

    @property
    def ligne(self) -> str:
        """Return the difference in a line: « + » what comes, « - » what goes, both where it was."""
        if self.avant == NOTHING:
            return f"+ {self.nom} : {self.apres}"
        if self.apres == NOTHING:
            return f"- {self.nom} : {self.avant}"
        # Of the same source, what it says now names it once.
        words, _, source = self.avant.rpartition(" (")
        was = words if words and self.apres.endswith(f" ({source}") else self.avant
        return f"  {self.nom} : {was} → {self.apres}"

    @property
    def phrase(self) -> str:
        """Return the difference as a sentence."""
        reasons = [
            f"{name} : {_named(titles)}"
            for name, titles in (
                ("en plus", self.venues),
                ("en moins", self.parties),
                (
                    "fiche modifiée" if len(self.changees) == 1 else "fiches modifiées",
                    self.changees,
                ),
            )
            if titles
        ]
        return f"{self.dit} ({' ; '.join(reasons)})." if reasons else f"{self.dit}."


def _named(titles: tuple[str, ...]) -> str:
    shown = [quoted(title) for title in titles[:MOST_NAMED]]
    more = len(titles) - MOST_NAMED
    return listing(shown + ([plural(more, "autre", "autres")] if more > 0 else []))


def quoted(text: str) -> str:
    """Return a text between quotation marks, those that it has made inner ones."""
    return f"«{NBSP}{inner_quotes(text)}{NBSP}»"


def differences(before: Edition, after: Edition) -> list[Difference]:
    """Return what is not the same in two editions, in the order of the second."""
    figures = list(_figures(before, after))
    told = {difference.chiffre for difference in figures}
    return [*_records(before, after), *figures, *_tables(before, after, told)]


def explained(
    found: Sequence[Difference], changed: Set[str], titles: Mapping[str, str]
) -> list[Difference]:
    """Return differences, each that no changed record explains laid to the program.

    `changed` are the records that are not what they were; the differences are those of an edition
    with itself, sealed and made today.
    """
    told = []
    for d in found:
        # A published figure is what its source says: nothing of it is laid to the program here.
        ours = not d.chiffre and (changed.isdisjoint(d.fiches) if d.fiches else not changed)
        known = [titles[id_] for id_ in d.fiches if id_ in changed]
        both = tuple(title for title in known if title not in {*d.venues, *d.parties})
        told.append(replace(d, du_programme=d.du_programme or ours, changees=both))
    return told


def _records(before: Edition, after: Edition) -> Iterator[Difference]:
    one, other = titles_of(before), titles_of(after)
    size, now = before.nombre_de_fiches, after.nombre_de_fiches
    if one.keys() != other.keys() or size != now:
        words = plural(now, "fiche", "fiches")
        kept = f"L’édition garde {words}, mais pas les mêmes"
        yield Difference(
            groupe=RECORDS,
            nom="Nombre de fiches",
            avant=number(size),
            apres=number(now),
            dit=kept if size == now else f"L’édition passe de {number(size)} à {words}",
            venues=tuple(other[id_] for id_ in other if id_ not in one),
            parties=tuple(one[id_] for id_ in one if id_ not in other),
            fiches=tuple(dict.fromkeys((*one, *other))),
        )


def titles_of(edition: Edition) -> dict[str, str]:
    """Return the titles of an edition's records, by id."""
    return {record.id: record.titre for record in edition.fiches}


def _figures(before: Edition, after: Edition) -> Iterator[Difference]:
    one = {figure.id: figure for figure in before.chiffres}
    other = {figure.id: figure for figure in after.chiffres}
    for id_ in dict.fromkeys([*other, *one]):
        had, has = one.get(id_), other.get(id_)
        was, is_ = (f"{f.texte} ({f.source_mots})" if f else NOTHING for f in (had, has))
        if was != is_:
            known = other.get(id_) or one[id_]
            same = had and has and all(getattr(had, f) == getattr(has, f) for f in FIGURE)
            words = ", ".join(filter(None, (known.libelle, known.contexte)))
            yield Difference(
                groupe=FIGURES,
                nom=words,
                chiffre=id_,
                avant=was,
                apres=is_,
                dit=_changed(f"Le chiffre publié {quoted(words)}", was, is_),
                du_programme=bool(same),
            )


FIGURE = ("valeur", "valeur_max", "unite", "qualificatif", "nature", "date", "source", "libelle")
"""What a source says of a figure; the rest is how the program puts it."""


def _changed(what: str, was: str, is_: str) -> str:
    """Return what becomes of something, in words: it comes, goes, or passes from one to another."""
    if was == NOTHING:
        return f"{what} s’ajoute : {is_}"
    return f"{what} n’y est plus : {was}" if is_ == NOTHING else f"{what} passe de {was} à {is_}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCell:
    """A cell of a table: what it is about, its words, all that it says, the records behind it."""

    groupe: str
    nom: str
    sujet: str
    texte: str
    nombre: float | None
    dit: tuple[object, ...]
    """Its values, and their lists: where it is the same, the cell is the same."""
    fiches: tuple[str, ...]
    """Ids of the records that it counts, or whose numbers it gives."""


def _tables(before: Edition, after: Edition, figures: Set[str]) -> Iterator[Difference]:
    one, other = dict(_cells(before, figures)), dict(_cells(after, figures))
    # A table or a column that one of the two lacks is the program's doing: it counts for nobody.
    shared = {key[::2] for key in one} & {key[::2] for key in other}
    titles = titles_of(before) | titles_of(after)
    for key in dict.fromkeys([*other, *one]):
        was, is_ = one.get(key), other.get(key)
        known = was or other[key]
        # A row that is not there counts nothing.
        same = was.dit == is_.dit if was and is_ else known.nombre == 0
        if same:
            continue
        had, has = (cell.fiches if cell is not None else () for cell in (was, is_))
        words = [cell.texte if cell else NOTHING for cell in (was, is_)]
        yield Difference(
            groupe=known.groupe,
            nom=known.nom,
            avant=words[0],
            apres=words[1],
            dit=_changed(known.sujet, *words),
            venues=tuple(titles.get(id_, id_) for id_ in has if id_ not in had),
            parties=tuple(titles.get(id_, id_) for id_ in had if id_ not in has),
            fiches=tuple(dict.fromkeys((*had, *has))),
            du_programme=key[::2] not in shared and before.annee == after.annee,
        )


def _cells(
    edition: Edition, figures: Set[str]
) -> Iterator[tuple[tuple[str, str, str], ComparedCell]]:
    """Yield every cell but the names of rows and those of `figures`, which are told by their id."""
    members = {listed.cle: tuple(listed.fiches) for listed in edition.listes}
    ids = {record.adresse: record.id for record in edition.fiches}
    for table in edition.tableaux:
        # A cell that is not the only one of its row names its column.
        alone = len(table.colonnes) == 2
        for line in table.lignes:
            name = line.cellules[0].valeurs[0].texte
            counted = [v.liste for cell in line.cellules for v in cell.valeurs if v.liste]
            for column, cell in zip(table.colonnes[1:], line.cellules[1:], strict=True):
                if any(value.chiffre in figures for value in cell.valeurs):
                    continue
                where = quoted(column.titre)
                lists = [value.liste for value in cell.valeurs if value.liste]
                named = [ids[v.adresse] for v in cell.valeurs if v.adresse in ids]
                # What a row gives of a record without a link to it is of those that the row counts.
                behind = [id_ for key in lists or counted for id_ in members.get(key, ())]
                yield (
                    (table.id, line.id, column.id),
                    ComparedCell(
                        groupe=table.titre,
                        nom=name if alone else f"{name}, {column.titre}",
                        sujet=quoted(name) if alone else f"{quoted(name)}, colonne {where},",
                        texte=" ; ".join(map(_value_words, cell.valeurs)),
                        nombre=cell.valeurs[0].nombre if len(cell.valeurs) == 1 else None,
                        dit=(cell, *(members.get(key, ()) for key in lists)),
                        fiches=tuple(dict.fromkeys([*named, *behind])),
                    ),
                )


def _value_words(value: Value) -> str:
    """Return all that a value says: what it is, its words, what must be known of it."""
    said = f"{value.quoi} : {value.texte}" if value.quoi else value.texte
    more = ", ".join(filter(None, (value.note, value.precision.rstrip("."))))
    return f"{said} ({more})" if more else said


HEADINGS = ["Où", "Ce qui change", "Avant", "Après", "Fiches en plus", "Fiches en moins"]


def comparison_sentences(
    before: Edition, after: Edition, found: Sequence[Difference], words: Sequence[str] = ()
) -> str:
    """Return the differences as sentences, one a line, group by group, after a title."""
    told = [d for d in found if not d.du_programme]
    ours = [f"- {d.phrase}" for d in found if d.du_programme]
    lines = [title(before, after)]
    if not told:
        lines += ["", NONE_OF_DATA if ours or words else "- Aucune différence."]
    for group, held in _groups(told).items():
        lines += ["", group, "", *(f"- {d.phrase}" for d in held)]
    lines += ["", "Des mots changent dans :", "", *(f"- {w}" for w in words)] if words else []
    lines += ["", OF_PROGRAM, "", *ours] if ours else []
    return "\n".join(lines) + "\n"


def title(before: Edition, after: Edition) -> str:
    """Return what is compared with what."""
    if before.annee == after.annee:
        return f"Du bilan {before.annee} scellé à celui des données d’aujourd’hui"
    one, other = (f"bilan {e.annee}, arrêté au {e.arrete_au_mots}" for e in (before, after))
    return f"Du {one}\nau {other}"


def _groups(found: Sequence[Difference]) -> dict[str, list[Difference]]:
    groups: dict[str, list[Difference]] = {}
    for difference in found:
        groups.setdefault(difference.groupe, []).append(difference)
    return groups


WIDTH = 79
"""The columns of a terminal, less one."""
MOST_WORDS = 6
"""Parts whose words change that a terminal names; the detail has them all."""
MOST_LINES = 12
"""A group of more lines is told in a number; a comparison of a few shows them all."""


def in_short(found: Sequence[Difference], words: Sequence[str] = ()) -> Iterator[str]:
    """Yield what changes, group by group, each line as wide as a terminal; then changed words."""
    told = [d for d in found if not d.du_programme]
    few = len(told) <= MOST_LINES
    for group, held in _groups(told).items():
        shown = group in (RECORDS, FIGURES) or few
        yield _fit(f"{group} : {_sizes(held)}")
        lines = [d.ligne for d in held]
        if group == RECORDS:
            lines = [f"+ {name}" for d in held for name in d.venues]
            lines += [f"- {name}" for d in held for name in d.parties]
        lines = lines if shown else []
        yield from (_fit(f"  {line}") for line in lines[:MOST_LINES])
        if len(lines) > MOST_LINES:
            yield f"  et {plural(len(lines) - MOST_LINES, 'autre', 'autres')}"
    for name in dict.fromkeys(name for d in told for name in d.changees):
        yield _fit(f"Fiche modifiée : {name}")
    if ours := len(found) - len(told):
        yield f"{plural(ours, 'nombre', 'nombres')} que le programme compte ou dit autrement,"
        yield "ou un fichier de référence, pour les mêmes fiches"
    if words:
        names, more = list(words[:MOST_WORDS]), len(words) - MOST_WORDS
        names += [plural(more, "autre", "autres")] if more > 0 else []
        yield f"Des mots changent dans : {listing(names)}."
    if not found and not words:
        yield "Aucune différence."


def _sizes(held: Sequence[Difference]) -> str:
    """Return how many come, change and go; of records, how many there were and are."""
    if held[0].groupe == RECORDS:
        return f"{held[0].avant} → {held[0].apres}"
    new = sum(d.avant == NOTHING for d in held)
    gone = sum(d.apres == NOTHING for d in held)
    # A date or a name in a table is no number.
    counted = all(any(map(str.isdecimal, d.avant + d.apres)) for d in held)
    noun = "chiffre" if held[0].groupe == FIGURES else "nombre" if counted else "élément"
    sizes = (
        (new, "nouveau", "nouveaux"),
        (len(held) - new - gone, "changé", "changés"),
        (gone, "disparu", "disparus"),
    )
    first, *others = [(n, one, many) for n, one, many in sizes if n]
    named = plural(first[0], f"{noun} {first[1]}", f"{noun}s {first[2]}")
    return ", ".join([named, *(plural(*size) for size in others)])


def _fit(line: str) -> str:
    """Return a line that a terminal shows whole: what is cut is a name, never its numbers."""
    if len(line) <= WIDTH:
        return line
    name, colon, numbers = line.rpartition(" : ")
    end = f"{colon}{numbers}" if name and len(numbers) < WIDTH // 2 else ""
    name = name if end else line
    return f"{name[: WIDTH - len(end) - 1].rstrip()}…{end}"


def changed_words(before: Edition, after: Edition, found: Sequence[Difference]) -> list[str]:
    """Return the names of what differs besides: texts, records in short, charts, sources…

    With what was found, they are all that differs: whatever a seal holds, a change of it is told.
    """
    told = {d.groupe for d in found} | {d.chiffre for d in found}
    one, other = dict[str, list[object]](), dict[str, list[object]]()
    for edition, by_name in ((before, one), (after, other)):
        for name, said in _words(edition, told):
            by_name.setdefault(name, []).append(said)
    return [name for name in dict.fromkeys([*other, *one]) if one.get(name) != other.get(name)]


LEFT = {
    "chiffres_cles": "les chiffres clés", "glossaire": "le glossaire", "documents": "les sources",
    "enseignements": "les enseignements",
}  # fmt: skip
"""Lists of an edition whose items are told together → their name."""
SPOKEN = {"titre", "sous_titre", "perimetre", "nombre_de_fiches"}
"""What is told apart from the other lines of an edition's head."""


def _words(edition: Edition, told: Set[str]) -> Iterator[tuple[str, object]]:
    """Yield each part of an edition by its name, without the cells that are compared one by one."""
    yield "le titre", (edition.titre, edition.sous_titre)
    yield "le périmètre", edition.perimetre
    for section in edition.sections:
        yield quoted(section.titre), section.contenus
        yield "l’ordre des parties", (section.id, section.place, section.numero)
    for record in edition.fiches:
        yield f"la fiche {quoted(record.titre)}", record
    for figure in edition.chiffres:
        if figure.id not in told:
            yield f"le chiffre {quoted(figure.libelle)}", figure
    for table in edition.tableaux:
        # Its rows too, where none of its cells is told.
        rows = [] if table.titre in told else [(r.id, r.genre, r.cellules[0]) for r in table.lignes]
        yield f"le tableau {quoted(table.titre)}", (_without(table, {"lignes"}), rows)
    drawn = {table.id: table.titre for table in edition.tableaux}
    for chart in edition.graphiques:
        # A drawing changes with its table, which is told.
        hidden = {"donnees"} if drawn.get(chart.tableau) in told else set()
        yield f"le graphique {quoted(chart.titre)}", _without(chart, hidden)
    shown = {v.liste for t in edition.tableaux for r in t.lignes for c in r.cellules[1:]
             for v in c.valeurs}  # fmt: skip
    for listed in edition.listes:
        # What a cell counts is told with it.
        hidden = {"fiches"} if listed.cle in shown else set()
        yield f"la liste {quoted(listed.titre)}", _without(listed, hidden)
    for field, name in LEFT.items():
        yield name, getattr(edition, field)
    head = _without(edition, SPOKEN).items()
    yield "les dates et l’état", {k: v for k, v in head if not isinstance(v, tuple)}


def _without(item: Edition | Table | Chart | ProofList, hidden: Set[str]) -> dict[str, object]:
    return {f.name: getattr(item, f.name) for f in fields(item) if f.name not in hidden}


NONE_OF_DATA = "- Aucune différence ne vient des fiches."
OF_PROGRAM = (
    "Les fiches sont les mêmes, mais le programme ou un fichier de référence compte ou dit"
    " autrement depuis ; l’édition garde ce avec quoi elle a été scellée :"
)


def comparison_table(found: Sequence[Difference]) -> str:
    """Return the differences as a CSV table."""
    rows = [
        [d.groupe, d.nom, d.avant, d.apres, SEPARATOR.join(d.venues), SEPARATOR.join(d.parties)]
        for d in found
    ]
    return MARK + lines([HEADINGS, *([neutral(cell) for cell in row] for row in rows)])
