/* Blocks of text as a .docx file (WordprocessingML, ISO/IEC 29500): its body, and the package around it. Pure. */

/* Its styles and lists, under the names that Word and LibreOffice know. */

const GREEN = '0F4F55';
const GREY = '43555A';

/**
 * A paragraph style. @param {string} id @param {string} name the name that programs know it by
 * @param {{next?: string, p?: string, r?: string, based?: string}} given
 */
function style(id, name, { next = '', p = '', r = '', based = 'Normal' } = {}) {
  return `<w:style w:type="paragraph" w:styleId="${id}"${id === 'Normal' ? ' w:default="1"' : ''}>`
    + `<w:name w:val="${name}"/>${id === 'Normal' ? '' : `<w:basedOn w:val="${based}"/>`}`
    + `${next ? `<w:next w:val="${next}"/>` : ''}<w:qFormat/>`
    + `${p ? `<w:pPr>${p}</w:pPr>` : ''}${r ? `<w:rPr>${r}</w:rPr>` : ''}</w:style>`;
}

/** @returns {string} a heading style, which outlines and screen readers follow */
function headingStyle(level, size, before, more = '') {
  return style(`Heading${level}`, `heading ${level}`, {
    next: 'Normal',
    p: `<w:keepNext/><w:keepLines/>${more}<w:spacing w:before="${before}" w:after="100"/><w:outlineLvl w:val="${level - 1}"/>`,
    r: `<w:b/><w:bCs/><w:color w:val="${GREEN}"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`,
  });
}

