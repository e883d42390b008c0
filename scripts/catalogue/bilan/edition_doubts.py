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
from catalogue.bilan.edition_views import Edition, Published
from catalogue.issues import Path as Steps
from catalogue.records.corpus import Corpus
from catalogue.records.report import Report
from catalogue.records.types import Call
from catalogue.rules.content import PLACEHOLDER
from catalogue.site.site_view import SiteView
from catalogue.site.wording import MONTHS, date_words, listing, plural
from catalogue.text.letters import fold

ADVICE: Final = (
    "si c’est voulu, dites-le sous « doutes_admis » : dans « sur », ce qui est entre guillemets, ou"
    " l’année ; dans « raison », pourquoi"
)
"""What to do of doubts, said once after them."""
FEWEST_WORDS: Final = 6
"""Shorter passages are alike from year to year without having been copied."""
ALIKE: Final = 0.9
"""From this share of words in common on, a passage is another edition's, as good as unchanged."""

_START: Final = re.compile(r"(?P<mot>)")
_year = re.compile(
    r"(?<![\d/–-])(?P<mot>(?:19|20)\d\d)(?![\d/–-]|[ \u00a0]à[ \u00a0](?:19|20)\d\d)"
)
"""« 2014-366 » is the number of a law; « 2024-2030 » and « de 2018 à 2022 » are a span of years."""
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
_word = re.compile(r"[^\W\d_]+|\d+")


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
            named = "" if fault.doubt in fault.message else f" (« {fault.doubt} »)"
            yield replace(fault, message=fault.message + named)
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
        before = ""
        for paragraph in re.split(r"\n\s*\n", text):
            yield Passage(path=("textes", name), part=name, text=paragraph, before=before)
            before += f"{paragraph}\n\n"
    for rank, chosen in enumerate(report.mises_en_avant):
        path = ("mises_en_avant", rank, "texte")
        yield Passage(path=path, part="mises_en_avant", text=chosen.texte, record=chosen.fiche)


def _text_pattern(text: str) -> re.Pattern[str]:
    """Return what finds a text in the file, its lines filled anew or not."""
    return re.compile(f"(?P<mot>{_filled(text)})")


def _filled(text: str) -> str:
    return r"\s+".join(map(re.escape, text.split()))


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
    """Yield each year that stands as the edition's own and is not, with nothing to account for it.

    A sentence that calls its source speaks for it, whatever the year. Else a year is the edition's,
    that of one of its days, of a call that it covers, of another edition named as such.
    """
    done = passage.before
    own = {str(report.annee), report.arrete_au[:4], report.etabli_le[:4]}
    titled = passage.part in {"titre", "sous_titre"}
    for sentence in _sentence_end.split(passage.text):
        read = _flat(sentence)
        for match in _year.finditer(read):
            year, before = match["mot"], read[: match.start()]
            named = _of_edition.search(before) and year in view.corpus.reports and not titled
            posed = titled or _is_posed(before)
            posed = posed and not _sourced.search(sentence)
            if not posed or year in own or named or _names_call(view.corpus, report, before, year):
                continue
            told = f"l’année {year} n’est ni celle de l’édition, ni celle d’une source citée là"
            last = re.escape(before.split()[-1]) if before.split() else ""
            around = rf"{last}\s*(?P<mot>{year})"
            pattern = _nth(around, done + before)
            yield EditionFault(pattern, told, passage.path, "" if titled else year)
        done += f"{sentence}\n"


def _is_posed(before: str) -> bool:
    """Tell whether a year is said as that of the edition, of another, or of a call."""
    if _of_call.search(before) or re.search(r"(?:ditions?|ilans?)(?: de)?(?: l’année)? $", before):
        return True
    return bool(_as_own.search(before)) and not _of_law.search(before)


def _nth(pattern: str, before: str) -> re.Pattern[str]:
    """Return what finds a word after as many others like it as a text before it holds."""
    bare = pattern.replace("?P<mot>", "?:")
    return re.compile(rf"(?:{bare}[\s\S]*?){{{len(re.findall(bare, before))}}}{pattern}")


