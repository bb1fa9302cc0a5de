import { prepareAbsorber } from './absorb.ts';
import type { Codes } from '../frame/codes.ts';

/**
 * How many levels of these effects, together, repeat others: their number less the rank of their
 * dummies. One for each effect beyond the first where all levels are connected, more where not.
 *
 * Exact for two effects (connected sets of their graph; Abowd, Creecy and Kramarz 2002) and for more
 * where all but the largest have up to a thousand levels. Otherwise a lower bound from pairs: for
 * each effect the most sets that it forms with one before it, as reghdfe counts.
 */
export function redundantLevels(effects: readonly Codes[]): number {
  const [first, second, ...others] = effects;
  if (first === undefined || second === undefined) return 0;
  if (others.length === 0) return connectedSets(first, second);
  const { elimination } = prepareAbsorber(effects, null);
  if (elimination !== null) {
    return elimination.factor.kept.reduce((total, kept) => total + 1 - kept, 0);
  }
  return effects
    .slice(1)
    .map((effect, q) => Math.max(...effects.slice(0, q + 1).map((b) => connectedSets(effect, b))))
    .reduce((total, sets) => total + sets, 0);
}

/** Sets of levels of two effects that share no row with levels of another set. */
export function connectedSets(a: Codes, b: Codes): number {
  const parent = Int32Array.from({ length: a.levels + b.levels }, (_, level) => level);
  const root = (level: number): number => {
    let at = level;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  let sets = parent.length;
  for (let i = 0; i < a.codes.length; i++) {
    const [left, right] = [root(a.codes[i]!), root(a.levels + b.codes[i]!)];
    if (left === right) continue;
    parent[Math.max(left, right)] = Math.min(left, right);
    sets--;
  }
  return sets;
}
