"""The catalogue page as a reader uses it: go, choose, and read what is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypedDict

from playwright.sync_api import Page

PER_PAGE = 20
READY = "#catalogue[data-pret]"


class Option(TypedDict):
    """A choice of a facet as the page has it."""

    parametre: str
    id: str
    nombre: int
    cachee: bool
    cochee: bool


READ_OPTIONS = """() => [...document.querySelectorAll('.facette')].flatMap((facette) =>
  [...facette.querySelectorAll('.choix:has(> .choix-ligne > input)')].map((li) => ({
    parametre: facette.dataset.parametre,
    id: li.dataset.valeur,
    nombre: Number(li.querySelector('.choix-compte').textContent.replace(/\\D/g, '')),
    cachee: li.hidden,
    cochee: li.querySelector('input').checked,
  })))"""


_ANSWERED = """
  const { dataset } = document.getElementById('catalogue');
  const answered = async () => {
    for (let i = 0; i < 3000 && !('pret' in dataset); i += 1) {
      await new Promise((done) => { setTimeout(done, 5); });
    }
    if (!('pret' in dataset)) throw new Error(`No answer: ${location.href}`);
  };
  delete dataset.pret;
"""

VISIT = f"""async (address) => {{{_ANSWERED}
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
  await answered();
}}"""

FOLLOWING = f"""async (link) => {{{_ANSWERED}
  link.click();
  await answered();
}}"""


def go(page: Page, address: str) -> None:
    """Load a catalogue address and wait until it has answered."""
    page.goto(address)
    page.wait_for_selector(READY, state="attached")


def visit(page: Page, address: str) -> None:
    """Show a catalogue address in the page already there, as it restores one of the history.

    A whole load costs the browser ten times as much; the first one is one.
    """
    there = page.url.split("?", maxsplit=1)[0] == address.split("?", maxsplit=1)[0]
    if there and page.locator(READY).count():
        page.evaluate(VISIT, address)
    else:
        go(page, address)


def after(page: Page, action: Callable[[], Any]) -> None:
    """Do something that changes what is asked, and wait until the page has answered."""
    page.evaluate("() => { delete document.getElementById('catalogue').dataset.pret; }")
    action()
    page.wait_for_selector(READY, state="attached")


def count(page: Page) -> int:
    """Return the announced number of results."""
    text = page.locator("#resultats-compte").inner_text()
    return int(re.sub(r"\D", "", text))


def ids(page: Page) -> list[str]:
    """Return the ids of the records shown, in order."""
    links = page.locator("#resultats:not([hidden]) > li [data-champ=titre]")
    hrefs: list[str] = links.evaluate_all("(liens) => liens.map((lien) => lien.href)")
    return [href.rstrip("/").rsplit("/", 1)[1] for href in hrefs]


def all_ids(page: Page, enough: Callable[[list[str]], bool] = lambda _: False) -> list[str]:
    """Return the ids of the results, from this page of the list to the last, or till enough."""
    found = ids(page)
    following = page.locator("#pagination .pagination-pas a", has_text="Suivante")
    while not enough(found) and following.count():
        following.evaluate(FOLLOWING)
        found += ids(page)
    return found


def options(page: Page) -> list[Option]:
    """Return every choice that is a check box."""
    found: list[Option] = page.evaluate(READ_OPTIONS)
    return found


def type_query(page: Page, text: str) -> None:
    """Type words in the search field and wait for their results."""
    after(page, lambda: page.locator("#q").fill(text))


def box(page: Page, parameter: str, value: str) -> Any:
    """Return the check box of a choice."""
    return page.locator(f'input[name="{parameter}"][value="{value}"]')


def toggle(page: Page, parameter: str, value: str) -> None:
    """Click on a choice, its facet unfolded, and wait for the results."""
    found = box(page, parameter, value)
    folded = page.locator("details:not([open])", has=found)
    while folded.count():
        folded.first.locator("summary").first.click()
    after(page, found.click)
