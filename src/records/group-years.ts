import type { GroupBox, GroupMean } from '../econometrics/numeric/group-years.ts';

/** Mean outcome of treated and other units by year. */
export interface MeansRecord {
  readonly means: readonly GroupMean[];
}

/** Quantiles of the outcome of treated and other units by year. */
export interface BoxesRecord {
  readonly boxes: readonly GroupBox[];
}
