/* The reader's selection: a list of record ids that the browser keeps. No DOM but its storage. */

export const MAX = 40;
/** The site's root, wherever it is hosted. */
export const ROOT = new URL('../../../', import.meta.url);
// Sites in neighbouring folders of one host share their storage. theme.js writes the same key.
const KEY = `selection ${ROOT.pathname}`;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const MAX_ID = 120;

/** @param {unknown[]} values @returns {string[]} the ids among them, each once, in order */
export function onlyIds(values) {
  const ids = values.filter((v) => typeof v === 'string' && v.length <= MAX_ID && ID.test(v));
  return [...new Set(ids)];
}

/** @param {string|null} text what was stored @returns {string[]} nothing where it makes no sense */
function readStored(text) {
  try {
    const found = JSON.parse(text ?? '[]');
    return Array.isArray(found) ? onlyIds(found).slice(0, MAX) : [];
  } catch {
    return [];
  }
}

/**
 * What an address asks for: `?fiches=a,b` or `?fiches=a&fiches=b`.
 * @param {string} query @returns {string[]|null} null when it asks for none
 */
export function readAddress(query, name = 'fiches') {
  const asked = new URLSearchParams(query).getAll(name);
  if (!asked.length) return null;
  const words = asked.flatMap((text) => text.split(',')).map((text) => text.trim());
  return [...new Set(words.filter(Boolean))];
}

/**
 * @param {string[]} ids @param {string[]|null} topics of a comparison, where the reader chose them
 * @returns {string} the query that asks for them; commas stay readable
 */
export function writeAddress(ids, topics = null) {
  if (!ids.length) return '';
  const listed = (texts) => texts.map((text) => encodeURIComponent(text).replaceAll('%2F', '/')).join(',');
  return `?fiches=${listed(ids)}${topics ? `&rubriques=${listed(topics)}` : ''}`;
}

/** @returns {string[]} the list with one record moved by some places, within its ends */
export function moved(ids, id, by) {
  const from = ids.indexOf(id);
  return from < 0 ? ids : ids.toSpliced(from, 1).toSpliced(Math.max(0, from + by), 0, id);
}

/** @returns {{kept: string[], left: string[]}} two lists as one, and what it has no room for */
export function joined(ids, others) {
  const all = [...new Set([...ids, ...others])];
  return { kept: all.slice(0, MAX), left: all.slice(MAX) };
}

const listeners = new Set();
let held = null;

/** @returns {boolean} whether the browser refuses to keep the selection beyond this page */
export function isRefused() {
  return held !== null;
}

/** @returns {string[]} the reader's selection */
export function selection() {
  if (held !== null) return held;
  try {
    return readStored(localStorage.getItem(KEY));
  } catch {
    held = [];
    return held;
  }
}

/** Keeps a list as the reader's selection. @param {string[]} ids */
export function keep(ids) {
  const kept = onlyIds(ids).slice(0, MAX);
  try {
    if (kept.length) localStorage.setItem(KEY, JSON.stringify(kept));
    else localStorage.removeItem(KEY);
    held = null;
  } catch {
    held = kept;
  }
  listeners.forEach((listener) => listener(kept));
}

/** Calls back at each change, be it made in another tab. @param {(ids: string[]) => void} listener */
export function onChange(listener) {
  listeners.add(listener);
}

const tell = () => listeners.forEach((listener) => listener(selection()));
addEventListener('storage', ({ key }) => { if (key === null || key === KEY) tell(); });
// A page that comes back from the history has missed what happened meanwhile.
addEventListener('pageshow', ({ persisted }) => { if (persisted) tell(); });
