import type { Codes } from '../frame/codes.ts';
import { inOrder } from './groups.ts';
import { projectAll, type Projected } from './iterate.ts';
import { projectByMeans, reduction, type Reduction } from './reduce.ts';
import { eliminate, projectByElimination, type Elimination } from './eliminate.ts';
import { addByLevel, largestOf, removeMeans, totalMass, type Effect } from './means.ts';
import { LANES } from './multiply.ts';
import { UserError } from '../../text/user-error.ts';
import { dot, sum } from '../numeric/sums.ts';

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
  /** With two effects or more: the rows grouped, the largest effect eliminated. */
  readonly system: Reduction | null;
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
  const base = { effects: withMass, weights, elimination: null, system: null };
  if (withMass.length === 0) return { ...base, method: 'none' };
  if (withMass.length === 1) return { ...base, method: 'means' };
  const system = reduction(withMass, weights);
  const reduced = { ...base, system };
  if (isProportional(system)) return { ...reduced, method: 'means' };
  if (system.size > DENSE_COLUMNS) return { ...reduced, method: 'conjugate gradient' };
  return { ...reduced, method: 'elimination', elimination: eliminate(system) };
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
  const { method, effects, weights, system } = absorber;
  if (method === 'none') return { method, iterations: 0 };
  if (system === null) {
    for (const effect of effects) {
      for (const column of columns) removeMeans(effect, weights, column);
    }
    return { method, iterations: 0 };
  }
  return inOrder(system.groups, columns, () => {
    let iterations = 0;
    if (method === 'means') for (const column of columns) projectByMeans(system, column);
    else {
      for (let start = 0; start < columns.length; start += LANES) {
        const some = columns.slice(start, start + LANES);
        iterations = Math.max(iterations, projectRepeatedly(absorber, some));
      }
    }
    return { method, iterations };
  });
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

/** Passes over the columns (in the groups' order), each over those that the one before has not finished. */
function projectRepeatedly(absorber: Absorber, columns: readonly Float64Array[]): number {
  const mass = sum(absorber.effects[0]!.mass, null);
  const weights = absorber.system?.groups.weights ?? null;
  let open = columns.flatMap((column): Open[] => {
    const spread = Math.sqrt(dot(column, column, weights) / mass);
    return spread === 0 ? [] : [{ column, spread, before: Infinity }];
  });
  let iterations = 0;
  for (let pass = 0; pass < MAX_PASSES && open.length > 0; pass++) {
    const step = project(absorber, open);
    iterations += step.iterations;
    open = open.flatMap((entry, c) => {
      const left = step.found[c]! / entry.spread;
      if (left > ABSORBED && left <= entry.before / 2) return [{ ...entry, before: left }];
      if (left <= FAILED) return [];
      throw notConverged();
    });
  }
  if (open.length > 0) throw notConverged();
  return iterations;
}

interface Open {
  readonly column: Float64Array;
  readonly spread: number;
  /** Largest level mean before the pass before, in standard deviations. */
  readonly before: number;
}

/** One projection of each column; `found` is the largest level mean before it. */
function project({ elimination, system }: Absorber, open: readonly Open[]): Projected {
  if (system === null) throw new Error('one effect has no system');
  const columns = open.map(({ column }) => column);
  const enough = Float64Array.from(open, ({ spread }) => ABSORBED * spread);
  if (elimination === null) return projectAll(system, columns, enough);
  const found = columns.map((column, c) => projectByElimination(elimination, column, enough[c]!));
  return { found: Float64Array.from(found), iterations: 0 };
}

function notConverged(): UserError {
  return new UserError(
    'E_NOT_CONVERGED',
    'The fixed effects could not be absorbed: level means above 1e-8 standard deviations remain.',
    {
      hint: 'Look for effects that hardly overlap, or for weights that differ by many orders of magnitude.',
    },
  );
}

/**
 * Whether every pair of levels holds the share of the total that its margins say: means commute. Looks
 * at one level of the largest effect after the other and stops at the first that says no.
 */
function isProportional({ largest, others, groups }: Reduction): boolean {
  const [other] = others;
  const codes = groups.codes[0];
  if (other === undefined || codes === undefined || others.length > 1) return false;
  const { first, weights } = groups;
  const cells = new Float64Array(other.levels);
  const total = sum(other.mass, null);
  for (let level = 0; level < largest.levels; level++) {
    const end = first[level + 1]!;
    if (end - first[level]! < other.levels) return false;
    cells.fill(0);
    for (let k = first[level]!; k < end; k++) {
      cells[codes[k]!]! += weights === null ? 1 : weights[k]!;
    }
    const share = largest.mass[level]! / total;
    for (let j = 0; j < cells.length; j++) {
      const expected = share * other.mass[j]!;
      if (Math.abs(cells[j]! - expected) > 1e-12 * expected) return false;
    }
  }
  return true;
}
