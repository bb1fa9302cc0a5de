import { describe, expect, it } from 'vitest';
import {
  expressionColumns,
  expressionText,
  quoteName,
} from '../../../src/econometrics/formula/expression.ts';
import { expressionValues } from '../../../src/econometrics/formula/expression-values.ts';
import { parseFormula } from '../../../src/econometrics/formula/formula.ts';

const outcome = (text: string) => parseFormula(`${text} ~ 1`).outcome.expression;
const DATA: Readonly<Record<string, readonly number[]>> = { a: [1, 4, -2], b: [2, 0, 3] };
const values = (text: string): number[] => [
  ...expressionValues(outcome(text), 3, (name) => Float64Array.from(DATA[name]!)),
];

describe('arithmetic in formulas', () => {
  it.each([
    ['a + b * 2', [5, 4, 4]],
    ['(a + b) * 2', [6, 8, 2]],
    ['-a^2', [-1, -16, -4]],
    ['a^(-1)', [1, 0.25, -0.5]],
    ['I(a - b - 1)', [-2, 3, -6]],
    ['a / b', [0.5, Infinity, -2 / 3]],
    ['sqrt(abs(a))', [1, 2, Math.sqrt(2)]],
  ])('%s', (text, wanted) => {
    values(text).forEach((value, i) => expect(value).toBeCloseTo(wanted[i]!, 15));
  });

  it('a logarithm of zero or less has no finite value', () => {
    expect(values('log(b)').map(Number.isFinite)).toEqual([true, false, true]);
    expect(Number.isNaN(values('log(a)')[2])).toBe(true);
  });

  it('never writes to a column', () => {
    const column = Float64Array.of(1, 2, 3);
    expressionValues(outcome('a'), 3, () => column)[0] = 9;
    expressionValues(outcome('-a'), 3, (name) => (name === 'a' ? column.slice() : column));
    expect([...column]).toEqual([1, 2, 3]);
  });

  it.each([
    ['log( a )', 'log(a)'],
    ['(a+b)*a', '(a + b) * a'],
    ['a-(b-a)', 'a - (b - a)'],
    ['a/b^2', 'a/b^2'],
    ['(-a)^2', '(-a)^2'],
  ])('%s is written %s, and reads the same again', (text, wanted) => {
    expect(expressionText(outcome(text))).toBe(wanted);
    expect(outcome(wanted)).toEqual(outcome(text));
  });

  it('names its columns, each use', () => {
    expect(expressionColumns(outcome('log(a) + b * a'))).toEqual(['a', 'b', 'a']);
    expect([quoteName('ln_y'), quoteName('GDP per head')]).toEqual(['ln_y', '`GDP per head`']);
  });
});
