/* The list of the selection: a card and its tools for each record, kept from one state to the next. */

import { create, quoted } from '../commun/dom.js';
import { cardOf, readRecord } from '../commun/fiches.js';

/** Puts a text or a list of texts in a card, and shows the block that holds it. */
function fill(card, name, value) {
  const field = card.querySelector(`[data-champ="${name}"]`);
  if (!field) return;
  const block = field.closest('[data-bloc]');
  if (block) block.hidden = value.length === 0;
  if (Array.isArray(value)) field.replaceChildren(...value.map((t) => create('li', {}, t)));
  else field.textContent = value;
}

/** @returns {HTMLElement} the card of a record that was read */
function cardFor(root, record) {
  const card = root.querySelector('#modele-carte').content.cloneNode(true).firstElementChild;
  const link = card.querySelector('[data-champ="titre"]');
  link.href = record.url;
  fill(card, 'titre', record.title);
  for (const [name, value] of Object.entries(cardOf(record))) fill(card, name, value);
  return card;
}

/** @returns {HTMLElement} what stands where a record could not be shown */
function failure(id, state, onRetry) {
  const words = state === 'unknown'
    ? `La fiche ${quoted(id)} n’existe pas dans le catalogue, ou n’y est plus.`
    : `La fiche ${quoted(id)} n’a pas pu être lue. Vérifiez votre connexion.`;
  const block = create('div', { class: 'carte selection-absente' }, create('p', {}, words));
  if (state === 'unread') {
    const button = create('button', { class: 'bouton bouton--second', type: 'button' }, 'Réessayer');
    button.addEventListener('click', onRetry);
    block.append(create('p', {}, button));
  }
  return block;
}

/** @returns {HTMLElement} the button that takes away a record that has no card */
function removal(id, onRemove) {
  const button = create('button', { class: 'bouton bouton--second', type: 'button' },
    'Retirer', create('span', { class: 'hors-ecran' }, `\u00a0: ${id}`));
  button.addEventListener('click', () => onRemove(id));
  return button;
}

/**
 * @typedef {{own: boolean, checked: Set<string>, onMove: (id: string, by: number) => void,
 *   onRemove: (id: string) => void, onRetry: () => void}} Tools
 */

/** Shows a list of records in its order; the elements of those that stay are kept. */
export class RecordList {
  /** @param {HTMLElement} root the page's block @param {Tools} tools */
  constructor(root, tools) {
    this.root = root;
    this.tools = tools;
    this.list = root.querySelector('#liste');
    this.items = new Map();
  }

  /** @param {string[]} ids @param {boolean} own whether the reader may change the list */
  async show(ids, own) {
    this.own = own;
    for (const [id, li] of this.items) {
      if (!ids.includes(id)) { li.remove(); this.items.delete(id); }
    }
    const loads = ids.map((id) => this.item(id));
    const focused = document.activeElement;
    ids.forEach((id, rank) => {
      const li = this.items.get(id);
      // Only what is out of place moves: a moved element loses the focus.
      if (this.list.children[rank] !== li) this.list.insertBefore(li, this.list.children[rank] ?? null);
    });
    if (focused && focused !== document.activeElement && focused.isConnected) focused.focus();
    this.markEnds();
    return Promise.all(loads);
  }

  /** Makes a record's place in the list, and fills it once its sheet is read. */
  async item(id) {
    const known = this.items.get(id);
    if (known && known.dataset.etat !== 'unread') {
      this.equip(known, id);
      return readRecord(id);
    }
    const li = known ?? create('li', { 'data-fiche': id },
      create('div', { class: 'carte' }, create('p', {}, 'Lecture de la fiche…')));
    this.items.set(id, li);
    const answer = await readRecord(id);
    li.answer = answer;
    li.dataset.etat = answer.state;
    delete li.dataset.outils;
    const content = answer.record
      ? cardFor(this.root, answer.record) : failure(id, answer.state, this.tools.onRetry);
    li.replaceChildren(content);
    this.equip(li, id);
    this.markEnds();
    return answer;
  }

  /** Gives a place its tools, once for a list of one's own, once for one that is shared. */
  equip(li, id) {
    if (!li.dataset.etat) return;
    if (li.dataset.outils !== String(this.own)) {
      const remove = li.querySelector('[data-selection]');
      li.querySelectorAll('.selection-outils, .carte-actions').forEach((e) => e.remove());
      li.dataset.outils = String(this.own);
      const tools = this.makeTools(id, li.answer);
      if (remove) tools.append(remove);
      (li.querySelector('.carte') ?? li).append(tools);
    }
    const box = li.querySelector('input[name="comparer"]');
    if (box) box.checked = this.tools.checked.has(id);
  }

  /** @returns {HTMLElement} the tools of a record */
  makeTools(id, { record }) {
    const tools = this.root.querySelector('#modele-outils').content.cloneNode(true).firstElementChild;
    const said = `\u00a0: ${record?.title ?? id}`;
    tools.querySelectorAll('.hors-ecran').forEach((e) => { e.textContent = said; });
    const box = tools.querySelector('input');
    box.id = `comparer-${id}`;
    box.value = id;
    tools.querySelector('label').htmlFor = box.id;
    if (!record) box.parentElement.remove();
    for (const button of tools.querySelectorAll('[data-deplacer]')) {
      if (this.own) button.addEventListener('click', () => this.move(button, id));
      else button.remove();
    }
    if (this.own && !record) tools.append(removal(id, this.tools.onRemove));
    return tools;
  }

  /** Moves a record by one place, unless it stands at that end. */
  move(button, id) {
    if (button.getAttribute('aria-disabled') === 'true') return;
    this.tools.onMove(id, Number(button.dataset.deplacer));
  }

  /** The first does not go up, nor the last down; their buttons stay, so that the focus does. */
  markEnds() {
    const all = [...this.list.children];
    all.forEach((li, rank) => {
      for (const button of li.querySelectorAll('[data-deplacer]')) {
        const end = button.dataset.deplacer === '-1' ? rank === 0 : rank === all.length - 1;
        if (end) button.setAttribute('aria-disabled', 'true');
        else button.removeAttribute('aria-disabled');
      }
    });
  }

  /** @returns {HTMLElement|null} the tool that moves a record */
  mover(id, by) {
    return this.items.get(id)?.querySelector(`[data-deplacer="${by}"]`) ?? null;
  }
}
