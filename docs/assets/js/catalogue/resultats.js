/* The list of records: cards of the page or of the data files, and its pages. */

import {
  create, fillCard, formatNumber, offScreen, stateLink,
} from '../commun/dom.js';

export const PER_PAGE = 20;
const NEIGHBOURS = 1;
// Where a list stands already, all cards of the next come together if they come soon; else the
// first ones do not wait for the last. Cards are only ever added at the end: nothing moves under a
// finger.
const PATIENCE = 150;

/**
 * The cards: those of the page first, the others made from the model and the data files.
 * @returns {(i: number) => HTMLElement|Promise<HTMLElement|null>} a record's card, at once if it is there
 */
function cardMaker(root, read, lot) {
  const template = root.querySelector('#modele-carte');
  const written = [...root.querySelectorAll('#resultats > li')];
  const made = new Map(written.map((li) => li.firstElementChild).entries());
  const make = async (i) => {
    const said = read(`cartes-${Math.floor(i / lot)}.json`).then((cards) => cards[i % lot]);
    const { id, ...fields } = await said.catch(async (error) => {
      // Its title alone.
      console.warn('Détail de carte illisible\u00a0:', error);
      const { ids, titres: titles, lieux: places } = await read('titres.json');
      return { id: ids[i], titre: titles[i], lieu: places[i] };
    });
    if (!made.has(i)) {
      const card = template.content.firstElementChild.cloneNode(true);
      card.querySelector('[data-champ="titre"]').href = `${root.dataset.projets}${encodeURIComponent(id)}/`;
      fillCard(card, fields);
      made.set(i, card);
    }
    return made.get(i);
  };
  return (i) => made.get(i) ?? make(i).catch(() => null);
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
  list.hidden = cards.length === 0;
}

/** Writes the links to the other pages; none when everything holds on one. */
function paginate(nav, page, last, address) {
  nav.hidden = last < 2;
  nav.replaceChildren();
  if (nav.hidden) return;
  const near = Array.from({ length: 2 * NEIGHBOURS + 1 }, (_, i) => page - NEIGHBOURS + i);
  const numbers = [...new Set([1, ...near, last])].filter((p) => p >= 1 && p <= last);
  const entries = numbers.flatMap((p, i) => {
    const link = stateLink(address(p), 'pagination-lien', offScreen('Page '), formatNumber(p));
    if (p === page) link.setAttribute('aria-current', 'page');
    const isGap = i && p - numbers[i - 1] > 1;
    return [isGap && create('li', { class: 'pagination-saut', 'aria-hidden': 'true' }, '…'), create('li', {}, link)];
  });
  const step = (p, text) => create('li', { class: 'pagination-pas' },
    stateLink(address(p), 'pagination-lien', text));
  nav.append(create('ul', {}, page > 1 && step(page - 1, 'Précédente'), ...entries, page < last && step(page + 1, 'Suivante')));
}

/**
 * @param {HTMLElement} root @param {(name: string) => Promise<any>} read reads a data file
 * @param {number} lot records in a file of cards
 * @returns {(visible: number[]) =>
 *   (total: number, page: number, address: (page: number) => string) => Promise<void>}
 *   reads the cards of a page, then shows it, unless another one is asked meanwhile
 */
export function installResults(root, read, lot) {
  const list = root.querySelector('#resultats');
  const nav = root.querySelector('#pagination');
  const cardOf = cardMaker(root, read, lot);
  let request = 0;

  /** Shows a page whose cards are asked for. */
  async function showPage(asked, total, page, address) {
    request += 1;
    const thisRequest = request;
    // The first cards, those that are there, take the place of the previous page.
    const show = (ready) => {
      place(list, ready);
      paginate(nav, page, Math.max(1, Math.ceil(total / PER_PAGE)), address);
      root.dataset.montre = '';
    };
    if (!asked.some((card) => card instanceof Promise)) {
      show(asked);
      return;
    }
    await asked[0];
    if ('montre' in root.dataset) {
      await Promise.race([Promise.all(asked), new Promise((done) => { setTimeout(done, PATIENCE); })]);
    }
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
    const asked = visible.map(cardOf);
    return (...page) => showPage(asked, ...page);
  };
}
