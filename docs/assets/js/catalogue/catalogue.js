/* The catalogue page: reads the state in the address, shows it, and writes what changes. */

import { arriveAt, download, focusOn, initiatives, offScreen, painted, setDisabled } from '../commun/dom.js';
import { filesOf, reader } from '../commun/donnees.js';
import { readQuery, writeQuery } from './adresse.js';
import {
  arrange, contains, countRecords, facetCounts, facetOf, fillFacet, matches, prepare, showActive, withChoice, withoutChoice,
} from './facettes.js';
import { installFilters } from './filtres.js';
import { installResults, PER_PAGE } from './resultats.js';

const TYPING_PAUSE = 200;

const root = document.getElementById('catalogue');
const field = root.querySelector('#q');
const sortField = root.querySelector('#tri');
const find = (id) => root.querySelector(`#${id}`);
const read = reader(new URL(root.dataset.donnees, location.href));
// The facets whose values have files of their own: parameter → what the page says of them.
const apart = new Map([...root.querySelectorAll('.facette[data-fichier]')]
  .map(({ dataset }) => [dataset.parametre, dataset]));
// Read only where words or an empty list ask for them.
const readSearch = () => import('./recherche.js');

/** Starts reading what the address will need, before anything is known of it. */
function readAhead() {
  const asked = new URLSearchParams(location.search);
  for (const [parameter, dataset] of apart) {
    const ids = asked.getAll(parameter);
    if (ids.length) filesOf(dataset, ids).forEach((file) => read(file).catch(() => {}));
  }
  // What cannot be read is told at the search itself.
  if (!asked.get('q')) return;
  read('noms.json').catch(() => {});
  read('intentions.json').catch(() => {});
  readSearch().then(({ openIndex }) => openIndex()).catch(() => {});
}

/** @returns {boolean} whether the records that answer words come in the order of their answer */
function isRanked({ sort }) {
  return !sort || sort === 'pertinence';
}

/** Everything the page knows once its data are read. */
class Page {
  constructor(catalogue) {
    this.catalogue = catalogue;
    this.search = null;
    this.readCards = installResults(root, read, catalogue.lot);
    this.filters = installFilters(root, catalogue, {
      choose: (...choice) => this.choose(...choice),
      // A facet whose values have a file of their own was opened.
      open: async (parameter) => { if (await this.fill(parameter)) await this.showAll(); },
    });
    this.text = null;
    this.order = null;
    this.turn = 0;
    this.advised = false;
    this.typing = false;
  }

  /** @returns {Promise<number[]>} the records of a choice; none of a long facet that is not read */
  positionsOf = async ({ parametre: parameter, id }) => {
    const facet = facetOf(this.catalogue, parameter);
    if (facet && !facet.longue) await this.fill(parameter);
    const value = facet?.byId.get(id);
    return value ? arrange(value.bits, null) : [];
  };

  /** @returns {string} the query of a state */
  address = (state) => writeQuery(state, this.catalogue.facettes);

  /**
   * Reads the values of a facet that has files of its own: all, or of a long one those that are asked for.
   * @param {string[]|null} asked ids @returns {Promise<boolean>} false where there are none to read
   */
  async fill(parameter, asked = null) {
    const facet = facetOf(this.catalogue, parameter);
    if (facet.entiere) return false;
    const isPart = asked !== null && facet.longue;
    const files = isPart
      ? filesOf(apart.get(parameter), asked.map((id) => facet.remplaces.get(id) ?? id)) : [facet.fichier];
    const values = (await Promise.all(files.map(read))).flatMap((file) => file[parameter]);
    if (!facet.entiere) fillFacet(facet, values, this.catalogue.n, !isPart);
    return true;
  }

  /** Takes the state from the address, without writing it back. */
  async followAddress() {
    const asked = new URLSearchParams(location.search);
    await Promise.all(this.catalogue.facettes.filter(({ parametre }) => asked.has(parametre))
      .map(({ parametre }) => this.fill(parametre, asked.getAll(parametre))));
    const { state, unknown } = readQuery(location.search, this.catalogue.facettes);
    field.value = state.q;
    await this.show(state, unknown);
  }

  /** Goes to a state: a new entry of the history, except while a text is being typed. */
  goTo(state, { replace = false } = {}) {
    const shown = this.show(state);
    const address = this.address(state) || location.pathname;
    // The history costs the browser as much as all the counts: they are painted first.
    painted().then(() => {
      if (replace) history.replaceState(null, '', address);
      else history.pushState(null, '', address);
    });
    return shown;
  }

