import type { EventStudyRecord, PeriodEstimate } from '../records/event-study.ts';
import { eventStudyText, EVENT_WORDS, type EventStudySettings } from './words/event-study.ts';
import { dataTable, emptyFigure, numberCell, sharedParts, type Figure } from './figure.ts';
import { axisTitle, heading } from './heading.ts';
import { namedScale } from './marks/named-scale.ts';
import { policyMarks } from './marks/policy-mark.ts';
import { quantitative, withRoom, type Range } from './marks/scales.ts';
import { BLUE, INK } from './theme.ts';
import { textIn } from '../text/language.ts';

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
  if (points.length === 0) throw emptyFigure('there is no period to draw');
  const { notes, description } = eventStudyText(record, points, settings);
  const words = EVENT_WORDS[settings.language];
  const effect = textIn(settings.effect, settings.language);
  const range = withRoom(
    [0, ...points.flatMap((p) => [p.conf_low, p.conf_high, p.estimate])],
    FOOTROOM,
    HEADROOM,
  );
  const y = quantitative(axisTitle(effect, HEIGHT), range, { grid: true });
  const [first, last] = [points[0]?.period ?? 0, points.at(-1)?.period ?? 0];
  const drawn = points.filter((p) => Number.isFinite(p.estimate));
  return {
    ...sharedParts(settings),
    description,
    data: dataTable(
      {
        period: textIn(settings.period, settings.language),
        estimate: effect,
        conf_low: words.low,
        conf_high: words.high,
        note: words.note,
      },
      points.map(({ period, term, binned, ...point }) => [
        period,
        numberCell(point.estimate),
        term === '' ? null : numberCell(point.conf_low),
        term === '' ? null : numberCell(point.conf_high),
        term === '' ? words.reference : binned ? words.binned(period < 0) : '',
      ]),
    ),
    spec: {
      ...heading(settings, WIDTH, notes),
      width: WIDTH,
      height: HEIGHT,
      data: { values: drawn.map((point) => ({ ...point, kind: kindOf(point) })) },
      encoding: { x: xEncoding(points, [first, last], textIn(settings.period, settings.language)) },
      layer: [
        {
          data: { values: [{}] },
          mark: { type: 'rule', color: INK, strokeWidth: 1 },
          encoding: { x: { value: 0 }, x2: { value: WIDTH }, y: { datum: 0, ...y } },
        },
        ...policyMarks({ field: 'period', start: 0, text: words.policy, first, last }),
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
const FILL = namedScale('kind', KINDS, ['white', INK, BLUE], null);
const STROKE = namedScale('kind', KINDS, [BLUE, INK, BLUE], null);
const SHAPE = namedScale('kind', KINDS, ['circle', 'diamond', 'circle'], null);

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

function xEncoding(points: readonly PeriodEstimate[], [first, last]: Range, title: string) {
  const binned = points.filter((p) => p.binned).map(({ period }) => period);
  // Only numbers of the data stand in the expression.
  const label = binned.reduce(
    (rest, period) =>
      `datum.value === ${period} ? '${period < 0 ? '≤' : '≥'} ' + datum.label : ${rest}`,
    'datum.label',
  );
  // All periods are named on the axis, or every so many where they would touch, 0 among them.
  const step = Math.max(1, Math.ceil((34 * (last - first + 1)) / WIDTH));
  const periods = points.map(({ period }) => period);
  const axis = {
    format: 'd',
    grid: false,
    values: periods.filter((period) => period % step === 0),
    ...(binned.length > 0 ? { labelExpr: label } : {}),
  };
  return { field: 'period', ...quantitative(title, [first - 0.5, last + 0.5], axis) };
}
