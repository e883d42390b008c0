/* The active choices above the list. */

import { create, offScreen, renew, stateLink } from '../commun/dom.js';
import { withoutChoice } from './facettes.js';

/** @returns {{facet: string, value: string}} the labels of a value */
export function labels(catalogue, parameter, id) {
  const facet = catalogue.facettes.find((f) => f.parametre === parameter);
  return { facet: facet.libelle, value: facet.byId.get(id).complet };
}

/** The active choices, each a link that removes it. */
export function showActive(block, { catalogue, state, address }) {
  const chips = [...state.choices].flatMap(([parameter, ids]) => ids.map((id) => {
    const { facet, value } = labels(catalogue, parameter, id);
    const rest = address({ ...state, choices: withoutChoice(state.choices, parameter, id), page: 1 });
    return chip(rest, facet, value);
  }));
  if (state.q) chips.push(chip(address({ ...state, q: '', sort: '', page: 1 }), 'Texte', state.q));
  block.hidden = chips.length === 0;
  renew(block.querySelector('.actifs-liste'), ...chips);
}

/** @returns {HTMLElement} one active choice */
function chip(address, facet, value) {
  const cross = create('span', { class: 'actif-croix', 'aria-hidden': 'true' }, '×');
  return create('li', {}, stateLink(address, 'actif',
    offScreen('Retirer '), create('span', { class: 'actif-facette' }, `${facet}\u00a0: `), value, cross));
}
