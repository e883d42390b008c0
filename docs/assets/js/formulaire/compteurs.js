/* What the form says of itself as it fills: characters left, choices made, folded fields that hold something. */

import { fieldsOf, read } from './champs.js';

const length = (text) => [...text].length;

function count(note) {
  const field = note.closest('[data-champ]').querySelector('input, textarea');
  const size = length(field.value);
  const most = Number(note.dataset.maximum);
  note.textContent = size ? `${size} caractère${size > 1 ? 's' : ''} sur ${most}` : `${most} caractères au plus`;
  note.classList.toggle('fc-compte--plein', size > most);
}

function countChoices(family) {
  const chosen = family.querySelectorAll('input:checked').length;
  family.querySelector('.fc-choisis').textContent = chosen ? `${chosen} choisi${chosen > 1 ? 's' : ''}` : '';
}

function tellFilled(form, fold) {
  const field = fieldsOf(form).find((one) => one.parentElement === fold);
  const filled = read(field) !== undefined;
  fold.querySelector(':scope > summary .fc-rempli').textContent = filled ? 'renseigné' : '';
}

/** @returns {{refresh: () => void}} */
export function counters(form) {
  const refresh = () => {
    form.querySelectorAll('.fc-compte').forEach(count);
    form.querySelectorAll('.fc-famille').forEach(countChoices);
    form.querySelectorAll('.fc-plus').forEach((fold) => tellFilled(form, fold));
  };
  form.addEventListener('input', refresh);
  form.addEventListener('liste', refresh);
  refresh();
  return { refresh };
}
