import type { MatchingRecord } from '../records/matching.ts';
import {
  dataTable,
  described,
  emptyFigure,
  numberCell,
  sharedParts,
  type Figure,
  type FigureSettings,
} from './figure.ts';
import { besideNames, heading } from './heading.ts';
import { namedScale } from './marks/named-scale.ts';
import { wrapText } from './marks/text-width.ts';
import { BLUE, GREY, INK, VERMILLION } from './theme.ts';
import { fromZero } from './marks/scales.ts';
import { textIn, type Language, type Text } from '../text/language.ts';

/** Standardised biases of a covariate in percent; NaN where there is none. */
interface CovariateBias {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

export interface BalanceSettings extends FigureSettings {
  readonly labels: Readonly<Record<string, Text>>;
}

const WIDTH = 470;
const ROW = 34;
/** Covariates beyond this are unbalanced by the usual rule (Rosenbaum and Rubin 1985 use 20). */
const LIMIT = 10;
const NAME_WIDTH = 220;
const LEGEND = { symbolSize: 75, symbolStrokeWidth: 2 };
const SIDES = ['before', 'after'] as const;

/**
 * Standardised bias of each covariate before and after matching, the largest at the top, with lines
 * at ±10%. Hollow squares are before, filled circles after.
 *
 * Errors: `E_FIGURE_EMPTY` without covariates.
 */
export function balanceFigure({ balance }: MatchingRecord, settings: BalanceSettings): Figure {
  if (balance.rows.length === 0) throw emptyFigure('there is no covariate to draw');
  const biases = balance.rows.map(({ covariate, before, after }) => {
    const name = textIn(settings.labels[covariate] ?? covariate, settings.language);
    return { name, before: before.bias, after: after.bias };
  });
  const rows = biases.toSorted((a, b) => size(b.before) - size(a.before));
  const texts = TEXTS[settings.language];
  const height = ROW * rows.length;
  const sides = SIDES.map((side) => texts.sides[side]);
  const sideScale = (looks: string[]) => namedScale('side', sides, looks, LEGEND);
  const extent = Math.max(
    1.3 * LIMIT,
    ...rows.flatMap((r) => [1.1 * size(r.before), 1.1 * size(r.after)]),
  );
  const means = texts.means(percent(balance.before.mean_bias), percent(balance.after.mean_bias));
  const x = fromZero(texts.bias, [-extent, extent], { grid: true, tickCount: 8 });
  return {
    ...sharedParts(settings),
    description: describe(rows, means, settings),
    data: dataTable(
      {
        covariate: texts.covariate,
        before: texts.column(texts.sides.before),
        after: texts.column(texts.sides.after),
      },
      rows.map(({ name, before, after }) => [name, numberCell(before), numberCell(after)]),
    ),
    spec: {
      ...besideNames(heading(settings, WIDTH + NAME_WIDTH / 2, [means])),
      width: WIDTH,
      height,
      data: { values: pointsOf(rows, texts) },
      encoding: {
        y: {
          field: 'place',
          type: 'ordinal',
          scale: { domain: rows.map((_, place) => place), padding: 0 },
          axis: null,
        },
      },
      layer: [
        names(rows),
        rules([0], height, { color: INK, strokeWidth: 1 }),
        rules([-LIMIT, LIMIT], height, { color: GREY, strokeWidth: 1.5, strokeDash: [2, 3] }),
        {
          data: { values: rows.map(({ before, after }, place) => ({ place, before, after })) },
          transform: [{ filter: 'isValid(datum.before) && isValid(datum.after)' }],
          mark: { type: 'rule', color: GREY, strokeWidth: 1 },
          encoding: { x: { field: 'before', ...x }, x2: { field: 'after' } },
        },
        {
          mark: { type: 'point', size: 75, strokeWidth: 2, opacity: 1 },
          encoding: {
            x: { field: 'bias', ...x },
            stroke: sideScale([VERMILLION, BLUE]),
            fill: sideScale(['white', BLUE]),
            shape: sideScale(['square', 'circle']),
          },
        },
      ],
    },
  };
}

type Texts = (typeof TEXTS)[Language];

function size(value: number): number {
  return Number.isFinite(value) ? Math.abs(value) : 0;
}

function percent(value: number): string {
  return Number.isFinite(value) ? value.toFixed(1) : '–';
}

function pointsOf(rows: readonly CovariateBias[], texts: Texts) {
  return SIDES.flatMap((side) =>
    rows
      .map((row, place) => ({ place, bias: row[side], side: texts.sides[side] }))
      .filter(({ bias }) => Number.isFinite(bias)),
  );
}

/** Vertical lines over the whole height. */
function rules(values: readonly number[], height: number, look: object) {
  return {
    data: { values: values.map((bias) => ({ bias })) },
    mark: { type: 'rule' as const, ...look },
    encoding: {
      x: { field: 'bias', type: 'quantitative' as const },
      y: { value: 0 },
      y2: { value: height },
    },
  };
}

/** Names of the covariates at the left of their rows, long ones in two lines. */
function names(rows: readonly CovariateBias[]) {
  const values = rows.map(({ name }, place) => {
    return { place, name: wrapText(name, NAME_WIDTH, 12).slice(0, 2) };
  });
  return {
    data: { values },
    mark: {
      type: 'text' as const,
      align: 'right' as const,
      baseline: 'middle' as const,
      fontSize: 12,
      color: INK,
    },
    encoding: { x: { value: -10 }, text: { field: 'name' } },
  };
}

function describe(
  rows: readonly CovariateBias[],
  means: string,
  settings: BalanceSettings,
): string {
  const texts = TEXTS[settings.language];
  const worst = rows.reduce((most, row) => (size(row.after) > size(most.after) ? row : most));
  const beyond = (side: (typeof SIDES)[number]) =>
    rows.filter((row) => size(row[side]) > LIMIT).length;
  return described(settings, [
    textIn(settings.title, settings.language),
    means,
    texts.beyond(rows.length, beyond('before'), beyond('after')),
    texts.worst(worst.name, size(worst.after).toFixed(1)),
  ]);
}

const TEXTS = {
  en: {
    bias: 'Standardised bias (%)',
    covariate: 'Covariate',
    sides: { before: 'Before matching', after: 'After matching' },
    column: (side: string) => `Standardised bias, ${side.toLowerCase()} (%)`,
    means: (before: string, after: string) =>
      `Mean size of the bias: ${before}% before, ${after}% after matching; dotted lines at ±${LIMIT}%`,
    beyond: (of: number, before: number, after: number) =>
      `Of ${of} covariates ${before} are beyond ±${LIMIT}% before matching, ${after} after`,
    worst: (name: string, value: string) => `The largest bias left is ${value}% (${name})`,
  },
  zh: {
    bias: '标准化偏差（%）',
    covariate: '协变量',
    sides: { before: '匹配前', after: '匹配后' },
    column: (side: string) => `${side}标准化偏差（%）`,
    means: (before: string, after: string) =>
      `平均绝对偏差：匹配前 ${before}%，匹配后 ${after}%；虚线为 ±${LIMIT}%`,
    beyond: (of: number, before: number, after: number) =>
      `${of} 个协变量中，匹配前 ${before} 个、匹配后 ${after} 个偏差超过 ±${LIMIT}%`,
    worst: (name: string, value: string) => `匹配后剩余的最大偏差为 ${value}%（${name}）`,
  },
} as const;
