import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectShared, queryRows } from '../../src/io/duckdb.ts';
import { project, type Project } from '../support/rig.ts';
import { workbook } from '../support/workbook.ts';

/** A folder of a researcher who put in everything that was at hand: good, useless and broken files. */
const INSTALLATION = resolve(import.meta.dirname, '../..');
const STUDY = `# A small study.
study: { unit: city, time: year }

settings:
  data: data/raw

# From raw files to the panel.
steps:
  incopat:
    use: incopat
    reads: &raw ['\${settings.data}/\${step}/**/*', data/reference/*.csv]
  statistics: { use: statistics, reads: *raw, expect: { key: [city, year, variable] } }
  marketisation: { use: marketisation, reads: *raw, expect: { key: [province, year] } }
  panel: { expect: { key: [city, year] } }
`;
const PANEL = `with filings as (
  select unnest(cities) as city, year(filing_date) as year, application_no from incopat)
select s.city, s.year, max(s.value) as population, max(m.value) as score,
  count(distinct f.application_no) as filings
from statistics as s
join marketisation as m on m.province = s.city // 10000 and m.year = s.year
left join filings as f on f.city = s.city and f.year = s.year
where s.variable = 'population' group by all order by all`;

const CITIES = ['杭州市', '宁波市', '温州市'];
const YEARS = [2010, 2011, 2012, 2013, 2014];
const EXPORT = [
  '申请号',
  '公开（公告）号',
  '申请日',
  '公开（公告）日',
  '专利类型',
  'IPC',
  '申请人省市代码',
  '中国申请人地市',
  '引证专利',
  '被引证专利',
];

function exported(year: number): string {
  const rows = CITIES.map((city, i) => [
    `CN${year}1000${year}${i}`,
    `CN${year}${year}${i}A`,
    `${year}-03-0${i + 1}`,
    `${year}-09-01`,
    '发明申请',
    'F03D1/06',
    '浙江; 33',
    city,
    'CN101234567A',
    '',
  ]);
  return [EXPORT, ...rows].map((row) => row.join(',')).join('\n');
}

function populations(year: number): string {
  const rows = CITIES.map((city, i) => `${city},${year},${500 + 10 * i + (year - 2010)}`);
  return ['城市,年份,年末总人口(万人)', ...rows].join('\n');
}

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n');
const NO_TEXT = Buffer.from('96bc914f2c93738e730a', 'hex');
const sheet = workbook({
  数据: [
    ['城市', '年份', '年末总人口(万人)'],
    ['杭州市', 2015, 505],
  ],
});
const CUT = sheet.subarray(0, -200);

