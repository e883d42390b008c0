/* What `catalogue validate` would say of a record: its shape, then what its values mean. Pure. */

import { shapeFaults } from './forme.js';
import { unseen } from './ranger.js';
import { byData } from './lignes.js';
import { Names, bare } from './personnes.js';
import { FIGURES } from './regles-chiffres.js';
import { CONTENT, REFERENCES, TWINS } from './regles-renvois.js';
import { TEXTS } from './regles-textes.js';
import { Subject, sayer } from './sujet.js';

const RULES = { ...CONTENT, ...FIGURES, ...TEXTS, ...REFERENCES };

/** Judges records by the data file that Python wrote. */
export class Judge {
  /** @param {object} data formulaire.json @param {string} day today, as « 2026-11-25 » */
  constructor(data, day) {
    this.data = data;
    this.day = day;
    this.say = sayer({ ...data.regles.shape.sentences, ...data.regles.messages });
    unseen.learn(data.invisibles);
    this.reads = sayer(data.lecture.phrases);
    this.rules = data.regles;
    this.sessions = data.sessions;
    this.added = {};
    this.kept = new Map();
    this.learn({ firstNames: '', communes: new Map() });
  }

  /** Takes what is read apart, because judging alone needs it. @param {import('./rayons.js').Lists} lists */
  learn({ firstNames, communes }) {
    if (firstNames !== this.firstNames) this.people = new Names(this.rules.people, firstNames);
    this.firstNames = firstNames;
    this.communes = communes;
  }

  /** Takes into account organisations that the catalogue does not have yet. @param {string[]} ids */
  know(ids) {
    this.added = { organismes: new Map(ids.map((id) => [id, []])) };
    this.kept.clear();
  }

  term(set, id) {
    const terms = this.data.ensembles[set]?.termes ?? {};
    return Object.hasOwn(terms, id) ? terms[id] : undefined;
  }

  label(set, id) { return this.term(set, id)?.libelle ?? id; }

  /** @returns {Map<string, string[]>} the ids of a set with their names */
  names(set) {
    if (!this.kept.has(set)) {
      const terms = Object.entries(this.data.ensembles[set]?.termes ?? {});
      const known = terms.map(([id, { libelle, alias = [] }]) => [id, [libelle, ...alias]]);
      this.kept.set(set, new Map([...known, ...this.added[set] ?? []]));
    }
    return this.kept.get(set);
  }

  /** @param {string} part of a text, bare @returns {boolean} whether it is part of an organisation's name */
  isBorne(part) {
    return [...this.names('organismes').values()].flat().some((name) => ` ${bare(name)} `.includes(part));
  }

  /**
   * @param {object} record @param {string} kind of file @param {string} id its file's name
   * @param {import('./rayons.js').Line[]} beside the records of the same places and publics
   * @returns {import('./sujet.js').Fault[]} every fault, errors first
   */
  faults(record, kind, id, beside = []) {
    const spec = this.data.champs[kind];
    const shape = first(shapeFaults(this, spec, record), this.rules.shape.most)
      .map((fault) => ({ ...fault, level: 'error' }));
    const subject = new Subject(record, kind, spec, id);
    const data = Object.entries(this.rules.data).map(([rule, made]) => [rule, byData(made, this, subject)]);
    const code = Object.entries(RULES).map(([rule, check]) => [rule, check(this, subject)]);
    const meaning = [...data, ...code].flatMap(([rule, found]) => this.told(rule, first(found, this.rules.most)));
    const twins = shape.length ? [] : Object.entries(TWINS)
      .flatMap(([rule, check]) => this.told(rule, [...check(this, subject, beside)]));
    const found = [...shape, ...this.unseen(subject), ...meaning, ...twins];
    const isError = ({ level }) => level === 'error';
    const inOrder = [...found.filter(isError), ...found.filter((fault) => !isError(fault))];
    return [...new Map(inOrder.map((fault) => [JSON.stringify(fault), fault])).values()];
  }

  /** @returns {import('./sujet.js').Fault[]} a sign that nobody sees, in each text that has one: its file would not be read */
  unseen({ texts }) {
    return texts.flatMap(({ path, text }) => {
      const sign = unseen.first(text);
      return sign ? [{ path, rule: 'caractere-interdit', level: 'error', message: this.reads(...unseen.message(sign)) }] : [];
    });
  }

  /** @returns {import('./sujet.js').Fault[]} what a rule found, with its name and level */
  told(rule, findings) {
    return findings.map(({ path, message }) => ({ path, rule, level: this.rules.rules[rule].level, message }));
  }
}

function first(faults, most) {
  const found = [];
  for (const fault of faults) {
    if (found.length === most) break;
    found.push(fault);
  }
  return found;
}
