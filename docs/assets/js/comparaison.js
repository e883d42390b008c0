/* The table of a comparison: one column a record, one row a field of their sheets. */

import { create } from './dom.js';
import { sectionsOf, sideBySide } from './rubriques.js';

const NOT_GIVEN = 'non renseigné';

/** @returns {HTMLElement} a table of the sheet as a list: tables do not nest */
function asList(table) {
  const items = [...table.querySelectorAll('tbody tr')].map((row) => {
    const cells = [...row.cells].map((cell) => create('span', {}, ...cell.childNodes));
    return create('li', {}, ...cells.flatMap((cell, i) => (i ? [' – ', cell] : [cell])));
  });
  return create('ul', { class: 'sorties' }, ...items);
}

/** @returns {Node} content of a sheet, made fit for a cell of another page */
function transplant(node) {
  const copy = document.importNode(node, true);
  if (copy.nodeType !== Node.ELEMENT_NODE) return copy;
  const holder = create('div', {}, copy);
  holder.querySelectorAll('button, .avec-js, form, script').forEach((e) => e.remove());
  holder.querySelectorAll('[id], [aria-labelledby], [aria-describedby]').forEach((e) => {
    ['id', 'aria-labelledby', 'aria-describedby'].forEach((name) => e.removeAttribute(name));
  });
  // The course is a list here: what its drawing shows by place and colour is said.
  holder.querySelectorAll('.etape-bande .hors-ecran').forEach((e) => e.removeAttribute('class'));
  holder.querySelectorAll('.parcours, .etape, .etape-bande').forEach((e) => {
    e.className = e.matches('.etape-bande') ? 'etape-reperes' : e.className.match(/parcours|etape/)[0];
  });
  holder.querySelectorAll('table').forEach((table) => table.replaceWith(asList(table)));
  holder.querySelectorAll('h3, h4, h5').forEach((heading) => {
    heading.replaceWith(create('p', { class: 'etape-titre' }, ...heading.childNodes));
  });
  holder.querySelectorAll('section, aside').forEach((part) => {
    part.replaceWith(create('div', {}, ...part.childNodes));
  });
  return holder.firstChild;
}

/** @returns {HTMLElement} what a sheet says in a row */
function cell(content, title) {
  const place = create('td', { 'data-titre': title });
  if (content && !content.unsaid) place.append(...content.nodes.map(transplant));
  else place.append(create('span', { class: 'non-renseigne' }, NOT_GIVEN));
  return place;
}

/** @returns {HTMLElement} one field */
function fieldRow({ label, group, cells, differs }, titles) {
  const name = create('th', { scope: 'row' });
  if (group) name.append(create('span', { class: 'groupe' }, group), ' ');
  name.append(label);
  const row = create('tr', {}, name, ...cells.map((content, i) => cell(content, titles[i])));
  row.dataset.differe = String(differs);
  return row;
}

/** @returns {HTMLElement} the rows of a section, under its title */
function sectionRows({ title, rows }, titles) {
  const heading = create('th', { scope: 'rowgroup', colspan: String(titles.length + 1) }, title);
  const own = rows.map((row) => fieldRow(row, titles));
  return create('tbody', {}, create('tr', { class: 'comparaison-section' }, heading), ...own);
}

/**
 * Fills a table with some records.
 * @param {HTMLTableElement} table @param {import('./fiches.js').Record[]} records
 * @param {(record: object) => Node} tool what stands under the name of a record
 */
export function fillTable(table, records, tool) {
  const sections = sideBySide(records.map(({ sheet }) => sectionsOf(sheet)))
    .filter(({ rows }) => rows.length);
  const titles = records.map(({ title }) => title);
  const names = records.map((record) => create('th', { scope: 'col' },
    create('a', { href: record.url }, record.title), tool(record)));
  const head = create('thead', {}, create('tr', {},
    create('th', { scope: 'col' }, 'Rubrique'), ...names));
  table.querySelectorAll('thead, tbody').forEach((part) => part.remove());
  table.append(head, ...sections.map((section) => sectionRows(section, titles)));
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
