"""What keeps an edition from being sealed: what does not hold together, in its days or its words.

Last year's words under this year's title, a day that has not come, a number that the edition does
not count. Each is told with what to look for in the edition's file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import Final

from catalogue.bilan.edition import make_edition
from catalogue.bilan.edition_faults import EditionFault
from catalogue.bilan.edition_views import Edition
from catalogue.bilan.typed_numbers import RECORDS, UNREAD, YEAR, TypedNumber, flat, typed_numbers
from catalogue.issues import Path as Steps
from catalogue.records.corpus import Corpus
from catalogue.records.report import Report
from catalogue.records.types import Call
from catalogue.rules.content import PLACEHOLDER
from catalogue.site.site_view import SiteView
from catalogue.site.wording import date_words, listing, plural
from catalogue.text.french_numbers import MONTHS, values_in
from catalogue.text.letters import fold

ADVICE: Final = (
    "si c’est voulu, dites-le sous « doutes_admis » : dans « sur », ce qui est entre guillemets, ou"
    " l’année ; dans « raison », pourquoi"
)
"""What to do of doubts, said once after them."""
SAY_IT: Final = " : écrivez-en un mot sous « textes »"
COUNT_THEM: Final = 'Faites-{} compter, par exemple {{{{ nombre_de_fiches(public="jeunes") }}}}'
FEWEST_WORDS: Final = 6
"""Shorter passages are alike from year to year without having been copied."""
ALIKE: Final = 0.9
"""From this share of words in common on, a passage is another edition's, as good as unchanged."""
CITED_PARTS: Final = "liens"
"""The table whose rows are named by a verb: « sont financées », « que le programme citait »."""
SIZES: Final = {
    "public": "publics", "outil": "outils", "région": "regions", "famille": "familles",
}  # fmt: skip
"""Noun → the table that has a row for each."""
AMOUNTS: Final = ("menages", "logements", "montants")
"""Tables of what records give: the number of a row is that of its noun."""

