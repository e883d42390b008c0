/* The verdict, said: « Fiche valide », or what to correct and to look at again, each line leading to its field. */

import { create, focusOn } from '../commun/dom.js';
import { showFaults } from './erreurs.js';

/** @typedef {{place: HTMLElement, message: string, level: string}} Placed a fault with its place in the form */

const isError = ({ level }) => level === 'error';

/** What to correct, or what to do now that nothing is. */
function said(lines, note, isCompared) {
  if (!lines.length && !isCompared) {
    return [create('h3', { id: 'verdict-titre' }, 'Aucune erreur trouvée, comparaison à refaire')];
  }
  if (!lines.length) {
    return [create('h3', { id: 'verdict-titre' }, 'Fiche valide'),
      create('p', {}, 'Le catalogue peut la recevoir telle quelle. Il reste à l’envoyer\u00a0: ', create('a', { href: '#sorties' }, 'choisissez comment'), '.')];
  }
  return [create('h3', { id: 'verdict-titre' }, `${lines.length} erreur${lines.length > 1 ? 's' : ''} à corriger`),
    ...note ? [create('p', {}, note)] : [], create('ol', {}, ...lines)];
}

/** What does not keep from sending the record. */
function toLookAt(lines) {
  return lines.length ? [create('h4', {}, 'À vérifier'), create('p', {}, 'Ces remarques n’empêchent pas d’envoyer la fiche.'), create('ol', {}, ...lines)] : [];
}

/**
 * Says the verdict, and marks each fault beside its field.
 * @param {HTMLElement} zone @param {Placed[]} faults @param {string} note what the errors keep from doing, if anything
 * @param {boolean} isCompared whether the catalogue was read: without it a record is not known to be valid
 */
export function tellVerdict(zone, faults, note, isCompared) {
  const lines = showFaults(faults);
  const errors = lines.filter((_, rank) => isError(faults[rank]));
  const others = lines.filter((_, rank) => !isError(faults[rank]));
  zone.setAttribute('aria-labelledby', 'verdict-titre');
  zone.className = `fc-verdict fc-verdict--${errors.length ? 'erreurs' : 'valide'}`;
  zone.replaceChildren(...said(errors, note, isCompared), ...toLookAt(others));
  zone.hidden = false;
  focusOn(zone);
}
