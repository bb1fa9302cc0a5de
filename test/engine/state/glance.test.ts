import { mkdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { glanceAt, listFiles, NOTHING } from '../../../src/engine/state/glance.ts';
import { folder } from '../../support/folder.ts';

function write(root: string, ...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), 'text');
  }
}

describe('a glance', () => {
  it('is the same while nobody touches a file, and another for each way to touch it', () => {
    const root = folder();
    write(root, 'a', 'b');
    const path = join(root, 'a');
    const seen = [glanceAt(path).text];
    expect(glanceAt(path).text).toBe(seen[0]);
    writeFileSync(path, 'longer text');
    seen.push(glanceAt(path).text);
    utimesSync(path, 1000, 1000);
    seen.push(glanceAt(path).text);
    renameSync(join(root, 'b'), path);
    seen.push(glanceAt(path).text);
    expect(new Set(seen).size).toBe(4);
  });

  it('at a folder or at nothing sees no file', () => {
    const root = folder();
    expect(glanceAt(root)).toEqual(NOTHING);
    expect(glanceAt(join(root, 'gone'))).toEqual(NOTHING);
  });

  it('waits longer for a clock of whole seconds', () => {
    const root = folder();
    write(root, 'a');
    // The time of the last change of the inode is the newer one, and the system's own.
    utimesSync(join(root, 'a'), 4_000_000_000, 4_000_000_000);
    expect(glanceAt(join(root, 'a')).settled).toBe(4_000_000_000n * 10n ** 9n + 2n * 10n ** 9n);
    utimesSync(join(root, 'a'), 4_000_000_000, 4_000_000_000.5);
    const fine = 4_000_000_000n * 10n ** 9n + 500_000_000n + 50_000_000n;
    expect(glanceAt(join(root, 'a')).settled).toBe(fine);
  });
});

describe('the files of a folder', () => {
  it('are listed from the project, in code-unit order, without packages and memory', () => {
    const root = folder();
    write(root, 'b/2', 'b/1', 'B', '.git/x', 'node_modules/y/z', '.didactic/cache/memo.json');
    expect(listFiles(root, '.')).toEqual(['B', 'b/1', 'b/2']);
    expect(listFiles(root, 'b')).toEqual(['b/1', 'b/2']);
  });

  it('are none where there is no folder', () => {
    const root = folder();
    write(root, 'file');
    expect([listFiles(root, 'gone'), listFiles(root, 'file')]).toEqual([[], []]);
  });
});

it('sees no file where links lead in a circle or nowhere', () => {
  const root = folder();
  symlinkSync('b', join(root, 'a'));
  symlinkSync('a', join(root, 'b'));
  symlinkSync('nowhere', join(root, 'c'));
  expect(['a', 'b', 'c'].map((name) => glanceAt(join(root, name)))).toEqual([
    NOTHING,
    NOTHING,
    NOTHING,
  ]);
  mkdirSync(join(root, 'd'));
  symlinkSync('../d', join(root, 'd', 'self'));
  expect(listFiles(root, '.')).toEqual(['a', 'b', 'c']);
  write(root, 'd/e');
  symlinkSync('d', join(root, 'f'));
  expect(listFiles(root, '.')).toEqual(['a', 'b', 'c', 'd/e', 'f/e']);
  expect(listFiles(root, 'f/')).toEqual(['f/e']);
});
