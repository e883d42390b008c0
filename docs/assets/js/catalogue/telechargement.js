/* « Télécharger ces résultats »: the table of what is listed, in the order of the list. */

import { download, initiatives } from '../commun/dom.js';

const NAME = 'resultats-catalogue.csv';
const TYPE = 'text/csv;charset=utf-8';

/**
 * @param {HTMLElement} root the catalogue @param {number} lot records in a file
 * @param {() => Promise<number[]>} results positions of all the results, in order
 */
export function installDownload(root, lot, results) {
  const button = root.querySelector('#telecharger');
  const status = root.querySelector('#telecharger-etat');
  const folder = new URL(root.dataset.lots, location.href);
  button.addEventListener('click', async () => {
    // Not « disabled »: the button keeps the focus while the table is made.
    if (button.getAttribute('aria-disabled')) return;
    button.setAttribute('aria-disabled', 'true');
    status.textContent = 'Préparation du tableau…';
    try {
      const [{ tableOf }, positions] = await Promise.all([
        import('../commun/tableur.js'), results(),
      ]);
      download(await tableOf(positions, folder, lot), NAME, TYPE);
      status.textContent = `Tableau prêt\u00a0: ${initiatives(positions.length)}.`;
    } catch (error) {
      console.warn('Tableau impossible\u00a0:', error);
      status.textContent = 'Le tableau n’a pas pu être préparé. Réessayez dans un instant.';
    }
    button.removeAttribute('aria-disabled');
  });
  return (total) => {
    button.hidden = total === 0;
    status.textContent = '';
  };
}
