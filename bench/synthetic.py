"""Write synthetic records, laid out like the repository: `synthetic.py N FOLDER [--seed 1]`.

The same number and seed give the same bytes. Nothing the records say is true, and each says so.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path
from random import Random

from synth.draft import World
from synth.organisations import make_directory
from synth.prose import WORDS, Skewed, read_yaml
from synth.records import make_record
from synth.yaml_text import dump

REPOSITORY = Path(__file__).resolve().parents[1]
MARK = "SYNTHETIQUE"
"""The file that says that a folder was made here, so that it may be replaced."""

NOTICE = "# Fichier synthétique (bench/synthetic.py, graine {seed}) : rien n’y est vrai.\n"


def write_set(count: int, folder: Path, seed: int) -> None:
    """Write a number of records and all that they point to into a folder."""
    _empty(folder)
    # The editions of the bilan are about the repository's own records.
    left_out = shutil.ignore_patterns("reports", "seals")
    shutil.copytree(REPOSITORY / "reference", folder / "reference", ignore=left_out)
    world = read_world(count, seed)
    notice = NOTICE.format(seed=seed)
    random = Random(f"{seed}:organismes")
    for organisation in world.directory.organisations:
        path = folder / "reference" / "organisations" / f"{organisation.id}.yml"
        path.write_text(notice + dump(organisation.record(random)), encoding="utf-8")
    (folder / "projects").mkdir()
    for index in range(1, count + 1):
        record = make_record(world, index, seed)
        path = folder / "projects" / f"{record['id']}.yml"
        path.write_text(notice + dump(record), encoding="utf-8")


def _empty(folder: Path) -> None:
    """Make the folder, or empty it if it was made here; anything else is left alone."""
    mark = folder / MARK
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise SystemExit(f"{folder} holds something else: choose another folder")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mark.write_text("Synthetic records (bench/synthetic.py).\n", encoding="utf-8")


def read_world(count: int, seed: int) -> World:
    """Read what the repository knows and make the organisations for a number of records."""
    reference = REPOSITORY / "reference"
    words = read_yaml(WORDS)
    territories = read_yaml(reference / "territories.yml")["territoires"]
    regions = {t["id"]: t["parent"] for t in territories if t["id"] in words["departements"]}
    directory = make_directory(words, regions, count, Random(f"{seed}:annuaire"))
    return World(
        words=words,
        terms=_terms(reference / "vocabularies", words["poids"]),
        tools=_tools(reference / "vocabularies" / "outils.yml"),
        regions=regions,
        region_names={t["id"]: t["libelle"] for t in territories},
        departments=Skewed.of(regions, words["poids"]["departements"]),
        calls=tuple({"id": p.stem, **read_yaml(p)} for p in files_of(reference / "calls")),
        organisations=frozenset(p.stem for p in files_of(reference / "organisations")),
        directory=directory,
    )


def files_of(folder: Path) -> list[Path]:
    """Return the YAML files of a folder, in order."""
    return sorted(folder.glob("*.yml"))


def _tools(path: Path) -> dict[str, str]:
    """Return the name of each tool as it stands inside a sentence."""
    labels = {term["id"]: term["libelle"] for term in read_yaml(path)["termes"]}
    return {
        id_: label if label[1:2].isupper() else label[:1].lower() + label[1:]
        for id_, label in labels.items()
    }


def _terms(folder: Path, weights: dict[str, dict[str, float]]) -> dict[str, Skewed]:
    """Return the terms in use of each vocabulary."""
    found: dict[str, Skewed] = {}
    for path in files_of(folder):
        terms = [t["id"] for t in read_yaml(path)["termes"] if "remplace_par" not in t]
        found[path.stem] = Skewed.of(terms, weights.get(path.stem, {}))
    return found


def main() -> None:
    """Read the command line and write the set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, metavar="N")
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_set(given.count, given.folder, given.seed)


if __name__ == "__main__":
    main()