const GOOD: Readonly<Record<string, string | Buffer>> = {
  ...Object.fromEntries(YEARS.map((year) => [`statistics/人口${year}.csv`, populations(year)])),
  ...Object.fromEntries(YEARS.map((year) => [`incopat/${year}.csv`, exported(year)])),
  ...Object.fromEntries(
    YEARS.map((year) => [`marketisation/${year}.csv`, `省份,年份,市场化指数\n浙江,${year},9.5\n`]),
  ),
  'statistics/gdp.xlsx': workbook({
    全市: [['城市', '年份', '地区生产总值(亿元)'], ...CITIES.map((city) => [city, 2014, 4000])],
    说明: [['注', '数据来自年鉴']],
  }),
};
const USELESS: Readonly<Record<string, string | Buffer>> = {
  'statistics/汇率.csv': '年份,汇率\n2014,6.14\n2015,6.22\n',
  'statistics/降水.csv': '城市,年份,降水量(毫米)\n杭州市,2014,1400\n',
  'statistics/无单位.csv': '城市,年份,gdp(美元当量)\n杭州市,2014,4266\n',
  'statistics/无年份.csv': '城市,年末总人口(万人)\n杭州市,700\n',
  'statistics/教育.xlsx': workbook({
    a: [
      ['学校', '学生'],
      ['一中', 900],
    ],
  }),
  'statistics/只有省.csv': '省份,年份,年末总人口(万人)\n浙江省,2014,5508\n',
  'statistics/笔记.txt': '今天下载了三个文件\n明天再看\n',
  'incopat/检索式.txt': 'IPC=F03D\nAND 申请日=2014\n',
  'incopat/只有次数.csv': '申请号,申请日,引证次数\nCN2014,2014-01-01,3\n',
  'incopat/空.csv': `${EXPORT.join(',')}\n`,
  'marketisation/说明.csv': '指标,含义\n市场化,得分\n',
  'marketisation/gdp.csv': '地市,年份,地区生产总值(亿元)\n杭州市,2014,9206\n',
};
const BROKEN: Readonly<Record<string, string | Buffer>> = {
  'statistics/图.png': PNG,
  'statistics/年鉴.pdf': PDF,
  'statistics/截断.xlsx': CUT,
  'statistics/乱码.csv': NO_TEXT,
  'statistics/零字节.csv': '',
  'incopat/截断.xlsx': CUT,
  'incopat/图.jpg': PNG,
  'incopat/乱码.csv': NO_TEXT,
  'incopat/引号.csv': `${EXPORT.join(',')}\n"CN2014,x\n`,
  'marketisation/报告.pdf': PDF,
  'marketisation/截断.xlsx': CUT,
  'marketisation/零字节.csv': '',
};
const FILES = { ...GOOD, ...USELESS, ...BROKEN };

function folderOf(files: Readonly<Record<string, string | Buffer>>, study = STUDY): Project {
  const p = project({ 'pipeline.yaml': study, 'sql/panel.sql': PANEL });
  cpSync(join(INSTALLATION, 'data/reference'), join(p.root, 'data/reference'), { recursive: true });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(p.root, 'data/raw', name)), { recursive: true });
    writeFileSync(join(p.root, 'data/raw', name), content);
  }
  return p;
}

