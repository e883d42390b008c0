/* The record as it will be published, from the templates of its page, on what the form holds. */

import { en_bref, non_renseigne, sections, titre } from '../../donnees/gabarits.js';
import { focusOn } from '../dom.js';
import { sheetOf } from './fiche.js';
import { Html, e } from './gabarit.js';
import { prose } from './prose.js';

const ROOT = new URL('../../../', import.meta.url);

function links(base) {
  const link = (address) => (/^(?:https?:|#)/.test(address) ? address : `${base}${address}`);
  const tool = (text) => prose(text);
  tool.line = (text) => new Html(e(text));
  return Object.assign(link, { base, prose: tool });
}

/**
 * @param {object} data formulaire.json @param {object} record of the right shape
 * @returns {string} the HTML of its sheet
 */
export function preview(data, record, names = {}) {
  const sheet = sheetOf(data, record, names);
  const lien = links(ROOT.pathname);
  // The brief is left open in the page's template, for what the page alone can say.
  return `<div class="fiche"><header class="fiche-entete">${titre(sheet, lien)}</header>`
    + `${en_bref(sheet, lien)}</section>${sections(sheet, lien)}${non_renseigne(sheet)}</div>`;
}

/** Puts the button of the preview at work. @param {object} page the contribution */
export function installPreview(page) {
  const zone = document.getElementById('apercu');
  const button = document.getElementById('voir');
  button.hidden = false;
  button.addEventListener('click', () => {
    const { record, wrong } = page.shown;
    zone.hidden = wrong;
    if (wrong) {
      page.check('L’aperçu sera possible une fois ces erreurs corrigées.');
      return;
    }
    zone.querySelector('.fc-apercu-fiche').innerHTML = preview(page.data, record, page.newNames);
    focusOn(zone);
  });
}