  /** A box was checked or unchecked. */
  choose(parameter, id, checked) {
    const choices = (checked ? withChoice : withoutChoice)(this.asked.choices, parameter, id);
    this.typing = false;
    this.goTo({ ...this.asked, choices, page: 1 });
  }

  /** The text changed; what is typed in one go makes one entry of the history. */
  writeText(q) {
    if (q === this.asked.q) return;
    const sort = q ? this.asked.sort : this.asked.sort.replace('pertinence', '');
    this.goTo({ ...this.asked, q, sort, page: 1 }, { replace: this.typing });
    this.typing = true;
  }

  /** Asks for what answers words: what is known first, and the whole. */
  async ask(q) {
    const { makeSearch } = await readSearch();
    this.search ??= makeSearch(read, this.positionsOf, this.catalogue.n);
    return this.search(q);
  }

  /** @returns {Iterable<number>|null} all records in the order shown */
  positions(text = this.text) {
    return text && isRanked(this.state) ? text.records : this.order?.positions ?? null;
  }

  /** @returns {Promise<number[]>} all the results of the state shown, in order, once known */
  async results() {
    const { catalogue, state } = this;
    const text = this.text?.rest ? await this.text.rest : this.text;
    return arrange(matches(catalogue, state.choices, text?.bits), this.positions(text));
  }

  /** Shows a state once its words and its order are read, and meanwhile what is known of it first. */
  async show(state, unknown = []) {
    this.turn += 1;
    this.asked = state;
    const isAsked = () => this.asked === state;
    // Without an order it is the catalogue's own, and that of the words is theirs.
    const ordering = this.catalogue.ordres.includes(state.sort) ? read(`ordre-${state.sort}.json`) : null;
    const words = state.q ? await this.ask(state.q) : null;
    words?.first.then((text) => {
      // The rest will only follow what is known first.
      const isBeginning = state.page === 1 && isRanked(state)
        && countRecords(matches(this.catalogue, state.choices, text.bits)) > 0;
      if (isAsked() && !words.isRead && isBeginning) this.display({ state, text, order: null }, unknown);
    });
    const [text, order] = await Promise.all([words?.whole ?? null, ordering]);
    if (isAsked()) await this.display({ state, text, order }, unknown);
  }

  /**
   * Who chooses waits for the numbers: they are painted before the list is as much as asked for, as
   * it costs the browser ten times more. Who arrives waits for the list.
   */
  async display(shown, unknown) {
    this.turn += 1;
    const thisTurn = this.turn;
    const isCurrent = () => thisTurn === this.turn;
    Object.assign(this, shown);
    const { state, text } = shown;
    this.bits = matches(this.catalogue, state.choices, text?.bits);
    const total = countRecords(this.bits);
    const isArriving = !('montre' in root.dataset);
    let showList = isArriving ? this.readList(total) : null;
    this.showNumber(total);
    const counted = this.filters.showInSight(...this.counted(), total);
    if (!isArriving) await counted.then(painted);
    if (!isCurrent()) return;
    showList ??= this.readList(total);
    this.showSummary(total);
    const allCounted = counted.then(() => this.showAll());
    await Promise.all([showList(), allCounted, this.showAdvice(total, unknown, isCurrent)]);
    if (text?.rest) return;
    // The values of the facets that are folded at first; without them the others still work.
    const folded = this.catalogue.facettes.filter((facet) => facet.fichier && !facet.longue);
    const filled = isCurrent() ? await Promise.all(folded.map(({ parametre }) => this.fill(parametre)))
      .catch((error) => { console.warn('Filtres repliés illisibles\u00a0:', error); return []; }) : [];
    if (filled.includes(true)) await this.showAll();
    if (isCurrent()) root.dataset.pret = '';
  }

  /** Reads the page of the list that the state asks for, or the last; returns what shows it. */
  readList(total) {
    const { address, state } = this;
    const page = Math.min(state.page, Math.max(1, Math.ceil(total / PER_PAGE)));
    const rank = (page - 1) * PER_PAGE;
    const visible = arrange(this.bits, this.positions(), rank, rank + PER_PAGE);
    const show = this.readCards(visible);
    return () => show(total, page, (p) => address({ ...state, page: p }));
  }

