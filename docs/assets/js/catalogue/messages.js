/* What the catalogue says around the list: advice, the way out of an empty list, other pages. */

import { stateOf } from '../appels/etat.js';
import {
  create, initiatives, message, quoted, renew, stateLink, today,
} from '../commun/dom.js';
import {
  countCommon, countRecords, facetOf, fromPositions, matches, withChoice, withoutChoice,
} from './facettes.js';
import { broader, callsAbout, keysOf, nearlyNamed, neighbours } from './noms.js';
import { correct } from './correction.js';

/**
 * @typedef {{catalogue: import('./facettes.js').Catalogue, state: import('./adresse.js').State,
 *   text: import('./recherche.js').Answer|null, total: number, address: Function,
 *   unknown: import('./adresse.js').Unknown[], contributeUrl: string, siteUrl: string}} Context
 *   what is asked, and what answers it
 * @typedef {import('./noms.js').Name} Name
 */

const MAX_FILTERS = 4;
const MAX_WITHOUT_RECORDS = 2;
// The facets whose choices calls are about.
const CALLED = ['territoire', 'public', 'outil', 'partenariat'];
const PLACE = 'territoire';
// A call is launched somewhere, for some people: that none is known for them is worth saying.
const LAUNCHED = [PLACE, 'public'];
const ORGANISATION = 'organisme';
const PLAIN = [PLACE, 'appel'];
const MAX_CALLED = 3;
const MAX_CALLS = 4;
const MAX_RULES = 5;
const MAX_PAGES = 5;
// The facets that one can start again from, each by its most frequent choices.
const STARTS = ['public', 'outil'];
const MAX_STARTS = 3;
const MAX_ELSEWHERE = 5;
const MAX_READ = 15;
const MAX_WIDENINGS = 3;

/** @returns {string} the address of the contribution page, with the choices already made */
function contributeAddress({ contributeUrl, address }, choices) {
  return contributeUrl + address({ choices, q: '', sort: '', page: 1 });
}

/** @returns {HTMLElement|null} a paragraph that ends with links; nothing without any */
function sentence(beginning, links, end = '.') {
  return links.length ? message(beginning, ...links.flatMap((link, i) => (i ? [', ', link] : [link])), end) : null;
}

/** @returns {string} « Bail glissant (outil) »; a place or a call says itself what it is */
function fullName({ catalogue }, { parametre, libelle, rubrique }) {
  const kind = (facetOf(catalogue, parametre)?.libelle ?? rubrique).toLowerCase();
  if (PLAIN.includes(parametre)) return libelle;
  return libelle.endsWith(')') ? `${libelle}, ${kind}` : `${libelle} (${kind})`;
}

/** @returns {HTMLElement} a link that adds a choice, without the words that named it */
function filterLink(context, name, text = fullName(context, name)) {
  const { state, address } = context;
  const choices = withChoice(state.choices, name.parametre, name.id);
  return stateLink(address({ ...state, choices, q: '', sort: '', page: 1 }), undefined, text);
}

/** @returns {HTMLElement|null} links that add a choice, each with its records */
function countedFilters(context, beginning, names) {
  return sentence(beginning, names.map((name) => (
    filterLink(context, name, `${fullName(context, name)}\u00a0: ${initiatives(name.fiches)}`))));
}

/** @returns {HTMLElement} a link to a page of the site */
function pageLink({ siteUrl }, { adresse }, text) {
  return create('a', { href: `${siteUrl}${adresse}` }, text);
}

/** @returns {HTMLElement} a link to the page of what is named; the filter of the same name leads elsewhere */
function namedPage(context, name) {
  return pageLink(context, name, name.parametre ? `la page ${quoted(name.libelle)}` : fullName(context, name));
}

/** @returns {HTMLElement} a link to the services of a place, or of who knows a public */
function whomToAsk(context, { adresse, libelle }) {
  return pageLink(context, { adresse: `${adresse}#a-qui-parler` }, `À qui parler\u00a0: ${libelle}`);
}

/** @returns {boolean} whether a name is of a place, whose page tells whom to ask */
function isPlace({ parametre, adresse }) {
  return parametre === PLACE && Boolean(adresse);
}

/** @returns {boolean} whether a name is a filter that leads to records, and is not chosen yet */
function isUseful({ state }, { parametre, id, fiches }) {
  return parametre !== '' && fiches > 0 && !(state.choices.get(parametre) ?? []).includes(id);
}

