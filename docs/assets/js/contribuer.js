/* The contribution page: the model to copy takes what the address asks for (an empty cell, a search). */

import { openData } from './donnees.js';
import { create } from './dom.js';

const DATA = new URL('../donnees/', import.meta.url);
const MODEL = 'pre > code.language-yaml';
const SAFE = /^[a-z0-9-]+$/;

/** The field of a record that a parameter of the address fills, where it is a list of terms. */
const FIELDS = { public: 'publics', finalite: 'finalites', partenariat: 'partenariats', outil: 'outils' };

/** @typedef {[string, string][]} Choices parameters of the address and their values */

/** @returns {boolean} whether a place is a département: regions have letters alone */
function isDepartment(id) {
  return /^\d/.test(id);
}

/** @returns {Choices} what the address asks for and the model can hold */
export function chosen(query) {
  return [...new URLSearchParams(query)]
    .filter(([name, id]) => (Object.hasOwn(FIELDS, name) || name === 'territoire') && SAFE.test(id));
}

/** @returns {string} the model of a record, with the choices in place of the examples */
export function filled(model, choices) {
  const ids = (parameter) => choices.filter(([name]) => name === parameter).map(([, id]) => id);
  let text = model;
  for (const [parameter, field] of Object.entries(FIELDS)) {
    const list = ids(parameter).join(', ');
    if (list) text = text.replace(new RegExp(`^${field}: \\[.*\\]$`, 'm'), `${field}: [${list}]`);
  }
  const places = ids('territoire').map((id) => (
    `  - ${isDepartment(id) ? `departement: "${id.toUpperCase()}"` : `region: ${id}`}\n    source: s1`));
  const example = /^ {2}- departement: .*\n {4}source: s1$/m;
  return places.length ? text.replace(example, places.join('\n')) : text;
}

/** Fills the model, and says so at the head of the page. */
async function fill(choices) {
  const model = document.querySelector(MODEL);
  model.textContent = filled(model.textContent, choices);
  const labels = await openData(DATA).labels();
  const named = choices.map(([parameter, id]) => labels[parameter]?.[id] ?? `«\u00a0${id}\u00a0»`);
  document.querySelector('h1').after(create('p', { class: 'avertissement' },
    `Votre choix\u00a0: ${named.join('\u00a0; ')}. `,
    create('a', { href: '#un-modele-a-copier' }, 'Le modèle à copier'), ' le porte déjà.'));
}

const choices = chosen(location.search);
if (choices.length) fill(choices);
