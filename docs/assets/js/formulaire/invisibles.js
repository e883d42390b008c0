/* Signs that nobody sees, by the table of scripts/catalogue/text/decoding.py. */

/** Signs that can be seen, in place of what a copy lost. */
const LOST = new Set('\ufffc\ufffd');
const written = (number) => `\\u{${number.toString(16)}}`;
const classOf = (rows) => rows.map(([first, last]) => `${written(first)}-${written(last)}`).join('');

class Unseen {
  /** @param {[number, number, string|null][]} rows first and last of a range, what takes its place */
  learn(rows) {
    this.rows = rows;
    this.any = new RegExp(`[${classOf(rows)}]`, 'u');
    this.each = new RegExp(this.any, 'gu');
    this.mendable = new RegExp(`[${classOf(rows.filter(([, , by]) => by !== null))}]`, 'gu');
  }

  by(sign) {
    const code = sign.codePointAt(0);
    return this.rows.find(([first, last]) => first <= code && code <= last)?.[2];
  }

  /** @returns {boolean} */
  isIn(text) { return this.any.test(text); }

  /** @returns {string|undefined} the first sign of a text that nobody sees */
  first(text) { return text.match(this.any)?.[0]; }

  /** @returns {string} the text without those that mean nothing; those to be told stay */
  seen(text) { return this.isIn(text) ? text.replace(this.mendable, (sign) => this.by(sign)) : text; }

  /** @returns {[string, object]} the sentence that tells a sign, and its blanks */
  message(sign, fois = '') {
    const code = sign.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    if (LOST.has(sign)) return ['caractere/perdu', { code, fois }];
    return [this.by(sign) === null ? 'caractere' : 'caractere/sans-effet', { code, fois }];
  }

  /** A fault for each kind of sign, at its first place. */
  faults(text, say) {
    const places = new Map();
    for (const { 0: sign, index } of text.matchAll(this.each)) places.set(sign, [...places.get(sign) ?? [], index]);
    return [...places].map(([sign, found]) => {
      const before = text.slice(0, found[0]).split('\n');
      const fois = found.length > 1 ? say('caractere/fois', { nombre: found.length }) : '';
      return { message: say(...this.message(sign, fois)), line: before.length, column: [...before.at(-1)].length + 1 };
    });
  }
}

/** The one table: learnt from the data file before anything is read or written. */
export const unseen = new Unseen();
