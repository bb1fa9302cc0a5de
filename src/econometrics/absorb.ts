import type { Codes } from './codes.ts';
import { projectByConjugateGradient } from './absorb-iterate.ts';
import { eliminate, projectByElimination, type Elimination } from './absorb-eliminate.ts';
import { addByLevel, largestOf, removeMeans, totalMass, type Effect } from './absorb-means.ts';
import { EstimationError } from './estimation-error.ts';
import { dot, sum } from './sums.ts';

export interface Absorption {
  readonly method: 'none' | 'means' | 'elimination' | 'conjugate gradient';
  /** Steps of the iterative method, the largest over the columns; 0 for the direct ones. */
  readonly iterations: number;
}

/** How the effects of one sample are taken out of a column; made once, used for every column. */
export interface Absorber {
  readonly method: Absorption['method'];
  readonly effects: readonly Effect[];
  readonly weights: Float64Array | null;
  readonly elimination: Elimination | null;
}

/** The dense direct route is taken while the effects other than the largest have so many levels. */
const DENSE_COLUMNS = 1000;
/** Largest level mean left in a column, in its standard deviations, at which it counts as absorbed. */
const ABSORBED = 1e-13;
/** The same at which a column is given up as not absorbed: far below what a coefficient would show. */
const FAILED = 1e-8;
const MAX_PASSES = 20;

/**
 * Prepares the projection off the fixed effects. One effect, and several whose cells are filled in
 * proportion (a balanced panel), need one sweep of means, exactly. Otherwise the largest effect is
 * eliminated and the rest is solved: densely by Cholesky, or by conjugate gradients when it is large.
 */
export function prepareAbsorber(effects: readonly Codes[], weights: Float64Array | null): Absorber {
  const withMass = effects
    .map((effect): Effect => ({ ...effect, mass: totalMass(effect, weights) }))
    .sort((a, b) => b.levels - a.levels);
  const base = { effects: withMass, weights, elimination: null };
  if (withMass.length === 0) return { ...base, method: 'none' };
  if (withMass.length === 1) return { ...base, method: 'means' };
  if (withMass.length === 2 && isProportional(withMass, weights))
    return { ...base, method: 'means' };
  const others = withMass.slice(1).reduce((total, effect) => total + effect.levels, 0);
  if (others > DENSE_COLUMNS) return { ...base, method: 'conjugate gradient' };
  return { ...base, method: 'elimination', elimination: eliminate(withMass, weights) };
}

/**
 * Replaces each column by its residual from the fixed effects, weighted by the absorber's weights.
 * Precondition: columns are centred, so that level means are not swamped by the grand mean.
 *
 * Means are exact to rounding. The other methods repeat a pass on what it left until every level mean
 * is below 1e-13 standard deviations or no longer falls; by elimination the second pass only removes rounding.
 *
 * Errors: `E_NOT_CONVERGED` when level means above 1e-8 standard deviations remain.
 */
export function absorb(absorber: Absorber, columns: readonly Float64Array[]): Absorption {
  const { method, effects, weights } = absorber;
  let iterations = 0;
  for (const column of columns) {
    if (method === 'means') for (const effect of effects) removeMeans(effect, weights, column);
    else if (method !== 'none') iterations = Math.max(iterations, solveColumn(absorber, column));
  }
  return { method, iterations };
}

/** Largest |Σ w r| over the levels of all effects: 0 where they are absorbed exactly. */
export function gradient(absorber: Absorber, residuals: Float64Array): number {
  let largest = 0;
  for (const effect of absorber.effects) {
    const sums = new Float64Array(effect.levels);
    addByLevel(sums, effect.codes, residuals, absorber.weights);
    largest = Math.max(largest, largestOf(sums));
  }
  return largest;
}

function solveColumn(absorber: Absorber, column: Float64Array): number {
  const spread = Math.sqrt(dot(column, column, absorber.weights) / massOf(absorber, column.length));
  if (spread === 0) return 0;
  let iterations = 0;
  let before = Infinity;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const step = project(absorber, column, ABSORBED * spread);
    iterations += step.iterations;
    const left = step.found / spread;
    if (left <= ABSORBED || left > before / 2) {
      if (left <= FAILED) return iterations;
      break;
    }
    before = left;
  }
  throw new EstimationError(
    'E_NOT_CONVERGED',
    'The fixed effects could not be absorbed: level means above 1e-8 standard deviations remain.',
    'Look for effects that hardly overlap, or for weights that differ by many orders of magnitude.',
  );
}

/** One projection; `found` is the largest level mean before it. */
function project(
  { effects, weights, elimination }: Absorber,
  column: Float64Array,
  enough: number,
): { readonly found: number; readonly iterations: number } {
  if (elimination === null) return projectByConjugateGradient(effects, weights, column, enough);
  return { found: projectByElimination(elimination, effects, weights, column), iterations: 0 };
}

/** Whether every pair of levels holds the share of the total that its margins say: means commute. */
function isProportional(effects: readonly Effect[], weights: Float64Array | null): boolean {
  const [a, b] = effects;
  if (a === undefined || b === undefined) return false;
  if (a.levels * b.levels > a.codes.length) return false;
  const cells = new Float64Array(a.levels * b.levels);
  let total = 0;
  for (let i = 0; i < a.codes.length; i++) {
    const weight = weights === null ? 1 : weights[i]!;
    cells[a.codes[i]! * b.levels + b.codes[i]!]! += weight;
    total += weight;
  }
  for (let i = 0; i < a.levels; i++) {
    for (let j = 0; j < b.levels; j++) {
      const expected = (a.mass[i]! * b.mass[j]!) / total;
      if (Math.abs(cells[i * b.levels + j]! - expected) > 1e-12 * expected) return false;
    }
  }
  return true;
}

function massOf(absorber: Absorber, rows: number): number {
  const [effect] = absorber.effects;
  return effect === undefined ? rows : sum(effect.mass, null);
}
