/* A contribution: what the form holds, as values, as files, and as a draft that the browser keeps. */

import { create, formatNumber } from '../commun/dom.js';
import { Notebook } from './brouillon.js';
import { control, fieldNamed, fillGroup, read, readGroup } from './champs.js';
import { installLists, installOrganisations, installSources } from './listes.js';
import { fold } from './proche.js';
import { asNumber, isEmpty, Tidier } from './ranger.js';
import { askBeforeLeaving, letter, showForge } from './sorties.js';
import { expression } from './sujet.js';
import { writeFields, writeRecord } from './yaml-ecrire.js';

/* What the form says of itself as it fills: characters left, choices made, folded fields that hold something. */

/** Keeps these true. @returns {() => void} says them again */
function installCounters(form) {
  const refresh = () => {
    form.querySelectorAll('.fc-compte').forEach((note) => {
      const size = [...control(note.closest('[data-champ]')).value].length;
      const most = Number(note.dataset.maximum);
      note.textContent = size ? `${formatNumber(size)} caractère${size > 1 ? 's' : ''} sur ${formatNumber(most)}` : `${formatNumber(most)} caractères au plus`;
      note.classList.toggle('fc-compte--plein', size > most);
    });
    form.querySelectorAll('.fc-famille').forEach((family) => {
      const chosen = family.querySelectorAll('input:checked').length;
      family.querySelector('.fc-choisis').textContent = chosen ? `${chosen} choisi${chosen > 1 ? 's' : ''}` : '';
    });
    form.querySelectorAll('.fc-plus, .fc-precisions').forEach((fold) => {
      const fields = [...fold.querySelectorAll(':scope > [data-champ], :scope > .fc-plus > [data-champ]')];
      fold.querySelector(':scope > summary .fc-rempli').textContent = fields.some((field) => read(field) !== undefined) ? 'renseigné' : '';
    });
  };
  form.addEventListener('input', refresh);
  form.addEventListener('liste', refresh);
  refresh();
  return refresh;
}

/* A number typed with its words, « environ 30 ménages » or « 12,5 % »: each is put in its own field. */

const PARTS = /^([^\d-]*)(-?\d(?:[\d\s.,]*\d)?)\s*(.*)$/u;

/** @returns {string|null} the value of a field that says a word; null where it does not offer it */
function valueFor(field, word) {
  if (!field) return null;
  const input = control(field);
  if (!input.matches('select')) return word;
  const wanted = fold(word);
  const found = [...input.options].find(({ text, value }) => value && [wanted, `${wanted}s`].includes(fold(text)));
  return found?.value ?? null;
}

/** @returns {[HTMLElement, string][]} the fields to fill, with their values; none where the text is not certain */
function parted(field, typed) {
  const [, before, number, after] = typed.match(PARTS) ?? [];
  if (number === undefined || asNumber(number) === null) return [];
  const group = field.parentElement.closest('[data-genre]');
  const words = [['qualificatif', before.trim()], ['unite', after.trim()]].filter(([, word]) => word)
    .map(([name, word]) => [fieldNamed(group, name), word]);
  const given = words.map(([other, word]) => [other, valueFor(other, word)]);
  const free = given.every(([other, value]) => value !== null && ['', value].includes(control(other).value));
  return free && given.length ? [...given, [field, number]] : [];
}

/** Watches the fields of numbers. @param {HTMLFormElement} form @param {(text: string) => void} announce */
function installAmounts(form, announce) {
  form.addEventListener('change', ({ target }) => {
    const field = target.closest('[data-genre="nombre"]');
    const typed = target.value.trim();
    if (!field || asNumber(typed, field.querySelector('.fc-nombre > span')?.textContent) !== null) return;
    const found = parted(field, typed);
    for (const [other, value] of found) {
      control(other).value = value;
      control(other).dispatchEvent(new Event('input', { bubbles: true }));
    }
    if (found.length) announce(`«\u00a0${typed}\u00a0»\u00a0: le nombre et ses mots sont chacun dans leur champ.`);
  });
}

export const form = document.getElementById('formulaire');
export const part = (id) => document.getElementById(id);
const say = (text) => { part('annonce').textContent = text; };
const KEPT = 'Brouillon gardé dans ce navigateur, sur cet appareil seulement.';
const APART = 'Cette fiche est aussi ouverte dans un autre onglet\u00a0: ce brouillon est gardé à part, et l’autre ne change pas.';
const REFUSED = 'Ce navigateur refuse de garder un brouillon\u00a0: téléchargez la fiche avant de quitter la page.';
const OFFLINE = 'La vérification n’a pas pu se préparer\u00a0: la connexion a manqué. Rien n’est perdu\u00a0: essayez de nouveau dans un instant, ou téléchargez déjà la fiche.';
const BROKEN = 'La vérification s’est arrêtée sur une erreur du site, qui n’est pas de votre fait. Téléchargez la fiche et envoyez-la\u00a0: elle sera contrôlée à son arrivée.';

/** Everything that the page knows and does; made once its data file is read. */
export class Contribution {
  /**
   * @param {object} data formulaire-ouvrir.json @param {import('./rayons.js').Shelves} shelves
   * @param {(name: string) => Promise<any>} read a data file
   */
  constructor(data, shelves, read) {
    Object.assign(this, { data, shelves, read });
    this.tidier = new Tidier(data);
    this.record = '';
    this.organisations = installOrganisations(form, data.organismes);
    installLists(form, say);
    installAmounts(form, say);
    fillGroup(form, {});
    this.sources = installSources(form);
    this.tellCounts = installCounters(form);
  }

  get record() { return this.notebook.record; }

