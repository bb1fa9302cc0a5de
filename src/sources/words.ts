import type { Bilingual } from '../text/language.ts';

/** What became of a file or sheet; `nothing` is one that is read and gives no value. */
export type FileState = 'read' | 'nothing' | 'ignored' | 'refused';

export const STATE_WORDS: Readonly<Record<FileState, Bilingual>> = {
  read: { en: 'read', zh: '已读取' },
  nothing: { en: 'nothing', zh: '无可用值' },
  ignored: { en: 'ignored', zh: '已忽略' },
  refused: { en: 'refused', zh: '未接受' },
};

export const COUNT_WORDS: Readonly<Record<string, Bilingual>> = {
  read: { en: 'read', zh: '读取' },
  kept: { en: 'kept', zh: '保留' },
  merged: { en: 'merged', zh: '合并' },
  missing: { en: 'missing', zh: '缺失' },
  skipped: { en: 'skipped', zh: '跳过' },
  rejected: { en: 'rejected', zh: '剔除' },
};

/** What a step counts. */
export const UNIT_WORDS: Readonly<Record<string, Bilingual>> = {
  rows: { en: 'rows', zh: '行' },
  cells: { en: 'cells', zh: '单元格' },
};

export const YEAR_FROM_WORDS: Readonly<Record<string, Bilingual>> = {
  column: { en: 'a column', zh: '年份列' },
  header: { en: 'the headers', zh: '表头' },
  title: { en: 'the title', zh: '表题' },
  sheet: { en: 'the name of the sheet', zh: '工作表名' },
  file: { en: 'the name of the file', zh: '文件名' },
  setting: { en: 'sources: of the study', zh: '研究设定 sources:' },
};

export const SURVEY_WORDS = {
  files: { en: 'files', zh: '个文件' },
  allFiles: { en: 'Files and sheets', zh: '文件与工作表' },
  allColumns: { en: 'Columns', zh: '各列' },
  file: { en: 'File', zh: '文件' },
  sheet: { en: 'Sheet', zh: '工作表' },
  state: { en: 'State', zh: '状态' },
  kind: { en: 'Taken for', zh: '识别为' },
  because: { en: 'because', zh: '依据' },
  headerRows: { en: 'header in row', zh: '表头行' },
  noHeader: { en: 'no header', zh: '无表头' },
  yearFrom: { en: 'year from', zh: '年份取自' },
  column: { en: 'Column', zh: '列' },
  variable: { en: 'Variable', zh: '变量' },
  unit: { en: 'Unit', zh: '单位' },
  year: { en: 'Year', zh: '年份' },
  scope: { en: 'Scope', zh: '范围' },
  note: { en: 'Note', zh: '说明' },
  notUsed: { en: 'not used', zh: '未使用' },
  nearest: { en: 'nearest', zh: '最接近' },
  years: { en: 'Years', zh: '年份范围' },
  units: { en: 'Units', zh: '个体数' },
  reason: { en: 'Reason', zh: '原因' },
  rejected: { en: 'not used', zh: '未使用' },
  coverage: { en: 'how many have a value, by year', zh: '各年有值数' },
  of: { en: 'of', zh: '/' },
  rows: { en: 'rows', zh: '行' },
  nowhere: { en: 'no file has a value of', zh: '没有任何文件提供' },
  without: { en: 'without any value', zh: '完全缺失' },
  settle: {
    en: 'What would settle what is open, in pipeline.yaml (audit sources --write writes it):',
    zh: '在 pipeline.yaml 中写入以下内容即可处理上述问题（audit sources --write 可自动写入）：',
  },
  written: { en: 'written into pipeline.yaml', zh: '已写入 pipeline.yaml' },
  nothingOpen: { en: 'nothing is open', zh: '没有待处理的问题' },
  idleEntry: { en: 'no file matches', zh: '没有匹配的文件' },
  more: { en: 'more with --all or --file NAME', zh: '更多内容请用 --all 或 --file 文件名' },
} as const satisfies Readonly<Record<string, Bilingual>>;
