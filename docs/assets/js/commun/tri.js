/*
 * Tables whose columns a reader may sort: `table[data-tri]`, with `data-tri="texte"` or
 * `data-tri="nombre"` on the column titles. The page is written sorted; `aria-sort` says how.
 */

import { create } from './dom.js';

const COLLATOR = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' });
const COMPARE = {
  texte: COLLATOR.compare,
  nombre: (a, b) => Number(a) - Number(b),
};

/**
 * Rows in the order of their keys, those without a key last whatever the direction; equal ones keep
 * the order that they had.
 * @template {{key: string}} T
 * @param {T[]} rows @param {'texte'|'nombre'} kind @param {'ascending'|'descending'} direction
 * @returns {T[]}
 */
function inOrder(rows, kind, direction) {
  const sign = direction === 'ascending' ? 1 : -1;
  const known = rows.filter((row) => row.key !== '').sort((a, b) => sign * COMPARE[kind](a.key, b.key));
  return [...known, ...rows.filter((row) => row.key === '')];
}

const ORDERS = { ascending: 'croissant', descending: 'décroissant' };

/** Where the page says how a table was sorted. */
const announcer = create('p', { id: 'tri-annonce', class: 'hors-ecran', role: 'status' });

/** Sorts each body of a table by a column, and says it. */
function sort(table, title, direction) {
  for (const body of table.tBodies) {
    const cell = (row) => row.cells[title.cellIndex];
    const rows = [...body.rows].map((row) => ({ row, key: cell(row).dataset.cle ?? cell(row).textContent.trim() }));
    body.append(...inOrder(rows, title.dataset.tri, direction).map(({ row }) => row));
  }
  for (const other of table.tHead.querySelectorAll('[aria-sort]')) other.removeAttribute('aria-sort');
  title.setAttribute('aria-sort', direction);
  announcer.textContent = `Tableau trié par ${title.textContent.trim()}, ordre ${ORDERS[direction]}`;
}

/** @returns {string} the other way round, or for a new column numbers from the largest */
function nextDirection(title) {
  const current = title.getAttribute('aria-sort');
  if (current) return current === 'ascending' ? 'descending' : 'ascending';
  return title.dataset.tri === 'nombre' ? 'descending' : 'ascending';
}

for (const title of document.querySelectorAll('table[data-tri] th[data-tri]')) {
  const button = create('button', { type: 'button', class: 'tri-bouton' }, ...title.childNodes);
  title.append(button);
  button.addEventListener('click', () => sort(title.closest('table'), title, nextDirection(title)));
}
document.body.append(announcer);
