import type { PowerAnalysisRecord, PowerRecord, RejectionRuleRecord } from '../records/power.ts';
import { dataTable, emptyFigure, sharedParts, type Figure } from './figure.ts';
import { axisTitle, heading } from './heading.ts';
import { levelRule } from './marks/level-rule.ts';
import { LINES, namedScale } from './marks/named-scale.ts';
import { fromZero } from './marks/scales.ts';
import { powerDescription, powerDraws, POWER_WORDS, type PowerSettings } from './words/power.ts';
import { BLUE, INK, VERMILLION } from './theme.ts';
import { textIn, type Language } from '../text/language.ts';
import { proseText, percentText } from '../text/numbers.ts';

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
    throw emptyFigure('no groups were reassigned', hint);
  }
  const rules = values.rules.filter(({ curve }) => curve.length > 0);
  if (rules.length === 0) throw emptyFigure('there is no power curve');
  const { language } = settings;
  const texts = POWER_WORDS[language];
  const names = rules.map((rule) => nameOf(rule, language));
  const top = Math.max(...rules.flatMap(({ curve }) => curve.map(({ effect }) => effect)));
  const effect = textIn(settings.effect, language);
  const x = fromZero(axisTitle(effect, WIDTH), [0, top || 1], { grid: false, tickCount: 8 });
  const y = fromZero(texts.share, [0, 1.08], {
    grid: true,
    values: [0, 0.2, 0.4, 0.6, 0.8, 1],
    format: '.0%',
  });
  const look = (range: (string | number[])[]) => namedScale('name', names, range, LEGEND);
  const colour = look(rules.map(({ rule }) => LOOKS[rule].colour));
  return {
    ...sharedParts(settings),
    description: powerDescription({ ...values, rules }, settings),
    data: dataTable(
      { rule: texts.rule, effect, share: texts.share },
      rules.flatMap(({ rule, curve }) =>
        curve.map((point) => [texts.rules[rule], point.effect, point.share]),
      ),
    ),
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
            // Without an effect rejections of either sign count: that is the size, no point of the curve.
            values: rules.flatMap(({ curve }, i) =>
              curve.flatMap((point) => (point.effect > 0 ? [{ ...point, name: names[i] }] : [])),
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

function nameOf({ rule, mde }: RejectionRuleRecord, language: Language): string {
  const texts = POWER_WORDS[language];
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
  const texts = POWER_WORDS[language];
  const size = Math.abs(observed.estimate);
  const isAnalyticLeft = analytic.mde < size;
  return [
    { effect: analytic.mde, name: texts.analytic, isLeft: isAnalyticLeft },
    { effect: size, name: texts.estimate, isLeft: !isAnalyticLeft },
  ]
    .filter(({ effect }) => Number.isFinite(effect))
    .flatMap(({ effect, name, isLeft }) => [
      {
        data: { values: [{ effect }] },
        mark: { type: 'rule' as const, color: INK, strokeWidth: 1, clip: true },
        encoding: { x: { field: 'effect', ...x } },
      },
      {
        data: { values: [{ effect, text: name(proseText(effect, { significant: 2 })) }] },
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
