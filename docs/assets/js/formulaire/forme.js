/* Has a record the shape that the schema asks for? The same faults as the command line, said alike. */

import { fold, nearest } from './proche.js';
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

function short(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [...text].length <= SHOWN ? text : `${cut(text, SHOWN - 3)}…`;
}

/** The faults of a value and of all that it holds. */
export function* shapeFaults(context, spec, value, path = [], beside = {}) {
  const { say } = context;
  yield* typeFaults(context, spec, value, path, beside);
  if (typeof value === 'string') {
    if (spec.pattern && !expression(spec.pattern).test(value)) {
      const attendu = spec.attendu ?? say('attendu/forme', { forme: spec.pattern });
      yield { path, rule: 'forme', message: say('forme', { valeur: short(value), attendu }) };
    }
    yield* lengthFaults(say, 'Length', spec, value, path);
  } else if (typeof value === 'number') {
    const fault = (name, limite) => ({ path, rule: 'bornes', message: say(`bornes/${name}`, { valeur: value, suite: tail(say, spec), limite }) });
    if (value < spec.minimum) yield fault('bas', spec.minimum);
    if (value > spec.maximum) yield fault('haut', spec.maximum);
  } else if (Array.isArray(value)) yield* listFaults(context, spec, value, path);
  else if (isGroup(value) && spec.proprietes) yield* groupFaults(context, spec, value, path);
}

/** @returns {string} the end of a sentence that gives the field's example, if it has one */
const tail = (say, { exemple }) => (exemple ? say('suite/exemple', { exemple }) : '');

function* typeFaults({ say, data }, spec, value, path, beside) {
  // The first of several types is the usual one, which a fault is told of.
  const types = [spec.type ?? []].flat();
  const [wanted] = types;
  if (!wanted || types.some((type) => TYPES[type](value))) return;
  const blanks = { champ: nameOf(path), attendu: data.regles.shape.sentences[`attendu/${wanted}`] ?? wanted, suite: tail(say, spec) };
  const words = { ...data.regles.shape, spec, beside, inside: path.length > 0, inList: typeof path.at(-1) === 'number' };
  yield { path, rule: 'type', message: typeMessage(say, wanted, value, blanks, words) };
}

function typeMessage(say, wanted, value, blanks, words) {
  if (!words.inside) return say('type/fichier');
  if (value === null) return say(words.inList ? 'type/vide-element' : 'type/vide', blanks);
  if (wanted === 'string' && ['number', 'boolean'].includes(typeof value)) {
    const text = typeof value === 'boolean' ? String(value) : printed(value);
    const { pattern, attendu, referentiel } = words.spec;
    if (pattern && attendu && !expression(pattern).test(text)) return say('forme', { valeur: text, attendu });
    if (referentiel !== 'territoires') return say('type/guillemets', { texte: text });
    // « 01 » is the code of a place, 1 is none.
    return text === words.corsica ? say('type/corse') : say('type/guillemets', { texte: text.replace(/^.$/, '0$&') });
  }
  if (wanted === 'integer' && kindOf(value) === '/number') return say('type/entier', blanks);
  if (['integer', 'number'].includes(wanted) && typeof value === 'string') return numberWanted(say, value, wanted, blanks, words);
  if (typeof value === 'string' && (wanted === 'array' || wanted === 'object')) return manyWanted(say, value, wanted, blanks, words);
  if (wanted === 'array') return say('type/liste', blanks);
  return say('type', { ...blanks, recu: say(`recu${kindOf(value)}`) });
}

/** @returns {string} how to write as a list, or as fields, what is written as one text */
function manyWanted(say, text, wanted, blanks, { bulleted, spec, web }) {
  const isList = wanted === 'array';
  const bullet = isList && text.match(expression(bulleted));
  if (bullet) return say('type/liste-puces', { ...blanks, signe: bullet[1] });
  const group = (isList ? spec.element : spec) ?? {};
  const first = fieldFor(text, group, web);
  if (!first) return say(isList ? 'type/liste' : 'type', { ...blanks, recu: say('recu/string') });
  // The first alone would be refused in its turn.
  const others = Object.keys(group.proprietes).filter((name) => group.required?.includes(name) && name !== first);
  const aussi = others.length ? say('suite/aussi', { liste: others.map((name) => `« ${name} »`).join(', ') }) : '';
  return say(isList ? 'type/liste-groupes' : 'type/groupe', { ...blanks, premier: first, texte: short(text), aussi });
}

/** @returns {string|undefined} the field of a group that a text alone was meant for: an address, or what is needed */
function fieldFor(text, { proprietes = {}, required = [] }, web) {
  const names = Object.keys(proprietes);
  const isAddress = (name) => proprietes[name].vue === 'url';
  const fit = expression(web).test(text) && names.some(isAddress) ? names.filter(isAddress) : names;
  const rank = (name) => (required.includes(name) ? 0 : 2) + (name === 'id' ? 1 : 0);
  return fit.toSorted((one, other) => rank(one) - rank(other))[0];
}

