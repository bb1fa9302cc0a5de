import { crc32, inflateRawSync } from 'node:zlib';

export type Unzipped =
  | { readonly parts: ReadonlyMap<string, Buffer>; readonly problem: null }
  | { readonly parts: null; readonly problem: string };

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;
const COMMENT_LIMIT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
/** Text of a part goes into one string, of which V8 allows about 2^29 characters; a zip bomb ends here. */
const PART_LIMIT = 2 ** 29;

/**
 * Unpacks a zip file, or says what is wrong with it: its directory must be there, and each part must
 * have the length and the checksum that the directory gives. A workbook parser that checks neither
 * would read a damaged sheet as a shorter one.
 */
export function unzip(bytes: Buffer): Unzipped {
  const end = findEnd(bytes);
  if (end === null) return broken('it is cut short, as by a download that stopped');
  const count = bytes.readUInt16LE(end + 10);
  const parts = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) {
      return broken('its directory is damaged');
    }
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    const content = partOf(bytes, at);
    if (content === null) return broken(`its part ${name} is damaged`);
    parts.set(name, content);
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return { parts, problem: null };
}

function broken(problem: string): Unzipped {
  return { parts: null, problem };
}

function findEnd(bytes: Buffer): number | null {
  const last = Math.max(0, bytes.length - END_LENGTH - COMMENT_LIMIT);
  for (let at = bytes.length - END_LENGTH; at >= last; at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return null;
}

/** Content of the part at a directory entry; null if its bytes do not give it. */
function partOf(bytes: Buffer, entry: number): Buffer | null {
  const method = bytes.readUInt16LE(entry + 10);
  const checksum = bytes.readUInt32LE(entry + 16);
  const packed = bytes.readUInt32LE(entry + 20);
  const local = bytes.readUInt32LE(entry + 42);
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL_HEADER) return null;
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const data = bytes.subarray(start, start + packed);
  if (data.length < packed || (method !== STORED && method !== DEFLATED)) return null;
  try {
    const content =
      method === STORED ? data : inflateRawSync(data, { maxOutputLength: PART_LIMIT });
    return crc32(content) === checksum ? content : null;
  } catch {
    return null;
  }
}
