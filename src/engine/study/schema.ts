import { z } from 'zod';

const NAME = /^[a-z][a-z0-9_]*$/;

const name = z
  .string()
  .regex(NAME, 'lower-case letters, digits and _ only, since a step is a table name too')
  .describe('A step’s name: also its SQL file, its artifact and its view.');

const bounds = z.tuple([z.number().nullable(), z.number().nullable()]);

const expectation = z
  .strictObject({
    key: z.array(z.string()).min(1).describe('Columns that together are unique.'),
    not_null: z.array(z.string()).describe('Columns without a missing value.'),
    range: z.record(z.string(), bounds).describe('Column: [lowest, highest]; null is open.'),
    rows: z.union([z.int(), bounds]).describe('Exact number of rows, or [lowest, highest].'),
    balanced: z.boolean().describe('Every combination of the key’s values occurs.'),
    accepted: z
      .record(z.string(), z.array(z.union([z.string(), z.number(), z.boolean()])).min(1))
      .describe('Column: the values that may occur.'),
    references: z
      .record(z.string(), z.string().regex(/^\w+\.\w+$/, 'written table.column'))
      .describe('Column: table.column in which each value must occur.'),
  })
  .partial()
  .describe('Checked before the step’s output is published.');

const common = {
  needs: z
    .union([z.array(z.string()), z.literal('all')], { error: 'expected array of steps, or all' })
    .describe('Steps whose outputs this step reads; all: every other step.')
    .optional(),
  reads: z
    .array(z.string())
    .describe('Files or globs (*, **), from the project’s folder.')
    .optional(),
  with: z.record(z.string(), z.json()).describe('Parameters of the step.').optional(),
  expect: expectation.optional(),
  on_demand: z.boolean().describe('Runs only while another step reads what it writes.').optional(),
};

const sqlStep = z.strictObject({
  kind: z.literal('sql'),
  run: z.string().describe('SQL file; sql/<step>.sql unless given.').optional(),
  threads: z
    .int()
    .min(1)
    .max(256)
    .describe('Threads of DuckDB (1). More may change the last bits of sums of doubles.')
    .optional(),
  ...common,
});
const tsStep = z.strictObject({
  kind: z.literal('ts'),
  run: z.string().describe('TypeScript file with a default export made by defineStep.'),
  ...common,
});
const shellStep = z.strictObject({
  kind: z.literal('shell'),
  run: z
    .string()
    .describe('Command; ${needs.x}, ${outputs.x} and ${with.x} are put in as quoted values.'),
  outputs: z
    .record(z.string().regex(NAME), z.string())
    .describe('Name: path of a file that the command writes, from the project’s folder.'),
  ...common,
});

const step = z.discriminatedUnion('kind', [sqlStep, tsStep, shellStep]);

/** The shape of `pipeline.yaml`. */
export const studySchema = z.strictObject({
  study: z.strictObject({
    title: z.string(),
    unit: z.string().describe('Column of the unit of observation.').optional(),
    time: z.string().describe('Column of the period.').optional(),
  }),
  settings: z
    .record(z.string().regex(NAME), z.json())
    .describe('Values that steps name as ${settings.x}.')
    .optional(),
  steps: z.record(name, step),
});

export type RawStudy = z.infer<typeof studySchema>;
export type RawStep = z.infer<typeof step>;

/** The JSON Schema that editors use to complete and check `pipeline.yaml`. */
export function studyJsonSchema(): unknown {
  const schema = z.toJSONSchema(studySchema, { target: 'draft-7', io: 'input' });
  return { ...schema, title: 'Didactic study (pipeline.yaml)' };
}
