/*
 * Sets of records as bits, and the counts of the facets. Pure: no DOM.
 * OR inside a facet, AND across facets.
 */

import { create, offScreen, renew, stateLink } from '../commun/dom.js';

/**
 * @typedef {Uint32Array} Bits  bit i of the set: record i, in the catalogue's order
 * @typedef {{parametre: string, libelle: string, fichier: string|undefined, longue: boolean,
 *   entiere: boolean, valeurs: Value[], byId: Map<string, Value>}} Facet  fichier: the file of its
 *   values, which are not read at first; longue: they are read where they are asked for alone;
 *   entiere: they are all there
 * @typedef {{n: number, lot: number, ordres: string[], facettes: Facet[]}} Catalogue
 * @typedef {Map<string, string[]>} Choices  parameter → ids of the chosen values
 */

/** @param {number} n @returns {Bits} an empty set over n records */
export function noRecords(n) {
  return new Uint32Array(Math.ceil(n / 32));
}

/** @param {number} n @returns {Bits} the set of all n records */
function allRecords(n) {
  const bits = noRecords(n).fill(0xffffffff);
  const rest = n % 32;
  if (rest) bits[bits.length - 1] = 2 ** rest - 1;
  return bits;
}

/** @param {Bits} bits @param {number} i */
export function add(bits, i) {
  bits[i >> 5] |= 1 << (i & 31);
}

/** @param {Bits} bits @param {number} i @returns {boolean} */
export function contains(bits, i) {
  return (bits[i >> 5] & (1 << (i & 31))) !== 0;
}

/** @param {Iterable<number>} positions @param {number} n @returns {Bits} */
export function fromPositions(positions, n) {
  const bits = noRecords(n);
  for (const i of positions) add(bits, i);
  return bits;
}

const FIRST = 35;
const DIGITS = 64;
const HIGH = 27;

/**
 * The positions that Python wrote as gaps (site/catalogue_data.py), added to a set.
 * @param {string} gaps @param {Bits} bits
 */
export function addGaps(gaps, bits) {
  let position = -1;
  let high = 0;
  for (let i = 0; i < gaps.length; i += 1) {
    const digit = gaps.charCodeAt(i) - FIRST;
    if (digit >= DIGITS) {
      high = high * HIGH + digit - DIGITS;
    } else {
      position += high * DIGITS + digit + 1;
      bits[position >> 5] |= 1 << (position & 31);
      high = 0;
    }
  }
}

/** @param {Bits} a @param {Bits} b @returns {Bits} records of both */
export function intersection(a, b) {
  return a.map((word, i) => word & b[i]);
}

/** @param {Bits} a @param {Bits} b @returns {Bits} records of either */
export function union(a, b) {
  return a.map((word, i) => word | b[i]);
}

