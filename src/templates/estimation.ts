import { z } from 'zod';
import {
  VARIANCES,
  type VarianceKind,
  type VarianceOption,
  type VcovSpec,
} from '../econometrics/variance/kinds.ts';
import { PRESET_NAMES } from '../econometrics/variance/presets.ts';
import { SSC_VALUES, type Ssc } from '../econometrics/variance/ssc.ts';

/** Shapes of `with:` that several estimation steps share. */

const name = z.string().min(1);
const kinds = Object.entries<VarianceKind>(VARIANCES);
const plain = kinds.flatMap(([kind, { takes }]) => (takes === 'nothing' ? [kind] : []));
const others = kinds.filter(([, { takes }]) => takes !== 'nothing');

/** The variance of the coefficients; which columns a variance needs is part of it. */
export const vcov = z.union(
  [
    z.enum(plain),
    ...others.map(([kind, { takes }]) => z.strictObject({ [kind]: optionsShape(takes) })),
  ],
  { error: `is none of ${[...plain, ...others.map(formOf)].join(', ')}` },
) as unknown as z.ZodType<VcovSpec>;

function optionsShape(takes: VarianceKind['takes']): z.ZodType {
  if (takes === 'clusters') return z.union([name, z.array(name).min(1)]);
  if (typeof takes === 'string') return name;
  const shapes = Object.entries(takes).map(([key, option]) => {
    const shape = optionShape(option);
    return [key, option.optional === true ? shape.exactOptional() : shape] as const;
  });
  return z.strictObject(Object.fromEntries(shapes));
}

function optionShape(option: VarianceOption): z.ZodType {
  if (option.is === 'column') return name;
  if (option.is === 'word') return z.enum(option.words);
  return option.is === 'whole' ? z.int().min(0) : z.number().positive();
}

/** `{ newey_west: { unit, time } }`. */
function formOf([kind, { takes }]: readonly [string, VarianceKind]): string {
  if (typeof takes === 'string')
    return `{ ${kind}: ${takes === 'clusters' ? '[column]' : 'column'} }`;
  const columns = Object.keys(takes).filter((key) => takes[key]?.is === 'column');
  return `{ ${kind}: { ${columns.join(', ')} } }`;
}

/** By what programs differ: whose small-sample rules, single ones, the distribution, the intervals. */
export const rules = {
  preset: z.enum(PRESET_NAMES).exactOptional(),
  ssc: z
    .strictObject(
      Object.fromEntries(
        Object.entries(SSC_VALUES).map(([key, values]) => [key, z.literal(values).exactOptional()]),
      ),
    )
    .exactOptional() as unknown as z.ZodExactOptional<z.ZodType<Partial<Ssc>>>,
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
