/*
 * Text → values: the YAML that a record may use. No anchor, alias, tag, second document or key that
 * is not a text. What is not of that subset ends in a LectureError, which says the line.
 */

import { FORBIDDEN, LectureError, plain } from './yaml-scalaires.js';
import { MAX_DEPTH, Texts, unquoted } from './yaml-textes.js';

const HIDDEN_SPACE = /[\u00a0\u00ad\u2000-\u200f\u202f\u205f-\u2064\u3000]/;
// What YAML separates by is a space or a tab: the no-break spaces of French are text, unlike « \s ».
const KEY = /^((?:[^ \t#\-?:,[\]{}&*!|>'"%@`]|[-?:](?=[^ \t]))(?:[^#:]|:(?=[^ \t])|(?<=[^ \t])#)*?)[ \t]*:(?=[ \t]|$)/;
const QUOTED_KEY = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*:(?=[ \t]|$)/;

/** @param {string} given @returns {unknown} its value; null where it holds none */
export function readYaml(given) {
  const text = given.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const hidden = text.search(FORBIDDEN);
  if (hidden >= 0) {
    const code = text.codePointAt(hidden).toString(16).toUpperCase().padStart(4, '0');
    throw new LectureError(`un caractère invisible (U+${code}) est interdit\u00a0: effacez-le`,
      text.slice(0, hidden).split('\n').length);
  }
  return new Reader(text.split('\n')).document();
}

/** Reads lists and groups of fields, one within the other. */
class Reader extends Texts {
  document() {
    this.next();
    if (/^---([ \t]|$)/.test(this.rest) && this.at === 0) { this.at = 3; this.next(); }
    if (this.ended) return null;
    const value = this.node(-1);
    this.next();
    if (!this.ended && this.at === 0 && /^\.\.\.[ \t]*$/.test(this.rest)) { this.row += 1; this.at = 0; this.next(); }
    if (this.ended) return value;
    return this.fail(/^(---|\.\.\.)/.test(this.rest)
      ? 'un second document commence ici\u00a0: un fichier n’en contient qu’un'
      : 'cette ligne n’est rattachée à rien\u00a0: alignez-la avec les champs du même niveau');
  }

  /** The value that starts here, within what is indented by `indent`. */
  node(indent) {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) this.fail(`plus de ${MAX_DEPTH} niveaux emboîtés`);
    const value = this.value(indent);
    this.depth -= 1;
    return value;
  }

  value(indent) {
    if (/^-([ \t]|$)/.test(this.rest)) return this.sequence(this.at);
    if (KEY.test(this.rest) || QUOTED_KEY.test(this.rest)) return this.mapping(this.at);
    return this.scalar(indent);
  }

  sequence(column) {
    const items = [];
    while (!this.ended && this.at === column && /^-([ \t]|$)/.test(this.rest)) {
      const { row } = this;
      this.at += 1;
      this.next();
      items.push(this.ended || (this.row > row && this.at <= column) ? null : this.node(column));
      this.next();
    }
    if (!this.ended && this.at > column) this.fail('un tiret «\u00a0-\u00a0» est attendu ici, aligné avec les autres');
    return items;
  }

  mapping(column) {
    // A map: a field named « __proto__ » is a field like any other.
    const entries = new Map();
    while (!this.ended && this.at === column && !/^(---|\.\.\.)([ \t]|$)/.test(this.rest)) {
      const name = this.key(entries);
      const { row } = this;
      this.next();
      const below = this.row > row;
      const dash = below && this.at === column && /^-([ \t]|$)/.test(this.rest);
      if (this.ended || (below && this.at <= column && !dash)) entries.set(name, null);
      else entries.set(name, below ? this.node(column) : this.inline(column));
      this.next();
    }
    if (!this.ended && this.at > column) this.fail('le retrait de cette ligne ne correspond à rien\u00a0: alignez-la avec les champs du même niveau');
    return Object.fromEntries(entries);
  }

  key(entries) {
    const found = this.rest.match(QUOTED_KEY) ?? this.rest.match(KEY);
    if (!found) this.fail(`il manque «\u00a0:\u00a0» après «\u00a0${this.rest.trim().slice(0, 40)}\u00a0»`);
    const [whole, text] = found;
    const name = /^["']/.test(text) ? unquoted(text, this.row + 1) : plain(text);
    if (typeof name !== 'string') this.fail(`le nom de champ «\u00a0${text}\u00a0» doit être entre guillemets`);
    if (entries.has(name)) this.fail(`le champ «\u00a0${name}\u00a0» est déjà écrit plus haut\u00a0: gardez un seul des deux`);
    if (HIDDEN_SPACE.test(name)) this.fail(`une espace insécable ou invisible est dans le nom de champ «\u00a0${name}\u00a0»`);
    this.at += whole.length;
    return name;
  }

  unquoted(text) {
    const raw = text.slice(1, -1);
    return text[0] === '"' ? fromDouble(raw, this.row + 1) : fromSingle(raw);
  }
}
