/* The facets: the links of the page become check boxes whose counts follow the choices. */

import { create, focusOn, formatNumber, offScreen } from '../commun/dom.js';
import { fold } from './requete.js';

const LONG_LIST = 12;

/** @param {number} n @returns {string} what the count counts, heard and not seen */
function unit(n) {
  return n > 1 ? ' initiatives' : ' initiative';
}

/** @returns {object} a labelled check box and its count, ready to stand in a row */
export function makeCheckbox(parameter, value, name, count) {
  const id = `${parameter}-${value}`;
  const box = create('input', { type: 'checkbox', id, name: parameter, value });
  const figure = create('span', { class: 'choix-compte' }, count);
  const text = create('span', { class: 'choix-nom' }, name);
  const label = create('label', { for: id }, text, ' ', figure, offScreen(unit(Number(count))));
  return { box, label, figure };
}

/** Turns one choice of the page (a link and a count) into a check box. */
function equipRow(li, parameter) {
  const row = li.querySelector('.choix-ligne');
  const name = row.querySelector('.choix-nom').textContent;
  const count = row.querySelector('.choix-compte').textContent;
  const { box, label, figure } = makeCheckbox(parameter, li.dataset.valeur, name, count);
  row.replaceChildren(box, label);
  return { li, box, figure, name };
}

/** @returns {HTMLElement} the button that shows and hides a list of choices under another */
export function makeUnfold(name, list) {
  const button = create('button', { type: 'button', class: 'choix-deplier', 'aria-expanded': 'false' },
    offScreen(`Détail\u00a0: ${name}`));
  list.hidden = true;
  button.addEventListener('click', () => {
    list.hidden = !list.hidden;
    button.setAttribute('aria-expanded', String(!list.hidden));
  });
  return button;
}

/** A choice with choices under it (région, départements) shows them on demand. */
function makeCollapsible(list) {
  const parent = list.closest('.choix');
  const button = makeUnfold(parent.querySelector('.choix-nom').textContent, list);
  parent.querySelector('.choix-ligne').append(button);
  return { parent, button, list };
}

/** @returns {HTMLInputElement} a field to look for a choice, at the head of a facet */
export function makeSearchField(element) {
  const title = element.querySelector('.facette-nom').textContent;
  const id = `chercher-${element.dataset.parametre}`;
  const field = create('input', { type: 'search', id, autocomplete: 'off', placeholder: 'Chercher…' });
  const label = create('label', { class: 'hors-ecran', for: id }, `Chercher dans\u00a0: ${title}`);
  element.querySelector('fieldset').prepend(create('p', { class: 'facette-recherche' }, label, field));
  return field;
}

/** Looks for a choice in a long list. */
function searchWithin(facet) {
  const { element, choices } = facet;
  const field = makeSearchField(element);
  field.addEventListener('input', () => {
    facet.sought = fold(field.value);
    element.classList.toggle('facette--cherchee', facet.sought !== '');
    for (const c of choices) {
      c.folded ??= fold(c.name);
      c.excluded = !c.folded.includes(facet.sought);
    }
    refresh(facet);
  });
}

