"""Accessibility as axe judges it: the violations of the page as it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules whose answer depends on the colours: the others see the same page in dark."""

# Only the violations are brought back: the rest of axe's report is heavy, and is not read.
RUN = """([labels, couleurs]) => axe.run(document, {
  runOnly: labels, rules: Object.fromEntries(couleurs.map((id) => [id, { enabled: false }])),
  resultTypes: ['violations'], preload: false,
}).then((report) => report.violations)"""

# What is drawn alike is judged alike, and costs three quarters of the whole: of the texts that have
# the same look, on the same grounds, one is enough, on whatever page it stands.
RUN_ON_COLOURS = """([couleurs, connus]) => {
  const grounds = new Map();
  // What an element lies on: the ancestors that paint something, or that stand out of the flow.
  const ground = (e) => {
    if (!e) return '';
    if (!grounds.has(e)) {
      const s = getComputedStyle(e);
      const bare = s.backgroundColor === 'rgba(0, 0, 0, 0)' && s.backgroundImage === 'none'
        && s.opacity === '1' && s.position === 'static';
      grounds.set(e, bare ? ground(e.parentElement) : [ground(e.parentElement), e.localName,
        e.getAttribute('class'), s.backgroundColor, s.backgroundImage, s.opacity, s.position]
        .join(' '));
    }
    return grounds.get(e);
  };
  // What tells a link from the words around it.
  const text = (e) => {
    const s = getComputedStyle(e);
    return [e.localName, s.color, s.textDecorationLine, s.fontWeight, s.fontSize].join(' ');
  };
  // What is legible when large must be darker when small: so is all that is under 18 pixels.
  const size = (s) => (parseFloat(s.fontSize) < 18 ? 'small' : `${s.fontSize} ${s.fontWeight}`);
  const known = new Set(connus);
  const seen = new Map();
  const isWords = (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '';
  // What is not there, as what is folded, has no look.
  const speaks = (e) => (e.matches('input, select, textarea') || [...e.childNodes].some(isWords))
    && e.checkVisibility();
  for (const e of [...document.querySelectorAll('body, body *')].filter(speaks)) {
    const s = getComputedStyle(e);
    // What is disabled may be pale.
    const disabled = e.closest(':disabled, [aria-disabled=true]') !== null;
    let key = [ground(e), s.color, size(s), s.textShadow, disabled].join(' ');
    if (e.matches('a, [role=link]')) {
      // A link alone in its block, and one among words that it must be told from, are two looks.
      const among = [...e.parentElement.childNodes].some(isWords);
      key = [key, text(e), text(e.parentElement), among].join(' ');
    }
    let sum = 0;
    for (let i = 0; i < key.length; i += 1) sum = (sum * 31 + key.charCodeAt(i)) % 2 ** 47;
    if (!known.has(sum) && !seen.has(sum)) seen.set(sum, e);
  }
  if (seen.size === 0) return [[], []];
  return axe.run({ include: [...seen.values()] }, {
    runOnly: couleurs, resultTypes: ['violations'], preload: false,
  }).then((report) => [report.violations, [...seen.keys()]]);
}"""

SOUND: set[int] = set()
"""The looks in which nothing was found to redress, as sums of what they are made of."""


def in_light_and_dark(page: Page) -> list[str]:
    """Return the violations in light, then those of the dark colours."""
    page.emulate_media(color_scheme="light")
    if not page.evaluate("'axe' in window"):
        # Given straight to the browser: half a megabyte, which Playwright takes twice as long to.
        browser = page.context.new_cdp_session(page)
        browser.send("Runtime.evaluate", {"expression": AXE_SCRIPT})
        browser.detach()
    found: list[dict[str, Any]] = page.evaluate(RUN, [RULES, COLOURS])
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        faults, looks = page.evaluate(RUN_ON_COLOURS, [COLOURS, sorted(SOUND)])
        found += faults
        if not faults:
            SOUND.update(looks)
    return [line for violation in found for line in told(violation)]


def told(violation: dict[str, Any]) -> Iterator[str]:
    """Yield a violation's elements, and why."""
    for node in violation["nodes"]:
        yield f"{violation['id']}: {node['target']} {node['failureSummary']}"
