import { z } from 'zod';
import { claim } from './claim.ts';
import { printedNumber, type PrintedNumber } from './number.ts';
import { UserError } from '../../text/user-error.ts';
import { text } from '../../templates/text.ts';

/** A number as printed (text keeps trailing zeros), or as JSON has it. */
const number = z.union([z.string(), z.number()]).transform((printed, context): PrintedNumber => {
  const read = printedNumber(printed);
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: `${JSON.stringify(printed)} is no number` });
  return z.NEVER;
});

const coefficient = z.strictObject({
  coef: number,
  /** What stands in parentheses under it, whatever it is. */
  paren: number.optional(),
  stars: z.string().default(''),
});

const column = z.strictObject({
  id: z.string().min(1),
  /** The printed head above the column's number. */
  heading: z.string().optional(),
  /** What distinguishes its sample or method, where the outcome and the terms do not. */
  what: z.string().optional(),
  outcome: z.string().optional(),
  terms: z.record(z.string(), coefficient),
  /** Whether controls are in the model, printed or not. */
  controls: z.boolean().optional(),
  n: z.int().positive().optional(),
  r2: number.optional(),
  /** Clusters of the standard errors; without it the units of the column count. */
  clusters: z.int().positive().optional(),
});

const partition = z.strictObject({
  /** Id of a column of the table, or `sample` for all units in all years. */
  whole: z.string(),
  parts: z.array(z.string()).min(2),
});

const table = z.strictObject({
  id: z.string().min(1),
  title_en: z.string().default(''),
  title_zh: z.string().default(''),
  /** What the table's note says stands in parentheses. */
  parentheses: z.enum(['std_error', 't_value', 'p_value']).optional(),
  /** Columns whose samples make up another one, by the paper's own words. */
  partitions: z.array(partition).default([]),
  /** Rows that have a label and no number. */
  empty_rows: z.array(z.string()).default([]),
  columns: z.array(column).min(1),
});

const printedTables = z.strictObject({
  source: z.string().default(''),
  /** Marks and the level below which a p value earns them. */
  stars_legend: z.record(z.string(), z.number().positive().lt(1)),
  units: z.int().positive().optional(),
  first_year: z.int().optional(),
  last_year: z.int().optional(),
  /** Terms that `controls` stands for. Without it: those that never are a column's only term. */
  control_terms: z.array(z.string()).optional(),
  tables: z.array(table).min(1),
  claims: z.array(claim).default([]),
  figures: z
    .array(z.looseObject({ id: z.string(), title_en: text.optional(), title_zh: text.optional() }))
    .default([]),
});

/** Printed regression tables of a publication. docs/checking-a-published-table.md has the form. */
export type PrintedTables = z.output<typeof printedTables>;
export type PrintedTable = PrintedTables['tables'][number];
export type PrintedColumn = PrintedTable['columns'][number];
export type PrintedCoefficient = PrintedColumn['terms'][string];

/** The name of the intercept among the terms. */
export const CONSTANT = 'constant';

/**
 * Reads printed tables from JSON text; `file` is named in errors. Errors: `E_PRINTED_TABLES` with
 * the path in the file, for text that is no JSON, has another shape, or names a column twice.
 */
export function readPrintedTables(file: string, json: string): PrintedTables {
  const parsed = printedTables.safeParse(parseJson(file, json));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw wrong(`${file}#${issue?.path.join('.') ?? ''}`, issue?.message ?? 'is of another shape');
  }
  const { tables } = parsed.data;
  refuseTwice(file, 'table', tables);
  for (const { id, columns, partitions } of tables) {
    refuseTwice(file, `column of ${id}`, columns);
    const known = columns.map((one) => one.id);
    for (const { whole, parts } of partitions) {
      const unknown = [whole, ...parts].find((name) => name !== 'sample' && !known.includes(name));
      if (unknown !== undefined) throw wrong(`${file}#${id}`, `it has no column "${unknown}"`);
    }
  }
  return parsed.data;
}

function parseJson(file: string, json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw wrong(file, error instanceof Error ? error.message : 'it is not JSON');
  }
}

function refuseTwice(file: string, what: string, list: readonly { readonly id: string }[]): void {
  const ids = list.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined) throw wrong(file, `there are two of ${what} "${twice}"`);
}

function wrong(where: string, message: string): UserError {
  const hint = 'docs/checking-a-published-table.md has the form';
  return new UserError('E_PRINTED_TABLES', message, { where, hint });
}
