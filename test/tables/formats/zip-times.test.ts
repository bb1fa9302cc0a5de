import { describe, expect, test } from 'vitest';
import { withFixedZipTimes } from '../../../src/tables/formats/zip-times.ts';

/** A zip of one stored, empty file `a`, modified at the given moment. */
function zip(time: number): Uint8Array {
  const bytes = Buffer.alloc(30 + 1 + 46 + 1 + 22);
  bytes.writeUInt32LE(0x04034b50, 0);
  bytes.writeUInt32LE(time, 10);
  bytes.writeUInt16LE(1, 26);
  bytes.write('a', 30);
  bytes.writeUInt32LE(0x02014b50, 31);
  bytes.writeUInt32LE(time, 31 + 12);
  bytes.writeUInt16LE(1, 31 + 28);
  bytes.write('a', 31 + 46);
  bytes.writeUInt32LE(0x06054b50, 78);
  bytes.writeUInt16LE(1, 78 + 10);
  bytes.writeUInt32LE(31, 78 + 16);
  return bytes;
}

describe('withFixedZipTimes', () => {
  test('makes archives equal that differ in their moment only', () => {
    const fixed = withFixedZipTimes(zip(0x5a21_6b3c));
    expect(fixed).toEqual(withFixedZipTimes(zip(0x4b11_0000)));
    expect(Buffer.from(fixed).readUInt32LE(10)).toBe(0x0021_0000);
  });

  test('leaves its argument alone', () => {
    const original = zip(0x5a21_6b3c);
    withFixedZipTimes(original);
    expect(original).toEqual(zip(0x5a21_6b3c));
  });

  test('refuses what is no zip', () => {
    expect(() => withFixedZipTimes(new Uint8Array(100))).toThrow('not a plain zip file');
    expect(() => withFixedZipTimes(new Uint8Array(3))).toThrow('not a plain zip file');
  });
});
