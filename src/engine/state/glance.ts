import { readdirSync, statSync, type BigIntStats } from 'node:fs';
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
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!stat?.isFile()) return NOTHING;
  const text = `${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.ino}`;
  return { text, size: Number(stat.size), settled: settledAt(stat) };
}

function settledAt(stat: BigIntStats): bigint {
  const newest = stat.mtimeNs > stat.ctimeNs ? stat.mtimeNs : stat.ctimeNs;
  return newest + (newest % SECOND_NS === 0n ? COARSE_TICK_NS : TICK_NS);
}

/**
 * Files under `folder` (relative to `root`), relative to `root`, in code-unit order; without those of
 * packages, of git and of the engine itself.
 */
export function listFiles(root: string, folder: string): string[] {
  const stat = statSync(join(root, folder), { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter((file) => !NO_DATA.some((other) => file.startsWith(other)))
    .sort();
}
