import { expect, test } from 'vitest';
import { runSql, type Row } from '../support/run-sql.ts';

interface Settings {
  readonly resource_dummy?: string;
  readonly boundary_changes?: string;
  readonly first_year?: number;
  readonly last_year?: number;
}

async function cities(sample: string, settings: Settings = {}): Promise<Row[]> {
  const defaults = { resource_dummy: 'types', boundary_changes: 'keep' };
  const years = { first_year: 2006, last_year: 2019 };
  return runSql('cities', {
    tables: {},
    variables: { sample, ...defaults, ...years, ...settings },
  });
}

function count(rows: readonly Row[], column: string, value: unknown): number {
  return rows.filter((row) => row[column] === value).length;
}

test('the sample has the sizes of the study', async () => {
  const rows = await cities('in_sample');
  expect(rows).toHaveLength(256);
  expect(count(rows, 'energy_use_rights_pilot', 1)).toBe(55);
  expect(count(rows, 'carbon_ets_pilot', 0)).toBe(219);
  expect(count(rows, 'old_industrial_base', 1)).toBe(111);
  expect(
    ['growing', 'mature', 'declining', 'regenerating'].map((type) =>
      count(rows, 'resource_type', type),
    ),
  ).toEqual([9, 56, 19, 14]);
});

test('the other sample has 97 resource-based cities', async () => {
  const rows = await cities('in_sample_alt97');
  expect(rows).toHaveLength(256);
  expect(rows.length - count(rows, 'resource_type', 'none')).toBe(97);
});

test('the dummy for resource-based cities counts 98 by type, or the 97 of the published table', async () => {
  expect(count(await cities('in_sample'), 'resource_based', 1)).toBe(98);
  const published = await cities('in_sample', { resource_dummy: 'published' });
  expect(count(published, 'resource_based', 1)).toBe(97);
  expect(published.length - count(published, 'resource_type', 'none')).toBe(98);
  await expect(cities('in_sample', { resource_dummy: 'mine' })).rejects.toThrow('not mine');
});

test('all cities have one row each, with the province in the code', async () => {
  const rows = await cities('all');
  expect(rows).toHaveLength(297);
  expect(new Set(rows.map((row) => row['city'])).size).toBe(297);
  expect(rows.find((row) => row['city_name'] === '杭州市')).toMatchObject({
    city: 330100,
    province: 33,
    province_name: '浙江省',
    region: 'east',
    energy_use_rights_pilot: 1,
  });
});

test('a sample that cities.csv does not mark is refused', async () => {
  await expect(cities('mine')).rejects.toThrow('not mine');
});

/** Short names of the cities that a study of these years leaves out for a county that moved. */
async function changed(first_year: number, last_year: number): Promise<unknown[]> {
  const kept = await cities('all', { boundary_changes: 'drop', first_year, last_year });
  const left = new Set(kept.map((row) => row['city']));
  const all = await cities('all');
  return all.filter((row) => !left.has(row['city'])).map((row) => row['city_short_name']);
}

test('cities between which a county moved are left out on demand, both of them', async () => {
  // Zongyang went from Anqing to Tongling, Shou from Lu'an to Huainan.
  expect(await changed(2014, 2015)).toEqual(['淮南', '铜陵', '安庆', '六安']);
  // Jianyang went from Ziyang to Chengdu.
  expect(await changed(2015, 2016)).toEqual(['成都', '资阳']);
});

test('a move before the first year or after the last one breaks no series', async () => {
  expect(await changed(2011, 2014)).toEqual([]);
  expect(await changed(2019, 2025)).toEqual([]);
});

test('the whole study counts each city of changed boundaries once, and an unknown rule is refused', async () => {
  expect(await changed(2006, 2019)).toHaveLength(11);
  await expect(cities('all', { boundary_changes: 'split' })).rejects.toThrow('not split');
});
