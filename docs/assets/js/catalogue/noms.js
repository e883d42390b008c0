/* What words name: a choice of a facet, a page without record, an entry of the glossary. Pure. */

import { nearest } from './correction.js';
import { clean, fold, isStopWord, singular } from './requete.js';

/**
 * @typedef {{libelle: string, autres: string[], mots: string[], fiches: number, parametre: string,
 *   id: string, rubrique: string, adresse: string|null, parent: string|null, famille: string,
 *   autour: string[], fenetres: string[][]}} Name
 *   autour: the choices that a call is about, as « public=rue »; fenetres: when it may be open
 *   mots: what leads to it without being its name; fiches: how many records; without a parametre
 *   it is no choice of a facet, but a page
 * @typedef {{all: Name[], byKey: Map<string, Name[]>, byWord: Map<string, Name[]>}} Names
 *   byKey: by label, other names and code; byWord: by what leads to it
 */

const MAX_WORDS = 8;
const MIN_LETTERS = 3;
const MAX_NEAR = 3;
const MAX_NEIGHBOURS = 3;

/** @param {string} text @returns {string[]} its words, folded, in the singular */
function stems(text) {
  return fold(clean(text)).split(' ').filter(Boolean).map(singular);
}

/** @returns {string[]} the words of a query, without those that say nothing at its two ends */
function core(text) {
  const words = fold(clean(text)).split(' ').filter(Boolean);
  const first = words.findIndex((word) => !isStopWord(word));
  const last = words.findLastIndex((word) => !isStopWord(word));
  return (first < 0 ? words : words.slice(first, last + 1)).map(singular);
}

/** @returns {Map<string, Name[]>} the names by the stems of some of their texts */
function byStems(all, textsOf) {
  const found = new Map();
  for (const name of all) {
    for (const key of new Set(textsOf(name).map((text) => stems(text).join(' ')))) {
      if (!found.has(key)) found.set(key, []);
      found.get(key).push(name);
    }
  }
  return found;
}

/** @param {Partial<Name>[]} raw as the data file has them @returns {Names} */
export function prepareNames(raw) {
  const all = raw.map((name) => ({
    fiches: 0, parametre: '', id: '', rubrique: '', adresse: null, parent: null, famille: '', autres: [],
    mots: [], autour: [], fenetres: [], ...name,
  }));
  return {
    all,
    byKey: byStems(all, ({ libelle, autres, id }) => [libelle, ...autres, ...(id ? [id] : [])]),
    byWord: byStems(all, ({ mots }) => mots),
  };
}

/** @param {Map<string, Name[]>} keys @param {string} q @returns {Name[]} what a whole query is a key of */
export function lookUp(keys, q) {
  return keys.get(stems(q).join(' ')) ?? keys.get(core(q).join(' ')) ?? [];
}

/**
 * What parts of a query name or lead to, the longest first.
 * @param {Names} names @param {string} q
 * @returns {{part: string, named: Name[], ledTo: Name[]}[]} choices of facets alone
 */
export function namedWithin(names, q) {
  // All the words: « est » says nothing, but at the end of « Grand Est ».
  const words = stems(q);
  const found = [];
  const taken = words.map(() => false);
  // Not « le », nor « par ».
  const canName = (part) => part.some((word) => word.length >= MIN_LETTERS && !isStopWord(word));
  for (let length = Math.min(MAX_WORDS, words.length); length > 0; length -= 1) {
    for (let i = 0; i + length <= words.length; i += 1) {
      const part = words.slice(i, i + length);
      if (taken.slice(i, i + length).some(Boolean) || !canName(part)) continue;
      const [named, ledTo] = [names.byKey, names.byWord].map(
        (keys) => (keys.get(part.join(' ')) ?? []).filter((name) => name.parametre));
      if (!named.length && !ledTo.length) continue;
      taken.fill(true, i, i + length);
      found.push({ part: part.join(' '), named, ledTo });
    }
  }
  return found;
}

/** @returns {boolean} whether some parts hold all the words of a query that say something */
export function isCovered(q, parts) {
  const held = new Set(parts.flatMap((part) => part.split(' ')));
  return core(q).every((word) => held.has(word) || isStopWord(word));
}

/**
 * The choices that a query names, with the broader ones, as an address writes them.
 * @param {Names} names @param {Name[]} chosen @returns {Set<string>}
 */
export function keysOf(names, chosen) {
  const all = [...chosen, ...chosen.map((name) => broader(names, name)).filter(Boolean)];
  return new Set(all.map(({ parametre, id }) => `${parametre}=${id}`));
}

/** @returns {Name[]} the calls that are about one of some choices, the newest first */
export function callsAbout({ all }, keys) {
  const year = ({ libelle }) => Number(libelle.match(/\d{4}/)?.[0] ?? 0);
  return all.filter(({ autour }) => autour.some((key) => keys.has(key))).sort((a, b) => year(b) - year(a));
}

/** @param {Names} names @param {string} q @returns {{name: Name, text: string}[]} nearly named */
export function nearlyNamed(names, q) {
  const texts = names.all.filter((name) => name.parametre).flatMap((name) => (
    [name.libelle, ...name.autres, ...name.mots].map((text) => ({ name, text, folded: fold(text) }))));
  const found = nearest(texts, fold(clean(q)));
  return found.filter(({ name }, i) => found.findIndex((other) => other.name === name) === i)
    .slice(0, MAX_NEAR);
}

/** @param {Names} names @param {Name} name @returns {Name|undefined} the broader one */
export function broader(names, { parametre, parent }) {
  if (!parent) return undefined;
  return names.all.find((other) => other.parametre === parametre && other.id === parent);
}

/** @param {Names} names @param {Name} name @returns {Name[]} those of its family with records */
export function neighbours(names, name) {
  if (!name.famille) return [];
  return names.all
    .filter((other) => other.parametre === name.parametre && other.famille === name.famille
      && other.id !== name.id && other.fiches > 0)
    .sort((a, b) => b.fiches - a.fiches)
    .slice(0, MAX_NEIGHBOURS);
}

/**
 * The words under which texts write a thing: « IML » and « intermédiation locative ».
 * @param {Name} name @returns {string[]}
 */
export function spellings({ libelle, autres, parametre }) {
  const inBrackets = libelle.match(/^(.*?)\s*\(([^)]*)\)$/);
  if (inBrackets) return [inBrackets[1], inBrackets[2]];
  return parametre ? [libelle] : [libelle, ...autres];
}
