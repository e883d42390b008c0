/* The scalars of YAML as the catalogue reads them: YAML 1.2, so that « no » and « 01001 » stay text. */

const WORDS = new Map([['', null], ['~', null], ['null', null], ['true', true], ['false', false]]);
const WHOLE = '-?(?:0|[1-9][0-9]{0,14})';
const INTEGER = new RegExp(`^${WHOLE}$`);
const DECIMAL = new RegExp(`^${WHOLE}\\.[0-9]{1,15}(?:[eE][+-]?[0-9]{1,2})?$`);

/** @param {string} text unquoted @returns {string|number|boolean|null} its value */
export function plain(text) {
  if (WORDS.has(text)) return WORDS.get(text);
  if (!INTEGER.test(text) && !DECIMAL.test(text)) return text;
  return Number(text) || 0; // « -0 » is nought.
}
