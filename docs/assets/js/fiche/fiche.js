/*
 * What scripts add to a generated page: words of the glossary that explain themselves in place, the
 * page's address in its reference, a button that copies it, and the notice on its age that is true now.
 */

import { showAge, today } from './fraicheur.js';
import { installGlosses } from './gloses.js';

/** Where the site does not know its address, the reference takes the one that the reader sees. */
function completeReference() {
  const place = document.querySelector('.citation-adresse');
  if (!place) return;
  place.textContent = `, ${location.origin}${location.pathname}`;
  place.hidden = false;
}

function installCopy() {
  const button = document.querySelector('[data-copie]');
  if (!button) return;
  const state = button.parentElement.querySelector('[role="status"]');
  button.addEventListener('click', async () => {
    const text = document.getElementById(button.dataset.copie).textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
      state.textContent = 'Référence copiée.';
    } catch {
      getSelection().selectAllChildren(document.getElementById(button.dataset.copie));
      state.textContent = 'Copie refusée par le navigateur\u00a0: la référence est sélectionnée.';
    }
  });
}

installGlosses(document);
completeReference();
installCopy();
showAge(document, today());
