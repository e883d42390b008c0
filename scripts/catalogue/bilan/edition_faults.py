"""What an edition asks for and cannot have, and what keeps it from being sealed.

A fault of the first sort makes the edition impossible. One of the second makes it incoherent: last
year's words under this year's title, a day that has not come. Each is told with what to look for in
the edition's file.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Final

from catalogue.bilan.edition import make_edition
from catalogue.bilan.edition_macros import Calls
from catalogue.bilan.prose import MALFORMED, blocks
from catalogue.bilan.published import placed, published
from catalogue.bilan.scope import edition_corpus
from catalogue.issues import Path as Steps
from catalogue.records.corpus import LINKS, Corpus
from catalogue.records.report import Report
from catalogue.rules.content import PLACEHOLDER
from catalogue.site.arguments import as_word
from catalogue.site.site_view import SiteView
from catalogue.site.wording import MONTHS, date_words, listing, lower_first

NO_LIST = (
    "une édition publiée nomme ses fiches, pour qu’une fiche ajoutée plus tard n’y entre pas :"
    " ajoutez sous « perimetre » la ligne « fiches: [{liste}] »"
)
NOT_COUNTED = (
    "la fiche « {fiche} » est {lien} : le bilan ne compte que les initiatives du programme ;"
    " retirez-la de la liste"
)
BAD_CALL = (
    'un appel s’écrit comme {{ chiffre("objectif-logements") }} : un nom, puis, entre parenthèses,'
    " des textes entre guillemets droits"
)


@dataclass(frozen=True, slots=True)
class EditionFault:
    """What finds the word of an edition's file that asks for what is not there; what to say."""

    pattern: re.Pattern[str]
    message: str
    path: Steps = ()
    """Where the word is looked for from: a comment above may hold the same."""
    doubt: str = ""
    """What the editor names in « doutes_admis » where it is meant so; empty: it cannot be."""


def faults(view: SiteView, report: Report) -> Iterator[EditionFault]:
    """Yield what is wrong with the choices and the texts of an edition."""
    corpus = edition_corpus(view.corpus, report)
    figures = {figure.id: figure for figure in published(corpus, report)}
    progress = report.progression
    for id_ in (*report.chiffres_cles, *filter(None, (progress.objectif,)), *progress.chiffres):
        if id_ in view.corpus.all_figures and id_ not in figures:
            yield EditionFault(as_word(id_), not_known(view.corpus, report, id_))
    kept = {project.id for project in corpus.projects}
    yield from _scope_faults(view, report, kept)
    for chosen in report.mises_en_avant:
        # One that does not exist at all is told by another rule.
        if chosen.fiche in view.cards_by_id and chosen.fiche not in kept:
            yield EditionFault(as_word(chosen.fiche), _not_kept(report, chosen.fiche))
    calls = Calls(SiteView(corpus, view.schemas), report, figures)
    texts = [*report.textes.values(), *(chosen.texte for chosen in report.mises_en_avant)]
    for text in texts:
        blocks(text, calls.inline, calls.standing)
        if MALFORMED.search(text):
            yield EditionFault(MALFORMED, BAD_CALL)
    for refused in calls.refused:
        late = refused.word in view.corpus.all_figures and refused.word not in figures
        told = not_known(view.corpus, report, refused.word) if late else refused.message
        yield EditionFault(refused.pattern, told)


def _scope_faults(view: SiteView, report: Report, kept: Set[str]) -> Iterator[EditionFault]:
    """Yield what is wrong with the records of an edition: not named, or not for it to count."""
    named = report.perimetre.fiches
    if named is None and report.publie:
        # Without its list, a record added later would enter an edition of years ago.
        listed = ", ".join(sorted(kept))
        yield EditionFault(as_word("perimetre"), NO_LIST.format(liste=listed))
    links = {project.id: project for project in view.corpus.projects}
    for id_ in (id_ for id_ in named or () if id_ in links and id_ not in kept):
        project = links[id_]
        link = view.corpus.label(LINKS, project.lien)
        told = _not_kept(report, id_) if view.corpus.is_counted(project) else None
        yield EditionFault(
            as_word(id_), told or NOT_COUNTED.format(fiche=id_, lien=lower_first(link))
        )


def _not_kept(report: Report, record: str) -> str:
    day = date_words(report.arrete_au)
    return f"la fiche « {record} » n’est pas dans cette édition, arrêtée au {day}"


def not_known(corpus: Corpus, report: Report, id_: str) -> str:
    """Return what to say of a figure of another call, of after the cut-off date, or undated."""
    appel = next(appel for figure, appel, _ in placed(corpus) if figure.id == id_)
    if appel and appel not in report.perimetre.appels:
        return (
            f"le chiffre « {id_} » est celui de l’appel « {appel} », que l’édition ne couvre pas :"
            " retirez-le, ou ajoutez cet appel à « perimetre »"
        )
    return (
        f"le chiffre « {id_} » n’était pas publié au {date_words(report.arrete_au)}, ou n’a pas de"
        " date : retirez-le, ou dites dans « chiffres_admis » pourquoi il était connu"
    )


FEWEST_WORDS: Final = 6
"""Shorter passages are alike from year to year without having been copied."""
ALIKE: Final = 0.9
"""From this share of words in common on, a passage is another edition's, as good as unchanged."""

_START: Final = re.compile(r"(?P<mot>)")
_year = re.compile(r"(?<!\d)(?P<mot>(?:19|20)\d\d)(?!\d)")
_unread = re.compile(r"\{\{[^{}]*\}\}|\]\([^)]*\)")
"""What a text holds that its reader does not see as it is written: a call, where a link leads."""
_sourced = re.compile(r"\{\{\s*(?:source|chiffre)\(")
_sentence_end = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
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
            told = "ce texte reste à écrire"
            yield EditionFault(_text_pattern(match[0] or passage.text), told, passage.path)
    yield from _copied(view, report, passages)
    for passage in passages:
        yield from _wrong_years(view, report, passage)
    yield from _empty(view, report)


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
        yield Passage(path=path, part="mises_en_avant", text=chosen.texte)


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
    # The subtitle is the name of the programme.
    for passage in (p for p in passages if p.part != "sous_titre"):
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


SAY_IT: Final = " : écrivez-en un mot sous « textes »"


def _empty(view: SiteView, report: Report) -> Iterator[EditionFault]:
    """Yield each part that has nothing to say, and no word of the editor on it."""
    made = make_edition(view, report)
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
