import { z } from 'zod';
import { maybe, reader, type RecordOf } from './record.ts';
import { bilingual } from '../templates/text.ts';

/** What a coefficient is: of the policy, of a mechanism, of a control, or the constant. */
export const ROLES = ['did', 'mechanism', 'control', 'constant'] as const;

/** How many of `of` rows fit in one respect. */
const share = z.object({ count: z.int(), of: z.int() });

const computed = z.object({
  /** Where the fit stands: the step's model file and a JSONPath of it. */
  step: z.string(),
  path: z.string(),
  fit: z.string(),
  term: z.string(),
  estimate: z.number(),
  /** Null where none could be computed, and so are the three after it. */
  std_error: maybe,
  p_value: maybe,
  conf_low: maybe,
  conf_high: maybe,
  nobs: z.number(),
});

/** A published coefficient beside the one computed here. */
const row = z.object({
  /** `table1.2.treat_period`. */
  id: z.string(),
  table: z.string(),
  column: z.string(),
  /** The term's name in the publication. */
  term: z.string(),
  role: z.enum(ROLES),
  outcome: z.string().nullable(),
  /** What distinguishes the column's sample or method, as the publication's file has it. */
  what: z.string().nullable(),
  published: z.number(),
  /** The published estimate as printed. */
  published_text: z.string(),
  /** Null where the publication prints none, or prints something else in parentheses. */
  published_std_error: maybe,
  published_std_error_text: z.string().nullable(),
  /** Its own 95% interval, by the printed standard error or t value and the normal distribution. */
  published_conf_low: maybe,
  published_conf_high: maybe,
  published_stars: z.string(),
  /** Whether the printed stars say significant at 5%. */
  published_significant: z.boolean(),
  /** Null where no fit or no such term was given. */
  computed: computed.nullable(),
  /** Whether some value that rounds to the published one lies in the computed 95% interval. */
  inside: z.boolean().nullable(),
  same_sign: z.boolean().nullable(),
  /** Whether stars and the computed p value agree on significance at 5%. */
  same_significance: z.boolean().nullable(),
  /** Why what does not fit may not fit; empty where all fits. */
  reasons: z.array(bilingual),
});

const shape = z.object({
  synthetic: z.boolean(),
  banner: bilingual,
  summary: z.object({
    /** Over effects of the policy and of mechanisms that have a computed counterpart. */
    inside: share,
    /** Over those of them whose printed stars say significant at 10% or better. */
    signs: share,
    significance: share,
    /** The same for controls and constants, of which the study says nothing. */
    other_inside: share,
    /** Rows without a computed counterpart. */
    missing: z.int(),
  }),
  rows: z.array(row),
});

export type PublishedRecord = RecordOf<typeof shape>;
export type PublishedSummary = PublishedRecord['summary'];
export type Share = PublishedSummary['inside'];
export type PublishedRow = PublishedRecord['rows'][number];
export type ComputedCoefficient = NonNullable<PublishedRow['computed']>;
export type Role = PublishedRow['role'];

export const readPublished = reader(shape);
