import { kernelDensity, type Density } from '../econometrics/numeric/density.ts';
import { quantile } from '../econometrics/numeric/quantile.ts';
import { numberCell, sharedParts, type Cell, type Figure, type FigureData } from './figure.ts';
import { textIn } from '../text/language.ts';
import { UserError } from '../text/user-error.ts';
import { axisTitle, heading } from './heading.ts';
import { levelRule } from './marks/level-rule.ts';
import { placeboDescription, placeboNotes, placeboWords } from './words/placebo.ts';
import type { PlaceboSettings, PlaceboValues } from './values/placebo.ts';
import { BLUE, INK, VERMILLION, VERMILLION_TEXT } from './theme.ts';
import { proseText } from '../text/numbers.ts';

const WIDTH = 560;
const UPPER = 190;
const LOWER = 150;
/** Draws in one cell of so many pixels would cover each other; the first of them is drawn. */
const CELL = 4;
const LEVEL = 0.05;

/**
 * Above the density of the estimates under reassignment, below their p values, and the true estimate
 * through both. Of draws that would cover each other the first is drawn, so that a figure of 100,000
 * draws stays as small as one of 1,000.
 *
 * Errors: `E_FIGURE_EMPTY` without a finite draw.
 */
export function placeboFigure(values: PlaceboValues, settings: PlaceboSettings): Figure {
  const draws = values.estimates.flatMap((estimate, i) => {
    const p = values.p_values[i] ?? Number.NaN;
    return Number.isFinite(estimate) && Number.isFinite(p) ? [{ estimate, p }] : [];
  });
  if (draws.length === 0) throw new UserError('E_FIGURE_EMPTY', 'there is no draw to show');
  const estimates = draws.map(({ estimate }) => estimate);
  const density = kernelDensity(estimates);
  const domain = domainOf(density, values.observed.estimate);
  const points = thinned(draws, domain);
  const sorted = Float64Array.from(estimates).sort();
  const middle = [quantile(sorted, 0.025), quantile(sorted, 0.975)] as const;
  return {
    ...sharedParts(settings),
    description: placeboDescription(values, settings, middle),
    data: dataOf(values, settings, density, points),
    spec: {
      ...heading(settings, WIDTH, placeboNotes(values, settings, density, points.length)),
      vconcat: [
        densityView(values, settings, density, domain),
        pointsView(values, settings, points, domain),
      ],
      spacing: 14,
    },
  };
}

interface Draw {
  readonly estimate: number;
  readonly p: number;
}

type Domain = readonly [number, number];

function domainOf({ x }: Density, observed: number): Domain {
  const ends = [x[0]!, x.at(-1)!, ...(Number.isFinite(observed) ? [observed] : [])];
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
  values: PlaceboValues,
  settings: PlaceboSettings,
  density: Density,
  domain: Domain,
) {
  const words = placeboWords(settings.language);
  const top = Math.max(...density.y);
  const y = {
    field: 'density',
    type: 'quantitative' as const,
    title: words.density,
    scale: { domain: [0, 1.15 * top], nice: false },
    axis: { grid: true, tickCount: 5 },
  };
  const curve = Array.from(density.x, (x, i) => ({ x, density: density.y[i] }));
  return {
    width: WIDTH,
    height: UPPER,
    data: { values: curve },
    encoding: { x: xEncoding(domain, null) },
    layer: [
      { mark: { type: 'area' as const, color: BLUE, opacity: 0.16 }, encoding: { y } },
      { mark: { type: 'line' as const, color: BLUE, strokeWidth: 2 }, encoding: { y } },
      estimateRule(values),
      estimateName(values, settings, domain, density),
    ],
  };
}

function pointsView(
  values: PlaceboValues,
  settings: PlaceboSettings,
  points: readonly Draw[],
  domain: Domain,
) {
  const words = placeboWords(settings.language);
  const y = {
    type: 'quantitative' as const,
    title: words.pValue,
    scale: { domain: [0, 1], nice: false },
    axis: { grid: true, tickCount: 5 },
  };
  const { estimate, p_value: p } = values.observed;
  return {
    width: WIDTH,
    height: LOWER,
    data: { values: points.map((draw) => ({ x: draw.estimate, p: draw.p })) },
    encoding: {
      x: xEncoding(domain, axisTitle(textIn(settings.effect, settings.language), WIDTH)),
    },
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
      estimateRule(values),
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

function xEncoding(domain: Domain, title: string | string[] | null) {
  return {
    field: 'x',
    type: 'quantitative' as const,
    title,
    scale: { domain: [...domain], nice: false, zero: false },
    axis: { grid: false, labels: title !== null, tickCount: 8 },
  };
}

function estimateRule({ observed }: PlaceboValues) {
  return {
    data: { values: [{ x: observed.estimate }] },
    mark: { type: 'rule' as const, color: VERMILLION, strokeWidth: 2 },
  };
}

/** The name of the true estimate, on the side of its line where the density leaves more room. */
function estimateName(
  { observed }: PlaceboValues,
  { language }: PlaceboSettings,
  [low, high]: Domain,
  { x, y }: Density,
) {
  const peak = x[y.indexOf(Math.max(...y))]!;
  const share = (observed.estimate - low) / (high - low);
  const isLeft = share > 0.75 || (share > 0.25 && observed.estimate < peak);
  return {
    data: {
      values: [
        {
          x: observed.estimate,
          text: placeboWords(language).estimate(proseText(observed.estimate)),
        },
      ],
    },
    mark: {
      type: 'text' as const,
      fontSize: 12,
      fontWeight: 700 as const,
      color: VERMILLION_TEXT,
      align: isLeft ? ('right' as const) : ('left' as const),
      baseline: 'top' as const,
      dx: isLeft ? -6 : 6,
    },
    encoding: { y: { value: 2 }, text: { field: 'text' } },
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
  { observed }: PlaceboValues,
  { language, effect }: PlaceboSettings,
  density: Density,
  points: readonly Draw[],
): FigureData {
  const { kinds, kind, value } = placeboWords(language);
  const curve = Array.from(density.x, (x, i): Cell[] => [kinds.density, x, density.y[i]!]);
  return {
    columns: [
      { name: 'kind', label: kind },
      { name: 'estimate', label: textIn(effect, language) },
      { name: 'value', label: value },
    ],
    rows: [
      [kinds.estimate, numberCell(observed.estimate), numberCell(observed.p_value)],
      ...curve,
      ...points.map(({ estimate, p }) => [kinds.draw, estimate, p]),
    ],
  };
}
