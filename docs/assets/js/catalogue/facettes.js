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

/** @param {Bits} bits @param {number} i */
function add(bits, i) {
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

/** @param {number} n @returns {Bits} the set of all n records */
const allRecords = (n) => fromPositions(Array(n).keys(), n);

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
      add(bits, position);
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

/** @param {Bits} bits @returns {number} how many records */
export const countRecords = (bits) => countCommon(bits, bits);

/** @param {Bits} a @param {Bits} b @returns {number} how many records of both, without a copy */
export function countCommon(a, b) {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) {
    // How many bits are set: counted by two, by four, then by eight.
    let word = a[i] & b[i];
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    total += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
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
      return this.children.reduce((all, child) => union(all, child.bits), bits);
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

/** @param {Catalogue} catalogue @param {string} parameter @returns {Facet|undefined} */
export function facetOf(catalogue, parameter) {
  return catalogue.facettes.find(({ parametre }) => parametre === parameter);
}

/**
 * What each facet with a choice lets through.
 * @param {Catalogue} catalogue @param {Choices} choices @returns {Map<string, Bits>}
 */
function selections({ facettes: facets, n }, choices) {
  return new Map(facets.flatMap(({ parametre, byId }) => {
    const ids = choices.get(parametre) ?? [];
    const chosen = ids.flatMap((id) => byId.get(id)?.bits ?? []);
    return ids.length ? [[parametre, chosen.reduce(union, noRecords(n))]] : [];
  }));
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

/** @param {Choices} choices @returns {Choices} without that value */
export function withoutChoice(choices, parameter, id) {
  const rest = new Map(choices);
  const ids = (rest.get(parameter) ?? []).filter((other) => other !== id);
  if (ids.length) rest.set(parameter, ids);
  else rest.delete(parameter);
  return rest;
}

/** @param {Choices} choices @returns {Choices} with that value too */
export function withChoice(choices, parameter, id) {
  return new Map(choices).set(parameter, [...new Set([...choices.get(parameter) ?? [], id])]);
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
  for (const i of order ?? Array(bits.length * 32).keys()) {
    if (contains(bits, i)) {
      if (rank >= start) found.push(i);
      rank += 1;
      if (rank >= end) break;
    }
  }
  return found;
}

/* The active choices above the list. */

/** The active choices, each a link that removes it. */
export function showActive(block, { catalogue, state, address }) {
  const chip = (without, facet, value) => create('li', {}, stateLink(address({ ...state, ...without, page: 1 }), 'actif',
    offScreen('Retirer '), create('span', { class: 'actif-facette' }, `${facet}\u00a0: `), value,
    create('span', { class: 'actif-croix', 'aria-hidden': 'true' }, '×')));
  const chips = [...state.choices].flatMap(([parameter, ids]) => ids.map((id) => {
    const facet = facetOf(catalogue, parameter);
    return chip({ choices: withoutChoice(state.choices, parameter, id) }, facet.libelle, facet.byId.get(id).complet);
  }));
  if (state.q) chips.push(chip({ q: '', sort: '' }, 'Texte', state.q));
  block.hidden = chips.length === 0;
  renew(block.querySelector('.actifs-liste'), ...chips);
}
