/* Rules on what a record points to: terms, organisations, calls, territories, its own sources. */

import { fold, nearest } from './proche.js';
import { isGroup } from './ranger.js';
import { cut, expression, groups } from './sujet.js';

/** @returns {string} the end of a sentence: the nearest known word, or else all if they are few */
function tail(context, value, known, cutoff, listed = true) {
  const found = nearest(value, known, cutoff);
  if (found) return context.say('suite/voisin', { voisin: found });
  const ids = [...known.keys()].sort();
  const few = listed && ids.length > 0 && ids.length <= context.rules.references.listed;
  return few ? context.say('suite/liste', { liste: ids.join(', ') }) : '';
}

const bare = (ids) => new Map(ids.map((id) => [id, []]));
const sourceIds = (subject) => (isGroup(subject.data) ? groups(subject.data.sources) : [])
  .map(({ id }) => id).filter((id) => typeof id === 'string');
const term = (context, set, id) => (typeof id === 'string' ? context.term(set, id) : undefined);

/** @returns {string} what is said of an id that a set does not have, and what may have been meant */
function unknown(context, set, value) {
  const { references, shape, shown: most } = context.rules;
  const shown = [...value].length <= most ? value : `${cut(value, most - 1)}…`;
  const known = context.names(set);
  if (set === 'territoires') {
    // « 1 » and « 068 » are numbers of which the zeros are wrong.
    const code = value.trim().toLowerCase().replace(/^0+/, '').padStart(2, '0');
    const found = known.has(code) ? context.say('suite/voisin', { voisin: code }) : tail(context, value, known, references.sure, false);
    const suite = found || context.say(code === shape.corsica ? 'suite/corse' : 'suite/code');
    return context.say('reference-inconnue/territoire', { valeur: shown, suite });
  }
  const file = references.places[set];
  if (file) {
    const suite = tail(context, value, known, references.sure, false);
    return context.say('reference-inconnue/a-ajouter', { valeur: shown, suite, fichier: file.replace('{}', fold(shown)) });
  }
  const meant = tail(context, value, known) || context.say('suite/fichier', { liste: set });
  const more = nearest(value, known) ? '' : context.say('suite/proposer');
  return context.say('reference-inconnue', { valeur: shown, liste: set, suite: meant + more });
}

/** @returns {boolean} whether the commune that a text gives first is known, or the text gives none */
function isKnown(context, name, known) {
  const { first_commune: first, saint, articles } = context.rules.references;
  const [found] = name.match(expression(first)) ?? [''];
  const folded = fold(found).replace(expression(saint, 'gu'), '$1saint$2-');
  return !folded || articles.some((article) => known.has(`${article}${folded}`));
}

