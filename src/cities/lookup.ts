import { resolveAddress, type Surroundings } from './address.ts';
import type { Gazetteer } from './gazetteer.ts';
import { resolvePlace, resolveProvince } from './resolve.ts';

export type LookupAnswer =
  | { readonly code: number }
  | {
      readonly code: null;
      readonly reason: 'unknown_city' | 'ambiguous_city' | 'city_in_territory';
    };

/**
 * A function from a written name, a year and a written province to the code of the prefecture-level
 * unit. With what lies around the cities it takes districts, addresses and postcodes as well. It
 * keeps its answers: exports repeat the same few hundred names in every row.
 */
export function cityLookup(
  gazetteer: Gazetteer,
  around?: Surroundings,
): (name: string, year: number, province: string) => LookupAnswer {
  const known = new Map<string, LookupAnswer>();
  return (name, year, province) => {
    const key = `${name}\n${year}\n${province}`;
    let answer = known.get(key);
    if (answer === undefined) {
      const hint = resolveProvince(gazetteer, province) ?? undefined;
      const context = { year, province: hint };
      const found = resolvePlace(gazetteer, name, context);
      if (found.place !== null) answer = { code: found.place.code };
      else if (around === undefined || found.reason === 'ambiguous_city')
        answer = { code: null, reason: found.reason };
      else answer = resolveAddress(gazetteer, around, name, context);
      // Addresses are as many as applicants: names are kept, they are not.
      if (name.length <= LONGEST_NAME) known.set(key, answer);
    }
    return answer;
  };
}

const LONGEST_NAME = 24;
