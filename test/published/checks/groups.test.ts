import { describe, expect, test } from 'vitest';
import { extreme } from '../../../src/published/checks/group-effects.ts';
import { column, findingsOf, printed, verdictsOf, type Json } from '../tables-of.ts';

/** Groups of 60 and 40 units of a panel of 100 in 10 years. */
const groups = (
  a: string,
  b: string,
  more: readonly Json[] = [{}, {}],
  table: Json = {},
): Json => ({
  id: 'table2',
  parentheses: 'std_error',
  columns: [
    column('1', { did: a }, { outcome: 'y', n: 600, ...more[0] }),
    column('2', { did: b }, { outcome: 'y', n: 400, ...more[1] }),
  ],
  ...table,
});
const whole = (did: string, more: Json = {}): Json => ({
  id: 'table1',
  parentheses: 'std_error',
  columns: [column('1', { did }, { outcome: 'y', n: 1000, ...more })],
});
const STATED = { partitions: [{ whole: 'sample', parts: ['1', '2'] }] };

describe('observations', () => {
  const n = (value: number, table: Json = {}) =>
    verdictsOf(
      printed([
        { id: 'table1', columns: [column('1', { x: '1.0 (0.5) **' }, { n: value })], ...table },
      ]),
      'observations',
    )['table1.1.n'];

  test('a multiple of the years, anything else, and more than there are', () => {
    expect([n(1000), n(730), n(731), n(1001)]).toEqual([
      'consistent',
      'consistent',
      'cannot tell',
      'inconsistent',
    ]);
  });

  test('a group of a balanced panel is a multiple of the years', () => {
    const table = groups('1.0 (0.5) **', '1.0 (0.5) **', [{ n: 601 }, { n: 399 }], STATED);
    expect(verdictsOf(printed([table]), 'observations')).toEqual({
      'table2.1.n': 'inconsistent',
      'table2.2.n': 'inconsistent',
    });
  });
});

describe('groups add up', () => {
  const one = '1.00 (0.50) **';
  const columns = (...sizes: number[]): Json => ({
    id: 'table1',
    parentheses: 'std_error',
    columns: sizes.map((n, i) => column(String(i + 1), { did: one }, { outcome: 'y', n })),
  });

  test('sums that fit are found without being told', () => {
    expect(verdictsOf(printed([columns(600, 250, 350, 400)]), 'partition')).toEqual({
      'table1.1.n/table1.2.n/table1.3.n': 'consistent',
      'table1.1.n/table1.4.n': 'consistent',
      'table1.2.n/table1.3.n/table1.4.n': 'consistent',
    });
  });

  test('a near miss is named if nobody calls them groups, and wrong if somebody does', () => {
    const near = columns(600, 250, 360);
    expect(verdictsOf(printed([near]), 'partition')).toEqual({
      'table1.1.n/table1.2.n/table1.3.n': 'cannot tell',
    });
    const stated = { ...near, partitions: [{ whole: '1', parts: ['2', '3'] }] };
    const [found] = findingsOf(printed([stated]), 'partition');
    expect(found?.verdict).toBe('inconsistent');
    expect(found?.arithmetic.en).toContain('250 + 360 = 610; column 1 has 600: 10 too many');
    expect(found?.arithmetic.en).toContain('1 unit in 10 years');
  });

  test('columns of other outcomes are no groups', () => {
    const table = {
      id: 'table1',
      columns: [
        column('1', { did: one }, { outcome: 'y', n: 600 }),
        column('2', { did: one }, { outcome: 'z', n: 400 }),
      ],
    };
    expect(verdictsOf(printed([table]), 'partition')).toEqual({});
  });
});

describe('effects of groups', () => {
  test('weights by hand: 1 to 59 treated in the first group, 1 to 39 in the second', () => {
    const effects = [1, 2];
    expect(extreme(effects, [60, 40], 1).value).toBeCloseTo((1 * 1 + 39 * 2) / 40, 12);
    expect(extreme(effects, [60, 40], -1).value).toBeCloseTo((59 * 1 + 1 * 2) / 60, 12);
    expect(extreme(effects, [60, 40], 1).weights).toEqual([1 / 40, 39 / 40]);
    // Of one group there is nothing to weigh.
    expect(extreme([3], [10], 1).value).toBe(3);
  });

  const effect = (
    total: string,
    table = groups('1.00 (0.10) ***', '2.00 (0.10) ***', undefined, STATED),
  ) =>
    verdictsOf(printed([whole(total), table]), 'group_effects')[
      'table1.1.did/table2.1.did/table2.2.did'
    ];

  test('between them, a little beyond, and far beyond', () => {
    expect(effect('1.40 (0.10) ***')).toBe('consistent');
    expect(effect('2.10 (0.10) ***')).toBe('cannot tell');
    expect(effect('3.00 (0.10) ***')).toBe('inconsistent');
    expect(effect('-1.00 (0.10) ***')).toBe('inconsistent');
  });

  test('groups that only their sum suggests prove nothing', () => {
    expect(effect('3.00 (0.10) ***', groups('1.00 (0.10) ***', '2.00 (0.10) ***'))).toBe(
      'cannot tell',
    );
  });

  test('the whole is seldom more precise than its groups together', () => {
    const precision = (error: string) =>
      verdictsOf(
        printed([
          whole(`1.40 (${error}) ***`),
          groups('1.00 (0.10) ***', '2.00 (0.10) ***', undefined, STATED),
        ]),
        'group_precision',
      )['table1.1.did/table2.1.did/table2.2.did'];
    // 1 / √(1 / 0.1² + 1 / 0.1²) = 0.0707.
    expect([precision('0.0750'), precision('0.0500')]).toEqual(['consistent', 'cannot tell']);
  });
});

describe('R² of groups', () => {
  const r2 = (total: string, a: string, b: string) =>
    findingsOf(
      printed([
        whole('1.40 (0.10) ***', { r2: total }),
        groups('1.00 (0.10) ***', '2.00 (0.10) ***', [{ r2: a }, { r2: b }], STATED),
      ]),
      'group_r2',
    )[0];

  test('a badly fitting group can hold little of the variation if the whole fits well', () => {
    expect(r2('0.500', '0.450', '0.600')?.verdict).toBe('consistent');
    const odd = r2('0.990', '0.300', '0.992');
    expect(odd?.verdict).toBe('cannot tell');
    // (1 − 0.9895) / (1 − 0.3005) = 1.5 % of the variation, with 60 % of the rows.
    expect(odd?.arithmetic.en).toContain(
      'column 1, with 60% of the observations, can hold at most 1.5%',
    );
  });
});
