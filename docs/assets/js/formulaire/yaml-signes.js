/*
 * Text → tokens of YAML: libyaml's scanner (0.2.5), which the command line reads with, step by step.
 *
 * It stops where libyaml stops, for the same reason: what is then said of the file is the same. Its
 * methods follow those of https://github.com/yaml/libyaml/blob/0.2.5/src/scanner.c, in their order.
 */

const ESCAPES = {
  0: '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b',
  ' ': ' ', '"': '"', '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029',
};
const HEXADECIMAL = { x: 2, u: 4, U: 8 };
/** A name of a field without « ? » before it is no longer than this, on one line. */
const LONGEST_KEY = 1024;
const RESERVED = new Set('-?:,[]{}#&*!|>\'"%@`');
const FLOW_ENDS = new Set(',[]{}');
const ANCHOR_ENDS = new Set('?:,]}%@`');
const VERSION = /^%YAML[ \t]+([0-9]{1,9})\.([0-9]{1,9})/;
const TAG_DIRECTIVE = /^%TAG[ \t]+(![\w-]*!|!)[ \t]+([\w\-;/?:@&=+$.!~*'()%,[\]]+)/;
const TAG = /^!(?:<([\w\-;/?:@&=+$.!~*'()%,[\]]+)>|([\w-]*!)?([\w\-;/?:@&=+$.!~*'()%]*))/;

const isBlank = (sign) => sign === ' ' || sign === '\t';
const isBlankOrEnd = (sign) => sign === undefined || isBlank(sign) || sign === '\n';

/** @typedef {{line: number, column: number, index: number}} Mark from 0, in code points */
/** @typedef {{type: string, start: Mark, end: Mark, value?: string, style?: string}} Token */

/** What stops the reading: libyaml's words, where what it was reading starts, where it stopped. */
export class YamlError extends Error {
  constructor(problem, start, here) {
    super(problem);
    Object.assign(this, { start: start ?? here, here });
  }
}

/** A text between two marks of YAML, its line breaks folded as they come. */
class Folded {
  constructor() { Object.assign(this, { text: '', blanks: '', first: '', more: '', isBroken: false }); }

  /** A space or a tab, which counts only if no line break follows. */
  blank(sign) { if (!this.isBroken) this.blanks += sign; }

  lineBreak() {
    if (this.isBroken) this.more += '\n';
    else Object.assign(this, { blanks: '', first: '\n', isBroken: true });
  }

  /** What waited since the last sign joins the text: the spaces, or what folding makes of breaks. */
  join() {
    if (this.isBroken) this.text += this.first ? this.more || ' ' : this.more;
    else this.text += this.blanks;
    Object.assign(this, { blanks: '', first: '', more: '', isBroken: false });
  }
}

export class Scanner {
  /** @param {string} text without carriage returns */
  constructor(text) {
    this.signs = [...text];
    Object.assign(this, { index: 0, line: 0, column: 0, indent: -1, indents: [], flow: 0, taken: 0 });
    this.mayStartKey = true;
    this.keys = [null];
    this.tokens = [];
    this.isOver = false;
    /** The lines, from 1, that hold a comment. */
    this.comments = [];
  }

  get mark() { return { line: this.line, column: this.column, index: this.index }; }

  get sign() { return this.signs[this.index]; }

  at(offset) { return this.signs[this.index + offset]; }

  /** @returns {string} the rest of the line */
  get rest() {
    const end = this.signs.indexOf('\n', this.index);
    return this.signs.slice(this.index, end < 0 ? undefined : end).join('');
  }

  skip(count = 1) { this.index += count; this.column += count; }

  skipBreak() { this.index += 1; this.line += 1; this.column = 0; }

  fail(problem, start) { throw new YamlError(problem, start, this.mark); }

  /** @returns {Token} the next token, which stays next */
  peek() {
    while (!this.tokens.length || this.isUnsettled()) this.fetch();
    return this.tokens[0];
  }

  /** @returns {Token} the next token, taken */
  next() {
    const token = this.peek();
    this.tokens.shift();
    this.taken += 1;
    return token;
  }

  /** Whether the first token could still turn out to be the name of a field. */
  isUnsettled() {
    this.dropStale();
    return this.keys.some((key) => key?.number === this.taken);
  }

  add(type, start, more = {}) { this.tokens.push({ type, start, end: this.mark, ...more }); }

  /** A sign, or several, that are a token of their own. */
  mark1(type, count = 1) {
    const start = this.mark;
    this.skip(count);
    this.add(type, start);
  }

  fetch() {
    this.skipToToken();
    this.dropStale();
    this.unroll(this.column);
    const { sign } = this;
    const alone = isBlankOrEnd(this.at(1));
    if (sign === undefined) this.streamEnd();
    else if (this.column === 0 && sign === '%') this.directive();
    else if (this.isDocumentMark()) this.documentMark();
    else if (sign === '[' || sign === '{') this.flowStart(sign);
    else if (sign === ']' || sign === '}') this.flowEnd(sign);
    else if (sign === ',') this.flowEntry();
    else if (sign === '-' && alone) this.blockEntry();
    else if (sign === '?' && (this.flow || alone)) this.key();
    else if (sign === ':' && (this.flow || alone)) this.value();
    else if (sign === '*' || sign === '&') this.anchor(sign);
    else if (sign === '!') this.tag();
    else if ((sign === '|' || sign === '>') && !this.flow) this.block(sign);
    else if (sign === "'" || sign === '"') this.quoted(sign);
    else if (this.startsPlain(sign, alone)) this.plain();
    else this.fail('found character that cannot start any token', this.mark);
  }

  startsPlain(sign, alone) {
    if (sign === '-') return !isBlank(this.at(1));
    if (sign === '?' || sign === ':') return !this.flow && !alone;
    return !isBlankOrEnd(sign) && !RESERVED.has(sign);
  }

  isDocumentMark() {
    const three = this.column === 0 ? this.signs.slice(this.index, this.index + 3).join('') : '';
    return (three === '---' || three === '...') && isBlankOrEnd(this.at(3));
  }

  dropStale() {
    this.keys.forEach((key, rank) => {
      if (!key || (key.mark.line === this.line && key.mark.index + LONGEST_KEY >= this.index)) return;
      if (key.isNeeded) this.fail("could not find expected ':'", key.mark);
      this.keys[rank] = null;
    });
  }

  saveKey() {
    if (!this.mayStartKey) return;
    const isNeeded = !this.flow && this.indent === this.column;
    this.removeKey();
    this.keys[this.keys.length - 1] = { isNeeded, number: this.taken + this.tokens.length, mark: this.mark };
  }

  removeKey() {
    const key = this.keys.at(-1);
    if (key?.isNeeded) this.fail("could not find expected ':'", key.mark);
    this.keys[this.keys.length - 1] = null;
  }

  roll(column, type, mark, number = -1) {
    if (this.flow || this.indent >= column) return;
    this.indents.push(this.indent);
    this.indent = column;
    const token = { type, start: mark, end: mark };
    if (number < 0) this.tokens.push(token);
    else this.tokens.splice(number - this.taken, 0, token);
  }

  unroll(column) {
    if (this.flow) return;
    while (this.indent > column) {
      this.add('block-end', this.mark);
      this.indent = this.indents.pop();
    }
  }

  streamEnd() {
    if (this.column !== 0) Object.assign(this, { column: 0, line: this.line + 1 });
    this.unroll(-1);
    this.removeKey();
    this.mayStartKey = false;
    this.add('end', this.mark);
  }

  directive() {
    this.unroll(-1);
    this.removeKey();
    this.mayStartKey = false;
    const start = this.mark;
    const version = this.rest.match(VERSION);
    const tag = this.rest.match(TAG_DIRECTIVE);
    if (!version && !tag) this.fail('found unknown directive name', start);
    this.skip((version ?? tag)[0].length);
    if (tag && !isBlankOrEnd(this.sign)) this.fail('did not find expected whitespace or line break', start);
    this.endLine(start);
    if (version) this.add('version', start, { value: version[1] === '1' && /^0*[12]$/.test(version[2]) });
    else this.add('tag-directive', start, { handle: tag[1], prefix: tag[2] });
  }

  /** Spaces and a comment: nothing else may end this line. */
  endLine(start) {
    while (isBlank(this.sign)) this.skip();
    this.comment();
    if (this.sign !== undefined && this.sign !== '\n') this.fail('did not find expected comment or line break', start);
    if (this.sign === '\n') this.skipBreak();
  }

  comment() {
    if (this.sign !== '#') return;
    this.comments.push({ line: this.line + 1, text: this.rest });
    while (this.sign !== undefined && this.sign !== '\n') this.skip();
  }

  documentMark() {
    this.unroll(-1);
    this.removeKey();
    this.mayStartKey = false;
    this.mark1(this.sign === '-' ? 'document-start' : 'document-end', 3);
  }

  flowStart(sign) {
    this.saveKey();
    this.keys.push(null);
    this.flow += 1;
    this.mayStartKey = true;
    this.mark1(sign);
  }

  flowEnd(sign) {
    this.removeKey();
    if (this.flow) {
      this.flow -= 1;
      this.keys.pop();
    }
    this.mayStartKey = false;
    this.mark1(sign);
  }

  flowEntry() {
    this.removeKey();
    this.mayStartKey = true;
    this.mark1(',');
  }

  blockEntry() {
    if (!this.flow) {
      if (!this.mayStartKey) this.fail('block sequence entries are not allowed in this context');
      this.roll(this.column, 'block-sequence', this.mark);
    }
    this.removeKey();
    this.mayStartKey = true;
    this.mark1('-');
  }

  key() {
    if (!this.flow) {
      if (!this.mayStartKey) this.fail('mapping keys are not allowed in this context');
      this.roll(this.column, 'block-mapping', this.mark);
    }
    this.removeKey();
    this.mayStartKey = !this.flow;
    this.mark1('?');
  }

  value() {
    const key = this.keys.at(-1);
    if (key) {
      this.tokens.splice(key.number - this.taken, 0, { type: '?', start: key.mark, end: key.mark });
      this.roll(key.mark.column, 'block-mapping', key.mark, key.number);
      this.keys[this.keys.length - 1] = null;
      this.mayStartKey = false;
    } else {
      if (!this.flow) {
        if (!this.mayStartKey) this.fail('mapping values are not allowed in this context');
        this.roll(this.column, 'block-mapping', this.mark);
      }
      this.mayStartKey = !this.flow;
    }
    this.mark1(':');
  }

  anchor(sign) {
    this.saveKey();
    this.mayStartKey = false;
    const start = this.mark;
    this.skip();
    const [value] = this.rest.match(/^[\w-]*/);
    this.skip(value.length);
    if (!value || !(isBlankOrEnd(this.sign) || ANCHOR_ENDS.has(this.sign))) {
      this.fail('did not find expected alphabetic or numeric character', start);
    }
    this.add(sign, start, { value });
  }

  tag() {
    this.saveKey();
    this.mayStartKey = false;
    const start = this.mark;
    const [whole, verbatim, handle, suffix] = this.rest.match(TAG);
    const wrong = /%(?![0-9a-fA-F]{2})/.test(whole) || (!verbatim && handle && !suffix);
    if (wrong || whole.startsWith('!<')) this.fail('did not find expected tag URI', start);
    this.skip(whole.length);
    if (!isBlankOrEnd(this.sign) && !(this.flow && this.sign === ',')) {
      this.fail('did not find expected whitespace or line break', start);
    }
    const value = verbatim === undefined ? { handle: suffix || handle ? `!${handle ?? ''}` : '', suffix: suffix || '!' } : { handle: '', suffix: verbatim };
    this.add('!', start, { value });
  }

  skipToToken() {
    for (;;) {
      while (this.sign === ' ' || (this.sign === '\t' && (this.flow || !this.mayStartKey))) this.skip();
      this.comment();
      if (this.sign !== '\n') return;
      this.skipBreak();
      if (!this.flow) this.mayStartKey = true;
    }
  }

  /** « | » and « > »: the lines below, as they are or folded. */
  block(style) {
    this.removeKey();
    this.mayStartKey = true;
    const start = this.mark;
    this.skip();
    const { end, width } = this.blockHeader(start);
    this.endLine(start);
    const found = { indent: width && Math.max(this.indent, 0) + width, breaks: '' };
    this.blockBreaks(found, start);
    let [text, lineBreak, wasBlank] = ['', '', false];
    while (this.column === found.indent && this.sign !== undefined) {
      const isFolded = style === '>' && lineBreak && !wasBlank && !isBlank(this.sign);
      if (!isFolded) text += lineBreak;
      else if (!found.breaks) text += ' ';
      text += found.breaks;
      found.breaks = '';
      wasBlank = isBlank(this.sign);
      while (this.sign !== undefined && this.sign !== '\n') { text += this.sign; this.skip(); }
      lineBreak = this.sign ?? '';
      if (lineBreak) this.skipBreak();
      this.blockBreaks(found, start);
    }
    if (end !== '-') text += lineBreak;
    if (end === '+') text += found.breaks;
    this.add('scalar', start, { value: text, style });
  }

  blockHeader(start) {
    const [whole, before = '', digit = '', after = ''] = this.rest.match(/^([+-]?)([0-9]?)([+-]?)/);
    if (digit === '0') {
      this.skip(before.length);
      this.fail('found an indentation indicator equal to 0', start);
    }
    // After « - » and « + », a second one is not of the header.
    this.skip(before ? before.length + digit.length : whole.length);
    return { end: before || after, width: Number(digit) };
  }

  blockBreaks(found, start) {
    let deepest = 0;
    for (;;) {
      const isShort = () => !found.indent || this.column < found.indent;
      while (isShort() && this.sign === ' ') this.skip();
      deepest = Math.max(deepest, this.column);
      if (isShort() && this.sign === '\t') this.fail('found a tab character where an indentation space is expected', start);
      if (this.sign !== '\n') break;
      found.breaks += '\n';
      this.skipBreak();
    }
    found.indent ||= Math.max(deepest, this.indent + 1, 1);
  }

  quoted(style) {
    this.saveKey();
    this.mayStartKey = false;
    const start = this.mark;
    const made = new Folded();
    this.skip();
    for (;;) {
      if (this.isDocumentMark()) this.fail('found unexpected document indicator', start);
      if (this.sign === undefined) this.fail('found unexpected end of stream', start);
      while (!isBlankOrEnd(this.sign) && this.quotedSign(style, made, start));
      if (this.sign === style) break;
      this.blanks(made);
      made.join();
    }
    this.skip();
    this.add('scalar', start, { value: made.text, style });
  }

  /** @returns {boolean} whether the text goes on after this sign, on the same line */
  quotedSign(style, made, start) {
    if (style === "'" && this.sign === "'" && this.at(1) === "'") {
      made.text += "'";
      this.skip(2);
    } else if (this.sign === style) {
      return false;
    } else if (style === '"' && this.sign === '\\' && this.at(1) === '\n') {
      this.skip();
      this.skipBreak();
      made.isBroken = true;
      return false;
    } else if (style === '"' && this.sign === '\\') {
      made.text += this.escape(start);
    } else {
      made.text += this.sign;
      this.skip();
    }
    return true;
  }

  escape(start) {
    const kind = this.at(1);
    const length = Object.hasOwn(HEXADECIMAL, kind ?? '') ? HEXADECIMAL[kind] : 0;
    if (!length && !Object.hasOwn(ESCAPES, kind ?? '')) this.fail('found unknown escape character', start);
    this.skip(2);
    if (!length) return ESCAPES[kind];
    const digits = this.signs.slice(this.index, this.index + length).join('');
    if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length < length) this.fail('did not find expected hexdecimal number', start);
    const code = parseInt(digits, 16);
    if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) this.fail('found invalid Unicode character escape code', start);
    this.skip(length);
    return String.fromCodePoint(code);
  }

  /** Spaces and line breaks within a text. */
  blanks(made, check = () => {}) {
    while (isBlank(this.sign) || this.sign === '\n') {
      if (this.sign === '\n') {
        made.lineBreak();
        this.skipBreak();
      } else {
        check();
        made.blank(this.sign);
        this.skip();
      }
    }
  }

  plain() {
    this.saveKey();
    this.mayStartKey = false;
    const start = this.mark;
    let end = start;
    const made = new Folded();
    const indent = this.indent + 1;
    const tab = () => {
      if (made.isBroken && this.column < indent && this.sign === '\t') this.fail('found a tab character that violates indentation', start);
    };
    while (!this.isDocumentMark() && this.sign !== '#') {
      while (!isBlankOrEnd(this.sign) && !this.endsPlain(start)) {
        made.join();
        made.text += this.sign;
        this.skip();
        end = this.mark;
      }
      if (!isBlank(this.sign) && this.sign !== '\n') break;
      this.blanks(made, tab);
      if (!this.flow && this.column < indent) break;
    }
    this.tokens.push({ type: 'scalar', start, end, value: made.text, style: '' });
    if (made.isBroken) this.mayStartKey = true;
  }

  endsPlain(start) {
    const next = this.at(1);
    if (this.flow && this.sign === ':' && (next === '?' || FLOW_ENDS.has(next))) this.fail("found unexpected ':'", start);
    return (this.sign === ':' && isBlankOrEnd(next)) || (this.flow > 0 && FLOW_ENDS.has(this.sign));
  }
}
