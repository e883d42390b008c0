/* What the catalogue says around the list: active choices, advice, the way out of an empty list. */

import { avec, compter, elargissements, sans } from './facettes.js';
import { creer, guillemets, horsEcran, initiatives, lienEtat } from './dom.js';
import { suggerer, valeursNommees, valeursProches } from './requete.js';

const AILLEURS_MAX = 5;
const ELARGISSEMENTS_MAX = 3;

/** @returns {{facette: string, valeur: string}} the labels of a value */
function libelles(catalogue, parametre, id) {
  const facette = catalogue.facettes.find((f) => f.parametre === parametre);
  return { facette: facette.libelle, valeur: facette.parId.get(id).libelle };
}

/** The active choices, each a link that removes it. */
export function montrerActifs(bloc, { catalogue, etat, adresse }) {
  const puces = [...etat.choix].flatMap(([parametre, ids]) => ids.map((id) => {
    const { facette, valeur } = libelles(catalogue, parametre, id);
    const reste = adresse({ ...etat, choix: sans(etat.choix, parametre, id), page: 1 });
    return puce(reste, facette, valeur);
  }));
  if (etat.q) puces.push(puce(adresse({ ...etat, q: '', tri: '', page: 1 }), 'Texte', etat.q));
  bloc.hidden = puces.length === 0;
  bloc.querySelector('.actifs-liste').replaceChildren(...puces);
}

/** @returns {HTMLElement} one active choice */
function puce(adresse, facette, valeur) {
  const croix = creer('span', { class: 'actif-croix', 'aria-hidden': 'true' }, '×');
  return creer('li', {}, lienEtat(adresse, 'actif',
    horsEcran('Retirer '), creer('span', { class: 'actif-facette' }, `${facette}\u00a0: `), valeur, croix));
}

/** @returns {boolean} whether a value has records: one without would only lead to an empty list */
function aDesFiches(catalogue, { parametre, id }) {
  const facette = catalogue.facettes.find((f) => f.parametre === parametre);
  return compter(facette.parId.get(id).bits) > 0;
}

/** @returns {HTMLElement} a link that adds a value of a facet to the choices, without the words */
function proposition({ catalogue, etat, adresse }, { parametre, id }) {
  const { facette, valeur } = libelles(catalogue, parametre, id);
  const vers = adresse({ ...etat, choix: avec(etat.choix, parametre, id), q: '', tri: '', page: 1 });
  return lienEtat(vers, '', `${facette}\u00a0: ${valeur}`);
}

/** @returns {HTMLElement} a paragraph that ends with links */
function phrase(debut, liens, fin = '.') {
  const suite = liens.flatMap((lien, i) => (i ? [', ', lien] : [lien]));
  return creer('p', { class: 'message' }, debut, ...suite, fin);
}

/** @returns {HTMLElement[]} the filters that the words name, or nearly name */
function filtresNommes(contexte) {
  const { catalogue, etat, lexique, total, texte } = contexte;
  if (!etat.q) return [];
  const nouvelle = (v) => !(etat.choix.get(v.parametre) ?? []).includes(v.id) && aDesFiches(catalogue, v);
  const liens = (valeurs) => valeurs.filter(nouvelle).map((v) => proposition(contexte, v));
  const nommes = liens(valeursNommees(lexique, etat.q));
  if (nommes.length) return [phrase(`${guillemets(etat.q)} est aussi un filtre\u00a0: `, nommes)];
  // An empty or wider answer proposes them itself, with other words.
  const proches = total > 0 && !texte?.large ? liens(valeursProches(lexique, etat.q)) : [];
  return proches.length ? [phrase('Filtre proche de ces mots\u00a0: ', proches)] : [];
}

