/* Words of the glossary explained in place: the first of each is a link, as on the page (render/explanation.py). */

import { Html, e } from './gabarit.js';
import { prose } from './prose.js';

// What a link must not be put in: tags, and links of the text's own.
const TAG = /(<a [^>]*>[^<]*<\/a>|<[^>]*>)/;
const SPECIAL = /[.*+?^${}()|[\]\\/-]/g;
const LETTER = '[\\p{L}\\p{N}_]';

function wordOf(form) {
  return new RegExp(`(?<!${LETTER})${e(form).replace(SPECIAL, '\\$&')}(?!${LETTER})`, 'u');
}

/** @returns {Html|null} a text with the first mention as a link; null where it is part of other words */
function linkedOnce(html, form, address) {
  const pieces = html.text.split(TAG);
  const word = wordOf(form);
  const at = pieces.findIndex((piece, rank) => rank % 2 === 0 && word.test(piece));
  if (at < 0) return null;
  pieces[at] = pieces[at].replace(word, () => `<a class="glose" href="${e(address)}">${e(form)}</a>`);
  return new Html(pieces.join(''));
}

/**
 * Makes the texts of one page, in their order.
 * @param {[string, string][]} lexicon entry and form @param {string} glossary address of the page
 * @returns {((text: string) => Html) & {line: (text: string) => Html}}
 */
export function explainer(lexicon, glossary) {
  let waiting = lexicon;
  const explained = (text, html) => {
    const here = waiting.map(([entry, form]) => ({ entry, form, at: text.indexOf(form) }))
      .filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at);
    for (const { entry, form } of here) {
      const linked = waiting.some(([id]) => id === entry) && linkedOnce(html, form, `${glossary}#${entry}`);
      if (linked) {
        html = linked;
        waiting = waiting.filter(([id]) => id !== entry);
      }
    }
    return html;
  };
  const made = (text) => explained(text, prose(text));
  made.line = (text) => explained(text, new Html(e(text)));
  return made;
}
