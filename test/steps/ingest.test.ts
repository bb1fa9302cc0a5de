import { describe, expect, test } from 'vitest';
import incopat from '../../steps/incopat.ts';
import marketisation from '../../steps/marketisation.ts';
import statistics from '../../steps/statistics.ts';
import { runIngest } from '../support/run-step.ts';
import { workbook } from '../support/workbook.ts';

const HEADER = [
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
  '申请人省市代码',
  '中国申请人地市',
  '引证专利',
  '被引证专利',
  '引证次数',
  '被引证次数',
];
const NEWER = HEADER.map((name) => name.normalize('NFKC').replace('标题', '标题 (中文)'));
/** A row of an export: filing number i, with changes by header. */
function patent(
  i: number,
  changes: Readonly<Record<string, string | number | null>> = {},
): (string | number | null)[] {
  const row: Record<string, string | number | null> = {
    序号: i,
    标题: `叶片${i}`,
    申请人: '甲公司',
    '公开（公告）号': `CN${106_000_000 + i}A`,
    '公开（公告）日': '2017-06-13',
    申请号: `CN2017${String(10_000_000 + i)}.7`,
    申请日: '2017-03-01',
    专利类型: '发明申请',
    IPC主分类: 'F03D1/06',
    IPC: 'F03D1/06; F03D7/04',
    申请人省市代码: '浙江; 33',
    中国申请人地市: '杭州市',
    引证专利: 'CN101234567A; US2010123456A1',
    被引证专利: null,
    引证次数: 2,
    被引证次数: null,
    ...changes,
  };
  return HEADER.map((name) => row[name] ?? null);
}
const csv = (rows: readonly (readonly (string | number | null)[])[]) =>
  rows.map((row) => row.map((cell) => String(cell ?? '')).join(',')).join('\n');
const export_ = (...rows: unknown[][]) => workbook({ Sheet1: [HEADER, ...rows] });
const patents = (raw: Record<string, string | Buffer>) =>
  runIngest('incopat', incopat, prefixed('data/raw/incopat/', raw));
const stats = (raw: Record<string, string | Buffer>, params: unknown = {}) =>
  runIngest('statistics', statistics, prefixed('data/raw/statistics/', raw), params);

function prefixed(folder: string, raw: Record<string, string | Buffer>) {
  return Object.fromEntries(Object.entries(raw).map(([name, content]) => [folder + name, content]));
}
function reasons(rejects: readonly Record<string, unknown>[]): unknown[] {
  return rejects.map(({ row, column, value, reason }) => [row, column, value, reason]);
}

describe('patents', () => {
  test('two generations of exports and a repeated batch become one table with its sources', async () => {
    const { counts, rows, rejects } = await patents({
      'b1.xlsx': export_(
        patent(1),
        patent(2),
        patent(3, { 专利类型: '外观设计', IPC: null, IPC主分类: null }),
      ),
      'b2.csv': csv([NEWER, patent(2), patent(4, { 引证次数: '2.0' })]),
    });
    expect(counts).toEqual({
      files: 2,
      read: 5,
      kept: 3,
      merged: 1,
      rejected: 1,
    });
    expect(
      rows.map((row) => [
        row['application_no'],
        row['source_file'],
        row['source_sheet'],
        row['source_row'],
      ]),
    ).toEqual([
      ['CN201710000001', 'data/raw/incopat/b1.xlsx', 'Sheet1', 2],
      ['CN201710000002', 'data/raw/incopat/b1.xlsx', 'Sheet1', 3],
      ['CN201710000004', 'data/raw/incopat/b2.csv', '', 3],
    ]);
    expect(rows[0]).toMatchObject({
      filing_date: '2017-03-01',
      ipc: ['F03D1/06', 'F03D7/04'],
      cities: [330100],
      cites: ['CN101234567A', 'US20100123456A1'],
      cites_count: 2,
      cited_by_count: null,
    });
    expect(reasons(rejects)).toEqual([
      [4, 'IPC', '', 'design_without_ipc'],
      [2, '', 'CN106000002A', 'duplicate_row'],
    ]);
  });

  test('a publication whose later export has more citations is kept for its new list', async () => {
    const { counts } = await patents({
      'a.xlsx': export_(patent(1)),
      'b.xlsx': export_(patent(1, { 被引证专利: 'CN107000000A' })),
    });
    expect(counts).toEqual({
      files: 2,
      read: 2,
      kept: 2,
      merged: 0,
      rejected: 0,
    });
  });

  test('a sheet of notes beside the export is named, not read', async () => {
    const { counts, rejects } = await patents({
      'a.xlsx': workbook({ Sheet1: [HEADER, patent(1)], 说明: [['检索式', 'IPC=F03D']] }),
    });
    expect(counts).toMatchObject({ read: 1, kept: 1 });
    expect(rejects).toMatchObject([{ sheet: '说明', row: 1, reason: 'sheet_not_read' }]);
  });

  test('lock files and notes in the folder are left out', async () => {
    const { counts } = await patents({
      'a.xlsx': export_(patent(1)),
      '~$a.xlsx': 'x',
      'README.md': 'x',
    });
    expect(counts).toMatchObject({ files: 1, kept: 1 });
  });
});

