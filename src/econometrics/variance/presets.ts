import { UserError } from '../../text/user-error.ts';
import { DEFAULT_SSC, type Ssc } from './ssc.ts';

export type Distribution = 't' | 'normal';

/** Everything by which programs differ once coefficients and residuals are the same. */
export interface Rules {
  /** The name of the preset, or `custom` where an option differs from it. */
  readonly preset: string;
  readonly ssc: Ssc;
  /** Whether rows alone in a fixed effect are dropped, again and again. */
  readonly dropSingletons: boolean;
  /** What negative eigenvalues of a variance become; null leaves them. */
  readonly eigenvalues: number | null;
  /** Of p values and intervals. */
  readonly distribution: Distribution;
  /** Probability that intervals cover. */
  readonly level: number;
}

export interface RuleOptions {
  /** Whose rules: `fixest` unless given. The options beside it override single ones. */
  readonly preset?: PresetName;
  readonly ssc?: Partial<Ssc> | undefined;
  /** Whether rows alone in a fixed effect are dropped, again and again; true but for `sandwich`. */
  readonly dropSingletons?: boolean | undefined;
  /** Of p values and intervals: t for least squares, normal for likelihood models, unless given. */
  readonly distribution?: Distribution;
  /** Probability that intervals cover; 0.95 unless given. */
  readonly level?: number;
}

export type PresetName = 'fixest' | 'reghdfe' | 'ppmlhdfe' | 'sandwich';

type Preset = Pick<Rules, 'ssc' | 'dropSingletons' | 'eigenvalues'> & {
  readonly distribution: Distribution | null;
};

const STATA = { dropSingletons: true, eigenvalues: 0, distribution: null };

/**
 * `fixest` 0.14. `reghdfe` 6: levels of disconnected effects counted exactly, nesting by levels, the smaller of
 * N − K and G − 1 for t, negative eigenvalues to zero. `ppmlhdfe`: as reghdfe, but K = 1 and the normal
 * distribution. `sandwich` (R's vcovHC and vcovCL, type HC1, with coeftest): K counts all effects, each
 * cluster term its own G / (G − 1), t with N − K, nothing dropped or repaired.
 */
const PRESETS: Readonly<Record<PresetName, Preset>> = {
  fixest: { ssc: DEFAULT_SSC, dropSingletons: true, eigenvalues: 1e-16, distribution: null },
  reghdfe: {
    ...STATA,
    ssc: { ...DEFAULT_SSC, k_exact: true, nesting: 'levels', t_df: 'smaller' },
  },
  ppmlhdfe: {
    ...STATA,
    ssc: { ...DEFAULT_SSC, k_one: true, nesting: 'levels' },
    distribution: 'normal',
  },
  sandwich: {
    ssc: { ...DEFAULT_SSC, k_fixef: 'full', g_df: 'conventional', t_df: 'conventional' },
    dropSingletons: false,
    eigenvalues: null,
    distribution: null,
  },
};

export const PRESET_NAMES = Object.keys(PRESETS) as readonly PresetName[];

/**
 * The rules that the options ask for; `distribution` is the estimator's own.
 * Errors: `E_PRESET` for an unknown preset, distribution or small-sample option; `E_LEVEL`.
 */
export function rulesOf(options: RuleOptions, distribution: Distribution): Rules {
  const name = options.preset ?? 'fixest';
  const preset = Object.hasOwn(PRESETS, name) ? PRESETS[name] : undefined;
  if (preset === undefined) throw unknown('preset', name, PRESET_NAMES);
  const ssc = { ...preset.ssc, ...options.ssc };
  for (const key of Object.keys(ssc)) {
    if (!Object.hasOwn(DEFAULT_SSC, key))
      throw unknown('ssc option', key, Object.keys(DEFAULT_SSC));
  }
  const level = options.level ?? 0.95;
  if (!(level > 0 && level < 1)) {
    throw new UserError('E_LEVEL', `the confidence level is ${level}; it is between 0 and 1.`);
  }
  const chosen = options.distribution ?? preset.distribution ?? distribution;
  if (chosen !== 't' && chosen !== 'normal') {
    throw unknown('distribution', String(chosen), ['t', 'normal']);
  }
  const isOwn =
    (Object.keys(ssc) as (keyof Ssc)[]).every((key) => ssc[key] === preset.ssc[key]) &&
    (options.dropSingletons ?? preset.dropSingletons) === preset.dropSingletons;
  return {
    preset: isOwn ? name : 'custom',
    ssc,
    dropSingletons: options.dropSingletons ?? preset.dropSingletons,
    eigenvalues: preset.eigenvalues,
    distribution: chosen,
    level,
  };
}

function unknown(what: string, found: string, known: readonly string[]): UserError {
  return new UserError('E_PRESET', `"${found}" is no ${what}; there are ${known.join(', ')}.`, {
    subject: found,
  });
}
