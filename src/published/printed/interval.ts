/** All values from `low` to `high`. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Sizes of the values of an interval, without their signs. */
export function sizes({ low, high }: Interval): Interval {
  const [a, b] = [Math.abs(low), Math.abs(high)];
  return { low: low <= 0 && high >= 0 ? 0 : Math.min(a, b), high: Math.max(a, b) };
}

/** Quotients of two intervals of sizes; a divisor that reaches zero gives infinity. */
export function quotient(numerator: Interval, divisor: Interval): Interval {
  const over = (value: number, by: number): number => (by > 0 ? value / by : Infinity);
  return { low: over(numerator.low, divisor.high), high: over(numerator.high, divisor.low) };
}
