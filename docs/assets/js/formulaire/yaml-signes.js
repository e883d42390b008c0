/*
 * Text → tokens of YAML: libyaml's scanner (0.2.5), which the command line reads with, step by step.
 *
 * It stops where libyaml stops, for the same reason: what is then said of the file is the same. Its
 * methods follow those of https://github.com/yaml/libyaml/blob/0.2.5/src/scanner.c, in their order.
 * Two of libyaml's reasons that have one sentence, at one place, are one here.
 */

const ESCAPES = {
  0: '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b',
  ' ': ' ', '"': '"', '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029',
};
const HEXADECIMAL = { x: /[0-9a-fA-F]{2}/y, u: /[0-9a-fA-F]{4}/y, U: /[0-9a-fA-F]{8}/y };
/** A name of a field without « ? » before it is no longer than this, on one line. */
const LONGEST_KEY = 1024;
/** Signs that start no value, where they start no token of their own. */
const RESERVED = '\t|>%@`';

// Patterns are sticky: each is looked for at the place of the reading, nowhere else.
const SPACES = / */y;
const BLANKS = /[ \t]*/y;
const GAP = /[ \t\n]+/y;
const LINE = /[^\n]*/uy;
const DOCUMENT_MARK = /(?:---|\.\.\.)(?![^ \t\n])/y;
const VERSION = /%YAML[ \t]+([0-9]{1,9})\.([0-9]{1,9})/y;
const TAG_DIRECTIVE = /%TAG[ \t]+(![\w-]*!|!)[ \t]+([\w\-;/?:@&=+$.!~*'()%,[\]]+)(?![^ \t\n])/y;
const TAG = /!([\w-]*!)?((?:[\w\-;/?:@&=+$.!~*'()]|%[0-9a-fA-F]{2})*)/y;
const ANCHOR = /[*&]([\w-]+)(?![^ \t\n?:,\]}%@`])/y;
const BLOCK_HEADER = /[|>](?:[+-][1-9]?|[1-9][+-]?)?/y;
const WORD = /(?:[^ \t\n:]|:(?![ \t\n]|$))+/uy;
const FLOW_WORD = /(?:[^ \t\n:,[\]{}]|:(?![ \t\n?,[\]{}]|$))+/uy;
const GLUED_COLON = /:[?,[\]{}]/y;
const QUOTED_WORD = { '"': /[^"\\ \t\n]+/uy, "'": /(?:[^' \t\n]|'')+/uy };
/** Line breaks between two lines of a folded text that start with a word; the break first, to be looked for alone. */
const FOLD = /\n(?<=(?:^|\n)[^ \t\n][^\n]*\n)(\n*)(?=[^ \t\n])/g;

const isBlankOrEnd = (sign) => [undefined, ' ', '\t', '\n'].includes(sign);
const breaksOf = (blanks) => blanks.replace(/[ \t]/g, '');

/** @returns {string} what stands for the blanks between two words: folded, if they hold line breaks */
function folded(blanks) {
  const breaks = breaksOf(blanks);
  return breaks ? breaks.slice(1) || ' ' : blanks;
}

/**
 * @typedef {{line: number, column: number, index: number, offset: number}} Mark from 0, in code points as
 *   libyaml counts; `offset` is the place in the text
 */
/** @typedef {{type: string, start: Mark, end: Mark, value?: string, style?: string}} Token */

/** What stops the reading: libyaml's words, where what it was reading starts, where it stopped. */
export class YamlError extends Error {
  constructor(problem, start, here) {
    super(problem);
    Object.assign(this, { start: start ?? here, here });
  }
}

export class Scanner {
  /** @param {string} text without carriage returns */
  constructor(text) {
    Object.assign(this, { text, offset: 0, index: 0, line: 0, column: 0, indent: -1, indents: [], flow: 0 });
    this.mayStartKey = true;
    /** What could still be the name of a field: in each bracket that is open, and outside of all. */
    this.keys = [null];
    Object.assign(this, { tokens: [], taken: 0 });
    /** The lines, from 1, that hold a comment. */
    this.comments = [];
  }

  get mark() { return { line: this.line, column: this.column, index: this.index, offset: this.offset }; }

  get sign() { return this.text[this.offset]; }

  at(distance) { return this.text[this.offset + distance]; }

  /** @returns {RegExpExecArray|null} what a pattern finds here */
  look(pattern) {
    pattern.lastIndex = this.offset;
    return pattern.exec(this.text);
  }

  /** Takes what a pattern finds here. @returns {string} empty if it finds nothing */
  take(pattern) {
    const [found] = this.look(pattern) ?? [''];
    const lines = found.split('\n');
    const width = [...lines.at(-1)].length;
    this.column = lines.length > 1 ? width : this.column + width;
    this.line += lines.length - 1;
    this.index += [...found].length;
    this.offset += found.length;
    return found;
  }

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
  addSigns(type, pattern = /./y) {
    const start = this.mark;
    this.take(pattern);
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
    else if (this.isDocumentMark()) this.documentMark(sign);
    else if (sign === '[' || sign === '{') this.flowStart(sign);
    else if (sign === ']' || sign === '}') this.flowEnd(sign);
    else if (sign === ',') this.entry(',');
    else if (sign === '-' && alone) this.blockEntry();
    else if (sign === '?' && (this.flow || alone)) this.key();
    else if (sign === ':' && (this.flow || alone)) this.value();
    else if (sign === '*' || sign === '&') this.anchor(sign);
    else if (sign === '!') this.tag();
    else if ((sign === '|' || sign === '>') && !this.flow) this.block();
    else if (sign === "'" || sign === '"') this.quoted(sign);
    else if (!RESERVED.includes(sign)) this.plain();
    else this.fail('found character that cannot start any token');
  }

  isDocumentMark() { return this.column === 0 && this.look(DOCUMENT_MARK) !== null; }

  dropStale() {
    this.keys.forEach((key, rank) => {
      if (!key || (key.mark.line === this.line && key.mark.index + LONGEST_KEY >= this.index)) return;
      if (key.isNeeded) this.fail("could not find expected ':'", key.mark);
      this.keys[rank] = null;
    });
  }

  /** A value starts, which may turn out to be the name of a field. @returns {Mark} */
  startValue() {
    if (this.mayStartKey) {
      const isNeeded = !this.flow && this.indent === this.column;
      this.removeKey();
      this.keys.splice(-1, 1, { isNeeded, number: this.taken + this.tokens.length, mark: this.mark });
    }
    this.mayStartKey = false;
    return this.mark;
  }

  removeKey() {
    const key = this.keys.at(-1);
    if (key?.isNeeded) this.fail("could not find expected ':'", key.mark);
    this.keys.splice(-1, 1, null);
  }

  /** A list or a group starts at a column, unless one goes on there: its token is put at a rank. */
  roll(type, mark = this.mark, rank = this.tokens.length) {
    if (this.flow || this.indent >= mark.column) return;
    this.indents.push(this.indent);
    this.indent = mark.column;
    this.tokens.splice(rank, 0, { type, start: mark, end: mark });
  }

  unroll(column) {
    if (this.flow) return;
    while (this.indent > column) {
      this.add('block-end', this.mark);
      this.indent = this.indents.pop();
    }
  }

  /** Everything that is open ends here, if it may. */
  unrollAll() {
    this.unroll(-1);
    this.removeKey();
    this.mayStartKey = false;
  }

  streamEnd() {
    if (this.column !== 0) Object.assign(this, { column: 0, line: this.line + 1 });
    this.unrollAll();
    this.add('end', this.mark);
  }

  directive() {
    this.unrollAll();
    const start = this.mark;
    const version = this.look(VERSION);
    const tag = this.look(TAG_DIRECTIVE);
    if (!version && !tag) this.fail('found unknown directive name', start);
    this.take(version ? VERSION : TAG_DIRECTIVE);
    this.endLine(start);
    if (version) this.add('version', start, { value: version[1] === '1' && /^0*[12]$/.test(version[2]) });
    else this.add('tag-directive', start, { handle: tag[1], prefix: tag[2] });
  }

  /** Spaces and a comment: nothing else may end this line. */
  endLine(start) {
    this.take(BLANKS);
    this.comment();
    if (this.sign !== undefined && this.sign !== '\n') this.fail('did not find expected comment or line break', start);
    this.take(/\n/y);
  }

  comment() {
    if (this.sign === '#') this.comments.push({ line: this.line + 1, text: this.take(LINE) });
  }

  documentMark(sign) {
    this.unrollAll();
    this.addSigns(sign === '-' ? 'document-start' : 'document-end', DOCUMENT_MARK);
  }

  flowStart(sign) {
    this.startValue();
    this.keys.push(null);
    this.flow += 1;
    this.mayStartKey = true;
    this.addSigns(sign);
  }

  flowEnd(sign) {
    this.removeKey();
    if (this.flow) {
      this.flow -= 1;
      this.keys.pop();
    }
    this.mayStartKey = false;
    this.addSigns(sign);
  }

  /** « , », « - » or « ? »: what follows may be the name of a field, unless told otherwise. */
  entry(sign, mayStartKey = true) {
    this.removeKey();
    this.mayStartKey = mayStartKey;
    this.addSigns(sign);
  }

  blockEntry() {
    this.open('block-sequence', 'block sequence entries');
    this.entry('-');
  }

  key() {
    this.open('block-mapping', 'mapping keys');
    this.entry('?', !this.flow);
  }

  /** Outside of brackets, a sign may open a list or a group. */
  open(type, what) {
    if (!this.flow && !this.mayStartKey) this.fail(`${what} are not allowed in this context`);
    this.roll(type);
  }

  value() {
    const key = this.keys.at(-1);
    if (key) {
      const rank = key.number - this.taken;
      this.tokens.splice(rank, 0, { type: '?', start: key.mark, end: key.mark });
      this.roll('block-mapping', key.mark, rank);
      this.keys.splice(-1, 1, null);
    } else {
      this.open('block-mapping', 'mapping values');
    }
    this.mayStartKey = !key && !this.flow;
    this.addSigns(':');
  }

  anchor(sign) {
    const start = this.startValue();
    const [, value] = this.look(ANCHOR) ?? this.fail('did not find expected alphabetic or numeric character', start);
    this.take(ANCHOR);
    this.add(sign, start, { value });
  }

  tag() {
    const start = this.startValue();
    const [, handle, suffix] = this.look(TAG);
    this.take(TAG);
    const isEnded = isBlankOrEnd(this.sign) || (this.flow && this.sign === ',');
    if (!isEnded || (handle && !suffix)) this.fail('did not find expected tag URI', start);
    // « ! » alone has no handle.
    this.add('!', start, { value: { handle: suffix && `!${handle ?? ''}`, suffix: suffix || '!' } });
  }

  skipToToken() {
    for (;;) {
      this.take(this.flow || !this.mayStartKey ? BLANKS : SPACES);
      this.comment();
      if (!this.take(/\n/y)) return;
      if (!this.flow) this.mayStartKey = true;
    }
  }

  /** « | » and « > »: the lines below, as they are or folded. */
  block() {
    this.removeKey();
    this.mayStartKey = true;
    const start = this.mark;
    const header = this.take(BLOCK_HEADER);
    const width = Number(header.match(/[0-9]/) ?? 0);
    this.endLine(start);
    const given = width && Math.max(this.indent, 0) + width;
    let { breaks, deepest } = this.blankLines(given || Infinity, start);
    const indent = given || Math.max(deepest, this.indent + 1, 1);
    let text = '';
    while (this.column === indent && this.sign !== undefined) {
      text += breaks + this.take(LINE);
      const end = this.take(/\n/y);
      breaks = end + this.blankLines(indent, start).breaks;
    }
    const style = header[0];
    const value = style === '>' ? text.replace(FOLD, (_, more) => more || ' ') : text;
    // Breaks at the end: « + » keeps all, « - » none, neither of them that of the last line.
    const end = header.includes('+') ? breaks : header.includes('-') || !text ? '' : breaks.slice(0, 1);
    this.add('scalar', start, { value: value + end, style });
  }

  /** Takes lines without text, and the spaces of the next up to a column. @returns {{breaks: string, deepest: number}} */
  blankLines(indent, start) {
    let breaks = '';
    let deepest = 0;
    for (;;) {
      while (this.column < indent && this.sign === ' ') this.take(/ /y);
      deepest = Math.max(deepest, this.column);
      if (this.column < indent && this.sign === '\t') this.fail('found a tab character where an indentation space is expected', start);
      if (this.sign !== '\n') return { breaks, deepest };
      breaks += this.take(/\n/y);
    }
  }

  quoted(style) {
    const start = this.startValue();
    this.take(/./y);
    let value = '';
    for (;;) {
      const word = this.take(QUOTED_WORD[style]);
      value += style === "'" ? word.replaceAll("''", "'") : word;
      if (this.sign === style) break;
      if (this.sign === '\\') value += this.escape(start);
      else value += folded(this.take(GAP));
      if (this.isDocumentMark()) this.fail('found unexpected document indicator', start);
      if (this.sign === undefined) this.fail('found unexpected end of stream', start);
    }
    this.take(/./y);
    this.add('scalar', start, { value, style });
  }

  escape(start) {
    const kind = this.at(1);
    // A line break is left out with the blanks around; those that follow it count.
    if (kind === '\n') return breaksOf(this.take(/\\\n[ \t\n]*/y)).slice(2);
    if (kind === undefined || !(kind in ESCAPES || kind in HEXADECIMAL)) this.fail('found unknown escape character', start);
    this.take(/\\./y);
    if (kind in ESCAPES) return ESCAPES[kind];
    const code = parseInt(this.look(HEXADECIMAL[kind])?.[0], 16);
    const isCharacter = code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    if (!isCharacter) this.fail('did not find expected hexdecimal number', start);
    this.take(HEXADECIMAL[kind]);
    return String.fromCodePoint(code);
  }

  plain() {
    const start = this.startValue();
    const least = this.indent + 1;
    let end = start;
    let value = '';
    let gap = '';
    while (!this.isDocumentMark() && this.sign !== '#') {
      const word = this.take(this.flow ? FLOW_WORD : WORD);
      if (this.flow && this.look(GLUED_COLON)) this.fail("found unexpected ':'", start);
      if (!word) break;
      value += folded(gap) + word;
      end = this.mark;
      gap = this.take(BLANKS);
      while (this.sign === '\n') {
        gap += this.take(/\n */y);
        if (this.column < least && this.sign === '\t') this.fail('found a tab character that violates indentation', start);
        gap += this.take(BLANKS);
      }
      if (!gap || (!this.flow && this.column < least)) break;
    }
    this.tokens.push({ type: 'scalar', start, end, value, style: '' });
    if (gap.includes('\n')) this.mayStartKey = true;
  }
}
