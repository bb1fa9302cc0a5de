import { FigureError, textIn, type Cell, type Figure, type FigureData } from './figure.ts';
import type { FigureSettings, Language, Text } from './figure.ts';
import { axisTitle, heading } from './heading.ts';
import { BLUE, GREY, INK, VERMILLION } from './theme.ts';
import { sentences, shown, shownCount, WORDS } from './words.ts';

export type Rule = 'cluster_t' | 'randomisation_estimate' | 'randomisation_t';

/** A way to test, and how often it rejects at each effect. */
export interface PowerRule {
  readonly rule: Rule;
  /** Smallest effect upwards that is found with the wanted power; null where none is. */
  readonly mde: { readonly positive: number } | null;
  /** Share of draws that reject although there is no effect. */
  readonly size: number;
  readonly curve: readonly { readonly effect: number; readonly share: number }[];
}

export interface PowerValues {
  readonly level: number;
  readonly power: number;
  readonly mode: 'exact' | 'random';
  readonly draws: number;
  readonly assigned: {
    readonly by: string;
    readonly blocks: number;
    readonly treated_blocks: number;
  };
  /** Minimum effect by the standard error of the fit alone. */
  readonly analytic: { readonly mde: number };
  readonly observed: { readonly estimate: number };
  readonly rules: readonly PowerRule[];
}

export interface PowerSettings extends FigureSettings {
  /** Title of the horizontal axis. */
  readonly effect: Text;
  /** Names of what is reassigned by column, in the plural. */
  readonly labels: Readonly<Record<string, Text>>;
}

const WIDTH = 560;
const HEIGHT = 320;
const LOOKS: Readonly<Record<Rule, { colour: string; dash: number[]; shape: string }>> = {
  cluster_t: { colour: BLUE, dash: [1, 0], shape: 'circle' },
  randomisation_estimate: { colour: VERMILLION, dash: [6, 3], shape: 'square' },
  randomisation_t: { colour: INK, dash: [2, 2], shape: 'triangle-up' },
};

/**
 * Share of reassigned policies that a test finds, by the effect that they were given, one line a way
 * to test. A point on each line marks the minimum detectable effect, horizontal lines the wanted power
 * and the level, vertical ones the estimate and what the standard error alone promises.
 *
 * Errors: `E_FIGURE_EMPTY` without a curve.
 */
export function powerFigure(values: PowerValues, settings: PowerSettings): Figure {
  const rules = values.rules.filter(({ curve }) => curve.length > 0);
  if (rules.length === 0) throw new FigureError('E_FIGURE_EMPTY', 'there is no power curve');
  const { language } = settings;
  const texts = TEXTS[language];
  const names = rules.map((rule) => nameOf(rule, language));
  const top = Math.max(...rules.flatMap(({ curve }) => curve.map(({ effect }) => effect)));
  const x = {
    type: 'quantitative' as const,
    title: axisTitle(textIn(settings.effect, language), WIDTH),
    scale: { domain: [0, top || 1], nice: false },
    axis: { grid: false, tickCount: 8 },
  };
  const y = {
    type: 'quantitative' as const,
    title: texts.share,
    scale: { domain: [0, 1.08], nice: false },
    axis: { grid: true, values: [0, 0.2, 0.4, 0.6, 0.8, 1], format: '.0%' },
  };
  const look = (range: (string | number[])[]) => scaleOf(names, range);
  const colour = look(rules.map(({ rule }) => LOOKS[rule].colour));
  return {
    id: settings.id,
    language,
    title: textIn(settings.title, language),
    description: describe({ ...values, rules }, settings),
    synthetic: settings.synthetic,
    sources: settings.sources,
    data: dataOf(rules, settings),
    spec: {
      ...heading(settings, WIDTH, [
        drawsText(values, settings),
        texts.marks(percent(values.power)),
      ]),
      width: WIDTH,
      height: HEIGHT,
      layer: [
        ...[values.level, values.power].map((share) => levelRule(share, y)),
        ...uprights(values, language, x),
        {
          data: {
            values: rules.flatMap((rule, i) =>
              rule.curve.filter(hasSign).map((point) => ({ ...point, name: names[i] })),
            ),
          },
          mark: { type: 'line', strokeWidth: 2 },
          encoding: {
            x: { field: 'effect', ...x },
            y: { field: 'share', ...y },
            color: colour,
            strokeDash: look(rules.map(({ rule }) => LOOKS[rule].dash)),
          },
        },
        {
          data: { values: detectable(rules, values.power) },
          mark: { type: 'point', size: 80, filled: true, opacity: 1 },
          encoding: {
            x: { field: 'effect', ...x },
            y: { field: 'share', ...y },
            fill: { field: 'colour', type: 'nominal' as const, scale: null, legend: null },
            shape: { field: 'shape', type: 'nominal' as const, scale: null, legend: null },
          },
        },
      ],
    },
  };
}

/** Without an effect rejections of either sign count: that is the size, not a point of the curve. */
function hasSign({ effect }: { readonly effect: number }): boolean {
  return effect > 0;
}

function nameOf({ rule, mde }: PowerRule, language: Language): string {
  const texts = TEXTS[language];
  return texts.named(texts.rules[rule], mde === null ? '–' : shown(mde.positive, 2));
}

function detectable(rules: readonly PowerRule[], share: number) {
  return rules.flatMap(({ rule, mde }) => {
    const { colour, shape } = LOOKS[rule];
    return mde === null ? [] : [{ effect: mde.positive, share, colour, shape }];
  });
}

