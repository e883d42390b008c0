/* The text of a record that somebody gives: its values, or what keeps it from being read. Asked for when it serves. */

import { isGroup, unseen } from './ranger.js';
import { readYaml } from './yaml-lire.js';

const HEADER = '# yaml-language-server';

/** More lines than this are counted, not listed. */
const LISTED = 6;

/**
 * The values of a record that somebody gives as text, and what the reading has to say of it.
 * @param {string|null} text null where it is longer than any record @param {object} data formulaire.json
 * @returns {{record: object|null, faults: import('./yaml-lire.js').ReadingFault[], notes: string[]}}
 *   no record where a fault is an error
 */
export function readRecord(text, { octets, lecture, invisibles, regles }) {
  unseen.learn(invisibles);
  const alone = (message) => ({ record: null, faults: [{ level: 'error', message }], notes: [] });
  if (text === null || new TextEncoder().encode(text).length > octets) return alone('ce texte est bien plus long qu’une fiche\u00a0: vérifiez que c’est le bon');
  const bare = text.replace(/^\ufeff/, '');
  const clean = unseen.seen(bare);
  const { value, faults, comments } = readYaml(clean, lecture);
  if (faults.some(({ level }) => level === 'error')) return { record: null, faults, notes: [] };
  if (!isGroup(value)) return alone(regles.shape.sentences['type/fichier']);
  const lines = [...new Set(comments.filter(({ text: own }) => !own.startsWith(HEADER)).map(({ line }) => line))];
  const notes = [
    lines.length ? `Les commentaires du fichier (après «\u00a0#\u00a0», ${listed(lines)}) ne sont pas repris.` : '',
    clean !== bare ? 'Des caractères invisibles, venus sans doute d’un copier-coller, ont été retirés.' : '',
  ];
  return { record: value, faults, notes: notes.filter(Boolean) };
}

/** @returns {string} « ligne 3 », « lignes 3 et 8 », « 120 lignes » */
function listed(lines) {
  if (lines.length > LISTED) return `${lines.length} lignes`;
  const last = lines.at(-1);
  return lines.length === 1 ? `ligne ${last}` : `lignes ${lines.slice(0, -1).join(', ')} et ${last}`;
}
