import { describe, expect, it } from 'vitest';
import { categoriesOf } from '../../../src/econometrics/frame/categories.ts';
import { frameOf } from './read-frame.ts';

const { year, city } = frameOf({
  year: [2011, NaN, 9, 2011],
  city: ['b', 'a', null, 'B'],
}).columns;

describe('categories', () => {
  it('of numbers ascend as numbers, of text by code units; missing is −1', () => {
    expect(categoriesOf(year!, null)).toEqual({
      codes: Int32Array.of(1, -1, 0, 1),
      labels: ['9', '2011'],
    });
    expect(categoriesOf(city!, null)).toEqual({
      codes: Int32Array.of(2, 1, -1, 0),
      labels: ['B', 'a', 'b'],
    });
  });

  it('are those that occur at the rows', () => {
    expect(categoriesOf(city!, Int32Array.of(1, 0))).toEqual({
      codes: Int32Array.of(0, 1),
      labels: ['a', 'b'],
    });
  });
});
