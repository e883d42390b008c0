/* Rules on what values say: dates, texts that are no text, ids that stand twice. */

import { isGroup } from './ranger.js';
import { cut, expression } from './sujet.js';

/** @returns {boolean} whether a date ends before another starts, at the precision that both have */
function isBefore(context, one, other) {
  const form = expression(context.rules.dates.form);
  if (![one, other].every((date) => typeof date === 'string' && form.test(date))) return false;
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) < other.slice(0, length);
}

function exists(day) {
  const [year, month, date] = day.split('-').map(Number);
  const made = new Date(Date.UTC(2000, month - 1, date));
  made.setUTCFullYear(year, month - 1, date);
  return year > 0 && made.getUTCMonth() === month - 1 && made.getUTCDate() === date;
}

export const CONTENT = {
  * 'date-possible'(context, subject) {
    for (const { path, value } of subject.find('date')) {
      if (typeof value === 'string' && expression(context.rules.dates.day).test(value) && !exists(value)) {
        yield { path, message: context.say('date-possible', { valeur: value }) };
      }
    }
  },

  * 'dates-en-ordre'(context, subject) {
    for (const { path, spec, value } of subject.find('object')) {
      if (!isGroup(value)) continue;
      for (const [first, second] of context.rules.dates.in_order) {
        if (Object.hasOwn(spec.proprietes ?? {}, first) && isBefore(context, value[second], value[first])) {
          const blanks = { second, apres: value[second], premier: first, avant: value[first] };
          yield { path: [...path, second], message: context.say('dates-en-ordre', blanks) };
        }
      }
    }
  },

  * 'date-passee'(context, subject) {
    for (const { path, name, value } of subject.find('date')) {
      const past = context.rules.dates.past.includes(name) || path[0] === 'sources';
      if (past && isBefore(context, context.day, value)) {
        yield { path, message: context.say('date-passee', { valeur: value }) };
      }
    }
  },

  * 'pas-de-html'(context, subject) {
    const tag = expression(context.rules.html);
    for (const { path, text } of subject.texts) {
      const found = text.match(tag);
      if (found) yield { path, message: context.say(found[0][0] === '&' ? 'pas-de-html/code' : 'pas-de-html', { trouve: cut(found[0], context.rules.shown) }) };
    }
  },

  * 'texte-vide'(context, subject) {
    for (const { path, text } of subject.texts) {
      if (text !== '' && /^\s+$/.test(text)) yield { path, message: context.say('texte-vide') };
    }
  },

  * 'identifiant-unique'(context, subject) {
    for (const { path, name, value } of subject.find('array')) {
      if (!context.rules.lists_with_ids.includes(name) || !Array.isArray(value)) continue;
      const seen = new Set();
      for (const [rank, item] of value.entries()) {
        const id = isGroup(item) ? item.id : undefined;
        if (typeof id !== 'string') continue;
        if (seen.has(id)) yield { path: [...path, rank, 'id'], message: context.say('identifiant-unique', { valeur: id }) };
        seen.add(id);
      }
    }
  },
};
