/* The organisations of a record: those that the catalogue knows by name, and new ones. */

import { addKind, control, fieldNamed, fillGroup, readGroup } from './champs.js';
import { addItem } from './listes.js';
import { fold } from './proche.js';

/** @param {object} terms id → {libelle, alias} @returns {Map<string, string>} folded name → id */
function namesOf(terms) {
  const names = new Map();
  for (const [id, { libelle, alias = [] }] of Object.entries(terms)) {
    for (const name of [...alias, libelle, id]) names.set(fold(name), id);
  }
  return names;
}

/**
 * Makes the fields of organisations: suggestions, and the few questions that a new one needs.
 * @param {HTMLFormElement} form @param {object} terms those that are known
 */
export function installOrganisations(form, terms) {
  const names = namesOf(terms);
  const list = form.querySelector('#nouveaux');
  form.querySelector('#organismes-connus').replaceChildren(
    ...Object.values(terms).map(({ libelle }) => new Option(libelle, libelle)),
  );

  const idOf = (name) => names.get(fold(name)) ?? fold(name);

  addKind('organisme', {
    read: (field) => idOf(control(field).value.trim()),
    fill(field, value) {
      control(field).value = typeof value === 'string' ? terms[value]?.libelle ?? value : '';
    },
  });

  const items = () => [...list.querySelector(':scope > ol').children].map((li) => li.firstElementChild);
  const nameOf = (item) => item.querySelector('[data-nom]').textContent;

  /** The names typed that the catalogue does not know, each once. */
  const unknown = () => {
    const typed = [...form.querySelectorAll('[data-genre="organisme"]')].map((f) => control(f).value.trim());
    return new Map(typed.filter((name) => fold(name) && !names.has(fold(name))).map((n) => [fold(n), n]));
  };

  const refresh = () => {
    const wanted = unknown();
    for (const item of items()) {
      if (!wanted.has(item.dataset.id)) item.parentElement.remove();
    }
    for (const [id, name] of wanted) {
      const known = items().find((item) => item.dataset.id === id);
      const item = known ?? made(list, id);
      if (nameOf(item) !== name) {
        item.querySelector('[data-nom]').textContent = name;
        control(fieldNamed(item, 'nom')).value = name;
      }
    }
    list.hidden = wanted.size === 0;
  };
  form.addEventListener('change', ({ target }) => {
    if (target.closest('[data-genre="organisme"]')) refresh();
  });
  form.addEventListener('liste', ({ target }) => { if (target !== list) refresh(); });

  return {
    refresh,
    /** @returns {string} the id that the form gives to a name */
    idOf,
    /** @returns {Record<string, object>} the new organisations by id */
    read: () => Object.fromEntries(items().map((item) => [item.dataset.id, readGroup(item)])),
    /** Puts back what was said of new organisations. */
    fill(given) {
      refresh();
      items().forEach((item) => { if (given?.[item.dataset.id]) fillGroup(item, given[item.dataset.id]); });
    },
    itemOf: (id) => items().find((item) => item.dataset.id === id),
  };
}

function made(list, id) {
  const item = addItem(list);
  item.dataset.id = id;
  return item;
}
