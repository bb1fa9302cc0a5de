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

interface Column {
  readonly name: string;
  readonly cell: (row: ExportRow, style: ExportStyle) => SheetCell;
}

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
const column = (name: string, cell: Column['cell']): Column => ({ name, cell });

const CLASSIC: readonly Column[] = [
  column('标题', text('title')),
  column('摘要', () => ABSTRACT),
  column('申请人', text('applicants')),
  column('公开（公告）号', text('publicationNo')),
  column('公开（公告）日', (row, style) => date(row.publicationDay, style)),
  column('申请号', text('applicationNo')),
  column('申请日', (row, style) => date(row.filed, style)),
  column('专利类型', text('patentType')),
  column('公开国别', () => 'CN'),
  column('IPC主分类', (row, style) => writeIpc(row.ipc.slice(0, 1), style)),
  column('IPC', (row, style) => writeIpc(row.ipc, style)),
  column('洛迦诺分类号', (row) => (row.patentType === '外观设计' ? '13-03' : null)),
  column('第一申请人', text('firstApplicant')),
  column('申请人数量', (row, style) => count(row.applicantCount, style)),
  column('申请人类型', text('applicantTypes')),
  column('申请人国别代码', text('countries')),
  column('申请人省市代码', text('provinces')),
  column('中国申请人地市', text('cities')),
  column('发明人', () => '示例发明人'),
  column('引证专利', text('cites')),
  column('被引证专利', text('citedBy')),
  column('引证次数', (row, style) => count(row.citesCount, style)),
  column('被引证次数', (row, style) => count(row.citedByCount, style)),
  column('专利有效性', (row) => (row.value > 4 ? '有效' : '失效')),
  column('合享价值度', text('value')),
  column('文献种类代码', text('kind')),
];

/** What the export of 2023 and later calls otherwise, and where it puts more columns. */
const RENAMED: Readonly<Record<string, string>> = {
  标题: '标题 (中文)',
  摘要: '摘要 (中文)',
  '公开（公告）号': '公开(公告)号',
  '公开（公告）日': '公开(公告)日',
  申请人国别代码: '申请人国家/地区',
};
const NEW: readonly Column[] = CLASSIC.flatMap((old) => {
  const renamed = column(RENAMED[old.name] ?? old.name, old.cell);
  if (old.name === '公开国别') return [renamed, column('公开类型', text('patentType'))];
  if (old.name === '被引证次数')
    return [renamed, column('他引次数', (row, style) => count(row.citesCount, style))];
  return [renamed];
});

/** Header and rows of an export; `first` is the running number of its first row. */
export function exportTable(
  rows: readonly ExportRow[],
  numbers: readonly number[],
  style: ExportStyle,
): SheetCell[][] {
  const columns = style.header === 'new' ? NEW : CLASSIC;
  const names = columns.map(({ name }) =>
    style.header === 'classic-half-width' ? name.replace('（', '(').replace('）', ')') : name,
  );
  const body = rows.map((row, i) => [
    numbers[i] as number,
    ...columns.map(({ cell }) => cell(row, style)),
  ]);
  return [['序号', ...names], ...body];
}

function writeIpc(codes: readonly string[], style: ExportStyle): string {
  if (style.ipc === 'short') return codes.join('; ');
  return codes.map((code) => spellIpc(code, style.ipc === 'symbol')).join('; ');
}

function spellIpc(code: string, symbol: boolean): string {
  const subclass = code.slice(0, 4);
  const [group = '', subgroup = ''] = code.slice(4).split('/');
  if (!symbol) return `${subclass} ${group}/${subgroup}`;
  return `${subclass}${group.padStart(4, '0')}${subgroup.padEnd(6, '0')}`;
}
