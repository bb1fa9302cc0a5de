/** Pixels that a year's name needs on the axis. */
const YEAR_GAP = 36;

/** First, last and named years of an axis of `width` pixels: all of them, or every so many. */
export function yearAxis(
  years: readonly number[],
  width: number,
): { readonly first: number; readonly last: number; readonly named: number[] } {
  const all = [...new Set(years)].sort((a, b) => a - b);
  const [first = 0, last = 0] = [all[0], all.at(-1)];
  const step = Math.max(1, Math.ceil((YEAR_GAP * (last - first + 1)) / width));
  return { first, last, named: all.filter((year) => (last - year) % step === 0) };
}
