"""Synthetic records: a seeded draw for each field, some of them absent as in real life."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any

from organisations import Directory
from prose import Skewed, at, capital, low, of, slug
from yaml_text import Value

Record = dict[str, Value]

PRESENT = {
    "resume": 0.97, "territoires": 0.97, "finalites": 0.9, "menages": 0.65, "logements": 0.4,
    "debut": 0.7, "financement": 0.85, "besoin": 0.9, "deroulement": 0.92, "issues": 0.55,
    "logement": 0.75, "gestion_locative": 0.6, "accompagnement": 0.9, "engagements": 0.4,
    "gouvernance": 0.55, "moyens": 0.6, "resultats": 0.4, "limites": 0.35,
    "conditions_reussite": 0.5, "transferabilite": 0.3, "innovation": 0.6, "contact": 0.8,
    "verifie_le": 0.93,
}  # fmt: skip
"""Field → how often a record has it; a field that is not here is always there."""

KIND = "Document synthétique, inventé pour les mesures"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What every record draws from."""

    words: Mapping[str, Any]
    terms: Mapping[str, Skewed]
    """Vocabulary → its terms."""
    regions: Mapping[str, str]
    """Département → its région."""
    region_names: Mapping[str, str]
    departments: Skewed
    calls: tuple[Mapping[str, Any], ...]
    organisations: frozenset[str]
    """Organisations of the repository itself."""
    directory: Directory


@dataclass(slots=True, kw_only=True)
class Draft:
    """A record being written: its draws, the words of its slots, and the sources it has cited."""

    world: World
    random: Random
    places: tuple[str, ...] = ()
    territories: list[Value] = field(default_factory=list)
    slots: dict[str, str] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)

    def chance(self, share: float) -> bool:
        """Return True that often."""
        return self.random.random() < share

    def source(self) -> str:
        """Return the id of a source, nearly always the first, and remember that it is cited."""
        id_ = low(self.random, ("s1", "s1", "s2", "s3"))
        self.sources[id_] = None
        return id_

    def draw(self, vocabulary: str) -> str:
        """Return a term."""
        return self.world.terms[vocabulary].draw(self.random)

    def sample(self, vocabulary: str, most: int) -> list[str]:
        """Return from one term up to a number of different ones."""
        return self.world.terms[vocabulary].sample(self.random, self.random.randint(1, most))

    def write(self, text: str) -> str:
        """Return a text with its slots filled; numbers differ from one text to the next."""
        numbers = self.random.choice(((6, 3, 8), (9, 2, 10), (12, 3, 15), (18, 6, 21), (24, 4, 12)))
        self.slots["mois"], self.slots["trimestre"], self.slots["jours"] = map(str, numbers)
        return text.format_map(self.slots)

    def phrase(self, name: str) -> str:
        """Return a sentence of a list of words.yml."""
        return self.write(self.random.choice(self.world.words[name]))

    def claim(self, text: str) -> Record:
        """Return a sentence with its source."""
        return {"texte": self.write(text), "source": self.source()}

    def claims(self, name: str, most: int) -> list[Value]:
        """Return some different sentences of a list of words.yml, each with its source."""
        texts: list[str] = self.world.words[name]
        count = self.random.randint(1, min(most, len(texts)))
        return [self.claim(text) for text in self.random.sample(texts, count)]


def make_record(world: World, index: int, seed: int) -> Record:
    """Return a record, the same for the same seed, index and world."""
    draft = Draft(world=world, random=Random(f"{seed}:{index}"))
    publics = draft.sample("publics", 3)
    _set_slots(draft, publics[0])
    body = _head(draft, publics) | _middle(draft) | _tail(draft)
    body["sources"] = [_document(draft, id_) for id_ in sorted(draft.sources)]
    if draft.chance(PRESENT["verifie_le"]):
        body["verifie_le"] = _day(draft, 2021, 2025)
    name = slug(f"{body['titre']}", 60)
    return {"id": f"{name}-{index:05d}", **body}


