import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { absorb, gradient, prepareAbsorber } from '../../../src/econometrics/absorb/absorb.ts';
import { inOrder } from '../../../src/econometrics/absorb/groups.ts';
import { projectAll } from '../../../src/econometrics/absorb/iterate.ts';
import { encode, type Codes } from '../../../src/econometrics/frame/codes.ts';
import { centre } from '../../../src/econometrics/numeric/sums.ts';
import { readFrameCsv, valuesOf } from '../frame/read-frame.ts';

const folder = join(import.meta.dirname, '../../reference');
const balanced = readFrameCsv(join(folder, 'sim_eurt.csv'));
const unbalanced = readFrameCsv(join(folder, 'sim_eurt_unbalanced.csv'));

/** Two routes to one projection of a column with standard deviation near one. */
const SAME_PROJECTION = 1e-11;

describe('absorb', () => {
  it('by hand: x − its row mean − its column mean + its mean', () => {
    // Two cities, two years: 1 2 / 4 9, mean 4, rows 1.5 6.5, columns 2.5 5.5.
    const city = codesOf([0, 0, 1, 1]);
    const year = codesOf([0, 1, 0, 1]);
    const column = centred([1, 2, 4, 9], null);
    const { method } = absorb(prepareAbsorber([city, year], null), [column]);
    expect(method).toBe('means');
    [1, -1, -1, 1].forEach((value, i) => expect(column[i]).toBeCloseTo(value, 14));
  });

  it.each([
    ['balanced', balanced, ['city', 'year'], 'means'],
    ['unbalanced', unbalanced, ['city', 'year'], 'elimination'],
    ['three effects', unbalanced, ['city', 'year', 'band'], 'elimination'],
    ['province by year', unbalanced, ['city', 'prov_year'], 'elimination'],
    ['cities in provinces', unbalanced, ['city', 'prov', 'year'], 'elimination'],
  ] as const)('%s: direct and iterative routes agree', (_, frame, names, method) => {
    const effects = names.map((name) => effectOf(frame, name));
    const direct = centred(valuesOf(frame, 'y'), null);
    const iterative = direct.slice();
    const absorber = prepareAbsorber(effects, null);
    expect(absorb(absorber, [direct]).method).toBe(method);
    expect(gradient(absorber, direct)).toBeLessThan(SAME_PROJECTION);
    const system = absorber.system!;
    const { iterations } = inOrder(system.groups, [iterative], () =>
      projectAll(system, [iterative], Float64Array.of(1e-13)),
    );
    expect(iterations).toBeGreaterThan(0);
    expect(largestDifference(direct, iterative)).toBeLessThan(SAME_PROJECTION);
  });

  it('with weights that vary within both effects', () => {
    const effects = ['city', 'year'].map((name) => effectOf(balanced, name));
    const weights = valuesOf(balanced, 'pop');
    const absorber = prepareAbsorber(effects, weights);
    const column = centred(valuesOf(balanced, 'y'), weights);
    expect(absorb(absorber, [column]).method).toBe('elimination');
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    expect(gradient(absorber, column) / total).toBeLessThan(1e-15);
  });

  it('takes weights that are constant within a city by means', () => {
    const effects = ['city', 'year'].map((name) => effectOf(balanced, name));
    const weights = valuesOf(balanced, 'w');
    const absorber = prepareAbsorber(effects, weights);
    const column = centred(valuesOf(balanced, 'y'), weights);
    expect(absorb(absorber, [column]).method).toBe('means');
    expect(gradient(absorber, column)).toBeLessThan(SAME_PROJECTION);
  });

  it('iterates where no effect is small, and reaches the same precision', () => {
    // 1,500 workers and 1,200 firms; each worker has a firm at random in each of six periods.
    const draws = pseudoRandom(9000);
    const worker = codesOf([...draws.keys()].map((i) => Math.floor(i / 6)));
    const firm = codesOf([...draws].map((draw) => Math.floor(draw * 1200)));
    const absorber = prepareAbsorber([worker, firm], null);
    const column = centred(
      draws.map((draw) => (draw * 1e6) % 1),
      null,
    );
    const { method, iterations } = absorb(absorber, [column]);
    expect(method).toBe('conjugate gradient');
    expect(iterations).toBeGreaterThan(5);
    expect(gradient(absorber, column)).toBeLessThan(SAME_PROJECTION);
  });

  it('ends where few workers change firms, which rounding along the constants used to prevent', () => {
    const { effects, values } = movers(400, 10, 0.1);
    const column = centred(values, null);
    const absorber = { ...prepareAbsorber(effects, null), elimination: null };
    const { iterations } = absorb({ ...absorber, method: 'conjugate gradient' }, [column]);
    expect(iterations).toBeLessThan(500);
    expect(gradient(absorber, column)).toBeLessThan(SAME_PROJECTION);
    const direct = centred(values, null);
    expect(absorb(prepareAbsorber(effects, null), [direct]).method).toBe('elimination');
    expect(largestDifference(direct, column)).toBeLessThan(SAME_PROJECTION);
  });

  it('iterates many columns beside each other as it does one by one', () => {
    const { effects } = movers(400, 10, 0.3);
    const absorber = { ...prepareAbsorber(effects, null), elimination: null };
    const iterative = { ...absorber, method: 'conjugate gradient' as const };
    const rows = effects[0]!.codes.length;
    const draws = pseudoRandom(6 * rows);
    const together = Array.from({ length: 6 }, (_, j) =>
      centred(draws.subarray(j * rows, (j + 1) * rows), null),
    );
    const alone = together.map((column) => column.slice());
    absorb(iterative, together);
    alone.forEach((column) => absorb(iterative, [column]));
    together.forEach((column, j) => {
      expect(largestDifference(column, alone[j]!)).toBeLessThan(SAME_PROJECTION);
    });
  });

  it.each([
    ['balanced', balanced, ['city', 'year'], null],
    ['unbalanced', unbalanced, ['city', 'year'], null],
    ['three effects', unbalanced, ['city', 'prov', 'year'], null],
    ['weighted', unbalanced, ['city', 'year'], 'w'],
  ] as const)('%s: the order of the rows does not matter', (_, frame, names, weight) => {
    const effects = names.map((name) => effectOf(frame, name));
    const weights = weight === null ? null : valuesOf(frame, weight);
    const column = centred(valuesOf(frame, 'y'), weights);
    const order = [...pseudoRandom(frame.rows).entries()]
      .sort((a, b) => a[1] - b[1])
      .map(([row]) => row);
    const moved = (values: ArrayLike<number>): Float64Array =>
      Float64Array.from(order, (row) => values[row] ?? NaN);
    const shuffledEffects = effects.map(({ codes, levels }) => ({
      codes: Int32Array.from(moved(codes)),
      levels,
    }));
    const shuffled = moved(column);
    absorb(prepareAbsorber(effects, weights), [column]);
    const absorber = prepareAbsorber(shuffledEffects, weights === null ? null : moved(weights));
    absorb(absorber, [shuffled]);
    expect(largestDifference(moved(column), shuffled)).toBeLessThan(SAME_PROJECTION);
  });

  it('gives the same bits each time', () => {
    const { effects, values } = movers(2000, 10, 0.2);
    const runs = [1, 2, 3].map(() => {
      const columns = [centred(values, null), centred(values, null).map((value) => value ** 3)];
      absorb(prepareAbsorber(effects, null), columns);
      return columns.map((column) => Buffer.from(column.buffer).toString('base64')).join();
    });
    expect(new Set(runs).size).toBe(1);
  });

  it('is a projection: doing it again changes nothing, and adding an effect changes nothing', () => {
    const effects = ['city', 'year'].map((name) => effectOf(unbalanced, name));
    const absorber = prepareAbsorber(effects, null);
    const once = centred(valuesOf(unbalanced, 'y'), null);
    const shifted = once.map((value, i) => value + (effects[1]?.codes[i] ?? 0) ** 2);
    absorb(absorber, [once, shifted]);
    const twice = once.slice();
    absorb(absorber, [twice]);
    expect(largestDifference(once, twice)).toBeLessThan(SAME_PROJECTION);
    expect(largestDifference(once, shifted)).toBeLessThan(SAME_PROJECTION);
  });

  it('leaves nothing of a column that the effects explain', () => {
    const effects = ['city', 'year'].map((name) => effectOf(unbalanced, name));
    const column = centred(valuesOf(unbalanced, 'lat'), null);
    absorb(prepareAbsorber(effects, null), [column]);
    expect(Math.max(...column.map(Math.abs))).toBeLessThan(SAME_PROJECTION);
  });

  it('takes effects that hardly any weight connects', () => {
    const rows = Array.from({ length: 400 }, (_, i) => i);
    const a = codesOf(rows.map((i) => Math.floor(i / 4)));
    const b = codesOf(rows.map((i) => (Math.floor(i / 4) + (i % 2)) % 100));
    const weights = Float64Array.from(rows, (i) => (i % 2 === 0 ? 1 : 1e-15));
    const column = centred(pseudoRandom(400), weights);
    const absorber = prepareAbsorber([a, b], weights);
    absorb(absorber, [column]);
    expect(gradient(absorber, column)).toBeLessThan(SAME_PROJECTION);
  });

  it('notices a solution that is none', () => {
    const effects = ['city', 'year'].map((name) => effectOf(unbalanced, name));
    const absorber = prepareAbsorber(effects, null);
    const { elimination } = absorber;
    if (elimination === null) throw new Error('expected the direct route');
    const factor = { ...elimination.factor, kept: new Uint8Array(elimination.system.size) };
    const broken = { ...absorber, elimination: { ...elimination, factor } };
    const column = centred(valuesOf(unbalanced, 'y'), null);
    expect(() => absorb(broken, [column])).toThrow(
      expect.objectContaining({ code: 'E_NOT_CONVERGED' }),
    );
  });
});