/** @returns {string} how to write the number that a text seems to hold */
function numberWanted(say, text, wanted, blanks, { remainders, beside, range, unsure, unsure_signs: signs }) {
  const digits = text.replace(/(?<=[0-9])[ \t\u00a0\u202f](?=[0-9]{3}(?![0-9]))/g, '');
  const max = `${blanks.champ}_max`;
  const [, bas, haut] = (Object.hasOwn(beside, max) && digits.match(expression(range))) || [];
  if (bas) return say('type/fourchette', { ...blanks, bas, haut, max });
  const found = digits.match(/[0-9]+(?:[.,][0-9]+)?/)?.[0];
  if (!found) return say('type/chiffres', blanks);
  const around = digits.replace(found, ' ');
  const isUnsure = expression(`[0-9]|${signs}`).test(around) || fold(around).split('-').some((word) => unsure.includes(word));
  if (isUnsure) return say('type/incertain', { ...blanks, valeur: short(text) });
  if (wanted === 'integer' && /[.,]/.test(found)) return say('type/entier', blanks);
  const number = { ...blanks, nombre: found.replace(',', '.') };
  if (digits.trim() === found) return say('type/nombre', number);
  const fields = remainders.filter((name) => Object.hasOwn(beside, name));
  if (fields.length) return say('type/nombre-et-reste', { ...number, reste: fields.map((name) => `« ${name} »`).join(', ').replace(/, ([^,]*)$/, ' ou $1') });
  return say('type/nombre-sans-reste', { ...number, reste: short(around.split(/\s+/).filter(Boolean).join(' ')) });
}

/** @returns {string} what a sentence calls a value; Python makes a decimal number of sixteen digits */
function kindOf(value) {
  if (Array.isArray(value)) return '/array';
  if (isGroup(value)) return '/object';
  if (typeof value === 'number') return Number.isInteger(value) && Math.abs(value) < 1e15 ? '/integer' : '/number';
  return { boolean: '/boolean', string: '/string' }[typeof value] ?? '';
}

function* lengthFaults(say, unit, spec, value, path) {
  const size = [...value].length;
  const [least, most] = [spec[`min${unit}`], spec[`max${unit}`]];
  const isText = unit === 'Length';
  const emptied = isText ? size === 0 : least === 1;
  const blanks = { champ: nameOf(path), taille: size, suite: tail(say, spec) };
  const fault = (name, limite) => ({ path, rule: 'longueur', message: say(`longueur/${name}`, { ...blanks, limite }) });
  if (size < least) yield fault(emptied ? 'vide' : isText ? 'court' : 'peu', least);
  if (size > most) yield fault(isText ? 'long' : 'beaucoup', most);
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

/** @returns {Map<string, string|null>} each unknown field of a group, and the known one that it stands for */
function meantKeys(spec, group, known) {
  const keys = Object.keys(group);
  const found = new Map(keys.filter((key) => !known.has(key)).map((key) => [key, nearest(key, known)]));
  const nameless = [...found.keys()].filter((key) => !found.get(key));
  const taken = new Set([...keys, ...found.values()]);
  const missing = (spec.required ?? []).filter((key) => !taken.has(key));
  if (nameless.length === 1 && missing.length === 1 && replaces(spec, group, nameless[0], missing[0])) {
    found.set(nameless[0], missing[0]);
  }
  return found;
}

/** @returns {boolean} whether an unknown field stands in the place of a missing one, and has its type */
function replaces({ proprietes }, group, unknown, missing) {
  const order = Object.keys(proprietes);
  const rank = order.indexOf(missing);
  const keys = Object.keys(group);
  const place = keys.indexOf(unknown);
  const inPlace = keys.every((key, at) => !order.includes(key) || at < place === order.indexOf(key) < rank);
  const [type] = [proprietes[missing].type].flat();
  return inPlace && !/^\d+$/.test(unknown) && ['string', 'array', 'object'].includes(type) && TYPES[type](group[unknown]);
}

function* groupFaults(context, spec, value, path) {
  const allowed = spec.proprietes;
  const known = new Map(Object.keys(allowed).map((key) => [key, allowed[key]['autres-noms'] ?? []]));
  const meant = meantKeys(spec, value, known);
  for (const [key, found] of meant) {
    const suite = found ? context.say('suite/voisin', { voisin: found })
      : context.say('suite/champs', { liste: [...known.keys()].join(', ') });
    yield { path: [...path, key], rule: 'champ-inconnu', message: context.say('champ-inconnu', { champ: key, suite }) };
  }
  for (const key of spec.required ?? []) {
    if (Object.hasOwn(value, key) || [...meant.values()].includes(key)) continue;
    const modele = spec.modeles[key];
    yield { path, champ: key, rule: 'champ-manquant', message: context.say('champ-manquant', { champ: key, modele }) };
  }
  for (const [key, child] of Object.entries(value)) {
    if (known.has(key)) yield* shapeFaults(context, allowed[key], child, [...path, key], allowed);
  }
}
