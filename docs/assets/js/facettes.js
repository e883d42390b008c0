/*
 * Sets of records as bits, and the counts of the facets. Pure: no DOM.
 * OR inside a facet, AND across facets.
 */

/**
 * @typedef {Uint32Array} Bits  bit i of the set: record i, in the catalogue's order
 * @typedef {{id: string, libelle: string, adresse: string|null, famille: string,
 *   parent: string|null, alias: string[], fiches: number[]|string}} ValeurLue
 * @typedef {ValeurLue & {bits: Bits}} Valeur
 * @typedef {{parametre: string, libelle: string, secondaire: boolean, valeurs: Valeur[],
 *   parId: Map<string, Valeur>}} Facette
 * @typedef {{n: number, lot: number, ordres: Record<string, number[]>, facettes: Facette[]}} Catalogue
 * @typedef {Map<string, string[]>} Choix  parameter → ids of the chosen values
 */

/** @param {number} n @returns {Bits} an empty set over n records */
export function aucune(n) {
  return new Uint32Array(Math.ceil(n / 32));
}

/** @param {number} n @returns {Bits} the set of all n records */
export function toutes(n) {
  const bits = aucune(n).fill(0xffffffff);
  const reste = n % 32;
  if (reste) bits[bits.length - 1] = 2 ** reste - 1;
  return bits;
}

/** @param {Bits} bits @param {number} i */
export function ajouter(bits, i) {
  bits[i >> 5] |= 1 << (i & 31);
}

/** @param {Bits} bits @param {number} i @returns {boolean} */
export function contient(bits, i) {
  return (bits[i >> 5] & (1 << (i & 31))) !== 0;
}

/** @param {Iterable<number>} positions @param {number} n @returns {Bits} */
export function depuisPositions(positions, n) {
  const bits = aucune(n);
  for (const i of positions) ajouter(bits, i);
  return bits;
}

/** @param {string} base64 bit i of byte i>>3 is record i @param {number} n @returns {Bits} */
export function depuisBase64(base64, n) {
  const octets = atob(base64);
  const bits = aucune(n);
  for (let i = 0; i < octets.length; i += 1) {
    bits[i >> 2] |= octets.charCodeAt(i) << ((i & 3) * 8);
  }
  return bits;
}

/** @param {number[]|string} fiches @param {number} n @returns {Bits} */
export function lireFiches(fiches, n) {
  return typeof fiches === 'string' ? depuisBase64(fiches, n) : depuisPositions(fiches, n);
}

/** @param {Bits} a @param {Bits} b @returns {Bits} records of both */
export function et(a, b) {
  return a.map((mot, i) => mot & b[i]);
}

/** @param {Bits} a @param {Bits} b @returns {Bits} records of either */
export function ou(a, b) {
  return a.map((mot, i) => mot | b[i]);
}

