"""The index of the decisions lists each once, in the order of the page."""

import re

from support.places import ROOT

PAGE = (ROOT / "docs/decisions.md").read_text(encoding="utf-8")
INDEX, BODY = re.split(r"^## (?!Index$)", PAGE.partition("## Index\n")[2], maxsplit=1, flags=re.M)


def test_l_index_donne_chaque_decision_une_fois_et_dans_l_ordre() -> None:
    """A title that stands twice is a decision that was written again beside the old one."""
    named = re.findall(r"^- (.+)$", INDEX, flags=re.M)
    decided = [
        title.removesuffix(".")
        for title in re.findall(r"^\*\*[-\d]+ — (.+?)\*\*", BODY, flags=re.M)
    ]
    assert len(decided) == len(set(decided)) > 100
    assert named == decided


def test_l_index_a_les_titres_de_la_page() -> None:
    """The headings of the index are those of the page, in its order."""
    assert re.findall(r"^\*\*(.+)\*\*$", INDEX, flags=re.M) == re.findall(
        r"^## (.+)$", f"## {BODY}", flags=re.M
    )
