import { describe, expect, it } from 'vitest';
import { EstimationError } from '../../src/econometrics/estimation-error.ts';
import { formulaColumns } from '../../src/econometrics/feols.ts';
import { parseFormula } from '../../src/econometrics/formula.ts';

describe('parseFormula', () => {
  it('reads outcome, regressors and fixed effects', () => {
    const formula = parseFormula('ln_et ~ did + pgdp +  lu\n| city + year');
    expect(formula.text).toBe('ln_et ~ did + pgdp + lu | city + year');
    expect(formula.outcome.name).toBe('ln_et');
    expect(names(formula.regressors)).toEqual(['did', 'pgdp', 'lu']);
    expect(names(formula.fixedEffects)).toEqual(['city', 'year']);
    expect(formula.intercept).toBe(true);
  });

  it.each([
    ['y ~ 1', [], true],
    ['y ~ x', ['x'], true],
    ['y ~ x - 1', ['x'], false],
    ['y ~ 0 + x', ['x'], false],
    ['y ~ -1 + x', ['x'], false],
    ['y ~ x + 0', ['x'], false],
    ['y ~ x - 0', ['x'], true],
    ['y ~ 0 + x + 1', ['x'], true],
    ['y ~ x + z + x', ['x', 'z'], true],
    ['y ~ x + z - x', ['z'], true],
    ['y ~ a - (b + c) + (d)', ['a', 'd'], true],
    ['人均 ~ 政策 + `gdp, per head` + a.b_2', ['政策', 'gdp, per head', 'a.b_2'], true],
  ])('%s', (text, regressors, intercept) => {
    const formula = parseFormula(text);
    expect(names(formula.regressors)).toEqual(regressors);
    expect(formula.intercept).toBe(intercept);
    expect(formula.fixedEffects).toEqual([]);
  });

  it('keeps each fixed effect once, and a model of effects alone', () => {
    expect(names(parseFormula('y ~ 1 | city + year + city').fixedEffects)).toEqual([
      'city',
      'year',
    ]);
  });

  it.each([
    ['', 1, 'expected a variable, the formula ends'],
    ['y', 2, 'expected "~"'],
    ['y ~', 4, 'expected a variable, the formula ends'],
    ['y ~ x + | city', 9, 'found "|"'],
    ['y ~ x |', 8, 'expected a variable'],
    ['y ~ x z', 7, 'found "z"'],
    ['y ~ x ~ z', 7, 'found "~"'],
    ['y ~ (x + z', 11, '")"'],
    ['y ~ x | a | b', 13, 'second "|"'],
    ['y ~ x & z', 7, '"&" has no meaning'],
    ['y ~ `x', 5, 'never closed'],
    ['y ~ `` + x', 5, 'must not be empty'],
    ['y ~ x + 2', 9, 'the number 2 is no term'],
    ['y ~ 0', 5, 'nothing is left to estimate'],
    ['y ~ log(x)', 5, 'log() is not supported on the right-hand side'],
    ['log(y) ~ x', 1, 'log() is not supported as the outcome'],
    ['y ~ a + b:c', 9, 'the operator ":" is not supported'],
    ['y ~ a*b', 5, 'the operator "*" is not supported'],
    ['y ~ i(year, ref = 2016)', 5, 'i() is not supported'],
    ['c(y1, y2) ~ x', 1, 'c() is not supported as the outcome'],
    ['y ~ x | city^year', 9, 'the operator "^" is not supported among the fixed effects'],
    ['y ~ x | city[year]', 9, 'a varying slope is not supported among the fixed effects'],
    ['y ~ x | city + 1', 16, 'a number is not supported among the fixed effects'],
    ['政策 ~ 人均 + @', 11, '"@" has no meaning'],
  ])('points at the mistake in "%s"', (text, character, message) => {
    const error = errorOf(() => parseFormula(text));
    expect(error.code).toBe('E_FORMULA');
    expect(error.message).toContain(`formula, character ${character}:`);
    expect(error.message).toContain(message);
    expect(error.message.split('\n').at(-1)).toBe(`  ${' '.repeat(character - 1)}^`);
  });
});

describe('formulaColumns', () => {
  it('names each column that an estimate reads, once', () => {
    expect(
      formulaColumns('y ~ x + z | city + year', {
        vcov: { cluster: ['city', 'prov'] },
        weights: 'pop',
      }),
    ).toEqual(['y', 'x', 'z', 'city', 'year', 'pop', 'prov']);
    expect(formulaColumns('y ~ x', { vcov: 'hetero' })).toEqual(['y', 'x']);
  });
});

function names(terms: readonly { readonly name: string }[]): string[] {
  return terms.map(({ name }) => name);
}

function errorOf(run: () => unknown): EstimationError {
  try {
    run();
  } catch (error) {
    if (error instanceof EstimationError) return error;
    throw error;
  }
  throw new Error('no error was thrown');
}
