import type { Gazetteer } from './gazetteer.ts';
import { resolvePlace, resolveProvince } from './resolve.ts';

export type LookupAnswer =
  | { readonly code: number }
  | { readonly code: null; readonly reason: 'unknown_city' | 'ambiguous_city' };

/**
 * A function from a written name, a year and a written province to the code of the prefecture-level
 * unit. It keeps its answers: exports repeat the same few hundred names in every row.
 */
export function cityLookup(
  gazetteer: Gazetteer,
): (name: string, year: number, province: string) => LookupAnswer {
  const known = new Map<string, LookupAnswer>();
  return (name, year, province) => {
    const key = `${name}\n${year}\n${province}`;
    let answer = known.get(key);
    if (answer === undefined) {
      const hint = resolveProvince(gazetteer, province) ?? undefined;
      const found = resolvePlace(gazetteer, name, { year, province: hint });
      answer =
        found.place === null ? { code: null, reason: found.reason } : { code: found.place.code };
      known.set(key, answer);
    }
    return answer;
  };
}
