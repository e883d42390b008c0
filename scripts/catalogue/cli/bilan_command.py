"""An edition of the bilan is begun, written, sealed, replayed or compared, as the command asks."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath

import click

from catalogue.bilan.compare import (
    changed_words,
    comparison_sentences,
    comparison_table,
    differences,
    in_short,
    title,
)
from catalogue.bilan.edition_doubts import ADVICE
from catalogue.bilan.edition_files import write_edition, write_pages
from catalogue.bilan.edition_json import read_edition
from catalogue.bilan.next_edition import (
    NO_CALL,
    NO_DOCUMENT,
    NO_FIGURE,
    NO_RECORD,
    followed,
    new_edition,
)
from catalogue.bilan.seal_text import Seal
from catalogue.bilan.seals import (
    drifted,
    edition_of_today,
    edition_text,
    is_sealed,
    moved,
    says_the_same,
    seal_path,
    sealed,
    write_reseal,
    write_seal,
)
from catalogue.cli import terminal
from catalogue.cli.terminal import (
    FOUND,
    WRONG_USE,
    paint_for,
    progress,
    publisher_or_exit,
    site_address,
    stop,
    valid_or_exit,
)
from catalogue.issues import Issue, as_line
from catalogue.pipeline import Loaded
from catalogue.records.report import Report
from catalogue.site.site_view import SiteView
from catalogue.site.wording import plural, upper_first
from catalogue.text.decoding import find_unseen
from catalogue.text.letters import quoted
from catalogue.text.swap import placed, put
from catalogue.workspace import Workspace

FEWEST = 3
"""The fewest words of a reason: one letter gives none."""
_word = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
MOST = 400
"""The most characters of a reason, as schemas/seal-2.schema.json has it."""


def run_bilan(
    workspace: Workspace,
    year: str,
    out: Path | None,
    why: str | None,
    asked: Mapping[str, str | bool | None],
) -> None:
    """Do the one thing that was asked of an edition: to write it, where nothing else is."""
    chosen = [name for name, value in asked.items() if value]
    if len(chosen) > 1:
        listed = " et ".join(f"--{'compare' if name == 'other' else name}" for name in chosen)
        stop(f"{listed} ne vont pas ensemble : choisissez-en un", WRONG_USE)
    other = asked["other"]
    for given in (year, other or year):
        if not re.fullmatch("[0-9]{4}", str(given)):
            stop(f"{quoted(str(given))} n’est pas une année : écrivez par exemple 2025", WRONG_USE)
    reason = reason_of(why, bool(asked["reseal"]))
    folder = out or workspace.build / "bilans" / year
    if asked["replay"]:
        # From the seal alone: it must be there again even where the records have faults.
        found = sealed(workspace, year)
        if found is None:
            stop(f"Le bilan {year} n’est pas scellé : catalogue bilan {year} --seal", FOUND)
        _write(workspace, found.text, folder)
        return
    if asked["new"]:
        # Before the records are read: their faults would be told of a file that is there already.
        _refuse_taken(workspace, year)
    loaded = valid_or_exit(workspace)
    view = SiteView(loaded.corpus, loaded.schemas)
    if asked["new"]:
        _begin(workspace, view, year)
    elif asked["seal"] or reason:
        _seal(loaded, view, _asked(view, year), reason)
    elif other:
        _compare(workspace, view, (_asked(view, str(other)), _asked(view, year)), folder)
    else:
        report = _asked(view, year)
        _write(workspace, edition_text(workspace, view, report), folder)
        if not is_sealed(workspace, year):
            _say(loaded.incoherences(view, report, terminal.today()))
        elif told := moved(workspace, view, report):
            progress(upper_first(told))


def reason_of(why: str | None, resealed: bool) -> str:
    """Return why an edition is sealed again, the empty string where it is not; or say and exit."""
    if not resealed:
        if why is not None:
            stop("--why dit pourquoi on scelle à nouveau : il va avec --reseal", WRONG_USE)
        return ""
    reason = " ".join((why or "").split())
    if len(_word.findall(reason)) < FEWEST:
        stop(
            f'--reseal demande un motif de {FEWEST} mots au moins : --why "un montant mal recopié"',
            WRONG_USE,
        )
    if len(reason) > MOST or find_unseen(reason):
        stop(
            f"Le motif est une phrase, de {MOST} caractères au plus, sans signe invisible",
            WRONG_USE,
        )
    return reason


KINDS = {
    "index.html": "l’essentiel, à ouvrir dans un navigateur",
    "detail": "le bilan en détail",
    "annexes": "les chiffres cités, la méthode, les sources",
    "listes": "les fiches derrière chaque nombre",
    "assets": "les feuilles de style de la page",
    "tableaux": "les tableaux CSV, pour un tableur",
    "graphiques": "les dessins SVG",
    ".pdf": "à imprimer",
    ".xlsx": "le classeur",
    ".json": "les données",
}
"""What stands in the folder of an edition, by its name or its ending."""
COMMON = tuple(name for name in KINDS if not name.startswith("."))
"""The names that another's folder may have too."""


