/* Pagefind, and one question to it: which records hold the words, and which words no page holds. */

import { isBeginning, prepareLexicon } from './correction.js';
import {
  clean, fold, isStopWord, merge, singular, usefulWords, writtenForms,
} from './requete.js';
import { isCovered, namedWithin, spellings } from './noms.js';

const ROOT = new URL('../../../', import.meta.url);
const WORKER = new URL('pagefind/pagefind-worker.js', ROOT).href;

// Pagefind gives its worker's address as text: of all addresses of scripts, this one alone passes.
globalThis.trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => (new URL(address, location.href).href === WORKER ? address : null),
});

/** @returns {Promise<object>} a data file beside the index */
const readBeside = async (name) => (await fetch(new URL(`pagefind/${name}`, ROOT))).json();

/** @returns {Promise<object>} the engine, and the rank of each fragment */
async function readIndex() {
  const reading = readBeside('fiches.json');
  reading.catch(() => {});
  const engine = await import(new URL('pagefind/pagefind.js', ROOT).href);
  await engine.options({ baseUrl: ROOT.pathname });
  await engine.init();
  const { fragments } = await reading;
  return { engine, rank: new Map(fragments.map((id, i) => [id, i])) };
}

let opening = null;
/** @returns {Promise<object>} the index, opened once: an address with words does it ahead */
export function openIndex() {
  opening ??= readIndex();
  return opening;
}

/** Lets what failed be asked again. */
export function forgetIndex() {
  opening = null;
}

let lexiconRead = null;
/** @returns {Promise<object>} the words of the records, read when one is not found */
function readLexicon() {
  lexiconRead ??= readBeside('mots.json').catch((error) => {
    console.warn('Mots illisibles, rien ne sera corrigé\u00a0:', error);
    lexiconRead = null;
    return { mots: '' };
  }).then(({ mots: words }) => prepareLexicon(words.split(' ').filter(Boolean)));
  return lexiconRead;
}

// Pagefind takes the beginning of a word for the word: right for « glissa », not for a code of two
// letters, nor for a short word that exists (« bail » is not « bailleur »).
const MIN_BEGINNING = 3;
const MAX_SHORT = 4;
const MAX_READ = 10;
// Of a sentence, records that hold some of the words follow those that hold them all, unless these
// fill a page already. Two words are rather a subject and what is asked of it.
const MIN_SENTENCE = 3;
const ENOUGH = 20;
// A word that leads to a choice tells it from the others where at least one in so many of the
// records that write it answer to it: « locataire » stands in seven times too many.
const TELLING = 3;
const CODE = /^\d+[ab]?$/;
// Above so many pages a word says little, and Pagefind takes seconds to write its results out.
const MANY = 1500;
// A filter that no page has: the results are counted, none is written out.
const COUNT_ONLY = { filters: { aucun: 'aucun' } };

/** @returns {object} Pagefind's results, each once: those of records with their positions, the others */
function split(found, rank) {
  const results = [...new Map(found.map((page) => [page.id, page])).values()];
  const pages = results.filter(({ id }) => rank.has(id));
  const elsewhere = results.filter(({ id }) => !rank.has(id));
  return { pages, records: pages.map(({ id }) => rank.get(id)), elsewhere };
}

/** @returns {Promise<string>} what a page says, folded */
const contentOf = async (page) => fold((await page.data()).content);

/** One question to the text index, from its words to what the page shows. */
export class Question {
  constructor({ engine, rank }, q, positionsOf) {
    Object.assign(this, { engine, rank, q, positionsOf, lexicon: null, begun: [], counts: new Map() });
    this.words = usefulWords(q);
  }

  /** @returns {Promise<object>} pages that hold these words, in this order and nothing between */
  async phrase(text) {
    const typed = text.toLowerCase().replaceAll('"', '');
    // Pagefind finds words in order in one of their spellings, with accents or without.
    const found = await Promise.all([...new Set([typed, fold(typed)])].map((one) => this.search(`"${one}"`)));
    const pages = found.flat();
    if (pages.length < 2 || pages.length > MANY) return split(pages, this.rank);
    // It gives no order to a phrase: that of its words.
    const places = new Map((await this.search(typed)).map(({ id }, place) => [id, place]));
    const place = ({ id }) => places.get(id) ?? places.size;
    return split(pages.sort((a, b) => place(a) - place(b)), this.rank);
  }

  /**
   * Of pages, those that write a name of one word as it is: Pagefind takes « Gard » for « garder ».
   * A first page of them is read; where there are more, all are kept.
   */
  async writing(found, name) {
    if (found.pages.length > ENOUGH || /[\s-]/.test(name)) return found;
    const isWritten = new RegExp(`(?:^| )${singular(fold(name))}[sx]?(?: |$)`);
    const contents = await Promise.all(found.pages.map(contentOf));
    const pages = found.pages.filter((_, i) => isWritten.test(contents[i]));
    return split([...pages, ...found.elsewhere], this.rank);
  }

