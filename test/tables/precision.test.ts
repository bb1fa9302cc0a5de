import { describe, expect, test } from 'vitest';
import { pairDigits } from '../../src/tables/precision.ts';

describe('pairDigits', () => {
  test.each([
    ['decimals that are enough stay', 0.072, 0.023, { decimals: 3 }],
    ['a small error asks for more', 0.1, 0.00052, { decimals: 5 }],
    ['an estimate far below its error is zero', 0.00002, 0.012, { decimals: 3 }],
    ['large numbers keep what was asked for', 1234.5, 99, { decimals: 3 }],
    ['without an error the estimate keeps two digits', 0.004, Number.NaN, { decimals: 4 }],
    ['0.0996 is 0.10, and 0.00996 is 0.010', 0.00996, Number.NaN, { decimals: 3 }],
    ['an error of zero says nothing', 0.0004, 0, { decimals: 5 }],
    ['zero itself has no digits', 0, Number.NaN, { decimals: 3 }],
    ['what needs too many gets an exponent', 3.4e-9, 1e-9, { significant: 2 }],
    ['a number that does not exist asks for none', Number.NaN, Number.NaN, { decimals: 3 }],
  ])('%s', (_, estimate, error, digits) => {
    expect(pairDigits({ decimals: 3 }, estimate, error)).toEqual(digits);
  });

  test('leaves significant digits alone', () => {
    expect(pairDigits({ significant: 3 }, 0.0000001, 1)).toEqual({ significant: 3 });
  });
});
