"""The command that asks the six questions and writes a new record, the rest as comments."""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalogue.cli import formats, terminal
from catalogue.cli.terminal import WRONG_USE, exit_code, stop
from catalogue.text.letters import free_id, is_id
from catalogue.text.swap import put
from catalogue.workspace import Workspace

if TYPE_CHECKING:
    from catalogue.contribute.interview import Dialogue
    from catalogue.pipeline import Loaded
    from catalogue.records.corpus import Corpus
    from catalogue.schema.fields import Spec

NEEDED = ("publics", "territoires", "statuts-financement", "roles", "types-organisme")
"""The sets that the questions choose from."""


@click.command(
    help="Pose les six questions d’une nouvelle fiche, puis l’écrit avec les autres champs en"
    " commentaires. Ce qui est donné en option n’est pas demandé."
)
@click.option("--titre", metavar="TEXTE", help="Le titre.")
@click.option("--publics", metavar="LISTE", help="Les publics, séparés par des virgules.")
@click.option(
    "--territoires", metavar="LISTE", help="Les départements ou les régions, en code ou en mots."
)
@click.option("--lien", metavar="TERME", help="Le lien avec le programme.")
@click.option("--partenariats", metavar="LISTE", help="Les partenariats ; pas demandés sinon.")
@click.option("--outils", metavar="LISTE", help="Les outils ; pas demandés sinon.")
@click.option("--id", "id_", metavar="NOM", help="Le nom du fichier, sans « .yml ».")
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def new(workspace: Workspace, /, id_: str | None, **options: str | None) -> None:
    """Write a new record, or nothing at all."""
    from catalogue.contribute.interview import Dialogue
    from catalogue.pipeline import load

    if not (workspace.root / "reference").is_dir():
        stop(f"{workspace.root} n’a pas de dossier « reference »", WRONG_USE)
    if id_ and (wrong := id_fault(workspace.path("projects"), id_)):
        stop(wrong, WRONG_USE)
    loaded = load(workspace)
    missing = [name for name in NEEDED if not loaded.corpus.references.get(name)]
    if missing:
        stop(f"listes absentes ou fautives : {', '.join(missing)} (catalogue validate)", WRONG_USE)
    known = given(loaded.corpus, loaded.schemas.spec("project"), options)
    dialogue = Dialogue(sys.stdin.readline, click.echo, partial(click.echo, "> ", nl=False))
    try:
        files = answered(loaded, dialogue, id_, known)
    except (click.Abort, KeyboardInterrupt, UnicodeDecodeError):
        stop("\nInterrompu : aucun fichier n’a été écrit.", WRONG_USE)
    write_new(files)
    for path in files:
        click.echo(f"Fichier écrit : {workspace.name(path)}")
    names = {workspace.name(path) for path in files}
    issues = [i for i in load(workspace).issues(terminal.today()) if i.place.file in names]
    click.echo(formats.as_text(issues, len(files), terminal.paint_for(sys.stdout)))
    sys.exit(exit_code(issues))


def given(corpus: Corpus, spec: Spec, options: dict[str, str | None]) -> dict[str, Any]:
    """Return what the options say, their terms known; exit with the first that is not."""
    from catalogue.contribute.interview import CODED, choices_of, length_fault, meant, pieces

    titre = options.pop("titre")
    if titre is not None and (wrong := length_fault(titre, spec.properties["titre"])):
        stop(wrong, WRONG_USE)
    found: dict[str, Any] = {"titre": titre}
    for name, answer in options.items():
        terms = choices_of(corpus, name)
        chosen = {
            piece: meant(piece, terms, numbered=name not in CODED) for piece in pieces(answer or "")
        }
        for piece, id_ in chosen.items():
            if id_ is None:
                stop(f"« {piece} » n’est pas dans la liste « {name} »", WRONG_USE)
        found[name] = list(dict.fromkeys(filter(None, chosen.values())))
    return found


def answered(
    loaded: Loaded, dialogue: Dialogue, id_: str | None, known: dict[str, Any]
) -> dict[Path, str]:
    """Return the files to write, by path, after the questions."""
    from catalogue.contribute.interview import Interview
    from catalogue.writing.record_text import commented_record, write_fields

    schemas, workspace = loaded.schemas, loaded.workspace
    folder = workspace.path("projects")

    def named(proposed: str) -> str:
        return id_ or dialogue.ask(
            "\nNom du fichier, qui sera l’adresse de la fiche (sans « .yml ») :",
            lambda answer: id_fault(folder, answer),
            proposed,
        )

    interview = Interview(dialogue, loaded.corpus, schemas.spec("project"), named, known)
    record = interview.record()
    sets = {s: tuple(terms) for s, terms in loaded.corpus.references.items()}
    sets["sources-fiche"] = tuple(source["id"] for source in record["sources"])
    text = commented_record(record, schemas.spec("project"), sets)
    organisations = {
        workspace.path(f"reference/organisations/{i}.yml"): write_fields(
            data, schemas.spec("organisation")
        )
        for i, data in interview.organisations.items()
    }
    return {**organisations, folder / f"{record['id']}.yml": text}


def id_fault(folder: Path, answer: str) -> str:
    """Return what keeps an answer from being the id of a new record."""
    if is_id(better := free_id(answer)) and better != answer:
        return f"Windows se réserve le nom « {answer} » : choisissez par exemple « {better} »."
    if not is_id(answer):
        return (
            "Un nom de fichier s’écrit en minuscules sans accent, avec des chiffres et des tirets."
        )
    taken = (folder / f"{answer}.yml").exists()
    return f"« {answer}.yml » existe déjà : choisissez un autre nom." if taken else ""


def write_new(files: dict[Path, str]) -> None:
    """Write every file, none of which may exist; none is left when one cannot be written."""
    made: list[Path] = []
    try:
        for path, text in files.items():
            put(path, text, new=True)
            made.append(path)
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.unlink()
        raise
