/* A note of two pages: some records in columns, some topics in rows, their sources at the end. */

import { joinedRuns, lineOf, shortened } from '../commun/blocs.js';
import {
  create, download, siteName, today,
} from '../commun/dom.js';
import { DOCX, makeDocx } from '../commun/docx.js';
import { MOST, chosen, sideBySide } from './rubriques.js';
import { ROOT, writeAddress } from '../commun/garde.js';
import { printInstead } from './impression.js';

/**
 * @typedef {import('../commun/blocs.js').Run} Run @typedef {import('../commun/fiches.js').Record} Record
 * @typedef {{title: string, day: string, site: string, address: string, columns: {title: string, place: string, url: string}[],
 *   rows: {label: string, cells: Run[][]}[], sources: Run[][], remarks: string[]}} Note
 */

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long' });
const NOT_GIVEN = 'non renseigné';
/** What a cell holds, in characters, so that ten rows and the sources fill two pages: narrow columns waste more. */
const lengthOf = (columns) => Math.floor(1250 / columns) - 130;
const MOST_SOURCES = 8;
const LABEL_SHARE = 0.14;

/** @returns {Set<string>} the numbers of the sources that some blocks call */
function calledIn(blocks) {
  return new Set(blocks.flatMap(({ p, ul, ol }) => (p
    ? p.filter(({ appel }) => appel).map(({ t }) => t)
    : (ul ?? ol).flatMap((item) => [...calledIn(item)]))));
}

/** @param {import('../commun/fiches.js').Row[]} rows @returns {{runs: Run[], cut: boolean, called: Set<string>}} */
function cellOf(rows, key, url, length) {
  if (!rows.length) return { runs: [{ text: NOT_GIVEN, italic: true }], cut: false, called: new Set() };
  const line = joinedRuns(rows.map(({ cle, libelle, blocs }) => [
    ...cle === key ? [] : [{ text: `${libelle}\u00a0: `, italic: true }],
    ...lineOf(blocs, url),
  ]), '.');
  // A note is read on paper: its links are the addresses of the records.
  const { runs, cut } = shortened(line.map(({ href, ...run }) => run), length);
  const called = calledIn(rows.flatMap(({ blocs }) => blocs));
  const way = cut ? [{ text: '… ' }, { text: 'suite', href: `${url}#${key.split('/', 1)}` }] : [];
  const marks = [...called].sort((a, b) => a - b).join(',\u00a0');
  return { runs: [...runs, ...way, ...marks ? [{ text: `\u202f${marks}`, up: true }] : []], cut, called };
}

/** @returns {Run[]} a record's sources that the note calls, and where all of them stand */
function sourcesOf({ title, url, sheet }, called) {
  const list = sheet.sections.find(({ id }) => id === 'sources')?.rubriques
    .flatMap(({ blocs }) => blocs).find(({ genre }) => genre === 'sources')?.ol ?? [];
  // A record that comes from one document calls it nowhere.
  const numbers = list.map((_, rank) => String(rank + 1)).filter((number) => !called.size || called.has(number));
  // Its title and its details: the remarks on it stay on the page of the record.
  const told = numbers.slice(0, MOST_SOURCES).flatMap((number) => (
    [{ text: ` ${number}. `, bold: true }, ...lineOf(list[number - 1], url).slice(0, 2)]));
  const more = numbers.length > MOST_SOURCES ? ` Et ${numbers.length - MOST_SOURCES} autres.` : '';
  return [{ text: `${title}.`, bold: true }, ...told, { text: `${more} Fiche entière\u00a0: ` }, { text: url, href: url }];
}

/** @returns {string[]} what the note does not hold */
function remarksOf(cuts, left) {
  const many = cuts > 1;
  return [
    'Les nombres en exposant renvoient aux sources de chaque fiche. «\u00a0Non renseigné\u00a0»\u00a0: aucune source lue ne le dit. Les sources et les fiches disent davantage.',
    cuts ? `${cuts}\u00a0texte${many ? 's' : ''} coupé${many ? 's' : ''} (…)\u00a0: la suite est sur la page de la fiche.` : '',
    left.length ? `Rubriques choisies que la note n’a pas la place de reprendre\u00a0: ${left.join(', ')}.` : '',
  ].filter(Boolean);
}

/**
 * @param {Record[]} records in the order of the columns @param {string[]} essential @param {string[]|null} asked keys
 * @param {Date} date @param {string} site its name
 * @returns {Note}
 */
