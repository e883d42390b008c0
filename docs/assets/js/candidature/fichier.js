/* An applicant's file as blocks: what is asked, what is quoted, what is to be written. Pure. */

import { addressLine, blocksOf, heading, labelTable, lineOf, paragraph } from '../commun/blocs.js';
import { ROOT } from '../commun/garde.js';
import { nearestFirst } from './choix.js';
import { documentsIn, documentsOf, mainRowsOf, nameOf, precedents, shortened } from './precedents.js';

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long' });
const NOT_READ = 'Non lu\u00a0: à vérifier dans l’appel.';
/** A list is quoted up to so many items; the record has the others. */
const MOST_ITEMS = 4;
/** Where no call is chosen, the nearest to what is chosen that speaks of a point says what it asked. */
const MOST_OTHERS = 1;

/**
 * @typedef {import('../commun/blocs.js').Block} Block @typedef {import('../commun/fiches.js').Record} Record
 * @typedef {{outline: object, data: object, choice: import('./choix.js').Choice, region: string, calls: string[], labels: [string, string][], records: Record[],
 *   answers: Record<string, Record<string, string>>, address: string, siteName: string, date: Date}} Given
 *   region: its code; calls: those whose rules are shown; labels: the reader's choice in words; answers: by record, by question
 */

const url = ROOT.href;

/** @returns {Block} a line of a list: a document's words, or what was not read */
function line(block, list, before = []) {
  const [{ runs }] = blocksOf([block], url);
  return { kind: 'item', style: 'Demande', level: 0, list, ordered: false, runs: [...before, ...runs] };
}

/** @returns {Block[]} lines of one list */
function lines(blocks, before = []) {
  const list = {};
  return blocks.map((block) => line(block, list, before));
}

/** The documents that a file quotes, numbered as they come. */
class Documents {
  constructor() {
    /** @type {{title: string, href: string|undefined, full: string, record: Record}[]} */
    this.all = [];
    this.known = new Map();
  }

  /** @returns {number} the number of a record's document in the file */
  numberOf(record, own) {
    const key = `${record.id} ${own}`;
    if (!this.known.has(key)) {
      const found = documentsOf(record)[own - 1];
      this.known.set(key, found ? this.all.push({ ...found, record }) : 0);
    }
    return this.known.get(key);
  }

  /** @returns {object[]} runs whose call-outs have the numbers of the file; brackets keep them apart */
  renumbered(runs, record) {
    const isNumber = ({ text }) => /^\d+$/.test(text);
    return runs.filter((run) => !run.up || isNumber(run))
      .map((run) => (run.up ? { text: `[${this.numberOf(record, Number(run.text))}]` } : run));
  }

  /** @returns {string} who published what some blocks say, and when */
  briefOf(record, blocks) {
    const named = documentsIn(record, blocks)
      .map(({ own, brief }) => `[${this.numberOf(record, own)}]\u00a0${brief}`);
    return named.length ? `Sources\u00a0: ${named.join('\u00a0; ')}` : 'La fiche ne rattache pas ces mots à un document précis';
  }
}

/** @returns {{block: Block, left: number}} a field of a record, word for word; left: items of its lists left out */
function quotation(row, record, documents) {
  const { blocs, left } = shortened(row.blocs, MOST_ITEMS);
  const title = row.groupe ? `${row.groupe}, ${row.libelle.toLowerCase()}` : row.libelle;
  const runs = lineOf(blocs, record.url, true);
  // The links of a record's words lead about the site: on paper they would only be colours.
  const words = documents.renumbered(runs, record).map(({ href, ...run }) => run);
  return { left, block: { kind: 'paragraph', style: 'Quote', runs: [{ text: `${title}\u00a0: `, bold: true }, ...words] } };
}

/** @returns {Block[]} fields of a record, and where their words come from */
function quotations(rows, record, documents) {
  const made = rows.map((row) => quotation(row, record, documents));
  const left = made.reduce((sum, one) => sum + one.left, 0);
  const rest = left ? ` La fiche en dit ${left} de plus.` : '';
  const from = documents.briefOf(record, rows.flatMap(({ blocs }) => shortened(blocs, MOST_ITEMS).blocs));
  return [...made.map(({ block }) => block), paragraph(`${from}.${rest}`, { name: 'Provenance' })];
}