function scaleOf(domain: string[], range: (string | number[])[]) {
  const legend = {
    title: null,
    orient: 'top' as const,
    direction: 'vertical' as const,
    symbolType: 'stroke' as const,
    symbolStrokeWidth: 2,
    symbolSize: 600,
    labelFontSize: 12,
    labelLimit: 0,
  };
  return { field: 'name', type: 'nominal' as const, scale: { domain, range }, legend };
}

function levelRule(share: number, y: object) {
  return {
    data: { values: [{}] },
    mark: { type: 'rule' as const, color: GREY, strokeDash: [2, 3], strokeWidth: 1.5 },
    encoding: { x: { value: 0 }, x2: { value: WIDTH }, y: { datum: share, ...y } },
  };
}

/** The estimate and the analytic minimum, named at the top on the sides away from each other. */
function uprights({ analytic, observed }: PowerValues, language: Language, x: object) {
  const texts = TEXTS[language];
  const size = Math.abs(observed.estimate);
  const isAnalyticLeft = analytic.mde < size;
  return [
    { effect: analytic.mde, text: texts.analytic(shown(analytic.mde, 2)), isLeft: isAnalyticLeft },
    { effect: size, text: texts.estimate(shown(size, 2)), isLeft: !isAnalyticLeft },
  ]
    .filter(({ effect }) => Number.isFinite(effect))
    .flatMap(({ effect, text, isLeft }) => [
      {
        data: { values: [{ effect }] },
        mark: { type: 'rule' as const, color: INK, strokeWidth: 1, clip: true },
        encoding: { x: { field: 'effect', ...x } },
      },
      {
        data: { values: [{ effect, text }] },
        mark: {
          type: 'text' as const,
          fontSize: 11,
          color: INK,
          align: isLeft ? ('right' as const) : ('left' as const),
          baseline: 'top' as const,
          dx: isLeft ? -5 : 5,
        },
        encoding: { x: { field: 'effect', ...x }, y: { value: 3 }, text: { field: 'text' } },
      },
    ]);
}

function drawsText({ mode, draws, assigned }: PowerValues, settings: PowerSettings): string {
  const { by, treated_blocks: treated, blocks } = assigned;
  const name = textIn(settings.labels[by] ?? by, settings.language);
  const [all, chosen, of] = [draws, treated, blocks].map(shownCount) as [string, string, string];
  return TEXTS[settings.language][mode](all, chosen, of, name);
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}

function dataOf(rules: readonly PowerRule[], { language, effect }: PowerSettings): FigureData {
  const texts = TEXTS[language];
  return {
    columns: [
      { name: 'rule', label: texts.rule },
      { name: 'effect', label: textIn(effect, language) },
      { name: 'share', label: texts.share },
    ],
    rows: rules.flatMap(({ rule, curve }) =>
      curve.map((point): Cell[] => [texts.rules[rule], point.effect, point.share]),
    ),
  };
}

function describe(values: PowerValues, settings: PowerSettings): string {
  const { language, synthetic, title } = settings;
  const texts = TEXTS[language];
  return sentences(language, [
    textIn(title, language),
    drawsText(values, settings),
    ...values.rules.map(({ rule, mde, size }) =>
      texts.finding(
        texts.rules[rule],
        mde === null ? '–' : shown(mde.positive, 2),
        percent(values.power),
        percent(size),
      ),
    ),
    texts.analytic(shown(values.analytic.mde, 2)),
    texts.estimate(shown(Math.abs(values.observed.estimate), 2)),
    synthetic ? WORDS[language].synthetic : '',
  ]);
}

const TEXTS = {
  en: {
    share: 'Share that finds the effect',
    rule: 'Test',
    rules: {
      cluster_t: 'Clustered t',
      randomisation_estimate: 'Randomisation, by estimate',
      randomisation_t: 'Randomisation, by t',
    },
    named: (rule: string, mde: string) => `${rule}: minimum detectable effect ${mde}`,
    marks: (power: string) =>
      `Points: minimum detectable effects at ${power} power; dotted lines: power and level`,
    random: (draws: string, treated: string, blocks: string, name: string) =>
      `Policy and effect given to ${draws} random choices of ${treated} of ${blocks} ${name}`,
    exact: (draws: string, treated: string, blocks: string, name: string) =>
      `Policy and effect given to all ${draws} choices of ${treated} of ${blocks} ${name}`,
    analytic: (mde: string) => `By standard error ${mde}`,
    estimate: (value: string) => `Estimate ${value}`,
    finding: (rule: string, mde: string, power: string, size: string) =>
      `${rule}: an effect of ${mde} is found in ${power} of them, and one where there is none in ${size}`,
  },
  zh: {
    share: '检出效应的比例',
    rule: '检验',
    rules: {
      cluster_t: '聚类 t 检验',
      randomisation_estimate: '随机化检验（按估计值）',
      randomisation_t: '随机化检验（按 t 值）',
    },
    named: (rule: string, mde: string) => `${rule}：最小可检出效应 ${mde}`,
    marks: (power: string) => `点为功效 ${power} 下的最小可检出效应；虚线为功效与显著性水平`,
    random: (draws: string, treated: string, blocks: string, name: string) =>
      `在 ${blocks} 个${name}中随机抽取 ${treated} 个并赋予效应，共 ${draws} 次`,
    exact: (draws: string, treated: string, blocks: string, name: string) =>
      `对从 ${blocks} 个${name}中选取 ${treated} 个的全部 ${draws} 种分配赋予效应`,
    analytic: (mde: string) => `按标准误 ${mde}`,
    estimate: (value: string) => `估计值 ${value}`,
    finding: (rule: string, mde: string, power: string, size: string) =>
      `${rule}：效应为 ${mde} 时检出比例为 ${power}，无效应时误检比例为 ${size}`,
  },
} as const;
