/*
 * What an address with words needs: the search, where what the words name is told at once and what
 * Pagefind finds is added to it, and what is said around its answer.
 */

import { fromPositions } from './facettes.js';
import { showElsewhere, showEmpty, showMessages } from './messages.js';
import { lookUp, prepareNames } from './noms.js';
import { Question, forgetIndex, openIndex } from './question.js';
import {
  clean, fold, isStopWord, singular, titledBy, usefulWords,
} from './requete.js';

/* What is asked beside records: the intentions whose words stand in a query. Pure: no DOM. */

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
function prepareIntentions(raw) {
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
function askedIn(intentions, q) {
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

/**
 * @typedef {import('./noms.js').Name} Name
 * @typedef {{name: Name, records: number[]}} Chosen  a choice that answers, and its records
 * @typedef {{records: number[], elsewhere: object[], wide: boolean, titlesOnly: boolean,
 *   namesOnly: boolean|undefined, unknown: string[], named: Name[], told: Name[], ledTo: Name[],
 *   parts: Name[][], apart: Name[][], whole: number, names: import('./noms.js').Names,
 *   asked: {intention: Intention, chosen: Chosen|null}[], words: string,
 *   isAlone: boolean, isPlain: boolean, lexicon: import('./correction.js').Lexicon|null,
 *   bits: import('./facettes.js').Bits, rest: Promise<Answer>|undefined}} Answer
 *   records: positions, best first; elsewhere: Pagefind results of other pages; wide: no record
 *   holds all the words, these hold some; titlesOnly: the text index could not be read; namesOnly:
 *   nor the titles; unknown: words that no page holds; named: what the whole query names; told,
 *   ledTo: choices that it leads to without naming them, with records and without; parts: choices
 *   that its parts name; apart: those that no record answers together; whole: how many records, the
 *   first, hold all the words; asked: the intentions; words: what is searched beside them; isAlone:
 *   nothing is; lexicon: read when words miss; rest: the whole answer, of which this is what is
 *   known before the text index is read
 * @typedef {{q: string, first: Promise<Answer>, whole: Promise<Answer>, isRead: boolean}} Words
 *   isRead: the whole is there
 */

// In a sentence of so many words, one of them that records write is theirs.
const MIN_SENTENCE = 4;
// The facet of what records document, and an answer of which nothing is known yet.
const EVIDENCE = 'preuve';
const NOTHING = {
  told: [], parts: [], apart: [], whole: 0, elsewhere: [], wide: false, titlesOnly: false, unknown: [],
  lexicon: null,
};

/** What is known before the text index is: what is asked, the records of the choices named. */
async function answerByNames(names, intentions, q, positionsOf) {
  const { asked, rest, isPlain } = askedIn(intentions, q);
  const whole = /[%€]/.test(q) ? [] : lookUp(names.byKey, q);
  const isAnswered = asked.length > 0 && !rest;
  // What has a name (AAP, FNAVDL) is looked for in the texts too.
  const isAlone = isAnswered && !whole.length;
  const words = whole.length || !rest ? q : rest;
  const byKey = lookUp(names.byKey, words);
  const named = whole.length || !rest ? whole : byKey;
  const chosen = await Promise.all(asked.map(async ({ choix: id }) => {
    const name = id && names.all.find((one) => one.parametre === EVIDENCE && one.id === id);
    return name ? { name, records: await positionsOf(name).catch(() => []) } : null;
  }));
  const answering = isAnswered ? chosen.filter(Boolean).map(({ records }) => records) : [];
  const ofChoices = await Promise.all(named.map((name) => positionsOf(name).catch(() => [])));
  return {
    ...NOTHING,
    names,
    asked: asked.map((intention, i) => ({ intention, chosen: chosen[i] })),
    words,
    isAlone,
    isPlain,
    named,
    // What the words lead to without naming it.
    ledTo: isAlone ? [] : lookUp(names.byWord, words).filter((name) => !byKey.includes(name)),
    records: [...new Set([...answering.flat(), ...ofChoices.flat()])],
  };
}

/** The whole answer: the records known first stay its first. */
async function answerByTexts(known, q, positionsOf, read) {
  try {
    const index = await openIndex();
    const ask = (words) => new Question(index, words, positionsOf).answer(known);
    const found = await ask(known.isAlone || known.named.length ? known.words : q);
    // Where no record holds all that is typed, what it asks for is left out of the search.
    const isBeside = !known.isAlone && found.whole === 0 && known.words !== q;
    const answer = { ...known, ...(isBeside ? await ask(known.words) : found) };
    // A word that records write beside the others is rather theirs.
    const isTheirs = known.isPlain && !known.isAlone && !isBeside && !known.named.length
      && usefulWords(q).length >= MIN_SENTENCE;
    return isTheirs ? { ...answer, asked: [] } : answer;
  } catch (error) {
    console.warn('Index du texte illisible, recherche dans les titres\u00a0:', error);
    forgetIndex();
    const titles = await read('titres.json').catch(() => null);
    const written = titles ? titledBy(titles, q) : [];
    const records = [...new Set([...known.records, ...written])];
    return { ...known, records, titlesOnly: true, namesOnly: !titles };
  }
}

/**
 * A search over the site's text, whose index is read at the first question at the latest.
 * @param {(name: string) => Promise<any>} read reads a data file
 * @param {(name: import('./noms.js').Name) => Promise<number[]>} positionsOf the records of a choice
 * @param {number} n records of the catalogue
 * @returns {(q: string) => Words} the same for the same words
 */
function makeSearch(read, positionsOf, n) {
  // What is prepared of a file is kept with it; where it cannot be read there is nothing of it.
  const kept = new Map();
  const readPrepared = async (name, prepare, complaint) => {
    const raw = await read(name).catch((error) => { console.warn(`${complaint}\u00a0:`, error); return []; });
    if (!kept.has(raw)) kept.set(raw, prepare(raw));
    return kept.get(raw);
  };
  const readNames = () => readPrepared('noms.json', prepareNames, 'Noms illisibles, recherche dans le texte seul');
  const readIntentions = () => readPrepared('intentions.json', prepareIntentions, 'Questions connues illisibles');
  const withBits = (answer) => ({ ...answer, bits: fromPositions(answer.records, n) });
  const ask = (q) => {
    const known = Promise.all([readNames(), readIntentions()])
      .then(([byName, byWords]) => answerByNames(byName, byWords, q, positionsOf));
    const whole = known.then((answer) => answerByTexts(answer, q, positionsOf, read)).then(withBits);
    const first = known.then((answer) => ({ ...withBits(answer), rest: whole }));
    const words = { q, first, whole, isRead: false };
    whole.then(() => { words.isRead = true; }, () => {});
    return words;
  };
  let last = null;
  return (q) => {
    if (last?.q !== q) last = ask(q);
    return last;
  };
}

export { makeSearch, openIndex, showElsewhere, showEmpty, showMessages };
