/* The preview, shown: its modules are read when it is first asked for. */

import { focusOn } from '../commun/dom.js';

const ROOT = new URL('../../../', import.meta.url);

/** Links leave the form where it is. */
function openElsewhere(zone) {
  zone.querySelectorAll('a').forEach((link) => {
    link.target = '_blank';
    link.rel = 'noopener';
  });
}

async function show(zone, page, data, record) {
  const [{ sheetData }, { sheetElement }] = await Promise.all([import('./apercu.js'), import('../commun/feuille.js')]);
  const sheet = sheetElement(sheetData(data, record, page.newNames), ROOT.href);
  openElsewhere(sheet);
  zone.querySelector('.fc-apercu-fiche').replaceChildren(sheet);
}

/** Puts the button of the preview at work. @param {import('./contribution.js').Contribution} page */
export function installPreview(page) {
  let asked = null;
  const zone = document.getElementById('apercu');
  const button = document.getElementById('voir');
  button.hidden = false;
  button.addEventListener('click', async () => {
    zone.hidden = true;
    const state = document.getElementById('actions-etat');
    state.textContent = '';
    try {
      const judging = await page.judging();
      const { record, wrong } = judging.shown;
      asked = record;
      if (wrong) {
        await page.check('L’aperçu sera possible une fois ces erreurs corrigées.');
        return;
      }
      await show(zone, page, judging.data, record);
      if (asked !== record) return;
      zone.hidden = false;
      focusOn(zone);
    } catch (error) {
      console.warn('Aperçu impossible\u00a0:', error);
      state.textContent = 'L’aperçu n’a pas pu se préparer\u00a0: la connexion a manqué. Essayez de nouveau dans un instant.';
    }
  });
}