describe('broken exports stop with one error that says where and what to try', () => {
  const whole = export_(patent(1));
  test.each([
    ['no file at all', {}, 'E_NO_FILES', 'pipeline.yaml#steps.incopat.reads'],
    [
      'a missing column',
      {
        'a.xlsx': workbook({
          Sheet1: [HEADER.map((name) => (name === '申请日' ? '申请人日' : name)), patent(1)],
        }),
      },
      'E_COLUMN_MISSING',
      'data/raw/incopat/a.xlsx, sheet Sheet1',
    ],
    [
      'counts without lists',
      {
        'a.csv': csv([
          ['申请号', '申请日', '公开公告号', 'IPC分类号', '申请人城市', '引证次数', '被引证次数'],
          ['1', '2', '3', '4', '5', '6', '7'],
        ]),
      },
      'E_COLUMN_MISSING',
      'data/raw/incopat/a.csv',
    ],
    [
      'a workbook cut short',
      { 'a.xlsx': whole.subarray(0, -200) },
      'E_FILE_CORRUPT',
      'data/raw/incopat/a.xlsx',
    ],
    [
      'an unknown encoding',
      { 'a.csv': Buffer.from('96bc914f2c93738e730a', 'hex') },
      'E_FILE_ENCODING',
      'data/raw/incopat/a.csv',
    ],
    [
      'an empty sheet',
      { 'a.xlsx': workbook({ Sheet1: [] }) },
      'E_NOTHING_READ',
      'data/raw/incopat/a.xlsx',
    ],
    [
      'a header without rows',
      { 'a.xlsx': workbook({ Sheet1: [HEADER] }) },
      'E_SHEET_EMPTY',
      'data/raw/incopat/a.xlsx, sheet Sheet1',
    ],
  ])('%s', async (_name, raw, code, where) => {
    await expect(patents(raw)).rejects.toMatchObject({
      code,
      where,
      hint: expect.stringMatching(/\S/) as string,
    });
  });

  test('the missing column is named with the nearest header', async () => {
    const header = HEADER.map((name) => (name === '申请日' ? '申请日子' : name));
    await expect(patents({ 'a.xlsx': workbook({ S: [header, patent(1)] }) })).rejects.toThrow(
      '申请日 (nearest: 申请日子)',
    );
  });
});

describe('broken rows of an export are rejected and counted', () => {
  test('each with its reason, and nothing else is lost', async () => {
    const { counts, rejects } = await patents({
      'a.csv': csv([
        HEADER,
        patent(1, { 申请号: '2.01711E+11' }),
        patent(2, { 申请日: '2017-13-45' }),
        patent(3, { 中国申请人地市: '火星市' }),
        patent(4, { 中国申请人地市: 'Suzhou', 申请人省市代码: null }),
        [...patent(5), 'x'],
        patent(6).slice(0, 8),
        HEADER,
        patent(7, { 引证专利: '叶片手册; CN101234567A' }),
      ]),
    });
    expect(counts).toEqual({
      files: 1,
      read: 8,
      kept: 1,
      merged: 0,
      rejected: 7,
    });
    expect(rejects.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'mangled_application_no'],
      [3, 'bad_date'],
      [4, 'unknown_city'],
      [5, 'ambiguous_city'],
      [6, 'too_many_cells'],
      [7, 'too_few_cells'],
      [8, 'repeated_header'],
      [9, 'not_a_patent'],
    ]);
  });
});

