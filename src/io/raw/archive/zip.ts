import { crc32, createInflateRaw } from 'node:zlib';
import { corrupt, problem } from '../problems.ts';
import { through, type RawBytes } from '../raw-bytes.ts';
import { entryName } from './entry-name.ts';

/** A part of a zip file, as the directory at its end says. */
export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  /** Where its local header stands. */
  readonly offset: number;
  readonly encrypted: boolean;
}

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const END_LENGTH = 22;
const LOCATOR_LENGTH = 20;
const COMMENT_LIMIT = 0xffff;
const DIRECTORY_LIMIT = 1 << 26;
const FOUR = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
/** Beyond this size a part that shrank to less than a hundredth is a bomb, and no table. */
const BOMB_SIZE = 2 ** 30;
const BOMB_RATIO = 100;

/** The parts of a zip file. Error: E_FILE_CORRUPT where the directory is cut off or damaged. */
export async function zipEntries(bytes: RawBytes): Promise<ZipEntry[]> {
  const size = await bytes.size();
  const { at, length, count } = await findDirectory(bytes, size);
  const damaged = () => corrupt(bytes.file, 'it cannot be read: its directory is damaged');
  if (at + length > size || length > DIRECTORY_LIMIT) throw damaged();
  const directory = await bytes.read(at, length);
  const entries: ZipEntry[] = [];
  let from = 0;
  while (entries.length < count) {
    if (from + 46 > directory.length || directory.readUInt32LE(from) !== DIRECTORY_ENTRY)
      throw damaged();
    const nameLength = directory.readUInt16LE(from + 28);
    const extraLength = directory.readUInt16LE(from + 30);
    const end = from + 46 + nameLength + extraLength;
    if (end > directory.length) throw damaged();
    entries.push(entryAt(directory, from, nameLength, extraLength));
    from = end + directory.readUInt16LE(from + 32);
  }
  // Parts that share their bytes are how a small file claims to hold a huge one.
  if (entries.reduce((sum, { packed }) => sum + packed, 0) > size) throw damaged();
  return entries;
}

/**
 * The unpacked bytes of a part. What comes is held against the length and the checksum of the
 * directory, since a damaged sheet would else be read as a shorter one.
 */
export async function* unpackEntry(bytes: RawBytes, entry: ZipEntry): AsyncIterable<Buffer> {
  const { name, method, checksum, packed, size, offset } = entry;
  const damaged = () => corrupt(bytes.file, `it cannot be read: its part ${name} is damaged`);
  if (entry.encrypted) throw protectedArchive(bytes.file);
  if (method !== STORED && method !== DEFLATED) {
    throw problem(
      'E_FILE_UNSUPPORTED',
      bytes.file,
      `its part ${name} is packed by method ${method}, which is not read`,
      'Unpack it, and put the files here or pack them again as an ordinary .zip.',
    );
  }
  if (size > BOMB_SIZE && size > packed * BOMB_RATIO) throw bomb(bytes.file, name);
  const header = await bytes.read(offset, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL_HEADER) throw damaged();
  const start = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const source = bytes.stream(start, start + packed);
  const unpacked =
    method === STORED ? source : through(source, createInflateRaw({ chunkSize: 1 << 18 }));
  let length = 0;
  let sum = 0;
  try {
    for await (const chunk of unpacked) {
      length += chunk.length;
      if (length > size) break;
      sum = crc32(chunk, sum);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))
      throw damaged();
    throw error;
  }
  if (length !== size || sum !== checksum) throw damaged();
}

export function bomb(file: string, name: string): Error {
  return problem(
    'E_FILE_TOO_LARGE',
    file,
    `${name} unpacks to more than a hundred times its size, as no table does`,
    'Take it away; if it is really yours, unpack it and put the file here.',
  );
}

function protectedArchive(file: string): Error {
  return problem(
    'E_FILE_ENCRYPTED',
    file,
    'the archive is protected by a password',
    'Unpack it with its password, and put the files here.',
  );
}

interface Directory {
  readonly at: number;
  readonly length: number;
  readonly count: number;
}

async function findDirectory(bytes: RawBytes, size: number): Promise<Directory> {
  const from = Math.max(0, size - END_LENGTH - COMMENT_LIMIT - LOCATOR_LENGTH);
  const tail = await bytes.read(from, size - from);
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const directory = {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      at: tail.readUInt32LE(at + 16),
    };
    const large = at >= LOCATOR_LENGTH && tail.readUInt32LE(at - LOCATOR_LENGTH) === LOCATOR_64;
    return large
      ? await largeDirectory(bytes, Number(tail.readBigUInt64LE(at - LOCATOR_LENGTH + 8)))
      : directory;
  }
  throw corrupt(bytes.file, 'it cannot be read: it is cut short, as by a download that stopped');
}

async function largeDirectory(bytes: RawBytes, at: number): Promise<Directory> {
  const end = await bytes.read(at, 56);
  if (end.length < 56 || end.readUInt32LE(0) !== END_64) {
    throw corrupt(bytes.file, 'it cannot be read: its directory is damaged');
  }
  const number = (offset: number): number => Number(end.readBigUInt64LE(offset));
  return { count: number(32), length: number(40), at: number(48) };
}

function entryAt(directory: Buffer, at: number, nameLength: number, extraLength: number): ZipEntry {
  const flags = directory.readUInt16LE(at + 8);
  const nameEnd = at + 46 + nameLength;
  const extra = directory.subarray(nameEnd, nameEnd + extraLength);
  // Numbers of more than four bytes stand behind the entry, those only that do not fit.
  const large = extraField(extra, 1);
  let next = 0;
  const number = (offset: number): number => {
    const value = directory.readUInt32LE(at + offset);
    if (value !== FOUR || large === null || next + 8 > large.length) return value;
    next += 8;
    return Number(large.readBigUInt64LE(next - 8));
  };
  const size = number(24);
  const packed = number(20);
  const offset = number(42);
  return {
    name: entryName(
      directory.subarray(at + 46, nameEnd),
      (flags & 0x800) !== 0,
      extraField(extra, 0x7075),
    ),
    method: directory.readUInt16LE(at + 10),
    checksum: directory.readUInt32LE(at + 16),
    packed,
    size,
    offset,
    encrypted: (flags & 1) !== 0,
  };
}

function extraField(extra: Buffer, id: number): Buffer | null {
  for (let at = 0; at + 4 <= extra.length;) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return null;
}
