/* The fields of the form: what they hold as values, and the way from values to fields and back. */

import { create } from '../commun/dom.js';
import { asNumber, isEmpty, isGroup } from './ranger.js';

/**
 * @typedef {object} Kind how a kind of field (`data-genre`) is read and filled
 * @property {(field: HTMLElement) => unknown} read @property {(field: HTMLElement, value: unknown) => void} fill
 */

export const control = (field) => (field.matches('input') ? field : field.querySelector('input, select, textarea'));
export const boxes = (field) => [...field.querySelectorAll('input[type="checkbox"], input[type="radio"]')];

/** @returns {HTMLElement[]} the fields of a group, those of its inner groups left out */
export function fieldsOf(group) {
  return [...group.querySelectorAll('[data-champ]')]
    .filter((field) => field.parentElement.closest('[data-genre]') === group);
}

/** @returns {HTMLElement|undefined} a field of a group by its name */
export function fieldNamed(group, name) {
  return fieldsOf(group).find((field) => field.dataset.champ === name);
}

/** @returns {HTMLElement[]} the groups that a list repeats */
export function itemsOf(list) {
  return [...list.querySelector(':scope > ol').children].map((item) => item.firstElementChild);
}

/** @returns {unknown} what a field holds; undefined where it holds nothing */
export function read(field) {
  const value = KINDS[field.dataset.genre].read(field);
  return isEmpty(value) ? undefined : value;
}

/** Puts a value in a field; undefined empties it. */
export function fill(field, value) {
  KINDS[field.dataset.genre].fill(field, value);
}

/** @returns {object} the values of a group by name, without what is empty */
export function readGroup(group) {
  const found = fieldsOf(group).map((field) => [field.dataset.champ, read(field), field.dataset.genre]);
  const given = found.filter(([, value]) => value !== undefined);
  // A number given by us alone is no answer.
  if (given.every(([,, genre]) => genre === 'cle')) return {};
  return Object.fromEntries(given.map(([name, value]) => [name, value]));
}

/** Puts values in the fields of a group, and opens those that are folded. */
export function fillGroup(group, values) {
  for (const field of fieldsOf(group)) fill(field, isGroup(values) ? values[field.dataset.champ] : undefined);
}

/** Text as it is typed: spaces around it say nothing. */
const text = {
  read: (field) => control(field).value.trim(),
  fill: (field, value) => { control(field).value = isEmpty(value) || typeof value === 'object' ? '' : String(value); },
};

const number = {
  read(field) {
    const typed = control(field).value.trim();
    return asNumber(typed, field.querySelector('.fc-nombre > span')?.textContent.trim()) ?? typed;
  },
  fill: (field, value) => text.fill(field, typeof value === 'number' ? String(value).replace('.', ',') : value),
};

const select = {
  read: (field) => control(field).value,
  fill(field, value) {
    const given = isEmpty(value) || typeof value === 'object' ? '' : String(value);
    const list = control(field);
    // What a list does not offer is shown all the same: the mistake is somebody's to see.
    if (given && ![...list.options].some((option) => option.value === given)) list.append(new Option(given, given));
    list.value = given;
  },
};

/** The document that says something, or several: the choice of several is one option of the list. */
const documents = {
  read(field) {
    const ids = select.read(field).split(' ');
    return ids.length > 1 ? ids : ids[0];
  },
  fill: (field, value) => select.fill(field, Array.isArray(value) ? value.join(' ') : value),
};

const yesOrNo = {
  read: (field) => ({ true: true, false: false }[select.read(field)] ?? select.read(field)),
  fill: (field, value) => select.fill(field, value),
};

const one = {
  read: (field) => (control(field).matches('select') ? select.read(field)
    : boxes(field).find((box) => box.checked)?.value),
  fill(field, value) {
    if (control(field).matches('select')) return select.fill(field, value);
    const given = typeof value === 'string' ? value : '';
    forgetUnknown(field);
    if (given) addUnknown(field, given);
    return boxes(field).forEach((box) => { box.checked = box.value === given; });
  },
};

/** Choices in the order in which they were made. */
const several = {
  read(field) {
    const order = (field.dataset.ordre ?? '').split(' ');
    const rank = (value) => (order.indexOf(value) + order.length + 1) % (order.length + 1);
    const chosen = boxes(field).filter((box) => box.checked).map((box) => box.value);
    return chosen.sort((a, b) => rank(a) - rank(b));
  },
  fill(field, value) {
    const given = Array.isArray(value) ? value.map(String) : [];
    forgetUnknown(field);
    given.forEach((one) => addUnknown(field, one));
    boxes(field).forEach((box) => { box.checked = given.includes(box.value); });
    field.dataset.ordre = given.join(' ');
  },
};

/** Keeps the order of the choices of a field. */
export function noteChoice(field, box) {
  const others = (field.dataset.ordre ?? '').split(' ').filter((value) => value && value !== box.value);
  field.dataset.ordre = [...others, ...(box.checked ? [box.value] : [])].join(' ');
}

const forgetUnknown = (field) => field.querySelectorAll('.fc-cases--inconnues').forEach((list) => list.remove());

/** Adds a choice that the list does not know, so that it can be seen and taken out. */
function addUnknown(field, value) {
  if (boxes(field).some((box) => box.value === value)) return;
  const model = boxes(field)[0].closest('li');
  const made = model.cloneNode(true);
  const box = made.querySelector('input');
  const label = made.querySelector('label');
  box.value = value;
  box.id = `${field.id}-inconnu-${boxes(field).length}`;
  box.removeAttribute('aria-describedby');
  label.htmlFor = box.id;
  label.textContent = value;
  made.querySelector('.fc-definition')?.remove();
  field.append(create('ul', { class: 'fc-cases fc-cases--inconnues' }, made));
}

/** @type {Record<string, Kind>} */
const KINDS = {
  texte: text, long: text, date: text, adresse: text, identifiant: text, cle: text,
  nombre: number, 'oui-non': yesOrNo, source: documents, choix: one, 'choix-multiple': several,
  groupe: { read: readGroup, fill: fillGroup },
};

/** Adds a kind that needs more than its field. @param {Kind} kind */
export function addKind(name, kind) {
  KINDS[name] = kind;
}
