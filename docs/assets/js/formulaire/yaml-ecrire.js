/* Tidy values → the text of a file, in the one style of the catalogue (scripts/catalogue/write). */

import { inDigits, isGroup, unseen } from './ranger.js';

const HEADER = '# yaml-language-server: $schema=../schemas/editor/project.schema.json';
const WIDTH = 98;
const STEP = '  ';
const WORDS = new Set('true false yes no on off y n null <<'.split(' '));
const FIRST = new Set('-?:,[]{}#&*!|>\'"%@`=~.+“”„‘’');
const NUMERIC = /^[0-9](?:\S*|[^A-Za-zÀ-ÖØ-öø-ÿŒœŸ]*)$/u;
const MEANING = /:(?: |$)| #/;
const SPACES = '[ \\t\\n\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]';
const EDGE = new RegExp(`^${SPACES}|${SPACES}$`);
const BREAK = /(?<=\S) (?=\S)/;
const LINE_END_SPACE = /[^\S\n](?:\n|$)/;

const length = (text) => [...text].length;
const hidden = (text) => /[\n\t]/.test(text) || unseen.isIn(text);

/** @param {object} data tidy @returns {string} the text of a record's file */
export function writeRecord(data) {
  return `${[HEADER, ...fields(data, '')].join('\n')}\n`;
}

/** @param {object} data tidy @returns {string} the text of a file of another kind */
export function writeFields(data) {
  return `${[...fields(data, '')].join('\n')}\n`;
}

function* fields(data, indent) {
  for (const [name, value] of Object.entries(data)) {
    yield* entry(`${indent}${needsQuotes(name) ? inQuotes(name) : name}:`, value, indent + STEP);
  }
}

function* entry(start, value, inner) {
  if (typeof value === 'object' && value !== null) {
    yield start;
    yield* Array.isArray(value) ? items(value, inner) : fields(value, inner);
  } else {
    yield* scalar(start, value, inner);
  }
}

function* items(values, indent) {
  for (const value of values) {
    const inner = indent + STEP;
    if (typeof value === 'object' && value !== null) {
      const [first, ...rest] = isGroup(value) ? fields(value, inner) : items(value, inner);
      yield `${indent}- ${first.slice(inner.length)}`;
      yield* rest;
    } else {
      yield* scalar(`${indent}-`, value, inner);
    }
  }
}

function* scalar(start, value, inner) {
  const isLiteral = () => value.includes('\n') && !EDGE.test(value) && !LINE_END_SPACE.test(value)
    && !hidden(value.replaceAll('\n', ''));
  if (typeof value !== 'string') {
    yield `${start} ${inDigits(value)}`;
  } else if (isLiteral()) {
    yield `${start} |-`;
    yield* value.split('\n').map((line) => (line ? inner + line : ''));
  } else {
    yield* lineOrFold(start, value, inner);
  }
}

function* lineOrFold(start, text, inner) {
  const line = `${start} ${needsQuotes(text) ? inQuotes(text) : text}`;
  const words = EDGE.test(text) || hidden(text) ? [] : text.split(BREAK);
  if (length(line) <= WIDTH || words.length < 2) {
    yield line;
    return;
  }
  yield `${start} >-`;
  let filled = inner + words[0];
  for (const word of words.slice(1)) {
    if (length(filled) + 1 + length(word) > WIDTH) {
      yield filled;
      filled = inner + word;
    } else {
      filled = `${filled} ${word}`;
    }
  }
  yield filled;
}

/** @returns {boolean} whether a text could be taken for something else without quotes */
function needsQuotes(text) {
  return text === '' || WORDS.has(text.toLowerCase()) || FIRST.has(text[0])
    || NUMERIC.test(text) || MEANING.test(text) || EDGE.test(text) || hidden(text);
}

function inQuotes(text) {
  const shown = text.replace(/[\\"]/g, '\\$&');
  return hidden(text) ? `"${[...shown].map(visible).join('')}"` : `"${shown}"`;
}

function visible(sign) {
  if (sign === '\n') return '\\n';
  if (sign === '\t') return '\\t';
  if (!unseen.isIn(sign)) return sign;
  const code = sign.codePointAt(0).toString(16).toUpperCase();
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
