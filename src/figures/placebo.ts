import type { PlaceboRecord } from '../records/placebo.ts';
import { dataTable, emptyFigure, numberCell, sharedParts, type Figure } from './figure.ts';
import { axisTitle, heading } from './heading.ts';
import { fromZero, withRoom, type Range } from './marks/scales.ts';
import { levelRule } from './marks/level-rule.ts';
import { binsOf, estimateAxis, estimateName, estimateRule, groupsView } from './placebo-marks.ts';
import {
  placeboDescription,
  placeboNotes,
  PLACEBO_WORDS,
  type PlaceboSettings,
} from './words/placebo.ts';
import { BLUE, INK, VERMILLION } from './theme.ts';
import { textIn } from '../text/language.ts';

const WIDTH = 560;
const UPPER = 170;
const LOWER = 150;
/** So many draws are all drawn; of more, those that would cover each other are drawn once. */
const EVERY_DRAW = 5000;
/** In cells of so many pixels. */
const CELL = 4;
const LEVEL = 0.05;

type Test = PlaceboRecord['placebo'];

/**
 * Above the density of the estimates under reassignment with a tick for each, below their p values, and
 * the true estimate through both; under them, where groups were reassigned too, how often each
 * estimate comes about among their assignments.
 *
 * Errors: `E_FIGURE_EMPTY` without a finite draw.
 */
export function placeboFigure(record: PlaceboRecord, settings: PlaceboSettings): Figure {
  const { placebo: test, placebo_groups: groups } = record;
  const draws = test.estimates.flatMap((estimate, i) => {
    const p = test.p_values[i] ?? Number.NaN;
    return Number.isFinite(estimate) && Number.isFinite(p) ? [{ estimate, p }] : [];
  });
  if (draws.length === 0) throw emptyFigure('there is no draw to show');
  const { kinds, kind, value } = PLACEBO_WORDS[settings.language];
  const { observed, spread } = test;
  const { x, y } = spread.density;
  const bins = groups === null ? [] : binsOf(groups);
  const domain = domainOf(record);
  const points = draws.length > EVERY_DRAW ? thinned(draws, domain) : draws;
  return {
    ...sharedParts(settings),
    description: placeboDescription(record, settings),
    data: dataTable({ kind, estimate: textIn(settings.effect, settings.language), value }, [
      [kinds.estimate, numberCell(observed.estimate), numberCell(observed.p_value)],
      ...x.map((place, i) => [kinds.density, place, y[i]!]),
      ...points.map(({ estimate, p }) => [kinds.draw, estimate, p]),
      ...bins.map((bin) => [kinds.groups, bin.x, bin.count]),
    ]),
    spec: {
      ...heading(settings, WIDTH, placeboNotes(record, settings, points.length)),
      vconcat: [
        densityView(test, settings, points, domain),
        pointsView(test, settings, points, domain, groups === null),
        ...(groups === null
          ? []
          : [groupsView(groups, settings, domain, { width: WIDTH, height: LOWER })]),
      ],
      spacing: 14,
    },
  };
}

interface Draw {
  readonly estimate: number;
  readonly p: number;
}

/** All that is drawn of the estimates, with a little room. */
function domainOf({ placebo, placebo_groups: groups }: PlaceboRecord): Range {
  const { x } = placebo.spread.density;
  const bars = groups === null ? [] : binsOf(groups).flatMap(({ x: left, end }) => [left, end]);
  return withRoom([...x, ...bars, placebo.observed.estimate], 0.03, 0.03);
}

function thinned(draws: readonly Draw[], [low, high]: Range): Draw[] {
  const taken = new Set<number>();
  const columns = Math.ceil(WIDTH / CELL) + 1;
  return draws.filter(({ estimate, p }) => {
    const column = Math.floor((WIDTH * (estimate - low)) / (high - low) / CELL);
    const cell = Math.floor((LOWER * p) / CELL) * columns + column;
    return !taken.has(cell) && taken.add(cell);
  });
}

function densityView(
  test: Test,
  settings: PlaceboSettings,
  points: readonly Draw[],
  domain: Range,
) {
  const { density } = test.spread;
  const top = Math.max(...density.y);
  const axis = { grid: true, tickCount: 5 };
  const y = {
    field: 'density',
    ...fromZero(PLACEBO_WORDS[settings.language].density, [0, 1.15 * top], axis),
  };
  const curve = density.x.map((x, i) => ({ x, density: density.y[i] }));
  return {
    width: WIDTH,
    height: UPPER,
    data: { values: curve },
    encoding: { x: estimateAxis(domain, null) },
    layer: [
      { mark: { type: 'area' as const, color: BLUE, opacity: 0.16 }, encoding: { y } },
      { mark: { type: 'line' as const, color: BLUE, strokeWidth: 2 }, encoding: { y } },
      {
        data: { values: points.map(({ estimate }) => ({ x: estimate })) },
        mark: {
          type: 'rule' as const,
          color: BLUE,
          strokeWidth: 0.5,
          opacity: 0.6,
          aria: false,
        },
        encoding: { y: { value: UPPER - 9 }, y2: { value: UPPER } },
      },
      estimateRule(test),
      estimateName(test, settings, domain),
    ],
  };
}

function pointsView(
  test: Test,
  settings: PlaceboSettings,
  points: readonly Draw[],
  domain: Range,
  isLast: boolean,
) {
  const words = PLACEBO_WORDS[settings.language];
  const y = fromZero(words.pValue, [0, 1], { grid: true, tickCount: 5 });
  const { estimate, p_value: p } = test.observed;
  const title = isLast ? axisTitle(textIn(settings.effect, settings.language), WIDTH) : null;
  return {
    width: WIDTH,
    height: LOWER,
    data: { values: points.map((draw) => ({ x: draw.estimate, p: draw.p })) },
    encoding: { x: estimateAxis(domain, title) },
    layer: [
      levelRule(LEVEL, WIDTH, y),
      levelName(words.level, domain),
      {
        // Points by the hundred have no names for screen readers; the numbers are in the table.
        mark: {
          type: 'point' as const,
          size: 16,
          strokeWidth: 1,
          color: BLUE,
          opacity: 0.75,
          aria: false,
        },
        encoding: { y: { field: 'p', ...y } },
      },
      estimateRule(test),
      {
        data: { values: Number.isFinite(p) ? [{ x: estimate, p }] : [] },
        mark: {
          type: 'point' as const,
          shape: 'diamond',
          size: 90,
          filled: true,
          color: VERMILLION,
          opacity: 1,
        },
        encoding: { y: { field: 'p', ...y } },
      },
    ],
  };
}

/** Its left end is free: reassigned estimates far from zero have p values below the line. */
function levelName(text: string, [low]: Range) {
  return {
    data: { values: [{ x: low, text }] },
    mark: {
      type: 'text' as const,
      fontSize: 11,
      color: INK,
      align: 'left' as const,
      baseline: 'bottom' as const,
      dx: 4,
    },
    encoding: { y: { value: (1 - LEVEL) * LOWER - 3 }, text: { field: 'text' } },
  };
}
