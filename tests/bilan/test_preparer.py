"""An edition goes from its first draft to its publication, and what does not hold is told."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from bilan.lies import lie
from catalogue.bilan.edition import VERSION
from catalogue.bilan.edition_blocks import addition
from catalogue.bilan.edition_doubts import alike, half_a_year_after, incoherences
from catalogue.bilan.edition_json import of_today
from catalogue.bilan.next_edition import NO_CALL, NO_DOCUMENT, NO_FIGURE, NO_RECORD, new_edition
from catalogue.bilan.published_editions import Editions
from catalogue.bilan.seal_text import read_seal
from catalogue.bilan.seals import moved, seal_schemas
from catalogue.cli import terminal
from catalogue.pipeline import load
from catalogue.records import assemble as build
from catalogue.records.report import CHARTS, TABLES, Report
from catalogue.schema.shape import check_shape
from catalogue.site.site_view import SiteView
from catalogue.text.document import read_text
from catalogue.workspace import Workspace
from support.command import Outcome, catalogue
from support.drawing import view_of
from support.history import commit_all
from support.miniature import copy_records
from support.places import MINIATURE, ROOT

FILE = "reference/reports/2026.yml"
SEAL = "reference/seals/2026.json"
DRAWN = "2027-01-15"

FOREWORD = "Deux appels sont connus à ce jour, et quatre initiatives les illustrent bien."
WRITTEN = f"""\
annee: 2026
titre: Bilan imaginaire 2026
statut: publie
arrete_au: "2026-12-31"
etabli_le: "{DRAWN}"
perimetre:
  phrase: Les appels de 2014 et de 2016, et ce que quatre fiches en disent.
  appels: [appel-2014, appel-2016]
  fiches: [essai-complet, essai-outre-mer, essai-corse, essai-hostile]
chiffres_cles: [objectif]
textes:
  avant_propos: |-
    {FOREWORD}
  nouveautes: Rien de neuf depuis l’édition 2020.
"""


COPIED = "On en sait ce que les documents de l’appel disent, et rien de plus."
OTHER = f"""\
{(MINIATURE / "reference/reports/2021.yml").read_text(encoding="utf-8")}
textes:
  methode: {COPIED}
"""
FAULTY = f"""\
annee: 2026
titre: Cinq initiatives
statut: publie
arrete_au: "2026-12-31"
etabli_le: "2026-12-30"
perimetre:
  phrase: Les neuf appels, et ce que quatre fiches en disent.
  appels: [appel-2014, appel-2016]
  fiches: [essai-complet, essai-outre-mer, essai-corse, essai-hostile]
textes:
  programme: |-
    Cette édition est rétrospective. En 2021, le programme a suivi 45 ménages.
  methode: {COPIED}
"""
ALL_WRONG = (
    "« Cinq initiatives » : l’édition a 4",
    "avant sa date d’arrêt",
    "« neuf appels » : l’édition couvre 2",
    "sans la ligne « retrospective: true »",
    "l’année 2021 n’est ni",
    "« 45 ménages »",
    "ce passage est celui de l’édition 2021",
    "pas d’avant-propos",
    "aucun chiffre clé",
    "aucune initiative n’est décrite pour la première fois",
)
"""What is told of it: a record put forward out of the scope is told before all else."""


class Clock:
    """The day that the command line is told."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.monkeypatch = monkeypatch

    def set(self, day: str) -> None:
        """Make it a day, ISO."""

        class Fixed(datetime.date):
            @classmethod
            def today(cls) -> datetime.date:
                return cls.fromisoformat(day)

        self.monkeypatch.setattr(terminal.datetime, "date", Fixed)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return a clock at the day when the edition is drawn up."""
    found = Clock(monkeypatch)
    found.set(DRAWN)
    return found


def _bilan(root: Path, *words: object) -> Outcome:
    return catalogue("--root", root, "bilan", "2026", *words)


@cache
def _miniature() -> SiteView:
    return view_of(MINIATURE)


def _report(text: str, file: str = FILE) -> Report:
    return build.report(file, yaml.safe_load(text))


def _told(text: str, au: str = DRAWN, *others: Report) -> list[str]:
    """Return what keeps an edition of 2026 from a seal, among those of the miniature repository."""
    view, report = _miniature(), _report(text)
    reports = view.corpus.reports | {one.id: one for one in (report, *others)}
    known = SiteView(replace(view.corpus, reports=reports), view.schemas)
    return [fault.message for fault in incoherences(known, report, au)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a copy of the miniature repository with an edition of 2026, ready to be sealed."""
    copied = copy_records(tmp_path / "depot")
    (copied / FILE).write_text(WRITTEN, encoding="utf-8")
    return copied


