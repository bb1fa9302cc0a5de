import type { EventStudyRecord, PeriodEstimate } from '../records/event-study.ts';
import type { FigureData } from '../records/figure.ts';
import { eventStudyText, eventStudyWords, type EventStudySettings } from './words/event-study.ts';
import { numberCell, sharedParts, type Figure } from './figure.ts';
import { axisTitle, heading } from './heading.ts';
import { policyMarks } from './marks/policy-mark.ts';
import { BLUE, INK } from './theme.ts';
import { textIn } from '../text/language.ts';
import { UserError } from '../text/user-error.ts';

const WIDTH = 560;
const HEIGHT = 320;
/** Room above the highest interval for the names of policy and reference, as a share. */
const HEADROOM = 0.16;
const FOOTROOM = 0.06;
/** Half the width of an interval's ends, in periods. */
const CAP = 0.12;

/**
 * Estimates with 95% intervals by period relative to the policy. Periods before it are hollow, the
 * reference is a diamond, so that no colour is needed to tell them apart.
 *
 * Errors: `E_FIGURE_EMPTY` without points.
 */
export function eventStudyFigure(record: EventStudyRecord, settings: EventStudySettings): Figure {
  const points = record.event_study.points.toSorted((a, b) => a.period - b.period);
  if (points.length === 0) throw new UserError('E_FIGURE_EMPTY', 'there is no period to draw');
  const { notes, description } = eventStudyText(record, points, settings);
  const [low, high] = limits(points);
  const y = {
    type: 'quantitative' as const,
    title: axisTitle(textIn(settings.effect, settings.language), HEIGHT),
    scale: { domain: [low, high], nice: false, zero: false },
    axis: { grid: true },
  };
  const drawn = points.filter((p) => Number.isFinite(p.estimate));
  return {
    ...sharedParts(settings),
    description,
    data: dataOf(points, settings),
    spec: {
      ...heading(settings, WIDTH, notes),
      width: WIDTH,
      height: HEIGHT,
      data: { values: drawn.map((point) => ({ ...point, kind: kindOf(point) })) },
      encoding: { x: xEncoding(points, settings) },
      layer: [
        {
          data: { values: [{}] },
          mark: { type: 'rule', color: INK, strokeWidth: 1 },
          encoding: { x: { value: 0 }, x2: { value: WIDTH }, y: { datum: 0, ...y } },
        },
        ...policyMarks({
          field: 'period',
          start: 0,
          text: eventStudyWords(settings.language).policy,
          first: points[0]?.period ?? 0,
          last: points.at(-1)?.period ?? 0,
        }),
        ...intervals(y),
        {
          mark: { type: 'point', size: 70, strokeWidth: 2, opacity: 1 },
          encoding: { y: { field: 'estimate', ...y }, stroke: STROKE, fill: FILL, shape: SHAPE },
        },
      ],
    },
  };
}

type Kind = 'before' | 'reference' | 'after';

const KINDS: readonly Kind[] = ['before', 'reference', 'after'];
const FILL = kindScale(['white', INK, BLUE]);
const STROKE = kindScale([BLUE, INK, BLUE]);
const SHAPE = kindScale(['circle', 'diamond', 'circle']);

function kindScale(range: string[]) {
  return {
    field: 'kind',
    type: 'nominal' as const,
    scale: { domain: [...KINDS], range },
    legend: null,
  };
}

function kindOf({ period, term }: PeriodEstimate): Kind {
  if (term === '') return 'reference';
  return period < 0 ? 'before' : 'after';
}

/** An interval is a bar with ends; one that is not known is left out. */
function intervals(y: object) {
  const bar = { type: 'rule' as const, color: BLUE, strokeWidth: 1.5 };
  const known = [
    { filter: "datum.term !== '' && isValid(datum.conf_low) && isValid(datum.conf_high)" },
    { calculate: `datum.period - ${CAP}`, as: 'left' },
    { calculate: `datum.period + ${CAP}`, as: 'right' },
  ];
  const end = (field: string) => ({
    transform: known,
    mark: bar,
    encoding: {
      x: { field: 'left', type: 'quantitative' as const },
      x2: { field: 'right' },
      y: { field, ...y },
    },
  });
  return [
    {
      transform: known,
      mark: bar,
      encoding: { y: { field: 'conf_low', ...y }, y2: { field: 'conf_high' } },
    },
    end('conf_low'),
    end('conf_high'),
  ];
}

function xEncoding(
  points: readonly PeriodEstimate[],
  { language, period: title }: EventStudySettings,
) {
  const [first, last] = [points[0]?.period ?? 0, points.at(-1)?.period ?? 0];
  const binned = points.filter((p) => p.binned).map(({ period }) => period);
  // Only numbers of the data stand in the expression.
  const label = binned.reduce(
    (rest, period) =>
      `datum.value === ${period} ? '${period < 0 ? '≤' : '≥'} ' + datum.label : ${rest}`,
    'datum.label',
  );
  return {
    field: 'period',
    type: 'quantitative' as const,
    title: textIn(title, language),
    scale: { domain: [first - 0.5, last + 0.5], nice: false, zero: false },
    axis: {
      format: 'd',
      grid: false,
      values: axisPeriods(points),
      ...(binned.length > 0 ? { labelExpr: label } : {}),
    },
  };
}

/** Periods named on the axis: all, or every so many where they would touch, 0 among them. */
function axisPeriods(points: readonly PeriodEstimate[]): number[] {
  const periods = points.map(({ period }) => period);
  const span = (periods.at(-1) ?? 0) - (periods[0] ?? 0) + 1;
  const step = Math.max(1, Math.ceil((34 * span) / WIDTH));
  return periods.filter((period) => period % step === 0);
}

/** The range of intervals and zero, with room for names. */
function limits(points: readonly PeriodEstimate[]): [number, number] {
  const values = [0, ...points.flatMap((p) => [p.conf_low, p.conf_high, p.estimate])].filter(
    (value) => Number.isFinite(value),
  );
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const range = high - low || 1;
  return [low - FOOTROOM * range, high + HEADROOM * range];
}

function dataOf(points: readonly PeriodEstimate[], settings: EventStudySettings): FigureData {
  const words = eventStudyWords(settings.language);
  return {
    columns: [
      { name: 'period', label: textIn(settings.period, settings.language) },
      { name: 'estimate', label: textIn(settings.effect, settings.language) },
      { name: 'conf_low', label: words.low },
      { name: 'conf_high', label: words.high },
      { name: 'note', label: words.note },
    ],
    rows: points.map((point) => [
      point.period,
      numberCell(point.estimate),
      point.term === '' ? null : numberCell(point.conf_low),
      point.term === '' ? null : numberCell(point.conf_high),
      point.term === '' ? words.reference : point.binned ? words.binned(point.period < 0) : '',
    ]),
  };
}
