import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unpackEntry, zipEntries } from '../../../../src/io/raw/archive/zip.ts';
import { memoryBytes } from '../../../../src/io/raw/raw-bytes.ts';

const whole = () =>
  Buffer.from(
    zipSync({ 'a.xml': strToU8('text '.repeat(200)), 'b.xml': [strToU8('x'), { level: 0 }] }),
  );

/** The parts of a zip file by name, or what is wrong with it. */
async function contents(buffer: Buffer): Promise<Record<string, string> | string> {
  const bytes = memoryBytes(buffer, 'a.zip');
  try {
    const parts: Record<string, string> = {};
    for (const entry of await zipEntries(bytes)) {
      const chunks = await Array.fromAsync(unpackEntry(bytes, entry));
      parts[entry.name] = Buffer.concat(chunks).toString();
    }
    return parts;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('a zip file', () => {
  it('gives its parts, packed or stored', async () => {
    expect(await contents(whole())).toEqual({ 'a.xml': 'text '.repeat(200), 'b.xml': 'x' });
  });

  it('is cut short without its end', async () => {
    const bytes = whole();
    expect(await contents(bytes.subarray(0, bytes.length - 30))).toContain('cut short');
    expect(await contents(Buffer.alloc(0))).toContain('cut short');
  });

  it('is damaged where a part does not have its checksum, and the part is named', async () => {
    const bytes = whole();
    // The name stands behind the 30 bytes of the local header, the packed bytes behind the name.
    const at = 30 + 'a.xml'.length + 3;
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    expect(await contents(bytes)).toContain('its part a.xml is damaged');
    const stored = whole();
    const byte = stored.indexOf('x', stored.indexOf('b.xml') + 'b.xml'.length);
    stored[byte] = 'y'.charCodeAt(0);
    expect(await contents(stored)).toContain('its part b.xml is damaged');
  });

  it('is damaged where its directory is, or where its parts share their bytes', async () => {
    const bytes = whole();
    const directory = bytes.readUInt32LE(bytes.length - 22 + 16);
    const shared = Buffer.from(bytes);
    shared.writeUInt32LE(bytes.length, directory + 20);
    expect(await contents(shared)).toContain('its directory is damaged');
    bytes.writeUInt32LE(0, directory);
    expect(await contents(bytes)).toContain('its directory is damaged');
  });

  it('may lie, and is then damaged: more comes than the directory says', async () => {
    const bytes = whole();
    const directory = bytes.readUInt32LE(bytes.length - 22 + 16);
    bytes.writeUInt32LE(10, directory + 24);
    expect(await contents(bytes)).toContain('its part a.xml is damaged');
  });

  it('with a password is said to have one', async () => {
    const bytes = whole();
    const directory = bytes.readUInt32LE(bytes.length - 22 + 16);
    bytes.writeUInt16LE(1, directory + 8);
    expect(await contents(bytes)).toContain('protected by a password');
  });
});