def test_d_un_projet_a_une_edition_publiee_tout_ce_qui_ne_tient_pas_est_dit(
    root: Path, clock: Clock
) -> None:
    (root / FILE).unlink()
    clock.set("2026-12-01")
    begun = _bilan(root, "--new")
    assert (begun.code, begun.out.strip()) == (0, FILE)
    assert f"{FILE}:" in begun.err and "ce texte reste à écrire" in begun.err
    checked = catalogue("--root", root, "validate", root / FILE)
    assert checked.code == 0, "un projet a des avertissements, et aucune erreur"
    draft = (root / FILE).read_text(encoding="utf-8")

    refused = _bilan(root, "--seal")
    assert refused.code == 1
    for words in (
        "un brouillon ne se scelle pas",
        "la date d’arrêt, le 31 décembre 2026, n’est pas passée",
        "avant sa date d’arrêt",
        "ce texte reste à écrire",
        "Rien n’a été scellé",
        "Le site ne dit pas à qui écrire",
    ):
        assert words in refused.err
    assert not (root / SEAL).exists()

    # Published as it stands: the check of a proposal refuses it too.
    (root / FILE).write_text(draft.replace("statut: brouillon", "statut: publie"), "utf-8")
    assert catalogue("--root", root, "validate").code == 1

    clock.set(DRAWN)
    (root / "reference/reports/2021.yml").write_text(OTHER, encoding="utf-8")
    (root / FILE).write_text(FAULTY, encoding="utf-8")
    refused = _bilan(root, "--seal")
    assert refused.code == 1
    for words in ALL_WRONG:
        assert words in refused.err, words
    assert not (root / SEAL).exists()

    (root / FILE).write_text(WRITTEN, encoding="utf-8")
    assert catalogue("--root", root, "validate").code == 0
    sealed = _bilan(root, "--seal")
    assert (sealed.code, sealed.out.strip()) == (0, SEAL)
    again = _bilan(root, "--seal")
    assert (again.code, "disent la même chose" in again.err) == (1, True)
    again = _bilan(root, "--reseal", "--why", "Encore une fois")
    assert (again.code, "rien à sceller à nouveau" in again.err) == (1, True)

    loaded = load(Workspace(root))
    editions = Editions(Workspace(root), SiteView(loaded.corpus, loaded.schemas))
    assert [report.id for report in editions.reports] == ["2019", "2020", "2026"]
    seal = read_seal(SEAL, (root / SEAL).read_text(encoding="utf-8"), seal_schemas())
    assert editions.text(editions.reports[-1]) == seal.text


def test_un_fichier_qui_existe_n_est_jamais_remplace(root: Path, clock: Clock) -> None:
    (root / FILE).write_text("# précieux\n", encoding="utf-8")
    outcome = _bilan(root, "--new")
    assert (outcome.code, f"{FILE} existe déjà" in outcome.err) == (2, True)
    assert (root / FILE).read_text(encoding="utf-8") == "# précieux\n"


@pytest.mark.parametrize("year", ["1999", "2029", "2072"])
def test_une_annee_hors_du_schema_ou_lointaine_est_refusee(
    root: Path, clock: Clock, year: str
) -> None:
    outcome = catalogue("--root", root, "bilan", year, "--new")
    assert (outcome.code, "de 2000 à 2028" in outcome.err) == (2, True)
    assert not (root / f"reference/reports/{year}.yml").exists()


def test_une_edition_scellee_ne_se_prepare_pas_a_nouveau(root: Path, clock: Clock) -> None:
    _bilan(root, "--seal")
    outcome = _bilan(root, "--new")
    assert (outcome.code, "catalogue bilan 2026 --reseal" in outcome.err) == (2, True)
    (root / FILE).unlink()
    outcome = _bilan(root, "--new")
    assert (outcome.code, "dans l’histoire du dépôt" in outcome.err) == (2, True)
    assert not (root / FILE).exists()


@pytest.mark.parametrize(
    ("statut", "state"), [("publie", "publiée, mais pas scellée"), ("brouillon", "un brouillon")]
)
def test_un_projet_qui_suit_une_edition_inachevee_part_d_elle_et_le_dit(
    root: Path, clock: Clock, statut: str, state: str
) -> None:
    before = WRITTEN.replace("statut: publie", f"statut: {statut}")
    (root / FILE).write_text(before, encoding="utf-8")
    outcome = catalogue("--root", root, "bilan", "2027", "--new")
    assert outcome.code == 0
    assert "L’édition 2026 est" in outcome.err and state in outcome.err
    text = (root / "reference/reports/2027.yml").read_text(encoding="utf-8")
    assert f"  # avant_propos: {FOREWORD.split(',', maxsplit=1)[0]}" in text
    assert ("qui est encore un brouillon" in text) == (statut == "brouillon")


