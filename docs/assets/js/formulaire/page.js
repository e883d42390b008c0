/* The contribution page: the form opened, kept, checked, shown and taken away. */

import { create, focusOn, quoted } from '../commun/dom.js';
import { reader, readJson } from '../commun/donnees.js';
import { ROOT } from './brouillon.js';
import { control, fieldNamed, noteChoice } from './champs.js';
import { Contribution, form, part } from './contribution.js';
import { isEmpty } from './ranger.js';
import { Shelves } from './rayons.js';
import { copy, message, nextStep, saveFile } from './sorties.js';
import { writeRecord } from './yaml-ecrire.js';

/* The preview, shown: its modules are read when it is first asked for. */

async function show(zone, page, data, record) {
  const [{ sheetData }, { sheetElement }] = await Promise.all([import('./apercu.js'), import('../commun/feuille.js')]);
  const sheet = sheetElement(sheetData(data, record, page.newNames), ROOT.href);
  // Links leave the form where it is.
  sheet.querySelectorAll('a').forEach((link) => Object.assign(link, { target: '_blank', rel: 'noopener' }));
  zone.querySelector('.fc-apercu-fiche').replaceChildren(sheet);
}

/** Puts the button of the preview at work. @param {import('./contribution.js').Contribution} page */
function installPreview(page) {
  let asked = null;
  const zone = document.getElementById('apercu');
  const button = document.getElementById('voir');
  button.hidden = false;
  button.addEventListener('click', async () => {
    zone.hidden = true;
    const state = document.getElementById('actions-etat');
    state.textContent = '';
    try {
      const judging = await page.judging();
      const { record, wrong } = judging.shown;
      asked = record;
      if (wrong) {
        await page.check('L’aperçu sera possible une fois ces erreurs corrigées.');
        return;
      }
      await show(zone, page, judging.data, record);
      if (asked !== record) return;
      zone.hidden = false;
      focusOn(zone);
    } catch (error) {
      console.warn('Aperçu impossible\u00a0:', error);
      state.textContent = 'L’aperçu n’a pas pu se préparer\u00a0: la connexion a manqué. Essayez de nouveau dans un instant.';
    }
  });
}

/* What the form takes up: the text of a file, a record to correct, or choices already made. */

const DATA = new URL('assets/donnees/', ROOT);
const SAFE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

const address = new URLSearchParams(location.search);
const pageAsked = address.get('page')?.trim() ?? '';
const [, recordOfPage] = pageAsked.match(/^projets\/([a-z0-9-]+)\/$/) ?? [];
/** The id of the record to correct, or nothing; the catalogue may not have it. */
const RECORD_ASKED = address.get('fiche')?.trim() ?? recordOfPage ?? '';
/** The address of another page to correct, from the site's root, or nothing. */
const OTHER_PAGE = !recordOfPage && /^(?:[a-z0-9-]+\/)+$/.test(pageAsked) ? pageAsked : '';

/**
 * The text of a file that somebody chose. A text editor of Windows may have written its accents.
 * @param {File} file @param {number} most bytes
 * @returns {Promise<string|null>} null for a longer file: a part of it would pass for the whole
 */