_START: Final = re.compile(r"(?P<mot>)")
_sourced = re.compile(r"\{\{\s*(?:source|chiffre)\(")
_source_id = re.compile(r"""\{\{\s*source\(\s*["']([^"']+)["']""")
_cited_id = re.compile(r"""\{\{\s*(?:source|chiffre)\(\s*["']([^"']+)["']""")
_sentence_end = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*[-*+]\s)")
_of_edition = re.compile(
    r"(?:[ÉéEe]ditions?|[Bb]ilans?)(?: de)?(?: l’année)? (?:(?:19|20)\d\d(?:, | et | à ))*$"
)
"""What stands before a year that names another edition."""
_of_call = re.compile(r"[Aa]ppels?(?: [^\s.;:!?]+){0,6} $")
"""What stands before a year that names a call."""
_as_own = re.compile(
    r"(?:\b(?:en|fin|début|courant|mi-?|année|jusqu’(?:à|en)|avant)(?: de)?(?: l’année)?(?: (?:"
    + "|".join(MONTHS)
    + r"))?|(?:[Aa]rrêtée?s?|[Éé]tablie?s?)(?: [^\s.;:!?]+){1,3}) $",
    re.IGNORECASE,
)
"""What stands before a year that a text may take for the edition's own: « en », « la fin de »."""
_of_law = re.compile(
    r"\b(?:lois?|décrets?|arrêtés?(?! au)|circulaires?|ordonnances?|codes?|plans?|PDALHPD|schémas?)"
    r"(?: [^\s.;:!?]+){0,6} $",
    re.IGNORECASE,
)
"""What stands before the year of a law or of a plan: it says nothing of the edition."""
_retrospective = re.compile(r"(?<!pas )(?<!plus )(?P<mot>[Rr]étrospective)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of an edition's file: where it is, the name of its part, its words."""

    path: Steps
    part: str
    text: str
    before: str = ""
    """The paragraphs of its part that stand before it."""
    record: str = ""
    """The record that it is about, where it is the word on one that is put forward."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return what finds it in the file."""
        return re.compile(f"(?P<mot>{_filled(self.text)})")

    def words(self) -> Counter[str]:
        """Return the words that its reader sees, all numbers and all months for one."""
        found = re.findall(r"[^\W\d_]+|\d+", UNREAD.sub(" ", self.text).lower())
        return Counter("0" if word.isdigit() or word in MONTHS else word for word in found)

    def sentences(self) -> Iterator[tuple[str, str]]:
        """Yield its sentences, each after all that its part says before."""
        done = self.before
        for sentence in _sentence_end.split(self.text):
            yield sentence, done
            done += f"{sentence}\n"


def _filled(text: str) -> str:
    """Return what finds a text, as a pattern, its lines filled anew or not."""
    return r"\s+".join(map(re.escape, text.split()))


def _nth(pattern: str, before: str) -> re.Pattern[str]:
    """Return what finds a word after as many others like it as a text before it holds."""
    bare = pattern.replace("?P<mot>", "?:")
    return re.compile(rf"(?:{bare}[\s\S]*?){{{len(re.findall(bare, before))}}}{pattern}")


def incoherences(view: SiteView, report: Report, au: str) -> Iterator[EditionFault]:
    """Yield what keeps an edition from being sealed; `au` is the day, ISO.

    What the editor says to be meant so, in « doutes_admis », is no longer told.
    """
    admitted = {doubt.sur for doubt in report.doutes_admis}
    lifted = set[str]()
    for fault in _incoherences(view, report, au):
        if fault.doubt in admitted:
            lifted.add(fault.doubt)
        else:
            named = "" if fault.doubt in fault.message else f" (« {fault.doubt} »)"
            yield replace(fault, message=fault.message + named)
    for rank, doubt in enumerate(report.doutes_admis):
        if doubt.sur not in lifted:
            told = f"rien ne fait douter de « {doubt.sur} » : retirez cette ligne"
            yield EditionFault(_START, told, ("doutes_admis", rank, "sur"))


def _incoherences(view: SiteView, report: Report, au: str) -> Iterator[EditionFault]:
    passages = tuple(_passages(report))
    yield from _wrong_days(report, au)
    yield from _wrong_flag(report, passages)
    for passage in passages:
        if match := PLACEHOLDER.search(passage.text):
            told = f"ce texte reste à écrire ({passage.part})"
            found = replace(passage, text=match[0] or passage.text)
            yield EditionFault(found.pattern, told, passage.path)
    yield from _copied(view, report, passages)
    made = make_edition(view, report)
    counts = Counts(view, report, made)
    for passage in passages:
        yield from _wrong_years(view.corpus, report, passage)
        yield from _wrong_numbers(view, counts, passage)
    yield from _empty(made, report)


def _passages(report: Report) -> Iterator[Passage]:
    """Yield every paragraph that an editor writes."""
    yield Passage(path=("titre",), part="titre", text=report.titre)
    yield Passage(path=("sous_titre",), part="sous_titre", text=report.sous_titre)
    yield Passage(path=("perimetre", "phrase"), part="perimetre", text=report.perimetre.phrase)
    for name, text in report.textes.items():
        before = ""
        for paragraph in re.split(r"\n\s*\n", text):
            yield Passage(path=("textes", name), part=name, text=paragraph, before=before)
            before += f"{paragraph}\n\n"
    for rank, chosen in enumerate(report.mises_en_avant):
        path = ("mises_en_avant", rank, "texte")
        yield Passage(path=path, part="mises_en_avant", text=chosen.texte, record=chosen.fiche)


def _wrong_days(report: Report, au: str) -> Iterator[EditionFault]:
    end, made = report.arrete_au, report.etabli_le
    end_words, made_words = date_words(end), date_words(made)
    for wrong, field, told in (
        (
            end < f"{report.annee}-01-01", "arrete_au",
            f"l’édition {report.annee} est arrêtée au {end_words}, avant que son année commence",
        ),
        (
            au < end, "arrete_au",
            f"la date d’arrêt, le {end_words}, n’est pas passée : nous sommes le {date_words(au)}",
        ),
        (
            made < end, "etabli_le",
            f"l’édition est établie le {made_words}, avant sa date d’arrêt, le {end_words} :"
            " ce qui paraît entre les deux y manquerait",
        ),
        (
            au < made, "etabli_le",
            f"l’édition est établie le {made_words} : nous sommes le {date_words(au)}",
        ),
    ):  # fmt: skip
        if wrong:
            yield EditionFault(_START, told, (field,))


def _wrong_flag(report: Report, passages: tuple[Passage, ...]) -> Iterator[EditionFault]:
    late = report.etabli_le > half_a_year_after(report.arrete_au)
    said = next((p for p in passages if _retrospective.search(p.text)), None)
    if report.retrospective and not late:
        told = (
            "l’édition est dite rétrospective, mais elle est établie moins de six mois après sa"
            " date d’arrêt"
        )
        yield EditionFault(_START, told, ("retrospective",), "retrospective")
    elif said and not report.retrospective:
        told = "le texte dit l’édition « rétrospective », sans la ligne « retrospective: true »"
        yield EditionFault(_retrospective, told, said.path)
    elif late and not report.retrospective:
        told = (
            "l’édition est établie plus de six mois après sa date d’arrêt : dites-le, par la ligne"
            " « retrospective: true »"
        )
        yield EditionFault(_START, told, ("etabli_le",), "retrospective")


def half_a_year_after(day: str) -> str:
    """Return a day six months later, ISO, to compare with: it may be a 31 June."""
    months = int(day[:4]) * 12 + int(day[5:7]) - 1 + 6
    return f"{months // 12}-{months % 12 + 1:02}{day[7:]}"


def _copied(
    view: SiteView, report: Report, passages: tuple[Passage, ...]
) -> Iterator[EditionFault]:
    """Yield each passage that another edition has too, but for its numbers."""
    others = [
        (other.annee, passage.words())
        for other in view.corpus.reports.values()
        if other.id != report.id
        for passage in _passages(other)
    ]
    for passage in passages:
        # The subtitle is the name of the programme; a text to write is told as such.
        if passage.part == "sous_titre" or PLACEHOLDER.search(passage.text):
            continue
        words = passage.words()
        years = sorted({year for year, held in others if alike(words, held)})
        if years:
            told = f"ce passage est celui de l’édition {listing(list(map(str, years)))}"
            yield EditionFault(passage.pattern, told, passage.path, passage.part)


def alike(one: Counter[str], other: Counter[str]) -> bool:
    """Tell whether two passages, as counts of words, are as good as the same."""
    if min(one.total(), other.total()) < FEWEST_WORDS:
        return False
    return 2 * (one & other).total() >= ALIKE * (one.total() + other.total())


def _wrong_years(corpus: Corpus, report: Report, passage: Passage) -> Iterator[EditionFault]:
    """Yield each year that stands as the edition's own and is not, with nothing to account for it.

    A sentence that calls its source speaks for it, whatever the year. Else a year is the edition's,
    that of one of its days, of a call that it covers, of another edition named as such.
    """
    own = {str(report.annee), report.arrete_au[:4], report.etabli_le[:4]}
    covered = corpus.calls.keys() & set(report.perimetre.appels)
    of_calls = {str(corpus.calls[id_].annee) for id_ in covered}
    titled = passage.part in {"titre", "sous_titre"}
    for sentence, done in passage.sentences():
        read = flat(sentence)
        for match in YEAR.finditer(read):
            year, before = match["mot"], read[: match.start()]
            if year in own or _sourced.search(sentence) or not (titled or _is_posed(before)):
                continue
            # « les appels de 2014, 2016 et 2018 », « de 2014 à 2018 »: those before do not count.
            bare = re.sub(r"(?:(?:19|20)\d\d(?:, | et | à | ou )?)+$", "", before)
            of_edition = year in corpus.reports and not titled and _of_edition.search(before)
            if of_edition or (year in of_calls and _of_call.search(bare)):
                continue
            told = f"l’année {year} n’est ni celle de l’édition, ni celle d’une source citée là"
            last = re.escape(before.split()[-1]) if before.split() else ""
            pattern = _nth(rf"{last}\s*(?P<mot>{year})", done + before)
            yield EditionFault(pattern, told, passage.path, "" if titled else year)


def _is_posed(before: str) -> bool:
    """Tell whether a year is said as that of the edition, of another, or of a call."""
    if _of_call.search(before) or re.search(r"(?:ditions?|ilans?)(?: de)?(?: l’année)? $", before):
        return True
    return bool(_as_own.search(before)) and not _of_law.search(before)


def _wrong_numbers(view: SiteView, counts: Counts, passage: Passage) -> Iterator[EditionFault]:
    """Yield each number of a passage that is not what the edition counts, nor a figure of it."""
    told_of = [p.data for p in view.corpus.projects if p.id == passage.record]
    own = set(values_in(json.dumps(told_of, ensure_ascii=False)))
    cited = frozenset(_cited_id.findall(passage.text))
    for sentence, done in passage.sentences():
        sources = frozenset(_source_id.findall(sentence))
        for typed in typed_numbers(sentence, passage.part):
            told = "" if typed.value in own else counts.doubt(typed, sources, cited)
            if told:
                core = rf"(?<![\w,])(?P<mot>{_filled(typed.words)})(?!\w)"
                pattern = _nth(core, done + typed.before)
                message = f"« {typed.words} » : {told}"
                yield EditionFault(pattern, message, passage.path, typed.words)


class Counts:
    """What an edition counts and publishes: what typed numbers are compared with."""

    def __init__(self, view: SiteView, report: Report, made: Edition) -> None:
        self.made = made
        self.total = float(made.nombre_de_fiches)
        self.rows = [
            (table.id, line.cellules[0].valeurs[0].texte, column.id, value.nombre)
            for table in made.tableaux
            for line in table.lignes
            for column, cell in zip(table.colonnes[1:], line.cellules[1:], strict=True)
            for value in cell.valeurs
            if value.nombre is not None and not value.chiffre
        ]
        """The table and the name of each row, the column and each number that it counts."""
        # A call that does not exist is told by another rule.
        covered = (view.corpus.calls.get(id_) for id_ in report.perimetre.appels)
        self.calls = [call for call in covered if call is not None]

    def doubt(self, typed: TypedNumber, sources: Set[str], cited: Set[str]) -> str:
        """Return what is wrong with a number in a sentence that calls these sources, or nothing.

        `cited` are the figures and the sources that its paragraph calls.
        """
        called = (f for f in self.made.chiffres if {f.id, f.source} & cited)
        if any(typed.value in (f.valeur, f.valeur_max) for f in called):
            return ""
        if typed.noun in RECORDS or not typed.noun:
            return self._doubt_of_records(typed, sources)
        if typed.noun == "appel":
            return self._doubt_of_calls(typed, sources)
        return self._doubt_of_figures(typed, sources)

    def _doubt_of_figures(self, typed: TypedNumber, sources: Set[str]) -> str:
        same = [f for f in self.made.chiffres if unit_of(f.unite) == typed.noun]
        named = [figure for figure in same if figure.source in sources]
        if typed.noun == "%":
            # Thirty per cent of one thing are not thirty of another.
            same = [f for f in same if typed.clause.strip().startswith(f.unite[1:].strip() or "?")]
        if any(typed.value in (f.valeur, f.valeur_max) for f in named or same):
            return ""
        if named:
            said = " ou ".join(figure.texte for figure in named)
            call = f'{{{{ chiffre("{named[0].id}") }}}}'
            return f"le document que la phrase appelle dit « {said} ». Écrivez {call}"
        if sources or typed.value in self._counted(typed.noun):
            return ""
        return (
            "l’édition ne compte pas cela, et aucun de ses chiffres publiés ne le dit. Appelez un"
            " chiffre, ou la source dans la même phrase"
        )

    def _counted(self, noun: str) -> set[float]:
        """Return the numbers that the edition counts of a noun."""
        if noun == "%":
            return set()
        if noun == "session":
            return {float(rounds(self.calls)), *(float(len(c.sessions)) for c in self.calls)}
        stem = re.compile(rf"(?:^|-){fold(noun).removesuffix('e')}")
        sizes = {
            float(sum(line.genre == "ligne" for line in table.lignes))
            for table in self.made.tableaux
            if table.id == SIZES.get(noun)
        }
        return sizes | {
            number
            for table, name, column, number in self.rows
            if table in AMOUNTS and column == "total" and (noun == "€" or stem.search(fold(name)))
        }

    def _doubt_of_records(self, typed: TypedNumber, sources: Set[str]) -> str:
        part, total = not typed.noun, self.total
        rows = [] if typed.every and not part else self._rows_named(typed.clause)
        if rows and typed.value not in {number for _, number in rows}:
            name, number = rows[0]
            return f"l’édition en compte {number:g} (« {name} »)"
        if part:
            parts = {number for table, _, _, number in self.rows if table == CITED_PARTS}
            fine = rows or sources or typed.value in parts | {total}
            which = "l’édition ne compte pas cette part de ses initiatives"
            return "" if fine else f"{which}. {COUNT_THEM.format('la')}"
        if typed.value != total and (typed.every or typed.value > total):
            count = self.made.nombre_de_fiches
            has = f"a {plural(count, 'fiche', 'fiches')}" if count else "n’a aucune fiche"
            return f"l’édition {has}"
        lists = {len(listed.fiches) for listed in self.made.listes}
        fine = rows or sources or typed.value in lists | {total}
        return (
            "" if fine else f"aucune liste de l’édition n’en a autant. {COUNT_THEM.format('les')}"
        )

    def _rows_named(self, clause: str) -> list[tuple[str, float]]:
        """Return the rows of records that words name, with the number of each."""
        words = f"-{fold(clause)}-"
        found = []
        for table, name, column, number in self.rows:
            folded = fold(name)
            stem = folded.partition("-")[0].removesuffix("ee")
            named = re.search(rf"-{re.escape(stem)}(?:e|ee|es|ees|ait|aient|ent)-", words)
            whole = named if table == CITED_PARTS else f"-{folded}-" in words
            if whole and column == "initiatives":
                found.append((name, number))
        return found

    def _doubt_of_calls(self, typed: TypedNumber, sources: Set[str]) -> str:
        # « Les quatre appels » of three files: one of them had two sessions.
        calls, all_rounds = len(self.calls), rounds(self.calls)
        own = {calls, all_rounds}
        if typed.clause.startswith(" nationa"):
            national = [call for call in self.calls if not call.territoires]
            own = {len(national), rounds(national)}
        elif typed.some or re.match(r"\s(?:du FNAVDL|de(?: l’année)? \d|en |dans )", typed.clause):
            own.update(range(all_rounds + 1))
        if typed.value in own or (sources and not typed.every):
            return ""
        sessions = f", en {all_rounds} sessions" if all_rounds != calls else ""
        return f"l’édition couvre {plural(calls, 'appel', 'appels')}{sessions}"


def rounds(calls: list[Call]) -> int:
    """Return how many sessions calls had: one that has none in its file is one."""
    return sum(max(1, len(call.sessions)) for call in calls)


def unit_of(unit: str) -> str:
    """Return what a figure counts, as typed numbers have it: « ménage », « € », « % »."""
    word = unit.partition(" ")[0].removesuffix("s")
    return "€" if word == "euro" else word


def _empty(made: Edition, report: Report) -> Iterator[EditionFault]:
    """Yield each part that has nothing to say, and no word of the editor on it."""
    new = any(record.nouvelle for record in made.fiches)
    said = any(lessons.lecons for lessons in made.enseignements)
    for name, silent, wrong in (
        ("avant_propos", True, f"l’édition n’a pas d’avant-propos{SAY_IT}"),
        ("chiffres_cles", not made.chiffres_cles, "l’édition ne montre aucun chiffre clé"),
        (
            "nouveautes", made.fiches and not new,
            f"aucune initiative n’est décrite pour la première fois{SAY_IT}",
        ),
        (
            "enseignements", made.fiches and not said,
            f"aucune fiche ne dit d’enseignement{SAY_IT}",
        ),
    ):  # fmt: skip
        if silent and name not in report.textes:
            yield EditionFault(_START, wrong, ("textes",), name)
