import type { DescriptivesRecord } from '../records/descriptives.ts';
import { factRow, gridTable, nameOf, panelRow, sourced, whole } from './grid.ts';
import { numbersIn } from './lines.ts';
import type { Digits } from '../text/numbers.ts';
import type { TableSettings } from './settings.ts';
import type { Table, TableRow } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

export const SUMMARY_STATISTICS = [
  'n',
  'missing',
  'mean',
  'sd',
  'min',
  'p25',
  'median',
  'p75',
  'max',
] as const;
type SummaryStatistic = (typeof SUMMARY_STATISTICS)[number];

type DescriptiveSettings = TableSettings & {
  readonly statistics: readonly SummaryStatistic[];
  readonly digits: Digits;
};

const HEADINGS: Readonly<Record<SummaryStatistic, Text>> = {
  n: { en: 'N', zh: '观测值' },
  missing: { en: 'Missing', zh: '缺失' },
  mean: { en: 'Mean', zh: '均值' },
  sd: { en: 'SD', zh: '标准差' },
  min: { en: 'Min', zh: '最小值' },
  p25: { en: 'P25', zh: '25 分位' },
  median: { en: 'P50', zh: '中位数' },
  p75: { en: 'P75', zh: '75 分位' },
  max: { en: 'Max', zh: '最大值' },
};

/** Descriptive statistics by variable, a panel for each group: `$.descriptives[i].rows[j]`. */
export function descriptiveTable(
  { descriptives: groups }: DescriptivesRecord,
  settings: DescriptiveSettings,
): Table {
  const { statistics, digits, language } = settings;
  const width = statistics.length + 1;
  const body = groups.flatMap(({ id, label, rows }, i): TableRow[] => {
    const prefix = id === '' ? '' : `${id}.`;
    const lines = rows.map((row, j) => {
      const at = numbersIn(row, settings.id, `$.descriptives[${i}].rows[${j}]`);
      return factRow(`${prefix}${row.variable}`, [
        { text: nameOf(settings, row.variable) },
        ...statistics.map((name) =>
          name === 'n' || name === 'missing' ? whole(...at(name)) : sourced(...at(name), digits),
        ),
      ]);
    });
    const title = textIn(label, language);
    return groups.length === 1
      ? lines
      : [panelRow(id === '' ? 'all' : id, title, width, i > 0), ...lines];
  });
  return gridTable(settings, {
    corner: { en: 'Variable', zh: '变量' },
    columns: statistics.map((id) => ({ id, heading: HEADINGS[id] })),
    rows: body,
    notes: [
      {
        en: 'SD with n − 1; quartiles interpolated linearly.',
        zh: '标准差以 n − 1 计算；分位数采用线性插值。',
      },
    ],
  });
}