  /** @returns {Promise<object[]>} what Pagefind finds */
  async search(asked) {
    return (await this.engine.search(asked)).results;
  }

  /** @returns {Promise<object>} pages that hold a word, in one of the ways to write it */
  async written(word) {
    const found = await Promise.all(writtenForms(word).map((form) => this.phrase(form)));
    return split(found.flatMap(({ pages, elsewhere }) => [...pages, ...elsewhere]), this.rank);
  }

  /** @returns {Promise<number>} how many pages hold a word */
  async count(word) {
    if (!this.counts.has(word)) {
      const found = await Promise.all(
        writtenForms(word).map((form) => this.engine.search(`"${form}"`, COUNT_ONLY)));
      this.counts.set(word, found.reduce((sum, one) => sum + one.unfilteredResultCount, 0));
    }
    return this.counts.get(word);
  }

  /** @returns {Promise<string[]>} the words that no page holds; the others can be searched */
  async unknownWords() {
    this.words = await Promise.all(this.words.map(async (word) => {
      // « Impayer » is « impayé », heard.
      const participle = word.replace(/(?:ers?|ez)$/, 'é');
      const isOther = !await this.count(word) && participle !== word && await this.count(participle);
      return isOther ? participle : word;
    }));
    const missing = this.words.filter((word) => this.counts.get(word) === 0);
    if (!missing.length) return [];
    this.lexicon = await readLexicon();
    const isBegun = (word) => word.length >= MIN_BEGINNING && isBeginning(this.lexicon, word);
    this.begun = missing.filter(isBegun);
    return missing.filter((word) => !isBegun(word));
  }

  /** @returns {Promise<{records: number[], elsewhere: object[]}>} pages that hold all the words */
  async searchAll(asked) {
    if (!asked.length) return { records: [], pages: [], elsewhere: [] };
    const rare = asked.filter((word) => this.counts.get(word) <= MANY);
    const isCommon = !rare.length;
    // The words that tell records apart; the rarest when thousands hold each.
    const words = isCommon ? asked.toSorted((a, b) => this.counts.get(a) - this.counts.get(b)).slice(0, 1) : rare;
    const isExact = (word) => writtenForms(word).length > 1
      || (word.length <= MAX_SHORT && !this.begun.includes(word));
    const exact = words.filter(isExact);
    const loose = words.filter((word) => writtenForms(word).length === 1);
    if (!loose.length) return this.holding(await this.written(words[0]), exact.slice(1));
    const results = await this.search(isCommon ? `"${loose[0]}"` : loose.join(' '));
    return this.holding(split(results, this.rank), exact);
  }

  /** @returns {Promise<object>} of some results, those that also hold words as they are */
  async holding({ pages, elsewhere }, words) {
    let results = [...pages, ...elsewhere];
    for (const word of words) {
      const holders = await this.written(word);
      const ids = new Set([...holders.pages, ...holders.elsewhere].map(({ id }) => id));
      results = results.filter(({ id }) => ids.has(id));
    }
    return split(results, this.rank);
  }

  /** @returns {Promise<import('./noms.js').Name[]>} of the choices that words lead to, those that they tell from the others */
  async told(names, text) {
    const led = names.filter(({ fiches }) => fiches);
    // An old region, a group of places: they hold their places, however many texts write them.
    const isPlace = ({ parametre }) => parametre === 'territoire';
    if (led.every(isPlace)) return led;
    const { records } = await this.phrase(text);
    return led.filter((name) => isPlace(name) || records.length <= name.fiches * TELLING);
  }

  /** @returns {Promise<object[]>} the choices that parts of the query name, each with its words */
  async parts(names) {
    // A place without record has its page all the same: its services, its calls.
    const silent = (ledTo) => ledTo.filter(({ fiches, parametre }) => !fiches && parametre === 'territoire');
    const found = await Promise.all(namedWithin(names, this.q).map(async ({ part, named, ledTo }) => (
      { part, choices: named.length ? named : [...await this.told(ledTo, part), ...silent(ledTo)] })));
    return found.filter(({ choices }) => choices.length);
  }

  /**
   * Records of the choices that parts of the query name: of one facet any will do, of several each.
   * @returns {Promise<number[][]>} one list a facet, that of places last
   */
  async ofParts(parts) {
    const byFacet = new Map();
    for (const { choices } of parts) {
      const records = (await Promise.all(choices.map(this.positionsOf))).flat();
      const { parametre } = choices[0];
      byFacet.set(parametre, [...(byFacet.get(parametre) ?? []), ...records]);
    }
    // Who does it for the same people, elsewhere, teaches more than what is done near for others.
    const isPlace = ([parametre]) => parametre === 'territoire';
    return [...byFacet].sort((a, b) => isPlace(a) - isPlace(b)).map(([, records]) => records);
  }

