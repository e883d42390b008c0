/*
 * Text → values, and every fault of the text: what scripts/catalogue/text/document.py says of it.
 *
 * The grammar is libyaml's (src/parser.c), read straight into values. No anchor, alias, tag, second
 * document, or key that is not a text.
 */

import { unseen } from './ranger.js';
import { expression, sayer } from './sujet.js';
import { Scanner, YamlError } from './yaml-signes.js';

/* The scalars of YAML as the catalogue reads them: YAML 1.2, so that « no » and « 01001 » stay text. */

const WORDS = new Map([['', null], ['~', null], ['null', null], ['true', true], ['false', false]]);
const WHOLE = '-?(?:0|[1-9][0-9]{0,14})';
const INTEGER = new RegExp(`^${WHOLE}$`);
const DECIMAL = new RegExp(`^${WHOLE}\\.[0-9]{1,15}(?:[eE][+-]?[0-9]{1,2})?$`);

/** @param {string} text unquoted @returns {string|number|boolean|null} its value */
function plain(text) {
  if (WORDS.has(text)) return WORDS.get(text);
  if (!INTEGER.test(text) && !DECIMAL.test(text)) return text;
  return Number(text) || 0; // « -0 » is nought.
}

/* What libyaml refuses, and the mistake that a person really made: as scripts/catalogue/text/refusals.py. */

// What is before a name, taken whole or not at all: « (?=(…))\1 » is Python’s « *+ ».
const FIELD = /^(?=(\s*(?:- +)*))\1[^\s#].*?:(\s.*)?$/;
const GLUED_NAME = /^(?=(\s*(?:- +)*))\1[\w\p{L}\p{N}-]+:(?!\/\/)\S/u;
const UNPARTED = /^(?=(\s*(?:- +)*))\1[\w\p{L}\p{N}-]+:[\u00a0\u2000-\u200a\u202f\u205f\u3000]/u;
const BULLET = /^([•·●○▪◦‣➢➤✓–—])[ \t\u00a0]/;
const SHOWN = 40;

/** @returns {string} a piece of somebody's file between French quotes, short, without what cannot be shown */
function quoted(text) {
  const signs = [...text];
  const short = signs.length <= SHOWN ? text : `${signs.slice(0, SHOWN - 1).join('')}…`;
  return `« ${short.replace(/[\p{Z}\s]/gu, " ").replace(/\p{C}/gu, "\ufffd")} »`;
}

const indentOf = (line) => line.search(/[^ ]|$/);
const hasValue = (line) => Boolean(line.match(FIELD)?.[2]?.trim());

/** Where libyaml gave up (`here`), where what it was reading starts, and the lines: from 1. */
class Trouble {
  constructor({ start, here }, lines, last) {
    const spot = ({ line, column }) => ({ line: line + 1, column: column + 1 });
    Object.assign(this, { here: spot(here), start: spot(start), lines });
    /** The last text in quotes, unless something else came since: often one that was left open. */
    this.last = last && { ...spot(last.start), end: last.end.line + 1 };
  }

  line(number) { return this.lines[number - 1] ?? ''; }

  from({ line, column }) { return [...this.line(line)].slice(column - 1).join(''); }

  sign({ line, column }) { return [...this.line(line)][column - 1] ?? ''; }

  /** What comes before the place on its line. */
  get before() { return [...this.line(this.here.line)].slice(0, this.here.column - 1).join(''); }
}

function missingColon(line) {
  if (UNPARTED.test(line)) return 'espace-insecable';
  return GLUED_NAME.test(line) ? 'sans-espace' : 'sans-deux-points';
}

/** Whether the line above is a name without colon, not the end of a longer text. */
function lacksColon(trouble, above) {
  if (FIELD.test(trouble.line(above))) return false;
  const width = indentOf(trouble.line(trouble.here.line));
  let field = above;
  while (field > 0 && !FIELD.test(trouble.line(field))) field -= 1;
  return !field || indentOf(trouble.line(field)) >= width || !hasValue(trouble.line(field));
}

const openQuote = (trouble, at) => ({ name: 'ouvert', blanks: { signe: quoted(trouble.sign(at)) }, at });

/** What to look for → the sentence, its blanks and its place, if it is not where libyaml gave up. */
const FINDERS = {
  colon_too_many(trouble) {
    if (/:\s/.test(trouble.before)) return { name: 'deux-points-dans-le-texte' };
    const isPassed = (line) => !line.trim() || line.trimStart().startsWith('#');
    let above = trouble.here.line - 1;
    while (above > 0 && isPassed(trouble.line(above))) above -= 1;
    if (!above || !lacksColon(trouble, above)) return { name: 'deux-points-inattendus' };
    const line = trouble.line(above);
    return { name: missingColon(line), blanks: { texte: quoted(line.trim()) }, at: { line: above, column: line.length - line.trimStart().length + 1 } };
  },

  first_character(trouble) {
    const { start: at } = trouble;
    if (trouble.line(at.line).startsWith('```')) return { name: 'colle/cloture', at };
    return { name: 'premier-signe', blanks: { signe: quoted(trouble.sign(at)) }, at };
  },

  never_closed: (trouble) => openQuote(trouble, trouble.start),

  no_colon(trouble) {
    const { start: at } = trouble;
    const rest = trouble.from(at);
    if (/^[\u00a0\u2000-\u200a\u202f\u205f\u3000]/.test(rest)) return { name: 'retrait-insecable', at };
    const name = missingColon(rest);
    if (name !== 'sans-deux-points') return { name, at };
    const bullet = rest.match(BULLET);
    if (bullet) return { name: 'puce', blanks: { signe: quoted(bullet[1]) }, at };
    if (rest.trim().includes('\t')) return { name: 'tableau', at };
    return { name, blanks: { texte: quoted(rest.trim()) }, at };
  },

  no_content(trouble) {
    const sign = trouble.sign(trouble.here);
    return sign === ':' ? { name: 'sans-nom' } : { name: 'sans-valeur', blanks: { signe: quoted(sign || ' ') } };
  },

  no_key(trouble) {
    const { last, here } = trouble;
    const start = trouble.before.trimEnd();
    const swallows = last && last.line < last.end && trouble.lines.slice(last.line, here.line).some((line) => FIELD.test(line));
    if (swallows) return openQuote(trouble, last);
    if (/[\]}]$/.test(start) && /:\s/.test(start)) return { name: 'apres-crochet', blanks: { signe: quoted(start.at(-1)) } };
    if (start.endsWith("'")) return { name: 'apres-apostrophe' };
    if (start.endsWith('"')) return { name: 'apres-guillemet' };
    const sign = trouble.sign(here);
    if (sign === ':') return { name: 'sans-nom' };
    return { name: !start && sign === '-' ? 'tiret-inattendu' : 'sans-champ' };
  },

  no_token(trouble) {
    return trouble.sign(trouble.here) === '\t' ? { name: 'tabulation' } : FINDERS.first_character(trouble);
  },

  open_bracket(trouble) {
    const { here, start } = trouble;
    const opening = trouble.sign(start);
    const blanks = { ouvrant: quoted(opening), fermant: quoted(opening === '{' ? '}' : ']') };
    return { name: 'crochet', blanks, at: here.line === start.line ? here : start };
  },
};

