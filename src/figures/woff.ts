/** `wOFF` in ASCII. */
const SIGNATURE = 0x774f4646;
const HEADER_LENGTH = 44;
const ENTRY_LENGTH = 20;

/**
 * The tables of a WOFF 1.0 font (W3C Recommendation, 13 December 2012), by tag. `inflate` undoes
 * zlib compression. Throws where the bytes are no such font.
 */
export function woffTables(
  bytes: Uint8Array,
  inflate: (compressed: Uint8Array) => Uint8Array,
): ReadonlyMap<string, DataView> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0) !== SIGNATURE) throw new TypeError('not a WOFF 1.0 font');
  const tables = new Map<string, DataView>();
  for (let i = 0; i < view.getUint16(12); i++) {
    const entry = HEADER_LENGTH + i * ENTRY_LENGTH;
    const tag = String.fromCharCode(...bytes.subarray(entry, entry + 4));
    const [offset, stored, length] = [4, 8, 12].map((at) => view.getUint32(entry + at));
    if (offset === undefined || stored === undefined || length === undefined) continue;
    const raw = bytes.subarray(offset, offset + stored);
    const table = stored < length ? inflate(raw) : raw;
    tables.set(tag, new DataView(table.buffer, table.byteOffset, table.byteLength));
  }
  return tables;
}