async function textOf(file, most) {
  if (file.size > most) return null;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const wide = { '255,254': 'utf-16le', '254,255': 'utf-16be' }[bytes.slice(0, 2).join()];
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** @returns {object} the values with one more at a path: a list takes it in, a field only if it is empty */
function withValue(values, [name, ...rest], id, spec) {
  const field = spec.proprietes[name];
  if (rest.length) return { ...values, [name]: withValue(values[name] ?? {}, rest, id, field) };
  if (field.type === 'array') return { ...values, [name]: [...new Set([...(values[name] ?? []), id])] };
  return isEmpty(values[name]) ? { ...values, [name]: id } : values;
}

function withPlace(values, id) {
  const places = values.territoires ?? [];
  if (places.some(({ departement, region }) => departement === id || region === id)) return values;
  return { ...values, territoires: [...places, { [/^\d/.test(id) ? 'departement' : 'region']: id }] };
}

/**
 * The choices that the address makes; those that the catalogue does not know say nothing.
 * @param {{parametres: Record<string, string[]>, champs: object}} data
 * @param {object} values already there
 * @returns {Promise<{values: object, names: string}|null>} the values with the choices, and « Personnes autistes ; Bail direct »
 */
async function wished({ parametres, champs }, values) {
  const asked = [...address].filter(([name, id]) => Object.hasOwn(parametres, name) && SAFE.test(id));
  const labels = asked.length ? await reader(DATA)('libelles.json') : {};
  const choices = asked.filter(([name, id]) => !labels[name] || Object.hasOwn(labels[name], id));
  if (!choices.length) return null;
  return {
    values: choices.reduce((made, [name, id]) => (name === 'territoire' ? withPlace(made, id)
      : withValue(made, parametres[name], id, champs.project)), values),
    names: choices.map(([name, id]) => labels[name]?.[id] ?? `«\u00a0${id}\u00a0»`).join('\u00a0; '),
  };
}

/** Shows a message at the head of the form. */
function tell(title, ...content) {
  const zone = part('message');
  zone.setAttribute('aria-labelledby', 'message-titre');
  zone.replaceChildren(create('p', { class: 'fc-message-titre', id: 'message-titre' }, title), ...content);
  zone.hidden = false;
}

/** @returns {HTMLButtonElement} a button of a message */
function choice(label, act, look = 'second') {
  const button = create('button', { class: `bouton bouton--${look}`, type: 'button' }, label);
  button.addEventListener('click', act);
  return button;
}

/** The message has been answered: the writer goes on where the form begins. */
function goOn() {
  part('message').hidden = true;
  control(fieldNamed(form, 'titre')).focus();
}

/** @returns {string[]} the fields of a text that are not whole in the form: by their titles, or as they are named */
function lostOf(given, held, fields) {
  const own = (group, name) => (Object.hasOwn(group, name) ? group[name] : undefined);
  return Object.keys(given).filter((name) => writeRecord({ x: given[name] }) !== writeRecord({ x: own(held, name) }))
    .map((name) => own(fields, name)?.titre ?? quoted(name));
}

/** What to say where something did not come, and the console's word for it. */
const missed = (what, words) => (error) => {
  console.warn(`${what}\u00a0:`, error);
  throw new Error(`la connexion a manqué, et ${words}. Essayez de nouveau dans un instant`);
};
const CATALOGUE_MISSED = missed('Noms des fiches illisibles', 'le catalogue n’a pas pu dire s’il a déjà cette fiche');
const READER_MISSED = missed('Lecture impossible', 'ce qui lit les fiches n’est pas arrivé');

/** @returns {HTMLElement} what the reading of a text says, a line each */
function readingNotes(page, faults) {
  return create('ul', {}, ...faults.map(({ line, message }) => (
    create('li', {}, line ? `Ligne ${line}\u00a0: ${page.tidier.typeset(message)}` : message))));
}

function tellUnread(page, faults) {
  const [{ line, message: words }] = faults;
  const isAlone = faults.length === 1;
  tell(`Ce texte ne peut pas être lu${isAlone && line ? `, à la ligne ${line}` : ''}.`,
    isAlone ? create('p', {}, page.tidier.typeset(words)) : readingNotes(page, faults));
}

async function open(page, text) {
  try {
    const [{ readRecord }, data] = await Promise.all([import('./lecture.js'), page.read('formulaire.json')]).catch(READER_MISSED);
    const { record, faults, notes } = readRecord(text, data);
    if (record) await take(page, record, faults, notes);
    else tellUnread(page, faults.filter(({ level }) => level === 'error'));
  } catch (error) {
    tell('Ce texte ne peut pas être lu.', create('p', {}, error.message));
  }
  focusOn(part('message'));
}

/** Puts the record of a text in the form. */
async function take(page, given, warnings, notes) {
  const tidy = page.tidier.tidy(given, page.data.champs.project);
  page.record = await page.shelves.titleOf(String(given.id ?? '')).catch(CATALOGUE_MISSED) ? given.id : '';
  // What was begun before stays: it is offered at the next visit.
  if (page.notebook.seen !== null) page.notebook.part();
  page.show({ valeurs: tidy });
  page.keep();
  // An organisation given by its name is in the form under its id.
  const named = JSON.parse(JSON.stringify(tidy), (key, value) => (key === 'organisme' && typeof value === 'string' ? page.organisations.idOf(value) : value));
  const lost = lostOf(named, page.values, page.data.champs.project.proprietes);
  tell(`La fiche ${quoted(String(tidy.titre ?? tidy.id ?? 'sans titre'))} est dans le formulaire.`,
    ...lost.length ? [create('p', {}, `Une partie n’a pas pu y entrer, parce qu’elle n’a pas la forme attendue\u00a0: ${lost.join(', ')}. Gardez votre fichier d’origine pour comparer.`)] : [],
    ...notes.map((note) => create('p', {}, note)),
    ...warnings.length ? [readingNotes(page, warnings)] : []);
  part('reprise').open = false;
}

/** What every button does. @param {Contribution} page */
function install(page) {
  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => { waiting = 0; page.keep(); page.refresh(); }, 300);
  };
  form.addEventListener('input', ({ target }) => {
    const field = target.closest('[data-champ]');
    for (let here = field; here && here !== form; here = here.parentElement.closest('[data-genre]')) page.control?.clear(here);
    if (field?.dataset.champ === 'titre' && field.parentElement.closest('[data-genre]') === form) page.nameFile();
    later();
  });
  form.addEventListener('liste', later);
  addEventListener('pagehide', () => { if (waiting) page.keep(); });
  // Read while the first field is filled in: what judges is there when it is asked for.
  form.addEventListener('focusin', () => { page.judging().catch(() => {}); }, { once: true });
  addEventListener('storage', ({ key, newValue }) => {
    if (key !== page.notebook.key || newValue === null) return;
    part('brouillon-etat').textContent = 'Cette fiche vient de changer dans un autre onglet. Si vous écrivez aussi ici, les deux brouillons seront gardés, chacun à part.';
  });
  form.addEventListener('change', async ({ target }) => {
    const field = target.closest('[data-ensemble]');
    if (!field || !target.matches('input')) return;
    if (target.type === 'checkbox') noteChoice(field, target);
    if (target.checked) (await page.judging().catch(() => null))?.define(field, target);
  });
  form.addEventListener('submit', (event) => { event.preventDefault(); page.refresh(); page.check(); });
  part('reprise-fichier').addEventListener('change', async ({ target }) => {
    const [file] = target.files;
    if (file) open(page, await textOf(file, page.data.octets));
    target.value = '';
  });
  part('reprise-ouvrir').addEventListener('click', () => open(page, part('reprise-texte').value));
  part('effacer').addEventListener('click', () => {
    const before = page.draft;
    const { record } = page;
    page.notebook.forget();
    page.record = '';
    page.show({ valeurs: {} });
    tell('Le formulaire est vide, et le brouillon est effacé.', create('p', {}, choice('Annuler l’effacement', () => {
      page.record = record;
      page.show(before);
      page.keep();
      goOn();
    })));
    part('brouillon-etat').textContent = '';
    focusOn(part('message'));
  });
  installExits(page);
}

