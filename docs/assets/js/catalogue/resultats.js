/* The list of records: cards of the page or of the data files, and its pages. */

import { create, formatNumber, offScreen, stateLink } from '../commun/dom.js';

export const PER_PAGE = 20;
const NEIGHBOURS = 1;
// Where a list stands already, all cards of the next come together if they come soon; else the
// first ones do not wait for the last. Cards are only ever added at the end: nothing moves under a
// finger.
const PATIENCE = 150;

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
  constructor(root, data, lot) {
    this.template = root.querySelector('#modele-carte');
    this.projects = root.dataset.projets;
    this.data = data;
    this.lot = lot;
    const written = [...root.querySelectorAll('#resultats > li')];
    this.made = new Map(written.map((li) => li.firstElementChild).entries());
  }

  /** @returns {HTMLElement|Promise<HTMLElement|null>} a record's card, at once if it is there */
  card(i) {
    return this.made.get(i) ?? this.read(i).then((fields) => {
      if (!this.made.has(i)) this.made.set(i, this.make(fields));
      return this.made.get(i);
    }).catch(() => null);
  }

  /** @returns {Promise<object>} what a card says; its title alone when its file cannot be read */
  async read(i) {
    try {
      return (await this.data.cards(Math.floor(i / this.lot)))[i % this.lot];
    } catch (error) {
      console.warn('Détail de carte illisible\u00a0:', error);
      const { ids, titres: titles, lieux: places } = await this.data.titles();
      return { id: ids[i], titre: titles[i], lieu: places[i] };
    }
  }

  /** @returns {HTMLElement} a card of the model */
  make({ id, ...fields }) {
    const card = this.template.content.firstElementChild.cloneNode(true);
    card.querySelector('[data-champ="titre"]').href = `${this.projects}${encodeURIComponent(id)}/`;
    for (const [name, value] of Object.entries(fields)) fill(card, name, value);
    return card;
  }
}

/**
 * Puts cards in the items of a list. The items stay: the browser knows which are in sight, and
 * does not lay out the others.
 */
function place(list, cards) {
  while (list.children.length > cards.length) list.lastElementChild.remove();
  cards.forEach((card, i) => {
    const li = list.children[i] ?? list.appendChild(create('li'));
    if (li.firstElementChild !== card) li.replaceChildren(card);
  });
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
 * @param {HTMLElement} root @param {ReturnType<import('../commun/donnees.js').openData>} data
 * @param {number} lot records in a file of cards
 * @returns {(visible: number[]) =>
 *   (total: number, page: number, address: (page: number) => string) => Promise<void>}
 *   reads the cards of a page, then shows it, unless another one is asked meanwhile
 */
export function installResults(root, data, lot) {
  const list = root.querySelector('#resultats');
  const nav = root.querySelector('#pagination');
  const cards = new Cards(root, data, lot);
  let request = 0;

  /** Puts the first cards of a page, those that are there, in place of the previous page. */
  function begin(ready, page, last, address) {
    place(list, ready);
    list.hidden = ready.length === 0;
    paginate(nav, page, last, address);
    root.dataset.montre = '';
  }

  /** Shows a page whose cards are asked for. */
  async function showPage(asked, total, page, address) {
    request += 1;
    const thisRequest = request;
    const last = Math.max(1, Math.ceil(total / PER_PAGE));
    if (!asked.some((card) => card instanceof Promise)) {
      begin(asked, page, last, address);
      return;
    }
    const whole = Promise.all(asked);
    const show = (ready) => begin(ready, page, last, address);
    await asked[0];
    if ('montre' in root.dataset) await Promise.race([whole, pause(PATIENCE)]);
    const ready = [];
    for (const card of asked) {
      const isThere = await Promise.race([card, null]) !== null;
      if (!isThere && ready.length) show(ready);
      const made = await card;
      if (thisRequest !== request) return;
      if (made) ready.push(made);
    }
    show(ready);
  }

  return (visible) => {
    const asked = visible.map((i) => cards.card(i));
    return (...page) => showPage(asked, ...page);
  };
}
