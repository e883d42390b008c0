"""What a reader waits for: a filtered catalogue over a slow line, then clicks on its facets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from rig.chromium import ARGUMENTS, find
from rig.line import packed, served

CPU_SLOWNESS = 4
PATIENCE = 60_000
"""Milliseconds before a page is given up."""

FIRST = "#catalogue[data-montre]"
"""What the page says once its first results stand in the list; their number stands already."""
WHOLE = "#catalogue[data-pret]"
"""What it says once the page of results is whole."""

WATCH = f"""() => {{
  const seen = (selector) => new Promise((done) => {{
    const look = () => document.querySelector(selector) && done(performance.now());
    const all = {{ subtree: true, childList: true, attributes: true }};
    new MutationObserver(look).observe(document, all);
    look();
  }});
  window.seen = Promise.all([seen('{FIRST}'), seen('{WHOLE}')]);
}}"""

CLICK = """async ([parameter, id]) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(null);
  }));
  const root = document.getElementById('catalogue');
  const box = root.querySelector(`input[name="${parameter}"][value="${id}"]`);
  if (!box || !box.checkVisibility()) return null;
  box.scrollIntoView({ block: 'center' });
  const seen = [...root.querySelectorAll('.facette[open] .choix')].filter((li) => {
    const { top, bottom } = li.getBoundingClientRect();
    return li.checkVisibility() && top < innerHeight && bottom > 0;
  });
  const shown = () => [root.querySelector('#resultats-compte'), ...seen]
    .map((part) => (part.hidden ? '' : part.textContent)).join();
  await painted();
  await painted();
  delete root.dataset.pret;
  const frame = painted();
  const begin = performance.now();
  box.click();
  await frame;
  const answered = performance.now() - begin;
  const told = shown();
  while (!('pret' in root.dataset)) await painted();
  if (told !== shown()) throw new Error('the counts in sight were not right in the first frame');
  return [answered, performance.now() - begin];
}"""
"""From the click to the first frame after it, then to the last card of the list; in that frame all
the numbers in sight have to be right. The frame is asked for before the click: what the page has
kept for after it is no part of the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A cold visit: seconds to the first result, with the bytes and requests until then after the
    page itself, and seconds to the last card and the folded facets."""

    first: float
    whole: float
    page: int
    after: int
    requests: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A click on a choice: milliseconds to the counts, and to the last card."""

    counts: float
    cards: float


@contextmanager
def reader() -> Iterator[Browser]:
    """Give a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def slowed(browser: Browser) -> Iterator[Page]:
    """Give a page that nothing was read for yet, on a slow machine."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWNESS})
    yield page
    context.close()


def visit(browser: Browser, folder: Path, query: str) -> Visit:
    """Open a filtered catalogue in a browser that knows nothing."""
    with served(folder) as (url, line), slowed(browser) as page:
        page.add_init_script(f"({WATCH})()")
        own = len(packed(folder / "catalogue" / "index.html")[0])
        page.goto(f"{url}catalogue/?{query}", wait_until="commit")
        page.wait_for_selector(FIRST, state="attached")
        after, requests = line.bytes - own, line.requests
        first, whole = page.evaluate("window.seen")
        return Visit(
            first=first / 1000, whole=whole / 1000, page=own, after=after, requests=requests
        )


def clicks(browser: Browser, folder: Path, choices: list[tuple[str, str]]) -> list[Click]:
    """Check choices one after the other, each undone before the next, and time the answers."""
    found: list[Click] = []
    with served(folder) as (url, _), slowed(browser) as page:
        page.goto(f"{url}catalogue/", wait_until="commit")
        page.wait_for_selector(WHOLE, state="attached")
        for choice in choices:
            for _ in ("check", "uncheck"):
                timed = page.evaluate(CLICK, list(choice))
                if timed:
                    found.append(Click(counts=timed[0], cards=timed[1]))
    return found
