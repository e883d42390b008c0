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

/** @param {string} text @returns {import('../commun/fiches.js').Block[]} */
export function proseBlocks(text) {
  return text.split('\n\n').map((part) => part.trim()).filter(Boolean).map(block);
}
