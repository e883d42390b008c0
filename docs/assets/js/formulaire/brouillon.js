/*
 * The draft: what was typed, kept by the browser alone. One for a new record, one for each corrected;
 * one more where two tabs write at the same time, so that neither takes the other's place.
 */

import { isGroup } from './ranger.js';

/** The site's root. */
export const ROOT = new URL('../../../', import.meta.url);
const VERSION = 1;
/** Characters: a draft has more than its record, never as much as this. */
const MOST = 2_000_000;
// Sites in neighbouring folders of one host share their storage.
const keyOf = (record) => `brouillon ${ROOT.pathname} ${record}`;
const asideKeyOf = (record) => `brouillon-illisible ${ROOT.pathname} ${record}`;

/** @typedef {{valeurs: object, nouveaux: Record<string, object>}} Draft */

/** Asks something of a storage. @returns {any} what it answers; nothing where the browser refuses */
function asked(question) {
  try {
    return question() ?? null;
  } catch {
    return null;
  }
}

const stored = (key) => asked(() => localStorage.getItem(key));
const forget = (key) => asked(() => localStorage.removeItem(key));

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

/** The draft of one record in this tab. What cannot be read is set aside: nothing is lost. */
export class Notebook {
  /** @param {string} record id of the corrected record, or nothing */
  constructor(record) {
    this.record = record;
    this.main = keyOf(record);
    // A tab that was reloaded finds its own draft again.
    this.use(asked(() => sessionStorage.getItem(this.main)) ?? this.main);
  }

  use(key) {
    this.key = key;
    this.seen = stored(key);
    asked(() => (this.isApart ? sessionStorage.setItem(this.main, key) : sessionStorage.removeItem(this.main)));
  }

  get isApart() { return this.key !== this.main; }

  /** @returns {Draft|null} */
  read() {
    if (this.seen === null) return null;
    try {
      return parsed(this.seen);
    } catch (error) {
      console.info('Brouillon illisible\u00a0:', error.message);
      this.setAside();
      return null;
    }
  }

  /** Leaves to another tab, or to a later day, the draft that is there: what is typed here has its own. */
  part() {
    this.use(`${this.main} ${crypto.getRandomValues(new Uint32Array(2)).join('')}`);
  }

  /** @param {Draft} draft @returns {boolean} whether the browser keeps it */
  keep(draft) {
    if (stored(this.key) !== this.seen) this.part();
    const text = JSON.stringify({ version: VERSION, ...draft });
    try {
      localStorage.setItem(this.key, text);
      this.seen = text;
      return true;
    } catch {
      return false;
    }
  }

  /** Forgets what this tab wrote, never what another did since. */
  forget() {
    if (stored(this.key) === this.seen) forget(this.key);
    this.seen = stored(this.key);
  }

  /** @returns {{key: string, titre: string}[]} the other drafts of the record that can be read */
  get others() {
    const keys = asked(() => Object.keys(localStorage)) ?? [];
    return keys.filter((key) => key !== this.key && (key === this.main || key.startsWith(`${this.main} `)))
      .map((key) => [key, asked(() => parsed(stored(key)))]).filter(([, draft]) => draft)
      .map(([key, { valeurs }]) => ({ key, titre: String(valeurs.titre ?? '') }));
  }

  forgetOther(key) { forget(key); }

  /** Keeps a draft that the form could not take whole, out of the way of the next one. */
  setAside() {
    const text = this.seen;
    // Taken away first: a storage that is full has no room for both.
    forget(this.key);
    this.seen = null;
    asked(() => localStorage.setItem(asideKeyOf(this.record), text));
  }

  /** @returns {string|null} the draft that was set aside, as it was kept */
  get aside() { return stored(asideKeyOf(this.record)); }

  forgetAside() { forget(asideKeyOf(this.record)); }
}
