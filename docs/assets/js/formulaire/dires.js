/* What a fault says where one fills in a field, for what it says of lines of a file elsewhere. */

import { sayer } from './sujet.js';

/** Words the faults of the judge for the form. */
export class Clerk {
  /** @param {{au_formulaire: Record<string, string>, champs: object}} data formulaire.json */
  constructor({ au_formulaire: sentences, champs }) {
    this.sentences = sentences;
    this.say = sayer(sentences);
    this.fields = champs;
  }

  /**
   * @param {string} kind of file @param {object} record its values
   * @param {import('./sujet.js').Fault[]} faults @returns {import('./sujet.js').Fault[]} each said once
   */
  worded(kind, record, faults) {
    const said = faults.map((fault) => ({ ...fault, message: this.message(kind, record, fault) }));
    return [...new Map(said.map((fault) => [JSON.stringify([fault.path, fault.champ, fault.message]), fault])).values()];
  }

  message(kind, record, { path, rule, message }) {
    const spec = path.reduce((field, step) => (
      typeof step === 'number' ? field?.element : field?.proprietes?.[step]), this.fields[kind]);
    const name = [`${rule}/${spec?.type}`, rule].find((one) => Object.hasOwn(this.sentences, one));
    if (!name || (name === 'forme' && !spec?.saisie)) return message;
    const valeur = path.reduce((value, step) => value?.[step], record);
    const taille = typeof valeur === 'string' ? [...valeur].length : 0;
    const limits = { taille, moins: spec?.minLength ?? 1, plus: spec?.maxLength };
    return this.say(name, { valeur, attendu: spec?.saisie, ...limits });
  }
}
