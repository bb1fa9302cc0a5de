import type { FitVcov, AnyFit } from '../../econometrics/fit.ts';
import { STATISTICS, type Statistic } from '../../text/statistics.ts';
import { varianceText } from '../../text/variances.ts';
import { countText, numberText } from '../../text/numbers.ts';

/** Levels of significance from strong to weak, and what marks them. */
const STARS = [
  ['***', 0.01],
  ['**', 0.05],
  ['*', 0.1],
] as const;

export const STARS_NOTE = STARS.map(([marks, below]) => `${marks} p < ${below}`).join(', ');

export function starsOf(p: number): string {
  return STARS.find(([, below]) => p < below)?.[0] ?? '';
}

/** Four digits, which is what a reader compares. */
export function shortNumber(value: number): string {
  return numberText(value, { significant: 4 });
}

/** The variance, and whose small-sample rules it follows where these are not fixest's. */
export function vcovText(vcov: FitVcov): string {
  const { preset } = vcov.small_sample;
  const words = varianceText(vcov, 'en');
  if (preset === 'fixest') return words;
  return `${words}, ${preset === 'custom' ? 'custom rules' : `as ${preset}`}`;
}

export function isNormal({ estimator, distribution }: AnyFit): boolean {
  return (distribution ?? (estimator === 'feols' ? 't' : 'normal')) === 'normal';
}

export function distributionText(fit: AnyFit): string {
  if (isNormal(fit)) return 'normal distribution';
  const { df_residual: df } = fit;
  return Number.isInteger(df)
    ? `t(${df})`
    : `t with its own degrees of freedom by term, ${df.toFixed(2)} or more`;
}

export function droppedTermsText({ dropped }: AnyFit): string {
  return dropped.map(({ term, reason }) => `${term} (${reason})`).join(', ');
}

/** Rows that were not used, by reason; singletons that were kept count among the used. */
export function droppedRowsText({ dropped_rows: dropped }: AnyFit): string {
  return dropped.map(({ reason, rows }) => `${countText(rows)} ${reason}`).join(', ');
}

const LEAST_SQUARES: readonly Statistic[] = ['r2', 'adj_r2', 'r2_within', 'rmse'];
const LIKELIHOOD: readonly Statistic[] = [
  'pseudo_r2',
  'squared_correlation',
  'log_likelihood',
  'aic',
  'bic',
];

/** Measures of fit, those that the estimator has. */
export function qualityOf(fit: AnyFit): readonly (readonly [Statistic, string])[] {
  return (fit.estimator === 'feols' ? LEAST_SQUARES : LIKELIHOOD).flatMap((id) => {
    const { digits, values } = STATISTICS[id];
    return values(fit).map((value) => {
      const text = digits === 'as estimates' ? shortNumber(value) : numberText(value, digits);
      return [id, text] as const;
    });
  });
}
