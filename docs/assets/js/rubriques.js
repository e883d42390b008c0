/*
 * A sheet read by its own headings and labels: sections, and in each its rows (one a field).
 * Nothing is worded here: what the sheet says is what is compared and carried away.
 */

import { create } from './dom.js';
import { plain } from './fiches.js';

/**
 * @typedef {{key: string, label: string, group: string, short: boolean, nodes: Node[],
 *   text: string, unsaid: boolean}} Row
 *   group: the field that this one is a part of, '' when it stands alone; short: from a list of
 *   labels and values; text: what it says, without call-outs; unsaid: it only says that it is unknown
 * @typedef {{id: string, title: string, rows: Row[]}} Section
 */

/** What serves the page and not the reader of the sheet. */
const SERVICE = 'nav, form, button, script, template, noscript, .avec-js, .carte, [data-pagefind-ignore]';

/** @returns {Element[]} the elements that stand directly in a part of the sheet */
function children(element) {
  return [...element.children].filter((child) => !child.matches(SERVICE));
}

/** @returns {boolean} whether a part only holds other fields: titles or labels outside any list */
function isWrapper(element) {
  if (!element.matches('div, section, article, aside')) return false;
  if (element.querySelector('[class*="partie--"], .criteres')) return true;
  return [...element.querySelectorAll('h3, dl')].some((inner) => {
    const holder = inner.parentElement.closest('li, td, dd, dl');
    return holder === null || !element.contains(holder);
  });
}

/** @returns {string|undefined} the name of the field that an element holds, as its class says it */
function nameOf(element) {
  return element.className.match(/(?:champ|partie)--([\w-]+)/)?.[1];
}

/** Reads one part of the sheet after the other, and keeps the rows that it finds. */
class Reader {
  constructor(section, title) {
    this.rows = [];
    this.section = section;
    this.title = title;
    this.field = { key: section, label: title, group: '' };
  }

  /** @returns {Row} the row of a field, made at its first content */
  row({ key, label, group }, short) {
    let found = this.rows.find((row) => row.key === key);
    if (!found) {
      found = { key, label, group, short, nodes: [], text: '', unsaid: true };
      this.rows.push(found);
    }
    return found;
  }

  /** Adds content to a field. */
  add(field, nodes, short) {
    if (!nodes.some((node) => plain(node))) return;
    const row = this.row(field, short);
    row.nodes.push(...nodes);
    row.text = row.nodes.map(plain).join(' ').trim();
    row.unsaid &&= nodes.every((node) => !plain(node) || node.matches?.('.non-renseigne'));
  }

  /** Reads a list of labels and values; a value that holds such a list gives one row for each. */
  labels(list, field) {
    for (const item of children(list)) {
      const pair = item.matches('div') ? item : item.parentElement;
      const label = item.matches('dt') ? item : item.querySelector(':scope > dt');
      const value = item.matches('dt') ? item.nextElementSibling : item.querySelector(':scope > dd');
      if (!label || !value) continue;
      const words = plain(label);
      const part = field.label !== this.title || field.group;
      const key = `${field.key}/${nameOf(pair) ?? words}`;
      this.value({ key, label: words, group: part ? field.label : '' }, value);
    }
  }

  /** Reads the value of a label. */
  value(field, value) {
    const named = value.querySelector(':scope > ul.valeurs');
    if (named) {
      this.parts(named, field);
      return;
    }
    const direct = [...value.querySelectorAll(':scope > dl')];
    const rest = [...value.childNodes].filter((node) => !direct.includes(node));
    this.add(field, rest, true);
    direct.forEach((dl) => this.labels(dl, field));
  }

  /** Reads the parts of an answer, each with its own name; those unknown are not parts. */
  parts(list, field) {
    for (const item of list.children) {
      const name = item.querySelector(':scope > .valeur-nom');
      const label = plain(name ?? item).replace(/\s*:$/, '');
      const nodes = [...item.childNodes].filter((node) => node !== name);
      this.add({ key: `${field.key}/${label}`, label, group: field.label }, nodes, true);
    }
  }