const panel = (...rows: unknown[][]) =>
  workbook({ S: [['城市', '年份', '年末总人口(万人)', '地区生产总值(亿元)'], ...rows] });

describe('statistics', () => {
  test('sources that agree are one row, sources that do not are rejected', async () => {
    const { counts, rows, rejects } = await stats({
      'a.xlsx': panel(['杭州市', 2006, 666.31, 3443.5], ['苏州市', 2006, 615.55, 4820.3]),
      'b.csv': '城市,年份,地区生产总值_全市_万元\n杭州,2006,"34,415,068"\n苏州,2006,99999999\n',
    });
    expect(counts).toEqual({
      files: 2,
      read: 6,
      kept: 3,
      merged: 1,
      missing: 0,
      skipped: 0,
      rejected: 2,
    });
    expect(
      rows.map((row) => [
        row['city'],
        row['year'],
        row['variable'],
        row['value'],
        row['unit'],
        row['source_row'],
      ]),
    ).toEqual([
      [320500, 2006, 'population', 615.55, '10k_persons', 3],
      [330100, 2006, 'gdp', 34_435_000, '10k_yuan', 2],
      [330100, 2006, 'population', 666.31, '10k_persons', 2],
    ]);
    expect(reasons(rejects)).toEqual([
      [3, '地区生产总值(亿元)', '48203000', 'conflict'],
      [3, '地区生产总值_全市_万元', '99999999', 'conflict'],
    ]);
  });

  test('a wrong unit, an unknown city, a wrong scale, a missing value: every cell is accounted for', async () => {
    const { counts, rejects } = await stats({
      'a.xlsx': workbook({
        S: [
          ['城市', '年份', '年末总人口(万人)', '地区生产总值(万美元)'],
          ['娄底市', 2010, 430.1, '-'],
          ['娄底市', 2011, 11_098, null],
          ['娄底市', 2012, 437.2, 100],
          ['火星市', 2012, 1, 2],
        ],
      }),
    });
    expect(counts).toEqual({
      files: 1,
      read: 8,
      kept: 2,
      merged: 0,
      missing: 2,
      skipped: 0,
      rejected: 4,
    });
    expect(reasons(rejects)).toEqual([
      [3, '年末总人口(万人)', '11098', 'out_of_scale'],
      [4, '地区生产总值(万美元)', '100', 'unknown_unit'],
      [5, '城市', '火星市', 'unknown_city'],
    ]);
  });

  test('the rules are parameters', async () => {
    const raw = { 'a.xlsx': panel(['杭州市', 2006, 666, null], ['杭州市', 2007, 0.5, null]) };
    const loose = { scale: { population: { min: 0, max: 1e9, jump: 1e9 } } };
    expect((await stats(raw)).counts).toMatchObject({ kept: 1, rejected: 1 });
    expect((await stats(raw, loose)).counts).toMatchObject({ kept: 2, rejected: 0 });
  });

  test.each([
    [
      'no city column',
      [
        ['编号', '数值'],
        [1, 2],
      ],
      'E_NOTHING_READ',
    ],
    [
      'no year',
      [
        ['城市', '年末总人口(万人)'],
        ['杭州市', 700],
      ],
      'E_YEAR_MISSING',
    ],
    [
      'nothing of the study',
      [
        ['城市', '年份', '降水量(毫米)'],
        ['杭州市', 2006, 1400],
      ],
      'E_NOTHING_READ',
    ],
  ])('a sheet with %s', async (_name, rows, code) => {
    await expect(stats({ 'a.xlsx': workbook({ S: rows }) })).rejects.toMatchObject({ code });
  });
});

test('marketisation: two files that share a year give one row for each province and year', async () => {
  const { counts, rows } = await runIngest('marketisation', marketisation, {
    'data/raw/marketisation/a.xlsx': workbook({
      S: [
        ['省份', '年份', '市场化总指数'],
        ['浙江', 2006, 9.8],
        ['江苏省', 2006, '-'],
      ],
    }),
    'data/raw/marketisation/b.csv': 'area,year,total\nZhejiang,2006,9.80\n',
  });
  expect(counts).toEqual({
    files: 2,
    read: 3,
    kept: 1,
    merged: 1,
    missing: 1,
    skipped: 0,
    rejected: 0,
  });
  expect(rows).toMatchObject([{ province: 33, year: 2006, value: 9.8, source_row: 2 }]);
});
