export default {
  layout: "base.njk",
  title: "Catalogue des initiatives",
  pagination: { data: "collections.pagesDuCatalogue", size: 1, alias: "p" },
  permalink: ({ p }) => p.adresse,
};