def _file(workspace: Workspace, year: str) -> Path:
    return workspace.path(f"reference/reports/{year}.yml")


def _refuse_taken(workspace: Workspace, year: str) -> None:
    """Exit before anything is read where an edition has its file, or its seal, already."""
    name, seal = (workspace.name(f(workspace, year)) for f in (_file, seal_path))
    there = os.path.lexists(_file(workspace, year))
    if is_sealed(workspace, year):
        what = (
            f'corrigez {name}, puis : catalogue bilan {year} --reseal --why "le motif"'
            if there
            else f"reprenez son fichier, {name}, dans l’histoire du dépôt"
        )
        stop(
            f"L’édition {year} est déjà scellée ({seal}) : rien n’a été écrit. {upper_first(what)}",
            WRONG_USE,
        )
    if there:
        stop(f"{name} existe déjà : rien n’a été écrit. Ouvrez-le, et complétez-le", WRONG_USE)


def _begin(workspace: Workspace, view: SiteView, year: str) -> None:
    """Write the file of an edition that has none, and say what remains to be written."""
    path, field = _file(workspace, year), view.schemas.spec("report").properties["annee"].schema
    first, last = field["minimum"], min(field["maximum"], int(terminal.today()[:4]) + 1)
    if not first <= int(year) <= last:
        stop(f"Une édition se prépare pour une année de {first} à {last} : pas {year}", WRONG_USE)
    before = followed(view, year)
    if before is not None and not is_sealed(workspace, before.id):
        state = "publiée, mais pas scellée" if before.publie else "encore un brouillon"
        progress(
            f"L’édition {before.id} est {state} ({before.file}) : le projet en part, et ce qui y"
            " changera ne le suivra pas"
        )
    try:
        written = workspace.path(before.file).read_text(encoding="utf-8") if before else ""
        text = new_edition(view, year, terminal.today(), written)
        put(path, text, new=True)
    except FileExistsError:
        _refuse_taken(workspace, year)
    click.echo(workspace.name(path))
    if before and all(told in text for told in (NO_CALL, NO_RECORD, NO_FIGURE, NO_DOCUMENT)):
        progress(
            f"Rien de nouveau depuis l’édition {before.id} : ni appel, ni initiative, ni chiffre"
            " publié, ni document"
        )
    loaded = valid_or_exit(workspace)
    made = SiteView(loaded.corpus, loaded.schemas)
    _say(loaded.incoherences(made, _asked(made, year), terminal.today()))


def _say(issues: list[Issue]) -> None:
    """Say what remains to be done before an edition is sealed."""
    if issues:
        progress("À régler avant de sceller :")
    for issue in issues:
        progress(as_line(issue, paint_for(sys.stderr)))


def _asked(view: SiteView, year: str) -> Report:
    """Return the edition of a year, or say which there are and exit."""
    reports = view.corpus.reports
    if year in reports:
        return reports[year]
    known = ", ".join(reports) or "aucune"
    stop(
        f"L’édition « {year} » n’existe pas (éditions : {known}) :"
        f" préparez son fichier, reference/reports/{year}.yml : catalogue bilan {year} --new",
        WRONG_USE,
    )


def _write(workspace: Workspace, text: str, folder: Path) -> None:
    """Write an edition in every form, its pages last, and say what was written and where.

    Exit before anything is written where a page or a folder of somebody's would be replaced.
    """
    taken = [name for name in COMMON if (folder / name).exists()]
    if taken and not any(folder.glob("bilan-*.json")):
        stop(
            f"{folder} contient déjà « {taken[0]} », sans bilan : choisissez un autre dossier",
            WRONG_USE,
        )
    # What a draft leads to is not on the site: its PDF leads to its own annex.
    published = read_edition(text).statut == "publie"
    with placed(folder) as fresh:
        paths = list(write_edition(text, fresh, progress, site_address() if published else ""))
        progress("Pages")
        paths += write_pages(text, fresh, workspace.assets)
        names = [path.relative_to(fresh) for path in paths]
    click.echo(f"{plural(len(names), 'fichier', 'fichiers')} dans {workspace.name(folder)} :")
    for line in summary(names):
        click.echo(f"  {line}")


