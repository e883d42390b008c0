/*
 * The records of the catalogue most like one, and in what (derive/similar.py, derive/likeness.py). The
 * facets of the catalogue page hold all that it takes: which records have which term.
 */

import { contains, prepare } from '../facettes.js';
import { lowerFirst } from './tournures.js';

const NBSP = '\u00a0';

/** @typedef {{champ: string, un: string, plusieurs: string, suffit: boolean, parametre: string}} Trait */

/** @returns {number[]} the records that name a term themselves, not one under it */
function own({ bits, children }, n) {
  return [...Array(n).keys()].filter((i) => contains(bits, i) && !children.some((child) => contains(child.bits, i)));
}

/** @returns {{trait: Trait, id: string, fiches: number[]}[]} every term that records have, the rarest first */
function termsOf(traits, { n, facettes }) {
  const terms = traits.flatMap((trait) => (facettes.find(({ parametre }) => parametre === trait.parametre)?.valeurs ?? [])
    .map((value) => ({ trait, id: value.id, fiches: own(value, n) })));
  const name = ({ trait, id }) => `${trait.champ} ${id}`;
  return terms.filter(({ fiches }) => fiches.length)
    .sort((a, b) => a.fiches.length - b.fiches.length || (name(a) < name(b) ? 1 : -1));
}

/** Weighs what each record shares with one: what few records have says more. */
function weighed(terms, n, record) {
  const found = Array.from({ length: n }, (_, position) => ({ position, total: 0, common: 0, shared: [] }));
  for (const term of terms) {
    const weight = Math.log((n + 1) / term.fiches.length);
    const has = (record[term.trait.champ] ?? []).includes(term.id);
    for (const position of term.fiches) {
      found[position].total += weight;
      if (has) {
        found[position].common += weight;
        found[position].shared.push(term);
      }
    }
  }
  return found.filter(({ shared }) => shared.some(({ trait }) => trait.suffit))
    .map((other) => ({ ...other, score: other.common / Math.sqrt(other.total || 1) }))
    .sort((a, b) => b.score - a.score || a.position - b.position);
}

const codes = (record, key) => (record.territoires ?? []).map((place) => place[key]).filter(Boolean);

/** @returns {(position: number) => string} whether a record is close, or nothing where that is not known */
function distance({ proches, ensembles }, { facettes }, record) {
  const { valeurs = [], byId = new Map() } = facettes.find(({ parametre }) => parametre === proches.lieu) ?? {};
  const parents = codes(record, 'departement').map((code) => ensembles.territoires.termes[code]?.parent);
  const regions = [...codes(record, 'region'), ...parents].filter(Boolean);
  const among = (ids, position) => ids.some((id) => byId.has(id) && contains(byId.get(id).bits, position));
  const placed = valeurs.filter(({ parent }) => !parent).map(({ id }) => id);
  return (position) => {
    if (among(codes(record, 'departement'), position)) return proches.lieux.departement;
    if (among(regions, position)) return proches.lieux.region;
    return regions.length && among(placed, position) ? proches.lieux.ailleurs : '';
  };
}

function sentence({ proches, ensembles }, trait, ids) {
  const labels = ids.slice(0, proches.nommes).map((id) => lowerFirst(ensembles[trait.champ]?.termes[id]?.libelle ?? id));
  const more = ids.length - labels.length;
  if (more) labels.push(proches.autres[more > 1 ? 1 : 0].replace('{n}', more));
  return `${ids.length === 1 ? trait.un : trait.plusieurs}${NBSP}: ${labels.join(', ')}.`;
}

/**
 * @param {object} data formulaire.json and apercu.json @param {object} record
 * @param {ReturnType<typeof import('../donnees.js').openData>} files of the catalogue page
 * @returns {Promise<{carte: object, raison: string}[]>} the most alike first
 */
export async function alike(data, record, files) {
  const catalogue = prepare(await files.facets());
  const { champs: traits, montrees: most } = data.proches;
  const apart = distance(data, catalogue, record);
  // One more than is shown: a record that is being corrected is the most like itself.
  const found = weighed(termsOf(traits, catalogue), catalogue.n, record).slice(0, most + 1);
  const cards = await Promise.all(found.map(async ({ position }) => (
    (await files.cards(Math.floor(position / catalogue.lot)))[position % catalogue.lot])));
  return found.map(({ position, shared }, rank) => ({
    carte: { ...cards[rank], adresse: `projets/${cards[rank].id}/` },
    raison: [...traits.map((trait) => [trait, shared.filter((term) => term.trait === trait).map(({ id }) => id)])
      .filter(([, ids]) => ids.length).map(([trait, ids]) => sentence(data, trait, ids)), apart(position)].filter(Boolean).join(' '),
  })).filter(({ carte }) => carte.id !== record.id).slice(0, most);
}
