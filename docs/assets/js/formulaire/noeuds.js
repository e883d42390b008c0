/* The values of a record as views: what the templates of its page are given. */

import { course, durations } from './parcours.js';
import { dateWords, lowerFirst, number, quantity, share } from './tournures.js';

/** @typedef {{vue: string, valeur: unknown, source: object|null}} Node */

const list = (words) => words.filter(Boolean).join(', ');

/** Makes the nodes of one record. */
export class Maker {
  /** @param {object} data formulaire.json @param {object} record @param {Record<string, string>} names of new organisations */
  constructor(data, record, names) {
    Object.assign(this, { data, words: data.fiche.mots, names });
    this.marks = Object.fromEntries((record.sources ?? []).map((s, rank) => [s.id, {
      numero: rank + 1,
      ancre: `source-${s.id}`,
      document: s.document,
      bref: list([s.editeur, (s.date ?? '').slice(0, 4)]) || s.document,
    }]));
  }

  /** @returns {Node} */
  node(spec, value) {
    const view = VIEWS[spec.vue] ?? (spec.referentiel ? term : TYPES[spec.type]);
    return { source: null, ...view(this, spec, value) };
  }

  mark(value) { return this.marks[value.source] ?? null; }

  sourced(spec, value, mark) {
    const node = this.node(spec, value);
    return node.source ? node : { ...node, source: mark };
  }

  term(set, id) { return this.data.ensembles[set]?.termes[id]; }

  link(set, id) {
    const found = this.term(set, id);
    const folder = this.data.ensembles[set]?.dossier;
    if (!found) return { libelle: this.names[id] ?? id, adresse: null };
    return { libelle: found.libelle, adresse: folder ? `${folder}/${id}/` : null };
  }

  named(set, id) { return this.link(set, id).libelle; }

  label(spec, value, key) {
    if (!(key in value)) return '';
    const { referentiel } = spec.proprietes[key];
    return referentiel ? this.named(referentiel, value[key]) : String(value[key]);
  }

  fields(spec, value) {
    return Object.entries(spec.proprietes).filter(([key]) => key in value && key !== 'source')
      .map(([key, child]) => ({ nom: key, libelle: child.titre, noeud: this.sourced(child, value[key], this.mark(value)) }));
  }

  date(value) { return dateWords(value, this.data); }
}

const term = (maker, spec, value) => ({ vue: 'termes', valeur: [maker.link(spec.referentiel, value)] });

function listed(maker, spec, value) {
  const item = spec.element;
  if (item.referentiel) return { vue: 'termes', valeur: value.map((v) => maker.link(item.referentiel, v)) };
  const nodes = value.map((v) => maker.node(item, v));
  return { vue: nodes.every(({ vue }) => vue === 'territoire') ? 'territoires' : 'liste', valeur: nodes };
}

function group(maker, spec, value) {
  const fields = maker.fields(spec, value);
  return { vue: 'objet', valeur: {
    texte: fields.find(({ nom }) => nom === 'description')?.noeud ?? null,
    champs: fields.filter(({ nom }) => nom !== 'description'),
  } };
}

function figure(maker, spec, value) {
  const given = 'valeur' in value;
  const qualifier = maker.label(spec, value, 'qualificatif');
  const words = given ? quantity(value.valeur, maker.label(spec, value, 'unite'), qualifier) : '';
  const total = 'denominateur' in value;
  const lacks = given && 'denominateur' in spec.proprietes
    ? Object.entries(maker.data.fiche.manques).filter(([key]) => !(key in value)).map(([, said]) => said) : [];
  return { vue: 'chiffre', source: maker.mark(value), valeur: {
    libelle: value.libelle ?? '',
    valeur: given && total ? `${words} ${maker.words.sur} ${number(value.denominateur)}` : words,
    part: given && total && !('qualificatif' in value) ? share(value.valeur, value.denominateur, maker.words) : '',
    note: list([maker.label(spec, value, 'nature'), (value.precision ?? '').replace(/\.+$/, ''),
      'date' in value ? maker.date(value.date) : '', ...lacks]),
  } };
}

function money(maker, spec, value) {
  return { vue: 'chiffre', source: maker.mark(value), valeur: {
    libelle: maker.label(spec, value, 'organisme'),
    valeur: quantity(value.valeur, '€', maker.label(spec, value, 'qualificatif')),
    part: '',
    note: list([maker.label(spec, value, 'nature'), String(value.annee ?? '')]),
  } };
}

