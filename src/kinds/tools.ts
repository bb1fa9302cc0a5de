import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FileHashes } from '../engine/state/files.ts';
import type { Memo } from '../engine/state/memo.ts';
import { installedVersions, LOCKFILES, readLockfile } from './packages.ts';

/** The installation that this program runs from: its own modules, steps and packages may be read. */
export const INSTALLATION = fileURLToPath(new URL('../../', import.meta.url));

/** What every kind works with. */
export interface Tools {
  readonly root: string;
  readonly memo: Memo;
  readonly files: FileHashes;
  /** Package -> version in the lockfile. */
  readonly versions: (names: readonly string[]) => Promise<Record<string, string>>;
}

export function createTools(root: string, memo: Memo, files: FileHashes): Tools {
  const asked = new Map<string, Promise<Record<string, string>>>();
  const read = async (names: readonly string[]): Promise<Record<string, string>> => {
    // A study in a folder of its own has the tool's packages.
    const folders = ['.', relative(root, INSTALLATION)];
    const here = folders.find((folder) =>
      LOCKFILES.some((file) => files.exists(join(folder, file))),
    );
    const hashes = await Promise.all(
      LOCKFILES.map((file) => files.hashOnce(join(here ?? '.', file))),
    );
    return memo.get(`versions ${hashes.join(' ')} ${names.join(' ')}`, () =>
      installedVersions(readLockfile(join(root, here ?? '.')), names),
    );
  };
  return {
    root,
    memo,
    files,
    versions(names) {
      const key = names.join(' ');
      const answer = asked.get(key) ?? read(names);
      asked.set(key, answer);
      return answer;
    },
  };
}

export async function hashAll(
  files: FileHashes,
  paths: readonly string[],
): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const path of paths) hashes[path] = (await files.hash(path)) ?? 'missing';
  return hashes;
}

/** The absolute path of a step's file: the study's own, or the tool's. */
export function fileOf(root: string, { run, tool }: { run: string; tool: boolean }): string {
  return join(tool ? INSTALLATION : root, run);
}
