/* Blocks as the body of a WordprocessingML document: paragraphs, lists, tables, links. Pure. */

import { escaped, fieldMark, runXml } from './docx-mots.js';

const PAGE_WIDTH = 9638;
const LABEL_WIDTH = 2900;
const MAX_LEVEL = 2;

/** @returns {string} a paragraph; `properties` in the order that the schema sets */
function paragraphXml(properties, content) {
  return `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${content}</w:p>`;
}

/** The body of a document: its links and lists are gathered as it is written. */
export class Body {
  constructor() {
    /** @type {string[]} addresses, each once; the relationship of the nth is `lienN` */
    this.links = [];
    /** @type {{ordered: boolean}[]} lists in order; the number of the nth is N + 1 */
    this.lists = [];
    this.numbers = new Map();
    this.marks = 0;
  }

  /** @param {object[]} blocks @returns {string} */
  xml(blocks) {
    return blocks.map((block) => this[block.kind](block)).join('');
  }

  /** @returns {string} runs, those of a link inside it */
  runs(runs) {
    return runs.map((run) => {
      if (!run.href) return runXml(run);
      return `<w:hyperlink r:id="lien${this.linkNumber(run.href)}" w:history="1">${runXml(run)}</w:hyperlink>`;
    }).join('');
  }

  /** @returns {number} the number of an address */
  linkNumber(href) {
    const known = this.links.indexOf(href);
    return known >= 0 ? known + 1 : this.links.push(href);
  }

  /** @returns {number} the number of a list, which starts again for each */
  listNumber(list, ordered) {
    if (!this.numbers.has(list)) this.numbers.set(list, this.lists.push({ ordered }));
    return this.numbers.get(list);
  }

  heading({ level, runs, mark }) {
    let content = this.runs(runs);
    if (mark) {
      this.marks += 1;
      const id = this.marks;
      content = `<w:bookmarkStart w:id="${id}" w:name="${escaped(mark)}"/>${content}<w:bookmarkEnd w:id="${id}"/>`;
    }
    return paragraphXml(`<w:pStyle w:val="Heading${level}"/>`, content);
  }

  paragraph({ runs, style, level }) {
    const named = style ?? (level === undefined ? '' : 'ListParagraph');
    const properties = [
      named ? `<w:pStyle w:val="${named}"/>` : '',
      level === undefined ? '' : `<w:ind w:left="${360 * (Math.min(level, MAX_LEVEL) + 1)}"/>`,
    ].join('');
    return paragraphXml(properties, this.runs(runs));
  }

  item({ runs, level, list, ordered }) {
    const number = this.listNumber(list, ordered);
    const place = `<w:numPr><w:ilvl w:val="${Math.min(level, MAX_LEVEL)}"/><w:numId w:val="${number}"/></w:numPr>`;
    return paragraphXml(`<w:pStyle w:val="${ordered ? 'ListNumber' : 'ListBullet'}"/>${place}`, this.runs(runs));
  }

  table({ rows, labels }) {
    const count = Math.max(...rows.map(({ cells }) => cells.length));
    const widths = labels
      ? [LABEL_WIDTH, PAGE_WIDTH - LABEL_WIDTH]
      : Array.from({ length: count }, () => Math.floor(PAGE_WIDTH / count));
    const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
    const look = `<w:tblLook w:val="0000" w:firstRow="${labels ? 0 : 1}" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`;
    const properties = '<w:tblPr><w:tblStyle w:val="TableGrid"/>'
      + `<w:tblW w:w="${PAGE_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>${look}</w:tblPr>`;
    const body = rows.map((row) => this.row(row, widths)).join('');
    // Two tables that touch would be one; Word wants a paragraph after a table anyway.
    return `<w:tbl>${properties}<w:tblGrid>${grid}</w:tblGrid>${body}</w:tbl>${paragraphXml('<w:pStyle w:val="ApresTableau"/>', '')}`;
  }

  /** @returns {string} a row; every place of the grid has its cell */
  row({ header, cells }, widths) {
    const properties = `<w:trPr><w:cantSplit/>${header ? '<w:tblHeader/>' : ''}</w:trPr>`;
    const made = widths.map((width, i) => {
      const content = (cells[i] ?? []).map((block) => (header ? bold(block) : block));
      const xml = content.length ? this.xml(content) : paragraphXml('', '');
      return `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr>${xml}</w:tc>`;
    });
    return `<w:tr>${properties}${made.join('')}</w:tr>`;
  }

  /** The table of contents, as the reader's program would write it: links to the chapters. */
  contents({ entries }) {
    if (entries.length < 2) return '';
    const begin = `${fieldMark('begin')}<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\n \\h \\z </w:instrText></w:r>${fieldMark('separate')}`;
    return entries.map(({ title, mark }, i) => paragraphXml('<w:pStyle w:val="TOC1"/>',
      `${i ? '' : begin}<w:hyperlink w:anchor="${escaped(mark)}" w:history="1">${runXml({ text: title, href: mark })}</w:hyperlink>${
        i === entries.length - 1 ? fieldMark('end') : ''}`)).join('');
  }
}

/** @returns {object} a block whose text is bold */
function bold(block) {
  return block.runs ? { ...block, runs: block.runs.map((run) => ({ ...run, bold: true })) } : block;
}
