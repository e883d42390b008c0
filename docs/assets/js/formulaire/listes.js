/* What repeats in the form: organisations, steps, results… added and taken out one by one. */

import { addKind, fieldsOf, fillGroup, itemsOf, readGroup } from './champs.js';

const NAMES = ['id', 'for', 'name', 'aria-describedby', 'aria-labelledby'];

/** Gives what was copied from a template the ids of its place. */
function place(item, model, id) {
  const named = [...item.querySelectorAll(NAMES.map((name) => `[${name}]`).join(','))];
  for (const element of named) {
    for (const name of NAMES.filter((n) => element.hasAttribute(n))) {
      const words = element.getAttribute(name).split(' ');
      element.setAttribute(name, words.map((word) => (word.startsWith(model) ? id + word.slice(model.length) : word)).join(' '));
    }
  }
}

/** Tells each item its rank. */
export function number(list) {
  itemsOf(list).forEach((item, rank) => {
    item.querySelectorAll('[data-rang]').forEach((place_) => {
      if (place_.closest('fieldset[data-genre]') === item) place_.textContent = String(rank + 1);
    });
  });
}

/** Tells the form that a list has changed. */
const tellChange = (list) => list.dispatchEvent(new CustomEvent('liste', { bubbles: true }));

/** @returns {HTMLFieldSetElement} a new item at the end of a list, which nobody knows of yet */
function made(list) {
  const rank = Number(list.dataset.suite ?? 0) + 1;
  list.dataset.suite = String(rank);
  const template = list.querySelector(':scope > template');
  const copy = template.content.cloneNode(true);
  place(copy, template.dataset.ids, `${list.id}-${rank}`);
  const item = copy.querySelector('fieldset');
  list.querySelector(':scope > ol').append(copy);
  return item;
}

/** @returns {HTMLFieldSetElement} a new item at the end of a list */
export function addItem(list) {
  const item = made(list);
  number(list);
  tellChange(list);
  return item;
}

/** Takes an item out of its list. */
export function removeItem(item) {
  const list = item.closest('[data-genre="liste"]');
  item.parentElement.remove();
  number(list);
  tellChange(list);
}

addKind('liste', {
  read: (list) => itemsOf(list).map(readGroup).filter((values) => Object.keys(values).length),
  fill(list, values) {
    itemsOf(list).forEach((item) => item.parentElement.remove());
    list.dataset.suite = '0';
    for (const value of Array.isArray(values) ? values : []) fillGroup(made(list), value);
    // What every record must have is there to be filled; the rest waits to be asked for.
    const required = list.querySelector(':scope > legend .fc-etat') && list.parentElement.closest('[data-genre]').matches('form');
    if (required && !itemsOf(list).length) fillGroup(made(list), {});
    number(list);
    tellChange(list);
  },
});

const title = (item) => item.querySelector('legend').textContent.trim().replace(/\s+/g, ' ');

/** Puts the two buttons of every list at work; the focus goes where the next step is. */
export function installLists(form, announce) {
  form.addEventListener('click', ({ target }) => {
    if (target.closest('[data-ajouter]')) {
      const item = addItem(target.closest('[data-genre="liste"]'));
      const [first] = fieldsOf(item).filter((field) => field.dataset.genre !== 'cle');
      (first?.querySelector('input, select, textarea') ?? item).focus();
      announce(`Ajouté\u00a0: ${title(item)}.`);
    } else if (target.closest('[data-retirer]')) {
      const item = target.closest('fieldset[data-genre="groupe"]');
      const list = item.closest('[data-genre="liste"]');
      const items = itemsOf(list);
      const next = items[items.indexOf(item) + 1] ?? items[items.indexOf(item) - 1];
      const said = `Retiré\u00a0: ${title(item)}.`;
      removeItem(item);
      (next ?? list.querySelector(':scope > p > [data-ajouter]')).focus();
      announce(said);
    }
  });
}
