/* What the catalogue says around the list: advice, the way out of an empty list, other pages. */

import { stateOf } from '../appels/etat.js';
import { create, initiatives, quoted, renew, stateLink, today } from '../commun/dom.js';
import {
  countCommon, countRecords, fromPositions, labels, matches, widenings, withChoice, withoutChoice,
} from './facettes.js';
import { broader, callsAbout, keysOf, nearlyNamed, neighbours } from './noms.js';
import { correct } from './correction.js';

/* What the words of a query may have meant: filters, other spellings, pages of terms. */

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

/**
 * The address of the contribution page, with the choices already made.
 * @param {{contributeUrl: string, address: Function}} context @param {Map<string, string[]>} choices
 */
function contributeAddress({ contributeUrl, address }, choices) {
  return contributeUrl + address({ choices, q: '', sort: '', page: 1 });
}

/** @returns {HTMLElement} a paragraph that ends with links */
export function sentence(beginning, links, ...end) {
  const following = links.flatMap((link, i) => (i ? [', ', link] : [link]));
  return create('p', { class: 'message' }, beginning, ...following, ...(end.length ? end : ['.']));
}

/** @returns {string} « Bail glissant (outil) »; a place or a call says itself what it is */
function fullName({ catalogue }, { parametre, libelle, rubrique }) {
  const facet = catalogue.facettes.find((f) => f.parametre === parametre);
  const kind = (facet?.libelle ?? rubrique).toLowerCase();
  if (PLAIN.includes(parametre)) return libelle;
  return libelle.endsWith(')') ? `${libelle}, ${kind}` : `${libelle} (${kind})`;
}

/** @returns {string} as a link to a page says it: the filter of the same name leads elsewhere */
function pageName(context, name) {
  return name.parametre ? `la page ${quoted(name.libelle)}` : fullName(context, name);
}

/** @returns {HTMLElement} a link that adds a choice, without the words that named it */
function filterLink(context, name, { counted = false, text = fullName(context, name) } = {}) {
  const { state, address } = context;
  const choices = withChoice(state.choices, name.parametre, name.id);
  const destination = address({ ...state, choices, q: '', sort: '', page: 1 });
  return stateLink(destination, '', counted ? `${text}\u00a0: ${initiatives(name.fiches)}` : text);
}

/** @returns {HTMLElement} a link to a page of the site */
function pageLink({ siteUrl }, { adresse }, text) {
  return create('a', { href: `${siteUrl}${adresse}` }, text);
}

/** @returns {import('./noms.js').Name[][]} what the query names, wholly or part by part */
function named({ text }) {
  if (!text || text.titlesOnly) return [];
  const whole = [...text.named, ...text.told];
  return whole.length ? [whole] : text.parts;
}

/** @returns {boolean} whether a name is of a place, whose page tells whom to ask */
function isPlace({ parametre, adresse }) {
  return parametre === PLACE && Boolean(adresse);
}

/** @returns {boolean} whether a name is a filter that leads to records, and is not chosen yet */
function isUseful({ state }, { parametre, id, fiches }) {
  return parametre !== '' && fiches > 0 && !(state.choices.get(parametre) ?? []).includes(id);
}

/** @returns {HTMLElement[]} the filters that the words name */
function namedFilters(context) {
  const filters = [...new Set(named(context).flat())]
    .filter((name) => isUseful(context, name)).slice(0, MAX_FILTERS);
  if (!filters.length) return [];
  return [sentence('Vous pouvez filtrer par\u00a0: ', filters.map((name) => filterLink(context, name)))];
}

/** @returns {HTMLElement[]} the pages of the site that the query names: glossary, organisation */
export function namedPages(context) {
  const { named: ofNames = [], ledTo = [], told = [] } = context.text ?? {};
  // What a word only leads to may not be what is meant: its page is shown, nothing is said of it.
  // What has no record has had its page told already.
  const own = [...ofNames, ...told.filter(isPlace)].filter(({ parametre, fiches }) => !parametre || fiches);
  const parts = (context.text?.parts ?? []).flat().filter(({ fiches }) => fiches);
  const pages = [...new Set([...own, ...ledTo, ...parts])].filter(({ adresse }) => adresse).slice(0, MAX_PAGES);
  const links = pages.map((name) => pageLink(context, name, pageName(context, name)));
  const wider = [...new Set(ledTo.map((name) => broader(context.text.names, name)))]
    .filter((name) => name && isUseful(context, name));
  return [
    ...(links.length ? [sentence('Voir aussi\u00a0: ', links)] : []),
    ...widerFilters(context, wider),
  ];
}

