/* The data files that Python wrote, each read once. */

/** @returns {Promise<any>} what a JSON file holds */
export async function readJson(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}\u00a0: ${response.status}`);
  return response.json();
}

/** @param {URL} url their folder @returns {(name: string) => Promise<any>} reads a file; what failed can be asked again */
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
