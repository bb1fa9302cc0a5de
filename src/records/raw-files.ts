/** How many rows came of raw files, and what was not used of them. */
export interface RawCounts {
  /** Rows of the source's table. */
  readonly kept: number;
  /** Entries of the rejects table, by reason. */
  readonly reasons: Readonly<Record<string, number>>;
}

export interface RawFile extends RawCounts {
  /** Without the folder that all files share. */
  readonly file: string;
}

export interface RawFilesRecord {
  readonly files: readonly RawFile[];
  readonly total: RawCounts;
}
