/* The catalogue page: reads the state in the address, shows it, and writes what changes. */

import { readQuery, writeQuery } from './adresse.js';
import {
  arrange, countRecords, facetCounts, fromPositions, matches, prepare, withChoice, withoutChoice,
} from './facettes.js';
import { focusOn, initiatives } from './dom.js';
import { installFilters } from './filtres.js';
import { showActive, showElsewhere, showEmpty, showMessages } from './messages.js';
import { installResults } from './resultats.js';
import { makeSearch } from './texte.js';

const TYPING_PAUSE = 200;

const root = document.getElementById('catalogue');
const field = root.querySelector('#q');
const sortField = root.querySelector('#tri');
const find = (id) => root.querySelector(`#${id}`);
const dataUrl = new URL(root.dataset.donnees, location.href);

/** @returns {Promise<object>} a data file of the site */
async function readJson(name) {
  const response = await fetch(new URL(name, dataUrl));
  if (!response.ok) throw new Error(`${name} : ${response.status}`);
  return response.json();
}

let titlesRead = null;
const readTitles = () => { titlesRead ??= readJson('titres.json'); return titlesRead; };
// An address that asks for something will need the titles as soon as the facets.
if (location.search) readTitles().catch(() => { titlesRead = null; });

/** Everything the page knows once its data are read. */
class Page {
  constructor(catalogue) {
    this.catalogue = catalogue;
    this.parameters = catalogue.facettes.map((f) => f.parametre);
    this.known = new Map(catalogue.facettes.map((f) => [f.parametre, new Set(f.byId.keys())]));
    this.search = makeSearch(readTitles, this.positionsOf);
    this.showResults = installResults(root, dataUrl, catalogue.lot, readTitles);
    this.showFilters = installFilters(root, catalogue, (...choices) => this.choose(...choices));
    this.text = null;
    this.turn = 0;
    this.typing = false;
  }

  /** @returns {number[]} the records of a choice; none where its facet is not read yet */
  positionsOf = ({ parametre: parameter, id }) => {
    const value = this.catalogue.facettes.find((f) => f.parametre === parameter)?.byId.get(id);
    return value ? arrange(value.bits, Array.from({ length: this.catalogue.n }, (_, i) => i)) : [];
  };

  /** @returns {string} the query of a state */
  address = (state) => writeQuery(state, this.parameters);

  /** Takes the state from the address, without writing it back. */
  followAddress() {
    const { state, unknown } = readQuery(location.search, this.known);
    field.value = state.q;
    return this.show(state, unknown);
  }

  /** Goes to a state: a new entry of the history, except while a text is being typed. */
  goTo(state, { replace = false } = {}) {
    const address = this.address(state) || location.pathname;
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    return this.show(state);
  }

  /** A box was checked or unchecked. */
  choose(parameter, id, checked) {
    const choices = (checked ? withChoice : withoutChoice)(this.state.choices, parameter, id);
    this.typing = false;
    this.goTo({ ...this.state, choices, page: 1 });
  }

  /** The text changed; what is typed in one go makes one entry of the history. */
  writeText(q) {
    if (q === this.state.q) return;
    const sort = q ? this.state.sort : this.state.sort.replace('pertinence', '');
    this.goTo({ ...this.state, q, sort, page: 1 }, { replace: this.typing });
    this.typing = true;
  }

  /** Reads the answer to the words of a state, when they are new. */
  async readText(q) {
    if (!q) return null;
    if (this.text?.q === q) return this.text;
    const response = await this.search(q);
    return { q, ...response, bits: fromPositions(response.records, this.catalogue.n) };
  }

  /** @returns {Iterable<number>} all records in the order asked */
  order(state) {
    const { ordres: orders, n } = this.catalogue;
    const chosen = state.sort || (this.text ? 'pertinence' : 'titre');
    if (chosen === 'pertinence' && this.text) return this.text.records;
    return orders[chosen] ?? Array.from({ length: n }, (_, i) => i);
  }

  /** Shows a state: words first when there are some, then everything at once. */
  async show(state, unknown = []) {
    this.state = state;
    this.turn += 1;
    const thisTurn = this.turn;
    const text = state.q ? await this.readText(state.q) : null;
    if (thisTurn !== this.turn) return;
    this.text = text;
    const bits = matches(this.catalogue, state.choices, text?.bits);
    const total = countRecords(bits);
    const { catalogue, address } = this;
    const { contribuer: contributeUrl, site: siteUrl } = root.dataset;
    const context = { catalogue, state, text, total, address, unknown, contributeUrl, siteUrl };
    this.showFilters(state.choices, facetCounts(catalogue, state.choices, text?.bits), total);
    this.showSort(state);
    showActive(find('actifs'), context);
    showMessages(find('messages'), context);
    showEmpty(find('vide'), context);
    find('resultats-compte').textContent = initiatives(total);
    delete root.dataset.ailleurs;
    showElsewhere(find('ailleurs'), text?.elsewhere ?? [], () => thisTurn === this.turn)
      .then((isShown) => { if (isShown) root.dataset.ailleurs = ''; });
    await this.showResults(arrange(bits, this.order(state)), state.page,
      (page) => address({ ...state, page }));
    root.dataset.pret = '';
  }

  /** The orders that exist for this state; relevance needs words. */
  showSort(state) {
    for (const option of sortField.options) {
      const possible = option.value === 'pertinence' ? Boolean(state.q)
        : option.value === 'titre' || option.value in this.catalogue.ordres;
      option.hidden = !possible;
      option.disabled = !possible;
    }
    sortField.value = state.sort || (state.q ? 'pertinence' : 'titre');
  }
}

/** Links to a state are followed in place; the focus goes to the results, which have changed. */
function followLinks(page) {
  root.addEventListener('click', async (event) => {
    const link = event.target.closest('a[data-etat]');
    const modified = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (!link || modified || event.button !== 0) return;
    event.preventDefault();
    page.typing = false;
    history.pushState(null, '', link.dataset.etat || location.pathname);
    await page.followAddress();
    focusOn(find('resultats-titre'));
  });
}

/** The search field answers while one types; the form itself never loads a page. */
function followTyping(page) {
  let timer = 0;
  const launch = () => page.writeText(field.value.trim());
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(launch, TYPING_PAUSE);
  });
  field.addEventListener('change', () => { page.typing = false; });
  field.form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    launch();
    page.typing = false;
    focusOn(find('resultats-titre'));
  });
}

/** Reads the data, then makes the page answer. Without data the page stays as it was written. */
async function start() {
  const page = new Page(prepare(await readJson('facettes.json')));
  sortField.addEventListener('change', () => {
    page.goTo({ ...page.state, sort: sortField.value, page: 1 });
  });
  addEventListener('popstate', () => { page.typing = false; page.followAddress(); });
  followLinks(page);
  followTyping(page);
  await page.followAddress();
}

start().catch((error) => {
  document.documentElement.classList.remove('js');
  console.error('Le catalogue reste sans filtres :', error);
});
