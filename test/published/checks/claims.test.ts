import { describe, expect, test } from 'vitest';
import { column, findingsOf, printed, type Json } from '../tables-of.ts';

const TABLE = {
  id: 'table1',
  parentheses: 'std_error',
  columns: [
    column('1', { did: '0.500 (0.100) ***', m: '-0.200 (0.050) ***' }, { n: 1000 }),
    column('2', { did: '0.300 (0.150) *', m: '0.004 (0.100)' }, { n: 1000 }),
    column('3', { did: '0.500 (0.400)' }, { n: 1000 }),
  ],
};
const at = (columnId: string, term = 'did'): Json => ({ table: 'table1', column: columnId, term });

function verdict(claim: Json) {
  const text = { en: 'Said.', zh: '如此。' };
  const claims = [{ id: 'c', where: text, says: text, ...claim }];
  return findingsOf(printed([TABLE], { claims }), 'claims')[0]!;
}

describe('claims', () => {
  test('significance by stars and by numbers', () => {
    const significant = (level: number, is: boolean, ...places: Json[]) =>
      verdict({ type: 'significant', level, is, at: places }).verdict;
    expect(significant(0.01, true, at('1'), at('1', 'm'))).toBe('consistent');
    // One star; 2.00 is significant at 5 % by the normal distribution, not by t with 99.
    expect(significant(0.05, true, at('1'), at('2'))).toBe('inconsistent');
    expect(significant(0.1, false, at('3'), at('2', 'm'))).toBe('consistent');
    expect(significant(0.1, false, at('2'))).toBe('inconsistent');
  });

  test('signs, sizes and significance compared', () => {
    expect(verdict({ type: 'sign', sign: 'positive', at: [at('1'), at('2')] }).verdict).toBe(
      'consistent',
    );
    expect(verdict({ type: 'sign', sign: 'positive', at: [at('1', 'm')] }).verdict).toBe(
      'inconsistent',
    );
    expect(verdict({ type: 'larger', at: [at('1')], than: [at('2')] }).verdict).toBe('consistent');
    expect(verdict({ type: 'larger', at: [at('2')], than: [at('1')] }).verdict).toBe(
      'inconsistent',
    );
    expect(verdict({ type: 'larger', at: [at('1')], than: [at('3')] }).verdict).toBe('cannot tell');
    expect(
      verdict({ type: 'more_significant', at: [at('1')], than: [at('2'), at('3')] }).verdict,
    ).toBe('consistent');
  });

  test('a chain of effects has the sign of its product', () => {
    const chain = (sign: string) =>
      verdict({ type: 'product_sign', sign, at: [at('1'), at('1', 'm')] });
    expect(chain('negative').verdict).toBe('consistent');
    expect(chain('positive').verdict).toBe('inconsistent');
    expect(chain('positive').arithmetic.en).toContain('0.500 × −0.200 = −0.100');
  });

  test('terms that a column should print, and what no table prints', () => {
    const has = (terms: string[]) =>
      verdict({ type: 'has_terms', terms, at: [{ table: 'table1', column: '3' }] }).verdict;
    expect([has(['did']), has(['did', 'm'])]).toEqual(['consistent', 'inconsistent']);
    expect(verdict({ type: 'not_printed' }).verdict).toBe('cannot tell');
    expect(verdict({ type: 'sign', sign: 'positive', at: [at('9')] }).verdict).toBe('cannot tell');
  });
});
