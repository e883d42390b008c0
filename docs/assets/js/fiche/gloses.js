/* Words of the glossary that explain themselves where they stand, in a bubble made on demand. */

import { create } from '../commun/dom.js';
import { readJson } from '../commun/donnees.js';

const DATA = new URL('../../donnees/glossaire.json', import.meta.url);
const NAME = 'glose-bulle';
const GAP = 8;

let entries;

/**
 * Puts a fixed box under an element, or above it where there is no room below, within the window.
 * @param {HTMLElement} box @param {Element} anchor
 */
function placeBelow(box, anchor) {
  const at = anchor.getClientRects()[0];
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const left = Math.max(GAP, Math.min(at.left, width - box.offsetWidth - GAP));
  const below = at.bottom + GAP;
  const fits = below + box.offsetHeight + GAP <= height;
  const top = fits ? below : Math.max(GAP, at.top - GAP - box.offsetHeight);
  box.style.left = `${left}px`;
  box.style.top = `${top}px`;
}

/** @returns {Promise<Record<string, string[]>>} entry → term, what it stands for, definition */
function glossary() {
  entries ??= readJson(DATA);
  entries.catch(() => { entries = undefined; });
  return entries;
}

/** Fills the bubble with an entry, and the way to its place in the glossary. */
function fill(bubble, link, [term, expansion, definition]) {
  const heading = create('p', { class: 'glose-terme', id: `${NAME}-terme` }, term);
  if (expansion) heading.append(create('span', { class: 'developpe' }, ` ${expansion}`));
  const way = create('a', { href: link.href }, 'Lire dans le glossaire');
  const close = create('button', { type: 'button', class: 'bouton bouton--discret' }, 'Fermer');
  close.addEventListener('click', () => bubble.hidePopover());
  bubble.setAttribute('aria-labelledby', heading.id);
  bubble.replaceChildren(
    heading,
    create('p', {}, definition),
    create('p', { class: 'glose-suite' }, way, close),
  );
}

/** Tab past either end of the bubble closes it and goes on from the word: nothing stays open behind. */
function leaveByTab(bubble, event) {
  if (event.key !== 'Tab') return;
  const ends = event.shiftKey
    ? [bubble, bubble.querySelector('a')] : [bubble.querySelector('button')];
  if (!ends.includes(document.activeElement)) return;
  document.querySelector('.glose[aria-expanded="true"]')?.focus({ preventScroll: true });
  // Backwards, the word itself is what comes before its explanation.
  if (event.shiftKey) event.preventDefault();
  bubble.hidePopover();
}

/** One bubble serves the page: it stands outside the article, and empty while it is closed. */
function makeBubble() {
  const bubble = create('div', {
    id: NAME,
    class: 'glose-bulle md-typeset',
    popover: 'auto',
    role: 'dialog',
    tabindex: '-1',
  });
  bubble.addEventListener('toggle', (event) => {
    if (event.newState === 'open') return;
    const link = document.querySelector('.glose[aria-expanded="true"]');
    link?.setAttribute('aria-expanded', 'false');
    if (document.activeElement === document.body) link?.focus({ preventScroll: true });
    bubble.replaceChildren();
    bubble.removeAttribute('aria-labelledby');
  });
  bubble.addEventListener('keydown', (event) => leaveByTab(bubble, event));
  document.body.append(bubble);
  return bubble;
}

/** Opens the bubble at a word; where the data cannot be had, the link is followed as it is. */
async function explain(bubble, link) {
  try {
    const entry = (await glossary())[new URL(link.href).hash.slice(1)];
    if (!entry) throw new Error(link.hash);
    if (bubble.matches(':popover-open')) bubble.hidePopover();
    fill(bubble, link, entry);
    bubble.showPopover({ source: link });
    placeBelow(bubble, link);
    link.setAttribute('aria-expanded', 'true');
    bubble.focus({ preventScroll: true });
  } catch {
    location.assign(link.href);
  }
}

/** Puts the bubble at the words of a part of the page. @param {ParentNode} root */
export function installGlosses(root) {
  const links = root.querySelectorAll('a.glose');
  if (!links.length || !('showPopover' in HTMLElement.prototype)) return;
  const bubble = document.getElementById(NAME) ?? makeBubble();
  for (const link of links) {
    link.setAttribute('aria-expanded', 'false');
    link.setAttribute('aria-haspopup', 'dialog');
    link.addEventListener('click', (event) => {
      // A new tab or window stays the reader's choice.
      if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      explain(bubble, link);
    });
  }
}