/** @param {number} mot 32 bits @returns {number} how many are set */
function poids(mot) {
  let v = mot - ((mot >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** @param {Bits} bits @returns {number} how many records */
export function compter(bits) {
  let total = 0;
  for (const mot of bits) total += poids(mot);
  return total;
}

/** @param {Bits} a @param {Bits} b @returns {number} how many records of both, without a copy */
export function compterCommunes(a, b) {
  let total = 0;
  for (let i = 0; i < a.length; i += 1) total += poids(a[i] & b[i]);
  return total;
}

/**
 * The data file, ready to count with.
 * @param {{n: number, lot: number, ordres: Record<string, number[]>, facettes: object[]}} lu
 * @returns {Catalogue}
 */
export function preparer(lu) {
  const facettes = lu.facettes.map((facette) => {
    const valeurs = facette.valeurs.map((v) => ({ ...v, bits: lireFiches(v.fiches, lu.n) }));
    return { ...facette, valeurs, parId: new Map(valeurs.map((v) => [v.id, v])) };
  });
  return { n: lu.n, lot: lu.lot, ordres: lu.ordres ?? {}, facettes };
}

/** @param {Facette} facette @param {string[]} ids @param {number} n @returns {Bits} OR of the choices */
function reunion(facette, ids, n) {
  return ids
    .map((id) => facette.parId.get(id))
    .filter((valeur) => valeur !== undefined)
    .reduce((bits, valeur) => ou(bits, valeur.bits), aucune(n));
}

/**
 * What each facet with a choice lets through.
 * @param {Catalogue} catalogue @param {Choix} choix @returns {Map<string, Bits>}
 */
function selections(catalogue, choix) {
  return new Map(
    catalogue.facettes
      .filter((f) => (choix.get(f.parametre) ?? []).length > 0)
      .map((f) => [f.parametre, reunion(f, choix.get(f.parametre), catalogue.n)]),
  );
}

/**
 * The records that answer everything.
 * @param {Catalogue} catalogue @param {Choix} choix
 * @param {Bits|null} texte records that answer the words, null without words
 * @returns {Bits}
 */
export function resultat(catalogue, choix, texte = null) {
  const depart = texte ?? toutes(catalogue.n);
  return [...selections(catalogue, choix).values()].reduce(et, depart);
}

/**
 * For each value of each facet: how many results, given the choices of the other facets.
 * @param {Catalogue} catalogue @param {Choix} choix @param {Bits|null} texte
 * @returns {Map<string, Map<string, number>>} parameter → value id → count
 */
export function comptes(catalogue, choix, texte = null) {
  const parFacette = selections(catalogue, choix);
  const depart = texte ?? toutes(catalogue.n);
  return new Map(catalogue.facettes.map((facette) => {
    const autres = [...parFacette]
      .filter(([parametre]) => parametre !== facette.parametre)
      .reduce((bits, [, selection]) => et(bits, selection), depart);
    const nombres = facette.valeurs.map((v) => [v.id, compterCommunes(autres, v.bits)]);
    return [facette.parametre, new Map(nombres)];
  }));
}

/** @param {Choix} choix @returns {Choix} a copy that can change alone */
export function copier(choix) {
  return new Map([...choix].map(([parametre, ids]) => [parametre, [...ids]]));
}

/** @param {Choix} choix @returns {Choix} without that value */
export function sans(choix, parametre, id) {
  const reste = copier(choix);
  const ids = (reste.get(parametre) ?? []).filter((autre) => autre !== id);
  if (ids.length) reste.set(parametre, ids);
  else reste.delete(parametre);
  return reste;
}

/** @param {Choix} choix @returns {Choix} with that value too */
export function avec(choix, parametre, id) {
  const ensemble = copier(choix);
  const ids = ensemble.get(parametre) ?? [];
  ensemble.set(parametre, ids.includes(id) ? ids : [...ids, id]);
  return ensemble;
}

/**
 * What to give up to find something: each active choice and the results that come without it,
 * best first; the words count as a choice.
 * @param {Catalogue} catalogue @param {Choix} choix @param {Bits|null} texte
 * @returns {{parametre: string|null, id: string|null, nombre: number}[]} null: the words
 */
export function elargissements(catalogue, choix, texte = null) {
  const pistes = [...choix].flatMap(([parametre, ids]) => ids.map((id) => ({
    parametre, id, nombre: compter(resultat(catalogue, sans(choix, parametre, id), texte)),
  })));
  if (texte) {
    pistes.push({ parametre: null, id: null, nombre: compter(resultat(catalogue, choix)) });
  }
  return pistes.filter((piste) => piste.nombre > 0).sort((a, b) => b.nombre - a.nombre);
}

/**
 * The results in order.
 * @param {Bits} bits @param {Iterable<number>} ordre positions, best first @returns {number[]}
 */
export function ranger(bits, ordre) {
  return [...ordre].filter((i) => contient(bits, i));
}
