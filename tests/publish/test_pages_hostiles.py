"""Nothing in a page of `docs/` runs, nor is anything published as it is but images."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, UndefinedError
from markdown import Markdown
from mkdocs.utils import markdown_extensions
from mkdocs.utils.yaml import yaml_load

from catalogue.build.house import Deadline, SlowPageError
from catalogue.site.editorial import MOST_OPEN, file_issues
from catalogue.site.macros import define_env
from catalogue.site.page_code import (
    MACROS,
    PageEnvironment,
    code_faults,
    html_faults,
    summary_fault,
)
from support.command import Outcome, catalogue
from support.miniature import copy_without_editions
from support.places import ROOT

EXTENSIONS = [
    name if isinstance(name, str) else next(iter(name))
    for name in yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
]
"""What our pages' Markdown may hold beside the ordinary."""

RUN = "cycler.__init__.__globals__.os.system('touch MARQUE')"
"""What would leave a file behind if anything ran."""

TRICKS = {
    "appel nu": "{{ RUN }}",
    "barre oblique avant le guillemet": (
        r'{{ chiffre("\", "and RUN and '
        r"""'objectif' or '") }} … ') }}"""
    ),
    "barre oblique avant l’apostrophe": r"""{{ chiffre('\', 'and RUN or '') }} ') }}""",
    "guillemets emboîtés": """{{ chiffre("a" and RUN and 'b') }}""",
    "commande de blancs": "{{- RUN -}}",
    "signe plus": "{{+ RUN }}",
    "saut de ligne": "{{\nRUN\n}}",
    "instruction": "{% set x = RUN %}",
    "condition": "{% if RUN %}{% endif %}",
    "instruction qui appelle": "{% call chiffre(RUN) %}{% endcall %}",
    "bloc sans valeur": "{% do RUN %}",
    "texte brut puis appel": "{% raw %}{{ x }}{% endraw %}{{ RUN }}",
    "texte brut jamais fermé": "{% raw %}{{ RUN }}",
    "commentaire qui cache": '{# {{ chiffre("a") }} #}{{ RUN }}',
    "commentaire dans un texte": '{{ chiffre("{#") }}{{ RUN }}{{ chiffre("#}") }}',
    "commentaire jamais fermé": "{# {{ RUN }}",
    "filtre": '{{ chiffre("a")|map(RUN) }}',
    "bloc de filtre": "{% filter upper %}{{ RUN }}{% endfilter %}",
    "test": '{{ chiffre("a") is eq(RUN) }}',
    "attribut du bloc": '{{ chiffre("a").__class__.__mro__ }}',
    "attribut de la fonction": "{{ chiffre.__globals__.os.system('touch MARQUE') }}",
    "indice": '{{ chiffre["__globals__"]["os"].system("touch MARQUE") }}',
    "concaténation": '{{ chiffre("a" ~ RUN) }}',
    "addition de textes": '{{ chiffre("a" + "b") }}',
    "bloc dans un bloc": "{{ chiffre(chiffre(RUN)) }}",
    "valeur nommée calculée": '{{ liste(public="a" if RUN else "b") }}',
    "valeurs déployées": "{{ chiffre(*[RUN]) }}",
    "valeurs nommées déployées": '{{ chiffre(**{"a": RUN}) }}',
    "rien de nommé déployé": '{{ chiffre("objectif", **{}) }}',
    "liste": "{{ chiffre([RUN]) }}",
    "dictionnaire": '{{ chiffre({"a": RUN}) }}',
    "n-uplet": '{{ chiffre("a"), RUN }}',
    "choix": "{{ chiffre if RUN else chiffre }}",
    "self": "{{ self.__init__.__globals__ }}",
    "super": "{{ super.__init__ }}",
    "loop": "{% for x in [1] %}{{ loop.__init__ }}{% endfor %}",
    "réglages": "{{ config.plugins }}",
    "environnement": "{{ environment }}",
    "page": "{{ page.file.abs_src_path }}",
    "macros": "{{ macros.chiffre }}",
    "contexte": "{{ context() }}",
    "fonction de Jinja": "{{ lipsum() }}",
    "inclusion": "{% include 'index.md' %}",
    "importation": "{% import 'index.md' as x %}",
    "héritage": "{% extends 'index.md' %}",
    "macro écrite": "{% macro chiffre() %}{{ RUN }}{% endmacro %}{{ chiffre() }}",
    "échappement hexadécimal": r'{{ ""["\x5f\x5fclass\x5f\x5f"] }}',
    "échappement Unicode": r'{{ chiffre["\u005f\u005fglobals\u005f\u005f"] }}',
    "à la Python": '{{ f"{RUN}" }}',
    "nom imité": "{{ ｃｈｉｆｆｒｅ.__globals__ }}",
    "nombre sans fin": "{{ chiffre(" + "9" * 6000 + ") }}",
    "nombre négatif": '{{ chiffre("a", -RUN) }}',
    "vide": "{{ }}",
    "accolades de trop": "{{{ RUN }}}",
    "jamais fermé": "{{ RUN",
    "texte jamais fermé": '{{ chiffre("objectif',
    "parenthèses sans fin": "{{ " + "(" * 50_000 + RUN,
    "parenthèses fermées sans fin": "{{ " + "(" * 20_000 + "1" + ")" * 20_000 + " }}",
    "négations sans fin": "{{ " + "not " * 50_000 + "1 }}",
    "additions sans fin": "{{ " + "1+" * 50_000 + "1 }}",
    "instructions sans fin": "{% if 1 %}" * 5_000,
    "ouvertures sans fin": "{{" * 50_000,
}
"""What somebody would write in a page so that a program runs while the site is made."""

