/* « Préparer ma candidature »: the reader's choice, what the chosen records say, the file. */

import { contains, prepare } from '../catalogue/facettes.js';
import { titledBy } from '../catalogue/requete.js';
import {
  arriveAt, create, download, makeButton, message, offScreen, quoted, records, siteName, today,
} from '../commun/dom.js';
import { reader, readJson } from '../commun/donnees.js';
import { contentOf, fieldList } from '../commun/feuille.js';
import { readRecords, recordAddress } from '../commun/fiches.js';
import { ROOT, selection } from '../commun/garde.js';
import { callsOf, LISTS, MAX_RECORDS, readChoice, writeChoice } from './choix.js';
import { documentsIn, precedents, rowsOf } from './precedents.js';

/* The reader's answers to « Puis-je le transposer ? », kept by the browser alone, record by record. */

const MOST = 100_000;
// Sites in neighbouring folders of one host share their storage.
const keyOf = (id) => `transposer ${ROOT.pathname} ${id}`;
/** What the page holds: all there is where the browser refuses to keep it. */
const held = new Map();

/** @param {string} id of a record @returns {Record<string, string>} the answers by question: « public.0 » */
function answersOf(id) {
  if (held.has(id)) return held.get(id);
  let found = null;
  try {
    const text = localStorage.getItem(keyOf(id));
    if (text && text.length <= MOST) found = JSON.parse(text);
  } catch {
    // Nothing is kept, or what makes no sense: nothing is lost.
  }
  const answers = found && typeof found === 'object' && !Array.isArray(found) ? Object.entries(found) : [];
  held.set(id, Object.fromEntries(answers.filter(([, answer]) => typeof answer === 'string')));
  return held.get(id);
}

/** @param {string} id @param {string} question @param {string} answer @returns {boolean} whether the browser keeps it */
function keepAnswer(id, question, answer) {
  const answers = { ...answersOf(id), [question]: answer };
  if (!answer.trim()) delete answers[question];
  held.set(id, answers);
  try {
    if (Object.keys(answers).length) localStorage.setItem(keyOf(id), JSON.stringify(answers));
    else localStorage.removeItem(keyOf(id));
    return true;
  } catch {
    return false;
  }
}

const PAGE = new URL('candidature/', ROOT);
const MOST_FOUND = 6;
const NONE = 'aucun choix';
const FACETS = { publics: 'public', outils: 'outil', partenariats: 'partenariat', region: 'territoire' };
const SAME = { publics: 'même public', outils: 'même outil', partenariats: 'même partenariat', region: 'même région' };

const root = document.getElementById('candidature');
const find = (id) => root.querySelector(`#${id}`);

/** Says something to screen readers. */
function announce(text) {
  find('candidature-annonce').textContent = text;
}

/** @returns {HTMLElement} a record in a list, with what may be done with it */
function recordItem(title, href, why, button) {
  return create('li', {}, create('span', {}, create('a', { href }, title), why && ` ${why}`), button);
}

/** @returns {HTMLElement} the lines of a list, from their data */
function lineList(blocks) {
  return create('ul', {}, ...blocks.map((block) => create('li', {}, ...contentOf([block], ROOT.href))));
}

/** The page: the choice, and all that follows from it. */
class Page {
  constructor(data, read) {
    this.data = data;
    this.read = read;
    this.choice = this.sound(readChoice(location.search));
    this.taken = false;
    if (!this.choice.fiches.length && selection().length) {
      this.choice.fiches = selection().slice(0, MAX_RECORDS);
      this.taken = true;
    }
    this.answers = [];
  }

  /** @returns {object} a choice without what the page does not offer */
  sound(choice) {
    const offered = (name) => [...find('choix').elements]
      .flatMap((field) => (field.name !== name ? [] : field.options ? [...field.options].map(({ value }) => value) : [field.value]));
    const region = this.data.parents[choice.region] ?? choice.region;
    const one = (name, value) => (offered(name).includes(value) ? value : '');
    const lists = LISTS.map((name) => [name, choice[name].filter((id) => offered(name).includes(id))]);
    return {
      ...choice, region: one('region', region), appel: one('appel', choice.appel), trame: one('trame', choice.trame), ...Object.fromEntries(lists),
    };
  }

  /** @returns {object} the outline: that of the call, or the one that is chosen */
  get outline() {
    const { trames } = this.data;
    const { appel, trame } = this.choice;
    return trames.find(({ appels }) => appels.includes(appel)) ?? trames.find(({ id }) => id === trame) ?? trames[0];
  }

