/* The draft: what was typed, kept by the browser alone. One for a new record, one for each corrected. */

import { isGroup } from './ranger.js';

const ROOT = new URL('../../../', import.meta.url);
const VERSION = 1;
/** Characters: a draft has more than its record, never as much as this. */
const MOST = 2_000_000;
// Sites in neighbouring folders of one host share their storage.
const keyOf = (record) => `brouillon ${ROOT.pathname} ${record}`;
const asideKeyOf = (record) => `brouillon-illisible ${ROOT.pathname} ${record}`;

/** @typedef {{valeurs: object, nouveaux: Record<string, object>}} Draft */

/** @returns {string|null} what is kept under a key; nothing where the browser refuses to say */
function stored(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @returns {Draft} what a text holds; throws where it is no draft of this form */
function parsed(text) {
  if (text.length > MOST) throw new Error('trop long');
  const found = JSON.parse(text);
  if (!isGroup(found) || !isGroup(found.valeurs)) throw new Error('pas un brouillon');
  if ((found.version ?? VERSION) !== VERSION) throw new Error('autre version');
  const { valeurs, nouveaux = {} } = found;
  if (!isGroup(nouveaux) || !Object.values(nouveaux).every(isGroup)) throw new Error('organismes');
  return { valeurs, nouveaux };
}

/**
 * What cannot be read is set aside, so that neither the form nor the draft is lost.
 * @param {string} record id of the corrected record, or nothing @returns {Draft|null}
 */
export function readDraft(record) {
  const text = stored(keyOf(record));
  if (text === null) return null;
  try {
    return parsed(text);
  } catch (error) {
    console.info('Brouillon illisible\u00a0:', error.message);
    setAside(record);
    return null;
  }
}

/** Keeps a draft that the form could not take whole, out of the way of the next one. */
export function setAside(record) {
  const text = stored(keyOf(record));
  if (text === null) return;
  try {
    // Taken away first: a storage that is full has no room for both.
    localStorage.removeItem(keyOf(record));
    localStorage.setItem(asideKeyOf(record), text);
  } catch {
    // It is lost to this browser only if it refuses what it held an instant ago.
  }
}

/** @returns {string|null} the draft that was set aside, as it was kept */
export const asideOf = (record) => stored(asideKeyOf(record));

/** @param {string} record @param {Draft} draft @returns {boolean} whether the browser keeps it */
export function keepDraft(record, draft) {
  try {
    localStorage.setItem(keyOf(record), JSON.stringify({ version: VERSION, ...draft }));
    return true;
  } catch {
    return false;
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // What was never kept needs no forgetting.
  }
}

/** @param {string} record */
export const forgetDraft = (record) => forget(keyOf(record));

/** @param {string} record */
export const forgetAside = (record) => forget(asideKeyOf(record));
