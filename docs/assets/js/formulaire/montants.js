/* A number typed with its words, « environ 30 ménages » or « 12,5 % »: each is put in its own field. */

import { control, fieldNamed } from './champs.js';
import { fold } from './proche.js';
import { asNumber } from './ranger.js';

const PARTS = /^([^\d-]*)(-?\d(?:[\d\s.,]*\d)?)\s*(.*)$/u;

/** @returns {string|null} the value of a field that says a word; null where it does not offer it */
function valueFor(field, word) {
  if (!field) return null;
  const input = control(field);
  if (!input.matches('select')) return word;
  const wanted = fold(word);
  const found = [...input.options].find(({ text, value }) => value && [wanted, `${wanted}s`].includes(fold(text)));
  return found?.value ?? null;
}

/** @returns {[HTMLElement, string][]} the fields to fill, with their values; none where the text is not certain */
function parted(field, typed) {
  const [, before, number, after] = typed.match(PARTS) ?? [];
  if (number === undefined || asNumber(number) === null) return [];
  const group = field.parentElement.closest('[data-genre]');
  const words = [['qualificatif', before.trim()], ['unite', after.trim()]].filter(([, word]) => word)
    .map(([name, word]) => [fieldNamed(group, name), word]);
  const given = words.map(([other, word]) => [other, valueFor(other, word)]);
  const free = given.every(([other, value]) => value !== null && ['', value].includes(control(other).value));
  return free && given.length ? [...given, [field, number]] : [];
}

/** Watches the fields of numbers. @param {HTMLFormElement} form @param {(text: string) => void} announce */
export function installAmounts(form, announce) {
  form.addEventListener('change', ({ target }) => {
    const field = target.closest('[data-genre="nombre"]');
    const typed = target.value.trim();
    if (!field || asNumber(typed, field.querySelector('.fc-nombre > span')?.textContent) !== null) return;
    const found = parted(field, typed);
    for (const [other, value] of found) {
      control(other).value = value;
      control(other).dispatchEvent(new Event('input', { bubbles: true }));
    }
    if (found.length) announce(`«\u00a0${typed}\u00a0»\u00a0: le nombre et ses mots sont chacun dans leur champ.`);
  });
}
