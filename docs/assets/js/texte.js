/* Search in the text: Pagefind's answers turned into positions of the catalogue. */

import { fusionner, motsUtiles, nettoyer, plier } from './requete.js';

const RACINE = new URL('../../', import.meta.url);

/**
 * @typedef {{fiches: number[], ailleurs: object[], large: boolean, titresSeuls: boolean}} Reponse
 *   fiches: records, best first; ailleurs: Pagefind results of other pages; large: no record holds
 *   all the words, these hold some; titresSeuls: the text index could not be read
 * @typedef {{titres: string[], lieux: string[]}} Titres
 */

/** @returns {Promise<{moteur: object, rang: Map<string, number>}>} */
async function ouvrir() {
  const [moteur, index] = await Promise.all([
    import(new URL('pagefind/pagefind.js', RACINE).href),
    fetch(new URL('pagefind/fiches.json', RACINE)).then((reponse) => reponse.json()),
  ]);
  await moteur.options({ baseUrl: RACINE.pathname });
  await moteur.init();
  return { moteur, rang: new Map(index.fragments.map((id, i) => [id, i])) };
}

/** Records whose title or place holds all the words: what is left without the text index. */
function chercherTitres({ titres, lieux }, mots) {
  const plies = mots.map(plier);
  return titres.flatMap((titre, i) => {
    const texte = plier(`${titre} ${lieux[i]}`);
    return plies.every((mot) => texte.includes(mot)) ? [i] : [];
  });
}

/** @returns {{fiches: number[], ailleurs: object[]}} Pagefind's results, records apart */
function partager(resultats, rang) {
  const fiches = resultats.map(({ id }) => rang.get(id)).filter((i) => i !== undefined);
  return { fiches, ailleurs: resultats.filter(({ id }) => !rang.has(id)) };
}

/** Records that hold some of the words, when none holds all. */
async function chercherLargement({ moteur, rang }, mots) {
  const reponses = await Promise.all(mots.map((mot) => moteur.search(mot)));
  return fusionner(reponses.map(({ results }) => partager(results, rang).fiches));
}

/**
 * A search over the site's text, whose index is read at the first question.
 * @param {() => Promise<Titres>} lireTitres
 * @returns {(q: string) => Promise<Reponse>}
 */
export function chercheur(lireTitres) {
  let ouverture = null;
  return async (q) => {
    const mots = motsUtiles(q);
    const base = { ailleurs: [], large: false, titresSeuls: false };
    try {
      ouverture ??= ouvrir();
      const texte = await ouverture;
      const { results } = await texte.moteur.search(nettoyer(mots.join(' ')));
      const trouve = partager(results, texte.rang);
      if (trouve.fiches.length || mots.length < 2) return { ...base, ...trouve };
      return { ...base, ...trouve, fiches: await chercherLargement(texte, mots), large: true };
    } catch (erreur) {
      console.warn('Index du texte illisible, recherche dans les titres :', erreur);
      ouverture = null;
      return { ...base, fiches: chercherTitres(await lireTitres(), mots), titresSeuls: true };
    }
  };
}
