/* Blocks of text as a .docx file (WordprocessingML, ISO/IEC 29500): the package around its body. */

import { Body } from './docx-corps.js';
import { escaped, field } from './docx-mots.js';
import { NUMBERING, STYLES, numberingOf } from './docx-styles.js';
import { zip } from './zip.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
const NAMESPACES = `xmlns:w="${WORD}" xmlns:r="${OFFICE}/relationships"`;
const PARTS = ['styles', 'numbering', 'settings', 'footer'];

/** @returns {string} which kind of content each file of the package holds */
function contentTypes() {
  const parts = [
    ['/word/document.xml', `${TYPE}.document.main+xml`],
    ...PARTS.map((name) => [`/word/${name}.xml`, `${TYPE}.${name}+xml`]),
    ['/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'],
    ['/docProps/app.xml', 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
  ].map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`);
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types">`
    + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + '<Default Extension="xml" ContentType="application/xml"/>'
    + `${parts.join('')}</Types>`;
}

/** @param {[string, string, string, boolean?][]} links id, type, target, external */
function relationships(links) {
  const made = links.map(([id, type, target, external]) => (
    `<Relationship Id="${id}" Type="${type}" Target="${escaped(target)}"${external ? ' TargetMode="External"' : ''}/>`));
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${made.join('')}</Relationships>`;
}

/** @returns {string} the package's own links: the document and its properties */
function rootRelationships() {
  return relationships([
    ['rId1', `${OFFICE}/relationships/officeDocument`, 'word/document.xml'],
    ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ['rId3', `${OFFICE}/relationships/extended-properties`, 'docProps/app.xml'],
  ]);
}

/** @returns {string} the document's links: its own parts, then the web */
function documentRelationships(links) {
  const own = PARTS.map((name) => [`${name}Id`, `${OFFICE}/relationships/${name}`, `${name}.xml`]);
  const web = links.map((href, i) => [`lien${i + 1}`, `${OFFICE}/relationships/hyperlink`, href, true]);
  return relationships([...own, ...web]);
}

/** @returns {string} the body, then an A4 page with its footer */
function mainPart(xml) {
  const section = '<w:sectPr><w:footerReference w:type="default" r:id="footerId"/>'
    + '<w:pgSz w:w="11906" w:h="16838"/>'
    + '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
    + '<w:cols w:space="708"/></w:sectPr>';
  return `${HEAD}<w:document ${NAMESPACES}><w:body>${xml}${section}</w:body></w:document>`;
}

/** @returns {string} the foot of each page: the document and the page */
function footerPart(words) {
  return `${HEAD}<w:ftr ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>`
    + `<w:r><w:t xml:space="preserve">${escaped(words)}</w:t></w:r><w:r><w:tab/></w:r>`
    + `<w:r><w:t xml:space="preserve">Page </w:t></w:r>${field('PAGE', '1')}`
    + `<w:r><w:t xml:space="preserve"> sur </w:t></w:r>${field('NUMPAGES', '1')}</w:p></w:ftr>`;
}

/** @returns {string} the settings: what a current Word asks for to leave « compatibility mode » */
function settingsPart() {
  return `${HEAD}<w:settings ${NAMESPACES}><w:defaultTabStop w:val="708"/><w:compat>`
    + '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    + '</w:compat><w:themeFontLang w:val="fr-FR"/></w:settings>';
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
 * @param {{title: string, footer: string, blocks: object[], date: Date}} given
 * @returns {Uint8Array} the file
 */
export function makeDocx({ title, footer, blocks, date }) {
  const body = new Body();
  const xml = body.xml(blocks);
  return zip([
    ['[Content_Types].xml', contentTypes()],
    ['_rels/.rels', rootRelationships()],
    ['word/document.xml', mainPart(xml)],
    ['word/_rels/document.xml.rels', documentRelationships(body.links)],
    ['word/styles.xml', `${HEAD}<w:styles ${NAMESPACES}>${STYLES}</w:styles>`],
    ['word/numbering.xml', `${HEAD}<w:numbering ${NAMESPACES}>${NUMBERING}${numberingOf(body.lists)}</w:numbering>`],
    ['word/settings.xml', settingsPart()],
    ['word/footer.xml', footerPart(footer)],
    ['docProps/core.xml', coreProperties(title, date)],
    ['docProps/app.xml', `${HEAD}<Properties xmlns="${OFFICE}/extended-properties"><Application>Navigateur</Application></Properties>`],
  ], date);
}
