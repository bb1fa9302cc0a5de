import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/cities/reconcile.ts';
import { checkScale, SCALE_RULES } from '../../src/cities/scale.ts';
import type { Observation } from '../../src/cities/observation.ts';

function observe(
  variable: string,
  values: readonly (readonly [year: number, value: number, file?: string])[],
): Observation[] {
  return values.map(([year, value, file = 'a.xlsx'], i) => ({
    place: 330100,
    year,
    variable,
    value,
    unit: '',
    priority: 0,
    origin: { file, sheet: '', row: i + 2, column: variable },
  }));
}

const key = ({ year, variable }: Observation) => `${year} ${variable}`;

describe('two sources for one city, year and variable', () => {
  test('that agree are one; the first stands', () => {
    const { kept, merged, rejected } = reconcile(
      observe('gdp', [
        [2006, 34_415_068, 'a'],
        [2006, 34_415_000, 'b'],
      ]),
      0.005,
    );
    expect([kept.map(({ origin }) => origin.file), merged, rejected]).toEqual([['a'], 1, []]);
  });

  test('that disagree are both rejected', () => {
    const { kept, merged, rejected } = reconcile(
      observe('gdp', [
        [2006, 100, 'a'],
        [2006, 101, 'b'],
        [2007, 5, 'a'],
      ]),
      0.005,
    );
    expect(kept.map(({ year }) => year)).toEqual([2007]);
    expect([
      merged,
      rejected.map(({ origin, value, reason }) => [origin.file, value, reason]),
    ]).toEqual([
      0,
      [
        ['a', '100', 'conflict'],
        ['b', '101', 'conflict'],
      ],
    ]);
  });

  test('of different priority: the higher stands, the other is merged or superseded', () => {
    const [low, high, other] = observe('gdp', [
      [2006, 100, 'low'],
      [2006, 120, 'high'],
      [2006, 120.1, 'other'],
    ]).map((one, i) => ({ ...one, priority: [0, 2, 1][i] ?? 0 }));
    const { kept, merged, rejected } = reconcile([low, high, other] as Observation[], 0.005);
    expect([kept.map(({ value }) => value), merged]).toEqual([[120], 1]);
    expect(rejected.map(({ origin, reason }) => [origin.file, reason])).toEqual([
      ['low', 'superseded'],
    ]);
  });

  test('of one priority that disagree: a lower one does not stand in', () => {
    const all = observe('gdp', [
      [2006, 100],
      [2006, 120],
      [2006, 100],
    ]).map((one, i) => ({ ...one, priority: i < 2 ? 1 : 0 }));
    expect(reconcile(all, 0.005).rejected.map(({ reason }) => reason)).toEqual([
      'conflict',
      'conflict',
      'conflict',
    ]);
  });

  test('the order of the sources does not change what is kept but for its origin', () => {
    const values = observe('gdp', [
      [2007, 5],
      [2006, 100],
      [2006, 100.1],
      [2005, 1],
      [2005, 2],
    ]);
    expect(reconcile(values.toReversed(), 0.005).kept.map(key)).toEqual(
      reconcile(values, 0.005).kept.map(key),
    );
  });
});

function outOfScale(variable: string, series: readonly number[], first = 2006): string[] {
  const values = observe(
    variable,
    series.map((value, i) => [first + i, value]),
  );
  return checkScale(values, SCALE_RULES).rejected.map(({ value }) => value);
}

describe('values that cannot be', () => {
  test.each([
    [
      'a population that lost its decimal point',
      'population',
      [379, 381, 11_098, 383, 385],
      ['11098'],
    ],
    ['its jump below the bound', 'population', [127, 128, 1287, 130, 131], ['1287']],
    [
      'two years of the districts in place of the city',
      'population',
      [270, 272.8, 77, 77.3, 277.3, 278],
      ['77', '77.3'],
    ],
    [
      'a GDP three times its neighbours',
      'gdp',
      [2_500_000, 3_050_000, 9_400_000, 2_990_000, 3_200_000],
      ['9400000'],
    ],
    ['the first year', 'gdp', [34_435, 400_000, 430_000, 460_000], ['34435']],
    ['a share as a fraction', 'tertiary_share', [41, 0.42, 43], ['0.42']],
  ])('%s', (_name, variable, series, expected) => {
    expect(outOfScale(variable, series)).toEqual(expected);
  });

  test.each([
    ['a city that took in a county', 'population', [497, 495, 752, 757, 759]],
    ['growth of 20 % a year', 'gdp', [100, 120, 144, 173, 207, 249].map((value) => value * 10_000)],
    ['a revision of GDP', 'gdp', [10_290_000, 6_670_000, 6_800_000]],
    ['gas that arrives by pipeline', 'gas', [10, 12, 400, 900, 1500]],
    ['a lone pair', 'population', [100, 1000]],
  ])('%s is no error', (_name, variable, series) => {
    expect(outOfScale(variable, series)).toEqual([]);
  });
});
