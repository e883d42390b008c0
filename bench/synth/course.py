"""How a synthetic initiative goes with a household: the course, the ways out, the support."""

from __future__ import annotations

from collections.abc import Iterator

from synth.draft import Draft, Record


def course(draft: Draft) -> Record:
    """Return a course of one of the three forms; a track may hold graduated actions."""
    found: Record = {"forme": draft.draw("formes-deroulement")}
    lead = f"{draft.phrase('introductions')} " if draft.chance(0.7) else ""
    # Each tool that a record lists is spoken of: a rule asks for it.
    found["introduction"] = f"{lead}Outils mobilisés : {draft.slots['outils']}."
    if found["forme"] == "volets":
        found["elements"] = list(_tracks(draft))
    else:
        found["elements"] = list(_steps(draft, draft.random.randint(3, 5)))
    return found


def _tracks(draft: Draft) -> Iterator[Record]:
    for title, text in draft.random.sample(draft.world.words["volets"], 2):
        track: Record = {"titre": title, "description": draft.write(text)}
        if draft.chance(0.5):
            steps = list(_steps(draft, draft.random.randint(2, 3)))
            track["detail"] = {"forme": "actions-graduees", "elements": steps}
        yield track | {"source": draft.source()}


def _steps(draft: Draft, count: int) -> Iterator[Record]:
    """Yield different steps, up to half of them about a tool."""
    pool: dict[str, list[list[str]]] = draft.world.words["etapes"]
    special = [step for name, steps in pool.items() if name != "autre" for step in steps]
    tools = draft.random.sample(special, count // 2)
    for title, text in [*draft.random.sample(pool["autre"], count - len(tools)), *tools]:
        step: Record = {"titre": title}
        if draft.chance(0.5):
            step["phase"] = draft.draw("phases")
        step["description"] = draft.write(text)
        if draft.chance(0.3):
            step["statut_occupation"] = draft.draw("statuts-occupation")
        if draft.chance(0.3):
            months = draft.random.choice((3, 6, 9, 12, 18, 24))
            step["duree_mois"], draft.longest = months, max(months, draft.longest)
        yield step | {"source": draft.source()}


def ways_out(draft: Draft) -> Iterator[Record]:
    """Yield the ways out, and failure in half of the records."""
    texts: dict[str, list[str]] = draft.world.words["issues"]
    for text in draft.random.sample(texts["sortie"], draft.random.randint(1, 3)):
        yield {"type": "sortie", **draft.claim(text)}
    if draft.chance(0.5):
        yield {"type": "echec", **draft.claim(draft.random.choice(texts["echec"]))}


def housing(draft: Draft) -> Record:
    """Return the dwelling and the status of its occupant."""
    return {
        "nature": draft.sample("natures-logement", 2),
        "statuts_occupation": draft.sample("statuts-occupation", 3),
        "description": draft.phrase("logements"),
        "source": draft.source(),
    }


def support(draft: Draft) -> Record:
    """Return who supports the household, how, on what and for how long."""
    found: Record = {
        "description": draft.phrase("accompagnements"),
        "modalites": draft.sample("modalites", 3),
        "domaines": draft.sample("domaines", 5),
    }
    if draft.chance(0.35):
        found["referent_unique"] = draft.chance(0.8)
    if draft.chance(0.5):
        months = draft.random.choice((6, 12, 12, 18, 24, 36))
        found["duree_max_mois"] = max(months, draft.longest)
    if draft.chance(0.4):
        found["intensite"] = draft.phrase("intensites")
    return found | {"source": draft.source()}