/** @returns {Name[]} all that the query names or leads to, wholly or part by part */
function allNamed(text) {
  return text ? [...new Set([...text.named, ...text.told, ...text.ledTo, ...text.parts.flat()])] : [];
}

/** @returns {HTMLElement|null} the filters that the words name */
function namedFilters(context) {
  const { text } = context;
  if (!text || text.titlesOnly) return null;
  const whole = [...text.named, ...text.told];
  const filters = [...new Set(whole.length ? whole : text.parts.flat())]
    .filter((name) => isUseful(context, name)).slice(0, MAX_FILTERS);
  return sentence('Vous pouvez filtrer par\u00a0: ', filters.map((name) => filterLink(context, name)));
}

/** @returns {(HTMLElement|null)[]} the pages of the site that the query names: glossary, organisation */
function namedPages(context) {
  const { text } = context;
  if (!text) return [];
  const { named, ledTo, told, parts } = text;
  // What a word only leads to may not be what is meant: its page is shown, nothing is said of it.
  // What has no record has had its page told already.
  const own = [...named, ...told.filter(isPlace)].filter(({ parametre, fiches }) => !parametre || fiches);
  const pages = [...new Set([...own, ...ledTo, ...parts.flat().filter(({ fiches }) => fiches)])]
    .filter(({ adresse }) => adresse).slice(0, MAX_PAGES);
  const wider = [...new Set(ledTo.map((name) => broader(text.names, name)))]
    .filter((name) => name && isUseful(context, name));
  return [
    sentence('Voir aussi\u00a0: ', pages.map((name) => namedPage(context, name))),
    countedFilters(context, 'Plus large\u00a0: ', wider),
  ];
}

/** @returns {Name[]} what the words name that no record is about */
function withoutRecords({ text }) {
  if (!text) return [];
  // What has several names in several facets is told once; one of them with records is a filter.
  return [text.named, ...text.parts].map((group) => group.filter(({ parametre }) => parametre))
    .filter((group) => group.length && group.every(({ fiches }) => !fiches))
    .map(([first]) => first)
    .slice(0, MAX_WITHOUT_RECORDS);
}

/** @returns {(HTMLElement|null)[]} nothing is recorded for a term: its page, what is broader or near */
function aroundWithoutRecords(context) {
  const { text, state } = context;
  return withoutRecords(context).flatMap((name) => {
    const { parametre, id, libelle, adresse } = name;
    const useful = (names) => names.filter((one) => one && isUseful(context, one));
    const contribute = contributeAddress(context, withChoice(state.choices, parametre, id));
    return [
      sentence('Ce que le site en dit\u00a0: ', adresse ? [namedPage(context, name)] : []),
      // Who looks for an organisation has no initiative of it to tell.
      parametre === ORGANISATION ? null : sentence(`Aucune fiche ne parle encore de ${quoted(libelle)}. Vous pouvez `,
        [create('a', { href: contribute }, 'proposer une initiative')]),
      countedFilters(context, 'Plus large\u00a0: ', useful([broader(text.names, name)])),
      countedFilters(context, 'Proches, avec des fiches\u00a0: ', useful(neighbours(text.names, name))),
    ];
  });
}

/** @returns {(HTMLElement|null)[]} the calls about what the query names, or that none is known */
function callsNamed(context) {
  const { text } = context;
  const chosen = allNamed(text).filter(({ parametre }) => CALLED.includes(parametre)).slice(0, MAX_CALLED);
  const isAsked = text?.asked.some(({ intention }) => intention.appels);
  return chosen.map((name) => {
    const links = callsAbout(text.names, keysOf(text.names, [name])).slice(0, MAX_CALLS)
      .map((call) => pageLink(context, call, call.libelle));
    if (links.length) return sentence(`Appels à projets qui concernent ${quoted(name.libelle)}\u00a0: `, links);
    if (!isAsked || !LAUNCHED.includes(name.parametre)) return null;
    const none = `Aucun appel connu ne concerne ${quoted(name.libelle)}. Il peut y en avoir un que personne n’a encore noté ici.`;
    // Whom to ask in a place stands in the answer.
    return name.parametre === PLACE || !name.adresse ? message(none) : sentence(`${none} `, [whomToAsk(context, name)]);
  });
}

