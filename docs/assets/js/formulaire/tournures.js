/* Numbers and dates as the pages write them, with the words that Python gives. */

const NBSP = '\u00a0';
const NO_SINGULAR = ['mois', 'fois', 'tiers', 'temps'];

/** @returns {string} « 1 250,5 » */
export function number(value) {
  const [whole, decimals] = (Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/\.?0+$/, '')).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, NBSP);
  return decimals ? `${grouped},${decimals}` : grouped;
}

/** @returns {string} a plural unit as it follows one: « euro par an » */
function singular(unit) {
  const end = unit.search(/\s+(?:(?:de|du|des|par|en|à|au|aux|pour|sur)\s|d’)/);
  const counted = end < 0 ? unit : unit.slice(0, end);
  const one = (word) => (word.length < 3 || NO_SINGULAR.includes(word) ? word : word.replace(/s$/, ''));
  return counted.split(' ').map(one).join(' ') + unit.slice(counted.length);
}

/** @returns {string} « près de 150 projets » */
export function quantity(value, unit = '', qualifier = '') {
  const words = [qualifier, number(value), value < 2 ? singular(unit) : unit].filter(Boolean);
  return words.length < 3 ? words.join(NBSP) : `${words[0]} ${words.slice(1).join(NBSP)}`;
}

/** @returns {string} « 13 septembre 2019 » */
export function dateWords(value, { mois, fiche: { mots } }) {
  const [year, month, day] = value.split('-');
  const named = [month ? `${mois[Number(month) - 1]} ${year}` : year];
  if (day) named.unshift(Number(day) === 1 ? mots.premier : String(Number(day)));
  return named.join(' ');
}

/** @returns {string} a share in whole percents, or nothing where it would not be one */
export function share(part, total, mots) {
  if (!(part >= 0 && part <= total) || !total) return '';
  const percents = Math.floor((100 * part) / total + 0.5);
  if (percents === 0 && part > 0) return mots.moins_de_1;
  if (percents === 100 && part < total) return mots.plus_de_99;
  return `${percents}${NBSP}%`;
}

/** @returns {string} a label as it stands within a sentence; an acronym keeps its capitals */
export function lowerFirst(text) {
  return /^.\p{Lu}/u.test(text) ? text : text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** @returns {string} a text as it stands within « », its own quotation marks made “ ” */
export function innerQuotes(text) {
  return text.replace(/«\s?([^»]*?)\s?»/g, '“$1”');
}
