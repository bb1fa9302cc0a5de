import { describe, expect, test } from 'vitest';
import { readDocumentList } from '../../../src/patents/lists/document-list.ts';
import { numbers } from '../reference.ts';

const read = (cell: string) => readDocumentList(cell, numbers);
const normals = (cell: string) => read(cell).documents.map(({ normal }) => normal);

const TWO = ['CN101234567A', 'US9014905B1'];

describe('a list of two documents', () => {
  test.each([
    'CN101234567A; US9014905B1',
    'CN101234567A；US9014905B1; ',
    'CN101234567A;;US9014905B1;;',
    'CN101234567A, US9014905B1',
    'CN101234567A,US9014905B1',
    'CN101234567A，US9014905B1',
    'CN101234567A、US9014905B1',
    'CN101234567A|US9014905B1',
    'CN101234567A || US9014905B1',
    'CN101234567A/US9014905B1',
    'CN101234567A / US9014905B1',
    'CN101234567A\\US9014905B1',
    'CN101234567A US9014905B1',
    'CN 101234567 A US 9,014,905 B1',
    'CN101234567A\nUS9014905B1',
    'CN101234567A\tUS9014905B1',
    'CN101234567A<br/>US9014905B1',
    'CN101234567A#US9014905B1',
    'CN101234567A + US9014905B1',
    'CN101234567A_US9014905B1',
    'CN101234567A // US9014905B1//',
    'CN101234567A和US9014905B1',
    'CN101234567A\\nUS9014905B1',
    'CN101234567A_x000D_\nUS9014905B1_x000D_',
    'CN101234567A\u200B;US9014905B1\u200B',
    'CN101234567A&#10;US9014905B1',
    'CN101234567A^US9014905B1^',
    'CN101234567A，US9014905B1。',
    'CN101234567A､US9014905B1､',
    'CN101234567A; US9014905B1等2件',
    '共2件：CN101234567A；US9014905B1',
    '①CN101234567A②US9014905B1',
    'CN101234567A¹; US9014905B1²',
    '专利文献1：CN101234567A；专利文献2：US9014905B1',
    'No.1 CN101234567A; No.2 US9014905B1',
    'CN101234567A-X; US9014905B1-A',
    'CN101234567A|审查员; US9014905B1|申请人',
    'CN101234567A, cited by examiner, US9014905B1, cited by applicant',
    'CN101234567A（X，权利要求1-3）；US9014905B1（A，全文）',
    'CN101234567A 说明书第1-3页; US9014905B1 附图1-5',
    'CN 101234567 A,2013.04.17,说明书第[0012]-[0034]段，附图1-3; US 9,014,905 B1,2015.04.21,全文',
    'CN101234567A 17.04.2013; US9014905B1 04/21/2015',
    'CN101234567A (Apr 17, 2013); US9014905B1 Apr. 21, 2015',
    'CN101234567A,17-Apr-2013;US9014905B1,21 Apr 2015',
    'CN101234567A 公开日：2013.04.17；US9014905B1 公开日：2015.04.21',
    'CN101234567A 2013-04-17T00:00:00Z; US9014905B1 2015-04-21 X',
    '[["CN101234567A","X"],["US9014905B1","Y"]]',
    '{"patents":["CN101234567A","US9014905B1"]}',
    '{"CN101234567A":"X","US9014905B1":"Y"}',
    '{"0":"CN101234567A","1":"US9014905B1"}',
    '[{"cat":"X","pn":"CN101234567A"},{"cat":"Y","pn":"US9014905B1"}]',
    '[{"number":1,"pn":"CN101234567A","name":"风机"},{"number":2,"pn":"US9014905B1","name":"Rotor"}]',
    "[{'pn': 'CN101234567A', 'date': None}, {'pn': 'US9014905B1', 'date': '2015-04-21'}]",
    'c("CN101234567A", "US9014905B1")',
    'CN101234567AUS9014905B1',
    'CN101234567A&nbsp;US9014905B1',
    'CN101234567A^X^审查员~US9014905B1^Y^申请人',
    'CN101234567(A); US9014905(B1)',
    '一种风机 CN101234567A; Wind turbine US9014905B1',
    'https://patents.google.com/patent/CN101234567A/zh; https://patents.google.com/patent/US9014905B1/en?oq=x',
    '[CN101234567A; US9014905B1]',
    '[CN101234567A][US9014905B1]',
    '["CN101234567A","US9014905B1"]',
    "['CN101234567A', 'US9014905B1']",
    '[{"publication_number":"CN-101234567-A"},{"publication_number":"US-9014905-B1"}]',
    '[{"jurisdiction":"CN","doc_number":"101234567","kind":"A"},{"jurisdiction":"US","doc_number":"9014905","kind":"B1"}]',
  ])('is two, whatever parts them: %j', (cell) => {
    expect(normals(cell)).toEqual(TWO);
    expect(read(cell).others).toEqual([]);
  });

  test.each([
    'X:CN101234567A; Y:US9014905B1',
    'X: CN101234567A, Y,A: US9014905B1',
    'X CN101234567A Y US9014905B1',
    'CN101234567A [X]; US9014905B1 [A]',
    '[X] CN101234567A; [Y] US9014905B1',
    '(X)CN101234567A,(Y)US9014905B1',
    'CN101234567A(审查员); US9014905B1(申请人)',
    'CN101234567A（审查员引用）；US9014905B1（申请人引用）',
    '审查员：CN101234567A; 申请人：US9014905B1',
    'CN101234567A * cited by examiner, US9014905B1 cited by applicant',
    'CN101234567A 2012.09.26; US9014905B1 2015-04-28',
    'CN101234567A (2012-09-26); US9014905B1 (2015.04.28)',
    'CN101234567A 20120926, US9014905B1 20150428',
    'CN101234567A 2012年9月26日; US9014905B1',
    'CN101234567A(2012-09-26,X); US9014905B1 (2015-04-28, A)',
    'CN101234567A20120926; US9014905B1',
    'D1: CN101234567A; D2：US9014905B1',
    '1. CN101234567A 2. US9014905B1',
    '①CN101234567A②US9014905B1',
    'CN101234567A [X] 权利要求1-10; US9014905B1 [A] 1,3,5',
    'CN101234567A X 1-10; US9014905B1 A 2',
    'CN101234567A:审查员; US9014905B1：申请人',
    'CN101234567A (A)、US9014905B1 (B1)',
    'CN101234567A   XINJIANG GOLDWIND (XINJ)   LI Y\nUS9014905B1   VESTAS (VEST)',
  ])('is two without their marks: %j', (cell) => {
    expect(normals(cell)).toEqual(TWO);
    expect(read(cell).others).toEqual([]);
  });
});