def summary(paths: Iterable[PurePath]) -> Iterator[str]:
    """Yield what was written, one line for each file or folder, with what it is for."""
    for name, found in Counter(path.parts[0] for path in paths).items():
        kind = KINDS.get(name) or KINDS[PurePath(name).suffix]
        yield f"{name:<16} {kind}" + (f" ({found})" if found > 1 else "")


def _seal(loaded: Loaded, view: SiteView, report: Report, why: str) -> None:
    """Seal an edition, again with a reason, or say why there is nothing to seal and exit."""
    workspace, year = loaded.workspace, report.id
    if why and not is_sealed(workspace, year):
        stop(f"Le bilan {year} n’est pas scellé : catalogue bilan {year} --seal", FOUND)
    if why and says_the_same(workspace, view, report):
        name = workspace.name(seal_path(workspace, year))
        told = (
            "ce scellé dit déjà ce que disent le fichier de l’édition et les fiches d’aujourd’hui"
        )
        stop(f"{name} : {told}. Il n’y a rien à sceller à nouveau", FOUND)
    if not why and (seal := sealed(workspace, year)) is not None:
        stop("\n".join(_already(workspace, view, report, seal)), FOUND)
    if not publisher_or_exit(workspace).contact:
        progress(
            "Le site ne dit pas à qui écrire : qui lira l’édition ne saura pas à qui la discuter"
            " (réglage « contact », README.md)."
        )
    # All that does not hold together is told; if anything has to be settled, nothing is sealed.
    found = loaded.incoherences(view, report, terminal.today())
    lines = [as_line(issue, paint_for(sys.stderr)) for issue in found]
    if not report.publie:
        draft = f"{report.file} : un brouillon ne se scelle pas. Écrivez « statut: publie »"
        lines = [draft, *lines]
    if lines:
        # What to do of doubts is said after them, and is none itself.
        advices = sum(issue.message == ADVICE for issue in found)
        points = plural(len(lines) - advices, "point", "points")
        stop("\n".join([*lines, f"Rien n’a été scellé : {points} à régler."]), FOUND)
    if why:
        click.echo(workspace.name(write_reseal(workspace, view, report, why, terminal.today())))
    else:
        click.echo(workspace.name(write_seal(workspace, view, report)))


def _already(workspace: Workspace, view: SiteView, report: Report, seal: Seal) -> Iterator[str]:
    """Yield what a second seal would change, in a short list, and how to make it."""
    name = workspace.name(seal_path(workspace, report.id))
    if says_the_same(workspace, view, report):
        yield f"{name} : ce bilan est déjà scellé, et les fiches d’aujourd’hui disent la même chose"
        return
    after = edition_of_today(workspace, view, report)
    found = drifted(view, seal, after)
    yield f"{name} : ce bilan est déjà scellé. On écrirait aujourd’hui autre chose."
    yield from in_short(found, changed_words(read_edition(seal.text), after, found))
    if found:
        yield f"Le détail : catalogue bilan {report.id} --compare {report.id}"
    yield f'Pour sceller à nouveau : catalogue bilan {report.id} --reseal --why "le motif"'


def _compare(
    workspace: Workspace, view: SiteView, asked: tuple[Report, Report], folder: Path
) -> None:
    """Print what changes from one edition to another, and write it as a table too."""
    before = read_edition(edition_text(workspace, view, asked[0]))
    seal = sealed(workspace, asked[0].id) if asked[0] is asked[1] else None
    if seal is not None:
        # An edition compared with itself: as it was sealed, then as today's records make it.
        after = edition_of_today(workspace, view, asked[0])
        found = drifted(view, seal, after)
    else:
        after = read_edition(edition_text(workspace, view, asked[1]))
        found = differences(before, after)
    name = f"comparaison-{before.annee}-{after.annee}"
    words = changed_words(before, after, found) if seal is not None else []
    put(folder / f"{name}.txt", comparison_sentences(before, after, found, words))
    put(folder / f"{name}.csv", comparison_table(found))
    click.echo("\n".join([title(before, after), "", *in_short(found, words)]))
    progress("Le détail, avec les fiches qui l’expliquent :")
    for ending in ("txt", "csv"):
        progress(str(folder / f"{name}.{ending}"))
