/* The page of the selection: one's own, or the one that an address shares. */

import {
  create, download, fillCard, focusOn, makeButton, message, quoted, records, renew, replaceItems, setDisabled, siteName, today,
} from '../commun/dom.js';
import { reader } from '../commun/donnees.js';
import { readRecord } from '../commun/fiches.js';
import {
  MAX, ROOT, isRefused, joined, keep, moved, onChange, readAddress, selection, writeAddress,
} from '../commun/garde.js';
import { announce } from './selection-boutons.js';
import { tableOf } from '../commun/tableur.js';

const MAX_COMPARED = 4;
const CSV = 'text/csv;charset=utf-8';
const OWN_ADDRESS = new URL('selection/', ROOT);

const root = document.getElementById('selection');
const find = (id) => root.querySelector(`#${id}`);

/** @returns {string[]|null} the ids that the address shares, when they are not one's own list */
function sharedIds() {
  const asked = readAddress(location.search)?.slice(0, MAX) ?? null;
  return asked?.length && asked.join() !== selection().join() ? asked : null;
}

/** @returns {HTMLElement} the card of a record that was read, or what stands in its place */
function cardFor({ id, state, record }, onRetry) {
  if (record) {
    const card = find('modele-carte').content.cloneNode(true).firstElementChild;
    card.querySelector('[data-champ="titre"]').href = record.url;
    const { resume, carte } = record.sheet;
    fillCard(card, { titre: record.title, resume, ...carte });
    return card;
  }
  const words = state === 'unknown'
    ? `La fiche ${quoted(id)} n’existe pas dans le catalogue, ou n’y est plus.`
    : `La fiche ${quoted(id)} n’a pas pu être lue. Vérifiez votre connexion.`;
  return create('div', { class: 'carte selection-absente' }, create('p', {}, words),
    state === 'unread' && create('p', {}, makeButton('Réessayer', '', onRetry)));
}

/** The list: a card and its tools for each record, in order; the elements of those that stay are kept. */
class RecordList {
  /** @param {Page} page */
  constructor(page) {
    this.page = page;
    this.list = find('liste');
    this.items = new Map();
  }

  /** @param {string[]} ids @param {boolean} own whether the reader may change the list */
  async show(ids, own) {
    // The tools of a list of one's own are not those of a list that is shared.
    if (own !== this.own) this.items.clear();
    this.own = own;
    for (const id of this.items.keys()) if (!ids.includes(id)) this.items.delete(id);
    const loads = ids.map((id) => this.load(id));
    replaceItems(this.list, ids.map((id) => this.items.get(id)));
    this.markEnds();
    return Promise.all(loads);
  }

  /** Makes a record's place in the list, and fills it once its sheet is read. */
  async load(id) {
    const known = this.items.get(id);
    if (known && known.dataset.etat !== 'unread') return readRecord(id);
    const li = known ?? create('li', { 'data-fiche': id },
      create('div', { class: 'carte' }, create('p', {}, 'Lecture de la fiche…')));
    this.items.set(id, li);
    const answer = await readRecord(id);
    const card = cardFor(answer, () => this.page.show());
    const tools = this.makeTools(answer);
    // The card's own button stands with the tools.
    const remove = card.querySelector('[data-selection]');
    card.querySelector('.carte-actions')?.remove();
    if (remove) tools.append(remove);
    card.append(tools);
    li.dataset.etat = answer.state;
    li.replaceChildren(card);
    this.markEnds();
    return answer;
  }

  /** @returns {HTMLElement} the tools of a record */
  makeTools({ id, record }) {
    const tools = find('modele-outils').content.cloneNode(true).firstElementChild;
    tools.querySelectorAll('.hors-ecran').forEach((e) => { e.textContent = `\u00a0: ${record?.title ?? id}`; });
    const box = tools.querySelector('input');
    box.id = `comparer-${id}`;
    box.value = id;
    box.checked = this.page.checked.has(id);
    tools.querySelector('label').htmlFor = box.id;
    if (!record) box.parentElement.remove();
    for (const button of tools.querySelectorAll('[data-deplacer]')) {
      if (!this.own) button.remove();
      button.addEventListener('click', () => {
        if (!button.hasAttribute('aria-disabled')) this.page.move(id, Number(button.dataset.deplacer));
      });
    }
    if (this.own && !record) tools.append(makeButton('Retirer', `\u00a0: ${id}`, () => this.page.remove(id)));
    return tools;
  }

  /** The first does not go up, nor the last down; their buttons stay, so that the focus does. */
  markEnds() {
    const all = [...this.list.children];
    all.forEach((li, rank) => {
      for (const button of li.querySelectorAll('[data-deplacer]')) {
        setDisabled(button, rank === (button.dataset.deplacer === '-1' ? 0 : all.length - 1));
      }
    });
  }
}

