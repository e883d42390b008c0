/*
 * What scripts add to a generated page: words of the glossary that explain themselves in place, the
 * page's address in its reference, a button that copies it, and the notice on its age that is true now.
 */

import { create, download, siteName, today } from '../commun/dom.js';
import { reader } from '../commun/donnees.js';
import { onChange, selection, writeAddress } from '../commun/garde.js';

/* Words of the glossary that explain themselves where they stand, in a bubble made on demand. */

const read = reader(new URL('../../donnees/', import.meta.url));
const NAME = 'glose-bulle';
const GAP = 8;

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

/** Fills the bubble with an entry, and the way to its place in the glossary. */
function fill(bubble, link, [term, expansion, definition]) {
  const id = `${NAME}-terme`;
  const close = create('button', { type: 'button', class: 'bouton bouton--discret' }, 'Fermer');
  close.addEventListener('click', () => bubble.hidePopover());
  bubble.setAttribute('aria-labelledby', id);
  bubble.replaceChildren(
    create('p', { class: 'glose-terme', id }, term, expansion && create('span', { class: 'developpe' }, ` ${expansion}`)),
    create('p', {}, definition),
    create('p', { class: 'glose-suite' }, create('a', { href: link.href }, 'Lire dans le glossaire'), close),
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
    const entry = (await read('glossaire.json'))[new URL(link.href).hash.slice(1)];
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

/** Puts the bubble at the words of the page. */
function installGlosses() {
  const links = document.querySelectorAll('a.glose');
  if (!links.length || !('showPopover' in HTMLElement.prototype)) return;
  const bubble = makeBubble();
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

/** Where the site does not know its address, the reference takes the one that the reader sees. */
function completeReference() {
  const place = document.querySelector('.citation-adresse');
  if (!place) return;
  place.textContent = `, ${location.origin}${location.pathname}`;
  place.hidden = false;
}

/** The button that copies the reference. */
function installCopy() {
  const button = document.querySelector('[data-copie]');
  if (!button) return;
  const state = button.parentElement.querySelector('[role="status"]');
  button.addEventListener('click', async () => {
    const reference = document.getElementById(button.dataset.copie);
    try {
      await navigator.clipboard.writeText(reference.textContent.trim());
      state.textContent = 'Référence copiée.';
    } catch {
      getSelection().selectAllChildren(reference);
      state.textContent = 'Copie refusée par le navigateur\u00a0: la référence est sélectionnée.';
    }
  });
}

/**
 * Shows the last notice whose day has come, and hides those before it.
 * A clock that runs late changes nothing: what the build showed stays true.
 */
function showAge() {
  const notices = [...document.querySelectorAll('.avis[data-depuis]')];
  const current = notices.findLast((notice) => !notice.hidden || notice.dataset.depuis <= today());
  for (const notice of notices) notice.hidden = notice !== current;
}

const MAX_COMPARED = 4;

/** Compares with the selection; where it is empty, with the two nearest records. */
function aimComparison(link, id) {
  const others = selection().filter((other) => other !== id);
  const near = [...document.querySelectorAll('.proche-titre a')]
    .slice(0, 2).map((a) => a.pathname.split('/').at(-2));
  const chosen = others.length ? others.slice(0, MAX_COMPARED - 1) : near;
  link.search = writeAddress([id, ...chosen]);
  const nearest = ['Comparer', 'Comparer avec la plus proche', 'Comparer avec les plus proches'][near.length];
  link.textContent = others.length ? 'Comparer avec ma sélection' : nearest;
}

/** What one does with a record, at its head. */
function installActions() {
  const place = document.querySelector('.fiche-actions');
  if (!place) return;
  const id = place.querySelector('[data-selection]').dataset.selection;
  const link = place.querySelector('[data-comparer]');
  const state = place.querySelector('[role="status"]');
  const aim = () => aimComparison(link, id);
  onChange(aim);
  aim();
  place.querySelector('[data-imprimer]').addEventListener('click', () => print());
  // The record as a document for word processors.
  place.querySelector('[data-document]').addEventListener('click', async () => {
    try {
      const [{ recordDocument }, { DOCX }, { readRecord }] = await Promise.all([
        import('../selection/dossier.js'), import('../commun/docx.js'), import('../commun/fiches.js')]);
      const { record } = await readRecord(id);
      download(recordDocument(record, new Date(), siteName()), `${id}.docx`, DOCX);
      state.textContent = 'Le document est prêt.';
    } catch (error) {
      console.warn('Document impossible\u00a0:', error);
      state.textContent = 'Le document n’a pas pu être préparé. Vérifiez votre connexion, puis réessayez.';
    }
  });
}

installGlosses();
installActions();
completeReference();
installCopy();
showAge();
