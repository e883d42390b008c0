/* An applicant's file as blocks: what is asked, what is quoted, what is to be written. Pure. */

import { addressLine, blocksOf, dayOf, heading, labelTable, lineOf, paragraph } from '../commun/blocs.js';
import { ROOT } from '../commun/garde.js';
import { nearestFirst } from './choix.js';
import { documentsIn, documentsOf, mainRowsOf, nameOf, precedents, shortened } from './precedents.js';

const NOT_READ = 'Non lu\u00a0: à vérifier dans l’appel.';
/** A list is quoted up to so many items; the record has the others. */
const MOST_ITEMS = 3;

/**
 * @typedef {import('../commun/blocs.js').Block} Block @typedef {import('../commun/fiches.js').Record} Record
 * @typedef {{outline: object, data: object, choice: import('./choix.js').Choice, region: string, calls: string[], labels: [string, string][], records: Record[],
 *   answers: Record<string, Record<string, string>>, address: string, siteName: string, date: Date}} Given
 *   region: its code; calls: those whose rules are shown; labels: the reader's choice in words; answers: by record, by question
 */

const url = ROOT.href;

/** @returns {Block[]} lines of one list: documents' words, or what was not read */
function lines(blocks, before = () => []) {
  const list = {};
  return blocks.map((block) => {
    const [{ runs }] = blocksOf([block], url);
    return { kind: 'item', style: 'Demande', level: 0, list, ordered: false, runs: [...before(block), ...runs] };
  });
}

/** @returns {Block} what is quoted of a record */
const quote = (...runs) => ({ kind: 'paragraph', style: 'Quote', runs });

/** @returns {Block} the record that is quoted below */
const cited = (record) => ({ kind: 'paragraph', style: 'Precedent', runs: [{ text: nameOf(record), href: record.url }] });

/** The documents that a file quotes, numbered as they come. */
class Documents {
  constructor() {
    /** @type {{title: string, href: string|undefined, brief: string, record: Record}[]} */
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
    return runs.filter(({ up, text }) => !up || /^\d+$/.test(text))
      // The links of a record's words lead about the site: on paper they would only be colours.
      .map(({ href, ...run }) => (run.up ? { text: `[${this.numberOf(record, Number(run.text))}]` } : run));
  }
}

/** @returns {Block[]} fields of a record, word for word, and where their words come from */
function quotations(rows, record, documents) {
  const cut = rows.map((row) => ({ ...row, ...shortened(row.blocs, MOST_ITEMS) }));
  const made = cut.map(({ groupe, libelle, blocs }) => {
    const title = groupe ? `${groupe}, ${libelle.toLowerCase()}` : libelle;
    return quote({ text: `${title}\u00a0: `, bold: true }, ...documents.renumbered(lineOf(blocs, record.url, true), record));
  });
  const left = cut.reduce((sum, row) => sum + row.left, 0);
  const rest = left ? ` La fiche en dit ${left} de plus.` : '';
  const sources = documentsIn(record, cut.flatMap(({ blocs }) => blocs))
    .map(({ own, brief }) => `[${documents.numberOf(record, own)}]\u00a0${brief}`);
  const from = sources.length ? `Sources\u00a0: ${sources.join('\u00a0; ')}` : 'La fiche ne rattache pas ces mots à un document précis';
  return [...made, paragraph(`${from}.${rest}`, { name: 'Provenance' })];
}

/** @returns {Block[]} what the chosen records say of some fields, and which say nothing */
function quoted(records, keys, documents) {
  const { said, silent } = precedents(records, keys, mainRowsOf);
  const names = silent.map(nameOf).join('\u00a0; ');
  return [
    ...said.flatMap(({ record, rows }) => [cited(record), ...quotations(rows, record, documents)]),
    ...silent.length && keys.length ? [paragraph(`N’en disent rien\u00a0: ${names}.`, { name: 'Aide' })] : [],
  ];
}

/** @returns {Block[]} a point to check: what is known of the call, or of the nearest others where none is chosen */
function point({ titre, lignes }, { calls, choice, data }) {
  // Where no call is chosen, the nearest to what is chosen that speaks of the point says what it asked.
  const shown = calls.length ? calls : nearestFirst(lignes, choice, data).slice(0, 1).map(({ appel }) => appel);
  const said = lines(lignes.filter(({ appel }) => shown.includes(appel)),
    ({ appel }) => (calls.length === 1 ? [] : [{ text: `${data.appels[appel].nom}\u00a0: ` }]));
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
  return [
    heading(section.detail ? 2 : 1, section.titre),
    ...lines(section.demandes),
    ...section.points.flatMap((one) => point(one, given)),
    ...lines(section.non_lu, () => [{ text: 'Non lu, à vérifier dans l’appel\u00a0: ', bold: true }]),
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
    const head = { text: `${title}\u00a0: `, bold: true };
    return rows.length ? [quote(head), ...quotations(rows, record, documents)] : [quote(head, { text: nothing })];
  });
  return [cited(record), ...parts];
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

/** @returns {Block[]} the documents that the file quotes */
function sourcesBlocks({ all }) {
  if (!all.length) return [];
  return [heading(1, 'Documents cités'), ...all.map(({ title, href, brief, record }, i) => ({
    kind: 'paragraph',
    style: 'Document',
    runs: [{ text: `[${i + 1}] ` }, { text: title, italic: true, ...href ? { href } : {} },
      { text: `, ${brief}. Fiche\u00a0: ${nameOf(record)}.` }],
  }))];
}

/** @param {Given} given @returns {Block[]} the whole file */
export function fileBlocks(given) {
  const { outline, data, region, calls, labels, records, answers, address, siteName, date } = given;
  const documents = new Documents();
  const { transfert } = data;
  const sources = transfert.sources.flatMap((run, i) => (i ? [', ', run] : [run]));
  const unread = calls.flatMap((id) => data.appels[id].non_lus);
  const desks = data.guichets[region] ?? [];
  const noted = outline.a_savoir ? [{ p: [outline.a_savoir] }] : [];
  return [
    paragraph('Dossier de candidature', { name: 'Title' }),
    paragraph(`${outline.nom} – ${dayOf(date)}`, { name: 'Subtitle' }),
    paragraph('Ce document est à compléter. Les cadres et les tableaux attendent vos mots. Les citations sont celles des fiches, mot pour mot, les listes mises à la suite\u00a0; les numéros entre crochets renvoient aux documents cités à la fin.'),
    labelTable(labels.map(([label, words]) => [label, [paragraph(words)]])),
    addressLine(`Retrouver ces choix sur ${siteName}\u00a0: `, address),
    ...unread.length ? [paragraph('À ouvrir avant d’écrire', { name: 'Point' }), ...lines(unread)] : [],
    ...outline.rubriques.flatMap((section) => sectionBlocks(section, given, documents)),
    heading(1, 'Puis-je le transposer\u00a0?'),
    ...blocksOf([{ p: [`${transfert.texte} (`, ...sources, ')'] }], url),
    ...records.flatMap((record) => transferBlocks(record, transfert, documents)),
    gridTable(transfert, records, answers),
    ...desks.length ? [heading(1, 'À qui parler'), ...lines(desks)] : [],
    heading(1, 'Points d’attention'),
    paragraph('Des conseils tirés d’initiatives lues, non des règles d’un appel.', { name: 'Aide' }),
    ...lines([...data.conseils, ...noted]),
    ...sourcesBlocks(documents),
  ];
}
