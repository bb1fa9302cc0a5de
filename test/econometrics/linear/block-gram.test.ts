import { describe, expect, it } from 'vitest';
import {
  addBlocks,
  blockGrams,
  coefficientsOn,
  type BlockGramInput,
} from '../../../src/econometrics/linear/block-gram.ts';
import { cholesky } from '../../../src/econometrics/numeric/cholesky.ts';
import { encode, type Codes } from '../../../src/econometrics/frame/codes.ts';
import { UserError } from '../../../src/text/user-error.ts';
import { feols } from '../../../src/econometrics/feols.ts';
import { readFrameCsv, valuesOf } from '../frame/read-frame.ts';
import { relative, SAME } from '../tolerance.ts';

const frame = readFrameCsv(
  new URL('../../reference/sim_eurt_unbalanced.csv', import.meta.url).pathname,
);
const rows = Int32Array.from({ length: frame.rows }, (_, row) => row);
const codes = (name: string): Codes => encode(frame.columns[name]!, rows);
const columns = ['lngdp', 'fin', 'did', 'y'].map((name) => valuesOf(frame, name));

function solve(input: Partial<BlockGramInput>, counts?: ArrayLike<number>): number[] {
  const blocks = input.blocks ?? codes('city');
  const base = { columns, effects: [], intercept: true, weights: null, ...input, blocks };
  const grams = blockGrams(base);
  const matrix = new Float64Array(grams.size * grams.size);
  addBlocks(grams, counts ?? new Uint8Array(grams.blocks).fill(1), matrix);
  const last = grams.size - 1;
  return [...coefficientsOn(cholesky(matrix, grams.size, 1e-10), last, last)].slice(grams.lead);
}

describe('cross products by block', () => {
  it('by hand: two blocks, one of them twice', () => {
    const blocks: Codes = { codes: Int32Array.of(0, 0, 1, 1), levels: 2 };
    const x = Float64Array.of(0, 2, 0, 2);
    const y = Float64Array.of(1, 5, 1, 2);
    const grams = blockGrams({
      columns: [x, y],
      effects: [blocks],
      intercept: true,
      blocks,
      weights: null,
    });
    // Around the blocks' means: x is ∓1, y is ∓2 and ∓0.5.
    expect([grams.lead, grams.size]).toEqual([0, 2]);
    expect([...grams.cells]).toEqual([2, 4, 8, 2, 1, 0.5]);
    const matrix = new Float64Array(4);
    addBlocks(grams, [2, 1], matrix);
    expect([...matrix]).toEqual([6, 9, 9, 16.5]);
    expect(coefficientsOn(cholesky(matrix, 2, 1e-10), 1, 1)[0]).toBeCloseTo(1.5, 14);
  });

  it.each<[string, Partial<BlockGramInput>, string, object]>([
    ['no effects', {}, 'y ~ lngdp + fin + did', {}],
    ['no intercept', { intercept: false }, 'y ~ 0 + lngdp + fin + did', {}],
    ['effects within blocks', { effects: [codes('city')] }, 'y ~ lngdp + fin + did | city', {}],
    ['effects across blocks', { effects: [codes('year')] }, 'y ~ lngdp + fin + did | year', {}],
    [
      'both, weighted',
      { effects: [codes('city'), codes('year')], weights: valuesOf(frame, 'w') },
      'y ~ lngdp + fin + did | city + year',
      { weights: 'w' },
    ],
    [
      'blocks of several units',
      { effects: [codes('city'), codes('year')], blocks: codes('prov') },
      'y ~ lngdp + fin + did | city + year',
      {},
    ],
  ])('all blocks once is feols: %s', (_, input, formula, options) => {
    const fit = feols(frame, formula, options);
    const found = solve(input);
    const slopes = fit.terms.filter(({ term }) => term !== '(Intercept)');
    slopes.forEach(({ estimate }, j) => {
      expect(relative(found[j]!, estimate)).toBeLessThan(100 * SAME);
    });
  });

  it('a column that those before it explain has no coefficient', () => {
    const [gdp] = columns;
    const [first, second] = solve({ columns: [gdp!, gdp!.map((x) => 3 * x), columns[3]!] });
    expect(first).toBeGreaterThan(-Infinity);
    expect(second).toBeNaN();
  });

  it('blocks that count nothing leave everything out', () => {
    expect(solve({ effects: [codes('city')] }, new Uint8Array(256))).toEqual([NaN, NaN, NaN]);
  });

  it('refuses matrices that would not fit', () => {
    const wide: Codes = { codes: Int32Array.from(rows, (row) => row % 1500), levels: 1500 };
    expect(() => solve({ effects: [wide] })).toThrow(UserError);
    expect(() => solve({ effects: [wide] })).toThrow(/1504 columns in each of 256 blocks/u);
  });
});
