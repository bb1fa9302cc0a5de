import type { PowerAnalysisRecord, PowerRecord, RejectionRuleRecord } from '../records/power.ts';
import { estimated, factRow, gridTable, nameOf, whole } from './grid.ts';
import { percentText, type Digits } from '../text/numbers.ts';
import type { TableSettings } from './settings.ts';
import type { Cell, CellSource, Table } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

export interface PowerTableSettings extends TableSettings {
  /** The step whose model file has the analyses. */
  readonly source: string;
  readonly digits: Digits;
}

/** The smallest effect that each way to test finds, a column for each way to assign the policy. */
export function powerTable(record: PowerRecord, settings: PowerTableSettings): Table {
  const analyses = (['power', 'power_groups'] as const).flatMap((key) => {
    const analysis = record[key];
    return analysis === null ? [] : [{ key, analysis }];
  });
  const [power, level] = [record.power.power, record.power.level].map((share) =>
    percentText(share),
  );
  return gridTable(settings, {
    corner: { en: 'The policy given to', zh: '政策分配单元' },
    columns: analyses.map(({ key, analysis }) => ({
      id: key,
      heading: nameOf(settings, analysis.assigned.by),
      align: 'center',
    })),
    rows: LINES.map(([id, label, cell]) => {
      const cells = analyses.map(({ key, analysis }) =>
        cell(analysis, settings.digits, (path) => ({
          step: settings.source,
          path: `$.${key}.${path}`,
        })),
      );
      return factRow(
        id,
        [{ text: textIn(label, settings.language) }, ...cells],
        id.endsWith('.size'),
      );
    }),
    notes: [
      {
        en: `Smallest effect that a test of size ${level ?? ''} finds with a probability of ${power ?? ''}. Analytic: from the standard error alone. The others: the policy is given to other units with such an effect; size is the share of rejections without any effect.`,
        zh: `检验水平为 ${level ?? ''} 时，以 ${power ?? ''} 的概率能够发现的最小效应。解析值仅由标准误得出；其余将带有该效应的政策分配给其他单元，检验规模为效应为零时的拒绝比例。`,
      },
    ],
  });
}

type At = (path: string) => CellSource;
type Line = readonly [
  id: string,
  label: Text,
  cell: (analysis: PowerAnalysisRecord, digits: Digits, at: At) => Cell,
];

const RULES: readonly (readonly [RejectionRuleRecord['rule'], Text])[] = [
  ['cluster_t', { en: 't test, clustered', zh: '聚类 t 检验' }],
  ['randomisation_estimate', { en: 'randomisation, by estimate', zh: '随机化推断（按估计值）' }],
  ['randomisation_t', { en: 'randomisation, by t value', zh: '随机化推断（按 t 值）' }],
];

const POSITIVE: Text = { en: 'Smallest positive effect', zh: '最小正效应' };
const NEGATIVE: Text = { en: 'Smallest negative effect', zh: '最小负效应' };

const LINES: readonly Line[] = [
  [
    'observed',
    { en: 'Estimate', zh: '估计值' },
    ({ observed }, digits, at) => estimated(at('observed.estimate'), observed.estimate, digits),
  ],
  [
    'std_error',
    { en: 'Standard error', zh: '标准误' },
    ({ analytic }, digits, at) => estimated(at('analytic.std_error'), analytic.std_error, digits),
  ],
  [
    'mde',
    { en: 'Smallest effect, analytic', zh: '最小效应（解析）' },
    ({ analytic }, digits, at) => estimated(at('analytic.mde'), analytic.mde, digits),
  ],
  [
    'draws',
    { en: 'Assignments taken', zh: '所用分配数' },
    ({ draws }, _, at) => whole(at('draws'), draws),
  ],
  ...RULES.flatMap(([name, label]) => ruleLines(name, label)),
];

function ruleLines(name: RejectionRuleRecord['rule'], method: Text): Line[] {
  const find = ({ rules }: PowerAnalysisRecord) => {
    const place = rules.findIndex(({ rule }) => rule === name);
    return { rule: rules[place], path: `rules[${place}]` };
  };
  const [en, zh] = [textIn(method, 'en'), textIn(method, 'zh')];
  return [
    [
      `${name}.size`,
      { en: `Size, ${en}`, zh: `检验规模，${zh}` },
      (analysis, digits, at) => {
        const { rule, path } = find(analysis);
        return estimated(at(`${path}.size`), rule?.size, digits);
      },
    ],
    ...(['positive', 'negative'] as const).map((sign): Line => {
      const words = sign === 'positive' ? POSITIVE : NEGATIVE;
      return [
        `${name}.${sign}`,
        words,
        (analysis, digits, at) => {
          const { rule, path } = find(analysis);
          return estimated(at(`${path}.mde.${sign}`), rule?.mde?.[sign], digits);
        },
      ];
    }),
  ];
}