/** @returns {HTMLElement[]} what must be known of the answer to the words */
function portee(contexte) {
  const { texte } = contexte;
  const dire = (phrase_) => creer('p', { class: 'message' }, phrase_);
  if (texte?.titresSeuls) {
    return [dire('L’index du texte n’est pas disponible\u00a0: la recherche porte sur les titres et les lieux.')];
  }
  if (!texte?.large || contexte.total === 0) return [];
  return [dire('Aucune initiative ne contient tous ces mots. Voici celles qui en contiennent le plus.')];
}

/** Above the list: unknown values of the address, words that are also a filter, wider answers. */
export function montrerMessages(bloc, contexte) {
  const inconnus = contexte.inconnus.map(({ valeur }) => creer('p', { class: 'message' },
    `L’adresse demandait ${guillemets(valeur)}, que le catalogue ne connaît pas\u00a0: ce choix est laissé de côté.`));
  bloc.replaceChildren(...inconnus, ...filtresNommes(contexte), ...portee(contexte));
}

/** @returns {HTMLElement[]} « vouliez-vous dire », empty when nothing is near */
function corrections(contexte) {
  const { catalogue, lexique, etat, adresse } = contexte;
  if (!etat.q) return [];
  const utiles = suggerer(lexique, etat.q)
    .filter((s) => s.parametre === null || aDesFiches(catalogue, s));
  const liens = utiles.map((s) => (s.parametre !== null
    ? proposition(contexte, s)
    : lienEtat(adresse({ ...etat, q: s.texte, page: 1 }), '', guillemets(s.texte))));
  return liens.length ? [phrase('Vouliez-vous dire\u00a0: ', liens, '\u00a0?')] : [];
}

/** @returns {HTMLElement|null} the choices to give up, best first */
function retraits({ catalogue, etat, texte, adresse }) {
  const pistes = elargissements(catalogue, etat.choix, texte?.bits ?? null);
  const liens = pistes.slice(0, ELARGISSEMENTS_MAX).map(({ parametre, id, nombre }) => {
    const nom = parametre === null ? etat.q : libelles(catalogue, parametre, id).valeur;
    const suite = parametre === null
      ? { ...etat, q: '', tri: '', page: 1 }
      : { ...etat, choix: sans(etat.choix, parametre, id), page: 1 };
    return creer('li', {},
      lienEtat(adresse(suite), '', `Sans ${guillemets(nom)}\u00a0: ${initiatives(nombre)}`));
  });
  return liens.length ? creer('ul', { class: 'vide-pistes' }, ...liens) : null;
}

/** Instead of an empty list: what to give up, what may have been meant, where to go. */
export function montrerVide(bloc, contexte) {
  const { etat, contribuer, adresse, total } = contexte;
  bloc.hidden = total > 0;
  if (total > 0) return;
  const seul = etat.q && etat.choix.size === 0;
  const titre = seul
    ? `Aucune initiative ne répond à ${guillemets(etat.q)}`
    : 'Aucune initiative ne réunit tous ces choix';
  const toutes = lienEtat(adresse({ ...etat, choix: new Map(), q: '', tri: '', page: 1 }), '',
    'Voir toutes les initiatives');
  bloc.replaceChildren(...[
    creer('h3', {}, titre),
    ...corrections(contexte),
    seul ? null : retraits(contexte),
    creer('p', {}, toutes),
    creer('p', {}, 'Vous connaissez une initiative qui y répond\u00a0? ',
      creer('a', { href: contribuer }, 'Proposez-la au catalogue'), '.'),
  ].filter(Boolean));
}

/** Other pages of the site that hold the words. */
export async function montrerAilleurs(bloc, resultats, estActuel) {
  const pages = await Promise.all(resultats.slice(0, AILLEURS_MAX).map((r) => r.data()));
  if (!estActuel()) return;
  bloc.hidden = pages.length === 0;
  bloc.querySelector('ul').replaceChildren(...pages.map(({ url, meta, plain_excerpt: extrait }) => (
    creer('li', {}, creer('a', { href: url }, meta.title ?? url),
      creer('p', {}, extrait ?? ''))
  )));
}
