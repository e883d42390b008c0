// Functions, not templates: Eleventy renders a templated address three times per page.
export default {
  layout: "base.njk",
  pagination: { data: "collections.pagesDeTermes", size: 1, alias: "p" },
  permalink: ({ p }) => p.adresse,
  eleventyComputed: { title: ({ p }) => p.terme.titre },
};
