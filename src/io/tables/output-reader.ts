import { readFile } from 'node:fs/promises';
import { openDataFile, type DataFile } from './data-file.ts';
import {
  countValues,
  firstRows,
  summariseColumns,
  type ColumnSummary,
  type Frequency,
} from './summary.ts';

/** What a table holds, column by column, and its first rows as text; null is missing. */
export interface TableProfile {
  readonly columns: readonly ColumnSummary[];
  readonly first: readonly (readonly (string | null)[])[];
}

/** Reads outputs of earlier steps by artifact name, for who opens no file himself. */
export interface OutputReader {
  text(artifact: string): Promise<string>;
  /** `keys` are the names of columns whose numbers may be codes. */
  profile(artifact: string, keys: ReadonlySet<string>): Promise<TableProfile>;
  /** How many rows have each value of a column, the most frequent first. */
  values(artifact: string, column: string): Promise<readonly Frequency[]>;
}

export function outputReader(pathOf: (artifact: string) => string, rows: number): OutputReader {
  const open = async <T>(artifact: string, use: (file: DataFile) => Promise<T>): Promise<T> => {
    const file = await openDataFile(pathOf(artifact), artifact);
    return use(file).finally(file.close);
  };
  return {
    text: (artifact) => readFile(pathOf(artifact), 'utf8'),
    profile: (artifact, keys) =>
      open(artifact, async (file) => ({
        columns: await summariseColumns(file, keys),
        first: await firstRows(file, rows),
      })),
    values: (artifact, column) =>
      open(artifact, ({ connection }) => countValues(connection, column)),
  };
}
