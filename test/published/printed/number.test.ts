import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printedNumber, significantDigits } from '../../../src/published/printed/number.ts';

describe('printedNumber', () => {
  test('text keeps its trailing zeros, a JSON number has lost them', () => {
    expect(printedNumber('0.00340')).toMatchObject({ low: 0.003395, high: 0.003405, exact: true });
    expect(printedNumber(0.0034)).toMatchObject({ low: 0.00335, high: 0.00345, exact: false });
    expect(printedNumber('0.0721')).toMatchObject({ value: 0.0721, low: 0.07205, high: 0.07215 });
  });

  test('a typeset minus is one, an exponent moves the last digit', () => {
    expect(printedNumber('−0.0101')).toMatchObject({ text: '-0.0101', value: -0.0101 });
    expect(printedNumber('3.4e-5')).toMatchObject({ low: 3.35e-5, high: 3.45e-5 });
    expect(printedNumber('12')).toMatchObject({ low: 11.5, high: 12.5 });
    expect(printedNumber('.5')).toMatchObject({ low: 0.45, high: 0.55 });
  });

  test('what is no number is none', () => {
    for (const text of ['', '-', 'n.a.', '0.1*', '1,234', '0x10', '1e999']) {
      expect(printedNumber(text), text).toBeUndefined();
    }
  });

  test('a value lies in the interval of every text that it rounds to', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1000, max: 1000, noNaN: true }),
        fc.integer({ min: 0, max: 8 }),
        (value, decimals) => {
          const printed = printedNumber(value.toFixed(decimals))!;
          // Half a unit is exact to the last bit of the sum.
          const slack = 1e-15 * Math.max(1, Math.abs(value));
          expect(value).toBeGreaterThanOrEqual(printed.low - slack);
          expect(value).toBeLessThanOrEqual(printed.high + slack);
        },
      ),
    );
  });

  test('significant digits count from the first that is not zero', () => {
    const digits = (text: string) => significantDigits(printedNumber(text)!);
    expect(['0.00340', '0.0041', '-0.0300', '0.000', '1.0e-5', '120'].map(digits)).toEqual([
      3, 2, 3, 0, 2, 3,
    ]);
  });
});