const SIDES = ['top', 'left', 'bottom', 'right'];
/** @returns {string} thin lines on some sides */
const borders = (sides, space, color) => sides
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="${space}" w:color="${color}"/>`).join('');

/** @returns {string} what all paragraphs begin from */
const defaults = (size, after) => '<w:docDefaults><w:rPrDefault><w:rPr>'
  + '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
  + `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>`
  + `</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="${after}" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`;

const TABLES = '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
  + '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
  + '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
  + '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
  + `<w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr><w:tblPr><w:tblBorders>${borders([...SIDES, 'insideH', 'insideV'], 0, 'A9B7B5')}</w:tblBorders></w:tblPr></w:style>`;

const CHARACTERS = '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
  + `<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="${GREEN}"/><w:u w:val="single"/></w:rPr></w:style>`
  + '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="595959"/></w:rPr></w:style>';

/** A document that is read: its chapters begin a page. */
const READ = [
  defaults(22, 120),
  style('Normal', 'Normal'),
  headingStyle(1, 34, 0, '<w:pageBreakBefore/>'),
  headingStyle(2, 26, 320),
  headingStyle(3, 23, 200),
];

/** A document that is worked in: much on a page. */
const DENSE = [
  defaults(20, 60),
  style('Normal', 'Normal'),
  headingStyle(1, 28, 180),
  headingStyle(2, 23, 120),
  headingStyle(3, 21, 120),
];

const COMMON = [
  style('Title', 'Title', { next: 'Normal', p: '<w:spacing w:before="0" w:after="60"/>', r: `<w:b/><w:bCs/><w:color w:val="${GREEN}"/><w:sz w:val="48"/><w:szCs w:val="48"/>` }),
  style('Subtitle', 'Subtitle', { next: 'Normal', p: '<w:spacing w:after="240"/>', r: `<w:color w:val="${GREY}"/><w:sz w:val="26"/><w:szCs w:val="26"/>` }),
  style('Chapo', 'Chapô', { p: '<w:spacing w:after="160"/>', r: '<w:sz w:val="24"/><w:szCs w:val="24"/>' }),
  style('Anglais', 'Anglais', { p: '<w:spacing w:after="160"/>', r: `<w:color w:val="${GREY}"/><w:lang w:val="en-GB"/>` }),
  style('ListParagraph', 'List Paragraph', { p: '<w:ind w:left="360"/>' }),
  style('ListBullet', 'List Bullet', { p: '<w:spacing w:after="60"/>' }),
  style('ListNumber', 'List Number', { p: '<w:spacing w:after="60"/>' }),
  style('TOC1', 'toc 1', { p: '<w:spacing w:after="60"/>' }),
  style('Footer', 'footer', { p: '<w:spacing w:after="0"/>', r: `<w:color w:val="${GREY}"/><w:sz w:val="18"/><w:szCs w:val="18"/>` }),
  style('Cellule', 'Cellule', { p: '<w:spacing w:before="0" w:after="20" w:line="240" w:lineRule="auto"/>', r: '<w:sz w:val="17"/><w:szCs w:val="17"/>' }),
  style('ApresTableau', 'Après tableau', { p: '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', r: '<w:sz w:val="8"/><w:szCs w:val="8"/>' }),
  style('Aide', 'Aide', { p: '<w:keepNext/><w:spacing w:after="40"/>', r: `<w:color w:val="${GREY}"/><w:sz w:val="18"/><w:szCs w:val="18"/>` }),
  style('Point', 'Point à vérifier', { p: '<w:keepNext/><w:spacing w:before="60" w:after="20"/>', r: '<w:b/><w:bCs/>' }),
  style('Demande', 'Demande', { p: '<w:spacing w:after="20" w:line="247" w:lineRule="auto"/>', r: '<w:sz w:val="19"/><w:szCs w:val="19"/>' }),
  style('Precedent', 'Fiche citée', { p: '<w:keepNext/><w:spacing w:before="60" w:after="0"/>', r: '<w:b/><w:bCs/><w:sz w:val="19"/><w:szCs w:val="19"/>' }),
  style('Document', 'Document cité', { p: '<w:spacing w:after="20" w:line="240" w:lineRule="auto"/>', r: '<w:sz w:val="17"/><w:szCs w:val="17"/>' }),
  style('Quote', 'Quote', { p: `<w:pBdr><w:left w:val="single" w:sz="12" w:space="8" w:color="${GREEN}"/></w:pBdr><w:spacing w:after="0" w:line="247" w:lineRule="auto"/><w:ind w:left="227"/>`, r: '<w:sz w:val="18"/><w:szCs w:val="18"/>' }),
  style('Provenance', 'Provenance', { based: 'Quote', p: '<w:spacing w:after="60"/>', r: `<w:color w:val="${GREY}"/><w:sz w:val="16"/><w:szCs w:val="16"/>` }),
  style('Reponse', 'Réponse', { p: `<w:pBdr>${borders(SIDES, 4, GREY)}</w:pBdr><w:spacing w:before="40" w:after="80"/><w:ind w:left="113" w:right="113"/>` }),
  CHARACTERS,
  TABLES,
];

/** @returns {string} the three levels of a kind of list */
function levels(format, texts) {
  return texts.map((text, i) => `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>`
    + `<w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>`
    + `<w:pPr><w:ind w:left="${360 * (i + 1)}" w:hanging="360"/></w:pPr></w:lvl>`).join('');
}

// The two kinds of list: bullets, then numbers.
const NUMBERING = `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>${levels('bullet', ['•', '–', '•'])}</w:abstractNum>`
  + `<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>${levels('decimal', ['%1.', '%2.', '%3.'])}</w:abstractNum>`;
const FROM_ONE = [0, 1, 2].map((level) => `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="1"/></w:lvlOverride>`).join('');

/* A ZIP archive whose files are stored as they are: enough for a document of text. */

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c >>> 0;
});

/** @param {Uint8Array} bytes @returns {number} the CRC-32 that ZIP asks for */
function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** @param {[number, number][]} fields size in bytes, value @returns {number[]} bytes, the low ones first */
function pack(fields) {
  return fields.flatMap(([size, value]) => Array.from({ length: size }, (_, i) => (value >>> (8 * i)) & 0xff));
}

const VERSION = 20;
const UTF8_NAMES = 0x0800;

/**
 * @param {[string, string][]} texts name and content of each file, in order
 * @param {Date} date the day that the archive gives to its files
 * @returns {Blob}
 */
function zip(texts, date) {
  const encoder = new TextEncoder();
  // As MS-DOS writes them: two numbers of 16 bits.
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  const day = ((Math.max(1980, date.getFullYear()) - 1980) << 9) | ((date.getMonth() + 1) << 5) | date.getDate();
  const pieces = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of texts) {
    const [title, content] = [encoder.encode(name), encoder.encode(text)];
    // What both headers of a file say of it.
    const described = [[2, VERSION], [2, UTF8_NAMES], [2, 0], [2, time], [2, day], [4, crc32(content)],
      [4, content.length], [4, content.length], [2, title.length], [2, 0]];
    const head = pack([[4, 0x04034b50], ...described]);
    pieces.push(Uint8Array.from(head), title, content);
    directory.push(...pack([[4, 0x02014b50], [2, VERSION], ...described, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), ...title);
    offset += head.length + title.length + content.length;
  }
  const end = pack([[4, 0x06054b50], [2, 0], [2, 0], [2, texts.length], [2, texts.length],
    [4, directory.length], [4, offset], [2, 0]]);
  return new Blob([...pieces, Uint8Array.from([...directory, ...end])]);
}

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const NAMESPACES = `xmlns:w="${WORD}" xmlns:r="${OFFICE}/relationships"`;
const PARTS = ['styles', 'numbering', 'settings', 'footer'];
/** A sheet of A4 in twentieths of a point, and what its text holds between the margins. */
const PAGES = {
  portrait: { size: '<w:pgSz w:w="11906" w:h="16838"/>', margin: 1134, width: 9638 },
  landscape: { size: '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>', margin: 794, width: 15250 },
};
const MAX_LEVEL = 2;

// What XML 1.0 cannot hold at all, and halves of characters.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @param {string} text @returns {string} the text as XML may hold it, in content or attribute */
function escaped(text) {
  return text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (c) => ENTITIES[c]);
}

/** @param {import('./blocs.js').Run} run @returns {string} */
function runXml({ text, bold, italic, up, href }) {
  const properties = [
    href && '<w:rStyle w:val="Hyperlink"/>',
    bold && '<w:b/><w:bCs/>',
    italic && '<w:i/><w:iCs/>',
    up && '<w:vertAlign w:val="superscript"/>',
  ].filter(Boolean).join('');
  return `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}`
    + `<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

