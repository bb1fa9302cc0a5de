import { closeSync, openSync, readSync } from 'node:fs';

export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Loaded at the first use: a run with nothing to do compares and hashes nothing. */
const crypto = () => process.getBuiltinModule('node:crypto');

/** SHA-256 in hexadecimal. */
export function hashText(text: string): string {
  return crypto().hash('sha256', text, 'hex');
}

const PIECE_BYTES = 1 << 20;
/** Larger files are read without blocking, so that an interrupt is heard. */
const LARGE_BYTES = 64 * PIECE_BYTES;

/** SHA-256 of a file's bytes, read in pieces. */
export async function hashFile(path: string, size: number): Promise<string> {
  const hash = crypto().createHash('sha256');
  if (size > LARGE_BYTES) {
    const { createReadStream } = await import('node:fs');
    for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
    return hash.digest('hex');
  }
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      hash.update(piece.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** JSON without blanks and with keys in code-unit order, so that equal values give equal text. */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value as Record<string, Json>)
    .filter(([, item]) => item !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

export function hashJson(value: Json): string {
  return hashText(canonicalJson(value));
}
