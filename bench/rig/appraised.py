"""What our sheet says beside the record's own words, as Markdown: finished text for the peers."""

from __future__ import annotations

from collections.abc import Iterator

from catalogue.records.types import Project
from catalogue.site.evidence import judgements
from catalogue.site.site_view import SiteView


def appraised(view: SiteView, project: Project, site_url: str) -> str:
    """Return what a record documents, how to cite it, which others are like it."""
    blocks = [*_evidence(project), *_citation(project, site_url), *_alike(view, project)]
    return "\n" + "\n\n".join(blocks) + "\n"


def _evidence(project: Project) -> Iterator[str]:
    yield "## Ce que cette fiche documente"
    judged = judgements(project)
    for judgement in judged:
        reasons = " ; ".join(judgement.raisons)
        yield f"### {judgement.libelle}\n\n**{judgement.niveau_libelle}** {judgement.compte}"
        yield f"On y lit : {reasons}."
    missing = [f"- {j.libelle} : {' ; '.join(j.manque)}" for j in judged if j.manque]
    if missing:
        yield "### Ce qui compléterait cette fiche"
        yield "\n".join(missing)


def _citation(project: Project, site_url: str) -> Iterator[str]:
    yield "## Citer cette fiche"
    address = f"{site_url}projets/{project.id}/"
    yield f"« {project.titre} », fiche vérifiée le {project.verifie_le}, {address}."


def _alike(view: SiteView, project: Project) -> Iterator[str]:
    yield "## Initiatives proches"
    for other in view.appraiser.alike(project):
        card = other.carte
        yield f"### [{card.titre}](/{card.adresse})\n\n{card.lieu}\n\n{other.raison}"