function installExits(page) {
  const state = part('sorties-etat');
  const shown = (text) => {
    if (text !== page.files[0].texte) part('textes').prepend(page.figure('Le message', text));
    return part('textes').querySelector('code');
  };
  part('telecharger').addEventListener('click', () => {
    page.refresh();
    page.files.forEach(saveFile);
    page.take();
    state.textContent = `Téléchargé\u00a0: ${page.files.map(({ nom }) => nom).join(', ')}.`;
  });
  const copied = async (text, done) => {
    page.refresh();
    const isCopied = await copy(text, () => shown(text));
    if (isCopied) page.take();
    state.textContent = isCopied ? done : 'Copie refusée par le navigateur\u00a0: le texte est sélectionné plus bas.';
  };
  const to = form.dataset.courriel;
  part('copier').addEventListener('click', () => copied(page.files[0].texte, 'Fiche copiée.'));
  part('courriel').addEventListener('click', () => copied(
    message(page.files, page.title, page.record !== ''),
    `Message copié\u00a0: ${nextStep(part('sorties'))}`,
  ));
  part('ecrire')?.addEventListener('click', () => {
    state.textContent = `Votre messagerie s’ouvre, avec un message pour ${to}. S’il ne contient pas le texte de la fiche, joignez-y le fichier téléchargé. Rien ne s’ouvre\u00a0? Copiez le message.`;
  });
  part('depots').addEventListener('click', ({ target }) => {
    const link = target.closest('a');
    if (link?.dataset.colle) copied(page.files[Number(link.dataset.rang)].texte, 'Texte copié\u00a0: collez-le dans la page qui s’ouvre.');
  });
}

/** @returns {object|null} the draft, once it is in the form; what the form cannot take whole is set aside */
function showDraft(page) {
  const draft = page.notebook.read();
  if (!draft) return null;
  try {
    page.show(draft);
    const given = page.tidier.tidy(draft.valeurs, page.data.champs.project);
    if (lostOf(given, page.values, page.data.champs.project.proprietes).length) page.notebook.setAside();
    return draft;
  } catch (error) {
    console.info('Brouillon illisible\u00a0:', error);
    page.notebook.setAside();
    return null;
  }
}

/** Adds to the message a part with its own buttons, which goes when it is answered. */
function tellMore(title, className, words, ...choices) {
  if (part('message').hidden) tell(title);
  const more = create('div', { class: className }, create('p', {}, words));
  const buttons = choices.map(([label, act, look]) => choice(label, () => {
    if (!act()) return;
    more.remove();
    part('message').hidden = part('message').childElementCount < 2;
    focusOn(part('message').hidden ? control(fieldNamed(form, 'titre')) : part('message'));
  }, look));
  more.append(create('p', { class: 'fc-boutons' }, ...buttons));
  part('message').append(more);
}

