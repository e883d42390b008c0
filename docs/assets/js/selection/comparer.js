/* The comparison page: which records the address asks for, and what they say topic by topic. */

import {
  checkBox, create, focusOn, makeButton, message, quoted, records as counted,
} from '../commun/dom.js';
import { contentOf, notGiven } from '../commun/feuille.js';
import { readRecords } from '../commun/fiches.js';
import {
  ROOT, readAddress, selection, writeAddress,
} from '../commun/garde.js';
import { MOST, chosen, sideBySide } from './rubriques.js';
import { announce } from './selection-boutons.js';

const MIN = 2;
const MAX = 4;

const root = document.getElementById('comparer');
const find = (id) => root.querySelector(`#${id}`);
const only = find('differences');
const essential = root.dataset.essentielles.split(' ');

/** What is compared: records, their topics, and the keys of those that the reader chose, if any. */
const shown = { records: [], topics: [], asked: null };

/** Says something above the table. */
function say(...messages) {
  find('messages').replaceChildren(...messages.map((words) => message(words)));
}

/** @returns {(Node|string)[]} what a record says of a topic: each part after its name */
function saidIn(rows, key, url) {
  if (!rows.length) return [notGiven()];
  const called = new Set();
  return rows.flatMap(({ cle, libelle, blocs }) => {
    const content = contentOf(blocs, url, { called });
    if (cle === key) return rows.length > 1 ? [create('div', {}, ...content)] : content;
    return [create('div', {}, create('span', { class: 'groupe' }, `${libelle}\u00a0: `), ...content)];
  });
}

/** @returns {HTMLElement} one topic */
function topicRow({ key, label, cells, state }) {
  const said = cells.map((rows, i) => {
    const { title, url, sheet } = shown.records[i];
    // Columns that stand one under another, on a phone, say whose they are.
    return create('td', { 'data-titre': `${i + 1}. ${sheet.carte.lieu || title}` }, ...saidIn(rows, key, url));
  });
  const mark = state === 'pareil' && create('span', { class: 'groupe' }, 'identique');
  return create('tr', { 'data-cle': key, 'data-etat': state }, create('th', { scope: 'row' }, label, mark), ...said);
}

/** Fills a table with some topics; the first names the records, and may take one out. */
function fill(id, topics, isFirst = false) {
  const ids = shown.records.map((record) => record.id);
  const removal = (record) => create('div', {}, makeButton('Retirer', `\u00a0de la comparaison\u00a0: ${record.title}`,
    () => go(ids.filter((other) => other !== record.id))));
  const names = shown.records.map((record, i) => create('th', { scope: 'col' }, `${i + 1}. `,
    isFirst ? create('a', { href: record.url }, record.title) : record.title, isFirst && removal(record)));
  const head = create('thead', {}, create('tr', {}, create('th', { scope: 'col' }, 'Rubrique'), ...names));
  const table = find(id).querySelector('table');
  table.replaceChildren(...table.querySelectorAll('caption'), head, create('tbody', {}, ...topics.map(topicRow)));
  const part = find(id).closest('details');
  if (!part) return;
  part.hidden = topics.length === 0;
  part.querySelector('[data-nombre]').textContent = `(${topics.length})`;
}

const SAID = { pareil: ' (identique)', seul: ' (une seule fiche le dit)' };

/** Offers every topic, under the title of its section, with what its records say of it. */
function offerTopics() {
  const { topics } = shown;
  const kept = chosen(topics, essential, shown.asked);
  const sections = [...new Set(topics.map(({ section }) => section))];
  const sets = sections.map((id) => {
    const own = topics.filter(({ section }) => section === id);
    return create('fieldset', {}, create('legend', {}, own[0].sectionTitle),
      ...own.map((topic) => checkBox('rubriques', topic.key, `rubrique-${topic.key}`,
        `${topic.label}${SAID[topic.state] ?? ''}`, kept.includes(topic))));
  });
  find('rubriques-cases').replaceChildren(...sets);
}

