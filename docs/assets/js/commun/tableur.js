/* A table of some records, put together from the tables that Python wrote by lots. */

const MARK = '\ufeff';
const LINE_END = '\r\n';
// A cell in quotes may hold ends of lines.
const ROW = /(?:[^"\r\n]+|"[^"]*")+/g;

/**
 * @param {number[]} positions records, in the order of the table @param {URL} folder
 * @param {number} lotSize records in a file @returns {Promise<string>} the table
 */
export async function tableOf(positions, folder, lotSize) {
  const lots = new Set(positions.map((i) => Math.floor(i / lotSize)));
  const rows = new Map(await Promise.all([...lots].map(async (lot) => {
    const response = await fetch(new URL(`${lot}.csv`, folder));
    if (!response.ok) throw new Error(`${lot}.csv\u00a0: ${response.status}`);
    return [lot, (await response.text()).match(ROW)];
  })));
  const head = [...rows.values()][0]?.[0] ?? '';
  const rowOf = (i) => rows.get(Math.floor(i / lotSize))[1 + (i % lotSize)];
  return MARK + [head, ...positions.map(rowOf), ''].join(LINE_END);
}
