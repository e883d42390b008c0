/* The content of a sheet as plain blocks: paragraphs, list items, tables, of runs of text. */

/**
 * @typedef {{text: string, bold?: boolean, italic?: boolean, up?: boolean, href?: string}} Run
 * @typedef {{kind: 'paragraph', runs: Run[], style?: string, level?: number}
 *   | {kind: 'heading', runs: Run[], level: number, mark?: string, entry?: string}
 *   | {kind: 'item', runs: Run[], level: number, list: object, ordered: boolean}
 *   | {kind: 'table', rows: {header: boolean, cells: Block[][]}[], labels: boolean}} Block
 *   level of a paragraph: that of the list item it continues; list: what the items of one list share
 */

const LEFT_OUT = 'button, nav, form, script, template, noscript, .avec-js, [hidden]';
const INLINE = 'a, abbr, b, strong, i, em, cite, code, dfn, q, span, sup, sub, time, br, small, mark';

/** @returns {Run[]} runs without needless spaces, those alike made one */
function tidy(runs) {
  const made = [];
  for (const run of runs) {
    const before = made.at(-1);
    let { text } = run;
    if (!before || before.text.endsWith(' ')) text = text.replace(/^ +/, '');
    if (text) made.push({ ...run, text });
  }
  while (made.length) {
    const last = made.at(-1);
    last.text = last.text.replace(/ +$/, '');
    if (last.text) break;
    made.pop();
  }
  return made;
}

/** Reads the nodes of a sheet into blocks. */
class BlockReader {
  constructor() {
    this.blocks = [];
    this.runs = [];
    this.item = null;
    this.level = null;
  }

  /** Ends the paragraph or item that is being read. */
  flush() {
    const runs = tidy(this.runs);
    this.runs = [];
    if (!runs.length) return;
    if (this.item) this.blocks.push({ kind: 'item', runs, ...this.item });
    else if (this.level === null) this.blocks.push({ kind: 'paragraph', runs });
    else this.blocks.push({ kind: 'paragraph', runs, level: this.level });
    this.item = null;
  }

  /** Reads some nodes. @param {Iterable<Node>} nodes @param {object} style of their text */
  read(nodes, style = {}) {
    for (const node of nodes) {
      if (node.nodeType === Node.TEXT_NODE) this.text(node.textContent, style);
      else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(LEFT_OUT)) {
        if (node.matches(INLINE)) this.inline(node, style);
        else this.block(node, style);
      }
    }
  }

  /** Adds text; white space is one space, no-break spaces stay. */
  text(text, style) {
    const words = text.replaceAll('\u2060', '').replace(/[ \t\r\n]+/g, ' ');
    if (words) this.runs.push({ text: words, ...style });
  }

  /** Reads what stands in a line. */
  inline(node, style) {
    if (node.matches('.appel-source')) this.text(node.textContent.trim(), { up: true });
    else if (node.matches('strong, b')) this.read(node.childNodes, { ...style, bold: true });
    else if (node.matches('em, i, cite, dfn')) this.read(node.childNodes, { ...style, italic: true });
    else if (node.matches('a[href]:not(.glose)')) this.read(node.childNodes, { ...style, href: node.href });
    else if (node.matches('br')) this.text(' ', style);
    else this.read(node.childNodes, style);
  }

  /** Reads what makes a line of its own. */
  block(node, style) {
    if (node.matches('ul, ol')) { this.list(node); return; }
    this.flush();
    if (node.matches('table')) this.blocks.push(tableOf(node));
    else if (node.matches('dl')) this.labels(node);
    else if (node.matches('h1, h2, h3, h4, h5, h6, .issue-type')) this.read(node.childNodes, { ...style, bold: true });
    else this.read(node.childNodes, style);
    this.flush();
  }

  /** Reads a list; what an item holds after its first paragraph continues it. */
  list(node) {
    this.flush();
    const before = this.level;
    const level = before === null ? 0 : before + 1;
    const list = {};
    const items = [...node.children].filter((child) => child.matches('li'));
    // One term alone is a sentence, not a list.
    if (items.length === 1 && before === null && node.matches('.etiquettes, .territoires, .liste')) {
      this.read(items[0].childNodes);
      this.flush();
      return;
    }
    for (const li of items) {
      this.level = level;
      this.item = { level, list, ordered: node.matches('ol') };
      this.read(li.childNodes);
      this.flush();
      this.item = null;
    }
    this.level = before;
  }

  /** Reads labels and values, one paragraph a pair. */
  labels(node) {
    for (const label of node.querySelectorAll('dt')) {
      if (label.closest('dl') !== node) continue;
      this.read(label.childNodes, { bold: true });
      this.text('\u00a0: ', { bold: true });
      this.read(label.nextElementSibling?.childNodes ?? []);
      this.flush();
    }
  }
}

/** @param {Iterable<Node>} nodes @returns {Block[]} what they say, block after block */
export function blocksOf(nodes) {
  const reader = new BlockReader();
  reader.read(nodes);
  reader.flush();
  return reader.blocks;
}

/** @returns {Block} a table of the sheet */
function tableOf(table) {
  const rows = [...table.rows].map((row) => ({
    header: row.parentElement.matches('thead'),
    cells: [...row.cells].map((cell) => blocksOf(cell.childNodes)),
  }));
  return { kind: 'table', rows, labels: false };
}

/** @param {string} text @param {object} style @returns {Block} */
export function paragraph(text, style = {}) {
  const { name, ...run } = style;
  return { kind: 'paragraph', runs: [{ text, ...run }], ...(name ? { style: name } : {}) };
}
