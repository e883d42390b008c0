/* What is typed: cleaned for the text search, compared with the vocabulary. Pure: no DOM. */

/**
 * @typedef {{texte: string, plie: string, parametre: string|null, id: string|null}} Entree
 *   a word or label that can be proposed; with a parameter, it is a value of a facet
 */

const ELISION = /(^|[\s(«"“])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’ʼ](?=\S)/giu;
const PROPOSITIONS_MAX = 3;
const RACINE_MIN = 5;
// Words of a sentence that say nothing of what is looked for.
const MOTS_VIDES = new Set((
  'a à ai as au aux avec avoir ce ces cette c comme comment d dans de des du elle elles en entre '
  + 'est et étant être il ils j je l la le les leur leurs lui m ma mais me mes mon n ne nos notre '
  + 'nous on ont ou où par pas plus pour qu quand que quel quelle quelles quels qui quoi s sa sans '
  + 'se ses si son sont sur t te tes ton tu un une vers vos votre vous y '
  + 'aussi chez chercher cherche déjà exemple exemples faire fait font faut initiative initiatives '
  + 'peut peuvent projet projets tous tout toute toutes très trouver'
).split(' ').map(plier));

/** @param {string} texte @returns {string} lower case, œ and æ in two letters */
function delier(texte) {
  return texte.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae');
}

/** @param {string} texte @returns {string} as « delier », without accents, words apart by one space */
export function plier(texte) {
  return delier(texte).normalize('NFD').replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** @param {string} texte @returns {string} what the text index is asked: without elisions */
export function nettoyer(texte) {
  const sansElision = delier(texte).replace(ELISION, '$1');
  return sansElision.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

/** @param {string} texte @returns {string[]} its words that carry sense; all of them if none does */
export function motsUtiles(texte) {
  const mots = [...new Set(nettoyer(texte).split(' ').filter(Boolean))];
  const utiles = mots.filter((mot) => !MOTS_VIDES.has(plier(mot)));
  return utiles.length ? utiles : mots;
}

/**
 * Typing errors between two words (insertion, loss, change, swap of neighbours).
 * @param {string} a @param {string} b @param {number} max above it, the count stops
 * @returns {number} max + 1 when there are more
 */
export function ecart(a, b, max) {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let avant = [];
  let ligne = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const suite = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cout = a[i - 1] === b[j - 1] ? 0 : 1;
      suite[j] = Math.min(ligne[j] + 1, suite[j - 1] + 1, ligne[j - 1] + cout);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        suite[j] = Math.min(suite[j], avant[j - 2] + 1);
      }
    }
    if (Math.min(...suite) > max) return max + 1;
    [avant, ligne] = [ligne, suite];
  }
  return Math.min(ligne[b.length], max + 1);
}

/** @param {string} plie @returns {number} how many typing errors a word of that length may have */
function tolerance(plie) {
  if (plie.length < 4) return 0;
  return plie.length < 9 ? 1 : 2;
}

/**
 * What a query can be corrected to: the labels and aliases of the facets, then the words of the
 * titles.
 * @param {import('./facettes.js').Facette[]} facettes @param {string[]} titres
 * @returns {Entree[]}
 */
export function lexique(facettes, titres) {
  const entrees = facettes.flatMap((facette) => facette.valeurs.flatMap((valeur) => (
    [valeur.libelle, ...valeur.alias].map((texte) => (
      { texte, plie: plier(texte), parametre: facette.parametre, id: valeur.id }))
  )));
  const dejaVus = new Set(entrees.map((entree) => entree.plie));
  const mots = [...entrees.map((e) => e.texte), ...titres].flatMap((t) => nettoyer(t).split(' '));
  for (const mot of mots) {
    const plie = plier(mot);
    if (plie.length < 4 || dejaVus.has(plie)) continue;
    dejaVus.add(plie);
    entrees.push({ texte: mot, plie, parametre: null, id: null });
  }
  return entrees;
}

/** @param {Entree[]} entrees @param {string} q @returns {Entree[]} the values that q names */
export function valeursNommees(entrees, q) {
  const plie = plier(nettoyer(q));
  if (!plie) return [];
  const vues = new Set();
  return entrees.filter(({ plie: autre, parametre, id }) => {
    const cle = `${parametre} ${id}`;
    if (parametre === null || autre !== plie || vues.has(cle)) return false;
    vues.add(cle);
    return true;
  });
}

/** @returns {boolean} whether two entries propose the same thing */
function meme(a, b) {
  return a.parametre === b.parametre && a.id === b.id && (a.id !== null || a.plie === b.plie);
}

/** @returns {Entree[]} the entries nearest to a folded text, within its tolerance */
function voisines(entrees, plie, combien) {
  const max = tolerance(plie);
  if (!max) return [];
  return entrees
    .map((entree) => ({ entree, distance: ecart(plie, entree.plie, max) }))
    .filter(({ distance }) => distance > 0 && distance <= max)
    .sort((a, b) => a.distance - b.distance)
    .map(({ entree }) => entree)
    .filter((entree, rang, toutes) => toutes.findIndex((autre) => meme(autre, entree)) === rang)
    .slice(0, combien);
}

/** @param {Entree[]} entrees @param {string} q @returns {Entree[]} the values that q nearly names */
export function valeursProches(entrees, q) {
  const valeurs = entrees.filter((entree) => entree.parametre !== null);
  return voisines(valeurs, plier(nettoyer(q)), PROPOSITIONS_MAX);
}

/** @returns {boolean} whether a word is known, be it with another ending (« accompagner ») */
function estConnu(connus, plie) {
  if (MOTS_VIDES.has(plie) || connus.has(plie)) return true;
  const racine = plie.slice(0, -2);
  return racine.length >= RACINE_MIN && [...connus].some((autre) => autre.startsWith(racine));
}

/** @returns {string|null} the query with each unknown word replaced by its nearest, null if none */
function corriger(entrees, q) {
  const connus = new Set(entrees.flatMap((entree) => entree.plie.split(' ')));
  const motsSeuls = entrees.filter((entree) => !entree.plie.includes(' '));
  let change = false;
  const mots = nettoyer(q).split(' ').map((mot) => {
    const plie = plier(mot);
    if (estConnu(connus, plie)) return mot;
    const [proche] = voisines(motsSeuls, plie, 1);
    change ||= proche !== undefined;
    return proche ? proche.texte.toLowerCase() : mot;
  });
  return change ? mots.join(' ') : null;
}

/**
 * What may have been meant by a query that finds nothing.
 * @param {Entree[]} entrees @param {string} q
 * @returns {Entree[]} values of facets or, without a parameter, other words to search
 */
export function suggerer(entrees, q) {
  const valeurs = valeursProches(entrees, q);
  const corrige = corriger(entrees, q);
  if (corrige === null || valeurs.some((v) => v.plie === plier(corrige))) return valeurs;
  return [...valeurs, { texte: corrige, plie: plier(corrige), parametre: null, id: null }];
}

/**
 * Records that hold some of the words: the more words and the rarer, the higher.
 * @param {number[][]} parMot for each word, the records that hold it
 * @returns {number[]} records, best first
 */
export function fusionner(parMot) {
  const notes = new Map();
  for (const fiches of parMot) {
    fiches.forEach((fiche, rang) => {
      const note = 1 / Math.log2(2 + fiches.length) + 0.001 / (1 + rang);
      notes.set(fiche, (notes.get(fiche) ?? 0) + note);
    });
  }
  return [...notes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([fiche]) => fiche);
}
