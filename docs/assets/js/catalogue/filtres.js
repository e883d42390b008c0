/* The facets: the links of the page become check boxes whose counts follow the choices. */

import {
  create, focusOn, formatNumber, offScreen, replaceItems,
} from '../commun/dom.js';
import { countRecords, facetOf } from './facettes.js';
import { fold } from './requete.js';

// A list with more choices can be searched.
const MAX_PLAIN = 12;
// A facet with hundreds of choices shows a few at a time: the most frequent, or those that are sought.
const SHOWN = 12;
const FOUND = 30;

/** Shows or hides, and touches the page only where that changes. */
function setVisible(element, visible) {
  if (element.hidden === visible) element.hidden = !visible;
}

/** @param {number} n @returns {string} what the count counts, heard and not seen */
const unit = (n) => (n > 1 ? ' initiatives' : ' initiative');

/** A choice, its element made when it is first shown; those under it (région, départements) are shown on demand. */
class Row {
  /** @param {import('./facettes.js').Value} value */
  constructor(value, parameter) {
    this.value = value;
    this.parameter = parameter;
    this.under = value.children.map((child) => new Row(child, parameter));
  }

  /** @returns {string} what a search is compared with */
  get folded() {
    this.words ??= fold([this.value.libelle, ...this.value.alias].join(' '));
    return this.words;
  }

  /** @returns {HTMLElement} */
  get li() {
    this.made ??= this.make();
    return this.made;
  }

  make() {
    const { id: value, libelle: name } = this.value;
    const id = `${this.parameter}-${value}`;
    this.box = create('input', { type: 'checkbox', id, name: this.parameter, value });
    this.figure = create('span', { class: 'choix-compte' });
    this.unit = offScreen('');
    const line = create('div', { class: 'choix-ligne' }, this.box,
      create('label', { for: id }, create('span', { class: 'choix-nom' }, name), ' ', this.figure, this.unit));
    const li = create('li', { class: 'choix', 'data-valeur': value }, line);
    if (this.under.length) {
      this.list = create('ul', { class: 'choix-liste choix-liste--sous' }, ...this.under.map((row) => row.li));
      this.unfold = create('button', { type: 'button', class: 'choix-deplier' }, offScreen(`Détail\u00a0: ${name}`));
      this.unfold.addEventListener('click', () => this.open(this.list.hidden));
      this.open(false);
      line.append(this.unfold);
      li.append(this.list);
    }
    return li;
  }

  /** Shows or hides those under it. */
  open(isOpen) {
    this.isOpen = isOpen;
    this.list.hidden = !isOpen;
    this.unfold.setAttribute('aria-expanded', String(isOpen));
  }

  /** @returns {boolean} whether it or one under it is chosen */
  isChosen(ids) {
    return ids.includes(this.value.id) || this.under.some((row) => row.isChosen(ids));
  }

  /** Gives it and those under it their checks and counts; the page is touched only where they change. */
  count(ids, counts) {
    const { li, box, figure, under, value: { id } } = this;
    const n = counts.get(id);
    if (box.checked !== ids.includes(id)) box.checked = !box.checked;
    if (this.n !== n) {
      figure.textContent = formatNumber(n);
      if (this.unit.textContent !== unit(n)) this.unit.textContent = unit(n);
      this.n = n;
    }
    // Where the keyboard is on it, it must not vanish.
    this.isEmpty = n === 0 && !box.checked && box !== document.activeElement;
    for (const row of under) row.count(ids, counts);
    if (!this.isOpen && under.some((row) => row.box.checked)) this.open(true);
    return li;
  }

  /** Shows it and those under it where they have results and are sought. @returns {boolean} whether it is shown */
  sift(sought) {
    const isAbove = this.siftUnder(sought) && sought !== '';
    const isShown = isAbove || (!this.isEmpty && (!sought || this.folded.includes(sought)));
    setVisible(this.li, isShown);
    return isShown;
  }

  /** @returns {boolean} whether one of those under it is shown */
  siftUnder(sought) {
    if (this.list) setVisible(this.list, sought !== '' || this.isOpen);
    return this.under.map((row) => row.sift(sought)).includes(true);
  }
}

/** The choices of a facet stay where the page has them. @returns {Function} shows a state */
function listAll(element, rows) {
  const places = new Map([...element.querySelectorAll('.choix')].map((li) => [li.dataset.valeur, li]));
  for (const row of rows) places.get(row.value.id)?.replaceWith(row.li);
  return (sought, ids, counts) => {
    for (const row of rows) row.count(ids, counts);
    const shown = rows.filter((row) => row.sift(sought));
    element.classList.toggle('facette--arborescente', shown.some((row) => row.list));
    for (const family of element.querySelectorAll('.famille')) {
      setVisible(family, family.querySelector(':scope > .choix-liste > .choix:not([hidden])') !== null);
    }
  };
}

