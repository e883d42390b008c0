/* What is printed in the place of a page: the sheets of some records, or a note. */

import { create } from '../commun/dom.js';
import { citationOf, sheetElement } from '../commun/feuille.js';

/** @returns {HTMLElement} a record's sheet, and how to cite it */
export function printableSheet(record, siteName) {
  const sheet = sheetElement(record.sheet, record.url);
  sheet.append(create('section', { class: 'bloc bloc--citer' }, create('h2', {}, 'Citer cette fiche'),
    create('p', { class: 'citation' }, `${citationOf(record, siteName)}.`)));
  return sheet;
}

/**
 * Opens the browser's own printing on some elements.
 * @param {HTMLElement} place where they stand, seen on paper only @param {HTMLElement[]} elements
 */
export function printInstead(place, elements) {
  const root = document.documentElement;
  place.replaceChildren(...elements);
  root.classList.add('imprime-fiches');
  addEventListener('afterprint', () => {
    root.classList.remove('imprime-fiches');
    place.replaceChildren();
  }, { once: true });
  print();
}
