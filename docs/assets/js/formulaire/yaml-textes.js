/* The texts of a YAML file: bare, quoted, in blocks, or in lists between brackets. */

import { LectureError, folded, fromDouble, fromSingle, plain } from './yaml-scalaires.js';

export const MAX_DEPTH = 50;
const RESERVED = /^[&*!%@`,\]}|>]/;

/** @returns {string} what stands between two quotes */
export function unquoted(text, line) {
  const raw = text.slice(1, -1);
  return text[0] === '"' ? fromDouble(raw, line) : fromSingle(raw);
}

/** @returns {string} without what YAML takes for spaces: a no-break space is text */
const bare = (text) => text.replace(/^[ \t]+|[ \t]+$/g, '');

/** Reads lines one after the other; `at` is the place on the current one, from 0. */
export class Texts {
  constructor(lines) {
    this.lines = lines;
    this.row = 0;
    this.at = 0;
    this.depth = 0;
  }

  get rest() { return (this.lines[this.row] ?? '').slice(this.at); }

  get ended() { return this.row >= this.lines.length; }

  fail(message, row = this.row) { throw new LectureError(message, row + 1); }

  /** Goes to what comes next, over spaces, comments and blank lines. */
  next() {
    while (!this.ended) {
      const [space] = this.rest.match(/^[ \t]*/);
      const found = this.rest[space.length];
      const comment = found === '#' && (this.at + space.length === 0 || space !== '' || this.at === 0);
      if (found !== undefined && !comment) {
        const fresh = this.lines[this.row].slice(0, this.at + space.length).trim() === '';
        if (fresh && space.includes('\t') && !/^[[\]{}]/.test(found)) {
          this.fail('une tabulation sert de retrait\u00a0: remplacez-la par deux espaces');
        }
        this.at += space.length;
        return;
      }
      this.row += 1;
      this.at = 0;
    }
  }

  /** A value on the line of its field. */
  inline(indent) {
    if (/^-([ \t]|$)/.test(this.rest)) this.fail('ce tiret n’est pas à sa place\u00a0: commencez la liste à la ligne suivante');
    return this.scalar(indent);
  }

  scalar(indent) {
    const sign = this.rest[0];
    if (sign === '|' || sign === '>') return this.block(indent);
    if (sign === '"' || sign === "'") return this.quoted(indent);
    if (sign === '[' || sign === '{') return this.flow();
    if (RESERVED.test(this.rest) || /^\?([ \t]|$)/.test(this.rest)) {
      this.fail(`un texte ne peut pas commencer par «\u00a0${sign}\u00a0»\u00a0: mettez-le entre guillemets`);
    }
    return this.plainText(indent);
  }

  /** A text without quotes goes on over the lines that are more indented. */
  plainText(indent) {
    const lines = [];
    const start = this.row;
    for (;;) {
      const [line] = this.rest.match(/^(?:(?![ \t]#).)*/);
      const text = bare(line);
      if (/:([ \t]|$)/.test(text)) this.fail('ce texte contient «\u00a0:\u00a0» sans être entre guillemets\u00a0: mettez tout le texte entre guillemets');
      lines.push(text);
      const commented = line.length < this.rest.length;
      this.row += 1;
      this.at = 0;
      let blanks = 0;
      while (!commented && !this.ended && bare(this.rest) === '') { this.row += 1; blanks += 1; }
      const width = this.rest.search(/[^ \t]/);
      if (commented || this.ended || width <= indent || this.rest[width] === '#' || /^(---|\.\.\.)([ \t]|$)/.test(this.rest)) break;
      lines.push(...Array(blanks).fill(''));
      this.at = width;
    }
    return this.row === start + 1 && lines.length === 1 ? plain(lines[0]) : plain(folded(lines));
  }

  quoted(indent) {
    const sign = this.rest[0];
    const start = this.row;
    const closed = sign === '"' ? /^"((?:[^"\\]|\\[^])*)"/ : /^'((?:[^']|'')*)'/;
    let text = this.rest;
    while (!closed.test(text)) {
      this.row += 1;
      this.at = 0;
      if (this.ended) this.fail(`le signe «\u00a0${sign}\u00a0» ouvert ici n’est pas refermé`, start);
      if (bare(this.rest) && this.rest.search(/[^ \t]/) <= indent) this.fail(`le signe «\u00a0${sign}\u00a0» ouvert ici n’est pas refermé`, start);
      text += `\n${this.rest}`;
    }
    const [whole, raw] = text.match(closed);
    this.at = this.row === start ? this.at + whole.length : whole.length - whole.lastIndexOf('\n') - 1;
    if (this.flowing !== true && /^[ \t]*[^ \t#]|^#/.test(this.rest)) this.fail('du texte suit le guillemet qui ferme\u00a0: doublez les guillemets placés dans le texte, ou écrivez «\u00a0…\u00a0»');
    return sign === '"' ? fromDouble(raw, start + 1) : fromSingle(raw);
  }

  /** « | » and « > »: the lines below, as they are or folded. */
  block(indent) {
    const found = this.rest.match(/^([|>])(?:([1-9])([+-])?|([+-])([1-9])?)?[ \t]*(?:[ \t]#.*)?$/);
    if (!found) this.fail('rien ne peut suivre «\u00a0|\u00a0» ou «\u00a0>\u00a0» sur la ligne\u00a0: commencez le texte à la ligne suivante');
    const [, style, before, endBefore, endAfter, after] = found;
    const end = endBefore ?? endAfter ?? '';
    this.row += 1;
    this.at = 0;
    const first = this.lines.slice(this.row).find((line) => /[^ ]/.test(line)) ?? '';
    const given = before ?? after;
    const width = given ? Math.max(indent, 0) + Number(given) : Math.max(first.search(/[^ ]/), indent + 1, 0);
    const lines = [];
    while (!this.ended && (this.rest.search(/[^ ]/) < 0 || this.rest.search(/[^ ]/) >= width)) {
      lines.push(this.rest.slice(width));
      this.row += 1;
    }
    let text = lines.length ? `${lines.join('\n')}\n` : '';
    const body = text.replace(/\n+$/, '');
    const breaks = text.length - body.length;
    text = style === '>' ? foldedBlock(body) : body;
    if (end === '-' || !breaks || (text === '' && end !== '+')) return text;
    return text + (end === '+' ? '\n'.repeat(breaks) : '\n');
  }

  /** « [a, b] » and « {a: b} », on one line or more. */
  flow() {
    const outer = this.flowing;
    this.flowing = true;
    const value = this.flowNode();
    this.flowing = outer;
    if (outer !== true && /^[ \t]*[^ \t#]/.test(this.rest)) this.fail('rien ne peut suivre le crochet qui ferme');
    return value;
  }

  flowNode() {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) this.fail(`plus de ${MAX_DEPTH} niveaux emboîtés`);
    const value = this.flowValue();
    this.depth -= 1;
    return value;
  }

  flowValue() {
    const sign = this.rest[0];
    if (sign === '"' || sign === "'") return this.quoted(-1);
    if (sign === '[') return this.flowList(']', [], (items) => items.push(this.flowNode()));
    if (sign === '{') {
      return Object.fromEntries(this.flowList('}', new Map(), (entries) => {
        const name = this.flowNode();
        if (typeof name !== 'string') this.fail('un nom de champ est attendu ici');
        this.next();
        if (this.rest[0] !== ':') this.fail(`il manque «\u00a0:\u00a0» après «\u00a0${name}\u00a0»`);
        this.at += 1;
        this.next();
        if (entries.has(name)) this.fail(`le champ «\u00a0${name}\u00a0» est déjà écrit plus haut\u00a0: gardez un seul des deux`);
        entries.set(name, /^[,}]/.test(this.rest) ? null : this.flowNode());
      }));
    }
    if (RESERVED.test(this.rest)) this.fail(`une valeur est attendue avant «\u00a0${sign}\u00a0»`);
    const [text] = this.rest.match(/^(?:(?![ \t]#|:(?:[ \t,[\]{}]|$))[^,[\]{}])*/);
    if (text === '') this.fail('une valeur est attendue ici');
    this.at += text.length;
    return plain(bare(text));
  }

  flowList(end, held, addTo) {
    const start = this.row;
    this.at += 1;
    this.next();
    while (!this.ended && this.rest[0] !== end) {
      addTo(held);
      this.next();
      if (this.rest[0] === ',') { this.at += 1; this.next(); }
      else if (this.rest[0] !== end) this.fail(`il manque une virgule, ou «\u00a0${end}\u00a0» à la fin`, start);
    }
    if (this.ended) this.fail(`il manque «\u00a0${end}\u00a0» à la fin`, start);
    this.at += 1;
    return held;
  }
}

/** @returns {string} a folded block: lines that are more indented keep their breaks */
function foldedBlock(text) {
  const lines = text.split('\n');
  return lines.reduce((made, line, rank) => {
    if (rank === 0) return line;
    const previous = lines[rank - 1];
    if (line === '') return `${made}\n`;
    if (/^[ \t]/.test(line) || /^[ \t]/.test(previous)) return `${made}\n${line}`;
    return previous === '' ? made + line : `${made} ${line}`;
  }, '');
}
