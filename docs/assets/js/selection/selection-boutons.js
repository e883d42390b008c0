/* Every page: the count in the header, and the buttons that put a record in the selection. */

import { create, offScreen, quoted, records, setDisabled } from '../commun/dom.js';
import {
  MAX, ROOT, isRefused, keep, onChange, selection, writeAddress,
} from '../commun/garde.js';

const ADD = 'Ajouter à ma sélection';
const REMOVE = 'Retirer de ma sélection';
const FULL = `Sélection pleine (${MAX}\u00a0fiches)`;

/** Says something to screen readers. */
export function announce(text) {
  const place = document.querySelector('[data-selection-annonce]');
  if (place) place.textContent = text;
}

/** @returns {{id: string, title: string}} the record that a button stands for */
function recordOf(button) {
  const link = button.closest('.carte')?.querySelector('.carte-titre a');
  const heading = link ?? button.closest('.fiche')?.querySelector('h1');
  const id = button.dataset.selection || link?.href.match(/([^/]+)\/(?:[?#].*)?$/)?.[1] || '';
  return { id: decodeURIComponent(id), title: heading?.textContent.trim() ?? '' };
}

/** Makes the buttons of a part of the page say what they will do; the title follows for who does not see the card. */
function paint(part, ids) {
  for (const button of part.querySelectorAll('[data-selection]')) {
    const { id, title } = recordOf(button);
    const inside = ids.includes(id);
    const full = !inside && ids.length >= MAX;
    const said = inside ? REMOVE : full ? FULL : ADD;
    if (button.dataset.dit === `${said} ${title}`) continue;
    button.dataset.dit = `${said} ${title}`;
    button.classList.toggle('selection-bouton--choisie', inside);
    setDisabled(button, full);
    button.replaceChildren(said, offScreen(`\u00a0: ${title}`));
  }
}

/** Puts a record in the selection or takes it out, and says so. */
function toggle(button) {
  const { id, title } = recordOf(button);
  const ids = selection();
  if (!id) return;
  if (ids.includes(id)) {
    keep(ids.filter((other) => other !== id));
    document.querySelector('.selection-suite')?.remove();
    announce(`${quoted(title)} est retirée de ma sélection, qui a ${records(ids.length - 1)}.`);
  } else if (ids.length >= MAX) {
    announce(`La sélection est pleine\u00a0: ${records(MAX)} au plus. Retirez-en une pour ajouter celle-ci.`);
  } else {
    keep([...ids, id]);
    // A way on to the selection follows the last button that put a record in it.
    document.querySelector('.selection-suite')?.remove();
    const href = document.querySelector('a.selection-lien')?.href;
    if (href) button.after(' ', create('a', { class: 'bouton bouton--discret selection-suite', href }, `Voir ma sélection (${ids.length + 1})`));
    announce(`${quoted(title)} est ajoutée à ma sélection, qui a ${records(ids.length + 1)}.${
      isRefused() ? ' Votre navigateur refuse de la garder\u00a0: emportez-la par le lien «\u00a0Ma sélection\u00a0» avant de quitter cette page.' : ''}`);
  }
}

/** Shows the count in the header; without storage the link itself carries the selection. */
function showCount(ids) {
  const figure = document.querySelector('[data-selection-nombre]');
  if (!figure) return;
  figure.textContent = `(${ids.length}${ids.length >= MAX ? ', pleine' : ''})`;
  document.documentElement.classList.toggle('avec-selection', ids.length > 0);
  const address = new URL('selection/', ROOT);
  if (isRefused()) address.search = writeAddress(ids);
  figure.closest('a').href = address.href;
}

/** Lists are redrawn by their own modules: their new buttons are painted as they come. */
function followNewCards() {
  const main = document.getElementById('contenu');
  if (!main) return;
  new MutationObserver((changes) => {
    const added = changes.flatMap(({ addedNodes }) => [...addedNodes])
      .filter((node) => node.nodeType === Node.ELEMENT_NODE && node.querySelector('[data-selection]'));
    if (!added.length) return;
    const ids = selection();
    added.forEach((node) => paint(node, ids));
  }).observe(main, { childList: true, subtree: true });
}

const show = (ids) => { showCount(ids); paint(document, ids); };
document.addEventListener('click', ({ target }) => {
  const button = target.closest?.('[data-selection]');
  if (button) toggle(button);
});
onChange(show);
show(selection());
followNewCards();
