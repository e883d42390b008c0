/* Blocks of a file as Markdown. Pure. */

const BLANK = '\n> _À écrire_\n';

/** @returns {string} a text in which nothing is a mark of Markdown */
const escaped = (text) => text.replace(/[\\`*_[\]<>#|]/g, '\\$&');

/** @returns {string} runs on one line */
function inline(runs) {
  return runs.map(({ text, bold, italic, href }) => {
    const words = escaped(text.replace(/\s*\n\s*/g, ' '));
    const marked = bold ? `**${words.trim()}**${/\s$/.test(words) ? ' ' : ''}` : italic ? `_${words.trim()}_` : words;
    return href ? `[${words}](${encodeURI(decodeURI(href)).replace(/[()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)})` : marked;
  }).join('').trim();
}

const STYLES = {
  Title: (text) => `# ${text}\n`,
  Point: (text) => `**${text.replaceAll('**', '')}**\n`,
  Quote: (text) => `> ${text}  `,
  Provenance: (text) => `> _${text.replaceAll('_', '\\_')}_\n`,
};

/** @returns {string} a row of a table */
const row = (cells) => `| ${cells.join(' | ')} |`;

function table({ rows }) {
  const cells = rows.map((one) => one.cells.map((blocks) => blocks.map(({ runs }) => inline(runs)).join(' ')));
  const [first, ...others] = rows[0].header ? cells : [cells[0].map(() => ''), ...cells];
  return [row(first), row(first.map(() => '---')), ...others.map(row), ''].join('\n');
}

const KINDS = {
  heading: ({ level, runs }) => `\n${'#'.repeat(level + 1)} ${inline(runs)}\n`,
  paragraph: ({ runs, style }) => (STYLES[style] ?? ((text) => `${text}\n`))(inline(runs)),
  item: ({ runs, level }) => `${'  '.repeat(level)}- ${inline(runs)}`,
  blank: () => BLANK,
  table: (block) => `\n${table(block)}`,
};

/** @param {import('../commun/blocs.js').Block[]} blocks @returns {string} */
export function markdownOf(blocks) {
  const lines = blocks.map((block, i) => {
    const text = KINDS[block.kind](block);
    const ends = block.kind === 'item' && blocks[i + 1]?.kind !== 'item';
    return ends ? `${text}\n` : text;
  });
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n').trim()}\n`;
}
