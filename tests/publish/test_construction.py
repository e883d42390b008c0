"""A build gives the same bytes each time, and replaces nothing unless it is complete."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from catalogue.build import search
from catalogue.build import whole_site as site
from catalogue.build.whole_site import build_site, drafts
from catalogue.site.kinds.made import MadeKind
from catalogue.site.page import Draft
from catalogue.text.swap import MANIFEST, BusyError, NotOursError, check_replaceable, replacement
from support.command import Outcome, catalogue
from support.html import parse
from support.miniature import copy_all, copy_without_editions, loaded
from support.places import MINIATURE

Break = Callable[[Path], object]


def _bytes(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files}


def _previous(out: Path) -> dict[str, bytes]:
    """Put a site where the build writes, and return its files."""
    out.mkdir(parents=True)
    (out / MANIFEST).write_text('{"version":1,"pages":1,"fiches":0}', encoding="utf-8")
    (out / "index.html").write_text("le site d’avant", encoding="utf-8")
    return _bytes(out)


def _edit(file: str, old: str, new: str) -> Break:
    def edit(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text
        (root / file).write_text(text.replace(old, new), encoding="utf-8")

    return edit


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> tuple[object, Path]:
    """Return what a second build of the miniature site returned, and where it is."""
    out = tmp_path_factory.mktemp("seconde") / "site"
    return build_site(loaded(MINIATURE), out, lambda _: None), out


def test_deux_constructions_donnent_les_memes_octets(
    mini_site: Path, second: tuple[object, Path]
) -> None:
    assert _bytes(second[1]) == _bytes(mini_site)


def test_la_construction_dit_combien_de_pages_elle_a_ecrites(
    mini_site: Path, second: tuple[object, Path]
) -> None:
    assert second[0] == len(list(mini_site.rglob("*.html")))


def test_l_index_de_recherche_fait_partie_de_ce_qui_est_compare(mini_site: Path) -> None:
    assert any(name.startswith("pagefind/fragment/") for name in _bytes(mini_site))


FAILURES: dict[str, tuple[Break, str]] = {
    "fiche invalide": (
        _edit("projects/essai-minimal.yml", "[impayes]", "[impaye]"),
        "projects/essai-minimal.yml:4:11: erreur : « impaye » n’est pas dans le vocabulaire",
    ),
    "chiffre inconnu": (
        _edit("docs/index.md", 'chiffre("objectif")', 'chiffre("objectifs")'),
        "docs/index.md:12:55: erreur : chiffre inconnu « objectifs » — vouliez-vous dire",
    ),
    "vocabulaire inconnu": (
        _edit("docs/listes.md", '"publics"', '"public"'),
        "docs/listes.md:9:17: erreur : vocabulaire inconnu « public » — vouliez-vous dire",
    ),
    "valeur de trop": (
        _edit("docs/catalogue.md", "catalogue()", "catalogue(3)"),
        "docs/catalogue.md:9:4: erreur : « catalogue » n’a pas les bonnes valeurs"
        " entre parenthèses : écrivez par exemple {{ catalogue() }}",
    ),
    "valeur du mauvais type": (
        _edit("docs/index.md", "fiches(3)", 'fiches("trois")'),
        "docs/index.md:20:4: erreur : « dernieres_fiches » attend un nombre de fiches",
    ),
    "macro inconnue": (
        _edit("docs/index.md", "dernieres_fiches(3)", "dernieres_fichs(3)"),
        "docs/index.md:20:4: erreur : « dernieres_fichs » n’est pas un bloc connu — vouliez-vous",
    ),
    "programme dans une page": (
        _edit("docs/listes.md", 'vocabulaire("publics")', "cycler.__init__.__globals__"),
        "docs/listes.md:9:1: erreur : seul un appel comme {{ chiffre(",
    ),
    "instruction dans une page": (
        _edit("docs/listes.md", '{{ vocabulaire("publics") }}', "{% include 'x' %}"),
        "docs/listes.md:9:1: erreur : seul un appel comme {{ chiffre(",
    ),
    "lien vers l’extérieur": (
        lambda root: (root / "docs/fuite.md").symlink_to("/etc/hostname"),
        "docs/fuite.md:1:1: erreur : un lien n’a pas sa place ici",
    ),
    "tube au lieu d’une page": (
        lambda root: os.mkfifo(root / "docs/tube.md"),
        "docs/tube.md:1:1: erreur : ce n’est pas un fichier ordinaire",
    ),
    "macros non appelées": (
        _edit("docs/listes.md", "render_macros: true", "render_macro: true"),
        "erreur : un bloc « {{ … }} » est resté tel quel",
    ),
    "liste au lieu d’un nom": (
        _edit("docs/listes.md", '"publics"', '["publics"]'),
        "docs/listes.md:9:1: erreur : seul un appel comme {{ chiffre(",
    ),
    "macro mal écrite": (
        _edit("docs/index.md", "{{ dernieres_fiches(3) }}", "{{ dernieres_fiches(3)"),
        "docs/index.md:20:1: erreur : seul un appel comme {{ chiffre(",
    ),
    "lien vers une page absente": (
        _edit("docs/index.md", "(catalogue.md)", "(catalog.md)"),
        "docs/index.md:22:13: erreur : le lien « catalog.md » mène à une page qui n’existe pas",
    ),
    "page qui n’est pas en UTF-8": (
        lambda root: (root / "docs/index.md").write_bytes(b"# \xe9t\xe9"),
        "docs/index.md:1:1: erreur : cette page n’est pas enregistrée en UTF-8",
    ),
    "réglage inconnu": (
        _edit("mkdocs.yml", "nav:", "plugins: [macross]\nnav:"),
        "mkdocs.yml:2:11: erreur : le module « macross » n’existe pas",
    ),
}


class Failed:
    """A build that failed: what it printed, and the site before and after."""

    def __init__(self, case: str, folder: Path) -> None:
        spoil, self.expected = FAILURES[case]
        root, out = copy_without_editions(folder / "depot"), folder / "site"
        spoil(root)
        self.before = _previous(out)
        self.outcome: Outcome = catalogue("--root", root, "build", "--out", out)
        self.after = _bytes(out)
        self.left = sorted(p.name for p in folder.iterdir())


@pytest.fixture(scope="module", params=FAILURES)
def failed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Failed:
    """Return each build that fails, run once."""
    return Failed(request.param, tmp_path_factory.mktemp("echec"))


def test_une_construction_qui_echoue_finit_par_le_code_1(failed: Failed) -> None:
    assert failed.outcome.code == 1


def test_une_construction_qui_echoue_laisse_le_site_precedent(failed: Failed) -> None:
    assert failed.after == failed.before


def test_une_construction_qui_echoue_ne_laisse_rien_derriere_elle(failed: Failed) -> None:
    assert failed.left == ["depot", "site"]


def test_une_construction_qui_echoue_dit_ou_et_pourquoi(failed: Failed) -> None:
    assert failed.expected in failed.outcome.err


def test_une_construction_qui_echoue_ne_montre_pas_de_trace(failed: Failed) -> None:
    assert "Traceback" not in failed.outcome.err


def test_les_fautes_de_plusieurs_pages_sont_dites_ensemble(tmp_path: Path) -> None:
    root = copy_without_editions(tmp_path / "depot")
    for name in ("chiffre inconnu", "vocabulaire inconnu"):
        FAILURES[name][0](root)
    outcome = catalogue("--root", root, "build", "--out", tmp_path / "site")
    assert ("objectifs" in outcome.err, "« public »" in outcome.err) == (True, True)


def _killed(out: Path) -> subprocess.Popen[str]:
    """Start a build and kill it, its children too, while it makes the text index."""
    build = subprocess.Popen(
        [sys.executable, "-m", "catalogue", "--root", MINIATURE, "build", "--out", out],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    assert build.stderr is not None
    for line in build.stderr:
        if line.startswith("Index de recherche"):
            os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    build.stderr.close()
    return build


def test_une_construction_tuee_laisse_le_site_precedent(tmp_path: Path) -> None:
    out = tmp_path / "site"
    before = _previous(out)
    assert _killed(out).returncode == -signal.SIGKILL
    assert _bytes(out) == before


def test_les_restes_d_une_construction_tuee_sont_retires(tmp_path: Path) -> None:
    (tmp_path / ".site.neuf" / "projets").mkdir(parents=True)
    with replacement(tmp_path / "site"):
        pass
    assert [p.name for p in tmp_path.iterdir()] == ["site"]


def test_deux_constructions_ne_se_marchent_pas_dessus(tmp_path: Path) -> None:
    with (
        replacement(tmp_path / "site"),
        pytest.raises(BusyError),
        replacement(tmp_path / "site"),
    ):
        pass


def test_un_lien_garde_sa_place_et_ce_a_quoi_il_mene_est_remplace(tmp_path: Path) -> None:
    _previous(tmp_path / "vrai")
    (tmp_path / "site").symlink_to("vrai")
    for _ in range(2):
        with replacement(tmp_path / "site") as fresh:
            (fresh / "nouveau.html").write_text("x", encoding="utf-8")
    assert list(_bytes(tmp_path / "vrai")) == ["nouveau.html"]


def test_le_site_revient_quand_la_construction_est_tuee_entre_les_deux_renommages(
    tmp_path: Path,
) -> None:
    before = _previous(tmp_path / ".site.ancien")
    with pytest.raises(RuntimeError), replacement(tmp_path / "site"):
        raise RuntimeError
    assert _bytes(tmp_path / "site") == before


def test_le_site_precedent_est_remplace_en_entier(tmp_path: Path) -> None:
    _previous(tmp_path / "site")
    with replacement(tmp_path / "site") as fresh:
        (fresh / "nouveau.html").write_text("x", encoding="utf-8")
    assert list(_bytes(tmp_path / "site")) == ["nouveau.html"]


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Return a folder that holds somebody's files."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "vacances.txt").write_text("précieux", encoding="utf-8")
    return tmp_path / "photos"


def test_un_dossier_qui_contient_autre_chose_est_refuse(foreign: Path) -> None:
    outcome = catalogue("--root", MINIATURE, "build", "--out", foreign)
    assert (outcome.code, "contient autre chose qu’un site" in outcome.err) == (2, True)


def test_un_dossier_refuse_garde_ses_fichiers(foreign: Path) -> None:
    catalogue("--root", MINIATURE, "build", "--out", foreign)
    assert _bytes(foreign) == {"vacances.txt": "précieux".encode()}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("catalogue.json", '{"version": 1, "produits": []}'),
        ("catalogue.json", "[" * 100_000),
        (".git/HEAD", "ref"),
    ],
)
def test_un_dossier_qui_ressemble_a_un_site_est_refuse(foreign: Path, name: str, text: str) -> None:
    (foreign / "catalogue.json").write_text('{"version":1,"pages":1,"fiches":1}', encoding="utf-8")
    check_replaceable(foreign)
    (foreign / name).parent.mkdir(exist_ok=True)
    (foreign / name).write_text(text, encoding="utf-8")
    with pytest.raises(NotOursError):
        check_replaceable(foreign)


def test_une_page_perdue_arrete_la_construction(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def one_lost(kinds: Iterable[MadeKind]) -> Iterator[Draft]:
        yield from list(drafts(kinds))[1:]

    monkeypatch.setattr(site, "drafts", one_lost)
    result = build_site(loaded(MINIATURE), tmp_path / "site", lambda _: None)
    written, expected = re.findall(r"\d+", str(result))
    assert int(written) == int(expected) - 1
    assert result == f"{written} pages écrites au lieu de {expected}"


def test_deux_pages_a_la_meme_adresse_arretent_la_construction(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def one_twice(kinds: Iterable[MadeKind]) -> Iterator[Draft]:
        made = list(drafts(kinds))
        yield from [*made, made[0]]

    monkeypatch.setattr(site, "drafts", one_twice)
    result = build_site(loaded(MINIATURE), tmp_path / "site", lambda _: None)
    assert str(result).startswith("deux pages ont la même adresse : /projets/essai-")


def test_une_page_perdue_laisse_le_site_precedent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = _previous(tmp_path / "site")
    monkeypatch.setattr(site, "drafts", lambda *_: iter(()))
    build_site(loaded(MINIATURE), tmp_path / "site", lambda _: None)
    assert _bytes(tmp_path / "site") == before


def test_une_fiche_absente_de_l_index_arrete_la_construction(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(search, "index", lambda *_: None)
    result = build_site(loaded(MINIATURE), tmp_path / "site", lambda _: None)
    assert str(result).startswith("fiches absentes de l’index de recherche : essai-")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the miniature site built for a known address, in a repository."""
    out = tmp_path_factory.mktemp("publie") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CATALOGUE_SITE_URL", "https://exemple.test/hlm/")
        patch.setenv("CATALOGUE_REPO_URL", "https://forge.test/hlm")
        patch.setenv("CATALOGUE_EDIT_URI", "edit/main/docs/")
        build_site(loaded(MINIATURE), out, lambda _: None)
    return out


