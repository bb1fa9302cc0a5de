import { expect, test } from 'vitest';
import { runSql, type Row } from '../support/run-sql.ts';

// Hangzhou-like round numbers, so that each result can be worked out by hand.
const INDICATORS = `select 330100 as city, year::integer as year, 500::double as population,
    40000000::double as gdp, 78000::double as gdp_per_capita, 45::double as tertiary_share,
    61.5::double as urban_share, 6000000::double as budget_expenditure,
    2000000::double as electricity, 10000::double as gas, 100000::double as lpg,
    8.25::double as marketisation
  from range(2016, 2018) t(year)`;

const CITIES = `select 330100 as city, '杭州市' as city_name, 33 as province,
    '浙江省' as province_name, 'east' as region, 1 as energy_use_rights_pilot,
    0 as carbon_ets_pilot, 0 as old_industrial_base, 'none' as resource_type,
    0 as resource_based, 120.2 as longitude, 30.3 as latitude`;

const VARIABLES = `from (values
    ('electricity', '10k_kwh'), ('gas', '10k_m3'), ('lpg', 't'), ('gdp', '10k_yuan')
  ) t(variable, unit)`;

const YEARS = { first_year: 2016, last_year: 2017, policy_year: 2017 };

/** Absolute, on values of order 1: a few rounding errors of double arithmetic. */
const ROUNDING = 12;

function rowsAsTable(rows: readonly Row[], types: Readonly<Record<string, string>>): string {
  const list = Object.entries(types).map(([name, type]) => `row.${name}::${type} as ${name}`);
  return `select ${list.join(', ')}
    from (select unnest(from_json('${JSON.stringify(rows)}', '[${JSON.stringify(types)}]')) as row)`;
}

async function energy(indicators: string): Promise<string> {
  const rows = await runSql('energy', { tables: { indicators, variables: VARIABLES } });
  const types = { tce_electricity: 'double', tce_gas: 'double', tce_lpg: 'double', tce: 'double' };
  return rowsAsTable(rows, { city: 'integer', year: 'integer', ...types });
}

async function panel(): Promise<Row[]> {
  const policies = await runSql('policies', { tables: { cities: CITIES }, variables: YEARS });
  return runSql('panel', {
    tables: {
      cities: CITIES,
      indicators: INDICATORS,
      energy: await energy(INDICATORS),
      policies: rowsAsTable(policies, {
        city: 'integer',
        year: 'integer',
        treat: 'integer',
        post: 'integer',
        did: 'integer',
        carbon_ets_pilot: 'integer',
        old_industrial_base: 'integer',
        resource_type: 'varchar',
        resource_based: 'integer',
      }),
      citation_counts: `select 330100 as city, 2017 as year, 12::double as made_domestic,
        3::double as made_abroad, 30::double as received_domestic, 5::double as received_abroad`,
    },
  });
}

test('a tonne of standard coal for 10,000 kWh, 10,000 m3 and tonnes', async () => {
  const indicators = `select 330100 as city, 2017 as year, 1::double as electricity,
    1::double as gas, 1::double as lpg`;
  const rows = await runSql('energy', { tables: { indicators, variables: VARIABLES } });
  expect(rows).toEqual([
    {
      city: 330100,
      year: 2017,
      tce_electricity: 1.229,
      tce_gas: 13.3,
      tce_lpg: 1.7143,
      tce: 1.229 + 13.3 + 1.7143,
    },
  ]);
});

test('the panel has each variable in its unit', async () => {
  const [, row] = await panel();
  const coal = 1.229 * 2_000_000 + 13.3 * 10_000 + 1.7143 * 100_000;
  expect(row).toMatchObject({
    city: 330100,
    city_name: '杭州市',
    year: 2017,
    citations: 50,
    citations_domestic: 42,
    citations_abroad: 8,
    citations_made: 15,
    citations_received: 35,
    population: 500,
    et: 0.1,
    et_domestic: 0.084,
    et_abroad: 0.016,
    pgdp: 7.8,
    ind: 45,
    lu: 0.615,
    gs: 0.15,
    mkt: 8.25,
    treat: 1,
    post: 1,
    did: 1,
  });
  expect(row?.['ln_et']).toBeCloseTo(Math.log1p(0.1), ROUNDING);
  expect(row?.['ln_et_domestic']).toBeCloseTo(Math.log1p(0.084), ROUNDING);
  expect(row?.['ln_et_abroad']).toBeCloseTo(Math.log1p(0.016), ROUNDING);
  expect(row?.['es']).toBeCloseTo((1.229 * 2_000_000) / coal, ROUNDING);
  expect(row?.['eue']).toBeCloseTo(coal / 40_000_000, ROUNDING);
});

test('a city-year without filings has no citation, and before the policy nobody is treated', async () => {
  const [row] = await panel();
  expect(row).toMatchObject({
    year: 2016,
    citations: 0,
    citations_made: 0,
    citations_received: 0,
    et: 0,
    ln_et: 0,
    treat: 1,
    post: 0,
    did: 0,
  });
});

test('columns come in the order of the contract', async () => {
  const [row] = await panel();
  expect(Object.keys(row ?? {})).toEqual(
    `city city_name province province_name region year citations citations_domestic
     citations_abroad citations_made citations_received population et et_domestic et_abroad ln_et
     ln_et_domestic ln_et_abroad pgdp ind lu gs es eue mkt treat post did carbon_ets_pilot
     old_industrial_base resource_type resource_based
     longitude latitude`.split(/\s+/),
  );
});