@pytest.mark.parametrize(("day", "late"), [("2021-06-30", False), ("2021-07-01", True)])
def test_un_projet_tardif_est_dit_retrospectif(day: str, late: bool) -> None:
    text = new_edition(_miniature(), "2020", day)
    assert ("\nretrospective: true\n" in text) == late


def test_un_texte_a_ecrire_n_est_dit_ni_deux_fois_ni_repris() -> None:
    wanted = "À REMPLACER : le texte de cette partie, ou effacez cette ligne"
    (told,) = _told(WRITTEN.replace(FOREWORD, wanted), DRAWN, _other(f'"{wanted}"'))
    assert told == "ce texte reste à écrire (avant_propos)"


def test_sans_edition_precedente_le_projet_s_ecrit_aussi(root: Path) -> None:
    outcome = catalogue("--root", root, "bilan", "2015", "--new")
    assert outcome.code == 0
    assert 'avant_propos: "À REMPLACER' in (root / "reference/reports/2015.yml").read_text("utf-8")


def test_le_projet_reprend_l_edition_precedente_en_commentaires_et_dit_ce_qui_est_nouveau() -> None:
    text = new_edition(view_of(MINIATURE), "2020", "2021-01-02")
    lines = text.splitlines()
    assert "# titre: Bilan imaginaire 2019" in lines
    assert any(line.startswith("  #   Un texte **imaginaire**") for line in lines)
    assert "    - appel-2014" in lines
    assert any(
        line.startswith("    - appel-2016  # nouveau depuis l’édition 2019") for line in lines
    )
    assert any(line.startswith("  # - dossiers-rapport  # ") for line in lines)
    assert any(line.startswith("    # - essai-corse  # ") for line in lines), "sans document daté"
    assert 'arrete_au: "2020-12-31"' in lines
    assert "statut: brouillon" in lines


def test_le_projet_garde_ce_qui_est_note_des_appels_sans_date_et_dit_que_rien_n_est_nouveau(
    root: Path, clock: Clock
) -> None:
    noted = "  appels:\n    - appel-2014\n    # Sans date, mais lu à temps.\n    - appel-2016\n"
    text = WRITTEN.replace("  appels: [appel-2014, appel-2016]\n", noted)
    (root / FILE).write_text(text, encoding="utf-8")
    outcome = catalogue("--root", root, "bilan", "2027", "--new")
    lines = (root / "reference/reports/2027.yml").read_text("utf-8").splitlines()
    at = lines.index("    # Sans date, mais lu à temps.")
    assert lines[at + 1].startswith("    - appel-2016")
    assert f"    # {NO_RECORD} depuis l’édition 2026." in lines
    said = all(any(told in line for line in lines) for told in (NO_CALL, NO_FIGURE, NO_DOCUMENT))
    assert ("Rien de nouveau depuis l’édition 2026" in outcome.err) == said


def test_une_edition_ecrite_et_coherente_ne_fait_rien_dire() -> None:
    assert _told(WRITTEN) == []


