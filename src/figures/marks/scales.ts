/** The lowest and the highest value of an axis. */
export type Range = readonly [low: number, high: number];

/** A channel of numbers over exactly this range; its axis need not reach zero. */
export function quantitative(title: string | string[] | null, range: Range, axis?: object): object {
  const scale = { domain: [...range], nice: false, zero: false };
  return { type: 'quantitative', title, scale, axis };
}

/** The same for what is counted from zero on. */
export function fromZero(title: string | string[] | null, range: Range, axis: object): object {
  return { type: 'quantitative', title, scale: { domain: [...range], nice: false }, axis };
}

/** A channel whose values are pixels. */
export const PIXELS = { type: 'quantitative' as const, scale: null, axis: null };

/** The range of the finite values with so much room below and above, as shares of it. */
export function withRoom(all: readonly number[], below: number, above: number): Range {
  const values = all.filter((value) => Number.isFinite(value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const size = high - low || 1;
  return [low - below * size, high + above * size];
}
