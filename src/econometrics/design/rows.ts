import type { Sources } from './sources.ts';
import { UserError } from '../../text/user-error.ts';
import type { DroppedRows } from '../fit.ts';
import type { Column } from '../frame/frame.ts';

export interface CompleteRows {
  readonly rows: Int32Array;
  readonly dropped: DroppedRows[];
}

/**
 * Rows that a model can use, and how many it cannot by reason: a missing or infinite value in a column,
 * a computed value that does not exist (`undefined log(x)`), a weight of zero. A row with several
 * reasons counts under the first. `within` marks the rows of the sample with 1; null is all.
 *
 * Errors: `E_NEGATIVE_WEIGHT`.
 */
export function completeRows(
  count: number,
  { uses, computed }: Sources,
  weights: string | undefined,
  within: Uint8Array | null,
): CompleteRows {
  const bad = within === null ? new Uint8Array(count) : within.map((mark) => 1 - mark);
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
  const seen = new Set<Column>();
  for (const { name, column } of uses) {
    // A fixed effect is often the cluster too: what was marked once finds nothing more.
    if (seen.has(column)) continue;
    seen.add(column);
    if (column.kind === 'text') {
      mark(`missing ${name}`, (row) => column.codes[row]! < 0);
      continue;
    }
    const { values } = column;
    if (allFinite(values)) continue;
    mark(`missing ${name}`, (row) => Number.isNaN(values[row]!));
    mark(`infinite ${name}`, (row) => !Number.isFinite(values[row]!));
  }
  for (const { name, values } of computed) {
    if (!allFinite(values)) mark(`undefined ${name}`, (row) => !Number.isFinite(values[row]!));
  }
  const weight = uses.find(({ role }) => role === 'weight')?.column;
  if (weights !== undefined && weight?.kind === 'number') {
    checkWeights(weights, weight.values, bad);
    mark(`zero weight ${weights}`, (row) => weight.values[row] === 0);
  }
  return { rows: placesOf(bad, 0), dropped };
}

/** Where `marks` hold `wanted`, in order. */
export function placesOf(marks: Uint8Array, wanted: number): Int32Array {
  let count = 0;
  for (let i = 0; i < marks.length; i++) if (marks[i] === wanted) count++;
  const places = new Int32Array(count);
  if (count === marks.length) {
    for (let i = 0; i < count; i++) places[i] = i;
    return places;
  }
  for (let i = 0, next = 0; next < count; i++) if (marks[i] === wanted) places[next++] = i;
  return places;
}

/** x − x is zero for a finite number and NaN otherwise, and a NaN stays in a sum. */
function allFinite(values: Float64Array): boolean {
  let [zero, other] = [0, 0];
  const even = values.length - (values.length % 2);
  for (let i = 0; i < even; i += 2) {
    zero += values[i]! - values[i]!;
    other += values[i + 1]! - values[i + 1]!;
  }
  const last = even < values.length ? values[even]! : 0;
  return zero + other + (last - last) === 0;
}

function checkWeights(name: string, values: Float64Array, bad: Uint8Array): void {
  const row = values.findIndex((value, index) => value < 0 && bad[index] === 0);
  if (row < 0) return;
  throw new UserError(
    'E_NEGATIVE_WEIGHT',
    `weight "${name}" is ${values[row]} in row ${row + 1} of the data; a weight is zero or more.`,
    { subject: name },
  );
}
