/* What the text index is read with: Pagefind, the ranks of its fragments, the words of the records. */

import { prepareLexicon } from './correction.js';

const ROOT = new URL('../../../', import.meta.url);
const WORKER = new URL('pagefind/pagefind-worker.js', ROOT).href;

// Pagefind gives its worker's address as text: of all addresses of scripts, this one alone passes.
globalThis.trustedTypes?.createPolicy('default', {
  createScriptURL: (address) => (new URL(address, location.href).href === WORKER ? address : null),
});

/** @returns {Promise<object>} a data file beside the index */
function readJson(name) {
  return fetch(new URL(`pagefind/${name}`, ROOT)).then((response) => response.json());
}

let opening = null;
/** @returns {Promise<object>} the index, opened once: an address with words does it ahead */
export function openIndex() {
  opening ??= readIndex();
  return opening;
}

/** Lets what failed be asked again. */
export function forgetIndex() {
  opening = null;
}

/** @returns {Promise<object>} the engine, and the rank of each fragment */
async function readIndex() {
  const [engine, index] = await Promise.all([
    import(new URL('pagefind/pagefind.js', ROOT).href).then(async (module) => {
      await module.options({ baseUrl: ROOT.pathname });
      await module.init();
      return module;
    }),
    readJson('fiches.json'),
  ]);
  const rank = new Map(index.fragments.map((id, i) => [id, i]));
  return { engine, rank };
}

let lexiconRead = null;
/** @returns {Promise<object>} the words of the records, read when one is not found */
export function readLexicon() {
  lexiconRead ??= readJson('mots.json').catch((error) => {
    console.warn('Mots illisibles, rien ne sera corrigé\u00a0:', error);
    lexiconRead = null;
    return { mots: '' };
  }).then(({ mots: words }) => prepareLexicon(words.split(' ').filter(Boolean)));
  return lexiconRead;
}