/** @returns {HTMLElement[]} what answers a question that names no record, each under its title */
function answers(context) {
  const { text } = context;
  const places = allNamed(text).filter(isPlace).slice(0, MAX_CALLED);
  return (text?.asked ?? []).map(({ intention, chosen }, i) => create('section', { class: 'reponse' },
    create('h3', {}, intention.titre),
    intention.reponse && create('p', {}, intention.reponse),
    intention.ouverts && openToday(context),
    // Where the places named tell whom to ask, whatever is asked of them.
    ...(i ? [] : places.map((name) => create('p', {}, whomToAsk(context, name)))),
    chosen && documentedBy(context, chosen),
    ...saidByCalls(context, intention),
    create('ul', { class: 'reponse-liens' }, ...intention.liens.map(({ libelle, adresse }) => (
      create('li', {}, pageLink(context, { adresse }, libelle)))))));
}

/** @returns {HTMLElement} the calls that are open on the reader's day, or that none is known to be */
function openToday(context) {
  const open = context.text.names.all.filter(({ fenetres }) => stateOf(fenetres, today()) === 'ouvert');
  return sentence(`Ouvert${open.length > 1 ? 's' : ''} aujourd’hui\u00a0: `, open.map((call) => pageLink(context, call, call.libelle)))
    ?? create('p', {}, 'Aujourd’hui, aucun appel connu n’est ouvert, d’après les dates lues. Il peut y en avoir un que personne n’a encore noté ici\u00a0: demandez au service de l’État de votre région.');
}

/** @returns {HTMLElement} how many of the records listed say it, or that none does */
function documentedBy(context, { name, records }) {
  const { catalogue, state, text, total } = context;
  if (!records.length) {
    return create('p', {}, 'Aucune fiche ne le dit\u00a0: les documents lus ne le donnent pas. Vous le savez\u00a0? ',
      create('a', { href: contributeAddress(context, state.choices) }, 'Complétez le catalogue'), '.');
  }
  const link = filterLink(context, name, records.length > 1 ? `Les ${initiatives(records.length)} qui le disent` : 'La fiche qui le dit');
  if (text.isAlone || !total) return create('p', {}, link, '.');
  const saying = countCommon(matches(catalogue, state.choices, text.bits), fromPositions(records, catalogue.n));
  const said = saying ? `${saying} sur ${initiatives(total)} ci-dessous ${saying > 1 ? 'le disent' : 'le dit'}.`
    : `Personne ne le dit pour ${total > 1 ? 'ces initiatives' : 'cette initiative'}.`;
  return create('p', {}, `${said} `, link, '.');
}

/** @returns {HTMLElement[]} what calls say of a rule: those of what is named, or else the newest */
function saidByCalls({ text, siteUrl }, { dits: said }) {
  if (!said.length) return [];
  const chosen = [...text.named, ...text.told, ...text.parts.flat()].filter(({ parametre }) => CALLED.includes(parametre));
  const keys = keysOf(text.names, chosen);
  const own = said.filter(({ autour }) => autour.some((key) => keys.has(key)));
  const shown = (own.length ? own : said).slice(0, MAX_RULES);
  const missing = chosen.find(({ parametre }) => LAUNCHED.includes(parametre));
  const others = missing && !own.length
    ? [create('p', {}, `Aucun document lu ne le dit pour ${quoted(missing.libelle)}. Ce qu’en disent d’autres appels\u00a0:`)] : [];
  return [...others, create('ul', { class: 'reponse-dits' }, ...shown.map(({ appel, adresse, texte, source }) => (
    create('li', {}, create('a', { href: `${siteUrl}${adresse}` }, appel), `\u00a0: ${texte} `,
      create('span', { class: 'reponse-source' }, 'Source\u00a0: ', source.adresse
        ? create('a', { href: `${siteUrl}${source.adresse}` }, source.libelle) : source.libelle, '.')))))];
}

