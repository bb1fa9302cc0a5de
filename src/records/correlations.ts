import type { CorrelationMatrix, InflationRow } from '../econometrics/describe.ts';

export interface CorrelationsRecord {
  readonly correlations: CorrelationMatrix;
}

/** Variance inflation of regressors, and its mean. */
export interface InflationRecord {
  readonly vif: readonly InflationRow[];
  readonly mean_vif: number;
}
