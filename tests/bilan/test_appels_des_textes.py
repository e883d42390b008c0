"""What a text calls is there, or the build stops and says where and what was meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bilan.editions import edition
from catalogue.bilan.edition import make_edition
from support.drawing import view_of
from support.miniature import copy_records, issues_of
from support.places import MINIATURE

FILE = "reference/reports/2020.yml"

WRONG = {
    "chiffre inconnu": (
        '{{ chiffre("objectifs") }}',
        "chiffre inconnu « objectifs » — vouliez-vous dire « objectif » ?",
    ),
    "document inconnu": (
        '{{ source("rapport-2021") }}',
        "document inconnu « rapport-2021 » — vouliez-vous dire « rapport-2020 » ?",
    ),
    "tableau inconnu": (
        '{{ tableau("public") }}',
        "tableau inconnu « public » — vouliez-vous dire « publics » ?",
    ),
    "graphique inconnu": (
        '{{ graphique("public") }}',
        "graphique inconnu « public » — vouliez-vous dire « publics » ?",
    ),
    "fiche inconnue": (
        '{{ fiche("essai-complets") }}',
        "fiche inconnue « essai-complets » — vouliez-vous dire « essai-complet » ?",
    ),
    "filtre inconnu": (
        '{{ liste(publics="familles") }}',
        "filtre inconnu « publics » — vouliez-vous dire « public » ?",
    ),
    "choix inconnu": (
        '{{ liste(public="famille") }}',
        "choix de « public » inconnu « famille » — vouliez-vous dire « familles » ?",
    ),
    "appel inconnu": (
        '{{ chifre("objectif") }}',
        "appel inconnu « chifre » — vouliez-vous dire « chiffre » ?",
    ),
    "une valeur de trop": (
        '{{ tableau("outils", "publics") }}',
        "« tableau » n’a pas les bonnes valeurs entre parenthèses : écrivez par exemple"
        ' {{ tableau("publics") }}',
    ),
    "aucune valeur": (
        "{{ chiffre() }}",
        "« chiffre » n’a pas les bonnes valeurs entre parenthèses : écrivez par exemple"
        ' {{ chiffre("objectif-logements") }}',
    ),
    "une valeur sans son filtre": (
        '{{ liste("familles") }}',
        "« liste » n’a pas les bonnes valeurs entre parenthèses : écrivez par exemple"
        ' {{ liste(public="jeunes") }}',
    ),
    "un compte sans son filtre": (
        'On en compte {{ nombre_de_fiches("familles") }}.',
        "« nombre_de_fiches » n’a pas les bonnes valeurs entre parenthèses",
    ),
    "un compte d’un choix inconnu": (
        'On en compte {{ nombre_de_fiches(public="famille") }}.',
        "choix de « public » inconnu « famille » — vouliez-vous dire « familles » ?",
    ),
    "une faute dans un texte en gras": (
        '**{{ chiffre("objectifs") }}**',
        "chiffre inconnu « objectifs » — vouliez-vous dire « objectif » ?",
    ),
    "pas un appel": ("{{ objectif }}", "un appel s’écrit comme"),
    "valeur sans guillemets": ("{{ chiffre(aap-2018) }}", "un appel s’écrit comme"),
    "parenthèse oubliée": ('{{ chiffre("objectif" }}', "un appel s’écrit comme"),
    "nom qui commence comme un autre, écrit plus haut": (
        '{{ chiffre("object") }}',
        "chiffre inconnu « object » — vouliez-vous dire « objectif » ?",
    ),
}


def _told(tmp_path: Path, call: str) -> list[str]:
    root = copy_records(tmp_path / "depot")
    path = root / FILE
    text = path.read_text(encoding="utf-8").replace('{{ tableau("outils") }}', call)
    path.write_text(text, encoding="utf-8")
    return [f"{i.place.line}: {i.message}" for i in issues_of(root, FILE)]


@pytest.mark.parametrize("case", WRONG)
def test_un_nom_inconnu_est_dit_a_sa_ligne_avec_le_plus_proche(case: str, tmp_path: Path) -> None:
    call, message = WRONG[case]
    (told,) = _told(tmp_path, call)
    assert told.startswith("22: ")
    assert message in told


def test_un_chiffre_posterieur_a_la_date_d_arret_est_refuse(tmp_path: Path) -> None:
    root = copy_records(tmp_path / "depot")
    path = root / "reference/reports/2019.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("menages-bulletin", "menages-rapport"), encoding="utf-8")
    (issue,) = issues_of(root, "reference/reports/2019.yml")
    assert "n’était pas publié au 31 décembre 2019" in issue.message


def test_une_fiche_hors_de_l_edition_ne_peut_y_etre_mise_en_avant(tmp_path: Path) -> None:
    root = copy_records(tmp_path / "depot")
    path = root / "reference/reports/2019.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("fiche: essai-complet", "fiche: essai-corse"), encoding="utf-8")
    (issue,) = issues_of(root, "reference/reports/2019.yml")
    assert "« essai-corse » n’est pas dans cette édition" in issue.message


def test_une_fiche_mise_en_avant_qui_n_existe_pas_n_est_dite_qu_une_fois(tmp_path: Path) -> None:
    root = copy_records(tmp_path / "depot")
    path = root / "reference/reports/2019.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("fiche: essai-complet", "fiche: essai-complets"), encoding="utf-8")
    (issue,) = issues_of(root, "reference/reports/2019.yml")
    assert (issue.rule, issue.advice.suggestion) == ("reference-inconnue", "essai-complet")


def test_un_chiffre_d_un_appel_que_l_edition_ne_couvre_pas_le_dit(tmp_path: Path) -> None:
    root = copy_records(tmp_path / "depot")
    path = root / FILE
    text = path.read_text(encoding="utf-8")
    text = text.replace("appels: [appel-2014, appel-2016]", "appels: [appel-2016]")
    path.write_text(text.replace("[objectif, ", "[appel-2014-retenus, "), encoding="utf-8")
    (issue,) = issues_of(root, FILE)
    assert "l’appel « appel-2014 », que l’édition ne couvre pas" in issue.message


def test_l_annee_d_une_edition_est_le_nom_de_son_fichier(tmp_path: Path) -> None:
    root = copy_records(tmp_path / "depot")
    path = root / FILE
    path.write_text(path.read_text("utf-8").replace("annee: 2020", "annee: 2021"), "utf-8")
    found = [i for i in issues_of(root, FILE) if i.rule == "annee-egale-au-fichier"]
    assert [(i.place.line, "« 2020.yml »" in i.message) for i in found] == [(2, True)]


def test_un_graphique_qui_n_existe_pas_est_dit_avec_le_plus_proche(tmp_path: Path) -> None:
    root = copy_records(tmp_path / "depot")
    path = root / FILE
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("graphiques: [publics,", "graphiques: [public,"), "utf-8")
    (issue,) = issues_of(root, FILE)
    assert (issue.rule, issue.place.line) == ("reference-inconnue", 30)
    assert "vouliez-vous dire « publics » ?" in issue.message


def test_un_fichier_de_chiffres_fautif_ne_rend_pas_les_editions_fautives(tmp_path: Path) -> None:
    root = copy_records(tmp_path / "depot")
    path = root / "reference/figures.yml"
    path.write_text(path.read_text(encoding="utf-8") + "inconnu: 1\n", encoding="utf-8")
    assert {i.place.file for i in issues_of(root) if i.level == "error"} == {
        "reference/figures.yml"
    }


def test_un_texte_devient_des_morceaux_de_phrase() -> None:
    first, second = edition("2019").sections[1].contenus
    styles = [(run.texte, run.style, run.chiffre) for run in first.morceaux]
    assert ("imaginaire", "fort", "") in styles
    assert ("10\u00a0000\u00a0logements", "", "objectif") in styles
    assert [item[0].texte for item in second.elements] == ["un premier point", "un "]


@pytest.mark.parametrize(
    ("call", "count", "listed"),
    [
        ("nombre_de_fiches()", "4", ""),
        ('nombre_de_fiches(public="familles")', "3", "public-familles"),
        ('nombre_de_fiches(public="impayes", outil="bail-glissant")', "0", ""),
    ],
)
def test_un_texte_compte_les_fiches_et_mene_a_leur_liste(
    call: str, count: str, listed: str
) -> None:
    view = view_of(MINIATURE)
    report = replace(
        view.corpus.reports["2020"], textes={"methode": f"On en lit {{{{ {call} }}}}."}
    )
    made = make_edition(view, report)
    (method,) = (section for section in made.sections if section.id == "methode")
    run = method.contenus[0].morceaux[1]
    assert (run.texte, run.liste) == (count, listed)
    assert not listed or listed in {found.cle for found in made.listes}