/** Workers over some years who change between firms, one firm for eight workers, with a chance each year. */
function movers(
  workers: number,
  years: number,
  chance: number,
): { readonly effects: Codes[]; readonly values: Float64Array } {
  const rows = workers * years;
  const draws = pseudoRandom(3 * rows);
  const firm: number[] = [];
  for (let i = 0; i < rows; i++) {
    const stays = i % years > 0 && draws[2 * i]! > chance;
    firm.push(stays ? firm[i - 1]! : Math.floor((draws[2 * i + 1]! * workers) / 8));
  }
  const index = [...firm.keys()];
  const worker = codesOf(index.map((i) => Math.floor(i / years)));
  const effects = [worker, codesOf(firm), codesOf(index.map((i) => i % years))];
  return { effects, values: draws.slice(2 * rows) };
}

function effectOf(frame: typeof balanced, name: string): Codes {
  const rows = Int32Array.from({ length: frame.rows }, (_, i) => i);
  if (name === 'band') {
    const values = valuesOf(frame, 'indshare').map((value) => Math.floor(value / 5));
    return encode({ kind: 'number', values }, rows);
  }
  if (name === 'prov_year') {
    const year = valuesOf(frame, 'year');
    const values = valuesOf(frame, 'prov').map((value, i) => value * 10_000 + (year[i] ?? 0));
    return encode({ kind: 'number', values }, rows);
  }
  return encode({ kind: 'number', values: valuesOf(frame, name) }, rows);
}

function codesOf(values: readonly number[]): Codes {
  const rows = Int32Array.from(values.keys());
  return encode({ kind: 'number', values: Float64Array.from(values) }, rows);
}

function centred(values: ArrayLike<number>, weights: Float64Array | null): Float64Array {
  const column = Float64Array.from(values);
  const mass = weights?.reduce((total, weight) => total + weight, 0) ?? column.length;
  centre(column, weights, mass);
  return column;
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] ?? NaN))), 0);
}

/** Numbers between 0 and 1 from the minimal standard generator (Park and Miller 1988). */
function pseudoRandom(count: number): Float64Array {
  let state = 20170101;
  return Float64Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  });
}
