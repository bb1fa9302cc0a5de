import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from './memo.ts';

export interface ColumnProfile {
  readonly name: string;
  readonly type: string;
  /** Logical hash: of type and values in row order, whatever the file's layout. */
  readonly hash: string;
}

export interface TableProfile {
  readonly rows: number;
  readonly columns: readonly ColumnProfile[];
}

/** One published output. A folder's `files` holds the hash of each file in it. */
export interface Artifact {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly table?: TableProfile;
  readonly files?: Readonly<Record<string, string>>;
}

/** What made the current outputs of a step: written last, after they are in place. */
export interface Receipt {
  readonly format: number;
  readonly step: string;
  readonly fingerprint: string;
  /** Each thing that went into the fingerprint, by a name that a reader understands. */
  readonly components: Readonly<Record<string, string>>;
  /** Hash of the data contract that the outputs passed. */
  readonly contract: string;
  readonly outputs: Readonly<Record<string, Artifact>>;
  readonly counts: Readonly<Record<string, number>>;
  /** What the reader should know of the outputs; absent where there is nothing. */
  readonly warnings?: readonly string[];
  readonly ms: number;
  readonly finished: string;
}

export function readReceipt(folder: string, step: string, format: number): Receipt | undefined {
  try {
    const receipt = JSON.parse(
      readFileSync(join(folder, `${step}.json`), 'utf8'),
    ) as Partial<Receipt>;
    const whole = receipt.components !== undefined && receipt.outputs !== undefined;
    const current = receipt.format === format && receipt.step === step;
    return whole && current ? (receipt as Receipt) : undefined;
  } catch {
    // Missing or damaged: the step counts as never built, which is safe.
    return undefined;
  }
}

export function writeReceipt(folder: string, receipt: Receipt): void {
  writeWhole(join(folder, `${receipt.step}.json`), `${JSON.stringify(receipt, null, 1)}\n`);
}
