/* What the form holds, as the data of a sheet: sections, labels and values, from the form's own fields. Pure. */

import { formatNumber } from '../commun/dom.js';
import { isEmpty, isGroup } from './ranger.js';

/* The small Markdown of prose fields as blocks of text: paragraphs, lists, emphasis, web links. Pure. */

const ITEM = /^\s*(?:[-+*]|\d+[.)])\s+/;
const MARK = /\[([^[\]]*)\]\((https?:\/\/[^\s()]+)\)|\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=\S)(.+?)(?<=\S)\*/gis;

/** @returns {import('../commun/fiches.js').Run[]} words, those of a mark or a link apart */
function runs(text) {
  const words = text.replace(/[ \t\r\n]+/g, ' ').trim();
  const found = [];
  let end = 0;
  for (const match of words.matchAll(MARK)) {
    const [whole, t, lien, strong, emphasis] = match;
    found.push(words.slice(end, match.index));
    if (lien) found.push({ t, lien });
    else found.push(strong ? { t: strong, gras: true } : { t: emphasis, ital: true });
    end = match.index + whole.length;
  }
  return [...found, words.slice(end)].filter(Boolean);
}

function block(text) {
  const lines = text.split('\n');
  if (!ITEM.test(lines[0])) return { p: runs(text) };
  const items = lines.reduce((made, line) => (ITEM.test(line) ? [...made, line.replace(ITEM, '')]
    : [...made.slice(0, -1), `${made.at(-1)} ${line}`]), []).map((item) => [{ p: runs(item) }]);
  return { [/^\s*\d/.test(lines[0]) ? 'ol' : 'ul']: items, genre: 'liste' };
}

/** @typedef {import('../commun/fiches.js').Block} Block @typedef {import('../commun/fiches.js').Row} Row */

/** The field of a group that says the most: it needs no label of its own. */
const MAIN = ['texte', 'description'];

/** @returns {string} « 1er octobre 2019 », or the text itself where it is no date */
function dateWords(text, months) {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? [];
  const name = months[Number(month) - 1];
  if (!year || (month && !name)) return text;
  return [day && (Number(day) === 1 ? '1er' : String(Number(day))), name, year].filter(Boolean).join(' ');
}

/** Words a record with the labels of its fields and of what they name. */
class Reader {
  constructor({ ensembles, mois }, record, names) {
    Object.assign(this, { ensembles, mois, names });
    const sources = Array.isArray(record.sources) ? record.sources : [];
    this.numbers = new Map(sources.map((source, rank) => [source?.id, rank + 1]));
  }

  /** @returns {string} the name of a term, or its id where nothing is known of it */
  nameOf(set, id) {
    const terms = this.ensembles[set]?.termes ?? {};
    if (Object.hasOwn(terms, id)) return terms[id].libelle;
    return Object.hasOwn(this.names, id) ? this.names[id] : String(id);
  }

  /** @returns {import('../commun/fiches.js').Run} one value in words */
  words(spec, value) {
    if (spec.referentiel) return this.nameOf(spec.referentiel, value);
    if (typeof value === 'boolean') return value ? 'oui' : 'non';
    if (spec.vue === 'date') return dateWords(String(value), this.mois);
    if (spec.vue === 'url') return { t: String(value), lien: String(value) };
    const [whole, decimals] = String(value).split('.');
    const isCount = typeof value === 'number' && spec.vue !== 'annee';
    // « 1 250,5 »
    const number = isCount ? formatNumber(whole) + (decimals ? `,${decimals}` : '') : String(value);
    return spec.unite ? `${number}\u00a0${spec.unite}` : number;
  }

  /** @returns {Block[]} what a field says; nothing where it holds nothing, or not what it should */
  blocks(spec, value) {
    if (isEmpty(value)) return [];
    if (Array.isArray(value)) return spec.element ? [this.list(spec, value)] : [];
    if (isGroup(value)) return spec.proprietes ? this.group(spec, value) : [];
    if (!spec.prose || typeof value !== 'string') return [{ p: [this.words(spec, value)] }];
    return value.split('\n\n').map((part) => part.trim()).filter(Boolean).map(block);
  }

  list({ element, vue }, values) {
    const items = values.map((value) => this.blocks(element, value)).filter((blocks) => blocks.length);
    if (vue === 'sources') return { ol: items, genre: 'sources' };
    return { ul: items, genre: element.referentiel ? 'etiquettes' : 'liste' };
  }

