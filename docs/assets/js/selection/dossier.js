/* Records as an editable document: one chapter each, with its sources and its address. */

import {
  addressLine, blocksOf, heading, labelTable, paragraph,
} from '../commun/blocs.js';
import { makeDocx } from '../commun/docx.js';
import { citationOf, labelOf, partsOf, unsaidWords } from '../commun/feuille.js';
import { ROOT, writeAddress } from '../commun/garde.js';

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long' });
const NOT_GIVEN = 'non renseigné';

/** @returns {object} short fields, as a table of labels and values */
function fieldTable(rows, url) {
  return labelTable(rows.map((row) => (
    [labelOf(row), row.blocs.length ? blocksOf(row.blocs, url) : [paragraph(NOT_GIVEN)]])));
}

/** @returns {object[]} a section: short fields in tables, the others under their own headings */
function sectionBlocks(section, url) {
  const parts = partsOf(section).flatMap(({ row, titre, labels }) => [
    ...titre ? [heading(3, titre)] : [],
    ...row ? blocksOf(row.blocs, url) : [],
    ...labels.length ? [fieldTable(labels, url)] : [],
  ]);
  return [heading(2, section.titre), ...parts];
}

/** @returns {object[]} what the sheet's sources leave unsaid */
function unsaid({ non_renseigne: names }) {
  return names.length ? [heading(2, 'Non renseigné'), paragraph(unsaidWords(names))] : [];
}

/** @returns {object[]} the address of the sheet, and how to cite it */
function citation(record, siteName, day) {
  const { url } = record;
  return [
    heading(2, 'Citer cette fiche'),
    paragraph(`${citationOf(record, siteName)} (consultée le ${day}).`),
    addressLine('Adresse de la fiche\u00a0: ', url),
  ];
}

/** @returns {object[]} the chapter of a record */
function chapter(record, rank, siteName, day) {
  const { title, url, sheet } = record;
  return [
    heading(1, title, { mark: `fiche_${rank + 1}` }),
    ...(sheet.resume ? [paragraph(sheet.resume, { name: 'Chapo' })] : []),
    ...(sheet.resume_en ? [paragraph(sheet.resume_en, { name: 'Anglais' })] : []),
    ...sheet.sections.flatMap((section) => sectionBlocks(section, url)),
    ...unsaid(sheet),
    ...citation(record, siteName, day),
  ];
}

/**
 * @param {import('../commun/fiches.js').Record[]} records in the order of the selection
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
    addressLine('Retrouver cette sélection\u00a0: ', address),
    paragraph('Textes et données sous Licence Ouverte 2.0. Les nombres en exposant renvoient aux sources de chaque fiche.'),
    { kind: 'contents', entries: records.map(({ title }, i) => ({ title, mark: `fiche_${i + 1}` })) },
  ];
  const body = records.flatMap((record, rank) => chapter(record, rank, siteName, day));
  return makeDocx({ title: `Ma sélection – ${siteName}`, footer: `${siteName} – ${day}`, blocks: [...front, ...body], date });
}

/** @param {import('../commun/fiches.js').Record} record @returns {Uint8Array} a .docx file of it alone */
export function recordDocument(record, date, siteName) {
  const day = DAY.format(date);
  const blocks = chapter(record, 0, siteName, day);
  return makeDocx({ title: `${record.title} – ${siteName}`, footer: `${siteName} – ${day}`, blocks, date });
}