/** Shows or hides, and touches the page only where that changes. */
export function setVisible(element, visible) {
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
    .map((li) => ({ ...equipRow(li, parameter), empty: false, excluded: false }));
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

/** Gives a choice its check and its count; the page is touched only where they change. */
export function setCount(choice, checked, n) {
  if (choice.box.checked !== checked) choice.box.checked = checked;
  if (choice.n !== n) {
    choice.figure.textContent = formatNumber(n);
    if (choice.n === undefined || unit(choice.n) !== unit(n)) choice.figure.nextElementSibling.textContent = unit(n);
  }
  choice.n = n;
}

/** @returns {boolean} whether the keyboard is on a choice: it must not vanish under it */
export function hasFocus({ box }) {
  return box === document.activeElement;
}

/** Gives a facet its checks and counts. */
function sync(facet, ids, counts) {
  for (const c of facet.choices) {
    const checked = ids.includes(c.box.value);
    const n = counts.get(c.box.value);
    setCount(c, checked, n);
    c.empty = n === 0 && !checked && !hasFocus(c);
  }
  if (ids.length) expand(facet);
  refresh(facet);
}

/** Says beside a facet's name how many of its choices are made. */
function showNumber(element, number) {
  const active = element.querySelector('.facette-actifs');
  // What is chosen is seen, once: who folds it then is not contradicted. A long list is a download.
  if (number && active.hidden && element.dataset.longue === undefined) element.open = true;
  setVisible(active, number > 0);
  const text = `${number}\u00a0choix`;
  if (active.textContent !== text) active.textContent = text;
}

/** @returns {object} a facet of the page, equipped once its values are there */
function known(element, catalogue) {
  const { parametre: parameter, longue: long } = element.dataset;
  const facet = catalogue.facettes.find((f) => f.parametre === parameter);
  const make = long === undefined ? equipNow
    : () => import('./filtre_long.js').then(({ equipLong }) => equipLong(element, facet));
  let equipped = null;
  return {
    element,
    facet,
    isNew: () => equipped === null && facet.entiere,
    show(ids, count) {
      if (!facet.entiere) return undefined;
      equipped ??= make(element, catalogue);
      const counts = count(facet);
      return equipped instanceof Promise
        ? equipped.then((show) => show(ids, counts)) : equipped(ids, counts);
    },
  };
}

/** @returns {(ids: string[], counts: Map<string, number>) => void} shows a state of a facet */
function equipNow(element, catalogue) {
  const facet = equip(element, catalogue);
  return (ids, counts) => sync(facet, ids, counts);
}

/** Lets the browser do what waits, then goes on; first of all show the cards that have come. */
function breathe() {
  const { scheduler } = globalThis;
  if (scheduler) return scheduler.postTask(() => {}, { priority: 'background' });
  return new Promise((done) => { setTimeout(done); });
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
 * @param {{choose: (parameter: string, id: string, checked: boolean) => void,
 *   open: (parameter: string) => void}} answers open: the values of a facet are needed
 * @returns {{showInSight: Function, showAll: Function}} each shows a state in some of the facets,
 *   from its choices and what counts the values of a facet
 */
export function installFilters(root, catalogue, { choose, open }) {
  const facets = [...root.querySelectorAll('.facette')].map((f) => known(f, catalogue));
  const badge = root.querySelector('.filtres-nombre');
  const resultsButton = root.querySelector('[data-voir]');
  const isLong = ({ element }) => element.dataset.longue !== undefined;
  for (const facet of facets.filter(isLong)) {
    facet.element.addEventListener('toggle', () => {
      if (facet.element.open) open(facet.facet.parametre);
    });
  }
  installCollapse(root);
  root.querySelector('#filtres').addEventListener('change', ({ target }) => {
    if (target.type === 'checkbox') choose(target.name, target.value, target.checked);
  });
  // Until the browser says what is in sight, all that is open may be.
  let seen = null;
  const watch = new IntersectionObserver((entries) => {
    seen ??= new Set();
    for (const { target, isIntersecting } of entries) seen[isIntersecting ? 'add' : 'delete'](target);
  });
  for (const { element } of facets) watch.observe(element);
  const isInSight = ({ element }) => element.open && (!seen || seen.has(element));
  let state = null;
  const showSome = async (isAsked) => {
    const waited = [];
    for (const { element, facet, isNew, show } of facets.filter(isAsked)) {
      // The boxes are made facet after facet: the first results come in between, or another choice.
      if (isNew()) await breathe();
      const { choices, count } = state;
      const ids = choices.get(facet.parametre) ?? [];
      showNumber(element, ids.length);
      waited.push(show(ids, count));
    }
    await Promise.all(waited);
  };
  return {
    showInSight(choices, count, total) {
      const active = [...choices.values()].flat().length;
      badge.hidden = active === 0;
      badge.textContent = `(${active}\u00a0actif${active > 1 ? 's' : ''})`;
      resultsButton.textContent = `Voir les résultats (${formatNumber(total)})`;
      state = { choices, count };
      return showSome(isInSight);
    },
    // Those in sight too: which ones are may have changed since, and what is right is not written.
    showAll(choices, count) {
      state = { choices, count };
      return showSome(() => true);
    },
  };
}
