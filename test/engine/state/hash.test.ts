import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalJson,
  hashFile,
  hashJson,
  hashText,
  type Json,
} from '../../../src/engine/state/hash.ts';
import { folder } from '../../support/folder.ts';

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

describe('a hash', () => {
  it('is SHA-256 in hexadecimal', () => {
    const ofAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(hashText('abc')).toBe(ofAbc);
    expect(hashJson({ b: 1, a: [2] })).toBe(hashText('{"a":[2],"b":1}'));
  });

  it('of a file read in pieces is that of its bytes', async () => {
    const path = join(folder(), 'file');
    const text = 'x'.repeat(2_500_000);
    writeFileSync(path, text);
    expect(await hashFile(path, text.length)).toBe(hashText(text));
    // A large file is read as a stream; the size given decides.
    expect(await hashFile(path, 1 << 30)).toBe(hashText(text));
  });
});
