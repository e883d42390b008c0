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
const isBlank = (line) => !line.trim() || line.trimStart().startsWith('#');
const hasValue = (line) => Boolean(line.match(FIELD)?.[2]?.trim());
const lineOf = ({ lines }, number) => lines[number - 1] ?? '';
const signAt = (trouble, { line, column }) => [...lineOf(trouble, line)][column - 1] ?? '';
const before = (trouble) => [...lineOf(trouble, trouble.here.line)].slice(0, trouble.here.column - 1).join('');
const from = (trouble, { line, column }) => [...lineOf(trouble, line)].slice(column - 1).join('');

function firstSign(trouble) {
  const { start } = trouble;
  if (lineOf(trouble, start.line).startsWith('```')) return { name: 'colle/cloture', at: start };
  return { name: 'premier-signe', blanks: { signe: quoted(signAt(trouble, start)) }, at: start };
}

function missingColon(line) {
  if (UNPARTED.test(line)) return 'espace-insecable';
  return GLUED_NAME.test(line) ? 'sans-espace' : 'sans-deux-points';
}

/** Whether the line above is a name without colon, not the end of a longer text. */
function lacksColon(trouble, above) {
  if (FIELD.test(lineOf(trouble, above))) return false;
  const width = indentOf(lineOf(trouble, trouble.here.line));
  let field = above;
  while (field > 0 && !FIELD.test(lineOf(trouble, field))) field -= 1;
  return !field || indentOf(lineOf(trouble, field)) >= width || !hasValue(lineOf(trouble, field));
}

function colonTooMany(trouble) {
  if (/:\s/.test(before(trouble))) return { name: 'deux-points-dans-le-texte' };
  let above = trouble.here.line - 1;
  while (above > 0 && isBlank(lineOf(trouble, above))) above -= 1;
  if (!above || !lacksColon(trouble, above)) return { name: 'deux-points-inattendus' };
  const line = lineOf(trouble, above);
  return { name: missingColon(line), blanks: { texte: quoted(line.trim()) }, at: { line: above, column: line.length - line.trimStart().length + 1 } };
}

function noColon(trouble) {
  const rest = from(trouble, trouble.start);
  const at = trouble.start;
  if (/^[\u00a0\u2000-\u200a\u202f\u205f\u3000]/.test(rest)) return { name: 'retrait-insecable', at };
  const name = missingColon(rest);
  if (name !== 'sans-deux-points') return { name, at };
  const bullet = rest.match(BULLET);
  if (bullet) return { name: 'puce', blanks: { signe: quoted(bullet[1]) }, at };
  if (rest.trim().includes('\t')) return { name: 'tableau', at };
  return { name, blanks: { texte: quoted(rest.trim()) }, at };
}

const openQuote = (trouble, at) => ({ name: 'ouvert', blanks: { signe: quoted(signAt(trouble, at)) }, at });

function noKey(trouble) {
  const { last, here } = trouble;
  const start = before(trouble).trimEnd();
  const swallows = last && last.line < last.end && trouble.lines.slice(last.line, here.line).some((line) => FIELD.test(line));
  if (swallows) return openQuote(trouble, last);
  if (/[\]}]$/.test(start) && /:\s/.test(start)) return { name: 'apres-crochet', blanks: { signe: quoted(start.at(-1)) } };
  if (start.endsWith("'")) return { name: 'apres-apostrophe' };
  if (start.endsWith('"')) return { name: 'apres-guillemet' };
  const sign = signAt(trouble, here);
  if (sign === ':') return { name: 'sans-nom' };
  return { name: !start && sign === '-' ? 'tiret-inattendu' : 'sans-champ' };
}

function noContent(trouble) {
  const sign = signAt(trouble, trouble.here);
  return sign === ':' ? { name: 'sans-nom' } : { name: 'sans-valeur', blanks: { signe: quoted(sign || ' ') } };
}

function openBracket(trouble) {
  const opening = signAt(trouble, trouble.start);
  const blanks = { ouvrant: quoted(opening), fermant: quoted(opening === '{' ? '}' : ']') };
  return { name: 'crochet', blanks, at: trouble.here.line === trouble.start.line ? trouble.here : trouble.start };
}

const FINDERS = {
  colon_too_many: colonTooMany,
  first_character: firstSign,
  never_closed: (trouble) => openQuote(trouble, trouble.start),
  no_colon: noColon,
  no_content: noContent,
  no_key: noKey,
  no_token: (trouble) => (signAt(trouble, trouble.here) === '\t' ? { name: 'tabulation' } : firstSign(trouble)),
  open_bracket: openBracket,
};