function noteOf(records, essential, asked, date, site) {
  const all = chosen(sideBySide(records.map(({ sheet }) => sheet.sections)), essential, asked, true);
  const topics = all.slice(0, MOST);
  const length = lengthOf(records.length);
  const cells = topics.map(({ key, cells: said }) => (
    said.map((rows, i) => cellOf(rows, key, records[i].url, length))));
  const calledBy = (rank) => new Set(cells.flatMap((row) => [...row[rank].called]));
  return {
    title: records.length > 1 ? `${records.length}\u00a0initiatives côte à côte` : records[0].title,
    day: DAY.format(date),
    site,
    address: new URL(`comparer/${writeAddress(records.map(({ id }) => id), asked)}`, ROOT).href,
    columns: records.map(({ title, url, sheet }) => ({ title, url, place: sheet.carte?.lieu ?? '' })),
    rows: topics.map(({ label }, i) => ({ label, cells: cells[i].map(({ runs }) => runs) })),
    sources: records.map((record, rank) => sourcesOf(record, calledBy(rank))),
    remarks: remarksOf(cells.flat().filter(({ cut }) => cut).length, all.slice(MOST).map(({ label }) => label)),
  };
}

/** @param {Note} note @param {Date} date @returns {Uint8Array} a .docx file that lies on its side */
function noteDocx({
  title, day, site, address, columns, rows, sources, remarks,
}, date) {
  const small = (runs) => ({ kind: 'paragraph', style: 'Cellule', runs });
  const bold = (text) => ({ text, bold: true });
  const head = columns.map(({ title: name, url, place }) => [
    small([{ ...bold(name), href: url }]), ...place ? [small([{ text: place }])] : []]);
  const body = rows.map(({ label, cells }) => (
    { header: false, cells: [[small([bold(label)])], ...cells.map((runs) => [small(runs)])] }));
  const blocks = [
    { kind: 'heading', level: 2, runs: [{ text: title }] },
    small([{ text: `${site} – note du ${day}. La retrouver, et choisir ses rubriques\u00a0: ` }, { text: address, href: address }]),
    {
      kind: 'table',
      shares: [LABEL_SHARE, ...columns.map(() => (1 - LABEL_SHARE) / columns.length)],
      rows: [{ header: true, cells: [[small([bold('Rubrique')])], ...head] }, ...body],
    },
    { kind: 'heading', level: 3, runs: [{ text: 'Sources' }] },
    ...sources.map(small),
    small([{ text: remarks.join(' ') }]),
  ];
  return makeDocx({ title: `${title} – ${site}`, footer: `${site} – ${day}`, blocks, date, landscape: true });
}

/** @returns {Node[]} runs as elements; an address is text on paper */
function elementsOf(runs) {
  return runs.map(({ text, bold, italic, up, href }) => {
    if (href) return create('a', { href }, text);
    const tag = up ? 'sup' : bold ? 'strong' : italic ? 'em' : 'span';
    return create(tag, {}, text);
  });
}

/** @param {Note} note @returns {HTMLElement} the same, to be printed */
function noteElement({
  title, day, site, address, columns, rows, sources, remarks,
}) {
  const heads = columns.map(({ title: name, url, place }) => (
    create('th', { scope: 'col' }, create('a', { href: url }, name), create('br'), place)));
  const body = rows.map(({ label, cells }) => create('tr', {}, create('th', { scope: 'row' }, label),
    ...cells.map((runs) => create('td', {}, ...elementsOf(runs)))));
  return create(
    'div',
    { class: 'note' },
    create('h1', {}, title),
    create('p', {}, `${site} – note du ${day}. La retrouver, et choisir ses rubriques\u00a0: ${address}`),
    create('table', {}, create('thead', {}, create('tr', {}, create('th', { scope: 'col' }, 'Rubrique'), ...heads)),
      create('tbody', {}, ...body)),
    create('h2', {}, 'Sources'),
    ...sources.map((runs) => create('p', {}, ...elementsOf(runs))),
    create('p', {}, remarks.join(' ')),
  );
}

/**
 * Gives the reader a note: a file, or paper.
 * @param {Record[]} records @param {string[]} essential @param {string[]|null} asked keys
 * @param {HTMLElement|null} paper where a note to be printed stands; null for a file
 */
export function giveNote(records, essential, asked, paper = null) {
  const date = new Date();
  const note = noteOf(records, essential, asked, date, siteName());
  if (paper) printInstead(paper, [noteElement(note)]);
  else download(noteDocx(note, date), `note-${today(date)}.docx`, DOCX);
}
