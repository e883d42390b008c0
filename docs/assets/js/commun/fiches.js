/* The sheets of records, read from the data that stand beside their pages (site/sheet_data.py). */

import { ROOT, onlyIds } from './garde.js';

/**
 * @typedef {string|{t: string, gras?: boolean, ital?: boolean, lien?: string, appel?: boolean}} Run
 * @typedef {{p: Run[]}|{ul: Block[][], genre: string}|{ol: Block[][], genre: string}} Block
 * @typedef {{cle: string, libelle: string, groupe?: string, court?: boolean, blocs: Block[]}} Row
 *   groupe: the field that this one is a part of; court: short, to be shown with its neighbours;
 *   blocs: none where no source says anything
 * @typedef {{id: string, titre: string, rubriques: Row[]}} Section
 * @typedef {{titre: string, resume: string, resume_en?: string, carte: Record<string, string|string[]>, sections: Section[],
 *   non_renseigne: string[], citation: [string, string], adresse: string}} Sheet
 * @typedef {{id: string, url: string, title: string, sheet: Sheet}} Record
 * @typedef {{id: string, state: 'read'|'unknown'|'unread', record: Record|null}} Answer
 */

const asked = new Map();

/** @returns {string} the address of a record's page */
export function recordAddress(id) {
  return new URL(`projets/${encodeURIComponent(id)}/`, ROOT).href;
}

/** @returns {Promise<Answer>} to what was asked: a record may have moved, once */
async function load(id, asked_ = id) {
  const unknown = { id: asked_, state: 'unknown', record: null };
  const url = recordAddress(id);
  const response = await fetch(new URL('fiche-vue.json', url));
  if (response.status === 404 || response.status === 410) return unknown;
  if (!response.ok) throw new Error(`${url}\u00a0: ${response.status}`);
  const text = await response.text();
  // A host may answer an unknown address with another page.
  const sheet = text.startsWith('{') ? JSON.parse(text) : null;
  const [moved] = onlyIds([sheet?.deplacee]);
  if (moved && moved !== id && id === asked_) return load(moved, asked_);
  if (!Array.isArray(sheet?.sections)) return unknown;
  return { id: asked_, state: 'read', record: { id, url, title: sheet.titre, sheet } };
}

/**
 * Reads a record's sheet, once; what could not be read is asked again the next time.
 * @param {string} id @returns {Promise<Answer>}
 */
export function readRecord(id) {
  if (!onlyIds([id]).length) return Promise.resolve({ id, state: 'unknown', record: null });
  if (!asked.has(id)) {
    asked.set(id, load(id).catch((error) => {
      asked.delete(id);
      console.warn('Fiche illisible\u00a0:', error);
      return { id, state: 'unread', record: null };
    }));
  }
  return asked.get(id);
}

/** @param {string[]} ids @returns {Promise<Answer[]>} in the same order */
export function readRecords(ids) {
  return Promise.all(ids.map(readRecord));
}

/** @param {Block[]} blocks @returns {string} what they say, without call-outs */
export function plain(blocks) {
  const wordsOf = (run) => (typeof run === 'string' ? run : run.appel ? '' : run.t);
  return blocks.map(({ p, ul, ol }) => (p ? p.map(wordsOf).join('') : (ul ?? ol).map(plain).join(' '))).join(' ').trim();
}

/** @param {Block[]} blocks @returns {string[]} the numbers of the sources that they call out, each once */
export function calledIn(blocks) {
  const called = blocks.flatMap(({ p, ul, ol }) => (
    p ? p.filter(({ appel }) => appel).map(({ t }) => t) : (ul ?? ol).flatMap(calledIn)));
  return [...new Set(called)];
}