/** @returns {HTMLElement|null} « vouliez-vous dire », nothing when nothing is near */
function corrections(context) {
  const { state, text, address } = context;
  if (!text || text.titlesOnly || text.isAlone || [text.named, text.told, text.ledTo].some((names) => names.length)) return null;
  // What records write as it is typed is no typing error, however near a name it is.
  if (text.whole && !text.unknown.length) return null;
  const near = nearlyNamed(text.names, state.q);
  const corrected = text.unknown.length ? correct(text.lexicon, state.q, text.unknown) : null;
  const texts = corrected !== null ? [corrected] : near.slice(0, 1).map((n) => n.text.toLowerCase());
  return sentence('Vouliez-vous dire\u00a0: ', [
    ...texts.map((q) => stateLink(address({ ...state, q, sort: '', page: 1 }), undefined, quoted(q))),
    ...near.filter(({ name }) => isUseful(context, name)).map(({ name }) => filterLink(context, name)),
  ], '\u00a0?');
}

/** @returns {HTMLElement[]} where to start again when nothing is near what is asked: the most frequent choices */
function startingPoints({ catalogue, address }) {
  const starts = STARTS.map((parameter) => facetOf(catalogue, parameter)).filter(Boolean).map(({ parametre, libelle, valeurs }) => {
    const counted = valeurs.map(({ id, libelle: name, bits }) => ({ id, name, count: countRecords(bits) }));
    const frequent = counted.sort((a, b) => b.count - a.count).slice(0, MAX_STARTS);
    return create('li', {}, `Par ${libelle.toLowerCase()}\u00a0:`, leadList(frequent.map(({ id, name, count }) => stateLink(
      address({ choices: new Map([[parametre, [id]]]), q: '', sort: '', page: 1 }), undefined, `${name} (${initiatives(count)})`))));
  });
  return [
    create('p', {}, 'Vous pouvez repartir des choix les plus fréquents\u00a0:'),
    create('ul', { class: 'vide-departs' }, ...starts),
  ];
}

/** @returns {string|null} what must be known of the answer to the words */
function scope({ text, total }) {
  if (text?.namesOnly) return 'La connexion a manqué\u00a0: la recherche ne porte que sur les noms des filtres. Rechargez la page dans un instant.';
  if (text?.titlesOnly) return 'L’index du texte n’est pas disponible\u00a0: la recherche porte sur les titres, les lieux et les noms des filtres.';
  if (!text || total === 0) return null;
  if (text.whole && text.whole < text.records.length) {
    return `${initiatives(text.whole)} ${text.whole > 1 ? 'contiennent' : 'contient'} tous ces mots\u00a0; les suivantes en contiennent une partie.`;
  }
  if (!text.wide) return null;
  if (text.apart.length) {
    const names = text.apart.map(([{ libelle }]) => quoted(libelle));
    return `Aucune initiative ne réunit ${names.slice(0, -1).join(', ')} et ${names.at(-1)}. Voici celles qui répondent en partie.`;
  }
  return text.unknown.length === 1
    ? `Aucune page ne contient le mot ${quoted(text.unknown[0])}. Voici les initiatives qui contiennent le plus des autres mots.`
    : 'Aucune initiative ne contient tous ces mots. Voici celles qui en contiennent le plus.';
}

/** @returns {HTMLElement[]} what the words may have meant; a part of mistyped words means little */
function leads(context) {
  return [
    corrections(context) ?? namedFilters(context),
    ...aroundWithoutRecords(context), ...callsNamed(context), ...namedPages(context),
  ].filter(Boolean);
}

/** Above the list: unknown values of the address, words that are also a filter, wider answers. */
export function showMessages(block, context) {
  const unknown = context.unknown.map(({ value }) => message(
    `L’adresse demandait ${quoted(value)}, que le catalogue ne connaît pas\u00a0: ce choix est laissé de côté.`));
  const said = scope(context);
  renew(block, ...unknown, ...answers(context), ...(said ? [message(said)] : []), ...(context.total > 0 ? leads(context) : []));
}

/** @returns {HTMLElement|null} links to other states, one under another */
function leadList(links) {
  return links.length ? create('ul', { class: 'vide-pistes' }, ...links.map((link) => create('li', {}, link))) : null;
}

/** @returns {HTMLElement|null} what to give up to find something, best first: a choice, or the words */
function removals({ catalogue, state, text, address }) {
  const without = [...state.choices].flatMap(([parameter, ids]) => ids.map((id) => {
    const choices = withoutChoice(state.choices, parameter, id);
    const bits = matches(catalogue, choices, text?.bits);
    return { name: facetOf(catalogue, parameter).byId.get(id).complet, bits, following: { ...state, choices, page: 1 } };
  }));
  if (text) without.push({ name: state.q, bits: matches(catalogue, state.choices), following: { ...state, q: '', sort: '', page: 1 } });
  return leadList(without.map((lead) => ({ ...lead, count: countRecords(lead.bits) }))
    .filter(({ count }) => count > 0).sort((a, b) => b.count - a.count).slice(0, MAX_WIDENINGS)
    .map(({ name, following, count }) => (
      stateLink(address(following), undefined, `Sans ${quoted(name)}\u00a0: ${initiatives(count)}`))));
}

