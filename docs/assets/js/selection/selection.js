/* The page of the selection: one's own, or the one that an address shares. */

import {
  create, download, focusOn, quoted, records, siteName, today,
} from '../commun/dom.js';
import { openData } from '../commun/donnees.js';
import {
  MAX, ROOT, isRefused, joined, keep, moved, onChange, readAddress, selection, writeAddress,
} from '../commun/garde.js';
import { announce } from './selection-boutons.js';
import { RecordList } from './selection-liste.js';
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
    this.list = new RecordList(root, {
      checked: this.checked,
      onMove: (id, by) => this.move(id, by),
      onRemove: (id) => this.remove(id),
      onRetry: () => this.show(),
    });
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
    const name = own ? 'Ma sélection' : 'Cette sélection';
    const full = own && n >= MAX ? ` Elle est pleine\u00a0: ${MAX}\u00a0fiches au plus.` : '';
    const said = n ? `${name} a ${records(n)}.${full}` : '';
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
    block.querySelector('[data-partage-mots]').textContent = own
      ? `Elle vous a été transmise par une adresse. Votre propre sélection (${records(own)}) n’a pas changé.`
      : 'Elle vous a été transmise par une adresse. Votre propre sélection est vide.';
    block.querySelector('[data-action="remplacer"]').hidden = own === 0;
  }

  /** What could not be shown, and a storage that is refused. */
  showMessages() {
    const say = (words) => create('p', { class: 'message' }, words);
    const unknown = this.answers.filter(({ state }) => state === 'unknown').map(({ id }) => quoted(id));
    const unread = this.answers.filter(({ state }) => state === 'unread').length;
    const asked = readAddress(location.search)?.length ?? 0;
    const messages = [
      unknown.length ? say(`Le catalogue ne connaît pas\u00a0: ${unknown.join(', ')}.`) : null,
      unread ? say(`${records(unread)} n’${unread > 1 ? 'ont' : 'a'} pas pu être lue${unread > 1 ? 's' : ''}.`) : null,
      this.shared && asked > MAX
        ? say(`L’adresse demandait ${records(asked)}\u00a0: seules les ${MAX}\u00a0premières sont montrées.`) : null,
      isRefused()
        ? say('Votre navigateur refuse de garder la sélection. Gardez l’adresse à partager pour la retrouver.') : null,
    ].filter(Boolean);
    // Said once: what has not changed is not announced again.
    const said = messages.map((message) => message.textContent).join('');
    if (find('messages').textContent !== said) find('messages').replaceChildren(...messages);
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
    this.list.mover(id, by)?.focus();
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
    copier: () => copyAddress(),
    comparer: () => this.compare(),
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
      download(await tableFor(ids), `selection-${today()}.csv`, CSV);
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

  /** Opens the comparison of the records that are checked. */
  compare() {
    const ids = this.chosen(2)?.map(({ id }) => id);
    if (ids) location.href = new URL(root.dataset.comparer, location.href).href + writeAddress(ids);
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

/** @param {string[]} ids @returns {Promise<string>} their rows of the table that Python wrote */
async function tableFor(ids) {
  const { donnees, lots, lot } = root.dataset;
  const { ids: all } = await openData(new URL(donnees, location.href)).titles();
  const positions = ids.map((id) => all.indexOf(id)).filter((position) => position >= 0);
  return tableOf(positions, new URL(lots, location.href), Number(lot));
}

/** Copies the address, or selects it where the browser does not let a page copy. */
async function copyAddress() {
  const field = find('adresse');
  try {
    await navigator.clipboard.writeText(field.value);
    announce('L’adresse est copiée.');
    flash(root.querySelector('[data-action="copier"]'), 'Adresse copiée');
  } catch {
    field.focus();
    field.select();
    announce('L’adresse est sélectionnée\u00a0: copiez-la par Ctrl\u00a0+\u00a0C.');
  }
}

/** Shows on a button that it has done its work, for a moment. */
function flash(button, words) {
  const usual = button.dataset.mots ?? button.textContent;
  button.dataset.mots = usual;
  button.textContent = words;
  setTimeout(() => { button.textContent = usual; }, 3000);
}

/** Runs an action; what fails is said, and nothing is lost. */
async function run(page, button) {
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  try {
    await page.actions[button.dataset.action]();
  } catch (error) {
    console.error('Action impossible\u00a0:', error);
    find('messages').replaceChildren(create('p', { class: 'message' },
      'Cela n’a pas marché. Vérifiez votre connexion, puis réessayez.'));
  } finally {
    button.removeAttribute('aria-busy');
  }
}

/** Makes the page answer. */
function start() {
  const page = new Page();
  // A card's own button takes it away: the focus it had must go somewhere.
  let leaving = false;
  root.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-action]');
    if (button) run(page, button);
  });
  root.addEventListener('change', ({ target }) => {
    if (target.name !== 'comparer') return;
    if (target.checked) page.checked.add(target.value);
    else page.checked.delete(target.value);
    page.sayState();
  });
  onChange(() => {
    leaving = document.activeElement?.matches?.('#liste [data-selection]') ?? false;
    page.show();
    if (leaving && document.activeElement === document.body) page.keepFocus();
  });
  page.show().then(() => {
    // Who comes with a shared list starts at what it is.
    if (page.shared) focusOn(find('partage-titre'));
  });
}

start();
