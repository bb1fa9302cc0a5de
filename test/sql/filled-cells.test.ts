import { expect, test } from 'vitest';
import { runSql } from '../support/run-sql.ts';

interface Rules {
  readonly fill_gaps?: string;
  readonly fill_ends?: string;
  readonly fill_at_most_years?: number;
  readonly fill_at_most_share?: number;
}

/** Rules without limits, so that each test states those that it is about. */
const RULES = {
  first_year: 2006,
  last_year: 2011,
  fill_gaps: 'linear',
  fill_ends: 'nearest',
  fill_at_most_years: 99,
  fill_at_most_share: 1,
};

/** Cells filled for one city and one variable over 2006 to 2011, as [year, value, rule, from, to]. */
async function filled(observed: Readonly<Record<number, number>>, rules: Rules = {}) {
  const values = Object.entries(observed).map(
    ([year, value]) => `(330100, ${year}, 'gdp', ${value}::double)`,
  );
  const rows = await runSql('filled_cells', {
    tables: {
      cities: 'select 330100 as city',
      variables: `select 'gdp' as variable`,
      observed: `from (values ${values.join(', ')}) t(city, year, variable, value)`,
    },
    variables: { ...RULES, ...rules },
  });
  return rows.map((row) => Object.values(row).filter((_, i) => i !== 0 && i !== 2));
}

const ALL = { 2006: 1, 2007: 2, 2008: 3, 2009: 4, 2010: 5, 2011: 6 };
const GAP = { 2006: 10, 2007: 20, 2010: 26, 2011: 30 };
const ENDS = { 2008: 10, 2009: 14 };

test('a full series has no filled cell', async () => {
  expect(await filled(ALL)).toEqual([]);
});

test('a gap lies on the line between its neighbours', async () => {
  expect(await filled(GAP)).toEqual([
    [2008, 22, 'linear', 2007, 2010],
    [2009, 24, 'linear', 2007, 2010],
  ]);
});

test('ends repeat the nearest value', async () => {
  expect(await filled(ENDS)).toEqual([
    [2006, 10, 'nearest', 2008, 2008],
    [2007, 10, 'nearest', 2008, 2008],
    [2010, 14, 'nearest', 2009, 2009],
    [2011, 14, 'nearest', 2009, 2009],
  ]);
});

test('ends prolong the line through the two nearest values, if so chosen', async () => {
  expect(await filled(ENDS, { fill_ends: 'trend' })).toEqual([
    [2006, 2, 'trend', 2008, 2009],
    [2007, 6, 'trend', 2008, 2009],
    [2010, 18, 'trend', 2008, 2009],
    [2011, 22, 'trend', 2008, 2009],
  ]);
});

test('a trend that falls to zero, or has one value only, fills nothing', async () => {
  expect(await filled({ 2008: 10, 2009: 15 }, { fill_ends: 'trend' })).toEqual([
    [2007, 5, 'trend', 2008, 2009],
    [2010, 20, 'trend', 2008, 2009],
    [2011, 25, 'trend', 2008, 2009],
  ]);
  expect(await filled({ 2008: 10 }, { fill_ends: 'trend' })).toEqual([]);
});

test('gaps and ends are left alone if so chosen', async () => {
  expect(await filled(GAP, { fill_gaps: 'none' })).toEqual([]);
  expect(await filled(ENDS, { fill_ends: 'none' })).toEqual([]);
});

test('a value outside the years of the panel makes an end a gap', async () => {
  const cells = await filled({ ...ENDS, 2004: 2, 2013: 22 });
  expect(cells).toEqual([
    [2006, 6, 'linear', 2004, 2008],
    [2007, 8, 'linear', 2004, 2008],
    [2010, 16, 'linear', 2009, 2013],
    [2011, 18, 'linear', 2009, 2013],
  ]);
});

function line(year: number): number {
  return 5 + 3 * (year - 2006);
}

test('a filled series of a straight line is that line', async () => {
  const cells = await filled({ 2006: line(2006), 2008: line(2008) }, { fill_ends: 'trend' });
  expect(cells.map(([year, value]) => [year, value])).toEqual(
    [2007, 2009, 2010, 2011].map((year) => [year, line(year)]),
  );
});

