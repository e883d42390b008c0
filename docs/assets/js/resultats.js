/* The list of records: cards of the page or of the data files, and its pages. */

import { creer, horsEcran, lienEtat, nombre } from './dom.js';

export const PAR_PAGE = 20;
const VOISINES = 1;
// A card that grows after it is shown moves the link that one is about to press: its details are
// waited for, but not for long.
const ATTENTE_DES_DETAILS = 500;

/** @returns {Promise<object>} a data file; kept, unless it failed */
function memoire(charger) {
  const lus = new Map();
  return (cle) => {
    if (!lus.has(cle)) {
      lus.set(cle, charger(cle).catch((erreur) => { lus.delete(cle); throw erreur; }));
    }
    return lus.get(cle);
  };
}

/** @returns {Promise<void>} after some milliseconds */
function pause(duree) {
  return new Promise((fin) => { setTimeout(fin, duree); });
}

/** Puts a text or a list of texts in a card, and shows the block that holds it. */
function remplir(carte, nom, valeur) {
  const champ = carte.querySelector(`[data-champ="${nom}"]`);
  if (!champ || valeur === undefined) return;
  const bloc = champ.closest('[data-bloc]');
  if (bloc) bloc.hidden = valeur.length === 0;
  if (Array.isArray(valeur)) champ.replaceChildren(...valeur.map((t) => creer('li', {}, t)));
  else champ.textContent = valeur;
}

/** The cards: those of the page first, the others made from the model and the data files. */
class Cartes {
  constructor(racine, donnees, lot, lireTitres) {
    this.modele = racine.querySelector('#modele-carte');
    this.projets = racine.dataset.projets;
    this.lot = lot;
    this.lireTitres = lireTitres;
    this.lireLot = memoire((k) => fetch(new URL(`cartes-${k}.json`, donnees)).then((r) => r.json()));
    this.faites = new Map([...racine.querySelectorAll('#resultats > li')].entries());
  }

  /** @returns {Promise<HTMLElement>} the card of a record, without its details if they are slow */
  async carte(i) {
    if (!this.faites.has(i)) {
      const { ids, titres, lieux } = await this.lireTitres();
      const li = creer('li', {}, this.modele.content.cloneNode(true));
      li.querySelector('[data-champ="titre"]').href = `${this.projets}${encodeURIComponent(ids[i])}/`;
      remplir(li, 'titre', titres[i]);
      remplir(li, 'lieu', lieux[i]);
      this.faites.set(i, li);
      await Promise.race([this.completer(i, li), pause(ATTENTE_DES_DETAILS)]);
    }
    return this.faites.get(i);
  }

  /** Adds what the card's data file says; without it the title still leads to the record. */
  async completer(i, li) {
    try {
      const lot = await this.lireLot(Math.floor(i / this.lot));
      for (const [nom, valeur] of Object.entries(lot[i % this.lot])) remplir(li, nom, valeur);
    } catch (erreur) {
      this.faites.delete(i);
      console.warn('Détail de carte illisible :', erreur);
    }
  }
}

/** @returns {(number|null)[]} the pages to name, null for a gap */
export function pagesNommees(page, derniere) {
  const proches = [1, derniere];
  for (let p = page - VOISINES; p <= page + VOISINES; p += 1) proches.push(p);
  const numeros = [...new Set(proches)].filter((p) => p >= 1 && p <= derniere).sort((a, b) => a - b);
  return numeros.flatMap((p, i) => (i && p - numeros[i - 1] > 1 ? [null, p] : [p]));
}

/** @returns {HTMLElement} one entry of the pagination */
function entree(p, page, adresse) {
  if (p === null) return creer('li', { class: 'pagination-saut', 'aria-hidden': 'true' }, '…');
  const lien = lienEtat(adresse(p), 'pagination-lien', horsEcran('Page '), nombre(p));
  if (p === page) lien.setAttribute('aria-current', 'page');
  return creer('li', {}, lien);
}

/** Writes the links to the other pages; none when everything holds on one. */
function paginer(nav, page, derniere, adresse) {
  nav.hidden = derniere < 2;
  nav.replaceChildren();
  if (nav.hidden) return;
  const entrees = pagesNommees(page, derniere).map((p) => entree(p, page, adresse));
  const aller = (p, texte) => creer('li', { class: 'pagination-pas' },
    lienEtat(adresse(p), 'pagination-lien', texte));
  if (page > 1) entrees.unshift(aller(page - 1, 'Précédente'));
  if (page < derniere) entrees.push(aller(page + 1, 'Suivante'));
  nav.append(creer('ul', {}, ...entrees));
}

/**
 * @param {HTMLElement} racine @param {URL} donnees @param {number} lot
 * @param {() => Promise<object>} lireTitres
 * @returns {(positions: number[], page: number, adresse: (page: number) => string)
 *   => Promise<boolean>} shows a page of results; false when another one was asked meanwhile
 */
export function installerResultats(racine, donnees, lot, lireTitres) {
  const liste = racine.querySelector('#resultats');
  const nav = racine.querySelector('#pagination');
  const cartes = new Cartes(racine, donnees, lot, lireTitres);
  let demande = 0;
  return async (positions, page, adresse) => {
    demande += 1;
    const celleCi = demande;
    const derniere = Math.max(1, Math.ceil(positions.length / PAR_PAGE));
    const ici = Math.min(page, derniere);
    const visibles = positions.slice((ici - 1) * PAR_PAGE, ici * PAR_PAGE);
    const elements = await Promise.all(visibles.map((i) => cartes.carte(i)));
    if (celleCi !== demande) return false;
    liste.replaceChildren(...elements);
    liste.hidden = elements.length === 0;
    paginer(nav, ici, derniere, adresse);
    return true;
  };
}
