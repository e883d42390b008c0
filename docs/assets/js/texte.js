/* Search in the text: Pagefind's answers turned into positions of the catalogue. */

import { clean, fold, merge, usefulWords } from './requete.js';

const ROOT = new URL('../../', import.meta.url);

/**
 * @typedef {{records: number[], elsewhere: object[], wide: boolean, titlesOnly: boolean}} Answer
 *   records: positions, best first; elsewhere: Pagefind results of other pages; wide: no record
 *   holds all the words, these hold some; titlesOnly: the text index could not be read
 * @typedef {{titres: string[], lieux: string[]}} Titles
 */

/** @returns {Promise<{engine: object, rank: Map<string, number>}>} */
async function openIndex() {
  const [engine, index] = await Promise.all([
    import(new URL('pagefind/pagefind.js', ROOT).href),
    fetch(new URL('pagefind/fiches.json', ROOT)).then((response) => response.json()),
  ]);
  await engine.options({ baseUrl: ROOT.pathname });
  await engine.init();
  return { engine, rank: new Map(index.fragments.map((id, i) => [id, i])) };
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

/** Records that hold some of the words, when none holds all. */
async function searchWidely({ engine, rank }, words) {
  const responses = await Promise.all(words.map((word) => engine.search(word)));
  return merge(responses.map(({ results }) => split(results, rank).records));
}

/**
 * A search over the site's text, whose index is read at the first question.
 * @param {() => Promise<Titles>} readTitles
 * @returns {(q: string) => Promise<Answer>}
 */
export function makeSearch(readTitles) {
  let opening = null;
  return async (q) => {
    const words = usefulWords(q);
    const base = { elsewhere: [], wide: false, titlesOnly: false };
    try {
      opening ??= openIndex();
      const text = await opening;
      const { results } = await text.engine.search(clean(words.join(' ')));
      const found = split(results, text.rank);
      if (found.records.length || words.length < 2) return { ...base, ...found };
      return { ...base, ...found, records: await searchWidely(text, words), wide: true };
    } catch (error) {
      console.warn('Index du texte illisible, recherche dans les titres :', error);
      opening = null;
      return { ...base, records: searchTitles(await readTitles(), words), titlesOnly: true };
    }
  };
}
