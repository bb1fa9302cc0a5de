import type { PowerAnalysisRecord, PowerRecord, RejectionRuleRecord } from '../records/power.ts';
import { estimated, nameOf, whole } from './grid.ts';
import { lineTable, type Line } from './lines.ts';
import { percentText } from '../text/numbers.ts';
import type { ModelTableSettings } from './settings.ts';
import type { Table } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

/** The smallest effect that each way to test finds, a column for each way to assign the policy. */
export function powerTable(all: PowerRecord, settings: ModelTableSettings): Table {
  const analyses = (['power', 'power_groups'] as const).flatMap((id) => {
    const record = all[id];
    if (record === null) return [];
    return [{ id, root: `$.${id}`, record, heading: nameOf(settings, record.assigned.by) }];
  });
  const [power, level] = [percentText(all.power.power), percentText(all.power.level)];
  return lineTable(settings, analyses, LINES, {
    ruled: RULES.map(([name]) => `${name}.size`),
    corner: { en: 'The policy given to', zh: '政策分配单元' },
    notes: [
      {
        en: `Smallest effect that a test of size ${level} finds with a probability of ${power}. Analytic: from the standard error alone. The others: the policy is given to other units with such an effect; size is the share of rejections without any effect.`,
        zh: `检验水平为 ${level} 时，以 ${power} 的概率能够发现的最小效应。解析值仅由标准误得出；其余将带有该效应的政策分配给其他单元，检验规模为效应为零时的拒绝比例。`,
      },
    ],
  });
}

const RULES: readonly (readonly [RejectionRuleRecord['rule'], Text])[] = [
  ['cluster_t', { en: 't test, clustered', zh: '聚类 t 检验' }],
  ['randomisation_estimate', { en: 'randomisation, by estimate', zh: '随机化推断（按估计值）' }],
  ['randomisation_t', { en: 'randomisation, by t value', zh: '随机化推断（按 t 值）' }],
];

const SMALLEST = {
  positive: { en: 'Smallest positive effect', zh: '最小正效应' },
  negative: { en: 'Smallest negative effect', zh: '最小负效应' },
} as const;

const LINES: readonly Line<PowerAnalysisRecord>[] = [
  [
    'observed',
    { en: 'Estimate', zh: '估计值' },
    (at, { digits }) => estimated(...at('observed.estimate'), digits),
  ],
  [
    'std_error',
    { en: 'Standard error', zh: '标准误' },
    (at, { digits }) => estimated(...at('analytic.std_error'), digits),
  ],
  [
    'mde',
    { en: 'Smallest effect, analytic', zh: '最小效应（解析）' },
    (at, { digits }) => estimated(...at('analytic.mde'), digits),
  ],
  ['draws', { en: 'Assignments taken', zh: '所用分配数' }, (at) => whole(...at('draws'))],
  ...RULES.flatMap(([name, label]) => ruleLines(name, label)),
];

function ruleLines(name: RejectionRuleRecord['rule'], method: Text): Line<PowerAnalysisRecord>[] {
  const place = ({ rules }: PowerAnalysisRecord) => rules.findIndex(({ rule }) => rule === name);
  const [en, zh] = [textIn(method, 'en'), textIn(method, 'zh')];
  return [
    [
      `${name}.size`,
      { en: `Size, ${en}`, zh: `检验规模，${zh}` },
      (at, { digits }, record) => estimated(...at(`rules[${place(record)}].size`), digits),
    ],
    ...(['positive', 'negative'] as const).map((sign): Line<PowerAnalysisRecord> => [
      `${name}.${sign}`,
      SMALLEST[sign],
      (at, { digits }, record) => estimated(...at(`rules[${place(record)}].mde.${sign}`), digits),
    ]),
  ];
}
