import { expect, test } from 'vitest';
import { runSql } from '../support/run-sql.ts';

const CITIES = `from (values (330100, '杭州市', 33), (330200, '宁波市', 33)) t(city, city_name, province)`;
const VARIABLES = `from (values ('gdp'), ('gdp_per_capita'), ('marketisation')) t(variable)`;
const YEARS = { first_year: 2016, last_year: 2017 };

test('observed keeps the cities and variables of the study and spreads the index of a province', async () => {
  const rows = await runSql('observed', {
    tables: {
      cities: CITIES,
      variables: VARIABLES,
      statistics: `from (values
          (330100, 2016, 'gdp', 100.0::double), (650100, 2016, 'gdp', 5.0), (330100, 2016, 'rain', 9.0),
          (330200, 2016, 'gdp', null)
        ) t(city, year, variable, value)`,
      marketisation: `from (values (33, 2016, 9.5::double), (65, 2016, 3.0))
        t(province, year, value)`,
    },
  });
  expect(rows.map((row) => Object.values(row))).toEqual([
    [330100, 2016, 'gdp', 100],
    [330100, 2016, 'marketisation', 9.5],
    [330200, 2016, 'marketisation', 9.5],
  ]);
});

const observed = `from (values
    (330100, 2015, 'gdp', 80.0::double), (330100, 2016, 'gdp', 100.0),
    (330100, 2016, 'marketisation', 9.5), (330100, 2017, 'marketisation', 9.75),
    (330200, 2016, 'gdp', 50.0), (330200, 2016, 'marketisation', 9.5)
  ) t(city, year, variable, value)`;
const filledCells = `select 330100 as city, 2017 as year, 'gdp' as variable, 110::double as value`;

const NO_CELL = `select 0 as city, 0 as year, '' as variable, '' as reason where false`;
const missing = (...cells: readonly string[]) =>
  `from (values ${cells.join(', ')}) t(city, year, variable, reason)`;

test('observed and filled values stand side by side, and the filled ones are counted', async () => {
  const rows = await runSql('indicators', {
    tables: { observed, filled_cells: filledCells, missing_cells: NO_CELL },
    variables: { ...YEARS, incomplete: 'stop' },
  });
  expect(
    rows.map((row) => [row['city'], row['year'], row['gdp'], row['marketisation'], row['filled']]),
  ).toEqual([
    [330100, 2016, 100, 9.5, 0],
    [330100, 2017, 110, 9.75, 1],
    [330200, 2016, 50, 9.5, 0],
  ]);
});

test.each([
  ['stop', ['330100 2016', '330100 2017', '330200 2016']],
  ['unbalanced', ['330100 2017', '330200 2016']],
  ['drop', ['330200 2016']],
])('a city with a missing cell, by the rule %s', async (incomplete, left) => {
  const tables = {
    observed,
    filled_cells: filledCells,
    missing_cells: missing(`(330100, 2016, 'gas', 'no_value')`),
  };
  const rows = await runSql('indicators', { tables, variables: { ...YEARS, incomplete } });
  expect(rows.map((row) => `${Number(row['city'])} ${Number(row['year'])}`)).toEqual(left);
});

test('an unknown rule for incomplete cities is refused by name', async () => {
  const tables = { observed, filled_cells: filledCells, missing_cells: NO_CELL };
  const variables = { ...YEARS, incomplete: 'keep' };
  await expect(runSql('indicators', { tables, variables })).rejects.toThrow(
    'stop, drop or unbalanced, not keep',
  );
});

test('a cell is missing for one of three reasons', async () => {
  const rows = await runSql('missing_cells', {
    tables: {
      cities: CITIES,
      variables: VARIABLES,
      observed: `from (values
          (330100, 2016, 'gdp', 100.0), (330200, 2010, 'gdp', 50.0), (330100, 2016, 'gdp_per_capita', 1.0),
          (330100, 2017, 'gdp_per_capita', 1.0)
        ) t(city, year, variable, value)`,
      filled_cells: `from (values (330100, 2017, 'gdp')) t(city, year, variable)`,
    },
    variables: YEARS,
  });
  expect(rows.map((row) => Object.values(row))).toEqual([
    [330100, 2016, 'marketisation', 'no_source'],
    [330100, 2017, 'marketisation', 'no_source'],
    [330200, 2016, 'gdp', 'not_filled'],
    [330200, 2016, 'gdp_per_capita', 'no_value'],
    [330200, 2016, 'marketisation', 'no_source'],
    [330200, 2017, 'gdp', 'not_filled'],
    [330200, 2017, 'gdp_per_capita', 'no_value'],
    [330200, 2017, 'marketisation', 'no_source'],
  ]);
});

const MISSING = missing(
  `(330100, 2016, 'gdp', 'not_filled')`,
  `(330100, 2017, 'gdp', 'not_filled')`,
  `(330100, 2019, 'gdp', 'not_filled')`,
  `(330200, 2016, 'gdp', 'no_value')`,
  `(330100, 2016, 'gas', 'no_source')`,
  `(330200, 2017, 'gas', 'no_source')`,
);

async function offending(
  incomplete: string,
  indicators = 'select 330100 as city',
  missing_cells = MISSING,
) {
  const tables = { cities: CITIES, missing_cells, indicators };
  const rows = await runSql('checks/indicators', { tables, variables: { incomplete } });
  return rows.map((row) => Object.values(row));
}

test('the check names what has no source at all, then city, variable and years', async () => {
  expect(await offending('stop')).toEqual([
    ['gas', 'all 2', '2016-2017', 'no source states it'],
    ['gdp', '宁波市', '2016', 'no source states it'],
    ['gdp', '杭州市', '2016-2017, 2019', 'not filled, see fill_*'],
  ]);
});

test.each(['drop', 'unbalanced'])(
  'where %s is the rule, only a variable without a source stops',
  async (rule) => {
    expect((await offending(rule)).map(([variable]) => variable)).toEqual(['gas']);
  },
);

test('a rule that leaves out every city stops', async () => {
  const none = 'select 330100 as city where false';
  const found = await offending('drop', none, missing(`(330100, 2016, 'gdp', 'not_filled')`));
  expect(found).toEqual([
    ['any', 'every city', 'each', 'has a missing cell, so that none is left'],
  ]);
});

test('where a variable has no source, that alone is said', async () => {
  const found = await offending('drop', 'select 330100 as city where false');
  expect(found.map((row) => row.at(-1))).toEqual(['no source states it']);
});
