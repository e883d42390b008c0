/* A contribution judged: its faults, each with its place in the form, and what can be shown of it. */

import { create, focusOn, quoted, today } from '../commun/dom.js';
import { boxes, fieldNamed, itemsOf, readGroup } from './champs.js';
import { sayer } from './sujet.js';
import { Judge } from './verdict.js';

/** @typedef {{place: HTMLElement, message: string, level: string}} Placed a fault with its place in the form */

/* Faults where they stand: beside their field, and in a summary that leads to each. */

/** @returns {HTMLElement} the field or item nearest to a path */
function placeOf(form, path) {
  let here = form;
  for (const step of path) {
    let next;
    if (typeof step === 'string') next = here.dataset.genre === 'groupe' ? fieldNamed(here, step) : undefined;
    else if (here.dataset.genre === 'liste') next = itemsOf(here)[step];
    if (!next || next.dataset.genre === 'cle') break;
    here = next;
  }
  return here;
}

/** What takes the focus for a field: its control, or itself where it has several. */
function target(place) {
  if (place.matches('fieldset')) return place.dataset.genre === 'choix' ? boxes(place)[0] ?? place : place;
  return place.querySelector('input, select, textarea') ?? place;
}

const headOf = (place) => place.querySelector(':scope > legend, :scope > label');

/** @returns {string} the titles that lead to a place, from the outermost: « Ménages, Chiffre 1, Nombre » */
function wayTo(place) {
  const titles = [];
  for (let here = place; here && !here.matches('form'); here = here.parentElement.closest('[data-genre]')) {
    const head = headOf(here)?.cloneNode(true);
    // Whether it is required is no part of a title.
    head?.querySelectorAll('.fc-etat').forEach((state) => state.remove());
    titles.unshift((head?.textContent ?? '').replace(/\s+/g, ' ').trim());
  }
  return titles.filter(Boolean).join(', ');
}

function describe(control, id, add) {
  const words = (control.getAttribute('aria-describedby') ?? '').split(' ').filter((word) => word && word !== id);
  if (add) words.push(id);
  if (words.length) control.setAttribute('aria-describedby', words.join(' '));
  else control.removeAttribute('aria-describedby');
}

/** Takes the faults of a field away. */
function clear(place) {
  const note = place.querySelector(':scope > .fc-fautes');
  if (!note) return;
  const control = target(place);
  describe(control, note.id, false);
  control.removeAttribute('aria-invalid');
  place.classList.remove('fc--fautive');
  note.remove();
}

/** Says a fault beside its field. @returns {string} the id of what takes the focus */
function mark(place, { message, level }) {
  const control = target(place);
  if (!control.id) control.id = `place-${document.querySelectorAll('[id]').length}`;
  const id = `${control.id}-fautes`;
  let note = place.querySelector(':scope > .fc-fautes');
  if (!note) {
    note = create('div', { class: 'fc-fautes', id });
    headOf(place).after(note);
    describe(control, id, true);
  }
  const word = level === 'error' ? 'Erreur' : 'À vérifier';
  note.append(create('p', { class: `fc-faute fc-faute--${level}` }, create('strong', {}, `${word}\u00a0: `), message));
  if (level === 'error') {
    place.classList.add('fc--fautive');
    if (control.matches('input, select, textarea')) control.setAttribute('aria-invalid', 'true');
  }
  return control.id;
}

/**
 * Shows faults beside their fields.
 * @param {Placed[]} faults
 * @returns {HTMLElement[]} a line for each, which leads to it
 */
