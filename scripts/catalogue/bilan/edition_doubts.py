"""What keeps an edition from being sealed: what does not hold together, in its days or its words.

Last year's words under this year's title, a day that has not come, a number that the edition does
not count. Each is told with what to look for in the edition's file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final

from catalogue.bilan.edition import make_edition
from catalogue.bilan.edition_faults import EditionFault
from catalogue.bilan.edition_views import Edition, Published
from catalogue.issues import Path as Steps
from catalogue.records.corpus import Corpus
from catalogue.records.report import Report
from catalogue.rules.content import PLACEHOLDER
from catalogue.site.site_view import SiteView
from catalogue.site.wording import MONTHS, date_words, listing, plural
from catalogue.text.letters import fold

FEWEST_WORDS: Final = 6
"""Shorter passages are alike from year to year without having been copied."""
ALIKE: Final = 0.9
"""From this share of words in common on, a passage is another edition's, as good as unchanged."""

_START: Final = re.compile(r"(?P<mot>)")
_year = re.compile(r"(?<!\d)(?P<mot>(?:19|20)\d\d)(?!\d|-\d{1,3}(?!\d))")
"""« 2014-366 » is the number of a law, and « 2014-2018 » two years."""
_unread = re.compile(r"\{\{[^{}]*\}\}|\]\([^)]*\)")
"""What a text holds that its reader does not see as it is written: a call, where a link leads."""
_sourced = re.compile(r"\{\{\s*(?:source|chiffre)\(")
_sentence_end = re.compile(r"(?<=[.!?])\s+|\n\s*\n|\n(?=\s*[-*+]\s)")
_of_edition = re.compile(
    r"(?:[ÉéEe]ditions?|[Bb]ilans?)(?: de)?(?: l’année)? (?:(?:19|20)\d\d(?:, | et | à ))*$"
)
"""What stands before a year that names another edition."""
_of_call = re.compile(r"[Aa]ppels?(?: [^\s.;:!?]+){0,6} $")
"""What stands before a year that names a call."""
_retrospective = re.compile(r"(?<!pas )(?<!plus )(?P<mot>[Rr]étrospective)")
_word = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of an edition's file: where it is, the name of its part, its words."""

    path: Steps
    part: str
    text: str
    record: str = ""
    """The record that it is about, where it is the word on one that is put forward."""

    @property
    def read(self) -> str:
        """Return what a reader sees of it, its numbers apart."""
        return _unread.sub(" ", self.text)

    @property
    def words(self) -> Counter[str]:
        """Return its words, all numbers and all months for one."""
        found = (word.lower() for word in _word.findall(self.read))
        months = frozenset(MONTHS)
        return Counter("0" if w.isdigit() or w in months else w for w in found)


def incoherences(view: SiteView, report: Report, au: str) -> Iterator[EditionFault]:
    """Yield what keeps an edition from being sealed; `au` is the day, ISO.

    What the editor says to be meant so, in « doutes_admis », is no longer told.
    """
    admitted = {doubt.sur for doubt in report.doutes_admis}
    lifted = set[str]()
    for fault in _incoherences(view, report, au):
        if fault.doubt and fault.doubt in admitted:
            lifted.add(fault.doubt)
        elif fault.doubt:
            advice = f"Si c’est voulu, dites pourquoi dans « doutes_admis », sur « {fault.doubt} »"
            yield EditionFault(fault.pattern, f"{fault.message}. {advice}", fault.path)
        else:
            yield fault
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
            yield EditionFault(_text_pattern(match[0] or passage.text), told, passage.path)
    yield from _copied(view, report, passages)
    made = make_edition(view, report)
    counts = Counts(view, report, made)
    for passage in passages:
        yield from _wrong_years(view, report, passage)
        yield from _wrong_numbers(view, counts, passage)
    yield from _empty(made, report)


def _passages(report: Report) -> Iterator[Passage]:
    """Yield every paragraph that an editor writes."""
    yield Passage(path=("titre",), part="titre", text=report.titre)
    yield Passage(path=("sous_titre",), part="sous_titre", text=report.sous_titre)
    yield Passage(path=("perimetre", "phrase"), part="perimetre", text=report.perimetre.phrase)
    for name, text in report.textes.items():
        for paragraph in re.split(r"\n\s*\n", text):
            yield Passage(path=("textes", name), part=name, text=paragraph)
    for rank, chosen in enumerate(report.mises_en_avant):
        path = ("mises_en_avant", rank, "texte")
        yield Passage(path=path, part="mises_en_avant", text=chosen.texte, record=chosen.fiche)


