import type { FigureData } from '../records/figure.ts';
import type { PlaceboRecord } from '../records/placebo.ts';
import { numberCell, sharedParts, type Cell, type Figure } from './figure.ts';
import { axisTitle, heading } from './heading.ts';
import { levelRule } from './marks/level-rule.ts';
import {
  binsOf,
  estimateAxis,
  estimateName,
  estimateRule,
  groupsView,
  type Domain,
} from './placebo-marks.ts';
import {
  placeboDescription,
  placeboNotes,
  placeboWords,
  type PlaceboSettings,
} from './words/placebo.ts';
import { BLUE, INK, VERMILLION } from './theme.ts';
import { textIn } from '../text/language.ts';
import { UserError } from '../text/user-error.ts';

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
  if (draws.length === 0) throw new UserError('E_FIGURE_EMPTY', 'there is no draw to show');
  const domain = domainOf(record);
  const points = draws.length > EVERY_DRAW ? thinned(draws, domain) : draws;
  return {
    ...sharedParts(settings),
    description: placeboDescription(record, settings),
    data: dataOf(record, settings, points),
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
function domainOf({ placebo, placebo_groups: groups }: PlaceboRecord): Domain {
  const { x } = placebo.spread.density;
  const bars = groups === null ? [] : binsOf(groups).flatMap(({ x: left, end }) => [left, end]);
  const ends = [...x, ...bars, placebo.observed.estimate].filter((end) => Number.isFinite(end));
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = 0.03 * (high - low);
  return [low - room, high + room];
}

function thinned(draws: readonly Draw[], [low, high]: Domain): Draw[] {
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
  domain: Domain,
) {
  const words = placeboWords(settings.language);
  const { density } = test.spread;
  const top = Math.max(...density.y);
  const y = {
    field: 'density',
    type: 'quantitative' as const,
    title: words.density,
    scale: { domain: [0, 1.15 * top], nice: false },
    axis: { grid: true, tickCount: 5 },
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
  domain: Domain,
  isLast: boolean,
) {
  const words = placeboWords(settings.language);
  const y = {
    type: 'quantitative' as const,
    title: words.pValue,
    scale: { domain: [0, 1], nice: false },
    axis: { grid: true, tickCount: 5 },
  };
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
function levelName(text: string, [low]: Domain) {
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

function dataOf(
  { placebo, placebo_groups: groups }: PlaceboRecord,
  { language, effect }: PlaceboSettings,
  points: readonly Draw[],
): FigureData {
  const { kinds, kind, value } = placeboWords(language);
  const { observed, spread } = placebo;
  const { x, y } = spread.density;
  const bins = groups === null ? [] : binsOf(groups);
  return {
    columns: [
      { name: 'kind', label: kind },
      { name: 'estimate', label: textIn(effect, language) },
      { name: 'value', label: value },
    ],
    rows: [
      [kinds.estimate, numberCell(observed.estimate), numberCell(observed.p_value)],
      ...x.map((place, i): Cell[] => [kinds.density, place, y[i]!]),
      ...points.map(({ estimate, p }) => [kinds.draw, estimate, p]),
      ...bins.map((bin) => [kinds.groups, bin.x, bin.count]),
    ],
  };
}
