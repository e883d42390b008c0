"""The archive opens from a folder: its links lead to files, and it says what it lacks."""

from __future__ import annotations

import errno
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from zipfile import ZipFile

import pytest

from catalogue.build import archive
from catalogue.build.archive import CopiedPage, archive_files, build_archive
from catalogue.build.whole_site import House
from catalogue.cli.terminal import asked_archive
from catalogue.pipeline import Loaded
from catalogue.site import policy
from catalogue.site.page import Identity
from catalogue.site.site_view import SiteView
from catalogue.text.letters import is_portable
from catalogue.text.swap import MANIFEST, NotOursError, check_archive
from support.command import catalogue
from support.html import Page, parse
from support.miniature import loaded
from support.places import MINIATURE, ROOT

BASE = "file:///une%20clé/"
LOADED = ("script", "link", "img", "source", "iframe", "object", "embed", "audio", "video")
FORBIDDEN = re.compile(r'[<>:"\\|?*\x00-\x1f]|[. ](?:/|$)')
"""What no name may hold on Windows."""
LONGEST = 150
"""Windows opens paths of 260 characters: this leaves a hundred for the folder."""


@pytest.fixture(scope="module")
def pages(real_archive: Path) -> dict[str, Page]:
    """Return every page of the archive of the real site, parsed, by name."""
    paths = sorted(real_archive.rglob("*.html"))
    return {p.relative_to(real_archive).as_posix(): parse(p.read_text("utf-8")) for p in paths}


def _links(pages: dict[str, Page]) -> Iterator[tuple[str, str, str]]:
    for name, page in pages.items():
        for element in page.elements:
            for attribute in ("href", "src", "action", "data", "poster"):
                if link := element.attributes.get(attribute):
                    yield name, element.tag, link


# --- The real archive


def test_l_archive_a_les_pages_de_chaque_sorte(pages: dict[str, Page]) -> None:
    kinds = {name.split("/")[0] for name in pages}
    assert kinds >= {
        "projets", "publics", "partenariats", "outils", "organismes", "appels", "territoires",
        "catalogue", "glossaire", "contribuer", "candidature", "bilans", "chercher", "index.html",
    }  # fmt: skip


def test_chaque_lien_mene_a_un_fichier(pages: dict[str, Page], real_archive: Path) -> None:
    lost = set()
    for name, _, link in _links(pages):
        address = urlsplit(urljoin(BASE + name, link))
        path = real_archive / unquote(address.path.removeprefix("/une%20clé/"))
        if address.scheme == "file" and not path.is_file():
            lost.add((name, link))
    assert not lost


def test_chaque_ancre_existe_dans_la_page_visee(pages: dict[str, Page]) -> None:
    lost = set()
    for name, _, link in _links(pages):
        address = urlsplit(urljoin(BASE + name, link))
        target = unquote(address.path.removeprefix("/une%20clé/"))
        here = pages.get(target) if address.scheme == "file" and address.fragment else None
        if here and unquote(address.fragment) not in here.ids:
            lost.add((name, link))
    assert not lost


def test_rien_n_est_charge_que_de_l_archive(pages: dict[str, Page]) -> None:
    loads = [link for _, tag, link in _links(pages) if tag in LOADED]
    outside = {link for link in loads if urlsplit(link).scheme not in ("", "data")}
    canonical = {e.attributes["href"] for p in pages.values() for e in p.all("link")
                 if e.attributes.get("rel") == "canonical"}  # fmt: skip
    assert loads
    assert outside <= canonical


def test_la_page_qui_cherche_est_la_seule_qui_a_des_scripts(pages: dict[str, Page]) -> None:
    scripts = {
        (name, e.attributes.get("src"), e.attributes.get("type"))
        for name, page in pages.items()
        for e in page.all("script")
        if e.attributes.get("type") != "application/ld+json"
    }
    assert scripts == {
        ("chercher/index.html", "../assets/recherche.js", None),
        ("chercher/index.html", "../assets/js/archive/chercher.js", None),
    }
    assert not {
        n for n, p in pages.items() for e in p.all("link") if "preload" in e.attributes["rel"]
    }


def test_chaque_page_ne_permet_que_ce_que_l_archive_demande(pages: dict[str, Page]) -> None:
    allowed = {
        e.attributes["content"]
        for page in pages.values()
        for e in page.all("meta")
        if e.attributes.get("http-equiv") == "Content-Security-Policy"
    }
    assert allowed == {policy.text(policy.ARCHIVE)}


