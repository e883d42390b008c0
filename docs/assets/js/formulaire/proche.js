/* The known word that another one means: as scripts/catalogue/text/letters.py, by difflib's measure. */

/** @returns {string} lower case, without accents, separators as single hyphens */
export function fold(text) {
  const plain = text.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').normalize('NFKD');
  return plain.replace(/\p{M}/gu, '').split(/[^\p{L}\p{N}]+/u).filter(Boolean).join('-');
}

/** @returns {[number, number, number]} the longest run that two words share: places and length */
function longest(a, b, [aLow, aHigh, bLow, bHigh], places) {
  let best = [aLow, bLow, 0];
  let lengths = new Map();
  for (let i = aLow; i < aHigh; i += 1) {
    const next = new Map();
    for (const j of places.get(a[i]) ?? []) {
      if (j >= bLow && j < bHigh) {
        const length = (lengths.get(j - 1) ?? 0) + 1;
        next.set(j, length);
        if (length > best[2]) best = [i - length + 1, j - length + 1, length];
      }
    }
    lengths = next;
  }
  return best;
}

/** @returns {number} how much two words are alike, from 0 to 1 */
function ratio(first, second) {
  const [a, b] = [[...first], [...second]];
  if (!a.length && !b.length) return 1;
  const places = new Map();
  b.forEach((sign, j) => places.set(sign, [...(places.get(sign) ?? []), j]));
  let shared = 0;
  const waiting = [[0, a.length, 0, b.length]];
  while (waiting.length) {
    const [aLow, aHigh, bLow, bHigh] = waiting.pop();
    const [i, j, length] = longest(a, b, [aLow, aHigh, bLow, bHigh], places);
    if (length) {
      shared += length;
      waiting.push([aLow, i, bLow, j], [i + length, aHigh, j + length, bHigh]);
    }
  }
  return (2 * shared) / (a.length + b.length);
}

const SLIP = 0.8;
const SURE = 0.85;
const EMPTY_WORDS = new Set('a au aux avec ce d dans de des du en et l la le les ou par pour personne sur un une'.split(' '));

/** @returns {Set<string>} the words of a folded text that say something, without the mark of their plural */
function meaning(folded) {
  const words = folded.split('-').map((word) => (word.length > 3 && /[sx]$/.test(word) ? word.slice(0, -1) : word));
  return new Set(words.filter((word) => word && !EMPTY_WORDS.has(word)));
}

const isWithin = (one, other) => [...one].every((word) => other.has(word));

/** @returns {string|null} the one id that has the same words in a name; else more, or less, and no other id */
function byWords(wanted, byName) {
  const own = meaning(wanted);
  const [same, near] = [new Set(), new Set()];
  for (const [name, id] of own.size ? byName : []) {
    const words = meaning(name);
    const [less, more] = [isWithin(words, own), isWithin(own, words)];
    if (less && more) same.add(id);
    else if (words.size && (less || more)) near.add(id);
  }
  const found = same.size ? same : near;
  return found.size === 1 ? [...found][0] : null;
}

/**
 * @param {string} word @param {Map<string, string[]>} known id → its other names
 * @returns {string|null} the id that it means; null rather than nonsense
 */
export function nearest(word, known, cutoff = SLIP) {
  const wanted = fold([...word].slice(0, 80).join(''));
  const byName = new Map();
  for (const [id, names] of known) [...names, id].forEach((name) => byName.set(fold(name), id));
  if (byName.has(wanted)) return byName.get(wanted);
  const meant = cutoff < SURE ? byWords(wanted, byName) : null;
  if (meant) return meant;
  let best = null;
  for (const [name, id] of byName) {
    const score = ratio(name, wanted);
    const isBetter = !best || score > best.score || (score === best.score && name > best.name);
    if (score >= cutoff && isBetter) best = { score, name, id };
  }
  return best?.id ?? null;
}
