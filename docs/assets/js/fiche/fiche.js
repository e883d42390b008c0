/*
 * What scripts add to a generated page: words of the glossary that explain themselves in place, the
 * page's address in its reference, a button that copies it, and the notice on its age that is true now.
 */

import { today } from '../commun/dom.js';
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

/** With scripts, a record is corrected in the form, which opens with what the record says. */
function correctInForm() {
  const id = document.querySelector('.fiche-actions [data-selection]')?.dataset.selection;
  const link = document.querySelector('#correction a');
  if (!id || !link) return;
  link.href = `${new URL('../../../contribuer/', import.meta.url)}?fiche=${encodeURIComponent(id)}`;
  link.textContent = 'Proposer une correction de cette fiche';
}

/**
 * Shows the last notice whose day has come, and hides those before it.
 * A clock that runs late changes nothing: what the build showed stays true.
 */
function showAge(root, day) {
  const notices = [...root.querySelectorAll('.avis[data-depuis]')];
  const current = notices.findLast((notice) => !notice.hidden || notice.dataset.depuis <= day);
  for (const notice of notices) notice.hidden = notice !== current;
}

installGlosses(document);
correctInForm();
completeReference();
installCopy();
showAge(document, today());
