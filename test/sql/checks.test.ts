import { expect, test } from 'vitest';
import { runSql, type Row } from '../support/run-sql.ts';

async function offending(check: string, tables: Readonly<Record<string, string>>): Promise<Row[]> {
  return runSql(`checks/${check}`, { tables });
}

const INCOPAT = `from (values ('a.xlsx', 'S', 2), ('a.xlsx', 'S', 3), ('b.csv', null, 2))
  t(source_file, source_sheet, source_row)`;
const A2 = "{source_file: 'a.xlsx', source_sheet: 'S', source_row: 2}";
const A3 = "{source_file: 'a.xlsx', source_sheet: 'S', source_row: 3}";
const B2 = "{source_file: 'b.csv', source_sheet: null, source_row: 2}";

test('patents: each raw row is the source of one filing', async () => {
  const patents = `select [${A2}, ${A3}] as sources union all select [${B2}]`;
  expect(await offending('patents', { incopat: INCOPAT, patents })).toEqual([]);
});

test('patents: a row lost and a row used twice are named', async () => {
  const patents = `select [${A2}] as sources union all select [${A2}, ${B2}]`;
  const found = await offending('patents', { incopat: INCOPAT, patents });
  expect(found.map((row) => [row['source_file'], row['source_row']])).toEqual([
    ['a.xlsx', 2],
    ['a.xlsx', 3],
  ]);
});

test('citations: a link leads to a document of an office, not to the filing itself', async () => {
  const found = await offending('citations', {
    patents: `select 'a' as application_no, ['CN106844774A', 'CN106844774B'] as publications`,
    citations: `select 'a' as application_no, 'made' as direction, unnest([
        '9014905', 'CN106844774', 'JPS62123456', 'US', 'US9014905'
      ]) as document`,
  });
  expect(found.map((row) => row['document'])).toEqual(['9014905', 'CN106844774', 'US']);
});

test('observed: a statistic in another unit is named', async () => {
  const found = await offending('observed', {
    variables: `from (values ('gdp', '10k_yuan'), ('lpg', 't')) t(variable, unit)`,
    statistics: `from (values
        (330100, 2016, 'gdp', '100m_yuan'), (330100, 2016, 'lpg', 't')
      ) t(city, year, variable, unit)`,
  });
  expect(found).toEqual([
    { city: 330100, year: 2016, variable: 'gdp', unit: '100m_yuan', expected_unit: '10k_yuan' },
  ]);
});

test('panel: citations add up both ways and no city-year is lost', async () => {
  const found = await offending('panel', {
    panel: `from (values
        (330100, 2016, 50::double, 30::double, 20::double), (330100, 2017, 51, 30, 20)
      ) t(city, year, citations, citations_domestic, citations_abroad)`,
    policies: `from (values
        (330100, 2016), (330100, 2017), (330300, 2017), (330400, 2017)
      ) t(city, year)`,
    // 330400 was left out for its statistics.
    indicators: 'from (values (330100, 2016), (330100, 2017), (330300, 2017)) t(city, year)',
    citation_counts: `from (values
        (330100, 2016, 20, 10, 10, 10), (330200, 2016, 4, 3, 2, 1), (330400, 2017, 4, 3, 2, 1)
      ) t(city, year, made_domestic, made_abroad, received_domestic, received_abroad)`,
  });
  expect(found.map((row) => [row['city'], row['year'], row['citations']])).toEqual([
    [330100, 2017, 51],
    [330200, 2016, 10],
    [330300, 2017, null],
  ]);
});

test.each([
  [2006, 1, 'no year lies before settings.policy_year'],
  [2030, 1, 'settings.policy_year lies after the last year'],
  [2017, 0, 'no city of the sample is treated'],
])(
  'policies: a policy of %i, with %i treated cities, needs two sides',
  async (year, treated, why) => {
    const policies = `select city, year, (city <= ${treated})::integer as treat,
      (year >= ${year})::integer as post from range(1, 3) c(city), range(2006, 2020) y(year)`;
    const variables = { policy_year: year };
    const found = await runSql('checks/policies', { tables: { policies }, variables });
    expect(found.map((row) => row['problem'])).toEqual([why]);
  },
);

test('policies: years on both sides and cities in both groups are a pass', async () => {
  const policies = `select city, year, (city = 1)::integer as treat, (year >= 2019)::integer as post
    from range(1, 3) c(city), range(2006, 2020) y(year)`;
  const variables = { policy_year: 2019 };
  expect(await runSql('checks/policies', { tables: { policies }, variables })).toEqual([]);
});

test.each([
  ['in_sample', 'keep', 1],
  ['in_sample', 'drop', 0],
  ['all', 'keep', 0],
])(
  'cities: another number than the published one, for %s and %s',
  async (sample, changes, found) => {
    const rows = await runSql('checks/cities', {
      tables: { cities: 'select i as city from range(250) t(i)' },
      variables: { sample, boundary_changes: changes },
    });
    expect(rows).toHaveLength(found);
  },
);
