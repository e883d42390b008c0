/* The order of the rows of a table. Pure. */

const COLLATOR = new Intl.Collator('fr', { numeric: true, sensitivity: 'base' });
const COMPARE = {
  texte: (a, b) => COLLATOR.compare(a, b),
  nombre: (a, b) => Number(a) - Number(b),
};

/**
 * Rows in the order of their keys, those without a key last whatever the direction; equal ones keep
 * the order that they had.
 * @template {{key: string}} T
 * @param {T[]} rows @param {'texte'|'nombre'} kind @param {'ascending'|'descending'} direction
 * @returns {T[]}
 */
export function inOrder(rows, kind, direction) {
  const sign = direction === 'ascending' ? 1 : -1;
  const known = rows.filter((row) => row.key !== '');
  const compare = COMPARE[kind];
  known.sort((a, b) => sign * compare(a.key, b.key));
  return [...known, ...rows.filter((row) => row.key === '')];
}