/** Of hundreds of choices, a few are listed. @returns {Function} shows a state */
function listFew(element, rows) {
  const list = create('ul', { class: 'choix-liste' });
  const rest = create('p', { class: 'facette-reste', role: 'status' });
  element.querySelectorAll('.choix-liste, .facette-reste').forEach((old) => old.remove());
  element.querySelector('fieldset').append(list, rest);
  element.classList.add('facette--arborescente');
  // What was chosen here stays where it is, chosen or not: it must not vanish under the pointer.
  const kept = new Set();
  return (sought, ids, counts) => {
    rows.filter((row) => row.isChosen(ids)).forEach((row) => kept.add(row));
    const found = rows.filter((row) => counts.get(row.value.id) > 0 && row.folded.includes(sought))
      .sort((a, b) => counts.get(b.value.id) - counts.get(a.value.id));
    const first = found.slice(0, sought ? FOUND : SHOWN);
    const shown = [...[...kept].filter((row) => !first.includes(row)), ...first];
    replaceItems(list, shown.map((row) => row.count(ids, counts)));
    for (const row of shown) row.siftUnder('');
    const left = found.length - first.length;
    const advice = sought ? '\u00a0: précisez la recherche.' : ', à chercher par leur nom.';
    const text = left ? `Et ${formatNumber(left)}\u00a0autre${left > 1 ? 's' : ''}${advice}` : '';
    if (rest.textContent !== text) rest.textContent = text;
  };
}

/** @returns {HTMLInputElement} a field to look for a choice, at the head of a facet */
function makeSearchField(element, { libelle, parametre }) {
  const id = `chercher-${parametre}`;
  const field = create('input', { type: 'search', id, autocomplete: 'off', placeholder: 'Chercher…' });
  const label = create('label', { class: 'hors-ecran', for: id }, `Chercher dans\u00a0: ${libelle}`);
  element.querySelector('fieldset').prepend(create('p', { class: 'facette-recherche' }, label, field));
  return field;
}

/**
 * @param {HTMLElement} element @param {import('./facettes.js').Facet} facet its values
 * @returns {(ids: string[], counts: Map<string, number>) => void} shows a state
 */
function equip(element, facet) {
  const rows = facet.valeurs.filter(({ parent }) => !facet.byId.has(parent))
    .map((value) => new Row(value, facet.parametre));
  const isLong = facet.longue || facet.valeurs.filter(({ bits }) => countRecords(bits)).length > MAX_PLAIN;
  const field = isLong ? makeSearchField(element, facet) : null;
  const list = (facet.longue ? listFew : listAll)(element, rows);
  let shown = [[], new Map()];
  const refresh = () => {
    const sought = fold(field?.value ?? '');
    const [ids, counts] = shown;
    list(sought, ids, counts);
    setVisible(element, sought !== '' || ids.length > 0 || [...counts.values()].some((n) => n > 0)
      || element.contains(document.activeElement));
  };
  field?.addEventListener('input', refresh);
  return (ids, counts) => {
    shown = [ids, counts];
    refresh();
  };
}

/** Says beside a facet's name how many of its choices are made. */
function showNumber(element, { longue: isLong }, number) {
  const active = element.querySelector('.facette-actifs');
  // What is chosen is seen, once: who folds it then is not contradicted. A long list is a download.
  if (number && active.hidden && !isLong) element.open = true;
  setVisible(active, number > 0);
  const text = `${number}\u00a0choix`;
  if (active.textContent !== text) active.textContent = text;
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
  const facets = [...root.querySelectorAll('.facette')].map((element) => (
    { element, facet: facetOf(catalogue, element.dataset.parametre), show: null }));
  for (const { element, facet } of facets.filter((one) => one.facet.longue)) {
    element.addEventListener('toggle', () => { if (element.open) open(facet.parametre); });
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
  let state = null;
  const showSome = async (isAsked) => {
    for (const one of facets.filter(isAsked)) {
      const { element, facet } = one;
      if (facet.entiere && !one.show) {
        // The boxes are made facet after facet: the first results come in between, or another choice.
        await breathe();
        one.show ??= equip(element, facet);
      }
      const { choices, count } = state;
      const ids = choices.get(facet.parametre) ?? [];
      showNumber(element, facet, ids.length);
      if (facet.entiere) one.show(ids, count(facet));
    }
  };
  return {
    showInSight(choices, count, total) {
      const active = [...choices.values()].flat().length;
      const badge = root.querySelector('.filtres-nombre');
      badge.hidden = active === 0;
      badge.textContent = `(${active}\u00a0actif${active > 1 ? 's' : ''})`;
      root.querySelector('[data-voir]').textContent = `Voir les résultats (${formatNumber(total)})`;
      state = { choices, count };
      return showSome(({ element }) => element.open && (!seen || seen.has(element)));
    },
    // Those in sight too: which ones are may have changed since, and what is right is not written.
    showAll(choices, count) {
      state = { choices, count };
      return showSome(() => true);
    },
  };
}
