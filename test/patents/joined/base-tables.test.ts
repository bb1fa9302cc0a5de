import { expect, test } from 'vitest';
import { rawTable, readTables } from '../raw-table.ts';

const PUBLICATIONS = rawTable('tls211.csv', [
  ['pat_publn_id', 'publn_auth', 'publn_nr', 'publn_kind', 'appln_id', 'publn_date'],
  ['1', 'CN', '106844774', 'A', '7', '2017-06-13'],
]);
const APPLICATIONS = rawTable('tls201.csv', [
  ['appln_id', 'appln_auth', 'appln_nr', 'appln_kind', 'appln_filing_date'],
  ['7', 'CN', '201710117081', 'A', '2017-03-01'],
]);
const CITATIONS = rawTable('tls212.csv', [['pat_publn_id', 'cited_pat_publn_id'], []]);
const CLASSES = rawTable('tls209.csv', [
  ['appln_id', 'ipc_class_symbol'],
  ['7', 'F03D   1/06'],
]);
const PERSONS = rawTable('tls206.csv', [
  ['person_id', 'person_name', 'person_address'],
  ['5', '甲公司', '浙江省杭州市西湖区'],
]);
const APPLICANTS = rawTable('tls207.csv', [
  ['person_id', 'appln_id', 'applt_seq_nr'],
  ['5', '7', '1'],
]);
const NEEDED = [PUBLICATIONS, APPLICATIONS, CITATIONS, CLASSES];

test('tables of PATSTAT without addresses ask for cities', async () => {
  const { records, refused } = await readTables(...NEEDED);
  expect(records).toEqual([]);
  expect(refused.map(String).join('\n')).toContain('table tls211 of PATSTAT');
});

test('the addresses may stand in a file of cities instead', async () => {
  const { records } = await readTables(
    ...NEEDED,
    rawTable('city.csv', [
      ['申请号', '城市'],
      ['CN201710117081', '苏州市'],
    ]),
  );
  expect(records).toMatchObject([{ cities: [320500] }]);
});

test('persons and who applied tell the city', async () => {
  const { records } = await readTables(...NEEDED, PERSONS, APPLICANTS);
  expect(records).toMatchObject([{ applicants: ['甲公司'], cities: [330100] }]);
});

const EXPORT = [
  '申请号',
  '公开（公告）号',
  '申请日',
  'IPC',
  '申请人城市',
  '引证专利',
  '被引证专利',
];
const WHOLE = rawTable('whole.csv', [
  EXPORT,
  ['CN201710117081.7', 'CN106844774A', '2017-03-01', 'F03D1/06', '杭州市', '', ''],
]);

test('an export that lacks a column is refused beside whole ones, not passed over', async () => {
  const lacking = rawTable('lacking.csv', [
    EXPORT.filter((name) => name !== '申请日'),
    ['CN201710117082.1', 'CN106844775A', 'F03D1/06', '苏州市', '', ''],
  ]);
  const { records, refused } = await readTables(WHOLE, lacking);
  expect(records).toHaveLength(1);
  expect(refused).toMatchObject([{ code: 'E_COLUMN_MISSING', where: 'lacking.csv' }]);
  expect(refused[0]?.message).toContain('申请日');
});

test('a list of cities beside whole exports is not needed', async () => {
  const cities = rawTable('city.csv', [
    ['申请号', '城市'],
    ['CN201710117081', '苏州市'],
  ]);
  const { records, refused, counts } = await readTables(WHOLE, cities);
  expect(records).toMatchObject([{ cities: [330100] }]);
  expect(refused).toEqual([]);
  expect(counts['city.csv']).toMatchObject({ read: 1, skipped: 1 });
});
