import type { MechanismRecord, MechanismsRecord } from '../records/mechanisms.ts';
import { estimated, factRow, gridTable, nameOf, pValue } from './grid.ts';
import { intervalText, type Digits } from '../text/numbers.ts';
import type { TableSettings } from './settings.ts';
import type { Cell, CellSource, Table } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

export interface MechanismTableSettings extends TableSettings {
  /** The step whose model file has the mechanisms, as `$.mechanisms`. */
  readonly source: string;
  readonly digits: Digits;
}

/** What the steps of each mechanism give together, and the effect at values of the moderator. */
export function mechanismTable(
  { mechanisms }: MechanismsRecord,
  settings: MechanismTableSettings,
): Table {
  return gridTable(settings, {
    corner: { en: 'Mechanism', zh: '机制变量' },
    columns: mechanisms.map(({ mediator }) => ({
      id: mediator,
      heading: nameOf(settings, mediator),
      align: 'center',
    })),
    rows: LINES.map(([id, label, cell]) => {
      const cells = mechanisms.map((mechanism, i) =>
        cell(mechanism, settings.digits, (path) => ({
          step: settings.source,
          path: `$.mechanisms[${i}].${path}`,
        })),
      );
      return factRow(id, [{ text: textIn(label, settings.language) }, ...cells], RULED.has(id));
    }),
    notes: [
      {
        en: 'a: treatment on the mechanism; b: the mechanism on the outcome beside the treatment. a is identified by the design, b is not: a·b is an indirect effect only where nothing else moves both mechanism and outcome. Its errors are those of the delta method, with and without the covariance of a and b (Sobel), and of resampled clusters.',
        zh: 'a 为政策对机制变量的效应，b 为控制政策后机制变量对被解释变量的系数。a 由研究设计识别，b 则不然：仅当没有其他因素同时影响机制变量与被解释变量时，a·b 才是间接效应。其标准误分别采用含与不含 a、b 协方差的 delta 方法（后者即 Sobel）以及聚类自助法。',
      },
      {
        en: 'Moderation: the effect at values of the mechanism, from the interaction of treatment and centred mechanism.',
        zh: '调节效应：由政策与去中心化机制变量的交互项得到的、在机制变量不同取值处的效应。',
      },
    ],
  });
}

type At = (path: string) => CellSource;
type Line = readonly [
  id: string,
  label: Text,
  cell: (mechanism: MechanismRecord, digits: Digits, at: At) => Cell,
];

const RULED: ReadonlySet<string> = new Set(['product', 'total', 'interaction']);

const LINES: readonly Line[] = [
  ['a', 'a', ({ mediation }, digits, at) => estimated(at('mediation.a'), mediation.a, digits)],
  ['b', 'b', ({ mediation }, digits, at) => estimated(at('mediation.b'), mediation.b, digits)],
  mediationLine('product', 'a·b'),
  approximation('joint', { en: 'delta method', zh: 'delta 方法' }),
  approximation('sobel', 'Sobel'),
  [
    'bootstrap',
    { en: 'Bootstrap, 95% interval', zh: '自助法 95% 区间' },
    ({ mediation: { bootstrap } }, digits, at) =>
      bootstrap === null
        ? { text: '' }
        : interval(at("mediation.bootstrap['conf_low','conf_high']"), bootstrap, digits),
  ],
  mediationLine('total', { en: 'Total effect', zh: '总效应' }),
  mediationLine('direct', { en: 'Direct effect', zh: '直接效应' }),
  mediationLine('share', { en: 'a·b over total', zh: 'a·b 占总效应' }),
  [
    'interaction',
    { en: 'Interaction', zh: '交互项' },
    ({ moderation }, digits, at) =>
      estimated(at('moderation.interaction.estimate'), moderation.interaction.estimate, digits),
  ],
  [
    'interaction.p',
    { en: 'p of interaction', zh: '交互项 p 值' },
    ({ moderation }, _, at) =>
      pValue(at('moderation.interaction.p_value'), moderation.interaction.p_value),
  ],
  ...(
    [
      ['mean - sd', { en: 'Effect at mean − SD', zh: '均值 − 标准差处的效应' }],
      ['mean', { en: 'Effect at mean', zh: '均值处的效应' }],
      ['mean + sd', { en: 'Effect at mean + SD', zh: '均值 + 标准差处的效应' }],
      ['mean of treated rows', { en: 'Effect at treated mean', zh: '处理组均值处的效应' }],
    ] as const
  ).flatMap(([where, label]) => effectLines(where, label)),
];

function mediationLine(key: 'product' | 'total' | 'direct' | 'share', label: Text): Line {
  return [
    key,
    label,
    ({ mediation }, digits, at) => estimated(at(`mediation.${key}`), mediation[key], digits),
  ];
}

/** The p value of a·b by one of its errors. */
function approximation(key: 'joint' | 'sobel', method: Text): Line {
  const label = { en: `p, ${textIn(method, 'en')}`, zh: `p 值，${textIn(method, 'zh')}` };
  return [
    key,
    label,
    ({ mediation }, _, at) => pValue(at(`mediation.${key}.p_value`), mediation[key].p_value),
  ];
}

function effectLines(where: string, label: Text): Line[] {
  const find = ({ moderation }: MechanismRecord) => {
    const place = moderation.effects.findIndex((effect) => effect.where === where);
    return { effect: moderation.effects[place], path: `moderation.effects[${place}]` };
  };
  return [
    [
      where,
      label,
      (mechanism, digits, at) => {
        const { effect, path } = find(mechanism);
        return estimated(at(`${path}.estimate`), effect?.estimate, digits, pair(effect));
      },
    ],
    [
      `${where}.error`,
      '',
      (mechanism, digits, at) => {
        const { effect, path } = find(mechanism);
        const cell = estimated(at(`${path}.std_error`), effect?.std_error, digits, pair(effect));
        return { ...cell, text: `(${cell.text})` };
      },
    ],
  ];
}

function pair(effect: MechanismRecord['moderation']['effects'][number] | undefined) {
  return [effect?.estimate, effect?.std_error];
}

function interval(
  source: CellSource,
  { conf_low, conf_high }: { readonly conf_low: number; readonly conf_high: number },
  digits: Digits,
): Cell {
  return { text: intervalText(conf_low, conf_high, digits), source };
}