@pytest.mark.parametrize("name", ["assets/recherche.js", "assets/js/archive/chercher.js"])
def test_un_script_de_l_archive_n_importe_rien(real_archive: Path, name: str) -> None:
    text = (real_archive / name).read_text(encoding="utf-8")
    assert not re.search(
        r"^(?:import|export)\b|\bimport\(|\bfetch\(|new Worker", text, re.MULTILINE
    )


def test_chaque_page_dit_qu_elle_est_une_copie_et_mene_a_la_recherche(
    pages: dict[str, Page], real_archive: Path
) -> None:
    for name, page in pages.items():
        notes = [e for e in page.all("p") if "copie-hors-ligne" in e.attributes.get("class", "")]
        assert len(notes) == 1, name
        links = {urljoin(BASE + name, e.attributes.get("href", "")) for e in page.all("a")}
        assert f"{BASE}chercher/index.html" in links, name
        assert {urljoin(BASE + name, e.attributes["action"]) for e in page.all("form")
                if "action" in e.attributes} <= {f"{BASE}chercher/index.html"}, name  # fmt: skip


@pytest.mark.parametrize("name", ["selection", "comparer", "contribuer", "candidature"])
def test_une_page_qui_ne_marche_pas_le_dit(pages: dict[str, Page], name: str) -> None:
    assert "Ne marche pas dans cette copie" in pages[f"{name}/index.html"].text
    assert not pages[f"{name}/index.html"].all("noscript")


@pytest.mark.parametrize("name", ["index", "glossaire/index", "catalogue/index", "chercher/index"])
def test_une_page_qui_marche_ne_dit_pas_le_contraire(pages: dict[str, Page], name: str) -> None:
    assert "Ne marche pas dans cette copie" not in pages[f"{name}.html"].text


def test_le_catalogue_mene_a_la_page_qui_cherche(pages: dict[str, Page]) -> None:
    assert "combiner des filtres, ouvrez la page Chercher" in pages["catalogue/index.html"].text


def test_chaque_choix_qui_a_des_fiches_a_une_liste_sans_script() -> None:
    view = _view(ROOT)
    used = [value for facet in view.facets for value in facet.valeurs if value.fiches]
    assert used
    assert not [value.id for value in used if not value.adresse]


def test_la_page_qui_cherche_ne_nomme_aucune_page_que_le_site_n_a_pas(
    pages: dict[str, Page],
) -> None:
    page = pages["chercher/index.html"]
    named = [v for e in page.elements for v in e.attributes.values() if v and "chercher/" in v]
    assert set(named) == {"../chercher/index.html"}


def test_les_documents_et_le_dossier_vierge_sont_dans_l_archive(real_archive: Path) -> None:
    endings = {path.suffix for path in real_archive.rglob("*")}
    assert endings >= {".pdf", ".xlsx", ".csv", ".docx", ".json"}
    assert list(real_archive.glob("candidature/*.docx"))
    assert (real_archive / "LISEZ-MOI.txt").is_file()


def test_ce_que_seuls_les_scripts_lisent_n_est_pas_dans_l_archive(real_archive: Path) -> None:
    assert [p.name for p in (real_archive / "assets/js").rglob("*.js")] == ["chercher.js"]
    assert not [name for name in ("pagefind", "404.html", "_headers", "assets/donnees")
                if (real_archive / name).exists()]  # fmt: skip


def test_chaque_nom_va_sous_windows(real_archive: Path) -> None:
    names = [p.relative_to(real_archive).as_posix() for p in real_archive.rglob("*")]
    assert not [name for name in names if FORBIDDEN.search(name) or len(name) > LONGEST]
    assert all(map(is_portable, {step for name in names for step in name.split("/")}))
    assert len({name.casefold() for name in names}) == len(names)


# --- The index


def _data(folder: Path) -> dict[str, list[list[str]]]:
    text = (folder / "assets/recherche.js").read_text(encoding="utf-8")
    data: dict[str, list[list[str]]] = json.loads(
        text.removeprefix("var CATALOGUE = ").rstrip(";\n")
    )
    return data


def test_l_index_a_chaque_fiche_et_les_autres_pages_cherchables(real_archive: Path) -> None:
    data = _data(real_archive)
    records = [address for address, *_ in data["fiches"]]
    assert records == [card.adresse for card in _view(ROOT).cards]
    others = [address for address, _ in data["pages"]]
    assert "outils/bail-glissant/" in others
    assert not set(others) & set(records)


def test_les_mots_de_l_index_sont_sans_accent_ni_majuscule(real_archive: Path) -> None:
    words = [word for word, _ in _data(real_archive)["mots"]]
    assert {"glissant", "hebergement", "oeuvre"} <= set(words)
    assert words == sorted(set(words))
    assert not [word for word in words if re.search(r"[A-Zéèàœ]", word)]


