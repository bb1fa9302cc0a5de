import { encode, subset, type NamedCodes } from './codes.ts';
import { EstimationError } from './estimation-error.ts';
import type { DroppedRows } from './fit.ts';
import type { Formula } from './formula.ts';
import type { Column, Frame } from './frame.ts';
import { frameColumn, numberValues } from './frame-column.ts';
import { findSingletons } from './singletons.ts';

export interface NamedValues {
  readonly name: string;
  readonly values: Float64Array;
}

/** A model's data as arrays over the rows that are used; the arrays are copies, free to overwrite. */
export interface Design {
  readonly rows: number;
  readonly outcome: Float64Array;
  readonly regressors: readonly NamedValues[];
  readonly effects: readonly NamedCodes[];
  readonly clusters: readonly NamedCodes[];
  readonly weights: Float64Array | null;
  readonly droppedRows: readonly DroppedRows[];
  /** Rows alone in a level of a fixed effect, whether they were dropped or kept. */
  readonly singletons: number;
}

export interface DesignOptions {
  readonly clusters: readonly string[];
  readonly weights: string | undefined;
  readonly dropSingletons: boolean;
}

interface Used {
  readonly role: string;
  readonly name: string;
  readonly column: Column;
}

/**
 * Looks up the names of a model, drops rows that it cannot use and counts them by reason: a missing
 * or infinite value in any column of the model, a weight of zero, and rows alone in a fixed effect.
 * A row with several reasons counts under the first.
 *
 * Errors: `E_UNKNOWN_COLUMN`, `E_NOT_NUMERIC`, `E_NEGATIVE_WEIGHT`, `E_NO_ROWS`.
 */
export function buildDesign(frame: Frame, formula: Formula, options: DesignOptions): Design {
  const used = usedColumns(frame, formula, options);
  const { rows: complete, dropped } = completeRows(frame.rows, used, options.weights);
  if (complete.length === 0) throw noRows(formula, frame.rows, dropped);
  const code = (name: string): NamedCodes => ({
    name,
    ...encode(frameColumn(frame, name, ''), complete),
  });
  const effects = formula.fixedEffects.map(({ name }) => code(name));
  const clusters = options.clusters.map(
    (name) => effects.find((e) => e.name === name) ?? code(name),
  );
  const shared = placesOf(findSingletons(effects, complete.length), 0);
  const singletons = complete.length - shared.length;
  const keep = options.dropSingletons && singletons > 0 ? shared : null;
  const rows = keep === null ? complete : keep.map((place) => complete[place]!);
  if (keep !== null) dropped.push({ reason: 'singleton', rows: singletons });
  if (rows.length === 0) throw noRows(formula, frame.rows, dropped);
  const shorten = (codes: NamedCodes): NamedCodes =>
    keep === null ? codes : { name: codes.name, ...subset(codes, keep) };
  const take = (name: string): Float64Array => pick(numberValues(frame, name, ''), rows);
  return {
    rows: rows.length,
    outcome: take(formula.outcome.name),
    regressors: formula.regressors.map(({ name }) => ({ name, values: take(name) })),
    effects: effects.map(shorten),
    clusters: clusters.map(shorten),
    weights: options.weights === undefined ? null : take(options.weights),
    droppedRows: dropped,
    singletons,
  };
}

function usedColumns(frame: Frame, formula: Formula, options: DesignOptions): Used[] {
  const numeric = (role: string, name: string): Used => {
    numberValues(frame, name, role);
    return { role, name, column: frameColumn(frame, name, role) };
  };
  const any = (role: string, name: string): Used => ({
    role,
    name,
    column: frameColumn(frame, name, role),
  });
  const { weights, clusters } = options;
  return [
    numeric('outcome', formula.outcome.name),
    ...formula.regressors.map(({ name }) => numeric('regressor', name)),
    ...formula.fixedEffects.map(({ name }) => any('fixed effect', name)),
    ...(weights === undefined ? [] : [numeric('weight', weights)]),
    ...clusters.map((name) => any('cluster variable', name)),
  ];
}

function completeRows(
  count: number,
  used: readonly Used[],
  weights: string | undefined,
): { readonly rows: Int32Array; readonly dropped: DroppedRows[] } {
  const bad = new Uint8Array(count);
  const dropped: DroppedRows[] = [];
  const mark = (reason: string, isBad: (row: number) => boolean): void => {
    let rows = 0;
    for (let row = 0; row < count; row++) {
      if (bad[row] === 1 || !isBad(row)) continue;
      bad[row] = 1;
      rows++;
    }
    if (rows > 0) dropped.push({ reason, rows });
  };
  for (const { name, column } of used) {
    if (column.kind === 'text') {
      mark(`missing ${name}`, (row) => column.codes[row]! < 0);
      continue;
    }
    const { values } = column;
    if (allFinite(values)) continue;
    mark(`missing ${name}`, (row) => Number.isNaN(values[row]!));
    mark(`infinite ${name}`, (row) => !Number.isFinite(values[row]!));
  }
  const weight = used.find(({ role }) => role === 'weight')?.column;
  if (weights !== undefined && weight?.kind === 'number') {
    checkWeights(weights, weight.values, bad);
    mark(`zero weight ${weights}`, (row) => weight.values[row] === 0);
  }
  return { rows: placesOf(bad, 0), dropped };
}

/** x − x is zero for a finite number and NaN otherwise, and a NaN stays in a sum. */
function allFinite(values: Float64Array): boolean {
  let zero = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    zero += value - value;
  }
  return zero === 0;
}

function checkWeights(name: string, values: Float64Array, bad: Uint8Array): void {
  const row = values.findIndex((value, index) => value < 0 && bad[index] === 0);
  if (row < 0) return;
  throw new EstimationError(
    'E_NEGATIVE_WEIGHT',
    `weight "${name}" is ${values[row]} in row ${row + 1} of the data; a weight is zero or more.`,
  );
}

function noRows(formula: Formula, rows: number, dropped: readonly DroppedRows[]): EstimationError {
  const why = dropped.map(({ reason, rows: n }) => `${n} ${reason}`).join(', ');
  return new EstimationError(
    'E_NO_ROWS',
    `no row is left for "${formula.text}": of ${rows} rows, ${why === '' ? 'none' : why}.`,
    'Look for a column that is missing everywhere, or a join that found nothing.',
  );
}

function placesOf(marks: Uint8Array, wanted: number): Int32Array {
  let count = 0;
  for (const mark of marks) if (mark === wanted) count++;
  const places = new Int32Array(count);
  let next = 0;
  for (let i = 0; i < marks.length; i++) if (marks[i] === wanted) places[next++] = i;
  return places;
}

function pick(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = values[rows[i]!]!;
  return picked;
}
