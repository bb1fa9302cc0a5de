import type { FitVcov } from '../../econometrics/fit.ts';
import { countText, numberText } from '../../text/numbers.ts';
import type { AnyFit } from '../../econometrics/estimate-multi.ts';

/** Levels of significance from strong to weak, and what marks them. */
const STARS = [
  ['***', 0.01],
  ['**', 0.05],
  ['*', 0.1],
] as const;

const ALIKE = {
  iid: 'iid',
  hetero: 'robust to heteroskedasticity (HC1)',
  hc2: 'robust to heteroskedasticity (HC2)',
  hc3: 'robust to heteroskedasticity (HC3)',
};

export const STARS_NOTE = STARS.map(([marks, below]) => `${marks} p < ${below}`).join(', ');

export function starsOf(p: number): string {
  return STARS.find(([, below]) => p < below)?.[0] ?? '';
}

/** Four digits, which is what a reader compares. */
export function shortNumber(value: number): string {
  return numberText(value, { significant: 4 });
}

export function shareText(value: number): string {
  return numberText(value, { decimals: 4 });
}

/** The variance, and whose small-sample rules it follows where these are not fixest's. */
export function vcovText(vcov: FitVcov): string {
  const { preset } = vcov.small_sample;
  if (preset === 'fixest') return kindText(vcov);
  return `${kindText(vcov)}, ${preset === 'custom' ? 'custom rules' : `as ${preset}`}`;
}

/** `clustered by city (256 clusters)`, `Newey–West by city over year (14 periods, lag 1)`. */
function kindText(vcov: FitVcov): string {
  const { type, by, clusters } = vcov;
  const [periods = 0] = clusters.slice(-1);
  const reach = `(${countText(periods)} periods, lag ${vcov.lag})`;
  switch (type) {
    case 'cluster': {
      const groups = clusters.map((count) => countText(count)).join(' and ');
      return `clustered by ${by.join(' and ')} (${groups} clusters)`;
    }
    case 'cr1':
    case 'cr2':
    case 'cr3':
      return `${type.toUpperCase()}, clustered by ${by.join(' and ')} (${countText(periods)} clusters)`;
    case 'newey_west':
      return `Newey–West${by.length > 1 ? ` by ${by[0]}` : ''} over ${by.at(-1)} ${reach}`;
    case 'driscoll_kraay':
      return `Driscoll–Kraay over ${by.join(' and ')} ${reach}`;
    case 'conley':
      return `Conley (${countText(vcov.places ?? 0)} places, cutoff ${vcov.cutoff} km, ${vcov.distance})`;
    default:
      return ALIKE[type];
  }
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

export function effectsText({ fixed_effects: effects }: AnyFit): string {
  const named = Object.entries(effects).map(([name, levels]) => `${name} (${countText(levels)})`);
  return named.join(', ');
}

export function droppedTermsText({ dropped }: AnyFit): string {
  return dropped.map(({ term, reason }) => `${term} (${reason})`).join(', ');
}

/** Rows that were not used, by reason; singletons that were kept count among the used. */
export function droppedRowsText({ dropped_rows: dropped }: AnyFit): string {
  return dropped.map(({ reason, rows }) => `${countText(rows)} ${reason}`).join(', ');
}

/** Measures of fit by name, those that the estimator has. */
export function qualityOf(fit: AnyFit): readonly (readonly [string, string])[] {
  if (fit.estimator === 'feols') {
    const within = fit.r2_within === null ? [] : [['Within R²', shareText(fit.r2_within)] as const];
    return [
      ['R²', shareText(fit.r2)],
      ['Adjusted R²', shareText(fit.adj_r2)],
      ...within,
      ['RMSE', shortNumber(fit.rmse)],
    ];
  }
  return [
    ['Pseudo R²', shareText(fit.pseudo_r2)],
    ['Squared correlation', shareText(fit.squared_correlation)],
    ['Log-likelihood', shortNumber(fit.log_likelihood)],
    ['AIC', shortNumber(fit.aic)],
    ['BIC', shortNumber(fit.bic)],
  ];
}
