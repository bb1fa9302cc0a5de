import { join } from 'node:path';
import type { ZodType } from 'zod';
import { parquetFile } from '../engine/places.ts';
import { rawFiles } from '../io/raw/raw-files.ts';
import type { Sheet } from '../sources/table.ts';
import { writeParquet, type ColumnType } from '../io/tables/parquet.ts';
import { parseSheetsOf, rejectRows, REJECTS_SCHEMA, type Reject } from '../io/tables/rejects.ts';
import { defineStep, type StepContext, type StepDefinition } from '../step.ts';

type Schema = Readonly<Record<string, ColumnType>>;

/** What a source step writes: its table, and what of the raw files was not used. */
export function sourceTables(schema: Schema) {
  return {
    outputs: (step: string) => ({
      [step]: parquetFile(step),
      [`${step}_rejects`]: parquetFile(`${step}_rejects`),
    }),
    tables: (step: string) => ({ [step]: schema, [`${step}_rejects`]: REJECTS_SCHEMA }),
  };
}

interface SourceDefinition<P, T> {
  readonly params: ZodType<P>;
  readonly schema: Schema;
  /** What reads a sheet of a raw file; its counts are of cells. */
  readonly reader: (context: StepContext<P>) => (sheet: Sheet) => {
    readonly observations: readonly T[];
    readonly rejected: readonly Reject[];
    readonly counts: Readonly<Record<string, number>>;
  };
  /** Makes one of observations of the same. */
  readonly settle: (
    observations: readonly T[],
    params: P,
  ) => {
    readonly kept: readonly T[];
    readonly rejected: readonly Reject[];
    readonly merged: number;
  };
  readonly row: (observation: T) => readonly unknown[];
}

/** A step that reads sheets of cells, in which several files may state the same. */
export function sourceStep<P, T>(definition: SourceDefinition<P, T>): StepDefinition<P> {
  const { params: shape, schema, reader, settle, row } = definition;
  return defineStep<P>({
    params: shape,
    unit: 'cells',
    ...sourceTables(schema),
    async run(context) {
      const { step, root, params } = context;
      const read = reader(context);
      const observations: T[] = [];
      const rejected: Reject[] = [];
      const counts: Record<string, number> = { read: 0, kept: 0, merged: 0 };
      const add = (name: string, more: number) => (counts[name] = (counts[name] ?? 0) + more);
      const files = rawFiles(context);
      for (const [done, file] of files.entries()) {
        for (const found of parseSheetsOf(join(root, file), file, rejected, read)) {
          observations.push(...found.observations);
          rejected.push(...found.rejected);
          for (const [name, more] of Object.entries(found.counts)) add(name, more);
        }
        context.progress(done + 1, files.length, 'files');
      }
      const settled = settle(observations, params);
      add('kept', settled.kept.length);
      add('merged', settled.merged);
      add('rejected', settled.rejected.length);
      await writeParquet(context.output(step), schema, settled.kept.map(row));
      const rejects = rejectRows([...rejected, ...settled.rejected]);
      await writeParquet(context.output(`${step}_rejects`), REJECTS_SCHEMA, rejects);
      context.count({ files: files.length, ...counts });
    },
  });
}