  /** @returns {string} the region that is chosen, or else that of the call */
  get region() {
    const { appels, parents } = this.data;
    const [place = ''] = appels[this.choice.appel]?.territoires ?? [];
    return this.choice.region || (parents[place] ?? place);
  }

  /** @returns {import('../commun/fiches.js').Record[]} the chosen records that could be read */
  get records() {
    return this.answers.map(({ record }) => record).filter(Boolean);
  }

  /** Shows the choice as it now is, in the address too. */
  async show() {
    this.fillForm();
    history.replaceState(null, '', new URL(writeChoice(this.choice), PAGE));
    this.showOutline();
    this.answers = await readRecords(this.choice.fiches);
    this.showRecords();
    this.showPrecedents();
    this.showTransfers();
    await this.offerRecords();
    root.dataset.pret = '';
  }

  /** Puts the choice in the form's fields. */
  fillForm() {
    for (const field of find('choix').elements) {
      if (field.type === 'checkbox') field.checked = this.choice[field.name].includes(field.value);
    }
    find('region').value = this.choice.region;
    find('appel').value = this.choice.appel;
    find('trame').value = this.outline.id;
    for (const name of LISTS) {
      const n = this.choice[name].length;
      root.querySelector(`[data-nombre="${name}"]`).textContent = n ? `(${n})` : '';
    }
  }

  /** Takes the choice from the form's fields. */
  takeForm() {
    const fields = new FormData(find('choix'));
    const lists = LISTS.map((name) => [name, fields.getAll(name)]);
    const appel = fields.get('appel');
    // A call has its own outline: another one that is asked for lets the call go.
    const keeps = this.data.trames.find(({ id }) => id === fields.get('trame'))?.appels.includes(appel);
    const changed = fields.get('trame') !== this.outline.id && appel === this.choice.appel;
    this.choice = {
      ...this.choice,
      region: fields.get('region'),
      appel: changed && !keeps ? '' : appel,
      trame: fields.get('trame'),
      ...Object.fromEntries(lists),
    };
  }

  /** Shows the outline of the call, and of its rules those that are asked about. */
  showOutline() {
    const { outline, data } = this;
    const calls = callsOf(this.choice, outline, data);
    for (const section of root.querySelectorAll('[data-trame]')) section.hidden = section.dataset.trame !== outline.id;
    const shown = root.querySelector(`[data-trame="${outline.id}"]`);
    for (const item of shown.querySelectorAll('[data-appel]')) item.hidden = calls.length > 0 && !calls.includes(item.dataset.appel);
    for (const words of shown.querySelectorAll('[data-non-lu]')) {
      const known = words.parentElement.querySelector('details');
      words.hidden = Boolean(words.parentElement.querySelector('[data-appel]:not([hidden])'));
      // What a chosen call says is there to be read; what others said, to be opened.
      if (known) known.open = calls.length > 0 && words.hidden;
    }
    shown.querySelector('[data-appel-choisi]').replaceChildren(...calls.map((id) => this.callBlock(data.appels[id])));
    // What is known of the calls of the region, and whom to ask there.
    const desks = this.data.guichets[this.region] ?? [];
    const known = calls.length
      ? 'La trame montre les appels connus de cette région.'
      : 'Aucun appel de cette région n’est connu ici\u00a0: la trame montre ce que d’autres demandaient.';
    find('region-dit').replaceChildren(
      ...this.choice.region && !this.choice.appel ? [create('p', {}, known)] : [],
      ...desks.length ? [create('details', {}, create('summary', {}, 'À qui parler dans la région'), lineList(desks))] : [],
    );
  }

  /** @returns {HTMLElement} a call: its page, its dates, what was not read of it */
  callBlock({ nom, adresse, dates, non_lus: unread }) {
    return create('div', { class: 'candidature-point' },
      create('p', {}, create('a', { href: new URL(adresse, ROOT).href }, nom), dates.length ? `. ${dates.join(' ; ')}.` : '.'),
      ...unread.length ? [create('p', {}, create('strong', {}, 'À ouvrir avant d’écrire')), lineList(unread)] : []);
  }

