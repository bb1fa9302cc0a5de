import type { Cell } from './record.ts';

/** Names of each field in both generations of exports and in repacked files, the usual one first. */
const NAMES = {
  application_no: ['申请号', '申请号码', '专利申请号'],
  publication_no: ['公开（公告）号', '公开公告号', '公开号', '公告号', '文献号'],
  filing_date: ['申请日', '申请日期'],
  publication_date: ['公开（公告）日', '公开公告日', '公开日', '公告日', '公开（公告）日期'],
  patent_type: ['专利类型', '文献类型'],
  title: ['标题', '标题（中文）', '专利名称', '发明名称', '名称'],
  ipc_main: ['IPC主分类', '主分类号', 'IPC主分类号', '主IPC'],
  ipc: ['IPC', 'IPC分类号', 'IPC分类', '分类号', '国际专利分类号'],
  applicants: ['申请人', '申请（专利权）人', '申请人名称'],
  applicant_types: ['申请人类型'],
  province: ['申请人省市代码', '申请人省份', '申请人地区', '省份', '申请人省市'],
  cities: ['中国申请人地市', '申请人地市', '申请人城市', '地市', '中国申请人城市'],
  cites: ['引证专利', '引用专利', '引证文献（专利）'],
  cited_by: ['被引证专利', '被引用专利', '施引专利'],
  cites_count: ['引证次数', '引证专利数量'],
  cited_by_count: ['被引证次数', '被引证专利数量'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Field = keyof typeof NAMES;

/** Without one of these a row cannot become a citation of a city. */
const REQUIRED = [
  'application_no',
  'publication_no',
  'filing_date',
  'cities',
  'cites',
  'cited_by',
] as const;

export interface Header {
  /** Position of each field in a row. */
  readonly columns: Readonly<Partial<Record<Field, number>>>;
  /** Names as written, by position. */
  readonly names: readonly string[];
}

export interface MissingColumn {
  readonly expected: string;
  readonly nearest: string | null;
}

export type HeaderReading =
  | { readonly header: Header; readonly missing: null }
  | { readonly header: null; readonly missing: readonly MissingColumn[] };

const FIELD_BY_NAME = new Map(
  (Object.entries(NAMES) as [Field, readonly string[]][]).flatMap(([field, names]) =>
    names.map((name): [string, Field] => [foldName(name), field]),
  ),
);

/** One form for all spellings of a header: compatibility forms, no blanks, lower case. */
export function foldName(name: string): string {
  return name.normalize('NFKC').replaceAll(/\s+/g, '').toLowerCase();
}

/**
 * Finds the fields of an export in its header row. Of a name that occurs twice the first column
 * counts. A required column that is not there is named with the nearest header that is.
 */
export function readHeader(cells: readonly Cell[]): HeaderReading {
  const names = cells.map((cell) => (cell === null ? '' : String(cell).trim()));
  const columns: Partial<Record<Field, number>> = {};
  names.forEach((name, i) => {
    const field = FIELD_BY_NAME.get(foldName(name));
    if (field !== undefined) columns[field] ??= i;
  });
  const absent: string[] = REQUIRED.filter((field) => columns[field] === undefined).map(
    (field) => NAMES[field][0],
  );
  if (columns.ipc === undefined && columns.ipc_main === undefined) absent.push(NAMES.ipc[0]);
  if (absent.length === 0) return { header: { columns, names }, missing: null };
  const missing = absent.map((expected) => ({ expected, nearest: nearestName(expected, names) }));
  return { header: null, missing };
}

/** The header most like the expected name, if at least half of its characters agree. */
function nearestName(expected: string, names: readonly string[]): string | null {
  const scored = names.map((name) => [likeness(foldName(expected), foldName(name)), name] as const);
  const [score, best] = scored.reduce((a, b) => (b[0] > a[0] ? b : a), [0.5, ''] as const);
  return score > 0.5 ? best : null;
}

/** Share of neighbouring character pairs in common (Dice), with the ends counted as characters. */
function likeness(a: string, b: string): number {
  const rest = pairs(b);
  const total = a.length + 1 + rest.length;
  let common = 0;
  for (const pair of pairs(a)) {
    const at = rest.indexOf(pair);
    if (at >= 0) {
      common += 1;
      rest.splice(at, 1);
    }
  }
  return (2 * common) / total;
}

function pairs(text: string): string[] {
  return Array.from({ length: text.length + 1 }, (_, i) => ` ${text} `.slice(i, i + 2));
}
