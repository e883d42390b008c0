// The site that Eleventy makes of the same records; bench/rig/eleventy.py copies it beside them.
import markdownIt from "markdown-it";

const PAR_PAGE = 50;
const ANCRE = /<h2 id="([^"]*)">(.*?)<\/h2>/g;

const slug = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** Markdown with an id on each heading of second level, which the summary leads to. */
function markdown() {
  const md = markdownIt({ html: false });
  md.renderer.rules.heading_open = (tokens, at) => {
    const { tag } = tokens[at];
    return tag === "h2" ? `<h2 id="${slug(tokens[at + 1].content)}">` : `<${tag}>`;
  };
  return md;
}

const parTitre = (a, b) => (a.data.title < b.data.title ? -1 : a.data.title > b.data.title ? 1 : 0);

export default function (config) {
  const md = markdown();
  config.setLibrary("md", md);
  config.addFilter("markdown", (text) => md.render(text));
  config.addPassthroughCopy("assets");
  config.addFilter("sommaire", (html) =>
    [...String(html).matchAll(ANCRE)].map(([, ancre, titre]) => ({ ancre, titre })),
  );

  const fiches = (api) => api.getFilteredByGlob("projets/*.md").sort(parTitre);
  config.addCollection("fiches", fiches);
  config.addCollection("pagesDeTermes", (api) => {
    const [{ data }] = api.getAll();
    const members = new Map();
    for (const fiche of fiches(api)) {
      for (const dossier of Object.keys(data.vocabulaires)) {
        for (const id of fiche.data[dossier] ?? []) {
          const key = `${dossier}/${id}`;
          if (!members.has(key)) members.set(key, []);
          members.get(key).push(fiche);
        }
      }
    }
    return data.termes.flatMap((terme) => {
      const all = members.get(`${terme.dossier}/${terme.id}`) ?? [];
      const total = Math.max(1, Math.ceil(all.length / PAR_PAGE));
      return Array.from({ length: total }, (_, rank) => ({
        terme,
        rank: rank + 1,
        total,
        nombre: all.length,
        fiches: all.slice(rank * PAR_PAGE, (rank + 1) * PAR_PAGE),
        adresse: `/${terme.dossier}/${terme.id}/${rank ? `page/${rank + 1}/` : ""}`,
      }));
    });
  });
  config.addCollection("pagesDuCatalogue", (api) => {
    const all = fiches(api);
    const total = Math.max(1, Math.ceil(all.length / PAR_PAGE));
    return Array.from({ length: total }, (_, rank) => ({
      rank: rank + 1,
      total,
      nombre: all.length,
      fiches: all.slice(rank * PAR_PAGE, (rank + 1) * PAR_PAGE),
      adresse: `/catalogue/${rank ? `page/${rank + 1}/` : ""}`,
    }));
  });
  config.addCollection("nombres", (api) => {
    const counts = {};
    const dossiers = Object.keys(api.getAll()[0].data.vocabulaires);
    for (const fiche of fiches(api)) {
      for (const dossier of dossiers) {
        for (const id of fiche.data[dossier] ?? []) {
          counts[`${dossier}/${id}`] = (counts[`${dossier}/${id}`] ?? 0) + 1;
        }
      }
    }
    return [counts];
  });

  return {
    markdownTemplateEngine: false, // The text of a record is never a template.
    htmlTemplateEngine: "njk",
    dir: { output: "_site" },
  };
}
