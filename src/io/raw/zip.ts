import { crc32, inflateRawSync } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_LENGTH = 22;
const COMMENT_LIMIT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
/** No sheet of Excel unpacks to more; a zip bomb ends here. */
const PART_LIMIT = 2 ** 29;

/**
 * What is wrong with a zip file, or null: its directory must be there, and each part must have the
 * length and the checksum that the directory gives. The workbook parser checks neither and would
 * read a damaged sheet as a shorter one.
 */
export function zipDamage(bytes: Buffer): string | null {
  const end = findEnd(bytes);
  if (end === null) return 'it is cut short, as by a download that stopped';
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) {
      return 'its directory is damaged';
    }
    const nameLength = bytes.readUInt16LE(at + 28);
    if (!isWhole(bytes, at)) {
      return `its part ${bytes.toString('utf8', at + 46, at + 46 + nameLength)} is damaged`;
    }
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return null;
}

function findEnd(bytes: Buffer): number | null {
  const last = Math.max(0, bytes.length - END_LENGTH - COMMENT_LIMIT);
  for (let at = bytes.length - END_LENGTH; at >= last; at--) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return null;
}

/** Whether the part at a directory entry unpacks to what its checksum says. */
function isWhole(bytes: Buffer, entry: number): boolean {
  const method = bytes.readUInt16LE(entry + 10);
  const checksum = bytes.readUInt32LE(entry + 16);
  const packed = bytes.readUInt32LE(entry + 20);
  const local = bytes.readUInt32LE(entry + 42);
  if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== LOCAL_HEADER) return false;
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const data = bytes.subarray(start, start + packed);
  if (data.length < packed || (method !== STORED && method !== DEFLATED)) return false;
  try {
    const content =
      method === STORED ? data : inflateRawSync(data, { maxOutputLength: PART_LIMIT });
    return crc32(content) === checksum;
  } catch {
    return false;
  }
}