/** @returns {HTMLElement|null} chosen values that can give way to a broader one, with its results */
function broadenings({ catalogue, state, text, address }) {
  return leadList([...state.choices].flatMap(([parameter, ids]) => ids.flatMap((id) => {
    const { byId } = facetOf(catalogue, parameter);
    const upper = byId.get(id).parent;
    if (!upper) return [];
    const choices = withChoice(withoutChoice(state.choices, parameter, id), parameter, upper);
    const count = countRecords(matches(catalogue, choices, text?.bits));
    return count ? [stateLink(address({ ...state, choices, page: 1 }), undefined,
      `Plus large, ${quoted(byId.get(upper).complet)}\u00a0: ${initiatives(count)}`)] : [];
  })));
}

/** Instead of an empty list: what to give up, what may have been meant, where to go. */
export function showEmpty(block, context) {
  const { state, address, total } = context;
  block.hidden = total > 0;
  block.replaceChildren();
  if (total > 0) return;
  const wordsOnly = state.q && state.choices.size === 0;
  const allLink = create('p', {}, stateLink(address({ ...state, choices: new Map(), q: '', sort: '', page: 1 }), undefined,
    'Voir toutes les initiatives'));
  const advice = [...leads(context), broadenings(context), wordsOnly ? null : removals(context)]
    .filter(Boolean);
  if (wordsOnly && context.text?.isAlone) {
    block.replaceChildren(...advice, allLink);
    return;
  }
  // The choices, and what the words name that has no record.
  const asked = withoutRecords(context).reduce((choices, { parametre, id }) => withChoice(choices, parametre, id), state.choices);
  block.replaceChildren(
    create('h3', {}, wordsOnly ? `Aucune initiative ne répond à ${quoted(state.q)}` : 'Aucune initiative ne réunit tous ces choix'),
    ...(advice.length ? advice : startingPoints(context)),
    allLink,
    create('p', {}, 'Vous connaissez une initiative qui y répond\u00a0? ',
      create('a', { href: contributeAddress(context, asked) }, 'Proposez-la au catalogue'), '.'),
    ...(advice.length ? [] : [create('p', {}, 'Un mot ou un sigle à éclaircir\u00a0? Voir ',
      pageLink(context, { adresse: 'glossaire/' }, 'le glossaire'), '. Une petite commune\u00a0? Choisissez ',
      pageLink(context, { adresse: 'territoires/' }, 'son département'), '\u00a0: ses services, ses appels, ses fiches.')]),
  );
}

/**
 * Other pages of the site that hold the words, each with what it is; of a question about calls, theirs
 * and the programme's first.
 * @returns {Promise<boolean>} false when others are asked for meanwhile
 */
export async function showElsewhere(block, { elsewhere = [], asked = [] }, isCurrent) {
  const ofCalls = asked.some(({ intention }) => intention.appels);
  const read = elsewhere.slice(0, ofCalls ? MAX_READ : MAX_ELSEWHERE);
  const found = await Promise.all(read.map((result) => result.data()));
  if (!isCurrent()) return false;
  const isFirst = ({ url }) => ofCalls && /\/(?:appels|programme)\//.test(url);
  const pages = [...found.filter(isFirst), ...found.filter((page) => !isFirst(page))].slice(0, MAX_ELSEWHERE);
  // « … » where an excerpt stops within a sentence.
  const whole = (excerpt) => (!excerpt || /[.!?…]$/.test(excerpt.trim()) ? excerpt : `${excerpt}…`);
  block.hidden = pages.length === 0;
  block.querySelector('ul').replaceChildren(...pages.map(({ url, meta, plain_excerpt: excerpt }) => (
    create('li', {}, create('a', { href: url }, meta.title ?? url), meta.genre && ` (${meta.genre})`,
      create('p', {}, whole(excerpt ?? '')))
  )));
  return true;
}
