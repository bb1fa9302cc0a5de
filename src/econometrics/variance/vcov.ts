import { automaticLag } from './bandwidth.ts';
import type { BiasReduced, BiasReduction } from './bias-reduced.ts';
import { isNested, type NamedCodes } from '../frame/codes.ts';
import { redundantLevels } from '../absorb/connected-sets.ts';
import { sandwich } from '../numeric/dense.ts';
import type { Dependence } from './dependence.ts';
import { UserError } from '../../text/user-error.ts';
import type { FitVcov } from '../fit.ts';
import { clusterMeat, clusterTerms, heteroMeat, type Scores } from './meat.ts';
import { serialMeat, seriesScores } from './meat-serial.ts';
import { spatialMeat } from './meat-spatial.ts';
import type { Rules } from './presets.ts';
import { countParameters, groupFreedom, levelParameters, type Ssc } from './ssc.ts';

export type { VcovSpec } from './spec.ts';

/** What a variance needs of an estimated model; matrices are row-major, one row a score column. */
export interface VcovInput {
  readonly type: FitVcov['type'];
  readonly rules: Pick<Rules, 'preset' | 'ssc'>;
  readonly rows: number;
  readonly slopes: number;
  readonly effects: readonly NamedCodes[];
  readonly clusters: readonly NamedCodes[];
  /** Of Newey–West, Driscoll–Kraay and Conley. */
  readonly dependence: Dependence | null;
  /** Groups by which slopes vary, such as `prov`; they count as absorbed. */
  readonly slopeGroups?: readonly string[];
  readonly ssr: number;
  readonly bread: Float64Array;
  readonly scores: Scores;
  /** By which the regressors of `scores` are shifted where the constant is a term; null where it is not. */
  readonly means: Float64Array | null;
  /** One value a row, called for `hc2` and `hc3` only. */
  readonly leverage: () => Float64Array;
  /** Called for `cr1`, `cr2` and `cr3` only. */
  readonly reduce: (type: BiasReduction) => BiasReduced;
}

type Counted = Pick<VcovInput, 'slopes' | 'effects' | 'clusters' | 'slopeGroups'>;

export interface Variance {
  readonly matrix: Float64Array;
  /** Degrees of freedom of t. */
  readonly df: number;
  /** Whether the formula can give negative eigenvalues, which have to be repaired. */
  readonly mayBeNegative: boolean;
  /** Degrees of freedom of each printed coefficient, where each has its own. */
  readonly own?: Float64Array;
  readonly record: FitVcov;
}

/** Leverage this close to one leaves a residual of zero, and nothing to correct. */
const FULL_LEVERAGE = 1 - Math.sqrt(Number.EPSILON);

/**
 * Covariance of the coefficients with fixest's small-sample rules (`ssc`, 0.14):
 * iid RSS / (N − K) B; hetero N / (N − K) B (Σ s s') B; hc2 and hc3 without a factor; cluster
 * G / (G − 1) (N − 1) / (N − K) B (Σ S S') B, several variables by inclusion–exclusion.
 *
 * `serialMeat` and `spatialMeat` have the equations of Newey–West, Driscoll–Kraay and Conley.
 *
 * Errors: `E_ONE_CLUSTER`, `E_FULL_LEVERAGE`, `E_ONE_PLACE`, `E_CONLEY_CUTOFF`,
 * `E_UNSUPPORTED_VCOV`.
 */
