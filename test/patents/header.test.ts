import { expect, test } from 'vitest';
import { readHeader } from '../../src/patents/header.ts';

const CLASSIC = [
  '序号',
  '标题',
  '申请人',
  '公开（公告）号',
  '公开（公告）日',
  '申请号',
  '申请日',
  '专利类型',
  'IPC主分类',
  'IPC',
  '中国申请人地市',
  '引证专利',
  '被引证专利',
  '引证次数',
  '被引证次数',
];
const NEWER = [
  '序号',
  '标题 (中文)',
  '申请人',
  '公开(公告)号',
  '公开(公告)日',
  '申请号',
  '申请日',
  '专利类型',
  'IPC主分类',
  'ipc',
  ' 中国申请人地市 ',
  '引证专利',
  '被引证专利',
  '引证次数',
  '被引证次数',
];

test('both generations of headers give the same columns', () => {
  const classic = readHeader(CLASSIC);
  expect(classic.header?.columns).toMatchObject({
    title: 1,
    publication_no: 3,
    application_no: 5,
    ipc: 9,
    cities: 10,
    cites: 11,
    cited_by: 12,
  });
  expect(readHeader(NEWER).header?.columns).toEqual(classic.header?.columns);
});

test('the first of two columns with one name counts', () => {
  expect(readHeader([...CLASSIC, '申请号']).header?.columns.application_no).toBe(5);
});

test('a main class alone stands for the list of classes', () => {
  expect(readHeader(CLASSIC.filter((name) => name !== 'IPC')).missing).toBeNull();
});

test('a missing column is named with the nearest header found', () => {
  const cells = CLASSIC.map((name) => (name === '被引证专利' ? '被引证专利数' : name));
  expect(readHeader(cells).missing).toEqual([{ expected: '被引证专利', nearest: '被引证专利数' }]);
});

test('where nothing is near, no header is offered', () => {
  const missing = readHeader(['Display Key', 'Jurisdiction']).missing;
  expect(missing?.map(({ nearest }) => nearest)).toEqual(Array.from({ length: 7 }, () => null));
});
