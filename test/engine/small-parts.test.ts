import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { expandGlobs, FileHashes, globPattern } from '../../src/engine/state/files.ts';
import { causes } from '../../src/engine/fingerprint.ts';
import { canonicalJson, hashText, type Json } from '../../src/engine/state/hash.ts';
import { duration } from '../../src/engine/events/log.ts';
import { Memo } from '../../src/engine/state/memo.ts';
import { nearest } from '../../src/text/nearest.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'didactic-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

describe('canonical JSON', () => {
  it('is the same for equal values, whatever the order of their keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}',
    );
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(turned as Json)).toBe(canonicalJson(value as Json));
        expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

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

describe('causes', () => {
  it('name what is new, gone and changed', () => {
    expect(
      causes(
        { code: '1', 'parameter a': '1', 'input t: column x': 'h', 'tool vega': '6.3.0' },
        { code: '1', 'parameter a': '2', 'input t: column y': 'h', 'tool vega': '6.4.0' },
      ),
    ).toEqual([
      'parameter a: 1 -> 2',
      'new input t: column y',
      'tool vega: 6.3.0 -> 6.4.0',
      'no more input t: column x',
    ]);
  });

  it('show a changed order of columns when it is all that changed', () => {
    const before = { 'input t: column order': 'a b' };
    expect(causes(before, { 'input t: column order': 'b a' })).toEqual(['input t: column order']);
  });
});

describe('the memo', () => {
  it('asks once and forgets what is not used', async () => {
    let asked = 0;
    const answer = () => (asked += 1);
    let saved = new Memo(undefined);
    await saved.get('kept', answer);
    await saved.get('left', answer);
    for (let run = 0; run < 25; run += 1) {
      saved = new Memo(JSON.parse(JSON.stringify(saved)) as never);
      expect(await saved.get('kept', answer)).toBe(1);
    }
    expect(asked).toBe(2);
    expect(new Memo(JSON.parse(JSON.stringify(saved)) as never).peek('left')).toBeUndefined();
  });
});

describe('words for a person', () => {
  it('find the nearest name or none', () => {
    expect(nearest('panle', ['panel', 'patents'])).toBe('panel');
    expect(nearest('zzz', ['panel', 'patents'])).toBeUndefined();
  });

  it('write times and counts', () => {
    expect([duration(41), duration(4100), duration(65_000)]).toEqual([
      '41 ms',
      '4.1 s',
      '1 min 5 s',
    ]);
  });
});
