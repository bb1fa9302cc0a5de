import { z } from 'zod';
import { ESTIMATORS, multiColumns, takesOffset } from '../econometrics/estimate-multi.ts';
import { rules, vcov, where } from './estimation.ts';

const keys = {
  formula: z.string(),
  vcov,
  estimator: z.enum(ESTIMATORS).exactOptional(),
  /** The rows that the model uses, such as `{ group: 0 }`; all unless given. */
  where: where.exactOptional(),
  weights: z.string().exactOptional(),
  /** What enters with coefficient one, such as `log(population)`. */
  offset: z.string().exactOptional(),
  ...rules,
  keep_singletons: z.boolean().exactOptional(),
};
/** What models of a step may share, and what one of them may say for itself. */
const shared = {
  ...keys,
  formula: keys.formula.exactOptional(),
  vcov: keys.vcov.exactOptional(),
};

/** Where the treated are counted: the column that is 1 for them, and that of their units. */
const treatedBy = z.strictObject({ column: z.string(), unit: z.string() }).exactOptional();

const whole = z
  .strictObject({ id: z.string().min(1), treatedBy, ...keys })
  .transform(
    ({ estimator = 'feols', where: rows = {}, keep_singletons: keep = false, ...model }) => ({
      ...model,
      estimator,
      where: rows,
      keep_singletons: keep,
    }),
  )
  .refine(({ estimator, offset }) => offset === undefined || takesOffset(estimator), {
    error: `only ${ESTIMATORS.filter(takesOffset).join(', ')} takes an offset`,
  });

export type Model = z.output<typeof whole>;

const models = z
  .array(whole)
  .min(1)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, {
    error: 'two models have the same id',
  });

const resolved = z.object({ table: z.string(), models });

/**
 * Parameters of a step that estimates models: what they share, and by the id of each its formula or
 * what it has of its own. A list of models with their ids says the same.
 */
export const modelsOfTable = z
  .strictObject({
    table: z.string().meta({ completes: 'table' }).default('panel'),
    ...shared,
    /** With both, each fit says how many units are treated: the columns of treatment and unit. */
    treatment: z.string().exactOptional(),
    unit: z.string().exactOptional(),
    models: z.union([
      z.record(z.string().min(1), z.union([z.string(), z.strictObject(shared)])),
      z.array(z.strictObject({ id: z.string().min(1), ...shared })),
    ]),
  })
  .transform(({ table, models: given, treatment, unit, ...common }) => {
    const list = Array.isArray(given)
      ? given
      : Object.entries(given).map(([id, own]) => ({
          id,
          ...(typeof own === 'string' ? { formula: own } : own),
        }));
    const counted =
      treatment === undefined || unit === undefined
        ? {}
        : { treatedBy: { column: treatment, unit } };
    return { table, models: list.map((own) => ({ ...common, ...counted, ...own })) } as z.input<
      typeof resolved
    >;
  })
  .pipe(resolved);

/** Columns of the table that a model needs. */
export function columnsOf({ formula, where: conditions, ...options }: Model): string[] {
  return [...multiColumns(formula, options), ...Object.keys(conditions)];
}
