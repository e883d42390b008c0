/* Small pieces of page shared by the catalogue's modules. Text always goes in as text. */

// Where a no-break space goes. « Intl » would do it too, after 20 ms of a good machine's time.
const THOUSANDS = /\B(?=(?:\d{3})+$)/g;

/** @param {number} n a natural number @returns {string} « 6 000 », with a no-break space */
export function formatNumber(n) {
  return String(n).replace(THOUSANDS, '\u00a0');
}

/** @param {number} n @returns {string} « 1 initiative », « 12 initiatives » */
export function initiatives(n) {
  return `${formatNumber(n)}\u00a0initiative${n > 1 ? 's' : ''}`;
}

/** @param {number} n @returns {string} « 1 fiche », « 3 fiches » */
export function records(n) {
  return `${n}\u00a0fiche${n > 1 ? 's' : ''}`;
}

/** @param {string} text @returns {string} « texte », with its no-break spaces */
export function quoted(text) {
  const within = text.replace(/«\s*/g, '“').replace(/\s*»/g, '”');
  return `«\u00a0${within}\u00a0»`;
}

const SCHEMES = ['http:', 'https:', 'mailto:'];

/** @returns {string|null} an address made whole; null where a link must not lead there */
export function webAddress(address, base = document.baseURI) {
  try {
    const url = new URL(address, base);
    return SCHEMES.includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} tag @param {Record<string, string|undefined>} attributes undefined: without it
 * @param {...(Node|string|null|undefined|false)} children what is nothing is left out
 * @returns {HTMLElement}
 */
export function create(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

/** @param {string} text @returns {HTMLElement} text for screen readers only */
export function offScreen(text) {
  return create('span', { class: 'hors-ecran' }, text);
}

/** @param {string} said what follows the words for screen readers alone @returns {HTMLButtonElement} */
export function makeButton(words, said, onClick) {
  const button = create('button', { class: 'bouton bouton--second', type: 'button' }, words, said && offScreen(said));
  button.addEventListener('click', onClick);
  return button;
}

/** @returns {HTMLElement} a paragraph that tells the reader something */
export function message(...content) {
  return create('p', { class: 'message' }, ...content);
}

/** @returns {HTMLElement} a check box of a form and its label */
export function checkBox(name, value, id, label, isChecked) {
  const box = create('input', { type: 'checkbox', name, value, id });
  box.checked = isChecked;
  return create('p', {}, box, create('label', { for: id }, label));
}

/** Puts a text or a list of texts in a card, and shows the block that holds it. */
export function fillCard(card, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = card.querySelector(`[data-champ="${name}"]`);
    if (!field || value === undefined) continue;
    const block = field.closest('[data-bloc]');
    if (block) block.hidden = value.length === 0;
    if (Array.isArray(value)) field.replaceChildren(...value.map((text) => create('li', {}, text)));
    else field.textContent = value;
  }
}

/** Says on a button that it may not be pressed; it keeps the focus, unlike one that is disabled. */
export function setDisabled(button, isDisabled) {
  if (isDisabled) button.setAttribute('aria-disabled', 'true');
  else button.removeAttribute('aria-disabled');
}

/**
 * A link to another state of the page: it works as a link, and the page follows it without loading.
 * @param {string} address query of the state @param {string|undefined} className
 * @param {...(Node|string)} content
 */
export function stateLink(address, className, ...content) {
  const attributes = { href: address || location.pathname, 'data-etat': address, class: className };
  return create('a', attributes, ...content);
}

/** Lets the browser paint what has changed; a page out of sight paints nothing. */
export function painted() {
  if (document.hidden) return Promise.resolve();
  return new Promise((done) => { requestAnimationFrame(() => { setTimeout(done); }); });
}

/** Gives the focus to a part of the page that has changed, and shows its beginning. */
export function focusOn(element) {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'start' });
}

/**
 * Who comes with something chosen is told what it gives, wherever he has not gone meanwhile. Nothing
 * moves under his eyes, and no ring is drawn: he has pressed no key.
 */
export function arriveAt(title) {
  if (document.activeElement !== document.body) return;
  title.dataset.arrivee = '';
  title.addEventListener('blur', () => { delete title.dataset.arrivee; }, { once: true });
  title.focus({ preventScroll: true });
}

/** Gives a block its content; where it says the same already it stays, and keeps the focus. */
export function renew(block, ...content) {
  const isSame = content.length === block.childNodes.length
    && content.every((node, i) => node.isEqualNode(block.childNodes[i]));
  if (!isSame) block.replaceChildren(...content);
}

/** Changes the items of a list, some of which stay, without taking the focus away. */
export function replaceItems(list, items) {
  if (items.length === list.children.length && items.every((li, i) => li === list.children[i])) return;
  const focused = document.activeElement;
  list.replaceChildren(...items);
  if (focused !== document.activeElement && list.contains(focused)) focused.focus({ preventScroll: true });
}

/** Gives a text or bytes to the reader as a file. */
export function download(text, name, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** @returns {string} the reader's day, as ISO writes it and files are named by: « 2026-11-21 » */
export function today(now = new Date()) {
  const two = (number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** @returns {string} the site's own name, as its pages write it */
export const siteName = () => document.querySelector('.marque-nom').textContent.trim();
