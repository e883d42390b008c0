/* A note of two pages: some records in columns, some topics in rows, their sources at the end. */

import { dayOf, joinedRuns, lineOf, shortened } from '../commun/blocs.js';
import {
  create, download, siteName, today,
} from '../commun/dom.js';
import { DOCX, makeDocx } from '../commun/docx.js';
import { NOT_GIVEN } from '../commun/feuille.js';
import { calledIn } from '../commun/fiches.js';
import { MOST, chosen, sideBySide } from './rubriques.js';
import { ROOT, writeAddress } from '../commun/garde.js';
import { printInstead } from './impression.js';

/**
 * @typedef {import('../commun/blocs.js').Run} Run @typedef {import('../commun/blocs.js').Block} Block
 * @typedef {import('../commun/fiches.js').Record} Record
 */

/** What a cell holds, in characters, so that ten rows and the sources fill two pages: narrow columns waste more. */
const lengthOf = (columns) => Math.floor(1250 / columns) - 130;
const MOST_SOURCES = 8;
const LABEL_SHARE = 0.14;

/** @returns {Block} a paragraph of the note */
const small = (...runs) => ({ kind: 'paragraph', style: 'Cellule', runs });

/** @param {import('../commun/fiches.js').Row[]} rows @returns {{runs: Run[], cut: boolean, called: string[]}} */
function cellOf(rows, key, url, length) {
  if (!rows.length) return { runs: [{ text: NOT_GIVEN, italic: true }], cut: false, called: [] };
  const line = joinedRuns(rows.map(({ cle, libelle, blocs }) => [
    ...cle === key ? [] : [{ text: `${libelle}\u00a0: `, italic: true }],
    ...lineOf(blocs, url),
  ]), '.');
  // A note is read on paper: its links are the addresses of the records.
  const { runs, cut } = shortened(line.map(({ href, ...run }) => run), length);
  const called = calledIn(rows.flatMap(({ blocs }) => blocs));
  const way = cut ? [{ text: '… ' }, { text: 'suite', href: `${url}#${key.split('/', 1)}` }] : [];
  const marks = called.toSorted((a, b) => a - b).join(',\u00a0');
  return { runs: [...runs, ...way, ...marks ? [{ text: `\u202f${marks}`, up: true }] : []], cut, called };
}

/** @param {string[]} called @returns {Run[]} a record's sources that the note calls, and where all of them stand */
function sourcesOf({ title, url, sheet }, called) {
  const list = sheet.sections.find(({ id }) => id === 'sources')?.rubriques
    .flatMap(({ blocs }) => blocs).find(({ genre }) => genre === 'sources')?.ol ?? [];
  // A record that comes from one document calls it nowhere.
  const numbers = list.map((_, rank) => String(rank + 1)).filter((number) => !called.length || called.includes(number));
  // Its title and its details: the remarks on it stay on the page of the record.
  const told = numbers.slice(0, MOST_SOURCES).flatMap((number) => (
    [{ text: ` ${number}. `, bold: true }, ...lineOf(list[number - 1], url).slice(0, 2)]));
  const more = numbers.length > MOST_SOURCES ? ` Et ${numbers.length - MOST_SOURCES} autres.` : '';
  return [{ text: `${title}.`, bold: true }, ...told, { text: `${more} Fiche entière\u00a0: ` }, { text: url, href: url }];
}

/** @returns {string} what the note does not hold: its cut texts, and the topics left out */
function remarksOf(cuts, left) {
  const many = cuts > 1;
  return [
    'Les nombres en exposant renvoient aux sources de chaque fiche. «\u00a0Non renseigné\u00a0»\u00a0: aucune source lue ne le dit. Les sources et les fiches disent davantage.',
    cuts ? `${cuts}\u00a0texte${many ? 's' : ''} coupé${many ? 's' : ''} (…)\u00a0: la suite est sur la page de la fiche.` : '',
    left.length ? `Rubriques choisies que la note n’a pas la place de reprendre\u00a0: ${left.join(', ')}.` : '',
  ].filter(Boolean).join(' ');
}