  /** Reads a table that has a field on each row, what is said of it, then its source. */
  criteria(table) {
    for (const { cells: [name, said, source] } of table.tBodies[0].rows) {
      const label = plain(name);
      const key = `${this.field.key}/${label}`;
      this.add({ key, label, group: '' }, [...said.childNodes], true);
      if (!source) continue;
      const words = create('p', {}, `${source.dataset.titre}\u00a0: `, ...source.cloneNode(true).childNodes);
      this.rows.find((row) => row.key === key)?.nodes.push(words);
    }
  }

  /** What follows belongs to a field; without a heading of its own it is the section's. */
  head(label, name) {
    this.field = { key: `${this.section}/${(name || label).replaceAll('_', '-')}`, label, group: '' };
  }

  /** Reads a part: a heading names what follows it. */
  read(part) {
    for (const child of children(part)) {
      if (child.matches('h2')) continue;
      if (child.matches('h3, h4')) {
        this.head(plain(child), child.id.replace(`${this.section}-`, ''));
      } else if (child.matches('dl')) {
        this.labels(child, this.field);
      } else if (child.matches('table.criteres')) {
        this.criteria(child);
      } else if (nameOf(child)) {
        this.head(this.title, nameOf(child));
        this.read(child);
      } else if (isWrapper(child)) {
        this.read(child);
      } else {
        this.add(this.field, [child], false);
      }
    }
  }
}

/** @param {HTMLElement} sheet @returns {Section[]} its sections, in order */
export function sectionsOf(sheet) {
  const found = [...sheet.querySelectorAll('section, aside')].filter((section) => (
    !section.parentElement.closest('section, aside') && !section.matches(SERVICE)));
  return found.flatMap((section) => {
    const heading = section.querySelector('h2');
    if (!heading) return [];
    const id = heading.id || section.id || plain(heading);
    const reader = new Reader(id, plain(heading));
    reader.read(section);
    return [{ id, title: plain(heading), rows: reader.rows }];
  });
}

/**
 * Two orders as one: what only the second has comes after what precedes it there.
 * @template T @param {T[]} first @param {T[]} second @param {(item: T) => string} key @returns {T[]}
 */
export function mergeOrders(first, second, key) {
  const merged = [...first];
  let place = 0;
  for (const item of second) {
    const known = merged.findIndex((other) => key(other) === key(item));
    if (known < 0) merged.splice(place, 0, item);
    place = (known < 0 ? place : known) + 1;
  }
  return merged;
}

/**
 * The rows of several sheets side by side.
 * @param {Section[][]} sheets
 * @returns {{id: string, title: string, rows: {key: string, label: string, group: string,
 *   cells: (Row|null)[], differs: boolean}[]}[]}
 */
export function sideBySide(sheets) {
  const sections = sheets.reduce((all, sheet) => mergeOrders(all, sheet, ({ id }) => id), []);
  return sections.map(({ id, title }) => {
    const own = sheets.map((sheet) => sheet.find((section) => section.id === id)?.rows ?? []);
    const rows = own.reduce((all, list) => mergeOrders(all, list, ({ key }) => key), []);
    const made = rows.map((row) => compared(row, own, title));
    // « Combien : non renseigné » in one sheet says the same as nothing under its parts in another.
    const idle = ({ key, cells }) => cells.every((cell) => !cell || cell.unsaid)
      && rows.some((other) => other.key.startsWith(`${key}/`));
    return { id, title, rows: made.filter((row) => !idle(row)) };
  });
}

/** @returns {object} one row: what each sheet says, null where it says nothing */
function compared({ key, group }, own, title) {
  const cells = own.map((rows) => rows.find((row) => row.key === key) ?? null);
  // A field that is alone in its section has no heading: another sheet may have its name.
  const labels = cells.flatMap((cell) => cell?.label ?? []);
  const label = labels.find((words) => words !== title) ?? title;
  const said = new Set(cells.map((cell) => (cell && !cell.unsaid ? cell.text : '')));
  return { key, label, group, cells, differs: said.size > 1 };
}
