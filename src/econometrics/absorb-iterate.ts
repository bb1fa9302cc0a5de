import { largestOf, levelMeans, removeMeans, type Effect } from './absorb-means.ts';

const MAX_STEPS = 20_000;

/**
 * Projects `column` off all effects by conjugate gradients: the largest effect is eliminated by its
 * means, the coefficients of the others solve S b = D'W M x with S = D'W M D and M the demeaning by
 * the largest, preconditioned by the level weights. Each step is one alternation of projections
 * with a step length that is optimal (Hestenes and Stiefel 1952), so plain alternating projections are never
 * faster. Stops when every level mean of the residual is at most `enough`.
 *
 * Returns the largest level mean that `column` had, and the steps taken.
 */
export function projectByConjugateGradient(
  effects: readonly Effect[],
  weights: Float64Array | null,
  column: Float64Array,
  enough: number,
): { readonly found: number; readonly iterations: number } {
  const [largest, ...others] = effects;
  if (largest === undefined) return { found: 0, iterations: 0 };
  let found = 0;
  for (const effect of effects) {
    found = Math.max(found, largestOf(levelMeans(effect, weights, column)));
  }
  if (found <= enough) return { found, iterations: 0 };

  removeMeans(largest, weights, column);
  let residual: readonly Float64Array[] = others.map((effect) =>
    levelMeans(effect, weights, column),
  );
  let direction: readonly Float64Array[] = residual;
  let size = massDot(others, residual, residual);
  let iterations = 0;
  const image = new Float64Array(column.length);
  while (iterations < MAX_STEPS && Math.max(...residual.map(largestOf)) > enough && size > 0) {
    spread(others, direction, image);
    removeMeans(largest, weights, image);
    const mapped = others.map((effect) => levelMeans(effect, weights, image));
    const length = size / massDot(others, direction, mapped);
    if (!Number.isFinite(length)) break;
    for (let i = 0; i < column.length; i++) column[i]! -= length * image[i]!;
    residual = residual.map((means, q) => combine(means, -length, mapped[q]!));
    const next = massDot(others, residual, residual);
    direction = direction.map((means, q) => combine(residual[q]!, next / size, means));
    size = next;
    iterations++;
  }
  return { found, iterations };
}

function spread(
  effects: readonly Effect[],
  coefficients: readonly Float64Array[],
  image: Float64Array,
): void {
  image.fill(0);
  effects.forEach(({ codes }, q) => {
    const own = coefficients[q]!;
    for (let i = 0; i < image.length; i++) image[i]! += own[codes[i]!]!;
  });
}

/** Inner product of two sets of level means, each level counted by its weight. */
function massDot(
  effects: readonly Effect[],
  a: readonly Float64Array[],
  b: readonly Float64Array[],
): number {
  let total = 0;
  effects.forEach(({ mass }, q) => {
    const [left, right] = [a[q]!, b[q]!];
    for (let level = 0; level < mass.length; level++) {
      total += mass[level]! * left[level]! * right[level]!;
    }
  });
  return total;
}

function combine(a: Float64Array, factor: number, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let i = 0; i < a.length; i++) result[i] = a[i]! + factor * b[i]!;
  return result;
}
