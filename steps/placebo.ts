import { z } from 'zod';
import { modelFile, parquetFile } from '../src/engine/places.ts';
import { placeboTest, type PlaceboTest } from '../src/econometrics/placebo.ts';
import { spreadOf } from '../src/econometrics/randomisation/spread.ts';
import { readFrame } from '../src/io/tables/frame.ts';
import { writeParquet } from '../src/io/tables/parquet.ts';
import { writeJson } from '../src/io/write.ts';
import type { PlaceboRecord } from '../src/records/placebo.ts';
import { assignedColumns, assignment } from '../src/templates/assigned.ts';
import { defineStep } from '../src/step.ts';

/**
 * Gives the treatment to other units (and, where a group column is set, to other groups) and
 * estimates again. Every draw is a row of the table `<step>`; `outputs/models/<step>.json` has the true
 * fit and both summaries, and the draws over units for the figure.
 */
export default defineStep({
  params: z.strictObject({
    ...assignment,
    /** Up to so many possible assignments each is taken once. */
    exact_limit: z.int().min(1).default(100_000),
  }),
  inherits: ['treatment', 'post', 'unit', 'seed'],
  outputs: (step) => ({ [step]: parquetFile(step), [`${step}_model`]: modelFile(step) }),
  reads: (params) => ({ [params.table]: assignedColumns(params) }),
  fits: (params) => [{ id: params.id, columns: assignedColumns(params) }],
  tables: (step) => ({ [step]: SCHEMA }),
  async run(context) {
    const { table, id, formula, group, exact_limit: exactLimit, ...options } = context.params;
    const frame = await readFrame(context.input(table));
    const settings = { ...options, exactLimit };
    const byUnit = placeboTest(frame, formula, settings);
    const byGroup =
      group === undefined ? null : placeboTest(frame, formula, { ...settings, group });
    const rows = [byUnit, byGroup].flatMap((test) => (test === null ? [] : drawRows(test)));
    await writeParquet(context.output(context.step), SCHEMA, rows);
    const record: PlaceboRecord = {
      placebo: { ...summary(byUnit), ...arrays(byUnit) },
      placebo_groups: byGroup === null ? null : summary(byGroup),
    };
    const fits = [{ ...byUnit.fit, id }];
    await writeJson(context.output(`${context.step}_model`), { fits, ...record });
    context.count({ rows: frame.rows, draws: rows.length });
  },
});

const SCHEMA = {
  reassigned: 'VARCHAR',
  draw: 'INTEGER',
  estimate: 'DOUBLE',
  statistic: 'DOUBLE',
  p_value: 'DOUBLE',
} as const;

function drawRows({ assigned, estimates, statistics, p_values }: PlaceboTest): unknown[][] {
  return Array.from(estimates, (estimate, draw) => {
    return [assigned.by, draw + 1, estimate, statistics[draw], p_values[draw]];
  });
}

function summary(test: PlaceboTest) {
  const { fit: _, estimates: _e, statistics: _s, p_values: _p, ...rest } = test;
  // More assignments than a double can count have no number in JSON.
  const possible = Number.isFinite(rest.possible) ? rest.possible : null;
  return { ...rest, possible, spread: spreadOf(test.estimates) };
}

function arrays({ estimates, statistics, p_values }: PlaceboTest) {
  return {
    estimates: Array.from(estimates),
    statistics: Array.from(statistics),
    p_values: Array.from(p_values),
  };
}
