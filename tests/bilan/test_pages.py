"""The pages of an edition: every number leads to what is behind it, without JavaScript."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest

from bilan.editions import edited, edition, table, text_of
from catalogue.bilan.edition_files import write_edition, write_pages
from catalogue.bilan.edition_pages import MOST_VALUES, Beside, edition_pages
from support.drawing import view_of
from support.html import parse
from support.places import MINIATURE, ROOT

PAGE = "bilans/2020/index.html"
PAGES = (PAGE, "bilans/2020/detail/index.html", "bilans/2020/annexes/index.html")


def _links(site: Path, name: str) -> dict[str, str]:
    """Return what a page's links lead to, from the site's root, by their words."""
    page = parse((site / name).read_text(encoding="utf-8"))
    return {
        e.text.strip(): urljoin(f"/{name}", e.attributes["href"])
        for e in page.all("a")
        if "href" in e.attributes
    }


def test_chaque_liste_montre_les_fiches_comptees_et_elles_seules(mini_site: Path) -> None:
    found = edition("2020")
    addresses = {f"/{record.adresse}" for record in found.fiches}
    assert found.listes
    for listed in found.listes:
        shown = set(_links(mini_site, f"{listed.adresse}index.html").values())
        wanted = {f"/projets/{id_}/" for id_ in listed.fiches}
        assert shown & addresses == wanted, listed.cle


def test_chaque_nombre_compte_de_la_page_mene_a_sa_liste(mini_site: Path) -> None:
    targets = {href for name in PAGES for href in _hrefs(mini_site / name)}
    lists = {f"listes/{listed.cle}/" for listed in edition("2020").listes}
    assert not {one for one in lists if not any(target.endswith(one) for target in targets)}


def _hrefs(path: Path) -> list[str]:
    page = parse(path.read_text(encoding="utf-8"))
    return [e.attributes["href"] for e in page.all("a") if "href" in e.attributes]


def test_chaque_chiffre_publie_mene_a_sa_ligne_dans_la_page(mini_site: Path) -> None:
    page = parse((mini_site / PAGES[2]).read_text(encoding="utf-8"))
    wanted = {f"chiffre-{figure.id}" for figure in edition("2020").chiffres}
    assert wanted <= set(page.ids)


def test_l_essentiel_mene_a_chaque_partie_du_detail_et_des_annexes(mini_site: Path) -> None:
    ids = {name: set(parse((mini_site / name).read_text("utf-8")).ids) for name in PAGES}
    links = _links(mini_site, PAGE).values()
    led = {link.partition("#")[::2] for link in links if "#" in link and "/bilans/2020/" in link}
    for section in edition("2020").sections[1:]:
        page = PAGES[1] if section.place == "corps" else PAGES[2]
        assert (f"/{page.removesuffix('index.html')}", section.id) in led
        assert section.id in ids[page]
        # What once led to the part in the one page of the edition finds the way.
        assert section.id in ids[PAGE]


def test_un_tableau_de_plus_de_trois_colonnes_defile_dans_un_cadre_nomme(mini_site: Path) -> None:
    page = parse((mini_site / PAGES[1]).read_text(encoding="utf-8"))
    frames = [e.attributes for e in page.all("div") if e.attributes.get("class") == "bilan-defile"]
    wide = [one.id for one in edition("2020").tableaux if len(one.colonnes) > 3]
    assert [frame["aria-labelledby"] for frame in frames] == [f"titre-{id_}" for id_ in wide]
    assert all((frame["role"], frame["tabindex"]) == ("region", "0") for frame in frames)
    assert all(frame["aria-labelledby"] in page.ids for frame in frames)


@pytest.mark.parametrize(("rows", "folded"), [(MOST_VALUES // 2, False), (9, True)])
def test_un_long_tableau_se_plie_sur_un_telephone(rows: int, folded: bool) -> None:
    def lengthen(data: Any) -> None:
        (one,) = (table for table in data["tableaux"] if table["id"] == "programme")
        for cell in one["lignes"][0]["cellules"]:
            del cell["valeurs"][1:]
        one["lignes"] = one["lignes"][:1] * rows

    found = edited("2020", lengthen)
    detail = parse(str(list(edition_pages(found, Beside()))[1].html))
    folds = [e.text for e in detail.all("summary")]
    assert any(table(found, "programme").titre in words for words in folds) is folded


def test_qu_ils_different_se_lit_apres_ce_que_dit_un_chiffre(mini_site: Path) -> None:
    text = parse((mini_site / PAGE).read_text(encoding="utf-8")).text
    before, _, after = text.partition("Les sources diffèrent")
    (key, *_) = (one for one in edition("2020").chiffres_cles if one.conflit)
    assert key.libelle in before
    assert key.libelle not in after.partition("Ce qui est nouveau")[0]


def test_la_contradiction_est_dite_en_mots(mini_site: Path) -> None:
    text = parse((mini_site / PAGE).read_text(encoding="utf-8")).text
    assert "Les sources diffèrent" in text


@pytest.mark.parametrize("name", ["bilan-2020.json", "tableaux/chiffres-publies.csv"])
def test_le_site_donne_les_donnees_de_l_edition(mini_site: Path, name: str) -> None:
    assert (mini_site / "bilans/2020" / name).is_file()


def test_chaque_tableau_a_son_fichier(mini_site: Path) -> None:
    files = {path.name for path in (mini_site / "bilans/2020/tableaux").iterdir()}
    wanted = {f"{one.numero:02d}-{one.id}.csv" for one in edition("2020").tableaux}
    assert files == wanted | {"chiffres-publies.csv", "listes.csv"}


def test_un_tableau_compte_donne_des_nombres_au_tableur(mini_site: Path) -> None:
    (path,) = (mini_site / "bilans/2020/tableaux").glob("*-publics.csv")
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    assert rows[:2] == ["Public;Initiatives;Sur", "Familles;3;4"]


def test_un_brouillon_n_est_pas_sur_le_site(mini_site: Path) -> None:
    assert not (mini_site / "bilans/2021").exists()
    assert "2021" not in parse((mini_site / "bilans/index.html").read_text("utf-8")).text


def test_la_liste_des_bilans_commence_par_le_dernier(mini_site: Path) -> None:
    page = parse((mini_site / "bilans/index.html").read_text(encoding="utf-8"))
    titles = [e.text.strip() for e in page.all("h2") if "imaginaire" in e.text]
    assert titles == ["Bilan imaginaire 2020", "Bilan imaginaire 2019"]


def test_une_page_peut_montrer_un_tableau_du_bilan_une_fiche_et_une_liste(mini_site: Path) -> None:
    page = parse((mini_site / "bilans/index.html").read_text(encoding="utf-8"))
    assert "titre-publics" in page.ids
    links = _links(mini_site, "bilans/index.html")
    assert links["Un bail glissant d’essai en Eure-et-Loir"] == "/projets/essai-complet/"
    assert links["Ouvrir cette liste dans le catalogue"] == (
        "/catalogue/?public=familles&outil=visites"
    )


def test_le_texte_d_une_fiche_hostile_reste_du_texte(mini_site: Path) -> None:
    page = parse((mini_site / PAGE).read_text(encoding="utf-8"))
    assert "{{ 7*7 }}" in page.text
    assert not [e for e in page.all("img") if e.attributes.get("src") == "x"]


def test_ecrire_deux_fois_donne_les_memes_octets(tmp_path: Path, mini_site: Path) -> None:
    text = (mini_site / "bilans/2020/bilan-2020.json").read_text(encoding="utf-8")
    said: list[str] = []
    made = [
        {p.relative_to(folder): p.read_bytes() for p in write_edition(text, folder, said.append)}
        for folder in (tmp_path / "un", tmp_path / "deux")
    ]
    assert made[0] == made[1] != {}
    assert said[0] == "Bilan 2020 : JSON"


def test_ouverte_depuis_un_dossier_la_page_mene_a_ses_listes(tmp_path: Path) -> None:
    folder = tmp_path / "bilans" / "2019"
    list(write_pages(text_of(view_of(MINIATURE), "2019"), folder, ROOT / "docs/assets"))
    page = parse((folder / "index.html").read_text(encoding="utf-8"))
    links = [e.attributes["href"] for e in page.with_attribute("href")]
    lists = [link for link in links if "/listes/" in link]
    assert lists
    assert not [link for link in lists if not (folder / link).is_file()]
