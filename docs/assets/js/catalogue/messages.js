/* What the catalogue says around the list: advice, the way out of an empty list, other pages. */

import { labels } from './choix.js';
import { create, initiatives, quoted, renew, stateLink } from '../commun/dom.js';
import { countRecords, matches, widenings, withChoice, withoutChoice } from './facettes.js';
import {
  answers, aroundWithoutRecords, callsNamed, contributeAddress, corrections, namedPages, namedFilters,
  startingPoints, toGlossary, withoutRecords,
} from './propositions.js';

const MAX_ELSEWHERE = 5;
const MAX_READ = 15;
const MAX_WIDENINGS = 3;

/** @returns {HTMLElement[]} what must be known of the answer to the words */
function scope(context) {
  const { text } = context;
  const say = (words) => create('p', { class: 'message' }, words);
  if (text?.namesOnly) {
    return [say('La connexion a manqué\u00a0: la recherche ne porte que sur les noms des filtres. Rechargez la page dans un instant.')];
  }
  if (text?.titlesOnly) {
    return [say('L’index du texte n’est pas disponible\u00a0: la recherche porte sur les titres, les lieux et les noms des filtres.')];
  }
  if (text?.whole && text.whole < text.records.length && context.total > 0) {
    return [say(`${initiatives(text.whole)} ${text.whole > 1 ? 'contiennent' : 'contient'} tous ces mots\u00a0; les suivantes en contiennent une partie.`)];
  }
  if (!text?.wide || context.total === 0) return [];
  if (text.apart.length) {
    const names = text.apart.map(([{ libelle }]) => quoted(libelle));
    return [say(`Aucune initiative ne réunit ${names.slice(0, -1).join(', ')} et ${names.at(-1)}. Voici celles qui répondent en partie.`)];
  }
  const [missing] = text.unknown;
  return [say(text.unknown.length === 1
    ? `Aucune page ne contient le mot ${quoted(missing)}. Voici les initiatives qui contiennent le plus des autres mots.`
    : 'Aucune initiative ne contient tous ces mots. Voici celles qui en contiennent le plus.')];
}

/** @returns {HTMLElement[]} what the words may have meant; a part of mistyped words means little */
function leads(context) {
  const corrected = corrections(context);
  return [
    ...corrected, ...(corrected.length ? [] : namedFilters(context)),
    ...aroundWithoutRecords(context), ...callsNamed(context), ...namedPages(context),
  ];
}

/** Above the list: unknown values of the address, words that are also a filter, wider answers. */
export function showMessages(block, context) {
  const unknown = context.unknown.map(({ value }) => create('p', { class: 'message' },
    `L’adresse demandait ${quoted(value)}, que le catalogue ne connaît pas\u00a0: ce choix est laissé de côté.`));
  renew(block, ...unknown, ...answers(context), ...scope(context), ...(context.total > 0 ? leads(context) : []));
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

/** @returns {HTMLElement|null} chosen values that can give way to a broader one, with its results */
function broadenings({ catalogue, state, text, address }) {
  const links = [...state.choices].flatMap(([parameter, ids]) => ids.flatMap((id) => {
    const upper = catalogue.facettes.find((f) => f.parametre === parameter).byId.get(id).parent;
    if (!upper) return [];
    const choices = withChoice(withoutChoice(state.choices, parameter, id), parameter, upper);
    const count = countRecords(matches(catalogue, choices, text?.bits));
    if (!count) return [];
    const name = labels(catalogue, parameter, upper).value;
    return [create('li', {}, stateLink(address({ ...state, choices, page: 1 }), '',
      `Plus large, ${quoted(name)}\u00a0: ${initiatives(count)}`))];
  }));
  return links.length ? create('ul', { class: 'vide-pistes' }, ...links) : null;
}

/** @returns {Map<string, string[]>} the choices, and what the words name that has no record */
function askedFor(context) {
  return withoutRecords(context).reduce(
    (choices, { parametre, id }) => withChoice(choices, parametre, id), context.state.choices);
}

/** Instead of an empty list: what to give up, what may have been meant, where to go. */
export function showEmpty(block, context) {
  const { state, address, total } = context;
  block.hidden = total > 0;
  block.replaceChildren();
  if (total > 0) return;
  const wordsOnly = state.q && state.choices.size === 0;
  const title = wordsOnly
    ? `Aucune initiative ne répond à ${quoted(state.q)}`
    : 'Aucune initiative ne réunit tous ces choix';
  const allLink = stateLink(address({ ...state, choices: new Map(), q: '', sort: '', page: 1 }), '',
    'Voir toutes les initiatives');
  const advice = [...leads(context), broadenings(context), wordsOnly ? null : removals(context)]
    .filter(Boolean);
  if (wordsOnly && context.text?.isAlone) {
    block.replaceChildren(...advice, create('p', {}, allLink));
    return;
  }
  block.replaceChildren(
    create('h3', {}, title),
    ...(advice.length ? advice : startingPoints(context)),
    create('p', {}, allLink),
    create('p', {}, 'Vous connaissez une initiative qui y répond\u00a0? ',
      create('a', { href: contributeAddress(context, askedFor(context)) },
        'Proposez-la au catalogue'), '.'),
    ...(advice.length ? [] : [toGlossary(context)]),
  );
}

/** @param {string} excerpt @returns {string} it, with « … » where it stops within a sentence */
function whole(excerpt) {
  return /[.!?…]?$/.exec(excerpt.trim())[0] || !excerpt ? excerpt : `${excerpt}…`;
}

/**
 * Other pages of the site that hold the words, each with what it is; of a question about calls, theirs
 * and the programme's first.
 * @returns {Promise<boolean>} false when others are asked for meanwhile
 */
export async function showElsewhere(block, { elsewhere = [], asked = [] } = {}, isCurrent = () => true) {
  const ofCalls = asked.some(({ intention }) => intention.appels);
  const read = elsewhere.slice(0, ofCalls ? MAX_READ : MAX_ELSEWHERE);
  const found = await Promise.all(read.map((result) => result.data()));
  if (!isCurrent()) return false;
  const isFirst = ({ url }) => ofCalls && /\/(?:appels|programme)\//.test(url);
  const pages = [...found.filter(isFirst), ...found.filter((page) => !isFirst(page))].slice(0, MAX_ELSEWHERE);
  block.hidden = pages.length === 0;
  block.querySelector('ul').replaceChildren(...pages.map(({ url, meta, plain_excerpt: excerpt }) => (
    create('li', {}, create('a', { href: url }, meta.title ?? url), ...(meta.genre ? [` (${meta.genre})`] : []),
      create('p', {}, whole(excerpt ?? '')))
  )));
  return true;
}
