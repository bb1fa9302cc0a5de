import { absorb, prepareAbsorber } from '../absorb/absorb.ts';
import type { Codes } from '../frame/codes.ts';
import type { NamedValues } from '../design/design.ts';
import type { DroppedTerm } from '../fit.ts';
import { solveIndependent, spreadOf } from '../linear/model.ts';
import { sum } from '../numeric/sums.ts';

export interface IndependentTerms {
  readonly kept: readonly NamedValues[];
  /** `kept` less their projections on the effects, weighted by the prior weights. */
  readonly columns: readonly Float64Array[];
  readonly dropped: readonly DroppedTerm[];
}

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
  const copies = regressors.map(({ name, values }) => ({ name, values: values.slice() }));
  const columns = copies.map(({ values }) => values);
  const squares = columns.map(
    (column) => spreadOf(column, weights, mass, effects.length > 0).square,
  );
  absorb(prepareAbsorber(effects, weights), columns);
  const { kept, dropped } = solveIndependent(new Float64Array(rows), copies, squares, weights);
  return {
    kept: kept.map((j) => regressors[j]!),
    columns: kept.map((j) => columns[j]!),
    dropped,
  };
}
