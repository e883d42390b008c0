/* What a record documents: the rubric that Python holds as data (derive/rubric.py), asked of values. Pure. */

import { number } from './tournures.js';

const NBSP = '\u00a0';

/** @returns {object[]} what keys lead to, each item of the lists on the way and at the end */
const held = (data, path) => path.reduce(
  (found, key) => found.filter((group) => Object.hasOwn(group, key)).flatMap((group) => group[key]), [data]);

function passes({ regards, moins, vaut }, piece) {
  if (vaut) return piece[regards[0][1][0]] === vaut;
  const found = regards.flatMap(([path, fields]) => held(piece, path)
    .filter((group) => fields.every((field) => Object.hasOwn(group, field))));
  return found.length >= moins;
}

function tally({ paths, un, plusieurs }, data) {
  const count = paths.flatMap((path) => held(data, path)).length;
  if (!count) return '';
  return plusieurs ? `${number(count)}${NBSP}${count < 2 ? un : plusieurs}` : un;
}

const told = (dimension, data) => dimension.comptes.map((one) => tally(one, data)).filter(Boolean).join(', ');

function judged(dimension, data) {
  if (dimension.pieces) return data[dimension.pieces] ?? [];
  return told(dimension, data) ? [data] : [];
}

/** @returns {number} the rank of the level reached: each asks for its own needs and those before it */
function rankOf(levels, { besoins }, met) {
  const lacking = besoins.filter((_, i) => !met[i]).map(({ niveau }) => levels.findIndex(([id]) => id === niveau));
  return Math.min(levels.length, ...lacking) - 1;
}

/** Of the pieces, the one of the highest level; of those, the fullest, then the first. */
function best(levels, dimension, data) {
  const none = { rank: 0, met: dimension.besoins.map(() => false), full: 0 };
  return judged(dimension, data).reduce((found, piece) => {
    const met = dimension.besoins.map(({ test }) => passes(test, piece));
    const made = { rank: rankOf(levels, dimension, met), met, full: met.filter(Boolean).length };
    return made.rank > found.rank || (made.rank === found.rank && made.full > found.full) ? made : found;
  }, none);
}

function judgement(levels, dimension, data) {
  const { rank, met } = best(levels, dimension, data);
  const [next, nextWords] = levels[rank + 1] ?? ['', ''];
  const { id, libelle, besoins, premier } = dimension;
  return {
    id,
    libelle,
    niveau: levels[rank][0],
    niveau_libelle: levels[rank][1],
    compte: rank ? told(dimension, data) : '',
    raisons: besoins.filter(({ nom }, i) => met[i] && nom).map(({ nom }) => nom),
    suivant: nextWords,
    manque: rank ? besoins.filter(({ niveau }, i) => niveau === next && !met[i]).map(({ nom }) => nom) : [premier],
  };
}

/** @returns {object[]} what the template of the evidence is given, a row for each dimension */
export function judgements({ niveaux, dimensions }, record) {
  return dimensions.map((dimension) => judgement(niveaux, dimension, record));
}
