import { editDistance } from '../../text/nearest.ts';
import { UserError } from '../../text/user-error.ts';
import type { Column, Frame } from './frame.ts';

const NEAREST = 3;

/** A column by name. Errors: `E_UNKNOWN_COLUMN`, with the names that look most like it. */
export function frameColumn(frame: Frame, name: string, role: string): Column {
  const column = Object.hasOwn(frame.columns, name) ? frame.columns[name] : undefined;
  if (column !== undefined) return column;
  const names = Object.keys(frame.columns);
  const near = nearestNames(name, names);
  const hint = near.length > 0 ? `Did you mean ${near.join(', ')}?` : '';
  const has = names.length > 0 ? `it has ${names.toSorted(byCodeUnits).join(', ')}` : 'it has none';
  throw new UserError('E_UNKNOWN_COLUMN', `${role} "${name}" is no column of the data; ${has}.`, {
    hint,
    subject: name,
  });
}

/** The doubles of a numeric column. Errors: `E_UNKNOWN_COLUMN`, `E_NOT_NUMERIC`. */
export function numberValues(frame: Frame, name: string, role: string): Float64Array {
  const column = frameColumn(frame, name, role);
  if (column.kind === 'number') return column.values;
  throw new UserError('E_NOT_NUMERIC', `${role} "${name}" holds text, and a number is needed.`, {
    hint: `Its first value is "${column.levels[0] ?? ''}". Absorb it after "|", or code it as 0 and 1.`,
    subject: name,
  });
}

/** Whether a row has no value that a model can use. */
export function isMissing(column: Column, row: number): boolean {
  return column.kind === 'text' ? column.codes[row]! < 0 : !Number.isFinite(column.values[row]!);
}

/** Up to three of `names` that look most like `name`, the most alike first. */
export function nearestNames(name: string, names: readonly string[]): string[] {
  return names
    .map((candidate) => ({
      candidate,
      distance: editDistance(name.toLowerCase(), candidate.toLowerCase()),
    }))
    .filter(({ candidate, distance }) => distance <= Math.ceil(candidate.length / 2))
    .sort((a, b) => a.distance - b.distance || byCodeUnits(a.candidate, b.candidate))
    .slice(0, NEAREST)
    .map(({ candidate }) => candidate);
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
