import { numberText, type Digits } from './number-text.ts';
import { hasConstant, labelOf, type Layout, type SourcedFit } from './regression-layout.ts';
import type { Cell, CellSource, TableRow } from './table.ts';
import { WORDS, type Statistic } from './words.ts';

/** R² and the like print with three decimals whatever the digits of the estimates. */
const SHARE: Digits = { decimals: 3 };

export function termRows(layout: Layout): TableRow[] {
  return layout.shown.flatMap((term) => {
    const label: Cell = { text: labelOf(layout, term) };
    const cells = layout.fits.map((column) => termCells(layout, column, term));
    return [
      { id: term, kind: 'estimate', cells: [label, ...cells.map(({ estimate }) => estimate)] },
      { id: term, kind: 'spread', cells: [{ text: '' }, ...cells.map(({ spread }) => spread)] },
    ];
  });
}

function termCells(
  layout: Layout,
  column: SourcedFit,
  term: string,
): { estimate: Cell; spread: Cell } {
  const place = column.fit.terms.findIndex((candidate) => candidate.term === term);
  const found = column.fit.terms[place];
  if (found === undefined) return { estimate: { text: '' }, spread: { text: '' } };
  const stars = layout.levels.filter(({ below }) => found.p_value < below).at(-1)?.marks;
  const key = layout.parentheses === 'std_error' ? 'std_error' : 'statistic';
  const spread = numberCell(column, `terms[${place}].${key}`, found[key], layout.digits);
  return {
    estimate: {
      ...numberCell(column, `terms[${place}].estimate`, found.estimate, layout.digits),
      ...(stars === undefined ? {} : { stars }),
    },
    spread: inParentheses(spread),
  };
}

export function constantRows(layout: Layout): TableRow[] {
  if (!hasConstant(layout)) return [];
  const label = { text: WORDS[layout.language].constant };
  const estimates = layout.fits.map((column) =>
    optionalCell(column, 'constant', column.fit.constant, layout.digits),
  );
  if (layout.fits.every(({ fit }) => fit.constant_std_error === undefined)) {
    return [{ id: 'constant', kind: 'fact', cells: [label, ...estimates] }];
  }
  const spreads = layout.fits.map((column) => constantSpread(layout, column));
  return [
    { id: 'constant', kind: 'estimate', cells: [label, ...estimates] },
    { id: 'constant', kind: 'spread', cells: [{ text: '' }, ...spreads] },
  ];
}

function constantSpread(layout: Layout, column: SourcedFit): Cell {
  const { constant, constant_std_error: error } = column.fit;
  if (constant === undefined || error === undefined) return { text: '' };
  const value = layout.parentheses === 'std_error' ? error : constant / error;
  return inParentheses(numberCell(column, 'constant_std_error', value, layout.digits));
}

export function controlRow(layout: Layout): TableRow[] {
  const hidden = layout.controls.filter((term) => !layout.shown.includes(term));
  if (hidden.length === 0) return [];
  const cells = layout.fits.map((column) =>
    yesNo(
      layout,
      column,
      'terms',
      column.fit.terms.some(({ term }) => hidden.includes(term)),
    ),
  );
  const label = { text: WORDS[layout.language].controls };
  return [{ id: 'controls', kind: 'fact', cells: [label, ...cells] }];
}

export function effectRows(layout: Layout): TableRow[] {
  const names = new Set(layout.fits.flatMap(({ fit }) => Object.keys(fit.fixed_effects)));
  return [...names].map((name) => {
    const cells = layout.fits.map((column) =>
      yesNo(
        layout,
        column,
        `fixed_effects[${JSON.stringify(name)}]`,
        name in column.fit.fixed_effects,
      ),
    );
    const label = { text: WORDS[layout.language].fixedEffects(labelOf(layout, name)) };
    return { id: `fixed_effects.${name}`, kind: 'fact', cells: [label, ...cells] };
  });
}

export function statisticRows(layout: Layout): TableRow[] {
  const { statistic } = WORDS[layout.language];
  return layout.statistics.map((name, i) => ({
    id: name,
    kind: 'statistic',
    ...(i === 0 ? { rule: true } : {}),
    cells: [
      { text: statistic[name] },
      ...layout.fits.map((column) => statisticCell(column, name, layout.digits)),
    ],
  }));
}

function statisticCell(column: SourcedFit, name: Statistic, digits: Digits): Cell {
  const { fit } = column;
  if (name === 'nobs') return numberCell(column, 'nobs', fit.nobs, { decimals: 0 });
  if (name === 'rmse') return numberCell(column, 'rmse', fit.rmse, digits);
  if (name !== 'clusters') {
    const share = fit[name];
    return share === null ? { text: '' } : numberCell(column, name, share, SHARE);
  }
  const { clusters } = fit.vcov;
  const [only] = clusters;
  if (only !== undefined && clusters.length === 1) {
    return numberCell(column, 'vcov.clusters[0]', only, { decimals: 0 });
  }
  const source = sourceOf(column, 'vcov.clusters');
  return only === undefined ? { text: '' } : { text: clusters.join(' × '), source };
}

function numberCell(column: SourcedFit, path: string, value: number, digits: Digits): Cell {
  const source = sourceOf(column, path);
  const text = numberText(value, digits);
  return Number.isFinite(value) ? { text, value, source } : { text, source };
}

function optionalCell(
  column: SourcedFit,
  path: string,
  value: number | undefined,
  digits: Digits,
): Cell {
  return value === undefined ? { text: '' } : numberCell(column, path, value, digits);
}

function inParentheses(cell: Cell): Cell {
  return { ...cell, text: `(${cell.text})` };
}

function yesNo(layout: Layout, column: SourcedFit, path: string, yes: boolean): Cell {
  const words = WORDS[layout.language];
  return yes ? { text: words.yes, source: sourceOf(column, path) } : { text: words.no };
}

function sourceOf(column: SourcedFit, path: string): CellSource {
  return { step: column.step, path: `$.fits[${column.index}].${path}` };
}