def _flat(sentence: str) -> str:
    """Return a sentence on one line, without what its reader does not see."""
    return re.sub(r"[ \n]+", " ", _unread.sub(" ", sentence))


def _names_call(corpus: Corpus, report: Report, before: str, year: str) -> bool:
    """Tell whether a year is that of a call of the edition, which the words before it name."""
    covered = (corpus.calls[id_] for id_ in report.perimetre.appels if id_ in corpus.calls)
    years = {str(call.annee) for call in covered}
    # « les appels de 2014, 2016 et 2018 », « de 2014 à 2018 »: the years before it do not count.
    bare = re.sub(r"(?:(?:19|20)\d\d(?:, | et | à | ou )?)+$", "", before)
    return year in years and bool(_of_call.search(bare))


_WORDS: Final = {
    **{word: n for n, word in enumerate((
        "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
        "douze", "treize", "quatorze", "quinze", "seize",
    ), start=1)},
    "une": 1, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50,
    "soixante": 60, "cent": 100, "cents": 100, "mille": 1000,
}  # fmt: skip
"""What numbers in letters are made of."""
TIMES: Final = {
    "": 1, "mille": 1e3, "million": 1e6, "milliard": 1e9, "k€": 1e3, "M€": 1e6, "Md€": 1e9,
}  # fmt: skip
_letter = "|".join(sorted(_WORDS, key=len, reverse=True))
_number = re.compile(
    r"(?<![\w/.,°-])(?:(?P<chiffres>\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?P<reste>,\d+)?"
    rf"|(?P<lettres>(?:{_letter})(?:(?:[- ]et)?[- ](?:{_letter})(?!\w))*))(?![/-]|[.,]\d)"
    r"(?:(?!\w)|(?=(?:Md|M|k)€))",
    re.IGNORECASE,
)
_times = re.compile(
    r"\s*(?P<fois>(?:Md|M|k)€|(?:mille|millions?|milliards?)\b)(?:\s+(?:d[’']|de\s))?"
)
RECORDS: Final = frozenset({"fiche", "initiative"})
COUNTED: Final = RECORDS | {
    "appel", "session", "projet", "dossier", "ménage", "famille", "personne", "logement", "place",
    "bailleur", "association", "public", "outil", "région", "département",
}  # fmt: skip
"""What an edition counts: a number is judged before these alone, a share or a sum of money."""
_named = "|".join(sorted(COUNTED))
_noun = re.compile(
    rf"\s*(?:(?P<adj>[^\W\d]+[sx])\s+(?=(?:{_named})s?\b))?"
    rf"(?P<nom>[%€]|pour[ -]cent\b|euros?\b|(?:{_named})s?\b)",
    re.IGNORECASE,
)
_of_total = re.compile(
    rf"\s*(?:sur|parmi|des|de ces|de nos|d’entre)(?: les| ces| nos)? "
    rf"(?P<total>\d+|(?:{_letter})(?:-(?:{_letter}))*)\b(?P<nom>\s+(?:initiatives|fiches)\b)?",
    re.IGNORECASE,
)
"""What follows a part: « sur 10 », « des dix initiatives »."""
_bare = re.compile(
    r"\s*(?:$|[.,;:)]|(?:dont|que|qui|sont|ont|n’|ne|en|seulement|d’entre|[^\W\d]+ées?|[^\W\d]+és)\b)"
)
"""What follows a number that counts what the sentence named before it."""
_adjective = re.compile(r"(?:\s+[^\W\d]+(?:ées?|és)\b)?")
_of_records = re.compile(r"\b(?:initiatives|fiches)\b")
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
    r"|le département|L|R|D)\.?|n°s?)\s*(?:[\d.-]+(?:, | et | à | ou ))*$",
    re.IGNORECASE,
)
"""What stands before a number that names a thing, and counts none."""
_day = re.compile(rf"(?:\s*(?:,|au|et|ou|à|-)\s*\d{{1,2}})*\s+(?:{'|'.join(MONTHS)})\b|\s*h\b")
"""What stands after the number of a day, or of an hour."""
_source_id = re.compile(r"""\{\{\s*source\(\s*["']([^"']+)["']""")
_cited_id = re.compile(r"""\{\{\s*(?:source|chiffre)\(\s*["']([^"']+)["']""")
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
    part: bool
    """A part of the initiatives, which the sentence names: « sept des dix initiatives »."""
    some: bool
    """Not all of its noun: « les trois premiers appels », « deux appels départementaux »."""
    clause: str
    """What the sentence says of them, to its next stop or number."""
    before: str
    """What stands before it in its sentence."""


