import type { PublishedRecord, PublishedRow } from '../records/published.ts';
import {
  coefficientsDescription,
  COEFFICIENT_WORDS,
  type CoefficientsSettings,
} from './words/coefficients.ts';
import { dataTable, emptyFigure, sharedParts, type Figure } from './figure.ts';
import { axisTitle, besideNames, heading } from './heading.ts';
import { PIXELS, quantitative, withRoom } from './marks/scales.ts';
import { textWidth, wrapText } from './marks/text-width.ts';
import { BLUE, INK, VERMILLION } from './theme.ts';
import { textIn, type Text } from '../text/language.ts';

const WIDTH = 430;
const ROW = 24;
/** Pixels of the published value below the middle of its row, and of the estimate above it. */
const APART = 5;
const NAME_WIDTH = 240;
/** Names of rows stand so far right of those of their tables. */
const INDENT = 14;
const NAME_SIZE = 12;

/**
 * Estimates with 95% intervals beside the published values with theirs, grouped by table. Estimates
 * are circles, published values diamonds, filled where they lie outside the estimate's interval.
 *
 * Errors: `E_FIGURE_EMPTY` where a panel has no row.
 */
export function coefficientsFigure(
  record: PublishedRecord,
  settings: CoefficientsSettings,
): Figure {
  const rows = record.rows.filter(({ role }) => settings.roles.includes(role));
  const panels = settings.panels.map(({ tables, axis }) => {
    const own = rows.filter(({ table }) => tables.includes(table));
    if (own.length > 0) return { axis, rows: own };
    throw emptyFigure(`no coefficient is of ${tables.join(', ') || 'no table'}`);
  });
  const { language, tables, names } = settings;
  const texts = COEFFICIENT_WORDS[language];
  const all = panels.flatMap((panel) => panel.rows);
  return {
    ...sharedParts(settings),
    description: coefficientsDescription(all, settings),
    data: dataTable(
      texts.columns,
      all.map((row) => [
        textIn(tables[row.table] ?? row.table, language),
        textIn(names[row.id] ?? row.id, language),
        ...numbersOf(row),
        row.inside === null ? null : texts.inside[row.inside ? 'yes' : 'no'],
      ]),
    ),
    spec: {
      ...besideNames(heading(settings, WIDTH + NAME_WIDTH, [texts.note])),
      vconcat: panels.map((panel) => panelView(panel.rows, panel.axis, settings)),
      spacing: 26,
    },
  };
}

/** A line of a panel: the name of a table, or a row, and the pixel of its middle. */
interface Line {
  readonly y: number;
  readonly name: string;
  readonly row?: PublishedRow;
}

function linesOf(rows: readonly PublishedRow[], settings: CoefficientsSettings): Line[] {
  const { language, tables, names } = settings;
  const lines = [...new Set(rows.map(({ table }) => table))].flatMap((table) => [
    { name: textIn(tables[table] ?? table, language) },
    ...rows
      .filter((row) => row.table === table)
      .map((row) => ({ name: textIn(names[row.id] ?? row.id, language), row })),
  ]);
  return lines.map((line, i) => ({ ...line, y: (i + 0.5) * ROW }));
}

function panelView(rows: readonly PublishedRow[], axis: Text, settings: CoefficientsSettings) {
  const lines = linesOf(rows, settings);
  const height = ROW * lines.length;
  const range = withRoom(
    [0, ...rows.flatMap(numbersOf).filter((value) => value !== null)],
    0.05,
    0.05,
  );
  const title = axisTitle(textIn(axis, settings.language), WIDTH);
  const x = quantitative(title, range, { grid: true, tickCount: 7 });
  return {
    width: WIDTH,
    height,
    encoding: { y: { field: 'y', ...PIXELS } },
    layer: [
      {
        data: { values: [{ x: 0 }] },
        mark: { type: 'rule' as const, color: INK, strokeWidth: 1 },
        encoding: { x: { field: 'x', ...x }, y: { value: 0 }, y2: { value: height } },
      },
      ...[true, false].map((isHeading) => lineNames(lines, isHeading)),
      ...estimateMarks(lines, x),
      ...publishedMarks(lines, x),
    ],
  };
}

function estimateMarks(lines: readonly Line[], x: object) {
  const values = lines.flatMap(({ y, row }) => {
    const { computed = null } = row ?? {};
    return computed === null ? [] : [{ y: y - APART, ...computed }];
  });
  const intervals = values.map(({ y, conf_low: low, conf_high: high }) => ({ y, low, high }));
  return [
    intervalMark(intervals, x, BLUE),
    {
      data: { values: values.map(({ y, estimate }) => ({ y, estimate })) },
      mark: {
        type: 'point' as const,
        shape: 'circle',
        size: 50,
        filled: true,
        color: BLUE,
        opacity: 1,
      },
      encoding: { x: { field: 'estimate', ...x } },
    },
  ];
}

/** Lines of intervals that are known, where each belongs. */
function intervalMark(
  all: readonly { readonly y: number; readonly low: number | null; readonly high: number | null }[],
  x: object,
  color: string,
) {
  return {
    data: { values: all.filter(({ low, high }) => low !== null && high !== null) },
    mark: { type: 'rule' as const, color, strokeWidth: 1.5 },
    encoding: { x: { field: 'low', ...x }, x2: { field: 'high' } },
  };
}

function publishedMarks(lines: readonly Line[], x: object) {
  const rows = lines.flatMap(({ y, row }) => (row === undefined ? [] : [{ y: y + APART, row }]));
  const points = rows.map(({ y, row: { published, inside } }) => ({
    y,
    published,
    fill: inside === false ? VERMILLION : 'white',
  }));
  const intervals = rows.map(({ y, row }) => ({
    y,
    low: row.published_conf_low,
    high: row.published_conf_high,
  }));
  return [
    intervalMark(intervals, x, VERMILLION),
    {
      data: { values: points },
      mark: {
        type: 'point' as const,
        shape: 'diamond',
        size: 60,
        strokeWidth: 1.8,
        stroke: VERMILLION,
        opacity: 1,
      },
      encoding: {
        x: { field: 'published', ...x },
        fill: { field: 'fill', type: 'nominal' as const, scale: null, legend: null },
      },
    },
  ];
}

/** Names at the left of their lines, those of tables bold; cut where they are too long. */
function lineNames(lines: readonly Line[], isHeading: boolean) {
  const values = lines
    .filter(({ row }) => (row === undefined) === isHeading)
    .map(({ y, name }) => ({ y, name: shortened(name) }));
  return {
    data: { values },
    mark: {
      type: 'text' as const,
      align: 'left' as const,
      baseline: 'middle' as const,
      fontSize: NAME_SIZE,
      fontWeight: isHeading ? (700 as const) : (400 as const),
      color: INK,
    },
    encoding: {
      x: { value: isHeading ? -NAME_WIDTH : INDENT - NAME_WIDTH },
      text: { field: 'name' },
    },
  };
}

function shortened(name: string): string {
  const width = NAME_WIDTH - INDENT - 10;
  if (textWidth(name, NAME_SIZE) <= width) return name;
  return `${wrapText(name, width - NAME_SIZE, NAME_SIZE)[0] ?? ''}…`;
}

/** What is drawn of a row: published and estimated, each with the ends of its interval. */
function numbersOf({ computed, ...row }: PublishedRow): (number | null)[] {
  const { estimate = null, conf_low: low = null, conf_high: high = null } = computed ?? {};
  return [row.published, row.published_conf_low, row.published_conf_high, estimate, low, high];
}
