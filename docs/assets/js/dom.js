/* Small pieces of page shared by the catalogue's modules. Text always goes in as text. */

const NOMBRE = new Intl.NumberFormat('fr-FR');

/** @param {number} n @returns {string} « 6 000 », with a no-break space */
export function nombre(n) {
  return NOMBRE.format(n).replaceAll('\u202f', '\u00a0');
}

/** @param {number} n @returns {string} « 1 initiative », « 12 initiatives » */
export function initiatives(n) {
  return `${nombre(n)}\u00a0initiative${n > 1 ? 's' : ''}`;
}

/** @param {string} texte @returns {string} « texte », with its no-break spaces */
export function guillemets(texte) {
  return `«\u00a0${texte}\u00a0»`;
}

/**
 * @param {string} balise @param {Record<string, string>} attributs
 * @param {...(Node|string)} enfants @returns {HTMLElement}
 */
export function creer(balise, attributs = {}, ...enfants) {
  const element = document.createElement(balise);
  for (const [nom, valeur] of Object.entries(attributs)) element.setAttribute(nom, valeur);
  element.append(...enfants);
  return element;
}

/** @param {string} texte @returns {HTMLElement} text for screen readers only */
export function horsEcran(texte) {
  return creer('span', { class: 'hors-ecran' }, texte);
}

/**
 * A link to another state of the page: it works as a link, and the page follows it without loading.
 * @param {string} adresse query of the state @param {string} classe @param {...(Node|string)} contenu
 */
export function lienEtat(adresse, classe, ...contenu) {
  const attributs = { href: adresse || location.pathname, 'data-etat': adresse };
  return creer('a', classe ? { ...attributs, class: classe } : attributs, ...contenu);
}

/** Gives the focus to a part of the page that has changed, and shows its beginning. */
export function allerA(element) {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'start' });
}
