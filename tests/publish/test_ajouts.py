"""The table « to add something » of docs/architecture.md, performed: each row in its files.

One copy of the repository gets every addition, is built once, and shows each of them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from support.drawing import view_of
from support.html import parse
from support.miniature import copy_all
from support.places import MINIATURE, ROOT
from support.sites import plain_environment

PROGRAM = "scripts/catalogue"
RECORD = "projects/essai-complet.yml"

Change = tuple[str, str, str]
"""A file, a text that it holds once, what stands there afterwards; a new file holds "" before."""


@dataclass(frozen=True)
class Done:
    """The copy once it is built: its root, its site."""

    root: Path

    def page(self, address: str) -> str:
        """Return the text of a page of the site."""
        return (self.root / f"build/site/{address}").read_text(encoding="utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the program that the copy holds."""
        environment = plain_environment() | {"PYTHONPATH": os.fspath(self.root / "scripts")}
        return subprocess.run(
            [sys.executable, "-m", "catalogue", *arguments],
            cwd=self.root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip


@dataclass(frozen=True)
class Addition:
    """What a row of the table asks to touch, what then uses it, and how one sees that it works."""

    changes: tuple[Change, ...]
    seen: Callable[[Done], bool]
    uses: tuple[Change, ...] = field(default=())


def _property(name: str, title: str, more: str = "") -> str:
    return (
        f'"{name}": {{"title": "{title}", "description": "Pour un essai.", "type": "string",'
        f' "minLength": 2, "maxLength": 90, "examples": ["Un exemple"], "x-section": "en-bref"'
        f"{more}}},\n"
        '    "publics": {\n      "title"'
    )


FUNDER_ROW = """
FUNDER = PageKind(
    folder="financeurs",
    title="Financeurs",
    shells=("organisme",),
    module=f"{_MADE_HERE}funder",
    rank=6,
)

KINDS = (FUNDER, """
FUNDER_MODULE = '''"""The page of an organisation that pays."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from catalogue.records.types import Project
from catalogue.site.environment import fill
from catalogue.site.kinds.table import PageKind
from catalogue.site.page import Draft, Identity, Page, base_of, landing_link
from catalogue.site.site_view import SiteView
from catalogue.site.views import Link


def drafts(view: SiteView, kind: PageKind) -> Iterator[Draft]:
    """Yield the draft of each organisation that pays for a record."""
    paid: dict[str, list[Project]] = {}
    for project in view.corpus.projects:
        for part in project.organismes:
            if "financeur" in part.roles:
                paid.setdefault(part.organisme, []).append(project)
    for id_, projects in paid.items():
        yield Draft(
            address=kind.address(id_),
            title=view.corpus.organisations[id_].full_name,
            rests_on=partial(tuple, projects),
            make=partial(_pages, view, kind, id_, projects),
        )


def _pages(
    view: SiteView, kind: PageKind, id_: str, projects: list[Project], site: object
) -> Iterator[Page]:
    name, address = view.corpus.organisations[id_].full_name, kind.address(id_)
    cards = [view.cards_by_id[project.id] for project in projects]
    trail = (landing_link(kind), Link(libelle=name))
    html = fill("financeur.html.j2", base_of(address), nom=name, cartes=cards, fil=trail)
    yield Page(address=address, shell=kind.shell, title=name, description=name, html=html)
'''
FUNDER_TEMPLATE = """<article class="organisme" data-pagefind-body>
<h1>{{ nom }}</h1>
<p class="fil"><a href="{{ lien(fil[0].adresse) }}">{{ fil[0].libelle }}</a></p>
{% for c in cartes %}
{{ carte(c) }}
{% endfor %}
</article>
"""
FUNDER_FILES = {
    "module": f"{PROGRAM}/site/kinds/funder.py",
    "gabarit": f"{PROGRAM}/site/templates/financeur.html.j2",
    "page d’accueil": "docs/financeurs.md",
}


def _funder_shown(done: Done) -> bool:
    links = {
        link.attributes.get("href")
        for link in parse(done.page("financeurs/fonds-essai/index.html")).all("a")
    }
    plan = parse(done.page("plan-du-site/index.html"))
    return {"../../financeurs/", "../../projets/essai-complet/"} <= links and (
        "../financeurs/fonds-essai/" in {a.attributes.get("href") for a in plan.all("a")}
    )


VOCABULARY = """id: essais
libelle: Essai
libelle_pluriel: Essais
definition: Une liste pour un essai.
adresse: essais
termes:
  - id: premier
    libelle: Premier essai
    definition: Un terme pour un essai.
"""
RULE = """

data_rule(
    "essai-de-regle",
    "Un essai ne dit pas « interdit ».",
    Row(message="essai-de-regle", at="essai", when=(("in", "essai", ("interdit",)),)),
    says="l’essai dit « interdit »",
)
"""
CANDIDATURE = """rubriques:
  - id: identite
    titre: Le projet en une page
    champs: [logements]
    questions: [Sous quel nom ?]
transfert:
  texte: Une grille.
  sources: [bulletin-2019]
  cles: [conditions_reussite]
  mecanisme: [outils]
  adaptable: [transferabilite.propre_au_lieu]
  familles:
    - id: acteurs
      titre: Les acteurs
      questions: [Qui ferait quoi ?]
"""
SECTION = """rubriques:
  - id: essais
    titre: Rubrique d’un essai
    champs: [besoin]
    questions: [Que demande un essai ?]
"""
MACRO_OF = {"plan-du-site": "plan_du_site", "contribuer/index": "formulaire"}
MACROS = "---\nrender_macros: true\n---\n\n"
REPAIR = '''"""A repair for a test."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.writing.edits import Edit
from catalogue.writing.edits import SourceText

SPACED = "essai:   "


def replace_essay(source: SourceText) -> Iterator[Edit]:
    """Leave one space."""
    start = source.text.find(SPACED)
    if start >= 0:
        yield Edit(((start, start + len(SPACED), "essai: "),), SPACED, "une espace")
'''
OUTLINE = """id: essai
nom: Une famille d’essai
instruments: [appel-national]
description: Pour un essai.
sources: [bulletin-2019]
rubriques:
  - rubrique: identite
    demandes:
      - texte: Un nom.
        source: bulletin-2019
"""
OUTLINE_SECTION = """  - rubrique: essais
    demandes:
      - texte: Un essai.
        source: bulletin-2019
  - rubrique: identite
"""
PUBLISHED = """
FILES = (
    PublishedFile(
        "essai.json",
        "Fichier d’essai",
        JSON,
        "Pour un essai.",
    ),
"""
ADDITIONS: dict[str, Addition] = {
    "a field of a record": Addition(
        changes=(
            (
                "schemas/project.schema.json",
                '"publics": {\n      "title"',
                _property("essai", "Champ d’essai"),
            ),
        ),
        uses=((RECORD, "nom_court: BGE\n", "nom_court: BGE\nessai: Une valeur d’essai\n"),),
        seen=lambda done: all(
            word in done.page("projets/essai-complet/index.html")
            for word in ("Champ d’essai", "Une valeur d’essai")
        ),
    ),
    "a field in another language": Addition(
        changes=(
            (
                "schemas/project.schema.json",
                '"publics": {\n      "title"',
                _property("essai_en", "Essai en anglais", ', "x-langue": "en"'),
            ),
        ),
        uses=((RECORD, "nom_court: BGE\n", 'nom_court: BGE\nessai_en: "Is it said?"\n'),),
        seen=lambda done: (
            'lang="en"'
            in done.page("projets/essai-complet/index.html").split("Is it said?")[0][-80:]
        ),
    ),
    "a term of a vocabulary": Addition(
        changes=(
            (
                "reference/vocabularies/outils.yml",
                "  - id: visites\n",
                "  - id: outil-essai\n    libelle: Outil d’un essai\n    definition: Pour voir.\n"
                "    famille: suivi\n  - id: visites\n",
            ),
        ),
        uses=((RECORD, "outils: [bail-glissant,", "outils: [outil-essai, bail-glissant,"),),
        seen=lambda done: "Outil d’un essai" in done.page("outils/outil-essai/index.html"),
    ),
    "a point of the guides": Addition(
        changes=(
            (
                "schemas/vocabulary.schema.json",
                '"pour_qui": {',
                '"essai": {"title": "Point d’essai", "$ref": "#/$defs/enonces"},\n"pour_qui": {',
            ),
        ),
        uses=(
            (
                "reference/vocabularies/outils.yml",
                "        - texte: Un ménage presque **prêt**.",
                "        - texte: Un ménage presque **prêt**.\n          sources: [bulletin-2019]\n"
                "      essai:\n        - texte: Ce que dit le point.",
            ),
        ),
        seen=lambda done: "Point d’essai" in done.page("outils/bail-glissant/index.html"),
    ),
    "a facet on a vocabulary field": Addition(
        changes=(
            (
                "schemas/project.schema.json",
                '"publics": {\n      "title"',
                '"essais": {"title": "Essais", "description": "Pour un essai.", "type": "array",'
                ' "minItems": 1, "uniqueItems": true, "items": {"type": "string",'
                ' "x-referentiel": "essais", "examples": ["premier"]}, "x-section": "en-bref",'
                ' "x-facette": {"parametre": "essai", "libelle": "Essai"}},\n'
                '    "publics": {\n      "title"',
            ),
            ("reference/vocabularies/essais.yml", "", VOCABULARY),
            ("docs/essais.md", "", "# Essais\n"),
        ),
        uses=((RECORD, "nom_court: BGE\n", "nom_court: BGE\nessais: [premier]\n"),),
        seen=lambda done: (
            "Premier essai" in done.page("essais/premier/index.html")
            and "essai=premier" in done.page("essais/premier/index.html")
        ),
    ),
    "a kind of page": Addition(
        changes=(
            (f"{PROGRAM}/site/kinds/table.py", "\nKINDS = (", FUNDER_ROW),
            (FUNDER_FILES["module"], "", FUNDER_MODULE),
            (FUNDER_FILES["gabarit"], "", FUNDER_TEMPLATE),
            (FUNDER_FILES["page d’accueil"], "", "# Financeurs\n"),
        ),
        seen=_funder_shown,
    ),
    "a question that the search answers": Addition(
        changes=(
            (
                "reference/intentions.yml",
                "intentions:\n",
                "intentions:\n  - id: essayer\n    titre: Une question d’essai\n"
                "    reponse: Une réponse.\n    mots: [essayer*]\n"
                "    liens: [{ libelle: Le formulaire, adresse: contribuer/ }]\n",
            ),
        ),
        seen=lambda done: any(
            "Une question d’essai" in path.read_text(encoding="utf-8")
            for path in (done.root / "build/site").rglob("*.json")
        ),
    ),
    "a rule": Addition(
        changes=((f"{PROGRAM}/rules/content.py", "\n_END: Final", f"{RULE}\n_END: Final"),),
        seen=lambda done: (
            "« interdit » [essai-de-regle]" in _spoiled(done, "Une valeur d’essai", "interdit")
        ),
    ),
    "a repair of `--fix`": Addition(
        changes=(
            (f"{PROGRAM}/writing/essay.py", "", REPAIR),
            (
                f"{PROGRAM}/writing/mend.py",
                "from catalogue.writing.edits import",
                "from catalogue.writing.essay import replace_essay\n"
                "from catalogue.writing.edits import",
            ),
            (
                f"{PROGRAM}/writing/mend.py",
                '    "fin-de-fichier": end_file,\n',
                '    "fin-de-fichier": end_file,\n    "essai": replace_essay,\n',
            ),
        ),
        seen=lambda done: "\nessai: Une" in _mended(done, "\nessai: Une", "\nessai:   Une"),
    ),
    "a block of a page": Addition(
        changes=(
            (f"{PROGRAM}/site/macros.py", "BLOCKS = (\n", 'BLOCKS = (\n    "bloc_essai",\n'),
            (
                f"{PROGRAM}/site/blocks.py",
                '        return {\n            "recherche"',
                "        return {\n"
                '            "bloc_essai": lambda base: filled_block("bloc_essai", base, 7),\n'
                '            "recherche"',
            ),
            (
                f"{PROGRAM}/site/templates/blocs.html.j2",
                "{% macro guides(",
                "{% macro bloc_essai(n) %}<p>Essai n° {{ n }}</p>{% endmacro %}\n{% macro guides(",
            ),
        ),
        uses=(("docs/essai.md", "", f"{MACROS}# Essai\n\n{{{{ bloc_essai() }}}}\n"),),
        seen=lambda done: "Essai n° 7" in done.page("essai/index.html"),
    ),
    "a feed of the whole site": Addition(
        changes=(
            (
                f"{PROGRAM}/data/feeds.py",
                '        ("bilans", "Bilans",',
                '        ("essai", "Flux d’essai", "essai/", {CHANGED_CALL}),\n'
                '        ("bilans", "Bilans",',
            ),
        ),
        uses=(("docs/essai.md", "render_macros: true\n", "render_macros: true\nflux: [essai]\n"),),
        seen=lambda done: (
            "Flux d’essai" in done.page("flux/essai.xml")
            and 'title="Flux d’essai"' in done.page("essai/index.html")
        ),
    ),
    "a family of calls": Addition(
        changes=(("reference/outlines/essai.yml", "", OUTLINE),),
        uses=(("reference/candidature.yml", "", CANDIDATURE),),
        seen=lambda done: "Une famille d’essai" in _candidature(done),
    ),
    "a section of an applicant's file": Addition(
        changes=(
            ("reference/candidature.yml", "rubriques:\n", SECTION),
            ("reference/outlines/essai.yml", "  - rubrique: identite\n", OUTLINE_SECTION),
        ),
        seen=lambda done: "Rubrique d’un essai" in _candidature(done),
    ),
    "a file of the open data": Addition(
        changes=(
            (f"{PROGRAM}/data/package.py", "\nFILES = (\n", PUBLISHED),
            (
                f"{PROGRAM}/build/open_data.py",
                '    yield "references.json",',
                '    yield "essai.json", {"essai": len(view.corpus.projects)}\n'
                '    yield "references.json",',
            ),
        ),
        seen=lambda done: (
            json.loads(done.page("donnees/v1/essai.json"))["essai"] > 0
            and "Fichier d’essai" in done.page("donnees/v1/dcat.jsonld")
        ),
    ),
    "a format of faults": Addition(
        changes=(
            (
                f"{PROGRAM}/cli/formats.py",
                "FORMATS: dict",
                "def as_count(issues: Sequence[Issue], checked: int) -> str:\n"
                '    """Return the number of files."""\n'
                '    return f"Essai : {checked}"\n\n\nFORMATS: dict',
            ),
            (
                f"{PROGRAM}/cli/formats.py",
                '    "json": as_json,',
                '    "essai": as_count,\n    "json": as_json,',
            ),
        ),
        seen=lambda done: done.run("validate", "--format", "essai").stdout.startswith("Essai : "),
    ),
    "a view of a value": Addition(
        changes=(
            (
                f"{PROGRAM}/site/nodes.py",
                '    "chiffre": figure,\n',
                '    "chiffre": figure,\n'
                '    "essai": lambda maker, spec, value: Node(vue="essai", valeur=str(value)),\n',
            ),
            (
                f"{PROGRAM}/site/templates/vues.html.j2",
                "{% macro chiffre(n, lien) %}",
                "{% macro essai(n, lien) %}<samp>{{ n.valeur }}</samp>{% endmacro %}\n"
                "{% macro chiffre(n, lien) %}",
            ),
            (
                f"{PROGRAM}/site/templates/vues.html.j2",
                '{% elif vue == "chiffre" %}',
                '{% elif vue == "essai" %}{{ essai(n, lien) }}\n{% elif vue == "chiffre" %}',
            ),
            (
                f"{PROGRAM}/site/sheet_data.py",
                '    "chiffre": _figure,\n',
                '    "chiffre": _figure,\n'
                '    "essai": lambda value, sources: _text([value], sources),\n',
            ),
        ),
        uses=(
            (
                "schemas/project.schema.json",
                '"publics": {\n      "title"',
                _property("essai_vu", "Essai vu", ', "x-vue": "essai"'),
            ),
            (RECORD, "nom_court: BGE\n", "nom_court: BGE\nessai_vu: Vu autrement\n"),
        ),
        seen=lambda done: (
            "<samp>Vu autrement</samp>" in done.page("projets/essai-complet/index.html")
        ),
    ),
    "a section of the bilan": Addition(
        changes=(
            (
                f"{PROGRAM}/bilan/parts.py",
                "        yield self._calls()\n",
                '        yield self._part("essai", "Section d’un essai")\n'
                "        yield self._calls()\n",
            ),
            (
                "schemas/report.schema.json",
                '        "programme": {\n',
                '        "essai": {"title": "Section d’un essai",'
                ' "$ref": "common.schema.json#/$defs/prose"},\n        "programme": {\n',
            ),
        ),
        uses=(
            ("reference/reports/2019.yml", "textes:\n", "textes:\n  essai: Un texte d’essai.\n"),
        ),
        seen=lambda done: "Section d’un essai" in done.page("bilans/2019/index.html"),
    ),
}


def _rows() -> dict[str, str]:
    """Return the rows of the table: what is added, and what is touched for it."""
    text = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    section = text.split("## To add something")[1].split("\n## ")[0]
    cells = (line.strip("|").split(" | ") for line in section.splitlines() if line[:2] == "| ")
    return {first.strip(): rest.strip() for first, rest in list(cells)[1:]}


def _change(root: Path, change: Change) -> None:
    name, before, after = change
    path = root / name
    if before:
        text = path.read_text(encoding="utf-8")
        assert text.count(before) == 1, (name, before)
        after = text.replace(before, after)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(after, encoding="utf-8")


def _with(done: Done, before: str, after: str, *command: str) -> tuple[str, str]:
    """Return what a command prints of the record where a text is another, and the record's text."""
    path = done.root / RECORD
    kept = path.read_text(encoding="utf-8")
    try:
        _change(done.root, (RECORD, before, after))
        printed = done.run(*command, RECORD).stdout
        return printed, path.read_text(encoding="utf-8")
    finally:
        path.write_text(kept, encoding="utf-8")


def _spoiled(done: Done, before: str, after: str) -> str:
    return _with(done, before, after, "validate")[0]


def _mended(done: Done, before: str, after: str) -> str:
    return _with(done, before, after, "validate", "--fix")[1]


def _candidature(done: Done) -> str:
    return done.page("candidature/index.html") + "".join(
        path.read_text(encoding="utf-8")
        for path in (done.root / "build/site/candidature").rglob("*.json")
    )


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with this program, the miniature's records, and every addition."""
    root = copy_all(tmp_path_factory.mktemp("ajouts") / "depot")
    for name in ("scripts", "schemas"):
        ignored = shutil.ignore_patterns("__pycache__", "*.egg-info")
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    for name in ("assets", "coquille", "theme"):
        shutil.copytree(ROOT / "docs" / name, root / "docs" / name)
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    for kind in view_of(MINIATURE).kinds:
        page = root / f"docs/{kind.landing_page}.md"
        if not page.exists():
            page.write_text(f"# {kind.landing_page}\n", encoding="utf-8")
    for name in ("glossaire", "candidature", "plan-du-site", "contribuer/index"):
        macro = MACRO_OF.get(name, name)
        page = root / f"docs/{name}.md"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"{MACROS}# {name}\n\n{{{{ {macro}() }}}}\n", encoding="utf-8")
    for addition in ADDITIONS.values():
        for change in (*addition.changes, *addition.uses):
            _change(root, change)
    return root


