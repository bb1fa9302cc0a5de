import type { BiasReduced, BiasReduction } from './bias-reduced.ts';
import type { Codes } from '../frame/codes.ts';
import { sandwich } from '../numeric/dense.ts';
import {
  conley,
  driscollKraay,
  neweyWest,
  type SampleRows,
  type SerialDependence,
  type SpatialDependence,
} from './dependence.ts';
import { UserError } from '../../text/user-error.ts';
import type { FitVcov } from '../fit.ts';
import type { OptionsOf, VarianceName } from './kinds.ts';
import { clusterMeat, clusterTerms, heteroMeat, type Scores } from './meat.ts';
import { serialMeat } from './meat-serial.ts';
import { spatialMeat } from './meat-spatial.ts';
import type { Rules } from './presets.ts';
import type { VcovRequest } from './spec.ts';
import { countK, groupFreedom, type Counted } from './ssc.ts';

/** What a variance needs of an estimated model; matrices are row-major, one row a score column. */
export interface VcovInput extends Counted, SampleRows {
  readonly request: VcovRequest;
  readonly rules: Pick<Rules, 'preset' | 'ssc'>;
  readonly rows: number;
  readonly ssr: number;
  readonly bread: Float64Array;
  readonly scores: Scores;
  /** Called for one series without a lag. */
  readonly automaticLag: (time: Codes) => number;
  /** One value a row, called for `hc2` and `hc3` only. */
  readonly leverage: () => Float64Array;
  /** Called for `cr1`, `cr2` and `cr3` only. */
  readonly reduce: (type: BiasReduction) => BiasReduced;
}

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

/** How each kind is estimated; the second argument is what it was asked for with. */
const ESTIMATED: {
  readonly [K in VarianceName]: (input: VcovInput, options: OptionsOf<K>) => Variance;
} = {
  iid: independent,
  hetero: (input) => robust(input, input.scores, input.rules.ssc.k_adj),
  hc2: (input) => robust(input, correct(input, Math.sqrt, 'hc2'), false),
  hc3: (input) =>
    robust(
      input,
      correct(input, (left) => left, 'hc3'),
      false,
    ),
  cluster: clustered,
  cr1: (input) => reduced(input, 'cr1'),
  cr2: (input) => reduced(input, 'cr2'),
  cr3: (input) => reduced(input, 'cr3'),
  newey_west: (input, options) => serial(input, neweyWest(input, options)),
  driscoll_kraay: (input, options) => serial(input, driscollKraay(input, options)),
  conley: (input, options) => spatial(input, conley(input, options)),
};

/** Leverage this close to one leaves a residual of zero, and nothing to correct. */
const FULL_LEVERAGE = 1 - Math.sqrt(Number.EPSILON);

/**
 * Covariance of the coefficients with fixest's small-sample rules (`ssc`, 0.14):
 * iid RSS / (N − K) B; hetero N / (N − K) B (Σ s s') B; hc2 and hc3 without a factor; cluster
 * G / (G − 1) (N − 1) / (N − K) B (Σ S S') B, several variables by inclusion–exclusion.
 *
 * `serialMeat` and `spatialMeat` have the equations of Newey–West, Driscoll–Kraay and Conley.
 *
 * Errors: `E_ONE_CLUSTER`, `E_FULL_LEVERAGE`, `E_ONE_PERIOD`, `E_DUPLICATE_PERIODS`, `E_COORDINATES`,
 * `E_ONE_PLACE`, `E_CONLEY_CUTOFF`, `E_UNSUPPORTED_VCOV`.
 */
export function estimateVariance(input: VcovInput): Variance {
  const { type, options } = input.request;
  // `readVcov` has checked that these are the options of this kind.
  const estimate = ESTIMATED[type] as (input: VcovInput, options: unknown) => Variance;
  return estimate(input, options);
}

function independent(input: VcovInput): Variance {
  const { rows, bread, ssr } = input;
  const factors = factorsOf(input, rows - 1);
  const matrix = bread.map((value) => (factors.k_factor * value * ssr) / (rows - 1));
  return { ...common(input, factors), matrix };
}

function robust(input: VcovInput, scores: Scores, isAdjusted: boolean): Variance {
  const factors = factorsOf(input, input.rows, isAdjusted);
  const matrix = estimated(input, heteroMeat(scores), factors.k_factor);
  return { ...common(input, factors), matrix };
}

/** N / (N − K) for places. */
function spatial(input: VcovInput, dependence: SpatialDependence): Variance {
  const { by, distance } = dependence;
  const { meat, cutoff, places } = spatialMeat(input.scores, dependence);
  const factors = factorsOf(input, input.rows);
  return {
    ...common(input, factors, { by, clusters: [], cutoff, distance, places }),
    matrix: estimated(input, meat, factors.k_factor),
    mayBeNegative: true,
  };
}

