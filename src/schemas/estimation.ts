import { z } from 'zod';

/** Shapes of `with:` that several estimation steps share. */

export const vcov = z.union([
  z.enum(['iid', 'hetero', 'hc2', 'hc3']),
  z.strictObject({ cluster: z.union([z.string(), z.array(z.string()).min(1)]) }),
]);

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
