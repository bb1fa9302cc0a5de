import { countLevels, type Codes } from './codes.ts';

/**
 * Rows that are alone in a level of a fixed effect, found again and again until none is left
 * (Correia 2015; each removal can make another row the only one of its level).
 *
 * Returns 1 for each such row. Linear in rows times effects: each level keeps its count and the
 * exclusive or of its row numbers, which is the last row's number once one is left.
 */
export function findSingletons(effects: readonly Codes[], rows: number): Uint8Array {
  const single = new Uint8Array(rows);
  const counts = effects.map(
    (effect) => effect.rows?.slice() ?? countLevels(effect.codes, effect.levels),
  );
  if (!counts.some((count) => count.includes(1))) return single;
  const mixes = effects.map((effect) => mixRows(effect));
  const queue: number[] = [];
  effects.forEach((effect, q) => {
    for (let level = 0; level < effect.levels; level++) {
      if (counts[q]![level] === 1) queue.push(mixes[q]![level]!);
    }
  });
  for (let row = queue.pop(); row !== undefined; row = queue.pop()) {
    if (single[row] === 1) continue;
    single[row] = 1;
    effects.forEach((effect, q) => {
      const level = effect.codes[row]!;
      counts[q]![level]! -= 1;
      mixes[q]![level]! ^= row;
      if (counts[q]![level] === 1) queue.push(mixes[q]![level]!);
    });
  }
  return single;
}

/** By level, the exclusive or of its row numbers. */
function mixRows({ codes, levels }: Codes): Int32Array {
  const mixes = new Int32Array(levels);
  for (let i = 0; i < codes.length; i++) mixes[codes[i]!]! ^= i;
  return mixes;
}
