/* A record under examination: its values sorted by what the schema says of their fields. */

import { isGroup } from './ranger.js';

/**
 * @typedef {(string|number)[]} Path keys and ranks
 * @typedef {{path: Path, spec: object, name: string, value: unknown}} Visit
 * @typedef {{path: Path, rule: string, level: string, message: string}} Fault
 */

/** @returns {string[]} what rules look a field up by */
function tagsOf(spec) {
  const tags = [['object', 'array'].includes([spec.type].flat()[0]) ? spec.type : '', spec.vue ?? ''];
  if (spec.referentiel) tags.push('reference', `reference:${spec.referentiel}`);
  if (spec['x-type']) tags.push('typed');
  return tags.filter(Boolean);
}

/** Shows every value that the schema knows, whatever its shape. */
function visit(spec, value, see, path = [], name = '') {
  see(path, spec, value, name);
  if (isGroup(value)) {
    for (const [key, child] of Object.entries(value)) {
      const field = Object.hasOwn(spec.proprietes ?? {}, key) ? spec.proprietes[key] : null;
      if (field) visit(field, child, see, [...path, key], key);
    }
  } else if (Array.isArray(value) && spec.element) {
    value.forEach((child, rank) => visit(spec.element, child, see, [...path, rank], name));
  }
}

export class Subject {
  /** @param {object} data @param {string} kind of file @param {object} spec @param {string} id its file's name */
  constructor(data, kind, spec, id) {
    Object.assign(this, { data, kind, id, texts: [], byTag: new Map() });
    visit(spec, data, (path, field, value, name) => {
      for (const tag of tagsOf(field)) {
        if (!this.byTag.has(tag)) this.byTag.set(tag, []);
        this.byTag.get(tag).push({ path, spec: field, name, value });
      }
      if (typeof value === 'string') this.texts.push({ path, text: value });
    });
    this.wholeText = this.texts.map(({ text }) => text).join('\n');
  }

  /** @returns {Visit[]} the values whose field has a tag */
  find(tag) { return this.byTag.get(tag) ?? []; }

  /** @returns {object} the record's own values, none where it is no group of fields */
  get record() { return this.kind === 'project' && isGroup(this.data) ? this.data : {}; }
}

/** @returns {object[]} the items of a list that are groups of fields */
export const groups = (value) => (Array.isArray(value) ? value.filter(isGroup) : []);
/** @returns {unknown[]} the items of a list, none where it is no list */
export const items = (value) => (Array.isArray(value) ? value : []);
export const isNumber = (value) => typeof value === 'number';
/** @returns {string} at most so many characters of a text */
export const cut = (text, length) => [...text].slice(0, length).join('');

const expressions = new Map();

/** @returns {RegExp} a pattern of the data file, made once */
export function expression(pattern, flags = 'u') {
  const key = `${flags} ${pattern}`;
  if (!expressions.has(key)) expressions.set(key, new RegExp(pattern, flags));
  return expressions.get(key);
}

/** @returns {string} a number as Python prints it */
export function printed(value) {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'number') return String(value);
  const size = Math.abs(value);
  if (size >= 1e16 || (size > 0 && size < 1e-4)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return size >= 1e15 ? `${value}.0` : String(value);
}

/** @returns {(name: string, blanks?: object) => string} says a sentence, its blanks filled in */
export function sayer(messages) {
  return (name, blanks = {}) => messages[name].replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, blank) => (
    blank ? printed(blanks[blank]) : whole[0]));
}
