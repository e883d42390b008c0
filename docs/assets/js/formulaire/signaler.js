/* A page other than a record to correct: what is wrong with it, in a message to send. */

import { create, focusOn } from '../commun/dom.js';
import { ROOT } from './brouillon.js';
import { askBeforeLeaving, copy, letterOf, nextStep } from './sorties.js';

const part = (id) => document.getElementById(id);

/** @returns {Promise<string>} the title of a page of the site; its address where it cannot be read */
async function titleOf(address, site) {
  try {
    const response = await fetch(new URL(address, ROOT));
    const html = response.ok ? await response.text() : '';
    const title = html.match(/<title>([^<]+)<\/title>/)?.[1].replace(` – ${site}`, '');
    return title?.replace(/&#39;|&#x27;/g, '’').replaceAll('&quot;', '"').replaceAll('&amp;', '&') ?? address;
  } catch {
    return address;
  }
}

/** Opens the short form that tells of a page. @param {string} address from the site's root */
export async function report(address) {
  const zone = part('corriger');
  const words = () => [part('corriger-texte').value.trim(), part('corriger-source').value.trim()];
  const title = await titleOf(address, zone.closest('article').dataset.site);
  const url = new URL(address, ROOT).href;
  part('corriger-page').replaceChildren(create('a', { href: url }, title));
  const text = () => ['Bonjour,', '', `Sur la page «\u00a0${title}\u00a0» (${url})\u00a0:`, '', words()[0], '',
    `Le document qui permet de vérifier\u00a0: ${words()[1] || 'non précisé'}`].join('\n');
  const refresh = () => {
    const link = part('corriger-ecrire');
    if (link) link.href = letterOf(link.dataset.courriel, `Correction de page\u00a0: ${title}`, text());
    askBeforeLeaving(words().some(Boolean));
  };
  const leave = () => askBeforeLeaving(false);
  zone.addEventListener('input', refresh);
  part('corriger-ecrire')?.addEventListener('click', leave);
  part('corriger-copier').addEventListener('click', async () => {
    part('corriger-apercu').textContent = text();
    part('corriger-apercu').closest('details').hidden = false;
    const isCopied = await copy(text(), () => part('corriger-apercu'));
    if (isCopied) leave();
    part('corriger-etat').textContent = isCopied ? `Message copié\u00a0: ${nextStep(zone)}` : 'Copie refusée par le navigateur\u00a0: le texte est sélectionné ici.';
  });
  refresh();
  zone.hidden = false;
  focusOn(zone);
}
