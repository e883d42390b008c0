/* What several sheets say of one thing, side by side. Pure. */

import { plain } from '../commun/fiches.js';

/**
 * @typedef {import('../commun/fiches.js').Section} Section @typedef {import('../commun/fiches.js').Row} Row
 * @typedef {'differe'|'pareil'|'seul'|''} State two sheets say otherwise; those that say it say the same;
 *   one sheet alone says anything; several do, each of another part
 * @typedef {{key: string, section: string, sectionTitle: string, label: string, cells: Row[][], state: State}} Topic
 *   cells: for each sheet what it says, row by row
 */

/** How many topics a note holds, and a comparison shows before more are asked for. */
export const MOST = 10;

/**
 * Two orders as one: what only the second has comes after what precedes it there.
 * @template T @param {T[]} first @param {T[]} second @param {(item: T) => string} key @returns {T[]}
 */
function mergeOrders(first, second, key) {
  const merged = [...first];
  let place = 0;
  for (const item of second) {
    const known = merged.findIndex((other) => key(other) === key(item));
    if (known < 0) merged.splice(place, 0, item);
    place = (known < 0 ? place : known) + 1;
  }
  return merged;
}

/** Said in the brief already, or led to by each call-out. */
const LEFT_OUT = ['sources/sources', 'sources/verifie_le'];

/** The parts of a field stand with it: « en-bref/combien/menages » is of « en-bref/combien ». */
const topicOf = ({ cle }) => cle.split('/', 2).join('/');

/** @param {Row[][]} cells @returns {State} a value that meets « non renseigné » is no difference */
function stateOf(cells) {
  if (cells.filter((rows) => rows.length).length < 2) return 'seul';
  const said = new Map();
  for (const { cle, blocs } of cells.flat()) said.set(cle, [...said.get(cle) ?? [], plain(blocs)]);
  const met = [...said.values()].filter((texts) => texts.length > 1);
  if (met.some((texts) => new Set(texts).size > 1)) return 'differe';
  // One that says more than another does not say the same.
  const alike = met.length === said.size && cells.every((rows) => !rows.length || rows.length === said.size);
  return alike ? 'pareil' : '';
}

/**
 * The topics of several sheets that one of them at least says something of, in the order of the sheets.
 * @param {Section[][]} sheets @returns {Topic[]}
 */
export function sideBySide(sheets) {
  const sections = sheets.reduce((all, sheet) => mergeOrders(all, sheet, ({ id }) => id), []);
  return sections.flatMap(({ id, titre }) => {
    const own = sheets.map((sheet) => sheet.find((section) => section.id === id)?.rubriques ?? []);
    const keys = own.map((rows) => [...new Set(rows.map(topicOf))])
      .reduce((all, list) => mergeOrders(all, list, (key) => key), []);
    return keys.map((key) => {
      const rows = own.map((list) => list.filter((row) => topicOf(row) === key));
      const cells = rows.map((list) => list.filter(({ blocs }) => blocs.length));
      const names = rows.flat().map(({ cle, groupe, libelle }) => (cle === key ? libelle : groupe));
      return {
        key,
        section: id,
        sectionTitle: titre,
        // A field that is alone in its section bears the section's name.
        label: names.find((name) => name && name !== titre) ?? titre,
        cells,
        state: stateOf(cells),
      };
    }).filter(({ key, cells }) => !LEFT_OUT.includes(key) && cells.some((rows) => rows.length));
  });
}

/**
 * The topics to show: those that the reader asks for, or the first of a list.
 * @param {Topic[]} topics @param {string[]} essential keys, the most useful first @param {string[]|null} asked
 * @param {boolean} lone whether those that one sheet alone speaks of are in the list
 * @returns {Topic[]} in the order of the sheets
 */
export function chosen(topics, essential, asked, lone = false) {
  if (asked) return topics.filter(({ key }) => asked.includes(key));
  const known = essential.map((key) => topics.find((topic) => topic.key === key))
    .filter((topic) => topic && (lone || topic.state !== 'seul'));
  const kept = known.slice(0, MOST);
  return topics.filter((topic) => kept.includes(topic));
}