describe('what stands within a number', () => {
  test.each([
    ['US2,345,678, US 3,456,789 A', ['US2345678', 'US3456789A']],
    ['WO2010/123456, US2007/0087468', ['WO2010123456', 'US20070087468']],
    ['DE 10 2010 012 345 A1 EP 0 123 456 A1', ['DE102010012345A1', 'EP0123456A1']],
    ['US2013076012(A1)', ['US20130076012A1']],
  ])('parts nothing: %s', (cell, expected) => {
    expect(normals(cell)).toEqual(expected);
  });
});

describe('what is no document', () => {
  test.each([
    ['GB50797; CN101234567A', ['GB50797'], 'not_a_patent'],
    ['CN101234567A/GB/T 18451.1-2012', ['GB/T 18451.1-2012'], 'not_a_patent'],
    ['IEC61400-1, CN101234567A', ['IEC61400-1'], 'not_a_patent'],
    ['叶片手册; CN101234567A', ['叶片手册'], 'not_a_patent'],
    ['PCT/CN2012/081234; CN101234567A', ['PCT/CN2012/081234'], 'application_number'],
    ['CN10123; CN101234567A', ['CN10123'], 'bad_publication_no'],
  ])('is told: %s', (cell, texts, reason) => {
    expect(read(cell).others).toEqual(texts.map((text) => ({ text, reason })));
    expect(normals(cell)).toEqual(['CN101234567A']);
  });

  test.each(['', '-', '[]', '无', 'null', ' ; ', 'N/A'])('is nothing: %j', (cell) => {
    expect(read(cell)).toEqual({ documents: [], others: [], last: '', lastIsBroken: false });
  });
});

test('a number without its kind is the document of the list that has one', () => {
  expect(normals('US7712348; US07712348B2; US 7,712,348 B2')).toEqual(
    Array.from({ length: 3 }, () => 'US7712348B2'),
  );
  expect(normals('CN101234567; CN102345678A')).toEqual(['CN101234567', 'CN102345678A']);
});

test('application and grant stay two entries', () => {
  expect(normals('CN107000000A；CN107000000B')).toEqual(['CN107000000A', 'CN107000000B']);
});

test.each([
  ['CN101234567A;CN10484', true],
  ['CN101234567A;CN104847711', true],
  ['CN101234567A;US', true],
  ['CN101234567A;CN104847711A', false],
  ['CN101234567;CN104847711', false],
  ['CN101234567A;某期刊论文', false],
])('whether the last number is whole: %s', (cell, broken) => {
  expect(read(cell).lastIsBroken).toBe(broken);
});

test.each([
  ['brackets', '('.repeat(32_000)],
  ['words', 'word '.repeat(6000)],
  ['blanks', `CN1${' '.repeat(32_000)}x`],
  ['slashes', '/CN'.repeat(10_000)],
  ['numbers', '1 '.repeat(16_000)],
])('a cell full of %s is read to its end', (_, cell) => {
  expect(read(cell).documents).toEqual([]);
});

test.each([
  'EP-A-1234567; EP1234567A1',
  'JP特許5012345; JP5012345B2',
  '特開2010-123456; JP2010123456A; JP特开2010-123456A',
])('one document in two spellings is one: %s', (cell) => {
  expect(new Set(normals(cell)).size).toBe(1);
});

test.each(['—', '_', '?', '\\N', '#N/A', '暂无', '无引证', '无。', '未知', '□', '{}', '[null]'])(
  'nothing is listed and nothing rejected: %s',
  (cell) => {
    expect(read(cell)).toMatchObject({ documents: [], others: [] });
  },
);

test('a number in a link to anything else is none', () => {
  expect(normals('http://www.example.com/CN101234567; US9014905B1')).toEqual(['US9014905B1']);
});