/** @returns {HTMLElement[]} the filters that are broader than what has no record */
function widerFilters(context, names) {
  const links = names.map((name) => filterLink(context, name, { counted: true }));
  return links.length ? [sentence('Plus large\u00a0: ', links)] : [];
}

/** @returns {import('./noms.js').Name[]} what the words name that no record is about */
function withoutRecords(context) {
  // What has several names in several facets is told once; one of them with records is a filter.
  const { named: whole = [], parts = [] } = context.text ?? {};
  return [whole, ...parts].map((group) => group.filter(({ parametre }) => parametre))
    .filter((group) => group.length && group.every(({ fiches }) => !fiches))
    .map(([first]) => first)
    .slice(0, MAX_WITHOUT_RECORDS);
}

/** @returns {HTMLElement} a link to the contribution page, prefilled with what is missing */
function propose(context, { parametre, id }) {
  const choices = withChoice(context.state.choices, parametre, id);
  return create('a', { href: contributeAddress(context, choices) }, 'proposer une initiative');
}

/** @returns {HTMLElement[]} nothing is recorded for a term: its page, what is broader or near */
function aroundWithoutRecords(context) {
  const { text } = context;
  return withoutRecords(context).flatMap((name) => {
    const upper = broader(text.names, name);
    const near = neighbours(text.names, name).filter((n) => isUseful(context, n));
    const filters = (names) => names.map((n) => filterLink(context, n, { counted: true }));
    const page = name.adresse ? [pageLink(context, name, pageName(context, name))] : [];
    return [
      ...(page.length ? [sentence('Ce que le site en dit\u00a0: ', page)] : []),
      // Who looks for an organisation has no initiative of it to tell.
      ...(name.parametre === ORGANISATION ? [] : [sentence(`Aucune fiche ne parle encore de ${quoted(name.libelle)}. Vous pouvez `, [propose(context, name)])]),
      ...(upper && isUseful(context, upper) ? widerFilters(context, [upper]) : []),
      ...(near.length ? [sentence('Proches, avec des fiches\u00a0: ', filters(near))] : []),
    ];
  });
}

/** @returns {HTMLElement[]} the calls about what the query names, or that none is known */
function callsNamed(context) {
  const { text } = context;
  const chosen = [...new Set([...(text?.named ?? []), ...(text?.told ?? []),
    ...(text?.ledTo ?? []), ...(text?.parts ?? []).flat()])];
  const wanted = text?.asked.some(({ intention }) => intention.appels);
  return chosen.filter(({ parametre }) => CALLED.includes(parametre)).slice(0, MAX_CALLED).flatMap((name) => {
    const links = callsAbout(text.names, keysOf(text.names, [name])).slice(0, MAX_CALLS)
      .map((call) => pageLink(context, call, call.libelle));
    if (links.length) return [sentence(`Appels à projets qui concernent ${quoted(name.libelle)}\u00a0: `, links)];
    if (!wanted || !LAUNCHED.includes(name.parametre)) return [];
    const none = `Aucun appel connu ne concerne ${quoted(name.libelle)}. Il peut y en avoir un que personne n’a encore noté ici.`;
    // Whom to ask in a place stands in the answer.
    return [name.parametre === PLACE || !name.adresse ? create('p', { class: 'message' }, none)
      : sentence(`${none} `, [whomToAsk(context, name)])];
  });
}

/** @returns {HTMLElement} a link to the services of a place, or of who knows a public */
function whomToAsk(context, { adresse, libelle }) {
  return pageLink(context, { adresse: `${adresse}#a-qui-parler` }, `À qui parler\u00a0: ${libelle}`);
}

/** @returns {HTMLElement[]} what answers a question that names no record, each under its title */
export function answers(context) {
  return (context.text?.asked ?? []).map(({ intention, chosen }, i) => create('section', { class: 'reponse' },
    create('h3', {}, intention.titre),
    ...(intention.reponse ? [create('p', {}, intention.reponse)] : []),
    ...(intention.ouverts ? [openToday(context)] : []),
    ...(i ? [] : placesNamed(context)),
    ...(chosen ? [documentedBy(context, chosen)] : []),
    ...saidByCalls(context, intention),
    create('ul', { class: 'reponse-liens' }, ...intention.liens.map(({ libelle, adresse }) => (
      create('li', {}, pageLink(context, { adresse }, libelle)))))));
}

/** @returns {HTMLElement} the calls that are open on the reader's day, or that none is known to be */
function openToday(context) {
  const open = context.text.names.all.filter(({ fenetres }) => stateOf(fenetres, today()) === 'ouvert');
  return open.length
    ? sentence(`Ouvert${open.length > 1 ? 's' : ''} aujourd’hui\u00a0: `, open.map((call) => pageLink(context, call, call.libelle)))
    : create('p', {}, 'Aujourd’hui, aucun appel connu n’est ouvert, d’après les dates lues. Il peut y en avoir un que personne n’a encore noté ici\u00a0: demandez au service de l’État de votre région.');
}

