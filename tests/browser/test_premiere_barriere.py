"""What comes from outside becomes text, whatever it holds: the policy is not even asked.

Records, drafts and imported files are hostile here, and the policy is switched off: nothing must
run nor become an attribute for want of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from browser.form import READY, downloaded, open_form, paste, verdict
from browser.keeping import A, B
from browser.rig import OpenPage, Site, watch
from browser.test_document import opened

TEXTS = (
    'Voir [ici](https://e.example/"onmouseover="__pwned=1"class="bouton)',
    "[x](javascript:__pwned=1) [y](JaVaScRiPt:__pwned=1) [z](data:text/html,<b>x</b>)",
    '<img src=x onerror="__pwned=1"> <svg onload=__pwned=1></svg>',
    "</p></section><script>__pwned=1</script>",
    "{{ 7*7 }} ${__pwned=1} `x` {% for x in y %}",
    "**<b onclick=__pwned=1>gras</b>** *</em><i>x*",
    "- [a](https://e.example/'onfocus='__pwned=1'autofocus)\n- <iframe srcdoc='x'>",
    "__proto__ constructor toString",
)
TOGETHER = ("\n\n".join(TEXTS[:-1]), TEXTS[-1])
"""The same in two texts: a paragraph each, but the one that is hostile as the name of a thing."""
ALLOWED = {
    "class", "href", "target", "rel", "id", "scope", "colspan", "role", "hidden", "tabindex",
    "type", "value", "for", "checked", "name", "popover",
}  # fmt: skip
"""Attributes of what is built; those that begin with « data- » or « aria- » are inert."""
STRANGE = """([ou, permis]) => [...document.querySelectorAll(`${ou} *`)].flatMap((e) => [
  ...(e.matches('script, img, svg, iframe, object, embed, style, link, base, form form')
    && !e.closest('[data-pagefind-ignore]') ? [e.outerHTML] : []),
  ...[...e.attributes].filter(({ name }) => !permis.includes(name) && !/^(data|aria)-/.test(name))
    .map(({ name }) => `${e.tagName} ${name}`),
  ...(e.matches('a[href]') && !['http:', 'https:', 'mailto:'].includes(e.protocol) ? [e.href] : []),
])"""
POLLUTED = "() => [({}).pollue, [].pollue, window.__pwned].filter((v) => v !== undefined)"


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A page whose policy the browser does not apply."""
    return open_page(bypass_csp=True, accept_downloads=True)


@pytest.fixture(scope="module")
def form(open_shared_page: OpenPage, site: Site) -> Page:
    """The form, for tests that put a whole record in it or ask its modules; no policy either."""
    page = open_shared_page(bypass_csp=True, accept_downloads=True)
    open_form(page, site)
    return page


def assert_inert(page: Page, place: str) -> None:
    """Assert that a part of the page holds nothing but what we build, and that nothing ran."""
    assert page.locator(place).count()
    assert page.evaluate(STRANGE, [place, sorted(ALLOWED)]) == []
    page.mouse.move(200, 200)
    assert page.evaluate(POLLUTED) == []


def record(text: str) -> str:
    """Return a record whose texts are all hostile, as somebody pastes it."""
    said = json.dumps(text, ensure_ascii=False)
    return (
        f"titre: {said}\nresume: {said}\nbesoin:\n  texte: {said}\n  source: s1\n"
        f"publics:\n- heberges\n- {json.dumps(text[:40], ensure_ascii=False)}\n"
        f"organismes:\n- organisme: {said}\n  roles: [porteur]\n  precision: {said}\n"
        f"moyens:\n- texte: {said}\n  source: s1\n"
        f"deroulement:\n  forme: etapes\n  introduction: {said}\n"
        f"  elements:\n  - titre: {said}\n    description: {said}\n    source: s1\n"
        f"sources:\n- id: s1\n  document: {said}\n  url: {said}\n  fiabilite: primaire\n"
        "__proto__:\n  pollue: oui\nconstructor:\n  prototype: {pollue: oui}\n"
    )


def hostile(value: Any, text: str, key: str = "") -> Any:
    """Return the data of a sheet with every free text and every address replaced."""
    if isinstance(value, dict):
        return {name: hostile(inner, text, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, text, key) for inner in value]
    if key in {"t", "titre", "resume", "libelle", "p", "publics", "lieu", "citation", "groupe"}:
        return text
    return "javascript:__pwned=1" if key in {"lien", "adresse"} and value else value


def with_hostile_sheets(page: Page, text: str) -> None:
    """Have every sheet hold a hostile text wherever it has one."""

    def answer(route: Route) -> None:
        route.fulfill(json=hostile(route.fetch().json(), text))

    page.route("**/projets/*/fiche-vue.json", answer)


