import { chmodSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  diskBytes,
  memoryBytes,
  packedBytes,
  wholeOf,
  type RawBytes,
} from '../../../src/io/raw/raw-bytes.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const CONTENT = Buffer.from(Array.from({ length: 700_000 }, (_, i) => i % 251));

async function* unpack(): AsyncIterable<Buffer> {
  for (let at = 0; at < CONTENT.length; at += 100_000) yield CONTENT.subarray(at, at + 100_000);
}

const SOURCES: readonly (readonly [string, () => RawBytes])[] = [
  ['on the disk', () => diskBytes(temporaryFolder({ a: CONTENT })('a'), 'a')],
  ['in memory', () => memoryBytes(CONTENT, 'a')],
  ['packed', () => packedBytes('a', unpack)],
];

describe.each(SOURCES)('bytes %s', (_, make) => {
  it('are given as a whole, again and again', async () => {
    const bytes = make();
    for (let i = 0; i < 2; i++) {
      expect((await wholeOf(bytes, 1 << 20)).equals(CONTENT)).toBe(true);
    }
    expect(await bytes.size()).toBe(CONTENT.length);
  });

  it('are given from one place to another, and fewer at the end', async () => {
    const bytes = make();
    expect((await bytes.read(10, 5)).equals(CONTENT.subarray(10, 15))).toBe(true);
    expect((await bytes.read(CONTENT.length - 2, 9)).length).toBe(2);
    expect((await bytes.read(CONTENT.length + 5, 9)).length).toBe(0);
    const part = Buffer.concat(await Array.fromAsync(bytes.stream(300_001, 600_002)));
    expect(part.equals(CONTENT.subarray(300_001, 600_002))).toBe(true);
  });

  it('are too many beyond a limit', async () => {
    await expect(wholeOf(make(), 1000)).rejects.toMatchObject({ code: 'E_FILE_TOO_LARGE' });
  });
});

describe('a file on the disk', () => {
  it('that is not there is an error of the user', async () => {
    const bytes = diskBytes(temporaryFolder()('none'), 'raw/none.csv');
    await expect(bytes.read(0, 1)).rejects.toMatchObject({
      code: 'E_FILE_MISSING',
      where: 'raw/none.csv',
    });
  });

  it.skipIf(process.getuid?.() === 0)('that may not be read is said to be so', async () => {
    const path = temporaryFolder({ a: 'x' })('a');
    chmodSync(path, 0);
    await expect(diskBytes(path, 'raw/a.csv').read(0, 1)).rejects.toMatchObject({
      code: 'E_FILE_UNREADABLE',
      message: 'this program may not read it',
    });
  });
});
