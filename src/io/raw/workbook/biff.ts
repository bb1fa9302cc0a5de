const BEGIN = new Set([0x0009, 0x0209, 0x0409, 0x0809]);
const END = 0x000a;
const HEADER = 4;

/**
 * Whether the records of an .xls follow one another to their end. A parser that reads behind the last of
 * them fills memory before it gives up.
 */
export function isWholeBiff(stream: Buffer): boolean {
  let at = 0;
  let open = 0;
  let sheets = 0;
  while (at + HEADER <= stream.length) {
    const type = stream.readUInt16LE(at);
    const next = at + HEADER + stream.readUInt16LE(at + 2);
    if (next > stream.length) return false;
    if (BEGIN.has(type)) open += 1;
    if (type === END) {
      open -= 1;
      sheets += 1;
    }
    // What fills the last block behind the records is no part of them.
    if (type === 0 && open <= 0) return sheets > 0;
    at = next;
  }
  return open <= 0 && sheets > 0;
}
