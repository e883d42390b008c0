"""No page, document or sheet leads anywhere but to the site and to pages of the web."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from catalogue.site.environment import Links
from catalogue.site.page import Publisher
from catalogue.site.prose import prose
from catalogue.text.web import SITE, WEB, UnsafeAddressError, is_web
from support.places import PACKAGE, ROOT

REFUSED = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " javascript:x",
    "data:x",
    "vbscript:x",
    "file:///etc/passwd",
    "mailto:x@y.test",
    "ftp://x.test",
    "//x.test",
    "/x",
    "\\\\x.test",
    "http:x",
    "http:/x.test",
    "https://",
    "https:///x",
    "https://a@x.test",
    "https://a:b@x.test/",
    "https://x.test\\@y.test",
    "https://x.test/a b",
    "https://x.test/\n",
    "https://x.test/\x00",
    'https://x.test/"onclick',
    "https://x.test/<b>",
    "../x",
    "a/../x",
    "./x",
    "a\nb",
    "a:b",
    "x\\y",
)
WEB_PAGES = (
    "https://x.test",
    "http://x.test:8080/a/b.html?c=d&e=f#g",
    "https://x.test/@nom",
    "HTTPS://x.test/",
    "https://é.test/é",
    "https://x.test?a=b@c",
)
OF_SITE = (
    "",
    "projets/x/",
    "catalogue/?publics=jeunes&outils=bail-glissant",
    "#source-s1",
    "exports/a.csv",
    "bilans/2019/listes/a--b/",
    "programme/#source-x",
)


@pytest.mark.parametrize("base", ["", "../../"])
@pytest.mark.parametrize("address", REFUSED)
def test_aucune_page_ne_mene_a_une_adresse_refusee(base: str, address: str) -> None:
    with pytest.raises(UnsafeAddressError):
        Links(base)(address)


@pytest.mark.parametrize("address", WEB_PAGES)
def test_une_page_du_web_reste_telle_quelle(address: str) -> None:
    assert (Links("../")(address), is_web(address)) == (address, True)


@pytest.mark.parametrize("address", OF_SITE)
def test_une_adresse_du_site_part_de_sa_racine(address: str) -> None:
    expected = address if address.startswith("#") else f"../{address}"
    assert (Links("../")(address), is_web(address)) == (expected, False)


@pytest.mark.parametrize("address", [a for a in REFUSED if not re.search(r"[\s\x00<>]", a)])
def test_la_prose_laisse_une_adresse_refusee_en_texte(address: str) -> None:
    assert "<a" not in prose(f"Voir [ici]({address}).")


@pytest.mark.parametrize("address", [a for a in REFUSED if a != "mailto:x@y.test"])
def test_on_n_ecrit_pas_a_un_contact_qui_n_est_ni_courriel_ni_page(address: str) -> None:
    with pytest.raises(UnsafeAddressError):
        _ = Publisher(contact=address).adresse


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("a.b@x.test", "mailto:a.b@x.test"),
        ("https://x.test/@nom", "https://x.test/@nom"),
        ("", ""),
    ],
)
def test_on_ecrit_a_un_courriel_ou_par_une_page(contact: str, address: str) -> None:
    assert Publisher(contact=contact).adresse == address


def _schema(name: str) -> dict[str, dict[str, str]]:
    text = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")
    return dict(json.loads(text)["$defs"])


def test_les_schemas_et_le_programme_ont_la_meme_liste() -> None:
    edition, web = _schema("bilan"), WEB.strip("^$")
    assert _schema("common")["url"]["pattern"] == WEB
    assert edition["url"]["pattern"] == f"^({web})?$"
    assert edition["adresse-du-site"]["pattern"] == f"^{SITE}$"
    assert edition["adresse"]["pattern"] == f"^({SITE}|{web})$"


ATTRIBUTE = re.compile(r'(?:href|src|action|formaction|poster)="([^"]*\{[^"]*)')
SURE = re.compile(
    r"\{\{ (lien\(|lien\.base \}\}|base \}\}|haut \}\}|canonique \}\}|f\.fichier \}\}|fichier \}\}"
    r"|l\.adresse \}\}|site\.adresse \}\}|site\.courriel \}\})|#|\{% if not modele %\}\{\{ lien\("
)
"""How an address may be written in a template: checked by `lien`, or made of our own names."""


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("templates/*.j2")))
def test_un_gabarit_n_ecrit_aucune_adresse_sans_la_verifier(path: Path) -> None:
    written = ATTRIBUTE.findall(path.read_text(encoding="utf-8"))
    assert [address for address in written if not SURE.match(address)] == []
