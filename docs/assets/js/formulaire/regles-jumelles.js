/* A rule on the whole catalogue: the same initiative is not told in two records. */

const shared = (own, { organismes }) => organismes.filter((id) => own.has(id)).length;

export const TWINS = {
  * 'fiche-proche'(context, subject, beside) {
    const { twins } = context.rules;
    const own = new Set((subject.record.organismes ?? []).map(({ organisme }) => organisme));
    const others = beside.filter(({ id }) => id !== subject.id);
    const near = (other) => shared(own, other) >= twins.shared * new Set([...own, ...other.organismes]).size;
    const compared = [...own].flatMap((id) => (
      others.filter(({ organismes }) => organismes.includes(id)).slice(0, twins.compared)));
    const twin = compared.find(near);
    if (twin) yield { path: ['titre'], message: context.say('fiche-proche', { titre: twin.titre, autre: twin.file }) };
  },
};
