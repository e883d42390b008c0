/* Rules that are data: rows of tests on fields, and patterns in texts, as the command line reads them
   (scripts/catalogue/rules/rows.py). */

import { isGroup } from './ranger.js';
import { cut, expression, isNumber, items } from './sujet.js';

/** @returns {unknown} what an operand stands for: a field of the group or of the record, the day, a number */
function valueOf(operand, context, subject, group) {
  if (typeof operand !== 'string') return operand;
  if (operand === '@day') return context.day;
  return operand.replace(/^\//, '').split('.').reduce(
    (here, key) => (isGroup(here) && Object.hasOwn(here, key) ? here[key] : undefined),
    operand.startsWith('/') ? subject.data : group,
  );
}

const isGiven = (value) => value !== undefined && value !== null;
const VERBS = {
  has: (one) => isGiven(one),
  lacks: (one) => !isGiven(one),
  in: (one, list) => list.includes(one),
  'not-in': (one, list) => !list.includes(one),
  above: (one, other) => isNumber(one) && isNumber(other) && one > other,
  'not-above': (one, other) => isNumber(one) && isNumber(other) && one <= other,
  // A date ends before another starts, at the precision that both have.
  before: (one, other, context) => {
    const isDate = (date) => typeof date === 'string' && expression(context.rules.dates.form).test(date);
    if (!isDate(one) || !isDate(other)) return false;
    const length = Math.min(one.length, other.length);
    return one.slice(0, length) < other.slice(0, length);
  },
  agree: (one, other) => !isGiven(one) || !isGiven(other) || JSON.stringify(one) === JSON.stringify(other),
};

/** The groups that a row looks at, if the schema gives them the field at which it is told. */
function* groupsOf({ on, at }, subject) {
  if (on === 'record') {
    if (subject.kind === 'project') yield { path: [], value: subject.record };
  } else if (on.startsWith('/')) {
    const listed = items(isGroup(subject.data) ? subject.data[on.slice(1)] : null);
    for (const [rank, value] of listed.entries()) yield { path: [on.slice(1), rank], value };
  } else {
    yield* subject.find(on).filter(({ spec }) => !at || Object.hasOwn(spec.proprietes ?? {}, at));
  }
}

function* judged(row, context, subject) {
  for (const { path, value: group } of groupsOf(row, subject)) {
    if (!isGroup(group)) continue;
    const reach = (operand) => valueOf(operand, context, subject, group);
    const holds = ([verb, one, other]) => VERBS[verb](reach(one), reach(other), context);
    if (!row.when.every(holds)) continue;
    const blanks = Object.entries(row.blanks)
      .map(([name, what]) => [name, what.startsWith('=') ? what.slice(1) : reach(what)]);
    const at = row.at ? row.at.split('.') : [];
    yield { path: [...path, ...at], message: context.say(row.message, Object.fromEntries(blanks)) };
  }
}

export const quoting = (context, name, found) => context.say(name, { trouve: cut(found.trim(), context.rules.shown) });

/** The texts that hold what a search finds; a group of its pattern that catches excuses the find. */
export function* searched(context, { message, exact }, texts) {
  for (const { path, text } of texts) {
    const found = [...text.matchAll(expression(exact, 'gu'))].find((match) => !match.slice(1).some(Boolean));
    if (found) yield { path, message: quoting(context, message, found[0]) };
  }
}

/** What a rule that is data finds. */
export function* byData({ rows, searches }, context, subject) {
  for (const row of rows) yield* judged(row, context, subject);
  for (const search of searches) yield* searched(context, search, subject.texts);
}
