"""The form asks for what the schema describes: no more, no less, in the order of the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.contribute.form import FormField, form_html, form_parts
from catalogue.schema.fields import Spec
from catalogue.site.page import NOBODY
from support.drawing import view_of
from support.places import ROOT

VIEW = view_of(ROOT)
PARTS = form_parts(VIEW)


def _names(field: FormField, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    here = (*path, field.nom) if field.nom else path
    yield from [here] if field.nom else []
    for child in (*field.tous, *([field.element] if field.element else [])):
        yield from _names(child, here)


def _expected(spec: Spec, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, child in spec.properties.items():
        yield (*path, name)
        yield from _expected(child.items or child, (*path, name))


def test_le_formulaire_a_cinq_parties_au_plus_et_six_champs_obligatoires() -> None:
    assert len(PARTS) <= 5
    required = [field.nom for part in PARTS for field in part.en_vue if field.obligatoire]
    assert sorted(required) == sorted(VIEW.spec.schema["required"])
    assert len(required) == 6


def test_chaque_champ_du_schema_est_une_fois_dans_le_formulaire() -> None:
    asked = [n for p in PARTS for field in p.tous for n in _names(field)]
    assert sorted(asked) == sorted(_expected(VIEW.spec))


def test_le_premier_ecran_demande_ce_dont_on_parle_ou_et_pour_qui() -> None:
    shown = [field.nom for field in PARTS[0].en_vue]
    assert shown == ["titre", "resume", "territoires", "publics", "outils", "financement"]
    (place,) = (f.element for f in PARTS[0].en_vue if f.nom == "territoires")
    assert place and [field.nom for field in place.champs] == ["commune", "departement"]


def test_le_nom_du_fichier_est_a_l_ecart() -> None:
    assert [field.nom for part in PARTS for field in part.reglages] == ["id"]


def test_un_sigle_dit_ce_qu_il_veut_dire() -> None:
    choices = {c.id: c for f in PARTS[0].en_vue for family in f.familles for c in family.choix}
    assert "fonds de solidarité" in choices["mobilisation-fsl"].sigle.lower()
    assert choices["plai-adaptation-offre"].sigle.startswith("PLAI\u00a0: Prêt locatif")
    assert choices["alt"].sigle == ""  # Its label says it already.


def test_les_parties_suivent_les_sections_de_la_fiche() -> None:
    listed = [section for part in VIEW.spec.note("formulaire") for section in part["sections"]]
    assert listed == [id_ for id_, _ in VIEW.schemas.sections]


def test_chaque_champ_a_un_nom_et_son_aide() -> None:
    html = str(form_html(VIEW, NOBODY, "../", "donnees.json"))
    ids = set(re.findall(r' id="([^"]+)"', html))
    described = re.findall(r'aria-describedby="([^"]+)"', html)
    named = {word for words in described for word in words.split()}
    assert named <= ids
    assert set(re.findall(r'<label for="([^"]+)"', html)) <= ids
