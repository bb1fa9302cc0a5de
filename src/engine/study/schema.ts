import { z } from 'zod';

/** Not `constructor`, which every object of JavaScript has. */
const NAME = /^(?!constructor$)[a-z][a-z0-9_]*$/;

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
    .describe(
      'Steps whose outputs this step reads beside those that its code names; all: every other step.',
    )
    .optional(),
  reads: z
    .array(z.string())
    .describe('Files or globs (*, **), from the project’s folder.')
    .optional(),
  with: z.record(z.string(), z.json()).describe('Parameters of the step.').optional(),
  expect: expectation.optional(),
  on_demand: z.boolean().describe('Runs only while another step reads what it writes.').optional(),
};

const sql = {
  run: z.string().describe('SQL file; sql/<step>.sql unless given.').optional(),
  threads: z
    .int()
    .min(1)
    .max(256)
    .describe('Threads of DuckDB (1). More may change the last bits of sums of doubles.')
    .optional(),
  ...common,
};

/**
 * The forms in which a step is written: with `use:`, with `kind:`, or with neither, which is SQL. Each
 * is known by its first key and value; what a form makes of its keys stands in forms.ts.
 */
export const STEP_FORMS = {
  use: z
    .looseObject({
      use: z
        .string()
        .regex(/^[a-z][a-z0-9-]*$/, 'the name of a file of steps/ without .ts')
        .describe(
          'steps/<use>.ts of the study, or else of the tool. Other keys are its parameters.',
        ),
      ...common,
    })
    .describe('A step in TypeScript.'),
  sql: z
    .strictObject({ kind: z.literal('sql').optional(), ...sql })
    .describe('One SELECT: sql/<step>.sql.'),
  ts: z.strictObject({
    kind: z.literal('ts'),
    run: z.string().describe('TypeScript file with a default export made by defineStep.'),
    ...common,
  }),
  shell: z.strictObject({
    kind: z.literal('shell'),
    run: z
      .string()
      .describe('Command; ${needs.x}, ${outputs.x} and ${with.x} are put in as quoted values.'),
    outputs: z
      .record(z.string().regex(NAME), z.string())
      .describe('Name: path of a file that the command writes, from the project’s folder.'),
    ...common,
  }),
};

export type FormName = keyof typeof STEP_FORMS;
export type RawStep<F extends FormName> = z.infer<(typeof STEP_FORMS)[F]>;

const column = (what: string) => z.string().min(1).describe(what).optional();

export const studySchema = z.strictObject({
  study: z
    .strictObject({
      title: z.string().optional(),
      unit: column('Column of the unit of observation.'),
      time: column('Column of the period.'),
      treated: column('Column that is 1 for units that are treated at some time.'),
      post: column('Column that is 1 from the policy on.'),
      treatment: column('The regressor of interest.'),
      cluster: column('Column by which errors are clustered.'),
    })
    .describe('What columns of the panel are: steps take them from here.'),
  settings: z
    .record(z.string().regex(NAME), z.json())
    .describe("Values that steps name as ${settings.x}, and SQL as getvariable('x').")
    .optional(),
  formulas: z
    .record(z.string().regex(/^[A-Za-z_]\w*$/, 'letters, digits and _ only'), z.string())
    .describe('Parts of formulas: ..name stands for the text of name.')
    .optional(),
  sources: z
    .array(z.record(z.string(), z.json()))
    .describe('What the raw files are, by glob: taken by the steps that read them.')
    .nullable()
    .optional(),
  defaults: z
    .record(z.string(), z.record(z.string(), z.json()))
    .describe('Use: parameters of every step of that use that does not give them.')
    .optional(),
  steps: z.record(name, z.record(z.string(), z.json())),
});

export type RawStudy = z.infer<typeof studySchema>;
