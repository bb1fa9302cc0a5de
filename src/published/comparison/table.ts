import { estimated, headingRows } from '../../tables/grid.ts';
import { settingsNote } from '../../tables/notes.ts';
import type { TableSettings } from '../../tables/settings.ts';
import type { Cell, Table, TableRow } from '../../tables/table.ts';
import { tableName } from '../finding.ts';
import type { PublishedRow, PublishedSummary, Role, Share } from '../../records/published.ts';
import { textIn, MARKS, type Language, type Bilingual } from '../../text/language.ts';
import { intervalText, pairDigits, type Digits } from '../../text/numbers.ts';

type ComparisonTableSettings = Pick<
  TableSettings,
  'id' | 'language' | 'synthetic' | 'labels' | 'settings'
> & {
  /** Rows of these roles are printed; the file has all. */
  readonly roles: readonly Role[];
  readonly digits: Digits;
};

/** What the comparison is worth, on each kind of data. Stands on everything made from it. */
export const BANNERS: Readonly<Record<'synthetic' | 'real', Bilingual>> = {
  synthetic: {
    en: 'Synthetic data: the published effects were planted in the world behind the computed numbers. That they are found again shows that the machinery works. It is no replication of the publication.',
    zh: '合成数据：计算值背后的数据中已预先植入发表的效应。计算结果能找回这些效应，只说明程序运行正确，不构成对原文的复现。',
  },
  real: {
    en: 'Computed from the exports in the study’s data folder: a replication of the publication as far as they are the same data.',
    zh: '由研究数据文件夹中的导出数据计算得出：在数据相同的范围内，即为对原文的复现。',
  },
};

/** A column and the heading that it shares with its neighbours. */
type Column = readonly [heading: Heading, above: Heading | ''];
type Heading = 'published' | 'computed' | 'coefficient' | 'estimate' | 'error' | Answer;
type Answer = 'interval' | 'inside' | 'sign' | 'significance' | 'note';
const COLUMNS: readonly Column[] = [
  ['coefficient', ''],
  ['estimate', 'published'],
  ['error', 'published'],
  ['estimate', 'computed'],
  ['error', 'computed'],
  ['interval', 'computed'],
  ['inside', ''],
  ['sign', ''],
  ['significance', ''],
  ['note', ''],
];

const WORDS = {
  title: { en: 'Published and computed coefficients', zh: '发表系数与计算系数' },
  synthetic: { en: ' (synthetic data, no replication)', zh: '（合成数据，并非复现）' },
  published: { en: 'Published', zh: '发表' },
  computed: { en: 'Computed', zh: '计算' },
  coefficient: { en: 'Coefficient', zh: '系数' },
  estimate: { en: 'Estimate', zh: '估计值' },
  error: { en: 'Std. error', zh: '标准误' },
  interval: { en: '95% interval', zh: '95% 置信区间' },
  inside: { en: 'Inside', zh: '在区间内' },
  sign: { en: 'Sign', zh: '符号' },
  significance: { en: '5% level', zh: '5% 显著性' },
  note: { en: 'Note', zh: '附注' },
  yes: { en: 'yes', zh: '是' },
  no: { en: 'no', zh: '否' },
  same: { en: 'same', zh: '相同' },
  other: { en: 'differs', zh: '不同' },
  legend: {
    en: '"Inside": a value that rounds to the published one lies in the computed 95% interval. "5% level": published stars against the computed p value.',
    zh: '“在区间内”指四舍五入后等于发表值的某个数落在计算的 95% 置信区间内。“5% 显著性”比较发表的星号与计算的 p 值。',
  },
} as const;

