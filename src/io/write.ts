import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes text as UTF-8; the file appears whole or not at all. */
export async function writeText(path: string, text: string): Promise<void> {
  await writeBytes(path, Buffer.from(text, 'utf8'));
}

/** Writes indented JSON with a closing line break. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeText(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** Writes bytes; the file appears whole or not at all. Creates the folder. */
export async function writeBytes(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.partial`;
  await writeFile(partial, bytes);
  await rename(partial, path);
}
