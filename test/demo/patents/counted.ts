import { NEW_ENERGY_IPC } from '../../../src/demo/world/patent-text.ts';
import { simulateWorld } from '../../../src/demo/world/simulate-world.ts';
import { FEW_CITIES } from '../real-cities.ts';

export const WORLD = simulateWorld(5, {
  cities: FEW_CITIES,
  firstYear: 2006,
  lastYear: 2008,
  policyYear: 2008,
});

/** One filing as a source tells it; documents without kind codes. */
export interface CountedFiling {
  readonly year: number;
  readonly isDesign: boolean;
  readonly ipc: readonly string[];
  readonly cities: readonly number[];
  readonly documents: readonly string[];
}

const CODES = new Set([...NEW_ENERGY_IPC.flat(), 'F24S10/70', 'F24T10/10', 'F24J2/24']);

/** Citations at home and abroad of each city of the sample and year: by the rules of the study, and planted. */
export function countedAndPlanted(filings: readonly CountedFiling[]) {
  const counts = new Map<string, [home: number, away: number]>();
  for (const { year, isDesign, ipc, cities, documents } of filings) {
    if (isDesign || !ipc.some((code) => CODES.has(code))) continue;
    const home = documents.filter((document) => document.startsWith('CN')).length;
    for (const city of new Set(cities)) {
      const [a, b] = counts.get(`${city} ${year}`) ?? [0, 0];
      counts.set(`${city} ${year}`, [a + home, b + documents.length - home]);
    }
  }
  const planted = FEW_CITIES.flatMap(({ code, inSample }, i) =>
    [2006, 2007, 2008].flatMap((year, t): [string, [number, number]][] => {
      const history = WORLD.histories[i];
      if (!inSample || history === undefined) return [];
      const { citationsDomestic, citationsAbroad } = history;
      return [[`${code} ${year}`, [citationsDomestic[t] ?? 0, citationsAbroad[t] ?? 0]]];
    }),
  );
  const counted = planted.map(([key]) => [key, counts.get(key)]);
  return { counted, planted };
}
