/* Search in the text: Pagefind's answers turned into positions of the catalogue. */

import { isBeginning, prepareLexicon } from './correction.js';
import { namedBy, prepareNames, spellings } from './noms.js';
import { clean, fold, merge, usefulWords } from './requete.js';

const ROOT = new URL('../../', import.meta.url);
// Pagefind takes the beginning of a word for the word: right for « glissa », not for a code.
const WHOLE_WORD = 4;
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

/** @returns {Promise<object>} the engine, the rank of each fragment, and what can be named */
async function openIndex() {
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
  lexiconRead ??= readJson('mots.json').then(({ mots }) => prepareLexicon(mots.split(' ')))
    .catch((error) => { lexiconRead = null; throw error; });
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

/** @returns {{records: number[], elsewhere: object[]}} Pagefind's results, records apart */
function split(results, rank) {
  const records = results.map(({ id }) => rank.get(id)).filter((i) => i !== undefined);
  return { records, elsewhere: results.filter(({ id }) => !rank.has(id)) };
}

/** One question to the text index, from its words to what the page shows. */
class Question {
  constructor({ engine, rank, names }, q) {
    Object.assign(this, { engine, rank, names, q, lexicon: null });
    this.words = usefulWords(q);
  }

  /** @returns {Promise<number[]>} records that hold these words, in this order and nothing between */
  async phrase(text) {
    const { results } = await this.engine.search(`"${text.toLowerCase().replaceAll('"', '')}"`);
    return split(results, this.rank).records;
  }

  /** @returns {Promise<boolean>} whether a page holds a word */
  async isHeld(word) {
    return (await this.engine.search(`"${word}"`, COUNT_ONLY)).unfilteredResultCount > 0;
  }

  /** @returns {Promise<string>} the word, or as it is written where it is only heard: « impayer » */
  async heard(word) {
    const participle = word.replace(/(?:ers?|ez)$/, 'é');
    const isOther = participle !== word && !await this.isHeld(word) && await this.isHeld(participle);
    return isOther ? participle : word;
  }

  /** @returns {Promise<string[]>} the words that no page holds; the others can be searched */
  async unknownWords() {
    this.words = await Promise.all(this.words.map((word) => this.heard(word)));
    const held = await Promise.all(this.words.map((word) => this.isHeld(word)));
    const missing = this.words.filter((word, i) => !held[i]);
    if (!missing.length) return [];
    this.lexicon = await readLexicon();
    return missing.filter((word) => word.length < WHOLE_WORD || !isBeginning(this.lexicon, word));
  }

  /** @returns {Promise<{records: number[], elsewhere: object[]}>} pages that hold all the words */
  async searchAll(words) {
    if (!words.length) return { records: [], elsewhere: [] };
    const { results } = await this.engine.search(words.join(' '));
    const found = split(results, this.rank);
    for (const word of words.filter((w) => w.length < WHOLE_WORD)) {
      const holders = new Set(await this.phrase(word));
      found.records = found.records.filter((record) => holders.has(record));
    }
    return found;
  }

  /** @returns {Promise<number[]>} records that hold some of the words, best first */
  async searchSome(words) {
    return merge(await Promise.all(words.map(async (w) => (await this.searchAll([w])).records)));
  }

  /** Records of the choices that the query names, then those that write their name. */
  async searchNamed(named, bitsOf, ordered) {
    const texts = new Set([clean(this.q), ...named.flatMap(spellings)]);
    const written = new Set((await Promise.all([...texts].map((t) => this.phrase(t)))).flat());
    const chosen = named.flatMap((name) => bitsOf(name));
    const among = new Set(chosen);
    const rest = (records, wanted) => records.filter((record) => wanted.has(record));
    return [...new Set([
      ...rest(ordered, among), ...chosen, ...rest(ordered, written), ...written,
    ])];
  }

  /** @returns {Promise<Partial<Answer>>} */
  async answer(positionsOf) {
    const { names } = this;
    const unknown = await this.unknownWords();
    const named = namedBy(names, this.q);
    const searchable = this.words.filter((word) => !unknown.includes(word));
    const base = { names, named, unknown, lexicon: this.lexicon };
    const found = await this.searchAll(searchable);
    if (named.length) {
      const records = await this.searchNamed(named, positionsOf, found.records);
      return { ...base, records, elsewhere: unknown.length ? [] : found.elsewhere };
    }
    if (found.records.length && !unknown.length) return { ...base, ...found };
    const records = found.records.length ? found.records : await this.searchSome(searchable);
    const elsewhere = unknown.length ? [] : found.elsewhere;
    this.lexicon ??= await readLexicon();
    return { ...base, lexicon: this.lexicon, elsewhere, records, wide: records.length > 0 };
  }
}

/**
 * A search over the site's text, whose index is read at the first question.
 * @param {() => Promise<Titles>} readTitles
 * @param {(name: import('./noms.js').Name) => number[]} positionsOf the records of a choice
 * @returns {(q: string) => Promise<Answer>}
 */
export function makeSearch(readTitles, positionsOf) {
  let opening = null;
  return async (q) => {
    const base = {
      elsewhere: [], wide: false, titlesOnly: false, unknown: [], named: [], lexicon: null,
    };
    try {
      opening ??= openIndex();
      return { ...base, ...await new Question(await opening, q).answer(positionsOf) };
    } catch (error) {
      console.warn('Index du texte illisible, recherche dans les titres :', error);
      opening = null;
      const records = searchTitles(await readTitles(), usefulWords(q));
      return { ...base, names: prepareNames([]), records, titlesOnly: true };
    }
  };
}
