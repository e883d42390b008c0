/* Whether a call is open is true for a day, and pages are read long after they were built: the data
   say when it opens and closes, the reader's day says the rest. Without JavaScript, the dates alone. */

import { today } from '../commun/dom.js';

/** One window: the first and last days that its opening may be, its closing likewise, a day after. */
function stateOfWindow([opensFrom, opensBy, closesFrom, closesBy, after], day) {
  if ((closesBy && day > closesBy) || (after && day > after)) return 'clos';
  if (opensFrom && day < opensFrom) return 'a-venir';
  if (closesFrom && day >= opensBy && day <= closesFrom) return 'ouvert';
  return 'inconnu';
}

/**
 * @param {string[][]} windows the sessions of a call, in order
 * @param {string} day as ISO writes it
 * @returns {'ouvert' | 'clos' | 'a-venir' | 'inconnu'} what the last session is, unless one is open
 */
export function stateOf(windows, day) {
  const states = windows.map((window) => stateOfWindow(window, day));
  return states.includes('ouvert') ? 'ouvert' : states.at(-1) ?? 'inconnu';
}

// Of the words of each call, those that are true today.
for (const place of document.querySelectorAll('[data-fenetres]')) {
  const state = stateOf(JSON.parse(place.dataset.fenetres), today());
  for (const words of place.querySelectorAll('[data-etat]')) words.hidden = words.dataset.etat !== state;
  place.hidden = false;
}
// Above a list of calls, whether one of them is open.
for (const place of document.querySelectorAll('[data-aujourdhui]')) {
  const isOpen = document.querySelector('.repertoire [data-etat="ouvert"]:not([hidden])') !== null;
  for (const words of place.querySelectorAll('[data-ouverts]')) words.hidden = (words.dataset.ouverts === 'oui') !== isOpen;
  place.hidden = false;
}
