import { readdirSync, realpathSync, statSync, type BigIntStats, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { MEMORY } from '../places.ts';

/**
 * A file may change again within one tick of its time stamp. Kernels tick every 10 ms at most; a stamp
 * of whole seconds comes from a file system (FAT, some network shares) that ticks every 2 s.
 */
const TICK_NS = 50_000_000n;
const COARSE_TICK_NS = 2_000_000_000n;
const SECOND_NS = 1_000_000_000n;

/** How a path looked without reading it. Equal text means that it was not touched since. */
export interface Glance {
  /** Size, times and inode of a file; empty where there is no file. */
  readonly text: string;
  /** Bytes. */
  readonly size: number;
  /** Newest time stamp and one tick of its clock, in nanoseconds: what is later can be trusted. */
  readonly settled: bigint;
}

const NO_DATA = [`${MEMORY}/`, '.git/', 'node_modules/'];

export const NOTHING: Glance = { text: '', size: 0, settled: 0n };

export function glanceAt(path: string): Glance {
  const stat = statAt(path);
  if (!stat?.isFile()) return NOTHING;
  const text = `${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.ino}`;
  return { text, size: Number(stat.size), settled: settledAt(stat) };
}

/** Links in a circle, and folders that this user may not enter, hold no file for him. */
function statAt(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    if (isOutOfReach(error)) return undefined;
    throw error;
  }
}

/** Whether nobody but the owner of a file could do anything about an error of the file system. */
export function isOutOfReach(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^(?:EACCES|EPERM|ELOOP|ENAMETOOLONG)$/.test(code);
}

function settledAt(stat: BigIntStats): bigint {
  const newest = stat.mtimeNs > stat.ctimeNs ? stat.mtimeNs : stat.ctimeNs;
  return newest + (newest % SECOND_NS === 0n ? COARSE_TICK_NS : TICK_NS);
}

/**
 * Files under `folder` (relative to `root`), relative to `root`, in code-unit order; without those of
 * packages, of git and of the engine itself. Links to folders are followed, unless they lead back to a
 * folder that they lie in.
 */
export function listFiles(root: string, folder: string): string[] {
  const found: string[] = [];
  const walk = (place: string, above: readonly string[]): void => {
    const path = join(root, place);
    if (statAt(path)?.isDirectory() !== true) return;
    const real = realpathSync(path);
    if (above.includes(real)) return;
    for (const entry of entriesOf(path)) {
      const file = join(place, entry.name).replaceAll('\\', '/');
      const isFolder =
        entry.isDirectory() ||
        (entry.isSymbolicLink() && statAt(join(path, entry.name))?.isDirectory() === true);
      if (NO_DATA.some((other) => `${file}/`.startsWith(other))) continue;
      if (isFolder) walk(file, [...above, real]);
      else found.push(file);
    }
  };
  walk(folder, []);
  return found.sort();
}

/** What a folder holds; nothing where this user may not look into it. */
function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (isOutOfReach(error)) return [];
    throw error;
  }
}
