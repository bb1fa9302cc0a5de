import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Lockfile {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly dependencies?: Readonly<Record<string, string>>;
        readonly optionalDependencies?: Readonly<Record<string, string>>;
        readonly peerDependencies?: Readonly<Record<string, string>>;
      }
    >
  >;
}

/** What npm wrote about what is installed; failing that, what the lockfile asks for. */
export const LOCKFILES = ['node_modules/.package-lock.json', 'package-lock.json'] as const;

export function readLockfile(root: string): Lockfile {
  for (const file of LOCKFILES) {
    try {
      return JSON.parse(readFileSync(join(root, file), 'utf8')) as Lockfile;
    } catch {
      continue;
    }
  }
  return { packages: {} };
}

/** Versions of packages and of all that they depend on, by `name` or `path/name` where nested. */
export function installedVersions(lock: Lockfile, names: Iterable<string>): Record<string, string> {
  const found = new Map<string, string>();
  const pending = [...names].map((name) => `node_modules/${name}`);
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const entry = lock.packages[at];
    if (found.has(at) || entry?.version === undefined) continue;
    found.set(at, entry.version);
    // Platform binaries differ from machine to machine and follow their parent's version.
    const wanted = { ...entry.dependencies, ...entry.peerDependencies };
    for (const name of Object.keys(wanted)) pending.push(resolvePackage(lock, at, name));
  }
  return Object.fromEntries(
    [...found]
      .map(([path, version]): [string, string] => [path.slice('node_modules/'.length), version])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Where Node would find a dependency: in the nearest node_modules around the package. */
function resolvePackage(lock: Lockfile, from: string, name: string): string {
  for (let folder = from; folder !== '';) {
    const candidate = `${folder}/node_modules/${name}`;
    if (lock.packages[candidate] !== undefined) return candidate;
    const cut = folder.lastIndexOf('/node_modules/');
    folder = cut < 0 ? '' : folder.slice(0, cut);
  }
  return `node_modules/${name}`;
}