def _set_slots(draft: Draft, public: str) -> None:
    world, random = draft.world, draft.random
    _place(draft)
    landlord = world.directory.draw(random, "bailleur", draft.places)
    charity = world.directory.draw(random, "association", draft.places)
    names = world.words["publics"]
    draft.slots |= {
        "public": names.get(public, names["autre"]),
        "action": random.choice(world.words["noms_d_action"]),
        "bailleur": landlord.nom,
        "bailleur_id": landlord.id,
        "association": charity.nom,
        "association_id": charity.id,
        "annee": str(random.randint(2013, 2023)),
        "menages": str(random.randint(8, 40)),
    }
    for name in ("public", "bailleur", "association", "lieu", "a_commune"):
        draft.slots[capital(name)] = capital(draft.slots[name])


def _place(draft: Draft) -> None:
    """Draw where the initiative takes place, and how its texts say it."""
    world, random = draft.world, draft.random
    code = world.departments.draw(random)
    region = world.regions[code]
    draft.places = (code, region)
    if draft.chance(0.06):
        here = f"dans la région {world.region_names[region]}"
        names = (here, here, f"de la région {world.region_names[region]}")
        draft.territories = [{"region": region}]
    else:
        here, *communes = world.words["departements"][code]
        commune = low(random, communes)
        names = (here, at(commune), of(commune))
        draft.territories = _territories(draft, code, commune)
    draft.slots |= dict(zip(("lieu", "a_commune", "de_commune"), names, strict=True))
    for territory in draft.territories:
        assert isinstance(territory, dict)
        territory["source"] = draft.source()


def _territories(draft: Draft, code: str, commune: str) -> list[Value]:
    first: Record = {"commune": commune} if draft.chance(0.7) else {}
    first["departement"] = code
    if draft.chance(0.12):
        first["qpv"] = True
    other = draft.world.departments.draw(draft.random)
    return [first, {"departement": other}] if draft.chance(0.07) and other != code else [first]


def _head(draft: Draft, publics: list[str]) -> Record:
    """Return what the record is, for whom, where, how much and with what money."""
    body: Record = {"titre": draft.phrase("titres")[:120]}
    parts: dict[str, Value] = {
        "resume": draft.phrase("resumes"),
        "publics": publics,
        "territoires": draft.territories,
        "finalites": draft.sample("finalites", 2),
        "partenariats": draft.sample("partenariats", 2),
        "outils": draft.sample("outils", 7),
        "menages": _households(draft),
        "logements": [_count(draft, 4, 30, "logements" if draft.chance(0.8) else "places")],
        "statut": draft.draw("statuts"),
        "debut": _start(draft),
        "financement": _money(draft),
        "besoin": draft.claim(draft.random.choice(draft.world.words["besoins"])),
    }
    return body | _kept(draft, parts)


def _middle(draft: Draft) -> Record:
    """Return how the initiative goes with a household."""
    words, random = draft.world.words, draft.random
    parts: dict[str, Value] = {
        "deroulement": _course(draft),
        "issues": list(_ways_out(draft)),
        "logement": {
            "nature": draft.sample("natures-logement", 2),
            "statuts_occupation": draft.sample("statuts-occupation", 3),
            "description": draft.phrase("logements"),
            "source": draft.source(),
        },
        "gestion_locative": {"description": draft.phrase("gestions"), "source": draft.source()},
        "accompagnement": _support(draft),
        "organismes": list(_organisations(draft)),
        "engagements": [
            {"partie": party, **draft.claim(random.choice(texts))}
            for party, texts in words["engagements"].items()
            if party in {"bailleur", "association", "menage"} or draft.chance(0.3)
        ],
        "gouvernance": {"description": draft.phrase("gouvernances"), "source": draft.source()},
    }
    return _kept(draft, parts)


