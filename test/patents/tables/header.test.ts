import { describe, expect, test } from 'vitest';
import { fieldOf, findHeader } from '../../../src/patents/tables/header.ts';
import { sources } from '../reference.ts';

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
const NEWER = CLASSIC.map(
  (name) => ` ${name.normalize('NFKC').replace('标题', '标题 (中文)').toLowerCase()}`,
);
const columnsOf = (...rows: (string | null)[][]) => findHeader(rows, sources)?.columns;

test('both generations of headers give the same columns', () => {
  const classic = columnsOf(CLASSIC);
  expect(classic).toMatchObject({
    title: [1],
    publication_no: [3],
    application_no: [5],
    ipc: [9],
    cities: [10],
    cites: [11],
    cited_by: [12],
  });
  expect(columnsOf(NEWER)).toEqual(classic);
});

describe('the header is found', () => {
  test.each([
    [1, [['检索式：IPC=F03D'], CLASSIC]],
    [3, [['专利检索结果'], ['导出日期：2019-05-06'], [null], CLASSIC]],
    // A merged title stands in each of its columns.
    [1, [CLASSIC.map(() => '专利检索结果'), CLASSIC]],
    [1, [['申请号', '为空的已删除'], CLASSIC]],
  ])('in row %d', (at, rows) => {
    expect(findHeader(rows, sources)).toMatchObject({ start: at + 1, names: CLASSIC });
  });

  test('in whatever order its columns stand', () => {
    const shuffled = CLASSIC.toReversed();
    expect(columnsOf(shuffled)).toMatchObject({ application_no: [9], cites: [3], cited_by: [2] });
  });

  test('where the study says', () => {
    const rows = [CLASSIC, ['申请号', '城市'], ['CN1', '杭州市']];
    expect(findHeader(rows, sources, { header_rows: 2 })?.start).toBe(2);
  });
});

test.each([
  [['Lens ID', 'Jurisdiction', 'Kind', 'Display Key', 'Application Date'], 'lens'],
  [
    ['Application Number', 'Application Date', 'Applicant Address City', 'Cited Patents'],
    'incopat_en',
  ],
  [['id', 'title', 'assignee', 'inventor/author', 'filing/creation date'], 'google'],
  [['publication_number', 'country_code', 'filing_date', 'family_id', 'citation'], 'bigquery'],
  [['申请号', '公开（公告）号', '发明名称', 'IPC分类号', '优先权日', '申请人邮编'], 'cnipa'],
  [['No', 'Title', 'Inventors', 'Publication number', 'Family number'], 'espacenet'],
  [['citing', 'cited'], 'pairs'],
  [['patent_id', 'citation_sequence', 'citation_patent_id'], 'patentsview'],
])('%j is of %s', (names, source) => {
  expect(findHeader([names], sources)?.source.id).toBe(source);
});

test('no header is found where no two names are known', () => {
  expect(
    findHeader(
      [
        ['城市', 'GDP'],
        ['杭州', 3],
      ],
      sources,
    ),
  ).toBeNull();
});

test('a study names the columns that nobody knows', () => {
  const rule = {
    columns: { 号码: 'application_no', 地方: { variable: 'cities' }, IPC: { ignore: true } },
  };
  expect(findHeader([['号码', '地方', 'IPC', '申请日']], sources, rule)?.columns).toEqual({
    application_no: [0],
    cities: [1],
    filing_date: [3],
  });
});

describe('a field of several columns', () => {
  const cell = (names: string[], row: (string | null)[], field: 'cites' | 'application_no') => {
    const header = findHeader([names], sources);
    if (header === null) throw new Error('the header is known');
    return fieldOf(row, header, field);
  };

  test('is the first that is filled, where they say the same', () => {
    const names = ['申请号', '申请日', '申请号'];
    expect(cell(names, ['CN1', '2017', 'CN2'], 'application_no')).toBe('CN1');
    expect(cell(names, [null, '2017', 'CN2'], 'application_no')).toBe('CN2');
  });

  test('is all of them, where they are numbered', () => {
    const names = ['申请号', '引证专利_1st', '引证专利_2nd', '引证专利_3rd'];
    expect(cell(names, ['CN1', 'CN101A', 'US5A', null], 'cites')).toBe('CN101A\nUS5A');
  });
});

test('a study says what parts a list', () => {
  const header = findHeader([['申请号', '引证专利']], sources, { list_separator: '##' });
  if (header === null) throw new Error('the header is known');
  expect(fieldOf(['CN1', 'CN101A##US5A'], header, 'cites')).toBe('CN101A\nUS5A');
});

test('a star for a needed field and what is counted are no part of a name', () => {
  const names = [
    '申请号*',
    '公开（公告）号 *',
    '申请日',
    '※IPC',
    '引证次数（次）',
    '被引证次数(件)',
  ];
  expect(columnsOf(names)).toMatchObject({ ipc: [3], cites_count: [4], cited_by_count: [5] });
});

test('a list whose header stands twice has the entries of both columns, each once', () => {
  const names = ['申请号', '公开号', '引证专利', '引证专利', '申请日'];
  const header = findHeader([names], sources);
  if (header === null) throw new Error('the header is known');
  const row = (first: string, second: string) => ['', '', first, second, ''];
  expect(fieldOf(row('CN101234567A', 'US9014905B1'), header, 'cites')).toBe(
    'CN101234567A\nUS9014905B1',
  );
  expect(fieldOf(row('CN101234567A', 'CN101234567A'), header, 'cites')).toBe('CN101234567A');
});

test('an export of PatSnap is told by its names of applicants', () => {
  const names = [
    '公开(公告)号',
    '标题',
    '申请号',
    '申请日',
    '公开(公告)日',
    '专利类型',
    'IPC分类号',
  ];
  const marked = [...names, '[标]当前申请(专利权)人城市', '引用专利', '被引用专利'];
  const header = findHeader([marked], sources);
  expect(header?.source.id).toBe('patsnap');
  expect(header?.columns).toMatchObject({ cities: [7], cites: [8], cited_by: [9] });
});

test('a table with counts and years is told from an export of InCoPat that has the same fields', () => {
  const names = ['专利名称', '专利类型', '申请人', '申请人城市', '申请号', '申请日', '公开公告号'];
  const idOf = (...more: string[]) => findHeader([[...names, ...more]], sources)?.source.id;
  expect(idOf('申请年份', '授权公告年份', '引证次数')).toBe('mark');
  expect(idOf('引证次数', '自引次数', '家族引证次数', '授权公告日')).toBe('incopat');
});
