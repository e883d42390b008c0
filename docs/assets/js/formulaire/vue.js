/* The preview, shown: its modules and its words are read when it is first asked for. */

import { focusOn } from '../dom.js';
import { openData } from '../donnees.js';
import { today } from '../fraicheur.js';

const ROOT = new URL('../../../', import.meta.url);
const LACKING = 'Les initiatives proches n’ont pas pu être cherchées\u00a0: la connexion a manqué.';

/** The site as a record is cited; where it does not know its address, the reader sees it. */
const siteOf = ({ site: nom, adresse }) => ({ nom, adresse: adresse || ROOT.href });

/** @param {import('./contribution.js').Contribution} page @param {(name: string) => Promise<any>} read a data file */
async function toolsOf({ data }, read) {
  const [{ preview }, { alike }, { installGlosses }, words] = await Promise.all([
    import('./apercu.js'), import('./proches.js'), import('../gloses.js'), read(`${data.fiches.dossier}apercu.json`)]);
  return { preview, alike, installGlosses, data: { ...data, ...words } };
}

/** Links leave the form where it is. */
function openElsewhere(zone) {
  zone.querySelectorAll('a:not([href^="#"], .glose)').forEach((link) => {
    link.target = '_blank';
    link.rel = 'noopener';
  });
}

async function show(zone, page, { preview, alike, installGlosses, data }, record, isAsked) {
  const similar = await alike(data, record, openData(new URL('assets/donnees/', ROOT))).catch((error) => {
    console.warn('Initiatives proches illisibles\u00a0:', error);
    return null;
  });
  if (!isAsked()) return;
  const sheet = zone.querySelector('.fc-apercu-fiche');
  sheet.innerHTML = preview(data, record, {
    base: ROOT.pathname,
    jour: today(),
    site: siteOf(zone.closest('[data-site]').dataset),
    semblables: similar ?? [],
    noms: page.newNames,
  });
  zone.querySelector('.fc-apercu-manque').textContent = similar ? '' : LACKING;
  openElsewhere(sheet);
  installGlosses(sheet);
}

/** Puts the button of the preview at work. @param {import('./contribution.js').Contribution} page */
export function installPreview(page, read) {
  let asked = null;
  const zone = document.getElementById('apercu');
  const button = document.getElementById('voir');
  button.hidden = false;
  button.addEventListener('click', async () => {
    const { record, wrong } = page.shown;
    asked = record;
    zone.hidden = true;
    document.getElementById('actions-etat').textContent = '';
    if (wrong) {
      await page.check('L’aperçu sera possible une fois ces erreurs corrigées.');
      return;
    }
    try {
      await show(zone, page, await toolsOf(page, read), record, () => asked === record);
      if (asked !== record) return;
      zone.hidden = false;
      focusOn(zone);
    } catch (error) {
      console.warn('Aperçu impossible\u00a0:', error);
      document.getElementById('actions-etat').textContent = 'L’aperçu n’a pas pu se préparer\u00a0: la connexion a manqué. Essayez de nouveau dans un instant.';
    }
  });
}
