/* The state of the catalogue page ⇄ the query of its address. Pure: no DOM. */

/**
 * @typedef {import('./facettes.js').Choices} Choices
 * @typedef {{choices: Choices, q: string, sort: string, page: number}} State
 *   sort: '' is the default order
 * @typedef {{parameter: string, value: string}} Unknown
 */

export const SORTS = ['pertinence', 'titre', 'recent', 'menages', 'documente'];
const MAX_LENGTH = 200;

/**
 * What a query asks for. A value that no facet has is set aside, a retired one is its successor; a
 * parameter that is not ours is left alone.
 * @param {string} query with or without its « ? »
 * @param {import('./facettes.js').Facet[]} facets
 * @returns {{state: State, unknown: Unknown[]}}
 */
export function readQuery(query, facets) {
  const parameters = new URLSearchParams(query);
  const [page = 1] = parameters.get('page')?.match(/^[1-9]\d{0,5}$/) ?? [];
  const state = {
    choices: new Map(), q: (parameters.get('q') ?? '').trim().slice(0, MAX_LENGTH), sort: '', page: Number(page),
  };
  const unknown = [];
  for (const { parametre: parameter, byId, remplaces } of facets) {
    const given = parameters.getAll(parameter).filter((value) => value !== '');
    const asked = [...new Set(given.map((value) => remplaces.get(value) ?? value))];
    const kept = asked.filter((value) => byId.has(value));
    if (kept.length) state.choices.set(parameter, kept);
    asked.filter((value) => !byId.has(value)).forEach((value) => unknown.push({ parameter, value }));
  }
  const sort = parameters.get('tri') ?? '';
  if (SORTS.includes(sort)) state.sort = sort;
  else if (sort) unknown.push({ parameter: 'tri', value: sort });
  return { state, unknown };
}

/**
 * The query of a state, '' when nothing is chosen; always the same for the same state.
 * @param {State} state @param {import('./facettes.js').Facet[]} facets whose order is that of the parameters
 * @returns {string}
 */
export function writeQuery(state, facets) {
  const parameters = new URLSearchParams();
  for (const { parametre: parameter } of facets) {
    for (const id of (state.choices.get(parameter) ?? []).toSorted()) parameters.append(parameter, id);
  }
  if (state.q) parameters.append('q', state.q);
  if (state.sort) parameters.append('tri', state.sort);
  if (state.page > 1) parameters.append('page', String(state.page));
  const text = parameters.toString();
  return text ? `?${text}` : '';
}