function territory(maker, spec, value) {
  const around = value.departement ?? value.region ?? '';
  const link = around ? maker.link('territoires', around) : { libelle: '', adresse: null };
  const { commune = '' } = value;
  const libelle = commune && link.libelle ? `${commune} (${link.libelle})` : commune || link.libelle;
  return { vue: 'territoire', source: maker.mark(value),
    valeur: { lien: { libelle, adresse: link.adresse }, qpv: Boolean(value.qpv) } };
}

function wayOut(maker, spec, value) {
  const status = value.statut_occupation;
  return { vue: 'issue', source: maker.mark(value), valeur: {
    type: value.type,
    libelle: maker.label(spec, value, 'type'),
    texte: value.texte,
    statut: status ? maker.link('statuts-occupation', status) : null,
  } };
}

function criteria(maker, spec, value) {
  return { vue: 'criteres', valeur: Object.entries(spec.proprietes).map(([key, child]) => ({
    critere: child.titre,
    texte: value[key]?.texte ?? '',
    source: value[key] ? maker.mark(value[key]) : null,
  })) };
}

function documents(maker, spec, value) {
  return { vue: 'sources', valeur: value.map((row) => ({
    ancre: maker.marks[row.id].ancre,
    document: row.document,
    url: row.url ?? '',
    details: [row.editeur, row.date ? maker.date(row.date) : maker.words.sans_date,
      row.consulte_le ? `${maker.words.consulte_le} ${maker.date(row.consulte_le)}` : ''].filter(Boolean),
    precision: row.precision ?? '',
  })) };
}

function organisations(maker, spec, value) {
  return { vue: 'organismes', valeur: value.map((row) => ({
    organisme: maker.link('organismes', row.organisme),
    roles: row.roles.map((role) => maker.named('roles', role)).join(', '),
    precision: row.precision ?? '',
    source: maker.mark(row),
  })) };
}

const gathered = (pairs) => [...pairs.reduce((found, [key, value]) => (
  found.set(key, [...(found.get(key) ?? []), value])), new Map())];

function commitments(maker, spec, value) {
  return { vue: 'engagements', valeur: gathered(value.map((row) => [
    maker.named('parties', row.partie), { vue: 'prose', valeur: row.texte, source: maker.mark(row) }])) };
}

/** The landlords and associations alone, those of the same roles together. */
function actors(maker, spec, value) {
  const main = value.filter(({ organisme }) => (
    maker.data.fiche.types_montres.includes(maker.term('organismes', organisme)?.type)));
  return { vue: 'acteurs', source: null, valeur: gathered((main.length ? main : value).map((row) => [
    row.roles.map((role) => lowerFirst(maker.named('roles', role))).join(', '),
    maker.link('organismes', row.organisme)])) };
}

const text = (maker, spec, value) => ({ vue: spec.prose ? 'prose' : 'texte', valeur: value });
const counted = (maker, spec, value) => ({ vue: 'texte', valeur: quantity(value, spec.unite) });
const claim = (maker, spec, value) => ({ vue: 'prose', valeur: value.texte, source: maker.mark(value) });

const VIEWS = {
  date: (maker, spec, value) => ({ vue: 'texte', valeur: maker.date(value) }),
  annee: (maker, spec, value) => ({ vue: 'texte', valeur: String(value) }),
  url: (maker, spec, value) => ({ vue: 'lien', valeur: { libelle: value, adresse: value } }),
  source: (maker, spec, value) => ({ vue: 'texte', valeur: maker.marks[value]?.document ?? value }),
  affirmation: claim,
  chiffre: figure,
  montant: money,
  territoire: territory,
  deroulement: course,
  organismes: organisations,
  engagements: commitments,
  issue: wayOut,
  criteres: criteria,
  sources: documents,
};

const TYPES = {
  string: text,
  integer: counted,
  number: counted,
  boolean: (maker, spec, value) => ({ vue: 'texte', valeur: value ? maker.words.oui : maker.words.non }),
  array: listed,
  object: group,
};

/** View of a field → the part of it that the brief shows, if it has that part. */
export const SHORTER = { organismes: actors, deroulement: durations };
