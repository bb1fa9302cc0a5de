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

test('observed and filled values stand side by side, and the filled ones are counted', async () => {
  const rows = await runSql('indicators', {
    tables: { observed, filled_cells: filledCells },
    variables: YEARS,
  });
  expect(
    rows.map((row) => [row['city'], row['year'], row['gdp'], row['marketisation'], row['filled']]),
  ).toEqual([
    [330100, 2016, 100, 9.5, 0],
    [330100, 2017, 110, 9.75, 1],
    [330200, 2016, 50, 9.5, 0],
  ]);
});

test('the check names every cell that stayed empty, rows that are missing altogether too', async () => {
  const indicators = `from (values
      (330100, 2016, 100::double, 1::double, 9.5::double, 0),
      (330100, 2017, 110, 1, 9.75, 1),
      (330200, 2016, 50, null, null, 0)
    ) t(city, year, gdp, gdp_per_capita, marketisation, filled)`;
  const rows = await runSql('checks/indicators', {
    tables: { cities: CITIES, variables: VARIABLES, indicators },
    variables: YEARS,
  });
  expect(rows.map((row) => [row['city_name'], row['year'], row['variable']])).toEqual([
    ['宁波市', 2016, 'marketisation'],
    ['宁波市', 2017, 'gdp'],
    ['宁波市', 2017, 'marketisation'],
  ]);
});
