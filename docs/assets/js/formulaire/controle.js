/* A contribution judged: its faults, each with its place in the form, and what can be shown of it. */

import { quoted, today } from '../commun/dom.js';
import { tellVerdict } from './bilan.js';
import { fieldNamed, readGroup } from './champs.js';
import { Clerk } from './dires.js';
import { clear, clearAll, placeOf } from './erreurs.js';
import { Judge } from './verdict.js';

/** A record with one of these cannot be shown. */
const SHAPE = new Set(['champ-manquant', 'champ-inconnu', 'type', 'forme']);
const NOT_COMPARED = 'la connexion a manqué, et la fiche n’a pas été comparée à celles du catalogue\u00a0: vérifiez-la de nouveau plus tard';

/** In the order of the form, whichever rule found them. */
function inOrder({ place: one }, { place: other }) {
  if (one === other) return 0;
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_PRECEDING ? 1 : -1;
}

/** « il manque le champ x » is said at the field x itself. */
function missing(place, { champ }) {
  return champ && place.dataset.genre === 'groupe' ? fieldNamed(place, champ) : undefined;
}

export class Control {
  /**
   * @param {import('./contribution.js').Contribution} page @param {HTMLFormElement} form
   * @param {object} data formulaire.json
   */
  constructor(page, form, data) {
    Object.assign(this, { page, form, data, clear });
    this.judge = new Judge(data, today());
    this.clerk = new Clerk(data);
  }

  clearAll() { clearAll(this.form); }

  /** @returns {Promise<{faults: import('./bilan.js').Placed[], isCompared: boolean}>} every fault with its place, and whether the catalogue could be read */
  async faults() {
    const { values } = this.page;
    const [beside, namesake, lists] = await this.others(values);
    if (lists) this.judge.learn(lists);
    const found = [...this.nameFaults(values, namesake), ...this.recordFaults(values, beside ?? []), ...this.newFaults()];
    if (!beside) found.push({ place: fieldNamed(this.form, 'titre'), level: 'warning', message: NOT_COMPARED });
    const faults = found.map((fault) => ({ ...fault, place: missing(fault.place, fault) ?? fault.place, message: this.page.tidier.typeset(fault.message) }))
      .sort(inOrder);
    return { faults, isCompared: Boolean(beside) };
  }

  /** @returns {Promise<[import('./rayons.js').Line[]|null, string|undefined, import('./rayons.js').Lists|undefined]>} records beside this one; the title of the one that has its name; what some rules compare it with */
  async others(values) {
    const { shelves, corrects, id } = this.page;
    try {
      return await Promise.all([shelves.beside(values), corrects ? undefined : shelves.titleOf(id), shelves.lists(values)]);
    } catch (error) {
      console.warn('Catalogue illisible\u00a0:', error);
      return [null, undefined];
    }
  }

  /** The name of the file is ours to ask for: the command line is given one. */
  nameFaults(values, namesake) {
    const fault = (message) => [{ place: fieldNamed(this.form, 'id'), level: 'error', message }];
    if (namesake) return fault(`la fiche ${quoted(namesake)} porte déjà ce nom\u00a0: choisissez-en un autre`);
    return !this.page.id && values.titre ? fault('donnez un nom au fichier, par exemple l’action et le lieu') : [];
  }

  recordFaults(values, beside) {
    this.judge.know(Object.keys(this.page.organisations.read()));
    return this.clerk.worded('project', values, this.judge.faults(values, 'project', this.page.id, beside))
      .map((fault) => ({ ...fault, place: placeOf(this.form, this.formPath(fault.path)) }));
  }

  newFaults() {
    const { organisations, tidier } = this.page;
    return Object.entries(organisations.read()).flatMap(([id, given]) => {
      const tidy = tidier.tidy({ id, ...given }, this.data.champs.organisation);
      const item = organisations.itemOf(id);
      return this.clerk.worded('organisation', tidy, this.judge.faults(tidy, 'organisation', id))
        .map((fault) => ({ ...fault, place: missing(item, fault) ?? placeOf(item, fault.path) }));
    });
  }

  /** What can be shown: the values, unless their shape is wrong; what is missing shows as such. */
  get shown() {
    const { values, id } = this.page;
    const record = { publics: [], partenariats: [], outils: [], organismes: [], sources: [], ...values };
    const shape = this.judge.faults(values, 'project', id)
      .filter(({ rule, path }) => SHAPE.has(rule) && !(rule === 'champ-manquant' && path.length === 0));
    return { record, wrong: shape.length > 0 };
  }

  /** Empty items are left out of the values: ranks are those of the items that say something. */
  formPath(path) {
    return path.map((step, at) => {
      if (typeof step !== 'number') return step;
      const list = placeOf(this.form, this.formPath(path.slice(0, at)));
      if (list.dataset.genre !== 'liste') return step;
      const told = [...list.querySelector(':scope > ol').children]
        .map((item, rank) => [readGroup(item.firstElementChild), rank]).filter(([values]) => Object.keys(values).length);
      return told[step]?.[1] ?? step;
    });
  }

  /** Says the verdict in a zone. @param {string} note what the errors keep from doing @returns {Promise<string|null>} what to say beside; null where another check was asked for */
  async check(zone, note) {
    const asked = JSON.stringify(this.page.draft);
    this.asked = asked;
    const { faults, isCompared } = await this.faults();
    if (this.asked !== asked) return null;
    // Who writes on while the catalogue is read keeps the focus, and is told nothing of what was.
    if (JSON.stringify(this.page.draft) !== asked) return 'La fiche a changé pendant la vérification\u00a0: vérifiez-la de nouveau.';
    this.clearAll();
    tellVerdict(zone, faults, note, isCompared);
    return '';
  }

  /** Says under a choice that was just made what it means. @param {HTMLElement} field @param {HTMLInputElement} box */
  define(field, box) {
    const text = this.data.ensembles[field.dataset.ensemble]?.termes[box.value]?.definition;
    const label = box.parentElement.querySelector('label');
    if (!text || label.nextElementSibling) return;
    const note = Object.assign(document.createElement('p'), { className: 'fc-definition', id: `${box.id}-definition`, textContent: text });
    label.after(note);
    box.setAttribute('aria-describedby', note.id);
  }
}
