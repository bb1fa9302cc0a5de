import { describe, expect, test } from 'vitest';
import { column, findingsOf, printed, verdictsOf } from '../tables-of.ts';

const table = (terms: Record<string, string>, more: object = {}) => ({
  id: 'table1',
  parentheses: 'std_error',
  columns: [column('1', terms, { n: 1000, ...more })],
});

describe('stars', () => {
  test('by hand: a ratio of 2.5 earns two stars, one and three are wrong', () => {
    const verdicts = verdictsOf(
      printed([
        table({
          a: '0.250 (0.100) **',
          b: '0.250 (0.100) *',
          c: '0.250 (0.100) ***',
          d: '0.250 (0.100)',
        }),
      ]),
      'stars',
    );
    expect(verdicts).toEqual({
      'table1.1.a': 'consistent',
      'table1.1.b': 'inconsistent',
      'table1.1.c': 'inconsistent',
      'table1.1.d': 'inconsistent',
    });
  });

  test('a ratio at a threshold may round to either side', () => {
    // 0.196 / 0.100 lies between 0.1955 / 0.1005 = 1.945 and 0.1965 / 0.0995 = 1.975; 1.960 is inside.
    const near = (stars: string) =>
      verdictsOf(printed([table({ a: `0.196 (0.100)${stars}` })]), 'stars')['table1.1.a'];
    expect([near(' *'), near(' **'), near(' ***'), near('')]).toEqual([
      'consistent',
      'consistent',
      'inconsistent',
      'inconsistent',
    ]);
  });

  test('a JSON number is taken with the digits that it may have had', () => {
    const terms = { a: { coef: 0.2, paren: 0.1, stars: '***' } };
    const tables = (coef: unknown) =>
      printed([
        {
          id: 'table1',
          parentheses: 'std_error',
          columns: [
            {
              id: '1',
              n: 1000,
              terms: { a: { ...terms.a, coef, paren: coef === 0.2 ? 0.1 : '0.1000' } },
            },
          ],
        },
      ]);
    expect(verdictsOf(tables(0.2), 'stars')).toEqual({ 'table1.1.a': 'consistent' });
    expect(verdictsOf(tables('0.2000'), 'stars')).toEqual({ 'table1.1.a': 'inconsistent' });
  });

  test('few clusters earn fewer stars: both distributions are allowed', () => {
    // 1.80: p = 0.072 by the normal distribution, 0.115 by t with 7 degrees of freedom.
    const few = (stars: string) =>
      verdictsOf(printed([table({ a: `0.1800 (0.1000)${stars}` }, { clusters: 8 })]), 'stars');
    expect(few(' *')).toEqual({ 'table1.1.a': 'consistent' });
    expect(few('')).toEqual({ 'table1.1.a': 'consistent' });
    expect(few(' **')).toEqual({ 'table1.1.a': 'inconsistent' });
  });

  test('says how few degrees of freedom the printed stars would need', () => {
    const [found] = findingsOf(printed([table({ a: '0.2500 (0.1000) *' })]), 'stars');
    // R: qt(0.975, 5) = 2.571, qt(0.975, 6) = 2.447.
    expect(found?.arithmetic.en).toContain('at most 5 degrees of freedom');
    expect(found?.arithmetic.zh).toContain('自由度不超过 5');
    expect(found?.arithmetic.en).toContain('|0.2500| ÷ 0.1000 = 2.50');
  });

  test('marks that the legend does not have are wrong', () => {
    expect(verdictsOf(printed([table({ a: '0.9 (0.1) ****' })]), 'stars')).toEqual({
      'table1.1.a': 'inconsistent',
    });
  });
});

describe('parentheses', () => {
  const rows = {
    a: '0.500 (0.100) ***',
    b: '-0.300 (0.120) **',
    c: '0.020 (0.100)',
    d: '0.180 (0.100) *',
  };
  const with_ = (parentheses: string | undefined, terms: Record<string, string> = rows) =>
    printed([{ ...table(terms), parentheses }]);

  test('standard errors under a note that says t values are found, and the reading is used', () => {
    expect(verdictsOf(with_('t_value'), 'parentheses')).toEqual({
      table1: 'inconsistent',
      '': 'inconsistent',
    });
    expect(new Set(Object.values(verdictsOf(with_('t_value'), 'stars')))).toEqual(
      new Set(['consistent']),
    );
  });

  test('the right note is right, whatever it says', () => {
    expect(verdictsOf(with_('std_error'), 'parentheses').table1).toBe('consistent');
    const t = {
      a: '0.500 (5.00) ***',
      b: '-0.300 (-2.50) **',
      c: '0.020 (0.20)',
      d: '0.180 (1.80) *',
    };
    expect(verdictsOf(with_('t_value', t), 'parentheses').table1).toBe('consistent');
    expect(verdictsOf(with_('std_error', t), 'parentheses').table1).toBe('inconsistent');
    const p = {
      a: '0.500 (0.001) ***',
      b: '-0.300 (0.020) **',
      c: '0.020 (0.840)',
      d: '0.180 (0.072) *',
    };
    expect(verdictsOf(with_('p_value', p), 'parentheses').table1).toBe('consistent');
    expect(verdictsOf(with_('t_value', p), 'parentheses').table1).toBe('inconsistent');
  });

  test('one wrong star does not refute a note', () => {
    const verdicts = verdictsOf(
      with_('std_error', { ...rows, a: '0.500 (0.100) *' }),
      'parentheses',
    );
    expect(verdicts.table1).toBe('consistent');
    expect(verdictsOf(with_('t_value', { b: rows.b, c: rows.c }), 'parentheses').table1).toBe(
      'cannot tell',
    );
  });

  test('counts negative coefficients with a positive number below', () => {
    const [found] = findingsOf(with_('t_value'), 'parentheses');
    expect(found?.arithmetic.en).toContain(
      'Negative coefficients: 1, of them over a positive number: 1.',
    );
  });
});
