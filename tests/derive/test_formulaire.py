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
    here = (*path, field.spec.name)
    yield here
    for child in (*field.champs, *field.replies):
        yield from _names(child, here)


def _expected(spec: Spec, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, child in spec.properties.items():
        yield (*path, name)
        yield from _expected(child.items or child, (*path, name))


def test_le_formulaire_a_cinq_parties_au_plus_et_six_champs_obligatoires() -> None:
    assert len(PARTS) <= 5
    required = [field.spec.name for part in PARTS for field in part.en_vue if field.obligatoire]
    assert sorted(required) == sorted(VIEW.spec.schema["required"])
    assert len(required) == 6


def test_chaque_champ_du_schema_est_une_fois_dans_le_formulaire() -> None:
    fields = [f for p in PARTS for f in (*p.en_vue, *p.facultatifs, *p.reglages)]
    asked = [n for field in fields for n in _names(field)]
    assert sorted(asked) == sorted(_expected(VIEW.spec))


def test_le_premier_ecran_demande_ce_dont_on_parle_ou_et_pour_qui() -> None:
    shown = [field.spec.name for field in PARTS[0].en_vue]
    assert shown == ["titre", "resume", "territoires", "publics", "outils", "financement"]
    (place,) = (f for f in PARTS[0].en_vue if f.spec.name == "territoires")
    assert [field.spec.name for field in place.champs] == ["commune", "departement"]


def test_le_nom_du_fichier_est_a_l_ecart() -> None:
    assert [field.spec.name for part in PARTS for field in part.reglages] == ["id"]


def test_un_sigle_dit_ce_qu_il_veut_dire() -> None:
    choices = {c.id: c for f in PARTS[0].en_vue for _, family in f.familles for c in family}
    assert "fonds de solidarité" in choices["mobilisation-fsl"].sigle.lower()
    assert choices["plai-adaptation-offre"].sigle.startswith("PLAI\u00a0: Prêt locatif")
    assert choices["alt"].sigle == ""  # Its label says it already.


def test_les_parties_suivent_les_sections_de_la_fiche() -> None:
    listed = [section for part in VIEW.spec.note("formulaire") for section in part["sections"]]
    assert listed == [id_ for id_, _ in VIEW.schemas.sections]


def test_chaque_champ_a_un_nom_et_son_aide() -> None:
    html = str(form_html(VIEW, NOBODY, "../"))
    ids = set(re.findall(r' id="([^"]+)"', html))
    described = re.findall(r'aria-describedby="([^"]+)"', html)
    named = {word for words in described for word in words.split()}
    assert named <= ids
    assert set(re.findall(r'<label for="([^"]+)"', html)) <= ids
