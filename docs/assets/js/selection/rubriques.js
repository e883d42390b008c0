/* The sections and rows of several sheets, side by side. Pure. */

import { plain } from '../commun/fiches.js';

/** @typedef {import('../commun/fiches.js').Section} Section @typedef {import('../commun/fiches.js').Row} Row */

/**
 * Two orders as one: what only the second has comes after what precedes it there.
 * @template T @param {T[]} first @param {T[]} second @param {(item: T) => string} key @returns {T[]}
 */
export function mergeOrders(first, second, key) {
  const merged = [...first];
  let place = 0;
  for (const item of second) {
    const known = merged.findIndex((other) => key(other) === key(item));
    if (known < 0) merged.splice(place, 0, item);
    place = (known < 0 ? place : known) + 1;
  }
  return merged;
}

const isSaid = (cell) => Boolean(cell?.blocs.length);

/**
 * The rows of several sheets side by side.
 * @param {Section[][]} sheets
 * @returns {{id: string, title: string, rows: {key: string, label: string, group: string,
 *   cells: (Row|null)[], differs: boolean}[]}[]}
 */
export function sideBySide(sheets) {
  const sections = sheets.reduce((all, sheet) => mergeOrders(all, sheet, ({ id }) => id), []);
  return sections.map(({ id, titre }) => {
    const own = sheets.map((sheet) => sheet.find((section) => section.id === id)?.rubriques ?? []);
    const rows = own.reduce((all, list) => mergeOrders(all, list, ({ cle }) => cle), []);
    const made = rows.map((row) => compared(row, own, titre));
    // « Combien : non renseigné » in one sheet says the same as nothing under its parts in another.
    const idle = ({ key, cells }) => !cells.some(isSaid) && rows.some((other) => other.cle.startsWith(`${key}/`));
    return { id, title: titre, rows: made.filter((row) => !idle(row)) };
  });
}

/** @returns {object} one row: what each sheet says, null where it says nothing */
function compared({ cle, groupe = '' }, own, title) {
  const cells = own.map((rows) => rows.find((row) => row.cle === cle) ?? null);
  // A field that is alone in its section has no heading: another sheet may have its name.
  const labels = cells.flatMap((cell) => cell?.libelle ?? []);
  const label = labels.find((words) => words !== title) ?? title;
  const said = new Set(cells.map((cell) => (cell ? plain(cell.blocs) : '')));
  return { key: cle, label, group: groupe, cells, differs: said.size > 1 };
}
