/* The facets: the links of the page become check boxes whose counts follow the choices. */

import { create, focusOn, formatNumber, offScreen } from './dom.js';
import { fold } from './requete.js';

const LONG_LIST = 12;

/** Turns one choice of the page (a link and a count) into a labelled check box. */
function makeCheckbox(li, parameter) {
  const row = li.querySelector('.choix-ligne');
  const name = row.querySelector('.choix-nom');
  const count = row.querySelector('.choix-compte');
  const id = `${parameter}-${li.dataset.valeur}`;
  const attributes = { type: 'checkbox', id, name: parameter, value: li.dataset.valeur };
  const box = create('input', attributes);
  const text = create('span', { class: 'choix-nom' }, name.textContent);
  const figure = create('span', { class: 'choix-compte' }, count.textContent);
  row.replaceChildren(
    box, create('label', { for: id }, text, ' ', figure, offScreen(' initiatives')),
  );
  return { li, box, figure, folded: fold(name.textContent) };
}

/** A choice with choices under it (région, départements) shows them on demand. */
function makeCollapsible(list) {
  const parent = list.closest('.choix');
  const name = parent.querySelector('.choix-nom').textContent;
  const button = create('button', { type: 'button', class: 'choix-deplier', 'aria-expanded': 'false' },
    offScreen(`Détail\u00a0: ${name}`));
  list.hidden = true;
  button.addEventListener('click', () => {
    list.hidden = !list.hidden;
    button.setAttribute('aria-expanded', String(!list.hidden));
  });
  parent.querySelector('.choix-ligne').append(button);
  return { parent, button, list };
}

/** A field to look for a choice in a long list. */
function searchWithin(facet) {
  const { element, choices } = facet;
  const title = element.querySelector('.facette-nom').textContent;
  const id = `chercher-${element.dataset.parametre}`;
  const field = create('input', { type: 'search', id, autocomplete: 'off', placeholder: 'Chercher…' });
  const label = create('label', { class: 'hors-ecran', for: id }, `Chercher dans\u00a0: ${title}`);
  const block = create('p', { class: 'facette-recherche' }, label, field);
  element.querySelector('legend').after(block);
  field.addEventListener('input', () => {
    facet.sought = fold(field.value);
    element.classList.toggle('facette--cherchee', facet.sought !== '');
    choices.forEach((c) => { c.excluded = !c.folded.includes(facet.sought); });
    refresh(facet);
  });
}

/** Shows or hides, and touches the page only where that changes. */
function setVisible(element, visible) {
  if (element.hidden === visible) element.hidden = !visible;
}

/** Shows what has results, is checked and is looked for; a parent follows its children. */
function refresh({ element, choices, branches, families, sought }) {
  for (const c of choices) setVisible(c.li, !c.empty && !c.excluded);
  for (const { parent, button, list, children } of branches) {
    if (sought && children.some((c) => !c.li.hidden)) setVisible(parent, true);
    setVisible(list, Boolean(sought) || button.getAttribute('aria-expanded') === 'true');
  }
  element.classList.toggle('facette--arborescente', branches.some(({ parent }) => !parent.hidden));
  for (const { block, members } of families) setVisible(block, members.some((c) => !c.li.hidden));
  setVisible(element, Boolean(sought) || choices.some((c) => !c.empty));
}

/** @returns {object} the choices that stand under a part of a facet */
function under(block, choices) {
  return choices.filter((c) => block.contains(c.li));
}

/** @returns {object} one facet of the page, its boxes ready */
function equip(element, catalogue) {
  const { parametre: parameter } = element.dataset;
  const known = catalogue.facettes.find((f) => f.parametre === parameter);
  const choices = [...element.querySelectorAll('.choix')]
    .filter((li) => known?.byId.has(li.dataset.valeur))
    .map((li) => ({ ...makeCheckbox(li, parameter), empty: false, excluded: false }));
  const branches = [...element.querySelectorAll('.choix-liste--sous')]
    .map((list) => ({ ...makeCollapsible(list), children: under(list, choices) }));
  const families = [...element.querySelectorAll('.famille')]
    .map((block) => ({ block, members: under(block, choices) }));
  const facet = { element, parameter, choices, branches, families, sought: '' };
  if (choices.filter((c) => !c.li.hidden).length > LONG_LIST) searchWithin(facet);
  return facet;
}

/** Unfolds the choices under which one is checked. */
function expand({ branches }) {
  for (const { button, children } of branches) {
    if (children.some((c) => c.box.checked)) button.setAttribute('aria-expanded', 'true');
  }
}

/** Gives a facet its checks and counts. */
function sync(facet, ids, counts) {
  for (const c of facet.choices) {
    const n = counts.get(c.box.value);
    c.box.checked = ids.includes(c.box.value);
    c.empty = n === 0 && !c.box.checked;
    if (c.n !== n) c.figure.textContent = formatNumber(n);
    c.n = n;
  }
  if (ids.length) expand(facet);
  const active = facet.element.querySelector('.facette-actifs');
  active.hidden = ids.length === 0;
  active.textContent = `${ids.length}\u00a0choix`;
  refresh(facet);
}

/** The phone's « Filtrer » button and the one that goes on to the results. */
function installCollapse(root) {
  const button = root.querySelector('.filtres-bouton');
  const setOpen = (open) => button.setAttribute('aria-expanded', String(open));
  button.addEventListener('click', () => setOpen(button.getAttribute('aria-expanded') !== 'true'));
  root.querySelector('[data-voir]').addEventListener('click', () => {
    setOpen(false);
    focusOn(root.querySelector('#resultats-titre'));
  });
}

/**
 * @param {HTMLElement} root the catalogue @param {import('./facettes.js').Catalogue} catalogue
 * @param {(parameter: string, id: string, checked: boolean) => void} onChoice
 * @returns {(choices: Map<string, string[]>, counts: Map<string, Map<string, number>>, total: number)
 *   => void} shows a state
 */
export function installFilters(root, catalogue, onChoice) {
  const facets = [...root.querySelectorAll('.facette')].map((f) => equip(f, catalogue));
  installCollapse(root);
  root.querySelector('#filtres').addEventListener('change', ({ target }) => {
    if (target.type === 'checkbox') onChoice(target.name, target.value, target.checked);
  });
  const badge = root.querySelector('.filtres-nombre');
  const resultsButton = root.querySelector('[data-voir]');
  return (choices, counts, total) => {
    for (const f of facets) sync(f, choices.get(f.parameter) ?? [], counts.get(f.parameter));
    const active = [...choices.values()].flat().length;
    badge.hidden = active === 0;
    badge.textContent = `(${active}\u00a0actif${active > 1 ? 's' : ''})`;
    resultsButton.textContent = `Voir les résultats (${formatNumber(total)})`;
  };
}
