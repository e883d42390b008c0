/* Has a record the shape that the schema asks for? The same faults as the command line, said alike. */

import { nearest } from './proche.js';
import { isGroup } from './ranger.js';
import { cut, expression, printed } from './sujet.js';

const SHOWN = 60;
const TYPES = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
  object: isGroup,
};

const nameOf = (path) => path.findLast((step) => typeof step === 'string') ?? 'le fichier';
const sizeOf = (value) => (typeof value === 'string' ? [...value].length : value.length);

function short(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [...text].length <= SHOWN ? text : `${cut(text, SHOWN - 3)}…`;
}

/** The faults of a value and of all that it holds. */
export function* shapeFaults(context, spec, value, path = []) {
  yield* typeFaults(context, spec, value, path);
  if (typeof value === 'string') yield* textFaults(context, spec, value, path);
  else if (typeof value === 'number') yield* boundFaults(context, spec, value, path);
  else if (Array.isArray(value)) yield* listFaults(context, spec, value, path);
  else if (isGroup(value) && spec.proprietes) yield* groupFaults(context, spec, value, path);
}

function* typeFaults({ say, kinds }, spec, value, path) {
  if (!spec.type || TYPES[spec.type](value)) return;
  const wanted = spec.type;
  const nom = nameOf(path);
  const fault = (name, blanks) => ({ path, rule: 'type', message: say(`type/${name}`, { nom, ...blanks }) });
  if (value === null) yield fault('vide');
  else if (wanted === 'string' && ['number', 'boolean'].includes(typeof value)) {
    yield fault('texte', { valeur: typeof value === 'boolean' ? String(value) : printed(value) });
  } else if (['integer', 'number'].includes(wanted) && typeof value === 'string') {
    yield fault('nombre', { attendu: kinds.attendus[wanted], suite: numberAdvice(say, value) });
  } else if (wanted === 'array') yield fault('liste', { attendu: kinds.attendus.array });
  else yield fault('autre', { attendu: kinds.attendus[wanted] ?? wanted, donne: kindOf(kinds.donnes, value) });
}

/** @returns {string} how to write the number that a text seems to hold */
function numberAdvice(say, text) {
  const digits = text.replace(/(?<=\p{Nd})[\s\u00a0\u202f](?=\p{Nd}{3}(?!\p{Nd}))/gu, '');
  const found = digits.match(/\p{Nd}+(?:[.,]\p{Nd}+)?/u)?.[0];
  if (!found) return say('type/nombre/chiffres');
  const rest = digits.trim() === found ? '' : say('type/nombre/reste');
  return say('type/nombre/seul', { nombre: found.replace(',', '.'), suite: rest });
}

function kindOf(words, value) {
  if (Array.isArray(value)) return words.list;
  if (isGroup(value)) return words.dict;
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 1e15 ? words.int : words.float;
  return { boolean: words.bool, string: words.str }[typeof value] ?? words.autre;
}

function* textFaults({ say }, spec, value, path) {
  if (spec.pattern && !expression(spec.pattern).test(value)) {
    const attendu = spec.attendu ?? say('forme/motif', { motif: spec.pattern });
    yield { path, rule: 'forme', message: say('forme', { valeur: short(value), attendu }) };
  }
  yield* lengthFaults(say, 'Length', spec, value, path);
}

function* lengthFaults(say, unit, spec, value, path) {
  const size = sizeOf(value);
  const nom = nameOf(path);
  for (const [side, beyond] of [['min', (limit) => size < limit], ['max', (limit) => size > limit]]) {
    const limit = spec[side + unit];
    if (limit === undefined || !beyond(limit)) continue;
    const isEmpty = side === 'min' && (unit === 'Length' ? size === 0 : limit === 1);
    const name = isEmpty ? 'vide' : side + unit;
    yield { path, rule: 'longueur', message: say(`longueur/${name}`, { nom, taille: size, limite: limit }) };
  }
}

function* boundFaults({ say }, spec, value, path) {
  for (const [side, beyond] of [['minimum', value < spec.minimum], ['maximum', value > spec.maximum]]) {
    if (beyond) yield { path, rule: 'bornes', message: say(`bornes/${side}`, { valeur: value, limite: spec[side] }) };
  }
}

function* listFaults(context, spec, value, path) {
  yield* lengthFaults(context.say, 'Items', spec, value, path);
  const written = value.map((item) => JSON.stringify(item));
  for (const [rank, item] of value.entries()) {
    if (spec.uniqueItems && written.indexOf(written[rank]) < rank) {
      yield { path: [...path, rank], rule: 'doublon', message: context.say('doublon', { valeur: short(item) }) };
    }
    if (spec.element) yield* shapeFaults(context, spec.element, item, [...path, rank]);
  }
}

function* groupFaults(context, spec, value, path) {
  const allowed = spec.proprietes;
  const known = new Map(Object.keys(allowed).map((key) => [key, []]));
  const unknown = Object.keys(value).filter((key) => !known.has(key));
  for (const key of unknown) {
    const found = nearest(key, known);
    const suite = found ? context.say('suite/voisin', { voisin: found })
      : context.say('champ-inconnu/liste', { liste: [...known.keys()].join(', ') });
    yield { path: [...path, key], rule: 'champ-inconnu', message: context.say('champ-inconnu', { nom: key, suite }) };
  }
  for (const key of spec.required ?? []) {
    if (Object.hasOwn(value, key) || unknown.some((other) => nearest(other, known) === key)) continue;
    const modele = spec.modeles[key];
    yield { path, rule: 'champ-manquant', message: context.say('champ-manquant', { nom: key, modele }) };
  }
  for (const [key, child] of Object.entries(value)) {
    if (known.has(key)) yield* shapeFaults(context, allowed[key], child, [...path, key]);
  }
}
