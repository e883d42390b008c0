"""The selection as a document for word processors: a sound package, real headings, sources."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from browser.keeping import A, B, C, open_selection
from browser.rig import OpenPage, Site, served, watch

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
PARAGRAPH_ORDER = (
    "pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "tabs", "spacing", "ind",
    "outlineLvl",
)  # fmt: skip
RUN_ORDER = ("rStyle", "rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "u", "vertAlign",
             "lang")  # fmt: skip
SPACES = re.compile(r"[ \t\r\n]+")


@dataclass(frozen=True)
class Docx:
    """A downloaded document, every part parsed."""

    names: list[str]
    parts: dict[str, ElementTree.Element]

    @property
    def body(self) -> ElementTree.Element:
        """Return the body of the document."""
        return self.parts["word/document.xml"][0]

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Yield the style and the text of each paragraph."""
        for paragraph in self.body.iter(f"{W}p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            text = "".join(t.text or "" for t in paragraph.iter(f"{W}t"))
            yield ("" if style is None else style.attrib[f"{W}val"]), text

    def styled(self, style: str) -> list[str]:
        """Return the texts of a style, in order."""
        return [text for name, text in self.paragraphs() if name == style]


def downloaded(page: Page, site: Site, *ids: str, action: str = "document") -> tuple[str, bytes]:
    """Download the document of a shared selection: its name and its bytes."""
    open_selection(page, site, f"?fiches={','.join(ids)}")
    with page.expect_download() as waiting:
        page.locator(f"[data-action={action}]").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def opened(data: bytes) -> Docx:
    """Open a document as a word processor does; its sums and its XML must be right."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        return Docx(names, {name: ElementTree.fromstring(archive.read(name)) for name in names})


@dataclass(frozen=True)
class Expected:
    """What the pages of some records say, as a reader sees it."""

    titles: list[str]
    sections: list[str]
    sources: list[str]
    links: list[str]


def squeezed(text: str) -> str:
    """Return a text whose white space is single; no-break spaces stay."""
    return SPACES.sub(" ", text.replace("\u2060", "")).strip()


def of_pages(page: Page, site: Site, *ids: str) -> Expected:
    """Read the pages of some records."""
    found = Expected([], [], [], [])
    for id_ in ids:
        page.goto(f"{site.url}projets/{id_}/")
        found.titles.append(squeezed(page.locator("h1").inner_text()))
        sections = page.locator(".fiche section:not([data-pagefind-ignore]) > h2")
        found.sections.extend(map(squeezed, sections.all_inner_texts()))
        found.sources.extend(map(squeezed, page.locator(".sources > li cite").all_inner_texts()))
        links = page.locator('.sources a[href^="http"]').evaluate_all("(l) => l.map((a) => a.href)")
        found.links.extend(links)
    return found


IDS = (A, B, C)


@pytest.fixture(scope="module")
def expected(site: Site, open_shared_page: OpenPage) -> Expected:
    """What the pages of the three records say."""
    return of_pages(open_shared_page(), site, *IDS)


@pytest.fixture(scope="module")
def docx(site: Site, open_shared_page: OpenPage) -> Docx:
    """The document of three records."""
    page = open_shared_page()
    log = watch(page)
    name, data = downloaded(page, site, *IDS)
    assert re.fullmatch(r"selection-\d{4}-\d\d-\d\d\.docx", name)
    assert log.console == []
    return opened(data)


@pytest.fixture(scope="module")
def note(site: Site, open_shared_page: OpenPage) -> Docx:
    """The note of two pages of the three records."""
    page = open_shared_page()
    log = watch(page)
    name, data = downloaded(page, site, *IDS, action="note")
    assert re.fullmatch(r"note-\d{4}-\d\d-\d\d\.docx", name)
    assert log.console == []
    return opened(data)


def texts(element: ElementTree.Element) -> str:
    """Return the words of an element."""
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def test_la_note_compare_les_fiches_en_huit_a_dix_rubriques(note: Docx, expected: Expected) -> None:
    (table,) = note.body.iter(f"{W}tbl")
    head, *rows = [[texts(cell) for cell in row.findall(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert len(head) == 1 + len(IDS)
    assert [t for t, h in zip(expected.titles, head[1:], strict=True) if not h.startswith(t)] == []
    assert 8 <= len(rows) <= 10
    assert [row for row in rows if set(row[1:]) == {"non renseigné"}] == []
    assert any("non renseigné" in row for row in rows)
    size = note.body.find(f"{W}sectPr/{W}pgSz")
    assert size is not None and size.attrib[f"{W}orient"] == "landscape"


def test_la_note_finit_par_les_sources_qu_elle_appelle(note: Docx, site: Site) -> None:
    styles = [style for style, _ in note.paragraphs()]
    *told, remarks = [t for _, t in list(note.paragraphs())[styles.index("Heading3") + 1 :]]
    assert note.styled("Heading3") == ["Sources"]
    for id_, text in zip(IDS, told, strict=True):
        assert text.endswith(f"Fiche entière\u00a0: {site.url}projets/{id_}/")
        assert re.search(r" \d+\. ", text)
    cuts = sum(text.endswith("suite") or "… suite" in text for _, text in note.paragraphs())
    said = re.search(r"(\d+)\u00a0textes? coupés?", remarks)
    assert int(said[1] if said else 0) == cuts


SHORTEN = """async ([texts, length]) => {
  const { shortened } = await import('/assets/js/commun/blocs.js');
  const { runs, cut } = shortened(texts.map((text) => ({ text })), length);
  return [runs.map(({ text }) => text).join('|'), cut];
}"""


@pytest.mark.parametrize(
    ("given", "length", "kept"),
    [
        (["un deux"], 7, ["un deux", False]),
        (["un deux"], 6, ["un", True]),
        (["un", ", ", "deux"], 8, ["un|, |deux", False]),
        # What only separates from what is gone goes too.
        (["un", ", ", "deux"], 7, ["un", True]),
        (["anticonstitutionnellement"], 5, ["", True]),
    ],
)
def test_un_texte_se_coupe_entre_deux_mots(
    site: Site, open_shared_page: OpenPage, given: list[str], length: int, kept: list[object]
) -> None:
    page = open_shared_page()
    page.goto(f"{site.url}mentions-legales/")
    assert page.evaluate(SHORTEN, [given, length]) == kept


def test_deux_appels_de_source_qui_se_suivent_sont_deux_nombres(docx: Docx) -> None:
    raised = []
    for paragraph in docx.body.iter(f"{W}p"):
        runs = [
            (run.find(f"{W}rPr/{W}vertAlign") is not None, texts(run))
            for run in paragraph.iter(f"{W}r")
        ]
        raised += [
            (text, after)
            for (up, text), (up_after, after) in itertools.pairwise(runs)
            if up and up_after
        ]
    assert raised
    assert [pair for pair in raised if pair[0].isdigit() and pair[1].isdigit()] == []


def test_une_fiche_seule_se_prend_en_document_depuis_sa_page(
    site: Site, open_page: OpenPage
) -> None:
    page = open_page()
    page.goto(f"{site.url}projets/{A}/")
    title = page.locator("h1").inner_text()
    with page.expect_download() as waiting:
        page.locator("[data-document]").click()
    assert waiting.value.suggested_filename == f"{A}.docx"
    docx = opened(Path(waiting.value.path()).read_bytes())
    assert docx.styled("Heading1") == [title]
    assert docx.styled("Title") == []
    expect(page.locator(".fiche-actions [role=status]")).to_have_text("Le document est prêt.")


def test_le_paquet_declare_chacune_de_ses_parties(docx: Docx) -> None:
    assert docx.names[0] == "[Content_Types].xml"
    types = docx.parts["[Content_Types].xml"]
    declared = {e.attrib["PartName"] for e in types.iter(f"{TYPES}Override")}
    parts = {f"/{name}" for name in docx.names if not name.endswith(".rels")}
    assert declared == parts - {"/[Content_Types].xml"}
    relations = docx.parts["word/_rels/document.xml.rels"].findall(RELATION)
    inner = {r.attrib["Target"] for r in relations if r.attrib.get("TargetMode") != "External"}
    assert {f"/word/{target}" for target in inner} <= parts
    assert len({r.attrib["Id"] for r in relations}) == len(relations)


def test_chaque_lien_et_chaque_style_cite_existe(docx: Docx) -> None:
    relations = docx.parts["word/_rels/document.xml.rels"].findall(RELATION)
    known = {r.attrib["Id"] for r in relations}
    used = {e.attrib[f"{R}id"] for e in docx.body.iter() if f"{R}id" in e.attrib}
    assert used <= known
    styles = {e.attrib[f"{W}styleId"] for e in docx.parts["word/styles.xml"].iter(f"{W}style")}
    for tag in ("pStyle", "rStyle", "tblStyle"):
        assert {e.attrib[f"{W}val"] for e in docx.body.iter(f"{W}{tag}")} <= styles
    numbers = {e.attrib[f"{W}numId"] for e in docx.parts["word/numbering.xml"].findall(f"{W}num")}
    assert {e.attrib[f"{W}val"] for e in docx.body.iter(f"{W}numId")} <= numbers
    marks = {e.attrib[f"{W}name"] for e in docx.body.iter(f"{W}bookmarkStart")}
    assert {e.attrib[f"{W}anchor"] for e in docx.body.iter() if f"{W}anchor" in e.attrib} <= marks


@pytest.mark.parametrize("made", ["docx", "note"])
@pytest.mark.parametrize(("tag", "order"), [("pPr", PARAGRAPH_ORDER), ("rPr", RUN_ORDER)])
def test_les_proprietes_suivent_l_ordre_du_schema(
    request: pytest.FixtureRequest, made: str, tag: str, order: tuple[str, ...]
) -> None:
    docx: Docx = request.getfixturevalue(made)
    for name in ("word/document.xml", "word/styles.xml", "word/footer.xml"):
        for properties in docx.parts[name].iter(f"{W}{tag}"):
            tags = [child.tag.removeprefix(W) for child in properties]
            assert [t for t in tags if t not in {*order, "rPr"}] == []
            ranks = [order.index(t) for t in tags if t in order]
            assert ranks == sorted(ranks), tags


def test_les_tableaux_sont_entiers_et_suivis_d_un_paragraphe(docx: Docx) -> None:
    tables = list(docx.body.iter(f"{W}tbl"))
    assert tables
    for table in tables:
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        for row in table.findall(f"{W}tr"):
            cells = row.findall(f"{W}tc")
            assert len(cells) == columns
            assert all(cell[-1].tag == f"{W}p" for cell in cells)
    children = list(docx.body)
    after = [children[i + 1].tag for i, e in enumerate(children) if e.tag == f"{W}tbl"]
    assert set(after) == {f"{W}p"}
    assert children[-1].tag == f"{W}sectPr"


def test_les_titres_sont_de_vrais_titres_une_fois_chacun(docx: Docx, expected: Expected) -> None:
    assert docx.styled("Title") == ["Ma sélection"]
    assert docx.styled("Heading1") == expected.titles
    headings = docx.styled("Heading2")
    assert [t for t in headings if t in expected.sections] == expected.sections
    names = {
        style.attrib[f"{W}styleId"]: style.find(f"{W}name").attrib[f"{W}val"]  # type: ignore[union-attr]
        for style in docx.parts["word/styles.xml"].iter(f"{W}style")
    }
    assert [names[f"Heading{level}"] for level in (1, 2, 3)] == [
        "heading 1",
        "heading 2",
        "heading 3",
    ]


def test_chaque_fiche_a_ses_sources_une_fois_a_leur_place(docx: Docx, expected: Expected) -> None:
    found: list[str] = []
    section = ""
    for style, text in docx.paragraphs():
        section = text if style.startswith("Heading") else section
        if section == "Sources" and style == "ListNumber":
            found.append(text)
    assert expected.sources
    assert len(found) == len(expected.sources)
    assert [s for s, f in zip(expected.sources, found, strict=True) if f.count(s) != 1] == []
    relations = docx.parts["word/_rels/document.xml.rels"].findall(RELATION)
    targets = {r.attrib["Target"] for r in relations}
    assert set(expected.links) <= targets


def test_chaque_fiche_a_son_adresse_et_sa_reference(docx: Docx, site: Site) -> None:
    text = "\n".join(text for _, text in docx.paragraphs())
    for id_ in IDS:
        assert text.count(f"Adresse de la fiche\u00a0: {site.url}projets/{id_}/") == 1
    assert docx.styled("Heading2").count("Citer cette fiche") == len(IDS)
    assert text.count("(consultée le ") == len(IDS)


def test_le_document_se_dit_en_francais(docx: Docx) -> None:
    languages = [e.attrib[f"{W}val"] for e in docx.parts["word/styles.xml"].iter(f"{W}lang")]
    # The English summary of a record has a style of its own.
    assert languages == ["fr-FR", "en-GB"]
    core = docx.parts["docProps/core.xml"]
    values = {child.tag.split("}")[1]: child.text for child in core}
    assert values["language"] == "fr-FR"
    assert str(values["title"]).startswith("Ma sélection")


def test_aucun_mot_de_l_interface_n_est_dans_le_document(docx: Docx) -> None:
    text = "\n".join(text for _, text in docx.paragraphs())
    assert [
        w for w in ("Ajouter à ma", "Retirer", "Copier", "Fil d’Ariane", "\u2060") if w in text
    ] == []


def test_un_texte_hostile_donne_un_document_bien_forme(site: Site, open_page: OpenPage) -> None:
    page = open_page()
    hostile = "<script>alert(1)</script> & \"'</w:t> \u0001\u000b 𝕏"

    page.route(
        f"**/projets/{A}/fiche-vue.json",
        lambda route: route.fulfill(json=route.fetch().json() | {"titre": hostile}),
    )
    _, data = downloaded(page, site, A)
    (title,) = opened(data).styled("Heading1")
    assert title.startswith("<script>alert(1)</script> & \"'</w:t>")
    assert title.endswith("𝕏")


def test_deux_documents_du_meme_instant_sont_les_memes_octets(
    site: Site, open_lone_page: OpenPage
) -> None:
    page = open_lone_page()
    page.clock.set_fixed_time("2026-11-21T10:00:00")
    assert downloaded(page, site, A, B) == downloaded(page, site, A, B)


def test_dans_un_sous_dossier_le_document_se_fait_aussi(
    site: Site, open_page: OpenPage, tmp_path: Path
) -> None:
    (tmp_path / "sous").symlink_to(site.folder, target_is_directory=True)
    with served(tmp_path, "sous/") as url:
        _, data = downloaded(open_page(), Site(site.folder, url), A)
        assert f"Adresse de la fiche\u00a0: {url}projets/{A}/" in [
            t for _, t in opened(data).paragraphs()
        ]
