import { readdirSync, statSync, type BigIntStats } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { hashFile } from './hash.ts';

/** Size, times and inode of a file when its bytes were hashed. */
interface Stamp {
  readonly size: string;
  readonly mtime: string;
  readonly ctime: string;
  readonly ino: string;
  readonly sha256: string;
  /** Nanoseconds since the epoch at which hashing began. */
  readonly hashed: string;
}

export type SavedHashes = Readonly<Record<string, Stamp>>;

/**
 * A file may change again within one tick of its time stamp. Kernels tick every 10 ms at most; a stamp
 * of whole seconds comes from a file system (FAT, some network shares) that ticks every 2 s.
 */
const TICK_NS = 50_000_000n;
const COARSE_TICK_NS = 2_000_000_000n;
const SECOND_NS = 1_000_000_000n;

/**
 * Content hashes of a project's files. A time stamp only ever saves hashing: a file that was not
 * clearly older than its last hash is hashed again.
 */
export class FileHashes {
  readonly #root: string;
  readonly #stamps: Map<string, Stamp>;
  readonly #now: () => bigint;
  changed = false;

  constructor(root: string, stamps: SavedHashes, now: () => bigint) {
    this.#root = root;
    this.#stamps = new Map(Object.entries(stamps));
    this.#now = now;
  }

  /** SHA-256 of a file's bytes, or undefined where there is no such file. `path` is relative. */
  async hash(path: string): Promise<string | undefined> {
    const stat = statSync(join(this.#root, path), { bigint: true, throwIfNoEntry: false });
    if (!stat?.isFile()) return undefined;
    const known = this.#stamps.get(path);
    if (known !== undefined && stillFresh(known, stat)) return known.sha256;
    const hashed = this.#now();
    const sha256 = await hashFile(join(this.#root, path));
    this.#stamps.set(path, { ...stampOf(stat), sha256, hashed: String(hashed) });
    this.changed = true;
    return sha256;
  }

  toJSON(): Record<string, Stamp> {
    return Object.fromEntries(this.#stamps);
  }
}

function stampOf(stat: BigIntStats): Omit<Stamp, 'sha256' | 'hashed'> {
  return {
    size: String(stat.size),
    mtime: String(stat.mtimeNs),
    ctime: String(stat.ctimeNs),
    ino: String(stat.ino),
  };
}

function stillFresh(known: Stamp, stat: BigIntStats): boolean {
  const now = stampOf(stat);
  const same =
    known.size === now.size &&
    known.mtime === now.mtime &&
    known.ctime === now.ctime &&
    known.ino === now.ino;
  const newest = stat.mtimeNs > stat.ctimeNs ? stat.mtimeNs : stat.ctimeNs;
  const tick = newest % SECOND_NS === 0n ? COARSE_TICK_NS : TICK_NS;
  return same && newest + tick < BigInt(known.hashed);
}

/** Files under `folder` (relative to `root`), relative to `root`, in code-unit order. */
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
    .sort();
}

/**
 * The files that a list of paths and globs names, each once, in code-unit order. Hidden files, Office
 * lock files (`~$…`) and README files of a globbed folder are no data.
 */
export function expandGlobs(root: string, globs: readonly string[]): string[] {
  const found = new Set<string>();
  for (const glob of globs) {
    const special = glob.search(/[*?[{]/);
    if (special < 0) {
      found.add(glob);
      continue;
    }
    const folder = glob.slice(0, glob.lastIndexOf('/', special) + 1);
    for (const file of listFiles(root, folder === '' ? '.' : folder)) {
      const name = file.slice(file.lastIndexOf('/') + 1);
      if (/^(?:\.|~\$|README\b)/i.test(name)) continue;
      if (matchesGlob(file, glob)) found.add(file);
    }
  }
  return [...found].sort();
}
