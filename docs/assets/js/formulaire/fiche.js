/* A record's sheet from its values: in brief, its sections, what no source says. */

import { Maker, SHORTER } from './noeuds.js';
import { dateWords, innerQuotes, lowerFirst } from './tournures.js';

/** @returns {object} what the templates of a record's page are given */
export function sheetOf(data, record, names = {}) {
  const maker = new Maker(data, record, names);
  const own = Object.entries(data.champs.project.proprietes).filter(([, spec]) => !spec.hors_fiche)
    .map(([nom, spec]) => ({ nom, spec, section: spec.section ?? data.fiche.premiere }));
  const asked = questions(data, own);
  const sections = data.fiche.sections.filter(([id]) => id !== data.fiche.premiere).map(([id, titre]) => ({
    id, titre, champs: own.filter(({ section }) => section === id),
  }));
  return {
    carte: { titre: record.titre ?? '', resume: record.resume ?? '', adresse: `projets/${record.id ?? ''}/` },
    en_bref: asked.map((question) => answered(maker, question, record)),
    sections: sections.map(({ id, titre, champs }) => ({ id, titre, parties: parts(maker, titre, champs, record) })),
    non_renseigne: unsaid(data, sections, asked, record),
    reference: [innerQuotes(record.titre ?? ''), checked(data, record)],
  };
}

function checked(data, { verifie_le: day }) {
  const { verifiee, non_verifiee: never } = data.fiche.mots;
  return day ? verifiee.replace('{date}', dateWords(day, data)) : never;
}

function questions(data, own) {
  const spec = data.champs.project;
  const answer = (path) => {
    const [name, group] = path.split('.').reverse();
    return { path, nom: name, group, spec: (group ? spec.proprietes[group] : spec).proprietes[name] };
  };
  const listed = data.fiche.en_bref.map(({ id, question, champs }) => ({ id, question, reponses: champs.map(answer) }));
  const taken = new Set(listed.flatMap(({ reponses }) => reponses.map(({ path }) => path)));
  const others = own.filter(({ section }) => section === data.fiche.premiere).flatMap(({ nom, spec: field }) => {
    const inner = Object.entries(field.proprietes ?? {}).map(([key, child]) => [`${nom}.${key}`, child]);
    if (inner.some(([path]) => taken.has(path))) {
      return inner.filter(([path, child]) => !taken.has(path) && child.vue !== 'source').map(([path]) => path);
    }
    return taken.has(nom) ? [] : [nom];
  });
  return [...listed, ...others.map(answer).map((one) => ({ id: one.nom, question: one.spec.titre, reponses: [one] }))];
}

const isWhole = (maker, { spec }) => !maker.data.fiche.abreges.includes(spec.vue);

function answered(maker, { id, question, reponses }, record) {
  const fields = reponses.map((answer) => fieldOf(maker, answer, record)).filter(Boolean);
  const said = new Set([...fields.map(({ nom }) => nom), ...maker.data.fiche.tus[1]]);
  const missing = reponses.filter((answer) => isWhole(maker, answer) && !said.has(answer.nom));
  return { id, question, champs: fields, seule: reponses.length === 1,
    inconnus: missing.map(({ spec }) => lowerFirst(spec.titre)).join(', ') };
}

function fieldOf(maker, { nom, group, spec }, record) {
  const held = group ? record[group] ?? {} : record;
  if (!(nom in held)) return null;
  const shorter = SHORTER[spec.vue];
  const noeud = shorter ? shorter(maker, spec, held[nom])
    : maker.sourced(spec, held[nom], group ? maker.mark(held) : null);
  return noeud ? { nom, libelle: spec.titre, noeud } : null;
}

/** A field that stands alone, or neighbouring short ones together. */
function parts(maker, title, shown, record) {
  const bare = title.toLowerCase().split(' ').slice(1).join(' ');
  const fields = shown.filter(({ nom }) => nom in record)
    .map(({ nom, spec }) => ({ nom, libelle: spec.titre, noeud: maker.node(spec, record[nom]) }));
  const made = [];
  for (const field of fields) {
    if (maker.data.fiche.seuls.includes(field.noeud.vue)) {
      const said = fields.length === 1 || [bare, title.toLowerCase()].includes(field.libelle.toLowerCase());
      made.push({ nom: field.nom, titre: said ? '' : field.libelle, noeud: field.noeud, champs: [] });
    } else if (made.at(-1)?.noeud === null) made.at(-1).champs.push(field);
    else made.push({ nom: '', titre: '', noeud: null, champs: [field] });
  }
  return made;
}

function unsaid(data, sections, questionsAsked, record) {
  const asked = new Set(questionsAsked.flatMap(({ reponses }) => reponses)
    .filter(({ spec }) => !data.fiche.abreges.includes(spec.vue)).map(({ path }) => path));
  return sections.flatMap(({ titre, champs }) => (champs.some(({ nom }) => nom in record)
    ? champs.flatMap((field) => gaps(data, asked, field, record)) : [titre]));
}

function gaps(data, asked, { nom, spec }, record) {
  if (!(nom in record)) return asked.has(nom) ? [] : [spec.titre];
  if (spec.type !== 'object' || data.fiche.entiers.includes(spec.vue)) return [];
  const missing = Object.entries(spec.proprietes)
    .filter(([key]) => !(key in record[nom]) && !data.fiche.tus[0].includes(key) && !asked.has(`${nom}.${key}`));
  return missing.length ? [`${spec.titre} : ${missing.map(([, child]) => lowerFirst(child.titre)).join(', ')}`] : [];
}
