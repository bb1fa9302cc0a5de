import { join } from 'node:path';
import { glanceAt, isOutOfReach, listFiles, type Glance } from './glance.ts';
import { hashFile } from './hash.ts';
import { asNames, type Looks } from './verdict.ts';

/** A file's hash, how the file looked then, and when hashing began (nanoseconds since the epoch). */
interface Stamp {
  readonly glance: string;
  readonly sha256: string;
  readonly hashed: string;
}

export type SavedHashes = Readonly<Record<string, Stamp>>;

/**
 * Content hashes of a project's files. A time stamp only ever saves hashing: a file that was not
 * clearly older than its last hash is hashed again. All that the engine asks of the project's files
 * it asks here, so that what a run looked at is known.
 */
export class FileHashes {
  readonly #root: string;
  readonly #stamps: Map<string, Stamp>;
  readonly #now: () => bigint;
  readonly #once = new Map<string, Promise<string | undefined>>();
  readonly #files = new Map<string, Glance>();
  readonly #folders = new Map<string, string>();
  changed = false;

  constructor(root: string, stamps: SavedHashes, now: () => bigint) {
    this.#root = root;
    this.#stamps = new Map(Object.entries(stamps));
    this.#now = now;
  }

  /** SHA-256 of a file's bytes, or undefined where none can be read. `path` is relative. */
  async hash(path: string): Promise<string | undefined> {
    const glance = this.#look(path);
    if (glance.text === '') return undefined;
    const known = this.#stamps.get(path);
    if (known?.glance === glance.text && glance.settled < BigInt(known.hashed)) return known.sha256;
    const hashed = this.#now();
    const sha256 = await hashFile(join(this.#root, path), glance.size).catch((error: unknown) => {
      if (isOutOfReach(error)) return undefined;
      throw error;
    });
    if (sha256 === undefined) return undefined;
    this.#stamps.set(path, { glance: glance.text, sha256, hashed: String(hashed) });
    this.changed = true;
    return sha256;
  }

  /** As `hash`, but looked at once in this object's life: for code, which many steps share. */
  hashOnce(path: string): Promise<string | undefined> {
    const known = this.#once.get(path) ?? this.hash(path);
    this.#once.set(path, known);
    return known;
  }

  exists(path: string): boolean {
    return this.#look(path).text !== '';
  }

  /** Files under a folder, relative to the project, in code-unit order. */
  list(folder: string): string[] {
    const files = listFiles(this.#root, folder);
    this.#folders.set(folder, asNames(files));
    return files;
  }

  /** What was looked at, if all of it is old enough to be known by its time stamps. */
  looks(): Looks | undefined {
    const now = this.#now();
    const files = [...this.#files];
    if (files.some(([, glance]) => glance.settled >= now)) return undefined;
    return {
      files: Object.fromEntries(files.map(([path, glance]) => [path, glance.text])),
      folders: Object.fromEntries(this.#folders),
    };
  }

  #look(path: string): Glance {
    const glance = glanceAt(join(this.#root, path));
    this.#files.set(path, glance);
    return glance;
  }

  toJSON(): Record<string, Stamp> {
    return Object.fromEntries(this.#stamps);
  }
}

/** What makes a path a glob. */
export const GLOB = /[*?{]/;

/**
 * A glob as a pattern over a whole path: `*` and `?` within a folder, `**` across folders, `{a,b}`
 * for either. (Node's own matcher takes longer to load than a run with nothing to do has.)
 */
export function globPattern(glob: string): RegExp {
  let depth = 0;
  const source = glob.replaceAll(/\*\*\/?|[*?{},.+^$()|[\]\\]/g, (token) => {
    if (token === '{') depth += 1;
    if (token === '}') depth -= 1;
    if (token.startsWith('**')) return token.endsWith('/') ? '(?:.*/)?' : '.*';
    if (token === ',') return depth > 0 ? '|' : ',';
    const special: Readonly<Record<string, string>> = {
      '*': '[^/]*',
      '?': '[^/]',
      '{': '(?:',
      '}': ')',
    };
    return special[token] ?? `\\${token}`;
  });
  return new RegExp(`^${source}$`, 'u');
}

/**
 * The files that a list of paths and globs names, each once, in code-unit order. Hidden files, Office
 * lock files (`~$…`) and README files of a globbed folder are no data.
 */
export function expandGlobs(
  files: Pick<FileHashes, 'list' | 'exists'>,
  globs: readonly string[],
): string[] {
  const found = new Set<string>();
  for (const glob of globs) {
    const special = glob.search(GLOB);
    if (special < 0) {
      // A folder stands for all the files in it.
      const inside = files.exists(glob) ? [] : files.list(glob.replace(/\/$/, ''));
      for (const file of inside.length === 0 ? [glob] : inside) found.add(file);
      continue;
    }
    const folder = glob.slice(0, glob.lastIndexOf('/', special) + 1);
    const pattern = globPattern(glob);
    for (const file of files.list(folder === '' ? '.' : folder)) {
      const name = file.slice(file.lastIndexOf('/') + 1);
      if (/^(?:\.|~\$|README\b)/i.test(name)) continue;
      if (pattern.test(file)) found.add(file);
    }
  }
  return [...found].sort();
}