/** @param {'begin'|'separate'|'end'} type @returns {string} a mark of a field of many paragraphs */
const fieldMark = (type) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;

/** @returns {string} a paragraph; `properties` in the order that the schema sets */
function paragraphXml(properties, content) {
  return `<w:p>${properties ? `<w:pPr>${properties}</w:pPr>` : ''}${content}</w:p>`;
}

/** The body of a document: its links and lists are gathered as it is written. */
class Body {
  /** @param {number} width of the text of a page */
  constructor(width) {
    this.width = width;
    /** @type {string[]} addresses, each once; the relationship of the nth is `lienN` */
    this.links = [];
    /** @type {string[]} lists in order; the number of the nth is N + 1 */
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
      const known = this.links.indexOf(run.href);
      const number = known >= 0 ? known + 1 : this.links.push(run.href);
      return `<w:hyperlink r:id="lien${number}" w:history="1">${runXml(run)}</w:hyperlink>`;
    }).join('');
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

  /** A frame to write in, which takes the words of its place away at the first key. */
  blank({ label }) {
    const control = `<w:sdt><w:sdtPr><w:alias w:val="${escaped(label.slice(0, 60))}"/><w:showingPlcHdr/><w:text w:multiLine="1"/></w:sdtPr>`
      + '<w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>Écrivez ici</w:t></w:r></w:sdtContent></w:sdt>';
    return paragraphXml('<w:pStyle w:val="Reponse"/>', control);
  }

  item({ runs, level, list, ordered, style }) {
    if (!this.numbers.has(list)) {
      const number = this.lists.length + 1;
      this.numbers.set(list, number);
      this.lists.push(`<w:num w:numId="${number}"><w:abstractNumId w:val="${Number(ordered)}"/>${ordered ? FROM_ONE : ''}</w:num>`);
    }
    const place = `<w:numPr><w:ilvl w:val="${Math.min(level, MAX_LEVEL)}"/><w:numId w:val="${this.numbers.get(list)}"/></w:numPr>`;
    return paragraphXml(`<w:pStyle w:val="${style ?? (ordered ? 'ListNumber' : 'ListBullet')}"/>${place}`, this.runs(runs));
  }

  table({ rows, shares }) {
    const count = Math.max(...rows.map(({ cells }) => cells.length));
    const widths = (shares ?? Array(count).fill(1 / count)).map((share) => Math.floor(share * this.width));
    const grid = widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
    const look = `<w:tblLook w:val="0000" w:firstRow="${Number(rows[0].header)}" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`;
    const properties = '<w:tblPr><w:tblStyle w:val="TableGrid"/>'
      + `<w:tblW w:w="${this.width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>${look}</w:tblPr>`;
    const body = rows.map((row) => this.row(row, widths)).join('');
    // Two tables that touch would be one; Word wants a paragraph after a table anyway.
    return `<w:tbl>${properties}<w:tblGrid>${grid}</w:tblGrid>${body}</w:tbl>${paragraphXml('<w:pStyle w:val="ApresTableau"/>', '')}`;
  }

  /** @returns {string} a row; every place of the grid has its cell */
  row({ header, cells }, widths) {
    const properties = `<w:trPr><w:cantSplit/>${header ? '<w:tblHeader/>' : ''}</w:trPr>`;
    const made = widths.map((width, i) => {
      const content = (cells[i] ?? []).map((block) => (
        header && block.runs ? { ...block, runs: block.runs.map((run) => ({ ...run, bold: true })) } : block));
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

/** @param {[string, string, string][]} parts id, kind, target @param {string[]} web addresses */
function relationships(parts, web = []) {
  const made = parts.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`);
  const links = web.map((href, i) => (
    `<Relationship Id="lien${i + 1}" Type="${OFFICE}/relationships/hyperlink" Target="${escaped(href)}" TargetMode="External"/>`));
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${[...made, ...links].join('')}</Relationships>`;
}

// Which kind of content each file of the package holds.
const CONTENT_TYPES = `${HEAD}<Types xmlns="${PACKAGE}/content-types">${[
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
  '<Default Extension="xml" ContentType="application/xml"/>',
  `<Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/>`,
  ...PARTS.map((name) => `<Override PartName="/word/${name}.xml" ContentType="${TYPE}.${name}+xml"/>`),
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>',
  '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>',
].join('')}</Types>`;

// What a current Word asks for to leave « compatibility mode ».
const SETTINGS = `${HEAD}<w:settings ${NAMESPACES}><w:defaultTabStop w:val="708"/><w:compat>`
  + '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
  + '</w:compat><w:themeFontLang w:val="fr-FR"/></w:settings>';

/** @returns {string} the body, then an A4 page with its footer */
function mainPart(xml, { size, margin }) {
  const sides = ['top', 'right', 'bottom', 'left'].map((side) => `w:${side}="${margin}"`).join(' ');
  return `${HEAD}<w:document ${NAMESPACES}><w:body>${xml}`
    + `<w:sectPr><w:footerReference w:type="default" r:id="footerId"/>${size}`
    + `<w:pgMar ${sides} w:header="567" w:footer="${Math.min(567, margin / 2)}" w:gutter="0"/>`
    + '<w:cols w:space="708"/></w:sectPr></w:body></w:document>';
}

/** @returns {string} the foot of each page: the document and the page */
function footerPart(words, width) {
  // A field is a number that the reader's program computes.
  const field = (name) => `<w:fldSimple w:instr=" ${name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
  return `${HEAD}<w:ftr ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:tabs><w:tab w:val="right" w:pos="${width}"/></w:tabs></w:pPr>`
    + `${runXml({ text: words })}<w:r><w:tab/></w:r>`
    + `${runXml({ text: 'Page ' })}${field('PAGE')}${runXml({ text: ' sur ' })}${field('NUMPAGES')}</w:p></w:ftr>`;
}

/** @returns {string} the properties of the document */
function coreProperties(title, date) {
  const stamp = `${date.toISOString().slice(0, 19)}Z`;
  const day = (name) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${stamp}</dcterms:${name}>`;
  return `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties"`
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    + ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    + `<dc:title>${escaped(title)}</dc:title>${day('created')}${day('modified')}<dc:language>fr-FR</dc:language>`
    + '</cp:coreProperties>';
}

/**
 * @param {{title: string, footer: string, blocks: import('./blocs.js').Block[], date: Date,
 *   landscape?: boolean, dense?: boolean}} given dense: much on a page, where no chapter begins one
 * @returns {Blob} the file
 */
export function makeDocx({ title, footer, blocks, date, landscape = false, dense = false }) {
  const page = landscape ? PAGES.landscape : PAGES.portrait;
  const body = new Body(page.width);
  const xml = body.xml(blocks);
  return zip([
    ['[Content_Types].xml', CONTENT_TYPES],
    ['_rels/.rels', relationships([
      ['rId1', `${OFFICE}/relationships/officeDocument`, 'word/document.xml'],
      ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
      ['rId3', `${OFFICE}/relationships/extended-properties`, 'docProps/app.xml'],
    ])],
    ['word/document.xml', mainPart(xml, page)],
    ['word/_rels/document.xml.rels', relationships(
      PARTS.map((name) => [`${name}Id`, `${OFFICE}/relationships/${name}`, `${name}.xml`]), body.links)],
    ['word/styles.xml', `${HEAD}<w:styles ${NAMESPACES}>${[...dense ? DENSE : READ, ...COMMON].join('')}</w:styles>`],
    ['word/numbering.xml', `${HEAD}<w:numbering ${NAMESPACES}>${NUMBERING}${body.lists.join('')}</w:numbering>`],
    ['word/settings.xml', SETTINGS],
    ['word/footer.xml', footerPart(footer, page.width)],
    ['docProps/core.xml', coreProperties(title, date)],
    ['docProps/app.xml', `${HEAD}<Properties xmlns="${OFFICE}/extended-properties"><Application>Navigateur</Application></Properties>`],
  ], date);
}
