/* The contribution page: the form filled, kept, judged, shown and taken away. */

import { create, focusOn, quoted } from '../dom.js';
import { today } from '../fraicheur.js';
import { forgetDraft, keepDraft, readDraft } from './brouillon.js';
import { control, fieldNamed, fillGroup, noteChoice, readGroup } from './champs.js';
import { counters } from './compteurs.js';
import { installPreview } from './apercu.js';
import { clear, clearAll, placeOf, showFaults } from './erreurs.js';
import { installLists } from './listes.js';
import { installOrganisations } from './organismes.js';
import { fold } from './proche.js';
import { Tidier, isGroup } from './ranger.js';
import { asked, namesOf, recordOf, wished } from './reprise.js';
import { copy, download, forge, LONGEST, message } from './sorties.js';
import { installSources } from './sources.js';
import { Judge } from './verdict.js';
import { writeFields, writeRecord } from './yaml-ecrire.js';
import { readYaml } from './yaml-lire.js';

const form = document.getElementById('formulaire');
const part = (id) => document.getElementById(id);
const say = (text) => { part('annonce').textContent = text; };
const MOST_ID = 80;
/** A record with one of these cannot be shown. */
const SHAPE = new Set(['champ-manquant', 'champ-inconnu', 'type', 'forme']);

/** Everything that the page knows and does; made once its data file is read. */
class Contribution {
  constructor(data) {
    this.data = data;
    this.tidier = new Tidier(data);
    this.judge = new Judge(data, today());
    this.record = '';
    this.organisations = installOrganisations(form, data.ensembles.organismes.termes);
    installLists(form, say);
    fillGroup(form, {});
    this.sources = installSources(form);
    this.counters = counters(form);
  }

  /** Puts values in the form. @param {import('./brouillon.js').Draft} draft */
  show({ valeurs, nouveaux = {}, ordre = [] }) {
    this.order = ordre;
    clearAll(form);
    part('verdict').hidden = true;
    fillGroup(form, valeurs);
    this.organisations.fill(nouveaux);
    this.sources.settle();
    this.counters.refresh();
    this.titled = valeurs.id ?? '';
    this.refresh();
  }

  get draft() {
    return { valeurs: readGroup(form), nouveaux: this.organisations.read(), ordre: this.order };
  }

  get values() { return this.tidier.tidy(readGroup(form), this.data.champs.project); }

  get id() { return control(fieldNamed(form, 'id')).value.trim(); }

  /** The files to hand over: the record, then each organisation that is new. @returns {import('./sorties.js').File[]} */
  get files() {
    const spec = this.data.champs.organisation;
    const others = Object.entries(this.organisations.read()).map(([id, values]) => ({
      nom: `${id}.yml`, dossier: 'reference/organisations/', texte: writeFields(this.tidier.tidy({ id, ...values }, spec)),
    }));
    const name = `${this.id || 'nouvelle-fiche'}.yml`;
    return [{ nom: name, dossier: 'projects/', texte: writeRecord(this.values) }, ...others];
  }

  /** As long as nobody chose it, the file has the name of the title. */
  nameFile() {
    const field = control(fieldNamed(form, 'id'));
    if (this.record || field.value !== this.titled) return;
    const name = fold(control(fieldNamed(form, 'titre')).value);
    const short = name.length > MOST_ID ? name.slice(0, MOST_ID + 1).replace(/-[^-]*$/, '') : name;
    this.titled = short;
    field.value = short;
  }

  keep() {
    const kept = keepDraft(this.record, this.draft);
    part('brouillon-etat').textContent = kept
      ? 'Brouillon gardé dans ce navigateur, sur cet appareil seulement.'
      : 'Ce navigateur refuse de garder un brouillon\u00a0: téléchargez la fiche avant de quitter la page.';
  }

  refresh() {
    const files = this.files;
    part('textes').replaceChildren(...files.map(({ nom, dossier, texte }) => create('figure', { class: 'fc-fichier' },
      create('figcaption', {}, `${dossier}${nom}`),
      create('pre', { tabindex: '0' }, create('code', {}, texte)))));
    this.showForge(files);
  }

