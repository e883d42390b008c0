/* An applicant's file as blocks: what is asked, what is quoted, what is to be written. Pure. */

import { addressLine, blocksOf, heading, labelTable, paragraph } from '../commun/blocs.js';
import { ROOT } from '../commun/garde.js';
import { documentsOf, mainRowsOf, numbersIn, precedents, shortened } from './precedents.js';

const DAY = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long' });
const NOT_READ = 'Non lu\u00a0: à vérifier dans l’appel.';
/** A list is quoted up to so many items; the record has the others. */
const MOST_ITEMS = 4;
/** Where no call is chosen, so many others say what they asked. */
const MOST_OTHERS = 2;

/**
 * @typedef {import('../commun/blocs.js').Block} Block @typedef {import('../commun/fiches.js').Record} Record
 * @typedef {{outline: object, data: object, calls: string[], labels: [string, string][], records: Record[],
 *   answers: Record<string, Record<string, string>>, address: string, siteName: string, date: Date}} Given
 *   calls: those whose rules are shown; labels: the reader's choice in words; answers: by record, by question
 */

const url = ROOT.href;

/** @returns {Block} a line of a list: a document's words, or what was not read */
function line(block, list, before = []) {
  const [{ runs }] = blocksOf([block], url);
  return { kind: 'item', level: 0, list, ordered: false, runs: [...before, ...runs] };
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

  /** @returns {object[]} runs whose call-outs have the numbers of the file */
  renumbered(runs, record) {
    return runs.map((run) => (run.up ? { ...run, text: `[${this.numberOf(record, Number(run.text))}]`, up: false } : run));
  }

  /** @returns {string} who published what some blocks say, and when */
  briefOf(record, blocks) {
    const documents = documentsOf(record);
    const named = numbersIn(blocks).filter((own) => documents[own - 1])
      .map((own) => `[${this.numberOf(record, own)}]\u00a0${documents[own - 1].brief}`);
    return named.length ? named.join('\u00a0; ') : 'la fiche ne rattache pas ce champ à un document';
  }
}

/** @returns {Block[]} a field of a record, word for word, and where its words come from */
function quotation(row, record, documents) {
  const { blocs, left } = shortened(row.blocs, MOST_ITEMS);
  const title = row.groupe ? `${row.groupe}, ${row.libelle.toLowerCase()}` : row.libelle;
  const said = blocksOf(blocs, record.url).map((block) => ({
    kind: 'paragraph',
    style: 'Quote',
    runs: [...block.kind === 'item' ? [{ text: '–\u00a0' }] : [], ...documents.renumbered(block.runs, record)],
  }));
  const rest = left ? ` La fiche en dit ${left} de plus.` : '';
  return [
    { kind: 'paragraph', style: 'Quote', runs: [{ text: title, bold: true }] },
    ...said,
    { kind: 'paragraph', style: 'Provenance', runs: [{ text: `Source\u00a0: ${documents.briefOf(record, row.blocs)}.${rest}` }] },
  ];
}

/** @returns {Block[]} what the chosen records say of some fields, and which say nothing */
function quoted(records, keys, documents) {
  const { said, silent } = precedents(records, keys, mainRowsOf);
  const names = silent.map(({ title }) => `«\u00a0${title}\u00a0»`).join(', ');
  return [
    ...said.flatMap(({ record, rows }) => [
      { kind: 'paragraph', style: 'Point', runs: [{ text: 'Fiche\u00a0: ' }, { text: record.title, href: record.url }] },
      ...rows.flatMap((row) => quotation(row, record, documents)),
    ]),
    ...silent.length && keys.length ? [paragraph(`N’en disent rien\u00a0: ${names}.`, { name: 'Aide' })] : [],
  ];
}

