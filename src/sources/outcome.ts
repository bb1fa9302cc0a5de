import type { UserError } from '../text/user-error.ts';
import type { Ignored, TableMapping } from './mapping.ts';
import type { RuleOfTable } from './rule.ts';
import type { RawFormat, RawTable } from './table.ts';

/** What became of the rows, or cells, of a table; the first is the sum of the others. */
export const COUNTS = ['read', 'kept', 'merged', 'missing', 'skipped', 'rejected'] as const;
export type CountName = (typeof COUNTS)[number];
export type Counts = Readonly<Partial<Record<CountName, number>>>;

/** Where a value came from. */
export interface Place {
  readonly file: string;
  readonly sheet: string;
}

/** A cell or row of a raw file, and why it was not used. */
export interface Reject {
  readonly origin: Place & { readonly row: number; readonly column: string };
  readonly value: string;
  readonly reason: string;
}

/** What is known of a table when all its records have been taken. */
export interface Tally {
  /** Without those that were kept and merged, which only all files together can tell. */
  readonly counts: Counts;
  readonly rejected: readonly Reject[];
  /** Why the table cannot be used after all, where only all tables together can tell. */
  readonly refused?: UserError;
}

/** A table that is read: what it is, and its records in the order of its rows, a batch at a time. */
export interface TableReading<T> {
  readonly mapping: TableMapping;
  readonly batches: AsyncIterable<readonly T[]> | Iterable<readonly T[]>;
  readonly tally: () => Tally;
}

/** What reads the tables of a source, one after the other in the order of files and sheets. */
export interface TableReader<T> {
  /** Throws a UserError for a table of this source that cannot be read. */
  readonly read: (table: RawTable, rule: RuleOfTable) => Promise<TableReading<T> | Ignored>;
  /** Records that only all tables together give; asked when each was read. */
  readonly rest?: () => AsyncIterable<readonly T[]>;
}

/** What became of a file or sheet. */
export interface Outcome extends Place {
  /** Null where the file could not be opened. */
  readonly format: RawFormat | 'archive' | null;
  readonly outcome: 'read' | 'ignored' | 'refused';
  /** Whether it is ignored because the study says so. */
  readonly settled: boolean;
  readonly mapping: TableMapping | null;
  /** Why it is ignored or refused; empty where it is read. */
  readonly reason: string;
  /** Code of the error for which it is refused, and what to do about it. */
  readonly code: string;
  readonly todo: string;
  readonly counts: Counts;
}