@pytest.mark.parametrize("text", TOGETHER, ids=["balises", "noms"])
def test_une_fiche_hostile_reprise_dans_le_formulaire_reste_du_texte(form: Page, text: str) -> None:
    log = watch(form)
    paste(form, record(text))
    assert_inert(form, "#message")
    verdict(form)
    assert_inert(form, "#verdict")
    assert_inert(form, "#textes")
    assert log.console == []


@pytest.mark.parametrize("text", TOGETHER, ids=["balises", "noms"])
def test_l_apercu_d_une_fiche_hostile_n_est_que_du_texte_et_des_liens_du_web(
    form: Page, text: str
) -> None:
    form.evaluate("() => localStorage.clear()")
    kept = "\n".join(line for line in record(text).splitlines() if "url:" not in line)
    paste(form, kept.rsplit("\n__proto__", 1)[0])
    form.evaluate(
        """async () => {
          // What is shown whatever its shape: the form itself asks for a sound one first.
          const { sheetData } = await import('/assets/js/formulaire/apercu.js');
          const { sheetElement } = await import('/assets/js/commun/feuille.js');
          const data = await (await fetch('/assets/donnees/formulaire.json')).json();
          const held = Object.entries(localStorage).find(([k]) => k.startsWith('brouillon '))[1];
          const zone = document.querySelector('.fc-apercu-fiche');
          const values = { ...JSON.parse(held).valeurs, site: 'x', constructor: 'y' };
          zone.replaceChildren(sheetElement(sheetData(data, values), location.href));
          document.querySelector('#apercu').hidden = false;
        }"""
    )
    expect(form.locator("#apercu h1")).to_be_visible()
    assert_inert(form, "#apercu")


@pytest.mark.parametrize("text", TOGETHER, ids=["balises", "noms"])
def test_comparer_et_imprimer_des_fiches_hostiles_ne_batit_que_du_texte(
    site: Site, page: Page, text: str
) -> None:
    with_hostile_sheets(page, text)
    page.goto(f"{site.url}comparer/?fiches={A},{B}")
    page.wait_for_selector("#comparer[data-pret]")
    assert_inert(page, "table.comparaison tbody")
    page.goto(f"{site.url}selection/?fiches={A},{B}")
    page.wait_for_selector("#selection[data-pret]")
    assert_inert(page, "#liste .carte")
    page.evaluate("() => { window.print = () => {}; }")
    page.locator("[data-action=imprimer]").click()
    expect(page.locator("#impression > .fiche")).to_have_count(2)
    assert_inert(page, "#impression")


@pytest.mark.parametrize("text", TEXTS[:3])
def test_le_document_de_fiches_hostiles_est_bien_forme_et_ne_mene_qu_au_web(
    site: Site, page: Page, text: str
) -> None:
    with_hostile_sheets(page, text)
    page.goto(f"{site.url}selection/?fiches={A}")
    page.wait_for_selector("#selection[data-pret]")
    with page.expect_download() as waiting:
        page.locator("[data-action=document]").click()
    document = opened(Path(waiting.value.path()).read_bytes())
    links = [e.attrib for e in document.parts["word/_rels/document.xml.rels"]]
    web = [e["Target"] for e in links if e.get("TargetMode") == "External"]
    assert web
    assert {target.split(":")[0] for target in web} <= {"http", "https", "mailto"}


