/*
 * What scripts add to a generated page: words of the glossary that explain themselves in place, the
 * page's address in its reference, a button that copies it, and the notice on its age that is true now.
 */

import { download, siteName, today } from '../commun/dom.js';
import { onChange, selection, writeAddress } from '../commun/garde.js';
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

/**
 * Shows the last notice whose day has come, and hides those before it.
 * A clock that runs late changes nothing: what the build showed stays true.
 */
function showAge(root, day) {
  const notices = [...root.querySelectorAll('.avis[data-depuis]')];
  const current = notices.findLast((notice) => !notice.hidden || notice.dataset.depuis <= day);
  for (const notice of notices) notice.hidden = notice !== current;
}

const MAX_COMPARED = 4;

/** Compares with the selection; where it is empty, with the two nearest records. */
function aimComparison(link, id) {
  const others = selection().filter((other) => other !== id);
  const near = [...document.querySelectorAll('.proche-titre a')]
    .slice(0, 2).map((a) => a.pathname.split('/').at(-2));
  const chosen = others.length ? others.slice(0, MAX_COMPARED - 1) : near;
  link.search = writeAddress([id, ...chosen]);
  const nearest = ['Comparer', 'Comparer avec la plus proche', 'Comparer avec les plus proches'][near.length];
  link.textContent = others.length ? 'Comparer avec ma sélection' : nearest;
}

/** Gives the record as a document for word processors. */
async function giveDocument(id) {
  const [{ recordDocument }, { DOCX }, { readRecord }] = await Promise.all([
    import('../selection/dossier.js'), import('../commun/docx.js'), import('../commun/fiches.js')]);
  const { record } = await readRecord(id);
  download(recordDocument(record, new Date(), siteName()), `${id}.docx`, DOCX);
}

/** What one does with a record, at its head. */
function installActions() {
  const place = document.querySelector('.fiche-actions');
  if (!place) return;
  const id = place.querySelector('[data-selection]').dataset.selection;
  const link = place.querySelector('[data-comparer]');
  const state = place.querySelector('[role="status"]');
  const aim = () => aimComparison(link, id);
  onChange(aim);
  aim();
  place.querySelector('[data-imprimer]').addEventListener('click', () => print());
  place.querySelector('[data-document]').addEventListener('click', async () => {
    try {
      await giveDocument(id);
      state.textContent = 'Le document est prêt.';
    } catch (error) {
      console.warn('Document impossible\u00a0:', error);
      state.textContent = 'Le document n’a pas pu être préparé. Vérifiez votre connexion, puis réessayez.';
    }
  });
}

installGlosses(document);
installActions();
completeReference();
installCopy();
showAge(document, today());
