/* The content of a sheet as the blocks of a document: paragraphs, list items, tables, of runs of text. */

import { addressIn } from './feuille.js';

/**
 * @typedef {{text: string, bold?: boolean, italic?: boolean, up?: boolean, href?: string}} Run
 * @typedef {{kind: 'paragraph', runs: Run[], style?: string, level?: number}
 *   | {kind: 'heading', runs: Run[], level: number, mark?: string}
 *   | {kind: 'blank', label: string}
 *   | {kind: 'item', runs: Run[], level: number, list: object, ordered: boolean, style?: string}
 *   | {kind: 'table', rows: {header: boolean, cells: Block[][]}[], shares?: number[]}
 *   | {kind: 'contents', entries: {title: string, mark: string}[]}} Block
 *   level of a paragraph: that of the list item it continues; list: what the items of one list share;
 *   shares: the part of the width that each column takes; mark: the name by which `contents` leads to a heading; blank: a frame to write in
 */

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long' });

/** @param {Date} date @returns {string} « 21 novembre 2026 » */
export const dayOf = (date) => DAY.format(date);

/** @param {import('./fiches.js').Run[]} p @returns {Run[]} a call-out is a raised number, and no link */
function runsOf(p, url) {
  return p.flatMap((run, rank) => {
    if (typeof run === 'string') return [{ text: run }];
    const { t: text, gras, ital, lien, appel } = run;
    // Two call-outs that touch are two numbers, not one.
    if (appel) return [...p[rank - 1]?.appel ? [{ text: ',\u00a0', up: true }] : [], { text, up: true }];
    const href = lien === undefined ? null : addressIn(url, lien);
    return [{ text, ...gras ? { bold: true } : {}, ...ital ? { italic: true } : {}, ...href ? { href } : {} }];
  });
}

/** @returns {Block[]} a list; what an item holds after its first paragraph continues it */
function listBlocks({ ul, ol, genre }, url, around) {
  const items = ul ?? ol;
  const level = around === null ? 0 : around + 1;
  // One term alone is a sentence, not a list.
  if (items.length === 1 && around === null && ['etiquettes', 'territoires', 'liste'].includes(genre)) {
    return blocksOf(items[0], url);
  }
  const list = {};
  return items.flatMap((blocks) => {
    const [first, ...rest] = blocks;
    if (!first?.p) return blocksOf(blocks, url, level);
    const runs = runsOf(first.p, url);
    return [{ kind: 'item', runs, level, list, ordered: Boolean(ol) }, ...blocksOf(rest, url, level)];
  });
}

/**
 * @param {import('./fiches.js').Block[]} blocks @param {string} url of the record's page
 * @param {number|null} level of the list item that they continue
 * @returns {Block[]} what they say, block after block
 */
export function blocksOf(blocks, url, level = null) {
  return blocks.flatMap((block) => {
    if (!block.p) return listBlocks(block, url, level);
    return [{ kind: 'paragraph', runs: runsOf(block.p, url), ...level === null ? {} : { level } }];
  });
}

/** @param {string} text @param {object} style @returns {Block} */
export function paragraph(text, style = {}) {
  const { name, ...run } = style;
  return { kind: 'paragraph', runs: [{ text, ...run }], ...(name ? { style: name } : {}) };
}

/** @returns {Block} a heading of level 1 (which begins a page) to 3 */
export function heading(level, text, more = {}) {
  return { kind: 'heading', level, runs: [{ text }], ...more };
}

/** @param {[string, Block[]][]} rows a label, and what stands beside it @returns {Block} */
export function labelTable(rows) {
  const made = rows.map(([label, blocks]) => (
    { header: false, cells: [[paragraph(label, { bold: true })], blocks] }));
  return { kind: 'table', shares: [0.3, 0.7], rows: made };
}

/** @returns {Block} words, then an address that leads where it says */
export function addressLine(words, href) {
  return { kind: 'paragraph', runs: [{ text: words }, { text: href, href }] };
}

/** @param {Run[][]} parts @returns {Run[]} one line of some; a mark ends each, unless it has its own */
export function joinedRuns(parts, mark) {
  return parts.filter((runs) => runs.length).flatMap((runs, rank, all) => {
    if (!rank) return runs;
    const before = all[rank - 1].filter(({ up }) => !up);
    const isEnded = /[.;:!?…]$/.test(before.at(-1)?.text.trimEnd() ?? '.');
    const end = isEnded ? '' : before.every(({ bold }) => bold) ? '\u00a0:' : mark;
    return [{ text: `${end} ` }, ...runs];
  });
}

/**
 * Blocks on one line: items end by « ; », paragraphs by a full stop, titles by a colon.
 * @param {import('./fiches.js').Block[]} blocks @param {string} url of the record's page
 * @param {boolean} withCalls whether the call-outs of sources stay @returns {Run[]}
 */
export function lineOf(blocks, url, withCalls = false) {
  return joinedRuns(blocks.map(({ p, ul, ol }) => (p
    ? runsOf(p.filter(({ appel }) => withCalls || !appel), url)
    : joinedRuns((ul ?? ol).map((item) => lineOf(item, url, withCalls)), '\u00a0;'))), '.');
}

/** @param {Run[]} runs @returns {{runs: Run[], cut: boolean}} as many whole words as a length holds */
export function shortened(runs, length) {
  const kept = [];
  let room = length;
  for (const run of runs) {
    kept.push({ ...run, text: run.text.length > room ? run.text.slice(0, room + 1).replace(/\s*\S*$/u, '') : run.text });
    room -= run.text.length;
    if (room < 0) break;
  }
  if (room >= 0) return { runs: kept, cut: false };
  // No part of a sentence is left hanging before the cut.
  while (kept.length) {
    const last = kept.pop();
    const text = last.text.replace(/[\s,;:.(]+$/u, '');
    if (text) return { runs: [...kept, { ...last, text }], cut: true };
  }
  return { runs: [], cut: true };
}
