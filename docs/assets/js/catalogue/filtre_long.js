/* A facet with hundreds of choices: a few at a time, the most frequent, or those that are sought. */

import { create, formatNumber } from '../commun/dom.js';
import {
  hasFocus, makeCheckbox, makeSearchField, makeUnfold, setCount, setVisible,
} from './filtres.js';
import { fold } from './requete.js';

const SHOWN = 12;
const FOUND = 30;

/** A choice of the list, its row made when it is first shown. */
class Row {
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

  /** Makes the row, and those under it. */
  make() {
    const { id, libelle: name } = this.value;
    const { box, label, figure } = makeCheckbox(this.parameter, id, name, '');
    const line = create('div', { class: 'choix-ligne' }, box, label);
    this.li = create('li', { class: 'choix', 'data-valeur': id }, line);
    Object.assign(this, { box, figure });
    if (this.under.length === 0) return;
    for (const row of this.under) row.make();
    const list = create('ul', { class: 'choix-liste choix-liste--sous' },
      ...this.under.map(({ li }) => li));
    this.unfold = makeUnfold(name, list);
    line.append(this.unfold);
    this.li.append(list);
  }

  /** @returns {boolean} whether it or one under it is chosen */
  isChosen(ids) {
    return ids.includes(this.value.id) || this.under.some((row) => row.isChosen(ids));
  }

  /** Shows its check and count, and those under it. */
  show(ids, counts) {
    if (!this.li) this.make();
    setCount(this, ids.includes(this.value.id), counts.get(this.value.id));
    for (const row of this.under) {
      row.show(ids, counts);
      setVisible(row.li, row.n > 0 || row.box.checked || hasFocus(row));
    }
    const folded = this.unfold?.getAttribute('aria-expanded') === 'false';
    if (folded && this.under.some((row) => row.box.checked)) this.unfold.click();
  }
}

/** Changes the rows of a list without taking the focus away. */
function replaceRows(list, items) {
  const before = [...list.children];
  if (before.length === items.length && before.every((li, i) => li === items[i])) return;
  const focused = document.activeElement;
  list.replaceChildren(...items);
  if (focused !== document.activeElement && list.contains(focused)) focused.focus();
}

/** @returns {string} how many choices are not shown */
function restWords(rest, sought) {
  if (rest === 0) return '';
  const others = `${formatNumber(rest)}\u00a0autre${rest > 1 ? 's' : ''}`;
  return sought ? `Et ${others}\u00a0: précisez la recherche.` : `Et ${others}, à chercher par leur nom.`;
}

/**
 * @param {HTMLElement} element the facet @param {import('./facettes.js').Facet} facet its values
 * @returns {(ids: string[], counts: Map<string, number>) => void} shows a state
 */
export function equipLong(element, facet) {
  const rows = facet.valeurs.filter((v) => !facet.byId.has(v.parent))
    .map((value) => new Row(value, facet.parametre));
  const list = create('ul', { class: 'choix-liste' });
  const rest = create('p', { class: 'facette-reste', role: 'status' });
  const field = makeSearchField(element);
  element.querySelectorAll('.choix-liste, .facette-reste').forEach((old) => old.remove());
  element.querySelector('fieldset').append(list, rest);
  element.classList.add('facette--arborescente');
  // What was chosen here stays where it is, chosen or not: it must not vanish under the pointer.
  const kept = new Set();
  let ids = [];
  let counts = new Map();

  const refresh = () => {
    const sought = fold(field.value);
    rows.filter((row) => row.isChosen(ids)).forEach((row) => kept.add(row));
    const found = rows.filter((row) => counts.get(row.value.id) > 0 && row.folded.includes(sought))
      .sort((a, b) => counts.get(b.value.id) - counts.get(a.value.id));
    const first = found.slice(0, sought ? FOUND : SHOWN);
    const others = [...kept].filter((row) => !first.includes(row));
    const shown = [...others, ...first];
    for (const row of shown) row.show(ids, counts);
    replaceRows(list, shown.map(({ li }) => li));
    const text = restWords(found.length - first.length, sought !== '');
    if (rest.textContent !== text) rest.textContent = text;
  };
  field.addEventListener('input', refresh);
  return (newIds, newCounts) => {
    [ids, counts] = [newIds, newCounts];
    refresh();
    setVisible(element, ids.length > 0 || [...counts.values()].some((n) => n > 0));
  };
}
