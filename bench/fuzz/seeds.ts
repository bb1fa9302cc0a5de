import { gzipSync, zipSync } from 'fflate';
import { utils, write, type BookType } from '@e965/xlsx';
import { integer, type RandomStream } from '../../src/econometrics/numeric/random.ts';
import { encodeGb18030 } from '../../src/demo/formats/gb18030.ts';

export type FuzzCell = string | number | null;
export type Grid = FuzzCell[][];
export const SOURCES = ['incopat', 'statistics', 'marketisation'] as const;
export type Source = (typeof SOURCES)[number];

const CITIES = ['杭州市', '宁波市', '苏州市', '南京市', '合肥市', '北京市', '厦门市', '西安市'];
const PROVINCES = ['浙江', '浙江', '江苏', '江苏', '安徽', '北京', '福建', '陕西'];

/** A small good table of a source, invented: what a mutation begins with. */
export function seedGrid(source: Source, stream: RandomStream): Grid {
  if (source === 'incopat') return patents(stream, 4 + integer(stream, 30));
  if (source === 'marketisation') return marketisation(stream);
  const forms = [long, yearbook, wide];
  return (forms[integer(stream, forms.length)] ?? long)(stream);
}

function patents(stream: RandomStream, rows: number): Grid {
  const header = [
    '序号',
    '标题',
    '申请人',
    '公开（公告）号',
    '公开（公告）日',
    '申请号',
    '申请日',
    '专利类型',
    'IPC',
    '中国申请人地市',
    '引证专利',
    '被引证专利',
    '引证次数',
    '被引证次数',
  ];
  const body = Array.from({ length: rows }, (_, i): FuzzCell[] => {
    const cites = documents(stream, i, integer(stream, 6));
    const citedBy = documents(stream, i + 500, integer(stream, 4));
    const day = String(1 + integer(stream, 28)).padStart(2, '0');
    return [
      i + 1,
      `叶片${i}`,
      '甲公司',
      `CN${105_000_000 + integer(stream, 9_000_000)}A`,
      `2017-06-${day}`,
      `CN2016${10_000_000 + i * 7}.5`,
      `2016-03-${day}`,
      '发明申请',
      'F03D1/06; F03D7/04',
      CITIES[integer(stream, CITIES.length)] ?? null,
      cites.join('; ') || null,
      citedBy.join('; ') || null,
      cites.length,
      citedBy.length,
    ];
  });
  return [header, ...body];
}

function documents(stream: RandomStream, from: number, count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const serial = 1000 + ((from * 37 + i * 11 + integer(stream, 900)) % 9000);
    const forms = [
      `CN10${serial}123A`,
      `US2010${serial}123A1`,
      `EP245${serial}A1`,
      `WO2012${serial}45A1`,
    ];
    return forms[integer(stream, forms.length)] ?? '';
  });
}

function amounts(stream: RandomStream): number[] {
  return [
    30_000_000 + integer(stream, 9_000_000),
    400 + integer(stream, 90) / 10,
    40 + integer(stream, 90) / 10,
  ];
}

function long(stream: RandomStream): Grid {
  const header = [
    '城市',
    '年份',
    '地区生产总值(万元)',
    '年末户籍人口(万人)',
    '第三产业占GDP的比重(%)',
  ];
  const body = CITIES.flatMap((city) =>
    [2014, 2015, 2016].map((year): FuzzCell[] => [city, year, ...amounts(stream)]),
  );
  return [header, ...body];
}

function yearbook(stream: RandomStream): Grid {
  return [
    ['中国2014年地级以上城市统计', null, null, null],
    ['单位:万元', null, null, null],
    ['城市', '地区生产总值', null, '地方一般公共预算支出'],
    [null, '全市', '市辖区', '全市'],
    ...CITIES.map((city): FuzzCell[] => [
      `　${city}`,
      amounts(stream)[0] ?? null,
      10_000_000 + integer(stream, 999),
      3_000_000 + integer(stream, 999),
    ]),
    ['摘编自《中国城市统计年鉴2015》', null, null, null],
  ];
}

