"""The command line: parse, call, print, exit.

A command imports what it alone needs when it is run: MkDocs and the templates take half a second.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

import click

from catalogue.cli import terminal
from catalogue.cli.build_command import build
from catalogue.cli.new_command import new
from catalogue.cli.terminal import (
    FINE,
    FOUND,
    OUT_FILE,
    OUT_FOLDER,
    WRONG_USE,
    AskedPath,
    RefusedPathError,
    no_folder,
    progress,
    stop,
    valid_or_exit,
)
from catalogue.cli.validate_command import validate
from catalogue.issues import StopError
from catalogue.text.disk import told
from catalogue.text.swap import placed, put
from catalogue.workspace import Workspace

WORDS = {
    "Commands": "Commandes",
    "[OPTIONS]": "[options]",
    "[required]": "[obligatoire]",
    "[default: ": "[par défaut : ",
}
"""What click writes of itself → what we write."""


def _french(text: str) -> str:
    for word, ours in WORDS.items():
        text = text.replace(word, ours)
    return text


class FrenchFormatter(click.HelpFormatter):
    """Lays a help out as click does, and says its few words in French."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how the command is called."""
        super().write_usage(prog, _french(args), prefix or "Usage : ")

    def write_heading(self, heading: str) -> None:
        """Write the name of a section."""
        self.write(f"{'':>{self.current_indent}}{_french(heading)} :\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write the options or the commands, each with what it does."""
        super().write_dl([(name, _french(words)) for name, words in rows], col_max, col_spacing)


class FrenchContext(click.Context):
    """A command's context, whose help is in French."""

    formatter_class = FrenchFormatter


@click.group(
    help="Le catalogue des logements Hlm accompagnés.",
    no_args_is_help=False,
    subcommand_metavar="COMMANDE …",
)
@click.option(
    "--root",
    type=AskedPath(no_folder),
    default=Path(),
    metavar="DOSSIER",
    help="Dossier à traiter, organisé comme ce dépôt (par défaut, le dossier courant).",
)
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Run the catalogue's commands on a folder laid out like this repository."""
    # Help is asked for before one stands where it can be used.
    if not (root / "projects").is_dir() and "--help" not in sys.argv:
        stop(
            f"{root.absolute()} n’a pas de dossier « projects » : donnez le bon avec --root",
            WRONG_USE,
        )
    from catalogue.pipeline import uncollected

    context.obj = Workspace(root.absolute())
    context.with_resource(uncollected())


@main.command(help="Montre le site sur cette machine et le reconstruit à chaque changement.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
    metavar="PORT", help="Port local.",
)  # fmt: skip
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def serve(workspace: Workspace, port: int) -> None:
    """Serve the site on this machine, rebuilt and reloaded when a file changes."""
    from catalogue.build.serve import serve_site

    sys.exit(serve_site(workspace, port, terminal.today, progress))


@main.command(help="Écrit les données du catalogue (CSV, JSON) dans un dossier.")
@click.option("--out", type=OUT_FOLDER, metavar="DOSSIER", help="Dossier des fichiers.")
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def export(workspace: Workspace, out: Path | None) -> None:
    """Write the records as tables and data."""
    from catalogue.build.open_data import write_exports
    from catalogue.site.site_view import SiteView

    folder = out or workspace.build / "exports"
    loaded = valid_or_exit(workspace)
    view = SiteView(loaded.corpus, loaded.schemas)
    with placed(folder) as fresh:
        paths = [p.relative_to(fresh) for p in write_exports(view, fresh)]
    for path in paths:
        click.echo(str(folder / path))


@main.command(help="Écrit l’édition ANNÉE du bilan : page, PDF, tableaux, graphiques.")
@click.argument("year", metavar="ANNÉE")
@click.option("--out", type=OUT_FOLDER, metavar="DOSSIER", help="Dossier des fichiers.")
@click.option("--new", is_flag=True, help="Prépare le fichier d’une édition qui n’en a pas.")
@click.option("--seal", is_flag=True, help="Scelle l’édition : ses nombres ne changeront plus.")
@click.option("--reseal", is_flag=True, help="Scelle à nouveau, en disant pourquoi (--why).")
@click.option("--why", metavar="MOTIF", help="Pourquoi sceller à nouveau : gardé dans le scellé.")
@click.option("--replay", is_flag=True, help="Réécrit l’édition scellée, sans les fiches.")
@click.option("--compare", "other", metavar="ANNÉE", help="Dit ce qui change depuis une édition.")
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def bilan(
    workspace: Workspace, /, year: str, out: Path | None, why: str | None,
    **asked: str | bool | None,
) -> None:  # fmt: skip
    """Write an edition of the bilan in every form, or do the one other thing that was asked."""
    # Its drawings are slow to import.
    from catalogue.cli.bilan_command import run_bilan

    run_bilan(workspace, year, out, why, asked)


@main.command(help="Écrit la note de relecture de ce qui change depuis une version (Markdown).")
@click.option(
    "--base", required=True, metavar="VERSION",
    help="Branche ou commit de départ, par exemple main ou HEAD^1.",
)  # fmt: skip
@click.option(
    "--out",
    type=OUT_FILE,
    metavar="FICHIER",
    help="Fichier de la note (par défaut, elle s’affiche).",
)
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def brief(workspace: Workspace, base: str, out: Path | None) -> None:
    """Write what a reviewer needs to know of a change; faults in it are told, not refused."""
    from catalogue.cli.validate_command import unready
    from catalogue.pipeline import load
    from catalogue.review.note import reviewed
    from catalogue.text.revision import RevisionError

    loaded = load(workspace)
    try:
        unsealed = unready(loaded, loaded.corpus.reports.values())
        issues = [*loaded.issues(terminal.today()), *unsealed]
        note = reviewed(loaded, base, issues)
    except RevisionError as error:
        stop(str(error), WRONG_USE)
    if out is None and sys.stdout.isatty():
        click.echo(note, nl=False)
    elif out is None:
        terminal.print_data(note.removesuffix("\n"))
    else:
        put(out, note)
        click.echo(str(out))


@main.command(
    help="Réécrit les schémas que lisent les éditeurs de texte (quand un vocabulaire change)."
)
@click.help_option("--help", help="Affiche cette aide.")
@click.pass_obj
def schema(workspace: Workspace) -> None:
    """Write the schemas that text editors read, with every known value listed."""
    from catalogue.contribute.editor_schema import EDITED, editor_schema

    if not (workspace.root / "schemas").is_dir():
        stop(f"{workspace.root} n’a pas de dossier « schemas » où l’écrire", WRONG_USE)
    loaded = valid_or_exit(workspace)
    for kind in EDITED:
        path = workspace.schemas / "editor" / f"{kind}.schema.json"
        put(path, editor_schema(loaded.corpus, loaded.schemas, kind))
        click.echo(workspace.name(path))


main.add_command(build)
main.add_command(new)
main.add_command(validate)
for command in (main, *main.commands.values()):
    command.context_class = FrenchContext
COMMANDS = tuple(main.list_commands(click.Context(main)))


def run() -> NoReturn:
    """Run the command line; wrong use ends in a French sentence and exit code 2."""
    try:
        terminal.open_streams()
        main(standalone_mode=False)
    except click.UsageError as error:
        stop(usage_message(error), WRONG_USE)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except (click.Abort, KeyboardInterrupt):
        stop("Interrompu.", WRONG_USE)
    except StopError as error:
        stop(str(error), FOUND)
    except MemoryError:
        stop("La mémoire est pleine : fermez d’autres programmes, puis recommencez.", FOUND)
    except BrokenPipeError:
        sys.exit(FOUND)
    except OSError as error:
        stop(told(error), FOUND)
    sys.exit(FINE)


def usage_message(error: click.UsageError) -> str:
    """Return what is wrong with a command, in French."""
    hint = "Aide : catalogue --help"
    given = " ".join(sys.argv[1:])
    if isinstance(error, click.NoSuchOption):
        return f"Option inconnue : {error.option_name}\n{hint}"
    if isinstance(error, click.MissingParameter):
        return f"Il manque {_name_of(error.param)} : catalogue {given}\n{hint}"
    if isinstance(error, click.BadOptionUsage):
        wanted = "attend une valeur" if "requires" in error.message else "n’attend pas de valeur"
        return f"{error.option_name} {wanted} : catalogue {given}\n{hint}"
    if isinstance(error, click.BadParameter):
        return f"{_refused_value(error)}\n{hint}"
    said = {
        "No such command": "Commande inconnue",
        "unexpected extra argument": f"Il y a un mot de trop : catalogue {given}",
    }
    head = next((ours for theirs, ours in said.items() if theirs in error.message), None)
    commands = ", ".join(COMMANDS)
    return f"{head or 'Commande incomplète ou mal écrite'}. Commandes : {commands}\n{hint}"


def _refused_value(error: click.BadParameter) -> str:
    """Return which value is wrong, and why where we know."""
    head = f"Valeur refusée pour {_name_of(error.param)}"
    if isinstance(error, RefusedPathError):
        return f"{head} : {error.message}"
    choices = getattr(error.param.type, "choices", ()) if error.param else ()
    listed = f" (choix : {', '.join(choices)})" if choices else ""
    return f"{head}{listed} : catalogue {' '.join(sys.argv[1:])}"


def _name_of(param: click.Parameter | None) -> str:
    """Return what a person calls an option or an argument."""
    if isinstance(param, click.Argument):
        return param.metavar or ""
    return param.opts[0] if param else "argument"