/** @returns {Block[]} a point to check: what is known of the call, or of the newest others where none is chosen */
function point({ titre, lignes }, { calls, data }) {
  const known = calls.length ? lignes.filter(({ appel }) => calls.includes(appel)) : lignes.slice(0, MOST_OTHERS);
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
    section.detail ? heading(2, section.titre) : heading(1, section.titre, { here: true }),
    ...lines(section.demandes),
    ...section.points.flatMap((one) => point(one, given)),
    ...lines(section.non_lu, notRead),
    ...quoted(given.records, section.cles, documents),
    ...section.indicateurs.length ? [
      paragraph('Indicateurs proposés', { name: 'Point' }),
      paragraph('D’autres les ont comptés et publiés\u00a0: des suggestions, qu’aucun appel lu n’impose.', { name: 'Aide' }),
      ...lines(section.indicateurs),
    ] : [],
    ...section.questions.map((question) => paragraph(question, { name: 'Aide' })),
    { kind: 'blank', label: section.titre },
    ...section.tableau ? [blankTable(section.tableau)] : [],
  ];
}

/** @returns {Block[]} what must stay of a record's initiative, what may change, and the reader's answers */
function transferBlocks(record, grid, answers, documents) {
  const parts = [
    ['Ce qui doit rester, d’après ses sources', grid.cles, 'Aucune source lue ne dit ce qui fait marcher l’initiative.'],
    ['Le mécanisme que la fiche décrit', grid.mecanisme, 'La fiche ne le décrit pas.'],
    ['Ce qui tient au lieu et peut changer, d’après ses sources', grid.adaptable, 'Aucune source lue ne le dit.'],
  ].flatMap(([title, keys, nothing]) => {
    const rows = mainRowsOf(record, keys);
    const said = rows.flatMap((row) => quotation(row, record, documents));
    return [paragraph(title, { name: 'Point' }), ...said.length ? said : [paragraph(nothing)]];
  });
  const rows = grid.familles.flatMap(({ id, titre, questions }) => questions.map((question, i) => ({
    header: false,
    cells: [i ? [] : [paragraph(titre)], [paragraph(question)], answers[`${id}.${i}`] ? [paragraph(answers[`${id}.${i}`])] : []],
  })));
  const head = { header: true, cells: ['À vérifier chez vous', 'Question', 'Votre réponse'].map((text) => [paragraph(text)]) };
  return [heading(2, record.title), ...parts, { kind: 'table', shares: [0.2, 0.4, 0.4], rows: [head, ...rows] }];
}

/** @returns {Block[]} the grid for each record, or blank where there is none */
function gridBlocks({ data: { transfert }, records, answers }, documents) {
  const sources = blocksOf([{ p: ['Sources\u00a0: ', ...transfert.sources.flatMap((run, i) => (i ? [', ', run] : [run])), '.'] }], url);
  return [
    heading(1, 'Puis-je le transposer\u00a0?', { here: true }),
    paragraph(transfert.texte),
    ...sources,
    ...records.flatMap((record) => transferBlocks(record, transfert, answers[record.id] ?? {}, documents)),
  ];
}

/** @returns {Block[]} the documents that the file quotes */
function sourcesBlocks({ all }) {
  if (!all.length) return [];
  return [heading(1, 'Documents cités', { here: true }), ...all.map(({ title, href, full, record }, i) => ({
    kind: 'paragraph',
    runs: [{ text: `[${i + 1}] ` }, { text: title, italic: true, ...href ? { href } : {} },
      { text: `, ${full}. Cité par la fiche «\u00a0${record.title}\u00a0».` }],
  }))];
}

/** @returns {Block[]} what to open before writing: what was not read of the calls */
function toOpen({ calls, data }) {
  const found = calls.flatMap((id) => data.appels[id].non_lus);
  return found.length ? [paragraph('À ouvrir avant d’écrire', { name: 'Point' }), ...lines(found)] : [];
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
    paragraph('Ce document est à compléter. Les cadres et les tableaux attendent vos mots. Les citations sont celles des fiches, mot pour mot\u00a0; les numéros entre crochets renvoient aux documents cités à la fin.'),
    labelTable(labels.map(([label, words]) => [label, [paragraph(words)]])),
    addressLine(`Retrouver ces choix sur ${siteName}\u00a0: `, address),
    ...toOpen(given),
    ...sections,
    ...grid,
    heading(1, 'Points d’attention', { here: true }),
    paragraph('Des conseils tirés d’initiatives lues, non des règles d’un appel.', { name: 'Aide' }),
    ...lines([...data.conseils, ...noted]),
    ...sourcesBlocks(documents),
  ];
}