CHANGES = {
    "avant sa date d’arrêt, la veille": ((f'"{DRAWN}"', '"2026-12-30"'), "avant sa date d’arrêt"),
    "le jour de l’arrêt": ((f'"{DRAWN}"', '"2026-12-31"'), ""),
    "établie demain": ((f'"{DRAWN}"', '"2027-01-16"'), "nous sommes le 15 janvier 2027"),
    "arrêtée avant son année": (
        ('arrete_au: "2026-12-31"', 'arrete_au: "2025-12-31"'), "avant que son année commence",
    ),
    "arrêtée au premier jour": (('arrete_au: "2026-12-31"', 'arrete_au: "2026-01-01"'), None),
    "rétrospective sans le dire": (
        (FOREWORD, "Cette édition est rétrospective."), "sans la ligne « retrospective: true »",
    ),
    "qui n’est pas rétrospective": ((FOREWORD, "Elle n’est pas rétrospective."), ""),
    "dite rétrospective à tort": (
        ("statut: publie", "statut: publie\nretrospective: true"), "moins de six mois après",
    ),
    "une année d’avant": (
        (FOREWORD, "Les documents ont paru jusqu’à la fin de 2021."), "l’année 2021 n’est ni",
    ),
    "une année à venir": ((FOREWORD, "Un autre appel ouvre en 2031."), "l’année 2031 n’est ni"),
    "l’année du jour où elle est établie": ((FOREWORD, "Elle est établie en janvier 2027."), ""),
    "l’année d’une source": (
        (FOREWORD, 'Dès 2018, on compte ({{ source("bulletin-2019") }}).'), "",
    ),
    "l’année d’une source, une phrase plus loin": (
        (FOREWORD, 'On compte ({{ source("bulletin-2019") }}). C’était en 2018.'), "2018 n’est ni",
    ),
    "l’année d’un appel": ((FOREWORD, "L’appel à projets de 2016 est clos."), ""),
    "une liste d’appels": ((FOREWORD, "Les appels de 2014 et 2016 sont clos."), ""),
    "l’année d’aucun appel": ((FOREWORD, "L’appel de 2017 est clos."), "2017 n’est ni"),
    "l’année d’une autre édition": ((FOREWORD, "L’édition 2019 en disait moins."), ""),
    "l’année d’aucune édition": ((FOREWORD, "L’édition 2018 en disait moins."), "2018 n’est ni"),
    "l’année d’une autre édition, au titre": (
        ("titre: Bilan imaginaire 2026", "titre: Bilan imaginaire 2020"), "2020 n’est ni",
    ),
    "un texte à écrire": ((FOREWORD, "À REMPLACER : l’avant-propos"), "reste à écrire"),
    "pas d’avant-propos": ((f"  avant_propos: |-\n    {FOREWORD}\n", ""), "pas d’avant-propos"),
    "une partie sans rien": (
        ("  nouveautes: Rien de neuf depuis l’édition 2020.\n", ""), "aucune initiative n’est décr",
    ),
    "plus de fiches au titre que l’édition n’en a": (
        ("titre: Bilan imaginaire 2026", "titre: Cinq initiatives"), "l’édition a 4\u00a0fiches",
    ),
    "moins de fiches au titre": (
        ("titre: Bilan imaginaire 2026", "titre: 3 initiatives"), "l’édition a 4\u00a0fiches",
    ),
    "autant de fiches": ((FOREWORD, "Les 4 fiches, soit quatre initiatives, disent tout."), ""),
    "toutes les fiches, mal comptées": (
        (FOREWORD, "Les trois fiches disent tout."), "« trois fiches » : l’édition a 4",
    ),
    "une partie des fiches": ((FOREWORD, "Une seule, dont deux fiches parlent."), ""),
    "plus de fiches que l’édition n’en a": ((FOREWORD, "Cinq fiches le disent."), "l’édition a 4"),
    "ce que l’édition compte": (
        (FOREWORD, "L’édition 2026 compte trois fiches."), "« trois fiches » : l’édition a 4",
    ),
    "ce qu’un lieu compte": ((FOREWORD, "La Marne compte trois fiches."), ""),
    "des appels mal comptés": (
        ("phrase: Les appels de 2014 et de 2016, et", "phrase: Les cinq appels, et"),
        "l’édition couvre 2\u00a0appels, en 3 sessions",
    ),
    "les appels, ou leurs sessions": (
        ("phrase: Les appels de 2014 et de 2016, et", "phrase: Deux appels, trois sessions, et"),
        "",
    ),
    "les fiches d’une sorte": ((FOREWORD, "Les trois fiches financées le disent."), ""),
    "les fiches d’une sorte, mal comptées": (
        (FOREWORD, "Les deux fiches financées le disent."), "en compte 3 (« Financée »)",
    ),
    "une part des initiatives": ((FOREWORD, "Trois des quatre initiatives sont financées."), ""),
    "une part en chiffres": ((FOREWORD, "Elles sont financées : 3 sur 4 sont financées."), ""),
    "une part mal comptée": (
        (FOREWORD, "Deux des quatre initiatives sont financées."), "en compte 3 (« Financée »)",
    ),
    "une part mal comptée, en chiffres": ((FOREWORD, "C’est 2 sur 4."), "« 2 sur 4 »"),
    "une part mal comptée, annoncée": (
        (FOREWORD, "Parmi les quatre initiatives, deux sont financées."), "en compte 3",
    ),
    "une part mal comptée, avant son total": (
        (FOREWORD, "Deux initiatives sur quatre sont financées."), "en compte 3",
    ),
    "un total mal compté, après sa part": (
        (FOREWORD, "Trois initiatives sur cinq sont financées."), "« cinq » : l’édition a 4",
    ),
    "une part mal comptée, au périmètre": (
        ("phrase: Les appels de 2014 et de 2016, et ce que quatre fiches en disent.",
         'phrase: "Quatre fiches : deux dont on sait qu’elles sont financées."'),
        "« deux » : l’édition en compte 3",
    ),
    "une part que rien ne nomme": (
        (FOREWORD, "Parmi les quatre initiatives, deux ont une équipe."), "cette part de ses init",
    ),
    "des appels couverts, mal comptés": ((FOREWORD, "Cinq appels sont couverts."), "couvre 2"),
    "des appels du programme, mal comptés": (
        (FOREWORD, "Cette édition couvre les quatre appels du programme."), "couvre 2",
    ),
    "une part des appels": ((FOREWORD, "Les deux premiers appels ont leurs documents."), ""),
    "un pourcentage d’autre chose": (
        (FOREWORD, "Relogés, 30 % des ménages le disent."), "« 30 % »",
    ),
    "un pourcentage en lettres": (
        (FOREWORD, "Trente pour cent des ménages le disent."), "« Trente pour cent »",
    ),
    "un grand nombre en lettres": (
        (FOREWORD, "On a vu trois cent douze projets."), "« trois cent douze projets »",
    ),
    "six mille, en lettres": ((FOREWORD, "Le programme a suivi six mille ménages."), ""),
    "des durées et des âges": (
        (FOREWORD, "De 24 à 36 mois, pour des jeunes de 18 à 25 ans : 24 heures sur 24, à 14 h 30,"
         " au 115 ou au 3919, dans 65 m², après 12 questions ; 10 000 visés."), "",
    ),
    "des lois et des plans": (
        (FOREWORD, "La loi du 31 mai 1990, la loi n° 2014-366 du 24 mars 2014, le décret du"
         " 3 juillet 2019, le plan de 2018 à 2022, le PDALHPD 2024-2030, la loi Alur en 2014."), "",
    ),
    "une année d’où partent les faits": (
        (FOREWORD, "Depuis 2020, chaque région lance ses appels."), "",
    ),
    "une date d’arrêt qui n’est pas la sienne": (
        (FOREWORD, "Cette édition est arrêtée au 31 décembre 2025."), "2025 n’est ni",
    ),
    "une partie qu’une ligne d’un tableau compte": (
        (FOREWORD, "Quatre fiches, dont trois financées."), "",
    ),
    "une partie que sa ligne compte autrement": (
        (FOREWORD, "Quatre fiches, dont deux financées."), "« deux financées »",
    ),
    "une partie qu’aucune liste n’a": (
        (FOREWORD, "On y lit 2,5 fiches."), "Faites-les compter",
    ),
    "un nombre qu’aucun chiffre ne dit": (
        (FOREWORD, "Le programme a suivi 6 001 ménages."), "« 6 001 ménages »",
    ),
    "un nombre qu’un chiffre dit": ((FOREWORD, "Le programme a suivi 6 000 ménages."), ""),
    "le nombre d’un chiffre, pour autre chose": (
        (FOREWORD, "Le programme a suivi 6 000 logements."), "« 6 000 logements »",
    ),
    "un nombre écrit en lettres": (
        (FOREWORD, "Le programme a soutenu vingt-deux projets."), "« vingt-deux projets »",
    ),
    "un nombre sourcé, dont sa source n’a pas de chiffre": (
        (FOREWORD, 'On parle de 45 places ({{ source("bulletin-2019") }}).'), "",
    ),
    "un autre nombre que celui de sa source": (
        (FOREWORD, 'On compte 95 dossiers ({{ source("rapport-2020") }}).'),
        'Écrivez {{ chiffre("dossiers-rapport") }}',
    ),
    "le nombre de sa source": (
        (FOREWORD, 'On compte 90 dossiers ({{ source("rapport-2020") }}).'), "",
    ),
    "une somme": ((FOREWORD, "Le programme a coûté 1,3 M€."), "« 1,3 M€ »"),
    "le nom du programme": ((FOREWORD, "Ce sont les « 10 000 logements Hlm accompagnés »."), ""),
    "des jours et des références": (
        (
            FOREWORD,
            "Du 6 au 8 mars, puis le 1er avril et le 5 octobre, à 14 h : l’article 5 de la loi"
            " n° 2014-366, l’article L. 301-5-1, la circulaire 06/14, page 12, la 4e vague.",
        ),
        "",
    ),
    "des mots qui ne comptent rien": ((FOREWORD, "Les deux sont gardés, de deux façons."), ""),
    "aucun chiffre clé": (("chiffres_cles: [objectif]\n", ""), "aucun chiffre clé"),
}  # fmt: skip
"""What is changed in the edition above, and what is said of it; nothing where it holds."""


