"""A synthetic record: every field drawn, some of them absent as in real life."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from synth import course, figures
from synth.draft import Draft, Record, World, start
from synth.prose import capital, low, slug
from synth.yaml_text import Value

SHARES = {
    "resume": 0.97, "finalites": 0.9, "menages": 0.65, "logements": 0.4,
    "statut": 0.95, "debut": 0.7, "besoin": 0.9, "deroulement": 0.92,
    "issues": 0.55, "logement": 0.75, "gestion_locative": 0.6, "accompagnement": 0.9,
    "engagements": 0.4, "gouvernance": 0.55, "moyens": 0.6, "resultats": 0.4, "limites": 0.35,
    "conditions_reussite": 0.5, "transferabilite": 0.3, "innovation": 0.6, "contact": 0.8,
    "verifie_le": 0.93,
}  # fmt: skip
"""Field → the share of the records that have it; a field that is not named is always there."""

LONGEST_TITLE = 120

KIND = "document synthétique, inventé pour les mesures"


def make_record(world: World, index: int, seed: int) -> Record:
    """Return a record: always the same one for the same world, index and seed."""
    draft = start(world, Random(f"{seed}:{index}"))
    publics = draft.sample("publics", 3)
    names = world.words["publics"]
    draft.slots["public"] = names.get(publics[0], names["autre"])
    draft.slots["Public"] = capital(draft.slots["public"])
    title = next(t for t in iter(lambda: draft.phrase("titres"), "") if len(t) <= LONGEST_TITLE)
    body = _head(draft, publics) | _middle(draft) | _tail(draft)
    return {"id": f"{slug(title)}-{index:05d}", "titre": title, **body, **_end(draft)}


def _head(draft: Draft, publics: list[str]) -> Record:
    """Return what the initiative is: for whom, where, how many, with what money."""
    parts: dict[str, Callable[[], Value]] = {
        "resume": lambda: draft.phrase("resumes"),
        "publics": lambda: publics,
        "territoires": lambda: _territories(draft),
        "finalites": lambda: draft.sample("finalites", 2),
        "partenariats": lambda: draft.sample("partenariats", 2),
        "outils": lambda: _tools(draft),
        "menages": lambda: figures.households(draft),
        "logements": lambda: figures.dwellings(draft),
        "statut": lambda: draft.draw("statuts"),
        "debut": lambda: _beginning(draft),
        "financement": lambda: figures.money(draft),
        "besoin": lambda: draft.claim(draft.random.choice(draft.world.words["besoins"])),
    }
    return draft.kept(SHARES, parts)


def _middle(draft: Draft) -> Record:
    """Return how it goes with a household, and who does what."""
    parts: dict[str, Callable[[], Value]] = {
        "deroulement": lambda: course.course(draft),
        "issues": lambda: list(course.ways_out(draft)),
        "logement": lambda: course.housing(draft),
        "gestion_locative": lambda: _described(draft, "gestions"),
        "accompagnement": lambda: course.support(draft),
        "organismes": lambda: list(_organisations(draft)),
        "engagements": lambda: _commitments(draft),
        "gouvernance": lambda: _described(draft, "gouvernances"),
    }
    return draft.kept(SHARES, parts)


def _tail(draft: Draft) -> Record:
    """Return what it took, what came of it, and what can be learnt."""
    parts: dict[str, Callable[[], Value]] = {
        "moyens": lambda: figures.means(draft),
        "resultats": lambda: figures.results(draft),
        "limites": lambda: draft.claims("limites", 2),
        "conditions_reussite": lambda: draft.claims("conditions", 3),
        "transferabilite": lambda: {
            "transposable": draft.claims("transposable", 2),
            "propre_au_lieu": draft.claims("propre_au_lieu", 1),
        },
        "innovation": lambda: _criteria(draft),
        "contact": lambda: {
            "organisme": draft.slots["bailleur_id"],
            "fonction": draft.random.choice(draft.world.words["fonctions"]),
        },
    }
    return draft.kept(SHARES, parts)


def _end(draft: Draft) -> Record:
    """Return the sources that the rest has cited, and the day of the last check."""
    parts: dict[str, Callable[[], Value]] = {
        "sources": lambda: [_document(draft, id_) for id_ in sorted(draft.sources)],
        "verifie_le": lambda: _day(draft),
    }
    return draft.kept(SHARES, parts)


def _tools(draft: Draft) -> list[Value]:
    """Return the tools, and keep their names for the course."""
    tools = draft.sample("outils", 7)
    draft.slots["outils"] = ", ".join(draft.world.tools[tool] for tool in tools)
    return list(tools)


def _territories(draft: Draft) -> list[Value]:
    code, region = draft.places
    if draft.commune is None:
        return [{"region": region, "source": draft.source()}]
    first: Record = {"commune": draft.commune} if draft.chance(0.7) else {}
    first["departement"] = code
    if draft.chance(0.12):
        first["qpv"] = True
    found: list[Value] = [first | {"source": draft.source()}]
    other = draft.world.departments.draw(draft.random)
    if draft.chance(0.07) and other != code:
        found.append({"departement": other, "source": draft.source()})
    return found


def _beginning(draft: Draft) -> str:
    year = draft.slots["annee"]
    return year if draft.chance(0.5) else f"{year}-{draft.random.randint(1, 12):02d}"


def _described(draft: Draft, name: str) -> Record:
    return {"description": draft.phrase(name), "source": draft.source()}


def _organisations(draft: Draft) -> list[Value]:
    """Return the landlords, the charities and the bodies that refer, approve or fund, each once."""
    precisions = draft.world.words["precisions"]
    found: list[Value] = []
    for id_, roles in _roles(draft).items():
        entry: Record = {"organisme": id_, "roles": roles}
        if roles[0] in precisions and draft.chance(0.8):
            entry["precision"] = draft.write(draft.random.choice(precisions[roles[0]]))
        found.append(entry | {"source": draft.source()})
    return found


def _roles(draft: Draft) -> dict[str, list[str]]:
    directory, random = draft.world.directory, draft.random
    roles = {draft.slots["bailleur_id"]: ["porteur"]}
    others = (
        (0.25, "bailleur", ["co-porteur"]),
        (0.4, "association", [random.choice(("partenaire", "orienteur", "gestionnaire"))]),
        (0.3, "collectivite", ["financeur"]),
    )
    charity = ["operateur", "gestionnaire"] if draft.chance(0.35) else ["operateur"]
    roles[draft.slots["association_id"]] = charity
    for share, kind, own in others:
        if draft.chance(share):
            roles.setdefault(directory.draw(random, kind, draft.places).id, own)
    return roles | _instances(draft)


def _instances(draft: Draft) -> dict[str, list[str]]:
    """Return which bodies of the repository itself take part."""
    instances: dict[str, Any] = draft.world.words["instances"]
    return {
        id_: [draft.random.choice(roles)]
        for id_, (roles, percent) in instances.items()
        if id_ in draft.world.organisations and draft.chance(percent / 100)
    }


def _commitments(draft: Draft) -> list[Value]:
    parties: dict[str, list[str]] = draft.world.words["engagements"]
    return [
        {"partie": party, **draft.claim(draft.random.choice(texts))}
        for rank, (party, texts) in enumerate(parties.items())
        if rank < 3 or draft.chance(0.3)
    ]


def _criteria(draft: Draft) -> Record:
    criteria: dict[str, list[str]] = draft.world.words["innovation"]
    return {
        name: draft.claim(draft.random.choice(texts))
        for rank, (name, texts) in enumerate(criteria.items())
        if rank == 0 or draft.chance(0.6)
    }


def _document(draft: Draft, id_: str) -> Record:
    title = low(draft.random, draft.world.words["documents"])
    document: Record = {"id": id_, "document": f"{title}, {KIND}"}
    if draft.chance(0.8):
        document["editeur"] = draft.slots["bailleur" if id_ == "s1" else "association"]
    if draft.chance(0.9):
        document["date"] = str(draft.random.randint(2014, 2024))
    if draft.chance(0.3):
        document["url"] = f"https://essai.test/{slug(title)}/{draft.random.randrange(10**6)}"
    return document | {"fiabilite": draft.draw("fiabilites")}


def _day(draft: Draft) -> str:
    random = draft.random
    return f"{random.randint(2021, 2025)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