  showForge(files) {
    const { depot, edition = '' } = form.closest('[data-depot]')?.dataset ?? {};
    const branch = edition.match(/edit\/(.+?)\/docs\//)?.[1] ?? 'main';
    const known = this.data.corpus.records.some(({ id }) => id === this.id);
    const way = depot ? forge(depot, branch, files[0], known) : null;
    const link = part('depot');
    link.hidden = !way || way.adresse.length > LONGEST;
    if (!way) return;
    link.href = way.adresse;
    link.textContent = way.colle ? `Copier la fiche et ${lower(way.libelle)}` : way.libelle;
    link.dataset.colle = way.colle ? 'oui' : '';
  }

  /** @returns {{place: HTMLElement, message: string, level: string}[]} every fault with its place */
  get faults() {
    const added = this.organisations.read();
    this.judge.know(Object.keys(added));
    const values = this.values;
    const own = this.judge.faults(values, 'project', this.id);
    const places = new Map(own.map((fault) => [fault, placeOf(form, this.formPath(fault.path))]));
    const found = own.map((fault) => ({ ...fault, place: places.get(fault) }));
    const taken = !this.record && this.data.corpus.records.find(({ id }) => id === this.id);
    if (taken) {
      found.unshift({ place: fieldNamed(form, 'id'), level: 'error',
        message: `la fiche ${quoted(taken.titre)} porte déjà ce nom\u00a0: choisissez-en un autre` });
    }
    if (!this.id && values.titre) found.unshift({ place: fieldNamed(form, 'id'), level: 'error', message: 'donnez un nom au fichier, par exemple l’action et le lieu' });
    for (const [id, given] of Object.entries(added)) {
      const tidy = this.tidier.tidy({ id, ...given }, this.data.champs.organisation);
      const item = this.organisations.itemOf(id);
      found.push(...this.judge.faults(tidy, 'organisation', id)
        .map((fault) => ({ ...fault, place: missing(item, fault) ?? placeOf(item, fault.path) })));
    }
    return found.map((fault) => ({
      ...fault,
      place: missing(fault.place, fault) ?? fault.place,
      message: this.data.au_formulaire[fault.rule] ?? fault.message,
    }));
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

  check() {
    clearAll(form);
    const faults = this.faults;
    const lines = showFaults(faults);
    const errors = lines.filter((_, rank) => faults[rank].level === 'error');
    const warnings = lines.filter((_, rank) => faults[rank].level !== 'error');
    const zone = part('verdict');
    const title = errors.length ? `${errors.length} erreur${errors.length > 1 ? 's' : ''} à corriger` : 'Fiche valide';
    zone.className = `fc-verdict fc-verdict--${errors.length ? 'erreurs' : 'valide'}`;
    zone.replaceChildren(create('h3', { id: 'verdict-titre' }, title), ...errors.length
      ? [create('ol', {}, ...errors)]
      : [create('p', {}, 'Le catalogue peut la recevoir telle quelle. Il reste à l’envoyer\u00a0: ', create('a', { href: '#sorties' }, 'choisissez comment'), '.')],
    ...warnings.length ? [create('h4', {}, 'À vérifier'), create('p', {}, 'Ces remarques n’empêchent pas d’envoyer la fiche.'), create('ol', {}, ...warnings)] : []);
    zone.hidden = false;
    focusOn(zone);
  }
}

const lower = (text) => text.slice(0, 1).toLowerCase() + text.slice(1);

/** « il manque le champ x » is said at the field x itself. */
function missing(place, { rule, message: said }) {
  const name = rule === 'champ-manquant' && said.match(/« (\w+) »/)?.[1];
  return name && place.dataset.genre === 'groupe' ? fieldNamed(place, name) : undefined;
}

/** Shows a message at the head of the form. */
function tell(title, ...content) {
  const zone = part('message');
  zone.replaceChildren(create('p', { class: 'fc-message-titre', id: 'message-titre' }, title), ...content);
  zone.hidden = false;
}

function open(page, text) {
  try {
    const given = readYaml(text);
    if (!isGroup(given)) throw new Error('ce texte n’est pas une fiche\u00a0: on attend des lignes «\u00a0nom: valeur\u00a0»');
    const tidy = page.tidier.tidy(given, page.data.champs.project);
    page.record = page.data.corpus.records.some(({ id }) => id === given.id) ? given.id : '';
    page.show({ valeurs: tidy });
    page.keep();
    const lost = writeRecord(tidy) !== writeRecord(page.values);
    const comments = /^[^'"]*(?:^|\s)#(?! yaml-language-server)/m.test(text);
    tell(`La fiche ${quoted(String(tidy.titre ?? tidy.id ?? 'sans titre'))} est dans le formulaire.`,
      ...lost ? [create('p', {}, 'Une partie n’a pas pu y entrer, parce qu’elle n’a pas la forme attendue. Gardez votre fichier d’origine pour comparer.')] : [],
      ...comments ? [create('p', {}, 'Les commentaires du fichier (après «\u00a0#\u00a0») ne sont pas repris.')] : []);
    part('reprise').open = false;
  } catch (error) {
    tell(`Ce texte ne peut pas être lu${error.line ? `, à la ligne ${error.line}` : ''}.`, create('p', {}, error.message));
  }
  focusOn(part('message'));
}

/** What every button does. @param {Contribution} page */
function install(page) {
  let waiting;
  form.addEventListener('input', ({ target }) => {
    const field = target.closest('[data-champ]');
    for (let here = field; here && here !== form; here = here.parentElement.closest('[data-genre]')) clear(here);
    if (field?.dataset.champ === 'titre' && field.parentElement.closest('[data-genre]') === form) page.nameFile();
    clearTimeout(waiting);
    waiting = setTimeout(() => { page.keep(); page.refresh(); }, 300);
  });
  form.addEventListener('liste', () => { clearTimeout(waiting); waiting = setTimeout(() => { page.keep(); page.refresh(); }, 300); });
  addEventListener('pagehide', () => { if (waiting) page.keep(); });
  form.addEventListener('change', ({ target }) => {
    const field = target.closest('[data-genre="choix-multiple"]');
    if (field && target.type === 'checkbox') noteChoice(field, target);
  });
  form.addEventListener('submit', (event) => { event.preventDefault(); page.refresh(); page.check(); });
  part('reprise-fichier').addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    if (file) open(page, await file.text());
    target.value = '';
  });
  part('reprise-ouvrir').addEventListener('click', () => open(page, part('reprise-texte').value));
  part('effacer').addEventListener('click', () => {
    const before = page.draft;
    const { record } = page;
    forgetDraft(record);
    page.record = '';
    page.show({ valeurs: {} });
    const undo = create('button', { class: 'bouton bouton--second', type: 'button' }, 'Annuler l’effacement');
    undo.addEventListener('click', () => { page.record = record; page.show(before); page.keep(); part('message').hidden = true; control(fieldNamed(form, 'titre')).focus(); });
    tell('Le formulaire est vide, et le brouillon est effacé.', create('p', {}, undo));
    part('brouillon-etat').textContent = '';
    focusOn(part('message'));
  });
  installExits(page);
}

function installExits(page) {
  const state = part('sorties-etat');
  const shown = () => part('textes').querySelector('code');
  part('telecharger').addEventListener('click', () => {
    page.refresh();
    page.files.forEach(download);
    state.textContent = `Téléchargé\u00a0: ${page.files.map(({ nom }) => nom).join(', ')}.`;
  });
  const copied = async (text, done) => {
    page.refresh();
    state.textContent = await copy(text, shown()) ? done : 'Copie refusée par le navigateur\u00a0: le texte est sélectionné plus bas.';
  };
  part('copier').addEventListener('click', () => copied(page.files[0].texte, 'Fiche copiée.'));
  part('courriel').addEventListener('click', () => copied(
    message(page.files, page.values.titre ?? 'sans titre', Boolean(page.record)),
    'Message copié\u00a0: collez-le dans un courriel à votre interlocuteur habituel.',
  ));
  part('depot').addEventListener('click', () => {
    if (part('depot').dataset.colle) copied(page.files[0].texte, 'Fiche copiée\u00a0: collez-la dans la page qui s’ouvre.');
  });
}

async function start() {
  const response = await fetch(new URL(form.dataset.donnees, location.href));
  if (!response.ok) throw new Error(String(response.status));
  const page = new Contribution(await response.json());
  page.record = asked(location.search);
  const draft = readDraft(page.record);
  if (draft) {
    page.show(draft);
    page.keep();
  } else if (page.record) {
    const found = await recordOf(page.record);
    if (found) {
      page.show({ valeurs: found });
      tell(`Vous corrigez la fiche ${quoted(found.titre)}.`, create('p', {}, 'Changez ce qui doit l’être, puis vérifiez et envoyez. Citez le document qui permet de vérifier.'));
    } else {
      tell(`Le catalogue n’a pas de fiche ${quoted(page.record)}.`);
      page.record = '';
      page.show({ valeurs: {} });
    }
  } else page.show({ valeurs: {} });
  const wishes = wished(location.search, page.data, page.draft.valeurs);
  if (wishes) {
    page.show({ ...page.draft, valeurs: wishes });
    const names = await namesOf(location.search, page.data);
    tell(`Votre choix\u00a0: ${names}.`, create('p', {}, 'Le formulaire le porte déjà. Complétez le reste, à commencer par le titre.'));
  }
  install(page);
  installPreview(page);
  form.dataset.pret = 'oui';

}

if (form) start().catch((error) => {
  console.warn('Formulaire impossible\u00a0:', error);
  tell('Le formulaire n’a pas pu se préparer.', create('p', {}, 'Rechargez la page dans un instant, ou choisissez un des autres chemins, plus bas.'));
});
