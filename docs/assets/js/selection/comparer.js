/* The comparison page: which records the address asks for, and their table. */

import { fillTable, showDifferences } from './comparaison.js';
import { create, focusOn, offScreen, quoted } from '../commun/dom.js';
import { readRecords } from '../commun/fiches.js';
import { readAddress, selection, writeAddress } from '../commun/garde.js';
import { records as counted } from './selection-boutons.js';

const MIN = 2;
const MAX = 4;

const root = document.getElementById('comparer');
const find = (id) => root.querySelector(`#${id}`);
const table = root.querySelector('table');
const only = find('differences');

/** Says something above the table. */
function say(...messages) {
  find('messages').replaceChildren(...messages.map((words) => create('p', { class: 'message' }, words)));
}

/** Says how many rows are shown. */
function sayState() {
  const { hidden, total } = showDifferences(table, only.checked);
  const shown = total - hidden;
  const rows = (n) => `${n}\u00a0rubrique${n > 1 ? 's' : ''}`;
  find('comparaison-etat').textContent = only.checked
    ? `${rows(shown)}, ${hidden ? `${rows(hidden)} identique${hidden > 1 ? 's' : ''} masquée${hidden > 1 ? 's' : ''}` : 'aucune n’est identique'}.`
    : `${rows(total)}, dont ${[...table.querySelectorAll('.differe')].length} qui diffèrent (≠).`;
}

/** @returns {HTMLElement} the button that takes a record out of the comparison */
function removal({ id, title }, ids) {
  const button = create('button', { class: 'bouton bouton--second', type: 'button' },
    'Retirer', offScreen(`\u00a0de la comparaison\u00a0: ${title}`));
  button.addEventListener('click', () => go(ids.filter((other) => other !== id)));
  return create('div', {}, button);
}

/** Goes to another comparison: a new entry of the history. */
async function go(ids) {
  history.pushState(null, '', writeAddress(ids) || location.pathname);
  await show();
  find('comparer-annonce').textContent = find('tableau').hidden
    ? '' : `La comparaison a ${counted(ids.length)}.`;
  focusOn(find('tableau').hidden ? find('choix-titre') : find('comparaison-titre'));
}

/** @returns {HTMLElement} a record to choose */
function choice({ id, title }, checked) {
  const box = create('input', { type: 'checkbox', name: 'fiches', value: id, id: `choix-${id}` });
  box.checked = checked;
  return create('p', {}, box, create('label', { for: box.id }, title));
}

/** Offers the records of the selection, and those that were asked for. */
async function offer(asked) {
  const answers = await readRecords([...new Set([...asked, ...selection()])]);
  const readable = answers.map(({ record }) => record).filter(Boolean);
  find('choix').hidden = false;
  find('tableau').hidden = true;
  find('choix-liste').hidden = readable.length < MIN;
  find('choix-vide').hidden = readable.length >= MIN;
  const cases = root.querySelector('.comparaison-cases');
  cases.replaceChildren(cases.querySelector('legend'),
    ...readable.map((record) => choice(record, asked.includes(record.id))));
}

/** Shows the comparison that the address asks for, or what to choose from. */
async function show() {
  const asked = readAddress(location.search) ?? [];
  const answers = await readRecords(asked.slice(0, MAX));
  const found = answers.map(({ record }) => record).filter(Boolean);
  const lost = (state) => answers.filter((a) => a.state === state).map(({ id }) => quoted(id)).join(', ');
  say(...[
    lost('unknown') && `Le catalogue ne connaît pas\u00a0: ${lost('unknown')}.`,
    lost('unread') && `Ces fiches n’ont pas pu être lues\u00a0: ${lost('unread')}. Vérifiez votre connexion, puis rechargez la page.`,
    asked.length > MAX && `L’adresse demandait ${counted(asked.length)}\u00a0: les ${MAX}\u00a0premières sont comparées.`,
    found.length < MIN && asked.length > 0 && `Il faut au moins deux fiches pour comparer\u00a0: il y en a ${found.length}.`,
  ].filter(Boolean));
  if (found.length < MIN) {
    await offer(found.map(({ id }) => id));
  } else {
    const ids = found.map(({ id }) => id);
    fillTable(table, found, (record) => removal(record, ids));
    find('choix').hidden = true;
    find('tableau').hidden = false;
    sayState();
  }
  root.dataset.pret = '';
}

/** Makes the page answer. */
function start() {
  only.addEventListener('change', sayState);
  find('imprimer').addEventListener('click', () => print());
  addEventListener('popstate', show);
  find('choix-liste').addEventListener('submit', (event) => {
    event.preventDefault();
    const ids = new FormData(event.target).getAll('fiches');
    if (ids.length >= MIN && ids.length <= MAX) go(ids);
    else say(`Il faut cocher de deux à ${MAX}\u00a0fiches\u00a0: vous en avez coché ${ids.length}.`);
  });
  show();
}

start();