  /**
   * Records of the choices that the query names, then those that write their name, then those of
   * the choices that it leads to: who types « psychologue » looks for the word first.
   */
  async searchNamed({ named, records: ofChoices }, ofTold) {
    // A long name (« Bailleur et acteurs de la santé ») stands in no text but the sheets of its own
    // records, and the lists of its small words weigh more than all the others.
    const isAsked = (name) => !ofChoices.length || !name.split(/\s+/).some(isStopWord);
    const names = new Set(named.flatMap(spellings).map(fold));
    const texts = new Set([...this.own(named), ...named.flatMap(spellings).filter(isAsked)]);
    const written = await Promise.all([...texts].map(async (text) => {
      const found = await this.phrase(text);
      return names.has(fold(text)) ? this.writing(found, text) : found;
    }));
    const writing = written.flatMap((found) => found.records);
    const records = [...new Set([...ofChoices, ...writing, ...ofTold])];
    const pages = new Map(written.flatMap((found) => found.elsewhere).map((page) => [page.id, page]));
    return {
      records: records.length ? records : await this.readNames(named),
      elsewhere: [...pages.values()],
    };
  }

  /** @returns {string[]} what is typed, where texts may mean the same by it */
  own(named) {
    const q = clean(this.q);
    // « 28 » is a code: what texts write so is a day, or a number of households. « 2018 » is a year.
    return CODE.test(q) && named.some(({ id, libelle }) => id === q && libelle !== q) ? [] : [q];
  }

  /**
   * Records whose text writes a name, read one by one: Pagefind finds words in order in one of
   * their spellings only, with accents or without.
   */
  async readNames(named) {
    const texts = new Set([...this.own(named), ...named.flatMap(spellings)].map(fold));
    const found = await Promise.all([...texts].map(async (text) => {
      const words = usefulWords(text);
      const counts = await Promise.all(words.map((word) => this.count(word)));
      if (counts.includes(0)) return [];
      const first = (await this.searchAll(words)).pages.slice(0, MAX_READ);
      const contents = await Promise.all(first.map(contentOf));
      return first.filter((_, i) => ` ${contents[i]} `.includes(` ${text} `))
        .map(({ id }) => this.rank.get(id));
    }));
    return [...new Set(found.flat())];
  }

  /** @param {Answer} known what its names alone tell @returns {Promise<Partial<Answer>>} the rest */
  async answer(known) {
    if (known.isAlone) {
      await this.unknownWords();
      return { elsewhere: (await this.searchAll(this.words)).elsewhere };
    }
    const told = await this.told(known.ledTo, clean(this.q));
    const ledTo = known.ledTo.filter(({ fiches }) => !fiches);
    if (known.named.length || told.length || ledTo.length) {
      const ofTold = (await Promise.all(told.map(this.positionsOf))).flat();
      return { ...await this.searchNamed(known, ofTold), told, ledTo };
    }
    const named = await this.parts(known.names);
    const isNamed = named.length > 0 && isCovered(this.q, named.map(({ part }) => part));
    const lists = await this.ofParts(named);
    const answering = lists.length ? lists.reduce((a, b) => a.filter((i) => b.includes(i))) : [];
    const crossed = isNamed ? answering : [];
    const missing = await this.unknownWords();
    // A town that no page writes is known all the same.
    const held = new Set(named.flatMap(({ part }) => part.split(' ')));
    const unknown = missing.filter((word) => !held.has(singular(fold(word))));
    const searchable = this.words.filter((word) => !missing.includes(word));
    const found = await this.searchAll(searchable);
    const isWhole = crossed.length > 0 || (found.records.length > 0 && !missing.length);
    const isEnough = found.records.length >= ENOUGH
      || (found.records.length + crossed.length > 0 && searchable.length < MIN_SENTENCE);
    // Records that hold some of the words, best first.
    const some = isEnough ? []
      : merge(await Promise.all(searchable.map(async (word) => (await this.searchAll([word])).records)));
    const { records: inOrder } = isWhole && this.words.length > 1
      ? await this.phrase(this.q) : { records: [] };
    // Who names a place, or a public, means it: what answers to it comes before what writes it.
    const own = found.records.filter((i) => answering.includes(i));
    const first = new Set([...inOrder, ...own, ...crossed, ...found.records]);
    const ofParts = isWhole || !isNamed ? [] : lists.flat();
    const records = [...new Set([...first, ...ofParts, ...some])];
    return {
      unknown,
      records,
      ledTo,
      parts: named.map(({ choices }) => choices),
      apart: isNamed && lists.length > 1 && !isWhole ? named.map(({ choices }) => choices) : [],
      whole: isWhole ? first.size : 0,
      elsewhere: missing.length ? [] : found.elsewhere,
      wide: records.length > 0 && !isWhole,
      lexicon: isWhole ? this.lexicon : await readLexicon(),
    };
  }
}
