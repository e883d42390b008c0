/* What the words of a query may have meant: filters, other spellings, pages of terms. */

import { correct } from './correction.js';
import { create, initiatives, quoted, stateLink } from '../commun/dom.js';
import { countRecords, withChoice } from './facettes.js';
import { broader, nearlyNamed, neighbours } from './noms.js';

const MAX_FILTERS = 4;
const MAX_WITHOUT_RECORDS = 2;
// The facets that one can start again from, each by its most frequent choices.
const STARTS = ['public', 'outil'];
const MAX_STARTS = 3;

/**
 * The address of the contribution page, with the choices already made.
 * @param {{contributeUrl: string, address: Function}} context @param {Map<string, string[]>} choices
 */
export function contributeAddress({ contributeUrl, address }, choices) {
  return contributeUrl + address({ choices, q: '', sort: '', page: 1 });
}

/** @returns {HTMLElement} a paragraph that ends with links */
export function sentence(beginning, links, ...end) {
  const following = links.flatMap((link, i) => (i ? [', ', link] : [link]));
  return create('p', { class: 'message' }, beginning, ...following, ...(end.length ? end : ['.']));
}

/** @returns {string} « Outil : Bail glissant », « Glossaire : Bail glissant » */
function fullName({ catalogue }, { parametre, libelle, rubrique }) {
  const facet = catalogue.facettes.find((f) => f.parametre === parametre);
  return `${facet?.libelle ?? rubrique}\u00a0: ${libelle}`;
}

/** @returns {HTMLElement} a link that adds a choice, without the words that named it */
function filterLink(context, name, { counted = false } = {}) {
  const { state, address } = context;
  const choices = withChoice(state.choices, name.parametre, name.id);
  const destination = address({ ...state, choices, q: '', sort: '', page: 1 });
  const count = counted ? ` (${initiatives(name.fiches)})` : '';
  return stateLink(destination, '', `${fullName(context, name)}${count}`);
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

/** @returns {boolean} whether a name is a filter that leads to records, and is not chosen yet */
function isUseful({ state }, { parametre, id, fiches }) {
  return parametre !== '' && fiches > 0 && !(state.choices.get(parametre) ?? []).includes(id);
}

/** @returns {HTMLElement[]} the filters that the words name */
export function namedFilters(context) {
  const { text, state } = context;
  const filters = [...new Set(named(context).flat())]
    .filter((name) => isUseful(context, name)).slice(0, MAX_FILTERS);
  if (!filters.length) return [];
  const beginning = text.named.length || text.told.length
    ? `${quoted(state.q)} est aussi un filtre\u00a0: ` : 'Ces mots sont aussi des filtres\u00a0: ';
  return [sentence(beginning, filters.map((name) => filterLink(context, name)))];
}

/** @returns {HTMLElement[]} the pages of the site that the query names: glossary, organisation */
export function namedPages(context) {
  const { named: ofNames = [], ledTo = [] } = context.text ?? {};
  // What a word only leads to may not be what is meant: its page is shown, nothing is said of it.
  // What has no record has had its page told already.
  const own = ofNames.filter(({ parametre, fiches }) => !parametre || fiches);
  const pages = [...own, ...ledTo].filter(({ adresse }) => adresse);
  const links = pages.map((name) => pageLink(context, name, fullName(context, name)));
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
export function withoutRecords(context) {
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
export function aroundWithoutRecords(context) {
  const { text } = context;
  return withoutRecords(context).flatMap((name) => {
    const label = fullName(context, name);
    const page = name.adresse ? pageLink(context, name, label) : label;
    const upper = broader(text.names, name);
    const near = neighbours(text.names, name).filter((n) => isUseful(context, n));
    const filters = (names) => names.map((n) => filterLink(context, n, { counted: true }));
    return [
      sentence('Aucune fiche n’est recensée pour ', [page],
        '. Cela ne veut pas dire que rien n’existe\u00a0: ', propose(context, name), '.'),
      ...(upper && isUseful(context, upper) ? widerFilters(context, [upper]) : []),
      ...(near.length ? [sentence('Autres choix du même groupe, avec des fiches\u00a0: ', filters(near))] : []),
    ];
  });
}

/** @returns {HTMLElement[]} « vouliez-vous dire », empty when nothing is near */
export function corrections(context) {
  const { state, text, address } = context;
  if (!text || text.titlesOnly || [text.named, text.told, text.ledTo].some((names) => names.length)) return [];
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
export function startingPoints(context) {
  const facets = context.catalogue.facettes.filter((facet) => STARTS.includes(facet.parametre));
  return [
    create('p', {}, 'Vous pouvez repartir des choix les plus fréquents\u00a0:'),
    create('ul', { class: 'vide-departs' }, ...facets.map((facet) => frequentChoices(context, facet))),
  ];
}

/** @returns {HTMLElement} the way to the words that are explained */
export function toGlossary(context) {
  return create('p', {}, 'Un mot ou un sigle à éclaircir\u00a0? Voir ',
    pageLink(context, { adresse: 'glossaire/' }, 'le glossaire'), '.');
}
