/* What libyaml refuses, and the mistake that a person really made: as scripts/catalogue/text/refusals.py. */

// What is before a name, taken whole or not at all: « (?=(…))\1 » is Python’s « *+ ».
const FIELD = /^(?=(\s*(?:- +)*))\1[^\s#].*?:(\s.*)?$/;
const GLUED = /^(?=(\s*(?:- +)*))\1[\w\p{L}\p{N}-]+:(?!\/\/)\S/u;
const UNPARTED = /^(?=(\s*(?:- +)*))\1[\w\p{L}\p{N}-]+:[\u00a0\u2000-\u200a\u202f\u205f\u3000]/u;
const BULLET = /^([•·●○▪◦‣➢➤✓–—])[ \t\u00a0]/;
const SHOWN = 40;

/** @returns {string} a piece of somebody's file between French quotes, short, without what cannot be shown */
export function quoted(text) {
  const signs = [...text];
  const short = signs.length <= SHOWN ? text : `${signs.slice(0, SHOWN - 1).join('')}…`;
  return `« ${short.replace(/[\p{Z}\s]/gu, " ").replace(/\p{C}/gu, "\ufffd")} »`;
}

const indentOf = (line) => line.search(/[^ ]|$/);
const isBlank = (line) => !line.trim() || line.trimStart().startsWith('#');
const hasValue = (line) => Boolean(line.match(FIELD)?.[2]?.trim());
const lineOf = ({ lines }, number) => lines[number - 1] ?? '';
const signAt = (trouble, { line, column }) => [...lineOf(trouble, line)][column - 1] ?? '';
const before = (trouble) => [...lineOf(trouble, trouble.here.line)].slice(0, trouble.here.column - 1).join('');
const from = (trouble, { line, column }) => [...lineOf(trouble, line)].slice(column - 1).join('');

function firstSign(trouble) {
  const { start } = trouble;
  if (lineOf(trouble, start.line).startsWith('```')) return { name: 'colle/cloture', at: start };
  return { name: 'premier-signe', blanks: { signe: quoted(signAt(trouble, start)) }, at: start };
}

function missingColon(line) {
  if (UNPARTED.test(line)) return 'espace-insecable';
  return GLUED.test(line) ? 'sans-espace' : 'sans-deux-points';
}

/** Whether the line above is a name without colon, not the end of a longer text. */
function lacksColon(trouble, above) {
  if (FIELD.test(lineOf(trouble, above))) return false;
  const width = indentOf(lineOf(trouble, trouble.here.line));
  let field = above;
  while (field > 0 && !FIELD.test(lineOf(trouble, field))) field -= 1;
  return !field || indentOf(lineOf(trouble, field)) >= width || !hasValue(lineOf(trouble, field));
}

function colonTooMany(trouble) {
  if (/:\s/.test(before(trouble))) return { name: 'deux-points-dans-le-texte' };
  let above = trouble.here.line - 1;
  while (above > 0 && isBlank(lineOf(trouble, above))) above -= 1;
  if (!above || !lacksColon(trouble, above)) return { name: 'deux-points-inattendus' };
  const line = lineOf(trouble, above);
  return { name: missingColon(line), blanks: { texte: quoted(line.trim()) }, at: { line: above, column: line.length - line.trimStart().length + 1 } };
}

function noColon(trouble) {
  const rest = from(trouble, trouble.start);
  const at = trouble.start;
  if (/^[\u00a0\u2000-\u200a\u202f\u205f\u3000]/.test(rest)) return { name: 'retrait-insecable', at };
  const name = missingColon(rest);
  if (name !== 'sans-deux-points') return { name, at };
  const bullet = rest.match(BULLET);
  if (bullet) return { name: 'puce', blanks: { signe: quoted(bullet[1]) }, at };
  if (rest.trim().includes('\t')) return { name: 'tableau', at };
  return { name, blanks: { texte: quoted(rest.trim()) }, at };
}

const openQuote = (trouble, at) => ({ name: 'ouvert', blanks: { signe: quoted(signAt(trouble, at)) }, at });

function noKey(trouble) {
  const { last, here } = trouble;
  const start = before(trouble).trimEnd();
  const swallows = last && last.line < last.end && trouble.lines.slice(last.line, here.line).some((line) => FIELD.test(line));
  if (swallows) return openQuote(trouble, last);
  if (/[\]}]$/.test(start) && /:\s/.test(start)) return { name: 'apres-crochet', blanks: { signe: quoted(start.at(-1)) } };
  if (start.endsWith("'")) return { name: 'apres-apostrophe' };
  if (start.endsWith('"')) return { name: 'apres-guillemet' };
  const sign = signAt(trouble, here);
  if (sign === ':') return { name: 'sans-nom' };
  return { name: !start && sign === '-' ? 'tiret-inattendu' : 'sans-champ' };
}

function noContent(trouble) {
  const sign = signAt(trouble, trouble.here);
  return sign === ':' ? { name: 'sans-nom' } : { name: 'sans-valeur', blanks: { signe: quoted(sign || ' ') } };
}

function openBracket(trouble) {
  const opening = signAt(trouble, trouble.start);
  const blanks = { ouvrant: quoted(opening), fermant: quoted(opening === '{' ? '}' : ']') };
  return { name: 'crochet', blanks, at: trouble.here.line === trouble.start.line ? trouble.here : trouble.start };
}

const FINDERS = {
  colon_too_many: colonTooMany,
  first_character: firstSign,
  never_closed: (trouble) => openQuote(trouble, trouble.start),
  no_colon: noColon,
  no_content: noContent,
  no_key: noKey,
  no_token: (trouble) => (signAt(trouble, trouble.here) === '\t' ? { name: 'tabulation' } : firstSign(trouble)),
  open_bracket: openBracket,
};

/**
 * @param {string} problem libyaml's words @param {object} trouble where, and the lines
 * @param {Record<string, string>} names libyaml's words → what to look for, or the sentence
 * @returns {{name: string, blanks: object, at: {line: number, column: number}}}
 */
export function diagnosis(problem, trouble, names) {
  const name = names[problem] ?? 'inconnu';
  const found = Object.hasOwn(FINDERS, name) ? FINDERS[name](trouble) : { name };
  return { blanks: {}, at: trouble.here, ...found };
}
