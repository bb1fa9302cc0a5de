import { GROUPS, type GroupBox } from '../econometrics/numeric/group-years.ts';
import type { BoxesRecord } from '../records/group-years.ts';
import { dataTable, described, emptyFigure, sharedParts, type Figure } from './figure.ts';
import { axisTitle, heading } from './heading.ts';
import { namedScale } from './marks/named-scale.ts';
import { policyMarks } from './marks/policy-mark.ts';
import { quantitative, withRoom } from './marks/scales.ts';
import { BLUE, INK, VERMILLION } from './theme.ts';
import { WORDS } from './words/words.ts';
import { yearAxis } from './marks/year-axis.ts';
import { textIn } from '../text/language.ts';
import { proseText } from '../text/numbers.ts';
import { byGroup, countedNames, type GroupYearSettings } from './marks/groups.ts';

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
export function distributionFigure({ boxes }: BoxesRecord, settings: GroupYearSettings): Figure {
  if (boxes.length === 0) throw emptyFigure('no row has an outcome to draw');
  const { language, policyYear } = settings;
  const [words, texts] = [WORDS[language], TEXTS[language]];
  const outcome = textIn(settings.outcome, language);
  const kinds = countedNames(boxes, settings);
  const axis = yearAxis(
    boxes.map(({ year }) => year),
    WIDTH,
  );
  const years = { format: 'd', grid: false, values: axis.named };
  const range = withRoom(
    boxes.flatMap(({ p10, p90 }) => [p10, p90]),
    FOOTROOM,
    HEADROOM,
  );
  const y = quantitative(axisTitle(outcome, HEIGHT), range, { grid: true });
  const medians = byGroup(boxes, (group, first, last) => texts.medians(kinds[group], first, last));
  return {
    ...sharedParts(settings),
    description: described(settings, [outcome, ...medians, words.policyYear(policyYear)]),
    data: dataTable(
      { year: words.year, group: words.group, ...texts.quantiles, units: words.units },
      boxes.map(({ year, group, p10, p25, median, p75, p90, units }) => {
        return [year, kinds[group], p10, p25, median, p75, p90, units];
      }),
    ),
    spec: {
      ...heading(settings, WIDTH, [texts.note]),
      width: WIDTH,
      height: HEIGHT,
      data: { values: boxes.map((box) => drawnBox(box, kinds)) },
      layer: [
        ...boxMarks(y, kinds, quantitative(words.year, [axis.first - 0.5, axis.last + 0.5], years)),
        ...policyMarks({
          field: 'year',
          start: policyYear,
          text: words.policyYear(policyYear),
          ...axis,
        }),
      ],
    },
  };
}

type Kinds = ReturnType<typeof countedNames>;

function drawnBox(box: GroupBox, kinds: Kinds) {
  const { group, year, p10, p25, median, p75, p90 } = box;
  const middle = year + (group === 'treated' ? -ASIDE : ASIDE);
  const places = { middle, left: middle - HALF, right: middle + HALF };
  return { kind: kinds[group], ...places, p10, p25, median, p75, p90 };
}

function boxMarks(y: object, kinds: Kinds, x: object) {
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
  const names = GROUPS.map((group) => kinds[group]);
  return namedScale('kind', names, looks, LEGEND);
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
