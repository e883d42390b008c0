/* A contribution: what the form holds, as values, as files, and as a verdict. */

import { create, quoted } from '../commun/dom.js';
import { today } from '../fiche/fraicheur.js';
import { tellVerdict } from './bilan.js';
import { forgetDraft, keepDraft } from './brouillon.js';
import { control, fieldNamed, fillGroup, readGroup } from './champs.js';
import { counters } from './compteurs.js';
import { showForge } from './depots.js';
import { Clerk } from './dires.js';
import { clearAll, placeOf } from './erreurs.js';
import { installLists } from './listes.js';
import { installOrganisations } from './organismes.js';
import { installAmounts } from './montants.js';
import { fold } from './proche.js';
import { Tidier, isEmpty } from './ranger.js';
import { installSources } from './sources.js';
import { expression } from './sujet.js';
import { Judge } from './verdict.js';
import { writeFields, writeRecord } from './yaml-ecrire.js';

export const form = document.getElementById('formulaire');
export const part = (id) => document.getElementById(id);
const say = (text) => { part('annonce').textContent = text; };
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

/**
 * The name of a file for a title, as `catalogue new` proposes it: the words that say something, as
 * many as fit; followed by « -1 » where a system keeps that name.
 * @param {string} title @param {string} pattern of an id
 * @param {{longueur: number, vides: string[]}} names @returns {string}
 */
function nameOf(title, pattern, { longueur, vides }) {
  const words = fold(title).split('-').filter((word) => /^[a-z0-9]+$/.test(word) && !vides.includes(word));
  const name = words.reduce((found, word) => {
    const longer = found ? `${found}-${word}` : word;
    return longer.length <= longueur ? longer : found;
  }, '');
  const isId = expression(pattern);
  return !isId.test(name) && isId.test(`${name}-1`) ? `${name}-1` : name;
}

/** Everything that the page knows and does; made once its data file is read. */
export class Contribution {
  /** @param {object} data formulaire.json @param {import('./rayons.js').Shelves} shelves */
  constructor(data, shelves) {
    this.data = data;
    this.shelves = shelves;
    this.tidier = new Tidier(data);
    this.judge = new Judge(data, today());
    this.clerk = new Clerk(data);
    this.record = '';
    this.organisations = installOrganisations(form, data.ensembles.organismes.termes);
    installLists(form, say);
    installAmounts(form, say);
    fillGroup(form, {});
    this.sources = installSources(form);
    this.counters = counters(form);
  }

  /** Puts values in the form. @param {import('./brouillon.js').Draft} draft */
  show({ valeurs, nouveaux = {} }) {
    clearAll(form);
    // What was being said of other values is said no more.
    this.asked = '';
    part('actions-etat').textContent = '';
    part('verdict').hidden = true;
    part('apercu').hidden = true;
    fillGroup(form, valeurs);
    this.organisations.fill(nouveaux);
    this.sources.settle();
    this.counters.refresh();
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
    const name = `${this.id || 'nouvelle-fiche'}.yml`;
    return [{ nom: name, dossier: 'projects/', texte: writeRecord(this.values) }, ...others];
  }

