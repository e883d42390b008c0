/* A rule on the whole catalogue: the same initiative is not told in two records. */

/** @returns {string[]} the départements of a record, or the régions where it gives none */
function placesOf({ territoires = [] }) {
  return [...new Set(territoires.map(({ departement = '', region = '', commune = '' }) => (
    `${departement || region}${commune ? `/${commune.toLowerCase()}` : ''}`)))].sort();
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
const sorted = (values) => [...new Set(values)].sort();

export const TWINS = {
  * 'fiche-proche'(context, subject) {
    const record = subject.record;
    const places = placesOf(record);
    const publics = sorted(record.publics ?? []);
    const own = sorted((record.organismes ?? []).map(({ organisme }) => organisme));
    if (subject.kind !== 'project' || !places.length) return;
    const beside = context.data.corpus.records.filter((other) => (
      other.id !== subject.id && same(placesOf(other), places) && same(other.publics, publics)));
    for (const id of own) {
      const met = beside.filter(({ organismes }) => organismes.includes(id)).slice(0, context.rules.twins.compared);
      const twin = met.find(({ organismes }) => {
        const shared = organismes.filter((other) => own.includes(other)).length;
        return shared >= context.rules.twins.shared * (own.length + organismes.length - shared);
      });
      if (twin) {
        yield { path: ['titre'], message: context.say('fiche-proche', { titre: twin.titre, autre: twin.file }) };
        return;
      }
    }
  },
};
