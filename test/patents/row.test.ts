import { describe, expect, test } from 'vitest';
import { findHeader } from '../../src/patents/tables/header.ts';
import type { CityLookup } from '../../src/patents/places.ts';
import { readPatentRow } from '../../src/patents/row.ts';
import type { Cell } from '../../src/sources/table.ts';
import { sources, tools } from './reference.ts';

const NAMES = [
  '申请号',
  '公开（公告）号',
  '公开（公告）日',
  '申请日',
  '专利类型',
  '标题',
  'IPC主分类',
  'IPC',
  '申请人',
  '申请人类型',
  '申请人省市代码',
  '中国申请人地市',
  '引证专利',
  '被引证专利',
  '引证次数',
  '被引证次数',
] as const;
const GOOD: Readonly<Record<(typeof NAMES)[number], Cell>> = {
  申请号: 'CN201710117081.7',
  '公开（公告）号': 'CN106844774A',
  '公开（公告）日': '2017-06-13',
  申请日: '20170301',
  专利类型: '发明申请',
  标题: '一种叶片',
  IPC主分类: 'F03D1/06',
  IPC: 'F03D1/06; F03D 7/04',
  申请人: '甲公司; 乙大学',
  申请人类型: '企业; 大专院校',
  申请人省市代码: '浙江; 33',
  中国申请人地市: '杭州市; 苏州市; 杭州市',
  引证专利: 'CN101234567A; US2010123456A1; ',
  被引证专利: 'CN107000000A；CN107000000B\nWO2018123456A1',
  引证次数: 2,
  被引证次数: '3.0',
};
const CODES: Readonly<Record<string, number>> = {
  杭州市: 330100,
  苏州市: 320500,
  上海: 310000,
  吉林: 220200,
};
const lookup: CityLookup = (name) => {
  const code = CODES[name];
  return code === undefined ? { code: null, reason: 'unknown_city' } : { code };
};

function read(changes: Partial<Record<(typeof NAMES)[number], Cell>> = {}) {
  const header = findHeader([NAMES], sources);
  if (header === null) throw new Error('the header is whole');
  const row = { ...GOOD, ...changes };
  return readPatentRow(
    NAMES.map((name) => row[name]),
    header,
    { ...tools, lookup },
  );
}

test('a whole row becomes a record in normal forms', () => {
  expect(read()).toEqual({
    problems: [],
    record: {
      application_no: 'CN201710117081',
      publication_no: 'CN106844774A',
      office: 'CN',
      kind: 'A',
      patent_type: 'invention_application',
      filing_date: '2017-03-01',
      publication_date: '2017-06-13',
      title: '一种叶片',
      ipc: ['F03D1/06', 'F03D7/04'],
      applicants: ['甲公司', '乙大学'],
      applicant_types: ['企业', '大专院校'],
      cities: [330100, 320500],
      cites: ['CN101234567A', 'US20100123456A1'],
      cited_by: ['CN107000000A', 'CN107000000B', 'WO2018123456A1'],
      cites_count: 2,
      cited_by_count: 3,
    },
  });
});

describe('rows that cannot be used', () => {
  test.each([
    [{ 申请号: '2.01711E+11' }, '申请号', 'mangled_application_no'],
    [{ 申请号: null }, '申请号', 'no_application_no'],
    [{ '公开（公告）号': null }, '公开（公告）号', 'no_publication_no'],
    [{ '公开（公告）号': '见附件' }, '公开（公告）号', 'bad_publication_no'],
    [{ 申请日: '2017-02-30' }, '申请日', 'bad_date'],
    [{ 申请日: null }, '申请日', 'bad_date'],
    [{ 专利类型: '植物新品种' }, '专利类型', 'unknown_patent_type'],
    [{ 专利类型: '外观设计', IPC: null, IPC主分类: null }, 'IPC', 'design_without_ipc'],
    [{ IPC: ' ', IPC主分类: null }, 'IPC', 'no_ipc'],
    [{ 中国申请人地市: '火星市' }, '中国申请人地市', 'unknown_city'],
  ])('%j', (changes, column, reason) => {
    const { record, problems } = read(changes);
    expect(record).toBeNull();
    expect(problems).toEqual([expect.objectContaining({ column, reason, row_lost: true })]);
  });
});

