import type { FigureData } from '../records/figure.ts';
import type { PowerAnalysisRecord, PowerRecord, RejectionRuleRecord } from '../records/power.ts';
import { sharedParts, type Cell, type Figure } from './figure.ts';
import { axisTitle, heading } from './heading.ts';
import { levelRule } from './marks/level-rule.ts';
import { LINES, namedScale } from './marks/named-scale.ts';
import { powerDescription, powerDraws, powerWords, type PowerSettings } from './words/power.ts';
import { BLUE, INK, VERMILLION } from './theme.ts';
import { textIn, type Language } from '../text/language.ts';
import { proseText, percentText } from '../text/numbers.ts';
import { UserError } from '../text/user-error.ts';

const WIDTH = 560;
const HEIGHT = 320;
const LEGEND = { ...LINES, direction: 'vertical' as const };
const LOOKS: Readonly<
  Record<RejectionRuleRecord['rule'], { colour: string; dash: number[]; shape: string }>
> = {
  cluster_t: { colour: BLUE, dash: [1, 0], shape: 'circle' },
  randomisation_estimate: { colour: VERMILLION, dash: [6, 3], shape: 'square' },
  randomisation_t: { colour: INK, dash: [2, 2], shape: 'triangle-up' },
};

/**
 * Share of reassigned policies that a test finds, by the effect that they were given, one line a way
 * to test. A point on each line marks the minimum detectable effect, horizontal lines the wanted power
 * and the level, vertical ones the estimate and what the standard error alone promises.
 *
 * Errors: `E_FIGURE_EMPTY` without a curve, or where no groups were reassigned.
 */
export function powerFigure(record: PowerRecord, settings: PowerSettings): Figure {
  const values = record[settings.analysis];
  if (values === null) {
    const hint = 'give their step `group:`, or draw `analysis: power`';
    throw new UserError('E_FIGURE_EMPTY', 'no groups were reassigned', { hint });
  }
  const rules = values.rules.filter(({ curve }) => curve.length > 0);
  if (rules.length === 0) throw new UserError('E_FIGURE_EMPTY', 'there is no power curve');
  const { language } = settings;
  const texts = powerWords(language);
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
  const look = (range: (string | number[])[]) => namedScale('name', names, range, LEGEND);
  const colour = look(rules.map(({ rule }) => LOOKS[rule].colour));
  return {
    ...sharedParts(settings),
    description: powerDescription({ ...values, rules }, settings),
    data: dataOf(rules, settings),
    spec: {
      ...heading(settings, WIDTH, [
        powerDraws(values, settings),
        texts.marks(percentText(values.power)),
      ]),
      width: WIDTH,
      height: HEIGHT,
      layer: [
        ...[values.level, values.power].map((share) => levelRule(share, WIDTH, y)),
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

function nameOf({ rule, mde }: RejectionRuleRecord, language: Language): string {
  const texts = powerWords(language);
  return texts.named(
    texts.rules[rule],
    mde === null ? '–' : proseText(mde.positive, { significant: 2 }),
  );
}

function detectable(rules: readonly RejectionRuleRecord[], share: number) {
  return rules.flatMap(({ rule, mde }) => {
    const { colour, shape } = LOOKS[rule];
    return mde === null ? [] : [{ effect: mde.positive, share, colour, shape }];
  });
}

/** The estimate and the analytic minimum, named at the top on the sides away from each other. */
function uprights({ analytic, observed }: PowerAnalysisRecord, language: Language, x: object) {
  const texts = powerWords(language);
  const size = Math.abs(observed.estimate);
  const isAnalyticLeft = analytic.mde < size;
  return [
    {
      effect: analytic.mde,
      text: texts.analytic(proseText(analytic.mde, { significant: 2 })),
      isLeft: isAnalyticLeft,
    },
    {
      effect: size,
      text: texts.estimate(proseText(size, { significant: 2 })),
      isLeft: !isAnalyticLeft,
    },
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

function dataOf(
  rules: readonly RejectionRuleRecord[],
  { language, effect }: PowerSettings,
): FigureData {
  const texts = powerWords(language);
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
