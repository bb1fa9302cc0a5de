import { kernelDensity, type Density } from '../numeric/density.ts';
import { GROUPS, type Group } from '../numeric/group-years.ts';

/** Columns of a matched table: 1 for treated rows, score, support, weight (missing or 0: unmatched). */
export interface ScoredRows {
  readonly treated: ArrayLike<number>;
  readonly score: ArrayLike<number>;
  readonly support: ArrayLike<number>;
  readonly weight: ArrayLike<number>;
}

/** The scores of a group before matching, or after it with the weights. */
export interface ScoreDensity {
  readonly panel: 'before' | 'after';
  readonly group: Group;
  readonly density: Density;
  /** Weighted mean score. */
  readonly mean: number;
}

export interface ScoreSummary {
  /** Before and after, treated and others; a group without scores has none. */
  readonly densities: readonly ScoreDensity[];
  /** From the larger of the smallest scores to the smaller of the largest; null without overlap. */
  readonly support: { readonly low: number; readonly high: number } | null;
  readonly off_support: number;
}

/** How the propensity scores of treated and other rows overlap. */
export function summariseScores(rows: ScoredRows): ScoreSummary {
  return {
    densities: (['before', 'after'] as const).flatMap((panel) =>
      GROUPS.flatMap((group) => scoreDensity(rows, panel, group)),
    ),
    support: commonSupport(rows),
    off_support: Array.from(rows.support).filter((own) => own === 0).length,
  };
}

function scoreDensity(
  { treated, score, weight }: ScoredRows,
  panel: ScoreDensity['panel'],
  group: Group,
): ScoreDensity[] {
  const used = Array.from(score, (own, i) => ({
    score: own,
    isOwn: (treated[i] === 1) === (group === 'treated'),
    weight: panel === 'before' ? 1 : weight[i]!,
  })).filter((row) => row.isOwn && Number.isFinite(row.score) && row.weight > 0);
  if (used.length === 0) return [];
  const scores = used.map((row) => row.score);
  const weights = used.map((row) => row.weight);
  const mass = weights.reduce((total, own) => total + own, 0);
  const density = kernelDensity(scores, panel === 'before' ? undefined : weights);
  const mean = scores.reduce((total, own, i) => total + own * weights[i]!, 0) / mass;
  return [{ panel, group, density, mean }];
}

function commonSupport({ treated, score }: ScoredRows): ScoreSummary['support'] {
  const [a, b] = GROUPS.map((group) =>
    Array.from(score)
      .filter((own, i) => Number.isFinite(own) && (treated[i] === 1) === (group === 'treated'))
      .reduce(({ low, high }, own) => ({ low: Math.min(low, own), high: Math.max(high, own) }), {
        low: Infinity,
        high: -Infinity,
      }),
  ) as [Ends, Ends];
  const [low, high] = [Math.max(a.low, b.low), Math.min(a.high, b.high)];
  return low < high ? { low, high } : null;
}

type Ends = NonNullable<ScoreSummary['support']>;
