/* What repeats in the form: organisations, steps, results… added and taken out one by one. */

import { addKind, control, fieldNamed, fieldsOf, fillGroup, itemsOf, read, readGroup } from './champs.js';
import { fold } from './proche.js';

const NAMES = ['id', 'for', 'name', 'aria-describedby', 'aria-labelledby'];

/** Tells each item its rank. */
function number(list) {
  itemsOf(list).forEach((item, rank) => {
    item.querySelectorAll('[data-rang]').forEach((place) => {
      if (place.closest('fieldset[data-genre]') === item) place.textContent = String(rank + 1);
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
  // What was copied from the template gets the ids of its place.
  const { ids } = template.dataset;
  const placed = (word) => (word.startsWith(ids) ? `${list.id}-${rank}${word.slice(ids.length)}` : word);
  for (const name of NAMES) {
    for (const element of copy.querySelectorAll(`[${name}]`)) {
      element.setAttribute(name, element.getAttribute(name).split(' ').map(placed).join(' '));
    }
  }
  const item = copy.querySelector('fieldset');
  list.querySelector(':scope > ol').append(copy);
  return item;
}

/** @returns {HTMLFieldSetElement} a new item at the end of a list */
function addItem(list) {
  const item = made(list);
  number(list);
  tellChange(list);
  return item;
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
      item.parentElement.remove();
      number(list);
      tellChange(list);
      (next ?? list.querySelector(':scope > p > [data-ajouter]')).focus();
      announce(said);
    }
  });
}

/* The organisations of a record: those that the catalogue knows by name, and new ones. */

/**
 * Makes the fields of organisations: suggestions, and the few questions that a new one needs.
 * @param {HTMLFormElement} form @param {object} terms those that are known
 */
export function installOrganisations(form, terms) {
  /** Folded name → id. */
  const names = new Map(Object.entries(terms).flatMap(([id, { libelle, alias = [] }]) => (
    [...alias, libelle, id].map((name) => [fold(name), id]))));
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

  const itemOf = (id) => itemsOf(list).find((item) => item.dataset.id === id);

  /** The names typed that the catalogue does not know, each once. */
  const unknown = () => {
    const typed = [...form.querySelectorAll('[data-genre="organisme"]')].map((f) => control(f).value.trim());
    return new Map(typed.filter((name) => fold(name) && !names.has(fold(name))).map((n) => [fold(n), n]));
  };

  const refresh = () => {
    const wanted = unknown();
    for (const item of itemsOf(list)) {
      if (!wanted.has(item.dataset.id)) item.parentElement.remove();
    }
    for (const [id, name] of wanted) {
      const item = itemOf(id) ?? addItem(list);
      item.dataset.id = id;
      const heading = item.querySelector('[data-nom]');
      if (heading.textContent !== name) {
        heading.textContent = name;
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
    /** @returns {string} the id that the form gives to a name */
    idOf,
    /** @returns {Record<string, object>} the new organisations by id */
    read: () => Object.fromEntries(itemsOf(list).map((item) => [item.dataset.id, readGroup(item)])),
    /** Puts back what was said of new organisations. */
    fill(given) {
      refresh();
      itemsOf(list).forEach((item) => { if (given?.[item.dataset.id]) fillGroup(item, given[item.dataset.id]); });
    },
    itemOf,
  };
}

/* The documents of a record, and every place of the form that cites one of them. */

const LENGTH = 60;

const cited = (form) => [...form.querySelectorAll('[data-genre="source"]')];

/** @returns {{id: string, label: string}[]} the documents that have a name, in order */
function documents(list) {
  return itemsOf(list).map((item, rank) => {
    const title = control(fieldNamed(item, 'document')).value.trim();
    const short = title.length > LENGTH ? `${title.slice(0, LENGTH - 1)}…` : title;
    return { id: control(fieldNamed(item, 'id')).value, title, label: `${rank + 1}. ${short}` };
  }).filter(({ title }) => title);
}

/** Gives each new document the first number that is free: s1, s2… */
function giveIds(list) {
  const fields = itemsOf(list).map((item) => control(fieldNamed(item, 'id')));
  const taken = new Set(fields.map((field) => field.value));
  for (const field of fields.filter((f) => !f.value)) {
    let rank = 1;
    while (taken.has(`s${rank}`)) rank += 1;
    field.value = `s${rank}`;
    taken.add(field.value);
  }
}

/** Offers the documents in a list of choices; what it cites stays, even taken out. */
function offer(select, known) {
  const chosen = select.value;
  const options = known.map(({ id, label }) => new Option(label, id));
  if (chosen && !known.some(({ id }) => id === chosen)) {
    const labels = chosen.split(' ').map((one) => known.find(({ id }) => id === one)?.label ?? `${one} (document absent)`);
    options.push(new Option(labels.join(' + '), chosen));
  }
  const first = known.length ? 'Choisir un document' : 'Aucun document pour l’instant';
  select.replaceChildren(new Option(first, ''), ...options);
  select.value = chosen;
}

/** Where there is one document only, what is told comes from it; the reader may say otherwise. */
function citeTheOnly(field, known) {
  const select = control(field);
  if (known.length !== 1 || select.value || select.dataset.choisi) return;
  const beside = fieldsOf(field.parentElement.closest('[data-genre]')).filter((one) => one !== field);
  if (beside.some((one) => read(one) !== undefined)) select.value = known[0].id;
}

/** Keeps the choices of documents true to their list. @param {HTMLFormElement} form */
export function installSources(form) {
  const list = fieldNamed(form, 'sources');
  const refresh = () => {
    giveIds(list);
    const known = documents(list);
    cited(form).forEach((field) => offer(control(field), known));
    return known;
  };
  form.addEventListener('liste', refresh);
  form.addEventListener('input', ({ target }) => {
    const field = target.closest('[data-champ]');
    if (field?.dataset.genre === 'source') target.dataset.choisi = 'oui';
    const known = list.contains(target) ? refresh() : documents(list);
    if (list.contains(target)) cited(form).forEach((one) => citeTheOnly(one, known));
    else {
      const own = field?.parentElement.closest('[data-genre="groupe"]');
      const source = own && own !== form && fieldsOf(own).find((f) => f.dataset.genre === 'source');
      if (source) citeTheOnly(source, known);
    }
  });
  refresh();
  return {
    /** After values were put in the form: what cites nothing was meant so. */
    settle() {
      refresh();
      cited(form).forEach((field) => { control(field).dataset.choisi = 'oui'; });
    },
  };
}
