/* What records say of a section of a file: their rows by field, never rewritten, and their sources. Pure. */

import { calledIn } from '../commun/fiches.js';

/** @typedef {import('../commun/fiches.js').Record} Record @typedef {import('../commun/fiches.js').Row} Row */

/**
 * @param {Record} record @param {string[]} keys « = » ends the key of a row that is asked for without its parts
 * @returns {Row[]} the rows that say something, in the order of the keys
 */
export function rowsOf({ sheet }, keys) {
  const isOf = ({ cle }, key) => cle === key || `${cle}=` === key || cle.startsWith(`${key}/`);
  const said = sheet.sections.flatMap(({ rubriques }) => rubriques).filter(({ blocs }) => blocs.length);
  return [...new Set(keys.flatMap((key) => said.filter((row) => isOf(row, key))))];
}

/** @param {Record} record @param {string[]} keys @returns {Row[]} the row of each field; its parts where it has none of its own */
export function mainRowsOf(record, keys) {
  const rows = rowsOf(record, keys);
  return rows.filter((row) => !rows.some((other) => row.cle.startsWith(`${other.cle}/`)));
}

/**
 * @param {Record[]} records @param {string[]} keys
 * @returns {{said: {record: Record, rows: Row[]}[], silent: Record[]}}
 */
export function precedents(records, keys, rowsFor = rowsOf) {
  const found = records.map((record) => ({ record, rows: rowsFor(record, keys) }));
  return {
    said: found.filter(({ rows }) => rows.length),
    silent: found.filter(({ rows }) => !rows.length).map(({ record }) => record),
  };
}

/**
 * The documents of a record by the number that calls them out.
 * @param {Record} record @returns {{title: string, href: string|undefined, brief: string}[]}
 *   brief: who published it and when
 */
export function documentsOf({ sheet }) {
  const row = sheet.sections.flatMap(({ rubriques }) => rubriques).find(({ cle }) => cle === 'sources/sources');
  return (row?.blocs[0]?.ol ?? []).map(([{ p: [title, details = ''] }]) => {
    const words = typeof details === 'string' ? details : details.t;
    // What stands after the publisher and the date of a source: when it was read.
    const brief = words.replace(/^, /, '').replace(/\.$/, '').replace(/, consulté .*$/, '');
    const named = typeof title === 'string' ? { t: title } : title;
    return { title: named.t, href: named.lien, brief };
  });
}

/** @returns {{blocs: object[], left: number}} blocks whose lists are cut after some items; left: how many that leaves out */
export function shortened(blocks, most) {
  let left = 0;
  const blocs = blocks.map((block) => {
    const name = block.ul ? 'ul' : 'ol';
    if (block.p || block[name].length <= most) return block;
    left += block[name].length - most;
    return { ...block, [name]: block[name].slice(0, most) };
  });
  return { blocs, left };
}

/** @returns {string} the name of a record: of its title, what stands before the colon where that is a name */
export function nameOf({ title }) {
  const [name, rest] = title.split(/\s:\s/, 2);
  return rest && name.length <= 60 ? name : title;
}

/**
 * Who published what some blocks of a record say, and when.
 * @returns {{own: number, brief: string}[]} by the number of the document in the record
 */
export function documentsIn(record, blocks) {
  const documents = documentsOf(record);
  // Of a record that cites one document alone, all comes from there: nothing calls it out.
  const called = documents.length === 1 ? [1] : calledIn(blocks).map(Number);
  return called.filter((own) => documents[own - 1]).map((own) => ({ own, brief: documents[own - 1].brief }));
}
