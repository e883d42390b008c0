"""The form judges, writes and reads a record exactly as the command line does."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, groupby
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from browser.form import open_form
from browser.rig import REPOSITORY, OpenPage, Site
from catalogue.pipeline import Loaded, context_of
from catalogue.records import assemble as build
from catalogue.records.corpus import in_catalogue_order
from catalogue.rules.registry import Context, apply_rules
from catalogue.schema.shape import RULES as SHAPE
from catalogue.schema.shape import check_shape
from catalogue.text.decoding import UNSEEN
from catalogue.text.document import Document, read_text
from catalogue.writing.record_text import write_record
from mutations import herd
from support.miniature import loaded
from support.places import DAY, ROOT
from support.scribbles import scribbles
from support.variants import variants

COUNT, SEED = 150, 20261125
LEAST = 600
"""How many records at least are judged twice."""
OF_A_KIND = 4
"""Of the records that bear a mistake, how many are judged: the first of them, or the last."""
TOLD_TOGETHER = 20
"""How many sentences stand in one record: each has its own place, and its own faults."""
RETIRED = ("outils", "mutation", "bail-direct")
"""A set, one of its terms, and what takes its place for the test: the catalogue retired none."""
Verdict = list[tuple[str, str, str, str]]
"""Path as JSON, rule, level and sentence of each fault."""

JUDGE = """async ([fiches, jour, [liste, terme, successeur]]) => {
  const racine = '/assets/js/formulaire/';
  const { Judge } = await import(`${racine}verdict.js`);
  const { Shelves } = await import(`${racine}rayons.js`);
  const adresse = new URL('/assets/donnees/formulaire.json', location.href);
  const { reader } = await import('/assets/js/commun/donnees.js');
  const lire = reader(adresse);
  const donnees = await lire('formulaire.json');
  const rayons = new Shelves(lire, donnees.fiches);
  donnees.ensembles[liste].termes[terme].remplace_par = successeur;
  const juge = new Judge(donnees, jour);
  const voisines = await Promise.all(fiches.map(([, fiche]) => rayons.beside(fiche)));
  const listes = await Promise.all(fiches.map(([, fiche]) => rayons.lists(fiche)));
  return fiches.map(([id, fiche], rang) => {
    juge.learn(listes[rang]);
    return juge.faults(fiche, 'project', id, voisines[rang])
      .map((f) => [JSON.stringify(f.path), f.rule, f.level, f.message]);
  });
}"""
RULES = """async () => {
  const parts = await Promise.all(['chiffres', 'renvois', 'textes']
    .map((name) => import(`/assets/js/formulaire/regles-${name}.js`)));
  const { regles } = await (await fetch('/assets/donnees/formulaire.json')).json();
  return parts.flatMap((part) => Object.values(part))
    .flatMap((value) => (typeof value === 'object' ? Object.keys(value) : []))
    .concat(Object.keys(regles.data));
}"""
WRITE = """async (fiches) => {
  const racine = '/assets/js/formulaire/';
  const [{ writeRecord }, { readYaml }, { Tidier }] = await Promise.all(
    ['yaml-ecrire', 'yaml-lire', 'ranger'].map((nom) => import(`${racine}${nom}.js`)));
  const donnees = await (await fetch('/assets/donnees/formulaire.json')).json();
  const range = new Tidier(donnees);
  const ecrit = (fiche) => writeRecord(range.tidy(fiche, donnees.champs.project));
  const relu = (texte) => readYaml(texte, donnees.lecture).value;
  return fiches.map((fiche) => [ecrit(fiche), ecrit(relu(ecrit(fiche)))]);
}"""

READ = """async (textes) => {
  const racine = '/assets/js/formulaire/';
  const [{ readYaml }, { Tidier }] = await Promise.all(
    ['yaml-lire', 'ranger'].map((nom) => import(`${racine}${nom}.js`)));
  const donnees = await (await fetch('/assets/donnees/formulaire.json')).json();
  new Tidier(donnees);
  return textes.map((texte) => {
    const { value, isRead, faults } = readYaml(texte, donnees.lecture);
    return [isRead, JSON.stringify(value),
      faults.map((f) => [f.rule, f.level, f.line, f.column, f.message])];
  });
}"""
HIDDEN = """async ([fiches, jour]) => {
  const racine = '/assets/js/formulaire/';
  const [{ Judge }, { Tidier }, { writeRecord }] = await Promise.all(
    ['verdict', 'ranger', 'yaml-ecrire'].map((nom) => import(`${racine}${nom}.js`)));
  const donnees = await (await fetch('/assets/donnees/formulaire.json')).json();
  const range = new Tidier(donnees);
  const juge = new Judge(donnees, jour);
  return fiches.map((fiche) => {
    const propre = range.tidy(fiche, donnees.champs.project);
    const dites = juge.faults(propre, 'project', 'essai')
      .filter(({ rule }) => rule === 'caractere-interdit').map(({ message }) => message);
    return [writeRecord(propre), dites];
  });
}"""
SCRIBBLES, SCRIBBLE_SEED = 1000, 20261130
READABLE = 200
"""How many of the texts at least are records that read: the others tell the faults of reading."""
SPACED = {
    "dièse": "titre: Le programme «\u00a0#1Jeune1Logement\u00a0»\n",
    "dièse entre crochets": "publics: [a\u00a0#b, c]\n",
    "deux-points": "titre: Une action\u00a0: voir\n",
    "deux-points suivis": "titre: Une action\u00a0:\u00a0voir\n",
    "nom de champ": "titre:\u00a0texte\n",
    "tiret": "publics:\n  -\u00a0a\n",
    "bords": "titre: \u00a0au bord\u00a0\n",
    "ligne qui n’a qu’elle": "titre: une\n  \u00a0\n  deux\n",
    "texte plié": "titre: >-\n  une\n  \u00a0deux\n",
    "espace fine": "titre: «\u202f#1\u202f»\n",
}
"""Where a no-break space stands → a text that YAML takes it for a sign of, as of any letter."""


@pytest.fixture(scope="module")
def page(open_shared_page: OpenPage, site: Site) -> Page:
    """The contribution page of the real records."""
    page = open_shared_page()
    open_form(page, site)
    return page


@pytest.fixture(scope="module")
def real() -> Loaded:
    """Everything of this repository."""
    return loaded(ROOT)


@pytest.fixture(scope="module")
def cases(real: Loaded) -> list[tuple[str, Any]]:
    """Records with the names of their files: the real ones, changed at random, each mistaken."""
    records = [dict(project.data) for project in real.corpus.projects]
    changed = variants(records, real.schemas.spec("project"), COUNT, SEED)
    names = [str(record["id"]) for record in records]
    return [
        *zip(names, records, strict=True),
        *((names[i % len(names)] if i % 3 else "autre-fiche", r) for i, r in enumerate(changed)),
        *_mistaken(),
        *_sentences(),
    ]


def _sentences() -> Iterator[tuple[str, Any]]:
    """Yield records that hold the sentences of the privacy corpora, to refuse and to let pass."""
    folder = REPOSITORY / "tests/privacy"
    read = (
        yaml.load(file.read_text("utf-8"), yaml.BaseLoader) for file in sorted(folder.glob("*.yml"))
    )
    texts = [text for corpus in read for text in _texts(corpus)]
    for start in range(0, len(texts), TOLD_TOGETHER):
        said = [{"texte": text} for text in texts[start : start + TOLD_TOGETHER]]
        yield "phrases", {"titre": "Des phrases", "besoin": said[0], "limites": said[1:]}


def _texts(read: Any) -> Iterator[str]:
    """Yield the sentences of a corpus: a list, or lists by what is said of them."""
    for one in chain.from_iterable(read.values()) if isinstance(read, dict) else read:
        yield one["texte"] if isinstance(one, dict) else one


def _mistaken() -> Iterator[tuple[str, Any]]:
    """Yield mutants of every kind that can be read: between them they break every rule."""
    kinds = groupby(herd.cases(herd.chosen()), key=lambda case: case.kind)
    for case in chain.from_iterable(_some(rank, [*of]) for rank, (_, of) in enumerate(kinds)):
        text = case.mutant.content.decode("utf-8", errors="replace")
        document, refusals = read_text(text, case.file)
        if document is not None and isinstance(document.data, dict) and not refusals:
            yield Path(case.file).stem, document.data


def _some(rank: int, found: list[herd.Case]) -> list[herd.Case]:
    """Return some of the mutants of a kind: so that each record is among those of some kinds."""
    return found[-OF_A_KIND:] if rank % 2 else found[:OF_A_KIND]


def _with_a_retired_term(context: Context) -> Context:
    """Return the context where one term has a successor."""
    name, id_, successor = RETIRED
    vocabularies = {**context.corpus.vocabularies}
    terms = vocabularies[name].termes
    terms = {**terms, id_: replace(terms[id_], remplace_par=successor)}
    vocabularies[name] = replace(vocabularies[name], termes=terms)
    return replace(context, corpus=replace(context.corpus, vocabularies=vocabularies))


def _expected(real: Loaded, context: Context, id_: str, record: Any) -> Verdict:
    """Return what the command line says of a record, alone in its file."""
    document = Document(f"projects/{id_}.yml", record)
    shape = list(check_shape(document, "project", real.schemas))
    others = [p for p in context.corpus.projects if p.id != id_]
    own = [] if shape else [build.project(document)]
    alone = replace(
        context,
        corpus=replace(
            context.corpus,
            projects=in_catalogue_order([*others, *own], context.corpus.vocabularies),
        ),
        documents=(("project", document),),
    )
    issues = [*shape, *apply_rules(alone, real.schemas.spec, {})]
    return sorted({_line(issue) for issue in issues if issue.place.file == document.file})


def _line(issue: Any) -> tuple[str, str, str, str]:
    path = json.dumps(list(issue.place.path), ensure_ascii=False, separators=(",", ":"))
    return path, issue.rule, issue.level, issue.message


def _disagreements(
    cases: list[tuple[str, Any]], expected: Iterator[Verdict], found: list[Any]
) -> Iterator[Any]:
    for (id_, _), theirs, ours in zip(cases, expected, found, strict=True):
        mine = {tuple(fault) for fault in ours}
        if mine != set(theirs):
            yield id_, sorted(mine - set(theirs)), sorted(set(theirs) - mine)


def test_le_formulaire_et_la_commande_disent_la_meme_chose_de_chaque_fiche(
    page: Page, real: Loaded, cases: list[tuple[str, Any]]
) -> None:
    context = _with_a_retired_term(context_of(real, DAY))
    expected = [_expected(real, context, id_, record) for id_, record in cases]
    rules = {fault[1] for verdict in expected for fault in verdict}
    assert len(cases) >= LEAST
    assert {*page.evaluate(RULES), *SHAPE} - rules == set(), "ces règles ne sont jamais enfreintes"
    found = page.evaluate(JUDGE, [cases, DAY, RETIRED])
    assert list(_disagreements(cases, iter(expected), found)) == []


def test_le_formulaire_ecrit_et_relit_ce_que_la_commande_ecrit(
    page: Page, real: Loaded, cases: list[tuple[str, Any]]
) -> None:
    style = json.loads((REPOSITORY / "tests/write/style.json").read_text("utf-8"))
    records = [record for _, record in cases] + [case["donnees"] for case in style]
    spec = real.schemas.spec("project")
    for record, (written, again) in zip(records, page.evaluate(WRITE, records), strict=True):
        assert written == write_record(record, spec)
        assert again == written


def _read(text: str) -> tuple[bool, Any, list[list[Any]]]:
    """Return what the command line makes of a text: is it read, its values, what is said of it."""
    document, issues = read_text(text, "essai.yml")
    said = [[i.rule, i.level, i.place.line, i.place.column, i.message] for i in issues]
    return document is not None, document.data if document else None, sorted(said)


def test_le_formulaire_et_la_commande_lisent_de_meme_mille_textes(page: Page, real: Loaded) -> None:
    records = [dict(project.data) for project in real.corpus.projects]
    texts = [*scribbles(records, SCRIBBLES, SCRIBBLE_SEED), *SPACED.values()]
    expected = [_read(text) for text in texts]
    found = page.evaluate(READ, texts)
    wrong = [
        (text, theirs, ours)
        for text, theirs, ours in zip(texts, expected, found, strict=True)
        if theirs != (ours[0], json.loads(ours[1]), sorted(ours[2]))
    ]
    assert wrong == []
    # Playwright drops this key on the way to the page; the reading above has seen it kept.
    read = [
        ("essai", data)
        for is_read, data, _ in expected
        if is_read and isinstance(data, dict) and "__proto__" not in data
    ]
    assert len(read) >= READABLE
    context = context_of(real, DAY)
    judged = page.evaluate(JUDGE, [read, DAY, RETIRED])
    told = (_expected(real, _with_a_retired_term(context), id_, record) for id_, record in read)
    assert list(_disagreements(read, told, judged)) == []


def test_un_signe_que_nul_ne_voit_est_retire_ou_dit_par_les_deux(page: Page, real: Loaded) -> None:
    spec = real.schemas.spec("project")
    signs = [chr(number) for first, last, _ in UNSEEN for number in {first, last}]
    sent = [sign for sign in signs if not 0xD800 <= ord(sign) <= 0xDFFF]
    records = [{"id": "essai", "titre": f"Un toit{sign}pour tous"} for sign in sent]
    found = page.evaluate(HIDDEN, [records, DAY])
    for record, (written, messages) in zip(records, found, strict=True):
        assert written == write_record(record, spec)
        said = [issue.message for issue in read_text(written, "essai.yml")[1]]
        assert messages == said