  /** Lists the chosen records. */
  showRecords() {
    const items = this.answers.map(({ id, state, record }) => {
      const title = record?.title ?? id;
      const why = state === 'read' ? '' : state === 'unknown' ? '(le catalogue ne la connaît pas)' : '(elle n’a pas pu être lue)';
      return recordItem(title, record?.url ?? recordAddress(id), why,
        makeButton('Retirer', `\u00a0: ${title}`, () => this.remove(id, title)));
    });
    find('fiches').replaceChildren(...items);
    const n = this.choice.fiches.length;
    const from = this.taken ? ' Elles viennent de votre sélection.' : '';
    find('fiches-dit').textContent = n
      ? `${records(n)} sur ${MAX_RECORDS} au plus.${from}`
      : 'Aucune fiche encore. Cherchez-en une, ou prenez parmi celles qui ont vos choix.';
    // Those of the reader's selection that are not there yet, as many as there is room for.
    const others = selection().filter((id) => !this.choice.fiches.includes(id)).slice(0, MAX_RECORDS - n);
    find('fiches-selection').replaceChildren(...others.length ? [makeButton(
      `Ajouter ${records(others.length)} de ma sélection`, '', () => this.add(others, 'ma sélection'))] : []);
  }

  /** Adds records, and says so; the focus goes to the next that may be added. */
  async add(ids, title) {
    const all = [...new Set([...this.choice.fiches, ...ids])];
    if (all.length > MAX_RECORDS) {
      announce(`Six fiches au plus\u00a0: retirez-en une pour ajouter celle-ci.`);
      find('fiches-dit').textContent = `${records(MAX_RECORDS)} au plus\u00a0: retirez-en une pour en ajouter une autre.`;
      return;
    }
    this.taken = false;
    this.choice.fiches = all;
    announce(`${quoted(title)} est ajoutée\u00a0: ${records(all.length)}.`);
    const buttons = () => [...find('trouvees').querySelectorAll('button')];
    const rank = buttons().indexOf(document.activeElement);
    await this.show();
    // The button is gone: whoever pressed it is not left at the head of the page.
    const next = rank < 0 ? undefined : buttons().at(Math.min(rank, buttons().length - 1));
    if (document.activeElement === document.body) (next ?? find('fiches-titre')).focus();
  }

  /** Takes a record away, and gives the focus to the list. */
  remove(id, title) {
    this.taken = false;
    this.choice.fiches = this.choice.fiches.filter((other) => other !== id);
    announce(`${quoted(title)} est retirée.`);
    this.show();
    find('fiches-titre').focus();
  }

  /** Puts under each section what the chosen records say of it. */
  showPrecedents() {
    const shown = root.querySelector(`[data-trame="${this.outline.id}"]`);
    for (const { id, cles: keys } of this.outline.rubriques) {
      const place = shown.querySelector(`[data-rubrique="${id}"] [data-precedents]`);
      place.replaceChildren(...keys.length && this.records.length ? [this.precedentBlock(keys)] : []);
    }
  }

  /** @returns {HTMLElement} what records say of some fields, folded, and which say nothing */
  precedentBlock(keys) {
    const { said, silent } = precedents(this.records, keys);
    if (!said.length) return create('p', { class: 'candidature-dit' }, 'Aucune des fiches choisies n’en dit rien.');
    const quotes = said.map(({ record, rows }) => create('div', { class: 'precedent' },
      create('p', {}, create('a', { href: record.url }, record.title)),
      fieldList(rows, record.url),
      sourcesLine(record, rows)));
    const names = silent.map(({ title }) => quoted(title)).join(', ');
    return create('details', { class: 'candidature-precedents' },
      create('summary', {}, `Ce que disent les fiches\u00a0: ${said.length} sur ${this.records.length}`),
      ...quotes,
      names && create('p', { class: 'candidature-dit' }, `N’en disent rien\u00a0: ${names}.`));
  }

  /** Shows the grid of the transfer for each chosen record. */
  showTransfers() {
    const place = root.querySelector('[data-transferts]');
    if (!place) return;
    const open = new Set([...place.querySelectorAll('details[open]')].map(({ dataset }) => dataset.fiche));
    const blocks = this.records.map((record) => this.transferBlock(record, open.has(record.id)));
    place.replaceChildren(...blocks);
    root.querySelector('[data-sans-fiche]').hidden = blocks.length > 0;
  }