/**
 * @param {string} problem libyaml's words @param {object} trouble where, and the lines
 * @param {Record<string, string>} names libyaml's words → what to look for, or the sentence
 * @returns {{name: string, blanks: object, at: {line: number, column: number}}}
 */
function diagnosis(problem, trouble, names) {
  const name = names[problem] ?? 'inconnu';
  const found = Object.hasOwn(FINDERS, name) ? FINDERS[name](trouble) : { name };
  return { blanks: {}, at: trouble.here, ...found };
}

const CORE = 'tag:yaml.org,2002:';
const TEXT_TAGS = new Set(['!', `${CORE}str`]);
const STARTS = new Set(['document-start', 'version', 'tag-directive']);
const ENDS = new Set(['document-start', 'document-end', 'end', 'version', 'tag-directive']);
const GLUED = /^[ \t]+(#[^\s#].*)/;

/** @typedef {{rule: string, level: string, message: string, line: number, column: number}} ReadingFault */

/** A limit that the text goes over. */
class LimitError extends Error {
  constructor(rule, message, mark) {
    super(message);
    Object.assign(this, { rule, mark });
  }
}

/**
 * @param {string} given @param {object} words « lecture » of formulaire.json
 * @returns {{value: unknown, isRead: boolean, faults: ReadingFault[], comments: {line: number, text: string}[]}}
 */
export function readYaml(given, words) {
  const text = given.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const say = sayer(words.phrases);
  const fault = (rule, message, line = 1, column = 1) => (
    { rule, level: words.avertissements.includes(rule) ? 'warning' : 'error', message, line, column });
  const refused = (faults) => ({ value: null, isRead: false, faults, comments: [] });
  const other = words.autres_sortes.find(([head]) => text.startsWith(head));
  if (other) return refused([fault('fichier-illisible', say('autre-sorte', { sorte: other[1] }))]);
  const hidden = unseen.faults(text, say).map(({ message, line, column }) => fault('caractere-interdit', message, line, column));
  if (hidden.length) return refused(hidden);
  const lines = text.split('\n');
  const reader = new Reader(text, lines, words, say, fault);
  const values = reader.read();
  const faults = told(reader.faults, text, values, words, say, fault);
  if (!faults.length && (values.length === 0 || (values.length === 1 && values[0] === null))) {
    return refused([fault('fichier-vide', say('vide'))]);
  }
  if (!values.length || faults.some(({ rule }) => !words.locales.includes(rule))) return refused(faults);
  return { value: values[0], isRead: true, faults: [...faults, ...reader.cuts()], comments: reader.scanner.comments };
}

/** The faults in the order of the text; one alone where something was pasted, or a second record follows. */
function told(found, text, values, words, say, fault) {
  const faults = found.map((one, rank) => [one, rank])
    .sort(([a, i], [b, j]) => a.line - b.line || a.column - b.column || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : i - j))
    .map(([one]) => one);
  const isSound = !faults.some(({ rule }) => rule === 'yaml-syntaxe') && values.every((value) => typeof value === 'object');
  const pasted = pastedIn(text, words.colles, isSound);
  if (pasted) return [fault(pasted.regle, say(`colle/${pasted.nom}`), pasted.line)];
  const twice = faults.filter(({ rule, column }) => rule === 'yaml-cle-double' && column === 1);
  if (twice.length < words.seconde_fiche) return faults;
  return [...faults.filter((one) => !twice.includes(one)), fault('yaml-document-unique', say('seconde-fiche'), twice[0].line)]
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

/** @returns {{nom: string, regle: string, line: number}|undefined} what was pasted around the lines of a text, and the first line that shows it */
function pastedIn(text, kinds, isSound) {
  const lines = text.split('\n');
  const full = lines.filter((line) => line.trim()).length;
  for (const { nom, motif, lignes, toutes, regle, meme_lu: evenRead } of kinds) {
    const marked = lines.flatMap((line, rank) => (expression(motif).test(line) ? [rank] : []));
    const enough = marked.length >= lignes && (!toutes || marked.length === full);
    if (enough && (evenRead || !isSound)) return { nom, regle, line: marked[0] + 1 };
  }
  return undefined;
}

class Reader {
  constructor(text, lines, words, say, fault) {
    Object.assign(this, { lines, words, say, fault, faults: [], plains: [], events: 0, handles: {} });
    this.scanner = new Scanner(text);
    /** The last text before the place where the reading is, unless a list or a group came since. */
    this.last = null;
    /** What waits to know where the next event stands. */
    this.waiting = null;
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

  refusal({ message, start, here }) {
    const spot = ({ line, column }) => ({ line: line + 1, column: column + 1 });
    const trouble = { here: spot(here), start: spot(start), lines: this.lines, last: this.last && { ...spot(this.last.start), end: this.last.end.line + 1 } };
    const { name, blanks, at } = diagnosis(message, trouble, this.words.diagnostics);
    return this.fault('yaml-syntaxe', this.say(name, blanks), at.line, at.column);
  }

  get type() { return this.scanner.peek().type; }

  next() { return this.scanner.next(); }

  fail(problem, start, here) { throw new YamlError(problem, start, here); }

  /** A step of the reading: too many end it, as soon as what they say is told. */
  event(mark, last = null) {
    this.last = last;
    if (this.waiting) this.waiting.mark = mark;
    this.waiting = null;
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
      const { start } = this.scanner.peek();
      const isExplicit = !isFirst || STARTS.has(this.type);
      this.directives();
      if (isExplicit && this.type !== 'document-start') this.fail('did not find expected <document start>', null, this.scanner.peek().start);
      if (isExplicit) this.next();
      if (values.length === 1) this.report(start, 'yaml-document-unique', 'second-document');
      this.event(start);
      values.push(isExplicit && ENDS.has(this.type) ? this.empty(this.scanner.peek().start) : this.node(1));
      this.event(this.scanner.peek().start);
      if (this.type === 'document-end') this.next();
    }
  }

  directives() {
    this.handles = { '!': '!', '!!': CORE };
    let hasVersion = false;
    while (this.type === 'version' || this.type === 'tag-directive') {
      const { type, start, value, handle, prefix } = this.next();
      if (type === 'version') {
        if (hasVersion) this.fail('found duplicate %YAML directive', null, start);
        if (!value) this.fail('found incompatible YAML document', null, start);
        hasVersion = true;
      } else {
        this.handles[handle] = prefix;
      }
    }
  }

  empty(mark) {
    this.event(mark, null);
    this.plains.push(mark);
    return null;
  }

  /** The value that starts here. @param {number} depth @param {{block?: boolean, indentless?: boolean}} where */
  node(depth, { block = true, indentless = false } = {}) {
    if (this.type === '*') {
      const { start, value } = this.next();
      this.event(start);
      this.report(start, 'yaml-alias', 'renvoi', { nom: quoted(`*${value}`) });
      return null;
    }
    const { start } = this.scanner.peek();
    const own = this.properties(start);
    const token = this.scanner.peek();
    if (token.type === 'scalar') return this.scalar(start, own);
    const kind = { '[': 'flowList', '{': 'flowGroup', ...block && { 'block-sequence': 'list', 'block-mapping': 'group' }, ...indentless && { '-': 'indentlessList' } }[token.type];
    if (kind) {
      this.event(start);
      if (depth > this.words.niveaux) throw new LimitError('yaml-trop-profond', this.say('profond', { limite: this.words.niveaux }), start);
      this.refuse(start, own);
      return this[kind](depth + 1);
    }
    if (!own.anchor && !own.tag) this.fail('did not find expected node content', start, token.start);
    this.event(start);
    this.plains.push(own.end);
    this.refuse(start, own);
    return TEXT_TAGS.has(own.tag) ? '' : null;
  }

  properties(start) {
    const own = {};
    for (let rank = 0; rank < 2; rank += 1) {
      const { type, value, end } = this.scanner.peek();
      if (type === '&' && own.anchor === undefined) Object.assign(own, { anchor: value, end });
      else if (type === '!' && own.tag === undefined) Object.assign(own, { tag: this.scanner.peek(), end });
      else break;
      this.next();
    }
    if (own.tag) {
      const { handle, suffix } = own.tag.value;
      if (handle && !Object.hasOwn(this.handles, handle)) this.fail('found undefined tag handle', start, own.tag.start);
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
    return style || TEXT_TAGS.has(own.tag) ? value : plain(value);
  }

  list(depth) {
    const { start } = this.next();
    const items = [];
    while (this.type === '-') {
      const { end } = this.next();
      items.push(['-', 'block-end'].includes(this.type) ? this.empty(end) : this.node(depth));
    }
    if (this.type !== 'block-end') this.fail("did not find expected '-' indicator", start, this.scanner.peek().start);
    this.event(this.next().start);
    return items;
  }

  indentlessList(depth) {
    const items = [];
    while (this.type === '-') {
      const { end } = this.next();
      items.push(['-', '?', ':', 'block-end'].includes(this.type) ? this.empty(end) : this.node(depth));
    }
    this.event(this.scanner.peek().start);
    return items;
  }

  group(depth) {
    const { start } = this.next();
    const entries = new Entries(this);
    const part = (mark) => (['?', ':', 'block-end'].includes(this.type) ? this.empty(mark) : this.node(depth, { indentless: true }));
    while (this.type === '?') {
      const { end } = this.next();
      const name = entries.name(() => part(end));
      entries.add(name, this.type === ':' ? part(this.next().end) : this.empty(this.scanner.peek().start));
    }
    if (this.type !== 'block-end') this.fail('did not find expected key', start, this.scanner.peek().start);
    this.event(this.next().start);
    return entries.value;
  }

  flowList(depth) {
    const { start } = this.next();
    const items = [];
    for (let isFirst = true; this.type !== ']'; isFirst = false) {
      if (!isFirst) {
        if (this.type !== ',') this.fail("did not find expected ',' or ']'", start, this.scanner.peek().start);
        this.next();
      }
      if (this.type === '?') items.push(this.pair(depth));
      else if (this.type !== ']') items.push(this.node(depth, { block: false }));
    }
    this.event(this.next().start);
    return items;
  }

  /** « [a: b] »: a group of one field. */
  pair(depth) {
    const { start } = this.next();
    this.event(start);
    if (depth > this.words.niveaux) throw new LimitError('yaml-trop-profond', this.say('profond', { limite: this.words.niveaux }), start);
    const entries = new Entries(this);
    // libyaml takes the sign that follows a lone « ? » for a part of it.
    const name = entries.name(() => ([':', ',', ']'].includes(this.type) ? this.empty(this.next().end) : this.node(depth + 1, { block: false })));
    entries.add(name, this.flowValue(depth + 1, ']'));
    this.event(this.scanner.peek().start);
    return entries.value;
  }

  flowValue(depth, end) {
    if (this.type === ':') {
      this.next();
      if (this.type !== ',' && this.type !== end) return this.node(depth, { block: false });
    }
    return this.empty(this.scanner.peek().start);
  }

  flowGroup(depth) {
    const { start } = this.next();
    const entries = new Entries(this);
    for (let isFirst = true; this.type !== '}'; isFirst = false) {
      if (!isFirst) {
        if (this.type !== ',') this.fail("did not find expected ',' or '}'", start, this.scanner.peek().start);
        this.next();
      }
      if (this.type === '?') {
        this.next();
        const name = entries.name(() => ([':', ',', '}'].includes(this.type) ? this.empty(this.scanner.peek().start) : this.node(depth, { block: false })));
        entries.add(name, this.flowValue(depth, '}'));
      } else if (this.type !== '}') {
        const name = entries.name(() => this.node(depth, { block: false }));
        entries.add(name, this.empty(this.scanner.peek().start));
      }
    }
    this.event(this.next().start);
    return entries.value;
  }

  /** A warning for each text without quotes that « # » cuts short. */
  cuts() {
    return this.plains.flatMap(({ line, column }) => {
      const rest = [...this.lines[line] ?? ''].slice(column).join('');
      const cut = rest.match(GLUED);
      if (!cut) return [];
      const place = column + [...cut[0]].length - [...cut[1]].length + 1;
      return [this.fault('texte-coupe', this.say('coupe', { perdu: quoted(cut[1].trimEnd()) }), line + 1, place)];
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

  /** @returns {{name: unknown, mark: import('./yaml-signes.js').Mark, isAlias: boolean, text: string}} what names a field, once read */
  name(read) {
    const { type, value } = this.reader.scanner.peek();
    const spot = { mark: null };
    this.reader.waiting = spot;
    const name = read();
    return { name, ...spot, isAlias: type === '*', text: type === 'scalar' ? value : '' };
  }

  add(key, value) {
    const { reader } = this;
    const { name, mark } = key;
    if (typeof name === 'string' && !this.held.has(name)) {
      this.held.set(name, value);
      this.spots.set(name, mark);
      if (expression(reader.words.espace_cachee).test(name)) reader.report(mark, 'caractere-interdit', 'nom-invisible', { nom: quoted(name) });
    } else if (typeof name === 'string') {
      reader.report(mark, 'yaml-cle-double', 'deux-fois', { nom: quoted(name), ligne: this.spots.get(name).line + 1 });
    } else if (!key.isAlias) {
      reader.report(mark, 'yaml-cle-texte', ...this.unnamed(key));
    }
  }

  unnamed({ name, text }) {
    if (Array.isArray(name)) return ['nom-liste'];
    if (typeof name === 'object' && name !== null) return ['nom-groupe'];
    if (text === '') return ['sans-nom'];
    const kind = { object: 'rien', boolean: 'verite' }[typeof name] ?? 'nombre';
    return ['nom-lu', { nom: quoted(text), sorte: this.reader.words.sortes[kind], brut: text }];
  }
}