export const REFERENCES = {
  * 'reference-inconnue'(context, subject) {
    for (const { path, spec, value } of subject.find('reference')) {
      const set = spec.referentiel;
      if (typeof value !== 'string' || set === 'sources-fiche' || context.names(set).has(value)) continue;
      yield { path, message: unknown(context, set, value) };
    }
  },

  * 'source-inconnue'(context, subject) {
    const listed = sourceIds(subject);
    if (!listed.length) return;
    const meant = new Set(listed.map(fold)); // « S1 » has a fault of its own; whoever means it is right.
    for (const { path, value } of subject.find('reference:sources-fiche')) {
      if (typeof value === 'string' && fold(value) === value && !meant.has(value)) {
        const suite = tail(context, value, bare(listed));
        yield { path, message: context.say('source-inconnue', { valeur: value, suite }) };
      }
    }
  },

  * 'source-inutilisee'(context, subject) {
    if (subject.kind !== 'project') return;
    const values = subject.find('reference:sources-fiche').map(({ value }) => value);
    const cited = new Set(values.filter((value) => typeof value === 'string').map(fold));
    for (const [rank, id] of sourceIds(subject).entries()) {
      if (fold(id) === id && !cited.has(id)) yield { path: ['sources', rank, 'id'], message: context.say('source-inutilisee', { valeur: id }) };
    }
  },

  * 'attestation-sans-objet'(context, subject) {
    const known = context.names(context.rules.references.attested);
    for (const { path, value } of subject.find('attestation')) {
      const { champ, terme } = isGroup(value) ? value : {};
      if (typeof champ !== 'string' || !known.has(champ)) continue;
      const held = subject.record[champ];
      const values = Array.isArray(held) ? held : [held];
      if (held === undefined || held === null) {
        yield { path: [...path, 'champ'], message: context.say('attestation-sans-objet', { champ }) };
      } else if (typeof terme === 'string' && !values.includes(terme)) {
        const suite = tail(context, terme, bare(values.filter((one) => typeof one === 'string')));
        yield { path: [...path, 'terme'], message: context.say('attestation-sans-objet/terme', { champ, terme, suite }) };
      }
    }
  },

  * 'terme-retire'(context, subject) {
    for (const { path, spec, value } of subject.find('reference')) {
      const successor = term(context, spec.referentiel, value)?.remplace_par;
      if (successor) yield { path, message: context.say('terme-retire', { valeur: value, successeur: successor }) };
    }
  },

  * 'type-de-territoire'(context, subject) {
    for (const { path, spec, value } of subject.find('typed')) {
      const found = term(context, 'territoires', value);
      if (!found || found.type === spec['x-type']) continue;
      const [type, wanted] = [found.type, spec['x-type']].map((id) => context.label('types-territoire', id).toLowerCase());
      const blanks = { valeur: value, libelle: found.libelle, type, attendu: wanted };
      yield { path, message: context.say('type-de-territoire', blanks) };
    }
  },

  * 'region-du-departement'(context, subject) {
    for (const { path, value } of subject.find('territoire')) {
      const { departement, region } = isGroup(value) ? value : {};
      const found = term(context, 'territoires', departement);
      if (found && region !== undefined && region !== null && (found.parent ?? null) !== region) {
        const blanks = { departement, libelle: found.libelle, attendue: found.parent, region };
        yield { path: [...path, 'region'], message: context.say('region-du-departement', blanks) };
      }
    }
  },

  * 'commune-du-departement'(context, subject) {
    for (const { path, value } of subject.find('territoire')) {
      const { commune, departement } = isGroup(value) ? value : {};
      const known = typeof departement === 'string' ? context.communes.get(departement) : null;
      if (!known?.size || typeof commune !== 'string' || isKnown(context, commune, known)) continue;
      const blanks = { commune, departement, libelle: context.label('territoires', departement) };
      yield { path: [...path, 'commune'], message: context.say('commune-du-departement', blanks) };
    }
  },

  * 'session-de-l-appel'(context, subject) {
    const money = subject.record.financement;
    if (!isGroup(money) || typeof money.session !== 'string') return;
    const path = ['financement', 'session'];
    const sessions = context.sessions[String(money.appel)];
    if (!Object.hasOwn(money, 'appel')) {
      yield { path, message: context.say('session-de-l-appel/sans-appel') };
    } else if (sessions && !sessions.includes(money.session)) {
      const suite = tail(context, money.session, bare(sessions));
      yield { path, message: context.say('session-de-l-appel', { appel: money.appel, valeur: money.session, suite }) };
    }
  },

  * 'identifiant-egal-au-fichier'(context, subject) {
    const stated = isGroup(subject.data) ? subject.data.id : undefined;
    if (typeof stated === 'string' && stated !== subject.id && fold(subject.id) === subject.id) {
      yield { path: ['id'], message: context.say('identifiant-egal-au-fichier', { valeur: stated, attendu: subject.id }) };
    }
  },
};

/* A rule on the whole catalogue: the same initiative is not told in two records. */

export const TWINS = {
  * 'fiche-proche'(context, subject, beside) {
    const { twins } = context.rules;
    const own = new Set((subject.record.organismes ?? []).map(({ organisme }) => organisme));
    const others = beside.filter(({ id }) => id !== subject.id);
    const near = ({ organismes }) => organismes.filter((id) => own.has(id)).length >= twins.shared * new Set([...own, ...organismes]).size;
    const twin = [...own].flatMap((id) => (
      others.filter(({ organismes }) => organismes.includes(id)).slice(0, twins.compared))).find(near);
    if (twin) yield { path: ['titre'], message: context.say('fiche-proche', { titre: twin.titre, autre: twin.file }) };
  },
};

/* Rules on what values say: days of the calendar, ids that stand twice. */

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
