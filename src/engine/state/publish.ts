import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
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

/** Why an output cannot take its place, or undefined: both must be files, or both folders. */
export function misfit(
  root: string,
  work: string,
  artifact: string,
  path: string,
): string | undefined {
  const isFolder = path.endsWith('/');
  const made = statSync(privatePath(work, artifact, path)).isDirectory();
  if (made !== isFolder) return `the step made a ${made ? 'folder' : 'file'} of it`;
  // With its last slash, the path of a file would be the path of nothing.
  const place = join(root, path.replace(/\/$/, ''));
  const there = statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? isFolder;
  return there === isFolder ? undefined : `a ${there ? 'folder' : 'file'} stands in its place`;
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
  const replaces = existsSync(to);
  if (replaces) renameSync(to, old);
  try {
    renameSync(from, to);
  } catch (error) {
    if (replaces) renameSync(old, to);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}
