/* Who is named in a text: each word gets a class of one letter, and patterns read the classes.
   The tables and patterns are those of the command line (scripts/catalogue/rules/people.py). */

import { expression } from './sujet.js';

/** @returns {string} lower case, without accents, ligatures in two letters */
export const bare = (text) => text.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae')
  .normalize('NFKD').replace(/[\u0300-\u036f]/g, '');

const wordsOf = (text) => text.trim().split(/\s+/);

export class Names {
  /** @param {object} tables of the data file @param {string} firstNames in lower case, without accents; « * » after those that are common words too */
  constructor(tables, firstNames) {
    const { classes, bodies, weak, honoured } = tables;
    this.tables = tables;
    this.firstNames = new Map(firstNames.split(' ').map((name) => [name.replace('*', ''), name.endsWith('*')]));
    this.words = new Map(Object.entries(classes).reverse()
      .flatMap(([kind, words]) => wordsOf(words).map((word) => [word, kind])));
    [this.bodies, this.weak] = [bodies, weak].map((words) => new Set(wordsOf(words)));
    this.honoured = new Set(honoured);
  }

  /** @returns {string} the class of a word, a number or a sign */
  classOf(token) {
    const { word, capital, signs } = this.tables;
    if (!expression(word).test(token)) return /^[0-9]/.test(token) ? '0' : signs[token] ?? '#';
    const written = token.replaceAll("'", '’').replaceAll('\u2011', '-');
    const low = bare(written);
    const known = this.words.get(written.toLowerCase()) ?? this.words.get(low) ?? '';
    if (!expression(capital).test(token)) {
      if (!known && this.isName(low)) return 'f';
      return !known || this.tables.capital_only.includes(known) ? 'w' : known;
    }
    if (known !== 'H' && (this.bodies.has(low) || expression(this.tables.place).test(low))) return 'O';
    return known && !this.tables.small_only.includes(known) ? known : this.nameClass(written, low);
  }

  /** @returns {boolean} whether a word in lower case is a first name, and nothing else */
  isName(low) {
    const parts = low.split('-');
    if (parts.length > 1) return parts.every((part) => this.firstNames.has(part));
    return !this.weak.has(low) && this.firstNames.get(low) === false;
  }

  nameClass(token, low) {
    const { initials, long, most_initials: most } = this.tables;
    const length = [...token].length;
    if (expression(initials).test(token)) return token.split('.').length - 1 > most && !low.includes('-') ? 'O' : 'I';
    if (token.endsWith('’') || length === 1) return length === 1 ? 'X' : 'l';
    if (this.weak.has(low)) return 'G';
    const isShouted = token === token.toUpperCase();
    if (low.split('-').every((part) => this.firstNames.has(part))) return isShouted ? 'S' : 'F';
    if (isShouted) return length < long ? 'C' : 'E';
    return 'sx'.includes(low.at(-1)) ? 'Y' : 'U';
  }

  /** Names of people that a text holds, pattern by pattern. @returns {Generator<string>} */
  * in(text) {
    const { token, blanks, patterns } = this.tables;
    const found = [...text.matchAll(expression(token, 'gu'))];
    let classes = found.map(([word]) => this.classOf(word)).join('');
    for (const blank of blanks) classes = classes.replace(expression(blank, 'gu'), (all) => '_'.repeat(all.length));
    for (const pattern of patterns) {
      for (const match of classes.matchAll(expression(pattern, 'dgu'))) {
        const [start, end] = match.indices.slice(1).findLast(Boolean);
        const last = found[end - 1];
        const name = text.slice(found[start].index, last.index + last[0].length);
        if (!this.honoured.has(bare(name).replaceAll('-', ' '))) yield name;
      }
    }
  }
}
