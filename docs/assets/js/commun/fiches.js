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

const DATA = 'fiche-vue.json';
const asked = new Map();

/** @returns {string} the address of a record's page */
function addressOf(id) {
  return new URL(`projets/${encodeURIComponent(id)}/`, ROOT).href;
}

/** @returns {Promise<object|null>} what stands beside a page; null where the catalogue has no such page */
async function dataOf(url) {
  const response = await fetch(new URL(DATA, url));
  if (response.status === 404 || response.status === 410) return null;
  if (!response.ok) throw new Error(`${url}\u00a0: ${response.status}`);
  const text = await response.text();
  // A host may answer an unknown address with another page.
  return text.startsWith('{') ? JSON.parse(text) : null;
}

/** @returns {Promise<Answer>} */
async function load(id, asked_ = id, follow = true) {
  const url = addressOf(id);
  const sheet = await dataOf(url);
  const [moved] = onlyIds([sheet?.deplacee]);
  if (moved && follow) return load(moved, asked_, false);
  if (!Array.isArray(sheet?.sections)) return { id: asked_, state: 'unknown', record: null };
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

/** @param {Record} record @returns {Record<string, string|string[]>} what its card shows */
export function cardOf({ sheet }) {
  return { resume: sheet.resume, ...sheet.carte };
}

const wordsOf = (run) => (typeof run === 'string' ? run : run.appel ? '' : run.t);

/** @param {Block[]} blocks @returns {string} what they say, without call-outs */
export function plain(blocks) {
  return blocks.map(({ p, ul, ol }) => (p ? p.map(wordsOf).join('') : (ul ?? ol).map(plain).join(' '))).join(' ').trim();
}