def typed_numbers(sentence: str, part: str) -> Iterator[TypedNumber]:
    """Yield the numbers of what an edition counts in a sentence: neither days nor references."""
    read, end = _flat(sentence), 0
    for match in _number.finditer(read):
        before, after = read[: match.start()], read[match.end() :]
        passed = match.start() < end or _reference.search(before) or _day.match(after)
        if passed or _value(match) == 1 or (match["chiffres"] and _year.fullmatch(match[0])):
            continue
        times = _times.match(after)
        sign = times["fois"].removesuffix("s") if times else ""
        noun = None if sign.endswith("€") else _noun.match(after, times.end() if times else 0)
        name = (
            _name(noun["nom"]) if noun else "€" if times and _is_money(sign, times, after) else ""
        )
        # « Six initiatives sur dix »: ten of what the words before it name.
        whole = not name and before.endswith(" sur ") and bool(_of_records.search(before))
        name, of = ("initiative", None) if whole else (name, _part_of(before, after))
        value, told = _value(match) * TIMES[sign], noun or times or of
        if (not name and of is None) or (value == PROGRAMME and name == "logement"):
            continue
        end = match.end() + (told.end() if told else 0)
        some = bool(
            noun and (_some.match(noun["adj"] or "") or _qualified.match(after, noun.end()))
        )
        yield TypedNumber(
            value=value,
            noun=name,
            words=" ".join(read[match.start() : end].split()),
            every=whole or (not some and (part in ENTIRE or bool(_every.search(before)))),
            part=not name,
            some=some or before.endswith("dont "),
            clause=_clause(read[end if name else match.end() :]),
            before=before,
        )


def _name(noun: str) -> str:
    word = noun.lower().removesuffix("s")
    return {"euro": "€", "pour cent": "%", "pour-cent": "%"}.get(word, word)


def _is_money(sign: str, times: re.Match[str], after: str) -> bool:
    """Tell whether « 15 M€ » or « 15 millions » is money: « 12 millions d’habitants » is none."""
    alone = not re.match(r"\s*[^\W\d]", after[times.end() :]) and not times[0].endswith(("’", " "))
    return sign.endswith("€") or (sign in {"million", "milliard"} and alone)


def _part_of(before: str, after: str) -> re.Match[str] | None:
    """Return what makes a number without a noun a part of the initiatives, None where nothing."""
    if (total := _of_total.match(after)) and (total["nom"] or total["total"].isdecimal()):
        named = total["nom"] or _of_records.search(before)
        return total if named or _bare.match(after, total.end()) else None
    counts = _of_records.search(before) and _bare.match(after)
    return _adjective.match(after) if counts else None


def _clause(after: str) -> str:
    """Return what follows a number, to the end of what it says."""
    return re.split(rf"[.;:]|(?:,| dont) (?=\d|(?:{_letter})\b)|, dont ", after, maxsplit=1)[0]


ENTIRE: Final = frozenset({"titre", "sous_titre", "perimetre"})
"""The parts whose numbers are those of the whole edition."""


def _value(match: re.Match[str]) -> float:
    if match["lettres"]:
        return _spelled(match["lettres"])
    digits = re.sub(r"\D", "", match["chiffres"])
    return float(digits + (match["reste"] or "").replace(",", "."))


