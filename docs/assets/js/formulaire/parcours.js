/* The course of an initiative, as the template of its page draws it. */

import { quantity } from './tournures.js';

/** @returns {import('./noeuds.js').Node} the whole course, with the one inside each element */
export function course(maker, spec, value) {
  return { vue: 'deroulement', valeur: drawn(maker, spec, value, 3) };
}

/** How long each element lasts that says so; null where none does. */
export function durations(maker, spec, value) {
  const nodes = [...named(maker, value, '')].filter(([, element]) => 'duree_mois' in element)
    .map(([name, element]) => ({ vue: 'texte', valeur: `${quantity(element.duree_mois, 'mois')} (${name})`, source: maker.mark(element) }));
  return nodes.length ? { vue: 'liste', valeur: nodes, source: null } : null;
}

function* named(maker, value, around) {
  for (const [rank, element] of value.elements.entries()) {
    const kind = maker.data.fiche.formes[value.forme] ?? maker.words.element;
    const name = `${around}${kind} ${rank + 1}`;
    yield [name, element];
    if (element.detail) yield* named(maker, element.detail, `${name}, `);
  }
}

/** @returns {number[]} the shade of each element's status: the same status keeps its own */
function shades(elements, most) {
  const ranks = new Map();
  return elements.map(({ statut_occupation: status }) => {
    if (status && !ranks.has(status)) ranks.set(status, Math.min(ranks.size + 1, most));
    return ranks.get(status) ?? 0;
  });
}

function drawn(maker, spec, value, level) {
  const { etapes, de_front: [least, end], teintes } = maker.data.fiche;
  const { elements, forme } = value;
  const tints = shades(elements, teintes);
  const term = maker.term(spec.proprietes.forme.referentiel, forme);
  const steps = forme === etapes;
  return {
    forme,
    libelle: term?.libelle ?? forme,
    legende: term?.definition ?? '',
    introduction: value.introduction ?? '',
    de_front: steps && elements.length >= least && elements.length < end && !elements.some(({ detail }) => detail),
    bande: steps && tints.some(Boolean),
    niveau: level,
    elements: elements.map((element, rank) => step(maker, spec.proprietes.elements.element, element, tints[rank], level)),
  };
}

function step(maker, spec, value, tint, level) {
  const status = value.statut_occupation;
  const inner = spec.proprietes.detail;
  return {
    titre: value.titre,
    phase: maker.label(spec, value, 'phase'),
    statut: status ? maker.link('statuts-occupation', status) : null,
    teinte: tint,
    duree: 'duree_mois' in value ? quantity(value.duree_mois, 'mois') : '',
    description: value.description ?? '',
    source: maker.mark(value),
    detail: inner && value.detail ? drawn(maker, inner, value.detail, level + 1) : null,
  };
}