test('an unknown rule is refused by name', async () => {
  await expect(filled(GAP, { fill_gaps: 'cubic' })).rejects.toThrow('linear or none, not cubic');
  await expect(filled(GAP, { fill_ends: 'zero' })).rejects.toThrow(
    'nearest, trend or none, not zero',
  );
});

test('a cell further from any observed year than the limit stays missing', async () => {
  const far = await filled({ 2006: 10, 2011: 20 }, { fill_at_most_years: 1 });
  expect(far).toEqual([
    [2007, 12, 'linear', 2006, 2011],
    [2010, 18, 'linear', 2006, 2011],
  ]);
  expect(await filled({ 2008: 10 }, { fill_at_most_years: 2 })).toEqual([
    [2006, 10, 'nearest', 2008, 2008],
    [2007, 10, 'nearest', 2008, 2008],
    [2009, 10, 'nearest', 2008, 2008],
    [2010, 10, 'nearest', 2008, 2008],
  ]);
  const trend = { fill_ends: 'trend', fill_at_most_years: 1 };
  expect(await filled({ 2008: 10, 2009: 12 }, trend)).toEqual([
    [2007, 8, 'trend', 2008, 2009],
    [2010, 14, 'trend', 2008, 2009],
  ]);
});

test('of a variable that needs a larger share than the limit, no cell is filled', async () => {
  // Two of the six cells of the panel.
  expect(await filled(GAP, { fill_at_most_share: 0.33 })).toEqual([]);
  expect(await filled(GAP, { fill_at_most_share: 0.34 })).toHaveLength(2);
});

test('the share is that of one variable over all cities', async () => {
  const rows = await runSql('filled_cells', {
    tables: {
      cities: 'from (values (330100), (330200)) t(city)',
      variables: `from (values ('gdp'), ('gas')) t(variable)`,
      // Of gdp one of twelve cells is missing, of gas six.
      observed: `select city, year, variable, 1::double as value
        from (values (330100), (330200)) c(city), range(2006, 2012) y(year),
          (values ('gdp'), ('gas')) v(variable)
        where not (variable = 'gdp' and city = 330100 and year = 2008)
          and not (variable = 'gas' and year % 2 = 0)`,
    },
    variables: { ...RULES, fill_at_most_share: 0.4 },
  });
  expect(rows.map((row) => [row['city'], row['year'], row['variable']])).toEqual([
    [330100, 2008, 'gdp'],
  ]);
});

test('limits that are none are refused', async () => {
  await expect(filled(GAP, { fill_at_most_share: 10 })).rejects.toThrow('between 0 and 1');
  await expect(filled(GAP, { fill_at_most_years: -1 })).rejects.toThrow('a number of years');
});

/** GDP per capita of a city that states GDP in two years, population in one, and what is given. */
async function perCapita(given: string) {
  const rows = await runSql('filled_cells', {
    tables: {
      cities: 'select 330100 as city',
      variables: `from (values ('gdp'), ('population'), ('gdp_per_capita')) t(variable)`,
      observed: `from (values (330100, 2006, 'gdp', 40000000::double), (330100, 2007, 'gdp', 42000000),
          (330100, 2006, 'population', 500) ${given}
        ) t(city, year, variable, value)`,
    },
    variables: { ...RULES, last_year: 2007 },
  });
  return rows
    .filter((row) => row['variable'] === 'gdp_per_capita')
    .map((row) => [row['year'], row['value'], row['rule'], row['from_year'], row['to_year']]);
}

test('GDP per capita that no source ever states for a city is GDP over population, and marked', async () => {
  // 40,000,000 × 10,000 yuan over 500 × 10,000 persons = 80,000 yuan.
  expect(await perCapita('')).toEqual([
    [2006, 80_000, 'gdp_over_population', 2006, 2006],
    [2007, 84_000, 'gdp_over_population', 2007, 2007],
  ]);
});

test('GDP per capita that a source states in some year is filled as any other statistic', async () => {
  expect(await perCapita(`, (330100, 2006, 'gdp_per_capita', 78000)`)).toEqual([
    [2007, 78_000, 'nearest', 2006, 2006],
  ]);
});
