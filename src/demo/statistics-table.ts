import { integer, randomStream, type RandomStream } from '../econometrics/numeric/random.ts';
import type { DemoCity } from './world/city-list.ts';
import type { SheetCell } from './formats/sheet-cell.ts';
import type { Statistic } from './world/simulate-city.ts';
import type { World } from './world/simulate-world.ts';

/** A value as one source prints it: null where the source has none. */
export type Printed = (city: number, t: number, statistic: Statistic) => number | null;

export interface Sources {
  readonly panel: Printed;
  readonly yearbook: Printed;
  /**
   * What is left of both: null where they contradict each other. A value of a wrong scale contradicts
   * nothing, since nobody takes it.
   */
  readonly settled: Printed;
}

/** Share of cells without a value, per thousand: in the panel, the yearbook, and every source. */
const MISSING: Readonly<Record<Statistic, readonly [number, number, number]>> = {
  population: [15, 10, 4],
  gdp: [10, 10, 3],
  gdpPerCapita: [0, 0, 12],
  tertiaryShare: [0, 0, 20],
  urbanShare: [0, 0, 15],
  budgetExpenditure: [0, 0, 8],
  electricity: [0, 0, 6],
  gas: [0, 0, 6],
  lpg: [0, 0, 6],
};
/** City-years whose population the panel prints ten times too large. */
const WRONG_SCALE = 6;
/** City-years whose GDP the panel prints as revised later, so that the two sources disagree. */
const REVISED = 8;

/**
 * Decides what each of the two kinds of sources prints. They agree where both have a value, but for
 * a few populations of a wrong scale and a few revised GDPs. The first and the last year have no
 * gap, so that every gap lies between two observed years.
 */
export function drawSources(world: World): Sources {
  const years = world.lastYear - world.firstYear + 1;
  const statistics = Object.keys(MISSING) as Statistic[];
  const masks = new Map(statistics.map((name) => [name, drawMask(world, name, years)]));
  const print =
    (hidden: number): Printed =>
    (city, t, statistic) => {
      const mask = masks.get(statistic)?.[city * years + t] ?? 0;
      return (mask & hidden) === 0 ? (world.histories[city]?.[statistic][t] ?? null) : null;
    };
  const [truePanel, yearbook] = [print(1), print(2)];
  const wrongScale = drawInnerCells(world, 'wrong-scale', WRONG_SCALE);
  const revised = drawInnerCells(world, 'revised', REVISED);
  const isWrong = (cell: number, statistic: Statistic): boolean =>
    statistic === 'population' && wrongScale.has(cell);
  const isRevised = (cell: number, statistic: Statistic): boolean =>
    statistic === 'gdp' && revised.has(cell);
  const panel: Printed = (city, t, statistic) => {
    const value = truePanel(city, t, statistic);
    if (value === null) return null;
    const cell = city * years + t;
    if (isWrong(cell, statistic)) return Math.round(value * 1000) / 100;
    return isRevised(cell, statistic) ? Math.round(value * 1.06) : value;
  };
  const settled: Printed = (city, t, statistic) => {
    const [first, second] = [panel(city, t, statistic), yearbook(city, t, statistic)];
    const cell = city * years + t;
    if (isWrong(cell, statistic)) return second;
    if (first !== null && second !== null && isRevised(cell, statistic)) return null;
    return first ?? second;
  };
  return { panel, yearbook, settled };
}

/** Some city-years that are neither the first nor the last of their city, without repeats. */
function drawInnerCells(world: World, name: string, wanted: number): Set<number> {
  const stream = randomStream(world.seed, `statistics/${name}`);
  const years = world.lastYear - world.firstYear + 1;
  const cells = new Set<number>();
  const most = Math.min(wanted, world.cities.length * Math.max(0, years - 2));
  while (cells.size < most) {
    const city = integer(stream, world.cities.length);
    cells.add(city * years + 1 + integer(stream, years - 2));
  }
  return cells;
}

function drawMask(world: World, statistic: Statistic, years: number): Uint8Array {
  const stream = randomStream(world.seed, `statistics/missing/${statistic}`);
  const [panel, yearbook, both] = MISSING[statistic];
  const mask = new Uint8Array(world.cities.length * years);
  for (let i = 0; i < mask.length; i++) {
    const t = i % years;
    const roll = integer(stream, 1000);
    const inside = t > 0 && t < years - 1;
    if (roll < both) mask[i] = inside ? 3 : 0;
    else if (roll < both + panel) mask[i] = 1;
    else if (roll < both + panel + yearbook) mask[i] = 2;
  }
  return mask;
}

const MISSING_MARKS: readonly SheetCell[] = ['-', null, null, '…', '--'];

/**
 * A number as sources print it: mostly a number, at times text with separators of thousands or
 * full-width digits; a dash, dots or nothing for a missing one.
 */
export function printNumber(stream: RandomStream, value: number | null): SheetCell {
  if (value === null) return MISSING_MARKS[integer(stream, MISSING_MARKS.length)] as SheetCell;
  const roll = integer(stream, 100);
  if (roll < 5) return withThousands(value, ',');
  if (roll === 5) return withThousands(value, '，');
  if (roll === 6) return fullWidth(String(value));
  if (roll === 7) return ` ${value} `;
  return value;
}

export function withThousands(value: number, separator: string): string {
  const [whole = '', decimals] = String(value).split('.');
  const grouped = whole.replaceAll(/\B(?=(?:\d{3})+$)/g, separator);
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** Digits and the point as full-width characters. */
export function fullWidth(text: string): string {
  return text.replaceAll(/[0-9.]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
}

/** The name that a yearbook prints for a year: the one in use, one time in four misspelt. */
export function yearbookName(stream: RandomStream, city: DemoCity, year: number): string {
  const former = city.formerNames.find(({ until }) => year <= until);
  if (former !== undefined) return former.name;
  const [misspelling] = city.misspellings;
  return misspelling !== undefined && integer(stream, 4) === 0 ? misspelling : city.name;
}