const CORE = 'tag:yaml.org,2002:';
const TEXT_TAGS = ['!', `${CORE}str`];
const DIRECTIVES = ['version', 'tag-directive'];
const GLUED = /[ \t]+(#[^\s#].*)/y;
const IN_BRACKETS = { block: false };

/** @typedef {{rule: string, level: string, message: string, line: number, column: number}} ReadingFault */

/** A limit that the text goes over. */
class LimitError extends Error {
  constructor(rule, message, mark) {
    super(message);
    Object.assign(this, { rule, mark });
  }
}

const inOrder = (a, b) => a.line - b.line || a.column - b.column
  || (a.rule < b.rule ? -1 : Number(a.rule > b.rule));

/**
 * @param {string} given @param {object} words « lecture » of formulaire.json
 * @returns {{value: unknown, isRead: boolean, faults: ReadingFault[], comments: {line: number, text: string}[]}}
 */
export function readYaml(given, words) {
  const text = given.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const reader = new Reader(text, words);
  const { say } = reader;
  const refused = (...faults) => ({ value: null, isRead: false, faults, comments: [] });
  const other = words.autres_sortes.find(([head]) => text.startsWith(head));
  if (other) return refused(reader.fault('fichier-illisible', say('autre-sorte', { sorte: other[1] })));
  const hidden = unseen.faults(text, say);
  if (hidden.length) return refused(...hidden.map(({ message, line, column }) => reader.fault('caractere-interdit', message, line, column)));
  const values = reader.read();
  const faults = reader.told(values);
  const [value = null] = values;
  if (value === null && !faults.length) return refused(reader.fault('fichier-vide', say('vide')));
  if (!values.length || faults.some(({ rule }) => !words.locales.includes(rule))) return refused(...faults);
  return { value, isRead: true, faults: [...faults, ...reader.cuts()], comments: reader.scanner.comments };
}

class Reader {
  constructor(text, words) {
    Object.assign(this, { words, lines: text.split('\n'), say: sayer(words.phrases), faults: [], events: 0, handles: {} });
    this.scanner = new Scanner(text);
    /** Where each text without quotes ends. */
    this.plains = [];
    /** The last text before the place where the reading is, unless a list or a group came since. */
    this.last = null;
  }

  /** @returns {ReadingFault} */
  fault(rule, message, line = 1, column = 1) {
    return { rule, level: this.words.avertissements.includes(rule) ? 'warning' : 'error', message, line, column };
  }

  report(mark, rule, name, blanks = {}) {
    this.faults.push(this.fault(rule, this.say(name, blanks), mark.line + 1, mark.column + 1));
  }

  /** @returns {unknown[]} the value of each document, none where the text cannot be read */
  read() {
    try {
      return this.documents();
    } catch (error) {
      if (error instanceof LimitError) this.faults.push(this.fault(error.rule, error.message, error.mark.line + 1, error.mark.column + 1));
      else if (error instanceof YamlError) this.faults.push(this.refusal(error));
      else throw error;
      return [];
    }
  }

  /** What libyaml refuses, by its words for it: what to look for, or the sentence. */
  refusal(error) {
    const { lines, last, words } = this;
    const trouble = new Trouble(error, lines, last);
    const found = words.diagnostics[error.message] ?? 'inconnu';
    const { name, blanks = {}, at = trouble.here } = Object.hasOwn(FINDERS, found) ? FINDERS[found](trouble) : { name: found };
    return this.fault('yaml-syntaxe', this.say(name, blanks), at.line, at.column);
  }

  /** The faults in the order of the text; one alone where something was pasted, or a second record follows. */
  told(values) {
    const faults = this.faults.toSorted(inOrder);
    const isSound = !faults.some(({ rule }) => rule === 'yaml-syntaxe') && values.every((value) => typeof value === 'object');
    const pasted = this.pasted(isSound);
    if (pasted) return [pasted];
    const twice = faults.filter(({ rule, column }) => rule === 'yaml-cle-double' && column === 1);
    if (twice.length < this.words.seconde_fiche) return faults;
    const second = this.fault('yaml-document-unique', this.say('seconde-fiche'), twice[0].line);
    return [...faults.filter((one) => !twice.includes(one)), second].sort(inOrder);
  }

  /** @returns {ReadingFault|null} what was pasted around the lines of the text, at the first that shows it */
  pasted(isSound) {
    const full = this.lines.filter((line) => line.trim()).length;
    for (const { nom, motif, lignes, toutes, regle, meme_lu: evenRead } of this.words.colles) {
      const marked = this.lines.flatMap((line, rank) => (expression(motif).test(line) ? [rank] : []));
      const enough = marked.length >= lignes && (!toutes || marked.length === full);
      if (enough && (evenRead || !isSound)) return this.fault(regle, this.say(`colle/${nom}`), marked[0] + 1);
    }
    return null;
  }

  get type() { return this.scanner.peek().type; }

  /** Where the next token starts. */
  get here() { return this.scanner.peek().start; }

  next() { return this.scanner.next(); }

  /** Takes a token of one type; stops where another stands. */
  expect(type, problem, start) {
    if (this.type !== type) throw new YamlError(problem, start, this.here);
    return this.next();
  }

  /** A step of the reading: too many end it, as soon as what they say is told. */
  event(mark, last = null) {
    this.last = last;
    this.events += 1;
    if (this.events < this.words.evenements) return;
    throw new LimitError('yaml-trop-long', this.say('long', { limite: this.words.elements }), mark);
  }

  documents() {
    const values = [];
    this.event({ line: 0, column: 0 });
    for (let isFirst = true; ; isFirst = false) {
      while (!isFirst && this.type === 'document-end') this.next();
      if (this.type === 'end') return values;
      const start = this.here;
      const isExplicit = !isFirst || ['document-start', ...DIRECTIVES].includes(this.type);
      this.directives();
      if (isExplicit) this.expect('document-start', 'did not find expected <document start>');
      if (values.length === 1) this.report(start, 'yaml-document-unique', 'second-document');
      this.event(start);
      const isEmpty = isExplicit && ['document-start', 'document-end', 'end', ...DIRECTIVES].includes(this.type);
      values.push(isEmpty ? this.empty(this.here) : this.node(1));
      this.event(this.here);
      if (this.type === 'document-end') this.next();
    }
  }

  directives() {
    this.handles = { '!': '!', '!!': CORE };
    let hasVersion = false;
    while (DIRECTIVES.includes(this.type)) {
      const { type, start, value, handle, prefix } = this.next();
      if (type === 'tag-directive') this.handles[handle] = prefix;
      else if (hasVersion) throw new YamlError('found duplicate %YAML directive', null, start);
      else if (!value) throw new YamlError('found incompatible YAML document', null, start);
      else hasVersion = true;
    }
  }

  empty(mark) {
    this.event(mark);
    this.plains.push(mark);
    return null;
  }

  /** The value that starts here; an empty one, at a mark, where one of some tokens follows. */
  nodeBut(ends, mark, depth, where) {
    return ends.includes(this.type) ? this.empty(mark) : this.node(depth, where);
  }

  /** The value that starts here. @param {number} depth @param {{block?: boolean, indentless?: boolean}} where */
  node(depth, { block = true, indentless = false } = {}) {
    if (this.type === '*') {
      const { start, value } = this.next();
      this.event(start);
      this.report(start, 'yaml-alias', 'renvoi', { nom: quoted(`*${value}`) });
      return null;
    }
    const start = this.here;
    const own = this.properties(start);
    if (this.type === 'scalar') return this.scalar(start, own);
    const kind = { '[': 'flowList', '{': 'flowGroup', ...block && { 'block-sequence': 'list', 'block-mapping': 'group' }, ...indentless && { '-': 'indentlessList' } }[this.type];
    if (!kind && !own.end) throw new YamlError('did not find expected node content', start, this.here);
    this.event(start);
    if (kind) this.enter(depth, start);
    else this.plains.push(own.end);
    this.refuse(start, own);
    if (kind) return this[kind](depth + 1);
    return TEXT_TAGS.includes(own.tag) ? '' : null;
  }

  enter(depth, start) {
    const { niveaux: limite } = this.words;
    if (depth > limite) throw new LimitError('yaml-trop-profond', this.say('profond', { limite }), start);
  }

  /** The anchor and the tag of a value, in any order, and where they end; what is wrong is told at the start. */
  properties(start) {
    const own = {};
    for (let rank = 0; rank < 2; rank += 1) {
      const name = { '&': 'anchor', '!': 'tag' }[this.type];
      if (!name || Object.hasOwn(own, name)) break;
      const { value, end } = this.next();
      Object.assign(own, { [name]: value, end });
    }
    if (own.tag) {
      const { handle, suffix } = own.tag;
      if (handle && !Object.hasOwn(this.handles, handle)) throw new YamlError('found undefined tag handle', start, start);
      own.tag = handle ? this.handles[handle] + suffix : suffix;
    }
    return own;
  }

  refuse(start, { anchor, tag }) {
    if (anchor) this.report(start, 'yaml-ancre', 'ancre', { nom: quoted(`&${anchor}`) });
    if (tag) this.report(start, 'yaml-balise', 'balise', { nom: quoted(tag.startsWith(CORE) ? tag.replace(CORE, '!!') : tag) });
  }

  scalar(start, own) {
    const { value, style, end } = this.next();
    this.event(start, style === '"' || style === "'" ? { start, end } : null);
    this.refuse(start, own);
    if (style === '"') {
      // Not in the text, where it would have been refused: written as an escape, « \0 ».
      const hidden = unseen.first(value);
      if (hidden) this.report(start, 'caractere-interdit', ...unseen.message(hidden));
    }
    if (style === '') this.plains.push(end);
    return style || TEXT_TAGS.includes(own.tag) ? value : plain(value);
  }

  list(depth) {
    const { start } = this.next();
    const items = this.items(depth, ['-', 'block-end']);
    this.event(this.expect('block-end', "did not find expected '-' indicator", start).start);
    return items;
  }

  /** A list that stands no further right than its name: no token ends it. */
  indentlessList(depth) {
    const items = this.items(depth, ['-', '?', ':', 'block-end']);
    this.event(this.here);
    return items;
  }

  items(depth, ends) {
    const items = [];
    while (this.type === '-') items.push(this.nodeBut(ends, this.next().end, depth));
    return items;
  }

  group(depth) {
    const { start } = this.next();
    const ends = ['?', ':', 'block-end'];
    const where = { indentless: true };
    const entries = new Entries(this);
    while (this.type === '?') {
      const { end } = this.next();
      const key = entries.key(ends.includes(this.type) ? end : null, depth, where);
      entries.add(key, this.type === ':' ? this.nodeBut(ends, this.next().end, depth, where) : this.empty(this.here));
    }
    this.event(this.expect('block-end', 'did not find expected key', start).start);
    return entries.value;
  }

  /** What stands between two brackets, parted by commas. @param {() => void} take one item */
  inBrackets(close, take) {
    const { start } = this.next();
    for (let isFirst = true; this.type !== close; isFirst = false) {
      if (!isFirst) this.expect(',', `did not find expected ',' or '${close}'`, start);
      if (this.type !== close) take();
    }
    this.event(this.next().start);
  }

  flowList(depth) {
    const items = [];
    this.inBrackets(']', () => items.push(this.type === '?' ? this.pair(depth) : this.node(depth, IN_BRACKETS)));
    return items;
  }

  /** « [a: b] »: a group of one field. */
  pair(depth) {
    const { start } = this.next();
    this.event(start);
    this.enter(depth, start);
    const entries = new Entries(this);
    // libyaml takes the sign that follows a lone « ? » for a part of it.
    const key = entries.key([':', ',', ']'].includes(this.type) ? this.next().end : null, depth + 1, IN_BRACKETS);
    entries.add(key, this.flowValue(depth + 1, ']'));
    this.event(this.here);
    return entries.value;
  }

  flowValue(depth, close) {
    const isGiven = this.type === ':' && this.next();
    return isGiven ? this.nodeBut([',', close], this.here, depth, IN_BRACKETS) : this.empty(this.here);
  }

  flowGroup(depth) {
    const entries = new Entries(this);
    this.inBrackets('}', () => {
      const isField = this.type === '?' && this.next();
      const isEmpty = isField && [':', ',', '}'].includes(this.type);
      const key = entries.key(isEmpty ? this.here : null, depth, IN_BRACKETS);
      entries.add(key, isField ? this.flowValue(depth, '}') : this.empty(this.here));
    });
    return entries.value;
  }

  /** A warning for each text without quotes that « # » cuts short. */
  cuts() {
    return this.plains.flatMap(({ line, column, offset }) => {
      GLUED.lastIndex = offset;
      const [whole, lost] = GLUED.exec(this.scanner.text) ?? [];
      if (!lost) return [];
      const blanks = whole.length - lost.length;
      return [this.fault('texte-coupe', this.say('coupe', { perdu: quoted(lost.trimEnd()) }), line + 1, column + blanks + 1)];
    });
  }
}

/** The fields of a group: each name is a text, told once. */
class Entries {
  constructor(reader) {
    this.reader = reader;
    // A map: a field named « __proto__ » is a field like any other.
    this.held = new Map();
    this.spots = new Map();
  }

  get value() { return Object.fromEntries(this.held); }

  /**
   * Reads what names a field. @param {import('./yaml-signes.js').Mark|null} emptyAt where an empty name stands
   * @returns {{name: unknown, mark: import('./yaml-signes.js').Mark, isAlias: boolean, text: string}}
   */
  key(emptyAt, depth, where) {
    const { reader } = this;
    if (emptyAt) return { name: reader.empty(emptyAt), mark: emptyAt, isAlias: false, text: '' };
    const { type, start, value } = reader.scanner.peek();
    return { name: reader.node(depth, where), mark: start, isAlias: type === '*', text: type === 'scalar' ? value : '' };
  }

  add({ name, mark, isAlias, text }, value) {
    const { reader } = this;
    if (typeof name === 'string' && !this.held.has(name)) {
      this.held.set(name, value);
      this.spots.set(name, mark);
      if (expression(reader.words.espace_cachee).test(name)) reader.report(mark, 'caractere-interdit', 'nom-invisible', { nom: quoted(name) });
    } else if (typeof name === 'string') {
      reader.report(mark, 'yaml-cle-double', 'deux-fois', { nom: quoted(name), ligne: this.spots.get(name).line + 1 });
    } else if (!isAlias) {
      reader.report(mark, 'yaml-cle-texte', ...this.unnamed(name, text));
    }
  }

  unnamed(name, text) {
    if (Array.isArray(name)) return ['nom-liste'];
    if (typeof name === 'object' && name !== null) return ['nom-groupe'];
    if (text === '') return ['sans-nom'];
    const kind = { object: 'rien', boolean: 'verite' }[typeof name] ?? 'nombre';
    return ['nom-lu', { nom: quoted(text), sorte: this.reader.words.sortes[kind], brut: text }];
  }
}
