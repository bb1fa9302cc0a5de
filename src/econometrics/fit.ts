import type { TreatedCount } from './frame/treated.ts';
import type { VarianceFacts } from './variance/kinds.ts';

/** The record of an estimated model, as it is written to `outputs/models/`. Plain JSON. */
export interface Term {
  readonly term: string;
  readonly estimate: number;
  readonly std_error: number;
  readonly statistic: number;
  readonly p_value: number;
  readonly conf_low: number;
  readonly conf_high: number;
  /** Degrees of freedom of t where each term has its own (`cr1`, `cr2`, `cr3`). */
  readonly df?: number;
}

export interface DroppedTerm {
  readonly term: string;
  /** `absorbed`: the fixed effects explain it. `collinear`: the terms before it do. */
  readonly reason: 'collinear' | 'constant' | 'absorbed';
}

export interface DroppedRows {
  readonly reason: string;
  readonly rows: number;
}

/** A test of several restrictions together, by F. */
export interface JointTest {
  readonly statistic: number;
  readonly p_value: number;
  readonly df1: number;
  readonly df2: number;
}

export interface FitVcov extends VarianceFacts {
  /** Cluster variables; unit and time of Newey–West, time of Driscoll–Kraay, coordinates of Conley. */
  readonly by: readonly string[];
  /** Number of groups of each variable in `by`; of periods only for Newey–West, none for Conley. */
  readonly clusters: readonly number[];
  /** Each factor that multiplied the sandwich, so that another program can be matched. */
  readonly small_sample: {
    readonly preset: string;
    readonly k: number;
    readonly k_factor: number;
    /** One factor a cluster term, in `by`'s binary counting order, where they differ by request. */
    readonly g_factor: number | readonly number[];
  };
  /** Whether negative eigenvalues, which several cluster variables can give, were lifted. */
  readonly repaired: boolean;
}

/** What every estimated model records. */
export interface FitRecord {
  readonly id: string;
  readonly formula: string;
  readonly outcome: string;
  readonly nobs: number;
  /** Coefficients counted: terms and all levels of the fixed effects, less one for each further effect. */
  readonly nparams: number;
  /** N − K, the smallest G − 1 after clustering, or the smallest `df` of the terms: of t, where t is used. */
  readonly df_residual: number;
  /** Of p values and intervals: t with `df_residual`, or the normal one. */
  readonly distribution?: 't' | 'normal';
  /** Probability that the intervals cover. */
  readonly conf_level?: number;
  readonly terms: readonly Term[];
  /** Covariance of the kept terms, row by row, in the order of `terms`. */
  readonly covariance: readonly (readonly number[])[];
  readonly vcov: FitVcov;
  /** Levels of each absorbed fixed effect. */
  readonly fixed_effects: Readonly<Record<string, number>>;
  readonly dropped: readonly DroppedTerm[];
  readonly dropped_rows: readonly DroppedRows[];
  /** Rows alone in a level of a fixed effect; `dropped_rows` says whether they were dropped. */
  readonly singletons: number;
  /** How the fixed effects were absorbed, and how exactly: max |D'r| over their levels. */
  readonly absorption: {
    readonly method: string;
    readonly iterations: number;
    readonly gradient: number;
  };
  /** What rows were used, in words. */
  readonly sample: string;
  /** The column of weights, where there were any. */
  readonly weights?: string;
  /** Counted where the treatment and the unit were named. */
  readonly treated?: TreatedCount;
  /** The value of a column whose rows these are, where several models share out the rows by it. */
  readonly split?: { readonly variable: string; readonly value: string };
  /** Of all terms but the constant, with the fit's covariance; null where it is singular or was repaired. */
  readonly wald_test?: JointTest | null;
}

/** Least squares. */
export interface Fit extends FitRecord {
  readonly estimator: 'feols';
  /** Grand mean of the absorbed fixed effects, which programs that print a constant print (Stata). */
  readonly constant?: number;
  readonly constant_std_error?: number;
  readonly r2: number;
  readonly adj_r2: number;
  readonly r2_within: number | null;
  readonly adj_r2_within: number | null;
  readonly rmse: number;
  readonly ssr: number;
  // The following are in every fit that is made here; records from elsewhere may lack them.
  readonly log_likelihood?: number;
  /** Of the model with a constant only. */
  readonly log_likelihood_null?: number;
  /** McFadden's: 1 − log_likelihood / log_likelihood_null; null for a constant only. */
  readonly pseudo_r2?: number | null;
  readonly aic?: number;
  readonly bic?: number;
  /** Of all parameters but one, absorbed ones too, by sums of squares. */
  readonly f_test?: JointTest | null;
  /** Of the terms, given the absorbed effects; null where there are none. */
  readonly f_test_within?: JointTest | null;
}

/** The likelihood models; `likelihood/models.ts` says what each is. */
export const LIKELIHOOD_NAMES = ['fepois', 'logit', 'probit'] as const;
export type LikelihoodName = (typeof LIKELIHOOD_NAMES)[number];

/** A model fitted by maximum likelihood. */
export interface LikelihoodFit extends FitRecord {
  readonly estimator: LikelihoodName;
  /** What enters with coefficient one. */
  readonly offset?: string;
  readonly distribution: 't' | 'normal';
  readonly deviance: number;
  readonly log_likelihood: number;
  /** Of the model with a constant only, on the same rows, without the offset (as in fixest). */
  readonly log_likelihood_null: number;
  /** McFadden's: 1 − log_likelihood / log_likelihood_null. */
  readonly pseudo_r2: number;
  /** Of the outcome with its fitted mean. */
  readonly squared_correlation: number;
  readonly aic: number;
  readonly bic: number;
  readonly convergence: {
    readonly iterations: number;
    /** Share of the working residual's length that one more step would explain. */
    readonly criterion: number;
  };
}

/** A fit of any estimator. */
export type AnyFit = Fit | LikelihoodFit;