def _text_pattern(text: str) -> re.Pattern[str]:
    """Return what finds a text in the file, its lines filled anew or not."""
    filled = r"\s+".join(map(re.escape, text.split()))
    return re.compile(f"(?P<mot>{filled})")


def _wrong_days(report: Report, au: str) -> Iterator[EditionFault]:
    end, made = report.arrete_au, report.etabli_le
    days = {"end": date_words(end), "made": date_words(made), "today": date_words(au)}
    for wrong, field, told in (
        (
            end < f"{report.annee}-01-01", "arrete_au",
            f"l’édition {report.annee} est arrêtée au {days['end']}, avant que son année commence",
        ),
        (
            au < end, "arrete_au",
            f"la date d’arrêt, le {days['end']}, n’est pas passée : nous sommes le {days['today']}",
        ),
        (
            made < end, "etabli_le",
            f"l’édition est établie le {days['made']}, avant sa date d’arrêt, le {days['end']} :"
            " ce qui paraît entre les deux y manquerait",
        ),
        (
            au < made, "etabli_le",
            f"l’édition est établie le {days['made']} : nous sommes le {days['today']}",
        ),
    ):  # fmt: skip
        if wrong:
            yield EditionFault(_START, told, (field,))


def _wrong_flag(report: Report, passages: tuple[Passage, ...]) -> Iterator[EditionFault]:
    late = report.etabli_le > half_a_year_after(report.arrete_au)
    if report.retrospective and not late:
        told = (
            "l’édition est dite rétrospective, mais elle est établie moins de six mois après sa"
            " date d’arrêt"
        )
        yield EditionFault(_START, told, ("retrospective",), "retrospective")
    if report.retrospective:
        return
    said = next((p for p in passages if _retrospective.search(p.text)), None)
    if said is not None:
        told = "le texte dit l’édition « rétrospective », sans la ligne « retrospective: true »"
        yield EditionFault(_retrospective, told, said.path)
    elif late:
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
        (other.annee, passage.words)
        for other in view.corpus.reports.values()
        if other.id != report.id
        for passage in _passages(other)
    ]
    for passage in passages:
        # The subtitle is the name of the programme; a text to write is told as such.
        if passage.part == "sous_titre" or PLACEHOLDER.search(passage.text):
            continue
        words = passage.words
        years = sorted({year for year, held in others if alike(words, held)})
        if years:
            told = f"ce passage est celui de l’édition {listing(list(map(str, years)))}"
            yield EditionFault(_text_pattern(passage.text), told, passage.path, passage.part)


def alike(one: Counter[str], other: Counter[str]) -> bool:
    """Tell whether two passages, as counts of words, are as good as the same."""
    if min(one.total(), other.total()) < FEWEST_WORDS:
        return False
    return 2 * (one & other).total() >= ALIKE * (one.total() + other.total())


def _wrong_years(view: SiteView, report: Report, passage: Passage) -> Iterator[EditionFault]:
    """Yield each year of a passage that nothing in its sentence accounts for.

    A sentence that calls its source speaks for it, whatever the year. Else a year is the edition's,
    that of one of its days, of a call that it covers, of another edition named as such.
    """
    own = {str(report.annee), report.arrete_au[:4], report.etabli_le[:4]}
    titled = passage.part in {"titre", "sous_titre"}
    for sentence in _sentence_end.split(passage.text):
        if _sourced.search(sentence):
            continue
        read = _unread.sub(" ", sentence)
        for match in _year.finditer(read):
            year, before = match["mot"], read[: match.start()]
            named = _of_edition.search(before) and year in view.corpus.reports and not titled
            if year in own or named or _names_call(view.corpus, report, before, year):
                continue
            told = f"l’année {year} n’est ni celle de l’édition, ni celle d’une source citée là"
            last = re.escape(before.split()[-1]) if before.split() else ""
            around = re.compile(rf"{last}\s*(?P<mot>{year})")
            yield EditionFault(around, told, passage.path, "" if titled else year)


