import { encode, intersect, type NamedCodes } from '../frame/codes.ts';
import { expressionValues } from '../formula/expression-values.ts';
import { expressionColumns, type Expression } from '../formula/expression.ts';
import type { Formula } from '../formula/formula.ts';
import type { Factor } from '../formula/terms.ts';
import type { Column, Frame } from '../frame/frame.ts';
import { frameColumn, numberValues } from '../frame/column.ts';

/** A column that a model reads. */
export interface Source {
  readonly role: string;
  readonly name: string;
  readonly column: Column;
}

/** Numbers that a model computes from columns, over all rows of the frame; not finite is missing. */
export interface Computed {
  readonly name: string;
  readonly values: Float64Array;
}

/** The columns of a model by name, looked up and checked once. */
export type Columns = ReadonlyMap<string, Column>;

export interface Sources {
  /** Each use of a column, in the order in which rows without a value are counted. */
  readonly uses: readonly Source[];
  readonly columns: Columns;
  readonly computed: readonly Computed[];
}

/** A column that is needed beside the model; the role is for messages. */
export interface Need {
  readonly role: string;
  /** A column, or where it need not hold numbers a combination such as `prov^year`. */
  readonly name: string;
  readonly isNumeric: boolean;
}

export interface SourceNames {
  readonly weights: string | undefined;
  /** Columns, or combinations `prov^year`. */
  readonly clusters: readonly string[];
  /** Further columns without which a row cannot be used. */
  readonly needs?: readonly Need[];
}

/**
 * Looks up every column of a model and computes what it computes.
 * Errors: `E_UNKNOWN_COLUMN`; `E_NOT_NUMERIC` for text where a number is needed.
 */
export function readSources(frame: Frame, formula: Formula, names: SourceNames): Sources {
  const uses: Source[] = [];
  const computed = new Map<string, Computed>();
  const any = (role: string, name: string): void => {
    uses.push({ role, name, column: frameColumn(frame, name, role) });
  };
  const numeric = (role: string, name: string, expression: Expression): void => {
    for (const column of expressionColumns(expression)) {
      numberValues(frame, column, role);
      any(role, column);
    }
    if (expression.kind === 'column' || computed.has(name)) return;
    const column = (source: string): Float64Array => numberValues(frame, source, role);
    computed.set(name, { name, values: expressionValues(expression, frame.rows, column) });
  };
  numeric('outcome', formula.outcome.name, formula.outcome.expression);
  for (const { factors } of formula.regressors) {
    for (const factor of factors) readFactor(factor, any, numeric);
  }
  for (const effect of formula.fixedEffects) {
    for (const name of effect.columns) any('fixed effect', name);
    if (effect.slope !== null) numeric('slope', effect.slope.name, effect.slope.expression);
  }
  const { weights, clusters } = names;
  if (weights !== undefined) numeric('weight', weights, { kind: 'column', name: weights });
  for (const cluster of clusters) for (const name of parts(cluster)) any('cluster variable', name);
  for (const { role, name, isNumeric } of names.needs ?? []) {
    if (isNumeric) numeric(role, name, { kind: 'column', name });
    else for (const part of parts(name)) any(role, part);
  }
  const columns = new Map(uses.map(({ name, column }) => [name, column]));
  return { uses, columns, computed: [...computed.values()] };
}

/** A column that `readSources` looked up. */
export function columnOf(columns: Columns, name: string): Column {
  const column = columns.get(name);
  if (column === undefined) throw new Error(`column "${name}" is used and was never looked up`);
  return column;
}

/** Its numbers; `readSources` has refused text where a number is needed. */
export function numbersOf(columns: Columns, name: string): Float64Array {
  const column = columnOf(columns, name);
  if (column.kind === 'number') return column.values;
  throw new Error(`column "${name}" is text and is used as a number`);
}

/** Levels of a column, or of a combination such as `unit` and `year`, at `rows`. */
export function codesOf(
  columns: Columns,
  name: string,
  combined: readonly string[],
  rows: Int32Array,
): NamedCodes {
  const [first, ...others] = combined.map((column) => encode(columnOf(columns, column), rows));
  if (first === undefined) throw new Error('a category of no column');
  return { name, ...others.reduce(intersect, first) };
}

/** The columns that a cluster variable combines: `prov^year` is a cluster for each pair. */
export function parts(cluster: string): string[] {
  return cluster.split('^');
}

function readFactor(
  factor: Factor,
  any: (role: string, name: string) => void,
  numeric: (role: string, name: string, expression: Expression) => void,
): void {
  const role = 'regressor';
  if (factor.kind === 'column') any(role, factor.name);
  else if (factor.kind === 'category') any(role, factor.column);
  else if (factor.kind === 'expression') numeric(role, factor.name, factor.expression);
  else {
    any(role, factor.column);
    if (factor.by === null) return;
    const { name, expression } = factor.by;
    if (expression.kind === 'column') any(role, expression.name);
    else numeric(role, name, expression);
  }
}
