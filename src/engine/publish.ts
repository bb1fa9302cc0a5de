import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { listFiles } from './glance.ts';

/** Where a step writes an output before it is published: inside its private folder. */
export function privatePath(work: string, artifact: string, path: string): string {
  return path.endsWith('/')
    ? join(work, `${artifact}.folder`)
    : join(work, artifact, basename(path));
}

/** Forces a file's or folder's bytes to the disk, so that a receipt never speaks of lost bytes. */
export function syncOutput(path: string, isFolder: boolean): void {
  const files = isFolder ? listFiles(path, '.').map((file) => join(path, file)) : [path];
  for (const file of files) {
    const handle = openSync(file, 'r+');
    fsyncSync(handle);
    closeSync(handle);
  }
}

/** Moves a finished output to its place. A file is replaced in one step; a folder by two renames. */
export function publishOutput(root: string, work: string, artifact: string, path: string): void {
  const from = privatePath(work, artifact, path);
  const to = join(root, path);
  mkdirSync(dirname(to), { recursive: true });
  if (!path.endsWith('/')) {
    renameSync(from, to);
    return;
  }
  const old = join(work, `${artifact}.old`);
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, { recursive: true, force: true });
}
