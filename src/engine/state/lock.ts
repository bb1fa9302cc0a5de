import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../../text/user-error.ts';

interface Owner {
  readonly pid: number;
  /** When that process started, so that a reused process id is not taken for it. */
  readonly started: string;
}

/**
 * Takes the project's lock and returns how to give it back. A lock whose owner is dead is taken over;
 * a living owner's throws E_LOCKED, for which the command ends with exit code 3.
 */
export function takeLock(path: string, command: string): () => void {
  mkdirSync(dirname(path), { recursive: true });
  const own = `${path}.${process.pid}`;
  const me: Owner = { pid: process.pid, started: startOf(process.pid) };
  writeFileSync(own, JSON.stringify({ ...me, command }));
  try {
    // A link appears whole or fails: two runs that start together cannot both win.
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (tryLink(own, path)) return () => release(path, me);
      const owner = readOwner(path);
      if (owner !== undefined && isAlive(owner)) throw lockedError(owner);
      const stale = `${path}.stale.${process.pid}`;
      try {
        renameSync(path, stale);
        // Another run may have taken over between reading and moving: then it was its lock.
        const moved = readOwner(stale);
        if (moved !== undefined && isAlive(moved)) tryLink(stale, path);
      } catch {
        continue;
      } finally {
        rmSync(stale, { force: true, recursive: true });
      }
    }
    throw new UserError('E_LOCKED', 'the lock of this project could not be taken', {
      where: path,
      hint: 'try again; if no run is going on, delete that file',
    });
  } finally {
    rmSync(own, { force: true });
  }
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function release(path: string, me: Owner): void {
  const owner = readOwner(path);
  if (owner?.pid === me.pid && owner.started === me.started) rmSync(path, { force: true });
}

function readOwner(path: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(path, 'utf8')) as Partial<Owner> | null;
    const { pid, started } = owner ?? {};
    // Process 0 would be this one's whole group, and a negative number another.
    return started !== undefined && Number.isInteger(pid) && pid! > 0
      ? { pid: pid!, started }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(owner: Owner): boolean {
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startOf(owner.pid) === owner.started;
}

/** An opaque mark of when a process started; empty where the system does not tell. */
function startOf(pid: number): string {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
    }
    if (process.platform === 'win32') return '';
    // Loaded here, since it takes longer to load than a run with nothing to do has.
    const { execFileSync } = process.getBuiltinModule('node:child_process');
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

function lockedError(owner: Owner): UserError {
  return new UserError(
    'E_LOCKED',
    `another run (process ${owner.pid}) is working in this project`,
    {
      hint: 'wait until it ends, or stop it',
    },
  );
}
