/* Search in the text: Pagefind's answers turned into positions of the catalogue. */

import { isBeginning, prepareLexicon } from './correction.js';
import { namedBy, prepareNames, spellings } from './noms.js';
import { clean, fold, merge, usefulWords } from './requete.js';

const ROOT = new URL('../../', import.meta.url);
// Pagefind takes the beginning of a word for the word: right for « glissa », not for a code of two
// letters, nor for a short word that exists (« bail » is not « bailleur »).
const MIN_BEGINNING = 3;
const MAX_SHORT = 4;
const MAX_READ = 10;
// Above so many pages a word says little, and Pagefind takes seconds to write its results out.
const MANY = 1500;
// A filter that no page has: the results are counted, none is written out.
const COUNT_ONLY = { filters: { aucun: 'aucun' } };

/**
 * @typedef {{records: number[], elsewhere: object[], wide: boolean, titlesOnly: boolean,
 *   unknown: string[], named: import('./noms.js').Name[], names: import('./noms.js').Names,
 *   lexicon: import('./correction.js').Lexicon|null}} Answer
 *   records: positions, best first; elsewhere: Pagefind results of other pages; wide: no record
 *   holds all the words, these hold some; titlesOnly: the text index could not be read; unknown:
 *   words that no page holds; named: what the whole query names; lexicon: read when words miss
 * @typedef {{titres: string[], lieux: string[]}} Titles
 */

/** @returns {Promise<object>} a data file beside the index */
function readJson(name) {
  return fetch(new URL(`pagefind/${name}`, ROOT)).then((response) => response.json());
}

let opening = null;
/** @returns {Promise<object>} the index, opened once: an address with words does it ahead */
export function openIndex() {
  opening ??= readIndex();
  return opening;
}

/** @returns {Promise<object>} the engine, the rank of each fragment, and what can be named */
async function readIndex() {
  const [engine, index] = await Promise.all([
    import(new URL('pagefind/pagefind.js', ROOT).href).then(async (module) => {
      await module.options({ baseUrl: ROOT.pathname });
      await module.init();
      return module;
    }),
    readJson('fiches.json'),
  ]);
  const rank = new Map(index.fragments.map((id, i) => [id, i]));
  return { engine, rank, names: prepareNames(index.noms) };
}

let lexiconRead = null;
/** @returns {Promise<object>} the words of the records, read when one is not found */
function readLexicon() {
  lexiconRead ??= readJson('mots.json').catch((error) => {
    console.warn('Mots illisibles, rien ne sera corrigé :', error);
    lexiconRead = null;
    return { mots: '' };
  }).then(({ mots: words }) => prepareLexicon(words.split(' ').filter(Boolean)));
  return lexiconRead;
}

/** Records whose title or place holds all the words: what is left without the text index. */
function searchTitles({ titres: titles, lieux: places }, words) {
  const foldedWords = words.map(fold);
  return titles.flatMap((title, i) => {
    const text = fold(`${title} ${places[i]}`);
    return foldedWords.every((word) => text.includes(word)) ? [i] : [];
  });
}

/** @returns {object} Pagefind's results: those of records with their positions, the others */
function split(results, rank) {
  const pages = results.filter(({ id }) => rank.has(id));
  const elsewhere = results.filter(({ id }) => !rank.has(id));
  return { pages, records: pages.map(({ id }) => rank.get(id)), elsewhere };
}

/** One question to the text index, from its words to what the page shows. */
class Question {
  constructor({ engine, rank, names }, q) {
    Object.assign(this, { engine, rank, names, q, lexicon: null, begun: [], counts: new Map() });
    this.words = usefulWords(q);
  }

  /** @returns {Promise<object>} pages that hold these words, in this order and nothing between */
  async phrase(text) {
    const { results } = await this.engine.search(`"${text.toLowerCase().replaceAll('"', '')}"`);
    return split(results, this.rank);
  }

  /** @returns {Promise<number>} how many pages hold a word */
  async count(word) {
    if (!this.counts.has(word)) {
      const { unfilteredResultCount } = await this.engine.search(`"${word}"`, COUNT_ONLY);
      this.counts.set(word, unfilteredResultCount);
    }
    return this.counts.get(word);
  }

  /** @returns {Promise<string>} the word, or as it is written where it is only heard: « impayer » */
  async heard(word) {
    const participle = word.replace(/(?:ers?|ez)$/, 'é');
    const isOther = participle !== word && !await this.count(word) && await this.count(participle);
    return isOther ? participle : word;
  }