def _names_call(corpus: Corpus, report: Report, before: str, year: str) -> bool:
    """Tell whether a year is that of a call of the edition, which the words before it name."""
    covered = (corpus.calls[id_] for id_ in report.perimetre.appels if id_ in corpus.calls)
    years = {str(call.annee) for call in covered}
    # « les appels de 2014, 2016 et 2018 », « de 2014 à 2018 »: the years before it do not count.
    bare = re.sub(r"(?:(?:19|20)\d\d(?:, | et | à | ou )?)+$", "", before)
    return year in years and bool(_of_call.search(bare))


_FIRST: Final = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
)  # fmt: skip
_TENS: Final = {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60}


def _in_letters() -> dict[str, int]:
    """Return numbers from two on as they are written: all to ninety-nine, then the round ones."""
    small = {word: n for n, word in enumerate(_FIRST, start=1)}
    found = {word: n for word, n in small.items() if n > 1} | _TENS | {"cent": 100}
    for tens, value in _TENS.items():
        found |= {f"{tens}-{'et-' * (n == 1)}{word}": value + n for word, n in small.items()}
    found |= {"soixante-et-onze": 71, "quatre-vingts": 80}
    found |= {f"quatre-vingt-{word}": 80 + n for word, n in small.items()}
    return found | {f"{word}-cents": 100 * n for word, n in small.items() if 1 < n < 10}


