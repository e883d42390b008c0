"""The real site holds together: links, anchors, headings, and nothing from elsewhere."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from support.html import Element, Page, parse

BASE = "https://ici.invalid/"
UNKNOWN = "404.html"
"""Served at any depth, it holds its own style and script, which its policy allows by their hash."""
LOADED = ("script", "link", "img", "source", "iframe", "object", "embed", "audio", "video")
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")


@dataclass(frozen=True)
class Site:
    """A built site, every page parsed."""

    folder: Path
    pages: dict[str, Page]

    def target(self, page: str, link: str) -> tuple[Path, str]:
        """Return the file and the anchor that a link of a page leads to."""
        address = urlsplit(joined(page, link))
        return file_at(self.folder, address.path), unquote(address.fragment)

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield every link to the site itself, with the page where it stands."""
        for name, page in self.pages.items():
            for element in page.elements:
                for link in _links_of(element):
                    if joined(name, link).startswith(BASE):
                        yield name, link


@cache
def joined(page: str, link: str) -> str:
    """Return the whole address that a link of a page leads to."""
    return urljoin(BASE + page, link)


@cache
def file_at(folder: Path, address: str) -> Path:
    """Return the file that is served at an address of the site."""
    path = folder / unquote(address).lstrip("/")
    return path / "index.html" if path.is_dir() else path


def _links_of(element: Element) -> Iterator[str]:
    for name in ("href", "src", "action"):
        if name in element.attributes:
            yield element.attributes[name]


@pytest.fixture(scope="module")
def site(real_site: Path) -> Site:
    """Return the site of this repository."""
    names = sorted(p.relative_to(real_site).as_posix() for p in real_site.rglob("*.html"))
    return Site(real_site, {n: parse((real_site / n).read_text(encoding="utf-8")) for n in names})


def test_le_site_a_des_pages_de_chaque_sorte(site: Site) -> None:
    kinds = {name.split("/")[0] for name in site.pages}
    assert kinds >= {
        "projets", "publics", "partenariats", "outils", "organismes", "appels", "territoires",
        "catalogue", "glossaire", "contribuer", "404.html", "index.html",
    }  # fmt: skip


def test_chaque_lien_interne_mene_a_un_fichier(site: Site) -> None:
    assert not {pair for pair in site.links() if not site.target(*pair)[0].is_file()}


def test_chaque_ancre_existe_dans_la_page_visee(site: Site) -> None:
    lost = set()
    for name, link in site.links():
        path, anchor = site.target(name, link)
        target = path.relative_to(site.folder).as_posix()
        if anchor and target in site.pages and anchor not in site.pages[target].ids:
            lost.add((name, link))
    assert not lost


def test_chaque_identifiant_est_unique_dans_sa_page(site: Site) -> None:
    repeated = {
        (name, id_)
        for name, page in site.pages.items()
        for id_, n in Counter(page.ids).items()
        if n > 1
    }
    assert not repeated


def test_chaque_identifiant_cite_par_un_attribut_existe(site: Site) -> None:
    lost = {
        (name, attribute, id_)
        for name, page in site.pages.items()
        for attribute in REFERENCES
        for element in page.with_attribute(attribute)
        for id_ in element.attributes[attribute].split()
        if id_ not in page.ids
    }
    assert not lost


def test_chaque_page_a_un_seul_titre_principal(site: Site) -> None:
    assert not {name for name, page in site.pages.items() if len(page.all("h1")) != 1}


