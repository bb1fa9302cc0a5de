import type { ClaimPlace } from './claim.ts';
import type { Interval } from './interval.ts';
import type { Paper } from './paper.ts';
import type { PrintedCoefficient, PrintedColumn } from './tables.ts';
import { clusterDf, pValues, sizeOfT, type PrintedStars } from './readings.ts';

/** A printed coefficient and its column. */
export interface Found {
  readonly column: PrintedColumn;
  readonly coefficient: PrintedCoefficient;
}

export function columnAt(
  { printed }: Paper,
  place: { readonly table: string; readonly column: string },
): PrintedColumn | undefined {
  const table = printed.tables.find(({ id }) => id === place.table);
  return table?.columns.find(({ id }) => id === place.column);
}

export function printedAt(paper: Paper, place: ClaimPlace): Found | undefined {
  const column = columnAt(paper, place);
  const coefficient = column?.terms[place.term];
  return column === undefined || coefficient === undefined ? undefined : { column, coefficient };
}

function withParen({ coefficient }: Found): PrintedStars['coefficient'] | undefined {
  const { paren } = coefficient;
  return paren === undefined ? undefined : { ...coefficient, paren };
}

/** |t| under the reading of the table; undefined where nothing stands in parentheses. */
export function tOf(paper: Paper, { table }: ClaimPlace, found: Found): Interval | undefined {
  const coefficient = withParen(found);
  return coefficient && sizeOfT(coefficient, paper.readings[table] ?? 'std_error');
}

/** p values by the normal distribution and by t with the clusters less one, together. */
export function pOf(paper: Paper, { table }: ClaimPlace, found: Found): Interval | undefined {
  const coefficient = withParen(found);
  if (coefficient === undefined) return undefined;
  const reading = paper.readings[table] ?? 'std_error';
  const normal = pValues(coefficient, reading, Infinity);
  const student = pValues(coefficient, reading, clusterDf(paper.printed, found.column) ?? Infinity);
  return normal && student && { low: normal.low, high: student.high };
}
