/* The links to the forge: one for each file to make or to change there. */

import { create } from '../commun/dom.js';
import { LONGEST, forge } from './sorties.js';

const lower = (text) => text.slice(0, 1).toLowerCase() + text.slice(1);

/** @returns {HTMLAnchorElement} a link; those that are there serve again, for a press may have begun on them */
function linkAt(zone, rank) {
  return zone.children[rank] ?? zone.appendChild(create('a', { class: 'bouton bouton--second', target: '_blank', rel: 'noopener', 'data-rang': rank }));
}

/**
 * @param {HTMLElement} zone @param {import('./sorties.js').File[]} files the record, then new organisations
 * @param {{depot: string|undefined, edition: string|undefined}} dataset where the repository is @param {boolean} known
 */
export function showForge(zone, files, { depot, edition = '' }, known) {
  if (!depot) return;
  const branch = edition.match(/edit\/(.+?)\/docs\//)?.[1] ?? 'main';
  files.forEach((file, rank) => {
    const way = forge(depot, branch, file, known && rank === 0);
    const link = linkAt(zone, rank);
    link.hidden = !way || way.adresse.length > LONGEST;
    if (!way) return;
    const name = files.length > 1 ? ` (${file.nom})` : '';
    link.href = way.adresse;
    link.textContent = `${way.colle ? `Copier le texte et ${lower(way.libelle)}` : way.libelle}${name}`;
    link.dataset.colle = way.colle ? 'oui' : '';
  });
  [...zone.children].slice(files.length).forEach((link) => link.remove());
}
