import { GROUPS, type Group, type GroupBox } from '../econometrics/numeric/group-years.ts';
import type { FigureData } from '../records/figure.ts';
import type { BoxesRecord } from '../records/group-years.ts';
import { sharedParts, type Figure, type FigureSettings } from './figure.ts';
import { axisTitle, heading } from './heading.ts';
import { namedScale } from './marks/named-scale.ts';
import { policyMarks } from './marks/policy-mark.ts';
import { BLUE, INK, VERMILLION } from './theme.ts';
import { WORDS } from './words/words.ts';
import { yearAxis } from './marks/year-axis.ts';
import { textIn, sentences, type Language, type Text } from '../text/language.ts';
import { proseText } from '../text/numbers.ts';
import { UserError } from '../text/user-error.ts';
import type { GroupNames } from './marks/groups.ts';

export interface DistributionSettings extends FigureSettings {
  /** Title of the vertical axis. */
  readonly outcome: Text;
  readonly policyYear: number;
  readonly groups: GroupNames;
}

const WIDTH = 640;
const HEIGHT = 320;
const FOOTROOM = 0.03;
/** Room above the boxes for the name of the policy year, as a share of their range. */
const HEADROOM = 0.12;
/** Middles of a year's two boxes beside the year, and half their width, in years. */
const ASIDE = 0.2;
const HALF = 0.16;
const LEGEND = { symbolType: 'square' as const, symbolSize: 130, symbolStrokeWidth: 1.5 };

/**
 * Boxes of the outcome by year, those of treated units filled: median, quartiles, and lines to the
 * 10 and 90% quantiles.
 *
 * Errors: `E_FIGURE_EMPTY` without boxes.
 */
export function distributionFigure({ boxes }: BoxesRecord, settings: DistributionSettings): Figure {
  if (boxes.length === 0) {
    throw new UserError('E_FIGURE_EMPTY', 'no row has an outcome to draw');
  }
  const { language } = settings;
  const kinds = kindNames(boxes, settings);
  const axis = yearAxis(
    boxes.map(({ year }) => year),
    WIDTH,
  );
  const [low, high] = limits(boxes);
  const y = {
    type: 'quantitative' as const,
    title: axisTitle(textIn(settings.outcome, language), HEIGHT),
    scale: { domain: [low, high], nice: false, zero: false },
    axis: { grid: true },
  };
  return {
    ...sharedParts(settings),
    description: describe(boxes, settings, kinds),
    data: dataOf(boxes, settings, kinds),
    spec: {
      ...heading(settings, WIDTH, [TEXTS[language].note]),
      width: WIDTH,
      height: HEIGHT,
      data: { values: boxes.map((box) => drawnBox(box, kinds)) },
      layer: [
        ...boxMarks(y, kinds, xEncoding(axis, language)),
        ...policyMarks({
          field: 'year',
          start: settings.policyYear,
          text: WORDS[language].policyYear(settings.policyYear),
          first: axis.first,
          last: axis.last,
        }),
      ],
    },
  };
}

type Kinds = Readonly<Record<Group, string>>;

function kindNames(boxes: readonly GroupBox[], settings: DistributionSettings): Kinds {
  const units = (group: Group) =>
    Math.max(0, ...boxes.filter((box) => box.group === group).map((box) => box.units));
  const { groups, language } = settings;
  const name = (group: Group) =>
    WORDS[language].counted(textIn(groups[group], language), units(group));
  return { treated: name('treated'), other: name('other') };
}

function drawnBox(box: GroupBox, kinds: Kinds) {
  const { group, year, p10, p25, median, p75, p90 } = box;
  const middle = year + (group === 'treated' ? -ASIDE : ASIDE);
  const places = { middle, left: middle - HALF, right: middle + HALF };
  return { kind: kinds[group], ...places, p10, p25, median, p75, p90 };
}