  /** The record that is corrected, or nothing: each has its own draft. */
  set record(id) { this.notebook = new Notebook(id); }

  /** Puts values in the form. @param {import('./brouillon.js').Draft} draft */
  show({ valeurs, nouveaux = {} }) {
    // What was being said of other values is said no more.
    if (this.control) this.control.asked = '';
    this.control?.clearAll();
    part('actions-etat').textContent = '';
    part('verdict').hidden = true;
    part('apercu').hidden = true;
    fillGroup(form, valeurs);
    this.organisations.fill(nouveaux);
    this.sources.settle();
    this.tellCounts();
    // A name that somebody chose is kept, whatever becomes of the title.
    const id = control(fieldNamed(form, 'id')).value;
    this.titled = id && id !== this.named(control(fieldNamed(form, 'titre')).value) ? null : id;
    this.nameFile();
    // The name of a published record is its address: it moves no more.
    control(fieldNamed(form, 'id')).readOnly = this.record !== '';
    this.refresh();
  }

  get draft() {
    return { valeurs: readGroup(form), nouveaux: this.organisations.read() };
  }

  get values() { return this.tidier.tidy(readGroup(form), this.data.champs.project); }

  get id() { return control(fieldNamed(form, 'id')).value.trim(); }

  /** Whether a record of the catalogue is being corrected, under its own name. */
  get corrects() { return this.record !== '' && this.id === this.record; }

  /** The files to hand over: the record, then each organisation that is new. @returns {import('./sorties.js').File[]} */
  get files() {
    const spec = this.data.champs.organisation;
    const others = Object.entries(this.organisations.read()).map(([id, values]) => ({
      nom: `${id}.yml`, dossier: 'reference/organisations/', texte: writeFields(this.tidier.tidy({ id, ...values }, spec)),
    }));
    // A name that is none could lead out of its folder; the verdict says what is wrong with it.
    const name = `${this.isName(this.id) ? this.id : 'nouvelle-fiche'}.yml`;
    return [{ nom: name, dossier: 'projects/', texte: writeRecord(this.values) }, ...others];
  }

  /**
   * The name of a file for a title, as `catalogue new` proposes it: the words that say something, as
   * many as fit; followed by « -1 » where a system keeps that name.
   */
  named(title) {
    const { longueur, vides } = this.data.noms;
    const words = fold(title).split('-').filter((word) => /^[a-z0-9]+$/.test(word) && !vides.includes(word));
    const name = words.reduce((found, word) => {
      const longer = found ? `${found}-${word}` : word;
      return longer.length <= longueur ? longer : found;
    }, '');
    return !this.isName(name) && this.isName(`${name}-1`) ? `${name}-1` : name;
  }

  isName(id) { return expression(this.data.champs.project.proprietes.id.pattern).test(id); }

  /** As long as nobody chose it, the file has the name of the title. */
  nameFile() {
    const field = control(fieldNamed(form, 'id'));
    if (this.record || field.value !== this.titled) return;
    this.titled = this.named(control(fieldNamed(form, 'titre')).value);
    field.value = this.titled;
  }

  /** @returns {boolean} whether a draft is kept */
  keep() {
    const { draft } = this;
    const isBlank = isEmpty(draft.valeurs);
    if (isBlank) this.notebook.forget();
    const isKept = !isBlank && this.notebook.keep(draft);
    part('brouillon-etat').textContent = isBlank ? '' : !isKept ? REFUSED : this.notebook.isApart ? APART : KEPT;
    askBeforeLeaving(!isBlank && !isKept && JSON.stringify(draft) !== this.taken);
    return isKept;
  }

  /** What was taken away is safe, whatever the browser keeps. */
  take() {
    this.taken = JSON.stringify(this.draft);
    this.keep();
  }

  refresh() {
    const files = this.files;
    part('textes').replaceChildren(...files.map(({ nom, dossier, texte }) => this.figure(`${dossier}${nom}`, texte)));
    showForge(part('depots'), files, form.closest('article').dataset, this.corrects);
    if (part('ecrire')) part('ecrire').href = letter(form.dataset.courriel, files, this.title, this.record !== '');
    // What the verdict will ask for is here when it is asked; where it is not, the verdict says so.
    this.shelves.beside(this.values).catch(() => {});
  }

  /** @returns {HTMLElement} a text to read or to copy, under its name */
  figure(name, text) {
    return create('figure', { class: 'fc-fichier' }, create('figcaption', {}, name), create('pre', { tabindex: '0' }, create('code', {}, text)));
  }

  get title() { return this.values.titre ?? 'sans titre'; }

  /** @returns {Promise<import('./controle.js').Control>} what judges, read when the form is first used; what failed can be asked again */
  judging() {
    this.reading ??= Promise.all([import('./controle.js'), this.read('formulaire.json')])
      .then(([{ Control }, data]) => { this.control = new Control(this, form, data); return this.control; })
      .catch((error) => { this.reading = null; throw error; });
    return this.reading;
  }

  /** @returns {Record<string, string>} the names of the organisations that are new, by id */
  get newNames() {
    return Object.fromEntries(Object.entries(this.organisations.read()).map(([id, { nom }]) => [id, nom]));
  }

  /** Says the verdict. @param {string} note what the errors keep from doing, if anything */
  async check(note = '') {
    part('verdict').hidden = true;
    const state = part('actions-etat');
    state.textContent = 'Vérification en cours…';
    let judging;
    try {
      judging = await this.judging();
      state.textContent = await judging.check(part('verdict'), note) ?? state.textContent;
    } catch (error) {
      console.warn('Vérification impossible\u00a0:', error);
      state.textContent = judging ? BROKEN : OFFLINE;
    }
  }
}
