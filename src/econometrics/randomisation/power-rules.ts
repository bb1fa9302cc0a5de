import { firstWhere } from '../numeric/quantile.ts';
import { criticalValue } from '../numeric/student-t.ts';

/** Share of draws that reject when the reassigned treatment has this effect. */
export interface PowerPoint {
  readonly effect: number;
  /** Rejections with the sign of the effect; at zero, of either sign: the size of the test. */
  readonly share: number;
  readonly wrong_sign: number;
}

export interface RejectionRule {
  /**
   * `cluster_t`: |t| beyond the t distribution's critical value. `randomisation_estimate` and
   * `randomisation_t`: |estimate| or |t| among the share `level` of largest ones of all draws without
   * an effect, which no clustering can mislead.
   */
  readonly rule: 'cluster_t' | 'randomisation_estimate' | 'randomisation_t';
  /** Null where so few draws cannot reject at this level. */
  readonly critical: number | null;
  /** Smallest effect from which on the wanted share of draws rejects with the right sign. */
  readonly mde: { readonly positive: number; readonly negative: number } | null;
  /** Share of draws that reject although there is no effect. */
  readonly size: number;
  readonly curve: readonly PowerPoint[];
}

export interface RuleInput {
  readonly level: number;
  readonly power: number;
  readonly effects: readonly number[];
  readonly df: number;
}

const POINTS = 41;
/** A share of draws that ought to be whole may be off by rounding. */
const WHOLE = 1e-9;

/** (t_{1−α/2} + t_{power}) × standard error, `df` degrees of freedom (Bloom 1995). */
export function minimumEffect(error: number, df: number, level: number, power: number): number {
  return (criticalValue(1 - level, df) + criticalValue(2 * power - 1, df)) * error;
}

/** Effects from 0 to twice `mde`, evenly. */
export function effectGrid(mde: number): number[] {
  return Array.from({ length: POINTS }, (_, i) => (2 * mde * i) / (POINTS - 1));
}

/**
 * Three ways to test, each with its size, power and minimum detectable effect over the draws. A draw
 * with estimate b and critical distance c rejects an effect τ upwards from c − b and downwards from
 * −c − b. Precondition: at least one draw, errors above zero.
 */
export function rejectionRules(
  draws: { readonly estimates: Float64Array; readonly errors: Float64Array },
  input: RuleInput,
): RejectionRule[] {
  const { estimates, errors } = draws;
  const statistics = estimates.map((b, i) => b / errors[i]!);
  const rule = (
    name: RejectionRule['rule'],
    critical: number | null,
    scale: (i: number) => number,
  ): RejectionRule => {
    if (critical === null) return { rule: name, critical, mde: null, size: 0, curve: [] };
    const up = estimates.map((b, i) => critical * scale(i) - b).sort();
    const down = estimates.map((b, i) => critical * scale(i) + b).sort();
    const size = (atMost(up, 0) + atMost(down, 0)) / estimates.length;
    const place = Math.max(Math.ceil(input.power * estimates.length - WHOLE), 1) - 1;
    const mde = { positive: up[place]!, negative: -down[place]! };
    const curve = input.effects.map((effect) => point(effect, up, down, size));
    return { rule: name, critical, mde, size, curve };
  };
  return [
    rule('cluster_t', criticalValue(1 - input.level, input.df), (i) => errors[i]!),
    rule('randomisation_estimate', largest(estimates, input.level), () => 1),
    rule('randomisation_t', largest(statistics, input.level), (i) => errors[i]!),
  ];
}

function point(effect: number, up: Float64Array, down: Float64Array, size: number): PowerPoint {
  if (effect === 0) return { effect, share: size, wrong_sign: 0 };
  const [right, wrong] = effect > 0 ? [up, down] : [down, up];
  const reach = Math.abs(effect);
  const n = up.length;
  return { effect, share: atMost(right, reach) / n, wrong_sign: atMost(wrong, -reach) / n };
}

/** The smallest of the share `level` of largest sizes; null where that share holds no draw. */
function largest(values: Float64Array, level: number): number | null {
  const sizes = values.map(Math.abs).sort();
  const count = Math.floor(level * values.length + WHOLE);
  return count === 0 ? null : sizes[sizes.length - count]!;
}

/** How many of the sorted values are `limit` or less. */
function atMost(sorted: Float64Array, limit: number): number {
  return firstWhere(sorted, (value) => value > limit);
}
