import { expect, it } from 'vitest';
import { finding, placeName, tableName } from '../../src/published/finding.ts';

const PLACE = { table: 'table1', column: '2', row: 'did' };

it('has an id of its check and places, and real minus signs in what it says', () => {
  const says = { en: 't is -2.5, far-off', zh: 't 为 -2.5' };
  expect(finding('stars', 'inconsistent', [PLACE, { table: 'table2' }], says)).toEqual({
    id: 'stars/table1.2.did/table2',
    check: 'stars',
    verdict: 'inconsistent',
    where: [PLACE, { table: 'table2' }],
    arithmetic: { en: 't is −2.5, far-off', zh: 't 为 −2.5' },
  });
  expect(finding('claims', 'consistent', [], says, 'c1').id).toBe('claims/c1');
});

it('names places as a reader does', () => {
  expect(tableName('table1', 'en')).toBe('Table 1');
  expect(tableName('Table_12', 'zh')).toBe('表 12');
  expect(tableName('annex', 'en')).toBe('annex');
  expect(placeName(PLACE, 'en')).toBe('Table 1 (2), did');
  expect(placeName({ table: 'table1' }, 'zh')).toBe('表 1');
});
