/* What the catalogue says around the list: active choices, advice, the way out of an empty list. */

import { countRecords, widenings, withChoice, withoutChoice } from './facettes.js';
import { create, initiatives, offScreen, quoted, stateLink } from './dom.js';
import { namedValues, nearValues, suggest } from './requete.js';

const MAX_ELSEWHERE = 5;
const MAX_WIDENINGS = 3;

/** @returns {{facet: string, value: string}} the labels of a value */
function labels(catalogue, parameter, id) {
  const facet = catalogue.facettes.find((f) => f.parametre === parameter);
  return { facet: facet.libelle, value: facet.byId.get(id).libelle };
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
  block.querySelector('.actifs-liste').replaceChildren(...chips);
}

/** @returns {HTMLElement} one active choice */
function chip(address, facet, value) {
  const cross = create('span', { class: 'actif-croix', 'aria-hidden': 'true' }, '×');
  return create('li', {}, stateLink(address, 'actif',
    offScreen('Retirer '), create('span', { class: 'actif-facette' }, `${facet}\u00a0: `), value, cross));
}

/** @returns {boolean} whether a value has records: one without would only lead to an empty list */
function hasRecords(catalogue, { parameter, id }) {
  const facet = catalogue.facettes.find((f) => f.parametre === parameter);
  return countRecords(facet.byId.get(id).bits) > 0;
}

/** @returns {HTMLElement} a link that adds a value of a facet to the choices, without the words */
function proposal({ catalogue, state, address }, { parameter, id }) {
  const { facet, value } = labels(catalogue, parameter, id);
  const choices = withChoice(state.choices, parameter, id);
  const destination = address({ ...state, choices, q: '', sort: '', page: 1 });
  return stateLink(destination, '', `${facet}\u00a0: ${value}`);
}

/** @returns {HTMLElement} a paragraph that ends with links */
function sentence(beginning, links, end = '.') {
  const following = links.flatMap((link, i) => (i ? [', ', link] : [link]));
  return create('p', { class: 'message' }, beginning, ...following, end);
}

/** @returns {HTMLElement[]} the filters that the words name, or nearly name */
function namedFilters(context) {
  const { catalogue, state, lexicon, total, text } = context;
  if (!state.q) return [];
  const isNew = (v) => !(state.choices.get(v.parameter) ?? []).includes(v.id)
    && hasRecords(catalogue, v);
  const links = (values) => values.filter(isNew).map((v) => proposal(context, v));
  const named = links(namedValues(lexicon, state.q));
  if (named.length) return [sentence(`${quoted(state.q)} est aussi un filtre\u00a0: `, named)];
  // An empty or wider answer proposes them itself, with other words.
  const near = total > 0 && !text?.wide ? links(nearValues(lexicon, state.q)) : [];
  return near.length ? [sentence('Filtre proche de ces mots\u00a0: ', near)] : [];
}

/** @returns {HTMLElement[]} what must be known of the answer to the words */
function scope(context) {
  const { text } = context;
  const say = (words) => create('p', { class: 'message' }, words);
  if (text?.titlesOnly) {
    return [say('L’index du texte n’est pas disponible\u00a0: la recherche porte sur les titres et les lieux.')];
  }
  if (!text?.wide || context.total === 0) return [];
  return [say('Aucune initiative ne contient tous ces mots. Voici celles qui en contiennent le plus.')];
}

/** Above the list: unknown values of the address, words that are also a filter, wider answers. */
export function showMessages(block, context) {
  const unknown = context.unknown.map(({ value }) => create('p', { class: 'message' },
    `L’adresse demandait ${quoted(value)}, que le catalogue ne connaît pas\u00a0: ce choix est laissé de côté.`));
  block.replaceChildren(...unknown, ...namedFilters(context), ...scope(context));
}

/** @returns {HTMLElement[]} « vouliez-vous dire », empty when nothing is near */
function corrections(context) {
  const { catalogue, lexicon, state, address } = context;
  if (!state.q) return [];
  const useful = suggest(lexicon, state.q)
    .filter((s) => s.parameter === null || hasRecords(catalogue, s));
  const links = useful.map((s) => (s.parameter !== null
    ? proposal(context, s)
    : stateLink(address({ ...state, q: s.text, page: 1 }), '', quoted(s.text))));
  return links.length ? [sentence('Vouliez-vous dire\u00a0: ', links, '\u00a0?')] : [];
}

/** @returns {HTMLElement|null} the choices to give up, best first */
function removals({ catalogue, state, text, address }) {
  const leads = widenings(catalogue, state.choices, text?.bits ?? null);
  const links = leads.slice(0, MAX_WIDENINGS).map(({ parameter, id, count }) => {
    const name = parameter === null ? state.q : labels(catalogue, parameter, id).value;
    const following = parameter === null
      ? { ...state, q: '', sort: '', page: 1 }
      : { ...state, choices: withoutChoice(state.choices, parameter, id), page: 1 };
    return create('li', {},
      stateLink(address(following), '', `Sans ${quoted(name)}\u00a0: ${initiatives(count)}`));
  });
  return links.length ? create('ul', { class: 'vide-pistes' }, ...links) : null;
}

/** Instead of an empty list: what to give up, what may have been meant, where to go. */
export function showEmpty(block, context) {
  const { state, contributeUrl, address, total } = context;
  block.hidden = total > 0;
  if (total > 0) return;
  const wordsOnly = state.q && state.choices.size === 0;
  const title = wordsOnly
    ? `Aucune initiative ne répond à ${quoted(state.q)}`
    : 'Aucune initiative ne réunit tous ces choix';
  const allLink = stateLink(address({ ...state, choices: new Map(), q: '', sort: '', page: 1 }), '',
    'Voir toutes les initiatives');
  block.replaceChildren(...[
    create('h3', {}, title),
    ...corrections(context),
    wordsOnly ? null : removals(context),
    create('p', {}, allLink),
    create('p', {}, 'Vous connaissez une initiative qui y répond\u00a0? ',
      create('a', { href: contributeUrl }, 'Proposez-la au catalogue'), '.'),
  ].filter(Boolean));
}

/** Other pages of the site that hold the words. */
export async function showElsewhere(block, results, isCurrent) {
  const pages = await Promise.all(results.slice(0, MAX_ELSEWHERE).map((r) => r.data()));
  if (!isCurrent()) return;
  block.hidden = pages.length === 0;
  block.querySelector('ul').replaceChildren(...pages.map(({ url, meta, plain_excerpt: excerpt }) => (
    create('li', {}, create('a', { href: url }, meta.title ?? url),
      create('p', {}, excerpt ?? ''))
  )));
}
