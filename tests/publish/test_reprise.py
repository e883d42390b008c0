"""A site made again from what was kept is, to the byte, the site made from nothing."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from catalogue.build.serve import Again, Workshop
from catalogue.build.whole_site import House, site_texts
from catalogue.pipeline import load
from catalogue.site.site_view import SiteView
from catalogue.workspace import Workspace
from support.miniature import copy_all

RECORD = "projects/essai-minimal.yml"


class Shop:
    """A workshop whose pages are compared, after each change, with those of a new one."""

    def __init__(self, folder: Path, house: House) -> None:
        self.root = copy_all(folder / "depot")
        self.house = house
        self.again = Again(Workspace(self.root))

    def texts(self) -> dict[str, str]:
        """Return the site as the local server makes it again."""
        return self.again.texts(self.again.view(self.again.load(), self.house), self.house)

    def afresh(self) -> dict[str, str]:
        """Return the site as a build makes it."""
        workspace = Workspace(self.root)
        loaded = load(workspace)
        return dict(site_texts(workspace, self.house, SiteView(loaded.corpus, loaded.schemas)))

    def change(self, file: str, old: str, new: str) -> None:
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def shop(tmp_path: Path, mini_house: House) -> Shop:
    made = Shop(tmp_path, mini_house)
    assert made.texts() == made.afresh()
    return made


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Le strict minimum", "Un tout autre titre"),
        ("publics: [impayes]", "publics: [expulses]"),
        ("organisme: autre-bailleur", "organisme: bailleur-essai"),
    ],
)
def test_une_fiche_changee_change_toutes_les_pages_qui_en_parlent(
    shop: Shop, old: str, new: str
) -> None:
    before = shop.texts()
    shop.change(RECORD, old, new)
    after = shop.texts()
    assert after == shop.afresh()
    assert {name for name in after if after[name] != before.get(name)} > {
        "projets/essai-minimal/index.html"
    }


def test_une_fiche_supprimee_disparait_des_listes(shop: Shop) -> None:
    (shop.root / RECORD).unlink()
    after = shop.texts()
    assert after == shop.afresh()
    assert not [name for name, text in after.items() if "projets/essai-minimal/" in text]


def test_un_organisme_renomme_change_les_fiches_qui_le_citent(shop: Shop) -> None:
    file = shop.root / "reference/organisations/autre-bailleur.yml"
    name = next(x for x in file.read_text(encoding="utf-8").splitlines() if x.startswith("nom:"))
    shop.change("reference/organisations/autre-bailleur.yml", name, "nom: Un nom tout neuf")
    after = shop.texts()
    assert after == shop.afresh()
    assert "Un nom tout neuf" in after["projets/essai-minimal/index.html"]


def test_une_fiche_inchangee_n_est_pas_refaite(shop: Shop) -> None:
    before = dict(shop.again.made)
    shop.change(RECORD, "Le strict minimum", "Un tout autre titre")
    shop.texts()
    same = [a for a in before if shop.again.made[a] is before[a]]
    assert "projets/essai-complet/" in same
    assert "projets/essai-minimal/" not in same


def test_un_disque_plein_est_dit_en_francais_par_l_apercu(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Workshop) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", "page.html")

    monkeypatch.setattr(Workshop, "_update", full)
    said: list[str] = []
    Workshop(Workspace(tmp_path), tmp_path, lambda: "2026-11-25", said.append).refresh(True)
    assert said[0].startswith("écriture impossible : page.html (le disque est plein)")