def _spelled(letters: str) -> float:
    """Return a number that is written in letters: « trois cent douze » is 312."""
    total = last = 0
    for word in re.split(r"[- ](?:et[- ])?", letters.lower()):
        value = _WORDS[word]
        if value == 1000:
            total, last = total + (last or 1) * value, 0
        elif value == 100:
            last = (last or 1) * value
        elif value == 20 and last % 100 == 4:
            last += 80 - 4
        else:
            last += value
    return float(total + last)


NO_FIGURE: Final = (
    "« {mots} » : l’édition ne compte pas cela, et aucun de ses chiffres publiés ne le dit. Appelez"
    " un chiffre, ou la source dans la même phrase"
)
COUNT_THEM: Final = (
    "« {mots} » : aucune liste de l’édition n’en a autant. Faites-les compter, par exemple"
    ' {{{{ nombre_de_fiches(public="jeunes") }}}}'
)
WHICH: Final = (
    "« {mots} » : l’édition ne compte pas cette part de ses initiatives. Faites-la compter, par"
    ' exemple {{{{ nombre_de_fiches(public="jeunes") }}}}'
)
OTHER_FIGURE: Final = (
    "« {mots} » : le document que la phrase appelle dit « {dit} ». Écrivez"
    ' {{{{ chiffre("{id}") }}}}'
)


OTHER_PART: Final = "« {mots} » : l’édition en compte {nombre} (« {ligne} »)"
CITED_PARTS: Final = "liens"
"""The table whose rows are named by a verb: « sont financées », « que le programme citait »."""
SIZES: Final = {
    "public": "publics", "outil": "outils", "région": "regions", "famille": "familles",
}  # fmt: skip
"""Noun → the table that has a row for each."""
AMOUNTS: Final = ("menages", "logements", "montants")
"""Tables of what records give: the number of a row is that of its noun."""