export function estimateVariance(input: VcovInput): Variance {
  if (input.type === 'cluster') return clustered(input);
  if (input.type === 'cr1' || input.type === 'cr2' || input.type === 'cr3') {
    return reduced(input, input.type);
  }
  if (input.dependence !== null) return dependent(input, input.dependence);
  const { type, rows, bread, scores } = input;
  const { ssc } = input.rules;
  const size = scores.columns.length;
  const corrected = type === 'hc2' || type === 'hc3';
  const k = countK(input, ssc);
  const adjust = ssc.k_adj && !corrected;
  const kFactor = adjust ? (type === 'iid' ? rows - 1 : rows) / (rows - k) : 1;
  const matrix =
    type === 'iid'
      ? bread.map((value) => (kFactor * value * input.ssr) / (rows - 1))
      : sandwich(bread, heteroMeat(corrected ? correct(input) : scores), kFactor, size);
  const record = recordOf(input, { k, k_factor: kFactor, g_factor: 1 });
  return { matrix, df: Math.max(rows - k, 1), mayBeNegative: false, record };
}

/** T / (T − 1) (N − 1) / (N − K) for T periods; N / (N − K) for places. */
function dependent(input: VcovInput, dependence: Dependence): Variance {
  const { rows, scores, bread } = input;
  const { ssc } = input.rules;
  const size = scores.columns.length;
  const k = countK(input, ssc);
  const { by } = dependence;
  if (dependence.kind === 'conley') {
    const { meat, cutoff, places } = spatialMeat(scores, dependence);
    const kFactor = ssc.k_adj ? rows / (rows - k) : 1;
    const record = recordOf(input, { k, k_factor: kFactor, g_factor: 1 });
    const { distance } = dependence;
    return {
      matrix: sandwich(bread, meat, kFactor, size),
      df: Math.max(rows - k, 1),
      mayBeNegative: true,
      record: { ...record, by, clusters: [], cutoff, distance, places },
    };
  }
  const { time } = dependence;
  const lag = dependence.lag ?? automaticLag(seriesScores(scores, time, input.means));
  const kFactor = ssc.k_adj ? (rows - 1) / (rows - k) : 1;
  const gFactor = ssc.g_adj ? time.levels / (time.levels - 1) : 1;
  const record = recordOf(input, { k, k_factor: kFactor, g_factor: gFactor });
  return {
    matrix: sandwich(bread, serialMeat(scores, dependence, lag), kFactor * gFactor, size),
    df: groupFreedom(ssc, rows - k, time.levels),
    mayBeNegative: true,
    record: { ...record, by, clusters: [time.levels], lag },
  };
}

/** Coefficients and effect levels of the model, whatever the variance. */
export function parameters({ slopes, effects }: Pick<VcovInput, 'slopes' | 'effects'>): number {
  return countParameters(
    slopes,
    effects.map(({ levels }) => levels),
  );
}

/**
 * K of the small-sample factors: coefficients and the levels of the effects that are not nested in a cluster
 * variable (`nonnested`), of all or of none. The constant that nested effects hold counts once.
 */
function countK(counted: Counted, ssc: Ssc): number {
  const { slopes, effects } = counted;
  if (ssc.k_one) return 1;
  if (ssc.k_fixef === 'none' || effects.length === 0) return slopes;
  const nested = ssc.k_fixef === 'full' ? [] : nestedEffects(counted, ssc.nesting);
  const counting = effects.filter((effect) => !nested.includes(effect));
  if (counting.length === 0) return slopes + 1;
  const redundant = ssc.k_exact ? redundantLevels(counting) : counting.length - 1;
  const levels = counting.map((effect) => effect.levels);
  return slopes + levelParameters(levels, redundant);
}

function clustered(input: VcovInput): Variance {
  const { rows, clusters, scores, bread } = input;
  const { ssc } = input.rules;
  for (const { name, levels } of clusters) if (levels < 2) throw oneCluster(name);
  const k = countK(input, ssc);
  const kFactor = ssc.k_adj ? (rows - 1) / (rows - k) : 1;
  const fewest = Math.min(...clusters.map(({ levels }) => levels));
  const terms = clusterTerms(clusters);
  const factors = terms.map(({ codes }) => {
    const groups = ssc.g_df === 'min' ? fewest : codes.levels;
    return ssc.g_adj ? groups / (groups - 1) : 1;
  });
  const meat = new Float64Array(bread.length);
  terms.forEach(({ codes, sign }, m) => {
    const own = clusterMeat(scores, codes);
    for (let at = 0; at < meat.length; at++) meat[at]! += sign * factors[m]! * own[at]!;
  });
  const same = ssc.g_df === 'min' || terms.length === 1;
  const record = recordOf(input, { k, k_factor: kFactor, g_factor: same ? factors[0]! : factors });
  const df = groupFreedom(ssc, rows - k, fewest);
  const matrix = sandwich(bread, meat, kFactor, scores.columns.length);
  return { matrix, df, mayBeNegative: terms.length > 1, record };
}