  /** @returns {HTMLElement} a record's own answers, then the questions for the reader */
  transferBlock(record, isOpen) {
    const { transfert: grid } = this.data;
    const part = (title, keys, nothing) => {
      const rows = rowsOf(record, keys);
      return [create('p', {}, create('strong', {}, title)), rows.length ? fieldList(rows, record.url) : create('p', {}, nothing)];
    };
    const asked = grid.familles.map(({ id, titre, questions }) => create('fieldset', {}, create('legend', {}, titre, offScreen(`\u00a0: ${record.title}`)),
      ...questions.map((question, i) => this.questionField(record.id, `${id}.${i}`, question))));
    return create('details', { class: 'candidature-transfert', 'data-fiche': record.id, open: isOpen ? '' : undefined },
      create('summary', {}, record.title),
      ...part('Ce qui doit rester, d’après ses sources', grid.cles, 'Aucune source lue ne dit ce qui fait marcher l’initiative.'),
      ...part('Le mécanisme que la fiche décrit', grid.mecanisme, 'La fiche ne le décrit pas.'),
      ...part('Ce qui tient au lieu et peut changer, d’après ses sources', grid.adaptable, 'Aucune source lue ne le dit.'),
      create('p', {}, create('strong', {}, 'À vérifier chez vous')), ...asked);
  }

  /** @returns {HTMLElement} a question and the room for its answer, which the browser keeps */
  questionField(record, key, question) {
    const id = `transposer-${record}-${key.replace('.', '-')}`;
    const field = create('textarea', { id, rows: '2' });
    field.value = answersOf(record)[key] ?? '';
    field.addEventListener('input', () => {
      if (keepAnswer(record, key, field.value)) return;
      this.say('Votre navigateur refuse de garder vos réponses\u00a0: téléchargez le dossier avant de quitter cette page.');
    });
    return create('p', {}, create('label', { for: id }, question), field);
  }

  /** Says what was done, or what went wrong, once. */
  say(words) {
    const place = find('messages');
    if (place.textContent !== words) place.replaceChildren(message(words));
  }

  /** Proposes records; without the catalogue's data the rest of the page still works. */
  offerRecords() {
    return this.propose().catch((error) => {
      console.warn('Catalogue illisible\u00a0:', error);
      find('trouvees-dit').textContent = 'Les fiches du catalogue n’ont pas pu être lues. Vérifiez votre connexion, puis réessayez.';
    });
  }

  /** Proposes records: those whose words are sought, or those that share most of the choice. */
  async propose() {
    const words = find('mots').value.trim();
    const titles = await this.read('titres.json');
    const found = words ? titledBy(titles, words).map((position) => ({ position, why: '' })) : await this.alike();
    const kept = found.filter(({ position }) => !this.choice.fiches.includes(titles.ids[position])).slice(0, MOST_FOUND);
    find('trouvees-dit').textContent = words
      ? `${kept.length ? records(kept.length) : 'Aucune fiche'} pour ${quoted(words)}.`
      : kept.length ? 'Fiches qui ont le plus de vos choix\u00a0:' : '';
    find('trouvees').replaceChildren(...kept.map(({ position, why }) => {
      const [id, title] = [titles.ids[position], titles.titres[position]];
      return recordItem(title, recordAddress(id), why ? `(${why})` : titles.lieux[position],
        makeButton('Ajouter', `\u00a0: ${title}`, () => this.add([id], title)));
    }));
  }

  /** @returns {Promise<{position: number, why: string}[]>} records that share the choice, the nearest first */
  async alike() {
    const asked = Object.keys(FACETS).filter((name) => [this.choice[name]].flat().some(Boolean));
    if (!asked.length) return [];
    const catalogue = prepare(await this.read('facettes.json'));
    const shared = asked.map((name) => {
      const facet = catalogue.facettes.find(({ parametre }) => parametre === FACETS[name]);
      return [name, [this.choice[name]].flat().map((id) => facet?.byId.get(id)?.bits).filter(Boolean)];
    });
    return Array.from({ length: catalogue.n }, (_, position) => {
      const same = shared.filter(([, sets]) => sets.some((bits) => contains(bits, position))).map(([name]) => name);
      // What is done for the same people teaches more than what is near.
      const weight = same.reduce((sum, name) => sum + (name === 'publics' ? 3 : name === 'region' ? 1 : 2), 0);
      return { position, weight, why: same.map((name) => SAME[name]).join(', ') };
    }).filter(({ weight }) => weight).sort((a, b) => b.weight - a.weight || a.position - b.position);
  }

