"""The catalogue as linked data, in JSON-LD: SKOS, DCAT-AP, schema.org.

Addresses are whole where the site knows its own, else they lead on from the file, as JSON-LD
allows: a reader who knows where the file was taken from finds the same things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from catalogue.data.package import ABOUT, FOLDER, KEYWORDS, VERSION, DataSite, PublishedFile
from catalogue.records.corpus import LINKS, Corpus
from catalogue.records.types import Organisation, Project, Source, Term, Territoire, Vocabulary
from catalogue.site.addresses import address_of, folder_of, member_address
from catalogue.site.kinds.record import LICENCE

Node = dict[str, Any]

VOCABULARIES = f"{FOLDER}vocabulaires.jsonld"
SKOS_WORDS: Node = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
DCAT_WORDS: Node = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
SCHEMA_WORDS = {"@vocab": "https://schema.org/"}
"""Written here, not fetched: readers of linked data ask nothing of another site."""
CHOSEN = ("publics", "finalites", "partenariats", "outils")
"""The fields of a record whose terms are its key words, besides its link to the programme."""


def reference(address: str) -> Node:
    """Return what points to a thing; nothing where there is none."""
    return {"@id": address} if address else {}


def french(text: str) -> Node:
    """Return a text in French; nothing where there is none."""
    return {"@value": text, "@language": "fr"} if text else {}


def _known(node: Node) -> Node:
    """Return a node without what is not known: an empty text, list or group."""
    return {key: value for key, value in node.items() if value not in ("", None, [], {})}


# SKOS


def concept(site: DataSite, set_: str, id_: str) -> str:
    """Return the address of a term as a concept."""
    return f"{scheme(site, set_)}/{id_}"


def scheme(site: DataSite, set_: str) -> str:
    """Return the address of a vocabulary as a list of concepts."""
    return f"{site.base}{VOCABULARIES}#{set_}"


def vocabularies_graph(corpus: Corpus, site: DataSite) -> Node:
    """Return every vocabulary and the places, in the words of SKOS."""
    territories = Vocabulary(
        id="territoires",
        libelle="Territoire",
        libelle_pluriel="Territoires",
        definition="Les régions et les départements.",
        adresse="territoires",
        familles=(),
        termes=corpus.territories,
    )
    listed = (*corpus.vocabularies.values(), territories)
    graph = chain.from_iterable(_scheme(corpus, one, site) for one in listed)
    return {"@context": SKOS_WORDS, "@graph": list(graph)}


def _scheme(corpus: Corpus, vocabulary: Vocabulary, site: DataSite) -> Iterator[Node]:
    here = scheme(site, vocabulary.id)
    yield _known(
        {
            "@id": here,
            "@type": "skos:ConceptScheme",
            "skos:prefLabel": french(vocabulary.libelle_pluriel),
            "skos:definition": french(vocabulary.definition),
            "dct:license": reference(LICENCE),
        }
    )
    for term in vocabulary.termes.values():
        yield _concept(corpus, vocabulary.id, term, site)
    for id_, words in vocabulary.familles:
        members = [t.id for t in vocabulary.termes.values() if t.famille == id_]
        yield {
            "@id": f"{here}/famille/{id_}",
            "@type": "skos:Collection",
            "skos:prefLabel": french(words),
            "skos:member": [reference(concept(site, vocabulary.id, member)) for member in members],
        }


def _concept(corpus: Corpus, set_: str, term: Term, site: DataSite) -> Node:
    folder = folder_of(corpus, set_)
    parent, successor = term.parent, term.remplace_par
    name = french(term.libelle)
    english = {"@value": term.label_en, "@language": "en"}
    return _known(
        {
            "@id": concept(site, set_, term.id),
            "@type": "skos:Concept",
            "skos:inScheme": reference(scheme(site, set_)),
            "skos:topConceptOf": None if parent else reference(scheme(site, set_)),
            "skos:notation": term.id,
            "skos:prefLabel": [name, english] if term.label_en else name,
            "skos:altLabel": [french(name) for name in term.alias],
            "skos:hiddenLabel": [french(name) for name in (*term.mots, *term.villes)],
            "skos:definition": french(term.definition),
            "skos:broader": reference(concept(site, set_, parent)) if parent else None,
            "owl:deprecated": True if successor else None,
            "dct:isReplacedBy": reference(concept(site, set_, successor)) if successor else None,
            "foaf:page": reference(f"{site.base}{folder}/{term.id}/") if folder else None,
        }
    )


# schema.org


def record_nodes(corpus: Corpus, project: Project, site: DataSite) -> tuple[Node, Node]:
    """Return a record and the initiative that it tells of, in the words of schema.org."""
    initiative = _initiative(corpus, project, site)
    terms = [
        (LINKS, project.lien),
        *((set_, id_) for set_ in CHOSEN for id_ in getattr(project, set_)),
    ]
    record = _known(
        {
            "@id": f"{site.base}{address_of(project.id)}",
            "@type": "CreativeWork",
            "name": project.titre,
            "abstract": project.resume,
            "inLanguage": "fr",
            "license": reference(LICENCE),
            "dateModified": project.verifie_le,
            "audience": [
                {"@type": "Audience", "audienceType": corpus.label("publics", id_)}
                for id_ in project.publics
            ],
            "keywords": [
                {
                    "@id": concept(site, set_, id_),
                    "@type": "DefinedTerm",
                    "name": corpus.label(set_, id_),
                }
                for set_, id_ in terms
            ],
            "encoding": {
                "@type": "MediaObject",
                "encodingFormat": "application/json",
                "contentUrl": reference(f"{site.base}{FOLDER}projets/{project.id}.json"),
            },
            "citation": [_document(source) for source in project.sources],
            "about": reference(initiative["@id"]),
        }
    )
    return record, initiative


def _document(source: Source) -> Node:
    publisher = {"@type": "Organization", "name": source.editeur}
    return _known(
        {
            "@type": "CreativeWork",
            "name": source.document,
            "publisher": publisher if source.editeur else None,
            "datePublished": source.date,
            "url": reference(source.url),
        }
    )


def _initiative(corpus: Corpus, project: Project, site: DataSite) -> Node:
    return _known(
        {
            "@id": f"{site.base}{address_of(project.id)}#initiative",
            "@type": "Project",
            "name": project.titre,
            "alternateName": project.nom_court,
            "foundingDate": project.data.get("debut", ""),
            "dissolutionDate": project.data.get("fin", ""),
            "areaServed": [_place(corpus, site, place) for place in project.territoires],
            "member": [
                {
                    "@type": "OrganizationRole",
                    "roleName": [corpus.label("roles", role) for role in one.roles],
                    "member": reference(organisation(site, one.organisme)),
                }
                for one in project.organismes
            ],
        }
    )


def _place(corpus: Corpus, site: DataSite, place: Territoire) -> Node:
    """Return a place by its narrowest name, inside its département or region."""
    code = place.departement or place.region
    around = reference(concept(site, "territoires", code)) if code else None
    words = place.quartier or place.commune or place.intercommunalite
    if not words:
        named = corpus.label("territoires", code)
        return _known({**(around or {}), "@type": "AdministrativeArea", "name": named})
    return _known({"@type": "Place", "name": words, "containedInPlace": around})


def organisation(site: DataSite, id_: str) -> str:
    """Return the address of an organisation."""
    return f"{site.base}{member_address('organismes', id_)}"


def organisation_node(one: Organisation, site: DataSite) -> Node:
    """Return an organisation in the words of schema.org."""
    return _known(
        {
            "@id": organisation(site, one.id),
            "@type": "Organization",
            "name": one.nom,
            "alternateName": [name for name in (one.sigle, *one.alias) if name],
            "url": reference(one.url),
        }
    )


# DCAT-AP

EUROPE = "http://publications.europa.eu/resource/authority/"
IANA = "http://www.iana.org/assignments/media-types/"


def catalogue_graph(files: Sequence[PublishedFile], site: DataSite) -> Node:
    """Return the description that data portals read, in the words of DCAT-AP."""
    publisher = site.editeur.editeur
    here = f"{site.base}{FOLDER}dcat.jsonld"
    forms = [_distribution(one, site) for one in files]
    who = {"@id": f"{here}#editeur", "@type": "foaf:Agent", "foaf:name": publisher}
    way = "vcard:hasEmail" if site.editeur.courriel else "vcard:hasURL"
    contact = {
        "@type": "vcard:Kind",
        "vcard:fn": publisher or site.identite.nom,
        way: reference(site.editeur.adresse),
    }
    common = {
        "dct:description": french(ABOUT),
        "dct:language": reference(f"{EUROPE}language/FRA"),
        "dct:publisher": reference(who["@id"]) if publisher else None,
        "dct:modified": {"@value": site.change, "@type": "xsd:date"} if site.change else None,
        "dct:license": reference(LICENCE),
    }
    catalogue = {
        "@id": f"{here}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": french(site.identite.nom),
        **common,
        "foaf:homepage": reference(site.base),
        "dcat:dataset": reference(f"{here}#donnees"),
    }
    dataset = {
        "@id": f"{here}#donnees",
        "@type": "dcat:Dataset",
        "dct:title": french(f"{site.identite.nom} : les données"),
        **common,
        "owl:versionInfo": VERSION,
        "dcat:theme": reference(f"{EUROPE}data-theme/SOCI"),
        "dct:spatial": reference(f"{EUROPE}country/FRA"),
        "dcat:keyword": [french(word) for word in KEYWORDS],
        "dcat:landingPage": reference(f"{site.base}{site.page}"),
        "dcat:contactPoint": contact if site.editeur.adresse else None,
        "dcat:distribution": [reference(one["@id"]) for one in forms],
    }
    nodes = [_known(catalogue), _known(dataset), *([who] if publisher else []), *forms]
    return {"@context": DCAT_WORDS, "@graph": nodes}


def _distribution(one: PublishedFile, site: DataSite) -> Node:
    address = reference(f"{site.base}{FOLDER}{one.nom}")
    return {
        "@id": f"{site.base}{FOLDER}dcat.jsonld#{one.nom}",
        "@type": "dcat:Distribution",
        "dct:title": french(one.titre),
        "dct:description": french(one.description),
        "dct:license": reference(LICENCE),
        "dct:format": reference(f"{EUROPE}file-type/{one.format.replace('-', '_')}"),
        "dcat:mediaType": reference(f"{IANA}{one.media}"),
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
    }
