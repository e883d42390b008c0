/* What is typed, cleaned: folded words, without elision nor words that say nothing. Pure: no DOM. */

const ELISION = /(^|[\s(«"“])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=\S)/giu;
// Three spellings of one word are read as one: « H.L.M. » as « Hlm », « 10 000 » as « 10000 »,
// « St-Denis » as « Saint-Denis ».
const DOTTED = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?(?![\p{L}\p{N}])/gu;
const THOUSANDS = /(?<![\p{N}.,])\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?![\p{N}])/gu;
const SAINT = /(?<![\p{L}\p{N}])s(te?)(?=\.?[\s-]+\p{L})/gu;
// Words of a sentence that say nothing of what is looked for.
const STOP_WORDS = new Set((
  'a à ai as au aux avec avoir ce ces cette c comme comment d dans de des du elle elles en entre '
  + 'est et étant être il ils j je l la le les leur leurs lui m ma mais me mes mon n ne nos notre '
  + 'nous on ont ou où par pas plus pour qu quand que quel quelle quelles quels qui quoi s sa sans '
  + 'se ses si son sont sur t te tes ton tu un une vers vos votre vous y '
  + 'ainsi aussi avez ça cela combien pourquoi ceux chez chercher cherche cherchons déjà dont exemple exemples faire fait '
  + 'faites faut font initiative initiatives peut peuvent peux projet projets quelqu tous tout '
  + 'toute toutes travaille travaillent très trouver va vais voir voudrais vont veut veux aimerais '
  + 'deux dispositif dispositifs doit dois fiche fiches pouvez pouvons puis'
).split(' ').map(fold));

/** @param {string} text @returns {string} lower case, one spelling for what has several */
function respell(text) {
  return text.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae')
    .replace(DOTTED, (letters) => letters.replaceAll('.', ''))
    .replace(THOUSANDS, (number) => number.replace(/\D/g, ''))
    .replace(SAINT, 'sain$1');
}

/**
 * @param {string} text
 * @returns {string} as « respell », without accents, words apart by one space
 */
export function fold(text) {
  return respell(text).normalize('NFD').replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** @param {string} text @returns {string} what the text index is asked: without elisions */
export function clean(text) {
  const withoutElision = respell(text).replace(ELISION, '$1');
  return withoutElision.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** @param {string} word folded @returns {string} without the mark of the plural */
export function singular(word) {
  return word.length > 3 ? word.replace(/(?:aux|[sx])$/, (end) => (end === 'aux' ? 'al' : '')) : word;
}

/** @param {string} word @returns {boolean} whether it says nothing of what is looked for */
export function isStopWord(word) {
  return STOP_WORDS.has(fold(word));
}

/**
 * @param {string} word @returns {string[]} the ways in which texts write it: « 10000 », « 10 000 »
 */
export function writtenForms(word) {
  return /^\d{4,}$/.test(word) ? [word, word.replace(/\B(?=(?:\d{3})+$)/g, ' ')] : [word];
}

/** @param {string} text @returns {string[]} its words that carry sense; all of them if none does */
export function usefulWords(text) {
  const words = [...new Set(clean(text).split(' ').filter(Boolean))];
  const useful = words.filter((word) => !isStopWord(word));
  return useful.length ? useful : words;
}

/**
 * What a search finds without the text index.
 * @param {{titres: string[], lieux: string[]}} data titres.json
 * @returns {number[]} records whose title or place holds all the words of a query
 */
export function titledBy({ titres: titles, lieux: places }, q) {
  const words = usefulWords(q).map(fold);
  return [...titles.keys()].filter((i) => {
    const text = fold(`${titles[i]} ${places[i]}`);
    return words.every((word) => text.includes(word));
  });
}

/**
 * Records that hold some of the words: the rarer the words and the more of them, the higher. Those
 * that hold much less than the best are left out.
 * @param {number[][]} byWord for each word, the records that hold it, best first
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
  const ordered = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const least = ordered.length ? ordered[0][1] / 2 : 0;
  return ordered.filter(([, score]) => score >= least).map(([record]) => record);
}
