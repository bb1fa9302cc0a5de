import { corrupt } from '../problems.ts';
import type { RawBytes } from '../raw-bytes.ts';
import type { Numbers } from './numbers.ts';
import type { StataType } from './types.ts';

/** Where everything stands in a .dta file, with its names as bytes. */
export interface StataLayout {
  readonly release: number;
  readonly numbers: Numbers;
  readonly rows: number;
  readonly types: readonly StataType[];
  readonly names: readonly Buffer[];
  readonly formats: readonly string[];
  /** Name of the value labels of each variable; empty for none. */
  readonly labelNames: readonly Buffer[];
  readonly labels: readonly Buffer[];
  readonly dataAt: number;
  /** Where long texts begin; null before Stata 13. */
  readonly longTextsAt: number | null;
  readonly valueLabelsAt: number;
}

/** Widths of the fields that releases differ in. */
export interface Widths {
  readonly name: number;
  readonly format: number;
  readonly label: number;
}

/** No part of a header has more. */
const PART_LIMIT = 2 ** 27;

/** Bytes up to the zero that ends a text. */
export function untilZero(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes : bytes.subarray(0, end);
}

/** Reads the fields of a file one after another. Error: E_FILE_CORRUPT where it ends too early. */
export class FieldReader {
  readonly #bytes: RawBytes;
  at: number;

  constructor(bytes: RawBytes, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  async take(length: number): Promise<Buffer> {
    const found = length > PART_LIMIT ? null : await this.#bytes.read(this.at, length);
    if (found === null || found.length < length) throw corrupt(this.#bytes.file, 'it is cut short');
    this.at += length;
    return found;
  }

  /** Fields of one width, each up to its zero. */
  async texts(count: number, width: number): Promise<Buffer[]> {
    const all = await this.take(count * width);
    return Array.from({ length: count }, (_, i) =>
      untilZero(all.subarray(i * width, (i + 1) * width)),
    );
  }

  /** Skips a tag of the newer releases, which must stand there. */
  async tag(tag: string): Promise<void> {
    const found = (await this.take(tag.length)).toString('latin1');
    if (found === tag) return;
    throw corrupt(this.#bytes.file, `where ${tag} should stand, it has something else`);
  }
}