@pytest.fixture(scope="module")
def done(repository: Path) -> Done:
    """The repository, built by its own program."""
    copy = Done(repository)
    for command in ("schema", "build"):
        made = copy.run(command)
        assert made.returncode == 0, made.stderr + made.stdout
    return copy


@pytest.mark.parametrize("added", ADDITIONS)
def test_ce_que_dit_le_tableau_suffit(done: Done, added: str) -> None:
    assert ADDITIONS[added].seen(done)


def test_chaque_ligne_du_tableau_est_jouee() -> None:
    assert set(ADDITIONS) == set(_rows())


@pytest.mark.parametrize("added", ADDITIONS)
def test_seuls_les_fichiers_que_la_ligne_nomme_sont_touches(added: str) -> None:
    row = _rows()[added]
    for name, _, _ in ADDITIONS[added].changes:
        assert any(_names(word, name) for word in re.findall("`([^`]+)`", row)), name


def _names(word: str, file: str) -> bool:
    """Tell whether a word of the table names a file, or the folder or the pattern of it."""
    pattern = re.sub("<[^>]+>", "*", word)
    path = Path(file)
    return path.match(pattern) or (word.endswith("/") and pattern.rstrip("/") in str(path.parent))


@pytest.mark.parametrize("piece", FUNDER_FILES)
def test_ce_qui_manque_a_une_sorte_de_page_arrete_la_construction(done: Done, piece: str) -> None:
    path = done.root / FUNDER_FILES[piece]
    aside = path.rename(path.with_suffix(".mis-de-cote"))
    made = done.run("build")
    aside.rename(path)
    assert made.returncode == 1
    assert "Traceback" not in made.stderr
    assert Path(FUNDER_FILES[piece]).name in made.stderr