@pytest.mark.parametrize("case", CHANGES)
def test_ce_qui_ne_tient_pas_est_dit(case: str) -> None:
    (old, new), words = CHANGES[case]
    assert old in WRITTEN
    told = _told(WRITTEN.replace(old, new))
    if words is None:
        assert not any("avant que son année" in line for line in told)
    elif words:
        assert [words in line for line in told].count(True) == 1, told
    else:
        assert told == []


def test_le_meme_nombre_faux_est_dit_a_chacune_de_ses_lignes(root: Path, clock: Clock) -> None:
    twice = "On a suivi 45 ménages en tout.\n\n    Ce sont 45 ménages, dit-on. Vu en 2008, puis en"
    text = WRITTEN.replace(FOREWORD, f"{twice}\n    2008.")
    (root / FILE).write_text(text, encoding="utf-8")
    told = catalogue("--root", root, "validate", root / FILE).out
    starts = [line.split(": ")[0] for line in told.splitlines() if "« 45 ménages »" in line]
    assert starts == [f"{FILE}:13:16", f"{FILE}:15:13"]
    assert [line.split(": ")[0] for line in told.splitlines() if "l’année 2008" in line] == [
        f"{FILE}:15:39", f"{FILE}:16:5",
    ]  # fmt: skip
    assert told.count("doutes_admis") == 1, "ce que l’on fait d’un doute se dit une fois"