  /** @returns {[string, string][]} the choice in words */
  labels(calls = callsOf(this.choice, this.outline, this.data)) {
    const chosen = (name) => [...find(name).selectedOptions].filter(({ value }) => value).map((option) => option.textContent);
    const checked = (name) => [...root.querySelectorAll(`input[name="${name}"]:checked`)].map((box) => box.parentElement.textContent.trim());
    const named = calls.map((id) => this.data.appels[id].nom);
    const call = !calls.length && this.choice.region ? ['aucun appel connu dans cette région'] : named;
    const all = [['Région', chosen('region')], ['Appel', call], ['Publics', checked('publics')], ['Outils', checked('outils')],
      ['Partenariats', checked('partenariats')], ['Fiches citées', this.records.map(({ title }) => title)]];
    return all.map(([label, words]) => [label, words.join('\u00a0; ') || NONE]);
  }

  /** @returns {Promise<object[]>} the file as blocks */
  async blocks(date) {
    const { fileBlocks } = await import('./fichier.js');
    const calls = callsOf(this.choice, this.outline, this.data);
    return fileBlocks({
      outline: this.outline,
      data: this.data,
      choice: this.choice,
      region: this.region,
      calls,
      labels: this.labels(calls),
      records: this.records,
      answers: Object.fromEntries(this.records.map(({ id }) => [id, answersOf(id)])),
      address: new URL(writeChoice(this.choice), PAGE).href,
      siteName: siteName(),
      date,
    });
  }

  actions = {
    docx: async () => {
      const { DOCX, makeDocx } = await import('../commun/docx.js');
      const date = new Date();
      const footer = `Dossier de candidature – ${siteName()}`;
      download(makeDocx({ title: 'Dossier de candidature', footer, blocks: await this.blocks(date), date, dense: true }), `candidature-${today(date)}.docx`, DOCX);
      this.say('Le document est prêt.');
    },
    markdown: async () => {
      const { markdownOf } = await import('./markdown.js');
      const date = new Date();
      download(markdownOf(await this.blocks(date)), `candidature-${today(date)}.md`, 'text/markdown;charset=utf-8');
      this.say('Le texte est prêt.');
    },
    copier: async () => {
      await navigator.clipboard.writeText(location.href);
      this.say('L’adresse est copiée.');
    },
  };
}

/** @returns {HTMLElement} who published what some rows of a record say, and when */
function sourcesLine(record, rows) {
  const named = documentsIn(record, rows.flatMap(({ blocs }) => blocs)).map(({ own, brief }) => `${own}. ${brief}`);
  return create('p', { class: 'candidature-dit' },
    named.length ? `Sources\u00a0: ${named.join('\u00a0; ')}.` : 'La fiche ne rattache pas ces mots à un document précis.');
}

/** Runs an action; what fails is said, and nothing is lost. */
async function run(page, button) {
  try {
    await page.actions[button.dataset.action]();
  } catch (error) {
    console.error('Action impossible\u00a0:', error);
    page.say(button.dataset.action === 'copier'
      ? 'Votre navigateur ne laisse pas copier\u00a0: prenez l’adresse dans sa barre.'
      : 'Cela n’a pas marché. Vérifiez votre connexion, puis réessayez.');
  }
}

/** Makes the page answer. */
async function start() {
  const data = await readJson(new URL(root.dataset.trames, location.href));
  if (!data.trames.length) return;
  const page = new Page(data, reader(new URL(root.dataset.donnees, location.href)));
  const isAsked = location.search !== '';
  find('choix').addEventListener('change', async () => {
    page.takeForm();
    await page.show();
    // What has become of the page: a change shows elsewhere than at the field.
    const region = find('region-dit').querySelector(':scope > p')?.textContent ?? '';
    announce(`Trame\u00a0: ${find('trame').selectedOptions[0].textContent}. ${region}`.trim());
  });
  find('chercher').addEventListener('submit', (event) => { event.preventDefault(); page.offerRecords(); });
  root.addEventListener('click', ({ target }) => {
    const button = target.closest('[data-action]');
    if (button) run(page, button);
  });
  await page.show();
  if (!isAsked) return;
  const chosen = page.labels().filter(([, words]) => words !== NONE).map(([label, words]) => `${label}\u00a0: ${words}`);
  announce(chosen.length ? `Vos choix sont repris. ${chosen.join('. ')}.` : '');
  arriveAt(find('projet-titre'));
}

start().catch((error) => {
  // Without its data the page is what it is without a script: the outlines, and the blank documents.
  document.documentElement.classList.remove('js');
  console.error('La candidature reste sans choix\u00a0:', error);
});
