/* The list of records: cards of the page or of the data files, and its pages. */

import { create, formatNumber, offScreen, stateLink } from './dom.js';

export const PER_PAGE = 20;
const NEIGHBOURS = 1;
// A card that grows after it is shown moves the link that one is about to press: its details are
// waited for, but not for long.
const DETAILS_WAIT = 500;

/** @returns {Promise<object>} a data file; kept, unless it failed */
function memory(load) {
  const loaded = new Map();
  return (key) => {
    if (!loaded.has(key)) {
      loaded.set(key, load(key).catch((error) => { loaded.delete(key); throw error; }));
    }
    return loaded.get(key);
  };
}

/** @returns {Promise<void>} after some milliseconds */
function pause(duration) {
  return new Promise((done) => { setTimeout(done, duration); });
}

/** Puts a text or a list of texts in a card, and shows the block that holds it. */
function fill(card, name, value) {
  const field = card.querySelector(`[data-champ="${name}"]`);
  if (!field || value === undefined) return;
  const block = field.closest('[data-bloc]');
  if (block) block.hidden = value.length === 0;
  if (Array.isArray(value)) field.replaceChildren(...value.map((t) => create('li', {}, t)));
  else field.textContent = value;
}

/** The cards: those of the page first, the others made from the model and the data files. */
class Cards {
  constructor(root, dataUrl, batchSize, readTitles) {
    this.template = root.querySelector('#modele-carte');
    this.projects = root.dataset.projets;
    this.batchSize = batchSize;
    this.readTitles = readTitles;
    this.readBatch = memory((k) => fetch(new URL(`cartes-${k}.json`, dataUrl)).then((r) => r.json()));
    this.made = new Map([...root.querySelectorAll('#resultats > li')].entries());
  }

  /** @returns {Promise<HTMLElement>} the card of a record, without its details if they are slow */
  async card(i) {
    if (!this.made.has(i)) {
      const { ids, titres: titles, lieux: places } = await this.readTitles();
      const li = create('li', {}, this.template.content.cloneNode(true));
      li.querySelector('[data-champ="titre"]').href = `${this.projects}${encodeURIComponent(ids[i])}/`;
      fill(li, 'titre', titles[i]);
      fill(li, 'lieu', places[i]);
      this.made.set(i, li);
      await Promise.race([this.complete(i, li), pause(DETAILS_WAIT)]);
    }
    return this.made.get(i);
  }

  /** Adds what the card's data file says; without it the title still leads to the record. */
  async complete(i, li) {
    try {
      const batch = await this.readBatch(Math.floor(i / this.batchSize));
      for (const [name, value] of Object.entries(batch[i % this.batchSize])) fill(li, name, value);
    } catch (error) {
      this.made.delete(i);
      console.warn('Détail de carte illisible :', error);
    }
  }
}

/** @returns {(number|null)[]} the pages to name, null for a gap */
export function namedPages(page, last) {
  const near = [1, last];
  for (let p = page - NEIGHBOURS; p <= page + NEIGHBOURS; p += 1) near.push(p);
  const numbers = [...new Set(near)].filter((p) => p >= 1 && p <= last).sort((a, b) => a - b);
  return numbers.flatMap((p, i) => (i && p - numbers[i - 1] > 1 ? [null, p] : [p]));
}

/** @returns {HTMLElement} one entry of the pagination */
function entry(p, page, address) {
  if (p === null) return create('li', { class: 'pagination-saut', 'aria-hidden': 'true' }, '…');
  const link = stateLink(address(p), 'pagination-lien', offScreen('Page '), formatNumber(p));
  if (p === page) link.setAttribute('aria-current', 'page');
  return create('li', {}, link);
}

/** Writes the links to the other pages; none when everything holds on one. */
function paginate(nav, page, last, address) {
  nav.hidden = last < 2;
  nav.replaceChildren();
  if (nav.hidden) return;
  const entries = namedPages(page, last).map((p) => entry(p, page, address));
  const step = (p, text) => create('li', { class: 'pagination-pas' },
    stateLink(address(p), 'pagination-lien', text));
  if (page > 1) entries.unshift(step(page - 1, 'Précédente'));
  if (page < last) entries.push(step(page + 1, 'Suivante'));
  nav.append(create('ul', {}, ...entries));
}

/**
 * @param {HTMLElement} root @param {URL} dataUrl @param {number} batchSize
 * @param {() => Promise<object>} readTitles
 * @returns {(positions: number[], page: number, address: (page: number) => string)
 *   => Promise<boolean>} shows a page of results; false when another one was asked meanwhile
 */
export function installResults(root, dataUrl, batchSize, readTitles) {
  const list = root.querySelector('#resultats');
  const nav = root.querySelector('#pagination');
  const cards = new Cards(root, dataUrl, batchSize, readTitles);
  let request = 0;
  return async (positions, page, address) => {
    request += 1;
    const thisRequest = request;
    const last = Math.max(1, Math.ceil(positions.length / PER_PAGE));
    const current = Math.min(page, last);
    const visible = positions.slice((current - 1) * PER_PAGE, current * PER_PAGE);
    const elements = await Promise.all(visible.map((i) => cards.card(i)));
    if (thisRequest !== request) return false;
    list.replaceChildren(...elements);
    list.hidden = elements.length === 0;
    paginate(nav, current, last, address);
    return true;
  };
}
