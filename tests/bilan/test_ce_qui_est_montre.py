"""A chart or a table is there where it shows something: each threshold with both of its sides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bilan.editions import edition, table
from catalogue.bilan.calls import calls_timeline
from catalogue.bilan.counted import AXES, Line, Told, counted_chart, counted_table
from catalogue.bilan.drafts import DraftPart, Numbering, shown
from catalogue.bilan.edition_views import Published
from catalogue.bilan.parts import progress_chart, progress_table, span_words
from catalogue.bilan.proofs import Proofs
from catalogue.bilan.shapes import Block, Chart, Table
from catalogue.records.corpus import Corpus
from catalogue.records.types import CallStep
from support.drawing import view_of
from support.places import ROOT

PROOFS = Proofs("bilans/2020/")


def _told(*counts: int, silent: int = 0) -> Told:
    """Return an axis whose terms have so many records each."""
    lines = tuple(
        Line(id=f"t{rank}", libelle=f"T{rank}", adresse="", fiches=tuple(map(str, range(count))))
        for rank, count in enumerate(counts)
    )
    silence = tuple(f"s{rank}" for rank in range(silent))
    return Told(axe=AXES[0], lignes=lines, muettes=silence, sur=max(counts, default=0) + silent)


def _chart(found: Told) -> Chart | None:
    made = counted_table(found, PROOFS)
    return counted_chart(found, made) if made else None


@pytest.mark.parametrize(("counts", "there"), [((), False), ((4,), False), ((2, 1), True)], ids=str)
def test_un_tableau_a_deux_lignes_au_moins(counts: tuple[int, ...], there: bool) -> None:
    # A row for what is not given is not a second term.
    assert (counted_table(_told(*counts, silent=3), PROOFS) is not None) is there


@pytest.mark.parametrize(
    ("counts", "there"),
    [((2, 1), False), ((1, 1, 1), False), ((2, 1, 1), True)],
    ids=["deux barres", "toutes égales", "trois barres"],
)
def test_un_graphique_a_trois_barres_qui_different(counts: tuple[int, ...], there: bool) -> None:
    assert (_chart(_told(*counts, silent=1)) is not None) is there


@pytest.mark.parametrize(("terms", "note"), [(12, ()), (13, ("Les 12 plus fréquents",))], ids=str)
def test_un_graphique_dit_combien_de_lignes_il_laisse_au_tableau(
    terms: int, note: tuple[str, ...]
) -> None:
    made = _chart(_told(*range(terms, 0, -1)))
    assert made is not None
    assert len(made.donnees) == 12
    assert tuple(n.partition("\u00a0;")[0] for n in made.notes) == note


def test_ce_qui_est_inconnu_compte_avec_ce_qui_n_est_pas_renseigne() -> None:
    states = {axis.id: axis for axis in AXES}["etats"]
    assert states.muet == "inconnu"
    assert "etats" not in {one.id for one in edition("2025", ROOT).tableaux}


def _figures(*spans: tuple[str, str, str]) -> list[Published]:
    """Return published figures of so many years: their words, then the first and the last."""
    known = edition("2025", ROOT).chiffres[0]
    return [_figure(known, *span) for span in spans]


def _figure(known: Published, words: str, first: str, last: str) -> Published:
    id_ = f"{words}-{first}"
    return replace(known, id=id_, texte=words, couvre_du=first, couvre_au=last, nature="")


def _spans(figures: list[Published]) -> Chart | None:
    return progress_chart(figures, progress_table(figures, None))


@pytest.mark.parametrize(
    ("spans", "there"),
    [
        ([("a", "2014", "2014"), ("b", "2014", "2016")], False),
        ([("a", "2014", "2014"), ("b", "2014", "2014"), ("c", "2014", "2014")], False),
        ([("a", "2014", "2014"), ("b", "2014", "2016"), ("c", "2014", "2018")], True),
    ],
    ids=["deux", "les mêmes années", "trois"],
)
def test_des_etendues_se_montrent_a_trois_et_de_plusieurs_annees(
    spans: list[tuple[str, str, str]], there: bool
) -> None:
    assert (_spans(_figures(*spans)) is not None) is there


def test_le_meme_nombre_dit_par_deux_documents_n_a_qu_une_ligne() -> None:
    same = ("a", "2014", "2016")
    made = _spans(_figures(same, same, ("b", "2014", "2014"), ("c", "2014", "2018")))
    assert made is not None
    assert len(made.donnees) == 3


def test_un_nombre_dont_rien_ne_dit_les_annees_est_nomme() -> None:
    dated = [("a", "2014", "2014"), ("b", "2014", "2016"), ("c", "2014", "2018")]
    made = _spans(_figures(*dated, ("vague", "", "")))
    assert made is not None
    assert made.notes == ("Sans période connue, non placé\u00a0: vague.",)


def _timeline(corpus: Corpus, *ids: str) -> Chart | None:
    calls = {id_: corpus.calls[id_] for id_ in ids}
    nothing = Table(id="appels", numero=0, titre="", description="", colonnes=(), lignes=())
    return calls_timeline(replace(corpus, calls=calls), nothing)


NATIONAL = ("aap-2014", "aap-2016", "aap-2018")


@pytest.mark.parametrize(("calls", "there"), [(NATIONAL[:2], False), (NATIONAL, True)], ids=str)
def test_une_frise_a_trois_appels_dates(calls: tuple[str, ...], there: bool) -> None:
    assert (_timeline(view_of(ROOT).corpus, *calls) is not None) is there


def test_la_frise_a_le_comite_de_janvier_2021_et_fin_2023_en_decembre() -> None:
    (chart,) = (one for one in edition("2025", ROOT).graphiques if one.genre == "frise")
    days = {point.texte: point.date for point in chart.donnees}
    committee = "Comité de sélection\u00a0: Appel FNAVDL Provence-Alpes-Côte d’Azur 2020"
    assert days[f"{committee}, 28 janvier 2021"] == "2021-01-28"
    late = "Lancement\u00a0: Appel FNAVDL Hauts-de-France 2023, fin 2023"
    assert days[late] == "2023-12"


def test_la_frise_nomme_ce_qu_elle_ne_peut_pas_placer() -> None:
    corpus = view_of(ROOT).corpus
    vague = (CallStep(etape="cloture", date="2016", source="aef-appel-2016"),)
    calls = {**corpus.calls, "aap-2016": replace(corpus.calls["aap-2016"], calendrier=vague)}
    wanted = (*NATIONAL, "fnavdl-paca-2020", "fnavdl-normandie-2022")
    made = _timeline(replace(corpus, calls=calls), *wanted)
    assert made is not None
    assert "Appel à projets 2016" not in {point.categorie for point in made.donnees}
    told = " ".join(made.notes)
    assert "Sans mois connu, non placé\u00a0: clôture\u00a0: Appel à projets 2016, 2016." in told
    assert "Appel FNAVDL Normandie 2022" in told


def test_un_graphique_qui_dit_tout_apporte_son_tableau_plie() -> None:
    for section in edition("2025", ROOT).sections[1:]:
        blocks = [(block.genre, block.id) for block in section.contenus]
        for at, (genre, id_) in enumerate(blocks):
            if genre == "valeurs":
                assert blocks[at - 1] == ("graphique", id_)


def test_un_texte_qui_appelle_un_graphique_qui_ne_montre_rien_a_son_tableau() -> None:
    made = counted_table(_told(2, 1), PROOFS)
    assert made is not None
    called = DraftPart(id="a", titre="A", texte=(Block(genre="graphique", id=made.id),))
    own = DraftPart(id="b", titre="B", suite=(shown(made),), tableaux=(made,))
    sections = Numbering([called, own]).sections
    assert [(s.id, [b.genre for b in s.contenus]) for s in sections] == [("a", ["tableau"])]


def test_les_graphiques_de_l_essentiel_sont_aussi_dans_le_corps() -> None:
    first, *others = edition("2025", ROOT).sections
    body = {b.id for section in others for b in section.contenus if b.genre == "graphique"}
    own = [block.id for block in first.contenus if block.genre == "graphique"]
    assert own == ["progression", "frise", "publics"]
    assert set(own) <= body


def test_l_essentiel_dit_ce_que_la_plupart_des_fiches_ne_disent_pas() -> None:
    first = edition("2025", ROOT).sections[0]
    (lines,) = (block.elements for block in first.contenus if block.genre == "puces")
    told = ["".join(run.texte for run in line) for line in lines]
    assert "le coût ou un financement, 5 sur 5" in told[2]
    assert "les publics" not in told[2]


@pytest.mark.parametrize(("year", "unknown"), [("2018", False), ("2026", True)])
def test_l_essentiel_dit_que_rien_ne_compte_ce_que_vise_l_objectif(
    year: str, unknown: bool
) -> None:
    # In 2018 the last figures count dwellings, as the goal does; the next ones households alone.
    blocks = edition(year, ROOT).sections[0].contenus
    told = [run.texte for b in blocks for line in b.elements for run in line]
    assert any("l’objectif, 10\u00a0000\u00a0logements" in one for one in told) is unknown


@pytest.mark.parametrize(
    ("calls", "years"),
    [("Première session, avril 2014", ""), ("les trois premiers appels", "2014")],
)
def test_une_annee_que_l_appel_dit_n_est_pas_dite_deux_fois(calls: str, years: str) -> None:
    (figure,) = _figures(("28 projets", "2014", "2014"))
    assert span_words(replace(figure, couvre_mots=calls)) == years


def test_un_nombre_prevu_le_reste_dans_un_graphique() -> None:
    planned, *others = _figures(("a", "2014", "2014"), ("b", "2014", "2016"), ("c", "2014", "2018"))
    made = _spans([replace(planned, nature="prevu", nature_mots="prévu"), *others])
    assert made is not None
    assert [point.categorie.partition(" (")[0] for point in made.donnees] == ["a, prévu", "b", "c"]


def test_l_absence_d_enseignements_n_est_dite_qu_une_fois() -> None:
    for year in ("2025", "2026"):
        (lessons,) = (s for s in edition(year, ROOT).sections if s.id == "enseignements")
        assert [block.genre for block in lessons.contenus] == ["paragraphe"]


def test_financees_et_citees_sont_comptees_a_part() -> None:
    found = edition("2020")
    counts = {line.id for line in table(found, "liens").lignes}
    assert counts == {"financee", "citee"}


@pytest.mark.parametrize(("year", "there"), [("2019", False), ("2026", True)])
def test_une_colonne_qui_dit_partout_la_meme_chose_est_une_phrase(year: str, there: bool) -> None:
    table = next(one for one in edition(year, ROOT).tableaux if one.id == "appels")
    assert ("initiatives" in {column.id for column in table.colonnes}) is there
    told = "Initiatives au catalogue\u00a0: 0 pour chaque appel."
    assert (told in table.notes) != there
