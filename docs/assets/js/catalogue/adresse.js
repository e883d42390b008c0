/* The state of the catalogue page ⇄ the query of its address. Pure: no DOM. */

/**
 * @typedef {import('./facettes.js').Choices} Choices
 * @typedef {{choices: Choices, q: string, sort: string, page: number}} State
 *   sort: '' is the default order
 * @typedef {{parameter: string, value: string}} Unknown
 */

export const SORTS = ['pertinence', 'titre', 'recent', 'menages', 'documente'];
const MAX_LENGTH = 200;

/** @returns {State} nothing chosen */
function emptyState() {
  return { choices: new Map(), q: '', sort: '', page: 1 };
}

/** @param {string|null} text @returns {number} the page number, 1 when it is none */
function readPage(text) {
  return /^[1-9]\d{0,5}$/.test(text ?? '') ? Number(text) : 1;
}

/**
 * The values that a query asks of a facet, each once; a retired one is its successor.
 * @param {string[]} values @param {Map<string, string>|undefined} successors
 * @returns {string[]}
 */
function current(values, successors) {
  return [...new Set(values.map((value) => successors?.get(value) ?? value))];
}

/**
 * What a query asks for. A value that no facet has is set aside; a parameter that is not ours is
 * left alone.
 * @param {string} query with or without its « ? »
 * @param {Map<string, Set<string>>} known parameter → ids of its values
 * @param {Map<string, Map<string, string>>} successors parameter → retired id → current id
 * @returns {{state: State, unknown: Unknown[]}}
 */
export function readQuery(query, known, successors = new Map()) {
  const parameters = new URLSearchParams(query);
  const state = emptyState();
  const unknown = [];
  for (const [parameter, ids] of known) {
    const given = parameters.getAll(parameter).filter((value) => value !== '');
    const asked = current(given, successors.get(parameter));
    const kept = asked.filter((value) => ids.has(value));
    if (kept.length) state.choices.set(parameter, kept);
    asked.filter((v) => !ids.has(v)).forEach((value) => unknown.push({ parameter, value }));
  }
  state.q = (parameters.get('q') ?? '').trim().slice(0, MAX_LENGTH);
  state.page = readPage(parameters.get('page'));
  const sort = parameters.get('tri') ?? '';
  if (SORTS.includes(sort)) state.sort = sort;
  else if (sort) unknown.push({ parameter: 'tri', value: sort });
  return { state, unknown };
}

/**
 * The query of a state, '' when nothing is chosen; always the same for the same state.
 * @param {State} state @param {string[]} order the parameters, in the order of the facets
 * @returns {string}
 */
export function writeQuery(state, order) {
  const parameters = new URLSearchParams();
  for (const parameter of order) {
    for (const id of [...(state.choices.get(parameter) ?? [])].sort()) parameters.append(parameter, id);
  }
  if (state.q) parameters.append('q', state.q);
  if (state.sort) parameters.append('tri', state.sort);
  if (state.page > 1) parameters.append('page', String(state.page));
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
