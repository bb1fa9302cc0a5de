import type { TableRecord } from '../records/table.ts';

/** A table as it is printed, in one language. Plain JSON. */
export type Table = TableRecord;
export type TableColumn = Table['columns'][number];
export type TableRow = Table['body'][number];
export type RowKind = TableRow['kind'];
export type Cell = TableRow['cells'][number];
export type Align = TableColumn['align'];
export type CellSource = NonNullable<Cell['source']>;

/** Lines of standard errors and the like under the estimate at `place`. */
export function linesUnder(rows: readonly TableRow[], place: number): number {
  const below = rows.slice(place + 1).findIndex(({ kind }) => kind !== 'spread');
  return below < 0 ? rows.length - place - 1 : below;
}

/** Label and title in one line. */
export function captionOf(table: Table): string {
  return table.label === '' ? table.title : `${table.label}. ${table.title}`;
}
