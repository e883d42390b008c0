/* Rules on what values say: days of the calendar, ids that stand twice. */

import { isGroup } from './ranger.js';
import { expression } from './sujet.js';

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
