import { GROUPS, type Group, type GroupMean } from '../econometrics/numeric/group-years.ts';
import type { MeansRecord } from '../records/group-years.ts';
import { dataTable, described, emptyFigure, sharedParts, type Figure } from './figure.ts';
import {
  byGroup,
  COLOUR,
  countedNames,
  DASH,
  FILL,
  SHAPE,
  type GroupYearSettings,
} from './marks/groups.ts';
import { axisTitle, heading } from './heading.ts';
import { policyMarks } from './marks/policy-mark.ts';
import { PIXELS, quantitative, withRoom, type Range } from './marks/scales.ts';
import { spreadLabels } from './marks/spread-labels.ts';
import { BLUE_TEXT, VERMILLION_TEXT } from './theme.ts';
import { WORDS } from './words/words.ts';
import { yearAxis } from './marks/year-axis.ts';
import { textIn } from '../text/language.ts';
import { proseText } from '../text/numbers.ts';

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
export function trendsFigure({ means }: MeansRecord, settings: GroupYearSettings): Figure {
  if (means.length === 0) throw emptyFigure('no row has an outcome to draw');
  const { language, policyYear } = settings;
  const words = WORDS[language];
  const title = textIn(settings.outcome, language);
  const range = withRoom(
    means.map(({ mean }) => mean),
    FOOTROOM,
    HEADROOM,
  );
  const axis = yearAxis(
    means.map(({ year }) => year),
    WIDTH,
  );
  const years = { format: 'd', grid: false, values: axis.named };
  const names = countedNames(means, settings);
  const trends = byGroup(means, (group, first, last) => TREND[language](names[group], first, last));
  const outcome = { field: 'mean', ...quantitative(axisTitle(title, HEIGHT), range) };
  return {
    ...sharedParts(settings),
    description: described(settings, [title, words.policyYear(policyYear), ...trends]),
    data: dataTable(
      { year: words.year, group: words.group, mean: title, units: words.units },
      means.map(({ year, group, mean, units }) => [year, names[group], mean, units]),
    ),
    spec: {
      ...heading(settings, WIDTH),
      width: WIDTH,
      height: HEIGHT,
      data: { values: [...means] },
      encoding: {
        x: {
          field: 'year',
          ...quantitative(words.year, [axis.first - 0.3, axis.last + 0.3], years),
        },
      },
      layer: [
        ...policyMarks({
          field: 'year',
          start: policyYear,
          text: words.policyYear(policyYear),
          ...axis,
        }),
        {
          mark: { type: 'line', strokeWidth: 2 },
          encoding: { y: outcome, color: COLOUR, strokeDash: DASH },
        },
        {
          mark: { type: 'point', size: 55, strokeWidth: 2, opacity: 1 },
          encoding: { y: outcome, color: COLOUR, fill: FILL, shape: SHAPE },
        },
        lineNames(means, names, range),
      ],
    },
  };
}

/** Names at the right ends of the lines, pushed apart where the lines end close together. */
function lineNames(
  means: readonly GroupMean[],
  names: Readonly<Record<Group, string>>,
  [low, high]: Range,
) {
  const ends = GROUPS.flatMap((group) => means.filter((m) => m.group === group).slice(-1));
  const pixels = ends.map(({ mean }) => (HEIGHT * (high - mean)) / (high - low));
  const places = spreadLabels(pixels, LABEL_GAP);
  return {
    data: {
      values: ends.map(({ group, year }, i) => {
        return { group, year, name: names[group], place: places[i] };
      }),
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
      y: { field: 'place', ...PIXELS },
      text: { field: 'name' },
      // A condition, since a second colour scale would be merged with that of the lines.
      color: {
        condition: { test: "datum.group === 'treated'", value: VERMILLION_TEXT },
        value: BLUE_TEXT,
      },
    },
  };
}

const TREND = {
  en: (group: string, first: GroupMean, last: GroupMean) =>
    `${group}: ${proseText(first.mean)} in ${first.year}, ${proseText(last.mean)} in ${last.year}`,
  zh: (group: string, first: GroupMean, last: GroupMean) =>
    `${group}：${first.year} 年 ${proseText(first.mean)}，${last.year} 年 ${proseText(last.mean)}`,
};