  /** @param {string} title @returns {string} the name of a file for it */
  named(title) { return nameOf(title, this.data.champs.project.proprietes.id.pattern, this.data.noms); }

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
    if (isEmpty(draft.valeurs)) {
      forgetDraft(this.record);
      part('brouillon-etat').textContent = '';
      return false;
    }
    const kept = keepDraft(this.record, draft);
    part('brouillon-etat').textContent = kept
      ? 'Brouillon gardé dans ce navigateur, sur cet appareil seulement.'
      : 'Ce navigateur refuse de garder un brouillon\u00a0: téléchargez la fiche avant de quitter la page.';
    return kept;
  }

  refresh() {
    const files = this.files;
    part('textes').replaceChildren(...files.map(({ nom, dossier, texte }) => create('figure', { class: 'fc-fichier' },
      create('figcaption', {}, `${dossier}${nom}`),
      create('pre', { tabindex: '0' }, create('code', {}, texte)))));
    showForge(part('depots'), files, form.closest('article').dataset, this.corrects);
    // What the verdict will ask for is here when it is asked; where it is not, the verdict says so.
    this.shelves.beside(this.values).catch(() => {});
  }

  /** @returns {Promise<{faults: import('./bilan.js').Placed[], isCompared: boolean}>} every fault with its place, and whether the catalogue could be read */
  async faults() {
    const values = this.values;
    const [beside, namesake] = await this.others(values);
    const found = [...this.nameFaults(values, namesake), ...this.recordFaults(values, beside ?? []), ...this.newFaults()];
    if (!beside) found.push({ place: fieldNamed(form, 'titre'), level: 'warning', message: NOT_COMPARED });
    const faults = found.map((fault) => ({ ...fault, place: missing(fault.place, fault) ?? fault.place, message: this.tidier.typeset(fault.message) }))
      .sort(inOrder);
    return { faults, isCompared: Boolean(beside) };
  }

  /** @returns {Promise<[import('./rayons.js').Line[]|null, string|undefined]>} records beside this one; the title of the one that has its name */
  async others(values) {
    try {
      return await Promise.all([this.shelves.beside(values), this.corrects ? undefined : this.shelves.titleOf(this.id)]);
    } catch (error) {
      console.warn('Catalogue illisible\u00a0:', error);
      return [null, undefined];
    }
  }

  /** The name of the file is ours to ask for: the command line is given one. */
  nameFaults(values, namesake) {
    const fault = (message) => [{ place: fieldNamed(form, 'id'), level: 'error', message }];
    if (namesake) return fault(`la fiche ${quoted(namesake)} porte déjà ce nom\u00a0: choisissez-en un autre`);
    return !this.id && values.titre ? fault('donnez un nom au fichier, par exemple l’action et le lieu') : [];
  }

  recordFaults(values, beside) {
    this.judge.know(Object.keys(this.organisations.read()));
    return this.clerk.worded('project', values, this.judge.faults(values, 'project', this.id, beside))
      .map((fault) => ({ ...fault, place: placeOf(form, this.formPath(fault.path)) }));
  }

  newFaults() {
    return Object.entries(this.organisations.read()).flatMap(([id, given]) => {
      const tidy = this.tidier.tidy({ id, ...given }, this.data.champs.organisation);
      const item = this.organisations.itemOf(id);
      return this.clerk.worded('organisation', tidy, this.judge.faults(tidy, 'organisation', id))
        .map((fault) => ({ ...fault, place: missing(item, fault) ?? placeOf(item, fault.path) }));
    });
  }

  /** What can be shown: the values, unless their shape is wrong; what is missing shows as such. */
  get shown() {
    const record = { publics: [], partenariats: [], outils: [], organismes: [], sources: [], ...this.values };
    const shape = this.judge.faults(this.values, 'project', this.id)
      .filter(({ rule, path }) => SHAPE.has(rule) && !(rule === 'champ-manquant' && path.length === 0));
    return { record, wrong: shape.length > 0 };
  }

  /** @returns {Record<string, string>} the names of the organisations that are new, by id */
  get newNames() {
    return Object.fromEntries(Object.entries(this.organisations.read()).map(([id, { nom }]) => [id, nom]));
  }

  /** Empty items are left out of the values: ranks are those of the items that say something. */
  formPath(path) {
    return path.map((step, at) => {
      if (typeof step !== 'number') return step;
      const list = placeOf(form, this.formPath(path.slice(0, at)));
      if (list.dataset.genre !== 'liste') return step;
      const told = [...list.querySelector(':scope > ol').children]
        .map((item, rank) => [readGroup(item.firstElementChild), rank]).filter(([values]) => Object.keys(values).length);
      return told[step]?.[1] ?? step;
    });
  }

  /** Says the verdict. @param {string} note what the errors keep from doing, if anything */
  async check(note = '') {
    part('verdict').hidden = true;
    const state = part('actions-etat');
    const asked = JSON.stringify(this.draft);
    this.asked = asked;
    state.textContent = 'Vérification en cours…';
    const { faults, isCompared } = await this.faults();
    if (this.asked !== asked) return;
    // Who writes on while the catalogue is read keeps the focus, and is told nothing of what was.
    const isChanged = JSON.stringify(this.draft) !== asked;
    state.textContent = isChanged ? 'La fiche a changé pendant la vérification\u00a0: vérifiez-la de nouveau.' : '';
    if (isChanged) return;
    clearAll(form);
    tellVerdict(part('verdict'), faults, note, isCompared);
  }
}
