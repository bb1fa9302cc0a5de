import { describe, expect, it } from 'vitest';
import { absorb, gradient, prepareAbsorber } from '../../../src/econometrics/absorb/absorb.ts';
import { foldSmallest, multiplyFolded } from '../../../src/econometrics/absorb/fold.ts';
import { totalMass } from '../../../src/econometrics/absorb/means.ts';
import { LANES, multiplier } from '../../../src/econometrics/absorb/multiply.ts';
import { reduction, type Reduction } from '../../../src/econometrics/absorb/reduce.ts';
import { encode, type Codes } from '../../../src/econometrics/frame/codes.ts';
import {
  integer,
  normal,
  randomStream,
  uniform,
} from '../../../src/econometrics/numeric/random.ts';
import { centre } from '../../../src/econometrics/numeric/sums.ts';

/** Sums of a few hundred products near one, in another order. */
const SAME_PRODUCT = 1e-12;
const WORKERS = 3000;
const YEARS = 8;
const ROWS = WORKERS * YEARS;

describe('foldSmallest', () => {
  it.each([
    ['plain', null],
    ['weighted', Float64Array.from({ length: ROWS }, (_, i) => 0.5 + ((i * 7) % 5))],
  ] as const)('%s: the blocks multiply as the sweeps over rows do', (_, weights) => {
    const system = systemOf(movers(60, 0.3), weights);
    const folded = foldSmallest(system);
    expect(folded).not.toBeNull();
    const stream = randomStream(1, 'direction');
    const p = Float64Array.from({ length: system.size * LANES }, () => normal(stream));
    const [byBlocks, byRows] = [new Float64Array(p.length), new Float64Array(p.length)];
    multiplyFolded(folded!)(p, byBlocks);
    multiplier(system)(p, byRows);
    byRows.forEach((value, i) => {
      expect(Math.abs(byBlocks[i]! - value)).toBeLessThan(SAME_PRODUCT * ROWS);
    });
  });

  it('by hand: four workers, two firms, two years', () => {
    // Each worker adds 1 − 1/2 where levels meet in a row, and −1/2 elsewhere.
    const firm = codesOf([0, 1, 0, 1, 0, 1, 0, 1]);
    const year = codesOf([0, 1, 0, 1, 0, 1, 0, 1]);
    const system = systemOf([codesOf([0, 0, 1, 1, 2, 2, 3, 3]), firm, year], null);
    const { cross, small } = foldSmallest({ ...system, ...withRows(system) }) ?? {};
    expect([...(cross ?? [])]).toEqual([2, -2, -2, 2]);
    expect([...(small ?? [])]).toEqual([2, -2, -2, 2]);
  });

  it('leaves workers who never move out, whatever comes after them', () => {
    const folded = foldSmallest(systemOf(movers(60, 0), null));
    expect(folded?.total.length).toBe(0);
  });

  it('declines where nearly every row is a cell of its own', () => {
    expect(foldSmallest(systemOf(movers(60, 1), null))).toBeNull();
  });

  it('absorbs workers, firms and years', () => {
    const effects = movers(1200, 0.2);
    const stream = randomStream(2, 'column');
    const column = Float64Array.from({ length: ROWS }, () => normal(stream));
    centre(column, null, ROWS);
    const absorber = prepareAbsorber(effects, null);
    expect(absorb(absorber, [column]).method).toBe('conjugate gradient');
    expect(gradient(absorber, column)).toBeLessThan(1e-9);
  });
});

/** Workers over the years, who change their firm with the given chance. */
function movers(firms: number, chance: number): readonly [Codes, Codes, Codes] {
  const stream = randomStream(3, `movers ${firms} ${chance}`);
  const firm: number[] = [];
  for (let i = 0; i < ROWS; i++) {
    const stays = i % YEARS > 0 && uniform(stream) >= chance;
    firm.push(stays ? firm[i - 1]! : integer(stream, firms));
  }
  const worker = Array.from({ length: ROWS }, (_, i) => Math.floor(i / YEARS));
  return [codesOf(worker), codesOf(firm), codesOf(worker.map((_, i) => i % YEARS))];
}

function systemOf(effects: readonly Codes[], weights: Float64Array | null): Reduction {
  const withMass = effects.map((effect) => ({ ...effect, mass: totalMass(effect, weights) }));
  return reduction(withMass, weights);
}

/** Blocks are written out only where they are small beside the rows: here as if there were more. */
function withRows({ largest }: Reduction): Pick<Reduction, 'largest'> {
  return { largest: { ...largest, codes: new Int32Array(1000) } };
}

function codesOf(values: readonly number[]): Codes {
  const rows = Int32Array.from(values, (_, i) => i);
  return encode({ kind: 'number', values: Float64Array.from(values) }, rows);
}