def _tail(draft: Draft) -> Record:
    """Return what it took, what came of it, and what can be learnt."""
    words, random = draft.world.words, draft.random
    parts: dict[str, Value] = {
        "moyens": [_means(draft, m) for m in random.sample(words["moyens"], random.randint(1, 3))],
        "resultats": [
            _result(draft, r) for r in random.sample(words["resultats"], random.randint(1, 2))
        ],
        "limites": draft.claims("limites", 2),
        "conditions_reussite": draft.claims("conditions", 3),
        "transferabilite": {
            "transposable": draft.claims("transposable", 2),
            "propre_au_lieu": draft.claims("propre_au_lieu", 1),
        },
        "innovation": {
            name: draft.claim(random.choice(texts))
            for name, texts in words["innovation"].items()
            if name == "partenariat" or draft.chance(0.6)
        },
        "contact": {
            "organisme": draft.slots["bailleur_id"],
            "fonction": random.choice(("Direction de la gestion locative", "Pôle social")),
        },
    }
    return _kept(draft, parts)


def _kept(draft: Draft, parts: Mapping[str, Value]) -> Record:
    """Return the fields that this record has, and forget none of the sources it cites."""
    return {name: part for name, part in parts.items() if draft.chance(PRESENT.get(name, 1))}


def _households(draft: Draft) -> list[Value]:
    unit = low(draft.random, ("menages", "menages", "familles", "personnes", "dossiers"))
    planned = _count(draft, 8, 80, unit) | {"nature": "prevu"}
    return [planned, _count(draft, 5, 60, unit) | {"nature": "realise"}] if draft.chance(0.3) else [planned]


def _count(draft: Draft, least: int, most: int, unit: str) -> Record:
    figure: Record = {"valeur": least + int((most - least) * draft.random.random() ** 2)}
    if draft.chance(0.2):
        figure["qualificatif"] = draft.draw("qualificatifs")
    figure["unite"] = unit
    if draft.chance(0.5):
        figure["date"] = str(draft.random.randint(2015, 2024))
    return figure | {"source": draft.source()}


def _start(draft: Draft) -> str:
    year = draft.slots["annee"]
    return year if draft.chance(0.5) else f"{year}-{draft.random.randint(1, 12):02d}"


def _money(draft: Draft) -> Record:
    random, words = draft.random, draft.world.words
    money: Record = {"statut": low(random, ("financee", "financee", "candidate", "apparentee"))}
    calls = [c for c in draft.world.calls if c.get("region") in {None, draft.places[1]}]
    if money["statut"] == "financee" and calls and draft.chance(0.8):
        call = random.choice(calls)
        money["appel"] = call["id"]
        if call.get("sessions") and draft.chance(0.7):
            money["session"] = random.choice(call["sessions"])["id"]
    if draft.chance(0.55):
        funders = Skewed.of(words["financeurs"], words["financeurs"]).sample(random, 2)
        money["montants"] = [_amount(draft, f) for f in funders if f in draft.world.organisations]
    if draft.chance(0.3):
        money["cout_total"] = {"valeur": random.randrange(60, 400) * 1000, "source": draft.source()}
    return money | {"source": draft.source()}


def _amount(draft: Draft, funder: str) -> Record:
    value = draft.random.randrange(8, 90) * 1000
    year = int(draft.slots["annee"]) + draft.random.randint(0, 1)
    return {"organisme": funder, "valeur": value, "annee": year, "source": draft.source()}


def _course(draft: Draft) -> Record:
    """Return a course of one of the three forms; a track may hold graduated actions."""
    form = draft.draw("formes-deroulement")
    course: Record = {"forme": form}
    if draft.chance(0.7):
        course["introduction"] = draft.phrase("introductions")
    if form == "volets":
        course["elements"] = [_track(draft, t) for t in draft.random.sample(draft.world.words["volets"], 2)]
    else:
        course["elements"] = list(_steps(draft, draft.random.randint(3, 5)))
    return course


def _track(draft: Draft, track: list[str]) -> Record:
    title, text = track
    element: Record = {"titre": title, "description": draft.write(text)}
    if draft.chance(0.5):
        steps = list(_steps(draft, draft.random.randint(2, 3)))
        element["detail"] = {"forme": "actions-graduees", "elements": steps}
    return element | {"source": draft.source()}


