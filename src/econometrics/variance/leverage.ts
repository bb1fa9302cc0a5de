import type { Absorber } from '../absorb/absorb.ts';
import { crossTable } from '../absorb/cells.ts';
import { eliminate, type Elimination } from '../absorb/eliminate.ts';
import type { Effect } from '../absorb/means.ts';
import { inverse } from '../numeric/cholesky.ts';
import { UserError } from '../../text/user-error.ts';

/** Levels beside the largest effect's up to which their system is inverted: seconds, not minutes. */
const MOST_INVERTED = 2000;
/** Numbers of the table that holds a row of the system for each level of the largest effect. */
const MOST_MAPPED = 20_000_000;

/**
 * Diagonal of the projection on the fixed effects (on the constant where there are none and
 * `centred` is set), exactly, one value a row. With S⁻ the inverse of the eliminated system and v a
 * row's dummies less its largest effect's mean of them: h = w (1 / n + v' S⁻ v).
 *
 * Where the effects are absorbed iteratively, the system is made and inverted for the leverage alone.
 *
 * Errors: `E_UNSUPPORTED_VCOV` where that system is too large.
 */
export function effectLeverage(absorber: Absorber, rows: number, centred: boolean): Float64Array {
  const { effects, weights, method } = absorber;
  const leverage = new Float64Array(rows);
  const isIterative = method === 'conjugate gradient';
  const elimination = isIterative ? dense(absorber) : absorber.elimination;
  if (elimination !== null) addEliminated(leverage, elimination, effects);
  else if (effects.length > 0) addMeans(leverage, effects);
  else if (centred) leverage.fill(1 / massOf(weights, rows));
  for (let i = 0; i < rows; i++) leverage[i]! *= weights === null ? 1 : weights[i]!;
  return leverage;
}

function dense({ system, effects }: Absorber): Elimination {
  const size = system?.size ?? 0;
  const [largest] = effects;
  if (system !== null && size <= MOST_INVERTED && (largest?.levels ?? 0) * size <= MOST_MAPPED) {
    return eliminate(system);
  }
  throw new UserError(
    'E_UNSUPPORTED_VCOV',
    `hc2 and hc3 need each row's leverage, which is not to be had with ${size} levels beside the largest effect.`,
    { hint: 'Use hetero or a cluster variance.' },
  );
}

/** Adds w x' B x of the absorbed regressors (bread row-major over them). */
export function addRegressorLeverage(
  leverage: Float64Array,
  regressors: readonly Float64Array[],
  bread: Float64Array,
  weights: Float64Array | null,
): void {
  const k = regressors.length;
  for (let i = 0; i < leverage.length; i++) {
    let form = 0;
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < k; b++) {
        form += regressors[a]![i]! * bread[a * k + b]! * regressors[b]![i]!;
      }
    }
    leverage[i]! += weights === null ? form : weights[i]! * form;
  }
}

/** Balanced effects: the projection is P₁ + P₂ less the grand mean that both contain. */
function addMeans(leverage: Float64Array, effects: readonly Effect[]): void {
  const mass = effects[0]!.mass.reduce((total, value) => total + value, 0);
  for (let i = 0; i < leverage.length; i++) {
    let value = -(effects.length - 1) / mass;
    for (const effect of effects) value += 1 / effect.mass[effect.codes[i]!]!;
    leverage[i] = value;
  }
}

function addEliminated(
  leverage: Float64Array,
  elimination: Elimination,
  effects: readonly Effect[],
): void {
  const [largest, ...others] = effects;
  if (largest === undefined) return;
  const { offsets, size: columns } = elimination.system;
  const system = inverse(elimination.factor);
  const { mapped, forms } = largestForms(elimination, largest, system);
  for (let i = 0; i < leverage.length; i++) {
    const level = largest.codes[i]!;
    let form = 1 / largest.mass[level]! + forms[level]!;
    others.forEach((a, p) => {
      const row = offsets[p]! + a.codes[i]!;
      form -= 2 * mapped[level * columns + row]!;
      others.forEach((b, q) => {
        form += system[row * columns + offsets[q]! + b.codes[i]!]!;
      });
    });
    leverage[i] = form;
  }
}

/** For each level of the largest effect, c its mean dummies: S⁻ c and c' S⁻ c. */
function largestForms(
  { system: reduced }: Elimination,
  largest: Effect,
  system: Float64Array,
): { readonly mapped: Float64Array; readonly forms: Float64Array } {
  const columns = reduced.size;
  const { start, column, mass } = crossTable(reduced);
  const mapped = new Float64Array(largest.levels * columns);
  const forms = new Float64Array(largest.levels);
  for (let level = 0; level < largest.levels; level++) {
    const [from, to] = [start[level]!, start[level + 1]!];
    for (let k = from; k < to; k++) {
      const share = mass[k]! / largest.mass[level]!;
      const row = column[k]! * columns;
      for (let m = 0; m < columns; m++) mapped[level * columns + m]! += share * system[row + m]!;
    }
    for (let k = from; k < to; k++) {
      forms[level]! += (mass[k]! / largest.mass[level]!) * mapped[level * columns + column[k]!]!;
    }
  }
  return { mapped, forms };
}

function massOf(weights: Float64Array | null, rows: number): number {
  return weights === null ? rows : weights.reduce((total, value) => total + value, 0);
}
