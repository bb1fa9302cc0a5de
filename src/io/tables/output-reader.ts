import { readFile } from 'node:fs/promises';
import { openDataFile, type DataFile } from './data-file.ts';
import type { Survey } from '../../sources/survey.ts';
import { readSurvey, type SurveyPaths, type SurveyRoles } from './read-survey.ts';
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
  /** What the four tables of a source say of its raw files; paths are names of artifacts here. */
  survey(artifacts: SurveyPaths, roles: SurveyRoles): Promise<Survey>;
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
    survey: ({ table, rejects, files, columns }, { register, wanted, ...roles }) =>
      readSurvey(
        {
          table: pathOf(table),
          rejects: pathOf(rejects),
          files: pathOf(files),
          columns: pathOf(columns),
        },
        {
          ...roles,
          ...(register === undefined
            ? {}
            : { register: { ...register, path: pathOf(register.path) } }),
          ...(wanted === undefined ? {} : { wanted: { ...wanted, path: pathOf(wanted.path) } }),
        },
      ),
  };
}
