import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandGlobs, FileHashes, globPattern } from '../../../src/engine/state/files.ts';
import { hashText } from '../../../src/engine/state/hash.ts';
import { folder } from '../../support/folder.ts';

describe('file hashes', () => {
  it('trust a time stamp only of a file that was old when it was hashed', async () => {
    const root = folder();
    const path = join(root, 'a.csv');
    let now = BigInt(Date.now()) * 1_000_000n;
    writeFileSync(path, 'one');
    const files = new FileHashes(root, {}, () => now);
    expect(await files.hash('a.csv')).toBe(hashText('one'));

    // Same size and time stamp, other bytes: young enough to be hashed again.
    const { atime, mtime } = statSync(path);
    writeFileSync(path, 'two');
    utimesSync(path, atime, mtime);
    expect(await files.hash('a.csv')).toBe(hashText('two'));

    now += 10_000_000_000n;
    expect(await files.hash('a.csv')).toBe(hashText('two'));
    files.changed = false;
    expect(await files.hash('a.csv')).toBe(hashText('two'));
    expect(files.changed).toBe(false);
    expect(await files.hash('gone.csv')).toBeUndefined();
  });
});

describe('globs', () => {
  it('match files in code-unit order and pass over what is no data', () => {
    const root = folder();
    for (const name of ['b.csv', 'a.xlsx', 'B.csv', '~$a.xlsx', '.hidden.csv', 'README.md']) {
      writeFileSync(join(root, name), '');
    }
    const files = new FileHashes(root, {}, () => 0n);
    expect(expandGlobs(files, ['*'])).toEqual(['B.csv', 'a.xlsx', 'b.csv']);
    expect(expandGlobs(files, ['*.csv', 'a.xlsx', 'b.csv'])).toEqual(['B.csv', 'a.xlsx', 'b.csv']);
    expect(expandGlobs(files, ['named-but-missing.csv'])).toEqual(['named-but-missing.csv']);
    expect(expandGlobs(files, ['nowhere/*.csv'])).toEqual([]);
  });
});

describe('a glob', () => {
  const cases: [string, string, boolean][] = [
    ['a/*.csv', 'a/b.csv', true],
    ['a/*.csv', 'a/b/c.csv', false],
    ['a/**/*.csv', 'a/b/c/d.csv', true],
    ['a/**/*.csv', 'a/d.csv', true],
    ['a/**', 'a/b/c', true],
    ['a/?.csv', 'a/b.csv', true],
    ['a/?.csv', 'a/bc.csv', false],
    ['a/*.{csv,xlsx}', 'a/b.xlsx', true],
    ['a/*.{csv,xlsx}', 'a/b.xls', false],
    ['数据/(1)+[a].*', '数据/(1)+[a].csv', true],
    ['a.b/*', 'aXb/c', false],
    ['a,b/*', 'a,b/c', true],
    ['a,b/*', 'a/c', false],
  ];
  it.each(cases)('%s on %s: %s', (glob, path, expected) => {
    expect(globPattern(glob).test(path)).toBe(expected);
  });
});

describe('what was looked at', () => {
  it('is told once all of it is old enough, also what was not there', async () => {
    const root = folder();
    mkdirSync(join(root, 'raw'));
    writeFileSync(join(root, 'raw/a.csv'), 'one');
    let now = BigInt(Date.now()) * 1_000_000n - 10_000_000_000n;
    const files = new FileHashes(root, {}, () => now);
    await files.hash('raw/a.csv');
    expect(files.exists('gone.csv')).toBe(false);
    files.list('raw');
    expect(files.looks()).toBeUndefined();
    now += 20_000_000_000n;
    expect(files.looks()).toMatchObject({
      files: { 'raw/a.csv': expect.stringMatching(/^3 /u), 'gone.csv': '' },
      folders: { raw: 'raw/a.csv\n' },
    });
  });
});