def test_la_date_d_arret_doit_etre_passee() -> None:
    drawn = WRITTEN.replace(DRAWN, "2026-12-31")
    assert _told(drawn, "2026-12-31") == []
    assert any("n’est pas passée" in line for line in _told(drawn, "2026-12-30"))


def test_ce_qui_est_dit_l_est_a_sa_ligne_et_jamais_dans_un_commentaire(
    root: Path, clock: Clock
) -> None:
    folded = "Les documents ont paru\n    jusqu’à la fin de 2021."
    text = "# En 2021, jusqu’à la fin de 2021.\n" + WRITTEN.replace(FOREWORD, folded)
    (root / FILE).write_text(text, encoding="utf-8")
    told = catalogue("--root", root, "validate", root / FILE)
    assert (told.code, told.out.startswith(f"{FILE}:15:23: ")) == (1, True), told.out


def test_un_doute_admis_n_est_plus_dit_et_un_doute_sans_objet_l_est() -> None:
    wrong = WRITTEN.replace(FOREWORD, "Les documents ont paru jusqu’à la fin de 2021.")
    lift = 'doutes_admis:\n  - sur: "2021"\n    raison: Parce que.\n'
    assert _told(wrong + lift) == []
    (told,) = _told(WRITTEN + lift)
    assert "rien ne fait douter de « 2021 »" in told


LONG = " ".join(f"mot{'abcdefghijklmnopqrst'[n]}" for n in range(20))


@pytest.mark.parametrize(("kept", "copied"), [(20, True), (18, True), (17, False)])
def test_un_texte_repris_d_une_autre_edition_est_dit(kept: int, copied: bool) -> None:
    words = LONG.split()[:kept] + [f"autre{'abc'[n]}" for n in range(20 - kept)]
    told = _told(WRITTEN.replace(FOREWORD, LONG), DRAWN, _other(" ".join(words)))
    assert any("est celui de l’édition 2021" in line for line in told) == copied


def _other(text: str) -> Report:
    """Return another edition, which says a text."""
    other = (MINIATURE / "reference/reports/2021.yml").read_text(encoding="utf-8")
    return _report(f"{other}textes:\n  methode: {text}\n", "reference/reports/2021.yml")


@pytest.mark.parametrize(
    ("text", "copied"),
    [("On sait cela depuis mars de 2026.", True), ("On sait cela depuis hier.", False)],
)
def test_une_annee_changee_ne_fait_pas_un_texte_nouveau(text: str, copied: bool) -> None:
    other = _other("On sait cela depuis mai de 2021.")
    told = _told(WRITTEN.replace(FOREWORD, text), DRAWN, other)
    assert any("est celui de l’édition 2021" in line for line in told) == copied


@pytest.mark.parametrize(("day", "late"), [("2027-06-30", False), ("2027-07-01", True)])
def test_une_edition_tardive_se_dit_retrospective(day: str, late: bool) -> None:
    text = WRITTEN.replace(DRAWN, day)
    assert any("plus de six mois" in line for line in _told(text, "2028-01-01")) == late


@pytest.mark.parametrize(
    ("day", "later"), [("2026-12-31", "2027-06-31"), ("2027-03-01", "2027-09-01")]
)
def test_six_mois_plus_tard(day: str, later: str) -> None:
    assert half_a_year_after(day) == later


