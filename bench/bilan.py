"""The bilan of many records: `bilan.py [--records 2000] [--rounds 2]`.

One edition over all synthetic records (none of them true): the whole command, then from its JSON
the page with its lists, and the PDF with its charts, each as a program of its own.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from rig import programs as p
from rig.measure import Cost, machine, run, scratch
from rig.report import Report, Verdict, say

EDITION = """\
annee: 2099
titre: Bilan synthétique
statut: brouillon
arrete_au: "2099-12-31"
etabli_le: "2026-01-01"
perimetre:
  phrase: Toutes les fiches inventées.
  appels: [aap-2014, aap-2016, aap-2018]
chiffres_cles: [objectif-logements]
progression:
  objectif: objectif-logements
  chiffres: [aap-2014-1-menages-ush-2014, cumul-projets-appels-1-3]
"""
HTML = """
import sys
from pathlib import Path
from catalogue.bilan.edition_files import write_pages
text = Path(sys.argv[1]).read_text(encoding="utf-8")
for _ in write_pages(text, Path(sys.argv[2]), Path(sys.argv[3])):
    pass
"""
PDF = """
import sys
from pathlib import Path
from catalogue.bilan.edition_files import pdf_form
from catalogue.bilan.edition_json import read_edition
text = Path(sys.argv[1]).read_text(encoding="utf-8")
for file, content in pdf_form(text, read_edition(text), ""):
    Path(sys.argv[2]).with_suffix(".pdf").write_bytes(content)
"""
PDF_LABEL = "… the PDF and its charts, from the JSON"
GOAL = 15.0


def costs(folder: Path, rounds: int) -> Iterator[tuple[str, Cost]]:
    """Yield the cheapest run of the command and of its two largest forms alone."""
    out = folder / "out"
    text = out / "bilan-2099.json"
    whole = [sys.executable, "-m", "catalogue", "--root", str(folder / "root"), "bilan", "2099"]
    assets = str(p.HERE.parent / "docs" / "assets")
    for label, call in (
        ("`catalogue bilan`, every form, validation included", [*whole, "--out", str(out)]),
        (
            "… the page and its lists, from the JSON",
            [HTML, str(text), str(folder / "html"), assets],
        ),
        (PDF_LABEL, [PDF, str(text), str(folder / "pdf")]),
    ):
        say(label)
        command = call if call[0] == sys.executable else [sys.executable, "-c", *call]
        yield label, min((run(command, p.HERE) for _ in range(rounds)), key=lambda c: c.cpu)


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with scratch() as folder:
        head = machine(("typst", "altair", "vl-convert-python"), folder)
        make = [sys.executable, "synthetic.py", str(given.records), str(folder / "root")]
        run([*make, "--seed", str(given.seed)], p.HERE)
        reports = folder / "root" / "reference" / "reports"
        reports.mkdir()
        (reports / "2099.yml").write_text(EDITION, encoding="utf-8")
        found = dict(costs(folder, given.rounds))
    rows = [
        f"| bilan of {given.records} records | CPU s | seconds | peak MiB |",
        "|---|---:|---:|---:|",
    ]
    rows += [f"| {n} | {c.cpu:.1f} | {c.clock:.1f} | {c.peak:.0f} |" for n, c in found.items()]
    pdf = Verdict(what="CPU s of the PDF of a bilan", measured=found[PDF_LABEL].cpu, goal=GOAL)
    Report(name="bilan", machine=head, verdicts=[pdf], tables=[rows]).publish()


if __name__ == "__main__":
    main()
