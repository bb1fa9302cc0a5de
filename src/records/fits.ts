import { z } from 'zod';
import { LIKELIHOOD_NAMES, type AnyFit } from '../econometrics/fit.ts';
import { VARIANCES, VARIANCE_NAMES } from '../econometrics/variance/kinds.ts';
import { maybe, number, numbers, readRecord } from './record.ts';

/** A fit and where it stands: `$.fits[index]` in the model file of `step`. */
export interface SourcedFit {
  readonly step: string;
  readonly index: number;
  readonly fit: AnyFit;
}

/** The fits of a model file, and what else stands in it. */
export interface ModelRecord {
  readonly fits: readonly AnyFit[];
  readonly other: Readonly<Record<string, unknown>>;
}

const joint = z.object(numbers('statistic', 'p_value', 'df1', 'df2')).nullable();
const count = z.number();
const optional = number.exactOptional();

const term = z.object({
  term: z.string(),
  ...numbers('estimate', 'std_error', 'statistic', 'p_value', 'conf_low', 'conf_high'),
  df: optional,
});

/** What a kind of variance records beside this stays in it. */
const vcov = z.looseObject({
  type: z.enum(VARIANCE_NAMES),
  by: z.array(z.string()),
  clusters: z.array(count),
  lag: count.exactOptional(),
  cutoff: count.exactOptional(),
  distance: z.enum(VARIANCES.conley.takes.distance.words).exactOptional(),
  places: count.exactOptional(),
  small_sample: z.object({
    preset: z.string(),
    ...numbers('k', 'k_factor'),
    g_factor: z.union([z.array(number), number]),
  }),
  repaired: z.boolean(),
});

const shared = {
  id: z.string(),
  formula: z.string(),
  outcome: z.string(),
  nobs: count,
  nparams: count,
  df_residual: number,
  conf_level: count.exactOptional(),
  terms: z.array(term),
  covariance: z.array(z.array(number)),
  vcov,
  fixed_effects: z.record(z.string(), count),
  dropped: z.array(
    z.object({ term: z.string(), reason: z.enum(['collinear', 'constant', 'absorbed']) }),
  ),
  dropped_rows: z.array(z.object({ reason: z.string(), rows: count })),
  singletons: count,
  absorption: z.object({ method: z.string(), ...numbers('iterations', 'gradient') }),
  sample: z.string(),
  weights: z.string().exactOptional(),
  treated: z.object({ units: count, rows: count }).exactOptional(),
  wald_test: joint.exactOptional(),
};
const distribution = z.enum(['t', 'normal']);

/** What an estimator adds to its record stays in it, whether it is known here or not. */
const fit = z.discriminatedUnion('estimator', [
  z.looseObject({
    ...shared,
    estimator: z.literal('feols'),
    distribution: distribution.exactOptional(),
    constant: optional,
    constant_std_error: optional,
    ...numbers('r2', 'adj_r2', 'rmse', 'ssr'),
    r2_within: maybe,
    adj_r2_within: maybe,
    log_likelihood: optional,
    log_likelihood_null: optional,
    pseudo_r2: maybe.exactOptional(),
    aic: optional,
    bic: optional,
    f_test: joint.exactOptional(),
    f_test_within: joint.exactOptional(),
  }),
  z.looseObject({
    ...shared,
    estimator: z.enum(LIKELIHOOD_NAMES),
    offset: z.string().exactOptional(),
    distribution,
    ...numbers('deviance', 'log_likelihood', 'log_likelihood_null', 'pseudo_r2'),
    ...numbers('squared_correlation', 'aic', 'bic'),
    convergence: z.object(numbers('iterations', 'criterion')),
  }),
]);

/** The fits of a model file, `{"fits": [...]}`, each with its place there. Errors: `E_MODEL_FILE`. */
export function readFits(step: string, file: string, text: string): SourcedFit[] {
  return readRecord(file, text, FITS).fits.map((own, index) => ({ step, index, fit: own }));
}

/** A model file that may have no fits, whatever else stands in it. Errors: `E_MODEL_FILE`. */
export function readModel(file: string, text: string): ModelRecord {
  const { fits, ...other } = readRecord(file, text, MODEL);
  return { fits, other };
}

/** The shape of `fits`, beside which a step writes what else it found. */
export const fits = z.array(fit);
const FITS = z.object({ fits });
const MODEL = z.looseObject({ fits: fits.default([]) });
