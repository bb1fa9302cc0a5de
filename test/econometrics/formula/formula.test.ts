import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/text/user-error.ts';
import { formulaColumns } from '../../../src/econometrics/feols.ts';
import { parseFormula, parseFormulas } from '../../../src/econometrics/formula/formula.ts';

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
    ['y ~ lag(x)', 5, 'lag() is no term'],
    ['y ~ log(x, z)', 12, 'log() takes one number'],
    ['y ~ log()', 9, 'log() of what?'],
    ['y ~ log(lag(x))', 9, 'lag() is not supported here'],
    ['y ~ log(x:z)', 11, '":" has no place in arithmetic'],
    ['y ~ log("x")', 9, '"x" is no number'],
    ['y ~ x^0.5', 7, 'a power is a whole number'],
    ['y ~ I(x^z)', 9, 'a power is a whole number'],
    ['lag(y) ~ x', 1, 'lag() is not supported here'],
    ['1 ~ x', 1, 'the outcome holds no column'],
    ['y ~ a/b', 7, 'the operator "/" has no place in a term'],
    ['y ~ a:(b - c)', 12, 'the operator "-" has no place in a term'],
    ['y ~ a:2', 7, 'the number 2 is no term'],
    ['y ~ "x"', 5, 'a text in quotation marks is no term'],
    ['y ~ "x', 5, 'this quotation mark is never closed'],
    ['y ~ factor(a, b)', 15, 'factor() takes the name of one column'],
    ['y ~ i()', 7, 'i() needs a column first'],
    ['y ~ i(log(x))', 7, 'i() needs a column first'],
    ['y ~ i(year, a + b)', 13, 'the second argument of i()'],
    ['y ~ i(year, ref = north)', 19, 'the name north is no value'],
    ['y ~ i(year, ref = 1, bin = 2)', 28, 'i() has no option "bin"'],
    ['y ~ i(year, ref = 2000:90000)', 19, 'this is no value'],
    ['c(y1, y2) ~ x', 1, 'c(y1, y2) stands for several models'],
    ['y ~ x + csw(a, b)', 9, 'csw(a, b) stands for several models'],
    ['y ~ x | sw(a, b)', 9, 'sw(a, b) stands for several models'],
    ['y ~ x | log(city)', 9, 'log() is not supported among the fixed effects'],
    ['y ~ x | city - year', 9, 'the operator "-" is not supported among the fixed effects'],
    ['y ~ x | city[year + 1]', 14, 'a slope is a column or a function of one'],
    ['y ~ x | city[year', 18, 'the end of a slope'],
    ['y ~ x | city[a]^year', 9, 'a varying slope in this place'],
    ['y ~ x + city[year]', 9, 'a varying slope outside the fixed effects is no term'],
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

describe('terms', () => {
  it.each([
    ['a:b', ['a:b']],
    ['a + b:a + b', ['a', 'b', 'a:b']],
    ['a * b', ['a', 'b', 'a:b']],
    ['a * b * c', ['a', 'b', 'c', 'a:b', 'a:c', 'b:c', 'a:b:c']],
    ['(a + b):c', ['a:c', 'b:c']],
    ['(a + b) * c - b:c', ['a', 'b', 'c', 'a:c']],
    ['a:b - b:a + c', ['c']],
    ['a:a', ['a']],
    ['log(a) + I(b * 2 - (c + 1) / d)', ['log(a)', 'I(b * 2 - (c + 1)/d)']],
    ['a^2:b + I(-a)', ['I(-a)', 'I(a^2):b']],
    ['`a b`:c + log(`a b`)', ['log(`a b`)', 'a b:c']],
    ['factor(a) * b', ['factor(a)', 'b', 'factor(a):b']],
    ['i(year, did, ref = c(-1, 2:3))', ['i(year, did, ref = c(-1, 2:3))']],
  ])('%s', (right, expected) => {
    expect(names(parseFormula(`y ~ ${right}`).regressors)).toEqual(expected);
  });

  it('fixed effects combine and vary in slope', () => {
    const { fixedEffects } = parseFormula('y ~ x | a^b + c[t, log(z)] + d^e[[t]] + a^b');
    expect(names(fixedEffects)).toEqual(['a^b', 'c', 'c[[t]]', 'c[[log(z)]]', 'd^e[[t]]']);
    expect(fixedEffects.map(({ columns }) => columns.join())).toEqual([
      'a,b',
      'c',
      'c',
      'c',
      'd,e',
    ]);
  });

  it('computed outcomes have the name of their arithmetic', () => {
    expect(parseFormula('log(y + 1) ~ x').outcome.name).toBe('log(y + 1)');
    expect(parseFormula('a/(b*c) ~ x').outcome.name).toBe('a/(b * c)');
  });
});

