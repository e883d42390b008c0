/* Words in WordprocessingML: text made safe, runs, fields. Pure. */

// What XML 1.0 cannot hold at all, and halves of characters.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** @param {string} text @returns {string} the text as XML may hold it, in content or attribute */
export function escaped(text) {
  return text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (c) => ENTITIES[c]);
}

/** @param {import('./blocs.js').Run} run @returns {string} */
export function runXml({ text, bold, italic, up, href }) {
  const properties = [
    href ? '<w:rStyle w:val="Hyperlink"/>' : '',
    bold ? '<w:b/><w:bCs/>' : '',
    italic ? '<w:i/><w:iCs/>' : '',
    up ? '<w:vertAlign w:val="superscript"/>' : '',
  ].join('');
  return `<w:r>${properties ? `<w:rPr>${properties}</w:rPr>` : ''}`
    + `<w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;
}

/** @returns {string} a field that the reader's program computes, and what it shows until then */
export function field(instruction, shown) {
  return `<w:fldSimple w:instr=" ${instruction} "><w:r><w:t>${escaped(shown)}</w:t></w:r></w:fldSimple>`;
}

/** @param {'begin'|'separate'|'end'} type @returns {string} a mark of a field of many paragraphs */
export function fieldMark(type) {
  return `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
}