/** Shows the tables: the topics chosen, the others, and what one record alone says. */
function showTables() {
  const { topics, asked } = shown;
  const kept = chosen(topics, essential, asked);
  const rest = topics.filter((topic) => !kept.includes(topic));
  fill('choisies', kept, true);
  fill('autres', rest.filter(({ state }) => state !== 'seul'));
  fill('seules', rest.filter(({ state }) => state === 'seul'));
  find('rubriques-nombre').textContent = `(${kept.length} sur ${topics.length})`;
  find('rubriques-aide').textContent = kept.length > MOST
    ? `La note garde les ${MOST}\u00a0premières des ${kept.length} que vous avez choisies.` : '';
  for (const row of root.querySelectorAll('tr[data-etat="pareil"]')) row.hidden = only.checked;
  sayState(kept);
}

/** Says what the tables hold. */
function sayState(kept) {
  const many = (state) => shown.topics.filter((topic) => topic.state === state).length;
  const rows = (n) => `${n}\u00a0rubrique${n > 1 ? 's' : ''}`;
  const same = many('pareil');
  find('comparaison-etat').textContent = [
    `${counted(shown.records.length)} comparées, ${rows(kept.length)} montrée${kept.length > 1 ? 's' : ''}`,
    ` sur ${shown.topics.length}. ${many('differe')} diffèrent, ${same} ${same > 1 ? 'sont identiques' : 'est identique'}`,
    only.checked && same ? ` (masquée${same > 1 ? 's' : ''})` : '',
    `\u00a0; ${many('seul')} ne ${many('seul') > 1 ? 'sont dites' : 'est dite'} que par une fiche.`,
  ].join('');
}

/** Keeps in the address which topics the reader chose; null takes the advised ones again. */
function ask(keys) {
  shown.asked = keys;
  history.replaceState(null, '', writeAddress(shown.records.map(({ id }) => id), keys));
  showTables();
}

/** Goes to another comparison: a new entry of the history. */
function go(ids) {
  history.pushState(null, '', writeAddress(ids, shown.asked) || location.pathname);
  show();
}

/** Offers the records of the selection, and those that were asked for. */
async function offer(asked) {
  const answers = await readRecords([...new Set([...asked, ...selection()])]);
  const readable = answers.map(({ record }) => record).filter(Boolean);
  find('choix').hidden = false;
  find('tableau').hidden = true;
  find('comparaison-etat').textContent = '';
  find('choix-liste').hidden = readable.length < MIN;
  find('choix-vide').hidden = readable.length >= MIN;
  const cases = find('choix-cases');
  cases.replaceChildren(cases.querySelector('legend'),
    ...readable.map(({ id, title }) => checkBox('fiches', id, `choix-${id}`, title, asked.includes(id))));
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
    shown.records = found;
    shown.topics = sideBySide(found.map(({ sheet }) => sheet.sections));
    shown.asked = readAddress(location.search, 'rubriques');
    find('choix').hidden = true;
    find('tableau').hidden = false;
    find('candidature').href = new URL(`candidature/${writeAddress(found.map(({ id }) => id))}`, ROOT).href;
    showTables();
    offerTopics();
  }
  // Who comes with a choice starts at what was made of it.
  if (asked.length) focusOn(found.length < MIN ? find('choix-titre') : find('comparaison-titre'));
  root.dataset.pret = '';
}

/** Makes the note of what is compared: a file, or paper. */
async function takeNote(kind) {
  try {
    const { giveNote } = await import('./note.js');
    giveNote(shown.records, essential, shown.asked, kind === 'imprimer' ? find('impression') : null);
    if (kind !== 'imprimer') announce(`La note est prête\u00a0: ${counted(shown.records.length)}.`);
  } catch (error) {
    console.error('Note impossible\u00a0:', error);
    say('La note n’a pas pu être préparée. Vérifiez votre connexion, puis réessayez.');
  }
}

only.addEventListener('change', showTables);
for (const button of root.querySelectorAll('[data-note]')) {
  button.addEventListener('click', () => takeNote(button.dataset.note));
}
find('rubriques-cases').addEventListener('change', () => {
  ask([...find('rubriques-cases').querySelectorAll(':checked')].map(({ value }) => value));
});
find('rubriques-conseil').addEventListener('click', () => {
  ask(null);
  offerTopics();
});
addEventListener('popstate', show);
find('choix-liste').addEventListener('submit', (event) => {
  event.preventDefault();
  const ids = new FormData(event.target).getAll('fiches');
  if (ids.length >= MIN && ids.length <= MAX) go(ids);
  else say(`Il faut cocher de deux à ${MAX}\u00a0fiches\u00a0: vous en avez coché ${ids.length}.`);
});
show();