describe('several models in one formula', () => {
  it.each([
    ['c(y, z) ~ x', ['y ~ x', 'z ~ x']],
    ['y ~ x + sw(a, b + c)', ['y ~ x + a', 'y ~ x + b + c']],
    ['y ~ sw0(a, b)', ['y ~ 1', 'y ~ a', 'y ~ b']],
    ['y ~ csw(a, b) + x', ['y ~ a + x', 'y ~ a + b + x']],
    ['y ~ csw0(a, b) - 1 + x', ['y ~ 0 + x', 'y ~ 0 + a + x', 'y ~ 0 + a + b + x']],
    ['y ~ mvsw(a, b)', ['y ~ 1', 'y ~ a', 'y ~ b', 'y ~ a + b']],
    ['y ~ x | sw0(a, b^c)', ['y ~ x', 'y ~ x | a', 'y ~ x | b^c']],
    [
      'c(y, log(z)) ~ sw(a, `b c`) | csw(f, g[t])',
      [
        'y ~ a | f',
        'y ~ `b c` | f',
        'log(z) ~ a | f',
        'log(z) ~ `b c` | f',
        'y ~ a | f + g + g[[t]]',
        'y ~ `b c` | f + g + g[[t]]',
        'log(z) ~ a | f + g + g[[t]]',
        'log(z) ~ `b c` | f + g + g[[t]]',
      ],
    ],
  ])('%s', (text, models) => {
    const found = parseFormulas(text);
    expect(found.map((model) => model.text)).toEqual(models);
    const again = models.map((model) => parseFormula(model));
    expect(again.map(({ regressors }) => names(regressors))).toEqual(
      found.map(({ regressors }) => names(regressors)),
    );
  });

  it.each([
    ['y ~ sw(a, b) + csw(c, d)', 16, 'a second stepwise call, csw()'],
    ['y ~ sw()', 8, 'sw() of what?'],
    ['c() ~ x', 3, 'c() of what?'],
    ['y ~ x:sw(a, b)', 7, 'sw() is no term'],
    ['y ~ mvsw(a, b, c, d, e, f, g, h, i, j, k)', 5, 'at most 10'],
  ])('points at the mistake in "%s"', (text, character, message) => {
    const error = errorOf(() => parseFormulas(text));
    expect(error.message).toContain(`formula, character ${character}:`);
    expect(error.message).toContain(message);
  });
});

describe('formulas that would fill the memory or the stack', () => {
  const many = Array.from({ length: 40 }, (_, i) => `x${i}`);
  it.each([
    ['brackets', `y ~ ${'('.repeat(20_000)}x${')'.repeat(20_000)}`, 'at most 4000 words and signs'],
    ['signs', `y ~ ${'-'.repeat(50_000)}x`, 'at most 4000 words and signs'],
    ['products', `y ~ ${many.join(' * ')}`, 'this product stands for more than 4000 terms'],
    [
      'models',
      `c(${many.join(', ')}) ~ sw(${many.join(', ')}) | sw(${many.join(', ')})`,
      'this stands for 64000 models',
    ],
  ])('are refused: %s', (_, text, message) => {
    const error = errorOf(() => parseFormulas(text));
    expect(error.code).toBe('E_FORMULA');
    expect(error.message).toContain(message);
  });

  it('but 1,500 terms are read', () => {
    const terms = Array.from({ length: 1500 }, (_, i) => `x${i}`);
    expect(parseFormula(`y ~ ${terms.join(' + ')}`).regressors).toHaveLength(1500);
  });
});

describe('formulaColumns', () => {
  it('names the columns of every construct', () => {
    expect(
      formulaColumns(
        'c(y1, log(y2/p)) ~ a:b + csw(i(t, c, ref = 1), i(u, i.v)) + I(d^2) | f^g + h[k]',
        {
          vcov: { cluster: 'f^w' },
          split: 's',
        },
      ),
    ).toEqual('y1 t c d a b f g h k u v y2 p w s'.split(' '));
  });

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

function errorOf(run: () => unknown): UserError {
  try {
    run();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('no error was thrown');
}
