"""A sealed edition does not change; what would change it is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from bilan.editions import edition
from bilan.editions import text_of as edition_text_of
from catalogue.bilan import edition_files as report
from catalogue.bilan.compare import changed_words, differences, in_short
from catalogue.bilan.edition_json import json_text, read_edition
from catalogue.bilan.edition_views import Edition
from catalogue.bilan.seal_text import fingerprint
from catalogue.records.assemble import made_of
from support.command import Outcome, catalogue
from support.drawing import view_of
from support.miniature import read_yaml, write_yaml
from support.places import MINIATURE

SEAL = "reference/seals/2020.json"


pytestmark = pytest.mark.usefixtures("few_forms")


@pytest.fixture
def root(sealed_once: Path, tmp_path: Path) -> Path:
    """Return a copy of the miniature repository, its edition of 2020 sealed."""
    return Path(shutil.copytree(sealed_once, tmp_path / "depot"))


def _edit(root: Path, old: str, new: str, file: str = "projects/essai-complet.yml") -> None:
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


def _bilan(root: Path, *more: object) -> Outcome:
    return catalogue("--root", root, "bilan", "2020", *more)


def _of_records(count: int) -> Edition:
    """Return an edition that holds nothing but so many records."""
    found = edition("2020")
    names = [f"f{at}" for at in range(count)]
    records = (replace(found.fiches[0], id=n, titre=n, adresse=f"projets/{n}/") for n in names)
    return replace(
        found, nombre_de_fiches=count, fiches=tuple(records), chiffres=(), tableaux=(), listes=()
    )


def _warnings(root: Path) -> str:
    return catalogue("--root", root, "validate").out


def test_l_edition_rejouee_a_les_memes_octets_que_l_edition_ecrite(root: Path) -> None:
    (root / SEAL).rename(root / "a-part.json")
    _bilan(root, "--out", root / "avant")
    (root / "a-part.json").rename(root / SEAL)
    _bilan(root, "--replay", "--out", root / "apres")
    assert _files(root / "avant") == _files(root / "apres") != {}


def test_la_commande_dit_en_bref_ce_qu_elle_a_ecrit(root: Path) -> None:
    told = _bilan(root, "--replay", "--out", root / "ecrit").out.splitlines()
    assert told[0] == f"{len(_files(root / 'ecrit'))}\u00a0fichiers dans ecrit :"
    names = {path.name for path in (root / "ecrit").iterdir()}
    assert {line.split()[0] for line in told[1:]} == names


def test_la_page_d_un_autre_site_n_est_pas_remplacee(root: Path) -> None:
    (root / "blog").mkdir()
    (root / "blog" / "index.html").write_text("précieux", encoding="utf-8")
    outcome = _bilan(root, "--replay", "--out", root / "blog")
    assert (outcome.code, "contient déjà « index.html »" in outcome.err) == (2, True)
    assert _files(root / "blog") == {"index.html": "précieux".encode()}


@pytest.mark.parametrize(("year", "address"), [("2019", "https://exemple.test/hlm/"), ("2021", "")])
def test_les_liens_menent_au_site_sauf_ceux_d_un_brouillon(
    root: Path, monkeypatch: pytest.MonkeyPatch, year: str, address: str
) -> None:
    monkeypatch.setenv("CATALOGUE_SITE_URL", "https://exemple.test/hlm")
    seen: list[str] = []

    def kept(text: str, edition: object, site_url: str) -> report.Files:
        seen.append(site_url)
        return iter(())

    monkeypatch.setattr(report, "FORMS", {"PDF": kept})
    catalogue("--root", root, "bilan", year, "--out", root / "ecrit")
    assert seen == [address]


def test_l_edition_rejouee_ne_lit_plus_les_fiches(root: Path) -> None:
    _bilan(root, "--replay", "--out", root / "avant")
    for path in (root / "projects").iterdir():
        path.write_text("ceci n’est pas une fiche", encoding="utf-8")
    _bilan(root, "--replay", "--out", root / "apres")
    assert _files(root / "avant") == _files(root / "apres") != {}


def test_sans_changement_la_verification_ne_dit_rien_du_bilan(root: Path) -> None:
    assert "bilan-scelle" not in _warnings(root)


def test_une_fiche_qui_changerait_un_nombre_est_nommee_par_la_comparaison(root: Path) -> None:
    _edit(root, "outils: [bail-glissant, sous-location]", "outils: [bail-glissant]")
    shown = _bilan(root, "--compare", "2020", "--out", root / "ecrit").out
    assert "Les outils : 1\u00a0nombre changé\n    Sous-location : 2 sur 4 → 1 sur 4\n" in shown
    told = (root / "ecrit/comparaison-2020-2020.txt").read_text(encoding="utf-8")
    assert (
        "\nLes outils\n\n- «\u00a0Sous-location\u00a0» passe de 2 sur 4 à 1 sur 4"
        " (en moins : «\u00a0Un bail glissant d’essai en Eure-et-Loir\u00a0»)."
    ) in told


def test_un_chiffre_publie_corrige_est_nomme_avec_ses_deux_valeurs(root: Path) -> None:
    _edit(root, "valeur: 90", "valeur: 91", "reference/figures.yml")
    told = _bilan(root, "--compare", "2020", "--out", root / "ecrit").out
    assert "Chiffres publiés : 1\u00a0chiffre changé\n    Dossiers retenus : 90" in told
    assert "90\u00a0dossiers → 91\u00a0dossiers (" in told


def test_une_fiche_modifiee_ne_fait_rien_dire_du_bilan_a_la_verification(root: Path) -> None:
    _edit(root, "outils: [bail-glissant, sous-location]", "outils: [bail-glissant]")
    assert "bilan" not in _warnings(root)


def test_qui_verifie_l_edition_lit_en_une_ligne_ce_qui_a_bouge(root: Path) -> None:
    edition = root / "reference/reports/2020.yml"
    assert "bilan-scelle" not in catalogue("--root", root, "validate", edition).out
    _edit(root, "valeur: 90", "valeur: 91", "reference/figures.yml")
    told = catalogue("--root", root, "validate", edition)
    lines = [line for line in told.out.splitlines() if "bilan-scelle" in line]
    assert (told.code, len(lines)) == (0, 1)
    assert "en diffèrent par 1\u00a0nombre : catalogue bilan 2020 --compare 2020" in lines[0]


def test_qui_ecrit_l_edition_scellee_l_apprend_aussi(root: Path) -> None:
    assert "diffèrent" not in _bilan(root, "--out", root / "ecrit").err
    _edit(root, "valeur: 90", "valeur: 91", "reference/figures.yml")
    assert "Le bilan 2020 est scellé" in _bilan(root, "--out", root / "ecrit").err


def test_une_fiche_de_plus_n_entre_dans_aucune_edition_publiee(root: Path) -> None:
    catalogue("--root", root, "bilan", "2019", "--seal")
    text = (root / "projects/essai-outre-mer.yml").read_text(encoding="utf-8")
    added = text.replace("id: essai-outre-mer", "id: une-de-plus").replace("Œuvrer", "Agir")
    (root / "projects/une-de-plus.yml").write_text(added, encoding="utf-8")
    for year in ("2019", "2020"):
        told = catalogue("--root", root, "bilan", year, "--compare", year, "--out", root / "e").out
        assert "Aucune différence" in told


def test_une_edition_publiee_sans_la_liste_de_ses_fiches_est_refusee(root: Path) -> None:
    _edit(root, "  fiches: [essai-complet, essai-outre-mer]\n", "", "reference/reports/2019.yml")
    told = catalogue("--root", root, "validate")
    assert told.code == 1
    assert "ajoutez sous « perimetre » la ligne « fiches: [" in told.out
    assert "essai-corse" not in told.out, "elle n’a pas de document daté"


@pytest.mark.parametrize(("lien", "refused"), [("citee", False), ("candidate", True)])
def test_une_edition_ne_compte_que_les_fiches_du_programme(
    root: Path, lien: str, refused: bool
) -> None:
    file = "projects/essai-outre-mer.yml"
    _edit(root, "  statut: citee", f"  statut: {lien}", file)
    told = catalogue("--root", root, "validate").out
    assert ("« essai-outre-mer » est candidate : le bilan ne compte que" in told) == refused


def test_une_fiche_du_bilan_scelle_ne_disparait_pas_sans_redirection(root: Path) -> None:
    (root / "projects/essai-corse.yml").unlink()
    _edit(root, "essai-corse, ", "", "reference/reports/2020.yml")
    outcome = catalogue("--root", root, "validate")
    assert outcome.code == 1
    assert "mène à la fiche « essai-corse », qui n’existe plus" in outcome.out


def test_un_ecart_est_un_avertissement_et_n_empeche_pas_de_publier(root: Path) -> None:
    _edit(root, "valeur: 90", "valeur: 91", "reference/figures.yml")
    assert catalogue("--root", root, "validate").code == 0


def test_le_site_publie_l_edition_scellee_et_non_celle_des_fiches_d_aujourd_hui(
    root: Path,
) -> None:
    _edit(root, "valeur: 90", "valeur: 91", "reference/figures.yml")
    _bilan(root, "--out", root / "ecrit")
    assert '"90\u00a0dossiers"' in (root / "ecrit/bilan-2020.json").read_text(encoding="utf-8")


def test_ce_qui_est_nouveau_se_compte_depuis_l_edition_precedente_scellee(root: Path) -> None:
    catalogue("--root", root, "bilan", "2019", "--seal")
    (root / SEAL).unlink()
    # Today's records would no longer put this one in the edition of 2019.
    _edit(root, ", essai-outre-mer]", "]", "reference/reports/2019.yml")
    _bilan(root, "--out", root / "ecrit")
    edition = json.loads((root / "ecrit/bilan-2020.json").read_text(encoding="utf-8"))
    new = {record["id"] for record in edition["fiches"] if record["nouvelle"]}
    assert new == {"essai-corse", "essai-hostile"}


def test_un_scelle_modifie_a_la_main_est_refuse(root: Path) -> None:
    _edit(root, '"1 sur 4"', '"2 sur 4"', SEAL)
    outcome = _bilan(root, "--replay")
    assert (outcome.code, "a été modifié depuis" in outcome.err) == (1, True)


def test_un_scelle_modifie_a_la_main_est_une_erreur_de_la_verification(root: Path) -> None:
    _edit(root, '"1 sur 4"', '"2 sur 4"', SEAL)
    outcome = catalogue("--root", root, "validate")
    assert (outcome.code, "a été modifié depuis" in outcome.out) == (1, True)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"edition": {}}', "\x00"])
def test_un_scelle_illisible_est_dit_en_une_phrase(root: Path, text: str) -> None:
    (root / SEAL).write_text(text, encoding="utf-8")
    outcome = _bilan(root, "--replay")
    assert (outcome.code, "ce n’est pas un bilan scellé lisible" in outcome.err) == (1, True)


def test_on_ne_scelle_pas_deux_fois(root: Path) -> None:
    outcome = _bilan(root, "--seal")
    assert (outcome.code, "déjà scellé" in outcome.err) == (1, True)


def test_on_ne_scelle_pas_un_brouillon(root: Path) -> None:
    outcome = catalogue("--root", root, "bilan", "2021", "--seal")
    assert (outcome.code, "un brouillon ne se scelle pas" in outcome.err) == (1, True)


def test_on_ne_rejoue_pas_ce_qui_n_est_pas_scelle(root: Path) -> None:
    outcome = catalogue("--root", root, "bilan", "2019", "--replay")
    assert (outcome.code, "n’est pas scellé" in outcome.err) == (1, True)


def test_une_annee_sans_edition_est_dite_avec_celles_qui_existent(root: Path) -> None:
    outcome = catalogue("--root", root, "bilan", "1999")
    assert (outcome.code, "éditions : 2019, 2020, 2021" in outcome.err) == (2, True)
    assert "catalogue bilan 1999 --new" in outcome.err


def test_la_comparaison_dit_en_phrases_ce_qui_change(root: Path) -> None:
    _bilan(root, "--compare", "2019", "--out", root / "ecrit")
    told = (root / "ecrit/comparaison-2019-2020.txt").read_text(encoding="utf-8")
    assert "- L’édition passe de 2 à 4\u00a0fiches (en plus : «" in told
    assert (
        "- Le chiffre publié «\u00a0Dossiers retenus\u00a0» s’ajoute : 90\u00a0dossiers (" in told
    )


def test_la_comparaison_est_aussi_un_tableau(root: Path) -> None:
    _bilan(root, "--compare", "2019", "--out", root / "ecrit")
    table = (root / "ecrit/comparaison-2019-2020.csv").read_text(encoding="utf-8-sig")
    assert table.splitlines()[0] == "Où;Ce qui change;Avant;Après;Fiches en plus;Fiches en moins"


def test_une_edition_comparee_a_elle_meme_n_a_pas_de_difference(root: Path) -> None:
    told = _bilan(root, "--compare", "2020", "--out", root / "ecrit").out
    assert "Aucune différence" in told


def test_une_edition_scellee_se_compare_a_celle_des_donnees_d_aujourd_hui(root: Path) -> None:
    _edit(root, "valeur: 90", "valeur: 91", "reference/figures.yml")
    told = _bilan(root, "--compare", "2020", "--out", root / "ecrit").out
    assert told.startswith("Du bilan 2020 scellé à celui des données d’aujourd’hui\n")
    assert "90\u00a0dossiers → 91\u00a0dossiers (" in told


@pytest.mark.parametrize(("more", "lines"), [(12, 13), (13, 14), (14, 14)])
def test_une_comparaison_tient_dans_un_terminal(more: int, lines: int) -> None:
    long = "Un titre " * 20
    found = differences(_of_records(0), _of_records(more))
    (one,) = [replace(d, venues=tuple(f"{long}{n}" for n in range(more))) for d in found]
    shown = list(in_short([one]))
    assert len(shown) == lines
    assert max(map(len, shown)) <= 79
    assert (shown[-1] == "  et 2\u00a0autres") == (more == 14)


@pytest.mark.parametrize(("count", "shown"), [(12, True), (13, False)])
def test_peu_de_nombres_se_montrent_beaucoup_se_comptent(count: int, shown: bool) -> None:
    (model,) = differences(_of_records(0), _of_records(1))
    ends = [("–", "2"), ("1", "2"), ("1", "–")]
    found = [
        replace(model, groupe="Les outils", nom=f"n{n} " * 30, avant=was, apres=is_)
        for n, (was, is_) in zip(range(count), cycle(ends), strict=False)
    ]
    first, *others = in_short(found)
    assert first.startswith("Les outils : ") and first.endswith(", 4\u00a0changés, 4\u00a0disparus")
    assert len(others) == count * shown
    assert not shown or [line[-5:] for line in others[1:3]] == ["1 → 2", "… : 1"]


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        (0, 1, "L’édition passe de 0 à 1\u00a0fiche (en plus : «\u00a0f0\u00a0»)."),
        (2, 1, "L’édition passe de 2 à 1\u00a0fiche (en moins : «\u00a0f1\u00a0»)."),
        (0, 6, "«\u00a0f4\u00a0» et 1\u00a0autre)."),
        (0, 8, "«\u00a0f4\u00a0» et 3\u00a0autres)."),
    ],
)
def test_une_difference_s_accorde_avec_son_nombre(one: int, other: int, words: str) -> None:
    (difference,) = differences(_of_records(one), _of_records(other))
    assert difference.phrase.endswith(words)


def _leaves(held: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = held.items() if isinstance(held, dict) else enumerate(held)
    for step, value in items:
        if isinstance(value, dict | list):
            yield from _leaves(value, (*path, step))
        else:
            yield (*path, step)


def _another(value: object) -> object:
    if isinstance(value, bool) or value is None:
        return not value
    return f"{value} ?" if isinstance(value, str) else value + 1  # type: ignore[operator]


def test_tout_ce_qu_un_scelle_contient_se_dit_s_il_change() -> None:
    text = edition_text_of(view_of(MINIATURE), "2020")
    before, data = read_edition(text), json.loads(text)
    kinds: dict[tuple[str, ...], list[tuple[str | int, ...]]] = {}
    for path in _leaves(data):
        kinds.setdefault(tuple(str(s) for s in path if isinstance(s, str)), []).append(path)
    silent = []
    # The first and the last of each kind of leaf: thousands of others are alike.
    for path in {ends for paths in kinds.values() for ends in (paths[0], paths[-1])}:
        held: Any = data
        for step in path[:-1]:
            held = held[step]
        was = held[path[-1]]
        held[path[-1]] = _another(was)
        after = made_of(Edition, data)
        held[path[-1]] = was
        found = differences(before, after)
        if not found and not [*changed_words(before, after, found)]:
            silent.append(path)
    assert silent == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("valeur: 46000", "valeur: 47000", "47\u00a0000\u00a0€"),
        ("valeur: 120000.5", "valeur: 121000.5", "121\u00a0000,5\u00a0€"),
        ("valeur: 1250", "valeur: 1260", "1\u00a0260\u00a0ménages"),
        ("valeur_max: 15", "valeur_max: 16", "de 12 à 16\u00a0logements"),
        ("Hors travaux.", "Hors taxes.", "Hors taxes"),
        ("organisme: fonds-essai\n      valeur: 46000\n      annee: 2016",
         "organisme: fonds-essai\n      valeur: 46000\n      annee: 2017", "2017"),
    ],
)  # fmt: skip
def test_un_montant_change_est_dit_avec_sa_fiche_dans_la_comparaison(
    root: Path, old: str, new: str, words: str
) -> None:
    _edit(root, old, new)
    shown = _bilan(root, "--compare", "2020", "--out", root / "e").out
    assert "Aucune différence" not in shown
    told = (root / "e/comparaison-2020-2020.txt").read_text(encoding="utf-8")
    assert words in told and "(fiche modifiée : «\u00a0Un bail glissant" in told


def test_un_montant_change_est_dit_avec_sa_fiche_partout_ou_l_on_demande(root: Path) -> None:
    _edit(root, "Hors travaux.", "Hors taxes.")
    again = _bilan(root, "--seal").err
    assert "Fiche modifiée : Un bail glissant d’essai en Eure-et-Loir" in again
    edition = root / "reference/reports/2020.yml"
    assert "bilan-scelle" in catalogue("--root", root, "validate", edition).out


def test_un_scelle_d_une_autre_version_le_dit(root: Path) -> None:
    seal = json.loads((root / SEAL).read_text(encoding="utf-8"))
    seal["edition"]["version"] = "0.9"
    seal["empreinte"] = fingerprint(json_text(seal["edition"]))
    (root / SEAL).write_text(json_text(seal), encoding="utf-8")
    outcome = _bilan(root, "--replay")
    assert (outcome.code, "scellé dans la version 0.9" in outcome.err) == (1, True)


def test_comparer_et_sceller_ne_vont_pas_ensemble(root: Path) -> None:
    assert _bilan(root, "--seal", "--compare", "2019").code == 2


def test_sceller_et_rejouer_ne_vont_pas_ensemble(root: Path) -> None:
    told = _bilan(root, "--seal", "--replay")
    assert told.code == 2
    assert "--seal et --replay ne vont pas ensemble" in told.err


def test_un_scelle_se_relit_comme_du_json_d_une_ligne_par_valeur(root: Path) -> None:
    lines = (root / SEAL).read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) < 400


def test_un_titre_change_dans_le_fichier_ne_change_pas_l_edition_scellee(root: Path) -> None:
    path = root / "reference/reports/2020.yml"
    data = read_yaml(path)
    data["titre"] = "Un autre titre"
    data["annee"] = int(data["annee"])
    data["retrospective"] = True
    write_yaml(path, data)
    _bilan(root, "--out", root / "ecrit")
    assert "Un autre titre" not in (root / "ecrit/bilan-2020.json").read_text(encoding="utf-8")