/** @returns {HTMLElement[]} where the places named tell whom to ask, whatever is asked of them */
function placesNamed(context) {
  const { named, told, ledTo, parts } = context.text;
  const places = [...new Set([...named, ...told, ...ledTo, ...parts.flat()])].filter(isPlace);
  return places.slice(0, MAX_CALLED).map((name) => create('p', {}, whomToAsk(context, name)));
}

/** @returns {HTMLElement} how many of the records listed say it, or that none does */
function documentedBy(context, { name, records }) {
  const { catalogue, state, text, total } = context;
  const all = fromPositions(records, catalogue.n);
  const saying = countCommon(matches(catalogue, state.choices, text.bits), all);
  const link = filterLink(context, name, { text: `Les ${initiatives(records.length)} qui le disent` });
  const inAll = records.length > 1 ? [link, '.'] : records.length ? [filterLink(context, name, { text: 'La fiche qui le dit' }), '.'] : [];
  if (text.isAlone && records.length) return create('p', {}, ...inAll);
  if (!records.length) {
    return create('p', {}, 'Aucune fiche ne le dit\u00a0: les documents lus ne le donnent pas. Vous le savez\u00a0? ',
      create('a', { href: contributeAddress(context, state.choices) }, 'Complétez le catalogue'), '.');
  }
  const said = saying ? `${saying} sur ${initiatives(total)} ci-dessous ${saying > 1 ? 'le disent' : 'le dit'}.`
    : `Personne ne le dit pour ${total > 1 ? 'ces initiatives' : 'cette initiative'}.`;
  return create('p', {}, total ? `${said} ` : '', ...inAll);
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

/** @returns {HTMLElement[]} « vouliez-vous dire », empty when nothing is near */
function corrections(context) {
  const { state, text, address } = context;
  if (!text || text.titlesOnly || text.isAlone || [text.named, text.told, text.ledTo].some((names) => names.length)) return [];
  // What records write as it is typed is no typing error, however near a name it is.
  if (text.whole && !text.unknown.length) return [];
  const near = nearlyNamed(text.names, state.q);
  const corrected = text.unknown.length ? correct(text.lexicon, state.q, text.unknown) : null;
  const texts = corrected !== null ? [corrected] : near.slice(0, 1).map((n) => n.text.toLowerCase());
  const links = [
    ...texts.map((q) => stateLink(address({ ...state, q, sort: '', page: 1 }), '', quoted(q))),
    ...near.filter(({ name }) => isUseful(context, name)).map(({ name }) => filterLink(context, name)),
  ];
  return links.length ? [sentence('Vouliez-vous dire\u00a0: ', links, '\u00a0?')] : [];
}

/** @returns {HTMLElement} the most frequent choices of a facet, each with its records */
function frequentChoices({ address }, { parametre: parameter, libelle: facetName, valeurs: values }) {
  const counted = values.map(({ id, libelle: name, bits }) => ({ id, name, count: countRecords(bits) }));
  const links = counted.sort((a, b) => b.count - a.count).slice(0, MAX_STARTS)
    .map(({ id, name, count }) => create('li', {}, stateLink(
      address({ choices: new Map([[parameter, [id]]]), q: '', sort: '', page: 1 }), '',
      `${name} (${initiatives(count)})`)));
  return create('li', {}, `Par ${facetName.toLowerCase()}\u00a0:`,
    create('ul', { class: 'vide-pistes' }, ...links));
}

/** @returns {HTMLElement[]} where to start again when nothing is near what is asked */
function startingPoints(context) {
  const facets = context.catalogue.facettes.filter((facet) => STARTS.includes(facet.parametre));
  return [
    create('p', {}, 'Vous pouvez repartir des choix les plus fréquents\u00a0:'),
    create('ul', { class: 'vide-departs' }, ...facets.map((facet) => frequentChoices(context, facet))),
  ];
}

/** @returns {HTMLElement} the way to the words that are explained */
function toGlossary(context) {
  return create('p', {}, 'Un mot ou un sigle à éclaircir\u00a0? Voir ',
    pageLink(context, { adresse: 'glossaire/' }, 'le glossaire'), '. Une petite commune\u00a0? Choisissez ',
    pageLink(context, { adresse: 'territoires/' }, 'son département'), '\u00a0: ses services, ses appels, ses fiches.');
}

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
