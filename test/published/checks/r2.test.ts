import { describe, expect, test } from 'vitest';
import { column, findingsOf, printed, verdictsOf, type Json } from '../tables-of.ts';

const full = (id: string, terms: Record<string, string>, r2: string, more: Json = {}): Json =>
  column(id, terms, { outcome: 'y', n: 1000, r2, ...more });
const table = (...columns: Json[]): Json => ({ id: 'table1', parentheses: 'std_error', columns });

describe('R² of nested models', () => {
  const pair = (first: string, second: string, more: Json = { controls: true }) =>
    verdictsOf(
      printed([
        table(
          full('1', { a: '1.00 (0.40) **' }, first),
          full('2', { a: '1.00 (0.40) **' }, second, more),
        ),
      ]),
      'nested_r2',
    );

  test('controls do not lower it; rounding is allowed for', () => {
    expect(pair('0.301', '0.305')).toEqual({ 'table1.1.r2/table1.2.r2': 'consistent' });
    expect(pair('0.301', '0.300')).toEqual({ 'table1.1.r2/table1.2.r2': 'consistent' });
    expect(pair('0.301', '0.299')).toEqual({ 'table1.1.r2/table1.2.r2': 'inconsistent' });
  });

  test('other samples, outcomes and methods are not compared', () => {
    expect(pair('0.301', '0.200', { controls: true, n: 990 })).toEqual({});
    expect(pair('0.301', '0.200', { controls: true, outcome: 'z' })).toEqual({});
    expect(pair('0.301', '0.200', { controls: true, what: 'weighted' })).toEqual({});
  });
});

describe('R² of models that differ by a term', () => {
  const swap = (r2: string, ratio: string) =>
    findingsOf(
      printed([table(full('1', { a: '1.00 (0.40) **' }, '0.300'), full('2', { b: ratio }, r2))]),
      'nested_r2',
    );

  test('by hand: a rise of 0.1 in 1,000 rows takes t = 12', () => {
    const [found] = swap('0.401', '0.200 (0.100) **');
    // df = 1000 − 100 − 10 − 1 − 20 = 869; √(869 · (0.4005 − 0.3005) / (1 − 0.4005)) = 12.04.
    expect(found?.arithmetic.en).toContain('its t by equal independent errors is at least 12.0');
    // 12.04² / 2.01² = 35.8 is more than twice the ten years.
    expect(found?.verdict).toBe('inconsistent');
    expect(swap('0.401', '0.300 (0.100) ***')[0]?.verdict).toBe('cannot tell');
    expect(swap('0.401', '0.500 (0.100) ***')[0]?.verdict).toBe('consistent');
  });

  test('a lower R² says nothing', () => {
    expect(swap('0.300', '0.200 (0.100) **')).toEqual([]);
  });
});

describe('R² and t values', () => {
  const implied = (terms: string, r2: string, more: Json = {}) =>
    verdictsOf(printed([table(full('1', { a: terms }, r2, more))]), 'implied_r2')['table1.1.a'];

  test('t of 40 explains at least 0.14 of the rest, whatever the clustering', () => {
    // 1600 / 10 / (1600 / 10 + 999) = 0.138; without clustering 1600 / 2599 = 0.616.
    expect(implied('4.00 (0.100) ***', '0.700')).toBe('consistent');
    expect(implied('4.00 (0.100) ***', '0.300')).toBe('cannot tell');
    expect(implied('4.00 (0.100) ***', '0.100')).toBe('inconsistent');
  });

  test('few clusters prove nothing', () => {
    expect(implied('4.00 (0.100) ***', '0.100', { clusters: 12 })).toBe('cannot tell');
  });
});