  /** Says how many answers there are. */
  showNumber(total) {
    const { text } = this;
    const answered = text?.asked.length > 0;
    const said = text?.rest ? [`Déjà ${initiatives(total)}, la recherche continue…`]
      : [text?.isAlone && !total ? 'Une réponse, sans fiche' : initiatives(total)];
    // Who hears « 0 initiative » must know that there is something to do below.
    if (!total || answered) said.push(offScreen(answered ? ', une réponse suit' : ', des pistes suivent'));
    find('resultats-compte').replaceChildren(...said);
  }

  /** Shows what is asked. */
  showSummary(total) {
    const { address, catalogue, state } = this;
    this.showSort(state);
    // Nothing to sort: one stop less on the way to what leads on.
    sortField.closest('.tri').hidden = total === 0;
    find('telecharger').hidden = total === 0;
    find('telecharger-etat').textContent = '';
    showActive(find('actifs'), { catalogue, state, address });
  }

  /** Shows what there is to say of the answer: nothing where there are no words and some results. */
  async showAdvice(total, unknown, isCurrent) {
    const { address, catalogue, state, text } = this;
    const { contribuer: contributeUrl, site: siteUrl } = root.dataset;
    const context = { catalogue, state, text, total, address, unknown, contributeUrl, siteUrl };
    delete root.dataset.ailleurs;
    if (total && !text && !unknown.length && !this.advised) return;
    this.advised = true;
    const { showElsewhere, showEmpty, showMessages } = await readSearch();
    if (!isCurrent()) return;
    showMessages(find('messages'), context);
    showEmpty(find('vide'), context);
    showElsewhere(find('ailleurs'), text ?? {}, isCurrent)
      .then((isShown) => { if (isShown) root.dataset.ailleurs = ''; });
  }

  /** Shows all the facets. */
  showAll() {
    return this.filters.showAll(...this.counted());
  }

  /** @returns {[Map<string, string[]>, Function]} the choices, and what counts a facet */
  counted() {
    const { choices } = this.state;
    return [choices, facetCounts(this.catalogue, choices, this.text?.bits)];
  }

  /** The orders that exist for this state; relevance needs words. */
  showSort(state) {
    for (const option of sortField.options) {
      const possible = option.value === 'pertinence' ? Boolean(state.q)
        : option.value === 'titre' || this.catalogue.ordres.includes(option.value);
      option.hidden = !possible;
      option.disabled = !possible;
    }
    sortField.value = state.sort || (state.q ? 'pertinence' : 'titre');
    // How many results the order could only put at the end.
    const { order, bits } = this;
    const count = order
      ? order.positions.slice(order.connus).filter((i) => contains(bits, i)).length : 0;
    const note = find('tri-note');
    note.hidden = count === 0;
    note.textContent = count ? `À la fin de la liste, ${initiatives(count)}\u00a0: ${order.inconnu}.` : '';
  }
}

/** « Télécharger ces résultats »: the table of what is listed, in the order of the list. */
async function giveTable(page, button) {
  const status = find('telecharger-etat');
  // Not « disabled »: the button keeps the focus while the table is made.
  if (button.hasAttribute('aria-disabled')) return;
  setDisabled(button, true);
  status.textContent = 'Préparation du tableau…';
  try {
    const [{ tableOf }, positions] = await Promise.all([import('../commun/tableur.js'), page.results()]);
    const folder = new URL(root.dataset.lots, location.href);
    download(await tableOf(positions, folder, page.catalogue.lot), 'resultats-catalogue.csv', 'text/csv;charset=utf-8');
    status.textContent = `Tableau prêt\u00a0: ${initiatives(positions.length)}.`;
  } catch (error) {
    console.warn('Tableau impossible\u00a0:', error);
    status.textContent = 'Le tableau n’a pas pu être préparé. Réessayez dans un instant.';
  }
  setDisabled(button, false);
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
    // Who went on elsewhere while the answer was read is left there.
    if ([document.body, link].includes(document.activeElement)) focusOn(find('resultats-titre'));
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
  readAhead();
  const page = new Page(prepare(await read('facettes.json')));
  sortField.addEventListener('change', () => {
    page.goTo({ ...page.asked, sort: sortField.value, page: 1 });
  });
  addEventListener('popstate', () => { page.typing = false; page.followAddress(); });
  find('telecharger').addEventListener('click', ({ currentTarget }) => giveTable(page, currentTarget));
  followLinks(page);
  followTyping(page);
  await page.followAddress();
  if (location.search) arriveAt(find('resultats-titre'));
}

start().catch((error) => {
  document.documentElement.classList.remove('js');
  console.error('Le catalogue reste sans filtres\u00a0:', error);
});
