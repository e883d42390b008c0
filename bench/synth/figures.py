"""The figures of a synthetic record: households, dwellings, money, means, results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from synth.draft import Draft, Record
from synth.prose import Skewed, low
from synth.yaml_text import Value


def households(draft: Draft) -> list[Value]:
    """Return what was planned and, in some records, what was done."""
    unit = low(draft.random, ("menages", "menages", "familles", "personnes", "dossiers"))
    figures: list[Value] = [_count(draft, 8, 80, unit, "prevu")]
    if draft.chance(0.3):
        # Not households: more of them than dwellings would be a warning.
        figures.append(_count(draft, 5, 60, "personnes", "realise"))
    return figures


def dwellings(draft: Draft) -> list[Value]:
    """Return how many dwellings or places there are."""
    unit = "logements" if draft.chance(0.8) else "places"
    return [_count(draft, 4, 30, unit, "realise")]


def _count(draft: Draft, least: int, most: int, unit: str, nature: str) -> Record:
    figure: Record = {"valeur": least + int((most - least) * draft.random.random() ** 2)}
    if draft.chance(0.2):
        figure["qualificatif"] = draft.draw("qualificatifs")
    figure["unite"] = unit
    if draft.chance(0.6):
        figure["nature"] = nature
    # What was done has its day, or else a rule warns.
    if draft.chance(0.5) or figure.get("nature") == "realise":
        figure["date"] = str(draft.random.randint(2015, 2024))
    return figure | {"source": draft.source()}


def money(draft: Draft) -> Record:
    """Return the link with the programme, the call, and the amounts."""
    random = draft.random
    found: Record = {"statut": low(random, ("financee", "financee", "candidate", "apparentee"))}
    calls = [c for c in draft.world.calls if c.get("region") in {None, draft.places[1]}]
    if found["statut"] == "financee" and calls and draft.chance(0.8):
        found |= _call(draft, random.choice(calls))
    amounts = _amounts(draft) if draft.chance(0.55) else []
    if amounts:
        found["montants"] = list[Value](amounts)
    if draft.chance(0.3):
        # At least what the funders give: more would be refused.
        given = [a["valeur"] for a in amounts if isinstance(a["valeur"], int)]
        total = max(random.randrange(60, 400) * 1000, sum(given))
        found["cout_total"] = {"valeur": total, "source": draft.source()}
    return found | {"source": draft.source()}


def _call(draft: Draft, call: Mapping[str, Any]) -> Record:
    sessions: Sequence[Mapping[str, str]] = call.get("sessions", ())
    if sessions and draft.chance(0.7):
        return {"appel": call["id"], "session": draft.random.choice(sessions)["id"]}
    return {"appel": call["id"]}


def _amounts(draft: Draft) -> list[Record]:
    weights: dict[str, float] = draft.world.words["financeurs"]
    known = [funder for funder in weights if funder in draft.world.organisations]
    funders = Skewed.of(known, weights).sample(draft.random, 2) if known else []
    return [
        {
            "organisme": funder,
            "valeur": draft.random.randrange(8, 90) * 1000,
            "annee": int(draft.slots["annee"]) + draft.random.randint(0, 1),
            "source": draft.source(),
        }
        for funder in funders
    ]


def means(draft: Draft) -> list[Value]:
    """Return the staff, some of it without a number."""
    found: list[Value] = []
    for label, values, unit in draft.random.sample(
        draft.world.words["moyens"], draft.random.randint(1, 3)
    ):
        entry: Record = {"libelle": label}
        if draft.chance(0.7):
            entry |= {"valeur": draft.random.choice(values), "unite": unit}
        found.append(entry | {"source": draft.source()})
    return found


def results(draft: Draft) -> list[Value]:
    """Return numbers of households, most of them with their total."""
    labels = draft.random.sample(draft.world.words["resultats"], draft.random.randint(1, 2))
    return [_result(draft, label) for label in labels]


def _result(draft: Draft, label: str) -> Record:
    total = int(draft.slots["menages"])
    figure: Record = {"libelle": label, "valeur": int(total * draft.random.uniform(0.3, 0.9))}
    if draft.chance(0.7):
        figure["denominateur"] = total
    figure |= {"unite": "ménages", "nature": "realise"}
    return figure | {"date": str(draft.random.randint(2016, 2024)), "source": draft.source()}
