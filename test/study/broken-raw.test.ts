import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectShared, queryRows } from '../../src/io/duckdb.ts';
import { project, type Project } from '../support/rig.ts';
import { workbook, type Rows } from '../support/workbook.ts';

/** A researcher's own exports, of which one is broken at a time, through the command line. */
const INSTALLATION = resolve(import.meta.dirname, '../..');
const STUDY = `study: {}
settings: {}
steps:
  incopat: { use: incopat, reads: [data/raw/incopat/*, data/reference/*.csv] }
  statistics: { use: statistics, reads: [data/raw/statistics/*, data/reference/*.csv] }
`;
const HEADER = [
  '序号',
  '标题',
  '公开（公告）号',
  '公开（公告）日',
  '申请号',
  '申请日',
  '专利类型',
  'IPC',
  '申请人',
  '申请人省市代码',
  '中国申请人地市',
  '引证专利',
  '被引证专利',
  '引证次数',
  '被引证次数',
];
const ROW = [
  1,
  '风机',
  'CN106844774A',
  '2017-06-13',
  'CN201710117081.7',
  '2017-03-01',
  '发明申请',
  'F03D1/06',
  '某公司',
  '浙江; 33',
  '杭州市',
  'CN101234567A; US20100123456A1',
  '',
  2,
  '',
];
const CITY_HEADER = ['城市', '年份', '年末总人口_全市_万人', '地区生产总值_当年价格_全市_万元'];
const CITY_ROWS: Rows = [
  ['杭州市', 2014, 715.8, 92_061_600],
  ['杭州市', 2015, 723.6, 100_502_100],
  ['杭州市', 2016, 736.0, 113_137_200],
  ['宁波市', 2015, 586.6, 80_036_100],
];

const patents = (rows: Rows) => workbook({ Sheet1: rows });
const cities = (rows: Rows, header: readonly unknown[] = CITY_HEADER) =>
  workbook({ 数据: [header, ...rows] });

function ownData(): Project {
  const p = project({ 'pipeline.yaml': STUDY });
  cpSync(join(INSTALLATION, 'data/reference'), join(p.root, 'data/reference'), { recursive: true });
  put(p, 'data/raw/incopat/a.xlsx', patents([HEADER, ROW]));
  put(p, 'data/raw/statistics/a.xlsx', cities(CITY_ROWS));
  return p;
}

function put(p: Project, path: string, bytes: Buffer): void {
  mkdirSync(dirname(join(p.root, path)), { recursive: true });
  writeFileSync(join(p.root, path), bytes);
}

/** Files that stop the run: the step, the file's bytes, the error's code. */
const STOPPED: Readonly<Record<string, [string, Buffer, string]>> = {
  'a column that is missing': [
    'incopat',
    patents([HEADER.filter((name) => name !== '申请日'), ROW]),
    'E_COLUMN_MISSING',
  ],
  'a workbook that is cut short': [
    'incopat',
    patents([HEADER, ROW]).subarray(0, -300),
    'E_FILE_CORRUPT',
  ],
  'a csv in an unknown encoding': [
    'incopat',
    Buffer.from([0x96, 0xbc, 0x91, 0x4f, 0x2c, 0x93, 0x73, 0x8e, 0x73, 0x0a]),
    'E_FILE_ENCODING',
  ],
  'a table without a year': [
    'statistics',
    cities([['杭州市', 715.8]], ['城市', '年末总人口(万人)']),
    'E_YEAR_MISSING',
  ],
};

