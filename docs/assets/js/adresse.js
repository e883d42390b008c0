/* The state of the catalogue page ⇄ the query of its address. Pure: no DOM. */

/**
 * @typedef {import('./facettes.js').Choix} Choix
 * @typedef {{choix: Choix, q: string, tri: string, page: number}} Etat
 *   tri: '' is the default order
 * @typedef {{parametre: string, valeur: string}} Inconnu
 */

export const TRIS = ['pertinence', 'titre', 'recent', 'menages'];
const LONGUEUR_MAX = 200;

/** @returns {Etat} nothing chosen */
export function etatVide() {
  return { choix: new Map(), q: '', tri: '', page: 1 };
}

/** @param {string|null} texte @returns {number} the page number, 1 when it is none */
function lirePage(texte) {
  return /^[1-9]\d{0,5}$/.test(texte ?? '') ? Number(texte) : 1;
}

/**
 * What a query asks for. A value that no facet has is set aside; a parameter that is not ours is
 * left alone.
 * @param {string} requete with or without its « ? »
 * @param {Map<string, Set<string>>} connus parameter → ids of its values
 * @returns {{etat: Etat, inconnus: Inconnu[]}}
 */
export function lire(requete, connus) {
  const parametres = new URLSearchParams(requete);
  const etat = etatVide();
  const inconnus = [];
  for (const [parametre, ids] of connus) {
    const demandes = [...new Set(parametres.getAll(parametre))].filter((valeur) => valeur !== '');
    const retenus = demandes.filter((valeur) => ids.has(valeur));
    if (retenus.length) etat.choix.set(parametre, retenus);
    demandes.filter((v) => !ids.has(v)).forEach((valeur) => inconnus.push({ parametre, valeur }));
  }
  etat.q = (parametres.get('q') ?? '').trim().slice(0, LONGUEUR_MAX);
  etat.page = lirePage(parametres.get('page'));
  const tri = parametres.get('tri') ?? '';
  if (TRIS.includes(tri)) etat.tri = tri;
  else if (tri) inconnus.push({ parametre: 'tri', valeur: tri });
  return { etat, inconnus };
}

/**
 * The query of a state, '' when nothing is chosen; always the same for the same state.
 * @param {Etat} etat @param {string[]} ordre the parameters, in the order of the facets
 * @returns {string}
 */
export function ecrire(etat, ordre) {
  const parametres = new URLSearchParams();
  for (const parametre of ordre) {
    for (const id of [...(etat.choix.get(parametre) ?? [])].sort()) parametres.append(parametre, id);
  }
  if (etat.q) parametres.append('q', etat.q);
  if (etat.tri) parametres.append('tri', etat.tri);
  if (etat.page > 1) parametres.append('page', String(etat.page));
  const texte = parametres.toString();
  return texte ? `?${texte}` : '';
}
