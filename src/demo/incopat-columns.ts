import { formatDay, type DateForm } from './world/day.ts';
import type { ExportRow } from './export-row.ts';
import type { SheetCell } from './formats/sheet-cell.ts';

/** How a file writes what the generations and programs write differently. */
export interface ExportStyle {
  readonly header: 'classic' | 'classic-half-width' | 'new';
  readonly dates: DateForm | 'cells';
  /** Counts as numbers or as the text `3.0`. */
  readonly counts: 'number' | 'float';
  /** `F03D1/06`, `F03D 1/06` or the 14 characters `F03D0001060000`. */
  readonly ipc: 'short' | 'blank' | 'symbol';
}

/** A header, and what stands below it. */
type Column = readonly [name: string, cell: (row: ExportRow, style: ExportStyle) => SheetCell];

const ABSTRACT = '合成数据：本摘要由程序生成，不对应任何真实专利。';

const date = (day: number | string, style: ExportStyle): SheetCell => {
  if (typeof day === 'string') return day;
  return style.dates === 'cells' ? { day } : formatDay(day, style.dates);
};
const count = (value: number | null, style: ExportStyle): SheetCell =>
  value !== null && style.counts === 'float' ? `${value}.0` : value;
const text =
  (name: keyof ExportRow) =>
  (row: ExportRow): SheetCell =>
    row[name] as string;

const CLASSIC: readonly Column[] = [
  ['标题', text('title')],
  ['摘要', () => ABSTRACT],
  ['申请人', text('applicants')],
  ['公开（公告）号', text('publicationNo')],
  ['公开（公告）日', (row, style) => date(row.publicationDay, style)],
  ['申请号', text('applicationNo')],
  ['申请日', (row, style) => date(row.filed, style)],
  ['专利类型', text('patentType')],
  ['公开国别', () => 'CN'],
  ['IPC主分类', (row, style) => writeIpc(row.ipc.slice(0, 1), style)],
  ['IPC', (row, style) => writeIpc(row.ipc, style)],
  ['洛迦诺分类号', (row) => (row.patentType === '外观设计' ? '13-03' : null)],
  ['第一申请人', text('firstApplicant')],
  ['申请人数量', (row, style) => count(row.applicantCount, style)],
  ['申请人类型', text('applicantTypes')],
  ['申请人国别代码', text('countries')],
  ['申请人省市代码', text('provinces')],
  ['中国申请人地市', text('cities')],
  ['发明人', () => '示例发明人'],
  ['引证专利', text('cites')],
  ['被引证专利', text('citedBy')],
  ['引证次数', (row, style) => count(row.citesCount, style)],
  ['被引证次数', (row, style) => count(row.citedByCount, style)],
  ['专利有效性', (row) => (row.value > 4 ? '有效' : '失效')],
  ['合享价值度', text('value')],
  ['文献种类代码', text('kind')],
];

/** What the export of 2023 and later calls otherwise, and where it puts more columns. */
const RENAMED: Readonly<Record<string, string>> = {
  标题: '标题 (中文)',
  摘要: '摘要 (中文)',
  '公开（公告）号': '公开(公告)号',
  '公开（公告）日': '公开(公告)日',
  申请人国别代码: '申请人国家/地区',
};
const NEW = CLASSIC.flatMap(([name, cell]): Column[] => {
  const renamed: Column = [RENAMED[name] ?? name, cell];
  if (name === '公开国别') return [renamed, ['公开类型', text('patentType')]];
  if (name !== '被引证次数') return [renamed];
  return [renamed, ['他引次数', (row, style) => count(row.citesCount, style)]];
});

/** Header and rows of an export; `first` is the running number of its first row. */
export function exportTable(
  rows: readonly ExportRow[],
  first: number,
  style: ExportStyle,
): SheetCell[][] {
  const columns = style.header === 'new' ? NEW : CLASSIC;
  const names = columns.map(([name]) =>
    style.header === 'classic-half-width' ? name.replace('（', '(').replace('）', ')') : name,
  );
  const body = rows.map((row, i) => [first + i, ...columns.map(([, cell]) => cell(row, style))]);
  return [['序号', ...names], ...body];
}

function writeIpc(codes: readonly string[], { ipc }: ExportStyle): string {
  const spelt = codes.map((code) => {
    const subclass = code.slice(0, 4);
    const [group = '', subgroup = ''] = code.slice(4).split('/');
    if (ipc === 'short') return code;
    if (ipc === 'blank') return `${subclass} ${group}/${subgroup}`;
    return `${subclass}${group.padStart(4, '0')}${subgroup.padEnd(6, '0')}`;
  });
  return spelt.join('; ');
}