class Counts:
    """What an edition counts and publishes: what typed numbers are compared with."""

    def __init__(self, view: SiteView, report: Report, made: Edition) -> None:
        self.figures = made.chiffres
        self.records = made.nombre_de_fiches
        self.rows = [
            (table.id, line.cellules[0].valeurs[0].texte, column.id, value.nombre)
            for table in made.tableaux
            for line in table.lignes
            for column, cell in zip(table.colonnes[1:], line.cellules[1:], strict=True)
            for value in cell.valeurs
            if value.nombre is not None and not value.chiffre
        ]
        """The table and the name of each row, the column and each number that it counts."""
        self.lists = {float(len(listed.fiches)) for listed in made.listes}
        self.sizes = {
            table.id: sum(line.genre == "ligne" for line in table.lignes) for table in made.tableaux
        }
        # One that does not exist is told by another rule.
        covered = (view.corpus.calls.get(id_) for id_ in report.perimetre.appels)
        calls = [call for call in covered if call is not None]
        # « Les quatre appels » of three files: one of them had two sessions.
        self.calls, self.rounds = _rounds(calls)
        self.national = set(_rounds([call for call in calls if not call.territoires]))
        self.of_rounds = {self.rounds, *(len(call.sessions) for call in calls)}

    def doubt(self, typed: TypedNumber, sources: Set[str], cited: Set[str]) -> str:
        """Return what is wrong with a number in a sentence that calls these sources, or nothing.

        `cited` are the figures and the sources that its paragraph calls.
        """
        if any(typed.value in _values(f) for f in self.figures if {f.id, f.source} & cited):
            return ""
        if typed.noun in RECORDS or typed.part:
            return self._doubt_of_records(typed, sources)
        if typed.noun == "appel":
            return self._doubt_of_calls(typed, sources)
        same = [figure for figure in self.figures if unit_of(figure) == typed.noun]
        named = [figure for figure in same if figure.source in sources]
        if typed.noun == "%":
            # Thirty per cent of one thing are not thirty of another.
            same = [f for f in same if typed.clause.strip().startswith(f.unite[1:].strip() or "?")]
        if any(typed.value in _values(figure) for figure in named or same):
            return ""
        if named:
            said = " ou ".join(figure.texte for figure in named)
            return OTHER_FIGURE.format(mots=typed.words, dit=said, id=named[0].id)
        known = sources or typed.value in self._counted(typed.noun)
        return "" if known else NO_FIGURE.format(mots=typed.words)

    def _counted(self, noun: str) -> set[float]:
        """Return the numbers that the edition counts of a noun."""
        if noun == "%":
            return set()
        if noun == "session":
            return {float(number) for number in self.of_rounds}
        stem = re.compile(rf"(?:^|-){fold(noun).removesuffix('e')}")
        own = {
            number
            for table, name, column, number in self.rows
            if table in AMOUNTS and column == "total" and (noun == "€" or stem.search(fold(name)))
        }
        return own | {
            float(self.sizes[table]) for table in [SIZES.get(noun)] if table in self.sizes
        }

    def _doubt_of_records(self, typed: TypedNumber, sources: Set[str]) -> str:
        total = float(self.records)
        rows = [] if typed.every and not typed.part else self._rows_named(typed.clause)
        if rows and typed.value not in {number for _, number in rows}:
            name, number = rows[0]
            return OTHER_PART.format(mots=typed.words, nombre=f"{number:g}", ligne=name)
        if typed.part:
            parts = {number for table, _, _, number in self.rows if table == CITED_PARTS}
            right = bool(rows or sources) or typed.value in parts | {total}
            return "" if right else WHICH.format(mots=typed.words)
        if typed.every or typed.value > total:
            has = plural(self.records, "fiche", "fiches") if self.records else "aucune fiche"
            verb = "a" if self.records else "n’a"
            right = typed.value == total
            return "" if right else f"« {typed.words} » : l’édition {verb} {has}"
        known = rows or sources or typed.value in self.lists | {total}
        return "" if known else COUNT_THEM.format(mots=typed.words)

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
        own = {self.calls, self.rounds}
        if typed.some or re.match(r"\s(?:du FNAVDL|de(?: l’année)? \d|en |dans )", typed.clause):
            own |= set(range(self.rounds + 1))
        if typed.clause.startswith(" nationa"):
            own = self.national
        if typed.value in own or (sources and not typed.every):
            return ""
        sessions = f", en {self.rounds} sessions" if self.rounds != self.calls else ""
        calls = plural(self.calls, "appel", "appels")
        return f"« {typed.words} » : l’édition couvre {calls}{sessions}"


def _rounds(calls: list[Call]) -> tuple[int, int]:
    """Return how many calls there are, and how many sessions of them."""
    return len(calls), sum(max(1, len(call.sessions)) for call in calls)


def _values(figure: Published) -> tuple[float | None, float | None]:
    return figure.valeur, figure.valeur_max


def unit_of(figure: Published) -> str:
    """Return what a figure counts, as typed numbers have it: « ménage », « € », « % »."""
    unit = figure.unite.partition(" ")[0].removesuffix("s")
    return "€" if unit == "euro" else unit


def _wrong_numbers(view: SiteView, counts: Counts, passage: Passage) -> Iterator[EditionFault]:
    """Yield each number of a passage that is not what the edition counts, nor a figure of it."""
    told_of = (p.data for p in view.corpus.projects if p.id == passage.record)
    record = json.dumps(list(told_of), ensure_ascii=False)
    own = {_value(match) for match in _number.finditer(record)}
    cited = frozenset(_cited_id.findall(passage.text))
    done = passage.before
    for sentence in _sentence_end.split(passage.text):
        sources = frozenset(_source_id.findall(sentence))
        for typed in typed_numbers(sentence, passage.part):
            core = rf"(?<![\w,])(?P<mot>{_filled(typed.words)})(?!\w)"
            pattern = _nth(core, done + typed.before)
            told = "" if typed.value in own else counts.doubt(typed, sources, cited)
            if told:
                yield EditionFault(pattern, told, passage.path, typed.words)
        done += f"{sentence}\n"


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