def test_une_mise_en_avant_hors_perimetre_arrete_tout(root: Path, clock: Clock) -> None:
    text = WRITTEN.replace("essai-corse, ", "") + "mises_en_avant:\n  - fiche: essai-corse\n"
    (root / FILE).write_text(text, encoding="utf-8")
    outcome = _bilan(root, "--seal")
    assert (outcome.code, "« essai-corse » n’est pas dans cette édition" in outcome.err) == (
        1,
        True,
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("annee: 2026\n  titre: x\n", "2:"),
        (WRITTEN.replace("annee: 2026", "annee: deux mille"), "1:8"),
        (WRITTEN + "doutes_admis: 2021\n", "15:15"),
        (WRITTEN + "doutes_admis:\n  - sur: 2021\n    raison: x\n", "16:10"),
        ("- un\n- deux\n", "1:1"),
    ],
)
def test_un_fichier_mal_ecrit_est_dit_a_sa_ligne(text: str, line: str, root: Path) -> None:
    (root / FILE).write_text(text, encoding="utf-8")
    outcome = catalogue("--root", root, "validate", root / FILE)
    assert (outcome.code, f"{FILE}:{line}" in outcome.out) == (1, True), outcome.out


SCOPE = WRITTEN.partition("perimetre:")[2].partition("chiffres_cles:")[0]


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (" tout\n", "écrivez « phrase: tout », et ajoutez « appels »"),
        ("\n  phrase: tout\n", "il manque le champ « appels »"),
        ("\n  phrase: tout\n  appels: tous\n", "« appels » attend une liste"),
    ],
)
def test_un_perimetre_mal_ecrit_dit_tout_ce_qu_il_faut_ecrire(scope: str, words: str) -> None:
    document, _ = read_text(WRITTEN.replace(SCOPE, scope), FILE)
    assert document is not None
    (issue,) = check_shape(document, "report", _miniature().schemas)
    assert words in issue.message


def test_ce_que_seul_le_programme_change_ne_fait_rien_dire(root: Path, clock: Clock) -> None:
    _bilan(root, "--seal")
    path = root / SEAL

    def counted_otherwise(seal: dict[str, Any]) -> None:
        tables = seal["edition"]["tableaux"]
        cells = (
            v for t in tables for line in t["lignes"] for c in line["cellules"][1:]
            for v in c["valeurs"] if v["liste"]
        )  # fmt: skip
        value = next(cells)
        value["nombre"], value["texte"] = 99, "99 sur 4"

    path.write_text(lie(path.read_text("utf-8"), counted_otherwise), encoding="utf-8")
    loaded = load(Workspace(root))
    view = SiteView(loaded.corpus, loaded.schemas)
    assert moved(Workspace(root), view, loaded.corpus.reports["2026"]) == ""
    told = _bilan(root, "--compare", "2026", "--out", root / "ecrit").out
    assert "le programme compte ou dit autrement" in told


def test_une_edition_rescellee_dit_pourquoi_au_lecteur(root: Path, clock: Clock) -> None:
    _bilan(root, "--seal")
    (root / FILE).write_text(WRITTEN.replace("imaginaire 2026", "inventé 2026"), encoding="utf-8")
    assert _bilan(root, "--reseal", "--why", "Un titre corrigé").code == 0
    seal = read_seal(SEAL, (root / SEAL).read_text(encoding="utf-8"), seal_schemas())
    words = "scellée à nouveau le 15 janvier 2027. Motif\u00a0: Un titre corrigé"
    assert words in seal.text
    assert "disent la même chose" in _bilan(root, "--seal").err


def test_une_edition_incoherente_ne_se_rescelle_pas(root: Path, clock: Clock) -> None:
    _bilan(root, "--seal")
    text = WRITTEN.replace(FOREWORD, "Tout a paru avant la fin de 2021.")
    (root / FILE).write_text(text, encoding="utf-8")
    outcome = _bilan(root, "--reseal", "--why", "Un titre corrigé")
    assert (outcome.code, "l’année 2021 n’est ni" in outcome.err) == (1, True)


def test_la_note_de_relecture_dit_ce_qui_manque_a_un_projet_modifie(root: Path) -> None:
    (root / FILE).unlink()
    commit_all(root)
    draft = WRITTEN.replace("statut: publie", "statut: brouillon").replace(FOREWORD, "Vu en 2008.")
    (root / FILE).write_text(draft, encoding="utf-8")
    note = catalogue("--root", root, "brief", "--base", "HEAD").out
    assert "l’année 2008 n’est ni" in note


