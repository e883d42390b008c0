/* The facets: the links of the page become check boxes whose counts follow the choices. */

import { allerA, creer, horsEcran, nombre } from './dom.js';
import { plier } from './requete.js';

const LISTE_LONGUE = 12;

/** Turns one choice of the page (a link and a count) into a labelled check box. */
function cocher(li, parametre) {
  const ligne = li.querySelector('.choix-ligne');
  const nom = ligne.querySelector('.choix-nom');
  const compte = ligne.querySelector('.choix-compte');
  const id = `${parametre}-${li.dataset.valeur}`;
  const valeur = { type: 'checkbox', id, name: parametre, value: li.dataset.valeur };
  const case_ = creer('input', valeur);
  const texte = creer('span', { class: 'choix-nom' }, nom.textContent);
  const chiffre = creer('span', { class: 'choix-compte' }, compte.textContent);
  ligne.replaceChildren(
    case_, creer('label', { for: id }, texte, ' ', chiffre, horsEcran(' initiatives')),
  );
  return { li, case_, chiffre, plie: plier(nom.textContent) };
}

/** A choice with choices under it (région, départements) shows them on demand. */
function replier(liste) {
  const parent = liste.closest('.choix');
  const nom = parent.querySelector('.choix-nom').textContent;
  const bouton = creer('button', { type: 'button', class: 'choix-deplier', 'aria-expanded': 'false' },
    horsEcran(`Détail\u00a0: ${nom}`));
  liste.hidden = true;
  bouton.addEventListener('click', () => {
    liste.hidden = !liste.hidden;
    bouton.setAttribute('aria-expanded', String(!liste.hidden));
  });
  parent.querySelector('.choix-ligne').append(bouton);
  return { parent, bouton, liste };
}

/** A field to look for a choice in a long list. */
function chercherDans(facette) {
  const { element, choix } = facette;
  const titre = element.querySelector('.facette-nom').textContent;
  const id = `chercher-${element.dataset.parametre}`;
  const champ = creer('input', { type: 'search', id, autocomplete: 'off', placeholder: 'Chercher…' });
  const libelle = creer('label', { class: 'hors-ecran', for: id }, `Chercher dans\u00a0: ${titre}`);
  const bloc = creer('p', { class: 'facette-recherche' }, libelle, champ);
  element.querySelector('legend').after(bloc);
  champ.addEventListener('input', () => {
    facette.cherche = plier(champ.value);
    element.classList.toggle('facette--cherchee', facette.cherche !== '');
    choix.forEach((c) => { c.ecarte = !c.plie.includes(facette.cherche); });
    voir(facette);
  });
}

/** Shows or hides, and touches the page only where that changes. */
function montrer(element, visible) {
  if (element.hidden === visible) element.hidden = !visible;
}

/** Shows what has results, is checked and is looked for; a parent follows its children. */
function voir({ element, choix, branches, familles, cherche }) {
  for (const c of choix) montrer(c.li, !c.vide && !c.ecarte);
  for (const { parent, bouton, liste, enfants } of branches) {
    if (cherche && enfants.some((c) => !c.li.hidden)) montrer(parent, true);
    montrer(liste, Boolean(cherche) || bouton.getAttribute('aria-expanded') === 'true');
  }
  element.classList.toggle('facette--arborescente', branches.some(({ parent }) => !parent.hidden));
  for (const { bloc, membres } of familles) montrer(bloc, membres.some((c) => !c.li.hidden));
  montrer(element, Boolean(cherche) || choix.some((c) => !c.vide));
}

/** @returns {object} the choices that stand under a part of a facet */
function sous(bloc, choix) {
  return choix.filter((c) => bloc.contains(c.li));
}

/** @returns {object} one facet of the page, its boxes ready */
function equiper(element, catalogue) {
  const { parametre } = element.dataset;
  const connue = catalogue.facettes.find((f) => f.parametre === parametre);
  const choix = [...element.querySelectorAll('.choix')]
    .filter((li) => connue?.parId.has(li.dataset.valeur))
    .map((li) => ({ ...cocher(li, parametre), vide: false, ecarte: false }));
  const branches = [...element.querySelectorAll('.choix-liste--sous')]
    .map((liste) => ({ ...replier(liste), enfants: sous(liste, choix) }));
  const familles = [...element.querySelectorAll('.famille')]
    .map((bloc) => ({ bloc, membres: sous(bloc, choix) }));
  const facette = { element, parametre, choix, branches, familles, cherche: '' };
  if (choix.filter((c) => !c.li.hidden).length > LISTE_LONGUE) chercherDans(facette);
  return facette;
}

/** Unfolds the choices under which one is checked. */
function deplier({ branches }) {
  for (const { bouton, enfants } of branches) {
    if (enfants.some((c) => c.case_.checked)) bouton.setAttribute('aria-expanded', 'true');
  }
}

/** Gives a facet its checks and counts. */
function accorder(facette, ids, nombres) {
  for (const c of facette.choix) {
    const n = nombres.get(c.case_.value);
    c.case_.checked = ids.includes(c.case_.value);
    c.vide = n === 0 && !c.case_.checked;
    if (c.n !== n) c.chiffre.textContent = nombre(n);
    c.n = n;
  }
  if (ids.length) deplier(facette);
  const actifs = facette.element.querySelector('.facette-actifs');
  actifs.hidden = ids.length === 0;
  actifs.textContent = `${ids.length}\u00a0choix`;
  voir(facette);
}

/** The phone's « Filtrer » button and the one that goes on to the results. */
function installerPli(racine) {
  const bouton = racine.querySelector('.filtres-bouton');
  const fermer = (ouvert) => bouton.setAttribute('aria-expanded', String(ouvert));
  bouton.addEventListener('click', () => fermer(bouton.getAttribute('aria-expanded') !== 'true'));
  racine.querySelector('[data-voir]').addEventListener('click', () => {
    fermer(false);
    allerA(racine.querySelector('#resultats-titre'));
  });
}

/**
 * @param {HTMLElement} racine the catalogue @param {import('./facettes.js').Catalogue} catalogue
 * @param {(parametre: string, id: string, coche: boolean) => void} surChoix
 * @returns {(choix: Map<string, string[]>, comptes: Map<string, Map<string, number>>, total: number)
 *   => void} shows a state
 */
export function installerFiltres(racine, catalogue, surChoix) {
  const facettes = [...racine.querySelectorAll('.facette')].map((f) => equiper(f, catalogue));
  installerPli(racine);
  racine.querySelector('#filtres').addEventListener('change', ({ target }) => {
    if (target.type === 'checkbox') surChoix(target.name, target.value, target.checked);
  });
  const badge = racine.querySelector('.filtres-nombre');
  const voirResultats = racine.querySelector('[data-voir]');
  return (choix, comptes, total) => {
    for (const f of facettes) accorder(f, choix.get(f.parametre) ?? [], comptes.get(f.parametre));
    const actifs = [...choix.values()].flat().length;
    badge.hidden = actifs === 0;
    badge.textContent = `(${actifs}\u00a0actif${actifs > 1 ? 's' : ''})`;
    voirResultats.textContent = `Voir les résultats (${nombre(total)})`;
  };
}