/** A draft that could not be read waits to be taken away, or forgotten. */
function tellAside({ notebook }) {
  const text = notebook.aside;
  if (text === null) return;
  tellMore('Votre brouillon n’a pas pu être lu.', 'fc-brouillon-illisible',
    'Un brouillon gardé dans ce navigateur n’a pas pu être lu en entier. Il est mis de côté\u00a0: vous pouvez le télécharger, et en reprendre les textes à la main.',
    ['Télécharger ce brouillon', () => saveFile({ nom: 'brouillon-illisible.txt', texte: text })],
    ['L’oublier', () => { notebook.forgetAside(); return true; }, 'discret']);
}

/** What another tab wrote, or left, is found again. */
function tellOthers(page) {
  for (const { key, titre } of page.notebook.others) {
    tellMore('Un autre brouillon est gardé dans ce navigateur.', 'fc-brouillon-autre',
      `Il vient d’un autre onglet, ou d’une autre fois\u00a0: ${quoted(titre || 'sans titre')}. Celui que vous avez sous les yeux reste gardé.`,
      ['Ouvrir l’autre brouillon', () => { page.notebook.use(key); page.show(page.notebook.read()); page.keep(); return true; }],
      ['L’oublier', () => { page.notebook.forgetOther(key); return true; }, 'discret']);
  }
}

/** The form as the reader left it, or with the record that the address names. */
async function showFirst(page) {
  const title = await page.shelves.titleOf(RECORD_ASKED);
  page.record = title ? RECORD_ASKED : '';
  const draft = showDraft(page);
  if (!draft) page.show({ valeurs: page.record ? await readJson(new URL(`projets/${page.record}/fiche.json`, ROOT)) : {} });
  if (draft && page.keep()) part('brouillon-etat').textContent = 'Vous retrouvez votre brouillon, gardé dans ce navigateur, sur cet appareil seulement.';
  if (RECORD_ASKED && !title) {
    tell(`Le catalogue n’a pas de fiche ${quoted(RECORD_ASKED)}.`, create('p', {}, 'Vérifiez l’adresse que vous avez suivie, ou proposez une nouvelle fiche avec ce formulaire.'));
  } else if (title && draft) {
    // A correction that was begun goes on; the published record is one press away.
    const again = choice('Repartir de la fiche publiée', () => { page.notebook.forget(); location.reload(); });
    tell('Votre correction en cours est reprise.', create('p', {}, again));
  } else if (title) {
    tell(`Vous corrigez la fiche ${quoted(title)}.`, create('p', {}, 'Changez ce qui doit l’être, puis vérifiez et envoyez. Citez le document qui permet de vérifier.'));
  }
}

/** The choices that the address makes, beside what the form holds. */
async function showWishes(page) {
  const before = page.draft;
  const choices = await wished(page.data, before.valeurs);
  if (!choices) return;
  const { values, names } = choices;
  page.show({ ...before, valeurs: values });
  if (isEmpty(before.valeurs)) {
    tell(`Votre choix\u00a0: ${names}.`, create('p', {}, 'Le formulaire le porte déjà. Complétez le reste, à commencer par le titre.'));
    return;
  }
  const without = choice('Reprendre le brouillon sans ce choix', () => { page.show(before); page.keep(); goOn(); });
  tell(`Votre choix\u00a0: ${names}.`, create('p', {}, 'Il s’ajoute à la fiche que vous aviez commencée dans ce navigateur.'), create('p', {}, without));
}

async function start() {
  const source = new URL(form.dataset.donnees, location.href);
  const read = reader(source);
  const data = await read(source.href);
  const page = new Contribution(data, new Shelves(read, data.fiches), read);
  await showFirst(page);
  await showWishes(page);
  tellAside(page);
  tellOthers(page);
  install(page);
  installPreview(page);
  // Where there is room, what everybody is asked is in view.
  if (matchMedia('(min-width: 60rem)').matches) form.querySelectorAll('.fc-partie > .fc > .fc-famille').forEach((family) => { family.open = true; });
  form.dataset.pret = 'oui';
  // Who came to correct or complete something is led to it, past what explains the form.
  if (!part('message').hidden && location.search) focusOn(part('message'));
}

function failed(error) {
  console.warn('Formulaire impossible\u00a0:', error);
  tell('Le formulaire n’a pas pu se préparer.', create('p', {}, 'Rechargez la page dans un instant, ou choisissez un des autres chemins, plus bas.'));
}

if (OTHER_PAGE) import('./signaler.js').then(({ report }) => report(OTHER_PAGE)).catch(failed);
if (form) start().catch(failed);