/**
 * @param {Record[]} records in the order of the columns @param {string[]} essential @param {string[]|null} asked keys
 * @param {string} title @param {string} day @param {string} site its name
 * @returns {Block[]} the note
 */
function noteBlocks(records, essential, asked, { title, day, site }) {
  const all = chosen(sideBySide(records.map(({ sheet }) => sheet.sections)), essential, asked, true);
  const length = lengthOf(records.length);
  const rows = all.slice(0, MOST).map(({ key, label, cells }) => (
    { label, cells: cells.map((said, i) => cellOf(said, key, records[i].url, length)) }));
  const calledBy = (rank) => rows.flatMap(({ cells }) => cells[rank].called);
  const cuts = rows.flatMap(({ cells }) => cells).filter(({ cut }) => cut).length;
  const address = new URL(`comparer/${writeAddress(records.map(({ id }) => id), asked)}`, ROOT).href;
  const heads = records.map(({ title: name, url, sheet }) => {
    const place = sheet.carte?.lieu;
    return [small({ text: name, href: url }), ...place ? [small({ text: place })] : []];
  });
  return [
    { kind: 'heading', level: 2, runs: [{ text: title }] },
    small({ text: `${site} – note du ${day}. La retrouver, et choisir ses rubriques\u00a0: ` }, { text: address, href: address }),
    {
      kind: 'table',
      shares: [LABEL_SHARE, ...records.map(() => (1 - LABEL_SHARE) / records.length)],
      rows: [
        { header: true, cells: [[small({ text: 'Rubrique' })], ...heads] },
        ...rows.map(({ label, cells }) => (
          { header: false, cells: [[small({ text: label, bold: true })], ...cells.map(({ runs }) => [small(...runs)])] })),
      ],
    },
    { kind: 'heading', level: 3, runs: [{ text: 'Sources' }] },
    ...records.map((record, rank) => small(...sourcesOf(record, calledBy(rank)))),
    small({ text: remarksOf(cuts, all.slice(MOST).map(({ label }) => label)) }),
  ];
}

/** @param {Run[]} runs @returns {Node[]} */
function elementsOf(runs) {
  return runs.map(({ text, bold, italic, up, href }) => {
    if (href) return create('a', { href }, text);
    const tag = up ? 'sup' : bold ? 'strong' : italic ? 'em' : 'span';
    return create(tag, {}, text);
  });
}

/** @param {Block} block of a note @returns {HTMLElement} the same, to be printed */
function printed({ kind, level, runs, rows }) {
  if (kind === 'heading') return create(`h${level - 1}`, {}, ...elementsOf(runs));
  if (kind === 'paragraph') return create('p', {}, ...elementsOf(runs));
  const [head, ...body] = rows.map(({ header, cells }) => create('tr', {}, ...cells.map((blocks, i) => {
    if (!header && i) return create('td', {}, ...elementsOf(blocks[0].runs));
    const lines = blocks.flatMap(({ runs: [{ text, href }] }) => [href ? create('a', { href }, text) : text, create('br')]);
    return create('th', { scope: header ? 'col' : 'row' }, ...lines.slice(0, -1));
  })));
  return create('table', {}, create('thead', {}, head), create('tbody', {}, ...body));
}

/**
 * Gives the reader a note: a file that lies on its side, or paper.
 * @param {Record[]} records @param {string[]} essential @param {string[]|null} asked keys
 * @param {HTMLElement|null} paper where a note to be printed stands; null for a file
 */
export function giveNote(records, essential, asked, paper = null) {
  const date = new Date();
  const [site, day] = [siteName(), dayOf(date)];
  const title = records.length > 1 ? `${records.length}\u00a0initiatives côte à côte` : records[0].title;
  const blocks = noteBlocks(records, essential, asked, { title, day, site });
  if (paper) printInstead(paper, [create('div', { class: 'note' }, ...blocks.map(printed))]);
  else {
    const file = { title: `${title} – ${site}`, footer: `${site} – ${day}`, blocks, date, landscape: true };
    download(makeDocx(file), `note-${today(date)}.docx`, DOCX);
  }
}
