/* The styles and lists of the .docx file, under the names that Word and LibreOffice know. Pure. */

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

/** @returns {string} the thin lines of the tables */
function borders() {
  return ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="A9B7B5"/>`).join('');
}

/** @returns {string} what all paragraphs begin from */
const defaults = (size, after) => '<w:docDefaults><w:rPrDefault><w:rPr>'
  + '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
  + `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/><w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>`
  + `</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="${after}" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`;

const TABLES = '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
  + '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
  + '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
  + '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
  + `<w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr><w:tblPr><w:tblBorders>${borders()}</w:tblBorders></w:tblPr></w:style>`;

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
  style('Reponse', 'Réponse', { p: `<w:pBdr>${['top', 'left', 'bottom', 'right'].map((side) => `<w:${side} w:val="single" w:sz="4" w:space="4" w:color="${GREY}"/>`).join('')}</w:pBdr><w:spacing w:before="40" w:after="80"/><w:ind w:left="113" w:right="113"/>` }),
  CHARACTERS,
  TABLES,
];

/** @param {boolean} dense whether much stands on a page @returns {string} */
export const stylesOf = (dense) => [...dense ? DENSE : READ, ...COMMON].join('');

/** @returns {string} the three levels of a kind of list */
function levels(format, texts) {
  return texts.map((text, i) => `<w:lvl w:ilvl="${i}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>`
    + `<w:lvlText w:val="${text}"/><w:lvlJc w:val="left"/>`
    + `<w:pPr><w:ind w:left="${360 * (i + 1)}" w:hanging="360"/></w:pPr></w:lvl>`).join('');
}

const BULLETS = 0;
const NUMBERS = 1;

export const NUMBERING = `<w:abstractNum w:abstractNumId="${BULLETS}"><w:multiLevelType w:val="hybridMultilevel"/>${levels('bullet', ['•', '–', '•'])}</w:abstractNum>`
  + `<w:abstractNum w:abstractNumId="${NUMBERS}"><w:multiLevelType w:val="hybridMultilevel"/>${levels('decimal', ['%1.', '%2.', '%3.'])}</w:abstractNum>`;

/** @param {{ordered: boolean}[]} lists @returns {string} each list, numbered from one */
export function numberingOf(lists) {
  return lists.map(({ ordered }, i) => {
    const again = [0, 1, 2].map((level) => `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="1"/></w:lvlOverride>`);
    return `<w:num w:numId="${i + 1}"><w:abstractNumId w:val="${ordered ? NUMBERS : BULLETS}"/>${ordered ? again.join('') : ''}</w:num>`;
  }).join('');
}
