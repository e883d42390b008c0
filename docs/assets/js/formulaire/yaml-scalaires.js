/* The scalars of YAML as the catalogue reads them: YAML 1.2, so that « no » and « 01001 » stay text. */

const WORDS = new Map([['', null], ['~', null], ['null', null], ['true', true], ['false', false]]);
const WHOLE = '-?(?:0|[1-9][0-9]{0,14})';
const INTEGER = new RegExp(`^${WHOLE}$`);
const DECIMAL = new RegExp(`^${WHOLE}\\.[0-9]{1,15}(?:[eE][+-]?[0-9]{1,2})?$`);
const ESCAPES = {
  '0': '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b',
  ' ': ' ', '"': '"', '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029',
};
/** What YAML forbids, and what editors do not show. */
export const FORBIDDEN = /[^\t\n\r -~\u00a0-\u00ac\u00ae-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;
const HEXADECIMAL = { x: 2, u: 4, U: 8 };

/** A text that cannot be read: what is wrong, and its line, from 1. */
export class LectureError extends Error {
  constructor(message, line) {
    super(message);
    this.line = line;
  }
}

/** @param {string} text unquoted @returns {string|number|boolean|null} its value */
export function plain(text) {
  if (WORDS.has(text)) return WORDS.get(text);
  if (!INTEGER.test(text) && !DECIMAL.test(text)) return text;
  return Number(text) || 0; // « -0 » is nought.
}

/** @returns {string} the lines of a text as YAML folds them: a space each, a blank line a break */
export function folded(lines) {
  return lines.reduce((text, line, rank) => {
    if (rank === 0) return line;
    if (line === '') return `${text}\n`;
    return text.endsWith('\n') ? text + line : `${text} ${line}`;
  });
}

/** @returns {string} a text that stood between single quotes, folded */
export function fromSingle(raw) {
  return folded(trimmed(raw.split('\n'))).replaceAll("''", "'");
}

/** @returns {string[]} lines without the spaces around their breaks */
function trimmed(lines) {
  return lines.map((line, rank) => {
    const start = rank === 0 ? line : line.replace(/^[ \t]+/, '');
    return rank === lines.length - 1 ? start : start.replace(/[ \t]+$/, '');
  });
}

/** @returns {string} a text that stood between double quotes; LectureError at an unknown escape */
export function fromDouble(raw, line) {
  // A line that ends with « \ » goes on without a space.
  const joined = raw.replace(/\\\n[ \t]*/g, '\\\n').split(/(?<!\\)\n/);
  const text = folded(trimmed(joined)).replaceAll('\\\n', '');
  return text.replace(/\\(.)/gu, (whole, sign) => (sign in HEXADECIMAL ? whole : escaped(sign, line)))
    .replace(/\\([xuU])([0-9a-fA-F]*)/g, (_, kind, digits) => hexadecimal(kind, digits, line));
}

function escaped(sign, line) {
  // A backslash of the text must not be taken for the start of a number that follows it.
  if (sign === '\\') return '\\x5C';
  if (!(sign in ESCAPES)) {
    throw new LectureError(`«\u00a0\\${sign}\u00a0» n’a pas de sens entre guillemets droits\u00a0: doublez la barre oblique inverse`, line);
  }
  return ESCAPES[sign];
}

function hexadecimal(kind, digits, line) {
  const length = HEXADECIMAL[kind];
  if (digits.length < length) {
    throw new LectureError(`«\u00a0\\${kind}\u00a0» attend ${length} chiffres`, line);
  }
  return String.fromCodePoint(parseInt(digits.slice(0, length), 16)) + digits.slice(length);
}
