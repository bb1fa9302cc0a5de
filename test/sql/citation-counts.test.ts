import { expect, test } from 'vitest';
import { runSql } from '../support/run-sql.ts';

// Filing a: two cities of the study. Filing b: one of them and one outside. Filing c: no citation.
const tables = {
  cities: 'from (values (330100), (330200)) t(city)',
  new_energy: `from (values
      ('a', 2017, [330100, 330200]), ('b', 2017, [330100, 650100, 540100]), ('c', 2018, [330200]),
      ('d', 2018, [650100])
    ) t(application_no, year, cities)`,
  citations: `from (values
      ('a', 'made', 'CN1', true), ('a', 'made', 'US1', false), ('a', 'made', 'US2', false),
      ('a', 'received', 'JP1', false), ('b', 'received', 'CN9', true), ('d', 'made', 'CN1', true)
    ) t(application_no, direction, document, domestic)`,
};

async function counts(counting: string) {
  const rows = await runSql('citation_counts', { tables, variables: { counting } });
  return rows.map((row) => Object.values(row));
}

test('full counting credits each city of a filing with all of its citations', async () => {
  expect(await counts('full')).toEqual([
    // city, year, filings, made at home, made abroad, received at home, received abroad
    [330100, 2017, 2, 1, 2, 1, 1],
    [330200, 2017, 1, 1, 2, 0, 1],
    [330200, 2018, 1, 0, 0, 0, 0],
  ]);
});

test('fractional counting gives each city its share, cities outside the study included', async () => {
  expect(await counts('fractional')).toEqual([
    [330100, 2017, 1 / 2 + 1 / 3, 1 / 2, 1, 1 / 3, 1 / 2],
    [330200, 2017, 1 / 2, 1 / 2, 1, 0, 1 / 2],
    [330200, 2018, 1, 0, 0, 0, 0],
  ]);
});

test('fractional shares of a filing inside the study add up to one', async () => {
  const rows = await runSql('citation_counts', {
    tables: {
      cities: 'from (values (1), (2), (3)) t(city)',
      new_energy: `select 'a' as application_no, 2017 as year, [1, 2, 3] as cities`,
      citations: `select 'a' as application_no, 'made' as direction, true as domestic
        from range(3)`,
    },
    variables: { counting: 'fractional' },
  });
  expect(rows.map((row) => row['made_domestic'])).toEqual([1, 1, 1]);
});

test('another word for the counting rule is refused', async () => {
  await expect(counts('half')).rejects.toThrow('counting is full or fractional, not half');
});
