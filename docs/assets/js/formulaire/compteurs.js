/* What the form says of itself as it fills: characters left, choices made, folded fields that hold something. */

import { formatNumber } from '../commun/dom.js';
import { read } from './champs.js';

const length = (text) => [...text].length;

function count(note) {
  const field = note.closest('[data-champ]').querySelector('input, textarea');
  const size = length(field.value);
  const most = Number(note.dataset.maximum);
  note.textContent = size ? `${formatNumber(size)} caractère${size > 1 ? 's' : ''} sur ${formatNumber(most)}` : `${formatNumber(most)} caractères au plus`;
  note.classList.toggle('fc-compte--plein', size > most);
}

function countChoices(family) {
  const chosen = family.querySelectorAll('input:checked').length;
  family.querySelector('.fc-choisis').textContent = chosen ? `${chosen} choisi${chosen > 1 ? 's' : ''}` : '';
}

function tellFilled(fold) {
  const filled = [...fold.querySelectorAll(':scope > [data-champ], :scope > .fc-plus > [data-champ]')].some((field) => read(field) !== undefined);
  fold.querySelector(':scope > summary .fc-rempli').textContent = filled ? 'renseigné' : '';
}

/** @returns {{refresh: () => void}} */
export function counters(form) {
  const refresh = () => {
    form.querySelectorAll('.fc-compte').forEach(count);
    form.querySelectorAll('.fc-famille').forEach(countChoices);
    form.querySelectorAll('.fc-plus, .fc-precisions').forEach(tellFilled);
  };
  form.addEventListener('input', refresh);
  form.addEventListener('liste', refresh);
  refresh();
  return { refresh };
}