/** T / (T − 1) (N − 1) / (N − K) for T periods. */
function serial(input: VcovInput, dependence: SerialDependence): Variance {
  const { ssc } = input.rules;
  const { by, time } = dependence;
  const lag = dependence.lag ?? input.automaticLag(time);
  const { k, k_factor } = factorsOf(input, input.rows - 1);
  const g_factor = ssc.g_adj ? time.levels / (time.levels - 1) : 1;
  const meat = serialMeat(input.scores, dependence, lag);
  return {
    ...common(input, { k, k_factor, g_factor }, { by, clusters: [time.levels], lag }),
    matrix: estimated(input, meat, k_factor * g_factor),
    df: groupFreedom(ssc, input.rows - k, time.levels),
    mayBeNegative: true,
  };
}

function clustered(input: VcovInput): Variance {
  const { rows, clusters, scores, bread } = input;
  const { ssc } = input.rules;
  for (const { name, levels } of clusters) if (levels < 2) throw oneCluster(name);
  const { k, k_factor } = factorsOf(input, rows - 1);
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
  const isOne = ssc.g_df === 'min' || terms.length === 1;
  return {
    ...common(input, { k, k_factor, g_factor: isOne ? factors[0]! : factors }),
    matrix: estimated(input, meat, k_factor),
    df: groupFreedom(ssc, rows - k, fewest),
    mayBeNegative: terms.length > 1,
  };
}

/** G / (G − 1) B (Σ S S') B for cr1; without a factor, of corrected residuals, for cr2 and cr3. */
function reduced(input: VcovInput, type: BiasReduction): Variance {
  const [cluster] = input.clusters;
  if (cluster === undefined) throw new Error('a cluster variance without clusters');
  if (cluster.levels < 2) throw oneCluster(cluster.name);
  const { residuals, freedom } = input.reduce(type);
  const g_factor = type === 'cr1' ? cluster.levels / (cluster.levels - 1) : 1;
  const meat = clusterMeat({ columns: input.scores.columns, weighted: residuals }, cluster);
  const plain = common(input, { ...factorsOf(input, 1, false), g_factor });
  const smallest = freedom.reduce((least, df) => Math.min(least, df), Infinity);
  return {
    ...plain,
    matrix: estimated(input, meat, g_factor),
    df: Number.isFinite(smallest) ? smallest : plain.df,
    own: freedom,
  };
}

type Factors = Omit<FitVcov['small_sample'], 'preset'>;

/** K, and `above` / (N − K) where that is asked for. */
function factorsOf(
  input: VcovInput,
  above: number,
  isAdjusted = input.rules.ssc.k_adj,
): Factors & { readonly g_factor: 1 } {
  const k = countK(input, input.rules.ssc);
  return { k, k_factor: isAdjusted ? above / (input.rows - k) : 1, g_factor: 1 };
}

function estimated({ bread, scores }: VcovInput, meat: Float64Array, factor: number): Float64Array {
  return sandwich(bread, meat, factor, scores.columns.length);
}

function common(
  { request, clusters, rules, rows }: VcovInput,
  factors: Factors,
  facts: Partial<FitVcov> = {},
): Omit<Variance, 'matrix'> {
  return {
    df: Math.max(rows - factors.k, 1),
    mayBeNegative: false,
    record: {
      type: request.type,
      by: clusters.map(({ name }) => name),
      clusters: clusters.map(({ levels }) => levels),
      small_sample: { preset: rules.preset, ...factors },
      repaired: false,
      ...facts,
    },
  };
}

/** Scores with residuals divided by 1 − h (hc3) or its root (hc2). */
function correct(
  { scores, leverage }: VcovInput,
  divisor: (left: number) => number,
  type: VarianceName,
): Scores {
  const h = leverage();
  const full = h.findIndex((value) => value > FULL_LEVERAGE);
  if (full >= 0) {
    throw new UserError(
      'E_FULL_LEVERAGE',
      `one row of the sample (number ${full + 1}) determines a coefficient alone, so ${type} does not exist.`,
      { hint: 'Drop singletons, or use hetero or a cluster variance.' },
    );
  }
  return { ...scores, weighted: scores.weighted.map((value, i) => value / divisor(1 - h[i]!)) };
}

function oneCluster(name: string): UserError {
  return new UserError(
    'E_ONE_CLUSTER',
    `cluster variable "${name}" has one value in this sample; a cluster variance needs two or more.`,
    { hint: 'Cluster by something that varies, or use hetero.', subject: name },
  );
}
