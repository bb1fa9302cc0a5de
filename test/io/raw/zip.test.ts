import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { zipDamage } from '../../../src/io/raw/zip.ts';

const whole = () =>
  Buffer.from(
    zipSync({ 'a.xml': strToU8('city '.repeat(200)), 'b.xml': [strToU8('x'), { level: 0 }] }),
  );

describe('a zip file', () => {
  it('is whole as it was made, packed or stored', () => {
    expect(zipDamage(whole())).toBeNull();
  });

  it('is cut short without its end', () => {
    const bytes = whole();
    expect(zipDamage(bytes.subarray(0, bytes.length - 30))).toContain('cut short');
    expect(zipDamage(Buffer.alloc(0))).toContain('cut short');
  });

  it('is damaged where a part does not have its checksum, and the part is named', () => {
    const bytes = whole();
    // The name stands behind the 30 bytes of the local header, the packed bytes behind the name.
    const at = 30 + 'a.xml'.length + 3;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    expect(zipDamage(bytes)).toBe('its part a.xml is damaged');
    const stored = whole();
    const byte = stored.indexOf('x', stored.indexOf('b.xml') + 'b.xml'.length);
    stored[byte] = 'y'.charCodeAt(0);
    expect(zipDamage(stored)).toBe('its part b.xml is damaged');
  });

  it('is damaged where its directory is', () => {
    const bytes = whole();
    const directory = bytes.readUInt32LE(bytes.length - 22 + 16);
    bytes.writeUInt32LE(0, directory);
    expect(zipDamage(bytes)).toBe('its directory is damaged');
  });
});
