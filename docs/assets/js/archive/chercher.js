/*
 * The search of the archive, opened from a folder: words and choices together, over an index that is
 * a script (build/archive.py). The build writes this module, with what it imports, as a plain script.
 */

import { readQuery, writeQuery } from '../catalogue/adresse.js';
import {
  addGaps, arrange, countRecords, facetCounts, fromPositions, intersection, matches, noRecords, prepare, showActive, union,
} from '../catalogue/facettes.js';
import {
  fold, merge, singular, usefulWords, writtenForms,
} from '../catalogue/requete.js';
import { arriveAt, create, initiatives, message } from '../commun/dom.js';

const STEP = 50;
const MAX_PAGES = 10;
// A word as short as that is not the beginning of others where it exists: « bail » is not « bailleur ».
const MAX_SHORT = 4;

const { fiches: records, pages, mots: index, ...raw } = globalThis.CATALOGUE;
const catalogue = prepare(raw);
const all = records.length + pages.length;
const stems = index.map(([word]) => singular(word));

const form = document.getElementById('archive');
const find = (id) => form.querySelector(`#${id}`);
const boxes = [...form.querySelectorAll('.choix input')];
const titles = [...records, ...pages].map(([, title]) => ` ${fold(title)}`);
let { state, unknown } = readQuery(location.search, catalogue.facettes);
let shown = STEP;

/** @returns {import('../catalogue/facettes.js').Bits} the documents that hold a word, or begin one so */
function holders(word) {
  const bits = noRecords(all);
  const stem = singular(word);
  const isExact = stem.length <= MAX_SHORT && stems.includes(stem);
  index.forEach(([text, gaps], i) => {
    if (stems[i] === stem || (!isExact && text.startsWith(stem))) addGaps(gaps, bits);
  });
  return bits;
}

/** @returns {import('../catalogue/facettes.js').Bits} the documents that write a word, however */
function writers(word) {
  return writtenForms(word)
    .map((written) => written.split(' ').map((part) => holders(fold(part))).reduce(intersection))
    .reduce(union);
}

/** @returns {number[]} documents, those that have the most of some words in their title first */
function titledFirst(positions, words) {
  const inTitle = words.map((word) => singular(fold(word)));
  const score = (i) => inTitle.filter((word) => titles[i].includes(` ${word}`)).length;
  return positions.map((i) => [score(i), i]).sort((a, b) => b[0] - a[0] || a[1] - b[1]).map(([, i]) => i);
}

/** @returns {{records: number[], pages: number[], wide: boolean}} what answers some words, best first */
function search(words) {
  const byWord = words.map(writers);
  const whole = titledFirst(arrange(byWord.reduce(intersection), null), words);
  const found = whole.filter((i) => i < records.length);
  const wide = found.length === 0;
  const some = () => merge(byWord.map((bits) => arrange(bits, null).filter((i) => i < records.length)));
  return { records: wide ? some() : found, pages: whole.filter((i) => i >= records.length), wide };
}

/** @returns {HTMLElement} a link to a page of the archive */
function link([address, title]) {
  return create('a', { href: `../${address}index.html` }, title);
}

/** @returns {HTMLElement} a record in the list */
function card(i) {
  const [, , place, family, summary] = records[i];
  const said = [['carte-lieu', place], ['carte-lien', family], ['carte-resume', summary]];
  return create('li', {}, create('article', { class: 'carte' },
    create('h3', { class: 'carte-titre' }, link(records[i])),
    ...said.filter(([, text]) => text).map(([name, text]) => create('p', { class: name }, text))));
}

/** @returns {HTMLElement[]} what there is to say of the answer */
function remarks(answer, total) {
  const said = unknown.map(({ value }) => `«\u00a0${value}\u00a0» n’est pas un choix de cette copie.`);
  if (answer?.wide && total) said.push('Aucune fiche n’a tous ces mots. Celles-ci en ont une partie.');
  const listed = create('a', { href: '../catalogue/index.html' }, 'les listes du catalogue');
  const advice = ['Rien ne répond à tout à la fois\u00a0: retirez un choix ou un mot, ou voyez ', listed, '.'];
  return [...said.map((words) => message(words)), ...(total ? [] : [message(...advice)])];
}

/** Shows what answers the state, and beside each choice how many results it would leave. */
function show() {
  const words = usefulWords(state.q);
  const answer = words.length ? search(words) : null;
  const text = answer && fromPositions(answer.records, records.length);
  const bits = matches(catalogue, state.choices, text);
  const total = countRecords(bits);
  find('compte').textContent = initiatives(total);
  find('liste').replaceChildren(...arrange(bits, answer?.records ?? null, 0, shown).map(card));
  find('suite').hidden = total <= shown;
  find('remarques').replaceChildren(...remarks(answer, total));
  const others = (answer?.pages ?? []).slice(0, MAX_PAGES).map((i) => pages[i - records.length]);
  find('ailleurs').hidden = others.length === 0;
  find('ailleurs').querySelector('ul').replaceChildren(...others.map((page) => create('li', {}, link(page))));
  const count = facetCounts(catalogue, state.choices, text);
  for (const facet of catalogue.facettes) {
    const counts = count(facet);
    const own = boxes.filter((box) => box.name === facet.parametre);
    own.forEach((box) => { box.closest('.choix-ligne').querySelector('.choix-compte').textContent = counts.get(box.value); });
  }
  showActive(find('actifs'), { catalogue, state, address: (other) => writeQuery(other, catalogue.facettes) });
}

/** Takes the state from the fields; a choice of the address that has no box stays. */
function read() {
  const choices = new Map();
  const boxed = new Set(boxes.map((box) => `${box.name}=${box.value}`));
  for (const [parameter, ids] of state.choices) {
    const kept = ids.filter((id) => !boxed.has(`${parameter}=${id}`));
    if (kept.length) choices.set(parameter, kept);
  }
  for (const box of boxes.filter((one) => one.checked)) {
    choices.set(box.name, [...(choices.get(box.name) ?? []), box.value]);
  }
  state = { ...state, choices, q: find('q').value.trim() };
  unknown = [];
  shown = STEP;
  try {
    history.replaceState(null, '', writeQuery(state, catalogue.facettes) || location.pathname);
  } catch {
    // Some browsers refuse it to a file: the address stays, the answer is right all the same.
  }
  show();
}

find('q').value = state.q;
for (const box of boxes) box.checked = state.choices.get(box.name)?.includes(box.value) ?? false;
form.addEventListener('input', read);
form.addEventListener('submit', (event) => { event.preventDefault(); read(); find('resultats-titre').focus(); });
find('suite').addEventListener('click', () => {
  const first = shown;
  shown += STEP;
  show();
  find('liste').children[first]?.querySelector('a').focus();
});
form.hidden = false;
document.getElementById('sans-recherche').hidden = true;
show();
if (location.search) arriveAt(find('resultats-titre'));
