import type { PlaceboTestRecord } from '../records/placebo.ts';
import { textIn } from '../text/language.ts';
import { proseText } from '../text/numbers.ts';
import { axisTitle } from './heading.ts';
import { BLUE, VERMILLION, VERMILLION_TEXT } from './theme.ts';
import { quantitative, type Range } from './marks/scales.ts';
import { groupsTitle, PLACEBO_WORDS, type PlaceboSettings } from './words/placebo.ts';

/** The axis that all panels share; only the last one names its numbers. */
export function estimateAxis(range: Range, title: string | string[] | null) {
  const axis = { grid: false, labels: title !== null, tickCount: 8 };
  return { field: 'x', ...quantitative(title, range, axis) };
}

/** The true estimate, through all panels. */
export function estimateRule({ observed }: PlaceboTestRecord) {
  return {
    data: { values: [{ x: observed.estimate }] },
    mark: { type: 'rule' as const, color: VERMILLION, strokeWidth: 2 },
  };
}

/** The name of the true estimate, on the side of its line where the density leaves more room. */
export function estimateName(
  { observed, spread }: PlaceboTestRecord,
  { language }: PlaceboSettings,
  [low, high]: Range,
) {
  const text = PLACEBO_WORDS[language].estimate(proseText(observed.estimate));
  const { x, y } = spread.density;
  const peak = x[y.indexOf(Math.max(...y))]!;
  const share = (observed.estimate - low) / (high - low);
  const isLeft = share > 0.75 || (share > 0.25 && observed.estimate < peak);
  return {
    data: { values: [{ x: observed.estimate, text }] },
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

/** Bars of the assignments of groups, by their estimates. */
export function groupsView(
  test: PlaceboTestRecord,
  settings: PlaceboSettings,
  domain: Range,
  size: { readonly width: number; readonly height: number },
) {
  const { language, effect } = settings;
  const text = groupsTitle(test, settings);
  return {
    ...size,
    title: { text, fontSize: 12, fontWeight: 700 as const, offset: 6 },
    data: { values: binsOf(test) },
    encoding: { x: estimateAxis(domain, axisTitle(textIn(effect, language), size.width)) },
    layer: [
      {
        mark: { type: 'rect' as const, color: BLUE, opacity: 0.55, aria: false },
        encoding: {
          x2: { field: 'end' },
          y: {
            field: 'count',
            type: 'quantitative' as const,
            title: PLACEBO_WORDS[language].assignments,
            axis: { grid: true, tickCount: 4 },
          },
          y2: { datum: 0 },
        },
      },
      estimateRule(test),
    ],
  };
}

/** The intervals of the histogram that hold an assignment. */
export function binsOf({ spread }: PlaceboTestRecord) {
  const { low, width, counts } = spread.histogram;
  return counts
    .map((count, i) => ({ x: low + i * width, end: low + (i + 1) * width, count }))
    .filter(({ count }) => count > 0);
}
