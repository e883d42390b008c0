/* The selection as an editable document: one chapter a record, with its sources and its address. */

import { blocksOf, paragraph } from './blocs.js';
import { makeDocx } from './docx.js';
import { plain } from './fiches.js';
import { ROOT, writeAddress } from './garde.js';
import { sectionsOf } from './rubriques.js';

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long' });

/** @returns {object} a heading */
function heading(level, text, more = {}) {
  return { kind: 'heading', level, runs: [{ text }], ...more };
}

/** @returns {object} short fields, as a table of labels and values */
function labelTable(rows, current) {
  return {
    kind: 'table',
    labels: true,
    rows: rows.map(({ label, group, nodes }) => ({
      header: false,
      cells: [
        [paragraph(group && group !== current ? `${group}\u00a0: ${label}` : label, { bold: true })],
        blocksOf(nodes),
      ],
    })),
  };
}

/** @returns {object[]} a section: short fields in tables, the others under their own headings */
function sectionBlocks({ title, rows }) {
  const blocks = [heading(2, title)];
  let pending = [];
  let current = title;
  const close = () => {
    if (pending.length) blocks.push(labelTable(pending, current));
    pending = [];
  };
  for (const row of rows) {
    if (row.short) { pending.push(row); continue; }
    close();
    if (row.label !== current) blocks.push(heading(3, row.label));
    current = row.label;
    blocks.push(...blocksOf(row.nodes));
  }
  close();
  return blocks;
}

/** @returns {object[]} what the sheet says that its sources leave unsaid */
function unsaid(sheet) {
  const title = sheet.querySelector('#non-renseigne');
  if (!title) return [];
  const rest = [...title.parentElement.childNodes].filter((node) => node !== title);
  return [heading(2, plain(title)), ...blocksOf(rest)];
}

/** @returns {object[]} the address of the sheet, and how to cite it */
function citation({ title, url, sheet }, siteName, day) {
  const written = sheet.querySelector('.citation');
  const words = written ? plain(written).replace(/[.,\s]*$/, '') : `«\u00a0${title}\u00a0», ${siteName}`;
  const whole = words.includes(url) ? words : `${words}, ${url}`;
  return [
    heading(2, 'Citer cette fiche'),
    paragraph(`${whole} (consultée le ${day}).`),
    { kind: 'paragraph', runs: [{ text: 'Adresse de la fiche\u00a0: ' }, { text: url, href: url }] },
  ];
}

/** @returns {object[]} the chapter of a record */
function chapter(record, rank, siteName, day) {
  const lead = record.sheet.querySelector('.chapo');
  return [
    heading(1, record.title, { mark: `fiche_${rank + 1}` }),
    ...(lead ? [paragraph(plain(lead), { name: 'Chapo' })] : []),
    ...sectionsOf(record.sheet).filter(({ rows }) => rows.length).flatMap(sectionBlocks),
    ...unsaid(record.sheet),
    ...citation(record, siteName, day),
  ];
}

/**
 * @param {import('./fiches.js').Record[]} records in the order of the selection
 * @param {Date} date @param {string} siteName
 * @returns {Uint8Array} a .docx file
 */
export function makeDossier(records, date, siteName) {
  const day = DAY.format(date);
  const address = new URL(`selection/${writeAddress(records.map(({ id }) => id))}`, ROOT).href;
  const count = `${records.length}\u00a0fiche${records.length > 1 ? 's' : ''}`;
  const front = [
    paragraph('Ma sélection', { name: 'Title' }),
    paragraph(`${siteName} – ${count}, ${day}`, { name: 'Subtitle' }),
    { kind: 'paragraph', runs: [{ text: 'Retrouver cette sélection\u00a0: ' }, { text: address, href: address }] },
    paragraph('Textes et données sous Licence Ouverte 2.0. Les nombres en exposant renvoient aux sources de chaque fiche.'),
    { kind: 'contents', entries: records.map(({ title }, i) => ({ title, mark: `fiche_${i + 1}` })) },
  ];
  const body = records.flatMap((record, rank) => chapter(record, rank, siteName, day));
  return makeDocx({ title: `Ma sélection – ${siteName}`, footer: `${siteName} – ${day}`, blocks: [...front, ...body], date });
}