def _locations(published: Path) -> list[str]:
    tree = ElementTree.parse(published / "sitemap.xml")
    return [e.text or "" for e in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_le_plan_pour_les_moteurs_nomme_chaque_page_publiee(published: Path) -> None:
    pages = {p.parent.relative_to(published).as_posix() for p in published.rglob("index.html")}
    pages -= {"projets/essai-ancien"}
    expected = {f"https://exemple.test/hlm/{page}/".replace("/./", "/") for page in pages}
    assert set(_locations(published)) == expected


def test_le_plan_pour_les_moteurs_ne_repete_aucune_adresse(published: Path) -> None:
    assert len(_locations(published)) == len(set(_locations(published)))


def test_sans_adresse_connue_il_n_y_a_pas_de_plan_pour_les_moteurs(mini_site: Path) -> None:
    assert not (mini_site / "sitemap.xml").exists()


def test_chaque_fiche_publiee_donne_son_adresse_canonique(published: Path) -> None:
    page = parse((published / "projets/essai-corse/index.html").read_text(encoding="utf-8"))
    (link,) = (e for e in page.all("link") if e.attributes.get("rel") == "canonical")
    assert link.attributes["href"] == "https://exemple.test/hlm/projets/essai-corse/"


def test_chaque_page_publiee_dit_ce_que_montre_un_lien_vers_elle(published: Path) -> None:
    for path in published.rglob("index.html"):
        page = parse(path.read_text(encoding="utf-8"))
        if page.leads_on:
            continue
        address = f"https://exemple.test/hlm/{path.parent.relative_to(published).as_posix()}/"
        assert page.meta("property", "og:url") == address.replace("/./", "/"), path
        assert page.meta("property", "og:title") in page.all("title")[0].text, path
        assert page.meta("property", "og:description") == page.meta("name", "description"), path
        image = page.meta("property", "og:image").removeprefix("https://exemple.test/hlm/")
        assert (published / image).read_bytes().startswith(b"\x89PNG"), path
    record = parse((published / "projets/essai-corse/index.html").read_text(encoding="utf-8"))
    assert record.meta("property", "og:image").endswith("/partage/fiche.png")
    (data,) = (e for e in record.all("script") if e.attributes.get("type") == "application/ld+json")
    assert json.loads(data.text)["url"] == "https://exemple.test/hlm/projets/essai-corse/"


def test_le_lien_de_correction_d_une_fiche_mene_a_son_fichier(published: Path) -> None:
    page = parse((published / "projets/essai-corse/index.html").read_text(encoding="utf-8"))
    links = [e.attributes["href"] for e in page.all("a")]
    assert "https://forge.test/hlm/edit/main/projects/essai-corse.yml" in links


def test_les_coquilles_ne_sont_pas_publiees(mini_site: Path) -> None:
    assert not (mini_site / "coquille").exists()


def test_les_memes_sources_donnent_les_memes_octets_dans_n_importe_quel_dossier(
    tmp_path: Path,
) -> None:
    sites = []
    for name in ("a", "Été 2026/un dossier, plus [profond]/{encore} 100 %/b"):
        root = copy_all(tmp_path / name)
        outcome = catalogue("--root", root, "build")
        assert outcome.code == 0, outcome.err
        sites.append(_bytes(root / "build/site"))
    assert sites[0].keys() == sites[1].keys()
    assert [name for name, content in sites[0].items() if sites[1][name] != content] == []
