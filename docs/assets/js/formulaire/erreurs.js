/* Faults where they stand: beside their field, and in a summary that leads to each. */

import { create } from '../commun/dom.js';
import { boxes, fieldNamed, itemsOf } from './champs.js';

/** @returns {HTMLElement} the field or item nearest to a path */
export function placeOf(form, path) {
  let here = form;
  for (const step of path) {
    let next;
    if (typeof step === 'string') next = here.dataset.genre === 'groupe' ? fieldNamed(here, step) : undefined;
    else if (here.dataset.genre === 'liste') next = itemsOf(here)[step];
    if (!next || next.dataset.genre === 'cle') break;
    here = next;
  }
  return here;
}

/** What takes the focus for a field: its control, or itself where it has several. */
function target(place) {
  if (place.matches('fieldset')) return place.dataset.genre === 'choix' ? boxes(place)[0] ?? place : place;
  return place.querySelector('input, select, textarea') ?? place;
}

const headOf = (place) => place.querySelector(':scope > legend, :scope > label');

/** @returns {string} the titles that lead to a place, from the outermost: « Ménages, Chiffre 1, Nombre » */
function wayTo(place) {
  const titles = [];
  for (let here = place; here && !here.matches('form'); here = here.parentElement.closest('[data-genre]')) {
    const head = headOf(here)?.cloneNode(true);
    // Whether it is required is no part of a title.
    head?.querySelectorAll('.fc-etat').forEach((state) => state.remove());
    titles.unshift((head?.textContent ?? '').replace(/\s+/g, ' ').trim());
  }
  return titles.filter(Boolean).join(', ');
}

function describe(control, id, add) {
  const words = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((word) => word && word !== id);
  if (add) words.push(id);
  if (words.length) control.setAttribute('aria-describedby', words.join(' '));
  else control.removeAttribute('aria-describedby');
}

/** Takes the faults of a field away. */
export function clear(place) {
  const note = place.querySelector(':scope > .fc-fautes');
  if (!note) return;
  const control = target(place);
  describe(control, note.id, false);
  control.removeAttribute('aria-invalid');
  place.classList.remove('fc--fautive');
  note.remove();
}

export function clearAll(form) {
  form.querySelectorAll('.fc-fautes').forEach((note) => clear(note.parentElement));
}

/** Says a fault beside its field. @returns {string} the id of what takes the focus */
function mark(place, { message, level }) {
  const control = target(place);
  if (!control.id) control.id = `place-${document.querySelectorAll('[id]').length}`;
  const id = `${control.id}-fautes`;
  let note = place.querySelector(':scope > .fc-fautes');
  if (!note) {
    note = create('div', { class: 'fc-fautes', id });
    headOf(place).after(note);
    describe(control, id, true);
  }
  const word = level === 'error' ? 'Erreur' : 'À vérifier';
  note.append(create('p', { class: `fc-faute fc-faute--${level}` }, create('strong', {}, `${word}\u00a0: `), message));
  if (level === 'error') {
    place.classList.add('fc--fautive');
    if (control.matches('input, select, textarea')) control.setAttribute('aria-invalid', 'true');
  }
  return control.id;
}

/**
 * Shows faults beside their fields.
 * @param {{place: HTMLElement, message: string, level: string}[]} faults
 * @returns {HTMLElement[]} a line for each, which leads to it
 */
export function showFaults(faults) {
  return faults.map((fault) => {
    const id = mark(fault.place, fault);
    const title = wayTo(fault.place);
    const link = create('a', { href: `#${id}` }, title ? `${title}\u00a0: ${fault.message}` : fault.message);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const control = document.getElementById(id);
      if (!control) return;
      for (let fold = control.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
      control.focus({ preventScroll: true });
      control.scrollIntoView({ block: 'center' });
    });
    return create('li', {}, link);
  });
}
