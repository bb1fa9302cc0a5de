import type { ScoreDensity, ScoreSummary } from '../econometrics/matching/scores.ts';
import { GROUPS } from '../econometrics/numeric/group-years.ts';
import type { ScoresRecord } from '../records/matching.ts';
import { dataTable, emptyFigure, sharedParts, type Figure, type FigureSettings } from './figure.ts';
import { heading } from './heading.ts';
import { DASHES } from './marks/groups.ts';
import { LINES, namedScale } from './marks/named-scale.ts';
import { fromZero, quantitative, type Range } from './marks/scales.ts';
import {
  PROPENSITY_WORDS,
  propensityDescription,
  propensityNotes,
  rangeText,
} from './words/propensity.ts';
import { textWidth } from './marks/text-width.ts';
import { BLUE, INK, VERMILLION } from './theme.ts';

const PANELS = ['before', 'after'] as const;
type Panel = ScoreDensity['panel'];

const WIDTH = 560;
const HEIGHT = 165;
/** Room above the curves for the common support, as a share. */
const HEADROOM = 0.28;
const NAME_SIZE = 12;

/**
 * Densities of the propensity score of treated and other rows, before matching and after it (with
 * weights), over a bar for the common support: the scores that both groups have.
 *
 * Errors: `E_FIGURE_EMPTY` where a group has no score, before or after.
 */
export function propensityFigure({ scores }: ScoresRecord, settings: FigureSettings): Figure {
  const { densities, support } = scores;
  checkGroups(densities);
  const top = Math.max(...densities.flatMap(({ density }) => [...density.y]));
  const domain = scoreDomain(densities);
  const words = PROPENSITY_WORDS[settings.language];
  const view = (panel: Panel) => panelView(panel, densities, { settings, support, top, domain });
  return {
    ...sharedParts(settings),
    description: propensityDescription(scores, settings),
    data: dataTable(
      { panel: words.panel, group: words.group, score: words.score, density: words.density },
      densities.flatMap(({ panel, group, density: { x, y } }) =>
        Array.from(x, (score, i) => [words.panels[panel], words.groups[group], score, y[i]!]),
      ),
    ),
    spec: {
      ...heading(settings, WIDTH, propensityNotes(scores, settings.language)),
      vconcat: [view('before'), view('after')],
      spacing: 22,
    },
  };
}

function checkGroups(densities: readonly ScoreDensity[]): void {
  for (const panel of PANELS) {
    for (const group of GROUPS) {
      if (densities.some((own) => own.panel === panel && own.group === group)) continue;
      const hint = 'look at the table of the matching step';
      throw emptyFigure(`no ${group} row has a score ${panel} matching`, hint);
    }
  }
}

/** All scores with the tails of their curves, though not beyond 0 and 1. */
function scoreDomain(densities: readonly ScoreDensity[]): Range {
  const low = Math.min(...densities.map(({ density }) => density.x[0]!));
  const high = Math.max(...densities.map(({ density }) => density.x.at(-1)!));
  return [Math.max(0, low), Math.min(1, high)];
}

interface PanelSettings {
  readonly settings: FigureSettings;
  readonly support: ScoreSummary['support'];
  readonly top: number;
  readonly domain: Range;
}

function panelView(panel: Panel, all: readonly ScoreDensity[], of: PanelSettings) {
  const words = PROPENSITY_WORDS[of.settings.language];
  const names = GROUPS.map((group) => words.groups[group]);
  const curves = all
    .filter((own) => own.panel === panel)
    .flatMap(({ group, density }) =>
      Array.from(density.x, (score, i) => ({ group: words.groups[group], score, y: density.y[i] })),
    );
  const density = fromZero(words.density, [0, (1 + HEADROOM) * of.top], {
    grid: true,
    tickCount: 4,
  });
  const y = { field: 'y', ...density };
  const isLast = panel === 'after';
  const score = quantitative(isLast ? words.score : null, of.domain, {
    grid: false,
    labels: isLast,
    tickCount: 8,
  });
  const colour = namedScale('group', names, [VERMILLION, BLUE], LINES);
  const dash = namedScale('group', names, DASHES, LINES);
  return {
    width: WIDTH,
    height: HEIGHT,
    title: { text: words.panels[panel], fontSize: 12, fontWeight: 700 as const, offset: 6 },
    data: { values: curves },
    encoding: { x: { field: 'score', ...score } },
    layer: [
      {
        transform: [{ filter: { field: 'group', equal: names[0]! } }],
        mark: { type: 'area' as const, color: VERMILLION, opacity: 0.16, clip: true },
        encoding: { y },
      },
      {
        mark: { type: 'line' as const, strokeWidth: 2, clip: true },
        encoding: { y, color: colour, strokeDash: dash },
      },
      ...supportMarks(of, words.support),
    ],
  };
}

/** A bar from the lowest to the highest common score at the top, with its ends and its name. */
function supportMarks({ support, domain }: PanelSettings, name: (ends: string) => string) {
  if (support === null) return [];
  const place = 20;
  const { low, high } = support;
  const text = name(rangeText(support));
  const pixels = (score: number) => (WIDTH * (score - domain[0])) / (domain[1] - domain[0]);
  const half = textWidth(text, NAME_SIZE) / 2;
  const middle = (pixels(low) + pixels(high)) / 2;
  const line = { type: 'rule' as const, color: INK, strokeWidth: 1.5 };
  return [
    {
      data: { values: [{ score: low, high }] },
      mark: line,
      encoding: { x2: { field: 'high' }, y: { value: place } },
    },
    {
      data: { values: [{ score: low }, { score: high }] },
      mark: line,
      encoding: { y: { value: place - 4 }, y2: { value: place + 4 } },
    },
    {
      data: { values: [{ text }] },
      mark: { type: 'text' as const, fontSize: NAME_SIZE, color: INK, baseline: 'bottom' as const },
      encoding: {
        x: { value: Math.min(Math.max(middle, half), WIDTH - half) },
        y: { value: place - 5 },
        text: { field: 'text' },
      },
    },
  ];
}
