import { absorb, prepareAbsorber } from '../absorb/absorb.ts';
import type { Codes } from '../frame/codes.ts';
import type { NamedValues } from '../design/design.ts';
import type { DroppedTerm } from '../fit.ts';
import { COLLINEAR, leastSquares } from '../numeric/least-squares.ts';
import { centre, dot, sum } from '../numeric/sums.ts';

export interface IndependentTerms {
  readonly kept: readonly NamedValues[];
  /** `kept` less their projections on the effects, weighted by the prior weights. */
  readonly columns: readonly Float64Array[];
  readonly dropped: readonly DroppedTerm[];
}

/** Deviations from the mean below this share of the values' own size are rounding. */
const CONSTANT = 1e-26;

/**
 * Regressors that are linearly independent of the effects and of those before them, by the rules of
 * least squares. Positive working weights change neither, so it is decided once, without them.
 * A constant is an effect with one level.
 */
export function independentTerms(
  regressors: readonly NamedValues[],
  effects: readonly Codes[],
  weights: Float64Array | null,
  rows: number,
): IndependentTerms {
  const mass = weights === null ? rows : sum(weights, null);
  const columns = regressors.map(({ values }) => values.slice());
  const squares = columns.map((column) => spread(column, weights, mass, effects.length > 0));
  absorb(prepareAbsorber(effects, weights), columns);
  const reasons = columns.map((column, j): DroppedTerm['reason'] | null => {
    if (squares[j] === 0) return 'constant';
    return dot(column, column, weights) <= COLLINEAR * squares[j]! ? 'absorbed' : null;
  });
  const excluded = Uint8Array.from(reasons, (reason) => (reason === null ? 0 : 1));
  const { kept } = leastSquares(new Float64Array(rows), columns, weights, excluded);
  const isKept = (_: unknown, j: number): boolean => kept[j] === 1;
  return {
    kept: regressors.filter(isKept),
    columns: columns.filter(isKept),
    dropped: regressors.flatMap(({ name }, j): DroppedTerm[] =>
      kept[j] === 1 ? [] : [{ term: name, reason: reasons[j] ?? 'collinear' }],
    ),
  };
}

/** Σ w (x − x̄)², or Σ w x² without a constant; 0 where that is rounding. */
function spread(
  column: Float64Array,
  weights: Float64Array | null,
  mass: number,
  centred: boolean,
): number {
  if (!centred) return dot(column, column, weights);
  const { mean, square } = centre(column, weights, mass);
  return square <= CONSTANT * (square + mass * mean * mean) ? 0 : square;
}
