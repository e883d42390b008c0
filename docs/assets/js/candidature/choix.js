/* What the reader has chosen for a file, and the address that says it. Pure. */

import { onlyIds, readAddress } from '../commun/garde.js';

/** More records than that make a file that nobody reads. */
export const MAX_RECORDS = 6;
export const LISTS = ['publics', 'outils', 'partenariats'];

/**
 * @typedef {{fiches: string[], region: string, appel: string, trame: string, publics: string[],
 *   outils: string[], partenariats: string[]}} Choice
 */

/** @returns {string[]} the ids of a parameter, be they together or apart */
function idsOf(parameters, name) {
  return onlyIds(parameters.getAll(name).flatMap((text) => text.split(',')).map((text) => text.trim()));
}

/** @param {string} query @returns {Choice} what makes no sense is left out */
export function readChoice(query) {
  const parameters = new URLSearchParams(query);
  const one = (name) => idsOf(parameters, name)[0] ?? '';
  const records = onlyIds([...readAddress(query) ?? [], ...idsOf(parameters, 'fiche')]);
  return {
    fiches: records.slice(0, MAX_RECORDS),
    region: one('region'),
    appel: one('appel'),
    trame: one('trame'),
    ...Object.fromEntries(LISTS.map((name) => [name, idsOf(parameters, name)])),
  };
}

/** @param {Choice} choice @returns {string} the query that says it; commas stay readable */
export function writeChoice(choice) {
  const said = ['fiches', 'region', 'appel', 'trame', ...LISTS]
    .map((name) => [name, [choice[name]].flat().filter(Boolean)])
    .filter(([, ids]) => ids.length)
    .map(([name, ids]) => `${name}=${ids.map(encodeURIComponent).join(',')}`);
  return said.length ? `?${said.join('&')}` : '';
}

/**
 * Orders what calls say, where none is chosen: those that name more of what is chosen come first.
 * @template {{appel: string}} T @param {T[]} lines the newest call first @returns {T[]}
 */
export function nearestFirst(lines, choice, { appels: calls }) {
  const common = (name, appel) => choice[name].filter((id) => calls[appel][name].includes(id)).length;
  // A call for the same people is nearer than one that names the same tool.
  const nearness = ({ appel }) => LISTS.reduce((sum, name) => sum + common(name, appel) * (name === 'publics' ? 3 : 1), 0);
  return lines.toSorted((a, b) => nearness(b) - nearness(a));
}

/**
 * The calls whose rules a file shows: the one that is chosen, or else those of the region.
 * @param {Choice} choice @param {{appels: string[]}} outline @param {object} data candidature.json
 * @returns {string[]} none where nothing that is chosen has a call
 */
export function callsOf({ appel, region }, outline, { appels: calls, parents }) {
  if (outline.appels.includes(appel)) return [appel];
  const isThere = (code) => code === region || parents[code] === region;
  return region ? outline.appels.filter((id) => calls[id].territoires.some(isThere)) : [];
}
