/* Typing errors: the nearest words of the records. Pure: no DOM. */

import { clean, fold, isStopWord } from './requete.js';

/**
 * @typedef {{words: {text: string, folded: string}[], byFolded: Map<string, string>}} Lexicon
 *   the words of the records, the most frequent first
 */

// A word that texts write in the plural alone is known in the singular too.
const MIN_PLURAL = 5;

/**
 * Typing errors between two words (insertion, loss, change, swap of neighbours).
 * @param {string} a @param {string} b @param {number} max above it, the count stops
 * @returns {number} max + 1 when there are more
 */
function editDistance(a, b, max) {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let previous = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        next[j] = Math.min(next[j], previous[j - 2] + 1);
      }
    }
    if (Math.min(...next) > max) return max + 1;
    [previous, row] = [row, next];
  }
  return Math.min(row[b.length], max + 1);
}

/**
 * @template {{folded: string}} T
 * @param {T[]} entries @param {string} folded
 * @returns {T[]} those with as few typing errors as its length may have, the nearest first, then as they stand
 */
export function nearest(entries, folded) {
  if (folded.length < 4) return [];
  const max = folded.length < 9 ? 1 : 2;
  // Two words that differ by their last consonant alone, as « présence » and « présente » do, are of
  // the same family: no typing error.
  const end = folded.length - 2;
  const isOtherForm = (other) => end > 3 && other.length === folded.length
    && other.slice(0, end) === folded.slice(0, end) && other.at(-1) === folded.at(-1);
  return entries
    .map((entry) => ({ entry, distance: editDistance(folded, entry.folded, max) }))
    .filter(({ entry, distance }) => distance > 0 && distance <= max && !isOtherForm(entry.folded))
    .sort((a, b) => a.distance - b.distance)
    .map(({ entry }) => entry);
}

/** @param {string[]} texts the words, the most frequent first @returns {Lexicon} */
export function prepareLexicon(texts) {
  const byFolded = new Map(texts.map((text) => [fold(text), text]));
  for (const [folded, text] of [...byFolded]) {
    const one = folded.length > MIN_PLURAL && folded.endsWith('s') ? folded.slice(0, -1) : folded;
    if (!byFolded.has(one)) byFolded.set(one, text.slice(0, -1));
  }
  return { byFolded, words: [...byFolded].map(([folded, text]) => ({ folded, text })) };
}

/** @param {Lexicon} lexicon @returns {boolean} whether a word of the records begins so */
export function isBeginning(lexicon, word) {
  const folded = fold(word);
  return lexicon.words.some((known) => known.folded.startsWith(folded));
}

/**
 * A query with each unknown word replaced by its nearest, and the accents of the others put back.
 * @param {Lexicon} lexicon @param {string} q @param {string[]} unknown as « clean » writes them
 * @returns {string|null} null where nothing is near
 */
export function correct(lexicon, q, unknown) {
  let changed = false;
  const words = clean(q).split(' ').map((word) => {
    if (!unknown.includes(word)) return isStopWord(word) ? word : lexicon.byFolded.get(fold(word)) ?? word;
    const [found] = nearest(lexicon.words, fold(word));
    changed ||= found !== undefined;
    return found?.text ?? word;
  });
  return changed ? words.join(' ') : null;
}