/** @param {number} word 32 bits @returns {number} how many are set */
function bitCount(word) {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** @param {Bits} bits @returns {number} how many records */
export function countRecords(bits) {
  let total = 0;
  for (const word of bits) total += bitCount(word);
  return total;
}

/** @param {Bits} a @param {Bits} b @returns {number} how many records of both, without a copy */
export function countCommon(a, b) {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += bitCount(a[i] & b[i]);
  return total;
}

/** A choice of a facet; its records are read when they are first asked for. */
class Value {
  /** @param {object} raw as Python wrote it @param {number} n records of the catalogue */
  constructor(raw, n) {
    this.id = raw.id;
    this.libelle = raw.libelle;
    this.adresse = raw.adresse ?? null;
    this.famille = raw.famille ?? '';
    this.parent = raw.parent ?? null;
    this.alias = raw.alias ?? [];
    /** @type {Value[]} the values under this one: its records are theirs too */
    this.children = [];
    /** @type {string} the label where it stands alone */
    this.complet = raw.libelle;
    this.read = () => {
      const bits = noRecords(n);
      addGaps(raw.fiches ?? '', bits);
      for (const child of this.children) child.bits.forEach((word, i) => { bits[i] |= word; });
      return bits;
    };
  }

  /** @returns {Bits} */
  get bits() {
    this.known ??= this.read();
    return this.known;
  }
}

/**
 * Gives a facet its values, or those that are asked for.
 * @param {Facet} facet @param {object[]} raw @param {number} n @param {boolean} isWhole
 */
export function fillFacet(facet, raw, n, isWhole = true) {
  facet.entiere = isWhole;
  facet.valeurs = raw.map((given) => new Value(given, n));
  facet.byId = new Map(facet.valeurs.map((value) => [value.id, value]));
  for (const value of facet.valeurs) {
    const parent = facet.byId.get(value.parent);
    parent?.children.push(value);
    // « Porteur » says nothing without its organisation; a département does without its région.
    if (parent && facet.longue) value.complet = `${parent.libelle} – ${value.libelle}`;
  }
}

/**
 * The data file, ready to count with.
 * @param {{n: number, lot: number, ordres: string[], facettes: object[]}} raw
 * @returns {Catalogue}
 */
export function prepare(raw) {
  const facets = raw.facettes.map((given) => {
    const facet = { ...given, longue: Boolean(given.longue) };
    facet.remplaces = new Map(Object.entries(given.remplaces ?? {}));
    fillFacet(facet, given.valeurs ?? [], raw.n, !given.fichier);
    return facet;
  });
  return { n: raw.n, lot: raw.lot, ordres: raw.ordres, facettes: facets };
}

/** @param {Facet} facet @param {string[]} ids @param {number} n @returns {Bits} OR of the choices */
function unionOfChoices(facet, ids, n) {
  return ids
    .map((id) => facet.byId.get(id))
    .filter((value) => value !== undefined)
    .reduce((bits, value) => union(bits, value.bits), noRecords(n));
}

/**
 * What each facet with a choice lets through.
 * @param {Catalogue} catalogue @param {Choices} choices @returns {Map<string, Bits>}
 */
function selections(catalogue, choices) {
  return new Map(
    catalogue.facettes
      .filter((f) => (choices.get(f.parametre) ?? []).length > 0)
      .map((f) => [f.parametre, unionOfChoices(f, choices.get(f.parametre), catalogue.n)]),
  );
}

/**
 * The records that answer everything.
 * @param {Catalogue} catalogue @param {Choices} choices
 * @param {Bits|null} text records that answer the words, null without words
 * @returns {Bits}
 */
export function matches(catalogue, choices, text = null) {
  const start = text ?? allRecords(catalogue.n);
  return [...selections(catalogue, choices).values()].reduce(intersection, start);
}

/**
 * For each value of a facet: how many results, given the choices of the other facets.
 * @param {Catalogue} catalogue @param {Choices} choices @param {Bits|null} text
 * @returns {(facet: Facet) => Map<string, number>} counts a facet: value id → count
 */
export function facetCounts(catalogue, choices, text = null) {
  const byFacet = selections(catalogue, choices);
  const start = text ?? allRecords(catalogue.n);
  const all = [...byFacet.values()].reduce(intersection, start);
  return (facet) => {
    const others = !byFacet.has(facet.parametre) ? all : [...byFacet]
      .filter(([parameter]) => parameter !== facet.parametre)
      .reduce((bits, [, selection]) => intersection(bits, selection), start);
    return new Map(facet.valeurs.map((v) => [v.id, countCommon(others, v.bits)]));
  };
}

/** @param {Choices} choices @returns {Choices} a copy that can change alone */
export function copy(choices) {
  return new Map([...choices].map(([parameter, ids]) => [parameter, [...ids]]));
}

/** @param {Choices} choices @returns {Choices} without that value */
export function withoutChoice(choices, parameter, id) {
  const rest = copy(choices);
  const ids = (rest.get(parameter) ?? []).filter((other) => other !== id);
  if (ids.length) rest.set(parameter, ids);
  else rest.delete(parameter);
  return rest;
}

/** @param {Choices} choices @returns {Choices} with that value too */
export function withChoice(choices, parameter, id) {
  const extended = copy(choices);
  const ids = extended.get(parameter) ?? [];
  extended.set(parameter, ids.includes(id) ? ids : [...ids, id]);
  return extended;
}

/**
 * What to give up to find something: each active choice and the results that come without it,
 * best first; the words count as a choice.
 * @param {Catalogue} catalogue @param {Choices} choices @param {Bits|null} text
 * @returns {{parameter: string|null, id: string|null, count: number}[]} null: the words
 */
export function widenings(catalogue, choices, text = null) {
  const leads = [...choices].flatMap(([parameter, ids]) => ids.map((id) => ({
    parameter,
    id,
    count: countRecords(matches(catalogue, withoutChoice(choices, parameter, id), text)),
  })));
  if (text) {
    leads.push({ parameter: null, id: null, count: countRecords(matches(catalogue, choices)) });
  }
  return leads.filter((lead) => lead.count > 0).sort((a, b) => b.count - a.count);
}

/**
 * Some of the results in order.
 * @param {Bits} bits @param {Iterable<number>|null} order positions, best first; null: as they are
 * @param {number} start @param {number} end ranks among the results
 * @returns {number[]}
 */
export function arrange(bits, order, start = 0, end = Infinity) {
  const found = [];
  let rank = 0;
  for (const i of order ?? positions(bits)) {
    if (contains(bits, i)) {
      if (rank >= start) found.push(i);
      rank += 1;
      if (rank >= end) break;
    }
  }
  return found;
}

/** @param {Bits} bits @returns {Iterable<number>} the positions of a set, rising */
function* positions(bits) {
  for (let word = 0; word < bits.length; word += 1) {
    for (let rest = bits[word]; rest !== 0; rest &= rest - 1) {
      yield word * 32 + 31 - Math.clz32(rest & -rest);
    }
  }
}

/* The active choices above the list. */

/** @returns {{facet: string, value: string}} the labels of a value */
export function labels(catalogue, parameter, id) {
  const facet = catalogue.facettes.find((f) => f.parametre === parameter);
  return { facet: facet.libelle, value: facet.byId.get(id).complet };
}

/** The active choices, each a link that removes it. */
export function showActive(block, { catalogue, state, address }) {
  const chips = [...state.choices].flatMap(([parameter, ids]) => ids.map((id) => {
    const { facet, value } = labels(catalogue, parameter, id);
    const rest = address({ ...state, choices: withoutChoice(state.choices, parameter, id), page: 1 });
    return chip(rest, facet, value);
  }));
  if (state.q) chips.push(chip(address({ ...state, q: '', sort: '', page: 1 }), 'Texte', state.q));
  block.hidden = chips.length === 0;
  renew(block.querySelector('.actifs-liste'), ...chips);
}

/** @returns {HTMLElement} one active choice */
function chip(address, facet, value) {
  const cross = create('span', { class: 'actif-croix', 'aria-hidden': 'true' }, '×');
  return create('li', {}, stateLink(address, 'actif',
    offScreen('Retirer '), create('span', { class: 'actif-facette' }, `${facet}\u00a0: `), value, cross));
}
