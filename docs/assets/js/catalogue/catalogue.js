/* The catalogue page: reads the state in the address, shows it, and writes what changes. */

import { arriveAt, download, focusOn, initiatives, offScreen, painted } from '../commun/dom.js';
import { filesOf, openData } from '../commun/donnees.js';
import { readQuery, writeQuery } from './adresse.js';
import {
  arrange, contains, countRecords, facetCounts, fillFacet, matches, prepare, showActive, withChoice, withoutChoice,
} from './facettes.js';
import { installFilters } from './filtres.js';
import { installResults, PER_PAGE } from './resultats.js';

/* « Télécharger ces résultats »: the table of what is listed, in the order of the list. */

const NAME = 'resultats-catalogue.csv';
const TYPE = 'text/csv;charset=utf-8';

/**
 * @param {HTMLElement} root the catalogue @param {number} lot records in a file
 * @param {() => Promise<number[]>} results positions of all the results, in order
 */
function installDownload(root, lot, results) {
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

const TYPING_PAUSE = 200;

const root = document.getElementById('catalogue');
const field = root.querySelector('#q');
const sortField = root.querySelector('#tri');
const find = (id) => root.querySelector(`#${id}`);
const data = openData(new URL(root.dataset.donnees, location.href));
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
    if (ids.length) filesOf(dataset, ids).forEach((file) => data.values(file).catch(() => {}));
  }
  // What cannot be read is told at the search itself.
  if (!asked.get('q')) return;
  data.names().catch(() => {});
  data.intentions().catch(() => {});
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
    this.parameters = catalogue.facettes.map((f) => f.parametre);
    this.search = null;
    this.readCards = installResults(root, data, catalogue.lot);
    this.showDownload = installDownload(root, catalogue.lot, () => this.results());
    this.filters = null;
    this.text = null;
    this.order = null;
    this.turn = 0;
    this.advised = false;
    this.typing = false;
  }

  /** @returns {Promise<number[]>} the records of a choice; none of a long facet that is not read */
  positionsOf = async ({ parametre: parameter, id }) => {
    const facet = this.catalogue.facettes.find((f) => f.parametre === parameter);
    if (facet && !facet.longue) await this.fill(parameter);
    const value = facet?.byId.get(id);
    return value ? arrange(value.bits, null) : [];
  };

  /** @returns {string} the query of a state */
  address = (state) => writeQuery(state, this.parameters);

  /** @returns {Map<string, Set<string>>} parameter → ids of its values */
  known = () => new Map(
    this.catalogue.facettes.map((f) => [f.parametre, new Set(f.byId.keys())]),
  );

  /** Reads the values of a facet that has a file of its own; false where there are none to read. */
  async fill(parameter) {
    const facet = this.catalogue.facettes.find((f) => f.parametre === parameter);
    if (!facet || facet.entiere) return false;
    const values = await data.values(facet.fichier);
    if (!facet.entiere) fillFacet(facet, values[parameter], this.catalogue.n);
    return true;
  }

  /** Reads the values that an address asks of a facet which has files of its own. */
  async fillAsked(parameter, ids) {
    const facet = this.catalogue.facettes.find((f) => f.parametre === parameter);
    if (facet.entiere || !ids.length) return;
    if (!facet.longue) { await this.fill(parameter); return; }
    const current = ids.map((id) => facet.remplaces.get(id) ?? id);
    const read = await Promise.all(filesOf(apart.get(parameter), current).map(data.values));
    const values = read.flatMap((file) => file[parameter]);
    if (!facet.entiere) fillFacet(facet, values, this.catalogue.n, false);
  }

  /** Reads the values of the facets that are folded at first; without them the others still work. */
  async fillFolded() {
    const folded = this.catalogue.facettes.filter((f) => f.fichier && !f.longue);
    const filled = await Promise.all(folded.map((f) => this.fill(f.parametre)))
      .catch((error) => { console.warn('Filtres repliés illisibles\u00a0:', error); return []; });
    return filled.includes(true);
  }

  /** Takes the state from the address, without writing it back. */
  async followAddress() {
    const asked = new URLSearchParams(location.search);
    await Promise.all(this.parameters.map((p) => this.fillAsked(p, asked.getAll(p))));
    const successors = new Map(this.catalogue.facettes.map((f) => [f.parametre, f.remplaces]));
    const { state, unknown } = readQuery(location.search, this.known(), successors);
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
    this.search ??= makeSearch(data, this.positionsOf, this.catalogue.n);
    return this.search(q);
  }

  /** Reads the order of a state: null is the catalogue's own, and that of the words is theirs. */
  async readOrder({ sort }) {
    return this.catalogue.ordres.includes(sort) ? data.order(sort) : null;
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

  /** @returns {boolean} whether what is known first may be shown: the rest will only follow it */
  canBegin({ choices, page, ...state }, { bits }) {
    return page === 1 && isRanked(state)
      && countRecords(matches(this.catalogue, choices, bits)) > 0;
  }

  /** Shows a state once its words and its order are read, and meanwhile what is known of it first. */
  async show(state, unknown = []) {
    this.turn += 1;
    this.asked = state;
    const isAsked = () => this.asked === state;
    const ordering = this.readOrder(state);
    const words = state.q ? await this.ask(state.q) : null;
    words?.first.then((text) => {
      if (isAsked() && !words.isRead && this.canBegin(state, text)) {
        this.display({ state, text, order: null }, unknown);
      }
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
    const counted = this.showInSight(total);
    if (!isArriving) await counted.then(painted);
    if (!isCurrent()) return;
    showList ??= this.readList(total);
    this.showSummary(total);
    const allCounted = counted.then(() => this.showAll());
    await Promise.all([showList(), allCounted, this.showAdvice(total, unknown, isCurrent)]);
    if (text?.rest) return;
    if (isCurrent() && await this.fillFolded()) await this.showAll();
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
    this.showDownload(total);
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

  /** Shows the facets in sight; they become check boxes the first time. */
  showInSight(total) {
    this.filters ??= installFilters(root, this.catalogue, {
      choose: (...choice) => this.choose(...choice),
      open: (parameter) => this.openFacet(parameter),
    });
    return this.filters.showInSight(...this.counted(), total);
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

  /** A facet whose values have a file of their own was opened. */
  async openFacet(parameter) {
    if (await this.fill(parameter)) await this.showAll();
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
    this.showUnranked(find('tri-note'));
  }

  /** Says how many results the order could only put at the end. */
  showUnranked(note) {
    const { order, bits } = this;
    const count = order
      ? order.positions.slice(order.connus).filter((i) => contains(bits, i)).length : 0;
    note.hidden = count === 0;
    note.textContent = count ? `À la fin de la liste, ${initiatives(count)}\u00a0: ${order.inconnu}.` : '';
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
  const page = new Page(prepare(await data.facets()));
  sortField.addEventListener('change', () => {
    page.goTo({ ...page.asked, sort: sortField.value, page: 1 });
  });
  addEventListener('popstate', () => { page.typing = false; page.followAddress(); });
  followLinks(page);
  followTyping(page);
  await page.followAddress();
  if (location.search) arriveAt(find('resultats-titre'));
}

start().catch((error) => {
  document.documentElement.classList.remove('js');
  console.error('Le catalogue reste sans filtres\u00a0:', error);
});
