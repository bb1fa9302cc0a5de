import type { MechanismRecord, MechanismsRecord } from '../records/mechanisms.ts';
import { estimated, nameOf, pValue } from './grid.ts';
import { bothEnds, lineTable, type Line } from './lines.ts';
import { intervalText } from '../text/numbers.ts';
import type { ModelTableSettings } from './settings.ts';
import type { Table } from './table.ts';
import { textIn, type Text } from '../text/language.ts';

/** What the steps of each mechanism give together, and the effect at values of the moderator. */
export function mechanismTable(
  { mechanisms }: MechanismsRecord,
  settings: ModelTableSettings,
): Table {
  const columns = mechanisms.map((record, i) => {
    const { mediator: id } = record;
    return { id, root: `$.mechanisms[${i}]`, record, heading: nameOf(settings, id) };
  });
  return lineTable(settings, columns, LINES, {
    ruled: ['product', 'total', 'interaction'],
    corner: { en: 'Mechanism', zh: '机制变量' },
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

const EFFECTS: readonly (readonly [where: string, Text])[] = [
  ['mean - sd', { en: 'Effect at mean − SD', zh: '均值 − 标准差处的效应' }],
  ['mean', { en: 'Effect at mean', zh: '均值处的效应' }],
  ['mean + sd', { en: 'Effect at mean + SD', zh: '均值 + 标准差处的效应' }],
  ['mean of treated rows', { en: 'Effect at treated mean', zh: '处理组均值处的效应' }],
];

const LINES: readonly Line<MechanismRecord>[] = [
  mediationLine('a', 'a'),
  mediationLine('b', 'b'),
  mediationLine('product', 'a·b'),
  approximation('joint', { en: 'delta method', zh: 'delta 方法' }),
  approximation('sobel', 'Sobel'),
  [
    'bootstrap',
    { en: 'Bootstrap, 95% interval', zh: '自助法 95% 区间' },
    (at, { digits }, { mediation: { bootstrap } }) => {
      if (bootstrap === null) return { text: '' };
      const source = bothEnds(at('mediation.bootstrap.conf_low')[0]);
      return { text: intervalText(bootstrap.conf_low, bootstrap.conf_high, digits), source };
    },
  ],
  mediationLine('total', { en: 'Total effect', zh: '总效应' }),
  mediationLine('direct', { en: 'Direct effect', zh: '直接效应' }),
  mediationLine('share', { en: 'a·b over total', zh: 'a·b 占总效应' }),
  [
    'interaction',
    { en: 'Interaction', zh: '交互项' },
    (at, { digits }) => estimated(...at('moderation.interaction.estimate'), digits),
  ],
  [
    'interaction.p',
    { en: 'p of interaction', zh: '交互项 p 值' },
    (at) => pValue(...at('moderation.interaction.p_value')),
  ],
  ...EFFECTS.flatMap(([where, label]) => effectLines(where, label)),
];

function mediationLine(
  key: 'a' | 'b' | 'product' | 'total' | 'direct' | 'share',
  label: Text,
): Line<MechanismRecord> {
  return [key, label, (at, { digits }) => estimated(...at(`mediation.${key}`), digits)];
}

/** The p value of a·b by one of its errors. */
function approximation(key: 'joint' | 'sobel', method: Text): Line<MechanismRecord> {
  const label = { en: `p, ${textIn(method, 'en')}`, zh: `p 值，${textIn(method, 'zh')}` };
  return [key, label, (at) => pValue(...at(`mediation.${key}.p_value`))];
}

function effectLines(where: string, label: Text): Line<MechanismRecord>[] {
  const line =
    (key: 'estimate' | 'std_error'): Line<MechanismRecord>[2] =>
    (at, { digits }, { moderation: { effects } }) => {
      const place = effects.findIndex((effect) => effect.where === where);
      const { estimate, std_error: error } = effects[place] ?? {};
      const pair = [estimate, error];
      return estimated(...at(`moderation.effects[${place}].${key}`), digits, pair);
    };
  const bracketed: Line<MechanismRecord>[2] = (...of) => {
    const cell = line('std_error')(...of);
    return { ...cell, text: `(${cell.text})` };
  };
  return [
    [where, label, line('estimate')],
    [`${where}.error`, '', bracketed],
  ];
}
