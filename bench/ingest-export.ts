import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { integer, randomStream, type RandomStream } from '../src/econometrics/numeric/random.ts';

/** Columns of the export, as a user of InCoPat ticks them. */
export const EXPORT_COLUMNS = [
  '序号',
  '标题',
  '申请人',
  '公开（公告）号',
  '公开（公告）日',
  '申请号',
  '申请日',
  '专利类型',
  '公开国别',
  'IPC主分类',
  'IPC',
  '申请人类型',
  '申请人省市代码',
  '中国申请人地市',
  '引证专利',
  '被引证专利',
  '引证次数',
  '被引证次数',
] as const;

type Column = (typeof EXPORT_COLUMNS)[number];
type Row = Record<Column, string>;

/** One row in so many is written otherwise in one of its cells, and one repeats an earlier row. */
const OTHERWISE_ONE_IN = 10;
const REPEATED_ONE_IN = 200;
const SEED = 20170101;
const CHUNK = 1 << 20;

/** Offices, what their numbers begin with, and how many digits follow. */
const OFFICES: readonly (readonly [head: string, digits: number, kinds: readonly string[]])[] = [
  ['CN1', 8, ['A', 'B']],
  ['CN20', 7, ['U']],
  ['US8', 6, ['B1', 'B2']],
  ['EP2', 6, ['A1', 'B1']],
  ['KR102012', 7, ['A']],
];
const SUBJECTS = ['一种风力发电机组', '光伏组件', '储能电池模组', '生物质锅炉', '地热换热装置'];
const PARTS = ['及其控制方法', '的冷却结构', '的安装支架', '及制造工艺', '的监测系统', ''];
const IPC = ['F03D1/06', 'F03D7/02', 'H02S20/30', 'H01M10/625', 'F24S10/70', 'C10L5/44'];

/** How single cells are written otherwise; what is no number or no city ends among the rejects. */
const OTHERWISE: readonly ((row: Row) => void)[] = [
  (row) => (row['申请日'] = row['申请日'].replaceAll('-', '/')),
  (row) => (row['公开（公告）日'] = row['公开（公告）日'].replaceAll('-', '')),
  (row) => (row['申请号'] = row['申请号'].slice(2)),
  (row) => (row['IPC'] = row['IPC'].replaceAll(/(?<=[A-Z])(?=\d+\/)/g, ' ')),
  (row) => (row['引证次数'] += '.0'),
  (row) => (row['被引证专利'] = row['被引证专利'].replaceAll('; ', '；')),
  (row) => (row['引证专利'] = row['引证专利'].replaceAll(/([A-Z]{2})(\d+)/g, '$1 $2')),
  (row) => (row['引证专利'] += row['引证专利'] === '' ? '示例期刊论文' : '; 示例期刊论文'),
  (row) => (row['中国申请人地市'] = `【${row['中国申请人地市']}】`),
  (row) => (row['专利类型'] = ` ${row['专利类型']}`),
];

/** The share of rows that are written otherwise, for the reader of the results. */
export const EXPORT_SAYS = `one row in ${OTHERWISE_ONE_IN} has a cell in another spelling (${OTHERWISE.length} kinds), one in ${REPEATED_ONE_IN} repeats an earlier row`;

/** Rows of an export from a seed: the same at any length but for its end. */
export function* exportRows(count: number, cities: string): Generator<Row> {
  const stream = randomStream(SEED, 'ingest');
  const places = readFileSync(cities, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
    .filter(([code = '']) => !code.endsWith('0000'));
  const recent: Row[] = [];
  for (let i = 1; i <= count; i++) {
    const earlier = recent[integer(stream, REPEATED_ONE_IN)];
    if (i % REPEATED_ONE_IN === 0 && earlier !== undefined) {
      yield { ...earlier, 序号: String(i) };
      continue;
    }
    const place = places[integer(stream, places.length)] ?? [];
    const row = makeRow(stream, i, place[1] ?? '', place[4] ?? '', place[0] ?? '');
    if (integer(stream, OTHERWISE_ONE_IN) === 0) {
      OTHERWISE[integer(stream, OTHERWISE.length)]?.(row);
    }
    recent[i % REPEATED_ONE_IN] = row;
    yield row;
  }
}

function makeRow(stream: RandomStream, i: number, city: string, province: string, code: string) {
  const year = 2004 + integer(stream, 16);
  const serial = String(i).padStart(7, '0');
  const kind = 'AUB'.charAt(integer(stream, 3));
  const right = kind === 'U' ? 2 : 1;
  const cites = numbers(stream, 14);
  const citedBy = numbers(stream, 10);
  const classes = IPC.slice(integer(stream, IPC.length)).slice(0, 1 + integer(stream, 3));
  const subject = SUBJECTS[integer(stream, SUBJECTS.length)] ?? '';
  const row: Row = {
    序号: String(i),
    标题: `${subject}${PARTS[integer(stream, PARTS.length)] ?? ''}`,
    申请人: `${city}第${1 + integer(stream, 5000)}能源有限公司`,
    '公开（公告）号': `CN${right}${String(i).padStart(8, '0')}${kind}`,
    '公开（公告）日': day(stream, year + 1),
    申请号: `CN${year}${right}${serial}.${integer(stream, 10)}`,
    申请日: day(stream, year),
    专利类型: { A: '发明申请', U: '实用新型', B: '发明授权' }[kind] ?? '',
    公开国别: 'CN',
    IPC主分类: classes[0] ?? '',
    IPC: classes.join('; '),
    申请人类型: '企业',
    申请人省市代码: `${province}; ${code.slice(0, 2)}`,
    中国申请人地市: city,
    引证专利: cites.join('; '),
    被引证专利: citedBy.join('; '),
    引证次数: cites.length === 0 ? '' : String(cites.length),
    被引证次数: citedBy.length === 0 ? '' : String(citedBy.length),
  };
  return row;
}

/** Fewer than `below` different numbers. */
function numbers(stream: RandomStream, below: number): string[] {
  const found = Array.from({ length: integer(stream, below) }, () => {
    const [head = '', digits = 0, kinds = []] = OFFICES[integer(stream, OFFICES.length)] ?? [];
    const serial = String(10 ** digits + integer(stream, 9 * 10 ** digits)).slice(1);
    return `${head}${serial}${kinds[integer(stream, kinds.length)] ?? ''}`;
  });
  return [...new Set(found)];
}

function day(stream: RandomStream, year: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(1 + integer(stream, 12))}-${two(1 + integer(stream, 28))}`;
}

/** Writes an export as csv in UTF-8; no cell needs quotes. Returns its bytes. */
export function writeExport(path: string, count: number, cities: string): number {
  const file = openSync(path, 'w');
  let bytes = 0;
  let text = `${EXPORT_COLUMNS.join(',')}\r\n`;
  for (const row of exportRows(count, cities)) {
    text += `${EXPORT_COLUMNS.map((column) => row[column]).join(',')}\r\n`;
    if (text.length < CHUNK) continue;
    bytes += writeSync(file, text);
    text = '';
  }
  bytes += writeSync(file, text);
  closeSync(file);
  return bytes;
}
