/* A sheet built as elements from its data: for the comparison, the print of a selection, the form's preview. */

import { create, offScreen, webAddress } from './dom.js';
import { ROOT } from './garde.js';

/**
 * @typedef {import('./fiches.js').Block} Block @typedef {import('./fiches.js').Run} Run
 * @typedef {import('./fiches.js').Section} Section @typedef {import('./fiches.js').Row} Row
 */

/** @returns {string|null} where a link of a record's sheet leads; null where it may not be followed */
export function addressIn(url, link) {
  return webAddress(link.startsWith('#') ? `${url}${link}` : link, ROOT);
}

/**
 * @param {Run} run @param {string} url of the record's page
 * @param {Set<string>} called sources that have their link here already: each has one
 * @param {string|undefined} name class of a term
 * @returns {(Node|string)[]}
 */
function inline(run, url, called, name = undefined) {
  const { t, gras, ital, lien, appel } = typeof run === 'string' ? { t: run } : run;
  const words = ital ? create('cite', {}, t) : gras ? create('strong', {}, t) : t;
  const address = lien === undefined ? null : addressIn(url, lien);
  if (appel) {
    const number = address && !called.has(address)
      ? [create('a', { href: address, 'aria-label': `Source ${t}` }, t)] : [offScreen(' source '), t];
    called.add(address);
    // A word joiner: the number stays with the word that it ends.
    return ['\u2060', create('sup', { class: 'appel-source' }, ...number)];
  }
  if (address) return [create('a', { href: address, class: name }, words)];
  return [name ? create('span', { class: name }, words) : words];
}

/** @param {Block[]} blocks @returns {(Node|string)[]} what a line holds; a paragraph alone needs no element of its own */
export function contentOf(blocks, url, { name = undefined, called = new Set() } = {}) {
  if (blocks.length === 1 && blocks[0].p) return blocks[0].p.flatMap((run) => inline(run, url, called, name));
  return blocks.map((block) => elementOf(block, url, called));
}

/** @returns {HTMLElement} a block of a sheet */
function elementOf(block, url, called) {
  if (block.p) return create('p', {}, ...block.p.flatMap((run) => inline(run, url, called)));
  const item = { class: block.genre === 'parcours' ? 'etape' : undefined };
  const options = { name: block.genre === 'etiquettes' ? 'etiquette' : undefined, called };
  // The space counts where the style sheet puts the items of a list on one line.
  const items = (block.ul ?? block.ol).flatMap((blocks) => [create('li', item, ...contentOf(blocks, url, options)), ' ']);
  return create(block.ul ? 'ul' : 'ol', { class: block.genre }, ...items);
}

export const NOT_GIVEN = 'non renseigné';

/** @returns {HTMLElement} what stands where no source says anything */
export const notGiven = () => create('span', { class: 'non-renseigne' }, NOT_GIVEN);

/**
 * A section's rows as they are shown: short ones that follow one another together, under the field that they are part of.
 * @param {Section} section @returns {{row: Row|null, titre: string, labels: Row[]}[]}
 *   row: a field that stands alone, under its title unless the section's says it
 */
export function partsOf({ titre, rubriques }) {
  const parts = [];
  for (const row of rubriques) {
    const last = parts.at(-1);
    const own = last?.row;
    if (!row.court) parts.push({ row, titre: row.libelle === titre ? '' : row.libelle, labels: [] });
    else if (last && (!own || own.libelle === row.groupe)) last.labels.push(own ? { ...row, groupe: '' } : row);
    else parts.push({ row: null, titre: '', labels: [row] });
  }
  return parts;
}

/** @param {Row} row @returns {string} its label, after that of the field that it is a part of */
export const labelOf = ({ groupe, libelle }) => (groupe ? `${groupe}\u00a0: ${libelle}` : libelle);

/** @param {Row[]} rows @param {Set<string>} called as for their words @returns {HTMLElement} short fields, each after its label */
export function fieldList(rows, url, called = undefined) {
  return create('dl', { class: 'champs' }, ...rows.map((row) => create('div', { class: 'champ' },
    create('dt', {}, labelOf(row)),
    create('dd', {}, ...row.blocs.length ? contentOf(row.blocs, url, { called }) : [notGiven()]))));
}

function sectionElement(section, url) {
  const called = new Set();
  const parts = partsOf(section).map(({ row, titre, labels: rows }) => {
    if (!row) return fieldList(rows, url, called);
    const content = row.blocs.map((block) => elementOf(block, url, called));
    return create('div', { class: 'partie' }, titre && create('h3', {}, titre), ...content,
      rows.length > 0 && fieldList(rows, url, called));
  });
  return create('section', { class: `bloc bloc--${section.id}` }, create('h2', {}, section.titre),
    create('div', { class: 'parties' }, ...parts));
}

/** @param {string[]} names @returns {string} what no source says, in one line */
export const unsaidWords = (names) => `Les sources ne disent pas\u00a0: ${names.join(', ')}.`;

/** @param {import('./fiches.js').Sheet} sheet @param {string} url of the record's page @returns {HTMLElement} the whole sheet */
export function sheetElement({ titre, resume, resume_en: english, sections, non_renseigne: names }, url) {
  return create('div', { class: 'fiche' },
    create('header', { class: 'fiche-entete' }, create('h1', {}, titre),
      resume && create('p', { class: 'chapo' }, resume),
      english && create('p', { class: 'chapo-en', lang: 'en' }, english)),
    ...sections.map((section) => sectionElement(section, url)),
    names.length > 0 && create('aside', { class: 'bloc' }, create('h2', {}, 'Non renseigné'),
      create('p', { class: 'non-renseignes' }, unsaidWords(names))));
}

/** @param {import('./fiches.js').Record} record @returns {string} how to cite it, without a final dot */
export function citationOf({ url, sheet }, siteName) {
  const [title, checked] = sheet.citation;
  return [`«\u00a0${title}\u00a0»`, siteName, checked, sheet.adresse || url].join(', ');
}
