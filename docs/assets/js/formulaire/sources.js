/* The documents of a record, and every place of the form that cites one of them. */

import { control, fieldNamed, fieldsOf, itemsOf, read } from './champs.js';

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

/** @returns {string} the documents that a choice cites, one or several, those taken out told as such */
function named(chosen, known) {
  return chosen.split(' ').map((one) => (
    known.find(({ id }) => id === one)?.label ?? `${one} (document absent)`)).join(' + ');
}

/** Offers the documents in a list of choices; what it cites stays, even taken out. */
function offer(select, known) {
  const chosen = select.value;
  const options = known.map(({ id, label }) => new Option(label, id));
  if (chosen && !known.some(({ id }) => id === chosen)) options.push(new Option(named(chosen, known), chosen));
  const first = known.length ? 'Choisir un document' : 'Aucun document pour l’instant';
  select.replaceChildren(new Option(first, ''), ...options);
  select.value = chosen;
}

/** @returns {boolean} whether a group says something beside the document that it cites */
function isTold(group, own) {
  return fieldsOf(group).some((field) => field !== own && read(field) !== undefined);
}

/** Where there is one document only, what is told comes from it; the reader may say otherwise. */
function citeTheOnly(field, known) {
  const select = control(field);
  if (known.length !== 1 || select.value || select.dataset.choisi) return;
  if (isTold(field.parentElement.closest('[data-genre]'), field)) select.value = known[0].id;
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