IN_LETTERS: Final = _in_letters()
TIMES: Final = {
    "": 1, "mille": 1e3, "million": 1e6, "milliard": 1e9, "k€": 1e3, "M€": 1e6, "Md€": 1e9,
}  # fmt: skip
_letters = "|".join(word.replace("-", "[- ]") for word in sorted(IN_LETTERS, key=len, reverse=True))
_number = re.compile(
    r"(?<![\w/.,°-])(?:(?P<chiffres>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?P<reste>,\d+)?"
    rf"|(?P<lettres>{_letters}))(?![/-]|[.,]\d)(?:(?!\w)|(?=(?:Md|M|k)€))",
    re.IGNORECASE,
)
_times = re.compile(
    r"\s*(?P<fois>(?:Md|M|k)€|(?:mille|millions?|milliards?)\b)(?:\s+(?:d[’']|de\s))?"
)
RECORDS: Final = frozenset({"fiche", "initiative"})
SPELLED: Final = RECORDS | {"appel", "session", "projet", "ménage", "logement", "dossier"}
"""What a number in letters may count; before another word, as in « trois fois », it counts none."""
_noun = re.compile(
    rf"\s*(?:(?P<adj>[^\W\d]+[sx])\s+(?=(?:{'|'.join(sorted(SPELLED))})s?\b))?"
    r"(?P<nom>[%€]|(?!(?:[aà]|aux?|dans|de|des|du|en|et|ou|par|pour|puis|sur)\b)[^\W\d]+\b(?![’']))"
)
_every = re.compile(
    r"\b(?:les|des|aux|nos|(?:total|édition|bilan) de|(?:édition|bilan|elle|il|on)(?: \d{4})?"
    r" (?:a|compte|décrit|réunit|rassemble|présente|contient|couvre)) $",
    re.IGNORECASE,
)
"""What stands before the number of all that an edition has."""
_some = re.compile(r"premi|derni|autre")
_qualified = re.compile(r"\s+[^\W\d]+(?:ées?|és|ales|aux|el(?:le)?s|i[fv]e?s|aires|iques)\b")
"""What follows « les cinq initiatives » where they are not all: « financées », « nationales »."""
_reference = re.compile(
    r"(?:\b(?:art|articles?|numéros?|pages?|p|lois?|décrets?|circulaires?|chapitres?|parties?"
    r"|tableaux?|graphiques?|figures?|annexes?|étapes?|versions?|alinéas?|lignes?|phases?|lots?"
    r"|départements?|L|R|D)\.?|n°s?)\s*(?:[\d.-]+(?:, | et | à | ou ))*$",
    re.IGNORECASE,
)
"""What stands before a number that names a thing, and counts none."""
_day = re.compile(rf"(?:\s*(?:,|au|et|ou|à|-)\s*\d{{1,2}})*\s+(?:{'|'.join(MONTHS)})\b|\s*h\b")
"""What stands after the number of a day, or of an hour."""
_source_id = re.compile(r"""\{\{\s*source\(\s*["']([^"']+)["']""")
PROGRAMME: Final = 10_000
"""« 10 000 logements Hlm accompagnés » is the name of the programme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedNumber:
    """A number that an editor typed, and what it counts."""

    value: float
    noun: str
    """In the singular; « € » for a sum, « % » for a share."""
    words: str
    """The number and its noun, as typed."""
    every: bool
    """All that the edition has is meant: « les cinq initiatives »."""


def typed_numbers(sentence: str, part: str) -> Iterator[TypedNumber]:
    """Yield the numbers that count something in a sentence: neither days nor references."""
    read = re.sub(r"[ \n]+", " ", _unread.sub(" ", sentence))
    for match in _number.finditer(read):
        before, after = read[: match.start()], read[match.end() :]
        if _reference.search(before) or _day.match(after) or _year.fullmatch(match[0]):
            continue
        times = _times.match(after)
        sign = times["fois"].removesuffix("s") if times else ""
        noun = None if sign.endswith("€") else _noun.match(after, times.end() if times else 0)
        name = noun["nom"].lower().removesuffix("s") if noun else sign and "€"
        value, part_of = _value(match) * TIMES[sign], before.endswith("dont ")
        named = value == PROGRAMME and name in {"", "logement"}
        if named or (match["lettres"] and name not in SPELLED and not part_of):
            continue
        end = noun or times
        some = part_of or bool(noun and _some.match(noun["adj"] or ""))
        some = some or bool(noun and _qualified.match(after, noun.end()))
        yield TypedNumber(
            value=value,
            noun="€" if name == "euro" else name,
            words=" ".join((match[0] + after[: end.end() if end else 0]).split()),
            every=not some and (part in ENTIRE or bool(_every.search(before))),
        )


ENTIRE: Final = frozenset({"titre", "sous_titre", "perimetre"})
"""The parts whose numbers are those of the whole edition."""


def _value(match: re.Match[str]) -> float:
    if match["lettres"]:
        return IN_LETTERS["-".join(match["lettres"].lower().split())]
    digits = re.sub(r"\D", "", match["chiffres"])
    return float(digits + (match["reste"] or "").replace(",", "."))


NO_FIGURE: Final = (
    "« {mots} » : l’édition ne compte pas cela, et aucun de ses chiffres publiés ne le dit. Appelez"
    " un chiffre, ou la source dans la même phrase"
)
COUNT_THEM: Final = (
    "« {mots} » : aucune liste de l’édition n’en a autant. Faites-les compter, par exemple"
    ' {{{{ nombre_de_fiches(public="jeunes") }}}}'
)
OTHER_FIGURE: Final = (
    "« {mots} » : le document que la phrase appelle dit « {dit} ». Écrivez"
    ' {{{{ chiffre("{id}") }}}}'
)


class Counts:
    """What an edition counts and publishes: what typed numbers are compared with."""

    def __init__(self, view: SiteView, report: Report, made: Edition) -> None:
        self.figures = made.chiffres
        self.records = made.nombre_de_fiches
        self.rows = [
            (fold(line.cellules[0].valeurs[0].texte), value.nombre)
            for table in made.tableaux
            for line in table.lignes
            for cell in line.cellules[1:]
            for value in cell.valeurs
            if value.nombre is not None and not value.chiffre
        ]
        """What each row of a table is about, and each number that it counts."""
        sizes = [*(listed.fiches for listed in made.listes), *(t.lignes for t in made.tableaux)]
        self.counted = {number for _, number in self.rows} | {float(len(held)) for held in sizes}
        # One that does not exist is told by another rule.
        covered = (view.corpus.calls.get(id_) for id_ in report.perimetre.appels)
        calls = [call for call in covered if call is not None]
        kinds, rounds = Counter(call.instrument for call in calls), Counter[str]()
        for call in calls:
            # « Les quatre appels » of three files: one of them had two sessions.
            rounds[call.instrument] += max(1, len(call.sessions))
        self.calls, self.rounds = len(calls), rounds.total()
        self.of_calls = {self.calls, self.rounds, *kinds.values(), *rounds.values()}
        self.of_rounds = {self.rounds, *(len(call.sessions) for call in calls)}

    def doubt(self, typed: TypedNumber, sources: Set[str]) -> str:
        """Return what is wrong with a number in a sentence that calls these sources, or nothing."""
        if typed.noun in RECORDS and (typed.every or typed.value > self.records):
            has = plural(self.records, "fiche", "fiches") if self.records else "aucune fiche"
            verb = "a" if self.records else "n’a"
            right = typed.value == self.records
            return "" if right else f"« {typed.words} » : l’édition {verb} {has}"
        if typed.noun == "appel":
            return self._doubt_of_calls(typed, sources)
        same = [figure for figure in self.figures if unit_of(figure) == typed.noun]
        named = [figure for figure in same if figure.source in sources]
        known = named or same or ([] if typed.noun else self.figures)
        if any(typed.value in (figure.valeur, figure.valeur_max) for figure in known):
            return ""
        if named:
            said = " ou ".join(figure.texte for figure in named)
            return OTHER_FIGURE.format(mots=typed.words, dit=said, id=named[0].id)
        stem = re.compile(rf"(?:^|-){fold(typed.noun).removesuffix('e')}") if typed.noun else None
        own = {number for words, number in self.rows if stem and stem.search(words)}
        counted = self.of_rounds if typed.noun == "session" else own or self.counted
        # A project is not a record: that as many records have a tool says nothing of it.
        is_counted = typed.value in counted and typed.noun not in {"projet", "dossier"}
        told = COUNT_THEM if typed.noun in RECORDS else NO_FIGURE
        return "" if sources or is_counted else told.format(mots=typed.words)

    def _doubt_of_calls(self, typed: TypedNumber, sources: Set[str]) -> str:
        known = typed.value in self.of_calls if typed.every else typed.value <= self.rounds
        if known or (sources and not typed.every):
            return ""
        sessions = f", en {self.rounds} sessions" if self.rounds != self.calls else ""
        calls = plural(self.calls, "appel", "appels")
        return f"« {typed.words} » : l’édition couvre {calls}{sessions}"


def unit_of(figure: Published) -> str:
    """Return what a figure counts, as typed numbers have it: « ménage », « € », « % »."""
    unit = figure.unite.partition(" ")[0].removesuffix("s")
    return "€" if unit == "euro" else unit


def _wrong_numbers(view: SiteView, counts: Counts, passage: Passage) -> Iterator[EditionFault]:
    """Yield each number of a passage that is not what the edition counts, nor a figure of it."""
    told_of = (p.data for p in view.corpus.projects if p.id == passage.record)
    record = json.dumps(list(told_of), ensure_ascii=False)
    own = {_value(match) for match in _number.finditer(record)}
    for sentence in _sentence_end.split(passage.text):
        sources = frozenset(_source_id.findall(sentence))
        for typed in typed_numbers(sentence, passage.part):
            told = "" if typed.value in own else counts.doubt(typed, sources)
            if told:
                pattern = re.compile(rf"(?<![\w,]){_text_pattern(typed.words).pattern}(?!\w)")
                yield EditionFault(pattern, told, passage.path, typed.words)


SAY_IT: Final = " : écrivez-en un mot sous « textes »"


def _empty(made: Edition, report: Report) -> Iterator[EditionFault]:
    """Yield each part that has nothing to say, and no word of the editor on it."""
    silent = {
        "avant_propos": f"l’édition n’a pas d’avant-propos{SAY_IT}",
        "chiffres_cles": "" if made.chiffres_cles else "l’édition ne montre aucun chiffre clé",
    }
    if made.fiches:
        new = any(record.nouvelle for record in made.fiches)
        said = any(lessons.lecons for lessons in made.enseignements)
        silent["nouveautes"] = "" if new else f"aucune initiative n’est nouvelle{SAY_IT}"
        silent["enseignements"] = "" if said else f"aucune fiche ne dit d’enseignement{SAY_IT}"
    for name, wrong in silent.items():
        if wrong and name not in report.textes:
            yield EditionFault(_START, wrong, ("textes",), name)