/** Published coefficients beside the computed ones, with numbered reasons where they do not fit. */
export function comparisonTable(
  rows: readonly PublishedRow[],
  summary: PublishedSummary,
  settings: ComparisonTableSettings,
): Table {
  const { id, language, synthetic } = settings;
  const shown = rows.filter(({ role }) => settings.roles.includes(role));
  const noted = shown.filter(({ reasons }) => reasons.length > 0);
  return {
    id,
    language,
    label: '',
    title: WORDS.title[language] + (synthetic ? WORDS.synthetic[language] : ''),
    columns: COLUMNS.map(([name, above], i) => ({
      id: above === '' ? name : `${above}.${name}`,
      align: i === 0 ? ('left' as const) : ('center' as const),
    })),
    head: [
      ...headingRows(
        COLUMNS.slice(1).map(([, above]) => (above === '' ? '' : WORDS[above])),
        language,
      ),
      {
        id: 'columns',
        kind: 'head',
        cells: COLUMNS.map(([name]) => ({ text: WORDS[name][language] })),
      },
    ],
    body: shown.map((row, i) => ({
      ...bodyRow(row, rows.indexOf(row), noted.indexOf(row), settings),
      ...(i > 0 && shown[i - 1]?.table !== row.table ? { rule: true } : {}),
    })),
    notes: [
      BANNERS[synthetic ? 'synthetic' : 'real'][language],
      summaryText(summary)[language],
      ...settingsNote(settings.settings, language, (fit) => {
        const row = shown.find(({ table, column }) => fit === `${table}.${column}`);
        return row === undefined ? [] : [`${tableName(row.table, language)} (${row.column})`];
      }),
      WORDS.legend[language],
      ...noted.map(({ reasons }, i) => {
        const texts = reasons.map((reason) => reason[language]);
        return `[${i + 1}] ${texts.join(MARKS[language].space)}`;
      }),
    ],
  };
}

function bodyRow(
  row: PublishedRow,
  index: number,
  note: number,
  { id, language, labels, digits }: ComparisonTableSettings,
): TableRow {
  const { computed, published_std_error: error, published_std_error_text: errorText } = row;
  const name = labels[computed?.term ?? row.term] ?? row.term;
  const answer = (value: boolean | null, yes: Bilingual, no: Bilingual): Cell =>
    value === null ? BLANK : { text: (value ? yes : no)[language] };
  const at = (key: string) => ({ step: id, path: `$.rows[${index}].${key}` });
  return {
    id: row.id,
    kind: 'statistic',
    cells: [
      { text: `${tableName(row.table, language)} (${row.column}) ${textIn(name, language)}` },
      {
        text: row.published_text,
        value: row.published,
        stars: row.published_stars,
        source: at('published'),
      },
      error === null || errorText === null
        ? BLANK
        : { text: errorText, value: error, source: at('published_std_error') },
      ...computedCells(computed, digits),
      answer(row.inside, WORDS.yes, WORDS.no),
      answer(row.same_sign, WORDS.same, WORDS.other),
      answer(row.same_significance, WORDS.same, WORDS.other),
      { text: note < 0 ? '' : `[${note + 1}]` },
    ],
  };
}

const BLANK: Cell = { text: '' };

function computedCells(computed: PublishedRow['computed'], digits: Digits): Cell[] {
  if (computed === null) return [BLANK, BLANK, BLANK];
  const { step, path, estimate, std_error: error, conf_low: low, conf_high: high } = computed;
  const constant = path.endsWith('.constant');
  const pair = [estimate, error] as const;
  const own = pairDigits(digits, estimate, error ?? Number.NaN);
  const errorPath = constant ? `${path}_std_error` : `${path}.std_error`;
  return [
    estimated({ step, path: constant ? path : `${path}.estimate` }, estimate, digits, pair),
    error === null ? BLANK : estimated({ step, path: errorPath }, error, digits, pair),
    { text: low === null || high === null ? '' : intervalText(low, high, own) },
  ];
}

/** The summary in one sentence. */
function summaryText(summary: PublishedSummary): Bilingual {
  const of = ({ count, of: all }: Share, language: Language): string =>
    language === 'en' ? `${count} of ${all}` : `${all} 个中有 ${count} 个`;
  const { inside, signs, significance, missing } = summary;
  return {
    en: `Of the published effects of the policy and of the mechanisms ${of(inside, 'en')} lie in the computed intervals, ${of(signs, 'en')} significant ones have the same sign, and ${of(significance, 'en')} agree on significance at 5%. ${missing} published coefficients have no computed counterpart.`,
    zh: `发表的政策效应与机制系数，${of(inside, 'zh')}在计算的置信区间内；显著系数${of(signs, 'zh')}符号相同；${of(significance, 'zh')}在 5% 显著性上一致。${missing} 个发表系数没有对应的计算值。`,
  };
}
