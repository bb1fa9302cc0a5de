import { z } from 'zod';

/** Shapes of `with:` that several estimation steps share. */

/** Periods over which errors are correlated; the reference rule unless given. */
const lag = z.int().min(0).exactOptional();
const name = z.string().min(1);

/** The variance of the coefficients; which columns a variance needs is part of it. */
export const vcov = z.union(
  [
    z.enum(['iid', 'hetero', 'hc2', 'hc3']),
    z.strictObject({ cluster: z.union([name, z.array(name).min(1)]) }),
    z.strictObject({ cr1: name }),
    z.strictObject({ cr2: name }),
    z.strictObject({ cr3: name }),
    z.strictObject({ newey_west: z.strictObject({ unit: name, time: name, lag }) }),
    z.strictObject({ driscoll_kraay: z.strictObject({ time: name, lag }) }),
    z.strictObject({
      conley: z.strictObject({
        lat: name,
        lon: name,
        /** In kilometres; chosen from the data unless given. */
        cutoff: z.number().positive().exactOptional(),
        distance: z.enum(['triangular', 'spherical']).exactOptional(),
      }),
    }),
  ],
  {
    error:
      'is none of iid, hetero, hc2, hc3, { cluster: [column] }, { newey_west: { unit, time } }, { driscoll_kraay: { time } } and { conley: { lat, lon } }',
  },
);

/** By what programs differ: whose small-sample rules, single ones, the distribution, the intervals. */
export const rules = {
  preset: z.enum(['fixest', 'reghdfe', 'ppmlhdfe', 'sandwich']).exactOptional(),
  ssc: z
    .strictObject({
      k_adj: z.boolean().exactOptional(),
      k_fixef: z.enum(['nonnested', 'full', 'none']).exactOptional(),
      k_exact: z.boolean().exactOptional(),
      k_one: z.boolean().exactOptional(),
      nesting: z.enum(['fixest', 'levels']).exactOptional(),
      g_adj: z.boolean().exactOptional(),
      g_df: z.enum(['min', 'conventional']).exactOptional(),
      t_df: z.enum(['min', 'conventional', 'smaller']).exactOptional(),
    })
    .exactOptional(),
  distribution: z.enum(['t', 'normal']).exactOptional(),
  level: z.number().gt(0).lt(1).exactOptional(),
  keep_singletons: z.boolean().default(false),
};

const value = z.union([z.string(), z.number()]);

/** The sample: column -> value, list of values, or `{ min, max }`. */
export const where = z.record(
  z.string(),
  z.union([
    value,
    z.array(value).min(1),
    z
      .strictObject({ min: z.number().optional(), max: z.number().optional() })
      .refine(({ min, max }) => min !== undefined || max !== undefined, {
        error: 'needs min or max',
      }),
  ]),
);