function showFaults(faults) {
  return faults.map((fault) => {
    const id = mark(fault.place, fault);
    const title = wayTo(fault.place);
    const link = create('a', { href: `#${id}` }, title ? `${title}\u00a0: ${fault.message}` : fault.message);
    link.addEventListener('click', (event) => {
      event.preventDefault();
      const control = document.getElementById(id);
      if (!control) return;
      for (let fold = control.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
      control.focus({ preventScroll: true });
      control.scrollIntoView({ block: 'center' });
    });
    return create('li', {}, link);
  });
}

/* The verdict, said: « Fiche valide », or what to correct and to look at again, each line leading to its field. */

/**
 * Says the verdict, and marks each fault beside its field.
 * @param {HTMLElement} zone @param {Placed[]} faults @param {string} note what the errors keep from doing, if anything
 * @param {boolean} isCompared whether the catalogue was read: without it a record is not known to be valid
 */
function tellVerdict(zone, faults, note, isCompared) {
  const lines = showFaults(faults);
  const errors = lines.filter((_, rank) => faults[rank].level === 'error');
  const others = lines.filter((line) => !errors.includes(line));
  const title = errors.length ? `${errors.length} erreur${errors.length > 1 ? 's' : ''} à corriger`
    : isCompared ? 'Fiche valide' : 'Aucune erreur trouvée, comparaison à refaire';
  const said = [create('h3', { id: 'verdict-titre' }, title)];
  if (errors.length && note) said.push(create('p', {}, note));
  if (errors.length) said.push(create('ol', {}, ...errors));
  else if (isCompared) said.push(create('p', {}, 'Le catalogue peut la recevoir telle quelle. Il reste à l’envoyer\u00a0: ', create('a', { href: '#sorties' }, 'choisissez comment'), '.'));
  if (others.length) {
    said.push(create('h4', {}, 'À vérifier'), create('p', {}, 'Ces remarques n’empêchent pas d’envoyer la fiche.'), create('ol', {}, ...others));
  }
  zone.setAttribute('aria-labelledby', 'verdict-titre');
  zone.className = `fc-verdict fc-verdict--${errors.length ? 'erreurs' : 'valide'}`;
  zone.replaceChildren(...said);
  zone.hidden = false;
  focusOn(zone);
}

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
    this.say = sayer(data.au_formulaire);
  }

  clearAll() { this.form.querySelectorAll('.fc-fautes').forEach((note) => clear(note.parentElement)); }

  /** @returns {Promise<{faults: Placed[], isCompared: boolean}>} every fault with its place, and whether the catalogue could be read */
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
    return this.worded('project', values, this.judge.faults(values, 'project', this.page.id, beside))
      .map((fault) => ({ ...fault, place: placeOf(this.form, this.formPath(fault.path)) }));
  }

  newFaults() {
    const { organisations, tidier } = this.page;
    return Object.entries(organisations.read()).flatMap(([id, given]) => {
      const tidy = tidier.tidy({ id, ...given }, this.data.champs.organisation);
      const item = organisations.itemOf(id);
      return this.worded('organisation', tidy, this.judge.faults(tidy, 'organisation', id))
        .map((fault) => ({ ...fault, place: missing(item, fault) ?? placeOf(item, fault.path) }));
    });
  }

  /**
   * Words the faults of the judge for the form, each once.
   * @param {string} kind of file @param {object} record its values
   * @param {import('./sujet.js').Fault[]} faults @returns {import('./sujet.js').Fault[]}
   */
  worded(kind, record, faults) {
    const said = faults.map((fault) => ({ ...fault, message: this.message(kind, record, fault) }));
    return [...new Map(said.map((fault) => [JSON.stringify([fault.path, fault.champ, fault.message]), fault])).values()];
  }

  /** What a fault says where one fills in a field, for what it says of lines of a file elsewhere. */
  message(kind, record, { path, rule, message }) {
    const spec = path.reduce((field, step) => (
      typeof step === 'number' ? field?.element : field?.proprietes?.[step]), this.data.champs[kind]);
    const name = [`${rule}/${spec?.type}`, rule].find((one) => Object.hasOwn(this.data.au_formulaire, one));
    if (!name || (name === 'forme' && !spec?.saisie)) return message;
    const valeur = path.reduce((value, step) => value?.[step], record);
    const taille = typeof valeur === 'string' ? [...valeur].length : 0;
    return this.say(name, { valeur, attendu: spec?.saisie, taille, moins: spec?.minLength ?? 1, plus: spec?.maxLength });
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
    const note = create('p', { class: 'fc-definition', id: `${box.id}-definition` }, text);
    label.after(note);
    box.setAttribute('aria-describedby', note.id);
  }
}
