import type { PlaceboRecord, PlaceboTestRecord } from '../records/placebo.ts';
import { estimated, nameOf, pValue, sourced, whole } from './grid.ts';
import { lineTable, type Line } from './lines.ts';
import type { ModelTableSettings } from './settings.ts';
import type { Cell, CellSource, Table } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

/** One column for each way to reassign the policy: `$.placebo`, `$.placebo_groups`. */
export function placeboTable(all: PlaceboRecord, settings: ModelTableSettings): Table {
  const tests = (['placebo', 'placebo_groups'] as const).flatMap((id) => {
    const record: PlaceboTestRecord | null = all[id];
    if (record === null) return [];
    return [{ id, root: `$.${id}`, record, heading: nameOf(settings, record.assigned.by) }];
  });
  return lineTable(settings, tests, LINES, {
    // Above the draws, what they say by estimate, and by t value.
    ruled: ['mode', 'estimate.count', 'statistic.count'],
    corner: { en: 'The policy given to other', zh: '将政策随机分配给其他' },
    notes: [
      {
        en: 'p = c / n and (c + 1) / (n + 1), with c of n assignments whose estimate or t value is at least as large in size as the true one. An exact test takes every assignment once, so that c / n is its p value; random draws want (c + 1) / (n + 1).',
        zh: 'p = c / n 与 (c + 1) / (n + 1)，其中 c 为 n 次分配中估计值（或 t 值）的绝对值不小于真实值的次数。精确检验遍历所有可能分配，其 p 值为 c / n；随机抽取应采用 (c + 1) / (n + 1)。',
      },
      ...tests.flatMap(({ record: { mode, seed }, heading }) =>
        mode === 'exact' ? [] : [seedNote(seed, heading)],
      ),
    ],
  });
}

const BY: Readonly<Record<'estimate' | 'statistic', Text>> = {
  estimate: { en: 'c, by estimate', zh: 'c（按估计值）' },
  statistic: { en: 'c, by t value', zh: 'c（按 t 值）' },
};

const LINES: readonly Line<PlaceboTestRecord>[] = [
  [
    'observed',
    { en: 'True estimate', zh: '真实估计值' },
    (at, { digits }) => estimated(...at('observed.estimate'), digits),
  ],
  [
    'observed.t',
    { en: 'True t value', zh: '真实 t 值' },
    (at) => sourced(...at('observed.statistic'), { decimals: 2 }),
  ],
  [
    'observed.p',
    { en: 'p by clusters', zh: '聚类标准误的 p 值' },
    (at) => pValue(...at('observed.p_value')),
  ],
  [
    'mode',
    { en: 'Assignments', zh: '分配方式' },
    (at, { language }, { mode }) => {
      const [{ step, path }] = at('draws');
      const text = textIn(mode === 'exact' ? EXACT : RANDOM, language);
      return { text, source: { step, path: path.replace(/draws$/u, 'mode') } };
    },
  ],
  ['blocks', { en: 'Units assigned', zh: '分配单元数' }, (at) => whole(...at('assigned.blocks'))],
  [
    'treated',
    { en: 'Of them treated', zh: '其中处理单元数' },
    (at) => whole(...at('assigned.treated_blocks')),
  ],
  [
    'possible',
    { en: 'Possible assignments', zh: '可能分配总数' },
    (at) => possibleCell(...at('possible')),
  ],
  ['draws', { en: 'Assignments taken', zh: '所用分配数' }, (at) => whole(...at('draws'))],
  [
    'excluded',
    { en: 'Of them not estimable', zh: '其中无法估计' },
    (at) => whole(...at('excluded')),
  ],
  ...(['estimate', 'statistic'] as const).flatMap((by): Line<PlaceboTestRecord>[] => {
    const key = `by_${by}` as const;
    return [
      [`${by}.count`, BY[by], (at) => whole(...at(`${key}.count`))],
      [`${by}.p`, 'p = c / n', (at) => pValue(...at(`${key}.p_value`))],
      [`${by}.p1`, 'p = (c + 1) / (n + 1)', (at) => pValue(...at(`${key}.p_value_plus_one`))],
      [
        `${by}.mean`,
        { en: 'Mean of placebos', zh: '安慰剂均值' },
        (at, { digits }, { [key]: { mean, sd } }) =>
          estimated(...at(`${key}.mean`), digits, [mean, sd]),
      ],
      [
        `${by}.sd`,
        { en: 'SD of placebos', zh: '安慰剂标准差' },
        (at, { digits }) => estimated(...at(`${key}.sd`), digits),
      ],
    ];
  }),
];

const EXACT: Text = { en: 'all (exact)', zh: '全部（精确）' };
const RANDOM: Text = { en: 'random', zh: '随机抽取' };

/** The number of assignments has too many digits to print where it is drawn from at random. */
function possibleCell(source: CellSource, possible: number | undefined): Cell {
  if (possible === undefined) return { text: '> 1.8e308', source };
  return possible < 1e9
    ? whole(source, possible)
    : { text: possible.toPrecision(3).replace('e+', 'e'), value: possible, source };
}

function seedNote(seed: number, by: string): Text {
  return {
    en: `Seed of the random draws (${by}): ${seed}.`,
    zh: `随机抽取（${by}）的种子为 ${seed}。`,
  };
}