/** The page: which list it shows, and what may be done with it. */
class Page {
  constructor() {
    this.shared = sharedIds();
    if (this.shared && isRefused() && !selection().length) {
      // Without storage the header's link carries the reader's own list in its address.
      keep(this.shared);
      this.shared = null;
    }
    this.before = null;
    this.checked = new Set();
    this.answers = [];
    this.list = new RecordList(this);
    if (this.ids.length <= MAX_COMPARED) this.ids.forEach((id) => this.checked.add(id));
  }

  /** @returns {string[]} the list shown */
  get ids() {
    return this.shared ?? selection();
  }

  /** @returns {object[]} the records of the list that could be read */
  get readable() {
    return this.answers.map(({ record }) => record).filter(Boolean);
  }

  /** @returns {object[]} those of them that are checked */
  get ticked() {
    return this.readable.filter(({ id }) => this.checked.has(id));
  }

  /** @returns {string[]} the ids of the list but those that the catalogue does not know */
  get existing() {
    const known = this.answers.filter(({ state }) => state !== 'unknown');
    return known.map(({ id, record }) => record?.id ?? id);
  }

  /** Shows the list as it now is. */
  async show() {
    const { ids } = this;
    const own = this.shared === null;
    find('selection-corps').hidden = false;
    find('vide').hidden = ids.length > 0;
    find('pleine').hidden = ids.length === 0;
    find('annuler').hidden = this.before === null;
    root.querySelector('.selection-fin').hidden = !own;
    find('liste-titre').textContent = own ? 'Les fiches' : 'Les fiches de cette sélection';
    find('adresse').value = new URL(writeAddress(ids), OWN_ADDRESS).href;
    this.showShared();
    const answers = await this.list.show(ids, own);
    if (ids.join() !== this.ids.join()) return;
    this.answers = answers;
    this.sayState();
    this.showMessages();
    root.dataset.pret = '';
  }

  /** Says how many records the list has. */
  sayState() {
    const own = this.shared === null;
    const n = this.ids.length;
    const full = own && n >= MAX ? ` Elle est pleine\u00a0: ${MAX}\u00a0fiches au plus.` : '';
    const said = n ? `${own ? 'Ma' : 'Cette'} sélection a ${records(n)}.${full}` : '';
    if (find('selection-etat').textContent !== said) find('selection-etat').textContent = said;
    find('comparer-aide').textContent = `Cochez jusqu’à ${MAX_COMPARED}\u00a0fiches de la liste. Les rubriques de la note se choisissent dans la comparaison.`;
    find('cochees-nombre').textContent = `(${this.ticked.length})`;
    find('candidature').href = new URL(`candidature/${writeAddress(this.existing)}`, ROOT).href;
  }

  /** What an address that shares a list offers to do with it. */
  showShared() {
    const block = find('partage');
    block.hidden = this.shared === null;
    if (this.shared === null) return;
    const own = selection().length;
    block.querySelector('[data-partage-mots]').textContent = 'Elle vous a été transmise par une adresse. '
      + `Votre propre sélection ${own ? `(${records(own)}) n’a pas changé` : 'est vide'}.`;
    block.querySelector('[data-action="remplacer"]').hidden = own === 0;
  }

  /** What could not be shown, and a storage that is refused. */
  showMessages() {
    const unknown = this.answers.filter(({ state }) => state === 'unknown').map(({ id }) => quoted(id));
    const unread = this.answers.filter(({ state }) => state === 'unread').length;
    const asked = readAddress(location.search)?.length ?? 0;
    const messages = [
      unknown.length && `Le catalogue ne connaît pas\u00a0: ${unknown.join(', ')}.`,
      unread && `${records(unread)} n’${unread > 1 ? 'ont' : 'a'} pas pu être lue${unread > 1 ? 's' : ''}.`,
      this.shared && asked > MAX && `L’adresse demandait ${records(asked)}\u00a0: seules les ${MAX}\u00a0premières sont montrées.`,
      isRefused() && 'Votre navigateur refuse de garder la sélection. Gardez l’adresse à partager pour la retrouver.',
    ].filter(Boolean);
    // Said once: what has not changed is not announced again.
    renew(find('messages'), ...messages.map((words) => message(words)));
  }

  /** Changes one's own list. */
  change(ids, said, { undo = false } = {}) {
    this.before = undo ? selection() : null;
    this.shared = null;
    if (location.search && !isRefused()) history.replaceState(null, '', OWN_ADDRESS);
    keep(ids);
    announce(said);
  }

  /** Moves a record, and keeps the focus on the button that did it. */
  move(id, by) {
    const ids = moved(selection(), id, by);
    const title = this.readable.find((record) => record.id === id)?.title ?? id;
    this.change(ids, `${quoted(title)}\u00a0: place ${ids.indexOf(id) + 1} sur ${ids.length}.`);
    this.list.items.get(id)?.querySelector(`[data-deplacer="${by}"]`)?.focus();
  }

  /** Takes away a record that has no card. */
  remove(id) {
    this.change(selection().filter((other) => other !== id), `${quoted(id)} est retirée de ma sélection.`);
    this.keepFocus();
  }

  /** After a record has gone, the focus goes to the list, or to what says that it is empty. */
  keepFocus() {
    focusOn(selection().length ? find('liste-titre') : find('vide-titre'));
  }

