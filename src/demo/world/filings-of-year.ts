import {
  integer,
  poisson,
  randomStream,
  uniform,
  type RandomStream,
} from '../../econometrics/numeric/random.ts';
import type { DemoCity } from './city-list.ts';
import {
  CATEGORIES,
  drawKind,
  makeFiling,
  type CitationCounts,
  type Filing,
  type FilingRequest,
} from './filing.ts';
import {
  COUNTY_LEVEL_CITIES,
  inventApplicant,
  inventForeignApplicant,
  OTHER_PREFECTURES,
  pick,
  type Applicant,
} from './patent-text.ts';
import type { World } from './simulate-world.ts';

/** Citations that an average filing carries. */
const CITATIONS_PER_FILING = 10.5;
/** Filings that belong to no count, for each one that does: what a right pipeline sorts out. */
const NOISE = {
  design: 0.2,
  otherTechnology: 0.45,
  foreign: 0.14,
  outOfSample: 0.14,
  elsewhere: 0.03,
};
/** Filings before and after the years of the study, in all. */
const OUT_OF_YEARS = 3000;

/**
 * All filings of a year of the study. The new-energy filings of a city of the sample add up to the
 * city's citations exactly, counting a filing of two cities once for each.
 */
export function filingsOfYear(world: World, year: number): Filing[] {
  const stream = randomStream(world.seed, `filings/${year}`);
  const maker = filingMaker(stream, year);
  const sample = world.cities.flatMap((city, i) =>
    city.inSample ? [{ city, left: countsOf(world, i, year) }] : [],
  );
  for (const [i, mine] of sample.entries()) {
    for (let k = poisson(stream, 0.03 * filingsFor(mine.left)); k > 0; k--) {
      const other = sample[(i + 1 + integer(stream, sample.length - 1)) % sample.length];
      if (other === undefined || other === mine) continue;
      const counts = share(stream, mine.left, other.left);
      const applicants = [maker.applicant(mine.city), maker.applicant(other.city)];
      maker.add({ newEnergy: true, applicants, counts });
    }
  }
  for (const { city, left } of sample) {
    const filings = filingsFor(left) + poisson(stream, 0.8);
    for (const counts of deal(stream, left, filings)) {
      maker.add({ newEnergy: true, applicants: maker.applicants(city), counts });
    }
  }
  addNoise(maker, world, stream);
  return maker.filings;
}

/** New-energy filings filed in a few years before (or after) the study, for one more export. */
export function filingsOutside(world: World, side: 'before' | 'after'): Filing[] {
  const stream = randomStream(world.seed, `filings/${side}`);
  const filings: Filing[] = [];
  const span = side === 'before' ? 5 : 1;
  for (let back = 1; back <= span; back++) {
    const year = side === 'before' ? world.firstYear - back : world.lastYear + back;
    const maker = filingMaker(stream, year);
    const sample = world.cities.filter(({ inSample }) => inSample);
    for (let k = 0; k < OUT_OF_YEARS / 2 / span; k++) {
      const applicants = maker.applicants(pick(stream, sample));
      maker.add({ newEnergy: true, applicants, counts: someCounts(stream) });
    }
    filings.push(...maker.filings);
  }
  return filings;
}

type Wanted = Omit<FilingRequest, 'year' | 'serial' | 'kind'> &
  Partial<Pick<FilingRequest, 'kind'>>;

type FilingMaker = ReturnType<typeof filingMaker>;

function filingMaker(stream: RandomStream, year: number) {
  const filings: Filing[] = [];
  const applicant = (city: DemoCity): Applicant =>
    inventApplicant(stream, {
      shortName: city.shortName,
      city: writtenName(stream, city, year),
      province: `${shortProvince(city.provinceName)}; ${city.province}`,
    });
  return {
    filings,
    applicant,
    /** One applicant, seldom two of the same city or one with a foreign partner. */
    applicants(city: DemoCity): Applicant[] {
      const others = integer(stream, 25);
      if (others === 0) return [applicant(city), applicant(city)];
      if (others === 1) return [applicant(city), inventForeignApplicant(stream)];
      return [applicant(city)];
    },
    add({ kind = drawKind(stream), ...wanted }: Wanted): void {
      filings.push(makeFiling(stream, { ...wanted, kind, year, serial: filings.length + 1 }));
    },
  };
}