@pytest.mark.parametrize("drafts", [False, True])
def test_un_projet_n_est_montre_que_dans_un_apercu(drafts: bool) -> None:
    editions = Editions(Workspace(MINIATURE), _miniature(), drafts=drafts)
    assert ("2021" in {report.id for report in editions.reports}) == drafts
    shown = addition(_miniature(), editions.shown, editions.kinds, editions.reports)
    listed = str(shown.blocks["liste_bilans"]("../"))
    assert ("bilans/2021/" in listed) == ("Brouillon" in listed) == drafts


def test_la_page_donne_le_fichier_de_la_prochaine_edition_s_il_n_y_a_pas_de_projet() -> None:
    view = _miniature()
    assert "reference/reports/2021.yml" in _start(view)
    published = {r.id: r for r in view.corpus.reports.values() if r.publie}
    shown = _start(SiteView(replace(view.corpus, reports=published), view.schemas))
    assert "reference/reports/2021.yml" in shown
    assert "annee: 2021\n" in shown
    assert 'etabli_le: "2026-05-02"' in unescape(shown), "aucune horloge"
    assert "Bilan imaginaire 2020</a>" in shown, "la dernière sert d’exemple"


def _start(view: SiteView) -> str:
    return str(addition(view, lambda year: None).blocks["prochain_bilan"]("../"))


def test_une_edition_scellee_par_une_version_anterieure_est_encore_montree() -> None:
    old: dict[str, Any] = {
        "version": "1.1",
        "sections": [
            {"id": id_, "numero": n, "titre": id_, "contenus": [dict(block)]}
            for n, (id_, block) in enumerate(
                {
                    "chiffres-cles": {"genre": "chiffres-cles", "id": ""},
                    "appels": {"genre": "graphique", "id": "frise"},
                    "fiches": {"genre": "graphique", "id": "croisements"},
                    "methode": {"genre": "paragraphe", "id": ""},
                }.items(),
                start=1,
            )
        ],
        "chiffres": [{"id": "x"}],
        "tableaux": [{"lignes": [{"cellules": [{"conflit": True, "valeurs": [{"texte": "1"}]}]}]}],
        "graphiques": [
            {"id": "frise", "genre": "frise", "repere": None, "donnees": [{"date": "2014"}]},
            {"id": "croisements", "genre": "matrice", "repere": None, "donnees": [{"date": ""}]},
        ],
        "enseignements": [],
        "fiches": [{"id": "x"}],
    }
    before = json.dumps(old)
    new = of_today(old)
    assert json.dumps(old) == before, "ce qui a été scellé ne bouge pas"
    assert new["version"] == VERSION
    places = [(s["id"], s["place"], s["numero"]) for s in new["sections"]]
    assert places == [
        ("essentiel", "essentiel", ""),
        ("appels", "corps", "1"),
        ("fiches", "corps", "2"),
        ("listes", "annexe", "A"),
        ("methode", "annexe", "B"),
    ]
    # What is counted leads there, on paper: its two blocks print the records and their lists.
    assert [block["genre"] for block in new["sections"][3]["contenus"]] == ["fiches", "listes"]
    assert [chart["id"] for chart in new["graphiques"]] == ["frise"]
    assert new["sections"][2]["contenus"] == []
    assert "version antérieure" in json.dumps(new["sections"][0], ensure_ascii=False)
    assert new["tableaux"][0]["lignes"][0]["cellules"][0]["conflit"] == "Les sources diffèrent"
    assert of_today(new) is new


def test_la_page_dit_tous_les_noms_et_eux_seuls() -> None:
    page = (ROOT / "docs/contribuer/preparer-un-bilan.md").read_text(encoding="utf-8")

    def listed(start: str, end: str) -> list[str]:
        return re.findall("`([a-z_-]+)`", page.partition(start)[2].partition(end)[0])

    assert sorted(listed("Les tableaux\u00a0:", "Les graphiques")) == sorted(TABLES)
    assert sorted(listed("Les graphiques\u00a0:", "\n\n")) == sorted(CHARTS)
    texts = _miniature().schemas.spec("report").properties["textes"].properties
    assert sorted(listed("Les textes de «", "\n\n")) == sorted(texts)


def test_un_site_a_mettre_en_ligne_n_a_pas_de_projet(root: Path) -> None:
    outcome = catalogue("--root", root, "build", "--publishable", "--drafts")
    assert (outcome.code, "ne vont pas ensemble" in outcome.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "copied"),
    [("un deux trois quatre cinq", False), ("un deux trois quatre cinq six", True)],
    ids=["cinq mots", "six mots"],
)
def test_un_passage_court_n_est_la_copie_de_rien(words: str, copied: bool) -> None:
    counted = Counter(words.split())
    assert alike(counted, counted) is copied
