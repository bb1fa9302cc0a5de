/** Text as it was read; null where there is none. */
export type StagedRow = readonly (string | number | null)[];

/** Tables outside of memory, for what only all files together tell. */
export interface Staging {
  readonly run: (sql: string) => Promise<void>;
  /** Adds rows to a table that `run` has made, in their order. */
  readonly append: (table: string, rows: readonly StagedRow[]) => Promise<void>;
  readonly query: (sql: string) => AsyncIterable<readonly StagedRow[]>;
  readonly close: () => void;
}
