/* One question to Pagefind: which records hold the words, and which words no page holds. */

import { isBeginning } from './correction.js';
import { readLexicon } from './moteur.js';
import { spellings } from './noms.js';
import { clean, fold, isStopWord, merge, usefulWords } from './requete.js';

// Pagefind takes the beginning of a word for the word: right for « glissa », not for a code of two
// letters, nor for a short word that exists (« bail » is not « bailleur »).
const MIN_BEGINNING = 3;
const MAX_SHORT = 4;
const MAX_READ = 10;
// Above so many pages a word says little, and Pagefind takes seconds to write its results out.
const MANY = 1500;
// A filter that no page has: the results are counted, none is written out.
const COUNT_ONLY = { filters: { aucun: 'aucun' } };

/** @returns {object} Pagefind's results: those of records with their positions, the others */
function split(results, rank) {
  const pages = results.filter(({ id }) => rank.has(id));
  const elsewhere = results.filter(({ id }) => !rank.has(id));
  return { pages, records: pages.map(({ id }) => rank.get(id)), elsewhere };
}

/** One question to the text index, from its words to what the page shows. */
export class Question {
  constructor({ engine, rank }, q) {
    Object.assign(this, { engine, rank, q, lexicon: null, begun: [], counts: new Map() });
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
  async searchNamed({ named, records: ofChoices }) {
    // A long name (« Bailleur et acteurs de la santé ») stands in no text but the sheets of its own
    // records, and the lists of its small words weigh more than all the others.
    const isAsked = (name) => !ofChoices.length || !name.split(/\s+/).some(isStopWord);
    const texts = new Set([clean(this.q), ...named.flatMap(spellings).filter(isAsked)]);
    const written = await Promise.all([...texts].map((text) => this.phrase(text)));
    const records = [...new Set([...ofChoices, ...written.flatMap((found) => found.records)])];
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

  /** @param {Answer} known what its names alone tell @returns {Promise<Partial<Answer>>} the rest */
  async answer(known) {
    if (known.named.length) return this.searchNamed(known);
    const unknown = await this.unknownWords();
    const searchable = this.words.filter((word) => !unknown.includes(word));
    const found = await this.searchAll(searchable);
    const isWhole = found.records.length > 0 && !unknown.length;
    const records = found.records.length ? found.records : await this.searchSome(searchable);
    return {
      unknown,
      records,
      elsewhere: unknown.length ? [] : found.elsewhere,
      wide: records.length > 0 && !isWhole,
      lexicon: isWhole ? this.lexicon : await readLexicon(),
    };
  }
}
