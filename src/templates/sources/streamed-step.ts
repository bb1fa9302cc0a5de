import { z, type ZodType } from 'zod';
import { parquetFile } from '../../engine/places.ts';
import { rawFiles } from '../../io/raw/raw-files.ts';
import { writeParquet, type ColumnType } from '../../io/tables/parquet.ts';
import { rejectRows, REJECTS_SCHEMA, sheetRejects } from '../../io/tables/rejects.ts';
import type { TableReader } from '../../sources/outcome.ts';
import { SOURCE_RULE, type SourceRule } from '../../sources/rule.ts';
import { defineStep, type StepContext, type StepDefinition } from '../../step.ts';
import { checkColumns, idleEntries, judge, leftOutOf, warningsOf } from './judge.ts';
import { Ledger } from './ledger.ts';
import { isRulesFile, loadRules } from './load-rules.ts';
import { readFiles } from './read-files.ts';
import { COLUMNS_SCHEMA, columnRows, FILES_SCHEMA, fileRows } from './tables.ts';

type Schema = Readonly<Record<string, ColumnType>>;

/** Parameters of every source step. */
export const sourceParams = {
  /** What the study says of its raw files; those of `sources:` in pipeline.yaml unless given. */
  sources: z.array(SOURCE_RULE).default([]),
};

export interface SourceParams {
  readonly sources: readonly SourceRule[];
}

interface StreamedSource<P, T> {
  readonly params: ZodType<P>;
  /** What the counts count. */
  readonly unit: string;
  readonly schema: Schema;
  readonly reader: (context: StepContext<P>) => TableReader<T>;
  /**
   * Rows of the table in batches, of all records in the order of files, sheets and rows. It tells the ledger of each
   * record whether it was kept, merged with another or rejected.
   */
  readonly rows?: (
    records: AsyncIterable<readonly T[]>,
    ledger: Ledger,
    params: P,
  ) => AsyncIterable<readonly (readonly unknown[])[]>;
  /** Writes the table itself, instead of `rows`. */
  readonly store?: (
    path: string,
    records: AsyncIterable<readonly T[]>,
    ledger: Ledger,
    context: StepContext<P>,
  ) => Promise<void>;
}

/**
 * A step that reads the raw files of a source. Beside its table it writes what was not used of the files
 * (`<step>_rejects`), what became of each (`<step>_files`) and of its columns (`<step>_columns`).
 */
export function streamedStep<P extends { readonly sources: readonly SourceRule[] }, T>(
  definition: StreamedSource<P, T>,
): StepDefinition<P> {
  const { params: shape, unit, schema, reader, rows, store } = definition;
  const tables = (step: string): Record<string, Schema> => ({
    [step]: schema,
    [`${step}_rejects`]: REJECTS_SCHEMA,
    [`${step}_files`]: FILES_SCHEMA,
    [`${step}_columns`]: COLUMNS_SCHEMA,
  });
  return defineStep<P>({
    params: shape,
    inherits: ['sources'],
    byFile: { sources: 'files' },
    unit,
    outputs: (step) =>
      Object.fromEntries(Object.keys(tables(step)).map((name) => [name, parquetFile(name)])),
    tables,
    async run(context) {
      const { step, params } = context;
      const files = rawFiles(context).filter((file) => !isRulesFile(file));
      const entries = loadRules(context, params.sources);
      const ledger = new Ledger();
      const records = readFiles(context, files, entries, reader(context), ledger);
      const path = context.output(step);
      if (rows !== undefined) await writeParquet(path, schema, rows(records, ledger, params));
      await store?.(path, records, ledger, context);
      const { outcomes, rejects, counts } = ledger;
      const all = [...rejects, ...sheetRejects(outcomes)];
      await writeParquet(context.output(`${step}_rejects`), REJECTS_SCHEMA, rejectRows(all));
      await writeParquet(context.output(`${step}_files`), FILES_SCHEMA, fileRows(outcomes));
      await writeParquet(context.output(`${step}_columns`), COLUMNS_SCHEMA, columnRows(outcomes));
      // Only now, so that what became of the files can be looked at where the step fails.
      checkColumns(entries, outcomes);
      judge(ledger);
      for (const message of idleEntries(entries, files, step)) context.warn(message);
      for (const message of warningsOf(ledger)) context.warn(message);
      const left = leftOutOf(outcomes);
      if (left !== '') context.log(left);
      const read = outcomes.filter(({ outcome }) => outcome === 'read');
      const ignored = outcomes.filter(({ outcome }) => outcome === 'ignored').length;
      context.count({
        files: new Set(read.map(({ file }) => file)).size,
        ...counts,
        ...(ignored === 0 ? {} : { ignored }),
      });
    },
  });
}