/** Files that hold nothing of their source: the step and the bytes. */
const LEFT_OUT: Readonly<Record<string, [string, Buffer]>> = {
  'a picture': ['statistics', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  'an empty sheet': ['incopat', workbook({ Sheet1: [] })],
  'a table without a city': ['statistics', cities(CITY_ROWS, ['名称', '年份', 'x', 'y'])],
};

/** Files whose broken rows are set aside: the step, the bytes, the reason in the rejects. */
const SET_ASIDE: Readonly<Record<string, [string, Buffer, string]>> = {
  'an unknown city': ['statistics', cities([['火星市', 2015, 1, 1]]), 'unknown_city'],
  'an unknown unit': [
    'statistics',
    cities(
      [['宁波市', 2014, 583.8, 76_027_800]],
      ['城市', '年份', '年末总人口_全市_万人', '地区生产总值_全市_吨'],
    ),
    'unknown_unit',
  ],
  'two rows for one city and year that disagree': [
    'statistics',
    cities([['杭州市', 2015, 723.6, 200_502_100]]),
    'conflict',
  ],
  'a population of a hundred millions': [
    'statistics',
    cities([['杭州市', 2017, 75_300, 126_000_000]]),
    'out_of_scale',
  ],
  'a date that is none': ['incopat', patents([HEADER, ROW.with(5, '2017-13-45')]), 'bad_date'],
  'an application number that Excel mangled': [
    'incopat',
    patents([HEADER, ROW.with(4, '2.01711E+11')]),
    'mangled_application_no',
  ],
};

describe('a broken raw file', () => {
  it('stops the run with one coded error, and the earlier outputs stay', async () => {
    const p = ownData();
    const first = await p.run();
    expect(first.error).toBeUndefined();
    const names = ['incopat', 'incopat_rejects', 'statistics', 'statistics_rejects'];
    const outputs = () =>
      names.map((name) => p.bytes(`outputs/parquet/${name}.parquet`).toString('base64'));
    const before = outputs();
    for (const [name, [step, bytes, code]] of Object.entries(STOPPED)) {
      const file = `data/raw/${step}/broken.${bytes.subarray(0, 2).toString() === 'PK' ? 'xlsx' : 'csv'}`;
      put(p, file, bytes);
      const { exit, error } = await p.run('--keep-going');
      expect(exit, name).toBe(1);
      expect(error?.code.startsWith(code), `${name}: ${error?.code}`).toBe(true);
      expect(error?.where, name).toContain(file);
      expect(error?.code, `${name}: ${error?.message}`).not.toBe('E_BUG');
      expect(outputs(), name).toEqual(before);
      rmSync(join(p.root, file));
    }
    expect((await p.run()).states).toEqual({ incopat: 'unchanged', statistics: 'unchanged' });
  });

  it('is left out with a warning that names it, where it holds nothing of its source', async () => {
    const p = ownData();
    for (const [name, [step, bytes]] of Object.entries(LEFT_OUT)) {
      const file = `data/raw/${step}/other.xlsx`;
      put(p, file, bytes);
      const { error, events } = await p.run(step);
      expect(error, name).toBeUndefined();
      expect(events, name).toContainEqual({
        event: 'warning',
        step,
        message: expect.stringContaining(`1 of 2 files gives nothing\n  ${file}: `) as string,
      });
      rmSync(join(p.root, file));
    }
  });

  it('has its broken rows set aside, counted and shown', async () => {
    for (const [name, [step, bytes, reason]] of Object.entries(SET_ASIDE)) {
      const p = ownData();
      put(p, `data/raw/${step}/more.xlsx`, bytes);
      const result = await p.run(step);
      expect(result.error, name).toBeUndefined();
      const event = result.events.find((e) => e.event === 'step' && e.step === step);
      const counts = (event !== undefined && 'counts' in event && event.counts) || {};
      expect(counts['rejected'], name).toBeGreaterThan(0);
      const connection = await connectShared();
      const rejects = join(p.root, `outputs/parquet/${step}_rejects.parquet`);
      const rows = await queryRows(
        connection,
        `select * from '${rejects}' where reason = '${reason}'`,
      );
      expect(rows.length, name).toBeGreaterThan(0);
      expect(rows[0], name).toMatchObject({ file: expect.stringContaining('data/raw/') as string });
    }
  });
});
