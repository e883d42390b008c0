/* What is typed: cleaned for the text search, compared with the vocabulary. Pure: no DOM. */

/**
 * @typedef {{text: string, folded: string, parameter: string|null, id: string|null}} Entry
 *   a word or label that can be proposed; with a parameter, it is a value of a facet
 */

const ELISION = /(^|[\s(«"“])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=\S)/giu;
const MAX_PROPOSALS = 3;
const MIN_STEM = 5;
// Words of a sentence that say nothing of what is looked for.
const STOP_WORDS = new Set((
  'a à ai as au aux avec avoir ce ces cette c comme comment d dans de des du elle elles en entre '
  + 'est et étant être il ils j je l la le les leur leurs lui m ma mais me mes mon n ne nos notre '
  + 'nous on ont ou où par pas plus pour qu quand que quel quelle quelles quels qui quoi s sa sans '
  + 'se ses si son sont sur t te tes ton tu un une vers vos votre vous y '
  + 'aussi chez chercher cherche déjà exemple exemples faire fait font faut initiative initiatives '
  + 'peut peuvent projet projets tous tout toute toutes très trouver'
).split(' ').map(fold));

/** @param {string} text @returns {string} lower case, œ and æ in two letters */
function splitLigatures(text) {
  return text.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');
}

/**
 * @param {string} text
 * @returns {string} as « splitLigatures », without accents, words apart by one space
 */
export function fold(text) {
  return splitLigatures(text).normalize('NFD').replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** @param {string} text @returns {string} what the text index is asked: without elisions */
export function clean(text) {
  const withoutElision = splitLigatures(text).replace(ELISION, '$1');
  return withoutElision.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** @param {string} text @returns {string[]} its words that carry sense; all of them if none does */
export function usefulWords(text) {
  const words = [...new Set(clean(text).split(' ').filter(Boolean))];
  const useful = words.filter((word) => !STOP_WORDS.has(fold(word)));
  return useful.length ? useful : words;
}

/**
 * Typing errors between two words (insertion, loss, change, swap of neighbours).
 * @param {string} a @param {string} b @param {number} max above it, the count stops
 * @returns {number} max + 1 when there are more
 */
export function editDistance(a, b, max) {
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

/** @param {string} folded @returns {number} how many typing errors a word of that length may have */
function tolerance(folded) {
  if (folded.length < 4) return 0;
  return folded.length < 9 ? 1 : 2;
}

/**
 * What a query can be corrected to: the labels and aliases of the facets, then the words of the
 * titles.
 * @param {import('./facettes.js').Facet[]} facets @param {string[]} titles
 * @returns {Entry[]}
 */
export function lexicon(facets, titles) {
  const entries = facets.flatMap((facet) => facet.valeurs.flatMap((value) => (
    [value.libelle, ...value.alias].map((text) => (
      { text, folded: fold(text), parameter: facet.parametre, id: value.id }))
  )));
  const seen = new Set(entries.map((entry) => entry.folded));
  const words = [...entries.map((e) => e.text), ...titles].flatMap((t) => clean(t).split(' '));
  for (const word of words) {
    const folded = fold(word);
    if (folded.length < 4 || seen.has(folded)) continue;
    seen.add(folded);
    entries.push({ text: word, folded, parameter: null, id: null });
  }
  return entries;
}

/** @param {Entry[]} entries @param {string} q @returns {Entry[]} the values that q names */
export function namedValues(entries, q) {
  const folded = fold(clean(q));
  if (!folded) return [];
  const seen = new Set();
  return entries.filter(({ folded: other, parameter, id }) => {
    const key = `${parameter} ${id}`;
    if (parameter === null || other !== folded || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** @returns {boolean} whether two entries propose the same thing */
function isSame(a, b) {
  return a.parameter === b.parameter && a.id === b.id && (a.id !== null || a.folded === b.folded);
}

/** @returns {Entry[]} the entries nearest to a folded text, within its tolerance */
function neighbours(entries, folded, limit) {
  const max = tolerance(folded);
  if (!max) return [];
  return entries
    .map((entry) => ({ entry, distance: editDistance(folded, entry.folded, max) }))
    .filter(({ distance }) => distance > 0 && distance <= max)
    .sort((a, b) => a.distance - b.distance)
    .map(({ entry }) => entry)
    .filter((entry, rank, all) => all.findIndex((other) => isSame(other, entry)) === rank)
    .slice(0, limit);
}

/** @param {Entry[]} entries @param {string} q @returns {Entry[]} the values that q nearly names */
export function nearValues(entries, q) {
  const values = entries.filter((entry) => entry.parameter !== null);
  return neighbours(values, fold(clean(q)), MAX_PROPOSALS);
}

/** @returns {boolean} whether a word is known, be it with another ending (« accompagner ») */
function isKnown(known, folded) {
  if (STOP_WORDS.has(folded) || known.has(folded)) return true;
  const stem = folded.slice(0, -2);
  return stem.length >= MIN_STEM && [...known].some((other) => other.startsWith(stem));
}

/** @returns {string|null} the query with each unknown word replaced by its nearest, null if none */
function correct(entries, q) {
  const known = new Set(entries.flatMap((entry) => entry.folded.split(' ')));
  const singleWords = entries.filter((entry) => !entry.folded.includes(' '));
  let changed = false;
  const words = clean(q).split(' ').map((word) => {
    const folded = fold(word);
    if (isKnown(known, folded)) return word;
    const [nearest] = neighbours(singleWords, folded, 1);
    changed ||= nearest !== undefined;
    return nearest ? nearest.text.toLowerCase() : word;
  });
  return changed ? words.join(' ') : null;
}

/**
 * What may have been meant by a query that finds nothing.
 * @param {Entry[]} entries @param {string} q
 * @returns {Entry[]} values of facets or, without a parameter, other words to search
 */
export function suggest(entries, q) {
  const values = nearValues(entries, q);
  const corrected = correct(entries, q);
  if (corrected === null || values.some((v) => v.folded === fold(corrected))) return values;
  return [...values, { text: corrected, folded: fold(corrected), parameter: null, id: null }];
}

/**
 * Records that hold some of the words: the more words and the rarer, the higher.
 * @param {number[][]} byWord for each word, the records that hold it
 * @returns {number[]} records, best first
 */
export function merge(byWord) {
  const scores = new Map();
  for (const records of byWord) {
    records.forEach((record, rank) => {
      const score = 1 / Math.log2(2 + records.length) + 0.001 / (1 + rank);
      scores.set(record, (scores.get(record) ?? 0) + score);
    });
  }
  return [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([record]) => record);
}