def _steps(draft: Draft, count: int) -> Iterator[Record]:
    """Yield different steps, half of them about a tool."""
    pool = draft.world.words["etapes"]
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
            step["duree_mois"] = draft.random.choice((3, 6, 9, 12, 18, 24))
        yield step | {"source": draft.source()}


def _ways_out(draft: Draft) -> Iterator[Record]:
    issues = draft.world.words["issues"]
    for text in draft.random.sample(issues["sortie"], draft.random.randint(1, 3)):
        yield {"type": "sortie", **draft.claim(text)}
    if draft.chance(0.5):
        yield {"type": "echec", **draft.claim(draft.random.choice(issues["echec"]))}


def _support(draft: Draft) -> Record:
    support: Record = {
        "description": draft.phrase("accompagnements"),
        "modalites": draft.sample("modalites", 3),
        "domaines": draft.sample("domaines", 5),
    }
    if draft.chance(0.35):
        support["referent_unique"] = draft.chance(0.8)
    if draft.chance(0.5):
        support["duree_max_mois"] = draft.random.choice((6, 12, 12, 18, 24, 36))
    if draft.chance(0.4):
        support["intensite"] = draft.phrase("intensites")
    return support | {"source": draft.source()}


def _organisations(draft: Draft) -> Iterator[Record]:
    """Yield the landlords, the charities, the bodies that refer, approve, fund: each once."""
    roles: dict[str, list[str]] = {draft.slots["bailleur_id"]: ["porteur"]}
    directory, random = draft.world.directory, draft.random
    if draft.chance(0.25):
        second = directory.draw(random, "bailleur", draft.places).id
        roles.setdefault(second, ["co-porteur"])
    charity = ["operateur", "gestionnaire"] if draft.chance(0.35) else ["operateur"]
    roles[draft.slots["association_id"]] = charity
    if draft.chance(0.4):
        third = directory.draw(random, "association", draft.places).id
        roles.setdefault(third, [random.choice(("partenaire", "orienteur", "gestionnaire"))])
    if draft.chance(0.3):
        roles.setdefault(directory.draw(random, "collectivite", draft.places).id, ["financeur"])
    for id_, (body_roles, share) in draft.world.words["instances"].items():
        if id_ in draft.world.organisations and draft.chance(share / 100):
            roles[id_] = [random.choice(body_roles)]
    for id_, own in roles.items():
        texts = draft.world.words["precisions"].get(own[0])
        clear = {"precision": random.choice(texts)} if texts and draft.chance(0.8) else {}
        yield {"organisme": id_, "roles": own, **clear, "source": draft.source()}


def _means(draft: Draft, means: list[Any]) -> Record:
    label, values, unit = means
    if draft.chance(0.3):
        return {"libelle": label, "source": draft.source()}
    value = draft.random.choice(values)
    return {"libelle": label, "valeur": value, "unite": unit, "source": draft.source()}


def _result(draft: Draft, label: str) -> Record:
    total = int(draft.slots["menages"])
    figure: Record = {"libelle": label, "valeur": int(total * draft.random.uniform(0.3, 0.9))}
    if draft.chance(0.7):
        figure["denominateur"] = total
    return figure | {
        "unite": "ménages",
        "nature": "realise",
        "date": str(draft.random.randint(2016, 2024)),
        "source": draft.source(),
    }


def _document(draft: Draft, id_: str) -> Record:
    title = draft.random.choice(draft.world.words["documents"])
    document: Record = {"id": id_, "document": f"{title} – {KIND}"}
    if draft.chance(0.8):
        document["editeur"] = draft.slots["bailleur" if id_ == "s1" else "association"]
    if draft.chance(0.9):
        document["date"] = str(draft.random.randint(2014, 2024))
    if draft.chance(0.3):
        document["url"] = f"https://example.org/{slug(title)}/{draft.random.randrange(10**6)}"
    return document | {"fiabilite": draft.draw("fiabilites")}


def _day(draft: Draft, first: int, last: int) -> str:
    random = draft.random
    return f"{random.randint(first, last)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