/** G / (G − 1) B (Σ S S') B for cr1; without a factor, of corrected residuals, for cr2 and cr3. */
function reduced(input: VcovInput, type: BiasReduction): Variance {
  const { scores, bread, clusters, rows, rules } = input;
  const [cluster] = clusters;
  if (cluster === undefined) throw new Error('a cluster variance without clusters');
  if (cluster.levels < 2) throw oneCluster(cluster.name);
  const { residuals, freedom } = input.reduce(type);
  const gFactor = type === 'cr1' ? cluster.levels / (cluster.levels - 1) : 1;
  const meat = clusterMeat({ columns: scores.columns, weighted: residuals }, cluster);
  const k = countK(input, rules.ssc);
  const smallest = freedom.reduce((least, df) => Math.min(least, df), Infinity);
  return {
    matrix: sandwich(bread, meat, gFactor, scores.columns.length),
    df: Number.isFinite(smallest) ? smallest : Math.max(rows - k, 1),
    mayBeNegative: false,
    own: freedom,
    record: recordOf(input, { k, k_factor: 1, g_factor: gFactor }),
  };
}

function recordOf(input: VcovInput, factors: Omit<FitVcov['small_sample'], 'preset'>): FitVcov {
  return {
    type: input.type,
    by: input.clusters.map(({ name }) => name),
    clusters: input.clusters.map(({ levels }) => levels),
    small_sample: { preset: input.rules.preset, ...factors },
    repaired: false,
  };
}

/**
 * An effect is nested when it is a cluster variable or combines one, or when each of its levels lies in
 * one cluster of a cluster variable. As in fixest, levels are not looked at where every cluster variable
 * is absorbed itself (then only the names decide), unless `nesting` is `levels`.
 */
function nestedEffects(
  { effects, clusters, slopeGroups = [] }: Counted,
  nesting: Ssc['nesting'],
): NamedCodes[] {
  const absorbed = new Set([...effects.map(({ name }) => name), ...slopeGroups]);
  const byLevels = nesting === 'levels' || !clusters.every(({ name }) => absorbed.has(name));
  return effects.filter((effect) =>
    clusters.some(
      (cluster) =>
        cluster.name === effect.name ||
        effect.name.split('^').includes(cluster.name) ||
        (byLevels && isNested(effect, cluster)),
    ),
  );
}

/** Scores with residuals divided by 1 − h (hc3) or its root (hc2). */
function correct({ type, scores, leverage }: VcovInput): Scores {
  const h = leverage();
  const full = h.findIndex((value) => value > FULL_LEVERAGE);
  if (full >= 0) {
    throw new UserError(
      'E_FULL_LEVERAGE',
      `one row of the sample (number ${full + 1}) determines a coefficient alone, so ${type} does not exist.`,
      { hint: 'Drop singletons, or use hetero or a cluster variance.' },
    );
  }
  const weighted = scores.weighted.map((value, i) =>
    type === 'hc2' ? value / Math.sqrt(1 - h[i]!) : value / (1 - h[i]!),
  );
  return { columns: scores.columns, weighted };
}

function oneCluster(name: string): UserError {
  return new UserError(
    'E_ONE_CLUSTER',
    `cluster variable "${name}" has one value in this sample; a cluster variance needs two or more.`,
    { hint: 'Cluster by something that varies, or use hetero.' },
  );
}