VALUES: tuple[Any, ...] = (None, 5, True, "x", [], [[]], {}, {"a": {"b": []}}, [None, 1, {"x": 1}])
DRAFTS: dict[str, str] = {
    "nul": "null",
    "valeurs-nulles": '{"valeurs":null}',
    "valeurs-liste": '{"valeurs":[]}',
    "valeurs-nombre": '{"valeurs":3}',
    "liste": "[]",
    "nombre": "42",
    "texte": '"brouillon"',
    "vide": "",
    "pas-du-json": "{valeurs",
    "autre-version": '{"version":99,"valeurs":{"titre":"x"}}',
    "organismes-nuls": '{"valeurs":{"titre":"x"},"nouveaux":null}',
    "organismes-faux": '{"valeurs":{"titre":"x"},"nouveaux":{"a":3}}',
    "trop-long": json.dumps({"valeurs": {"titre": "x" * 2_100_000}}),
    "trop-profond": '{"valeurs":{"titre":' + "[" * 20_000 + "]" * 20_000 + "}}",
    "champs-inconnus": '{"valeurs":{"titre":"x","inconnu":"y"}}',
    "cle-piegee": '{"valeurs":{"titre":"x","__proto__":{"pollue":1},"constructor":{"a":"b"}}}',
}
FIELDS = ("publics", "territoires", "organismes", "deroulement", "sources", "id")
WRONG: dict[str, dict[str, Any]] = {
    f"{name}-{rank}": {"titre": "Titre", **dict.fromkeys(fields, value)}
    for name, fields in {"titre": ["titre"], "les autres": FIELDS}.items()
    for rank, value in enumerate(VALUES)
    if value not in (None, "x")
}
SHAPED = ("trop-profond", "champs-inconnus", "cle-piegee")
"""Those that have the shape of a draft: the form finds out, as it takes their values."""
NOTEBOOK = """async (brouillons) => {
  const { Notebook } = await import('/assets/js/formulaire/brouillon.js');
  const lu = Object.entries(brouillons).map(([nom, texte]) => {
    localStorage.clear();
    sessionStorage.clear();
    localStorage.setItem('brouillon / ', texte);
    const carnet = new Notebook('');
    return [nom, [carnet.read(), localStorage.getItem('brouillon / '), carnet.aside === texte]];
  });
  localStorage.clear();
  return Object.fromEntries(lu);
}"""
"""Drafts by name → what is read of each, what is left in its place, is it whole aside."""
SHOW = """async (cas) => {
  const racine = '/assets/js/formulaire/';
  const [{ Contribution }, { Shelves }, { reader }] = await Promise.all(
    [`${racine}contribution.js`, `${racine}rayons.js`, '/assets/js/commun/donnees.js']
      .map((nom) => import(nom)));
  const source = new URL(document.querySelector('#formulaire').dataset.donnees, location.href);
  const lire = reader(source);
  const donnees = await lire(source.href);
  const page = new Contribution(donnees, new Shelves(lire, donnees.fiches), lire);
  return Object.fromEntries(Object.entries(cas).map(([nom, valeurs]) => {
    try {
      page.show({ valeurs });
      page.tidier.tidy(valeurs, donnees.champs.project);
      return [nom, [null, JSON.stringify(page.draft) + page.files[0].texte]];
    } catch (erreur) { return [nom, [String(erreur), '']]; }
  }));
}"""
"""Values by name → what stopped the form as it took them, and what it holds then."""
TITLE_OF = """async (nom) => {
  const [{ Shelves }, { reader }] = await Promise.all(
    ['formulaire/rayons.js', 'commun/donnees.js'].map((nom) => import(`/assets/js/${nom}`)));
  const source = new URL(document.querySelector('#formulaire').dataset.donnees, location.href);
  const lire = reader(source);
  return (await new Shelves(lire, (await lire(source.href)).fiches).titleOf(nom)) ?? null;
}"""
STORED = (
    "null",
    '{"a":1}',
    "42",
    '"x"',
    "[[]]",
    '["__proto__","constructor"]',
    '[1, null, "../../x", "A B"]',
    "[" * 5000,
    "x" * 9999,
)
SELECTED = """async (textes) => {
  const { selection } = await import('/assets/js/commun/garde.js');
  return Object.fromEntries(textes.map((texte) => {
    localStorage.setItem('selection /', texte);
    return [texte, selection()];
  }));
}"""
KEEP = """([nom, texte]) => localStorage.setItem(nom, texte)"""
KEPT_ASIDE = "(nom) => localStorage.getItem(nom)"


def keep_draft(page: Page, site: Site, text: str, record_id: str = "") -> None:
    """Put a text where the form keeps its draft."""
    page.goto(f"{site.url}mentions-legales/")
    page.evaluate(KEEP, [f"brouillon / {record_id}", text])


def test_un_texte_garde_qui_n_est_pas_un_brouillon_est_mis_de_cote_entier(form: Page) -> None:
    log = watch(form)
    unread = {name: text for name, text in DRAFTS.items() if name not in SHAPED}
    found = form.evaluate(NOTEBOOK, unread)
    assert found == {name: [None, None, True] for name in unread}
    assert form.evaluate(POLLUTED) == []
    assert log.console == []


@pytest.mark.parametrize("name", ["pas-du-json", "trop-profond", "cle-piegee"])
def test_un_brouillon_illisible_est_mis_de_cote_entier(site: Site, page: Page, name: str) -> None:
    keep_draft(page, site, DRAFTS[name])
    log = watch(page)
    open_form(page, site)
    expect(page.locator("#message")).to_contain_text("n’a pas pu être lu")
    assert page.evaluate(KEPT_ASIDE, "brouillon-illisible / ") == DRAFTS[name]
    assert page.evaluate(POLLUTED) == []
    assert log.console == []


