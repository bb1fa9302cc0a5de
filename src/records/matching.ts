import { z } from 'zod';
import type { ScoreSummary } from '../econometrics/matching/scores.ts';
import { maybe, numbers, reader, type RecordOf } from './record.ts';

const side = z.object({
  ...numbers('mean_treated', 'mean_control', 'bias'),
  t: maybe,
  p_value: maybe,
  variance_ratio: maybe,
  variance_flag: z.boolean().nullable(),
});

const summary = z.object({
  ...numbers('mean_bias', 'median_bias'),
  pseudo_r2: maybe,
  lr_chi2: maybe,
  p_value: maybe,
  rubin_b: maybe,
  rubin_r: maybe,
  variance_interval: z.object(numbers('low', 'high')),
});

/** How the propensity scores of treated and other rows overlap. */
export interface ScoresRecord {
  readonly scores: ScoreSummary;
}

const shape = z.object({
  balance: z.object({
    rows: z.array(z.object({ covariate: z.string(), before: side, after: side, reduction: maybe })),
    before: summary,
    after: summary,
  }),
});

/** What a matching step says of its sample, beside its propensity models. */
export type MatchingRecord = RecordOf<typeof shape>;

export const readMatching = reader(shape);

const design = z.object({
  matching: z.object({
    design: z.enum(['pooled', 'yearly', 'baseline']),
    covariates: z.array(z.string()),
    link: z.enum(['logit', 'probit']),
    method: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('kernel'), kernel: z.string(), bandwidth: z.number() }),
      z.object({ kind: z.literal('radius'), caliper: z.number() }),
      z.object({ kind: z.literal('nearest'), neighbours: z.number() }),
    ]),
  }),
});

/** How a sample was matched. */
export type MatchingDesign = RecordOf<typeof design>['matching'];

export const readMatchingDesign = reader(design);