/** The name in use that year, at times of a county-level city within, seldom misspelt. */
function writtenName(stream: RandomStream, city: DemoCity, year: number): string {
  const roll = integer(stream, 200);
  const former = city.formerNames.find(({ until }) => year <= until);
  if (former !== undefined && roll < 140) return former.name;
  const counties = COUNTY_LEVEL_CITIES[city.code];
  if (counties !== undefined && roll < 30) return pick(stream, counties);
  if (roll === 199 && city.misspellings.length > 0) return pick(stream, city.misspellings);
  return city.name;
}

export function shortProvince(name: string): string {
  return name.replace(/(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$/, '');
}

function countsOf(world: World, i: number, year: number): CitationCounts {
  const history = world.histories[i];
  const t = year - world.firstYear;
  const domestic = history?.citationsDomestic[t] ?? 0;
  const abroad = history?.citationsAbroad[t] ?? 0;
  // Later filings had less time to be cited.
  const made = 0.5 + (0.2 * t) / Math.max(1, world.lastYear - world.firstYear);
  const madeDomestic = Math.round(made * domestic);
  const madeAbroad = Math.round(made * abroad);
  const received = {
    receivedDomestic: domestic - madeDomestic,
    receivedAbroad: abroad - madeAbroad,
  };
  return { madeDomestic, madeAbroad, ...received };
}

function filingsFor(counts: CitationCounts): number {
  const total = CATEGORIES.reduce((sum, name) => sum + counts[name], 0);
  return Math.ceil(total / CITATIONS_PER_FILING);
}

/** Takes a few citations from what two cities have left, for a filing that counts for both. */
function share(stream: RandomStream, mine: CitationCounts, other: CitationCounts): CitationCounts {
  const taken = noCounts();
  for (const name of CATEGORIES) {
    taken[name] = Math.min(mine[name], other[name], poisson(stream, 1.5));
    mine[name] -= taken[name];
    other[name] -= taken[name];
  }
  return taken;
}

/** Deals citations over filings at random. A city with citations has at least one filing. */
function deal(stream: RandomStream, left: CitationCounts, filings: number): CitationCounts[] {
  const dealt = Array.from({ length: filings }, noCounts);
  for (const name of CATEGORIES) {
    for (let k = left[name]; k > 0; k--)
      (dealt[integer(stream, filings)] as CitationCounts)[name] += 1;
  }
  return dealt;
}

function addNoise(maker: FilingMaker, world: World, stream: RandomStream): void {
  const counted = maker.filings.length;
  const from = (cities: readonly DemoCity[]) => maker.applicants(pick(stream, cities));
  const sample = world.cities.filter(({ inSample }) => inSample);
  const outside = world.cities.filter(({ inSample }) => !inSample);
  const times = (ratio: number, make: () => Omit<Wanted, 'counts'>): void => {
    for (let k = Math.round(ratio * counted); k > 0; k--) {
      maker.add({ ...make(), counts: someCounts(stream) });
    }
  };
  times(NOISE.design, () => ({ kind: 'design', newEnergy: true, applicants: from(sample) }));
  times(NOISE.otherTechnology, () => ({ newEnergy: false, applicants: from(sample) }));
  times(NOISE.foreign, () => ({ newEnergy: true, applicants: [inventForeignApplicant(stream)] }));
  if (outside.length > 0) {
    times(NOISE.outOfSample, () => ({ newEnergy: true, applicants: from(outside) }));
  }
  times(NOISE.elsewhere, () => {
    const [city, province] = pick(stream, OTHER_PREFECTURES);
    const place = { shortName: city.slice(0, 2), city, province };
    return { newEnergy: true, applicants: [inventApplicant(stream, place)] };
  });
}

function someCounts(stream: RandomStream): CitationCounts {
  return {
    madeDomestic: poisson(stream, 2.5),
    madeAbroad: poisson(stream, 0.6),
    receivedDomestic: uniform(stream) < 0.5 ? 0 : poisson(stream, 3),
    receivedAbroad: uniform(stream) < 0.7 ? 0 : poisson(stream, 1),
  };
}

function noCounts(): CitationCounts {
  return { madeDomestic: 0, madeAbroad: 0, receivedDomestic: 0, receivedAbroad: 0 };
}
