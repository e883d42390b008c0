/* What the form takes up: the text of a file, a record to correct, or choices already made. */

import { openData, readJson } from '../commun/donnees.js';
import { isEmpty } from './ranger.js';

const ROOT = new URL('../../../', import.meta.url);
const DATA = new URL('assets/donnees/', ROOT);
const SAFE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const PAGE = /^(?:[a-z0-9-]+\/)+$/;
const RECORD = /^projets\/([a-z0-9-]+)\/$/;

const pageOf = (query) => new URLSearchParams(query).get('page')?.trim() ?? '';

/** @returns {string} the id of the record to correct, or nothing; the catalogue may not have it */
export function asked(query) {
  return new URLSearchParams(query).get('fiche')?.trim() ?? pageOf(query).match(RECORD)?.[1] ?? '';
}

/** @returns {string} the address of another page to correct, from the site's root, or nothing */
export function askedPage(query) {
  const page = pageOf(query);
  return PAGE.test(page) && !RECORD.test(page) ? page : '';
}

/**
 * The text of a file that somebody chose. A text editor of Windows may have written its accents.
 * @param {File} file @param {number} most bytes
 * @returns {Promise<string|null>} null for a longer file: a part of it would pass for the whole
 */
export async function textOf(file, most) {
  if (file.size > most) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = { '255,254': 'utf-16le', '254,255': 'utf-16be' }[bytes.slice(0, 2).join()];
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** @returns {Promise<object>} the values of a record of the catalogue, as it was published */
export function recordOf(id) {
  return readJson(new URL(`projets/${id}/fiche.json`, ROOT));
}

/** @returns {object} the values with one more at a path: a list takes it in, a field only if it is empty */
function withValue(values, [name, ...rest], id, spec) {
  const field = spec.proprietes[name];
  if (rest.length) return { ...values, [name]: withValue(values[name] ?? {}, rest, id, field) };
  if (field.type === 'array') return { ...values, [name]: [...new Set([...(values[name] ?? []), id])] };
  return isEmpty(values[name]) ? { ...values, [name]: id } : values;
}

function withPlace(values, id) {
  const places = values.territoires ?? [];
  if (places.some(({ departement, region }) => departement === id || region === id)) return values;
  return { ...values, territoires: [...places, { [/^\d/.test(id) ? 'departement' : 'region']: id }] };
}

const choicesOf = (query, parameters) => [...new URLSearchParams(query)]
  .filter(([name, id]) => Object.hasOwn(parameters, name) && SAFE.test(id));

/**
 * The choices that the address makes; those that the catalogue does not know say nothing.
 * @param {string} query @param {{parametres: Record<string, string[]>, champs: object}} data
 * @param {object} values already there
 * @returns {Promise<{values: object, names: string}|null>} the values with the choices, and « Personnes autistes ; Bail direct »
 */
export async function wished(query, { parametres, champs }, values) {
  const asked = choicesOf(query, parametres);
  const labels = asked.length ? await openData(DATA).labels() : {};
  const choices = asked.filter(([name, id]) => !labels[name] || Object.hasOwn(labels[name], id));
  if (!choices.length) return null;
  return {
    values: choices.reduce((made, [name, id]) => (name === 'territoire' ? withPlace(made, id)
      : withValue(made, parametres[name], id, champs.project)), values),
    names: choices.map(([name, id]) => labels[name]?.[id] ?? `«\u00a0${id}\u00a0»`).join('\u00a0; '),
  };
}
