/* The record as it will be published, from the templates of its page, on what the form holds. */

import { en_bref, fraicheur, ligne, manque, non_renseigne, preuves, proches, reference, sections, titre } from '../../donnees/gabarits.js';
import { sheetOf } from './fiche.js';
import { Html } from './gabarit.js';
import { freshness } from './avis.js';
import { explainer } from './glose.js';
import { judgements } from './preuves.js';

function links(base, lexicon) {
  const link = (address) => (/^(?:https?:|#)/.test(address) ? address : `${base}${address}`);
  return Object.assign(link, { base, prose: explainer(lexicon, `${base}glossaire/`) });
}

const joined = (parts) => new Html(parts.map(({ text }) => text).join(''));

function evidence(found, base) {
  return preuves(joined(found.map((one) => ligne(one))), joined(found.filter((one) => one.manque.length).map((one) => manque(one))), base);
}

/**
 * @param {object} data formulaire.json and apercu.json @param {object} record of the right shape
 * @param {object} about what is not in the record
 * @param {string} about.base leads to the site's root
 * @param {string} about.jour the day of reading
 * @param {{nom: string, adresse: string}} about.site as it is cited
 * @param {{carte: object, raison: string}[]} about.semblables the records like it
 * @param {Record<string, string>} about.noms of the organisations that are new
 * @returns {string} the HTML of its sheet
 */
export function preview(data, record, { base, jour, site, semblables = [], noms = {} }) {
  const sheet = sheetOf(data, record, noms);
  const lien = links(base, data.lexique);
  // Its parts in the order of the page, which explains each word of the glossary once.
  const head = titre(sheet, lien);
  const brief = `${en_bref(sheet, lien)}${fraicheur(freshness(data, record, jour))}</section>`;
  const body = `${sections(sheet, lien)}${evidence(judgements(data.preuves, record), base)}${non_renseigne(sheet)}`;
  return `<div class="fiche"><header class="fiche-entete">${head}</header>${brief}${body}`
    + '<section class="bloc bloc--citer" aria-labelledby="citer"><h2 id="citer">Citer cette fiche</h2>'
    + `${reference(sheet, site)}</section>${proches(semblables, base)}</div>`;
}

