import { expect, test } from 'vitest';
import { runSql, type Row } from '../support/run-sql.ts';

async function cities(sample: string, dummy = 'types'): Promise<Row[]> {
  return runSql('cities', { tables: {}, variables: { sample, resource_dummy: dummy } });
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
  const published = await cities('in_sample', 'published');
  expect(count(published, 'resource_based', 1)).toBe(97);
  expect(published.length - count(published, 'resource_type', 'none')).toBe(98);
  await expect(cities('in_sample', 'mine')).rejects.toThrow('not mine');
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
