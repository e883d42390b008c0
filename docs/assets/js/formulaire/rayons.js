/* The catalogue's records by shelves: the form reads the few that it needs, when it needs them. */

import { groups } from './sujet.js';

/** What stands for the code of a place that has none, as Python names its file. */
const ELSEWHERE = 'autre';

const sorted = (values) => [...new Set(values)].sort();

/** @returns {string[]} the départements of a record, or the régions where it gives none */
const placesOf = ({ territoires }) => sorted(groups(territoires).map(({ departement = '', region = '', commune = '' }) => (
  `${departement || region}${commune ? `/${String(commune).toLowerCase()}` : ''}`)));

/** @typedef {{id: string, titre: string, file: string, organismes: string[]}} Line */
/** @typedef {{firstNames: string, communes: Map<string, Set<string>>}} Lists */

export class Shelves {
  /**
   * @param {(name: string) => Promise<any>} read a file, once
   * @param {{dossier: string, lieux: string[], noms: string[], departements: string[]}} list of those that there are
   */
  constructor(read, { dossier, lieux, noms, departements }) {
    this.read = (name) => read(`${dossier}${name}.json`);
    this.places = new Set(lieux);
    this.departments = new Set(departements);
    this.firsts = noms;
  }

  /** @returns {Promise<Line[]>} the records of the very places and publics of one, in the catalogue's order */
  async beside(record) {
    const places = placesOf(record);
    const shelf = places.length ? places[0].split('/')[0] || ELSEWHERE : '';
    if (!this.places.has(shelf) || !Array.isArray(record.publics)) return [];
    const lines = (await this.read(`lieu-${shelf}`))[[...places, '', ...sorted(record.publics)].join('\n')] ?? [];
    return lines.map(([id, titre, organismes]) => ({ id, titre, organismes, file: `projects/${id}.yml` }));
  }

  /** @returns {Promise<string|undefined>} the title of a record of the catalogue; nothing where it has none */
  async titleOf(id) {
    const rank = this.firsts.findLastIndex((first) => first <= id);
    if (!id || rank < 0) return undefined;
    const titles = await this.read(`noms-${rank}`);
    return Object.hasOwn(titles, id) ? titles[id] : undefined;
  }

  /** @returns {Promise<Lists>} what some rules compare a record with, its own départements alone */
  async lists({ territoires }) {
    const codes = sorted(groups(territoires).map(({ departement }) => departement)).filter((code) => this.departments.has(code));
    const names = await Promise.all(codes.map(async (code) => [code, new Set((await this.read(`communes-${code}`)).split(' '))]));
    return { firstNames: await this.read('prenoms'), communes: new Map(names) };
  }
}
