/* The data files that Python wrote, each read once. */

/** @returns {Promise<any>} what a JSON file holds */
export async function readJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}\u00a0: ${response.status}`);
  return response.json();
}

/** @returns {(name: string) => Promise<any>} reads a file; what failed can be asked again */
export function reader(url) {
  const known = new Map();
  return (name) => {
    if (!known.has(name)) {
      const reading = readJson(new URL(name, url));
      known.set(name, reading.catch((error) => { known.delete(name); throw error; }));
    }
    return known.get(name);
  };
}

/**
 * The files to read for some choices of a facet: its packs that hold them, or its only file.
 * @param {{fichier: string, paquets: string|undefined}} dataset paquets: the first id of each pack
 * @param {string[]} ids
 * @returns {string[]}
 */
export function filesOf({ fichier: file, paquets: packs }, ids) {
  if (packs === undefined) return [file];
  const firsts = packs.split(' ');
  // A pack holds what is under a choice with it: « siao.orienteur » stands with « siao ».
  const ranks = ids.map((id) => firsts.findLastIndex((first) => first <= id.split('.', 1)[0]));
  return [...new Set(ranks)].filter((rank) => rank >= 0)
    .map((rank) => file.replace('.json', `-${rank}.json`));
}

/**
 * @param {URL} url the folder of the files
 * @returns {{facets: () => Promise<object>,
 *   values: (file: string) => Promise<Record<string, object[]>>,
 *   order: (name: string) => Promise<{positions: number[], connus: number, inconnu: string}>,
 *   labels: () => Promise<Record<string, Record<string, string>>>,
 *   names: () => Promise<object[]>, intentions: () => Promise<object[]>,
 *   titles: () => Promise<{ids: string[], titres: string[], lieux: string[]}>,
 *   cards: (lot: number) => Promise<object[]>}}
 */
export function openData(url) {
  const read = reader(url);
  return {
    facets: () => read('facettes.json'),
    values: (file) => read(file),
    order: (name) => read(`ordre-${name}.json`),
    labels: () => read('libelles.json'),
    names: () => read('noms.json'),
    intentions: () => read('intentions.json'),
    titles: () => read('titres.json'),
    cards: (lot) => read(`cartes-${lot}.json`),
  };
}
