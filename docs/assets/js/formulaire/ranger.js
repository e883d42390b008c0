/*
 * Values made tidy as `catalogue validate --fix` does: order of the schema, nothing empty, numbers,
 * dates and typography. Patterns and words come from the data file that Python wrote.
 */

import { fold } from './proche.js';

/* Signs that nobody sees, by the table of scripts/catalogue/text/decoding.py. */

/** Signs that can be seen, in place of what a copy lost. */
const LOST = new Set('\ufffc\ufffd');
const escaped = (number) => `\\u{${number.toString(16)}}`;
const classOf = (rows) => rows.map(([first, last]) => `${escaped(first)}-${escaped(last)}`).join('');

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

/** The one table: learnt from the data file before anything is read or escaped. */
export const unseen = new Unseen();

const SPACE = '[ \u00a0\u2009\u202f]';
// Three digits after a comma or a dot may be thousands in another language: not certain.
const NUMBER = new RegExp(`^(-?(?:[0-9]{1,3}(?:${SPACE}[0-9]{3})+|[0-9]+))(?:[,.]([0-9]{1,2}|[0-9]{4,}))?$`);
const EDGES = new RegExp(`^${SPACE}+|${SPACE}+$`, 'g');
/** Dates as they are written: day first, year first, without day, in words. */
const DATES = [
  /^(?<day>[0-9]{1,2})([/.-])(?<month>[0-9]{1,2})\2(?<year>[12][0-9]{3})$/,
  /^(?<year>[12][0-9]{3})([/.])(?<month>[0-9]{1,2})\2(?<day>[0-9]{1,2})$/,
  /^(?<month>[0-9]{1,2})[/.-](?<year>[12][0-9]{3})$/,
  /^(?:(?:le )?(?:(?<day>[0-9]{1,2}|1er) )?(?<name>[a-zéû]+) (?<year>[12][0-9]{3}))$/i,
];

/** @returns {boolean} whether a value says nothing; a number always does say something */
export function isEmpty(value) {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** @returns {boolean} whether a value is a group of fields */
export function isGroup(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {string} text @param {string} unit @returns {number|null} null where it is not certain */
export function asNumber(text, unit = '') {
  let bare = text.trim();
  if (unit && bare.endsWith(unit)) bare = bare.slice(0, -unit.length).trim();
  const found = bare.match(NUMBER);
  if (!found) return null;
  const whole = found[1].replace(/[ \u00a0\u2009\u202f]/g, '');
  if (!/^-?(?:0|[1-9][0-9]{0,14})$/.test(whole) || (found[2] ?? '').length > 15) return null;
  return Number(found[2] ? `${whole}.${found[2]}` : whole) || 0;
}

/** @param {string} text @param {string[]} months @returns {string} as « 2018-12-31 », if it is a date */
function asDate(text, months) {
  const bare = text.replace(/\s+/g, ' ').trim();
  const found = DATES.map((form) => bare.match(form)).find(Boolean);
  if (!found) return text;
  const { year, name, day: given = '' } = found.groups;
  const day = given.replace(/er$/i, '');
  const plain = (word) => word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  const month = name ? String(months.findIndex((one) => plain(one) === plain(name)) + 1) : found.groups.month;
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (month < 1 || month > 12 || (day && (day < 1 || day > last))) return text;
  return [year, month, day].filter(Boolean).map((part) => part.padStart(2, '0')).join('-');
}

/** Makes values tidy by the words and patterns of the data file. */
export class Tidier {
  /** @param {{mois: string[], invisibles: [number, number, string|null][], typographie: {gardes: string, remplacements: [string, string][]}}} words */
  constructor({ mois, invisibles, typographie }) {
    unseen.learn(invisibles);
    this.months = mois;
    this.kept = new RegExp(`(${typographie.gardes})`);
    this.replacements = typographie.remplacements.map(([pattern, by]) => [new RegExp(pattern, 'g'), by]);
  }

  /** @returns {string} a free text with the spaces and apostrophes of French */
  typeset(text) {
    return text.split(this.kept).map((part, rank) => (rank % 2 ? part
      : this.replacements.reduce((made, [pattern, by]) => made.replace(pattern, by), part))).join('');
  }

  /** @returns {unknown} the values in the order of the schema, without what is empty */
  tidy(data, spec) {
    if (Array.isArray(data)) {
      return data.map((item) => this.tidy(item, spec?.element)).filter((item) => !isEmpty(item));
    }
    if (!isGroup(data)) return spec ? this.value(data, spec) : data;
    const known = spec?.proprietes ?? {};
    const names = [...Object.keys(known).filter((n) => Object.hasOwn(data, n)),
      ...Object.keys(data).filter((n) => !Object.hasOwn(known, n))];
    const fields = names.map((n) => [n, this.tidy(data[n], Object.hasOwn(known, n) ? known[n] : undefined)]);
    return Object.fromEntries(fields.filter(([, value]) => !isEmpty(value)));
  }

  /** @returns {string|number|boolean|null} one value after every repair */
  value(given, spec) {
    if (given === null) return given;
    // One source, or a list of several: the first type is that of one value.
    const [type] = [spec.type].flat();
    if (typeof given !== 'string') return type === 'string' ? inDigits(given) : given;
    const trimmed = unseen.seen(given).replace(EDGES, '');
    const value = spec.vue === 'url' ? trimmed : trimmed.normalize('NFC');
    if (spec.vue === 'date') {
      const day = asDate(value, this.months);
      return new RegExp(spec.pattern, 'u').test(day) ? day : value;
    }
    if (type === 'integer' || type === 'number') {
      const number = asNumber(value, spec.unite);
      const fits = number !== null && (type === 'number' || Number.isInteger(number));
      return fits ? number : value;
    }
    if (type === 'boolean') {
      return { oui: true, vrai: true, non: false, faux: false }[value.trim().toLowerCase()] ?? value;
    }
    if (spec.referentiel) return asTerm(value);
    const free = type === 'string' && (!spec.pattern || spec.libre);
    if (!free) return value;
    return spec.langue ? value : this.typeset(spec.prose ? dashed(value) : value);
  }
}

/** @returns {string} the id of a term without accents and capitals, if an id is what is left */
function asTerm(text) {
  const id = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u.test(text) ? fold(text) : '';
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) ? id : text;
}

/** @returns {string} a prose text, the paragraphs that begin with a bullet made lists */
function dashed(text) {
  return text.split('\n\n').map((paragraph) => {
    const lines = paragraph.split('\n');
    const [sign = ''] = lines[0];
    const items = lines.map((line) => line.startsWith(sign) && /^.[ \t\u00a0\u2009\u202f]./su.test(line));
    const sure = sign === '–' ? lines.length > 1 && items.every(Boolean) : '•●▪◦‣'.includes(sign);
    if (!sign || !sure) return paragraph;
    return lines.map((line, rank) => (items[rank] ? `- ${line.slice(1).replace(/^[ \t\u00a0\u2009\u202f]+/, '')}` : line)).join('\n');
  }).join('\n\n');
}

/** @returns {string} a number in plain digits, or the word of a truth value */
export function inDigits(value) {
  const text = String(value);
  if (!text.includes('e') || typeof value !== 'number') return text;
  return value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}
