/* The table of a comparison: one column a record, one row a field of their sheets. */

import { create } from '../commun/dom.js';
import { contentOf, notGiven } from '../commun/feuille.js';
import { sideBySide } from './rubriques.js';

/** @returns {HTMLElement} what a sheet says in a row */
function cell(row, { title, url }) {
  const content = row?.blocs.length ? contentOf(row.blocs, url) : [notGiven()];
  return create('td', { 'data-titre': title }, ...content);
}

/** @returns {HTMLElement} one field */
function fieldRow({ label, group, cells, differs }, records) {
  const name = create('th', { scope: 'row' });
  if (group) name.append(create('span', { class: 'groupe' }, group), ' ');
  name.append(label);
  const row = create('tr', {}, name, ...cells.map((content, i) => cell(content, records[i])));
  row.dataset.differe = String(differs);
  return row;
}

/** @returns {HTMLElement} the rows of a section, under its title */
function sectionRows({ title, rows }, records) {
  const heading = create('th', { scope: 'rowgroup', colspan: String(records.length + 1) }, title);
  const own = rows.map((row) => fieldRow(row, records));
  return create('tbody', {}, create('tr', { class: 'comparaison-section' }, heading), ...own);
}

/**
 * Fills a table with some records.
 * @param {HTMLTableElement} table @param {import('../commun/fiches.js').Record[]} records
 * @param {(record: object) => Node} tool what stands under the name of a record
 */
export function fillTable(table, records, tool) {
  const sections = sideBySide(records.map(({ sheet }) => sheet.sections))
    .filter(({ rows }) => rows.length);
  const names = records.map((record) => create('th', { scope: 'col' },
    create('a', { href: record.url }, record.title), tool(record)));
  const head = create('thead', {}, create('tr', {},
    create('th', { scope: 'col' }, 'Rubrique'), ...names));
  table.querySelectorAll('thead, tbody').forEach((part) => part.remove());
  table.append(head, ...sections.map((section) => sectionRows(section, records)));
}

/**
 * Shows all rows, or those that differ.
 * @returns {{hidden: number, total: number}} how many rows are hidden
 */
export function showDifferences(table, only) {
  const rows = [...table.querySelectorAll('tr[data-differe]')];
  rows.forEach((row) => {
    row.hidden = only && row.dataset.differe === 'false';
    row.classList.toggle('differe', !only && row.dataset.differe === 'true');
  });
  table.querySelectorAll('tbody').forEach((part) => {
    part.hidden = [...part.querySelectorAll('tr[data-differe]')].every((row) => row.hidden);
  });
  return { hidden: rows.filter((row) => row.hidden).length, total: rows.length };
}
