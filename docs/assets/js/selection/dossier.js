/* Records as an editable document: one chapter each, with its sources and its address. */

import {
  addressLine, blocksOf, dayOf, heading, labelTable, paragraph,
} from '../commun/blocs.js';
import { records as counted } from '../commun/dom.js';
import { makeDocx } from '../commun/docx.js';
import {
  NOT_GIVEN, citationOf, labelOf, partsOf, unsaidWords,
} from '../commun/feuille.js';
import { ROOT, writeAddress } from '../commun/garde.js';

/** @returns {object[]} a section: short fields in tables, the others under their own headings */
function sectionBlocks(section, url) {
  const parts = partsOf(section).flatMap(({ row, titre, labels }) => [
    ...titre ? [heading(3, titre)] : [],
    ...row ? blocksOf(row.blocs, url) : [],
    ...labels.length ? [labelTable(labels.map((one) => (
      [labelOf(one), one.blocs.length ? blocksOf(one.blocs, url) : [paragraph(NOT_GIVEN)]])))] : [],
  ]);
  return [heading(2, section.titre), ...parts];
}

/** @returns {object[]} the chapter of a record */
function chapter(record, rank, siteName, day) {
  const { title, url, sheet } = record;
  const names = sheet.non_renseigne;
  return [
    heading(1, title, { mark: `fiche_${rank + 1}` }),
    ...(sheet.resume ? [paragraph(sheet.resume, { name: 'Chapo' })] : []),
    ...(sheet.resume_en ? [paragraph(sheet.resume_en, { name: 'Anglais' })] : []),
    ...sheet.sections.flatMap((section) => sectionBlocks(section, url)),
    ...names.length ? [heading(2, 'Non renseigné'), paragraph(unsaidWords(names))] : [],
    heading(2, 'Citer cette fiche'),
    paragraph(`${citationOf(record, siteName)} (consultée le ${day}).`),
    addressLine('Adresse de la fiche\u00a0: ', url),
  ];
}

/**
 * @param {import('../commun/fiches.js').Record[]} records in the order of the selection
 * @param {Date} date @param {string} siteName
 * @returns {Blob} a .docx file
 */
export function makeDossier(records, date, siteName) {
  const day = dayOf(date);
  const address = new URL(`selection/${writeAddress(records.map(({ id }) => id))}`, ROOT).href;
  const blocks = [
    paragraph('Ma sélection', { name: 'Title' }),
    paragraph(`${siteName} – ${counted(records.length)}, ${day}`, { name: 'Subtitle' }),
    addressLine('Retrouver cette sélection\u00a0: ', address),
    paragraph('Textes et données sous Licence Ouverte 2.0. Les nombres en exposant renvoient aux sources de chaque fiche.'),
    { kind: 'contents', entries: records.map(({ title }, i) => ({ title, mark: `fiche_${i + 1}` })) },
    ...records.flatMap((record, rank) => chapter(record, rank, siteName, day)),
  ];
  return makeDocx({ title: `Ma sélection – ${siteName}`, footer: `${siteName} – ${day}`, blocks, date });
}

/** @param {import('../commun/fiches.js').Record} record @returns {Blob} a .docx file of it alone */
export function recordDocument(record, date, siteName) {
  const day = dayOf(date);
  const blocks = chapter(record, 0, siteName, day);
  return makeDocx({ title: `${record.title} – ${siteName}`, footer: `${siteName} – ${day}`, blocks, date });
}
