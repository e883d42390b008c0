/* A table of some records, put together from the tables that Python wrote by lots. */

const AT_ONCE = 6;
const MARK = '\ufeff';
const LINE_END = '\r\n';

/**
 * The rows of a table, as they are written; a cell in quotes may hold ends of lines.
 * @param {string} csv @returns {string[]} without the mark and the ends of rows
 */
function splitRows(csv) {
  const rows = [];
  let open = '';
  for (const line of csv.replace(MARK, '').split(LINE_END)) {
    const row = open ? `${open}${LINE_END}${line}` : line;
    const quotes = row.split('"').length - 1;
    open = quotes % 2 ? row : '';
    if (!open && row) rows.push(row);
  }
  return rows;
}

/** @returns {Promise<string>} the table of a lot */
async function readLot(folder, lot) {
  const response = await fetch(new URL(`${lot}.csv`, folder));
  if (!response.ok) throw new Error(`${lot}.csv\u00a0: ${response.status}`);
  return response.text();
}

/**
 * @param {number[]} positions records, in the order of the table @param {URL} folder
 * @param {number} lotSize records in a file @returns {Promise<string>} the table
 */
export async function tableOf(positions, folder, lotSize) {
  const waiting = [...new Set(positions.map((i) => Math.floor(i / lotSize)))];
  const wanted = new Set(positions);
  const rows = new Map();
  let head = '';
  const work = async () => {
    while (waiting.length) {
      const lot = waiting.shift();
      const [first, ...others] = splitRows(await readLot(folder, lot));
      head = first;
      others.forEach((row, i) => {
        if (wanted.has(lot * lotSize + i)) rows.set(lot * lotSize + i, row);
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return MARK + [head, ...positions.map((i) => rows.get(i)), ''].join(LINE_END);
}