def test_les_autres_noms_d_un_choix_menent_a_ses_fiches_et_a_sa_page() -> None:
    view = _view(MINIATURE)
    named = archive._names_of_choices(view)
    for facet in view.facets:
        for value in (value for value in facet.valeurs if value.fiches):
            record = view.cards[value.fiches[0]].adresse
            assert {value.libelle, *value.alias} <= set(named[record])
            assert {*value.alias, *value.mots} <= set(named[value.adresse or ""])


def test_une_commune_mene_a_la_page_de_son_departement_et_a_aucune_fiche() -> None:
    view = _view(ROOT)
    named = archive._names_of_choices(view)
    led = {address.split("/")[0] for address, names in named.items() if "Roubaix" in names}
    assert led == {"territoires"}


# --- The links of a page


NAMES = frozenset(
    {"index.html", "chercher/index.html", "catalogue/index.html", "publics/rue/index.html",
     "contribuer/index.html", "exports/fiches.csv"}
)  # fmt: skip


def _led(link: str, page: str = "publics/rue/index.html", online: str = "") -> str:
    copied = CopiedPage(page, NAMES, Identity(nom="Un site", adresse=online))
    found = re.search(r'href="([^"]*)"', copied.html(f'<a href="{link}">mot</a>'))
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("link", "leads"),
    [
        ("../../catalogue/", "../../catalogue/index.html"),
        ("../../catalogue", "../../catalogue/index.html"),
        ("../../", "../../index.html"),
        ("../..", "../../index.html"),
        ("./", "index.html"),
        ("./#a", "index.html#a"),
        ("../../publics/rue/#b", "index.html#b"),
        ("#c", "#c"),
        ("../../catalogue/?a=b&amp;q=c%20d", "../../chercher/index.html?a=b&amp;q=c%20d"),
        ("../../contribuer/?page=publics/rue/", "../../contribuer/index.html"),
        ("../../exports/fiches.csv", "../../exports/fiches.csv"),
        ("https://exemple.test/dossier/", "https://exemple.test/dossier/"),
        ("mailto:a@exemple.test", "mailto:a@exemple.test"),
        ("//exemple.test/", "//exemple.test/"),
        ("../../inconnu/", "../../inconnu/"),
    ],
)  # fmt: skip
def test_un_lien_mene_au_fichier_de_la_page(link: str, leads: str) -> None:
    assert _led(link) == leads


def test_ce_que_lit_le_formulaire_mene_au_site_ou_il_marche() -> None:
    online = "https://exemple.test/hlm/"
    assert _led("../../contribuer/?page=publics/rue/", online=online) == (
        "https://exemple.test/hlm/contribuer/?page=publics/rue/"
    )
    assert _led("../../contribuer/", online=online) == "../../contribuer/index.html"


def test_un_texte_qui_ressemble_a_un_lien_reste_un_texte() -> None:
    copied = CopiedPage("index.html", NAMES, Identity(nom="Un site"))
    text = '<p>écrivez href="catalogue/" puis src="x/"</p><code title="a &gt; b">action="y/"</code>'
    assert copied.html(text) == text


def test_une_page_dit_l_adresse_en_ligne_quand_elle_est_connue() -> None:
    html = '<main id="contenu">\n<noscript><p>Sans lui…</p></noscript></main>'
    known = CopiedPage(
        "publics/rue/index.html", NAMES, Identity(nom="S", adresse="https://e.test/")
    )
    links = [e.attributes["href"] for e in parse(known.html(html)).all("a")]
    assert links == ["../../chercher/index.html", *["https://e.test/publics/rue/"] * 2]
    unknown = CopiedPage("publics/rue/index.html", NAMES, Identity(nom="S"))
    assert "n’est pas connue de cette copie" in parse(unknown.html(html)).text


def test_une_page_deplacee_mene_au_fichier_de_la_nouvelle() -> None:
    html = '<meta http-equiv="refresh" content="0; url=../../publics/rue/">'
    copied = CopiedPage("projets/x/index.html", NAMES, Identity(nom="S"))
    assert 'url=../../publics/rue/index.html"' in copied.html(html)


# --- The file


def _view(root: Path) -> SiteView:
    records = loaded(root)
    return SiteView(records.corpus, records.schemas)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, mini_site: Path, mini_house: House) -> None:
    """Take the site that is already built for the one to build."""

    def write_site(
        read: Loaded, out: Path, _: object, *, drafts: bool
    ) -> tuple[SiteView, House, int]:
        shutil.copytree(mini_site, out, dirs_exist_ok=True)
        return SiteView(read.corpus, read.schemas), mini_house, 0

    monkeypatch.setattr(archive, "write_site", write_site)


