/* What an address with words needs: the search, and what is said around its answer. */

import { showElsewhere, showEmpty, showMessages } from './messages.js';
import { openIndex } from './moteur.js';
import { makeSearch } from './texte.js';

export { makeSearch, openIndex, showElsewhere, showEmpty, showMessages };