  /** @returns {Promise<string[]>} the words that no page holds; the others can be searched */
  async unknownWords() {
    this.words = await Promise.all(this.words.map((word) => this.heard(word)));
    await Promise.all(this.words.map((word) => this.count(word)));
    const missing = this.words.filter((word) => this.counts.get(word) === 0);
    if (!missing.length) return [];
    this.lexicon = await readLexicon();
    const isBegun = (word) => word.length >= MIN_BEGINNING && isBeginning(this.lexicon, word);
    this.begun = missing.filter(isBegun);
    return missing.filter((word) => !isBegun(word));
  }

  /** @returns {string[]} the words that tell records apart; the rarest when thousands hold each */
  telling(words) {
    const rare = words.filter((word) => this.counts.get(word) <= MANY);
    const byCount = [...words].sort((a, b) => this.counts.get(a) - this.counts.get(b));
    return rare.length ? rare : byCount.slice(0, 1);
  }

  /** @returns {Promise<{records: number[], elsewhere: object[]}>} pages that hold all the words */
  async searchAll(asked) {
    if (!asked.length) return { records: [], pages: [], elsewhere: [] };
    const words = this.telling(asked);
    const isCommon = words.some((word) => this.counts.get(word) > MANY);
    const { results } = await this.engine.search(isCommon ? `"${words[0]}"` : words.join(' '));
    const found = split(results, this.rank);
    const isShort = (word) => word.length <= MAX_SHORT && !this.begun.includes(word);
    for (const word of words.filter(isShort)) {
      const holders = new Set((await this.phrase(word)).records);
      found.records = found.records.filter((record) => holders.has(record));
    }
    return found;
  }

  /** @returns {Promise<number[]>} records that hold some of the words, best first */
  async searchSome(words) {
    return merge(await Promise.all(words.map(async (w) => (await this.searchAll([w])).records)));
  }

  /** Records of the choices that the query names, then those that write their name. */
  async searchNamed(named, positionsOf) {
    const texts = new Set([clean(this.q), ...named.flatMap(spellings)]);
    const [ofChoices, written] = await Promise.all([
      Promise.all(named.map(positionsOf)),
      Promise.all([...texts].map((text) => this.phrase(text))),
    ]);
    const records = [...new Set([...ofChoices.flat(), ...written.flatMap((found) => found.records)])];
    const pages = new Map(written.flatMap((found) => found.elsewhere).map((page) => [page.id, page]));
    return {
      records: records.length ? records : await this.readNames(named),
      elsewhere: [...pages.values()],
    };
  }

  /**
   * Records whose text writes a name, read one by one: Pagefind finds words in order in one of
   * their spellings only, with accents or without.
   */
  async readNames(named) {
    const texts = [this.q, ...named.flatMap(spellings)].map(fold);
    if ((await this.unknownWords()).length) return [];
    const { pages } = await this.searchAll(this.words);
    const first = pages.slice(0, MAX_READ);
    const contents = await Promise.all(first.map(async (page) => fold((await page.data()).content)));
    return first.filter((_, i) => texts.some((text) => contents[i].includes(text)))
      .map(({ id }) => this.rank.get(id));
  }

  /** @returns {Promise<Partial<Answer>>} */
  async answer(positionsOf) {
    const { names } = this;
    const named = namedBy(names, this.q);
    if (named.length) return { names, named, ...await this.searchNamed(named, positionsOf) };
    const unknown = await this.unknownWords();
    const searchable = this.words.filter((word) => !unknown.includes(word));
    const found = await this.searchAll(searchable);
    const isWhole = found.records.length > 0 && !unknown.length;
    const records = found.records.length ? found.records : await this.searchSome(searchable);
    return {
      names,
      unknown,
      records,
      elsewhere: unknown.length ? [] : found.elsewhere,
      wide: records.length > 0 && !isWhole,
      lexicon: isWhole ? this.lexicon : await readLexicon(),
    };
  }
}

/**
 * A search over the site's text, whose index is read at the first question at the latest.
 * @param {() => Promise<Titles>} readTitles
 * @param {(name: import('./noms.js').Name) => Promise<number[]>} positionsOf the records of a choice
 * @returns {(q: string) => Promise<Answer>}
 */
export function makeSearch(readTitles, positionsOf) {
  return async (q) => {
    const base = {
      elsewhere: [], wide: false, titlesOnly: false, unknown: [], named: [], lexicon: null,
    };
    try {
      return { ...base, ...await new Question(await openIndex(), q).answer(positionsOf) };
    } catch (error) {
      console.warn('Index du texte illisible, recherche dans les titres :', error);
      opening = null;
      const records = searchTitles(await readTitles(), usefulWords(q));
      return { ...base, names: prepareNames([]), records, titlesOnly: true };
    }
  };
}