def _build(path: Path) -> object:
    return build_archive(loaded(MINIATURE), path, lambda _: None)


@pytest.mark.usefixtures("quick")
def test_deux_archives_d_un_site_ont_les_memes_octets(tmp_path: Path) -> None:
    first, second = tmp_path / "a.zip", tmp_path / "b" / "autre nom.zip"
    assert _build(first) == _build(second)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.zip", "b"]
    with ZipFile(first) as packed:
        names = [entry.filename for entry in packed.infolist()]
        assert names == sorted(set(names))
        assert not [name for name in names if name.startswith("/") or ".." in name.split("/")]
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {"index.html", "LISEZ-MOI.txt", MANIFEST} <= set(names)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("before", [None, b"d'avant"])
@pytest.mark.parametrize("step", ["archive_entry", "inspect"])
def test_un_disque_plein_laisse_l_archive_d_avant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None, step: str
) -> None:
    path = tmp_path / "copie.zip"
    if before is not None:
        _ours(path)
    previous = path.read_bytes() if before is not None else None

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "copie")

    monkeypatch.setattr(archive, step, full)
    assert _build(path) == "écriture impossible : copie (le disque est plein)"
    assert (path.read_bytes() if path.exists() else None) == previous
    assert [p.name for p in tmp_path.iterdir()] == ([path.name] if before is not None else [])


def _ours(path: Path) -> None:
    with ZipFile(path, "w") as packed:
        packed.writestr(MANIFEST, '{"version":1,"pages":1,"fiches":0}')


def _other_archive(path: Path) -> None:
    with ZipFile(path, "w") as packed:
        packed.writestr("photos/a.txt", "a")


@pytest.mark.parametrize(
    "make", [_other_archive, lambda path: path.write_text("du texte"), Path.touch]
)  # fmt: skip
def test_un_fichier_qui_n_est_pas_une_archive_du_catalogue_n_est_pas_remplace(
    tmp_path: Path, make: object
) -> None:
    path = tmp_path / "vacances.zip"
    make(path)  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(NotOursError, match="choisissez un autre nom"):
        check_archive(path)
    outcome = catalogue("--root", MINIATURE, "build", "--archive", "--out", path)
    assert (outcome.code, path.read_bytes()) == (2, before)
    assert "Traceback" not in outcome.err


def test_une_archive_du_catalogue_se_remplace(tmp_path: Path) -> None:
    check_archive(tmp_path / "absente.zip")
    _ours(tmp_path / "copie.zip")
    check_archive(tmp_path / "copie.zip")


@pytest.mark.parametrize(
    ("asked", "file"),
    [
        ("cle/copie.zip", "cle/copie.zip"),
        ("COPIE.ZIP", "COPIE.ZIP"),
        ("cle", "cle/catalogue-hors-ligne.zip"),
        (".", "catalogue-hors-ligne.zip"),
        ("copie.zip.d", "copie.zip.d/catalogue-hors-ligne.zip"),
    ],
)  # fmt: skip
def test_l_archive_a_le_nom_demande_ou_le_sien_dans_le_dossier_demande(
    asked: str, file: str
) -> None:
    assert asked_archive(Path(asked)) == Path(file)


def test_une_place_ou_rien_ne_s_ecrit_est_refusee(tmp_path: Path) -> None:
    (tmp_path / "fichier").touch()
    for out in (tmp_path / "fichier/copie.zip", ROOT / "docs/copie.zip", ""):
        outcome = catalogue("--root", ROOT, "build", "--archive", "--out", out)
        assert (outcome.code, outcome.err.startswith("Valeur refusée pour --out")) == (2, True), out
    (tmp_path / "dossier.zip").mkdir()
    outcome = catalogue("build", "--out", tmp_path / "dossier.zip", "--archive")
    assert (outcome.code, "est un dossier, pas un fichier" in outcome.err) == (2, True)


def test_une_page_qui_prend_un_nom_de_l_archive_arrete_la_construction(
    tmp_path: Path, mini_house: House, mini_site: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(mini_site, site)
    (site / "Chercher").mkdir()
    (site / "Chercher/index.html").write_text("<html></html>", encoding="utf-8")
    with pytest.raises(archive.ArchiveError, match=r"déjà pris : chercher/index\.html"):
        list(archive_files(_view(MINIATURE), mini_house, site))
