/* Rules on figures and durations: where they come from, and whether one can hold beside another. */

import { isGroup } from './ranger.js';
import { groups, isNumber, items } from './sujet.js';

const figures = (subject) => subject.find('chiffre').filter(({ value }) => isGroup(value));
const has = (group, key) => Object.hasOwn(group, key);
const sameTime = (one, other) => ['nature', 'date'].every((field) => one[field] === other[field]);
const exact = (amount) => isNumber(amount.valeur) && !has(amount, 'qualificatif');
const over = (part, whole) => isNumber(part) && isNumber(whole) && part > whole;

/** @returns {number|null} a date as a number of months, its month being the given one if it has none */
function month(day, absent) {
  if (typeof day !== 'string') return null;
  const [year, own] = [day.slice(0, 4), day.slice(5, 7)];
  if (!/^[0-9]+$/.test(year) || !/^\p{Nd}*$/u.test(own)) return null;
  return Number(year) * 12 + (own ? Number(own) : absent);
}

/** Steps that outlast what holds them. */
function* steps(context, course, path, whole, name) {
  for (const [rank, step] of items(isGroup(course) ? course.elements : null).entries()) {
    if (!isGroup(step)) continue;
    const here = [...path, 'elements', rank];
    const own = step.duree_mois;
    if (over(own, whole)) {
      yield { path: [...here, 'duree_mois'], message: context.say(`duree-plausible/${name}`, { mois: own, total: whole }) };
    }
    const [inner, text] = isNumber(own) ? [own, 'etape'] : [whole, 'tout'];
    yield* steps(context, step.detail, [...here, 'detail'], inner, text);
  }
}

export const FIGURES = {
  * 'chiffre-sans-date'(context, subject) {
    const dated = groups(isGroup(subject.data) ? subject.data.sources : null)
      .filter((source) => has(source, 'date')).map(({ id }) => id);
    for (const { path, value } of figures(subject)) {
      if (value.nature !== context.rules.figures.done || has(value, 'date')) continue;
      const cited = Array.isArray(value.source) ? value.source : [value.source];
      if (has(value, 'valeur') && !cited.some((id) => typeof id === 'string' && dated.includes(id))) {
        yield { path: [...path, 'valeur'], message: context.say('chiffre-sans-date') };
      }
    }
  },

  * 'menages-et-logements'(context, subject) {
    const dwellings = groups(subject.record.logements).filter(({ unite }) => unite === context.rules.figures.dwellings);
    for (const [rank, own] of items(dwellings.length ? subject.record.menages : null).entries()) {
      const beside = isGroup(own) ? dwellings.filter((other) => sameTime(own, other)) : [];
      if (beside.length !== 1 || !context.rules.figures.households.includes(own.unite)) continue;
      if (over(own.valeur, beside[0].valeur)) {
        const blanks = { menages: own.valeur, unite: context.label('unites-menages', own.unite), logements: beside[0].valeur };
        yield { path: ['menages', rank, 'valeur'], message: context.say('menages-et-logements', blanks) };
      }
    }
  },

  * 'montants-et-cout'(context, subject) {
    const given = subject.record.financement;
    const cost = isGroup(given) ? given.cout_total : null;
    if (!isGroup(cost) || !exact(cost)) return;
    const counted = groups(given.montants).filter((grant) => exact(grant) && ['annee', 'nature']
      .every((field) => !has(grant, field) || !has(cost, field) || grant[field] === cost[field]));
    const total = counted.reduce((sum, { valeur }) => sum + valeur, 0);
    const alone = counted.some(({ valeur }) => valeur > cost.valeur);
    if (counted.length > 1 && !alone && total > cost.valeur) {
      const path = ['financement', 'cout_total', 'valeur'];
      yield { path, message: context.say('montants-et-cout', { part: total, total: cost.valeur }) };
    }
  },

  * 'duree-plausible'(context, subject) {
    const data = subject.record;
    const { debut, fin } = data;
    const [first, last] = [month(debut, 1), month(fin, 12)];
    // The most months that an initiative may have lasted.
    const span = first === null || last === null ? null : last - first + 1;
    const longest = isGroup(data.accompagnement) ? data.accompagnement.duree_max_mois : undefined;
    const path = ['accompagnement', 'duree_max_mois'];
    if (over(longest, context.rules.durations.long_support)) {
      yield { path, message: context.say('duree-plausible/longue', { mois: longest }) };
    } else if (over(longest, span)) {
      yield { path, message: context.say('duree-plausible/dates', { mois: longest, debut, fin }) };
    }
    yield* steps(context, data.deroulement, ['deroulement'], longest, 'tout');
  },
};
