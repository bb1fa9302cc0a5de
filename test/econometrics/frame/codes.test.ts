import { describe, expect, it } from 'vitest';
import { encode, intersect, isNested, subset } from '../../../src/econometrics/frame/codes.ts';
import type { Column } from '../../../src/econometrics/frame/frame.ts';

const ALL = Int32Array.from([0, 1, 2, 3]);

describe('encode', () => {
  it.each([
    ['whole numbers', [2010, 2008, 2010, 2009], [2, 0, 2, 1]],
    ['numbers far apart', [1e15, -1e15, 1e15, 5], [2, 0, 2, 1]],
    ['fractions', [0.5, -0.25, 0.5, 0], [2, 0, 2, 1]],
    ['both zeros as one', [0, -0, 1, -0.5], [1, 1, 2, 0]],
  ])('%s in ascending order', (_, values, codes) => {
    const encoded = encode(numbers(values), ALL);
    expect([...encoded.codes]).toEqual(codes);
    expect(encoded.levels).toBe(new Set(codes).size);
  });

  it('text in the order of its levels, without those that do not occur', () => {
    const column: Column = {
      kind: 'text',
      levels: ['绍兴', 'unused', '杭州'],
      codes: Int32Array.from([2, 0, -1, 2]),
    };
    const encoded = encode(column, Int32Array.from([0, 1, 3]));
    expect([...encoded.codes]).toEqual([1, 0, 1]);
    expect(encoded.levels).toBe(2);
  });

  it('rows in another order, or some of them twice', () => {
    const column = numbers([2010, 2008, 2010, 2009]);
    expect([...encode(column, Int32Array.from([3, 2, 1, 0])).codes]).toEqual([1, 2, 0, 2]);
    const twice = encode(column, Int32Array.from([3, 3, 0, 0]));
    expect([...twice.codes]).toEqual([0, 0, 1, 1]);
    expect([...(twice.rows ?? [])]).toEqual([2, 2]);
  });

  it('nothing', () => {
    expect(encode(numbers([]), new Int32Array(0)).levels).toBe(0);
  });
});

describe('intersect', () => {
  it('gives one level to each pair that occurs', () => {
    const a = encode(numbers([1, 1, 2, 2]), ALL);
    const b = encode(numbers([7, 8, 7, 7]), ALL);
    expect([...intersect(a, b).codes]).toEqual([0, 1, 2, 2]);
    expect(intersect(a, b).levels).toBe(3);
  });

  it('also where a table of all pairs would be too long', () => {
    const rows = Int32Array.from({ length: 200 }, (_, i) => i);
    const a = encode(numbers([...rows]), rows);
    const b = encode(numbers([...rows].map((row) => row % 150)), rows);
    expect(intersect(a, b).levels).toBe(200);
  });
});

describe('isNested', () => {
  it('says whether each level lies in one level of the other', () => {
    const city = encode(numbers([1, 1, 2, 3]), ALL);
    const province = encode(numbers([1, 1, 1, 2]), ALL);
    expect(isNested(city, province)).toBe(true);
    expect(isNested(province, city)).toBe(false);
  });
});

describe('subset', () => {
  it('closes the gaps', () => {
    const city = encode(numbers([1, 2, 3, 3]), ALL);
    const fewer = subset(city, Int32Array.from([0, 2, 3]));
    expect([...fewer.codes]).toEqual([0, 1, 1]);
    expect(fewer.levels).toBe(2);
  });
});

function numbers(values: readonly number[]): Column {
  return { kind: 'number', values: Float64Array.from(values) };
}
