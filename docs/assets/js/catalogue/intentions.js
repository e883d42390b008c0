/* What is asked beside records: the intentions whose words stand in a query. Pure: no DOM. */

import {
  clean, fold, isStopWord, singular,
} from './requete.js';

/**
 * @typedef {{appel: string, adresse: string, texte: string, source: string, autour: string[]}} Rule
 * @typedef {{id: string, titre: string, mots: string[], liens: {libelle: string, adresse: string}[],
 *   reponse: string, choix: string, appels: boolean, dits: Rule[]}} Intention
 *   choix: what a record documents that answers; dits: what the calls say of it
 */

const MOST = 2;

/**
 * The words of a text. « % » and « € » are words too, of one piece with a small number before them:
 * « 50 % » is no département.
 */
function words(text) {
  const said = text.replace(/(\d{1,3}(?:[.,]\d+)?)?\s*%/g, ' pourcent$1 ')
    .replace(/(\d{1,3}(?:[ .\u00a0\u202f]\d{3})+|\d{4,})\s*k?€/gi, '$1 euros ')
    .replace(/(\d{1,3})?\s*k?€/gi, ' euros$1 ');
  return clean(said).split(' ').filter(Boolean);
}

/** @returns {(typed: string) => boolean} whether a word typed is the one of an intention */
function matcher(word) {
  const start = fold(word.replace('*', ''));
  return word.endsWith('*') ? (typed) => typed.startsWith(start) : (typed) => typed === singular(start);
}

/** @returns {number[]} the places in a query of the words of a phrase, in order; none if one misses */
function placesOf(phrase, typed) {
  const places = [];
  for (const isIt of phrase) {
    const place = typed.findIndex((word, i) => i > (places.at(-1) ?? -1) && isIt(word));
    if (place < 0) return [];
    places.push(place);
  }
  return places;
}

/** @param {Partial<Intention>[]} raw as the data file has them @returns {Intention[]} */
export function prepareIntentions(raw) {
  return raw.map((one) => ({
    reponse: '', choix: '', appels: false, dits: [], ...one,
    phrases: one.mots.map((text) => {
      // A beginning of a word keeps its star, which cleaning would take away.
      const starts = text.split(/\s+/).filter((word) => /[*%€]$/.test(word)).flatMap(words);
      return words(text).map((word) => matcher(starts.includes(word) ? `${word}*` : word));
    }),
  }));
}

/**
 * What a query asks for, by the most words first, and what it says beside.
 * @param {Intention[]} intentions @param {string} q
 * @returns {{asked: Intention[], rest: string, isPlain: boolean}} rest: what remains to search, ''
 *   where nothing does; isPlain: one word alone asks for it, which texts may hold too
 */
export function askedIn(intentions, q) {
  const typed = words(q);
  const stems = typed.map((word) => singular(fold(word)));
  const found = intentions
    .map((one) => ({
      one,
      places: [...new Set(one.phrases.flatMap((phrase) => placesOf(phrase, stems)))],
    }))
    .filter(({ places }) => places.length)
    .sort((a, b) => b.places.length - a.places.length || b.one.dits.length - a.one.dits.length);
  const kept = found
    // What fewer of the same words ask for is not what is meant: « date limite » is no limit.
    .filter(({ places }, i) => !found.slice(0, i).some((other) => (
      other.places.length > places.length && places.every((p) => other.places.includes(p)))))
    .slice(0, MOST);
  const taken = new Set(kept.flatMap(({ places }) => places));
  const left = typed.filter((_, i) => !taken.has(i));
  return {
    asked: kept.map(({ one }) => one),
    rest: left.every(isStopWord) ? '' : left.join(' '),
    isPlain: taken.size === 1,
  };
}
