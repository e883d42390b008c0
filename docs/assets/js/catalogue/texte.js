/* Search in the text: what the words name is told at once, what Pagefind finds is added to it. */

import { fromPositions } from './facettes.js';
import { forgetIndex, openIndex } from './moteur.js';
import { ledToBy, namedBy, prepareNames } from './noms.js';
import { Question } from './question.js';
import { fold, usefulWords } from './requete.js';

/**
 * @typedef {{records: number[], elsewhere: object[], wide: boolean, titlesOnly: boolean,
 *   namesOnly: boolean|undefined, unknown: string[], named: import('./noms.js').Name[],
 *   told: import('./noms.js').Name[], ledTo: import('./noms.js').Name[], parts: import('./noms.js').Name[][], whole: number, names: import('./noms.js').Names,
 *   lexicon: import('./correction.js').Lexicon|null, bits: import('./facettes.js').Bits,
 *   rest: Promise<Answer>|undefined}} Answer
 *   records: positions, best first; elsewhere: Pagefind results of other pages; wide: no record
 *   holds all the words, these hold some; titlesOnly: the text index could not be read; namesOnly:
 *   nor the titles; unknown: words that no page holds; named: what the whole query names; told,
 *   ledTo: choices that it leads to without naming them, with records and without; parts: choices that its parts name; whole: how many records, the
 *   first, hold all the words; lexicon: read when words miss;
 *   rest: the whole answer, of which this is what is known before the text index is read
 * @typedef {{q: string, first: Promise<Answer>, whole: Promise<Answer>, isRead: boolean}} Words
 *   isRead: the whole is there
 * @typedef {{titres: string[], lieux: string[]}} Titles
 */

/** Records whose title or place holds all the words: what is left without the text index. */
function searchTitles({ titres: titles, lieux: places }, words) {
  const foldedWords = words.map(fold);
  return titles.flatMap((title, i) => {
    const text = fold(`${title} ${places[i]}`);
    return foldedWords.every((word) => text.includes(word)) ? [i] : [];
  });
}

/** What is known before the text index is: the records of the choices that the query names. */
async function answerByNames(names, q, positionsOf) {
  const named = namedBy(names, q);
  const ofChoices = await Promise.all(named.map((name) => positionsOf(name).catch(() => [])));
  return {
    names,
    named,
    told: [],
    ledTo: ledToBy(names, q),
    parts: [],
    whole: 0,
    records: [...new Set(ofChoices.flat())],
    elsewhere: [],
    wide: false,
    titlesOnly: false,
    unknown: [],
    lexicon: null,
  };
}

/** The whole answer: the records known first stay its first. */
async function answerByTexts(known, q, positionsOf, readTitles) {
  try {
    const question = new Question(await openIndex(), q, positionsOf);
    return { ...known, ...await question.answer(known) };
  } catch (error) {
    console.warn('Index du texte illisible, recherche dans les titres\u00a0:', error);
    forgetIndex();
    const titles = await readTitles().catch(() => null);
    const written = titles ? searchTitles(titles, usefulWords(q)) : [];
    const records = [...new Set([...known.records, ...written])];
    return { ...known, records, titlesOnly: true, namesOnly: !titles };
  }
}

/**
 * A search over the site's text, whose index is read at the first question at the latest.
 * @param {{names: () => Promise<object[]>, titles: () => Promise<Titles>}} data
 * @param {(name: import('./noms.js').Name) => Promise<number[]>} positionsOf the records of a choice
 * @param {number} n records of the catalogue
 * @returns {(q: string) => Words} the same for the same words
 */
export function makeSearch({ names: readNames, titles: readTitles }, positionsOf, n) {
  let [read, prepared] = [null, null];
  const prepare = (raw) => {
    if (raw !== read) [read, prepared] = [raw, prepareNames(raw)];
    return prepared;
  };
  const withBits = (answer) => ({ ...answer, bits: fromPositions(answer.records, n) });
  const ask = (q) => {
    const named = readNames().catch((error) => {
      console.warn('Noms illisibles, recherche dans le texte seul\u00a0:', error);
      return [];
    });
    const known = named.then((raw) => answerByNames(prepare(raw), q, positionsOf));
    const whole = known.then((answer) => answerByTexts(answer, q, positionsOf, readTitles)).then(withBits);
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
