/* The small Markdown of prose fields, for the preview: paragraphs, lists, emphasis, web links. */

import { Html, e } from './gabarit.js';

const ITEM = /^\s*(?:[-+*]|\d+[.)])\s+/;

function inline(text) {
  return e(text)
    .replace(/\[([^[\]]*)\]\((https?:\/\/[^\s()]+)\)/gi, '<a href="$2">$1</a>')
    .replace(/\*\*(?=\S)(.+?)(?<=\S)\*\*/g, '<strong>$1</strong>')
    .replace(/\*(?=\S)(.+?)(?<=\S)\*/g, '<em>$1</em>')
    .replaceAll('&#39;', "'").replaceAll('&#34;', '"');
}

function block(text) {
  const lines = text.split('\n');
  if (!ITEM.test(lines[0])) return `<p>${inline(text)}</p>`;
  const tag = /^\s*\d/.test(lines[0]) ? 'ol' : 'ul';
  const items = lines.reduce((made, line) => (ITEM.test(line) ? [...made, line.replace(ITEM, '')]
    : [...made.slice(0, -1), `${made.at(-1)}\n${line}`]), []);
  return `<${tag}>\n${items.map((item) => `<li>${inline(item)}</li>`).join('\n')}\n</${tag}>`;
}

/** @param {string} text @returns {Html} */
export function prose(text) {
  return new Html(text.split('\n\n').map((part) => part.trim()).filter(Boolean).map(block).join('\n'));
}
