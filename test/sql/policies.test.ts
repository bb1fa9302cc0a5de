import { expect, test } from 'vitest';
import { runSql } from '../support/run-sql.ts';

const CITIES = `from (values (330100, 1, 0, 0, 'none', 0), (110000, 0, 1, 1, 'none', 0))
  t(city, energy_use_rights_pilot, carbon_ets_pilot, old_industrial_base, resource_type,
    resource_based)`;

async function treatment(policyYear: number) {
  const rows = await runSql('policies', {
    tables: { cities: CITIES },
    variables: { first_year: 2015, last_year: 2018, policy_year: policyYear },
  });
  return rows.map((row) => Object.values(row).slice(0, 5).join(' '));
}

test('treated cities are treated from the policy year on', async () => {
  expect(await treatment(2017)).toEqual([
    // city, year, treat, post, did
    '110000 2015 0 0 0',
    '110000 2016 0 0 0',
    '110000 2017 0 1 0',
    '110000 2018 0 1 0',
    '330100 2015 1 0 0',
    '330100 2016 1 0 0',
    '330100 2017 1 1 1',
    '330100 2018 1 1 1',
  ]);
});

test('an earlier policy year moves the treatment', async () => {
  expect((await treatment(2016)).filter((row) => row.endsWith('1'))).toEqual([
    '330100 2016 1 1 1',
    '330100 2017 1 1 1',
    '330100 2018 1 1 1',
  ]);
});
