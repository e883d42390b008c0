/* The sheets of records, read from their own pages. */

import { ROOT, onlyIds } from './garde.js';

/**
 * @typedef {{id: string, url: string, title: string, sheet: HTMLElement}} Record
 *   sheet: the article's content, in a document of its own, links already absolute
 * @typedef {{id: string, state: 'read'|'unknown'|'unread', record: Record|null}} Answer
 */

const MOVED = /url=\s*['"]?([^'"\s]+)/i;
const asked = new Map();

/** @returns {string} the address of a record's page */
export function addressOf(id) {
  return new URL(`projets/${encodeURIComponent(id)}/`, ROOT).href;
}

/** Makes the links of a page whole: they will be read from another one. */
function absolute(page, url) {
  page.querySelectorAll('[href]').forEach((link) => {
    try {
      link.setAttribute('href', new URL(link.getAttribute('href'), url).href);
    } catch {
      link.removeAttribute('href');
    }
  });
}

/** @returns {string|null} where a page that only sends elsewhere leads to, within the site */
function destination(page, url) {
  const sent = page.querySelector('meta[http-equiv="refresh" i]')?.getAttribute('content');
  const found = sent?.match(MOVED)?.[1];
  const address = found ? new URL(found, url).href : null;
  return address?.startsWith(new URL('projets/', ROOT).href) ? address : null;
}

/** @returns {Promise<Answer>} */
async function load(id, url, follow = true) {
  const response = await fetch(url);
  if (response.status === 404 || response.status === 410) return { id, state: 'unknown', record: null };
  if (!response.ok) throw new Error(`${url} : ${response.status}`);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const next = follow ? destination(page, url) : null;
  if (next) return load(id, next, false);
  const sheet = page.querySelector('article .fiche');
  // A host may answer an unknown address with another page.
  if (!sheet) return { id, state: 'unknown', record: null };
  absolute(page, url);
  const title = sheet.querySelector('h1')?.textContent.trim() ?? id;
  const found = decodeURIComponent(url.split('/').at(-2));
  return { id, state: 'read', record: { id: found, url, title, sheet } };
}

/**
 * Reads a record's sheet, once; what could not be read is asked again the next time.
 * @param {string} id @returns {Promise<Answer>}
 */
export function readRecord(id) {
  if (!onlyIds([id]).length) return Promise.resolve({ id, state: 'unknown', record: null });
  if (!asked.has(id)) {
    asked.set(id, load(id, addressOf(id)).catch((error) => {
      asked.delete(id);
      console.warn('Fiche illisible :', error);
      return { id, state: 'unread', record: null };
    }));
  }
  return asked.get(id);
}

/** @param {string[]} ids @returns {Promise<Answer[]>} in the same order */
export function readRecords(ids) {
  return Promise.all(ids.map(readRecord));
}

/** @returns {string} a text without needless spaces; no-break ones stay */
export function squeezed(text) {
  return text.replaceAll('\u2060', '').replace(/[ \t\r\n]+/g, ' ').trim();
}

/** @returns {string} what a part of a sheet says, without call-outs */
export function plain(node) {
  const copy = node.cloneNode(true);
  if (copy.nodeType !== Node.ELEMENT_NODE) return squeezed(copy.textContent);
  copy.querySelectorAll('.appel-source, .hors-ecran').forEach((e) => e.remove());
  return squeezed(copy.textContent);
}

/** @returns {string[]} the terms of a vocabulary that the first section names */
function termsOf(sheet, folder) {
  const links = sheet.querySelectorAll(`section:first-of-type a[href*="/${folder}/"]`);
  return [...new Set([...links].map(plain))];
}

/** @param {Record} record @returns {Record<string, string|string[]>} what its card shows */
export function cardOf({ sheet }) {
  const { lieu = '', organismes = '', menages = '' } = sheet.dataset;
  const lead = sheet.querySelector('.chapo');
  return {
    resume: lead ? plain(lead) : '',
    lieu,
    organismes,
    menages,
    publics: termsOf(sheet, 'publics'),
    outils: termsOf(sheet, 'outils'),
  };
}