describe('rows that lose a cell only', () => {
  test('one unknown city of two', () => {
    const { record, problems } = read({ 中国申请人地市: '杭州市; 火星市' });
    expect(record?.cities).toEqual([330100]);
    expect(problems).toEqual([
      { column: '中国申请人地市', value: '火星市', reason: 'unknown_city', row_lost: false },
    ]);
  });

  test('noise among the cited documents', () => {
    const { record, problems } = read({ 引证专利: 'CN101234567A; 叶片手册' });
    expect(record?.cites).toEqual(['CN101234567A']);
    expect(problems.map(({ reason }) => reason)).toEqual(['not_a_patent']);
  });

  test('a list that Excel has cut loses the number at the cut', () => {
    const list = `${'CN101234567A; '.repeat(2340)}CN10123`.slice(0, 32_767).padEnd(32_767, '4');
    const { record, problems } = read({ 引证专利: list, 引证次数: null });
    expect(record?.cites.length).toBe(2340);
    expect(problems.map(({ reason }) => reason)).toEqual(['cut_list']);
  });

  test('a count that is none, a publication day that is none, a class that is none', () => {
    const { record, problems } = read({
      引证次数: 'x',
      '公开（公告）日': '2017-13-01',
      IPC: 'F03D1/06; 14-02',
    });
    expect(record).toMatchObject({ cites_count: null, publication_date: null, ipc: ['F03D1/06'] });
    expect(problems.map(({ reason }) => reason).sort()).toEqual([
      'bad_count',
      'bad_date',
      'bad_ipc',
    ]);
  });
});

test('a blank count is missing, not zero', () => {
  expect(read({ 引证次数: null, 被引证次数: '' }).record).toMatchObject({
    cites_count: null,
    cited_by_count: null,
  });
});

test('a blank type is told from the kind code', () => {
  expect(read({ 专利类型: null, '公开（公告）号': 'CN206000000U' }).record?.patent_type).toBe(
    'utility_model',
  );
});

test.each([
  'F03D7/04; H02J3/38',
  'F03D 7/04, 9/00; H02J3/38',
  'IPC8: F03D7/04; H02J3/38',
  'Int. Cl.（2006.01） F03D 7/04 H02J 3/38',
  'F03D7/04[I,2006.01];H02J3/38[N,2006.01]',
  '["F03D7/04","H02J3/38"]',
  '[F03D7/04][H02J3/38]',
])('the classes of %s', (IPC) => {
  const { record, problems } = read({ IPC, IPC主分类: null });
  expect(record?.ipc).toEqual(
    IPC.includes('9/00') ? ['F03D7/04', 'F03D9/00', 'H02J3/38'] : ['F03D7/04', 'H02J3/38'],
  );
  expect(problems).toEqual([]);
});

describe('a list and its count', () => {
  test.each([
    [{ 引证专利: 'CN101234567A; US2010123456A1', 引证次数: 2 }, null],
    [{ 引证专利: 'CN101234567A; US2010123456A1; CN101234567A', 引证次数: 2 }, null],
    [{ 引证专利: 'CN101234567A; 叶片手册', 引证次数: 2 }, null],
    [{ 引证专利: 'CN101234567A; 叶片手册', 引证次数: 1 }, null],
    [{ 引证专利: 'CN101234567A', 引证次数: null }, null],
    [{ 引证专利: 'CN101234567A', 引证次数: 41 }, '1 of 41'],
    [{ 引证专利: null, 引证次数: 58 }, '0 of 58'],
  ])('%j', (changes, value) => {
    const { problems } = read(changes);
    const told = problems.filter(({ reason }) => reason === 'count_disagrees');
    expect(told.map((problem) => problem.value)).toEqual(value === null ? [] : [value]);
  });

  test('a count as long as a telephone number is none', () => {
    const { record, problems } = read({ 引证次数: 13_812_345_678 });
    expect(record?.cites_count).toBeNull();
    expect(problems).toEqual([
      { column: '引证次数', value: '13812345678', reason: 'bad_count', row_lost: false },
    ]);
  });
});

describe('rows without a city', () => {
  test('of a municipality take the province', () => {
    expect(read({ 申请人省市代码: '上海; 31', 中国申请人地市: null }).record?.cities).toEqual([
      310000,
    ]);
  });

  test('of a province that shares its name with a city have none, and say so', () => {
    const { record, problems } = read({ 申请人省市代码: '吉林; 22', 中国申请人地市: null });
    expect(record?.cities).toEqual([]);
    expect(problems.map(({ reason }) => reason)).toEqual(['no_city']);
  });

  test('of a foreign applicant have none, which is no problem', () => {
    const { record, problems } = read({ 申请人省市代码: '美国; US', 中国申请人地市: null });
    expect(record?.cities).toEqual([]);
    expect(problems).toEqual([]);
  });
});
