"""A record's sheet, built field by field from the schema's annotations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from catalogue.derive.brief import brief, questions
from catalogue.derive.figures import brief_name
from catalogue.derive.lexicon import Lexicon
from catalogue.derive.nodes import Maker, Raw
from catalogue.derive.search_words import SearchWords
from catalogue.derive.sections import BRIEF, section_of
from catalogue.derive.sheet_views import Field, Part, Section, Sheet, SourceMark
from catalogue.derive.views import Card, Link
from catalogue.derive.wording import date_words, inner_quotes, lower_first
from catalogue.model.corpus import Corpus
from catalogue.model.records import Project
from catalogue.read.schema import Spec

WHOLE = frozenset({"criteres"})
"""Views that show their own gaps."""
ALONE = WHOLE | {"prose", "objet", "liste", "deroulement", "organismes", "engagements", "sources"}
"""Views too large for a line of a list of fields."""
UNSAID = frozenset({"source", "introduction"})
"""Fields whose absence says nothing of the initiative."""

CHECKED, NOT_CHECKED = "fiche vérifiée le {date}", "fiche sans date de vérification"


class SheetMaker:
    """Makes the sheets of a corpus; what they share is prepared once."""

    def __init__(
        self,
        corpus: Corpus,
        spec: Spec,
        sections: tuple[tuple[str, str], ...],
        lexicon: Lexicon,
    ) -> None:
        self.corpus, self.lexicon = corpus, lexicon
        self.words = SearchWords(corpus, spec)
        self.links: dict[tuple[str, str], Link] = {}
        shown = [s for s in spec.properties.values() if s.note("fiche", True)]
        self.questions = questions(spec, [s for s in shown if section_of(s) == BRIEF])
        self.asked = {a.path for q in self.questions for a in q.answers if a.whole}
        self.sections = tuple(
            (id_, title, [s for s in shown if section_of(s) == id_])
            for id_, title in sections
            if id_ != BRIEF
        )

    def sheet(self, project: Project, card: Card) -> Sheet:
        """Return the sheet of a record: its sections in order, and what no source says."""
        maker, data = Maker(self.corpus, source_marks(project), self.links), project.data
        return Sheet(
            carte=card,
            en_bref=tuple(brief(maker, self.questions, data)),
            sections=tuple(
                Section(id=id_, titre=title, parties=tuple(_parts(maker, title, shown, data)))
                for id_, title, shown in self.sections
            ),
            non_renseigne=tuple(self._unsaid(data)),
            mots_de_recherche=self.words.of(project),
            mentions=self.lexicon.found("\n".join((project.resume, *maker.texts))),
            reference=(inner_quotes(project.titre), _checked(project)),
        )

    def _unsaid(self, data: Raw) -> Iterator[str]:
        """Yield what no source says, once; the brief shows its own gaps where they stand."""
        for _, title, shown in self.sections:
            if not any(spec.name in data for spec in shown):
                yield title
            else:
                yield from self._gaps(shown, data)

    def _gaps(self, shown: Sequence[Spec], data: Raw) -> Iterator[str]:
        for spec in shown:
            if spec.name not in data:
                yield from [spec.title] if spec.name not in self.asked else []
            elif spec.type == "object" and spec.note("vue") not in WHOLE:
                held = data[spec.name]
                missing = [
                    lower_first(child.title)
                    for key, child in spec.properties.items()
                    if key not in held
                    and key not in UNSAID
                    and f"{spec.name}.{key}" not in self.asked
                ]
                inner = ", ".join(missing)
                yield from [f"{spec.title} : {inner}"] if inner else []


def _checked(project: Project) -> str:
    if not project.verifie_le:
        return NOT_CHECKED
    return CHECKED.format(date=date_words(project.verifie_le))


def source_marks(project: Project) -> dict[str, SourceMark]:
    """Return the numbered call-out of each source of a record."""
    return {
        s.id: SourceMark(
            numero=rank,
            ancre=f"source-{s.id}",
            document=s.document,
            bref=brief_name(s),
        )
        for rank, s in enumerate(project.sources, start=1)
    }


def _parts(maker: Maker, title: str, shown: Sequence[Spec], data: Raw) -> Iterator[Part]:
    """Yield the parts of a section: a field that stands alone, or neighbouring short ones."""
    bare = title.lower().partition(" ")[2]  # « Le déroulement » says « Déroulement ».
    known = [spec for spec in shown if spec.name in data]
    fields = [Field(nom=s.name, libelle=s.title, noeud=maker.node(s, data[s.name])) for s in known]
    for alone, group in groupby(fields, key=lambda field: field.noeud.vue in ALONE):
        if not alone:
            yield Part(nom="", titre="", noeud=None, champs=tuple(group))
            continue
        for field in group:
            said = len(known) == 1 or field.libelle.lower() in (bare, title.lower())
            yield Part(nom=field.nom, titre="" if said else field.libelle, noeud=field.noeud)
