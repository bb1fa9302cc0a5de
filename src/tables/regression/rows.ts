import {
  constantEstimate,
  statisticCell,
  termEstimate,
  textCell,
  yesNo,
  type Estimate,
} from './cells.ts';
import {
  differ,
  INTERCEPT,
  labelOf,
  meanOfEffects,
  rowLabel,
  type Layout,
  type Section,
} from './layout.ts';
import type { Cell, TableRow } from '../table.ts';
import { textIn } from '../../text/language.ts';
import { UserError } from '../../text/user-error.ts';
import { WORDS } from '../words.ts';
import { STATISTICS } from '../../text/statistics.ts';

/** Rows of each part of the body. */
export const SECTION_ROWS: Readonly<Record<Section, (layout: Layout) => readonly TableRow[]>> = {
  terms: (layout) =>
    layout.shown.flatMap((term) =>
      estimateRows(
        layout,
        term,
        labelOf(layout, term),
        layout.fits.map((column) => termEstimate(layout, column, term)),
      ),
    ),
  constant: constantRows,
  controls: controlRow,
  fixed_effects: effectRows,
  estimator: estimatorRow,
  sample: sampleRow,
  facts: factRows,
  statistics: statisticRows,
};

/** Whether the estimated intercept is printed as the constant, and not among the terms. */
export function printsIntercept(layout: Pick<Layout, 'constant' | 'terms'>): boolean {
  return layout.constant && layout.terms?.includes(INTERCEPT) !== true;
}

/** The line of estimates and those under it; the first of these has the id of the term. */
function estimateRows(
  { spreads }: Layout,
  id: string,
  label: string,
  columns: readonly Estimate[],
): TableRow[] {
  return [
    { id, kind: 'estimate', cells: [{ text: label }, ...columns.map(({ estimate }) => estimate)] },
    ...spreads.map(({ kind }, i) => ({
      id: i === 0 ? id : `${id}.${kind}`,
      kind: 'spread' as const,
      cells: [{ text: '' }, ...columns.map((column) => column.spreads[i] ?? { text: '' })],
    })),
  ];
}

function constantRows(layout: Layout): TableRow[] {
  if (!printsIntercept(layout)) return [];
  const columns = layout.fits.map((column) =>
    meanOfEffects(column.fit) === null
      ? termEstimate(layout, column, INTERCEPT)
      : constantEstimate(layout, column),
  );
  if (columns.every(({ estimate }) => estimate.text === '')) return [];
  const label = rowLabel(layout, 'constant', labelOf(layout, INTERCEPT));
  const [first, ...lines] = estimateRows(layout, 'constant', label, columns);
  const shown = lines.filter(({ cells }) => cells.some(({ text }) => text !== ''));
  if (first === undefined) return [];
  return shown.length === 0 ? [{ ...first, kind: 'fact' }] : [first, ...shown];
}

function controlRow(layout: Layout): TableRow[] {
  const hidden = layout.controls.filter((term) => !layout.shown.includes(term));
  if (hidden.length === 0) return [];
  const cells = layout.fits.map((column) => {
    const yes = column.fit.terms.some(({ term }) => hidden.includes(term));
    return yesNo(layout, column, 'terms', yes);
  });
  return [factRow(layout, 'controls', WORDS[layout.language].controls, cells)];
}

function effectRows(layout: Layout): TableRow[] {
  const names = new Set(layout.fits.flatMap(({ fit }) => Object.keys(fit.fixed_effects)));
  return [...names].map((name) => {
    const path = `fixed_effects[${JSON.stringify(name)}]`;
    const cells = layout.fits.map((column) =>
      yesNo(layout, column, path, name in column.fit.fixed_effects),
    );
    // `prov^year` is a level for each pair.
    const parts = name.split('^').map((part) => labelOf(layout, part));
    const label = WORDS[layout.language].fixedEffects(parts.join(' × '));
    return factRow(layout, `fixed_effects.${name}`, label, cells);
  });
}

function estimatorRow(layout: Layout): TableRow[] {
  if (!differ(layout, ({ estimator }) => estimator)) return [];
  const words = WORDS[layout.language];
  const cells = layout.fits.map((column) =>
    textCell(column, 'estimator', words.estimators[column.fit.estimator]),
  );
  return [factRow(layout, 'estimator', words.estimator, cells)];
}

function sampleRow(layout: Layout): TableRow[] {
  const samples = layout.columns.map(({ sample }) => textIn(sample ?? '', layout.language));
  if (samples.every((text) => text === '')) return [];
  const cells = layout.fits.map((column, i) =>
    samples[i] === '' ? { text: '' } : textCell(column, 'sample', samples[i] ?? ''),
  );
  return [factRow(layout, 'sample', WORDS[layout.language].sample, cells)];
}

function factRows(layout: Layout): TableRow[] {
  return (layout.facts ?? []).map(({ label, values }, i) => {
    if (values.length !== layout.fits.length) {
      const message = `a row under "facts" has ${values.length} values for ${layout.fits.length} columns`;
      const hint = 'give one for each column; an empty text leaves its cell empty';
      throw new UserError('E_TABLE_FACT', message, { hint });
    }
    const cells = values.map((value) => ({ text: textIn(value, layout.language) }));
    return factRow(layout, `fact.${i + 1}`, textIn(label, layout.language), cells);
  });
}

function statisticRows(layout: Layout): TableRow[] {
  return layout.statistics.map((name, i) => ({
    id: name,
    kind: 'statistic' as const,
    cells: [
      { text: rowLabel(layout, name, STATISTICS[name].name[layout.language]) },
      ...layout.fits.map((column) => statisticCell(layout, column, name)),
    ],
    ...(i === 0 ? { rule: true } : {}),
  }));
}

function factRow(layout: Layout, id: string, label: string, cells: readonly Cell[]): TableRow {
  return { id, kind: 'fact', cells: [{ text: rowLabel(layout, id, label) }, ...cells] };
}