function wide(stream: RandomStream): Grid {
  const years = [2014, 2015, 2016, 2017];
  return [
    ['城市', ...years.map((year) => `年末户籍人口(万人)${year}`)],
    ...CITIES.map((city): FuzzCell[] => [city, ...years.map(() => amounts(stream)[1] ?? null)]),
  ];
}

function marketisation(stream: RandomStream): Grid {
  const provinces = [...new Set(PROVINCES)];
  const body = provinces.flatMap((province) =>
    [2014, 2015, 2016].map((year): FuzzCell[] => [province, year, 5 + integer(stream, 500) / 100]),
  );
  return [['省份', '年份', '市场化指数'], ...body];
}

export const FORMATS = [
  'xlsx',
  'xls',
  'xlsb',
  'ods',
  'csv',
  'csv-gb18030',
  'csv-utf16',
  'tsv',
  'html',
  'json',
  'zip',
  'gz',
] as const;
export type Format = (typeof FORMATS)[number];

/** The bytes of a grid in a format, and how its file is usually called. */
export function writeGrid(
  grid: Grid,
  format: Format,
): { readonly bytes: Buffer; readonly name: string } {
  switch (format) {
    case 'csv':
      return { bytes: Buffer.from(toCsv(grid, ',')), name: 'a.csv' };
    case 'tsv':
      return { bytes: Buffer.from(toCsv(grid, '\t')), name: 'a.txt' };
    case 'csv-gb18030':
      return { bytes: Buffer.from(encodeGb18030(toCsv(grid, ','))), name: 'a.csv' };
    case 'csv-utf16':
      return { bytes: Buffer.from(`\uFEFF${toCsv(grid, '\t')}`, 'utf16le'), name: 'a.csv' };
    case 'html':
      return { bytes: Buffer.from(toHtml(grid)), name: 'a.xls' };
    case 'json':
      return { bytes: Buffer.from(toJsonLines(grid)), name: 'a.jsonl' };
    case 'zip':
      return {
        bytes: Buffer.from(zipSync({ 'in/a.csv': Buffer.from(toCsv(grid, ',')) })),
        name: 'a.zip',
      };
    case 'gz':
      return { bytes: Buffer.from(gzipSync(Buffer.from(toCsv(grid, ',')))), name: 'a.csv.gz' };
    default:
      return { bytes: toWorkbook(grid, format), name: `a.${format}` };
  }
}

export function toWorkbook(grid: Grid, format: 'xlsx' | 'xls' | 'xlsb' | 'ods'): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(grid.map((row) => row.map(fitting))), 'Sheet1');
  const types: Readonly<Record<string, BookType>> = { xls: 'biff8' };
  return write(book, { type: 'buffer', bookType: types[format] ?? format }) as Buffer;
}

/** Excel holds no more characters in a cell. */
const CELL_LIMIT = 32_767;

function fitting(cell: FuzzCell): FuzzCell {
  return typeof cell === 'string' ? cell.slice(0, CELL_LIMIT) : cell;
}

function toCsv(grid: Grid, delimiter: string): string {
  const cell = (value: FuzzCell): string => {
    const text = String(value ?? '');
    return /["\r\n]/.test(text) || text.includes(delimiter)
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  };
  return `${grid.map((row) => row.map(cell).join(delimiter)).join('\r\n')}\r\n`;
}

function toHtml(grid: Grid): string {
  const escape = (value: FuzzCell) =>
    String(value ?? '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;');
  const rows = grid.map(
    (row) => `<tr>${row.map((cell) => `<td>${escape(cell)}</td>`).join('')}</tr>`,
  );
  return `<html><body><table>${rows.join('\n')}</table></body></html>`;
}

function toJsonLines(grid: Grid): string {
  const [header = [], ...rows] = grid;
  return rows
    .map((row) =>
      JSON.stringify(Object.fromEntries(header.map((name, i) => [String(name), row[i] ?? null]))),
    )
    .join('\n');
}
