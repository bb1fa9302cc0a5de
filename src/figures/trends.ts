import { GROUPS, type Group, type GroupMean } from '../econometrics/numeric/group-years.ts';
import type { FigureData } from '../records/figure.ts';
import type { MeansRecord } from '../records/group-years.ts';
import { sharedParts, type Figure, type FigureSettings } from './figure.ts';
import { COLOUR, DASH, FILL, SHAPE, type GroupNames } from './marks/groups.ts';
import { axisTitle, heading } from './heading.ts';
import { policyMarks } from './marks/policy-mark.ts';
import { spreadLabels } from './marks/spread-labels.ts';
import { BLUE_TEXT, VERMILLION_TEXT } from './theme.ts';
import { WORDS } from './words/words.ts';
import { yearAxis } from './marks/year-axis.ts';
import { textIn, sentences, type Text } from '../text/language.ts';
import { proseText } from '../text/numbers.ts';
import { UserError } from '../text/user-error.ts';

export interface TrendsSettings extends FigureSettings {
  /** Title of the axis, such as `Mean of ln(wage)`. */
  readonly outcome: Text;
  readonly policyYear: number;
  readonly groups: GroupNames;
}

const WIDTH = 560;
const HEIGHT = 320;
/** Room above the lines for the name of the policy year, as a share of their range. */
const HEADROOM = 0.14;
const FOOTROOM = 0.05;
/** Pixels between the names of two lines. */
const LABEL_GAP = 16;

/**
 * Lines of the mean outcome of treated and other units, named at their ends, with the policy year
 * marked. Colour, dash and the shape of points all tell the groups apart.
 *
 * Errors: `E_FIGURE_EMPTY` without means.
 */
export function trendsFigure({ means }: MeansRecord, settings: TrendsSettings): Figure {
  if (means.length === 0) throw new UserError('E_FIGURE_EMPTY', 'no row has an outcome to draw');
  const words = WORDS[settings.language];
  const y = yDomain(means);
  const axis = yearAxis(
    means.map(({ year }) => year),
    WIDTH,
  );
  const name = (group: Group) =>
    words.counted(textIn(settings.groups[group], settings.language), unitsOf(means, group));
  const names = {
    treated: name('treated'),
    other: name('other'),
  };
  const outcome = {
    field: 'mean',
    type: 'quantitative' as const,
    title: axisTitle(textIn(settings.outcome, settings.language), HEIGHT),
    scale: { domain: y, nice: false, zero: false },
  };
  return {
    ...sharedParts(settings),
    description: describe(means, settings, names),
    data: dataOf(means, settings, names),
    spec: {
      ...heading(settings, WIDTH),
      width: WIDTH,
      height: HEIGHT,
      data: { values: [...means] },
      encoding: { x: xEncoding(axis, words.year) },
      layer: [
        ...policyMarks({
          field: 'year',
          start: settings.policyYear,
          text: words.policyYear(settings.policyYear),
          first: axis.first,
          last: axis.last,
        }),
        {
          mark: { type: 'line', strokeWidth: 2 },
          encoding: { y: outcome, color: COLOUR, strokeDash: DASH },
        },
        {
          mark: { type: 'point', size: 55, strokeWidth: 2, opacity: 1 },
          encoding: { y: outcome, color: COLOUR, fill: FILL, shape: SHAPE },
        },
        lineNames(means, names, y),
      ],
    },
  };
}

function xEncoding({ first, last, named }: ReturnType<typeof yearAxis>, title: string) {
  return {
    field: 'year',
    type: 'quantitative' as const,
    title,
    scale: { domain: [first - 0.3, last + 0.3], nice: false, zero: false },
    axis: { format: 'd', grid: false, values: named },
  };
}

function yDomain(means: readonly GroupMean[]): [number, number] {
  const values = means.map(({ mean }) => mean);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = high - low || 1;
  return [low - FOOTROOM * range, high + HEADROOM * range];
}

/** Names at the right ends of the lines, pushed apart where the lines end close together. */
function lineNames(
  means: readonly GroupMean[],
  names: Readonly<Record<Group, string>>,
  [low, high]: readonly [number, number],
) {
  const ends = GROUPS.flatMap((group) => means.filter((m) => m.group === group).slice(-1));
  const pixels = ends.map(({ mean }) => (HEIGHT * (high - mean)) / (high - low));
  const places = spreadLabels(pixels, LABEL_GAP);
  return {
    data: {
      values: ends.map(({ group, year }, i) => ({
        group,
        year,
        name: names[group],
        place: places[i],
      })),
    },
    mark: {
      type: 'text' as const,
      align: 'left' as const,
      baseline: 'middle' as const,
      dx: 12,
      fontSize: 12,
      fontWeight: 700 as const,
    },
    encoding: {
      y: { field: 'place', type: 'quantitative' as const, scale: null, axis: null },
      text: { field: 'name' },
      // A condition, since a second colour scale would be merged with that of the lines.
      color: {
        condition: { test: "datum.group === 'treated'", value: VERMILLION_TEXT },
        value: BLUE_TEXT,
      },
    },
  };
}

function unitsOf(means: readonly GroupMean[], group: Group): number {
  return Math.max(0, ...means.filter((m) => m.group === group).map(({ units }) => units));
}

function dataOf(
  means: readonly GroupMean[],
  { language, outcome }: TrendsSettings,
  names: Readonly<Record<Group, string>>,
): FigureData {
  const words = WORDS[language];
  return {
    columns: [
      { name: 'year', label: words.year },
      { name: 'group', label: words.group },
      { name: 'mean', label: textIn(outcome, language) },
      { name: 'units', label: words.units },
    ],
    rows: means.map(({ year, group, mean, units }) => [year, names[group], mean, units]),
  };
}

function describe(
  means: readonly GroupMean[],
  { language, outcome, policyYear, synthetic }: TrendsSettings,
  names: Readonly<Record<Group, string>>,
): string {
  const trends = GROUPS.flatMap((group) => {
    const own = means.filter((m) => m.group === group);
    const [first, last] = [own[0], own.at(-1)];
    return first === undefined || last === undefined
      ? []
      : [TREND[language](names[group], first, last)];
  });
  const words = WORDS[language];
  return sentences(language, [
    textIn(outcome, language),
    words.policyYear(policyYear),
    ...trends,
    synthetic ? words.synthetic : '',
  ]);
}

const TREND = {
  en: (group: string, first: GroupMean, last: GroupMean) =>
    `${group}: ${proseText(first.mean)} in ${first.year}, ${proseText(last.mean)} in ${last.year}`,
  zh: (group: string, first: GroupMean, last: GroupMean) =>
    `${group}：${first.year} 年 ${proseText(first.mean)}，${last.year} 年 ${proseText(last.mean)}`,
};
