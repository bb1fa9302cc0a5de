import { expect, it } from 'vitest';
import { quotient, sizes } from '../../../src/published/printed/interval.ts';

it('takes sizes: an interval over zero reaches down to it', () => {
  expect(sizes({ low: -3, high: -1 })).toEqual({ low: 1, high: 3 });
  expect(sizes({ low: -3, high: 1 })).toEqual({ low: 0, high: 3 });
  expect(sizes({ low: 2, high: 3 })).toEqual({ low: 2, high: 3 });
});

it('divides so that every quotient lies inside; by zero it has no upper end', () => {
  expect(quotient({ low: 2, high: 6 }, { low: 2, high: 4 })).toEqual({ low: 0.5, high: 3 });
  expect(quotient({ low: 2, high: 6 }, { low: 0, high: 4 })).toEqual({ low: 0.5, high: Infinity });
});
