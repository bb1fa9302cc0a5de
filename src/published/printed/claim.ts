import { z } from 'zod';
import { bilingual } from '../../templates/text.ts';

const coefficient = z.strictObject({ table: z.string(), column: z.string(), term: z.string() });
const coefficients = z.array(coefficient).min(1);
/** A printed coefficient. Without `term`, the column. */
const place = coefficient.extend({ term: z.string().exactOptional() });
const sign = z.enum(['positive', 'negative']);

const said = {
  id: z.string().min(1),
  /** Where the text says it. */
  where: bilingual,
  /** What it says, in words of one's own. */
  says: bilingual,
};

/**
 * A sentence of the text as something that its tables can bear out:
 * `significant` at a level (or not), `sign`, `larger` and `more_significant` (each of `at` exceeds
 * each of `than`), `product_sign` (of a chain of effects), `has_terms`, and `not_printed` for a
 * sentence whose numbers no table has.
 */
export const claim = z.discriminatedUnion('type', [
  z.strictObject({
    ...said,
    type: z.literal('significant'),
    level: z.number().positive().lt(1),
    is: z.boolean().default(true),
    at: coefficients,
  }),
  z.strictObject({ ...said, type: z.literal('sign'), sign, at: coefficients }),
  z.strictObject({
    ...said,
    type: z.enum(['larger', 'more_significant']),
    at: coefficients,
    than: coefficients,
  }),
  z.strictObject({
    ...said,
    type: z.literal('product_sign'),
    sign,
    at: z.array(coefficient).min(2),
  }),
  z.strictObject({
    ...said,
    type: z.literal('has_terms'),
    at: z.array(place).min(1),
    terms: z.array(z.string()).min(1),
  }),
  z.strictObject({ ...said, type: z.literal('not_printed') }),
]);

export type Claim = z.output<typeof claim>;
export type ClaimPlace = z.output<typeof coefficient>;
