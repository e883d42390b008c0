/* The draft: what was typed, kept by the browser alone. One for a new record, one for each corrected. */

const ROOT = new URL('../../../', import.meta.url);
// Sites in neighbouring folders of one host share their storage.
const keyOf = (record) => `brouillon ${ROOT.pathname} ${record}`;

/** @typedef {{valeurs: object, nouveaux: Record<string, object>}} Draft */

/** @param {string} record id of the corrected record, or nothing @returns {Draft|null} */
export function readDraft(record) {
  try {
    const found = JSON.parse(localStorage.getItem(keyOf(record)) ?? 'null');
    return typeof found === 'object' && found !== null && typeof found.valeurs === 'object' ? found : null;
  } catch {
    return null;
  }
}

/** @param {string} record @param {Draft} draft @returns {boolean} whether the browser keeps it */
export function keepDraft(record, draft) {
  try {
    localStorage.setItem(keyOf(record), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} record */
export function forgetDraft(record) {
  try {
    localStorage.removeItem(keyOf(record));
  } catch {
    // What was never kept needs no forgetting.
  }
}