  /** @returns {[string, object, Block[]][]} the fields of a group that say something, but for its source */
  fields(spec, value, inLine = false) {
    return Object.entries(spec.proprietes)
      .filter(([name, field]) => Object.hasOwn(value, name) && name !== 'id' && field.referentiel !== 'sources-fiche')
      .map(([name, field]) => [name, field, inLine ? this.inLine(field, value[name]) : this.blocks(field, value[name])])
      .filter(([,, blocks]) => blocks.length);
  }

  /** @returns {Block[]} what a field of a group says: its terms are part of the line */
  inLine(spec, value) {
    if (!Array.isArray(value) || !spec.element?.referentiel || !value.length) return this.blocks(spec, value);
    return [{ p: [value.map((id) => this.words(spec.element, id)).join(', ')] }];
  }

  /** @returns {Block[]} a group: its short fields on one line, the others each on their own */
  group(spec, value) {
    const blocks = [];
    let line = null;
    for (const [name, field, [first, ...rest]] of this.fields(spec, value, true)) {
      const isMain = MAIN.includes(name);
      const isShort = first.p && !rest.length && !field.prose;
      const label = isMain ? [] : [{ t: `${field.titre}\u00a0: `, gras: true }];
      if (isShort && line) line.push(' ; ', ...label, ...first.p);
      else if (first.p) blocks.push({ p: [...label, ...first.p] }, ...rest);
      else blocks.push(...label.length ? [{ p: label }] : [], first, ...rest);
      line = isShort ? line ?? blocks.at(-1).p : null;
    }
    return this.sourced(value, blocks);
  }

  /** Ends what a group says with the number of its source. */
  sourced({ source }, blocks) {
    const number = this.numbers.get(source);
    if (number !== undefined) lastLine(blocks)?.push({ t: String(number), appel: true });
    return blocks;
  }

  /** @returns {Row[]} the rows of a field: one, or one for each of the fields of a group */
  rows(name, spec, value) {
    if (!isGroup(value) || !spec.proprietes) {
      return [{ cle: name, libelle: spec.titre, court: isShort(spec), blocs: this.blocks(spec, value) }];
    }
    const fields = this.fields(spec, value);
    const main = fields.find(([key]) => MAIN.includes(key));
    const others = fields.filter((field) => field !== main).map(([key, field, blocs]) => (
      { cle: `${name}/${key}`, libelle: field.titre, groupe: spec.titre, court: isShort(field), blocs }));
    const rows = main ? [{ cle: name, libelle: spec.titre, blocs: main[2] }, ...others] : others;
    if (rows.length) this.sourced(value, rows.at(-1).blocs);
    return rows;
  }
}

/** @returns {import('../commun/fiches.js').Run[]|undefined} the line that ends some blocks */
function lastLine(blocks) {
  const last = blocks.at(-1);
  return last?.p ?? (last && lastLine((last.ul ?? last.ol).at(-1)));
}

const isShort = ({ type, element, prose }) => !prose && (type !== 'array' || Boolean(element?.referentiel));

/**
 * @param {{sections: [string, string][], champs: object, ensembles: object, mois: string[]}} data formulaire.json
 * @param {object} record its values @param {Record<string, string>} names of the organisations that are new
 * @returns {import('../commun/fiches.js').Sheet} what it would say
 */
export function sheetData(data, record, names = {}) {
  const reader = new Reader(data, record, names);
  const [[first]] = data.sections;
  const fields = Object.entries(data.champs.project.proprietes).filter(([, spec]) => !spec.hors_fiche);
  const given = (name) => Object.hasOwn(record, name) && !isEmpty(record[name]);
  const sections = data.sections.map(([id, titre]) => ({
    id,
    titre,
    rubriques: fields.filter(([name, spec]) => (spec.section ?? first) === id && given(name))
      .flatMap(([name, spec]) => reader.rows(name, spec, record[name])),
  }));
  return {
    titre: String(record.titre ?? ''),
    resume: String(record.resume ?? ''),
    resume_en: String(record.resume_en ?? ''),
    sections: sections.filter(({ rubriques }) => rubriques.length),
    non_renseigne: [], // What is not filled in yet is not what no source says.
  };
}