/** @returns {Block[]} what the chosen records say of some fields, and which say nothing */
function quoted(records, keys, documents) {
  const { said, silent } = precedents(records, keys, mainRowsOf);
  const names = silent.map((record) => nameOf(record)).join('\u00a0; ');
  return [
    ...said.flatMap(({ record, rows }) => [
      { kind: 'paragraph', style: 'Precedent', runs: [{ text: nameOf(record), href: record.url }] },
      ...quotations(rows, record, documents),
    ]),
    ...silent.length && keys.length ? [paragraph(`N’en disent rien\u00a0: ${names}.`, { name: 'Aide' })] : [],
  ];
}

/** @returns {Block[]} a point to check: what is known of the call, or of the nearest others where none is chosen */
function point({ titre, lignes }, { calls, choice, data }) {
  const known = calls.length ? lignes.filter(({ appel }) => calls.includes(appel))
    : nearestFirst(lignes, choice, data).slice(0, MOST_OTHERS);
  const list = {};
  const named = (appel) => (calls.length === 1 ? [] : [{ text: `${data.appels[appel].nom}\u00a0: ` }]);
  const said = known.map((one) => line(one, list, named(one.appel)));
  return [paragraph(`☐ ${titre}`, { name: 'Point' }), ...said.length ? said : [paragraph(NOT_READ)]];
}

/** @returns {Block} a table to fill in */
function blankTable({ colonnes, lignes }) {
  const first = lignes.some(Boolean) ? 0.4 : 1 / colonnes.length;
  const others = (1 - first) / (colonnes.length - 1);
  const row = (texts, header) => ({ header, cells: colonnes.map((_, i) => (texts[i] ? [paragraph(texts[i])] : [])) });
  return {
    kind: 'table',
    shares: colonnes.map((_, i) => (i ? others : first)),
    rows: [row(colonnes, true), ...lignes.map((text) => row([text], false))],
  };
}

/** @returns {Block[]} a section of the file */
function sectionBlocks(section, given, documents) {
  const notRead = [{ text: 'Non lu, à vérifier dans l’appel\u00a0: ', bold: true }];
  return [
    heading(section.detail ? 2 : 1, section.titre),
    ...lines(section.demandes),
    ...section.points.flatMap((one) => point(one, given)),
    ...lines(section.non_lu, notRead),
    ...quoted(given.records, section.cles, documents),
    ...section.indicateurs.length ? [
      paragraph('Indicateurs proposés', { name: 'Point' }),
      paragraph('D’autres les ont comptés et publiés\u00a0: des suggestions, qu’aucun appel lu n’impose.', { name: 'Aide' }),
      ...lines(section.indicateurs),
    ] : [],
    paragraph(section.questions.join(' '), { name: 'Aide' }),
    { kind: 'blank', label: section.titre },
    ...section.tableau ? [blankTable(section.tableau)] : [],
  ];
}

/** @returns {Block[]} what must stay of a record's initiative, and what may change, as its sources say */
function transferBlocks(record, grid, documents) {
  const parts = [
    ['Doit rester, d’après ses sources', grid.cles, 'aucune source lue ne dit ce qui fait marcher l’initiative.'],
    ['Mécanisme que la fiche décrit', grid.mecanisme, 'la fiche ne le décrit pas.'],
    ['Tient au lieu et peut changer, d’après ses sources', grid.adaptable, 'aucune source lue ne le dit.'],
  ].flatMap(([title, keys, nothing]) => {
    const rows = mainRowsOf(record, keys);
    const head = [{ text: `${title}\u00a0: `, bold: true }];
    if (!rows.length) return [{ kind: 'paragraph', style: 'Quote', runs: [...head, { text: nothing }] }];
    return [{ kind: 'paragraph', style: 'Quote', runs: head }, ...quotations(rows, record, documents)];
  });
  return [{ kind: 'paragraph', style: 'Precedent', runs: [{ text: nameOf(record), href: record.url }] }, ...parts];
}

