/* A ZIP archive whose files are stored as they are: enough for a document of text. Pure. */

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c >>> 0;
});

/** @param {Uint8Array} bytes @returns {number} the CRC-32 that ZIP asks for */
export function crc32(bytes) {
  let c = 0xffffffff;
  for (const byte of bytes) c = TABLE[(c ^ byte) & 0xff] ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

/** @returns {number[]} the time and the day of a date as MS-DOS writes them: two 16-bit numbers */
function dosDate(date) {
  const time = (date.getHours() << 11) | (date.getMinutes() << 5) | (date.getSeconds() >> 1);
  const year = Math.max(1980, date.getFullYear()) - 1980;
  return [time, (year << 9) | ((date.getMonth() + 1) << 5) | date.getDate()];
}

/** @param {[number, number][]} fields size in bytes, value @returns {Uint8Array} little-endian */
function pack(fields) {
  const bytes = new Uint8Array(fields.reduce((total, [size]) => total + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
}

const VERSION = 20;
const UTF8_NAMES = 0x0800;

/** @returns {[number, number][]} what both headers of a file say of it */
function described(file, date) {
  const [time, day] = dosDate(date);
  const size = file.content.length;
  return [[2, VERSION], [2, UTF8_NAMES], [2, 0], [2, time], [2, day], [4, file.crc], [4, size],
    [4, size], [2, file.name.length], [2, 0]];
}

/** @returns {Uint8Array} pieces put end to end */
function concatenated(pieces) {
  const bytes = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

/**
 * @param {[string, string][]} texts name and content of each file, in order
 * @param {Date} date the day that the archive gives to its files
 * @returns {Uint8Array}
 */
export function zip(texts, date) {
  const encoder = new TextEncoder();
  const pieces = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of texts) {
    const file = { name: encoder.encode(name), content: encoder.encode(text) };
    file.crc = crc32(file.content);
    const head = pack([[4, 0x04034b50], ...described(file, date)]);
    directory.push(
      pack([[4, 0x02014b50], [2, VERSION], ...described(file, date), [2, 0], [2, 0], [2, 0], [4, 0],
        [4, offset]]),
      file.name,
    );
    pieces.push(head, file.name, file.content);
    offset += head.length + file.name.length + file.content.length;
  }
  const listing = concatenated(directory);
  const end = pack([[4, 0x06054b50], [2, 0], [2, 0], [2, texts.length], [2, texts.length],
    [4, listing.length], [4, offset], [2, 0]]);
  return concatenated([...pieces, listing, end]);
}
