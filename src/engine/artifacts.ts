import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileHashes } from './state/files.ts';
import { hashJson } from './state/hash.ts';
import type { Kinds } from './kinds.ts';
import type { Artifact } from './state/receipt.ts';

/** Why an output is not as its receipt says, or undefined when it is. */
export async function damage(files: FileHashes, artifact: Artifact): Promise<string | undefined> {
  if (artifact.files === undefined) {
    const sha256 = await files.hash(artifact.path);
    if (sha256 === undefined) return `output ${artifact.path} is missing`;
    return sha256 === artifact.sha256 ? undefined : `output ${artifact.path} was edited`;
  }
  const expected = new Set(Object.keys(artifact.files).map((file) => artifact.path + file));
  const present = files.list(artifact.path);
  if (present.length === 0 && expected.size > 0) return `output ${artifact.path} is missing`;
  const extra = present.find((file) => !expected.has(file));
  if (extra !== undefined) return `output ${extra} is not the step's`;
  for (const [file, sha256] of Object.entries(artifact.files)) {
    const found = await files.hash(artifact.path + file);
    if (found === undefined) return `output ${artifact.path}${file} is missing`;
    if (found !== sha256) return `output ${artifact.path}${file} was edited`;
  }
  return undefined;
}

/** Describes a published output: hash, size, and for a parquet file its profile. */
export async function recordArtifact(
  root: string,
  files: FileHashes,
  path: string,
  table: Artifact['table'],
): Promise<Artifact> {
  if (!path.endsWith('/')) {
    const bytes = statSync(join(root, path)).size;
    const sha256 = (await files.hash(path)) ?? '';
    return { path, sha256, bytes, ...(table === undefined ? {} : { table }) };
  }
  const hashes: Record<string, string> = {};
  let bytes = 0;
  for (const file of files.list(path)) {
    hashes[file.slice(path.length)] = (await files.hash(file)) ?? '';
    bytes += statSync(join(root, file)).size;
  }
  return { path, sha256: hashJson(hashes), bytes, files: hashes };
}

/** Logical profile of a parquet file, remembered by its bytes. */
export function isTable(path: string): boolean {
  return path.endsWith('.parquet');
}

export async function profileTable(
  kinds: Pick<Kinds, 'profile'>,
  path: string,
): Promise<Artifact['table']> {
  return isTable(path) ? kinds.profile(path) : undefined;
}
