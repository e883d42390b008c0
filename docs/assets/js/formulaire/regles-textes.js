/* Rules on what texts tell: tools that are spoken of, people and houses that are not to be known. */

import { quoting, searched } from './lignes.js';
import { bare } from './personnes.js';
import { isGroup } from './ranger.js';
import { expression, groups, isNumber, items } from './sujet.js';

/** Every text that may speak of a tool; a group that is filled in speaks by its title. */
function* words(subject, silent) {
  for (const { path, text } of subject.texts) if (!silent.includes(path[0])) yield text;
  for (const { path, spec, value } of subject.find('object')) {
    if (!path.length || !isGroup(value)) continue;
    yield spec.titre;
    for (const [name, inner] of Object.entries(value)) {
      if (inner === true && Object.hasOwn(spec.proprietes ?? {}, name)) yield spec.proprietes[name].titre;
    }
  }
}

const unpublished = (context, subject) => subject.texts
  .filter(({ path }) => path[0] !== context.rules.privacy.published);
const isSecret = (context, subject) => items(subject.record.publics)
  .some((id) => context.rules.privacy.sheltered.includes(id));

function isSheltered(context, subject, text) {
  const told = [text, ...context.rules.privacy.told_first.map((field) => subject.record[field])];
  const { violence } = context.rules.privacy;
  return isSecret(context, subject) || told.some((own) => typeof own === 'string' && expression(violence).test(own));
}

/** @returns {string[]} the kinds of details that a text gives of people */
function details(context, text) {
  return Object.entries(context.rules.privacy.details).filter(([, motif]) => expression(motif).test(text))
    .map(([kind]) => kind);
}

/** @returns {string} the sentence of a text that tells too much of too few people */
function tooMuch(context, text) {
  for (const sentence of text.split(expression(context.rules.privacy.sentence))) {
    const few = sentence.match(expression(context.rules.privacy.few_people));
    const kinds = few ? details(context, sentence) : [];
    const telling = few?.[1] && kinds.some((kind) => context.rules.privacy.telling.includes(kind));
    if (kinds.length > 1 || telling) return sentence.trim();
  }
  return '';
}

/** Figures that count at least one household, and certainly fewer than five. */
function few(context, subject) {
  const { counted, few: limit, minimum } = context.rules.privacy;
  return subject.find('chiffre').filter(({ path, value }) => {
    const { valeur: low, valeur_max: top = 0, qualificatif } = isGroup(value) ? value : {};
    if (!counted.includes(path[0]) || minimum.includes(qualificatif)) return false;
    return isNumber(low) && isNumber(top) && low > 0 && low < limit && top < limit;
  });
}

export const TEXTS = {
  * 'outil-sans-mention'(context, subject) {
    const { mentions } = context.rules;
    const lower = (name) => (/^\p{Lu}$/u.test([...name][1] ?? '') ? name : name.slice(0, 1).toLowerCase() + name.slice(1));
    const said = ` ${bare([...words(subject, mentions.not_said)].join(' ')).replace(expression(mentions.no_letter, 'gu'), ' ')}`;
    for (const [rank, id] of items(subject.record[mentions.tools]).entries()) {
      const term = typeof id === 'string' ? context.term(mentions.tools, id) : undefined;
      if (!term) continue;
      const { libelle, alias = [] } = term;
      if ([libelle, ...alias].some((name) => subject.wholeText.includes(` ${lower(name)}`))) continue;
      const found = context.data.racines[id]
        .some((all) => all.every((stem) => said.includes(` ${stem}`)));
      if (!found) yield { path: [mentions.tools, rank], message: context.say('outil-sans-mention', { libelle }) };
    }
  },

  * 'personne-nommee'(context, subject) {
    if (subject.kind !== 'project') return;
    for (const { path, text } of unpublished(context, subject)) {
      for (const name of context.people.in(text)) {
        if (context.isBorne(` ${bare(name)} `)) continue;
        yield { path, message: quoting(context, 'personne-nommee', name) };
        break;
      }
    }
  },

  * 'adresse-de-refuge'(context, subject) {
    const { violence, refuge, reached } = context.rules.privacy;
    if (subject.kind !== 'project' || !(expression(violence).test(subject.wholeText) || isSecret(context, subject))) return;
    const texts = subject.texts.filter(({ text }) => isSheltered(context, subject, text));
    const told = new Set(); // The most telling of a text first, and that alone.
    // The way in, where the text itself says whom the house is for.
    const telling = texts.filter(({ text }) => expression(violence).test(text));
    for (const search of [...refuge, ...reached]) {
      for (const fault of searched(context, search, reached.includes(search) ? telling : texts)) {
        if (!told.has(fault.path)) yield fault;
        told.add(fault.path);
      }
    }
  },

  * 'adresse-postale'(context, subject) {
    if (subject.kind !== 'project') return;
    const texts = unpublished(context, subject).filter(({ text }) => !isSheltered(context, subject, text));
    yield* searched(context, context.rules.privacy.house[0], texts);
  },

  * 'groupe-reconnaissable'(context, subject) {
    if (subject.kind !== 'project') return;
    for (const { path, text } of unpublished(context, subject)) {
      const found = tooMuch(context, text);
      if (found) yield { path, message: quoting(context, 'groupe-reconnaissable', found) };
    }
    for (const { path, value } of few(context, subject)) {
      const told = ['libelle', 'precision'].map((field) => value[field] ?? '').join(' ');
      if (details(context, told).length) {
        yield { path: [...path, 'valeur'], message: quoting(context, 'groupe-reconnaissable', told.trim()) };
      }
    }
  },

  * 'petit-groupe'(context, subject) {
    if (subject.kind !== 'project') return;
    if (!groups(subject.record.territoires).some((place) => Object.hasOwn(place, 'commune'))) return;
    for (const { path, value } of few(context, subject)) {
      if (path[0] === context.rules.privacy.households) {
        const unite = context.label('unites-menages', String(value.unite ?? 'None'));
        yield { path: [...path, 'valeur'], message: context.say('petit-groupe', { unite }) };
      }
    }
  },
};
