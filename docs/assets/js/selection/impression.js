/* The selection on paper: each sheet begins a page. */

import { create } from '../commun/dom.js';
import { citationOf, sheetElement } from '../commun/feuille.js';

/** @returns {HTMLElement} a sheet, and how to cite it */
function printable(record, siteName) {
  const sheet = sheetElement(record.sheet, record.url);
  sheet.append(create('section', { class: 'bloc bloc--citer' }, create('h2', {}, 'Citer cette fiche'),
    create('p', { class: 'citation' }, `${citationOf(record, siteName)}.`)));
  return sheet;
}

/**
 * Opens the browser's own printing on the sheets of some records.
 * @param {HTMLElement} place where they stand, seen on paper only
 * @param {import('../commun/fiches.js').Record[]} records @param {string} siteName
 */
export function printSheets(place, records, siteName) {
  const root = document.documentElement;
  place.replaceChildren(...records.map((record) => printable(record, siteName)));
  root.classList.add('imprime-fiches');
  addEventListener('afterprint', () => {
    root.classList.remove('imprime-fiches');
    place.replaceChildren();
  }, { once: true });
  print();
}