def test_un_brouillon_illisible_se_telecharge_et_n_arrete_pas_le_formulaire(
    site: Site, page: Page
) -> None:
    draft = DRAFTS["champs-inconnus"]
    keep_draft(page, site, draft)
    log = watch(page)
    open_form(page, site)
    expect(page.locator("#message")).to_contain_text("n’a pas pu être lu")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Télécharger ce brouillon").click()
    assert Path(waiting.value.path()).read_text("utf-8") == draft
    assert page.evaluate(POLLUTED) == []
    assert log.console == []
    page.get_by_label("Titre (obligatoire)").fill("Un autre titre")
    assert downloaded(page)[0] == "autre-titre.yml"
    page.reload()
    page.wait_for_selector(READY)
    page.get_by_role("button", name="L’oublier").click()
    page.reload()
    page.wait_for_selector(READY)
    expect(page.get_by_role("button", name="Télécharger ce brouillon")).to_have_count(0)


def test_le_formulaire_prend_ou_refuse_des_valeurs_de_toute_forme(form: Page) -> None:
    log = watch(form)
    found = form.evaluate(SHOW, WRONG)
    for name, (said, kept) in found.items():
        assert said is None, name
        assert "Titre" in kept or name.startswith("titre"), name
    assert len(found) == len(WRONG)
    assert form.evaluate(POLLUTED) == []
    assert log.console == []


@pytest.mark.parametrize("name", ["titre-7", "les autres-1", "les autres-8"])
def test_un_brouillon_dont_un_champ_a_une_autre_forme_n_arrete_pas_le_formulaire(
    site: Site, page: Page, name: str
) -> None:
    log = watch(page)
    keep_draft(page, site, json.dumps({"valeurs": WRONG[name]}))
    open_form(page, site)
    assert page.evaluate(POLLUTED) == []
    kept = page.evaluate("() => Object.values(localStorage).join('')")
    assert "Titre" in kept or name.startswith("titre")
    assert log.console == []


def test_une_correction_dont_le_brouillon_est_illisible_repart_de_la_fiche(
    site: Site, page: Page
) -> None:
    keep_draft(page, site, '{"valeurs":null}', A)
    open_form(page, site, f"?fiche={A}")
    expect(page.locator("#message")).to_contain_text("n’a pas pu être lu")
    assert downloaded(page)[0] == f"{A}.yml"


@pytest.mark.parametrize("asked", ["__proto__", "constructor", "../../x", "\0", "\ufffd%A"])
def test_un_nom_de_toute_forme_n_est_celui_d_aucune_fiche(form: Page, asked: str) -> None:
    log = watch(form)
    assert form.evaluate(TITLE_OF, asked) is None
    assert [line for line in log.console if "404" not in line] == []


# Each is several hostile addresses in one: every page reads each parameter for itself.
@pytest.mark.parametrize(
    "query",
    [
        "?fiche=__proto__&public=constructor&outil=__proto__&__proto__=x&constructor=y",
        "?fiche=constructor&fiche=x&fiche=%00&public=to-string&territoire=constructor",
        "?fiche=../../x&fiche=%E0%A4%A&%=%&#javascript:__pwned=1",
    ],
    ids=["prototype", "constructeur", "mal-ecrite"],
)
def test_une_adresse_de_toute_forme_n_arrete_aucune_page(
    site: Site, page: Page, query: str
) -> None:
    log = watch(page)
    open_form(page, site, query)
    assert "function" not in page.locator("#message").inner_text()
    assert_inert(page, "#message")
    for address, ready in (
        ("catalogue/", "#resultats"),
        ("comparer/", "#comparer[data-pret]"),
        ("selection/", "#selection[data-pret]"),
    ):
        page.goto(f"{site.url}{address}{query.replace('fiche=', 'fiches=')}&q=__proto__&tri=x&p=-1")
        page.wait_for_selector(ready, state="attached")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(POLLUTED) == []
    # « constructor » may be the id of a record: the catalogue is asked, and has none.
    assert [line for line in log.console if "404" not in line] == []


def test_une_selection_gardee_de_toute_forme_se_lit_sans_erreur(form: Page) -> None:
    log = watch(form)
    found = form.evaluate(SELECTED, STORED)
    assert found == {text: ["constructor"] if "constructor" in text else [] for text in STORED}
    assert log.console == []


# The text of a draft is told above in every shape; here whole pages read three.
@pytest.mark.parametrize("stored", [STORED[1], STORED[5], STORED[7]])
def test_une_valeur_gardee_de_toute_forme_n_arrete_aucune_page(
    site: Site, page: Page, stored: str
) -> None:
    log = watch(page)
    page.goto(f"{site.url}mentions-legales/")
    page.evaluate(
        "(v) => ['theme', 'selection /', 'brouillon / '].forEach((n) => { localStorage[n] = v; })",
        stored,
    )
    page.goto(f"{site.url}selection/")
    page.wait_for_selector("#selection[data-pret]", state="attached")
    page.goto(f"{site.url}catalogue/")
    page.wait_for_load_state("networkidle")
    open_form(page, site)
    assert [line for line in log.console if "404" not in line] == []
