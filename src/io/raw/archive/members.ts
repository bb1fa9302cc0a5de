import { createGunzip } from 'node:zlib';
import type { LeftOut, RawFile, RawTable } from '../../../sources/table.ts';
import { UserError } from '../../../text/user-error.ts';
import { corrupt, problem } from '../problems.ts';
import { packedBytes, through, type RawBytes } from '../raw-bytes.ts';
import { systemFile } from '../system-files.ts';
import { bomb, unpackEntry, type ZipEntry } from './zip.ts';

type Open = (bytes: RawBytes) => Promise<RawFile>;

const MEMBERS_LIMIT = 10_000;

/** The tables of all files in a zip file. A member that cannot be read makes the archive fail. */
export async function openMembers(
  bytes: RawBytes,
  entries: readonly ZipEntry[],
  open: Open,
): Promise<RawFile> {
  const members = entries
    .filter(({ name }) => !name.endsWith('/'))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  if (members.length > MEMBERS_LIMIT) {
    throw problem(
      'E_FILE_TOO_LARGE',
      bytes.file,
      `it has ${members.length} files, and at most ${MEMBERS_LIMIT} are read of an archive`,
      'Unpack it, and put here what the study needs.',
    );
  }
  const tables: RawTable[] = [];
  const leftOut: LeftOut[] = [];
  const refused: UserError[] = [];
  for (const entry of members) {
    const file = `${bytes.file}/${entry.name}`;
    const ignore = (reason: string): number => leftOut.push({ file, sheet: '', reason });
    const system = systemFile(entry.name);
    if (system !== null) {
      ignore(system);
      continue;
    }
    try {
      const found = await open(packedBytes(file, () => unpackEntry(bytes, entry)));
      if (found.outcome === 'ignored') ignore(found.reason);
      else {
        tables.push(...found.tables);
        leftOut.push(...found.leftOut);
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused.push(error);
    }
  }
  if (refused[0] !== undefined) throw allOf(refused[0], refused.slice(1));
  if (tables.length > 0) return { outcome: 'tables', format: 'archive', tables, leftOut };
  const reasons = leftOut.map(
    ({ file, reason }) => `${file.slice(bytes.file.length + 1)}: ${reason}`,
  );
  return {
    outcome: 'ignored',
    reason: `an archive without a table (${reasons.slice(0, 5).join('; ') || 'empty'})`,
  };
}

/** The one file in a .gz file. */
export async function openGzip(bytes: RawBytes, open: Open): Promise<RawFile> {
  return await open(packedBytes(bytes.file, () => unzip(bytes)));
}

async function* unzip(bytes: RawBytes): AsyncIterable<Buffer> {
  const packed = await bytes.size();
  let length = 0;
  try {
    for await (const chunk of through(bytes.stream(), createGunzip({ chunkSize: 1 << 18 }))) {
      length += chunk.length;
      if (length > 2 ** 30 && length > packed * 100) throw bomb(bytes.file, 'its content');
      yield chunk;
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw corrupt(bytes.file, 'it cannot be unpacked: it is cut short or damaged');
  }
}

function allOf(first: UserError, others: readonly UserError[]): UserError {
  if (others.length === 0) return first;
  const list = others.map(({ where, message }) => `${where}: ${message}`);
  return new UserError(first.code, `${first.message}; and so is it with ${list.join('; ')}`, {
    where: first.where,
    hint: first.hint,
  });
}
