/* How fresh a record is, as its page says it (derive/freshness.py): notices on its state and its age. Pure. */

import { dateWords } from './tournures.js';

function stateOf({ etats }, status, definition) {
  if (!Object.hasOwn(etats, status)) return null;
  const [titre, advice] = etats[status];
  return { id: 'etat', titre, phrases: [definition, advice].filter(Boolean), depuis: '', montre: true };
}

function agesOf(data, checked, day) {
  const { ages, depuis } = data.fraicheur;
  const due = ages.map(({ ans }) => `${Number(checked.slice(0, 4)) + ans}${checked.slice(4)}`);
  const current = due.findLastIndex((from) => from <= day);
  return ages.map(({ id, ans, titre, conseil }, rank) => ({
    id,
    titre,
    phrases: [depuis.replace('{date}', dateWords(checked, data)).replace('{ans}', ans), conseil],
    depuis: due[rank],
    montre: rank === current,
  }));
}

/** @param {object} data @param {object} record @param {string} day the one of reading, as ISO writes it */
export function freshness(data, { statut = '', verifie_le: checked = '' }, day) {
  const definition = data.ensembles.statuts?.termes[statut]?.definition ?? '';
  return {
    etat: stateOf(data.fraicheur, statut, definition),
    ages: checked ? agesOf(data, checked, day) : [],
  };
}