def _levels(page: Page) -> list[int]:
    return [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4", "h5", "h6")]


def test_aucun_niveau_de_titre_n_est_saute(site: Site) -> None:
    skipped = {
        name
        for name, page in site.pages.items()
        if any(
            after > before + 1
            for before, after in zip([0, *_levels(page)], _levels(page), strict=False)
        )
    }
    assert not skipped


def test_aucun_titre_n_est_vide(site: Site) -> None:
    empty = {
        (name, element.attributes.get("id"))
        for name, page in site.pages.items()
        for element in page.all("h1", "h2", "h3", "h4", "title")
        # The model of a card, which these pages fill.
        if not element.text.strip() and name not in ("catalogue/index.html", "selection/index.html")
    }
    assert not empty


def test_chaque_page_dit_sa_langue(site: Site) -> None:
    others = {n for n, page in site.pages.items() if page.one("html").attributes["lang"] != "fr"}
    assert others == {"en/about/index.html"}
    assert site.pages["en/about/index.html"].one("html").attributes["lang"] == "en"


def _leads_to(site: Site, name: str, link: Element) -> str | None:
    """Return the page of the site that a link of a page leads to, if it is one."""
    address = link.attributes.get("href", "")
    if not joined(name, address).startswith(BASE):
        return None
    target = site.target(name, address)[0].relative_to(site.folder).as_posix()
    return target if target in site.pages else None


def test_un_lien_vers_une_page_d_une_autre_langue_le_dit(site: Site) -> None:
    languages = {name: page.one("html").lang for name, page in site.pages.items()}
    links = [(name, link) for name, page in site.pages.items() for link in page.all("a")]
    found = [(name, link, _leads_to(site, name, link)) for name, link in links]
    others = [(name, link, target) for name, link, target in found if target and target != name]
    unsaid = [
        (name, link.attributes["href"])
        for name, link, target in others
        if link.attributes.get("hreflang", link.lang) != languages[target]
    ]
    assert unsaid == []
    assert {languages[target] for _, _, target in others} == {"fr", "en"}


ENGLISH = re.compile(r"\b(?:the|of|and|with|from|this|are|your|all)\b", re.IGNORECASE)
"""Words that French does not have."""


def test_une_phrase_d_une_autre_langue_le_dit(site: Site) -> None:
    found = {
        (name, element.own_text.strip())
        for name, page in site.pages.items()
        for element in page.elements
        if element.lang == "fr"
        and element.tag not in ("script", "style", "code", "pre")
        and ENGLISH.search(element.own_text)
    }
    assert found == set()


def test_chaque_page_a_un_titre_qui_n_est_qu_a_elle(site: Site) -> None:
    # The head's: a drawing has titles of its own.
    titles = Counter(page.all("title")[0].text for page in site.pages.values())
    assert not {title for title, n in titles.items() if n > 1}


def test_chaque_tableau_a_une_legende_et_chaque_en_tete_dit_sa_portee(site: Site) -> None:
    for name, page in site.pages.items():
        assert len(page.all("caption")) == len(page.all("table")), name
        assert [th.text for th in page.all("th") if "scope" not in th.attributes] == [], name


def test_l_infobulle_d_un_lien_reprend_son_texte(site: Site) -> None:
    links = [a for page in site.pages.values() for a in page.all("a") if "title" in a.attributes]
    assert links
    assert [a.text for a in links if a.text not in a.attributes["title"]] == []


def test_chaque_page_mene_au_menu_a_la_recherche_et_au_plan_du_site(site: Site) -> None:
    for name, page in site.pages.items():
        if any(meta.attributes.get("http-equiv") == "refresh" for meta in page.all("meta")):
            continue
        links = [a.attributes.get("href", "") for a in page.all("a")]
        targets = {site.target(name, link)[0] for link in links}
        assert site.folder / "plan-du-site/index.html" in targets, name
        assert "#navigation" in links, name
        assert any(f.attributes.get("role") == "search" for f in page.all("form")), name


def test_chaque_page_a_une_description(site: Site) -> None:
    described = {
        name
        for name, page in site.pages.items()
        for e in page.all("meta")
        if e.attributes.get("name") == "description" and e.attributes["content"].strip()
    }
    assert described == set(site.pages)


def test_aucun_repere_de_coquille_ne_reste(site: Site) -> None:
    assert not {name for name in site.pages if "@@" in (site.folder / name).read_text("utf-8")}


def test_aucune_place_de_macro_ne_reste_vide(site: Site) -> None:
    assert not {name for name, page in site.pages.items() if page.with_attribute("data-slot")}


def test_aucune_macro_ne_reste_ecrite(site: Site) -> None:
    # A page that explains the macros shows them, as code.
    assert not {
        name
        for name, page in site.pages.items()
        for element in page.elements
        if element.tag != "code" and "{{" in element.own_text
    }


def test_aucun_script_n_est_ecrit_dans_la_page(site: Site) -> None:
    inline = {
        (name, e.attributes.get("type"))
        for name, page in site.pages.items()
        for e in page.all("script")
        if name != UNKNOWN
        and "src" not in e.attributes
        and e.attributes.get("type") != "application/ld+json"
    }
    assert not inline


def test_aucun_style_n_est_ecrit_dans_la_page(site: Site) -> None:
    styled = {
        n
        for n, page in site.pages.items()
        if (page.all("style") and n != UNKNOWN) or page.with_attribute("style")
    }
    assert not styled


@pytest.mark.parametrize("tag", ["script", "style"])
def test_la_page_introuvable_n_autorise_que_son_propre_style_et_son_propre_script(
    tag: str, site: Site
) -> None:
    page = site.pages[UNKNOWN]
    (policy,) = (e.attributes["content"] for e in page.all("meta") if "http-equiv" in e.attributes)
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    digest = sha256(page.one(tag).text.encode()).digest()
    assert directives[f"{tag}-src"] == f"'sha256-{b64encode(digest).decode()}'"


def test_aucun_gestionnaire_d_evenement_n_est_ecrit_dans_la_page(site: Site) -> None:
    handlers = {
        (name, attribute)
        for name, page in site.pages.items()
        for e in page.elements
        for attribute in e.attributes
        if attribute.startswith("on")
    }
    assert not handlers


def test_rien_n_est_charge_d_un_autre_site(site: Site) -> None:
    outside = {
        (name, link)
        for name, page in site.pages.items()
        for e in page.all(*LOADED)
        for link in _links_of(e)
        if not joined(name, link).startswith(BASE) and not link.startswith("data:")
    }
    assert not outside


@pytest.mark.parametrize("ending", ["css", "js"])
def test_aucune_feuille_ni_aucun_script_ne_charge_d_un_autre_site(ending: str, site: Site) -> None:
    calls = re.compile(r"""(?:url\(|@import|import|fetch\()\s*\(?\s*["']?\s*(?:https?:)?//""")
    files = [p for p in site.folder.rglob(f"*.{ending}") if "pagefind" not in p.parts]
    assert not [p.name for p in files if calls.search(p.read_text(encoding="utf-8"))]


def test_chaque_image_de_feuille_de_style_existe(site: Site) -> None:
    lost = {
        (path.name, link)
        for path in (site.folder / "assets" / "css").glob("*.css")
        for link in re.findall(
            r"""(?:url\(|@import\s+(?=["']))["']?([^"')]+)""", path.read_text("utf-8")
        )
        if not link.startswith(("data:", "#")) and not (path.parent / link).is_file()
    }
    assert not lost


def test_chaque_module_importe_existe(site: Site) -> None:
    lost = {
        (path.name, link)
        for path in (site.folder / "assets" / "js").rglob("*.js")
        for link in re.findall(r"""(?:from|import\() ?["'](\.[^"']+)""", path.read_text("utf-8"))
        if not (path.parent / link).is_file()
    }
    assert not lost


def test_le_site_marche_dans_un_sous_dossier(site: Site) -> None:
    rooted = {
        (name, link)
        for name, page in site.pages.items()
        for e in page.elements
        for link in _links_of(e)
        # Its links can only start at the root; its script leads them to the site's own folder.
        if link.startswith("/") and name != UNKNOWN
    }
    assert not rooted


def test_chaque_image_a_un_texte_de_remplacement(site: Site) -> None:
    assert not {
        n for n, page in site.pages.items() for e in page.all("img") if "alt" not in e.attributes
    }


def test_chaque_champ_de_saisie_a_une_etiquette(site: Site) -> None:
    bare = {
        (name, e.attributes.get("id"))
        for name, page in site.pages.items()
        for e in page.all("input", "select", "textarea")
        if e.attributes.get("type") not in ("hidden", "checkbox", "radio")
        and e.attributes.get("id")
        not in {label.attributes.get("for") for label in page.all("label")}
        and "aria-label" not in e.attributes
    }
    assert not bare
