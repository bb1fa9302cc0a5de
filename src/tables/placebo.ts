import type { PlaceboRecord, PlaceboTestRecord } from '../records/placebo.ts';
import { estimated, factRow, gridTable, nameOf, pValue, sourced, whole } from './grid.ts';
import type { Digits } from '../text/numbers.ts';
import type { TableSettings } from './settings.ts';
import type { Cell, Table, TableRow } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

export interface PlaceboTableSettings extends TableSettings {
  /** The step whose model file has the tests. */
  readonly source: string;
  readonly digits: Digits;
}

/** One column for each way to reassign the policy: `$.placebo`, `$.placebo_groups`. */
export function placeboTable(record: PlaceboRecord, settings: PlaceboTableSettings): Table {
  const tests = (['placebo', 'placebo_groups'] as const).flatMap((key) => {
    const test = record[key];
    return test === null ? [] : [{ key, test }];
  });
  return gridTable(settings, {
    corner: { en: 'The policy given to other', zh: '将政策随机分配给其他' },
    columns: tests.map(({ key, test }) => ({
      id: key,
      heading: nameOf(settings, test.assigned.by),
      align: 'center',
    })),
    rows: LINES.map(([id, label, cell]): TableRow => {
      const cells = tests.map(({ key, test }) =>
        cell(test, settings, (path) => ({ step: settings.source, path: `$.${key}.${path}` })),
      );
      return factRow(id, [{ text: textIn(label, settings.language) }, ...cells], RULED.has(id));
    }),
    notes: [
      {
        en: 'p = c / n and (c + 1) / (n + 1), with c of n assignments whose estimate or t value is at least as large in size as the true one. An exact test takes every assignment once, so that c / n is its p value; random draws want (c + 1) / (n + 1).',
        zh: 'p = c / n 与 (c + 1) / (n + 1)，其中 c 为 n 次分配中估计值（或 t 值）的绝对值不小于真实值的次数。精确检验遍历所有可能分配，其 p 值为 c / n；随机抽取应采用 (c + 1) / (n + 1)。',
      },
      ...tests
        .map(({ test }): Text => seedNote(test, nameOf(settings, test.assigned.by)))
        .filter((note) => note !== ''),
    ],
  });
}

type At = (path: string) => { readonly step: string; readonly path: string };
type Line = readonly [
  id: string,
  label: Text,
  cell: (test: PlaceboTestRecord, settings: PlaceboTableSettings, at: At) => Cell,
];

/** Lines with a rule above: draws, by estimate, by t value. */
const RULED: ReadonlySet<string> = new Set(['mode', 'estimate.count', 'statistic.count']);

const BY: Readonly<Record<'estimate' | 'statistic', Text>> = {
  estimate: { en: 'c, by estimate', zh: 'c（按估计值）' },
  statistic: { en: 'c, by t value', zh: 'c（按 t 值）' },
};

const LINES: readonly Line[] = [
  [
    'observed',
    { en: 'True estimate', zh: '真实估计值' },
    (t, { digits }, at) => estimated(at('observed.estimate'), t.observed.estimate, digits),
  ],
  [
    'observed.t',
    { en: 'True t value', zh: '真实 t 值' },
    (t, _, at) => sourced(at('observed.statistic'), t.observed.statistic, { decimals: 2 }),
  ],
  [
    'observed.p',
    { en: 'p by clusters', zh: '聚类标准误的 p 值' },
    (t, _, at) => pValue(at('observed.p_value'), t.observed.p_value),
  ],
  [
    'mode',
    { en: 'Assignments', zh: '分配方式' },
    (t, { language }, at) => ({
      text: textIn(t.mode === 'exact' ? EXACT : RANDOM, language),
      source: at('mode'),
    }),
  ],
  [
    'blocks',
    { en: 'Units assigned', zh: '分配单元数' },
    (t, _, at) => whole(at('assigned.blocks'), t.assigned.blocks),
  ],
  [
    'treated',
    { en: 'Of them treated', zh: '其中处理单元数' },
    (t, _, at) => whole(at('assigned.treated_blocks'), t.assigned.treated_blocks),
  ],
  [
    'possible',
    { en: 'Possible assignments', zh: '可能分配总数' },
    (t, _, at) => possibleCell(at('possible'), t.possible),
  ],
  [
    'draws',
    { en: 'Assignments taken', zh: '所用分配数' },
    (t, _, at) => whole(at('draws'), t.draws),
  ],
  [
    'excluded',
    { en: 'Of them not estimable', zh: '其中无法估计' },
    (t, _, at) => whole(at('excluded'), t.excluded),
  ],
  ...(['estimate', 'statistic'] as const).flatMap((by): Line[] => {
    const key = `by_${by}` as const;
    return [
      [`${by}.count`, BY[by], (t, _, at) => whole(at(`${key}.count`), t[key].count)],
      [
        `${by}.p`,
        { en: 'p = c / n', zh: 'p = c / n' },
        (t, _, at) => pValue(at(`${key}.p_value`), t[key].p_value),
      ],
      [
        `${by}.p1`,
        { en: 'p = (c + 1) / (n + 1)', zh: 'p = (c + 1) / (n + 1)' },
        (t, _, at) => pValue(at(`${key}.p_value_plus_one`), t[key].p_value_plus_one),
      ],
      [
        `${by}.mean`,
        { en: 'Mean of placebos', zh: '安慰剂均值' },
        (t, { digits }, at) =>
          estimated(at(`${key}.mean`), t[key].mean, digits, [t[key].mean, t[key].sd]),
      ],
      [
        `${by}.sd`,
        { en: 'SD of placebos', zh: '安慰剂标准差' },
        (t, { digits }, at) => estimated(at(`${key}.sd`), t[key].sd, digits),
      ],
    ];
  }),
];

const EXACT: Text = { en: 'all (exact)', zh: '全部（精确）' };
const RANDOM: Text = { en: 'random', zh: '随机抽取' };

/** The number of assignments has too many digits to print where it is drawn from at random. */
function possibleCell(source: ReturnType<At>, possible: number | null): Cell {
  const isShort = possible !== null && possible < 1e9;
  if (isShort) return whole(source, possible);
  return possible === null
    ? { text: '> 1.8e308', source }
    : { text: possible.toPrecision(3).replace('e+', 'e'), value: possible, source };
}

function seedNote({ mode, seed }: PlaceboTestRecord, by: string): Text {
  return mode === 'exact'
    ? ''
    : {
        en: `Seed of the random draws (${by}): ${seed}.`,
        zh: `随机抽取（${by}）的种子为 ${seed}。`,
      };
}