/** @returns {Block} the questions of the grid, with a column for the reader's answers on each record */
function gridTable({ familles }, records, answers) {
  const columns = records.length ? records : [null];
  const share = records.length > 3 ? 0.34 : 0.46;
  const head = ['À vérifier chez vous', ...columns.map((record) => (record ? nameOf(record) : 'Votre réponse'))];
  const rows = familles.flatMap(({ id, titre, questions }) => questions.map((question, i) => [
    [{ kind: 'paragraph', style: 'Cellule', runs: [{ text: `${titre}. `, bold: true }, { text: question }] }],
    ...columns.map((record) => {
      const answer = record && answers[record.id]?.[`${id}.${i}`];
      return answer ? [paragraph(answer)] : [];
    }),
  ]));
  return {
    kind: 'table',
    shares: [share, ...columns.map(() => (1 - share) / columns.length)],
    rows: [{ header: true, cells: head.map((text) => [paragraph(text, { name: 'Cellule' })]) }, ...rows.map((cells) => ({ header: false, cells }))],
  };
}

/** @returns {Block[]} « Puis-je le transposer ? » for the chosen records, or blank where there is none */
function gridBlocks({ data: { transfert }, records, answers }, documents) {
  const sources = transfert.sources.flatMap((run, i) => (i ? [', ', run] : [run]));
  return [
    heading(1, 'Puis-je le transposer\u00a0?'),
    ...blocksOf([{ p: [`${transfert.texte} (`, ...sources, ')'] }], url),
    ...records.flatMap((record) => transferBlocks(record, transfert, documents)),
    gridTable(transfert, records, answers),
  ];
}

/** @returns {Block[]} the documents that the file quotes */
function sourcesBlocks({ all }) {
  if (!all.length) return [];
  return [heading(1, 'Documents cités'), ...all.map(({ title, href, full, record }, i) => ({
    kind: 'paragraph',
    style: 'Document',
    runs: [{ text: `[${i + 1}] ` }, { text: title, italic: true, ...href ? { href } : {} },
      { text: `, ${full}. Fiche\u00a0: ${nameOf(record)}.` }],
  }))];
}

/** @returns {Block[]} what to open before writing: what was not read of the calls */
function toOpen({ calls, data }) {
  const found = calls.flatMap((id) => data.appels[id].non_lus);
  return found.length ? [paragraph('À ouvrir avant d’écrire', { name: 'Point' }), ...lines(found)] : [];
}

/** @returns {Block[]} whom to ask, and what, in the region of the file */
function toAsk({ region, data }) {
  const desks = data.guichets[region] ?? [];
  return desks.length ? [heading(1, 'À qui parler'), ...lines(desks)] : [];
}

/** @param {Given} given @returns {Block[]} the whole file */
export function fileBlocks(given) {
  const { outline, data, labels, address, siteName, date } = given;
  const documents = new Documents();
  const sections = outline.rubriques.flatMap((section) => sectionBlocks(section, given, documents));
  const grid = gridBlocks(given, documents);
  const noted = outline.a_savoir ? [{ p: [outline.a_savoir] }] : [];
  return [
    paragraph('Dossier de candidature', { name: 'Title' }),
    paragraph(`${outline.nom} – ${DAY.format(date)}`, { name: 'Subtitle' }),
    paragraph('Ce document est à compléter. Les cadres et les tableaux attendent vos mots. Les citations sont celles des fiches, mot pour mot, les listes mises à la suite\u00a0; les numéros entre crochets renvoient aux documents cités à la fin.'),
    labelTable(labels.map(([label, words]) => [label, [paragraph(words)]])),
    addressLine(`Retrouver ces choix sur ${siteName}\u00a0: `, address),
    ...toOpen(given),
    ...sections,
    ...grid,
    ...toAsk(given),
    heading(1, 'Points d’attention'),
    paragraph('Des conseils tirés d’initiatives lues, non des règles d’un appel.', { name: 'Aide' }),
    ...lines([...data.conseils, ...noted]),
    ...sourcesBlocks(documents),
  ];
}