HEADERS = {
    "titre appelé": 'title: "{{ RUN }}"',
    "titre échappé": r'title: "\x7b\x7b RUN }}"',
    "description appelée": 'description: "{% set x = RUN %}"',
    "autre gabarit": "template: redirect.html\nlocation: https://exemple.org/",
    "script d’ailleurs": 'scripts: ["https://exemple.org/x"]',
    "script hors du dossier": 'scripts: ["../../x"]',
    "feuille qui ferme l’attribut": "feuilles: ['x\"><script>alert(1)</script>']",
    "donnée d’ailleurs": "donnees: ['//exemple.org/x']",
    "flux d’ailleurs": "flux: ['//exemple.org/x']",
    "adresse de menu": "rubrique: 'javascript:alert(1)'",
    "objet de Python": "title: !!python/object/apply:os.system ['touch MARQUE']",
    "renvoi": "title: &a x\ndescription: *a",
    "profondeur": "title: " + "[" * 5_000,
    "réglage écrit deux fois": "title: a\ntitle: b",
    "titre qui n’est pas un texte": "title: [a]",
    "page qui se dit une coquille": "coquille: true",
}

HTML = {
    "script": "<script>alert(1)</script>",
    "script en capitales": "<ScRiPt src=//exemple.org/x></ScRiPt>",
    "cadre": '<iframe srcdoc="x"></iframe>',
    "objet": '<object data="x"></object>',
    "greffon": '<embed src="x">',
    "dessin": "<svg/onload=alert(1)>",
    "formule": '<math><a xlink:href="javascript:x">y</a></math>',
    "formulaire": '<form action="https://exemple.org/"><button formaction="x">a</button></form>',
    "style": "<style>body { display: none }</style>",
    "base": '<base href="https://exemple.org/">',
    "rafraîchissement": '<meta http-equiv="refresh" content="0;url=https://exemple.org/">',
    "lien de feuille": '<link rel="stylesheet" href="https://exemple.org/x.css">',
    "gabarit": "<template><p>x</p></template>",
    "sans script": '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></p></noscript>',
    "titre": "<title></title>",
    "attribut d’événement": '<p onclick="alert(1)">x</p>',
    "attribut par Markdown": "Un texte.\n{: onmouseover=alert(1) }",
    "style par Markdown": 'Un texte.\n{: style="position:fixed" }',
    "script dans un lien": "[x](javascript:alert(1))",
    "script dans un lien, casse": "[x](JaVaScRiPt:alert(1))",
    "script dans un lien, entité": '<a href="&#106;avascript:alert(1)">x</a>',
    "script dans un lien, tabulation": '<a href="java&Tab;script:alert(1)">x</a>',
    "script dans un lien, saut de ligne": '<a href="java\nscript:alert(1)">x</a>',
    "script dans un lien, blanc": '<a href=" &#1;javascript:alert(1)">x</a>',
    "adresse par Markdown": '[x](a.md){: href="javascript:alert(1)" }',
    "données": "[x](data:text/html,<script>)",
    "vbscript": "[x](vbscript:x)",
    "schéma inconnu": "[x](intent://x)",
    "autre site sans schéma": '<a href="//exemple.org/">x</a>',
    "image d’ailleurs": "![x](https://exemple.org/x.png)",
    "image en données": '<img src="data:image/svg+xml,x" alt="">',
    "erreur d’image": '<img src="x" alt="" onerror="alert(1)">',
    "identifiant qui sort": "## Un titre {: id='a\"onclick=\"b' }",
    "commentaire": "<!-- à revoir -->",
    "commentaire mal fermé": "<!-- a --!> <img src=x onerror=alert(1)> -->",
    "section": "<![CDATA[x]]>",
    "instruction": "<?php x ?>",
    "élément inventé": "<x-y>a</x-y>",
    "élément jamais fermé": "<div>\n\nUn texte.",
    "fermeture de trop": "</div></article></main>",
}
"""What a page would do to whoever reads it."""

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
FILES = {
    "x.html": b"<script>alert(1)</script>",
    "x.HTML": b"x",
    "x.htm": b"x",
    "x.xhtml": b"x",
    "x.shtml": b"x",
    "x.xml": b"<x/>",
    "x.svg": b"<svg/>",
    "x.js": b"alert(1)",
    "x.mjs": b"alert(1)",
    "x.css": b"x",
    "x.json": b"{}",
    "x.php": b"x",
    "x.pdf": b"%PDF-1.7",
    "x.wasm": b"\x00asm",
    "x.md.html": b"x",
    "x.png.html": b"x",
    "x.MD": b"{{ x }}",
    "x.PNG": PNG,
    "_headers": b"/*",
    "_redirects": b"/* https://exemple.org/",
    "CNAME": b"exemple.org",
    "robots.txt": b"x",
    "sans-suffixe": b"<script>",
    "faux.png": b"<script>alert(1)</script>",
    "faux.gif": b"\x89PNG\r\n\x1a\n",
    "vide.jpg": b"",
    "assets2/x.js": b"x",
    "dossier.md/x.md": b"x",
    "dossier.png/photo.png": PNG,
    "<img src=x onerror=alert(1)>.md": b"x",
    "{{ lipsum() }}.md": b"---\nrender_macros: true\n---\nx",
    "a\"onclick='b.png": PNG,
    "con.md": b"x",
    "Nul.x.png": PNG,
    "AUX/x.md": b"x",
    "com1 .md": b"x",
    "dossier./x.md": b"x",
    "dossier /x.md": b"x",
    "photo .png": PNG,
}
"""Name of a file that must not be published → what it holds."""
PUBLISHED = {
    "photo.png": PNG,
    "photo.jpg": b"\xff\xd8\xff\xe0",
    "photo.jpeg": b"\xff\xd8\xff\xe1",
    "photo.gif": b"GIF89a",
    "photo.webp": b"RIFF\x00\x00\x00\x00WEBP",
    "photo.avif": b"\x00\x00\x00\x1cftypavif",
    "dossier/Une photo.png": PNG,
    "été.md": b"# Une page",
    "com10.md": b"# Une page",
    "auxerre/console.md": b"# Une page",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the miniature repository, to which each test adds a file."""
    return copy_without_editions(tmp_path_factory.mktemp("pages") / "depot")


@pytest.fixture
def page(root: Path) -> Iterator[Path]:
    """Return where a test writes its page."""
    path = root / "docs/essai.md"
    yield path
    path.unlink(missing_ok=True)


def _armed(root: Path, text: str) -> str:
    return text.replace("RUN", RUN).replace("MARQUE", str(root / "marque"))


def _built(root: Path, page: Path, text: str) -> Outcome:
    mark = root / "marque"
    page.write_text(_armed(root, text), encoding="utf-8")
    begun = time.monotonic()
    outcome = catalogue("--root", root, "build")
    assert not mark.exists()
    assert time.monotonic() - begun < 30
    assert not (root / "build/site").exists()
    return outcome


def _is_refused(outcome: Outcome, file: str) -> bool:
    assert "Traceback" not in outcome.err
    assert outcome.code == 1
    return f"docs/{file}:" in outcome.err and "docs/index.md" not in outcome.err


def _tricky(trick: str) -> str:
    return f"---\nrender_macros: true\n---\n\n{TRICKS[trick].replace('RUN', RUN)}\n"


@pytest.mark.parametrize("trick", TRICKS)
def test_aucune_ruse_de_gabarit_n_est_permise(trick: str) -> None:
    found = list(file_issues("docs/essai.md", "essai.md", _tricky(trick).encode()))
    assert {issue.place.file for issue in found} == {"docs/essai.md"}


def test_aucune_ruse_de_gabarit_ne_s_execute(root: Path, page: Path) -> None:
    """Together in one build: that a single one stops it, the next tests say."""
    short = [trick for trick in TRICKS if len(TRICKS[trick]) < 1000]
    others = [page.with_name(f"ruse-{rank}.md") for rank, _ in enumerate(short)]
    for path, trick in zip(others, short, strict=True):
        path.write_text(_armed(root, _tricky(trick)), encoding="utf-8")
    outcome = _built(root, page, "# Une page sans ruse\n")
    for path in others:
        path.unlink()
    assert (outcome.code, "Traceback" in outcome.err) == (1, False)
    assert (
        "docs/ruse-0.md:" in outcome.err,
        "docs/essai.md:" in outcome.err,
    ) == (True, False)


@pytest.mark.parametrize("trick", ["appel nu", "attribut de la fonction", "jamais fermé"])
def test_une_ruse_de_gabarit_arrete_la_construction(trick: str, root: Path, page: Path) -> None:
    assert _is_refused(_built(root, page, _tricky(trick)), "essai.md")


@pytest.mark.parametrize("suffix", markdown_extensions)
def test_aucun_suffixe_de_page_n_echappe_au_jugement(suffix: str, root: Path, page: Path) -> None:
    other = page.with_suffix(suffix)
    outcome = _built(root, other, "---\nrender_macros: true\n---\n\n{{ RUN }}\n")
    other.unlink()
    assert _is_refused(outcome, f"essai{suffix}")


@pytest.mark.parametrize("trick", HEADERS)
def test_l_en_tete_d_une_page_ne_dit_que_ce_qui_est_permis(trick: str) -> None:
    text = f"---\nrender_macros: true\n{HEADERS[trick]}\n---\n\n# Essai\n"
    found = list(file_issues("docs/essai.md", "essai.md", text.encode()))
    assert found
    assert all(issue.place.line in (3, 4) for issue in found)


def test_une_ruse_de_l_en_tete_arrete_la_construction(root: Path, page: Path) -> None:
    assert _is_refused(_built(root, page, '---\ntitle: "{{ RUN }}"\n---\n\nEssai'), "essai.md")


@pytest.mark.parametrize("trick", HTML)
def test_aucun_html_qui_agit_n_est_permis(trick: str) -> None:
    markdown = Markdown(extensions=[*EXTENSIONS, "fenced_code"])
    assert list(html_faults(markdown.convert(f"# Essai\n\n{HTML[trick]}\n")))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "![" * 30_000,
        "[](" * 30_000,
        "<a " * 30_000,
        "1. " * 20_000,
        "*[a]: b\n" * 10_000,
        "a" * 100_001,
        "# a\n" * 20_000,
        ":   a\n" * 20_000,
        "---\n" * 20_000,
        "[^1]" * 20_000 + "\n\n[^1]: a",
    ],
    ids=lambda text: repr(text[:5]),
)
def test_une_page_qui_occuperait_la_machine_est_refusee(text: str, root: Path, page: Path) -> None:
    assert _is_refused(_built(root, page, f"# Essai\n\n{text}\n"), "essai.md")


def test_quarante_crochets_ouverts_sont_permis_et_pas_un_de_plus() -> None:
    for count, faults in ((MOST_OPEN, 0), (MOST_OPEN + 1, 1)):
        assert len(list(file_issues("docs/x.md", "x.md", b"[" * count))) == faults


@pytest.mark.parametrize("trick", ["script", "attribut par Markdown", "commentaire"])
def test_un_html_qui_agit_arrete_la_construction_a_sa_ligne(
    trick: str, root: Path, page: Path
) -> None:
    outcome = _built(root, page, f"# Essai\n\n{HTML[trick]}\n")
    line = 4 if "Markdown" in trick else 3
    assert _is_refused(outcome, f"essai.md:{line}")


def test_la_place_d_un_bloc_ne_s_ecrit_pas_a_la_main() -> None:
    content = b'# Essai\n\n<div DATA-slot="[&quot;formulaire&quot;]"></div>\n'
    (issue,) = file_issues("docs/essai.md", "essai.md", content)
    assert (issue.place.line, issue.place.column) == (3, 6)


def test_ni_titre_ni_adresse_du_sommaire_ne_sort_de_sa_place() -> None:
    assert summary_fault("a &lt;b&gt;", "#a-b") is None
    assert summary_fault("<img>", "#a") is not None
    assert summary_fault("a", '#a"onclick="b') is not None


@pytest.mark.parametrize("name", FILES)
def test_rien_d_autre_que_des_pages_et_des_images_n_est_publie(name: str) -> None:
    assert [i.place.file for i in file_issues(f"docs/{name}", name, FILES[name])] == [
        f"docs/{name}"
    ]


@pytest.mark.parametrize("name", PUBLISHED)
def test_une_page_ou_une_image_est_publiee(name: str) -> None:
    assert list(file_issues(f"docs/{name}", name, PUBLISHED[name])) == []


def test_un_fichier_qui_ne_se_publie_pas_arrete_la_construction(root: Path) -> None:
    path = root / "docs/x.html"
    path.write_text("<script>alert(1)</script>", encoding="utf-8")
    outcome = catalogue("--root", root, "build")
    path.unlink()
    assert _is_refused(outcome, "x.html")
    assert "ce fichier ne peut pas être publié" in outcome.err


def test_un_fichier_cache_n_est_ni_publie_ni_refuse(root: Path) -> None:
    hidden = (root / "docs/.htaccess", root / "docs/.essai.md.swp")
    for path in hidden:
        path.write_text("x", encoding="utf-8")
    assert catalogue("--root", root, "build", "--out", root / "site").code == 0
    assert not (root / "site/.htaccess").exists()
    for path in hidden:
        path.unlink()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("essai.md", "essai/index.md"),
        ("essai.md", "Essai.md"),
        ("Été.md", "été/index.md"),
        ("", "pagefind/essai.md"),
        ("", "Pagefind/essai.md"),
    ],
)
def test_deux_fichiers_n_ont_pas_la_meme_adresse(first: str, second: str, tmp_path: Path) -> None:
    root = copy_without_editions(tmp_path / "depot")
    for name in filter(None, (first, second)):
        path = root / "docs" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("# Essai\n", encoding="utf-8")
    outcome = catalogue("--root", root, "build")
    assert outcome.code == 1
    assert "est prise par" in outcome.err


def test_ce_qui_depasse_son_temps_est_arrete_et_le_reste_non() -> None:
    deadline = Deadline(0.2)
    deadline.start()
    sum(range(1000))
    deadline.stop()
    _spend(0.4)
    deadline.start()
    with pytest.raises(SlowPageError):
        _spend(5)


def _spend(seconds: float) -> None:
    """Use the processor for a while."""
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        pass


def _environment() -> PageEnvironment:
    macros: dict[str, object] = {}
    define_env(SimpleNamespace(macro=lambda function, name: macros.__setitem__(name, function)))
    return PageEnvironment(macros)  # type: ignore[arg-type]  # They are what the plug-in keeps.


def test_dans_le_bac_a_sable_un_nom_ne_mene_qu_a_un_bloc() -> None:
    environment = _environment()
    assert environment.globals.keys() == MACROS
    for name in ("cycler", "config", "page", "environment", "lipsum", "macros"):
        template = Environment.from_string(environment, f"{{{{ {name} }}}}")
        with pytest.raises(UndefinedError):
            template.render(**{name: "x"})


@pytest.mark.parametrize("trick", ["appel nu", "attribut de la fonction", "indice", "réglages"])
def test_le_bac_a_sable_tient_sans_le_jugement(trick: str, tmp_path: Path) -> None:
    mark = tmp_path / "marque"
    text = TRICKS[trick].replace("RUN", RUN).replace("MARQUE", str(mark))
    template = Environment.from_string(_environment(), text)
    with pytest.raises(Exception, match=r"undefined|unsafe"):
        template.render(config="x", cycler="x")
    assert not mark.exists()


def test_ce_que_le_jugement_refuse_n_est_pas_rendu_ailleurs() -> None:
    with pytest.raises(Exception, match="seul un appel"):
        _environment().from_string("{{ lipsum }}")


@pytest.mark.parametrize(
    "text",
    [
        'Un {{ chiffre("objectif") }}.',
        "{{ catalogue() }}",
        "{{ dernieres_fiches( 3 ) }}",
        "{{- liste(public='jeunes', outil=\"bail\") -}}",
        '{{ chiffre("a\\"b") }}\n\n{{ chiffre("a{b}") }}',
        "Des accolades } et { seules, { { x } }.",
    ],
)
def test_un_appel_avec_des_textes_ou_des_nombres_est_permis(text: str) -> None:
    assert list(code_faults(text)) == []


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ('a {{ chiffre("b") }} {{ x.y }}', 21),
        ("a\n{# b #}", 2),
        ('{{ chiffre("a") }}\n{{ "b', 19),
        ('{{ chiffre("a") }} {# b', 19),
        ("{{ chifre(3) }}", 3),
    ],
)
def test_la_faute_est_dite_a_sa_place(text: str, offset: int) -> None:
    assert [fault.offset for fault in code_faults(text)] == [offset]


@pytest.mark.parametrize(
    "html",
    [
        '<p>Un <a href="../x/#y" title="z">lien</a>, un <em>mot</em>.<br />Suite</p>',
        '<p><img alt="x" src="x.png" /></p><hr />',
        '<table><tbody><tr><th scope="row" style="text-align: left;">a</th></tr></tbody></table>',
        '<p><a href="mailto:a@exemple.org">x</a> <a href="https://exemple.org/?a=1&amp;b">y</a></p>',
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<div class="admonition note">\n<p class="admonition-title">x</p>\n</div>',
        "<p>a &lt;script&gt; b &amp; c < d</p>",
        '<p><div data-slot="[&quot;catalogue&quot;]"></div></p>',
    ],
)
def test_ce_que_markdown_ecrit_est_permis(html: str) -> None:
    assert list(html_faults(html)) == []