function boxMarks(y: object, kinds: Kinds, x: ReturnType<typeof xEncoding>) {
  const stroke = kindScale(kinds, [VERMILLION, BLUE]);
  const across = { x: { ...x, field: 'left' }, x2: { field: 'right' } };
  return [
    {
      mark: { type: 'rule' as const, strokeWidth: 1.2, aria: false },
      encoding: {
        x: { ...x, field: 'middle' },
        y: { field: 'p10', ...y },
        y2: { field: 'p90' },
        stroke,
      },
    },
    {
      mark: { type: 'rect' as const, strokeWidth: 1.5, opacity: 1, aria: false },
      encoding: {
        ...across,
        y: { field: 'p25', ...y },
        y2: { field: 'p75' },
        fill: kindScale(kinds, [VERMILLION, 'white']),
        stroke,
      },
    },
    {
      mark: { type: 'rule' as const, strokeWidth: 2.5, color: INK, aria: false },
      encoding: { ...across, y: { field: 'median', ...y } },
    },
  ];
}

function kindScale(kinds: Kinds, looks: string[]) {
  return namedScale(
    'kind',
    GROUPS.map((group) => kinds[group]),
    looks,
    LEGEND,
  );
}

function xEncoding({ first, last, named }: ReturnType<typeof yearAxis>, language: Language) {
  return {
    type: 'quantitative' as const,
    title: WORDS[language].year,
    scale: { domain: [first - 0.5, last + 0.5], nice: false, zero: false },
    axis: { format: 'd', grid: false, values: named },
  };
}

function limits(boxes: readonly GroupBox[]): [number, number] {
  const [low, high] = [
    Math.min(...boxes.map(({ p10 }) => p10)),
    Math.max(...boxes.map(({ p90 }) => p90)),
  ];
  const range = high - low || 1;
  return [low - FOOTROOM * range, high + HEADROOM * range];
}

function dataOf(
  boxes: readonly GroupBox[],
  { language }: DistributionSettings,
  kinds: Kinds,
): FigureData {
  const [words, texts] = [WORDS[language], TEXTS[language]];
  return {
    columns: [
      { name: 'year', label: words.year },
      { name: 'group', label: words.group },
      ...Object.entries(texts.quantiles).map(([name, label]) => ({ name, label })),
      { name: 'units', label: words.units },
    ],
    rows: boxes.map((box) => [
      box.year,
      kinds[box.group],
      box.p10,
      box.p25,
      box.median,
      box.p75,
      box.p90,
      box.units,
    ]),
  };
}

function describe(
  boxes: readonly GroupBox[],
  settings: DistributionSettings,
  kinds: Kinds,
): string {
  const { language, outcome, policyYear, synthetic } = settings;
  const medians = GROUPS.flatMap((group) => {
    const own = boxes.filter((box) => box.group === group);
    const [first, last] = [own[0], own.at(-1)];
    return first === undefined || last === undefined
      ? []
      : [TEXTS[language].medians(kinds[group], first, last)];
  });
  return sentences(language, [
    textIn(outcome, language),
    ...medians,
    WORDS[language].policyYear(policyYear),
    synthetic ? WORDS[language].synthetic : '',
  ]);
}

const TEXTS = {
  en: {
    note: 'Boxes: quartiles and median; lines: 10% and 90% quantiles',
    quantiles: {
      p10: '10% quantile',
      p25: 'Lower quartile',
      median: 'Median',
      p75: 'Upper quartile',
      p90: '90% quantile',
    },
    medians: (group: string, first: GroupBox, last: GroupBox) =>
      `${group}: median ${proseText(first.median)} in ${first.year}, ${proseText(last.median)} in ${last.year}, when half of them lie between ${proseText(last.p25)} and ${proseText(last.p75)}`,
  },
  zh: {
    note: '箱体为四分位数与中位数；竖线为 10% 与 90% 分位数',
    quantiles: {
      p10: '10% 分位数',
      p25: '下四分位数',
      median: '中位数',
      p75: '上四分位数',
      p90: '90% 分位数',
    },
    medians: (group: string, first: GroupBox, last: GroupBox) =>
      `${group}：中位数 ${first.year} 年 ${proseText(first.median)}，${last.year} 年 ${proseText(last.median)}，其中半数位于 ${proseText(last.p25)} 与 ${proseText(last.p75)} 之间`,
  },
} as const;