describe('a folder of forty mixed files', () => {
  it('is told of on one screen, and gives a panel when what that says is written', async () => {
    expect(Object.keys(FILES)).toHaveLength(40);
    const p = folderOf(FILES);

    const first = await p.run('--keep-going');
    expect(first.exit).toBe(1);
    const told = JSON.stringify(first.events);
    expect(told).not.toContain('E_BUG');

    const audit = await p.call(['audit', 'sources']);
    expect([audit.exit, audit.err]).toEqual([0, '']);
    const lines = audit.out.split('\n');
    const stateOf = (name: string) =>
      lines
        .filter((line) => line.startsWith('  ') && line.includes(`  ${name.split('/')[1]}`))
        .map((line) => line.trim().split(/\s/u)[0]);
    for (const name of Object.keys(GOOD)) expect(stateOf(name), name).toContain('read');
    for (const name of Object.keys({ ...USELESS, ...BROKEN })) {
      expect(
        stateOf(name).some((state) => /^(?:nothing|ignored|refused)$/u.test(state ?? '')),
        `${name}: ${audit.out}`,
      ).toBe(true);
    }
    expect(lines.slice(0, lines.indexOf('sources:')).length).toBeLessThan(80);
    expect(p.read('pipeline.yaml')).toBe(STUDY);

    const written = await p.call(['audit', 'sources', '--write']);
    expect([written.exit, written.err]).toEqual([0, '']);
    const study = p.read('pipeline.yaml');
    expect(study).toContain('sources:\n');
    expect(study.replace(/\n# What raw files are.*?\n\n(?=#)/su, '\n')).toBe(STUDY);

    const second = await p.run();
    expect(second.error).toBeUndefined();
    expect(second.events.filter(({ event }) => event === 'warning')).toEqual([]);
    expect(await panelOf(p)).toEqual({ rows: 15, filings: 15, years: 5 });
    expect((await p.call(['audit', 'sources'])).out).not.toContain('statistics/图.png');
  });
});

describe('links among the raw files', () => {
  it('are followed inside the project, and refused by name where they lead nowhere', async () => {
    const p = folderOf({ 'statistics/a.csv': populations(2014), 'other/b.csv': populations(2015) });
    const link = (to: string, name: string) => {
      symlinkSync(to, join(p.root, 'data/raw/statistics', name));
    };
    link('../other/b.csv', 'b.csv');
    expect((await p.run('statistics')).states).toEqual({ statistics: 'built' });
    link('c.csv', 'c.csv');
    link('nowhere.csv', 'd.csv');
    link('../other', 'e');
    link('.', 'f');
    const { error } = await p.run('statistics');
    expect(error?.message).toMatch(/^2 files of 5 cannot be read/u);
    for (const name of ['c.csv', 'd.csv'])
      expect(error?.message).toContain(`data/raw/statistics/${name} E_FILE_MISSING`);
  });
});

describe('sources: of a study', () => {
  const small = {
    'statistics/a.csv': populations(2014),
    'statistics/b.csv': USELESS['statistics/无年份.csv'] ?? '',
  };
  const withSources = (entries: string) => STUDY.replace('steps:', `sources:\n${entries}\nsteps:`);

  it.each([
    ['  - { files: b.csv, yaer: 2015 }', 'E_STEP_PARAMETER', 'pipeline.yaml:9:21', 'year'],
    [
      '  - { files: b.csv, columns: { x: { untt: y } } }',
      'E_STEP_PARAMETER',
      'pipeline.yaml:9:37',
      'unit',
    ],
    ['  - { files: b.csv, year: next }', 'E_STEP_PARAMETER', 'pipeline.yaml:9:21', ''],
    ['  - b.csv', 'E_WRONG_TYPE', 'pipeline.yaml:9:5', ''],
    [
      '  - { files: a.csv, columns: { 年末总人口(万人): { variable: populatoin } } }',
      'E_SOURCE_RULE',
      'pipeline.yaml:9:21',
      'population',
    ],
  ])('is refused where it is wrong: %s', async (entries, code, where, hint) => {
    const { 'statistics/b.csv': _, ...good } = small;
    const { error } = await folderOf(good, withSources(entries)).run('statistics');
    expect(error).toMatchObject({ code, where });
    expect(error?.hint).toContain(hint);
  });

  it('leaves a file out, and that file is no warning', async () => {
    const p = folderOf(small, withSources('  - { files: statistics/b.csv, ignore: has no year }'));
    const { error, events } = await p.run('statistics');
    expect(error).toBeUndefined();
    expect(events.filter(({ event }) => event === 'warning')).toEqual([]);
    const { out } = await p.call(['audit', 'sources', '--file', 'b.csv']);
    expect(out).toMatch(/ignored\s+b\.csv\s+has no year/u);
  });

  it('builds only the steps again whose files an entry names', async () => {
    const files = { 'statistics/a.csv': populations(2014), 'incopat/a.csv': exported(2014) };
    const p = folderOf(files, withSources('  - { files: statistics/a.csv, scope: 全市 }'));
    await p.run('statistics', 'incopat');
    p.write({
      'pipeline.yaml': withSources(
        '  - { files: incopat/a.csv, priority: 1 }\n  - { files: statistics/a.csv, scope: 全市 }',
      ),
    });
    const { states, why } = await p.run('statistics', 'incopat');
    expect(states).toEqual({ statistics: 'unchanged', incopat: 'built' });
    expect(why['incopat']?.join()).toContain('incopat/a.csv');
  });

  it('that matches no file is told by the audit', async () => {
    const p = folderOf(small, withSources('  - { files: [c.csv, d*.csv], ignore: true }'));
    const { out } = await p.call(['audit', 'sources']);
    expect(out).toContain('sources: no file matches c.csv, d*.csv');
  });
});

async function panelOf(p: Project) {
  const connection = await connectShared();
  const [row] = await queryRows(
    connection,
    `select count(*)::integer as rows, sum(filings)::integer as filings,
       count(distinct year)::integer as years from '${p.root}/outputs/parquet/panel.parquet'`,
  );
  return row;
}