  actions = {
    ajouter: () => {
      const { kept, left } = joined(selection(), this.existing);
      const rest = left.length ? ` ${records(left.length)} n’ont pas trouvé place\u00a0: ${MAX} au plus.` : '';
      this.change(kept, `Ma sélection a maintenant ${records(kept.length)}.${rest}`, { undo: true });
      focusOn(find('liste-titre'));
    },
    remplacer: () => {
      this.change(this.existing, 'Ma sélection est remplacée.', { undo: true });
      focusOn(find('liste-titre'));
    },
    vider: () => {
      this.change([], 'Ma sélection est vide.', { undo: true });
      focusOn(find('vide-titre'));
    },
    annuler: () => {
      this.change(this.before ?? [], 'La sélection d’avant est reprise.');
      focusOn(find('liste-titre'));
    },
    copier: copyAddress,
    comparer: () => {
      const ids = this.chosen(2)?.map(({ id }) => id);
      if (ids) location.href = new URL(root.dataset.comparer, location.href).href + writeAddress(ids);
    },
    note: async () => {
      if (await this.makeNote(null)) announce(`La note est prête\u00a0: ${records(this.ticked.length)}.`);
    },
    imprimerNote: () => this.makeNote(find('impression')),
    imprimer: async () => {
      const { printInstead, printableSheet } = await import('./impression.js');
      printInstead(find('impression'), this.readable.map((record) => printableSheet(record, siteName())));
    },
    document: async () => {
      const [{ makeDossier }, { DOCX }] = await Promise.all([import('./dossier.js'), import('../commun/docx.js')]);
      const bytes = makeDossier(this.readable, new Date(), siteName());
      download(bytes, `selection-${today()}.docx`, DOCX);
      announce(`Le document est prêt\u00a0: ${records(this.readable.length)}.`);
    },
    tableau: async () => {
      const ids = this.readable.map(({ id }) => id);
      const { donnees, lots, lot } = root.dataset;
      const { ids: all } = await reader(new URL(donnees, location.href))('titres.json');
      const positions = ids.map((id) => all.indexOf(id)).filter((position) => position >= 0);
      download(await tableOf(positions, new URL(lots, location.href), Number(lot)), `selection-${today()}.csv`, CSV);
      announce(`Le tableau est prêt\u00a0: ${records(ids.length)}.`);
    },
  };

  /** @returns {object[]|null} the records that are checked; null, and it is said, where they are too few or too many */
  chosen(least) {
    const found = this.ticked;
    if (found.length >= least && found.length <= MAX_COMPARED) return found;
    const wanted = least === 1 ? `une à ${MAX_COMPARED}` : `deux à ${MAX_COMPARED}`;
    const said = `Il faut cocher de ${wanted}\u00a0fiches\u00a0: ${records(found.length)} ${found.length > 1 ? 'sont cochées' : 'est cochée'}.`;
    find('comparer-aide').textContent = said;
    announce(said);
    return null;
  }

  /** Makes the note of the records that are checked. @param {HTMLElement|null} paper where it is printed from */
  async makeNote(paper) {
    const found = this.chosen(1);
    if (!found) return false;
    const { giveNote } = await import('./note.js');
    giveNote(found, root.dataset.essentielles.split(' '), null, paper);
    return true;
  }
}

/** Copies the address, or selects it where the browser does not let a page copy. */
async function copyAddress() {
  const field = find('adresse');
  try {
    await navigator.clipboard.writeText(field.value);
    announce('L’adresse est copiée.');
    const button = root.querySelector('[data-action="copier"]');
    button.dataset.mots ??= button.textContent;
    button.textContent = 'Adresse copiée';
    setTimeout(() => { button.textContent = button.dataset.mots; }, 3000);
  } catch {
    field.focus();
    field.select();
    announce('L’adresse est sélectionnée\u00a0: copiez-la par Ctrl\u00a0+\u00a0C.');
  }
}

/** Runs an action; what fails is said, and nothing is lost. */
async function run(button) {
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  try {
    await page.actions[button.dataset.action]();
  } catch (error) {
    console.error('Action impossible\u00a0:', error);
    find('messages').replaceChildren(message('Cela n’a pas marché. Vérifiez votre connexion, puis réessayez.'));
  } finally {
    button.removeAttribute('aria-busy');
  }
}

const page = new Page();
root.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-action]');
  if (button) run(button);
});
root.addEventListener('change', ({ target }) => {
  if (target.name !== 'comparer') return;
  if (target.checked) page.checked.add(target.value);
  else page.checked.delete(target.value);
  page.sayState();
});
onChange(() => {
  // A card's own button takes it away: the focus it had must go somewhere.
  const isLeaving = document.activeElement?.matches?.('#liste [data-selection]') ?? false;
  page.show();
  if (isLeaving && document.activeElement === document.body) page.keepFocus();
});
page.show().then(() => {
  // Who comes with a shared list starts at what it is.
  if (page.shared) focusOn(find('partage-titre'));
});
